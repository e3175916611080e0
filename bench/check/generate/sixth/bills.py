"""Bills: an energy group's, a cheap operator's, a water company's; plans and attestations."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from random import Random

from .. import truths
from ..facts import Home
from ..home import code_block
from ..numbers import digits, spaced
from ..sheet import BREAK, Drawn, Entry, entries, letterhead, lines, paragraph, table, title
from ..wording import address_truth, full
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
    padded,
    panel,
    slash,
    stack,
    tear,
    to,
    who,
    wide,
    window,
    words,
)

# Sort → « votre … », the offer, the point of supply, its place, the rubrics of the bill.
_GOODS = {
    "electricity": ("électricité", "Offre Clarté Fixe 12 mois - 9 kVA heures creuses", "PDL",
                    "Lieu de consommation",
                    ("Abonnement électricité", "Électricité consommée", "Taxes et contributions")),
    "gas": ("gaz naturel", "Offre Flamme Stable - classe B1", "PCE", "Lieu de consommation",
            ("Abonnement gaz", "Gaz consommé", "Taxes et contributions")),
    "water": ("eau", "Abonnement eau potable, compteur de 15 mm", "Compteur", "Point de service",
              ("Distribution de l'eau", "Collecte et traitement des eaux usées",
               "Organismes publics et TVA")),
    "internet": ("internet", "Fibre Fantasque 5 Gb/s", "Ligne", "Adresse de raccordement",
                 ("Forfait", "Hors forfait", "Options")),
    "phone": ("mobile", "Série Mirage 130 Go", "Ligne", "Adresse de l'abonné",
              ("Forfait", "Hors forfait", "Options")),
}  # fmt: skip

_LINES = ("phone", "internet")


def _point(facts: Home, random: Random) -> str:
    if facts.sort in _LINES:
        start = "06 39 98" if facts.sort == "phone" else "04 65 71"
        return f"{start} {spaced(digits(random, 4), 2)}"
    return digits(random, 8 if facts.sort == "water" else 14)


def _split(total: Decimal, *shares: str) -> tuple[Decimal, ...]:
    """The total in parts that add up to it: the shares, then the rest in front."""
    rest = [(total * Decimal(share)).quantize(Decimal("0.01")) for share in shares]
    return (total - sum(rest), *rest)


def _prices(facts: Home) -> Rows:
    """The unit prices of what is metered."""
    if facts.sort in _LINES:
        return ()
    return (
        heading("Vos prix"),
        table([("Composante", "Prix HT", "Prix TTC"), ("Abonnement, par mois", "12,44", "14,93"),
               ("Unité consommée", "0,1612", "0,1934"),
               ("Contributions, par unité", "0,0210", "0,0252")], (0.56, 0.22, 0.22)),
        lines("Prix en vigueur à la date de la facture, hors évolution de la réglementation. "
              "L'abonnement est payable d'avance, la consommation à terme échu."),
    )  # fmt: skip


def _supplier(facts: Home, random: Random) -> Rows:
    """A group's bill: who one is at the left, what there is to pay at the right, two pages."""
    person, issued = facts.person, facts.issued
    good, offer, point, where, rubrics = _GOODS[facts.sort]
    client, number = spaced(digits(random, 9), 3), spaced(digits(random, 12), 3)
    net, vat = _split(facts.amount, "0.1667")
    return (
        edge(f"{facts.issuer}, SA fictive au capital de 1 000 000 €, RCS Fictiville 000 000 000, "
             "1 place du Prototype, 99999 Fictiville - TVA FR00 000000000"),
        (stack(letterhead(facts.issuer),
               boxed("VOS INFORMATIONS CLIENT", f"Référence client : {client}",
                     f"Compte de contrat : {digits(random, 10)}",
                     f"Titulaire : {full(person, 0)}"),
               lines(GAP, "Une question ?", "Sur votre espace client", "ou au 09 70 00 00 00",
                     "(numéro fictif, prix d'un appel local)")),
         wide(1.5, stack(lines(GAP, GAP, GAP), to(person, 0, person.short.upper()), lines(GAP)))),
        title(f"Votre facture {good} du {words(issued)}", f"Facture n° {number}"),
        (panel("Montant total à payer", money(facts.amount),
               f"Sera prélevé à partir du {slash(issued + timedelta(days=15))}"),
         boxed("VOTRE CONTRAT", offer, f"{where} : {commas(person.address)}",
               f"{point} : {_point(facts, random)}")),
        table([("Votre facture en bref", "Montant"),
               *((name, money(part))
                 for name, part in zip(rubrics, _split(net, "0.58", "0.14"), strict=True)),
               ("Total hors TVA", money(net)), ("TVA", money(vat)),
               ("Total TTC", money(facts.amount))], (0.74, 0.26)),
        code_block(facts),
        bottom("Page 1/2 - exemple sans valeur", truth=truths.issued(facts)),
        BREAK,
        heading("Détail de votre facture"),
        table([("Du", "Au", "Rubrique", "Quantité", "Prix HT"),
               *((slash(issued - timedelta(days=61)), slash(issued - timedelta(days=1)), name,
                  "1", money(part))
                 for name, part in zip(rubrics, _split(net, "0.58", "0.14"), strict=True))],
              (0.15, 0.15, 0.38, 0.14, 0.18)),
        *_prices(facts),
        heading("Bon à savoir"),
        paragraph("Votre prochaine facture vous parviendra vers le "
                  f"{slash(issued + timedelta(days=61))}. En cas de difficultés de paiement, "
                  "contactez-nous ou les services sociaux de votre commune.\n"
                  "En cas de litige, adressez une réclamation écrite au service "
                  "clients, puis au médiateur. Vous pouvez changer d'offre ou résilier à "
                  "tout moment et sans frais."),
        heading("Vos données"),
        paragraph("Elles servent à gérer votre contrat et sont gardées cinq ans après sa fin. Vous "
                  "pouvez y accéder, les faire corriger ou supprimer, en écrivant au délégué à la "
                  "protection des données."),
        bottom(f"Référence client {client} - page 2/2"),
    )  # fmt: skip


