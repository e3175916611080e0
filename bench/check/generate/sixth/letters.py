"""Rent receipts and attestations of home insurance: four papers of each sort."""

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
    entries,
    foot,
    letterhead,
    lines,
    paragraph,
    sign,
    table,
    title,
)
from ..wording import MONTHS, address_truth, full
from . import looks
from .paper import (
    GAP,
    Rows,
    aside,
    bottom,
    boxed,
    commas,
    drawn,
    edge,
    heading,
    money,
    month,
    named,
    nothing,
    padded,
    panel,
    place,
    short,
    slash,
    stack,
    tear,
    to,
    who,
    wide,
    window,
    words,
)


def _truth(facts: Home, style: int) -> dict[str, str]:
    return who(facts.person, style) | address_truth(facts.person.address)


def _rent(facts: Home) -> tuple[Decimal, Decimal, Decimal]:
    """Rent, charges and their sum: a home costs more than a bill, whose amount the facts give."""
    rent = 4 * facts.amount
    charges = (facts.amount * Decimal("0.4")).quantize(Decimal("0.01"))
    return rent, charges, rent + charges


def _term(day: date) -> tuple[date, date]:
    """The first and the last day of the month."""
    first = day.replace(day=1)
    return first, (first + timedelta(days=32)).replace(day=1) - timedelta(days=1)


def _since(facts: Home, random: Random) -> date:
    return facts.issued - timedelta(days=random.randint(150, 2400))


def _manager(facts: Home, random: Random) -> Rows:
    """A property manager's network: debit and credit of the term, receipt below."""
    person, issued = facts.person, facts.issued
    rent, charges, total = _rent(facts)
    first, last = _term(issued)
    return (
        edge("Carte professionnelle fictive n° CPI 9999 0000 000 000 000 - garantie financière "
             "imaginaire - exemple sans valeur"),
        (stack(letterhead(facts.issuer, "Service gérance - 18 cours de l'Imaginaire",
                          "99999 FICTIVILLE"),
               lines(f"Réf. locataire : L{digits(random, 6)}", f"Immeuble : {digits(random, 4)}",
                     "Gestionnaire : S. EXEMPLE")),
         window(person, person.short.upper())),
        aside(f"Fictiville, le {slash(issued)}", truth=truths.issued(facts)),
        title("Quittance", f"Terme du {slash(first)} au {slash(last)}"),
        table([("Libellé", "Débit", "Crédit"),
               ("Loyer principal", money(rent, ""), ""),
               ("Provision sur charges", money(charges, ""), ""),
               (f"Prélèvement du {short(issued)}", "", money(total, "")),
               ("Solde", "0,00", "")], (0.6, 0.2, 0.2)),
        paragraph(f"Lot loué : appartement, {place(person)}."),
        paragraph(f"Bon pour quittance de la somme de {money(total)} au titre du terme ci-dessus, "
                  "pour le compte du bailleur, sous réserve de tous droits et actions."),
        Block("sign", "GÉRANCE", ("Le service gérance",)),
        bottom("La quittance annule tous les reçus précédents pour le terme indiqué."),
    )  # fmt: skip


def _public_model(facts: Home, random: Random) -> Rows:
    """The model that the administration's site offers."""
    person, issued = facts.person, facts.issued
    rent, charges, total = _rent(facts)
    first, last = _term(issued)
    return (
        title(f"Quittance de loyer du mois de {month(issued)}"),
        lines("Adresse de la location :", *person.address.lines(),
              truth=address_truth(person.address)),
        paragraph(f"Nous soussignés {facts.issuer}, représentant le propriétaire du logement "
                  f"désigné ci-dessus, déclarons avoir reçu de {named(person, 1)} la somme de "
                  f"{money(total)}, au titre du paiement du loyer et des charges pour la période "
                  f"de location du {slash(first)} au {slash(last)}, et lui en donnons quittance, "
                  "sous réserve de tous nos droits.", truth=who(person, 1)),
        heading("Détail du règlement"),
        entries(Entry("Loyer", money(rent)), Entry("Provision pour charges", money(charges)),
                Entry("Total", money(total)), Entry("Date du paiement", slash(issued))),
        sign(f"Fait à Fictiville, le {words(issued)}", truth=truths.issued(facts)),
        foot("Cette quittance annule tous les reçus qui auraient pu être établis précédemment en "
             "cas de paiement partiel du montant du présent terme. Elle est à conserver pendant "
             "trois ans par le locataire (article 7-1 de la loi n° 89-462)."),
    )  # fmt: skip


