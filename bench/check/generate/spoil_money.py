"""Defects of amounts and of keys: sums, caps, check digits, 2D-Docs."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from random import Random

from . import numbers
from .case import Case, Planned
from .defects import change, defect, identity_of, rib_of

Layouts = tuple[int, ...]
_CENT = Decimal("0.01")


@defect("total_wrong", "amounts", "hours × rate is not the total")
def _(made: Case, random: Random, layouts: Layouts) -> list[Planned | str]:
    planned = made.find("training_quote")
    what = planned.what
    total = what.total + random.choice((-1, 1)) * Decimal(random.randint(5, 40)) * 5
    total = max(total, what.total + 50) if total <= 0 else total
    vat = ((total + what.fees) * what.vat_rate / 100).quantize(_CENT)
    return change(planned, total=total, vat=vat, total_incl=total + what.fees + vat)


@defect("vat_wrong", "amounts", "the VAT is not the rate times the amount")
def _(made: Case, random: Random, layouts: Layouts) -> list[Planned | str]:
    planned = made.find("training_quote")
    what = planned.what
    total, hours = what.total, what.hours
    if (total + what.fees) * Decimal("1.25") > 9400:
        hours = 105
        total = hours * what.rate
    base = total + what.fees
    vat = (base * Decimal("0.2")).quantize(_CENT)
    vat += Decimal(random.randint(20, 150))
    return change(planned, hours=hours, total=total, vat_rate=Decimal(20), vat=vat,
                  total_incl=base + vat)  # fmt: skip


@defect("above_total_cap", "caps", "total above 9,500 euros incl. tax, hourly rate within its cap")
def _(made: Case, random: Random, layouts: Layouts) -> list[Planned | str]:
    planned = made.find("training_quote")
    what = planned.what
    rate = Decimal(random.randrange(2000, 3500, 25)) / 100
    hours = int(Decimal(9500) / rate) + random.randint(3, 120)
    total = hours * rate
    vat = ((total + what.fees) * what.vat_rate / 100).quantize(_CENT)
    return change(planned, rate=rate, hours=hours, total=total, vat=vat,
                  total_incl=total + what.fees + vat)  # fmt: skip


@defect("above_hourly_cap", "caps", "hourly rate above 35 euros excl. tax")
def _(made: Case, random: Random, layouts: Layouts) -> list[Planned | str]:
    planned = made.find("training_quote")
    what = planned.what
    rate = Decimal(random.randrange(3525, 6500, 25)) / 100
    hours = random.choice((35, 70, 105))
    total = hours * rate
    vat = ((total + what.fees) * what.vat_rate / 100).quantize(_CENT)
    return change(planned, rate=rate, hours=hours, total=total, vat=vat,
                  total_incl=total + what.fees + vat)  # fmt: skip


@defect("iban_digit_wrong", "checksums", "one digit of an IBAN is wrong", checksum=True)
def _(made: Case, random: Random, layouts: Layouts) -> list[Planned | str]:
    planned = rib_of(made, random.choice(("body", "person")))
    account = planned.what.account
    at = random.choice([i for i in range(4, 27) if account.iban[i].isdigit()])
    return change(planned, account=replace(
        account, iban=numbers.other_digit(random, account.iban, at)))  # fmt: skip


@defect("siret_digit_wrong", "checksums", "one digit of the quote's SIRET is wrong", checksum=True)
def _(made: Case, random: Random, layouts: Layouts) -> list[Planned | str]:
    body = made.body
    wrong = numbers.other_digit(random, body.siret, random.randrange(9, 14))
    return change(made.find("training_quote"), body=replace(body, siret=wrong))


@defect("mrz_digit_wrong", "checksums", "one digit of the machine readable zone is wrong",
        checksum=True)  # fmt: skip
def _(made: Case, random: Random, layouts: Layouts) -> list[Planned | str]:
    return change(identity_of(made), wrong_digit=True)


@defect("code_altered", "signature", "one byte of the tax notice's 2D-Doc was changed",
        checksum=True)  # fmt: skip
def _(made: Case, random: Random, layouts: Layouts) -> list[Planned | str]:
    return change(made.find("tax_notice"), code="altered")


@defect("code_disagrees", "signature", "the printed income is not the signed one", checksum=True)
def _(made: Case, random: Random, layouts: Layouts) -> list[Planned | str]:
    planned = made.find("tax_notice")
    return change(planned, income=max(900, planned.what.income // random.choice((2, 3, 4))))
