"""The requests of the demonstration: what each applicant sends, and what Check should say of it.

1. `sound` gives the eight papers of a request without fault, dated for the day of its deposit.
2. A story changes one thing, and says how the papers come: apart, in one PDF, photographed.
3. `cases` loads the stories; the test of the demonstration holds each to what it expects.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Literal, NamedTuple

from bastide.demo import persons
from bastide.demo.papers import home, identity, pictures, training, work
from bastide.demo.papers.people import CAMPUS, SCHOOL, TREMPLIN, Body, Person
from bastide.demo.papers.sheet import CLASSIC, PLAIN, Look, Paper, pdf_of
from bastide.demo.papers.training import Training

Then = Literal["", "accepted", "asked", "passed", "by_link"]

OFFICE = Training("Secrétaire assistant", "RNCP36804", 210, Decimal("21.50"), 40)
WEB = Training("Développeur web", "RNCP37674", 280, Decimal("20.00"), 55)
COOK = Training("CAP Cuisine, parcours adulte", "RNCP38430", 240, Decimal("18.50"), 35)


# The scheme's document that each paper is.
SLOTS = {
    "carte-identite": "identite",
    "avis-situation": "situation",
    "facture-electricite": "domicile",
    "devis": "devis",
    "qualiopi": "qualiopi",
    "avis-sirene": "kbis",
    "rib-organisme": "rib",
    "cv": "cv",
}


class File(NamedTuple):
    """`slot`: the scheme's document that it is, for who deposits it by a link."""

    name: str
    data: bytes
    slot: str = ""


@dataclass(frozen=True, slots=True)
class Story:
    """A request, deposited `days_ago`. `outcome`: what Check should say; `rules`: those that do
    not pass, information apart; `then`: what an instructor has done since."""

    reference: str
    person: Person
    days_ago: int
    files: Callable[[date], list[File]]
    outcome: Literal["complete", "incomplete", "to_be_seen"]
    rules: frozenset[str] = frozenset()
    then: Then = ""
    why: str = ""  # what the member writes when she acts


def sound(person: Person, body: Body, course: Training, on: date) -> dict[str, Paper]:
    """The eight papers that the scheme asks for, by the name of their file."""
    return {
        "carte-identite": identity.card(
            person, _number(person), _years(on, -3), _years(on, 7) - timedelta(days=1)
        ),
        "avis-situation": work.notice(person, on - timedelta(days=160), on - timedelta(days=9)),
        "facture-electricite": home.bill(person, on - timedelta(days=34)),
        "devis": training.quote(body, person, course, on),
        "qualiopi": training.qualiopi(body, on - timedelta(days=410)),
        "avis-sirene": training.sirene(body, on - timedelta(days=20)),
        "rib-organisme": training.rib(body),
        "cv": work.cv(person, course.title),
    }


def apart(papers: dict[str, Paper], look: Look = PLAIN) -> list[File]:
    return [
        File(f"{name}.pdf", pdf_of(paper, look=look), SLOTS.get(name, ""))
        for name, paper in papers.items()
    ]


def together(papers: dict[str, Paper], look: Look = CLASSIC) -> list[File]:
    """All in one PDF, as scanners of reception desks send them."""
    return [File("dossier-complet.pdf", pdf_of(*papers.values(), look=look))]


def _number(person: Person) -> str:
    """Nine characters of which the letters are those that cards bear."""
    return f"X4{person.identifier[:5]}RT"


def _years(on: date, count: int) -> date:
    return date(on.year + count, on.month, min(on.day, 28))


def _complete(on: date) -> list[File]:
    papers = sound(persons.NADIA, SCHOOL, OFFICE, on)
    papers["facture-electricite"] = home.bill(persons.NADIA, on - timedelta(days=21), code="exact")
    return apart(papers)


def _accepted(on: date) -> list[File]:
    return together(sound(persons.THEO, CAMPUS, WEB, on))


def _expired(on: date) -> list[File]:
    papers = sound(persons.LEA, SCHOOL, COOK, on)
    until = on - timedelta(days=48)
    papers["carte-identite"] = identity.card(
        persons.LEA, _number(persons.LEA), _years(until, -10), until
    )
    return apart(papers)


def _too_old(on: date) -> list[File]:
    papers = sound(persons.KARIM, TREMPLIN, OFFICE, on)
    papers["facture-electricite"] = home.bill(persons.KARIM, on - timedelta(days=152))
    return together(papers)


def _missing(on: date) -> list[File]:
    papers = sound(persons.ANNE_LAURE, CAMPUS, OFFICE, on)
    del papers["avis-situation"], papers["cv"]
    return together(papers)


def _page_missing(on: date) -> list[File]:
    papers = sound(persons.HUGO, SCHOOL, WEB, on)
    papers["avis-situation"] = work.notice(
        persons.HUGO, on - timedelta(days=300), on - timedelta(days=12), pages=1
    )
    return apart(papers, CLASSIC)


def _hourly(on: date) -> list[File]:
    dear = replace(OFFICE, hours=180, rate=Decimal("31.00"))
    return apart(sound(persons.INES, TREMPLIN, dear, on))


def _total(on: date) -> list[File]:
    long = replace(WEB, hours=350, rate=Decimal("21.00"))
    return together(sound(persons.BENOIT, CAMPUS, long, on))


