"""Bills: a yearly settlement, a carrier's, a local board's, a schedule of monthly payments."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from random import Random

from .. import truths
from ..eighth.paper import (
    Rows,
    aside,
    bars,
    blank,
    bottom,
    commas,
    dots,
    edge,
    fieldset,
    heading,
    money,
    month,
    panel,
    plain,
    ruledhead,
    short,
    slash,
    small,
    stack,
    tear,
    to,
    who,
    wide,
    window,
    words,
)
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
    table,
    title,
)
from ..wording import address_truth, full
from . import looks_a as looks
from .mentions_a import back, talk
from .paper_a import columns, drawn, trailing, ttc

_Trade = tuple[str, str, str, str, tuple[tuple[str, str], ...]]
# Sort → the bill's object, offer, name of the point, unit, parts of the sum.
_TRADES: dict[str, _Trade] = {
    "electricity": ("d'électricité", "Tarif Clarté Base 6 kVA", "Point de livraison (PDL)", "kWh",
                    (("Abonnement", "0.22"), ("Consommation", "0.58"),
                     ("Contribution tarifaire d'acheminement (CTA)", "0.05"),
                     ("Accise sur l'électricité", "0.15"))),
    "gas": ("de gaz naturel", "Gaz Serein indexé - classe B1", "Point de comptage (PCE)", "kWh",
            (("Abonnement", "0.25"), ("Consommation", "0.57"), ("CTA", "0.05"),
             ("Accise sur les gaz naturels", "0.13"))),
    "water": ("d'eau", "Abonné domestique, compteur 15 mm", "N° de compteur", "m³",
              (("Part fixe", "0.18"), ("Part proportionnelle eau potable", "0.40"),
               ("Assainissement collectif", "0.33"), ("Redevances agence de l'eau", "0.09"))),
    "internet": ("internet", "Fibre Fable + téléphone fixe illimité", "N° de ligne", "Go",
                 (("Abonnement", "0.85"), ("Location équipement", "0.10"),
                  ("Services et options", "0.05"))),
    "phone": ("mobile", "Forfait Anonyme 80 Go 5G", "N° d'appel", "Go",
              (("Abonnement", "0.88"), ("Échéance mobile", "0.07"),
               ("Consommations hors forfait", "0.05"))),
}  # fmt: skip
_LINES = ("phone", "internet")


def _number(facts: Home, random: Random) -> str:
    if facts.sort in _LINES:
        start = "06 39 98" if facts.sort == "phone" else "04 65 71"
        return f"{start} {spaced(digits(random, 4), 2)}"
    return ("D" if facts.sort == "water" else "") + digits(random, 8 if facts.sort == "water"
                                                            else 14)  # fmt: skip


def _rate(facts: Home) -> Decimal:
    """The rate of VAT in hundredths: water has the reduced one."""
    return Decimal("5.5") if facts.sort == "water" else Decimal(20)


def _percent(facts: Home) -> str:
    return f"{_rate(facts):.2f} %".replace(".", ",")


def _items(facts: Home, total: Decimal) -> list[tuple[str, Decimal]]:
    """The parts and their sums, that add up to the total."""
    found = [(name, (total * Decimal(share)).quantize(Decimal("0.01")))
             for name, share in _TRADES[facts.sort][4]]  # fmt: skip
    rest = total - sum(sum_ for _, sum_ in found)
    return [(found[0][0], found[0][1] + rest), *found[1:]]


def _without_vat(facts: Home) -> Decimal:
    return (facts.amount / (1 + _rate(facts) / 100)).quantize(Decimal("0.01"))


def _subject(facts: Home) -> str:
    if facts.sort == "water":
        return "water"
    return "network" if facts.sort in _LINES else "tariff"


def _yearly(facts: Home, random: Random) -> Rows:
    """A settlement: references in a column, the sum due in a frame, the count and its taxes."""
    person, issued = facts.person, facts.issued
    object_, offer, point, unit, _ = _TRADES[facts.sort]
    net = _without_vat(facts)
    paid = 3 * facts.amount
    start = random.randint(2000, 40000)
    used = random.randint(30, 90) if unit in ("m³", "Go") else random.randint(900, 4000)
    return (
        edge(f"{facts.issuer}, SA au capital fictif - 1 rue du Prototype, 99999 Fictiville"),
        (wide(0.8, stack(
            letterhead(facts.issuer, "Votre fournisseur au quotidien"), blank(1),
            small("Nous contacter", "0 809 00 00 01 (fictif, prix d'un appel local)",
                  "7 j/7 sur www.example.com"),
            fieldset("Mes références",
                     entries(Entry("Client", spaced(digits(random, 10), 3, 3, 4)),
                             Entry("Contrat", digits(random, 9)),
                             Entry(point, ""), Entry("", _number(facts, random)))))),
         stack(blank(2), bars(digits(random, 18)),
               window(person, "MME" if person.e else "M"), blank(1),
               lines(f"Fictiville, le {words(issued)}", truth=truths.issued(facts)))),
        title(f"Votre facture {object_}", f"de régularisation, n° {digits(random, 10)}"
              if facts.sort not in _LINES else f"mensuelle, n° {digits(random, 10)}"),
        (panel("Montant à régler", ttc(facts.amount),
               f"Prélèvement le {slash(issued + timedelta(days=14))}"),
         entries(Entry("Consommations de la période", money(facts.amount + paid)),
                 Entry("Déjà facturé", f"- {money(paid)}"),
                 Entry("Reste à payer", money(facts.amount)))
         if facts.sort not in _LINES else
         entries(Entry("Total hors taxes", money(net)),
                 Entry(f"TVA {_percent(facts)}", money(facts.amount - net)),
                 Entry("Total à payer", money(facts.amount)))),
        paragraph(f"Titulaire du contrat : {full(person, 0)}\n"
                  f"Adresse desservie : {commas(person.address)}"),
        code_block(facts),
        small("Le chèque énergie est accepté. Aucun escompte n'est accordé en cas de paiement "
              "anticipé." if facts.sort not in _LINES else
              "Vos factures sont conservées douze mois dans votre espace."),
        talk(_subject(facts)),
        bottom("Page 1 sur 2 - exemple sans valeur"),
        BREAK,
        heading("Détail de ma facture"),
        lines(f"Offre : {offer}", f"Client : {full(person, 0)}"),
        table([("Relevé", "Index de début", "Index de fin", unit),
               ("Compteur", str(start), str(start + used), str(used))]
              if facts.sort not in _LINES else
              [("Usage", "Inclus", "Consommé", unit), ("Données", "selon offre", str(used), "-")],
              (0.34, 0.22, 0.22, 0.22)),
        table([("Libellé", "Taux de TVA", "Montant HT"),
               *((label, _percent(facts), money(sum_, "")) for label, sum_ in _items(facts, net)),
               ("Total hors TVA", "", money(net, ""))], (0.56, 0.2, 0.24)),
        back(_subject(facts)),
        bottom("Page 2 sur 2"),
    )  # fmt: skip


def _carrier(facts: Home, random: Random) -> Rows:
    """A carrier's or a young supplier's: one figure in large letters, then a short account."""
    person, issued = facts.person, facts.issued
    object_, offer, point, _, _ = _TRADES[facts.sort]
    net = _without_vat(facts)
    return (
        letterhead(facts.issuer, "Service clients, TSA 99001, 99999 Fictiville Cedex"),
        title(f"Ma facture {object_} de {month(issued)}"),
        (address(f"{person.civility} {full(person, 1)}", *person.address.lines(),
                 truth=who(person, 1) | address_truth(person.address)),
         columns("", Entry("facture", f"{random.choice('ABF')}{digits(random, 9)}"),
                 Entry("date de facture", dots(issued), truths.issued(facts)),
                 Entry("compte client", spaced(digits(random, 8), 4)),
                 Entry(point.lower(), _number(facts, random)))),
        Block("centred", trailing(facts.amount), ("à payer, toutes taxes comprises",
                                                  "prélèvement autour du "
                                                  f"{dots(issued + timedelta(days=9))}")),
        ruledhead(offer),
        entries(*(Entry(label, trailing(sum_)) for label, sum_ in _items(facts, facts.amount)),
                Entry("Total TTC", trailing(facts.amount)),
                Entry(f"dont TVA à {_percent(facts)}", trailing(facts.amount - net))),
        (code_block(facts),
         wide(2.5, small("Votre contrat est sans engagement. Vous pouvez consulter le détail, "
                         "télécharger un duplicata ou modifier votre moyen de paiement dans "
                         "l'application. Réclamation : écrivez d'abord au service clients, puis au "
                         "médiateur du secteur."))),
        paragraph(f"Adresse d'installation : {commas(person.address)}"
                  if facts.sort != "phone" else
                  f"Ligne détenue par : {full(person, 1)}"),
        talk(_subject(facts), 0),
        bottom(f"{facts.issuer} SAS, société imaginaire. Exemple sans valeur."),
    )  # fmt: skip


def _board(facts: Home, random: Random) -> Rows:
    """A local board's or a small cooperative's, in one font, with a slip at the foot."""
    person, issued = facts.person, facts.issued
    object_, offer, point, unit, _ = _TRADES[facts.sort]
    net, subscriber = _without_vat(facts), digits(random, 6)
    return (
        letterhead(facts.issuer.upper(), "REGIE ET SERVICES (FICTIFS) - 2 PLACE DE L'EBAUCHE",
                   "99999 FICTIVILLE - OUVERT DE 9H A 12H"),
        (stack(lines(f"ABONNE  {subscriber}", f"TOURNEE {digits(random, 3)}",
                     f"FACTURE {issued:%Y}-{digits(random, 5)}")),
         stack(window(person, "MADAME" if person.e else "MONSIEUR"))),
        title(f"FACTURE {object_.upper()}"),
        lines(f"DATE D'EMISSION : {slash(issued)}", truth=truths.issued(facts)),
        lines(f"A PAYER AVANT LE : {slash(issued + timedelta(days=30))}"),
        lines(f"LIEU : {commas(person.address).upper()}", f"{point.upper()} : "
              f"{_number(facts, random)}", f"TARIF : {offer.upper()}"),
        table([("DESIGNATION", "QTE", "P.U.", "MONTANT HT"),
               *((label.upper(), f"{(qty := random.randint(2, 60))}",
                  f"{sum_ / qty:.4f}".replace(".", ","), money(sum_, ""))
                 for label, sum_ in _items(facts, net))], (0.52, 0.1, 0.16, 0.22)),
        entries(Entry("TOTAL HT", money(net)), Entry("TVA", money(facts.amount - net)),
                Entry("NET A PAYER", money(facts.amount))),
        code_block(facts),
        small("LA PRESENTE FACTURE VAUT AVIS DES SOMMES A PAYER. RECOURS : TRIBUNAL JUDICIAIRE "
              "DANS LES DEUX MOIS. LES QUANTITES SONT EXPRIMEES EN MOIS OU EN "
              f"{unit.upper()}."),
        tear("TALON A JOINDRE A VOTRE REGLEMENT"),
        (lines(full(person, 0).upper(), f"ABONNE {subscriber}"),
         aside(f"ECHEANCE {short(issued + timedelta(days=30))}", f"MONTANT "
                                                                 f"{money(facts.amount)}")),
        foot("EXEMPLE SANS VALEUR"),
    )  # fmt: skip


def _schedule(facts: Home, random: Random) -> Rows:
    """A schedule of the monthly payments to come, which stands for a bill."""
    person, issued = facts.person, facts.issued
    object_, offer, point, _, _ = _TRADES[facts.sort]
    days = [(issued.replace(day=5) + timedelta(days=31 * rank)).replace(day=5)
            for rank in range(1, 11)]  # fmt: skip
    rows = [(slash(a), money(facts.amount), "", slash(b), money(facts.amount))
            for a, b in zip(days[:5], days[5:], strict=True)]  # fmt: skip
    return (
        (letterhead(facts.issuer, "Votre fournisseur depuis "
                    f"{issued.year - random.randint(1, 9)}"),
         stack(blank(1), to(person, 1, person.short))),
        title("Votre échéancier de paiement"),
        Block("small", "", (f"Contrat {object_} - document établi le {words(issued)}",),
              truth=truths.issued(facts)),
        paragraph(f"{person.civility}, vous avez choisi de régler vos factures {object_} par "
                  "mensualités. Voici les montants qui seront prélevés sur votre compte. Une "
                  "facture annuelle établira le solde d'après votre consommation réelle."
                  if facts.sort not in _LINES else
                  f"{person.civility}, voici les prélèvements à venir pour votre abonnement "
                  f"{object_}, hors consommations supplémentaires."),
        entries(Entry("Référence du contrat", spaced(digits(random, 12), 4)),
                Entry(point, _number(facts, random)),
                Entry("Offre", offer),
                Entry("Adresse du titulaire" if facts.sort == "phone" else "Logement concerné",
                      commas(person.address))),
        plain([("Date", "Montant TTC", "", "Date", "Montant TTC"), *rows],
              (0.22, 0.2, 0.16, 0.22, 0.2)),
        (code_block(facts), wide(2.5, small(
            "Ce document peut être présenté comme justificatif de domicile. Pour modifier vos "
            "mensualités ou votre date de prélèvement, rendez-vous dans votre espace client.",
            "Identifiant créancier SEPA : FR99ZZZ999999 (fictif)"))),
        talk(_subject(facts), 1),
        back(_subject(facts), 0, 3),
        bottom(f"{facts.issuer} - société fictive - exemple sans valeur"),
    )  # fmt: skip


def render(facts: Home, number: int, random: Random) -> Drawn:
    made = drawn(((looks.YEARLY, _yearly), (looks.CARRIER, _carrier),
                  (looks.LOCAL_BOARD, _board), (looks.SCHEDULE, _schedule)),
                 facts, number, random)  # fmt: skip
    made.truth.update({"issuer": facts.issuer} | truths.issued(facts))
    return made
