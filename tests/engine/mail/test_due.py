"""Days to come in mails, and which are limits."""

from __future__ import annotations

from datetime import date

import pytest

from bastide.engine.deadlines import due_dates
from bastide.engine.mail.due import days_ahead, due

TUESDAY = date(2026, 3, 10)


@pytest.mark.parametrize(
    ("text", "limit"),
    [
        ("Il me faut une réponse avant vendredi.", "2026-03-13"),
        ("Merci de répondre d'ici le 15 mars.", "2026-03-15"),
        ("à transmettre sous quinzaine", "2026-03-25"),
        ("sous huitaine", "2026-03-18"),
        ("dans un délai de deux mois, avant le 9 mai", "2026-05-09"),
        ("fin mars au plus tard", "2026-03-31"),
        ("la date limite est le 20/03", "2026-03-20"),
        ("pour lundi prochain", "2026-03-16"),
        ("d'ici la fin du mois", "2026-03-31"),
        ("d'ici fin avril", "2026-04-30"),
        ("sous 48 h", "2026-03-12"),
        ("sous 5 jours ouvrés", "2026-03-17"),
        ("avant le 1er avril 2027", "2027-04-01"),
        ("dernier délai : 18 mars", "2026-03-18"),
        ("jusqu'au 30 juin", "2026-06-30"),
        ("réponse vendredi max", "2026-03-13"),
        ("avant la clôture de l'enquête le 27 mars", "2026-03-27"),
        ("La signature est le 27 mars, une réponse avant cette date nous aiderait.", "2026-03-27"),
        ("mes droits prennent fin le 31 mars", "2026-03-31"),
        ("jai besoin d une copie pr jeudi", "2026-03-12"),
        ("avant le 12 janvier", "2027-01-12"),
        ("il veut etre payé avant le 15 sinon il me met dehors", "2026-03-15"),
        ("réponse pour le 3, merci", "2026-04-03"),
        ("je dois rendre le dossier lundi", "2026-03-16"),
        ("ils vont nous couper demain", "2026-03-11"),
        ("ils menacent de couper l'eau jeudi", "2026-03-12"),
        ("le bail commence le 2 avril, il me faut la clé avant", "2026-04-02"),
        ("avant le 2026-04-02", "2026-04-02"),
    ],
)
def test_a_limit_is_read(text, limit):
    assert due(text, TUESDAY) == date.fromisoformat(limit)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "rendez-vous le 12 mars à 14 h",
        "votre courrier du 3 mars",
        "né le 3 novembre 1980",
        "depuis lundi",
        "lundi dernier",
        "il y a 15 jours",
        "ouvert du lundi au vendredi",
        "12.50 euros pour 3/4 de litre",
        "le 31/02/2026, avant le 45 mars",
        "avant le 3 mars 2025",
        "la salle 12/14",
        "Le délai de trois mois court-il à nouveau ?",
        "pour 15 personnes",
        "On voudrait la salle et la sono pour le 13 juillet.",
        "Faut-il venir lundi ?",
        "Le camion passe-t-il vendredi ?",
        "pour le 12 bis",
    ],
)
def test_what_sets_no_limit(text):
    assert due(text, TUESDAY) is None


def test_days_are_told_where_they_stand():
    text = "Je déménage le 4 avril ; réponse avant vendredi."
    found = days_ahead(text, TUESDAY)
    assert [(text[d.start : d.end], d.day.day, d.limit) for d in found] == [
        ("4 avril", 4, False),
        ("vendredi", 13, True),
    ]


@pytest.mark.parametrize("sent", [date.min, date.max, date(2026, 12, 31)])
@pytest.mark.parametrize(
    "text",
    ["avant vendredi", "sous 15 jours", "fin janvier", "le 3 mai", "d'ici fin du mois prochain"],
)
def test_the_ends_of_the_calendar_are_no_crash(text, sent):
    days_ahead(text, sent)


def test_a_hostile_line_is_read_quickly():
    for line in (
        "avant " * 10_000,
        "1/" * 25_000,
        "le 3 mars " * 5_000,
        "sous un delai de " * 3_000,
    ):
        days_ahead(line, TUESDAY)


@pytest.mark.parametrize(
    "said",
    [
        "d'ici vendredi", "sous quinzaine", "fin mars au plus tard", "avant le 12", "avant l'été",
        "d'ici la rentrée", "sous vingt et un jours", "avant lundi en huit",
        "avant lundi en quinze",
        "avant vendredi de la semaine prochaine", "d'ici un mois", "sous 5 jours ouvrés",
        "d'ici Noël", "avant le premier avril",
    ],
)  # fmt: skip
def test_minutes_and_mails_read_the_same_day(said):
    text = f"Merci de nous répondre {said}."
    assert [due(text, TUESDAY)] == [one.day for one in due_dates(text, TUESDAY)]
