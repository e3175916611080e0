"""What a process keeps in memory of each organisation, within a bound: the least used goes first.

Letting go is forgetting: a thread in the middle of a search keeps what it holds until it has done,
and whoever comes next reads it again.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable
from typing import Generic, TypeVar

Value = TypeVar("Value")


class Held(Generic[Value]):
    """Values by organisation, `most()` in all as `weigh` counts them. Safe for many threads.

    The value put last stays even when it alone weighs more: it has to answer.
    """

    def __init__(
        self, most: Callable[[], int], weigh: Callable[[Value], int] = lambda value: 1
    ) -> None:
        self._most, self._weigh = most, weigh
        self._values: OrderedDict[int, tuple[Value, int]] = OrderedDict()
        self._total = 0
        self._lock = threading.Lock()

    def get(self, organisation: int) -> Value | None:
        """The value, which becomes the last to go; None: not held."""
        with self._lock:
            return self._used(organisation)

    def look(self, organisation: int) -> Value | None:
        """The value, without counting as a use of it."""
        with self._lock:
            return self._values[organisation][0] if organisation in self._values else None

    def put(self, organisation: int, value: Value) -> None:
        """Holds the value in the place of the former one."""
        with self._lock:
            self._put(organisation, value)

    def put_first(self, organisation: int, value: Value) -> Value:
        """Holds the value unless another thread put one meanwhile; returns the one held."""
        with self._lock:
            there = self._used(organisation)
            if there is None:
                self._put(organisation, value)
            return value if there is None else there

    def clear(self) -> None:
        with self._lock:
            self._values.clear()
            self._total = 0

    @property
    def total(self) -> int:
        """What is held, as `weigh` counts it."""
        with self._lock:
            return self._total

    def __len__(self) -> int:
        with self._lock:
            return len(self._values)

    def __contains__(self, organisation: int) -> bool:
        with self._lock:
            return organisation in self._values

    def _used(self, organisation: int) -> Value | None:
        if organisation not in self._values:
            return None
        self._values.move_to_end(organisation)
        return self._values[organisation][0]

    def _put(self, organisation: int, value: Value) -> None:
        _, former = self._values.pop(organisation, (None, 0))
        weight = self._weigh(value)
        self._values[organisation] = value, weight
        self._total += weight - former
        while self._total > self._most() and len(self._values) > 1:
            _, (_, gone) = self._values.popitem(last=False)
            self._total -= gone
