"""Bills: a schedule of payments, a telephone-like bill, a public service's, an online proof."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from random import Random

from .. import truths
from ..facts import Home
from ..home import code_block
from ..numbers import digits, spaced
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
from ..wording import address_truth, full
from .paper import Rows, dots, drawn, money, month, padded, place, slash, to, who, words

# Sort → the contract, the point of supply, the rubrics of its bill.
_GOODS = {
    "electricity": ("Électricité", "Référence acheminement (PDL)",
                    ("Abonnement", "Énergie (kWh)", "Taxes et contributions")),
    "gas": ("Gaz naturel", "Référence PCE", ("Abonnement", "Énergie (kWh)",
                                             "Taxes et contributions")),
    "water": ("Eau et assainissement", "N° de point de service",
              ("Eau potable", "Assainissement", "Agence de l'eau et TVA")),
    "internet": ("Offre internet", "N° de ligne fixe",
                 ("Abonnement internet", "Location de la box", "Bouquet TV")),
    "phone": ("Forfait mobile", "N° de mobile",
              ("Forfait mobile", "Options", "Achats et hors forfait")),
}  # fmt: skip


def _number(facts: Home, random: Random) -> str:
    if facts.sort in ("phone", "internet"):
        start = "06 39 98" if facts.sort == "phone" else "04 65 71"
        return f"{start} {spaced(digits(random, 4), 2)}"
    return digits(random, 14)


def _thirds(amount: Decimal) -> tuple[Decimal, Decimal, Decimal]:
    first = (amount / 4).quantize(Decimal("0.01"))
    last = (amount / 6).quantize(Decimal("0.01"))
    return first, amount - first - last, last


def _schedule(facts: Home, random: Random) -> Rows:
    """The yearly schedule of a supplier: what is paid each month."""
    person, issued = facts.person, facts.issued
    contract, point, _ = _GOODS[facts.sort]
    days = [issued + timedelta(days=20 + 30 * n) for n in range(6)]
    return (
        (letterhead(facts.issuer, "TSA 19999", "99999 FICTIVILLE CEDEX 9", "example.com"),
         lines(f"Fictiville, le {words(issued)}", truth=truths.issued(facts))),
        (entries(Entry("Vos références client", spaced(digits(random, 9), 3)),
                 Entry("Compte de contrat", digits(random, 12)), pairs="beside"),
         to(person, 0, person.short.upper())),
        title("VOTRE ÉCHÉANCIER DE PAIEMENT"),
        paragraph(f"{person.civility},\nVous avez choisi le paiement mensuel pour votre contrat "
                  f"{contract}. Voici les montants que nous prélèverons sur votre compte."),
        entries(Entry("Nom du titulaire", full(person, 0)),
                Entry("Adresse de fourniture", place(person)),
                Entry(point, _number(facts, random))),
        table([("Date de prélèvement", "Montant TTC"),
               *((slash(d), money(facts.amount)) for d in days)], (0.5, 0.5)),
        code_block(facts),
        foot(f"{facts.issuer} - entreprise fictive - RCS Fictiville 000 000 000 - exemple"),
    )  # fmt: skip


def _mobile(facts: Home, random: Random) -> Rows:
    person, issued = facts.person, facts.issued
    contract, point, parts = _GOODS[facts.sort]
    amounts = _thirds(facts.amount)
    return (
        (to(person, 1, person.short), letterhead(facts.issuer)),
        title("Votre facture", f"émise le {dots(issued)}"),
        (entries(Entry("N° de client", digits(random, 9)),
                 Entry("N° de facture", f"F{digits(random, 10)}"),
                 Entry(point, _number(facts, random))),
         Block("total", entries=(Entry("À régler", money(facts.amount)),))),
        code_block(facts),
        table([(contract, "Prix TTC"),
               *((n, money(a)) for n, a in zip(parts, amounts, strict=True)),
               ("Total à prélever", money(facts.amount))], (0.74, 0.26)),
        paragraph(f"Période facturée : {month(issued - timedelta(days=20))}. Prélèvement à partir "
                  f"du {dots(issued + timedelta(days=10))} sur le compte que vous nous avez "
                  "indiqué. Assistance : 39 99 (numéro fictif), de 8 h à 20 h."),
        foot(f"{facts.issuer}, SAS fictive, 99999 Fictiville. Exemple sans valeur."),
    )  # fmt: skip


def _public(facts: Home, random: Random) -> Rows:
    person, issued = facts.person, facts.issued
    contract, point, parts = _GOODS[facts.sort]
    amounts = _thirds(facts.amount)
    return (
        letterhead(facts.issuer, "Accueil clientèle : 3 place de l'Ébauche, 99999 FICTIVILLE"),
        (table([("Facture n°", "Date de facture"), (digits(random, 10), slash(issued))],
               (0.5, 0.5), truth=truths.issued(facts)),
         to(person, 2, person.short.upper(), "Destinataire")),
        title(f"Facture {contract.lower()}"),
        entries(Entry("Abonné", full(person, 2)),
                Entry("Point desservi", place(person)), Entry(point, _number(facts, random)),
                Entry("Période", f"{month(issued - timedelta(days=170))} à "
                      f"{month(issued - timedelta(days=5))}")),
        table([("Libellé", "Montant TTC"),
               *((n, money(a, "")) for n, a in zip(parts, amounts, strict=True))], (0.75, 0.25)),
        Block("total", entries=(Entry("Net à payer TTC", money(facts.amount)),
                                Entry("Date limite", slash(issued + timedelta(days=25))))),
        code_block(facts),
        lines("TALON DE PAIEMENT - à joindre à votre chèque",
              f"Abonné : {full(person, 2)}    Montant : {money(facts.amount)}"),
        foot("Exemple sans valeur."),
    )  # fmt: skip


def _proof(facts: Home, random: Random) -> Rows:
    person, issued = facts.person, facts.issued
    contract, point, _ = _GOODS[facts.sort]
    return (
        title("JUSTIFICATIF DE DOMICILE", f"Contrat : {contract}"),
        (code_block(facts), letterhead(facts.issuer, "Service Clients", "99999 FICTIVILLE")),
        paragraph(f"Nous soussignés, {facts.issuer}, confirmons que la personne ci-dessous est "
                  "cliente de nos services à la date de ce document."),
        entries(Entry("Titulaire", f"{person.civility} {full(person, 1)}", who(person, 1)),
                Entry("Adresse", place(person), address_truth(person.address)),
                Entry(point, _number(facts, random)),
                Entry("Date de souscription",
                      slash(issued - timedelta(days=random.randint(150, 1500)))),
                Entry("Type d'offre", contract)),
        sign(f"Édité depuis l'espace client le {padded(issued)}", truth=truths.issued(facts)),
        foot("Ce justificatif ne vaut pas preuve de paiement. Exemple."),
    )  # fmt: skip


def render(facts: Home, number: int, random: Random) -> Drawn:
    made = drawn((_schedule, _mobile, _public, _proof), facts, number, 1, random)
    made.truth.update({"issuer": facts.issuer} | truths.issued(facts))
    return made
