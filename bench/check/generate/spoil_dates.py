"""Defects of dates: expired, too old, not yet, of another year."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from random import Random

from . import case, numbers
from .case import Case, Planned
from .defects import change, defect, identity_of

Layouts = tuple[int, ...]


@defect("identity_expired", "validity", "identity document expired on the day of deposit")
def _(made: Case, random: Random, layouts: Layouts) -> list[Planned | str]:
    planned = identity_of(made)
    what = planned.what
    late = random.randint(5, 700)
    if what.kind != "identity_card":
        expires = made.on - timedelta(days=late)
        return change(planned, expires=expires, issued=case.years_on(expires, -10))
    # A blue card whose five more years (decree 2013-1188) are over too: no card of the new format,
    # issued since 2021 for ten years, can have expired.
    issued = case.years_on(made.on, -15) - timedelta(days=late)
    number = f"{issued:%y%m}{what.number[2:4] if what.model == 'old_card' else '13'}"
    return change(planned, model="old_card", issued=issued,
                  number=number + numbers.digits(random, 6),
                  expires=case.years_on(issued, 10) - timedelta(days=1))  # fmt: skip


@defect("qualiopi_expired", "validity", "Qualiopi certificate expired on the day of deposit")
def _(made: Case, random: Random, layouts: Layouts) -> list[Planned | str]:
    end = case.before(random, made.on, 2, 300)
    return change(made.find("qualiopi_certificate"), valid_to=end,
                  valid_from=case.years_on(end, -3) + timedelta(days=1))  # fmt: skip


@defect("qualiopi_ends_before_start", "validity", "Qualiopi valid at deposit, over at the start")
def _(made: Case, random: Random, layouts: Layouts) -> list[Planned | str]:
    start = made.find("training_quote").what.start
    room = (start - made.on).days
    end = made.on + timedelta(days=random.randint(1, max(1, room - 2)))
    return change(made.find("qualiopi_certificate"), valid_to=end,
                  valid_from=case.years_on(end, -3) + timedelta(days=1))  # fmt: skip


@defect("address_proof_old", "validity", "proof of address of more than three months")
def _(made: Case, random: Random, layouts: Layouts) -> list[Planned | str]:
    return change(made.find("address_proof"), issued=case.before(random, made.on, 100, 600))


@defect("notice_old", "validity", "registration notice of more than three months")
def _(made: Case, random: Random, layouts: Layouts) -> list[Planned | str]:
    planned = made.find("registration_notice")
    issued = case.before(random, made.on, 95, 400)
    return change(planned, issued=issued, since=issued - timedelta(days=random.randint(20, 400)))


@defect("income_year_wrong", "tax", "tax notice of an older year than the latest possible")
def _(made: Case, random: Random, layouts: Layouts) -> list[Planned | str]:
    planned = made.find("tax_notice")
    back = random.choice((1, 1, 2))
    what = planned.what
    return change(planned, income_year=what.income_year - back,
                  issued=case.years_on(what.issued, -back))  # fmt: skip


@defect("start_before_deposit", "training", "training already begun on the day of deposit")
def _(made: Case, random: Random, layouts: Layouts) -> list[Planned | str]:
    planned = made.find("training_quote")
    start = case.before(random, made.on, 1, 40)
    length = planned.what.end - planned.what.start
    issued = start - timedelta(days=random.randint(3, 20))
    return change(planned, start=start, end=start + length, issued=issued,
                  valid_to=made.on + timedelta(days=30))  # fmt: skip


@defect("quote_expired", "validity", "the quote is no longer valid on the day of deposit")
def _(made: Case, random: Random, layouts: Layouts) -> list[Planned | str]:
    end = case.before(random, made.on, 2, 60)
    return change(made.find("training_quote"), valid_to=end, issued=end - timedelta(days=30))


@defect("rqth_expired", "validity", "RQTH over on the day of deposit")
def _(made: Case, random: Random, layouts: Layouts) -> list[Planned | str]:
    end = case.before(random, made.on, 5, 500)
    start = case.years_on(end, -5)
    made.documents = [d for d in made.documents if d.what.kind != "rqth"]
    what = replace(case.rqth(random, made.person, made.on), decided=start, valid_from=start,
                   valid_to=end)  # fmt: skip
    planned = Planned(what, random.choice(layouts), random.randrange(2**31))
    made.documents.append(planned)
    return [planned]


@defect("registration_ended", "registration", "registration with France Travail has ended")
def _(made: Case, random: Random, layouts: Layouts) -> list[Planned | str]:
    planned = made.find("registration_notice")
    ended = min(planned.what.issued, case.before(random, made.on, 3, 60))
    return change(planned, ended=max(ended, planned.what.since + timedelta(days=5)))


@defect("entry_outside_quote", "training", "attestation of entry whose dates leave the quote's")
def _(made: Case, random: Random, layouts: Layouts) -> list[Planned | str]:
    offer = made.find("training_quote").what
    start = case.before(random, made.on, 5, 60)
    what = replace(case.entry(random, offer), start=start, end=start + (offer.end - offer.start),
                   issued=start + timedelta(days=1))  # fmt: skip
    planned = Planned(what, random.choice(layouts), random.randrange(2**31))
    made.documents.append(planned)
    return [planned]


@defect("company_closed", "training_body", "the training body is struck off or has ceased")
def _(made: Case, random: Random, layouts: Layouts) -> list[Planned | str]:
    planned = made.find("company_registration")
    return change(planned, closed=planned.what.issued - timedelta(days=random.randint(10, 400)))


@defect("end_before_start", "training", "the training ends before it starts")
def _(made: Case, random: Random, layouts: Layouts) -> list[Planned | str]:
    planned = made.find("training_quote")
    return change(planned, end=planned.what.start - timedelta(days=random.randint(1, 60)))


@defect("qualiopi_other_category", "training_body", "Qualiopi does not cover training actions")
def _(made: Case, random: Random, layouts: Layouts) -> list[Planned | str]:
    return change(made.find("qualiopi_certificate"), categories=("Bilans de compétences",))
