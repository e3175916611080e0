"""Attestations of hosting: a form, two letters, a model filled in."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random

from .. import truths
from ..facts import Home
from ..sheet import (
    Block,
    Drawn,
    Entry,
    entries,
    foot,
    lines,
    paragraph,
    sign,
    title,
)
from ..wording import MONTHS, address_truth, full
from . import looks
from .paper import (
    Rows,
    aside,
    band,
    drawn,
    named,
    place,
    slash,
    who,
    words,
)


def _truth(facts: Home, style: int) -> dict[str, str]:
    return who(facts.person, style) | address_truth(facts.person.address)


def _since(facts: Home, random: Random) -> date:
    return facts.issued - timedelta(days=random.randint(150, 2400))


def _hosted_form(facts: Home, random: Random) -> Rows:
    """A form of a prefecture, filled in."""
    person, issued = facts.person, facts.issued
    return (
        title("ATTESTATION D'HÉBERGEMENT"),
        band("L'hébergeant"),
        lines(f"Nom et prénom : {facts.issuer}", f"Domicilié(e) : {place(person)}"),
        band("Atteste héberger à mon domicile"),
        lines(f"Nom et prénom : {named(person, 0)}",
              f"Né(e) le : {slash(person.birth)} à {person.birth_place}",
              f"À l'adresse : {place(person)}",
              f"Depuis le : {slash(_since(facts, random))}", truth=_truth(facts, 0)),
        paragraph("J'ai connaissance que cette attestation pourra être produite en justice et que "
                  "toute fausse déclaration de ma part m'expose à des sanctions pénales."),
        sign(f"Date : {slash(issued)}", "Signature de l'hébergeant",
             truth=truths.issued(facts)),
        foot("Joindre la copie d'une pièce d'identité de l'hébergeant."),
    )  # fmt: skip


def _hosted_letter(facts: Home, random: Random) -> Rows:
    person, issued = facts.person, facts.issued
    return (
        lines(facts.issuer, *person.address.lines()),
        aside(f"À {person.address.city}, le {words(issued)}", truth=truths.issued(facts)),
        title("Attestation sur l'honneur"),
        paragraph(f"Je soussigné(e) {facts.issuer} certifie sur l'honneur héberger à titre "
                  f"gratuit, à mon domicile, {named(person, 1)}, né{person.e} le "
                  f"{words(person.birth)} à {person.birth_place}, et ce depuis le "
                  f"{words(_since(facts, random))}.", truth=_truth(facts, 1)),
        paragraph("Attestation établie pour faire valoir ce que de droit."),
        Block("sign", lines=(facts.issuer,)),
    )  # fmt: skip


def _hosted_model(facts: Home, random: Random) -> Rows:
    person, issued = facts.person, facts.issued
    return (
        title("Déclaration sur l'honneur d'hébergement"),
        entries(Entry("Je soussigné(e)", facts.issuer), Entry("demeurant", place(person)),
                Entry("déclare héberger", full(person, 1), who(person, 1)),
                Entry("né(e) le", slash(person.birth)),
                Entry("à l'adresse suivante", place(person), address_truth(person.address)),
                Entry("de façon stable depuis le", slash(_since(facts, random))), pairs="above"),
        paragraph("Article 441-1 du code pénal : constitue un faux toute altération frauduleuse de "
                  "la vérité, punie de trois ans d'emprisonnement et 45 000 € d'amende."),
        sign(f"Fait le {slash(issued)}", f"à {person.address.city}", truth=truths.issued(facts)),
    )  # fmt: skip


def _hosted_short(facts: Home, random: Random) -> Rows:
    person, issued = facts.person, facts.issued
    return (
        lines(facts.issuer, *person.address.lines()),
        paragraph(f"Je certifie que {full(person, 1)} habite chez moi, au {place(person)}, depuis "
                  f"{MONTHS[issued.month - 3]} dernier et participe aux frais courants sans payer "
                  "de loyer.", truth=_truth(facts, 1)),
        lines("Certificat d'hébergement remis à sa demande."),
        sign(f"{person.address.city}, le {words(issued)}", truth=truths.issued(facts)),
    )  # fmt: skip


def render(facts: Home, number: int, random: Random) -> Drawn:
    made = drawn(((looks.STATE, _hosted_form), (looks.WORD_SERIF, _hosted_letter),
                  (looks.WEB, _hosted_model), (looks.WORD, _hosted_short)),
                 facts, number, random)  # fmt: skip
    made.truth["issuer"] = facts.issuer
    return made
