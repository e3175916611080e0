"""Workers killed, suspended, doubled, set to a wrong hour, given work that fails."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from .house import LEASE, Count, House, kill

KILLS = int(os.environ.get("FAULTS_KILLS", "30"))
IN_A_WORKER = ("jobs.claimed", "redact.found", "jobs.ran")


def stopped(process: subprocess.Popen[str]) -> None:
    """Waits until the process has suspended itself."""
    begun = time.monotonic()
    while "\nState:\tT" not in Path(f"/proc/{process.pid}/status").read_text():
        assert time.monotonic() - begun < 30
        time.sleep(0.05)


@pytest.mark.slow
def test_a_worker_killed_where_it_hurts_loses_nothing_and_does_nothing_twice(
    house: House, told: Callable[[Count], None]
) -> None:
    """The short version, in the suite: after the work is done and before it is said."""
    given = house.give(3)
    kill_at(house, "redact.found")
    house.settle()
    told(house.count(Count("short version", 1), given))


def kill_at(house: House, point: str) -> None:
    worker = house.worker(BASTIDE_FAIL_AT=point)
    assert worker.wait(timeout=60) == -signal.SIGKILL


@pytest.mark.faults
def test_kills_at_random(house: House, told: Callable[[Count], None]) -> None:
    draw, resumed = random.Random(2026), []
    given = house.give(KILLS * 2)
    for _ in range(KILLS):
        worker = house.worker()
        time.sleep(draw.uniform(0.0, 0.8))
        kill(worker)
        before, at = house.read(), time.monotonic()
        if before < len(given):
            worker = house.worker()
            house.wait_read(before + 1)
            resumed.append(time.monotonic() - at)
            kill(worker)
    house.settle()
    # A job whose worker died three times is set aside, for it may be what kills; an administrator
    # sees it and has it done again.
    aside = 0
    while again := house.put_back():
        aside += again
        house.settle()
    note = f"{aside} killed three times, done once put back"
    count = Count("worker, kill -9 at random", KILLS + len(resumed), resumed=resumed, note=note)
    told(house.count(count, given))


@pytest.mark.faults
@pytest.mark.parametrize("point", IN_A_WORKER)
def test_kills_at_a_named_point(house: House, told: Callable[[Count], None], point: str) -> None:
    times = max(1, KILLS // 6)
    given, resumed = [], []
    for _ in range(times):
        given += house.give(2)
        kill_at(house, point)
        at = time.monotonic()
        before = house.read()
        house.settle()
        assert house.read() >= before
        resumed.append(time.monotonic() - at)
    note = "resumed: until all is read"
    count = Count(f"worker, kill -9 at {point}", times, resumed=resumed, note=note)
    told(house.count(count, given))


@pytest.mark.faults
@pytest.mark.parametrize("point", IN_A_WORKER)
def test_a_worker_suspended_longer_than_its_lease(
    house: House, told: Callable[[Count], None], point: str
) -> None:
    given = house.give(3)
    sleeper = house.worker(BASTIDE_FAIL_AT=f"{point}:STOP")
    stopped(sleeper)
    at = time.monotonic()
    time.sleep(LEASE * 1.5)
    other = house.worker()
    house.wait_read(3)
    resumed = time.monotonic() - at
    kill(other)
    reviewed = house.rows("SELECT id, found FROM redact_redaction ORDER BY id")
    os.kill(sleeper.pid, signal.SIGCONT)
    time.sleep(2)
    kill(sleeper)
    house.settle()
    assert house.rows("SELECT id, found FROM redact_redaction ORDER BY id") == reviewed
    told(house.count(Count(f"worker suspended at {point}", 1, resumed=[resumed]), given))


@pytest.mark.faults
def test_several_workers_on_the_same_rows(house: House, told: Callable[[Count], None]) -> None:
    given = house.give(30)
    workers = [house.worker() for _ in range(3)]
    house.wait_read(30)
    for worker in workers:
        kill(worker)
    house.settle()
    attempts = house.rows("SELECT max(attempts) FROM jobs_job")[0][0]
    told(house.count(Count("three workers at once", 0, note=f"attempts ≤ {attempts}"), given))


@pytest.mark.faults
@pytest.mark.parametrize("task", ["faults.poison", "faults.deadly"])
def test_poison_is_set_aside_after_three_tries(
    house: House, told: Callable[[Count], None], task: str
) -> None:
    given = house.give(40)
    worker = house.worker()
    sound = house.wait_read(40)
    kill(worker)
    given += house.give(40, task)
    worker = house.worker()
    at = time.monotonic()
    while house.read() < 80:
        if worker.poll() is not None:
            worker = house.worker()
        assert time.monotonic() - at < 120
        time.sleep(0.05)
    spoilt = time.monotonic() - at
    kill(worker)
    house.settle()
    state, attempts, error = house.rows(
        f"SELECT state, attempts, error FROM jobs_job WHERE task = '{task}'"
    )[0]
    assert (state, attempts, bool(error)) == ("aside", 3, True)
    note = f"40 files in {sound:.1f} s without it, {spoilt:.1f} s with it"
    told(house.count(Count(f"poison: {task}", 3, note=note), given))


@pytest.mark.faults
@pytest.mark.parametrize("hours", [-1, 1])
def test_a_worker_whose_clock_is_wrong(
    house: House, told: Callable[[Count], None], hours: int
) -> None:
    """One worker is right, the other an hour off: each sees the other's leases wrongly."""
    given = house.give(20)
    workers: list[Any] = [house.worker("--clock", str(3600 * hours)), house.worker()]
    house.wait_read(20)
    for worker in workers:
        kill(worker)
    attempts = house.rows("SELECT max(attempts) FROM jobs_job")[0][0]
    note = f"attempts ≤ {attempts}"
    told(house.count(Count(f"a worker {hours:+d} h off beside a right one", 1, note=note), given))
