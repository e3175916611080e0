"""Rent receipts, home insurance, hosting."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from random import Random

from .. import truths
from ..facts import Home
from ..numbers import digits
from ..sheet import (
    Block,
    Drawn,
    Entry,
    address,
    entries,
    foot,
    letterhead,
    lines,
    paragraph,
    sign,
    table,
    title,
)
from ..wording import address_truth, full
from .paper import Rows, drawn, money, of_month, padded, slash, words


def _truth(facts: Home, style: int) -> dict[str, str]:
    return {"full_name": full(facts.person, style)} | address_truth(facts.person.address)


def _place(facts: Home) -> str:
    return ", ".join(facts.person.address.lines())


def _month_of(day: date) -> tuple[date, date]:
    first = day.replace(day=1)
    return first, (first + timedelta(days=32)).replace(day=1) - timedelta(days=1)


def _rent(facts: Home) -> tuple[Decimal, Decimal]:
    """Rent and charges: a home costs more than a bill, whose amount the facts give."""
    charges = (facts.amount / 2).quantize(Decimal("0.01"))
    return 3 * facts.amount, charges


def _rent_model(facts: Home, random: Random) -> Rows:
    """After the model that the public services' site offers to landlords."""
    first, last = _month_of(facts.issued)
    person, (rent, charges) = facts.person, _rent(facts)
    return (
        (lines("Bailleur :", facts.issuer, "1 place de l'Exemple", "99999 FICTIVILLE"),
         address("Locataire :", f"{person.civility} {full(person, 1)}", *person.address.lines(),
                 truth=_truth(facts, 1))),
        title("QUITTANCE DE LOYER", f"Période du {slash(first)} au {slash(last)}"),
        paragraph(f"Adresse de la location : {_place(facts)}"),
        paragraph(f"Je soussigné, {facts.issuer}, propriétaire du logement désigné ci-dessus, "
                  f"déclare avoir reçu de {person.civility} {full(person, 1)} la somme de "
                  f"{money(rent + charges)} au titre du paiement du loyer et des charges pour la "
                  "période de location indiquée et lui en donne quittance, sous réserve de tous "
                  "mes droits."),
        entries(Entry("Loyer", money(rent)), Entry("Provision pour charges", money(charges)),
                Entry("Total", money(rent + charges)), head="Détail du règlement"),
        sign(f"Fait à Fictiville, le {words(facts.issued)}", truth=truths.issued(facts)),
        foot("Cette quittance annule tous les reçus qui auraient pu être établis précédemment."),
    )  # fmt: skip


def _rent_social(facts: Home, random: Random) -> Rows:
    person, (rent, charges) = facts.person, _rent(facts)
    return (
        (letterhead(facts.issuer, "Agence de proximité"),
         address(f"{person.short} {full(person, 0)}", *person.address.lines(),
                 truth=_truth(facts, 0))),
        title("Avis de quittance", f"Loyer {of_month(facts.issued)}"),
        entries(Entry("Référence locataire", digits(random, 8)),
                Entry("Date d'édition", slash(facts.issued), truths.issued(facts)),
                Entry("Logement loué", _place(facts))),
        table([("Libellé", "Montant"), ("Loyer principal", money(rent, "")),
               ("Acompte de charges", money(charges, "")), ("Versement de l'aide au logement",
               "0,00"), ("Total quittancé", money(rent + charges, ""))], (0.7, 0.3)),
        paragraph("Nous accusons réception de votre paiement. Ce document vaut quittance."),
        foot("Exemple sans valeur."),
    )  # fmt: skip


