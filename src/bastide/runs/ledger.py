"""Measuring a run and entering it in the ledger."""

from __future__ import annotations

import time

from bastide.runs.models import Run


class Stopwatch:
    """Wall and CPU time of the calling thread since it was made, in milliseconds."""

    def __init__(self) -> None:
        self._wall = time.perf_counter()
        self._cpu = time.thread_time()

    @property
    def wall_ms(self) -> float:
        return (time.perf_counter() - self._wall) * 1000

    @property
    def cpu_ms(self) -> float:
        return (time.thread_time() - self._cpu) * 1000


def record(watch: Stopwatch, usecase: str, stage: str, outcome: str = "") -> Run:
    """Enters a run of the organisation in scope."""
    run = Run(
        usecase=usecase,
        stage=stage,
        outcome=outcome,
        wall_ms=round(watch.wall_ms, 2),
        cpu_ms=round(watch.cpu_ms, 2),
    )
    run.save()
    return run
