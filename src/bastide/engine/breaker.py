"""A circuit breaker: an endpoint that keeps failing is left alone for a while, then tried once.

1. Closed: calls go through. `FAILURES` failures in a row open it.
2. Open: calls are refused at once, with the last failure, for `REST_S` seconds.
3. Half open: one single call goes through; its outcome closes or opens again.

One per endpoint and process: each process learns by itself, which costs at most `FAILURES` slow
calls a process and needs no shared store. (Nygard, *Release It!*, 2nd ed., ch. 5.)
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable

from bastide.engine.chat import Failure

# Opens within five failures and tries again within half a minute: the reliability table of the
# project (a model that comes back is used again in at most 30 s).
FAILURES = 5
REST_S = 20.0
# A trial whose outcome never came (a caller that went away) must not keep it open for ever.
TRIAL_S = 60.0

# What says nothing of the endpoint's health: the request itself, or our own budget.
BLAMELESS: frozenset[Failure] = frozenset({"refused", "spent"})


class Breaker:
    """The state of one endpoint, shared by the threads of a process."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._lock = threading.Lock()
        self._failures = 0
        self._last: Failure = "failed"
        self._until = 0.0

    def refusal(self) -> Failure | None:
        """The last failure when calls are held back; else nothing, and the caller may go on.

        The caller that goes on must report `success` or `failure`.
        """
        with self._lock:
            if self._failures < FAILURES:
                return None
            if self._clock() < self._until:
                return self._last
            self._until = self._clock() + TRIAL_S  # the others wait for this one's outcome
            return None

    @property
    def open(self) -> bool:
        """Whether calls are held back, without taking the trial's place."""
        with self._lock:
            return self._failures >= FAILURES and self._clock() < self._until

    def success(self) -> None:
        with self._lock:
            self._failures = 0

    def failure(self, kind: Failure) -> None:
        if kind in BLAMELESS:
            self.success()
            return
        with self._lock:
            self._failures += 1
            self._last = kind
            self._until = self._clock() + REST_S
