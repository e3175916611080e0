"""How many cores and how much memory 900 authorities would take: a simulation of a busy hour.

    python -m bench.scale                          # with the figures of bench/scale.json
    python -m bench.scale --routing organisation   # the proxy sends an authority to one process
    python -m bench.scale --validate --people 10   # the model beside a real `bench/load.py`

Agents type (a preview every few letters), ask, read, rate, as in `bench/load.py`. A process of the
site has one core (Python's lock) that its requests share, `THREADS` at most, the others wait. Each
holds the indexes of the `--open` authorities asked last: another one costs its opening. What each
gesture costs was measured (`bench/scale_measure.py`) and is drawn among those measures, doubled by
`--slower` for what processor time does not tell: HTTP, disk, other work. The hypotheses on agents
are the constants below; docs/scale.md discusses them.
"""

from __future__ import annotations

import argparse
import heapq
import json
import random
import statistics
from collections import OrderedDict, defaultdict, deque
from collections.abc import Generator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from bench import load

INPUTS = Path(__file__).with_name("scale.json")
AUTHORITIES, AGENTS, PASSAGES = 900, 10_000, 5_000_000
# Hypotheses. A large call centre counts 75,000 requests a year: 11 a day if 30 agents take them.
QUESTIONS_A_DAY = 12
BUSY_HOUR = 0.16  # of a day's questions: a working day of nine hours would have 0.11 in each
RATED = 0.4
LETTERS = [len(one) for one in load.questions()]
THREADS = 8
BOUND_MS = {"typing": 200.0, "asking": 1000.0}  # what an agent must get, at the 95th percentile

Step = tuple[str, Any]  # ("send", gesture) or ("pause", seconds)


@dataclass
class Request:
    gesture: str
    authority: int
    begun: float
    work: float
    who: Generator[Step, None, None]
    ends_at: float = 0.0  # in the process's own time


@dataclass
class Process:
    """One core shared equally by the requests within; the indexes that it has open."""

    most_open: int
    within: list[tuple[float, int, Request]] = field(default_factory=list)
    waiting: deque[Request] = field(default_factory=deque)
    open: OrderedDict[int, None] = field(default_factory=OrderedDict)
    own_time: float = 0.0
    seen_at: float = 0.0
    busy: float = 0.0
    version: int = 0
    longest: int = 0

    def advance(self, now: float) -> None:
        if self.within:
            self.own_time += (now - self.seen_at) / len(self.within)
            self.busy += now - self.seen_at
        self.seen_at = now

    def next_end(self) -> float:
        return self.seen_at + (self.within[0][0] - self.own_time) * len(self.within)


