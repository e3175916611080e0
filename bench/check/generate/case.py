"""A sound file of the scheme « pass-sud-formation », and one sound document of any kind.

The dates follow the scheme: registration notice of less than a month, proof of address of less than
three, the latest tax notice that can exist on the day of deposit (income of the year before from
September on, of the year before that until then), deposit before the training starts.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from decimal import Decimal
from random import Random
from typing import Any

from . import bodies, facts, home, numbers, other, people
from .bodies import Body
from .people import Person

# French identity papers avoid the letters that look like digits.
_LETTERS = "CFGHJKLMNPRTVWXYZ"
_TITLES = (
    ("Secrétaire assistant médico-social", "RNCP36805"),
    ("Conducteur de transport en commun", "RNCP36806"),
    ("Développeur web et web mobile", "RNCP37674"),
    ("CAP Cuisine – parcours adulte", "RNCP38430"),
    ("Technicien d'assistance en informatique", "RNCP37681"),
    ("Employé commercial en magasin", "RNCP37099"),
    ("Anglais professionnel – niveau B2", "RS6297"),
    ("Habilitation électrique BR", "RS6000"),
    ("Agent de prévention et de sécurité", "RNCP34054"),
    ("Comptable assistant", "RNCP37121"),
)
_CATEGORIES = (
    "Actions de formation",
    "Bilans de compétences",
    "Actions permettant de faire valider les acquis de l'expérience",
    "Actions de formation par apprentissage",
)
_NATIONALITIES = ("MAR", "DZA", "TUN", "SEN", "BRA", "UKR", "VNM", "CIV", "COM")


@dataclass
class Planned:
    """A document to print. `effects`: what befalls its pages (upside_down, cut, blur)."""

    what: Any  # one of the classes of `facts`
    layout: int
    seed: int
    effects: list[str] = field(default_factory=list)
    defects: list[str] = field(default_factory=list)


@dataclass
class Case:
    """A deposit on the day `on`; `defects` as the truth will tell them."""

    on: date
    person: Person
    body: Body
    documents: list[Planned]
    defects: list[dict[str, object]] = field(default_factory=list)

    def find(self, kind: str) -> Planned:
        """The first document of a kind. Raises LookupError when there is none."""
        for planned in self.documents:
            if planned.what.kind == kind:
                return planned
        raise LookupError(kind)


def years_on(day: date, years: int) -> date:
    try:
        return day.replace(year=day.year + years)
    except ValueError:  # 29 February
        return day.replace(year=day.year + years, day=28)


def before(random: Random, on: date, least: int, most: int) -> date:
    return on - timedelta(days=random.randint(least, most))


def deposit_day(random: Random) -> date:
    return date(2025, 1, 2) + timedelta(days=random.randrange(726))


def identity(random: Random, person: Person, on: date, model: str = "") -> facts.Identity:
    model = model or random.choices(("new_card", "old_card", "passport"), (5, 3, 2))[0]
    grown = years_on(person.birth, 18)
    if model == "old_card":
        # Issued until July 2021. Printed validity: 15 years since 2014; 10 years before, with five
        # more for adults' cards of 2004-2013 (decree 2013-1188 of 18 December 2013, art. 2).
        extended = random.random() < 0.35 and grown < date(2012, 6, 1)
        first, last = (
            (date(2012, 2, 1), date(2013, 12, 20)) if extended
            else (date(2014, 1, 10), date(2021, 7, 20))
        )  # fmt: skip
        first = max(first, grown)
        if first < last:
            issued = first + timedelta(days=random.randrange((last - first).days))
            number = f"{issued:%y%m}{person.address.postcode[:2]}{numbers.digits(random, 6)}"
            expires = years_on(issued, 10 if extended else 15) - timedelta(days=1)
            return facts.Identity("identity_card", person, model, number, issued, expires)
        model = "new_card"
    earliest = max(date(2021, 9, 1), on - timedelta(days=1900), min(grown, on - timedelta(40)))
    issued = earliest + timedelta(days=random.randrange(max(1, (on - earliest).days - 20)))
    expires = years_on(issued, 10) - timedelta(days=1)
    kind = {"passport": "passport", "permit": "residence_permit"}.get(model, "identity_card")
    if model == "passport":
        number = f"{issued:%y}{random.choice(_LETTERS)}{random.choice(_LETTERS)}"
        number += numbers.digits(random, 5)
    else:
        number = random.choice(_LETTERS) + "".join(
            random.choice(_LETTERS + "23456789") for _ in range(8)
        )
    return facts.Identity(kind, person, model, number, issued, expires)


def rib_of_person(random: Random, person: Person) -> facts.Rib:
    holder = f"{random.choice((person.short, person.civility, person.short))} "
    holder += f"{person.used_name} {person.given[0]}"
    if random.random() < 0.12:  # a joint account
        holder = f"M. ou Mme {person.used_name} {person.given[0]}"
    holder = holder.upper() if random.random() < 0.6 else holder
    return facts.Rib("rib", bodies.account(random, holder), person.address)


def rib_of_body(random: Random, body: Body) -> facts.Rib:
    holder = random.choice((body.name, f"{body.form} {body.name}".upper(), body.name))
    return facts.Rib("rib", bodies.account(random, holder), body.address)


def notice(random: Random, person: Person, on: date) -> facts.Notice:
    since = before(random, on, 40, 900)
    return facts.Notice("registration_notice", person, since, None, before(random, on, 0, 25))


def proof_of_address(random: Random, person: Person, on: date, sort: str = "") -> facts.Home:
    sort = (
        sort
        or random.choices(
            ("electricity", "water", "gas", "internet", "phone", "rent", "insurance", "hosting"),
            (5, 2, 2, 3, 3, 2, 2, 1),
        )[0]
    )
    host = people.person(random, on)
    issuer = random.choice(home.SORTS[sort])
    if sort == "hosting":
        issuer = f"{host.civility} {host.used_name} {host.given[0]}"
    code = (
        "good" if sort in ("electricity", "gas", "internet") and random.random() < 0.4 else "none"
    )
    amount = Decimal(random.randint(1890, 18990)) / 100
    return facts.Home(
        "address_proof", person, sort, issuer, before(random, on, 3, 80), amount, code
    )


def tax_notice(random: Random, person: Person, on: date) -> facts.Tax:
    year = on.year - (1 if on.month >= 9 else 2)
    income = random.randint(3000, 32000)
    issued = random.choice((date(year + 1, 7, 31), date(year + 1, 8, 7), date(year + 1, 8, 28)))
    reference = f"{(year + 1) % 100:02d}{random.choice(('04', '05', '06', '13', '83', '84'))}"
    reference += numbers.digits(random, 9)
    parts = random.choice((Decimal(1), Decimal("1.5"), Decimal(2), Decimal("2.5"), Decimal(3)))
    return facts.Tax(
        "tax_notice", person, year, issued, reference, income, parts, income
    )  # fmt: skip


def quote(random: Random, person: Person, body: Body, on: date) -> facts.Quote:
    name, certification = random.choice(_TITLES)
    vat_rate = Decimal(0) if body.vat_exempt else Decimal(20)
    while True:
        hours = random.choice((35, 70, 105, 140, 154, 210, 280, 315, 350, 400, 455, 560, 600))
        rate = Decimal(random.randrange(900, 3500, 25)) / 100
        fees = Decimal(random.choice((0, 0, 0, 0, 0, 80, 150)))
        total = hours * rate
        vat = ((total + fees) * vat_rate / 100).quantize(Decimal("0.01"))
        if total + fees + vat <= 9400:
            break
    issued = before(random, on, 3, 20)
    start = on + timedelta(days=random.randint(16, 110))
    return facts.Quote(
        "training_quote", body, person, name, certification, start,
        start + timedelta(days=max(4, hours // 5)), hours, rate, total, vat_rate, vat,
        total + fees + vat, fees, f"D{issued:%Y%m}-{random.randint(1, 999):03d}", issued,
        issued + timedelta(days=random.choice((30, 60, 90))),
    )  # fmt: skip


def qualiopi(random: Random, body: Body, on: date) -> facts.Qualiopi:
    start = before(random, on, 30, 640)
    more = random.sample(_CATEGORIES[1:], random.choice((0, 0, 1, 2)))
    return facts.Qualiopi(
        "qualiopi_certificate", body, f"QF-{numbers.digits(random, 5)}-{random.randint(1, 9)}",
        random.choice(("Certif Exemple", "Qualité Fictive Certification", "Spécimen Audit")),
        (_CATEGORIES[0], *more), start, years_on(start, 3) - timedelta(days=1),
    )  # fmt: skip


def company(random: Random, body: Body, on: date, model: str = "") -> facts.Company:
    model = model or random.choice(("kbis", "sirene"))
    if body.form == "Association":
        model = "sirene"
    return facts.Company("company_registration", body, model, before(random, on, 2, 80))


def pay_slip(random: Random, person: Person, on: date) -> facts.PaySlip:
    last = before(random, on.replace(day=1), 40, 300).replace(day=1)
    gross = Decimal(random.randint(165000, 290000)) / 100
    net = (gross * Decimal("0.78")).quantize(Decimal("0.01"))
    paid = (last.replace(day=28) + timedelta(days=4)).replace(day=3)
    return facts.PaySlip("pay_slip", person, bodies.body(random), last, gross, net, paid)


def single(random: Random, kind: str, on: date) -> facts.Facts:
    """One sound document of a kind. Raises KeyError for a kind that does not exist."""
    person, body = people.person(random, on), bodies.body(random)
    if kind == "residence_permit":
        person = replace(person, nationality=random.choice(_NATIONALITIES))
    makers: dict[str, Callable[[], facts.Facts]] = {
        "identity_card": lambda: identity(random, person, on,
                                          random.choice(("new_card", "old_card"))),
        "passport": lambda: identity(random, person, on, "passport"),
        "residence_permit": lambda: identity(random, person, on, "permit"),
        "rib": lambda: rib_of_person(random, person) if random.random() < 0.6
        else rib_of_body(random, body),
        "registration_notice": lambda: notice(random, person, on),
        "rights_attestation": lambda: rights(random, person, on),
        "address_proof": lambda: proof_of_address(random, person, on),
        "tax_notice": lambda: tax_notice(random, person, on),
        "training_quote": lambda: quote(random, person, body, on),
        "qualiopi_certificate": lambda: qualiopi(random, body, on),
        "company_registration": lambda: company(random, body, on),
        "cv": lambda: facts.Cv("cv", person, random.choice(_TITLES)[0]),
        "entry_attestation": lambda: entry(random, quote(random, person, body, on)),
        "rqth": lambda: rqth(random, person, on),
        "pay_slip": lambda: pay_slip(random, person, on),
        "other": lambda: facts.Other("other", person, random.choice(list(other.SORTS)), on),
    }  # fmt: skip
    return makers[kind]()


def rights(random: Random, person: Person, on: date) -> facts.Rights:
    start = date(on.year - (on.month < 2), 1, 1)
    if random.random() < 0.5:
        start = before(random, on, 30, 300)
    end = years_on(start, 1) + timedelta(days=40)
    return facts.Rights("rights_attestation", person, start, end, before(random, on, 1, 25))


def entry(random: Random, of: facts.Quote) -> facts.Entry:
    return facts.Entry("entry_attestation", of.body, of.person, of.title, of.start, of.end,
                       of.start + timedelta(days=random.randint(0, 3)))  # fmt: skip


def rqth(random: Random, person: Person, on: date) -> facts.Rqth:
    decided = before(random, on, 40, 700)
    until = None if random.random() < 0.3 else years_on(decided, random.choice((3, 5, 10)))
    return facts.Rqth("rqth", person, decided, decided, until, numbers.digits(random, 7))


def sound(random: Random, layouts: tuple[int, ...]) -> Case:
    """A file without defect, its documents in the order in which a citizen may send them."""
    on = deposit_day(random)
    person, body = people.person(random, on), bodies.body(random)
    if random.random() < 0.12:
        person = replace(person, nationality=random.choice(_NATIONALITIES))
    proposal = quote(random, person, body, on)
    foreign = person.nationality != "FRA"
    what: list[facts.Facts] = [
        identity(random, person, on, "permit" if foreign else ""),
        notice(random, person, on),
        proof_of_address(random, person, on),
        tax_notice(random, person, on),
        rib_of_body(random, body),
        rib_of_person(random, person),
        proposal,
        qualiopi(random, body, on),
        company(random, body, on),
    ]
    if random.random() < 0.5:
        what.append(facts.Cv("cv", person, proposal.title))
    if random.random() < 0.15:
        what.append(rqth(random, person, on))
    if random.random() < 0.25:
        what.append(rights(random, person, on))
    if random.random() < 0.2:
        what.append(pay_slip(random, person, on))
    random.shuffle(what)
    planned = [Planned(w, random.choice(layouts), random.randrange(2**31)) for w in what]
    return Case(on, person, body, planned)
