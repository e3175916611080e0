"""Two ways to write one word in French lead to the same stem, and no text stops the analysis."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bastide.engine.french import analyse, fold, shipped_lexicon, tokens


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("l'école", "école"),
        ("jusqu’au logement", "logement"),
        ("les écoles", "école"),
        ("ECOLES", "école"),
        ("e-mail", "email"),
        ("co-voiturage", "covoiturage"),
        ("A.P.L.", "apl"),
        ("œuvre", "oeuvre"),
        ("ﬁnances", "finances"),
        ("Bonjour madame, je voudrais un passeport svp", "passeport"),
    ],
)
def test_two_spellings_have_the_same_stems(one: str, other: str) -> None:
    assert analyse(one) == analyse(other) != []


@pytest.mark.parametrize(("one", "other"), [("formation", "format"), ("mère", "mer")])
def test_words_that_the_stemmer_would_merge_stay_apart(one: str, other: str) -> None:
    assert analyse(one) != analyse(other)


def test_a_hyphen_parts_two_words_of_meaning() -> None:
    assert analyse("porte-monnaie") == analyse("porte monnaie")


def test_stop_words_alone_leave_nothing() -> None:
    assert analyse("Est-ce que c'est pour vous ou pour l'autre ?") == []


def test_words_of_a_family_are_siblings_and_not_one_stem() -> None:
    (pupil,), (school,) = analyse("lycéen"), analyse("lycée")
    assert pupil != school
    assert school in shipped_lexicon().family(pupil)
    assert pupil in shipped_lexicon().family(school)


def test_an_acronym_is_opened() -> None:
    assert shipped_lexicon().expansion("apl") == tuple(analyse("aide personnalisée au logement"))


def test_offsets_show_the_word_without_its_article() -> None:
    text = "Demander l'allocation à l’école."
    words = [text[t.start : t.end] for t in tokens(text) if t.stem]
    assert words == ["Demander", "allocation", "école"]


@given(st.text(max_size=200))
def test_no_text_stops_the_analysis_and_offsets_are_in_order(text: str) -> None:
    assert all(stem and not stem.isspace() for stem in analyse(text))
    end = 0
    for token in tokens(text):
        assert end <= token.start < token.end <= len(text)
        end = token.end


@given(st.text(max_size=100))
def test_folding_twice_is_folding_once(text: str) -> None:
    assert fold(fold(text)) == fold(text)
