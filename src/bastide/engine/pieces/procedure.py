"""A scheme as data: TOML text → frozen dataclasses, every mistake told in French with its place.

1. The TOML is parsed; a mistake of writing is told with its line.
2. Tables and keys are compared with what is expected: a key too many is a mistake, never ignored.
3. Each rule is compared with its check in `rules.registry`: parameters, messages' placeholders.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Literal

from bastide.engine.pieces.model import Level

Asks = Literal["applicant", "agent"]


class ProcedureError(ValueError):
    """A scheme that cannot be used; the message says where and why, in French."""


@dataclass(frozen=True, slots=True)
class Messages:
    """What a rule says: to the instructor, to the applicant (empty: nothing is asked of her), and
    in plain words. Braces hold placeholders of the check."""

    instructor: str
    applicant: str = ""
    plain: str = ""


@dataclass(frozen=True, slots=True)
class Slot:
    """A document that the scheme asks for: one of `kinds`. `at_most`: how many are expected."""

    name: str
    label: str
    kinds: tuple[str, ...]
    required: bool
    at_most: int = 0


@dataclass(frozen=True, slots=True)
class Trust:
    """From which confidence a reading that nothing proves may decide.

    Below `doubtful_below` it decides nothing; below `fails_from` it never makes a rule FAILED;
    a piece recognised below `kind_from` is « à vérifier ».
    """

    doubtful_below: float = 0.6
    fails_from: float = 0.8
    kind_from: float = 0.6


@dataclass(frozen=True, slots=True)
class RuleSpec:
    """A rule of a scheme. `asks`: who acts when it FAILED, the applicant (the case is incomplete)
    or an agent (it is to be seen)."""

    id: str
    check: str
    level: Level
    asks: Asks
    title: str
    failed: Messages
    inconclusive: Messages
    parameters: Mapping[str, Any] = field(default_factory=dict)
    source: str = ""


@dataclass(frozen=True, slots=True)
class Procedure:
    """A scheme at one version. `territory`: department numbers, empty for none; `retention`: months
    that documents are kept after the decision; `needs_nir`: whether the NIR may be shown."""

    name: str
    title: str
    version: str
    valid_from: date
    valid_to: date | None
    source: str
    territory: tuple[str, ...]
    documents: tuple[Slot, ...]
    rules: tuple[RuleSpec, ...]
    retention: int
    needs_nir: bool = False
    note: str = ""
    trust: Trust = field(default_factory=Trust)

    @property
    def required(self) -> tuple[Slot, ...]:
        return tuple(slot for slot in self.documents if slot.required)

    @property
    def optional(self) -> tuple[Slot, ...]:
        return tuple(slot for slot in self.documents if not slot.required)

    def rule(self, id: str) -> RuleSpec | None:
        """The rule of that id."""
        return next((rule for rule in self.rules if rule.id == id), None)

    def in_force(self, day: date) -> bool:
        return self.valid_from <= day and (self.valid_to is None or day <= self.valid_to)


def load(text: str, name: str) -> Procedure:
    """The scheme written in `text`; `name`: its file's name, said in errors.

    Raises `ProcedureError`.
    """
    from bastide.engine.pieces.scheme_file import read

    return read(text, name)
