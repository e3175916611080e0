"""Texts handed over, seen beside their translation, put right, erased."""

from __future__ import annotations

import html
import re
import threading
from datetime import timedelta

import pytest
from click.testing import CliRunner
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from bastide.engine.translation.model import Pair, TranslationError
from bastide.jobs.models import Job
from bastide.jobs.worker import work
from bastide.languages.models import Remembered, Term
from bastide.runs.models import Run
from bastide.site.command import bastide
from bastide.tenants.models import AuditEntry
from bastide.tenants.scope import every_organisation, scope
from bastide.usecases.translate import storage, views
from bastide.usecases.translate.models import Rules, Segment, Text
from bastide.usecases.translate.purge import purge

pytestmark = pytest.mark.django_db
OPENS = "Le guichet ouvre à neuf heures."
LETTER = f"Bonjour à tous.\n{OPENS} Venez le mardi.\n\n{OPENS}"


def done() -> None:
    with every_organisation():
        work(threading.Event(), until_idle=True)


def give(client, text=LETTER, target="oc", **more):
    return client.post(
        reverse("translate"), {"source": "fr", "target": target, "text": text, **more}
    )


def given(client, number) -> str:
    """What is downloaded of a text; its name says that it is not certified."""
    answer = client.get(reverse("translate-download", args=[number]))
    assert "certifi" in answer.headers["Content-Disposition"]
    return b"".join(answer.streaming_content).decode()


def opened_at(segment) -> str:
    return reverse("translate-segment", args=[segment.pk])


def page_of(client, address) -> str:
    return html.unescape(client.get(address).content.decode())


def test_without_an_engine_the_page_says_what_to_install(signed_in, engine):
    engine(pairs=())
    page = page_of(signed_in(), reverse("translate"))
    assert "sudo apt-get install apertium" in page
    assert "demandez à votre administrateur" in page
    assert reverse("model-roles") in page_of(signed_in("administrator"), reverse("translate"))


def test_a_text_is_translated_beside_its_source(signed_in, engine, organisation):
    engine()
    client = signed_in()
    sent = give(client)
    page = page_of(client, sent.url)
    assert page.count('class="said') == 4
    assert "BONJOUR À TOUS." in page
    assert "brouillon relisible" in page
    assert "traduction de compréhension, non certifiée" in page
    assert re.search(r'<p class="side" lang="oc" dir="ltr"><a class="said"', page)
    text = given(client, sent.url.split("/")[-2])
    assert text.startswith(LETTER.upper())
    assert "[Traduction de compréhension, non certifiée" in text
    with scope(organisation):
        run = Run.objects.get(usecase="translate")
        assert (run.stage, run.outcome) == ("essai", "translated")


def test_arabic_runs_from_right_to_left(signed_in, engine):
    engine()
    client = signed_in()
    page = page_of(client, give(client, "Bonjour.", "ar").url)
    assert '<p class="side" lang="ar" dir="rtl">' in page
    assert "pour comprendre seulement" in page


def test_a_correction_serves_at_once_and_the_next_time(signed_in, engine, organisation):
    one = engine()
    client = signed_in()
    give(client)
    with scope(organisation):
        first = Segment.objects.filter(source__startswith="Le guichet").first()
    answer = client.post(
        reverse("translate-segment", args=[first.pk]),
        {"written": "Lo guichet dubrís a nòu oras."},
        headers={"HX-Request": "true"},
    )
    told = html.unescape(answer.content.decode())
    assert told.count("hx-swap-oob") == 2
    assert "pour 2 phrases identiques" in told
    assert "prochaines traductions" in told
    one.asked.clear()
    page = page_of(client, give(client, "Le guichet ouvre à neuf heures. Il ferme.").url)
    assert "Lo guichet dubrís a nòu oras." in page
    assert one.asked == ["Il ferme."]
    client.post(opened_at(first), {"written": "x", "reset": "1"})
    with scope(organisation):
        assert Segment.objects.get(pk=first.pk).said == "LE GUICHET OUVRE À NEUF HEURES."


