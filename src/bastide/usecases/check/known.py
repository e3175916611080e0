"""Pieces of other cases that may be the same document: found by keys, compared by the engine.

Loading every fingerprint of a year to compare one case would take seconds; a piece is kept under
a few keys instead: its files' pages, its own numbers, and its first minima. At the engine's
likeness of 0.85, each minimum agrees with that probability, so that one of six at least agrees in
all but 0.15⁶ ≈ 1 case in 90,000.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from bastide.engine.pieces.similar import Fingerprint
from bastide.usecases.check.models import Case, PieceRow

_MINIMA_KEPT = 6
# A blank form deposited by everyone would bring back every case: the engine needs one witness.
_MOST_KNOWN = 50


def keys_of(print_: Fingerprint) -> list[str]:
    found = [f"f{name}" for name in print_.files]
    if print_.number:
        found.append(f"n{print_.number}")
    found += [f"m{i}:{value}" for i, value in enumerate(print_.minima[:_MINIMA_KEPT])]
    return sorted({key[:90] for key in found})


def as_data(print_: Fingerprint) -> dict[str, Any]:
    return {
        "files": print_.files,
        "minima": print_.minima,
        "number": print_.number,
        "days": print_.days,
        "amounts": print_.amounts,
    }


def known_elsewhere(case: Case, prints: Sequence[Fingerprint]) -> tuple[Fingerprint, ...]:
    """The fingerprints of other cases of the organisation that share a key with these."""
    keys = {key for one in prints for key in keys_of(one)}
    rows = (
        PieceRow.objects.filter(keys__key__in=keys)
        .exclude(case=case)
        .select_related("case")
        .distinct()
        .order_by("-pk")[:_MOST_KNOWN]
    )
    found = []
    for row in rows:
        kept = row.fingerprint
        try:
            found.append(
                Fingerprint(
                    row.kind,
                    tuple(kept["files"]),
                    tuple(kept["minima"]),
                    kept["number"],
                    row.case.reference,
                    tuple(kept.get("days", ())),
                    tuple(kept.get("amounts", ())),
                )
            )
        except (KeyError, TypeError):
            continue
    return tuple(found)
