"""The tables of mails: subjects and forms, each line sound."""

from __future__ import annotations

import pytest

from bastide.engine.french import fold, rows_of
from bastide.engine.mail.forms import Read, expressions
from bastide.engine.mail.subjects import LONGEST_PHRASE, names, stems


def test_a_phrase_of_the_trade_is_not_reduced_to_a_common_word():
    """« à la rue » without its stop words is « rue », which says another thing."""
    for subject, said in rows_of("mail_subjects.tsv"):
        phrases = said.split(" | ")
        assert len(set(phrases)) == len(phrases), subject
        for phrase in phrases:
            kept = stems(phrase)
            assert kept, phrase
            assert len(kept) <= LONGEST_PHRASE, phrase
            assert len(kept) > 1 or len(phrase.split()) == 1, phrase


def test_subjects_have_one_name_each():
    assert len(names()) == len(set(names()))
    assert sum(name.startswith("!") for name in names()) > 10


@pytest.mark.parametrize("kind", sorted(expressions()))
def test_each_form_is_found_where_it_is_said(kind):
    for said in expressions()[kind]:
        assert said == fold(said), said
        plain = said.replace("_", "vraiment").replace("*", "").replace("@file", "document")
        read = Read(f"Alors {plain} voilà")
        assert read.has(kind), said
        start, end = read.find(kind)
        assert 0 <= start < end <= len(read.text)


def test_a_form_never_runs_over_a_comma():
    assert Read("je vous envoie le document").has("announces")
    assert not Read("je vous envoie, le document est long").has("announces")
    assert Read("Ci-joint, l'acte").quote("announces") == "« Ci-joint »"
    assert Read("").find("asks") is None