def test_a_correction_that_names_a_person_stays_in_its_text(signed_in, engine, organisation):
    engine()
    client = signed_in()
    give(client, "Madame Chimérique Exemple viendra lundi.")
    with scope(organisation):
        row = Segment.objects.get()
    address = reverse("translate-segment", args=[row.pk])
    sent = client.post(address, {"written": "La dòna Chimérique Exemple vendrà diluns."})
    page = page_of(client, sent.url)
    assert "La dòna Chimérique Exemple vendrà diluns." in page
    assert "la mémoire de la collectivité ne la garde pas" in page
    with scope(organisation):
        assert not Remembered.objects.exists()


def test_an_engine_that_dies_leaves_the_text_and_a_way_on(signed_in, engine, organisation):
    one = engine()
    one.failure = TranslationError("Le moteur s'est arrêté.", "dead")
    client = signed_in()
    sent = give(client)
    page = page_of(client, sent.url)
    assert "Le moteur s'est arrêté." in page
    assert "Venez le mardi." in page
    one.failure = None
    again = reverse("translate-again", args=[sent.url.split("/")[-2]])
    client.post(again)
    assert "La page se met à jour toute seule" in page_of(client, sent.url)
    done()
    assert "VENEZ LE MARDI." in page_of(client, sent.url)
    with scope(organisation):
        assert [r.outcome for r in Run.objects.order_by("pk")] == ["dead", "translated"]


def test_what_nobody_foresaw_is_told_without_a_trace(signed_in, engine, organisation):
    engine().failure = RuntimeError("secret")
    client = signed_in()
    sent = give(client)
    page = page_of(client, sent.url)
    assert "La traduction s'est interrompue. Réessayez." in page
    assert "Venez le mardi." in page
    assert "secret" not in page
    with scope(organisation):
        assert Run.objects.get().outcome == "failed"


def test_the_next_engine_takes_the_place_of_one_that_fails(signed_in, engine, organisation):
    class Second:
        def pairs(self):
            return [Pair("fr", "oc", "gist", (), "Moteur de secours")]

        def translate(self, texts, source, target, *, deadline_s=60.0, kept=()):
            return [text.lower() for text in texts]

    first = engine(more=[Second()])
    first.failure = TranslationError("Trop lent.", "slow")
    client = signed_in()
    page = page_of(client, give(client, "Bonjour.").url)
    assert "bonjour." in page
    assert "Moteur de secours" in page
    with scope(organisation):
        assert [(r.stage, r.outcome) for r in Run.objects.order_by("pk")] == [
            ("essai", "slow"),
            ("essai-2", "translated"),
        ]


def test_a_file_is_translated_in_the_background_then_made_anew(signed_in, engine, organisation):
    engine()
    client = signed_in()
    file = SimpleUploadedFile("../Avis <b>.txt", LETTER.encode())
    sent = give(client, "", file=file)
    assert "<h1>Avis &lt;b&gt;.txt" in client.get(sent.url).content.decode()
    assert "La page se met à jour toute seule" in page_of(client, sent.url)
    done()
    page = page_of(client, sent.url)
    assert "VENEZ LE MARDI." in page
    number = sent.url.split("/")[-2]
    assert given(client, number) == LETTER.upper()
    with scope(organisation):
        row = Segment.objects.filter(source="Venez le mardi.").get()
    client.post(reverse("translate-segment", args=[row.pk]), {"written": "Venètz dimarç."})
    assert "1 phrase corrigée n'est pas encore dans le fichier" in page_of(client, sent.url)
    client.post(reverse("translate-again", args=[number]))
    done()
    assert "Venètz dimarç." in given(client, number)
    assert len(list((storage.absolute("") / str(organisation.pk)).iterdir())) == 2


