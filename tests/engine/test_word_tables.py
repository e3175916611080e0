"""The shipped word tables: no word in two families, nothing that hides a stop word."""

from __future__ import annotations

from importlib.resources import files

import Stemmer

from bastide.engine.french import STOP_WORDS, fold

STOP = {fold(word) for word in STOP_WORDS}


def table(name: str) -> list[list[str]]:
    path = files("bastide.engine") / "data" / name
    lines = path.read_text(encoding="utf-8").splitlines()
    return [line.split("\t") for line in lines if line and not line.startswith("#")]


def test_a_word_belongs_to_one_family() -> None:
    families = table("families.tsv")
    assert len(families) >= 250
    words = [word for family in families for word in {fold(word) for word in family}]
    assert sorted(words) == sorted(set(words))


def test_no_family_takes_a_stop_word() -> None:
    assert not [word for family in table("families.tsv") for word in family if fold(word) in STOP]


def test_an_acronym_has_one_expansion() -> None:
    acronyms = table("acronyms.tsv")
    assert len(acronyms) >= 150
    assert all(len(row) == 2 and row[1].strip() for row in acronyms)
    assert len({fold(row[0]) for row in acronyms}) == len(acronyms)


def test_the_exceptions_are_words_that_the_stemmer_confuses() -> None:
    stem = Stemmer.Stemmer("french").stemWord
    for left, right in table("stemming_exceptions.tsv"):
        same = fold(stem(left)) == fold(stem(right)) or stem(fold(left)) == stem(fold(right))
        assert same, (left, right)
