"""Minutes of short meetings, and of transcripts that are not as they should be."""

from __future__ import annotations

from datetime import date

import pytest

from bastide.engine.minutes.model import Minutes, Transcript, Turn, Votes
from bastide.engine.minutes.spoken import MOST_LETTERS, hear
from bastide.engine.minutes.write import write

DAY = date(2026, 3, 10)


def meeting(text: str, **given) -> Transcript:
    """A transcript from lines « Qui : mots », ten seconds each; an indented line goes on."""
    turns = []
    for number, line in enumerate(text.strip().replace("\n  ", " ").splitlines()):
        who, said = line.split(" : ", 1)
        turns.append(Turn(number, said, who, number * 10.0))
    return Transcript(tuple(turns), "Commission", **{"day": DAY, **given})


COUNCIL = """\
Présidente : Bonsoir, sont excusés Karim Chimérique et Mme Fictive. À l'ordre du jour : la
  cantine, le budget de la voirie et les questions diverses.
Léa Exemple : Euh, pour la cantine, on a on a reçu trois offres, l'offre de la société Imagin
  est la moins chère.
Présidente : Je mets aux voix. 12 pour, 3 contre et deux abstentions. L'offre est adoptée.
Présidente : Léa, tu peux notifier l'entreprise d'ici vendredi ?
Léa Exemple : Oui, je m'en occupe.
Paul Modèle : On pourrait aussi changer de logiciel. L'an dernier on avait décidé de garder
  l'ancien.
Présidente : Le service des finances nous transmettra le chiffrage avant fin mars. On reporte le
  point sur la voirie au prochain conseil.
Paul Modèle : Attention, on risque de perdre la subvention si on traîne. Est-ce que le
  département suit ?
Présidente : Je ne sais pas."""


@pytest.fixture(scope="module")
def minutes() -> Minutes:
    return write(meeting(COUNCIL))


def test_people_and_agenda_are_read_aloud(minutes: Minutes) -> None:
    assert minutes.participants == ("Présidente", "Léa Exemple", "Paul Modèle")
    assert minutes.excused == ("Karim Chimérique", "Mme Fictive")
    assert minutes.agenda == ("Cantine", "Budget de la voirie", "Questions diverses")


def test_decisions_bear_their_votes_and_nothing_that_is_only_wished_or_recalled(
    minutes: Minutes,
) -> None:
    adopted, deferred = minutes.decisions
    assert adopted.votes == Votes(12, 3, 2)
    assert adopted.adopted
    assert "voirie" in deferred.said.quote


def test_an_action_has_its_owner_and_its_date_and_is_told_once(minutes: Minutes) -> None:
    first, second = minutes.actions
    assert (first.who, first.due, first.due_words) == (
        "Léa Exemple", date(2026, 3, 13), "d'ici vendredi",
    )  # fmt: skip
    assert first.what == "Notifier l'entreprise."
    assert second.who == "Le service des finances"
    assert second.due == date(2026, 3, 31)


def test_risks_and_open_questions_are_kept(minutes: Minutes) -> None:
    assert [one.quote for one in minutes.attention] == [
        "Attention, on risque de perdre la subvention si on traîne."
    ]
    assert [one.quote for one in minutes.questions] == ["Est-ce que le département suit ?"]


def test_every_line_stands_verbatim_in_its_turn(minutes: Minutes) -> None:
    turns = {turn.number: turn for turn in meeting(COUNCIL).turns}
    said = [
        *(line for point in minutes.summary for line in point.lines),
        *(one.said for one in minutes.decisions), *(one.said for one in minutes.actions),
        *minutes.attention, *minutes.questions,
    ]  # fmt: skip
    assert said
    for line in said:
        assert line.quote in turns[line.turn].text
        assert line.start == turns[line.turn].start
        assert line.speaker == turns[line.turn].speaker


def test_hesitations_go_from_the_text_and_stay_in_the_quote(minutes: Minutes) -> None:
    line = next(
        line for point in minutes.summary for line in point.lines if "trois offres" in line.text
    )
    assert "on a on a" in line.quote
    assert "Pour la cantine, on a reçu trois offres" in line.text


@pytest.mark.parametrize("words", [0, 5, 20, 60])
def test_the_summary_keeps_within_its_words(words: int) -> None:
    points = write(meeting(COUNCIL), words=words).summary
    assert sum(len(line.text.split()) for point in points for line in point.lines) <= words