def _usage_name(on: date) -> list[File]:
    """The bill comes under a usage name that no other paper, nor the request, tells."""
    papers = sound(replace(persons.MARIE, usage_name=""), SCHOOL, COOK, on)
    papers["facture-electricite"] = home.bill(persons.MARIE, on - timedelta(days=34))
    return apart(papers)


def _other_body(on: date) -> list[File]:
    papers = sound(persons.ETIENNE, CAMPUS, WEB, on)
    papers["avis-sirene"] = training.sirene(TREMPLIN, on - timedelta(days=15))
    return apart(papers, CLASSIC)


def _wrong_iban(on: date) -> list[File]:
    papers = sound(persons.YASMINE, TREMPLIN, COOK, on)
    wrong = TREMPLIN.iban[:18] + str((int(TREMPLIN.iban[18]) + 3) % 10) + TREMPLIN.iban[19:]
    papers["rib-organisme"] = training.rib(TREMPLIN, iban=wrong)
    return together(papers, PLAIN)


def _altered(on: date) -> list[File]:
    papers = sound(persons.LOIC, SCHOOL, OFFICE, on)
    papers["facture-electricite"] = home.bill(persons.LOIC, on - timedelta(days=40), code="altered")
    return apart(papers)


def _first_request(on: date) -> list[File]:
    return apart(sound(persons.CHLOE, CAMPUS, COOK, on))


def _hosted(on: date) -> list[File]:
    papers = sound(persons.RACHID, TREMPLIN, WEB, on)
    del papers["facture-electricite"]
    papers["facture-hebergeur"] = home.bill(persons.HOST, on - timedelta(days=30))
    papers["attestation-hebergement"] = home.hosting(
        persons.RACHID, persons.HOST, on - timedelta(days=5)
    )
    return apart(papers)


def _blurred(on: date) -> list[File]:
    papers = sound(persons.SOLENE, SCHOOL, OFFICE, on)
    bill = pdf_of(papers.pop("facture-electricite"))
    return [*together(papers), File("IMG_2041.jpg", pictures.blurred(bill))]


def _broken(on: date) -> list[File]:
    papers = sound(persons.GAEL, CAMPUS, COOK, on)
    bill = pdf_of(papers.pop("facture-electricite"))
    return [*together(papers, PLAIN), File("facture.pdf", bill[: len(bill) // 3])]


def _photographed(on: date) -> list[File]:
    """What comes from a telephone: some papers photographed, others scanned at the library."""
    papers = sound(persons.MAELLE, TREMPLIN, OFFICE, on)
    photographed = ("facture-electricite", "qualiopi", "cv")
    scanned = ("carte-identite", "avis-situation", "devis")
    return [
        *apart({name: p for name, p in papers.items() if name in ("avis-sirene", "rib-organisme")}),
        *(
            File(f"scan-{name}.pdf", pictures.scan(pdf_of(papers[name])), SLOTS[name])
            for name in scanned
        ),
        *(
            File(f"IMG_{3107 + n}.jpg", pictures.photograph(pdf_of(papers[name]), n), SLOTS[name])
            for n, name in enumerate(photographed)
        ),
    ]


# In the order in which they are loaded, hence read; the list shows the last one first.
STORIES = (
    Story("PG-0101", persons.NADIA, 3, _complete, "complete"),
    Story("PG-0102", persons.THEO, 12, _accepted, "complete", then="accepted"),
    Story(
        "PG-0103",
        persons.LEA,
        10,
        _expired,
        "incomplete",
        frozenset({"identite-valide"}),
        then="asked",
    ),
    Story(
        "PG-0104",
        persons.ETIENNE,
        9,
        _other_body,
        "to_be_seen",
        frozenset({"siret"}),
        then="passed",
        why="Le SIRET du devis n'est pas celui de l'avis SIRENE. Peux-tu appeler l'organisme ?",
    ),
    Story("PG-0105", persons.KARIM, 8, _too_old, "incomplete", frozenset({"domicile-recent"})),
    Story("PG-0106", persons.ANNE_LAURE, 8, _missing, "incomplete", frozenset({"presence"})),
    Story("PG-0107", persons.HUGO, 7, _page_missing, "incomplete", frozenset({"pages"})),
    Story("PG-0108", persons.INES, 6, _hourly, "to_be_seen", frozenset({"taux-horaire"})),
    Story("PG-0109", persons.BENOIT, 6, _total, "to_be_seen", frozenset({"plafond"})),
    Story("PG-0110", persons.MARIE, 5, _usage_name, "to_be_seen", frozenset({"meme-personne"})),
    Story(
        "PG-0111",
        persons.YASMINE,
        5,
        _wrong_iban,
        "incomplete",
        frozenset({"rib-cle", "anomalies"}),
    ),
    Story("PG-0112", persons.LOIC, 4, _altered, "to_be_seen", frozenset({"cachet"})),
    Story("PG-0113", persons.CHLOE, 4, _first_request, "complete"),
    Story("PG-0114", persons.CHLOE, 4, _first_request, "to_be_seen", frozenset({"autre-dossier"})),
    Story("PG-0115", persons.RACHID, 3, _hosted, "to_be_seen", frozenset({"meme-personne"})),
    Story("PG-0116", persons.SOLENE, 2, _blurred, "incomplete", frozenset({"presence", "lisible"})),
    Story(
        "PG-0117", persons.GAEL, 1, _broken, "incomplete", frozenset({"presence", "file_unread"})
    ),
    Story("PG-0118", persons.MAELLE, 0, _photographed, "complete", then="by_link"),
)
