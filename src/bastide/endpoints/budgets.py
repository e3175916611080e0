"""Budgets that hold: what a call may cost at most is taken before it, and given back after.

1. `reserve` adds the worst cost to the month's rows (the organisation's, the person's) with one
   conditional `UPDATE` a row: the database lets through only what fits, however many ask at once.
2. The model is called, outside any transaction.
3. `settle` corrects the rows by the difference with what was really spent.

A process that dies in between leaves the worst cost counted: a budget errs on the side of the
authority. The figures of a month stay when the month is over.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import ROUND_CEILING, Decimal
from typing import Any

from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone

from bastide.endpoints.models import WH_PER_MILLION, Budget, Endpoint, Spent
from bastide.engine.chat import ModelError, TokenUsage

MILLION = 1_000_000


@dataclass(frozen=True, slots=True)
class Cost:
    """What a call costs: tokens read and written, millionths of a euro, millionths of a Wh."""

    tokens: int = 0
    micro_euros: int = 0
    micro_wh: int = 0

    @property
    def euros(self) -> Decimal:
        return Decimal(self.micro_euros) / MILLION

    @property
    def wh(self) -> float:
        return self.micro_wh / MILLION

    def __add__(self, other: Cost) -> Cost:
        return Cost(
            self.tokens + other.tokens,
            self.micro_euros + other.micro_euros,
            self.micro_wh + other.micro_wh,
        )

    def __sub__(self, other: Cost) -> Cost:
        return Cost(
            self.tokens - other.tokens,
            self.micro_euros - other.micro_euros,
            self.micro_wh - other.micro_wh,
        )


def cost_of(endpoint: Endpoint, usage: TokenUsage) -> Cost:
    """Prices are per million tokens: a token at p € a million costs p millionths of a euro."""
    euros = usage.prompt * Decimal(endpoint.price_in) + usage.completion * Decimal(
        endpoint.price_out
    )
    wh = WH_PER_MILLION.get(endpoint.energy_class, max(WH_PER_MILLION.values()))
    return Cost(
        usage.total,
        int(euros.to_integral_value(rounding=ROUND_CEILING)),
        usage.completion * wh,
    )


@dataclass(frozen=True, slots=True)
class Reservation:
    """What was taken, and from which rows."""

    cost: Cost
    rows: tuple[int, ...]


def reserve(cost: Cost, person: int = 0) -> Reservation:
    """Takes a cost from the budgets of the organisation in scope and of a member (0: nobody).

    Raises `ModelError` (`spent`) when it does not fit; then nothing is taken.
    """
    month = this_month()
    limits = {budget.whose: budget for budget in Budget.objects.all()}
    shares = [(Budget.Whose.ORGANISATION, 0)]
    if person:
        shares.append((Budget.Whose.PERSON, person))
    rows = [_row(month, number) for _, number in shares]
    with transaction.atomic():
        # Always the organisation's row first: two callers never wait for each other.
        for (whose, _), row in zip(shares, rows, strict=True):
            free = Spent.objects.filter(_room(limits.get(whose), cost), pk=row)
            if not free.update(**_added(cost)):
                raise ModelError("spent", str(whose))
    return Reservation(cost, tuple(rows))


def settle(reservation: Reservation, spent: Cost) -> None:
    """Replaces what was reserved by what was spent."""
    change = spent - reservation.cost
    if change != Cost():
        Spent.objects.filter(pk__in=reservation.rows).update(**_added(change))


def this_month() -> date:
    return timezone.localdate().replace(day=1)


def _row(month: date, person: int) -> int:
    row, _ = Spent.objects.get_or_create(month=month, person=person)
    return int(row.pk)


def _added(cost: Cost) -> dict[str, Any]:
    return {
        "tokens": F("tokens") + cost.tokens,
        "micro_euros": F("micro_euros") + cost.micro_euros,
        "micro_wh": F("micro_wh") + cost.micro_wh,
    }


def _room(budget: Budget | None, cost: Cost) -> Q:
    """The condition under which a row has room for a cost."""
    room = Q()
    if budget is None:
        return room
    if budget.tokens is not None:
        room &= Q(tokens__lte=budget.tokens - cost.tokens)
    if budget.euros is not None:
        room &= Q(micro_euros__lte=int(budget.euros * MILLION) - cost.micro_euros)
    if budget.wh is not None:
        room &= Q(micro_wh__lte=int(budget.wh * MILLION) - cost.micro_wh)
    return room
