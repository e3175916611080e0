"""What a thread comes to: brief, urgency, files, people, days."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from bastide.engine.mail.model import Attachment, Message
from bastide.engine.mail.triage import Service, cold
from bastide.engine.mail.understand import SILENCE, understand
from bastide.providers.mail.html_text import LONGEST_HTML, text_of_html
from bastide.providers.mail.raw import cut

US, ANA = "mairie@chimerac.example", "ana@courriel.example"
TODAY = date(2026, 3, 10)
MODEL = cold(
    (
        Service("Voirie", "Rues et éclairage public", ("lampadaire", "trottoir")),
        Service("Petite enfance", "Crèches et cantines", ("crèche", "cantine")),
        Service("État civil", "Actes et titres d'identité", ("passeport", "acte de naissance")),
    )
)


def ours(address):
    return address.endswith("@chimerac.example")


def mail(body, sender=ANA, day=10, subject="", files=(), quoted="", signature="", written=""):
    return Message(
        f"<{day}-{sender}>", sender, "", (US if sender == ANA else ANA,), subject,
        datetime(2026, 3, day, 9), body, written, quoted, signature, (), tuple(files),
    )  # fmt: skip


def told(*thread, today=TODAY, language="fr"):
    return understand(thread, MODEL, today=today, ours=ours, language=language)


def test_a_request_that_waits_for_us():
    one = told(
        mail(
            "Bonjour,\nLe lampadaire du 8 rue du Mirage est éteint. Pouvez-vous le réparer avant "
            "le 27 mars ?\nCordialement\nAna Exemple\n06 39 98 00 00"
        )
    )
    assert "Pouvez-vous le réparer avant le 27 mars ?" in one.brief.request
    assert (one.brief.awaited_by, one.brief.due) == ("us", date(2026, 3, 27))
    assert one.triage.service == "Voirie"
    assert (one.urgency, one.urgency_reason) == ("normal", "Échéance le 27/03/2026.")
    assert ("TELEPHONE", "06 39 98 00 00") in [(f.kind, f.value) for f in one.personal]
    for found in one.personal:
        assert one.thread[found.message].body[found.start : found.end] == found.value
    assert date(2026, 3, 27) in one.dates.values()
    assert one.dates[SILENCE] == date(2026, 5, 10)


def test_a_short_question_is_shown_with_what_it_is_about():
    one = told(mail("Bonjour,\nLe lampadaire clignote toute la nuit. Que faire ?"))
    assert one.brief.request == "Le lampadaire clignote toute la nuit. Que faire ?"


def test_lines_that_a_program_folded_are_one_sentence():
    one = told(
        mail(
            "Bonjour,\nJe vous écris au sujet du trottoir de la rue du Mirage : ma mère, qui a\n"
            "84 ans, ne peut plus sortir depuis que la bordure est cassée devant l'avenue\nHaute. "
            "Pouvez-vous me dire quand vous viendrez ?"
        )
    )
    assert one.brief.request == (
        "Je vous écris au sujet du trottoir de la rue du Mirage : ma mère, qui a 84 ans, ne peut "
        "plus sortir depuis que la bordure est cassée devant l'avenue Haute. "
        "Pouvez-vous me dire quand vous viendrez ?"
    )


def test_what_answers_is_chosen_among_what_we_wrote():
    one = told(
        mail("Bonjour, quel est le tarif de la cantine ?", day=3),
        mail(
            "Bonjour,\nNous avons bien reçu votre message du 3 mars.\nLe guichet est en travaux.\n"
            "Un repas de cantine coûte 4,10 euros.\nLe portail est ouvert.",
            US,
            4,
        ),
    )
    assert "Un repas de cantine coûte 4,10 euros." in one.brief.answered
    assert "bien reçu" not in one.brief.answered


def test_a_thread_that_waits_for_the_correspondent():
    one = told(
        mail("Bonjour, comment inscrire mon fils à la crèche ?", day=3),
        mail(
            "Bonjour,\nLe dossier est au guichet. Merci de nous transmettre le justificatif de "
            "domicile sous quinzaine.",
            US,
            4,
        ),
    )
    assert one.brief.awaited_by == "sender"
    assert "justificatif" in one.brief.awaited
    assert one.brief.due == date(2026, 3, 19)
    assert "Le dossier est au guichet." in one.brief.answered
    assert SILENCE not in one.dates


def test_a_promise_waits_for_us():
    one = told(
        mail("Quand le trottoir sera-t-il refait ?", day=3),
        mail("Votre demande est en cours d'étude.", US, 4),
    )
    assert (one.brief.awaited_by, one.brief.awaited) == (
        "us",
        "Votre demande est en cours d'étude.",
    )


def test_thanks_wait_for_nothing():
    one = told(
        mail("Quand le trottoir sera-t-il refait ?", day=3),
        mail("Les travaux commencent lundi.", US, 4),
        mail("Parfait, merci beaucoup !", day=5),
    )
    assert (one.brief.awaited_by, one.urgency) == ("", "low")
    assert "trottoir" in one.brief.request


def test_two_requests_are_told_apart():
    one = told(
        mail(
            "Bonjour,\nComment inscrire ma fille à la crèche ?\nPar ailleurs, le lampadaire devant "
            "chez moi est éteint, pouvez-vous le changer ?"
        )
    )
    assert len(one.brief.requests) == 2
    assert {one.triage.service, *one.triage.also} == {"Petite enfance", "Voirie"}


@pytest.mark.parametrize(
    ("body", "level", "reason"),
    [
        ("Je ne vois plus d'issue, je veux en finir.", "high", "Détresse ou danger"),
        ("Un câble électrique pend sur le trottoir, pouvez-vous venir ?", "high", "danger"),
        ("Il me faut l'acte de naissance avant vendredi, c'est possible ?", "high", "13/03/2026"),
        ("Ma mère, 88 ans, ne peut plus sortir, le sol est cassé. Que faire ?", "high", "fragile"),
        ("C'est ma troisième relance pour le trottoir. Quand ?", "high", "déjà écrit"),
        ("C'EST UNE HONTE ! Incapables ! Quand réparez-vous le lampadaire ?", "normal", ""),
        ("URGENT ! Quels sont les horaires de la mairie ?", "normal", "URGENT"),
        ("Quels sont les horaires de la mairie ?", "normal", ""),
        ("Réponse automatique : je suis absente jusqu'au 23 mars.", "low", "Rien n'est attendu"),
    ],
)  # fmt: skip
def test_urgency_has_a_reason_and_is_never_the_mood_alone(body, level, reason):
    one = told(mail(body))
    assert one.urgency == level
    assert reason in one.urgency_reason


def test_mails_without_an_answer_are_urgent():
    body = "Bonjour, pouvez-vous réparer le lampadaire ?"
    one = told(mail(body, day=2), mail(body, day=9))
    assert (one.urgency, one.urgency_reason[:10]) == ("high", "2 messages")
    answered = told(mail(body, day=2), mail("Oui, demain.", US, 3), mail(body, day=9))
    assert answered.urgency == "normal"


@pytest.mark.parametrize(
    ("body", "missing"),
    [
        ("Vous trouverez ci-joint mon justificatif.", True),
        ("Je vous envoie mes trois derniers relevés de compte.", True),
        ("Cf. PJ.", True),
        ("La facture est jointe à ce mail.", True),
        ("Photo en pièce jointe", True),
        ("Faut-il joindre une photo ?", False),
        ("Merci de me renvoyer le formulaire en pièce jointe.", False),
        ("Je vous enverrai le document par courrier.", False),
        ("J'essaie de vous joindre depuis lundi.", False),
        ("Votre pièce jointe ne s'ouvre pas.", False),
    ],
)
def test_a_file_that_is_announced_and_is_not_there(body, missing):
    assert any("n'y est pas" in line for line in told(mail(body)).notices) is missing
    scan = Attachment("a.pdf", "application/pdf", 90_000)
    assert not told(mail(body, files=[scan])).notices


def test_a_logo_is_no_file_and_what_cannot_be_read_is_said():
    logo = Attachment("logo.png", "image/png", 3_000)
    assert told(mail("Ci-joint le plan.", files=[logo])).notices
    broken = Attachment("plan.pdf", "application/pdf", 90_000, problem="le fichier est abîmé.")
    (notice,) = told(mail("Ci-joint le plan.", files=[broken])).notices
    assert notice == "« plan.pdf » n'a pas pu être lu : le fichier est abîmé."
    quoted = "Le 3 mars 2026 à 10:12, X a écrit :\n> Ci-joint le plan."
    assert not told(mail(f"Bien reçu ?\n\n{quoted}")).notices


def test_our_own_reply_is_looked_at_too():
    (notice,) = told(mail("Ci-joint l'acte demandé.", US)).notices
    assert notice.startswith("Notre message annonce")


def test_a_forwarded_mail_is_read():
    body = (
        "Pour vous.\n\n---------- Forwarded message ---------\nDe : B <b@x.example>\nDate: 3 mars\n"
        "Subject: bac\n\nBonjour, comment inscrire mon fils à la crèche ?"
    )
    one = told(mail(body, subject="Fwd: bac"))
    assert "crèche" in one.brief.request
    assert one.triage.service == "Petite enfance"


def test_the_mood_is_of_the_correspondents_words_alone():
    angry = "C'est une honte, c'est inadmissible."
    assert told(mail(angry)).mood == "negative"
    assert told(mail("Merci, c'est parfait."), mail(angry, US, 11)).mood != "negative"
    assert told(mail("Where is it?"), language="en").mood == ""


def test_messages_already_parted_stay_as_they_are():
    one = mail("corps", written="Le lampadaire est éteint ?", quoted="q", signature="s")
    assert told(one).thread == (one,)
    assert "lampadaire" in told(one).brief.request


HOSTILE = [
    "",
    "\x00\ud800\u2028",
    "?" * 50_000,
    "je vous envoie " * 4_000,
    "merci de me " * 5_000,
    "avant le " * 6_000,
    "et comment " * 5_000,
    "a" * 50_000,
    "(" * 50_000,
    "<script>alert(1)</script>" * 2_000,
    "0 1 2 3 " * 8_000,
    "De : x\nÀ : y\nObjet : z\n" * 2_000,
    "Le lampadaire est éteint.\n" * 50_000,
    "> " * 3_000 + "x",
]


@pytest.mark.parametrize("number", range(len(HOSTILE)))
def test_a_hostile_body_is_no_crash(number):
    one = told(mail(HOSTILE[number], subject=HOSTILE[number][:1000]))
    assert len(one.brief.request) < 5_000
    assert len(one.dates) < 30


def test_an_endless_thread_and_an_empty_one():
    one = told(*[mail("Pouvez-vous réparer le lampadaire ?", day=1 + n % 28) for n in range(500)])
    assert len(one.thread) == 500
    assert one.brief.awaited_by == "us"
    nothing = told()
    assert (nothing.thread, nothing.brief.request, nothing.urgency) == ((), "", "low")
    bare = Message("", "", "", (), "", None, "")
    assert told(bare).triage.service == ""


def test_a_body_of_which_the_end_is_not_here_is_told():
    body = cut("Bonjour, la cantine est fermée ? " * 20_000)
    one = told(mail(body, subject="Cantine"))
    assert any("« Cantine » est trop long" in line for line in one.notices)
    assert not told(mail("Bonjour, la cantine est fermée ?")).notices


def test_a_page_longer_than_is_read_is_told():
    page = "<p>Bonjour</p>" + "<b></b>" * 600_000
    assert len(page) > LONGEST_HTML
    one = told(mail(text_of_html(page), subject="Page"))
    assert any("« Page » est trop long" in line for line in one.notices)
    assert not told(mail(text_of_html("<p>Bonjour</p>"))).notices
