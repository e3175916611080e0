"""Due dates as they are said, from Tuesday 10 March 2026."""

from __future__ import annotations

from datetime import date

import pytest

from bastide.engine.deadlines import due_dates, next_meeting, the_due_date

TUESDAY = date(2026, 3, 10)


def due(text: str, base: date | None = TUESDAY, again: date | None = None) -> str | None:
    found = the_due_date(text, due_dates(text, base, again))
    return found.day.isoformat() if found and found.day else None


@pytest.mark.parametrize(
    ("said", "day"),
    [
        ("je l'envoie d'ici vendredi", "2026-03-13"),
        ("je l'envoie sous quinzaine", "2026-03-25"),
        ("c'est pour fin mars", "2026-03-31"),
        ("avant le 15", "2026-03-15"),
        ("avant le 5", "2026-04-05"),
        ("la semaine prochaine", "2026-03-20"),
        ("dans deux mois", "2026-05-10"),
        ("avant le quinze avril", "2026-04-15"),
        ("le vingt-deux mai deux mille vingt-sept", "2027-05-22"),
        ("lundi 16 au plus tard", "2026-03-16"),
        ("sous 48 heures", "2026-03-12"),
        ("sous dix jours ouvrés", "2026-03-24"),
        ("d'ici la fin de l'année", "2026-12-31"),
        ("mi-avril", "2026-04-15"),
        ("courant avril", "2026-04-30"),
        ("pour le premier trimestre 2027", "2027-03-31"),
        ("vendredi en huit", "2026-03-20"),
        ("mardi de la semaine prochaine", "2026-03-17"),
        ("je le fais demain matin", "2026-03-11"),
        ("avant Noël", "2026-12-25"),
        ("pour la rentrée", "2026-09-01"),
        ("sous quinzaine, disons le 23", "2026-03-23"),
        ("jeudi, enfin vendredi", "2026-03-13"),
        ("pour le 30/04", "2026-04-30"),
        ("avant le 3 janvier", "2027-01-03"),
    ],
)
def test_a_due_date_is_read_from_the_meetings_day(said: str, day: str) -> None:
    assert due(said) == day


@pytest.mark.parametrize(
    "said",
    [
        "la réunion de lundi s'est bien passée",
        "le courrier du 3 mars",
        "vendredi dernier on était douze",
        "il y a 25 enfants pour 12 places",
        "on a 3 mois de retard",
        "tous les mois",
        "pour le prochain conseil",
        "le 31 février",
        "",
    ],
)
def test_what_is_no_due_date_gives_none(said: str) -> None:
    assert due(said) is None


def test_a_weekday_said_on_the_eve_is_the_one_after() -> None:
    assert due("vendredi prochain", date(2026, 3, 19)) == "2026-03-27"


def test_the_next_meeting_is_a_date_when_somebody_said_it() -> None:
    again = next_meeting("La prochaine réunion aura lieu le 2 avril.", TUESDAY)
    assert again == date(2026, 4, 2)
    assert due("à rendre pour la prochaine réunion", again=again) == "2026-04-02"


def test_without_the_meetings_day_only_a_date_with_its_year_is_known() -> None:
    assert due("d'ici vendredi", None) is None
    assert due("avant le 4 mai 2026", None) == "2026-05-04"
