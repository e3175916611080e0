"""What the use case does in the background: the passages' vectors, when a model is set for them."""

from __future__ import annotations

import time
from collections.abc import Callable

from django.utils.translation import gettext_lazy

from bastide.endpoints.embedding import (
    TASK,
    ChosenEmbedder,
    ShippedEmbedder,
    embedder_for,
    order_vectors,
)
from bastide.engine.chat import ModelError
from bastide.jobs.queue import task
from bastide.library.vectors import Made, make
from bastide.runs import ledger
from bastide.runs.ledger import ModelUse, Stopwatch

# Seconds of one job: others have their turn, and a worker that stops loses little.
SLICE_S = 60.0


@task(TASK, gettext_lazy("Calcul des vecteurs de la recherche"))
def vectors() -> None:
    """One slice of the vectors that lack; the next one is ordered. Raises `ModelError`."""
    embedder = embedder_for()
    if embedder is not None and not make_vectors(embedder, seconds=SLICE_S).whole:
        order_vectors()


def make_vectors(
    embedder: ChosenEmbedder | ShippedEmbedder,
    *,
    seconds: float = float("inf"),
    progress: Callable[[int, int], None] | None = None,
) -> Made:
    """Makes vectors and enters in the ledger what they cost, failures included."""
    watch = Stopwatch()
    process, thread = time.process_time(), time.thread_time()
    outcome = "stopped"
    try:
        made = make(embedder, seconds=seconds, progress=progress)
        outcome = "whole" if made.whole else "partial"
    except ModelError as error:
        outcome = error.kind
        raise
    finally:
        # A model of this machine computes in threads of its own.
        others = time.process_time() - process - (time.thread_time() - thread)
        watch.add(cpu_s=max(0.0, others))
        ledger.record(
            watch,
            "library",
            "vectors",
            outcome,
            use=_used(embedder),
        )
    return made


def _used(embedder: ChosenEmbedder | ShippedEmbedder) -> ModelUse | None:
    """None for the shipped retriever: all that it costs is the processor time of this run."""
    if isinstance(embedder, ShippedEmbedder):
        return None
    return ModelUse(
        embedder.title,
        tokens_in=embedder.spent.tokens,
        estimated=True,
        euros=float(embedder.spent.euros),
    )