def _office(facts: Home, random: Random) -> Rows:
    """A public housing office's monthly notice, with the slip to pay the next term."""
    person, issued = facts.person, facts.issued
    rent, charges, total = _rent(facts)
    return (
        (stack(letterhead(facts.issuer, "Office public de l'habitat (fictif)"),
               boxed("Vos références", f"Client : {digits(random, 7)}",
                     f"Logement : {digits(random, 4)}.{digits(random, 2)}.{digits(random, 3)}",
                     "Accueil : 04 65 71 00 10")),
         stack(lines(GAP), to(person, 2, person.civility.upper()))),
        title(f"Avis d'échéance - {MONTHS[issued.month - 1]} {issued.year}"),
        lines(f"Date d'édition : {padded(issued)}", truth=truths.issued(facts)),
        table([("Composition de votre échéance", "Euros"),
               ("Loyer logement", money(rent, "")), ("Acompte chauffage", money(charges, "")),
               ("Aide personnalisée au logement", "0,00"), ("Contrat d'entretien", "0,00"),
               ("Total de l'échéance", money(total))], (0.74, 0.26)),
        panel(f"Nous avons bien reçu votre paiement de {money(total)}.",
              f"Le présent avis vaut quittance pour {month(issued)}. Solde : 0,00 €."),
        lines(f"Adresse du logement : {place(person)}", "Date d'entrée dans les lieux : "
              + slash(_since(facts, random))),
        tear("Coupon à retourner si vous réglez par chèque"),
        (lines("Locataire", full(person, 2)), lines("À régler avant le 5", money(total))),
        bottom("Exemple sans valeur."),
    )  # fmt: skip


def _platform(facts: Home, random: Random) -> Rows:
    """A rental platform's receipt: three cards, then the sums."""
    person, issued = facts.person, facts.issued
    rent, charges, total = _rent(facts)
    first, last = _term(issued)
    return (
        title("Quittance de loyer", f"{slash(first)} - {slash(last)}"),
        (panel("Bailleur", facts.issuer, "Mandataire", "99999 Fictiville"),
         panel("Locataire", full(person, 1), person.email, truth=who(person, 1)),
         panel("Logement", *person.address.lines(), truth=address_truth(person.address))),
        entries(Entry("Loyer hors charges", money(rent)), Entry("Charges forfaitaires",
                                                               money(charges)),
                Entry("Montant reçu", money(total)), Entry("Reçu le", slash(issued)),
                Entry("Moyen de paiement", "Virement")),
        paragraph("Le bailleur reconnaît avoir reçu l'intégralité des sommes dues pour la période "
                  "et en délivre quittance au locataire."),
        sign(f"Signé électroniquement le {slash(issued)}", truth=truths.issued(facts)),
        bottom("Quittance éditée par une plateforme imaginaire de gestion locative. Exemple."),
    )  # fmt: skip


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


_MAKERS = {
    "rent": ((looks.LEDGER, _manager), (looks.OFFICE_FREE, _public_model),
             (looks.GRID, _office), (looks.STARTUP, _platform)),
    "insurance": ((looks.COOPERATIVE, _bancassurance), (looks.OFFICE_ARIAL, _guarantees),
                  (looks.WATERS, _mutualist), (looks.CELLS, _form)),
}  # fmt: skip


def render(facts: Home, number: int, random: Random) -> Drawn:
    made = drawn(_MAKERS[facts.sort], facts, number, random)
    made.truth["issuer"] = facts.issuer
    return made
