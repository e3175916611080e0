"""Bills: a supplier's with its chart, an operator's, a network's with indexes, a subscription's."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from random import Random

from .. import truths
from ..facts import Home
from ..home import code_block
from ..numbers import digits, spaced
from ..sheet import (
    BREAK,
    Block,
    Drawn,
    Entry,
    address,
    entries,
    foot,
    letterhead,
    lines,
    paragraph,
    title,
)
from ..wording import address_truth, full
from . import looks
from .mentions import advice, back
from .paper import (
    GAP,
    Rows,
    aside,
    bars,
    blank,
    bottom,
    brief,
    chart,
    commas,
    deck,
    drawn,
    edge,
    fieldset,
    formal,
    glued,
    heading,
    ledger,
    masthead,
    money,
    month,
    panel,
    pill,
    plain,
    qr,
    slash,
    small,
    spelt,
    stack,
    tear,
    tiny,
    to,
    who,
    wide,
    window,
    words,
)

# Sort → what it is called, offer, name of the number, unit, rubrics with the share of each.
_Trade = tuple[str, str, str, str, tuple[tuple[str, str], ...]]
_TRADES: dict[str, _Trade] = {
    "electricity": ("électricité", "Offre Horizon Fixe, 9 kVA, heures creuses", "PDL n°", "kWh",
                    (("Abonnement électricité", "0.20"), ("Heures pleines", "0.38"),
                     ("Heures creuses", "0.24"), ("Taxes et contributions", "0.18"))),
    "gas": ("gaz naturel", "Offre Flamme Modèle, zone 2", "PCE n°", "kWh",
            (("Abonnement gaz", "0.27"), ("Consommation relevée", "0.55"),
             ("Contribution tarifaire d'acheminement", "0.04"), ("Accise sur le gaz", "0.14"))),
    "water": ("eau potable et assainissement", "Particulier, branchement individuel",
              "Compteur n°", "m³",
              (("Distribution de l'eau", "0.45"), ("Collecte et traitement des eaux usées",
                                                   "0.37"),
               ("Préservation de la ressource", "0.06"), ("Lutte contre la pollution", "0.12"))),
    "internet": ("internet", "Fibre Illusion 2 Gb/s + TV", "Ligne n°", "Go",
                 (("Forfait fibre", "0.78"), ("Location de la box", "0.14"),
                  ("Appels hors forfait", "0.05"), ("Option TV", "0.03"))),
    "phone": ("téléphonie mobile", "Forfait Prototype 120 Go", "Ligne n°", "Go",
              (("Forfait", "0.83"), ("Assurance du mobile", "0.09"),
               ("Communications hors forfait", "0.05"), ("Achats", "0.03"))),
}  # fmt: skip
_LINES = ("phone", "internet")


def _number(facts: Home, random: Random) -> str:
    if facts.sort in _LINES:
        start = "06 39 98" if facts.sort == "phone" else "04 65 71"
        return f"{start} {spaced(digits(random, 4), 2)}"
    if facts.sort == "water":
        return f"{digits(random, 2)}KA{digits(random, 6)}"
    return digits(random, 14)


def _advisor(facts: Home) -> str:
    return "line" if facts.sort in _LINES else "power"


def _items(facts: Home, total: Decimal) -> list[tuple[str, Decimal]]:
    """The rubrics and their sums, that add up to the total."""
    found = [(name, (total * Decimal(share)).quantize(Decimal("0.01")))
             for name, share in _TRADES[facts.sort][4]]  # fmt: skip
    rest = total - sum(sum_ for _, sum_ in found)
    return [(found[0][0], found[0][1] + rest), *found[1:]]


def _used(facts: Home, random: Random) -> Block:
    """What was used in the last months, in bars."""
    unit = _TRADES[facts.sort][3]
    names = [(facts.issued.month + rank - 7) % 12 for rank in range(6)]
    letters = ("janv", "févr", "mars", "avr", "mai", "juin", "juil", "août", "sept", "oct",
               "nov", "déc")  # fmt: skip
    most = 20 if unit == "m³" else 300
    return chart(f"Votre consommation ({unit})",
                 *(f"{letters[at]} {random.randint(most // 3, most)}" for at in names))  # fmt: skip


def _supplier(facts: Home, random: Random) -> Rows:
    """A large supplier's: what to pay in a frame, a chart, and the detail on the second page."""
    person, issued = facts.person, facts.issued
    name, offer, point, unit, _ = _TRADES[facts.sort]
    net = (facts.amount / Decimal("1.2")).quantize(Decimal("0.01"))
    paid = issued + timedelta(days=15)
    return (
        edge(f"{facts.issuer} - SA imaginaire - 999 999 999 RCS Fictiville - exemple sans valeur"),
        (stack(letterhead(facts.issuer),
               small("Vous êtes client particulier"),
               entries(Entry("Référence client", spaced(digits(random, 9), 3)),
                       Entry("Compte commercial", digits(random, 10)),
                       Entry(point, _number(facts, random)), pairs="stacked"),
               small("Par internet : www.example.com", "Par téléphone : 09 70 00 00 02 (fictif)")),
         wide(1.2, stack(blank(3), window(person, "MME" if person.e else "M"), blank(1)))),
        title(f"Facture du {brief(issued)}", f"n° {spaced(digits(random, 11), 2, 3)}"),
        Block("lines", truth=truths.issued(facts)),
        (fieldset(f"Votre {name}",
                  entries(Entry("Abonnement et consommation HT", money(net)),
                          Entry("TVA", money(facts.amount - net)),
                          Entry("Total de la facture TTC", money(facts.amount)))),
         panel("À payer", money(facts.amount), f"par prélèvement le {brief(paid)}")),
        (_used(facts, random), stack(code_block(facts),
                                     small(f"Prochaine facture vers le {brief(paid)}",
                                           "Document à conserver 5 ans"))),
        paragraph(f"Lieu desservi : {commas(person.address)}"),
        advice(_advisor(facts), 1),
        bottom("1 / 2"),
        BREAK,
        heading("Le détail de votre facture"),
        small(f"{offer} - {full(person, 0)}"),
        plain([("Rubrique", f"Quantité ({unit})", "Montant HT"),
               *((label, str(random.randint(10, 400)), money(sum_, ""))
                 for label, sum_ in _items(facts, net)),
               ("Total hors TVA", "", money(net, ""))], (0.56, 0.22, 0.22), total=True),
        advice(_advisor(facts), 0),
        back(_advisor(facts)),
        bottom("2 / 2"),
    )  # fmt: skip


