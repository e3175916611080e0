"""Figures in the format of Prometheus: what the processes counted, and what was read just now.

Requests are counted by each process. `SHARED`, a folder named in the environment before this module
is read (`bastide serve` does), puts the counts of all the processes of a site together; without it,
an answer tells those of the process that gives it.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from prometheus_client import CollectorRegistry, Counter, Histogram, generate_latest
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, Metric
from prometheus_client.exposition import CONTENT_TYPE_LATEST
from prometheus_client.multiprocess import MultiProcessCollector

SHARED = "PROMETHEUS_MULTIPROC_DIR"
CONTENT_TYPE = CONTENT_TYPE_LATEST
# Seconds: a page is under 0.1, an answer written by a model takes up to a minute.
BUCKETS = (0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60)

_own = CollectorRegistry()
_requests = Counter(
    "bastide_requests",
    "Requests, by the name of the route, method and class of the status.",
    ("route", "method", "status"),
    registry=_own,
)
_seconds = Histogram(
    "bastide_request_seconds",
    "Time to answer, the end of a streamed answer included.",
    ("route",),
    buckets=BUCKETS,
    registry=_own,
)
_refused = Counter(
    "bastide_requests_refused",
    "Requests over a limit (429), by what the limit is of and the kind of request.",
    ("of", "kind"),
    registry=_own,
)
_skipped = Counter(
    "bastide_previews_skipped",
    "Previews not made, because the process was making as many as it makes at once.",
    registry=_own,
)


@dataclass(frozen=True, slots=True)
class Figures:
    """One measure. `rows`: values of the labels, in their order, then the figure itself."""

    name: str
    told: str
    labels: tuple[str, ...] = ()
    rows: Sequence[tuple[tuple[str, ...], float]] = field(default_factory=tuple)
    ever_growing: bool = False


def count_request(route: str, method: str, status: str, seconds: float) -> None:
    _requests.labels(route, method, status).inc()
    _seconds.labels(route).observe(seconds)


def count_refused(of: str, kind: str) -> None:
    _refused.labels(of, kind).inc()


def count_skipped_preview() -> None:
    _skipped.inc()


def written(figures: Iterable[Figures]) -> bytes:
    """The whole page: the counts of requests, then `figures`."""
    shared = os.environ.get(SHARED)
    counted = CollectorRegistry() if shared else _own
    if shared:
        MultiProcessCollector(counted, shared)  # type: ignore[no-untyped-call]
    read = CollectorRegistry()
    read.register(_Read(list(figures)))
    return generate_latest(counted) + generate_latest(read)


class _Read:
    def __init__(self, figures: list[Figures]) -> None:
        self._figures = figures

    def collect(self) -> Iterator[Metric]:
        for one in self._figures:
            kind = CounterMetricFamily if one.ever_growing else GaugeMetricFamily
            family = kind(one.name, one.told, labels=one.labels)
            for values, figure in one.rows:
                family.add_metric(values, figure)
            yield family
