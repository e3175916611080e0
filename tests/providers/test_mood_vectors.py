"""The vectors of a local mood model: given when the retriever is the one it was learnt with."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bastide.engine.mood.meaning import Meaning, shipped_meaning
from bastide.engine.mood.model import BadModel, shipped
from bastide.providers import mood_vectors


def test_a_model_gets_the_vectors_that_it_reads():
    assert mood_vectors.to_judge(shipped(), ["a", "b"]) == [None, None]
    vectors = mood_vectors.to_learn(["la cantine", "half \ud800", ""])
    assert vectors is not None, "learn again: python training/mood_meaning.py"
    assert {len(vector) for vector in vectors} == {len(shipped_meaning().weights)}
    model = replace(shipped(), labels=10, meaning=shipped_meaning())
    (again,) = mood_vectors.to_judge(model, ["la cantine"])
    assert again == pytest.approx(vectors[0], abs=1e-4)


def test_another_retriever_is_refused(monkeypatch):
    other = replace(shipped(), labels=10, meaning=Meaning("another", (1.0,)))
    with pytest.raises(BadModel, match="bastide listen train"):
        mood_vectors.to_judge(other, ["a"])
    monkeypatch.setattr(mood_vectors, "available", lambda: False)
    assert mood_vectors.to_learn(["a"]) is None
    with pytest.raises(BadModel):
        mood_vectors.to_judge(replace(other, meaning=shipped_meaning()), ["a"])
