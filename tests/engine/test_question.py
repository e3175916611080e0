import json
from importlib.resources import files

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bastide.engine.model import Turn
from bastide.engine.question import (
    LONGEST,
    MOST_QUESTIONS,
    meaningful,
    split_questions,
    trimmed,
    with_subject,
)

EVALS = files("bastide.usecases.ask") / "evals"


def rows(name):
    return [json.loads(line) for line in (EVALS / name).read_text("utf-8").splitlines()]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "  \n",
        "Bonjour",
        "Bonjour madame, merci !",
        "😀😀",
        "???",
        "مرحبا",
        "\x00\x01",
        "tu es là ?",
    ],
)
def test_nothing_is_asked(text):
    assert not meaningful(text)
    assert split_questions(text) == []


@pytest.mark.parametrize("text", ["passeport", "Bonjour, carte grise", "et pour un mineur ?"])
def test_something_is_asked(text):
    assert meaningful(text)


def test_several_questions_are_told_apart():
    right = [len(split_questions(r["text"])) == len(r["documents"]) for r in rows("several.jsonl")]
    assert sum(right) / len(right) >= 0.85


def test_one_question_stays_one():
    for row in rows("garrigue.jsonl"):
        assert len(split_questions(row["text"])) == 1, row["text"]


def test_a_numbered_list_is_several_questions():
    text = "Bonjour,\n1. Comment refaire mon passeport ?\n2. Combien coûte la cantine du lycée ?"
    assert len(split_questions(text)) == 2


def test_context_stays_with_its_question():
    text = "J'ai déménagé en mars. Ma carte grise est à l'ancienne adresse. Que dois-je faire ?"
    assert split_questions(text) == [text]


def test_a_question_that_points_back_is_not_cut_off():
    text = "J'ai perdu ma carte Thymo. Comment demander un duplicata ? Et combien coûte-t-il ?"
    assert len(split_questions(text)) == 1


def test_follow_ups_keep_their_subject():
    kept = [
        with_subject(r["turns"][-1], [Turn(t) for t in r["turns"][:-1]]) != r["turns"][-1]
        for r in rows("follow_ups.jsonl")
    ]
    assert sum(kept) / len(kept) >= 0.9


@pytest.mark.parametrize(
    "text",
    [
        "Comment renouveler mon passeport ?",
        "Et quel est le prix de la cantine du lycée ?",
        "Je cherche une place à l'internat",
    ],
)
def test_a_complete_question_does_not_drag_the_former_subject(text):
    assert with_subject(text, [Turn("Ma carte Thymo est cassée")]) == text


def test_a_chain_of_follow_ups_goes_back_to_the_subject():
    turns = [Turn("Prix de l'abonnement de train"), Turn("et pour un mineur ?")]
    assert "abonnement de train" in with_subject("et si je l'ai perdu ?", turns)


def test_a_very_long_message_keeps_its_questions():
    text = "Bla bla. " * 3000 + "Comment contester une amende de train ? " + "Bla bla. " * 3000
    assert len(trimmed(text)) <= LONGEST
    assert "Comment contester une amende de train ?" in trimmed(text)


@settings(max_examples=80, deadline=None)
@given(st.text(max_size=600), st.text(max_size=60))
def test_any_text_is_split_without_error(text, before):
    found = split_questions(text * 3)
    assert len(found) <= MOST_QUESTIONS
    assert all(part.strip() for part in found)
    with_subject(text, [Turn(before)])
