"""Floors under the figures of docs/minutes.md, and the gold set as its README says."""

from __future__ import annotations

import runpy
from datetime import date
from pathlib import Path

import pytest

BENCH = runpy.run_path(str(Path(__file__).resolve().parents[3] / "bench" / "minutes.py"))


@pytest.mark.parametrize(("half", "floor"), [("tune", 0.88), ("test", 0.80)])
def test_decisions_and_actions_keep_their_figures(half: str, floor: float) -> None:
    tally = BENCH["gold"](half)
    assert tally.f1("both")[2] >= floor
    for name, least in (("owner", 0.90), ("due", 0.93)):
        assert tally.counts[f"{name} right"] >= least * tally.counts[f"{name} wanted"]


@pytest.mark.parametrize("half", ["tune", "test"])
def test_each_mark_is_verbatim_in_its_turn(half: str) -> None:
    for meeting in BENCH["meetings"](half):
        held = date.fromisoformat(meeting["day"])
        for mark in meeting["marks"]:
            assert mark["quote"] in meeting["turns"][mark["turn"]]["text"]
            if mark["kind"] == "action" and mark["due"]:
                assert date.fromisoformat(mark["due"]) >= held


def test_the_set_is_as_large_as_said() -> None:
    both = [meeting for half in ("tune", "test") for meeting in BENCH["meetings"](half)]
    assert len(both) >= 60
    assert sum(len(meeting["marks"]) for meeting in both) >= 600
