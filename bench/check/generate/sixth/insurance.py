"""Attestations of home insurance: a bank's insurer, a broker, a mutual's letter, a form."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random

from .. import truths
from ..facts import Home
from ..numbers import digits
from ..sheet import (
    Block,
    Drawn,
    Entry,
    entries,
    foot,
    letterhead,
    lines,
    paragraph,
    table,
    title,
)
from ..wording import address_truth, full
from . import looks
from .paper import (
    Rows,
    aside,
    bottom,
    boxed,
    commas,
    drawn,
    nothing,
    padded,
    place,
    slash,
    stack,
    to,
    who,
    wide,
    window,
    words,
)


def _truth(facts: Home, style: int) -> dict[str, str]:
    return who(facts.person, style) | address_truth(facts.person.address)


def _since(facts: Home, random: Random) -> date:
    return facts.issued - timedelta(days=random.randint(150, 2400))


def _bancassurance(facts: Home, random: Random) -> Rows:
    person, issued = facts.person, facts.issued
    return (
        (letterhead(facts.issuer, "Filiale d'assurance fictive"), window(person, person.short)),
        aside(f"Le {words(issued)}", truth=truths.issued(facts)),
        title("ATTESTATION D'ASSURANCE MULTIRISQUES HABITATION"),
        entries(Entry("Contrat", f"{digits(random, 3)}-{digits(random, 7)}"),
                Entry("Souscripteur", full(person, 0)),
                Entry("Adresse du risque", place(person)),
                Entry("Échéance principale", "1er janvier")),
        paragraph("Nous attestons garantir le souscripteur, en qualité de locataire, notamment "
                  "pour la responsabilité civile encourue du fait de l'occupation de ce logement, "
                  "à la suite d'incendie, d'explosion ou de dégât des eaux, tant envers le "
                  "propriétaire qu'envers les voisins et les tiers (articles 1733 et 1735 du code "
                  "civil)."),
        paragraph("La présente attestation est établie pour valoir ce que de droit et n'implique "
                  "qu'une présomption de garantie à la charge de l'assureur (article L. 112-3 du "
                  "code des assurances)."),
        Block("sign", lines=("Le directeur général",)),
        bottom(f"{facts.issuer} - entreprise fictive régie par le code des assurances - exemple"),
    )  # fmt: skip


def _guarantees(facts: Home, random: Random) -> Rows:
    """A broker's attestation: the home, then its guarantees in a table."""
    person, issued = facts.person, facts.issued
    start = _since(facts, random)
    return (
        (letterhead(facts.issuer, "par l'intermédiaire du cabinet Courtage Modèle"),
         lines(f"Police : MRH{digits(random, 8)}", f"Effet : {slash(start)}",
               f"Édition : {slash(issued)}", truth=truths.issued(facts))),
        title("Attestation d'assurance habitation locataire"),
        table([("Assuré", "Adresse du logement"),
               (full(person, 1), commas(person.address))], (0.36, 0.64), truth=_truth(facts, 1)),
        table([("Garanties accordées", "Souscrite"), ("Incendie et événements assimilés", "oui"),
               ("Dégâts des eaux et gel", "oui"), ("Vol et vandalisme", "oui"),
               ("Bris de glaces", "non"), ("Responsabilité civile vie privée", "oui"),
               ("Défense pénale et recours", "oui")], (0.76, 0.24)),
        paragraph("Attestation délivrée sous réserve du paiement de la prime, valable un an à "
                  "compter de la date d'édition."),
        Block("sign", "COURTAGE", ("Pour l'assureur, par délégation",)),
        foot("Exemple sans valeur."),
    )  # fmt: skip


def _mutualist(facts: Home, random: Random) -> Rows:
    person, issued = facts.person, facts.issued
    return (
        (stack(letterhead(facts.issuer),
               boxed("VOTRE CONTRAT", f"Sociétaire n° {digits(random, 7)}", "Contrat Habitation",
                     f"Formule {random.randint(1, 4)}"), lines("Nous joindre", "09 72 00 00 00")),
         wide(1.7, stack(
             to(person, 1, person.civility),
             aside(f"Fictiville, le {padded(issued)}", truth=truths.issued(facts)),
             lines("Objet : votre attestation d'assurance"),
             paragraph(f"{person.civility},\nVous trouverez ci-après l'attestation demandée.\n"
                       f"{facts.issuer} certifie que {full(person, 1)} est titulaire d'un contrat "
                       f"d'assurance habitation en cours de validité depuis le "
                       f"{slash(_since(facts, random))}, pour la résidence principale dont "
                       "l'adresse figure ci-dessus.\nLes garanties comprennent les risques "
                       "locatifs."),
             Block("sign", lines=("Votre conseillère",))))),
        bottom("Société d'assurance mutuelle fictive - exemple sans valeur."),
    )  # fmt: skip


def _form(facts: Home, random: Random) -> Rows:
    person, issued = facts.person, facts.issued
    return (
        (letterhead(facts.issuer), nothing()),
        title("Attestation de garantie du logement"),
        entries(Entry("N° d'adhérent", digits(random, 8)),
                Entry("Nom et prénom de l'assuré", full(person, 0), who(person, 0)),
                Entry("Situation du bien", place(person), address_truth(person.address)),
                Entry("Nature du bien", "Appartement, 3 pièces principales, 58 m²"),
                Entry("Qualité de l'occupant", "Locataire"),
                Entry("Période de garantie",
                      f"du {slash(issued.replace(day=1))} au {slash(date(issued.year, 12, 31))}"),
                Entry("Attestation établie le", slash(issued), truths.issued(facts))),
        paragraph("Les garanties s'exercent dans les limites des conditions générales remises à "
                  "l'adhérent. Elles satisfont à l'obligation d'assurance du locataire (loi du 6 "
                  "juillet 1989, article 7 g)."),
        bottom("Document d'exemple."),
    )  # fmt: skip


def render(facts: Home, number: int, random: Random) -> Drawn:
    made = drawn(((looks.COOPERATIVE, _bancassurance), (looks.OFFICE_ARIAL, _guarantees),
                  (looks.WATERS, _mutualist), (looks.CELLS, _form)),
                 facts, number, random)  # fmt: skip
    made.truth["issuer"] = facts.issuer
    return made
