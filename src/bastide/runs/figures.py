"""What the ledger says as a whole: energy per answer, answers given without a generative model.

An answer is a first run and those that follow it (`Run.follows`): the extract, then the models
that were tried after it. Runs without a follower are answers by themselves.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from statistics import mean, median

from django.utils import timezone

from bastide.runs.models import GENERATIVE, Run

WEEKS = 12


@dataclass(slots=True)
class Answered:
    """One answer: what it cost in all, and the last stage that gave something."""

    week: date
    stage: str
    wh_low: float = 0.0
    wh_high: float = 0.0
    euros: float = 0.0
    generative: bool = False
    silent: bool = False
    failed: bool = False

    @property
    def wh(self) -> float:
        return (self.wh_low + self.wh_high) / 2


@dataclass(frozen=True, slots=True)
class Week:
    """A week of answers, by the stage that spoke last. `start`: its Monday."""

    start: date
    stages: dict[str, int] = field(default_factory=dict)
    median_wh: float = 0.0
    frugal_share: float = 0.0

    @property
    def answers(self) -> int:
        return sum(self.stages.values())


@dataclass(frozen=True, slots=True)
class Figures:
    """The figures of a use case. Shares are of the answers given, silences apart.

    `median_wh` and `mean_wh`: middle of the range of each answer, then median and mean.
    """

    answers: int = 0
    silences: int = 0
    errors: int = 0
    frugal: int = 0
    median_wh: float = 0.0
    median_low: float = 0.0
    median_high: float = 0.0
    mean_wh: float = 0.0
    euros: float = 0.0
    proved: int = 0
    withheld: int = 0
    weeks: tuple[Week, ...] = ()

    @property
    def frugal_share(self) -> float:
        return self.frugal / self.answers if self.answers else 0.0


def figures(usecase: str = "ask", weeks: int = WEEKS) -> Figures:
    """The figures of the last weeks, of the organisation in scope."""
    monday = _monday(timezone.localdate())
    since = monday - timedelta(weeks=weeks - 1)
    runs = list(Run.objects.filter(usecase=usecase, at__date__gte=since).order_by("pk"))
    answered = _answers(runs)
    given = [one for one in answered if not one.silent and not one.failed]
    by_week: dict[date, list[Answered]] = defaultdict(list)
    for one in answered:
        if not one.failed:
            by_week[one.week].append(one)
    return Figures(
        answers=len(given),
        silences=sum(one.silent for one in answered),
        errors=sum(one.failed for one in answered),
        frugal=sum(not one.generative for one in given),
        median_wh=_middle([one.wh for one in given]),
        median_low=_middle([one.wh_low for one in given]),
        median_high=_middle([one.wh_high for one in given]),
        mean_wh=mean([one.wh for one in given]) if given else 0.0,
        euros=sum(one.euros for one in answered),
        proved=sum(run.proved for run in runs if run.stage in GENERATIVE),
        withheld=sum(run.withheld for run in runs if run.stage in GENERATIVE),
        weeks=tuple(
            _week(start, by_week[start])
            for start in (since + timedelta(weeks=n) for n in range(weeks))
        ),
    )


def _answers(runs: Iterable[Run]) -> list[Answered]:
    first: dict[int, int] = {}
    found: dict[int, Answered] = {}
    for run in runs:
        root = first.get(run.follows_id or 0, run.pk)
        first[run.pk] = root
        one = found.get(root)
        if one is None:
            one = Answered(_monday(timezone.localtime(run.at).date()), run.stage)
            one.silent, one.failed = run.stage == "silent", run.outcome == "error"
            found[root] = one
        one.wh_low += run.wh_low
        one.wh_high += run.wh_high
        one.euros += run.euros
        if run.stage in GENERATIVE:
            one.generative = True
            if run.proved:
                one.stage, one.silent = run.stage, False
    return list(found.values())


def _week(start: date, answered: list[Answered]) -> Week:
    stages: dict[str, int] = defaultdict(int)
    for one in answered:
        stages[one.stage] += 1
    given = [one for one in answered if not one.silent]
    frugal = sum(not one.generative for one in given)
    return Week(
        start,
        dict(stages),
        _middle([one.wh for one in given]),
        frugal / len(given) if given else 0.0,
    )


def _middle(values: list[float]) -> float:
    return median(values) if values else 0.0


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())
