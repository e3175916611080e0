"""Floors under what the demonstration answers: a little under the figures of docs/evaluation.md."""

from __future__ import annotations

import runpy
from pathlib import Path

import pytest

from bastide.demo.loader import load
from bastide.providers.readers.sandbox import close_idle_child
from bastide.tenants.scope import scope

SCRIPT = Path(__file__).resolve().parents[3] / "bench" / "demonstration.py"
FLOORS = {
    "quotes verbatim": 1.0,
    "first citation, all questions": 0.66,
    "first citation, plain": 0.74,
    "the awaited words are quoted": 0.50,
    "answered, not silent": 0.75,
    "follow-up, first citation": 0.88,
    "several, split as expected": 0.85,
    "several, each document cited first": 0.70,
    "competence, level": 0.90,
    "off-topic, silent (all)": 0.90,
}


@pytest.mark.slow
@pytest.mark.django_db
def test_the_demonstration_keeps_its_figures() -> None:
    with scope(load("garrigue")):
        told = runpy.run_path(str(SCRIPT))["figures"]()
    close_idle_child()
    for name, (right, total) in told.items():
        print(f"{name:40} {right:4} / {total:4}  {right / total:.3f}")
    under = {
        name: told[name] for name, floor in FLOORS.items() if told[name][0] < floor * told[name][1]
    }
    assert not under
