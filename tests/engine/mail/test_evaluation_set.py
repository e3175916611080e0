"""The evaluation set of mail is what its README says, and its held half is still understood."""

from __future__ import annotations

import importlib.util
from collections import Counter
from pathlib import Path

import pytest

from bastide.engine.mail.triage import train

BENCH = Path(__file__).resolve().parents[3] / "bench" / "mail.py"
_spec = importlib.util.spec_from_file_location("bench_mail", BENCH)
assert _spec
assert _spec.loader
bench = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(bench)


@pytest.fixture(scope="module")
def learn():
    return bench.rows("learn")


@pytest.fixture(scope="module")
def held():
    return bench.rows("held")


def test_the_set_is_as_large_and_varied_as_it_says(learn, held):
    names = {service.name for service in bench.services() if service.ours}
    assert len(names) == 12
    plain = Counter(row["services"][0] for row in learn if len(row["services"]) == 1)
    assert plain == dict.fromkeys(names, 30)
    assert {row["register"] for row in held} == {"formal", "everyday", "telegraphic"}
    threads = bench.rows("threads")
    assert len(learn) + len(held) + sum(len(row["messages"]) for row in threads) >= 600
    bodies = [row["body"] for row in [*learn, *held]]
    assert len(set(bodies)) == len(bodies)
    for row in [*learn, *held, *threads]:
        assert set(row["services"]) <= names
        assert row["urgency"] in ("low", "normal", "high")


def test_triage_keeps_what_the_issue_asks_on_the_held_half(learn, held):
    model = train(bench.services(), bench.drawn(learn, 30, 0))
    inside = [row for row in held if row["services"]]
    told = [(model.say(bench.own_words(row)).service, row["services"]) for row in inside]
    answered = [(name, services) for name, services in told if name]
    assert len(answered) >= 0.8 * len(inside)
    assert sum(name in services for name, services in answered) >= 0.9 * len(answered)
