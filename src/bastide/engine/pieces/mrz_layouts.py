"""Where each machine readable zone keeps its fields and check digits: offsets in its joined lines.

Sources: see `mrz`. A *span* is `(start, end)`, the end excluded; a check covers the data of its
spans in order, and its digit stands in the last span.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Layout:
    """A zone's shape. `digit_places`, `letter_places`: offsets where its form allows no other."""

    name: Literal["TD1", "TD2", "TD3", "MRV-A", "MRV-B", "FR-CNI"]
    count: int
    width: int
    spans: dict[str, Span]
    checks: dict[str, tuple[tuple[Span, ...], Span]]
    digit_places: tuple[int, ...]
    letter_places: tuple[int, ...]


def _places(*spans: Span) -> tuple[int, ...]:
    return tuple(at for start, end in spans for at in range(start, end))


def _two_lines(
    name: Literal["TD2", "TD3", "MRV-A", "MRV-B"], width: int, *, composite: bool, personal: bool
) -> Layout:
    w = width
    spans: dict[str, Span] = {
        "document_code": (0, 2),
        "issuing_state": (2, 5),
        "names": (5, w),
        "document_number": (w, w + 9),
        "nationality": (w + 10, w + 13),
        "birth_date": (w + 13, w + 19),
        "sex": (w + 20, w + 21),
        "expiry_date": (w + 21, w + 27),
        "personal_number": (w + 28, w + 42 if personal else 2 * w - composite),
    }
    checks: dict[str, tuple[tuple[Span, ...], Span]] = {
        "document_number": (((w, w + 9),), (w + 9, w + 10)),
        "birth_date": (((w + 13, w + 19),), (w + 19, w + 20)),
        "expiry_date": (((w + 21, w + 27),), (w + 27, w + 28)),
    }
    if personal:
        checks["personal_number"] = (((w + 28, w + 42),), (w + 42, w + 43))
    if composite:
        checks["composite"] = (
            ((w, w + 10), (w + 13, w + 20), (w + 21, 2 * w - 1)),
            (2 * w - 1, 2 * w),
        )
    digits = [(w + 9, w + 10), (w + 13, w + 20), (w + 21, w + 28)]
    digits += [(w + 42, w + 43)] if personal else []
    digits += [(2 * w - 1, 2 * w)] if composite else []
    return Layout(
        name,
        2,
        w,
        spans,
        checks,
        _places(*digits),
        (),  # states and sex stand under no check digit: nothing could prove a change
    )


_TD1 = Layout(
    "TD1",
    3,
    30,
    {
        "document_code": (0, 2),
        "issuing_state": (2, 5),
        "document_number": (5, 14),
        "birth_date": (30, 36),
        "sex": (37, 38),
        "expiry_date": (38, 44),
        "nationality": (45, 48),
        "personal_number": (15, 30),
        "names": (60, 90),
    },
    {
        "document_number": (((5, 14),), (14, 15)),
        "birth_date": (((30, 36),), (36, 37)),
        "expiry_date": (((38, 44),), (44, 45)),
        "composite": (((5, 30), (30, 37), (38, 45), (48, 59)), (59, 60)),
    },
    _places((14, 15), (30, 37), (38, 45), (59, 60)),
    (),
)

# The French card of before 2021: name, then department and office of issue; second line the number
# (year, month, department, rank), its digit, fourteen places of given names, birth, digit, sex, and
# a digit over everything before it.
_FR_CNI = Layout(
    "FR-CNI",
    2,
    36,
    {
        "document_code": (0, 2),
        "issuing_state": (2, 5),
        "surname": (5, 30),
        "document_number": (36, 48),
        "given_names": (49, 63),
        "birth_date": (63, 69),
        "sex": (70, 71),
    },
    {
        "document_number": (((36, 48),), (48, 49)),
        "birth_date": (((63, 69),), (69, 70)),
        "composite": (((0, 71),), (71, 72)),
    },
    # The department of issue may hold a letter (2A, 2B): its places demand nothing.
    _places((36, 40), (43, 49), (63, 70), (71, 72)),
    _places((0, 30), (49, 63), (70, 71)),
)

LAYOUTS: tuple[Layout, ...] = (
    _TD1,
    _FR_CNI,
    _two_lines("TD2", 36, composite=True, personal=False),
    _two_lines("MRV-B", 36, composite=False, personal=False),
    _two_lines("TD3", 44, composite=True, personal=True),
    _two_lines("MRV-A", 44, composite=False, personal=False),
)