class Site:
    def __init__(self, inputs: dict[str, Any], processes: int, most_open: int, routing: str,
                 draw: random.Random) -> None:  # fmt: skip
        self.inputs, self.routing, self.draw = inputs, routing, draw
        self.processes = [Process(most_open) for _ in range(processes)]
        self.events: list[tuple[float, int, str, Any]] = []
        self.number = 0
        self.times: dict[str, list[float]] = defaultdict(list)
        self.opened = self.asked = 0
        self.counts_from = 0.0

    def at(self, when: float, what: str, whom: Any) -> None:
        self.number += 1
        heapq.heappush(self.events, (when, self.number, what, whom))

    def run(self, until: float) -> None:
        while self.events and self.events[0][0] <= until:
            now, _, what, whom = heapq.heappop(self.events)
            if what == "goes on":
                self.go_on(now, *whom)
            elif what == "ends" and self.processes[whom[0]].version == whom[1]:
                self.end(now, whom[0])
        for process in self.processes:
            process.advance(until)

    def go_on(self, now: float, who: Generator[Step, None, None], authority: int) -> None:
        kind, value = next(who, ("gone", None))
        if kind == "pause":
            self.at(now + value, "goes on", (who, authority))
        elif kind == "send":
            self.arrive(now, Request(value, authority, now, 0.0, who))

    def arrive(self, now: float, request: Request) -> None:
        chosen = self.route(request.authority)
        process = self.processes[chosen]
        cost = self.draw.choice(self.inputs["ms"][request.gesture]) / 1000
        if request.gesture in ("typing", "asking"):
            self.asked += 1
            if request.authority in process.open:
                process.open.move_to_end(request.authority)
            else:
                self.opened += 1
                cost += self.draw.choice(self.inputs["opening_ms"]) / 1000
                process.open[request.authority] = None
                if len(process.open) > process.most_open:
                    process.open.popitem(last=False)
        request.work = cost
        process.advance(now)
        process.waiting.append(request)
        process.longest = max(process.longest, len(process.waiting) + len(process.within))
        self.admit(now, chosen)

    def route(self, authority: int) -> int:
        if self.routing == "organisation":
            return authority % len(self.processes)
        loads = [len(p.within) + len(p.waiting) for p in self.processes]
        least = min(loads)
        return self.draw.choice([n for n, load in enumerate(loads) if load == least])

    def admit(self, now: float, chosen: int) -> None:
        process = self.processes[chosen]
        while process.waiting and len(process.within) < THREADS:
            request = process.waiting.popleft()
            self.number += 1
            ends = process.own_time + request.work
            heapq.heappush(process.within, (ends, self.number, request))
        process.version += 1
        if process.within:
            self.at(process.next_end(), "ends", (chosen, process.version))

    def end(self, now: float, chosen: int) -> None:
        process = self.processes[chosen]
        process.advance(now)
        _, _, request = heapq.heappop(process.within)
        # What a request waits for without a core: the network of the database.
        wait = self.inputs["statements"][request.gesture] * self.inputs["round_trip_ms"] / 1000
        if now >= self.counts_from:
            self.times[request.gesture].append((now + wait - request.begun) * 1000)
        self.at(now + wait, "goes on", (request.who, request.authority))
        self.admit(now, chosen)


def question(draw: random.Random) -> Generator[Step, None, None]:
    for pause, _ in load.previews(draw, draw.choice(LETTERS)):
        yield "pause", pause
        yield "send", "typing"
    yield "send", "asking"
    yield "send", "reading"
    yield "pause", draw.expovariate(1 / load.THINKING)
    if draw.random() < RATED:
        yield "send", "rating"


def person(draw: random.Random) -> Generator[Step, None, None]:
    """As in `bench/load.py`: one question after the other, all rated."""
    yield "pause", draw.uniform(0, load.THINKING)
    while True:
        yield from question(draw)
        yield "send", "rating"
        yield "pause", draw.expovariate(1 / load.THINKING)


def sizes(draw: random.Random) -> list[float]:
    """The share of each authority in the agents: a few large, many small (log-normal, 1.2)."""
    drawn = [draw.lognormvariate(0, 1.2) for _ in range(AUTHORITIES)]
    return [one / sum(drawn) for one in drawn]


def busy_hour(
    inputs: dict[str, Any],
    processes: int,
    times: float,
    most_open: int,
    routing: str,
    seconds: float,
) -> Site:
    """An hour's rate, for `seconds`; the first tenth fills the memories and is not counted."""
    draw = random.Random(7)
    site = Site(inputs, processes, most_open, routing, draw)
    site.counts_from = seconds / 10
    shares, everyone = sizes(draw), range(AUTHORITIES)
    rate = AGENTS * QUESTIONS_A_DAY * BUSY_HOUR / 3600 * times
    now = draw.expovariate(rate)
    arrivals = []
    while now < seconds:
        arrivals.append(now)
        now += draw.expovariate(rate)
    for when, authority in zip(
        arrivals, draw.choices(everyone, shares, k=len(arrivals)), strict=True
    ):
        site.at(when, "goes on", (question(draw), authority))
    site.run(seconds)
    return site


def percentile(values: list[float], share: float) -> float:
    return sorted(values)[min(len(values) - 1, int(len(values) * share))] if values else 0.0


def enough(site: Site) -> bool:
    return all(percentile(site.times[g], 0.95) <= most for g, most in BOUND_MS.items())


