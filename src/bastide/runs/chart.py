"""Bars stacked by week as an SVG of ours: no script, no third party. The table beside it says the
same to who does not see it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bastide.runs.figures import Week

# Stages from the most frugal to the least, as they are stacked.
STAGES = ("card", "record", "extract", "small", "large", "silent")
WIDTH, HEIGHT, LEFT, BOTTOM, TOP = 720, 220, 36, 24, 8


@dataclass(frozen=True, slots=True)
class Bar:
    """A rectangle of the chart, in its units; `stage` gives its colour by the style sheet."""

    x: float
    y: float
    width: float
    height: float
    stage: str


@dataclass(frozen=True, slots=True)
class Chart:
    """Rectangles, the labels of the weeks and the lines that measure."""

    bars: tuple[Bar, ...]
    labels: tuple[tuple[float, str], ...]
    lines: tuple[tuple[float, int], ...]
    width: int = WIDTH
    height: int = HEIGHT


def chart(weeks: Sequence[Week]) -> Chart:
    """The answers of each week, stacked by stage."""
    most = max([week.answers for week in weeks], default=0)
    top = _round(most)
    room = HEIGHT - BOTTOM - TOP
    step = (WIDTH - LEFT) / max(1, len(weeks))
    bars: list[Bar] = []
    labels: list[tuple[float, str]] = []
    for number, week in enumerate(weeks):
        x, y = LEFT + number * step, float(HEIGHT - BOTTOM)
        for stage in STAGES:
            count = week.stages.get(stage, 0)
            if count:
                height = room * count / top
                y -= height
                bars.append(
                    Bar(round(x + step * 0.15, 1), round(y, 1), round(step * 0.7, 1),
                        round(height, 1), stage)
                )  # fmt: skip
        labels.append((round(x + step / 2, 1), f"{week.start:%d/%m}"))
    lines = tuple((round(HEIGHT - BOTTOM - room * n / 2, 1), top * n // 2) for n in range(3))
    return Chart(tuple(bars), tuple(labels), lines)


def _round(most: int) -> int:
    """The first of 2, 4, 6, 8, 10, 20, 40… that is not under the highest bar."""
    scale = 1
    while True:
        for step in (2, 4, 6, 8, 10):
            if step * scale >= most:
                return step * scale
        scale *= 10
