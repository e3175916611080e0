"""Values read in pieces, and whether they may decide.

A value from a barcode or an agent is what it is. One that was read decides only when a checksum
proved it, or when its confidence is good enough (`procedure.Trust`): a text layer says its words
for sure, yet a value may stand where nothing says what it is.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal, InvalidOperation

from bastide.engine.pieces.model import Field, Outcome, Piece
from bastide.engine.pieces.names import PersonName
from bastide.engine.pieces.rules.case import Case
from bastide.engine.pieces.rules.registry import Judged


@dataclass(frozen=True, slots=True)
class Seen:
    """A field and the index of its piece."""

    index: int
    field: Field

    @property
    def day(self) -> date | None:
        """The day, between 1900 and 2150: another is a misreading."""
        try:
            day = date.fromisoformat(self.field.value)
        except ValueError:
            return None
        return day if 1900 <= day.year <= 2150 else None

    @property
    def number(self) -> Decimal | None:
        """The number, zero or from 0.001 to ten thousand millions: another is a misreading."""
        try:
            number = Decimal(self.field.value)
        except InvalidOperation:
            return None
        if not number.is_finite() or number < 0:
            return None
        return number if number == 0 or -3 <= number.adjusted() <= 10 else None


def see(index: int, piece: Piece, name: str) -> Seen | None:
    """The field of that name, when it was read and holds something."""
    found = piece.fields.get(name)
    return Seen(index, found) if found is not None and found.value.strip() else None


def day_of(seen: Seen | None) -> date | None:
    return seen.day if seen else None


def number_of(seen: Seen | None) -> Decimal | None:
    return seen.number if seen else None


def settle(
    case: Case,
    outcome: Outcome,
    reason: str,
    seen: Sequence[Seen | None],
    values: Mapping[str, str] | None = None,
    pieces: Sequence[int] = (),
) -> Judged:
    """The outcome as far as the readings that decide it may be trusted; the first one is shown.

    `pieces`: the pieces concerned when no field was read in them.
    """
    fields = [one for one in seen if one is not None]
    least = min((_weight(one.field) for one in fields), default=1.0)
    trust = case.procedure.trust
    if outcome != "INCONCLUSIVE":
        limit = trust.fails_from if outcome == "FAILED" else trust.doubtful_below
        if least < limit:
            worst = min(fields, key=lambda one: _weight(one.field))
            outcome = "INCONCLUSIVE"
            reason = f"Lecture peu sûre de « {worst.field.text} », à vérifier. {reason}"
    shown = fields[0].field if fields else None
    indexes = [*(one.index for one in fields), *pieces]
    page = shown.page if shown else None
    if page is None and pieces and case.pieces[pieces[0]].pages:
        page = case.pieces[pieces[0]].pages[0]
    return Judged(
        outcome,
        reason,
        values or {},
        tuple(dict.fromkeys(indexes)),
        tuple(dict.fromkeys(one.field.name for one in fields)),
        page,
        shown.box if shown else None,
    )


def best(found: Sequence[Judged]) -> list[Judged]:
    """The kindest judgement: one good document among several of a kind is enough."""
    order: dict[Outcome, int] = {"PASSED": 0, "INCONCLUSIVE": 1, "FAILED": 2}
    return [min(found, key=lambda one: order[one.outcome])] if found else []


_SURE_WORDS = 0.2
_AGREED = 0.85


def agreed(seen: Sequence[Seen | None]) -> list[Seen | None]:
    """Readings that agree, of two documents or by arithmetic: a slip or a wrong place would not
    have made them so, and each vouches for the other."""
    return [
        one
        and replace(one, field=replace(one.field, confidence=max(_AGREED, one.field.confidence)))
        for one in seen
    ]


_NAMES = ("surname", "usage_name", "given_names", "full_name")


def person(index: int, piece: Piece) -> tuple[PersonName, list[Seen]] | None:
    """The name that a piece bears, with its fields; None when it bears none."""
    seen = [one for name in _NAMES if (one := see(index, piece, name))]
    if not seen:
        return None
    return PersonName(**{one.field.name: one.field.value for one in seen}), seen


def french_day(day: date) -> str:
    """`03/02/2026`."""
    return f"{day:%d/%m/%Y}"


def euros(amount: Decimal) -> str:
    """`1 234,50 €`, no-break spaces."""
    return f"{amount:,.2f}".replace(",", "\u202f").replace(".", ",") + "\u00a0€"


def decimal(number: Decimal) -> str:
    """A number as French writes it, no useless zeros."""
    text = f"{number:f}"
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return text.replace(".", ",")


def add_months(day: date, months: int) -> date:
    """The same day of another month, or its last one (règlement 1182/71 art. 3 § 2 c)."""
    at = day.year * 12 + day.month - 1 + months
    year, month = divmod(at, 12)
    for last in range(day.day, 27, -1):
        try:
            return date(year, month + 1, last)
        except ValueError:
            continue
    return date(year, month + 1, min(day.day, 28))


def _weight(field: Field) -> float:
    """How far a reading may be trusted. Words of a text layer are sure: only their place may be
    doubtful, and never so much that arithmetic or a comparison with other documents cannot pass."""
    if field.proved or field.origin in ("barcode", "agent"):
        return 1.0
    if field.origin == "text":
        return min(1.0, field.confidence + _SURE_WORDS)
    return field.confidence
