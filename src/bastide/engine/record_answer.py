"""What the authority's own databases answer: figures, where they come from, and when."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

# `answered`: the query ran. `missing`: values are to be asked for. `identity`: the caller's
# identity is to be confirmed first. `failed`: the database did not answer.
RecordState = Literal["answered", "missing", "identity", "failed"]


@dataclass(frozen=True, slots=True)
class RecordsAnswer:
    """The answer of a named query, or what it still waits for.

    `sentence`: the figures in words. `rows`: the lines themselves, plain values. `parameters`:
    (label, what was understood), so that a wrong reading is seen. `given`: name → value, to fill a
    form. `as_of`: the day the data say of themselves (ISO 8601), else the time they were read;
    `as_said`: the same as a French reader expects it.
    """

    query: int
    title: str
    state: RecordState
    sentence: str = ""
    columns: tuple[str, ...] = ()
    rows: tuple[tuple[Any, ...], ...] = ()
    parameters: tuple[tuple[str, str], ...] = ()
    given: tuple[tuple[str, str], ...] = ()
    missing: tuple[str, ...] = ()
    connection: str = ""
    as_of: str = ""
    as_said: str = ""
    more: bool = False
    ms: float = 0.0
