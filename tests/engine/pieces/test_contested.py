"""Values that two places of a page give differently: they pass a rule, they never fail one."""

from __future__ import annotations

from bastide.engine.pieces.extract.reading import Reading, best, contested
from bastide.engine.pieces.kinds import KINDS
from bastide.engine.pieces.model import Box, Word

FIELDS = KINDS["address_proof"].fields
TEXT_WEIGHS = 0.2  # what a text layer adds to a reading (`rules.reading`)
PASSES, FAILS = 0.6, 0.8  # `procedure.Trust`


def _read(value: str, at: float, rank: float, name: str = "issue_date", proved: bool = False):
    words = (Word(value, Box(0.1, at, 0.3, at + 0.01), int(100 * at)),)
    return Reading(name, value, value, words, rank, proved)


def _kept(*readings: Reading, optical: bool = False) -> Reading:
    (name,) = {reading.name for reading in readings}
    return contested(readings, best(readings), FIELDS, optical)[name]


def test_a_rival_from_a_place_as_sure_makes_a_date_doubtful() -> None:
    kept = _kept(_read("2025-03-13", 0.1, 0.9), _read("2025-07-14", 0.2, 0.9))
    assert kept.value == "2025-03-13"
    assert PASSES <= kept.confidence + TEXT_WEIGHS < FAILS
    on_paper = _kept(_read("2025-03-13", 0.1, 0.9), _read("2025-07-14", 0.2, 0.9), optical=True)
    assert PASSES <= on_paper.confidence < FAILS


def test_two_places_that_agree_outweigh_one() -> None:
    same = _read("2025-03-13", 0.1, 0.9), _read("2025-03-13", 0.5, 0.85)
    assert _kept(*same, _read("2025-07-14", 0.2, 0.9)).rank == 0.9
    # The same words read by two rules are one place.
    assert _kept(same[0], same[0], _read("2025-07-14", 0.2, 0.9)).rank < 0.9


def test_neither_a_place_less_sure_nor_a_proved_value_is_contested() -> None:
    assert _kept(_read("2025-03-13", 0.1, 0.9), _read("2025-07-14", 0.2, 0.7)).rank == 0.9
    proved = _read("2025-03-13", 0.1, 0.9, proved=True)
    assert _kept(proved, _read("2025-07-14", 0.2, 0.9)).rank == 0.9


def test_texts_are_left_to_the_rules() -> None:
    one, two = _read("EDF", 0.1, 0.9, "issuer"), _read("Énergie Exemple", 0.2, 0.9, "issuer")
    assert _kept(one, two).rank == 0.9
