"""Defects of the papers themselves: missing, cut, unreadable, in double, another in its place."""

from __future__ import annotations

from random import Random

from . import case, facts, other
from .case import Case, Planned
from .defects import defect, identity_of, rib_of

Layouts = tuple[int, ...]
# What « pass-sud-formation » asks for: it does not ask for a Kbis or SIRENE notice.
_REQUIRED = (
    "identity", "registration_notice", "address_proof", "tax_notice", "training_quote",
    "qualiopi_certificate",
)  # fmt: skip


def _missing(kind: str) -> None:
    @defect(f"missing_{kind}", "presence", f"no {kind} in the file")
    def _(made: Case, random: Random, layouts: Layouts) -> list[Planned | str]:
        gone = identity_of(made) if kind == "identity" else made.find(kind)
        made.documents.remove(gone)
        return [gone.what.kind]


for _kind in _REQUIRED:
    _missing(_kind)


@defect("missing_rib", "payee", "the training body's RIB is not in the file")
def _(made: Case, random: Random, layouts: Layouts) -> list[Planned | str]:
    gone = rib_of(made, "body")  # the applicant's serves the other costs: information only
    made.documents.remove(gone)
    return ["rib"]


@defect("back_missing", "pages", "a card without its back (expiry date of the blue one, or zone)",
        expected="INCONCLUSIVE")  # fmt: skip
def _(made: Case, random: Random, layouts: Layouts) -> list[Planned | str]:
    planned = identity_of(made)
    grown = case.years_on(made.person.birth, 18)
    person = made.person
    what = case.identity(random, person, made.on, "old_card")
    if what.model != "old_card":  # too young for the blue card: the new one without its back
        assert grown > what.issued or what.model == "new_card"
    planned.what = facts.Identity(what.kind, person, what.model, what.number, what.issued,
                                  what.expires, sides="front")  # fmt: skip
    return [planned]


@defect("second_page_missing", "pages", "the second page of the registration notice is missing",
        expected="INCONCLUSIVE")  # fmt: skip
def _(made: Case, random: Random, layouts: Layouts) -> list[Planned | str]:
    planned = made.find("registration_notice")
    planned.effects.append("first_page_only")
    return [planned]


def _spoilt_page(effect: str, kinds: tuple[str, ...]) -> None:
    names = {"cut": "is cut off", "blur": "cannot be read"}
    for kind in kinds:

        def make(made: Case, random: Random, layouts: Layouts, kind: str = kind) -> list[
            Planned | str
        ]:  # fmt: skip
            planned = identity_of(made) if kind == "identity" else made.find(kind)
            planned.effects.append(effect)
            return [planned]

        says = f"the {kind} {names[effect]}"
        defect(f"{effect}_{kind}", "quality", says, expected="INCONCLUSIVE")(make)


_spoilt_page("cut", ("identity", "tax_notice", "training_quote"))
_spoilt_page("blur", ("identity", "registration_notice", "address_proof", "qualiopi_certificate"))


@defect("another_in_place", "presence", "an unrelated document in place of the one asked for")
def _(made: Case, random: Random, layouts: Layouts) -> list[Planned | str]:
    planned = made.find(random.choice(_REQUIRED[1:]))
    asked = planned.what.kind
    planned.what = facts.Other("other", made.person, random.choice(list(other.SORTS)), made.on)
    planned.defects.append("another_in_place")
    return [asked]


@defect("duplicate_inside", "duplicates", "the same document twice, photographed or scanned again")
def _(made: Case, random: Random, layouts: Layouts) -> list[Planned | str]:
    twin = made.find(random.choice(("address_proof", "tax_notice", "qualiopi_certificate")))
    again = Planned(twin.what, twin.layout, twin.seed, list(twin.effects))
    made.documents.append(again)
    return [again]