def _box(facts: Home, random: Random) -> Rows:
    """A cheap operator's bill: one table, no ornament."""
    person, issued = facts.person, facts.issued
    good, offer, point, where, rubrics = _GOODS[facts.sort]
    net, vat = _split(facts.amount, "0.1667")
    parts = _split(net, "0.20", "0.05")
    return (
        (letterhead(facts.issuer, "SAS fictive", "99999 FICTIVILLE CEDEX 08"),
         stack(lines(f"Facture n° {digits(random, 10)}", f"Date de facture : {padded(issued)}",
                     f"Identifiant : {digits(random, 8)}", f"{point} : {_point(facts, random)}",
                     truth=truths.issued(facts)))),
        (lines(GAP), to(person, 1, person.civility)),
        title(f"Facture {good} - {month(issued)}"),
        lines(f"{where} : {commas(person.address)}", f"Offre : {offer}"),
        table([("Désignation", "Période", "Montant HT", "TVA", "Montant TTC"),
               *((name, month(issued), money(part, ""), "20 %",
                  money((part * Decimal("1.2")).quantize(Decimal("0.01")), ""))
                 for name, part in zip(rubrics, parts, strict=True))],
              (0.32, 0.22, 0.16, 0.12, 0.18)),
        (lines("Mode de paiement : prélèvement",
               f"Date de prélèvement : {slash(issued + timedelta(days=6))}",
               "Mandat : ++FICTIF000000"),
         entries(Entry("Total HT", money(net)), Entry("TVA 20 %", money(vat)),
                 Entry("Total TTC à payer", money(facts.amount)))),
        code_block(facts),
        *((table([("Détail hors forfait", "Volume", "Montant TTC"),
                  ("Appels et messages inclus", "illimité", "0,00"),
                  ("Services de tiers", "0", "0,00"), ("Remises", "-", "0,00")],
                 (0.6, 0.2, 0.2)),) if facts.sort in _LINES else ()),
        paragraph("En cas de rejet du prélèvement, des frais de 10 € seront facturés. Conservez "
                  "cette facture un an ; elle reste disponible dans votre espace abonné."),
        bottom(f"{facts.issuer} - RCS Fictiville 000 000 000 - exemple sans valeur"),
    )  # fmt: skip