def test_what_was_put_right_in_a_file_stays_each_time_it_is_made_anew(
    signed_in, engine, organisation
):
    engine()
    client = signed_in()
    text = "Madame Zoé Chimérique viendra lundi.\nVenez le mardi."
    sent = give(client, "", file=SimpleUploadedFile("avis.txt", text.encode()))
    done()
    number = sent.url.split("/")[-2]
    words = {"Madame Zoé": "La dòna Zoé Chimérique vendrà.", "Venez": "Venètz dimarç."}
    for begins, said in words.items():
        with scope(organisation):
            row = Segment.objects.get(source__startswith=begins)
        client.post(opened_at(row), {"written": said})
        # Saved again as it is, it is still the agent's.
        client.post(opened_at(row), {"written": said})
        client.post(reverse("translate-again", args=[number]))
        done()
        assert "pas encore dans le fichier" not in page_of(client, sent.url)
    assert given(client, number).split("\n") == list(words.values())
    with scope(organisation):
        row = Segment.objects.get(source__startswith="Madame")
        assert not row.can_reset
    client.post(opened_at(row), {"written": row.target})
    client.post(reverse("translate-again", args=[number]))
    done()
    assert given(client, number).split("\n") == list(words.values())


def test_a_text_that_nobody_translates_any_more_can_be_tried_again(signed_in, engine, organisation):
    engine()
    client = signed_in()
    file = SimpleUploadedFile("avis.txt", b"Venez le mardi.")
    sent = give(client, "", file=file)
    long_ago = timezone.now() - timedelta(minutes=10)
    with scope(organisation):
        Text.objects.update(created=long_ago)
    assert "se met à jour toute seule" in page_of(client, sent.url)
    with scope(organisation):
        Job.objects.update(state=Job.State.ASIDE)
    assert "interrompue" in page_of(client, sent.url)
    client.post(reverse("translate-again", args=[sent.url.split("/")[-2]]))
    assert "se met à jour toute seule" in page_of(client, sent.url)
    done()
    assert "VENEZ LE MARDI." in page_of(client, sent.url)


def test_a_text_is_kept_when_a_file_comes_with_it(signed_in, engine, organisation):
    engine()
    client = signed_in()
    sent = give(client, "Mes mots.", file=SimpleUploadedFile("a.txt", b"Venez."))
    assert "pas les deux" in html.unescape(sent.content.decode())
    assert "Mes mots." in sent.content.decode()
    with scope(organisation):
        assert not Text.objects.exists()


def test_an_address_that_names_no_sentence_opens_none(signed_in, engine):
    engine()
    client = signed_in()
    sent = give(client)
    for odd in ("²", "9" * 5000, "-1"):
        assert client.get(sent.url, {"phrase": odd}).status_code == 200


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ({"text": " "}, "Écrivez ou collez"),
        ({"text": "a" * 60_000}, "donnez-le en fichier"),
        ({"text": "Bonjour.", "target": "fr"}, "deux langues différentes"),
        ({"text": "Bonjour.", "source": "oc", "target": "ar"}, "Possible : français"),
        ({"file": SimpleUploadedFile("a.exe", b"MZ")}, "Ce format ne se traduit pas"),
        ({"file": SimpleUploadedFile("a.txt", b"")}, "Ce fichier est vide"),
    ],
)
def test_what_cannot_be_taken_is_said_and_kept(signed_in, engine, sent, said):
    engine()
    answer = signed_in().post(reverse("translate"), {"source": "fr", "target": "oc"} | sent)
    page = html.unescape(answer.content.decode())
    assert answer.status_code == 422
    assert said in page
    assert sent.get("text", "") in page


def test_languages_are_swapped_without_a_script_and_the_text_kept(signed_in, engine):
    engine()
    page = html.unescape(give(signed_in(), "Adieu.", swap="1").content.decode())
    assert re.search(r'name="source".*?<option value="oc" selected', page, re.DOTALL)
    assert "Adieu.</textarea>" in page


