"""What a block of a document is the truth of: the fields that it prints, and their normal form."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Protocol

from .facts import Company, PaySlip, Quote, Rights, Rqth, Tax
from .people import Person
from .wording import amount


class Issued(Protocol):
    """A document that bears the day it was made."""

    @property
    def issued(self) -> date: ...


def issued(facts: Issued) -> dict[str, str]:
    return {"issue_date": facts.issued.isoformat()}


def born(person: Person) -> dict[str, str]:
    return {"birth_date": person.birth.isoformat()}


def identifier(person: Person) -> dict[str, str]:
    return {"identifier": person.identifier}


def siren(facts: Company) -> dict[str, str]:
    return {"body_siren": facts.body.siren}


def siret(facts: Company) -> dict[str, str]:
    return {"body_siret": facts.body.siret}


def body_name(facts: Company) -> dict[str, str]:
    return {"body_name": facts.body.name}


def validity(facts: Rights | Rqth) -> dict[str, str]:
    told = {"valid_from": facts.valid_from.isoformat()}
    return told | ({"valid_to": facts.valid_to.isoformat()} if facts.valid_to else {})


def decided(facts: Rqth) -> dict[str, str]:
    return {"decision_date": facts.decided.isoformat()}


def fees(facts: Quote) -> dict[str, str]:
    return {"fees": amount(facts.fees)} if facts.fees else {}


def session(facts: Quote) -> dict[str, str]:
    return {"start_date": facts.start.isoformat(), "end_date": facts.end.isoformat()}


def income(facts: Tax) -> dict[str, str]:
    return {"reference_income": amount(Decimal(facts.income))}


def parts(facts: Tax) -> dict[str, str]:
    return {"parts": f"{facts.parts.normalize():f}"}


def period(facts: PaySlip) -> dict[str, str]:
    return {"period": facts.period.strftime("%Y-%m")}