def _operator(facts: Home, random: Random) -> Rows:
    """A cheap operator's plain page: numbers above, two tables, days shortened."""
    person, issued = facts.person, facts.issued
    name, offer, point, _, _ = _TRADES[facts.sort]
    net = (facts.amount / Decimal("1.2")).quantize(Decimal("0.01"))
    return (
        (letterhead(facts.issuer, "75999 FICTIVILLE CEDEX 08"),
         stack(small("Adresse de facturation"), to(person, 1, person.short))),
        title(f"Facture {name}"),
        (entries(Entry("Identifiant", f"fbx{digits(random, 7)}"), Entry(point,
                                                                     _number(facts, random)),
                 Entry("Moyen de paiement", "prélèvement SEPA")),
         entries(Entry("Facture n°", digits(random, 10)), Entry("Date", tiny(issued),
                                                                truths.issued(facts)),
                 Entry("Échéance", tiny(issued + timedelta(days=5))))),
        ledger([("Période", "Libellé", "HT", "TVA %", "TTC"),
                *((f"{tiny(issued - timedelta(days=30))} - {tiny(issued)}", label,
                   money(sum_ / Decimal("1.2"), ""), "20,00", money(sum_, ""))
                  for label, sum_ in _items(facts, facts.amount)),
                ("", "TOTAL", money(net, ""), "", money(facts.amount, ""))],
               (0.26, 0.35, 0.13, 0.12, 0.14), total=True),
        lines(f"Offre souscrite : {offer}", f"Titulaire : {person.civility} {full(person, 1)}"),
        paragraph(f"Le montant de {glued(facts.amount)} sera présenté à votre banque. Cette "
                  "facture est disponible douze mois dans votre espace abonné."),
        code_block(facts),
        small("En cas de retard, frais de rejet de 7,50 €. Pour résilier, suivez la procédure en "
              "ligne ; l'effet est immédiat ou à la date de votre choix."),
        foot(f"{facts.issuer} SAS (fictive) - TVA FR 00 999 999 999 - exemple sans valeur"),
    )  # fmt: skip