def test_the_pair_says_its_measured_quality(signed_in, engine):
    engine()
    address = reverse("translate-pair")
    client = signed_in()
    assert "brouillon relisible" in page_of(client, f"{address}?source=fr&target=oc")
    assert "aucun moteur" in page_of(client, f"{address}?source=oc&target=ar")
    assert client.get(f"{address}?source=<b>&target=").content.strip() == b""


def test_the_glossary_is_followed(signed_in, engine, organisation):
    engine()
    with scope(organisation):
        Term(term="carte Thymo", translations={"oc": "carta Timò"}).save()
        Term(term="Garri'Jeune", kept=True).save()
    client = signed_in()
    page = page_of(client, give(client, "La carte Thymo remplace Garri'Jeune.").url)
    assert "LA carta Timò REMPLACE Garri'Jeune." in page


def test_a_text_is_seen_by_who_gave_it_alone(signed_in, member, engine, other_organisation):
    engine()
    client = signed_in(person=member())
    number = give(client).url.split("/")[-2]
    for stranger in (signed_in("administrator"), signed_in(of=other_organisation)):
        for name in ("translate-text", "translate-download", "translate-progress"):
            assert stranger.get(reverse(name, args=[number])).status_code == 404
        for name in ("translate-again", "translate-erase"):
            assert stranger.post(reverse(name, args=[number])).status_code == 404
    assert client.post(reverse("translate-erase", args=[number])).status_code == 302
    assert client.get(reverse("translate-text", args=[number])).status_code == 404


def test_texts_and_files_go_when_their_time_is_over(signed_in, engine, organisation):
    engine()
    client = signed_in("administrator")
    give(client, "", file=SimpleUploadedFile("avis.txt", b"Bonjour."))
    give(client)
    done()
    with scope(organisation):
        assert purge("essai") == 0
        Text.objects.update(created=timezone.now() - timedelta(days=31))
        assert len(list((storage.absolute("") / str(organisation.pk)).iterdir())) == 2
    client.post(reverse("translate-rules"), {"retention_days": 40})
    with scope(organisation):
        assert purge("essai") == 0
        Rules.objects.update(retention_days=30)
        assert purge("essai") == 2
        assert not Segment.objects.exists()
        assert not list((storage.absolute("") / str(organisation.pk)).iterdir())
        assert AuditEntry.objects.get(action="translate.purge").detail == {"texts": 2}
    assert signed_in("manager").get(reverse("translate-rules")).status_code == 403


def test_a_long_text_has_pages_and_its_doubts_are_counted(signed_in, engine, organisation):
    engine()
    client = signed_in()
    lines = "\n".join(f"Le {n} mai." for n in range(1, views.SEGMENTS_A_PAGE + 2))
    sent = give(client, lines)
    assert "page 1 sur 2" in page_of(client, sent.url)
    with scope(organisation):
        last = Segment.objects.last()
        Segment.objects.filter(pk=last.pk).update(doubts=["Un nombre manque."])
    page = page_of(client, sent.url)
    assert "1 phrase à relire" in page
    opened = client.get(opened_at(last))
    assert "page=2" in opened.url
    page = page_of(client, opened.url)
    assert page.count("Un nombre manque.") == 2
    assert "Corriger la phrase" in page
    # Sent as it is, it was read again.
    page = page_of(client, client.post(opened_at(last), {"written": last.target}).url)
    assert "Un nombre manque." not in page
    assert "à relire" not in page


def test_the_purge_command_tells_of_each_organisation(engine, organisation, other_organisation):
    with scope(organisation):
        Text(name="vieux", source_language="fr", target_language="oc", text="Oui.").save()
        Text.objects.update(created=timezone.now() - timedelta(days=31))
    told = CliRunner().invoke(bastide, ["translate-purge"])
    assert told.output == "alpha : 1 textes effacés.\nomega : 0 textes effacés.\n"