def _insurance_card(facts: Home, random: Random) -> Rows:
    person, issued = facts.person, facts.issued
    return (
        letterhead(facts.issuer, "Société d'assurance mutuelle fictive – 99999 FICTIVILLE"),
        title("ATTESTATION D'ASSURANCE", "Multirisque habitation – Responsabilité locative"),
        (entries(Entry("Sociétaire n°", digits(random, 8)), Entry("Contrat", digits(random, 10))),
         address(f"{person.short.upper()} {full(person, 2)}", *person.address.lines(),
                 truth=_truth(facts, 2))),
        paragraph(f"{facts.issuer} certifie assurer, en qualité de locataire, la personne "
                  f"désignée ci-dessus pour le logement situé : {_place(facts)}. La garantie "
                  "couvre les risques locatifs, l'incendie, l'explosion et le dégât des eaux."),
        paragraph("Cette attestation n'implique qu'une présomption de garantie à la charge de "
                  "l'assureur."),
        sign(f"Établie à Fictiville, le {padded(issued)}", "Pour la mutuelle",
             truth=truths.issued(facts)),
    )  # fmt: skip


def _insurance_letter(facts: Home, random: Random) -> Rows:
    person, issued = facts.person, facts.issued
    name = full(person, 1)
    return (
        (address(name, *person.address.lines(), truth=_truth(facts, 1)),
         letterhead(facts.issuer, "Votre conseiller : agence fictive")),
        lines(f"Fictiville, le {words(issued)}", truth=truths.issued(facts)),
        title("Attestation d'assurance du logement"),
        paragraph(f"Nous attestons que {person.civility} {name} a souscrit auprès de notre société "
                  f"un contrat Habitation n° {digits(random, 9)} pour le bien ci-après."),
        entries(Entry("Risque assuré", _place(facts)), Entry("Qualité", "Locataire occupant"),
                Entry("Nature du bien", "Appartement, résidence principale")),
        paragraph("Attestation remise à l'assuré pour faire valoir ses droits auprès de tiers."),
        Block("sign", lines=("Le directeur général",)),
    )  # fmt: skip


def _hosted_official(facts: Home, random: Random) -> Rows:
    person, issued = facts.person, facts.issued
    return (
        title("ATTESTATION D'HÉBERGEMENT"),
        paragraph(f"Je, soussigné(e) {facts.issuer},\ndemeurant {_place(facts)},"),
        paragraph(f"atteste sur l'honneur héberger à mon domicile {person.civility} "
                  f"{full(person, 1)}, né{person.e} le {slash(person.birth)} à "
                  f"{person.birth_place}, depuis le "
                  f"{slash(issued - timedelta(days=random.randint(120, 900)))}.",
                  truth=_truth(facts, 1)),
        paragraph("Attestation établie pour servir et valoir ce que de droit. Je reconnais être "
                  "informé(e) que toute fausse déclaration m'expose à des poursuites (article "
                  "441-7 du code pénal)."),
        sign(f"Fait à {person.address.city}, le {slash(issued)}", "Signature de l'hébergeant",
             truth=truths.issued(facts)),
    )  # fmt: skip


def _hosted_form(facts: Home, random: Random) -> Rows:
    person, issued = facts.person, facts.issued
    return (
        title("Attestation sur l'honneur", "Hébergement à titre gratuit"),
        entries(Entry("Nom et prénom", facts.issuer), Entry("Domicile", _place(facts)),
                head="La personne qui héberge"),
        entries(Entry("Nom et prénom", full(person, 0), {"full_name": full(person, 0)}),
                Entry("Date de naissance", slash(person.birth)),
                Entry("Demeurant chez l'hébergeant, à l'adresse", _place(facts),
                      address_truth(person.address)), head="La personne hébergée"),
        paragraph("Je certifie sur l'honneur que la personne désignée ci-dessus réside chez moi de "
                  "manière continue et sans contrepartie financière."),
        sign(f"Le {words(issued)}, à {person.address.city}", "Lu et approuvé",
             truth=truths.issued(facts)),
    )  # fmt: skip


_MAKERS = {
    "rent": (_rent_model, _rent_social, _rent_social, _rent_model),
    "insurance": (_insurance_card, _insurance_letter, _insurance_card, _insurance_letter),
    "hosting": (_hosted_official, _hosted_form, _hosted_official, _hosted_form),
}


def render(facts: Home, number: int, random: Random) -> Drawn:
    """Two wordings a sort; the four themes make four layouts of them."""
    made = drawn(_MAKERS[facts.sort], facts, number, 3, random)
    made.truth["issuer"] = facts.issuer
    return made
