"""Measuring a run and entering it in the ledger.

1. A `Stopwatch` starts with the run.
2. `record` enters it, whatever became of it: what it cost is computed here (`engine.energy`).
3. A model's part comes as a `ModelUse`; our own part is the CPU time that was measured.
"""

from __future__ import annotations

import time
from dataclasses import dataclass

from bastide.engine.energy import Impact, ModelSize, of_cpu, of_model
from bastide.runs.models import Run


class Stopwatch:
    """Wall and CPU time of the calling thread since it was made, in milliseconds.

    `add`: what was done for the run elsewhere, in a child process or an earlier job (seconds).
    """

    def __init__(self) -> None:
        self._wall = time.perf_counter()
        self._cpu = time.thread_time()

    def add(self, *, cpu_s: float, wall_s: float = 0.0) -> None:
        self._cpu -= cpu_s
        self._wall -= wall_s

    @property
    def wall_ms(self) -> float:
        return (time.perf_counter() - self._wall) * 1000

    @property
    def cpu_ms(self) -> float:
        return (time.thread_time() - self._cpu) * 1000


@dataclass(frozen=True, slots=True)
class ModelUse:
    """What a model was asked and wrote. `euros`: its price. `size`: none when nobody said it.

    `prompt`: name and version of the prompt. `estimated`: tokens were counted by characters.
    """

    model: str
    prompt: str = ""
    tokens_in: int = 0
    tokens_out: int = 0
    estimated: bool = False
    euros: float = 0.0
    size: ModelSize | None = None


# A model whose size is not said: from a small one to a large one, so that nothing passes for free.
UNSAID = ModelSize(70, 70, known=False)


def record(
    watch: Stopwatch,
    usecase: str,
    stage: str,
    outcome: str = "",
    *,
    use: ModelUse | None = None,
    follows: int | None = None,
    proved: int = 0,
    withheld: int = 0,
    pages: int = 0,
) -> Run:
    """Enters a run of the organisation in scope. `follows`: number of the run before it."""
    cpu_ms = watch.cpu_ms
    cost = impact(cpu_ms, use)
    run = Run(
        usecase=usecase,
        stage=stage,
        outcome=outcome,
        wall_ms=round(watch.wall_ms, 2),
        cpu_ms=round(cpu_ms, 2),
        follows_id=follows,
        wh_low=cost.wh_low,
        wh_high=cost.wh_high,
        g_low=cost.g_low,
        g_high=cost.g_high,
        method=cost.method,
        hypotheses=cost.hypotheses,
        proved=proved,
        withheld=withheld,
        pages=pages,
    )
    if use is not None:
        run.model = use.model[:120]
        run.prompt = use.prompt
        run.tokens_in, run.tokens_out = use.tokens_in, use.tokens_out
        run.tokens_estimated = use.estimated
        run.euros = use.euros
    run.save()
    return run


def impact(cpu_ms: float, use: ModelUse | None = None) -> Impact:
    """What a run cost: our own computing, and the model's if one wrote."""
    own = of_cpu(cpu_ms / 1000)
    if use is None or not use.tokens_out:
        return own
    return own + of_model(use.size or UNSAID, use.tokens_out)


def rate(run: int | None, rating: str) -> None:
    """The rating that a person gave to what a run answered; sent again, it replaces the former."""
    if run is not None:
        Run.objects.filter(pk=run).update(rating=rating)
