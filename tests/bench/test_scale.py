"""The model of a shared service against what theory and hand count say."""

from __future__ import annotations

import random
import statistics
import sys
from collections.abc import Generator
from pathlib import Path
from typing import Any

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from bench import scale

INPUTS: dict[str, Any] = {
    "ms": {"typing": [100.0], "asking": [100.0], "reading": [100.0], "rating": [100.0]},
    "opening_ms": [50.0],
    "statements": dict.fromkeys(("typing", "asking", "reading", "rating"), 0),
    "round_trip_ms": 1.0,
    "process_mb": 200,
    "open_index_mb": 5,
}


def one(gesture: str) -> Generator[scale.Step, None, None]:
    yield "send", gesture


def site(processes: int = 1, most_open: int = 2, **other: Any) -> scale.Site:
    return scale.Site(INPUTS | other, processes, most_open, "least", random.Random(1))


def test_a_request_alone_takes_its_cost_and_two_share_the_core() -> None:
    alone = site()
    alone.at(0.0, "goes on", (one("reading"), 1))
    alone.run(10)
    assert alone.times["reading"] == [pytest.approx(100)]
    both = site()
    for _ in range(2):
        both.at(0.0, "goes on", (one("reading"), 1))
    both.at(0.15, "goes on", (one("rating"), 1))
    both.run(10)
    # Until 150 ms two share; each has 25 ms left to do, three share: 75 ms more.
    assert both.times["reading"] == [pytest.approx(225), pytest.approx(225)]
    assert both.times["rating"] == [pytest.approx(75 + 75)]
    assert both.processes[0].busy == pytest.approx(0.3)


def test_no_more_requests_than_threads_share_a_core_the_others_wait() -> None:
    full = site()
    for _ in range(scale.THREADS + 1):
        full.at(0.0, "goes on", (one("reading"), 1))
    full.run(10)
    assert full.times["reading"][-2:] == [pytest.approx(800), pytest.approx(900)]
    assert full.processes[0].longest == scale.THREADS + 1


def test_an_index_is_opened_again_when_others_took_its_place() -> None:
    few = site(most_open=2)
    for turn, authority in enumerate([1, 2, 1, 3, 1, 2]):
        few.at(float(turn), "goes on", (one("typing"), authority))
    few.run(10)
    assert few.times["typing"] == [pytest.approx(t) for t in (150, 150, 100, 150, 100, 150)]
    assert (few.opened, few.asked) == (4, 6)


def test_the_network_of_the_database_is_waited_for_without_a_core() -> None:
    far = site(statements=dict.fromkeys(INPUTS["statements"], 20))
    far.at(0.0, "goes on", (one("reading"), 1))
    far.run(10)
    assert far.times["reading"] == [pytest.approx(120)]
    assert far.processes[0].busy == pytest.approx(0.1)


def test_the_mean_is_that_of_a_shared_core_by_theory(monkeypatch: pytest.MonkeyPatch) -> None:
    """M/G/1 with processor sharing: mean time = work / (1 - load), whatever the law of the work."""
    monkeypatch.setattr(scale, "THREADS", 10_000)
    draw = random.Random(3)
    works = [draw.expovariate(1 / 100) for _ in range(2000)]
    shared = site(ms=dict.fromkeys(INPUTS["ms"], works))
    now = 0.0
    for _ in range(10_000):
        now += draw.expovariate(6.0)
        shared.at(now, "goes on", (one("reading"), 1))
    shared.run(now)
    mean = statistics.mean(works)
    load = 6.0 * mean / 1000
    assert shared.processes[0].busy / now == pytest.approx(load, rel=0.03)
    assert statistics.mean(shared.times["reading"]) == pytest.approx(mean / (1 - load), rel=0.1)


def test_more_processes_make_an_hour_no_slower() -> None:
    few, many = (scale.busy_hour(INPUTS, n, 1.0, 64, "least", 60) for n in (12, 24))
    assert scale.percentile(few.times["asking"], 0.95) >= scale.percentile(
        many.times["asking"], 0.95
    )
    assert sum(map(len, many.times.values())) > 1000


def test_an_authority_kept_to_one_process_opens_its_index_less_often() -> None:
    spread, kept = (
        scale.busy_hour(INPUTS, 8, 1.0, 64, routing, 120) for routing in ("least", "organisation")
    )
    assert kept.opened < spread.opened
