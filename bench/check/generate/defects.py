"""Kinds of defect: what each does to a sound file, and which family of rules should see it.

The table is filled by `spoil_dates` (validity), `spoil_persons` (who, where), `spoil_money`
(amounts and keys) and `spoil_papers` (what is missing, unreadable, in double).
`python -m bench.check.generate --list-defects` prints it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from random import Random
from typing import Any

from . import facts
from .case import Case, Planned

# Spoils the case; gives the documents touched, or the kind of a document taken away.
Spoil = Callable[[Case, Random, tuple[int, ...]], list[Planned | str]]


@dataclass(frozen=True)
class Defect:
    """`says`: what is wrong; `family`: the rules that should see it.

    `checksum`: a check digit or a signature sees it, so that every one must be found. `expected`:
    FAILED when the documents prove it, INCONCLUSIVE when nobody can tell.
    """

    says: str
    family: str
    spoil: Spoil
    checksum: bool = False
    expected: str = "FAILED"


DEFECTS: dict[str, Defect] = {}


def defect(
    kind: str, family: str, says: str, checksum: bool = False, expected: str = "FAILED"
) -> Callable[[Spoil], Spoil]:
    """Registers the function that makes this kind of defect."""

    def keep(spoil: Spoil) -> Spoil:
        DEFECTS[kind] = Defect(says, family, spoil, checksum, expected)
        return spoil

    return keep


def spoil(made: Case, kind: str, random: Random, layouts: tuple[int, ...]) -> None:
    """Puts a defect into the case and writes it down.

    Raises KeyError for an unknown kind, LookupError when the case lacks the document to spoil.
    """
    known = DEFECTS[kind]
    for touched in known.spoil(made, random, layouts):
        if isinstance(touched, Planned):
            touched.defects.append(kind)
        made.defects.append({
            "kind": kind,
            "document": touched if isinstance(touched, str) else touched.what.kind,
            "family": known.family,
            "checksum": known.checksum,
            "expected": known.expected,
        })  # fmt: skip


def change(planned: Planned, **values: Any) -> list[Planned | str]:
    planned.what = replace(planned.what, **values)
    return [planned]


def identity_of(made: Case) -> Planned:
    """The identity document. Raises LookupError when there is none."""
    for planned in made.documents:
        if isinstance(planned.what, facts.Identity):
            return planned
    raise LookupError("identity")


def rib_of(made: Case, holder: str) -> Planned:
    """The RIB of the `body`, or of the `person`."""
    for planned in made.documents:
        what = planned.what
        if isinstance(what, facts.Rib) and (
            (what.address == made.body.address) == (holder == "body")
        ):  # fmt: skip
            return planned
    raise LookupError(f"no RIB of the {holder}")