def _network(facts: Home, random: Random) -> Rows:
    """A bill with indexes for a network; a line's has volumes. A slip is to be detached."""
    person, issued = facts.person, facts.issued
    name, offer, point, unit, _ = _TRADES[facts.sort]
    before = random.randint(800, 9000)
    used = random.randint(9, 70) if unit == "m³" else random.randint(90, 1400)
    measured = (
        ledger([("Offre", "Inclus", f"Utilisé ({unit})"), (offer, "selon offre", str(used % 90))],
               (0.5, 0.25, 0.25)) if facts.sort in _LINES else
        ledger([(point, "Ancien relevé", "Nouveau relevé", f"Consommé ({unit})"),
                (_number(facts, random), str(before), str(before + used), str(used))],
               (0.34, 0.22, 0.22, 0.22)))  # fmt: skip
    return (
        (letterhead(facts.issuer, f"Agence de {person.address.city}", "Accueil sur rendez-vous"),
         stack(blank(1), bars(digits(random, 15)), address(
             f"{person.civility} {full(person, 0)}", *person.address.lines(),
             truth=who(person, 0) | address_truth(person.address)))),
        title(f"Facture - {name}"),
        deck(Entry("Facture n°", f"{issued.year}{digits(random, 6)}"),
             Entry("Émise le", slash(issued), truths.issued(facts)),
             Entry("Contrat", spaced(digits(random, 8), 2)),
             Entry("À régler avant le", slash(issued + timedelta(days=20)))),
        lines(f"Adresse du service : {commas(person.address)}"),
        measured,
        entries(*(Entry(label, money(sum_)) for label, sum_ in _items(facts, facts.amount)),
                Entry("Solde antérieur", "0,00 €"),
                Entry("MONTANT À PAYER TTC", money(facts.amount)), head="Décompte"),
        code_block(facts),
        (qr(f"payer/{digits(random, 12)}", "Payez en ligne", "en un instant"),
         small("Votre réseau est entretenu par nos équipes. La carte des débits est en ligne."
               if facts.sort in _LINES else
               "La qualité du service est contrôlée chaque année ; le rapport est consultable en "
               "mairie et sur notre site.")),
        tear("TITRE INTERBANCAIRE DE PAIEMENT"),
        (lines(f"Réf. {digits(random, 14)}", f"Créancier : {facts.issuer}"),
         aside(f"Montant : {money(facts.amount)}", "Dater et signer :")),
        bottom("Exemple sans valeur."),
    )  # fmt: skip


def _subscription(facts: Home, random: Random) -> Rows:
    """A customer service's word, in sentences: subscribed since, up to date, where."""
    person, issued = facts.person, facts.issued
    name, offer, point, _, _ = _TRADES[facts.sort]
    since = issued - timedelta(days=random.randint(90, 2300))
    return (
        masthead(facts.issuer, "Service clients", "BP 99999", "99999 FICTIVILLE CEDEX 2"),
        aside(f"Le {words(issued)}", truth=truths.issued(facts)),
        title("Attestation d'abonnement"),
        pill("Justificatif délivré à la demande du client"),
        paragraph(f"Nous attestons que {formal(person)} est titulaire, depuis {month(since)}, d'un "
                  f"abonnement {name} auprès de notre société, et que ses factures sont réglées "
                  "à ce jour.", truth=who(person, 1)),
        entries(Entry("Adresse de l'abonnement", commas(person.address),
                      address_truth(person.address)),
                Entry("Offre", offer),
                Entry(point, _number(facts, random)),
                Entry("Dernière facture", f"{spelt(facts.amount)}, {month(issued)}")),
        code_block(facts),
        paragraph("La présente attestation est valable trois mois à compter de sa date. Elle ne "
                  "peut être produite en justice."),
        lines("Cordialement,", "Le service clients"), lines(GAP),
        bottom(f"{facts.issuer} - société fictive - exemple sans valeur"),
    )  # fmt: skip


def render(facts: Home, number: int, random: Random) -> Drawn:
    made = drawn(((looks.POWER, _supplier), (looks.MOBILE, _operator), (looks.NETWORK, _network),
                  (looks.SUBSCRIBER, _subscription)),
                 facts, number, random)  # fmt: skip
    made.truth.update({"issuer": facts.issuer} | truths.issued(facts))
    return made