def line(site: Site, times: float, inputs: dict[str, Any], seconds: float) -> str:
    typing, asking = site.times["typing"], site.times["asking"]
    used = statistics.mean(p.busy / seconds for p in site.processes)
    held = statistics.mean(len(p.open) for p in site.processes)
    memory = inputs["process_mb"] + held * inputs["open_index_mb"]
    rate = sum(map(len, site.times.values())) / seconds / 0.9
    return (
        f"| × {times:g} | {len(site.processes)} | {rate:.0f}"
        f" | {percentile(typing, 0.5):.0f} / {percentile(typing, 0.95):.0f}"
        f" | {percentile(asking, 0.5):.0f} / {percentile(asking, 0.95):.0f} | {used:.0%}"
        f" | {max(p.longest for p in site.processes)} | {1 - site.opened / max(1, site.asked):.0%}"
        f" | {memory:.0f} MB × {len(site.processes)} |"
    )


def plan(inputs: dict[str, Any], given: argparse.Namespace) -> None:
    print(f"{AUTHORITIES} authorities, {AGENTS} agents, {QUESTIONS_A_DAY} questions a day each, "
          f"{BUSY_HOUR:.0%} of them in the busiest hour; routing: {given.routing}, "
          f"{given.open} indexes a process; times measured × {given.slower:g}\n")  # fmt: skip
    print("| load | processes | requests/s | typing p50 / p95 (ms) | asking p50 / p95 (ms) | cores "
          "used | longest queue | index already open | memory |")  # fmt: skip
    print("|---|---|---|---|---|---|---|---|---|")
    for times in given.times:
        processes = given.processes or 1
        while True:
            site = busy_hour(inputs, processes, times, given.open, given.routing, given.seconds)
            if given.processes or enough(site) or processes >= 512:
                break
            processes += max(1, processes // 4)
        print(line(site, times, inputs, given.seconds), flush=True)


def validate(inputs: dict[str, Any], given: argparse.Namespace) -> None:
    """The same people, in a real site of one process and in the model."""
    with load.installed() as (_, environment):
        # Without its worker, which would read the demonstration's files meanwhile.
        told = load.told_by_a_site(given, environment, "--no-worker")
    real: dict[str, list[float]] = defaultdict(list)
    for gesture, _, took, good, shown in told:
        assert good, gesture
        if shown:
            real[gesture].append(took * 1000)
    draw = random.Random(7)
    site = Site(inputs, 1, 64, "least", draw)
    for number in range(given.people):
        site.at(0.0, "goes on", (person(random.Random(number)), 1))
    site.run(given.seconds)
    print("| gesture | real: requests, p50 / p95 (ms) | model: requests, p50 / p95 (ms) |")
    print("|---|---|---|")
    for gesture in ("typing", "asking", "reading", "rating"):
        cells = [
            f"{len(t)}, {percentile(t, 0.5):.0f} / {percentile(t, 0.95):.0f}"
            for t in (real[gesture], site.times[gesture])
        ]
        print(f"| {gesture} | {cells[0]} | {cells[1]} |")


def main() -> None:
    asked = argparse.ArgumentParser()
    asked.add_argument("--inputs", type=Path, default=INPUTS)
    asked.add_argument("--times", type=float, nargs="+", default=[1, 3, 10])
    asked.add_argument("--processes", type=int, default=0, help="0: as many as it takes")
    asked.add_argument("--open", type=int, default=64)
    asked.add_argument("--routing", choices=["least", "organisation"], default="least")
    asked.add_argument("--seconds", type=float, default=1200)
    asked.add_argument(
        "--slower", type=float, default=2.0, help="than the processor times measured"
    )
    asked.add_argument("--validate", action="store_true")
    asked.add_argument("--people", type=int, default=10)
    given = asked.parse_args()
    given.call, given.ramp, given.workers = 0.0, 0.0, 1  # people who never rest, one process
    inputs = json.loads(given.inputs.read_text(encoding="utf-8"))
    if not given.validate:
        inputs["ms"] = {g: [t * given.slower for t in drawn] for g, drawn in inputs["ms"].items()}
        inputs["opening_ms"] = [t * given.slower for t in inputs["opening_ms"]]
    (validate if given.validate else plan)(inputs, given)


if __name__ == "__main__":
    main()
