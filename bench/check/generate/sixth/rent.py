"""Rent receipts: a property manager's, the public model, a large landlord's, a platform's."""

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
    drawn,
    edge,
    heading,
    money,
    month,
    named,
    padded,
    panel,
    place,
    short,
    slash,
    stack,
    tear,
    to,
    who,
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
    """A large landlord's monthly notice, with the slip to pay the next term."""
    person, issued = facts.person, facts.issued
    rent, charges, total = _rent(facts)
    return (
        (stack(letterhead(facts.issuer, "Gestion du patrimoine locatif (fictive)"),
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
         panel("Locataire", full(person, 1), "Titulaire du bail", truth=who(person, 1)),
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


def render(facts: Home, number: int, random: Random) -> Drawn:
    made = drawn(((looks.LEDGER, _manager), (looks.OFFICE_FREE, _public_model),
                  (looks.GRID, _office), (looks.STARTUP, _platform)),
                 facts, number, random)  # fmt: skip
    made.truth["issuer"] = facts.issuer
    return made
