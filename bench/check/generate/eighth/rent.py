"""Rent: a letting site's receipt, a housing office's notice, an owner's hand, a firm's word."""

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
    title,
)
from ..wording import address_truth, full
from . import looks
from .paper import (
    GAP,
    Rows,
    aside,
    bars,
    blank,
    bottom,
    commas,
    dashes,
    deck,
    drawn,
    fieldset,
    formal,
    ledger,
    masthead,
    money,
    month,
    of_month,
    pill,
    plain,
    rubber,
    slash,
    small,
    spelt,
    stack,
    tear,
    term,
    to,
    who,
    window,
    words,
)


def _sums(facts: Home) -> tuple[Decimal, Decimal, Decimal]:
    """Rent, charges and their sum: a home costs more than a bill, whose amount the facts give."""
    rent = 4 * facts.amount
    charges = (facts.amount * Decimal("0.35")).quantize(Decimal("0.01"))
    return rent, charges, rent + charges


def _since(facts: Home, random: Random) -> date:
    return facts.issued - timedelta(days=random.randint(150, 2400))


def _site(facts: Home, random: Random) -> Rows:
    """A letting site's: both parties and the home in three columns, the sums, a pill."""
    person, issued = facts.person, facts.issued
    rent, charges, total = _sums(facts)
    first, last = term(issued)
    return (
        (title("Quittance de loyer"), aside(f"n° QL-{issued:%Y%m}-{digits(random, 3)}",
                                            f"établie le {slash(issued)}",
                                            truth=truths.issued(facts))),
        pill(f"Loyer payé - {month(issued)}"),
        (address("BAILLEUR", facts.issuer, "27 boulevard de l'Échantillon", "99999 Fictiville"),
         to(person, 1, "", "LOCATAIRE"),
         address("BIEN LOUÉ", "Appartement T3 vide", commas(person.address))),
        plain([("Période", "Nature", "Montant"),
               (f"{slash(first)} - {slash(last)}", "Loyer hors charges", money(rent)),
               (f"{slash(first)} - {slash(last)}", "Provision pour charges", money(charges)),
               ("", "Total réglé", money(total))], (0.34, 0.40, 0.26), total=True),
        paragraph(f"Le bailleur déclare avoir reçu du locataire la somme de {spelt(total)} au "
                  "titre du loyer et des charges du logement désigné ci-dessus, et lui en donne "
                  "quittance, sous réserve de tous ses droits."),
        Block("sign", "", ("Le bailleur ou son mandataire",)),
        small("Cette quittance annule tout reçu remis pour le même terme et doit être conservée "
              "trois ans."),
        bottom("Créée avec un gestionnaire de locations imaginaire. Exemple sans valeur."),
    )  # fmt: skip


def _office(facts: Home, random: Random) -> Rows:
    """A public housing office's notice, with the slip of the bank."""
    person, issued = facts.person, facts.issued
    rent, charges, total = _sums(facts)
    help_ = (rent / 5).quantize(Decimal("0.01"))
    return (
        (stack(letterhead(facts.issuer, "Office public de l'habitat (fictif)"),
               small("Votre agence", "3 place du Mirage, 99999 FICTIVILLE",
                     f"Gestionnaire : {random.choice(('B. MODÈLE', 'L. FABLE'))}")),
         stack(blank(1), bars(digits(random, 16)), window(person, "MME" if person.e else "M"))),
        title(f"AVIS D'ÉCHÉANCE {of_month(issued).upper()}"),
        deck(Entry("Réf. locataire", f"{digits(random, 6)}/{digits(random, 2)}"),
             Entry("Module", f"{digits(random, 4)}.{digits(random, 3)}"),
             Entry("Date d'édition", slash(issued), truths.issued(facts)),
             Entry("À payer avant le", slash(issued + timedelta(days=10)))),
        ledger([("Libellé", "Débit", "Crédit"),
                ("Loyer logement", money(rent, ""), ""), ("Charges collectives",
                                                          money(charges, ""), ""),
                ("Aide personnalisée au logement", "", money(help_, "")),
                ("Versement du mois précédent : reçu, merci", "", ""),
                ("Net à payer", money(total - help_, ""), "")], (0.6, 0.2, 0.2), total=True),
        paragraph("Après encaissement, cet avis accompagné de votre relevé bancaire vaut "
                  "quittance pour le terme réglé. L'assurance du logement est obligatoire."),
        lines(f"Logement situé : {commas(person.address)}"),
        tear("Coupon à joindre au règlement"),
        (lines("Locataire :", full(person, 2)), lines("Échéance :", month(issued)),
         aside("Montant :", money(total - help_))),
        bottom(f"{facts.issuer} - exemple sans valeur"),
    )  # fmt: skip


def _owner(facts: Home, random: Random) -> Rows:
    """A receipt in an owner's hand: everything in two sentences."""
    person, issued = facts.person, facts.issued
    first, last = term(issued)
    return (
        lines(facts.issuer, "27 boulevard de l'Échantillon", "99999 Fictiville"),
        title(f"Quittance pour {month(issued)}"),
        paragraph(f"Reçu ce jour de {person.civility} {full(person, 1)} la somme de "
                  f"{spelt(_sums(facts)[2])}, charges comprises, pour la location du logement "
                  f"sis au {commas(person.address)}, du {words(first)} au {words(last)}.",
                  truth=who(person, 1) | address_truth(person.address)),
        paragraph("Dont quittance."),
        aside(f"Fictiville, le {words(issued)}", truth=truths.issued(facts)),
        sign(GAP),
    )  # fmt: skip


def _firm(facts: Home, random: Random) -> Rows:
    """A letting firm's word that the tenant lives there and pays."""
    person, issued = facts.person, facts.issued
    rent, charges, total = _sums(facts)
    return (
        masthead(facts.issuer, "Gestion locative", "Carte G fictive n° 9999",
                 f"Dossier {digits(random, 5)}"),
        title("ATTESTATION DE LOYER À JOUR"),
        entries(Entry("Locataire", formal(person), who(person, 1)),
                Entry("Logement", commas(person.address), address_truth(person.address)),
                Entry("Bail signé le", dashes(_since(facts, random))),
                Entry("Loyer mensuel", f"{money(rent)} + {money(charges)} de charges"),
                Entry("Dernier terme payé", f"{month(issued)}, {money(total)}")),
        paragraph("Nous certifions que la personne désignée occupe ce logement à titre de "
                  "résidence principale et n'est redevable d'aucun arriéré à la date de la "
                  "présente."),
        fieldset("", small("Attestation rédigée à la demande du locataire, à produire auprès de "
                           "toute administration.")),
        (Block("sign", lines=(f"Le {dashes(issued)}", "Le gérant"), truth=truths.issued(facts)),
         rubber(*facts.issuer.upper().split(" ", 1))),
        foot("Exemple sans valeur."),
    )  # fmt: skip


def render(facts: Home, number: int, random: Random) -> Drawn:
    made = drawn(((looks.RENTAL_SITE, _site), (looks.HOUSING_OFFICE, _office),
                  (looks.PRIVATE_OWNER, _owner), (looks.ESTATE, _firm)),
                 facts, number, random)  # fmt: skip
    made.truth["issuer"] = facts.issuer
    return made
