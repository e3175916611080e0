"""A phrase of the authority's own is recognised in a question, or not."""

from __future__ import annotations

import pytest

from bastide.engine.french import shipped_lexicon
from bastide.engine.matching import contains, likeness, rarity, stems_of


def test_the_same_question_in_other_words_is_alike() -> None:
    one = stems_of("Comment inscrire un lycéen ?")
    assert likeness(one, stems_of("inscription au lycée"), {}) == 1
    assert likeness(one, stems_of("horaires de la piscine"), {}) == 0


def test_a_word_more_makes_it_less_alike() -> None:
    one, more = stems_of("carte grise"), stems_of("carte grise perdue")
    assert likeness(one, more, {}) == pytest.approx(2 * (2 / 3) / (1 + 2 / 3))


def test_a_phrase_is_contained_when_all_its_words_are() -> None:
    words = shipped_lexicon()
    asked = stems_of("où jeter mes déchets verts ?")
    assert contains(asked, stems_of("déchets verts"), words)
    assert not contains(asked, stems_of("déchets dangereux"), words)
    assert not contains(asked, frozenset(), words)


def test_an_acronym_and_its_whole_expansion_are_one() -> None:
    words = shipped_lexicon()
    assert contains(stems_of("aide personnalisée au logement"), stems_of("APL"), words)
    assert not contains(stems_of("aide au jardin"), stems_of("APL"), words)


def test_a_word_of_many_phrases_weighs_less() -> None:
    weights = rarity([["carte", "grise"], ["carte", "bleue"]])
    assert weights["carte"] < weights["grise"] == 1
