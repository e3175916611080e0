"""Attestations of hosting: a typed model, a printed form, a letter by hand, an association's."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random

from .. import truths
from ..eighth.paper import (
    GAP,
    Rows,
    aside,
    checked,
    commas,
    fieldset,
    padded,
    place,
    slash,
    small,
    who,
    words,
)
from ..facts import Home
from ..numbers import digits
from ..sheet import Drawn, Entry, entries, foot, letterhead, lines, paragraph, sign, title
from ..wording import address_truth, full
from . import looks_a as looks
from .paper_a import drawn


def _truth(facts: Home, style: int) -> dict[str, str]:
    return who(facts.person, style) | address_truth(facts.person.address)


def _since(facts: Home, random: Random) -> date:
    return facts.issued - timedelta(days=random.randint(150, 2400))


def _model(facts: Home, random: Random) -> Rows:
    """A model found on line and filled in: dotted blanks replaced by what they ask."""
    person, issued = facts.person, facts.issued
    return (
        lines(facts.issuer, *person.address.lines()),
        title("ATTESTATION D'HÉBERGEMENT"),
        paragraph(f"Je soussigné(e) {facts.issuer},"),
        paragraph(f"certifie sur l'honneur que {person.civility} {full(person, 0)},"),
        paragraph(f"né{person.e} le {slash(person.birth)} à {person.birth_place},"),
        paragraph(f"réside à mon domicile, situé {commas(person.address)},"),
        paragraph(f"à titre gratuit depuis le {slash(_since(facts, random))}.",
                  truth=_truth(facts, 0)),
        paragraph("Je suis informé(e) qu'une fausse attestation m'expose aux poursuites prévues "
                  "aux articles 441-1 et 441-7 du code pénal."),
        lines(f"Fait à : {person.address.city}", f"Le : {slash(issued)}",
              truth=truths.issued(facts)),
        sign("Signature :"),
        small("P.J. : copie recto verso de la carte d'identité, facture d'énergie au nom de "
              "l'hébergeant."),
    )  # fmt: skip


def _form(facts: Home, random: Random) -> Rows:
    """A training centre's own form: two frames, tabs, a box ticked."""
    person, issued = facts.person, facts.issued
    return (
        (letterhead("Dossier d'inscription"), aside(f"Annexe {random.randint(2, 6)}",
                                                    "Justificatif de domicile")),
        title("ATTESTATION SUR L'HONNEUR D'HÉBERGEMENT"),
        fieldset("L'hébergeur (titulaire du logement)",
                 entries(Entry("Nom et prénom", facts.issuer),
                         Entry("Adresse", commas(person.address), address_truth(person.address)),
                         Entry("Téléphone", f"06 39 98 {digits(random, 2)} {digits(random, 2)}"))),
        fieldset("La personne hébergée",
                 entries(Entry("Nom et prénom", full(person, 0), who(person, 0)),
                         Entry("Date de naissance", slash(person.birth)),
                         Entry("Lieu de naissance", person.birth_place),
                         Entry("Lien", random.choice(("enfant", "ami(e)", "neveu ou nièce"))),
                         Entry("Hébergée depuis", slash(_since(facts, random))))),
        checked("x L'hébergeur déclare que la personne ci-dessus vit à son adresse.",
                "x L'hébergeur joint une pièce d'identité et un justificatif à son nom."),
        lines(f"Date : {slash(issued)}", truth=truths.issued(facts)),
        sign("Signature de l'hébergeur, précédée de « lu et approuvé »"),
        foot("Modèle d'exemple."),
    )  # fmt: skip


def _pen(facts: Home, random: Random) -> Rows:
    """A letter by hand, addressed to the office, place and day above."""
    person, issued = facts.person, facts.issued
    return (
        aside(f"{person.address.city}, le {words(issued)}", truth=truths.issued(facts)),
        lines(facts.issuer, place(person)),
        title("Objet : attestation d'hébergement"),
        paragraph("Madame, Monsieur,"),
        paragraph(f"Je vous confirme loger gratuitement chez moi {person.civility} "
                  f"{full(person, 1)} depuis {words(_since(facts, random))}. "
                  f"{'Elle' if person.e else 'Il'} habite donc au {commas(person.address)}, où "
                  f"{'elle' if person.e else 'il'} reçoit tout son courrier.",
                  truth=_truth(facts, 1)),
        paragraph("Je vous adresse une copie de mon titre de propriété et de ma pièce d'identité, "
                  "et reste à votre disposition."),
        paragraph("Veuillez recevoir mes salutations."),
        sign(GAP, facts.issuer),
    )  # fmt: skip


def _association(facts: Home, random: Random) -> Rows:
    """Typed with the help of a social association, in the third person."""
    person, issued = facts.person, facts.issued
    return (
        letterhead("Association Les Fables solidaires", "Permanence d'accès aux droits (fictive)"),
        title("Déclaration d'hébergement à titre gratuit"),
        entries(Entry("Hébergeant(e)", facts.issuer),
                Entry("Hébergé(e)", f"{person.short} {full(person, 1)}", who(person, 1)),
                Entry("Né(e) le", padded(person.birth)),
                Entry("Adresse commune", commas(person.address), address_truth(person.address)),
                Entry("Début", padded(_since(facts, random)))),
        paragraph("Les deux signataires déclarent que l'hébergement est effectif, régulier et "
                  "gratuit, et s'engagent à signaler tout changement à l'organisme auquel cette "
                  "déclaration est remise."),
        paragraph("Rédigé avec l'aide d'un bénévole de la permanence, relu aux signataires."),
        lines(f"Fait en deux exemplaires le {padded(issued)}", truth=truths.issued(facts)),
        (sign("Signature de l'hébergeant(e)"), sign("Signature de l'hébergé(e)")),
    )  # fmt: skip


def render(facts: Home, number: int, random: Random) -> Drawn:
    made = drawn(((looks.HOST_MODEL, _model), (looks.HOST_FORM, _form),
                  (looks.HOST_PEN, _pen), (looks.HOST_ASSOCIATION, _association)),
                 facts, number, random)  # fmt: skip
    made.truth["issuer"] = facts.issuer
    return made
