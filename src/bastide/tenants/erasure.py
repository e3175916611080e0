"""What becomes of the rows of a model when a person asks to be erased (GDPR, art. 17).

An application says it in its `erasing.py`, as `ERASURE`: a tuple of rules. A model without a rule
has its passages blanked.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bastide.tenants.scope import Scoped

EVERY = ("*",)


def _none(row: Any) -> list[Path]:
    return []


@dataclass(frozen=True, slots=True)
class Rule:
    """`about`: the fields that make a row the person's own: it is erased, or the row that its
    foreign key `root` names is; `files`: what goes with that row, files or folders of the data
    folder. In any other field the passage is blanked, but in those that are `kept`, for `reason`
    (French). `read`: words that several fields say together. `picture`: a picture stands behind the
    row, which blanking its words does not change. `after`: called with the rows that were blanked.
    `unread`: how many rows have a file whose words are in no row.
    """

    model: type[Scoped]
    kind: str
    about: tuple[str, ...] = ()
    kept: tuple[str, ...] = ()
    reason: str = ""
    root: str = ""
    read: Callable[[Any], str] | None = None
    files: Callable[[Any], list[Path]] = _none
    picture: bool = False
    after: Callable[[list[Any]], None] | None = None
    unread: Callable[[], int] | None = None