def _waters(facts: Home, random: Random) -> Rows:
    """A delegated service's: your contract, your bill, the slip below."""
    person, issued = facts.person, facts.issued
    good, offer, point, where, rubrics = _GOODS[facts.sort]
    client = f"{digits(random, 3)} {digits(random, 3)} {digits(random, 4)}"
    span = 30 if facts.sort in _LINES else 182
    role = "délégataire du service public" if facts.sort == "water" else "service clients"
    return (
        (stack(letterhead(facts.issuer, f"{role} (fictif)"),
               boxed("Vos références à rappeler", f"Contrat n° {client}",
                     f"Document n° {digits(random, 13)}", f"Établi le {slash(issued)}",
                     truth=truths.issued(facts))),
         window(person, "MME" if person.e else "M")),
        title(f"FACTURE {good.upper()}"),
        (panel(f"À régler : {money(facts.amount)} TTC",
               f"avant le {padded(issued + timedelta(days=20))}"),
         lines(f"Titulaire : {full(person, 2)}", f"{where} :", *person.address.lines(),
               f"{point} n° {_point(facts, random)}")),
        table([("Le détail en euros", "Montant TTC"),
               *((name, money(part, "")) for name, part in
                 zip(rubrics, _split(facts.amount, "0.37", "0.16"), strict=True)),
               ("TOTAL TTC", money(facts.amount, ""))], (0.76, 0.24)),
        lines(f"Votre abonnement : {offer}",
              f"Période : du {slash(issued - timedelta(days=span))} au {slash(issued)}"),
        code_block(facts),
        paragraph("Nous sommes à votre écoute du lundi au vendredi de 8 h à 19 h, le samedi de 9 h "
                  "à 12 h. Urgence 24 h / 24. Vous quittez votre logement ? Demandez la fermeture "
                  "de votre contrat huit jours avant."),
        tear("Papillon à joindre à votre chèque, sans le plier ni l'agrafer"),
        (lines(f"Contrat {client}", f"Client : {full(person, 2)}"),
         lines(f"Montant : {money(facts.amount)}", f"ID : {digits(random, 16)}")),
        bottom("Exemple sans valeur."),
    )  # fmt: skip


def _plan(facts: Home, random: Random) -> Rows:
    """The monthly payments of a year, for what is metered; a holder's attestation for a line."""
    person, issued = facts.person, facts.issued
    good, offer, point, where, _ = _GOODS[facts.sort]
    head = (letterhead(facts.issuer, "Relation clients"), to(person, 1, person.short))
    if facts.sort in _LINES:
        return (
            head, title("ATTESTATION DE TITULARITÉ"),
            aside(f"Le {words(issued)}", truth=truths.issued(facts)),
            paragraph(f"Nous soussignés, {facts.issuer}, attestons que {named(person, 1)} est "
                      f"titulaire d'un abonnement {good} auprès de notre société."),
            entries(Entry("Offre souscrite", offer), Entry(point, _point(facts, random)),
                    Entry(where, commas(person.address)),
                    Entry("Date d'activation",
                          slash(issued - timedelta(days=random.randint(100, 1500))))),
            paragraph("Cette attestation est remise au titulaire pour servir de justificatif "
                      "auprès des tiers. Elle ne vaut pas facture."),
            code_block(facts),
            bottom(f"{facts.issuer} - 99999 FICTIVILLE CEDEX - exemple sans valeur"),
        )  # fmt: skip
    firsts = [(issued.replace(day=5) + timedelta(days=31 * rank)).replace(day=5)
              for rank in range(1, 11)]  # fmt: skip
    monthly = (facts.amount / 3).quantize(Decimal("0.01"))
    return (
        head,
        title(f"Votre calendrier de mensualités {good}"),
        lines(f"Émis le {padded(issued)}", f"Référence client {digits(random, 9)}",
              truth=truths.issued(facts)),
        (entries(Entry("Titulaire du contrat", full(person, 1), who(person, 1)),
                 Entry(where, commas(person.address), address_truth(person.address))),
         entries(Entry("Offre", offer), Entry(point, _point(facts, random)))),
        table([("Date de prélèvement", "Montant TTC", "Date de prélèvement", "Montant TTC"),
               *((slash(firsts[rank]), money(monthly), slash(firsts[rank + 5]), money(monthly))
                 for rank in range(5))], (0.28, 0.22, 0.28, 0.22)),
        paragraph("À la fin de la période, une facture de régularisation tiendra compte de votre "
                  "consommation réelle. Vous pouvez modifier le jour et le montant de vos "
                  "mensualités depuis votre espace client."),
        code_block(facts),
        bottom(f"{facts.issuer} - entreprise fictive - exemple sans valeur"),
    )  # fmt: skip


def render(facts: Home, number: int, random: Random) -> Drawn:
    made = drawn(((looks.GRID, _supplier), (looks.OPERATOR, _box), (looks.WATERS, _waters),
                  (looks.CLOUD, _plan)),
                 facts, number, random)  # fmt: skip
    made.truth.update({"issuer": facts.issuer} | truths.issued(facts))
    return made
