"""Defects of persons and places: another person's document, a near name, another address."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from random import Random

from . import bodies, people
from .case import Case, Planned
from .defects import change, defect, identity_of, rib_of
from .people import Person

Layouts = tuple[int, ...]


def _other(made: Case, random: Random) -> Person:
    """Somebody else at the same address."""
    while True:
        found = people.person(random, made.on)
        mine = {made.person.surname, made.person.usage_name}
        if not {found.surname, found.usage_name} & mine - {""}:
            return replace(found, address=made.person.address)


def _of_another(kind: str) -> None:
    @defect(f"other_person_{kind}", "same_person", f"the {kind} names another person")
    def _(made: Case, random: Random, layouts: Layouts) -> list[Planned | str]:
        planned = identity_of(made) if kind == "identity" else made.find(kind)
        return change(planned, person=replace(_other(made, random),
                                              nationality=made.person.nationality))  # fmt: skip


for _kind in ("identity", "registration_notice", "address_proof", "tax_notice", "training_quote"):
    _of_another(_kind)


def _near_name(kind: str) -> None:
    @defect(f"near_name_{kind}", "same_person",
            f"the {kind} names someone whose name only looks like the applicant's")  # fmt: skip
    def _(made: Case, random: Random, layouts: Layouts) -> list[Planned | str]:
        me = made.person
        near = replace(me, surname=people.near(me.surname),
                       usage_name=people.near(me.usage_name) if me.usage_name else "")  # fmt: skip
        return change(made.find(kind), person=near)


for _kind in ("registration_notice", "tax_notice", "address_proof"):
    _near_name(_kind)


@defect("other_given_name_tax_notice", "same_person", "the same surname, a relative's given name")
def _(made: Case, random: Random, layouts: Layouts) -> list[Planned | str]:
    other = _other(made, random)
    first = next(n for n in (*other.given, "Ambre", "Léandre") if n not in made.person.given)
    relative = replace(made.person, given=(first,), fiscal_number=other.fiscal_number)
    return change(made.find("tax_notice"), person=relative)


@defect("birth_date_differs", "same_person", "the registration notice has another birth date")
def _(made: Case, random: Random, layouts: Layouts) -> list[Planned | str]:
    planned = made.find("registration_notice")
    planned.layout = random.choice([n for n in layouts if n])  # 0 does not print the birth date
    shifted = replace(made.person, birth=made.person.birth + timedelta(random.randint(32, 900)))
    return change(planned, person=shifted)


@defect("address_outside", "territory", "the proof of address lies outside the departments")
def _(made: Case, random: Random, layouts: Layouts) -> list[Planned | str]:
    planned = made.find("address_proof")
    moved = replace(made.person, address=people.address(random, people.OUTSIDE))
    return change(planned, person=moved)


@defect(
    "rib_of_neither",
    "payee",
    "the holder of the RIB to be paid is neither the body nor the applicant",
)
def _(made: Case, random: Random, layouts: Layouts) -> list[Planned | str]:
    other = _other(made, random)
    stranger = random.choice((
        "HOLDING DU FAUX-SEMBLANT", f"{other.short} {other.surname} {other.given[0]}"
    ))  # fmt: skip
    return change(rib_of(made, "body"), account=bodies.account(random, stranger))


@defect("siret_differs", "training_body", "the SIRET of the Qualiopi is not the quote's")
def _(made: Case, random: Random, layouts: Layouts) -> list[Planned | str]:
    other = bodies.body(random)
    body = replace(made.body, siren=other.siren, siret=other.siret)
    return change(made.find("qualiopi_certificate"), body=body)


@defect("company_differs", "training_body", "the Kbis or SIRENE notice is of another company")
def _(made: Case, random: Random, layouts: Layouts) -> list[Planned | str]:
    return change(made.find("company_registration"), body=bodies.body(random))