def test_a_line_names_who_speaks_but_no_machines_label() -> None:
    named = write(meeting(COUNCIL)).summary
    assert any(line.text.startswith("Léa Exemple : ") for p in named for line in p.lines)
    labels = COUNCIL.replace("Léa Exemple :", "SPEAKER_01 :").replace(
        "Présidente :", "SPEAKER_02 :"
    )
    lines = [line for p in write(meeting(labels)).summary for line in p.lines]
    assert lines
    assert not any(line.text.startswith("SPEAKER") for line in lines)


@pytest.mark.parametrize(
    ("said", "who", "due"),
    [
        ("Samir : Je vous envoie le devis sous quinzaine.", "Samir", "2026-03-25"),
        ("Chef : Rachid et Denis, vous videz le local avant le 20.", "Rachid, Denis", "2026-03-20"),
        ("Chef : Je demande à la DRH de préparer la note pour lundi.", "la DRH", "2026-03-16"),
        (
            "Chef : L'architecte reprend les plans d'ici la fin du mois.",
            "L'architecte",
            "2026-03-31",
        ),
    ],
)
def test_owners_are_named(said: str, who: str, due: str) -> None:
    (action,) = write(meeting(f"{said}\nRachid : Entendu.\nDenis : Oui.")).actions
    assert action.who == who
    assert action.due is not None
    assert action.due.isoformat() == due


@pytest.mark.parametrize(
    "said",
    [
        "On pourrait demander un devis.",
        "Il faudrait y réfléchir un jour.",
        "L'an dernier on avait décidé de fermer le dimanche.",
        "Le département a décidé de baisser sa subvention.",
        "Est-ce qu'on décide aujourd'hui ?",
        "Si on valide le projet, il faut prévenir les riverains.",
        "On n'a encore rien décidé.",
        "Je vais vous présenter le bilan.",
        "J'ai envoyé le courrier hier.",
        "Je propose qu'on passe au point suivant.",
    ],
)
def test_what_is_wished_asked_told_or_said_of_others_is_no_decision_nor_action(said: str) -> None:
    found = write(meeting(f"Chef : {said}\nRachid : Ah bon."))
    assert not found.decisions
    assert not found.actions


@pytest.mark.parametrize(
    "said",
    [
        "La demande est rejetée.",
        "On ne retient pas cette offre.",
        "L'amendement a été repoussé par 12 voix contre 8.",
    ],
)
def test_what_is_turned_down_is_a_decision(said: str) -> None:
    (decision,) = write(meeting(f"Chef : {said}")).decisions
    assert not decision.adopted


@pytest.mark.parametrize(
    "turns",
    [
        (),
        (Turn(0, ""), Turn(1, "   "), Turn(2, "?!")),
        (Turn(0, "Bonjour"),),
        (Turn(0, "euh, " * 2000),),
        (Turn(0, "a" * 50_000),),
        (Turn(0, "قررنا تأجيل الاجتماع إلى يوم الجمعة."),),
        (Turn(0, "We decided to meet on Friday. I will send the report tomorrow.", "Bob"),),
    ],
)
def test_any_transcript_gives_minutes(turns: tuple[Turn, ...]) -> None:
    found = write(Transcript(turns))
    assert not found.decisions
    assert not found.actions


def test_one_turn_without_punctuation_is_cut_into_quotes_that_can_be_read() -> None:
    said = "alors on regarde le dossier de la piscine et donc le chantier avance bien " * 40
    text = said + "ok tu appelles le prestataire demain et on en reparle"
    (action,) = write(Transcript((Turn(0, text, "A"),), day=DAY)).actions
    assert action.due == date(2026, 3, 11)
    assert len(action.said.quote.split()) <= 45


def test_a_given_agenda_names_the_points() -> None:
    points = write(meeting(COUNCIL, agenda=("La cantine", "La voirie"))).summary
    assert [point.title for point in points] == ["La cantine", "La voirie"]


def test_a_vote_answered_question_by_question_is_counted_on_its_own_subject() -> None:
    told = """\
Le Maire : Rapport 5, l'achat de la parcelle. Le prix est de 85 000 euros.
Mme Lune : Nous ne sommes pas convaincus.
Le Maire : Qui est pour ? 19. Qui est contre ? Six. Abstentions ? Personne. C'est adopté.
Le Maire : Rapport 6, la convention avec Les Chimères. Pas de remarque ? Adopté à l'unanimité."""
    first, second = write(meeting(told)).decisions
    assert first.votes == Votes(19, 6, 0)
    assert first.said.text.startswith("Rapport 5, l'achat de la parcelle.")
    assert second.votes == Votes(unanimous=True)
    assert "convention" in second.said.text


