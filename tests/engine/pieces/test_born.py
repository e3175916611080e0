"""A day of birth is no other day."""

from __future__ import annotations

from bastide.engine.pieces.extract.page import _not_born
from bastide.engine.pieces.extract.reading import Reading


def _read(name: str, value: str, rank: float = 0.9) -> Reading:
    return Reading(name, value, value, (), rank)


def test_the_day_of_birth_is_not_taken_for_the_day_of_issue() -> None:
    born = _read("birth_date", "1992-01-20")
    issued = _read("issue_date", "2026-08-03", 0.4)
    mistaken = _read("issue_date", "1992-01-20", 0.95)
    assert _not_born([born, issued, mistaken]) == [born, issued]


def test_a_day_of_birth_that_cannot_be_one_takes_nothing_away() -> None:
    read = [_read("birth_date", "2026-08-03"), _read("issue_date", "2026-08-03")]
    assert _not_born(read) == read
