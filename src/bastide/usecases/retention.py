"""How long a use case keeps what it was given: all it takes for `bastide purge` to look after it.

A use case declares `RETENTION` in its `purge.py`; it is found there.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from importlib.util import find_spec
from typing import Any

from bastide.tenants.files import Room
from bastide.usecases.usecase import discovered


@dataclass(frozen=True, slots=True)
class Retention:
    """All is of the organisation in scope.

    `what`: the rows, in French. `due`: how many are past their time. `purge`: erases them and
    returns how many; takes the actor (`audit.record`). `room`: that of its files, which has one
    folder an organisation; `named`: the files that rows name, relative to it.
    """

    what: str
    due: Callable[[], int]
    purge: Callable[[Any], int]
    room: Room | None = None
    named: Callable[[], set[str]] = set


def retentions() -> dict[str, Retention]:
    """What the use cases declare, by slug."""
    found = {}
    for usecase in discovered():
        name = f"bastide.usecases.{usecase.slug}.purge"
        if find_spec(name):
            found[usecase.slug] = import_module(name).RETENTION
    return found