def test_what_is_to_be_done_is_told_as_an_infinitive() -> None:
    told = meeting(
        "Léa : Je m'occupe de la salle d'ici vendredi.\nPaul : Je relance le traiteur demain."
    )
    assert [one.what for one in write(told).actions] == [
        "S'occuper de la salle.",
        "Relancer le traiteur.",
    ]


def test_a_sentence_of_several_owners_is_the_first_ones() -> None:
    told = "Chef : Léa s'occupe de la salle, vous me dites le prix d'ici le 20 mars.\nLéa : Oui."
    (action,) = write(meeting(told)).actions
    assert (action.who, action.due) == ("Léa", date(2026, 3, 20))


TALK = """\
Maire : Zoé, tu nous fais le point ? Il faut qu'on réserve les barrières.
Zoé Exemple : Oui, je m'en occupe. Je préviens les commerçants demain.
Paul Modèle : Le service communication fera un article dans le bulletin.
Maire : On ferme la rue du Puits le samedi 14 mars. Paul se charge d'envoyer le devis vendredi.
Zoé Exemple : Je préviens donc les commerçants demain matin. On se revoit donc le 24 mars.
Maire : La prochaine réunion est fixée au mardi 24 mars à 18 heures."""


def test_actions_are_told_once_with_what_is_to_be_done_and_meeting_again_is_none() -> None:
    told = [(one.what, one.who) for one in write(meeting(TALK)).actions]
    assert told == [
        ("Réserver les barrières.", "Zoé Exemple"),
        ("Prévenir les commerçants.", "Zoé Exemple"),
        ("Faire un article dans le bulletin.", "Le service communication"),
        ("Envoyer le devis.", "Paul Modèle"),
    ]


def test_the_day_of_the_next_meeting_is_no_decision() -> None:
    assert [one.said.quote for one in write(meeting(TALK)).decisions] == [
        "On ferme la rue du Puits le samedi 14 mars."
    ]


def test_a_point_begins_where_its_words_are_said_not_at_any_change_of_subject() -> None:
    text = """\
Maire : On commence par la voirie. La rue Haute est en mauvais état depuis cet hiver.
Zoé : Passons à l'éclairage. Éteindre à minuit ferait gagner neuf mille euros par an.
Maire : Questions diverses : le local des associations a besoin d'une nouvelle porte."""
    given = meeting(text, agenda=("Voirie", "Éclairage public", "Questions diverses"))
    points = write(given).summary
    assert [point.title for point in points] == ["Voirie", "Éclairage public", "Questions diverses"]
    assert "minuit" in " ".join(line.quote for line in points[1].lines)


def test_an_agenda_read_point_by_point_is_not_where_its_points_are_spoken_of() -> None:
    text = """\
Maire : À l'ordre du jour nous avons deux points. Premier point, la cantine.
  Deuxième point, la voirie.
Zoé : Alors la cantine, les familles attendent trois semaines une réponse du prestataire.
Maire : On passe au deuxième point, la voirie. La rue Haute est en très mauvais état depuis mars."""
    told = write(meeting(text))
    assert told.agenda == ("Cantine", "Voirie")
    assert [point.title for point in told.summary] == ["Cantine", "Voirie"]
    assert any("familles" in line.quote for line in told.summary[0].lines)
    lines = [line.quote for point in told.summary for line in point.lines]
    assert not any("point, la cantine" in line for line in lines)


def test_what_happens_one_day_in_two_has_no_due_date() -> None:
    (action,) = write(meeting("Maire : Zoé, tu prépares la salle un samedi sur deux.")).actions
    assert (action.what, action.due) == ("Préparer la salle un samedi sur deux.", None)


def test_words_without_an_end_are_cut_and_read():
    """Letters without a blank in one word: looked at as one sentence, they took hours."""
    turns = (Turn(0, "je vais relancer " + "a:" * 100_000 + " avant vendredi", "Zoé", 0.0),)
    heard = hear(turns)
    assert max(one.end - one.start for one in heard) <= MOST_LETTERS
    assert "".join("".join(one.quote for one in heard).split()) == "".join(turns[0].text.split())
    write(Transcript(turns=turns))
