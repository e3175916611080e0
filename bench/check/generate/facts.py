"""What a document says, before it is printed. Defects are made here, with `replace`."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from .bodies import Account, Body
from .people import Address, Person


@dataclass(frozen=True)
class Facts:
    """What all have. `kind`: slug of `bastide.engine.pieces.kinds`."""

    kind: str


@dataclass(frozen=True)
class Identity(Facts):
    """`model`: new_card, old_card, passport, permit. `wrong_digit`: spoil an MRZ digit.

    `sides`: which sides are shown, `both`, or `front` alone (a missing page). `alone`: each side
    on a page of its own size, as when the object itself is photographed.
    """

    person: Person
    model: str
    number: str
    issued: date
    expires: date
    wrong_digit: bool = False
    sides: str = "both"
    alone: bool = False


@dataclass(frozen=True)
class Rib(Facts):
    account: Account
    address: Address


@dataclass(frozen=True)
class Notice(Facts):
    """`ended`: end of the registration, when it has ended."""

    person: Person
    since: date
    ended: date | None
    issued: date
    pages: int = 2


@dataclass(frozen=True)
class Rights(Facts):
    person: Person
    valid_from: date
    valid_to: date
    issued: date


@dataclass(frozen=True)
class Home(Facts):
    """`sort`: electricity, water, gas, internet, phone, rent, insurance, hosting.

    `code`: none, good, altered (2D-Doc of type 00, or 01 for the telephone).
    """

    person: Person
    sort: str
    issuer: str
    issued: date
    amount: Decimal
    code: str = "none"


@dataclass(frozen=True)
class Tax(Facts):
    """`signed_income`: what the 2D-Doc says, the printed income unless spoilt."""

    person: Person
    income_year: int
    issued: date
    reference: str
    income: int
    parts: Decimal
    signed_income: int
    code: str = "good"


@dataclass(frozen=True)
class Quote(Facts):
    body: Body
    person: Person
    title: str
    certification: str
    start: date
    end: date
    hours: int
    rate: Decimal
    total: Decimal
    vat_rate: Decimal
    vat: Decimal
    total_incl: Decimal
    fees: Decimal
    number: str
    issued: date
    valid_to: date


@dataclass(frozen=True)
class Qualiopi(Facts):
    body: Body
    number: str
    issuer: str
    categories: tuple[str, ...]
    valid_from: date
    valid_to: date


@dataclass(frozen=True)
class Company(Facts):
    """`model`: kbis or sirene."""

    body: Body
    model: str
    issued: date
    closed: date | None = None


@dataclass(frozen=True)
class Cv(Facts):
    person: Person
    trade: str


@dataclass(frozen=True)
class Entry(Facts):
    body: Body
    person: Person
    title: str
    start: date
    end: date
    issued: date


@dataclass(frozen=True)
class Rqth(Facts):
    """`valid_to` None: without limit of time."""

    person: Person
    decided: date
    valid_from: date
    valid_to: date | None
    number: str


@dataclass(frozen=True)
class PaySlip(Facts):
    person: Person
    employer: Body
    period: date
    gross: Decimal
    net: Decimal
    issued: date
    code: str = "none"


@dataclass(frozen=True)
class Other(Facts):
    person: Person
    sort: str
    issued: date
