"""Bills: a group's in brief then in detail, an operator's columns, a payment slip, a contract's."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from random import Random

from .. import truths
from ..eighth.paper import (
    GAP,
    Rows,
    aside,
    bars,
    blank,
    bottom,
    chart,
    commas,
    dots,
    edge,
    fieldset,
    heading,
    ledger,
    money,
    nothing,
    of_month,
    padded,
    panel,
    plain,
    qr,
    ruledhead,
    short,
    slash,
    small,
    stack,
    strip,
    tear,
    term,
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
    Drawn,
    Entry,
    address,
    entries,
    letterhead,
    lines,
    paragraph,
    sign,
    table,
    title,
)
from ..wording import address_truth, full
from . import looks_a as looks
from .mentions_a import back, note, talk
from .paper_a import bare, drawn, laid, oneline, thin

_Trade = tuple[str, str, str, str, tuple[tuple[str, str], ...]]
# Sort → what is sold, offer, name of the point, unit, parts of the sum.
_TRADES: dict[str, _Trade] = {
    "electricity": ("électricité", "Tarif Aube Heures Creuses 9 kVA", "PDL", "kWh",
                    (("Abonnement (part fixe)", "0.24"), ("Consommation heures pleines", "0.38"),
                     ("Consommation heures creuses", "0.17"), ("Acheminement (CTA)", "0.04"),
                     ("Accise", "0.17"))),
    "gas": ("gaz", "Gaz Brise prix fixe 2 ans", "PCE", "kWh",
            (("Abonnement (part fixe)", "0.27"), ("Consommation", "0.54"),
             ("Acheminement (CTA)", "0.05"), ("Accise", "0.14"))),
    "water": ("eau et assainissement", "Usage domestique, diamètre 20", "Compteur", "m³",
              (("Abonnement semestriel", "0.20"), ("Consommation eau potable", "0.36"),
               ("Collecte et traitement des eaux usées", "0.31"),
               ("Consommation d'eau potable (agence de l'eau)", "0.08"),
               ("Performance des réseaux", "0.05"))),
    "internet": ("internet et téléphone fixe", "Box Horizon fibre 2 Gb/s", "Ligne", "Go",
                 (("Forfait internet", "0.80"), ("Location de la box", "0.12"),
                  ("Bouquet de chaînes", "0.08"))),
    "phone": ("téléphonie mobile", "Forfait Vague 120 Go", "Ligne mobile", "Go",
              (("Forfait", "0.82"), ("Facilité de paiement du téléphone", "0.12"),
               ("Hors forfait", "0.06"))),
}  # fmt: skip
_LINES = ("phone", "internet")
_BRIEF = "janv févr mars avr mai juin juil août sept oct nov déc".split()


def _number(facts: Home, random: Random) -> str:
    if facts.sort in _LINES:
        start = "06 39 98" if facts.sort == "phone" else "04 65 71"
        return f"{start} {spaced(digits(random, 4), 2)}"
    return f"{random.choice('CHN')}{digits(random, 7)}" if facts.sort == "water" else digits(
        random, 14)  # fmt: skip


def _rate(facts: Home) -> Decimal:
    """The rate of VAT in hundredths: water has the reduced one."""
    return Decimal("5.5") if facts.sort == "water" else Decimal(20)


def _percent(facts: Home) -> str:
    return f"{_rate(facts).normalize():f} %".replace(".", ",")


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
    return "network" if facts.sort in _LINES else "energy"


def _used(facts: Home, random: Random) -> str:
    most = {"kWh": 480, "m³": 22, "Go": 96}[_TRADES[facts.sort][3]]
    return str(random.randint(most // 4, most))


def _group(facts: Home, random: Random) -> Rows:
    """A large supplier's: a page in brief with bars of what was used, a page of detail."""
    person, issued = facts.person, facts.issued
    sold, offer, point, unit, _ = _TRADES[facts.sort]
    net, client, number = _without_vat(facts), digits(random, 10), digits(random, 11)
    place = _number(facts, random)
    months = [_BRIEF[(issued.month - 1 - back_) % 12] for back_ in range(6, 0, -1)]
    start = random.randint(3000, 50000)
    used = int(_used(facts, random))
    return (
        edge(f"{facts.issuer} - SA au capital de 1 000 euros (fictif) - document d'exemple"),
        letterhead(facts.issuer),
        (wide(0.8, stack(
            laid("bold", Entry("N° client", client), Entry("Compte", digits(random, 12)),
                 Entry("Facture n°", number), Entry("Date", words(issued), truths.issued(facts))),
            blank(1),
            small("Votre contact", "09 69 00 00 00 (appel non surtaxé, fictif)",
                  "8 h - 20 h, du lundi au samedi", f"TSA {digits(random, 5)}",
                  "99999 FICTIVILLE CEDEX"))),
         stack(blank(1), bars(digits(random, 20)), to(person, 0, person.short))),
        title(f"Votre facture {sold}"),
        (panel("Montant TTC", thin(facts.amount), "à prélever à partir du "
               f"{slash(issued + timedelta(days=16))}",
               "Aucune action de votre part n'est nécessaire."),
         chart(f"Votre consommation ({unit})",
               *(f"{name} {_used(facts, random)}" for name in months))),
        ruledhead("En bref"),
        entries(*(Entry(label, thin(sum_)) for label, sum_ in _items(facts, net)),
                Entry("Total hors TVA", thin(net)),
                Entry(f"TVA ({_percent(facts)})", thin(facts.amount - net)),
                Entry("Total TTC de cette facture", thin(facts.amount))),
        ruledhead("Votre contrat" if facts.sort == "phone" else "Lieu de consommation"
                  if facts.sort not in _LINES else "Lieu d'installation"),
        lines(f"Titulaire : {full(person, 0)}", commas(person.address), f"{point} : {place}"),
        code_block(facts),
        bottom("Page 1/2 - voir le détail au verso"),
        BREAK,
        heading(f"Le détail de votre facture n° {number}"),
        lines(f"Client {client} - {offer}"),
        table([("Période", "Ancien", "Nouveau", f"Quantité ({unit})", "Relevé"),
               (f"{slash(issued - timedelta(days=61))} - {slash(issued)}", str(start),
                str(start + used), str(used), "télérelève")], (0.32, 0.16, 0.16, 0.2, 0.16))
        if facts.sort not in _LINES else
        table([("Usage du mois", "Inclus", "Utilisé"),
               ("Appels vers fixes et mobiles", "illimité", f"{random.randint(0, 9)} h "
                f"{random.randint(10, 59)}"),
               (f"Internet ({unit})", "selon forfait", str(used))], (0.5, 0.25, 0.25)),
        plain([("Désignation", "HT", "TVA", "TTC"),
               *((label, bare(sum_), bare(vat := (sum_ * _rate(facts) / 100).quantize(
                   Decimal("0.01"))), bare(sum_ + vat)) for label, sum_ in _items(facts, net))],
              (0.55, 0.15, 0.15, 0.15)),
        talk(_subject(facts)),
        back(_subject(facts)),
        bottom("Page 2/2"),
    )  # fmt: skip


def _operator(facts: Home, random: Random) -> Rows:
    """An operator's or a young supplier's: three columns of references, sums by heading."""
    person, issued = facts.person, facts.issued
    sold, offer, point, unit, _ = _TRADES[facts.sort]
    net = _without_vat(facts)
    first, last = term(issued)
    return (
        (letterhead(facts.issuer, "relation clients", "example.com/aide"),
         aside(f"facture {sold}", f"n° {random.choice('FGK')}-{digits(random, 8)}",
               f"émise le {padded(issued)}", truth=truths.issued(facts))),
        (small(f"Période facturée : {short(first)} - {short(last)}",
               f"Identifiant client : {digits(random, 8)}",
               f"{point} : {_number(facts, random)}"),
         stack(blank(1), window(person, "MME" if person.e else "M."))),
        title(f"{bare(facts.amount)} € TTC"),
        aside(f"prélevés le {slash(issued + timedelta(days=11))} sur le compte FR99 **** **** "
              f"**{digits(random, 2)}"),
        ledger([("Votre facture", "Quantité", "Montant HT", "Montant TTC"),
                (offer, "", "", ""),
                *((label, "1", bare(sum_), bare((sum_ * (100 + _rate(facts)) / 100).quantize(
                    Decimal("0.01")))) for label, sum_ in _items(facts, net)),
                (f"Total (TVA {_percent(facts)} : {bare(facts.amount - net)} €)", "", bare(net),
                 bare(facts.amount))], (0.52, 0.12, 0.18, 0.18), total=True),
        entries(Entry("Titulaire", full(person, 0)),
                Entry("Adresse du titulaire" if facts.sort == "phone" else
                      "Adresse d'installation" if facts.sort in _LINES else "Adresse du logement",
                      oneline(person.address)),
                Entry(f"Consommé ({unit})", _used(facts, random))),
        (wide(1.8, talk(_subject(facts), ruled=True)), stack(code_block(facts),
                                                              qr("facture", "Détail en ligne"))),
        back(_subject(facts)),
        bottom(f"{facts.issuer}, SAS fictive, RCS Fictiville 000 000 000 - TVA FR00 000000000. "
               "Exemple sans valeur."),
    )  # fmt: skip


def _slip(facts: Home, random: Random) -> Rows:
    """A works' or a local supplier's: a table of cells, and a slip to pay at the foot."""
    person, issued = facts.person, facts.issued
    sold, offer, point, unit, _ = _TRADES[facts.sort]
    net, reference = _without_vat(facts), digits(random, 9)
    due = issued + timedelta(days=21)
    return (
        letterhead(facts.issuer, "Service des abonnés - 6 place de l'Ébauche - 99999 FICTIVILLE",
                   "Accueil du public : 8 h 30 - 12 h et 13 h 30 - 16 h 30"),
        (nothing(0.8), to(person, 1, person.civility)),
        title(f"FACTURE - {sold.upper()}"),
        strip(Entry("N° de facture", f"{issued:%y}/{digits(random, 6)}"),
              Entry("N° d'abonné", reference), Entry("Date", slash(issued), truths.issued(facts)),
              Entry("Échéance", slash(due))),
        entries(Entry("Abonné", full(person, 1)),
                Entry("Adresse desservie" if facts.sort not in _LINES else "Adresse",
                      commas(person.address)),
                Entry(point, _number(facts, random)),
                Entry("Abonnement souscrit", offer)),
        table([("Rubrique", f"Base ({unit})", "Montant HT", "TVA"),
               *((label, _used(facts, random) if "onsommation" in label else "forfait",
                  bare(sum_), _percent(facts)) for label, sum_ in _items(facts, net))],
              (0.52, 0.16, 0.18, 0.14)),
        (code_block(facts),
         wide(1.2, entries(Entry("Total hors taxes", money(net)),
                           Entry("Taxe sur la valeur ajoutée", money(facts.amount - net)),
                           Entry("NET À PAYER", money(facts.amount))))),
        note(_subject(facts), 0),
        back(_subject(facts), 1, 2, 3),
        tear("TIP SEPA - à détacher, dater et signer sans rien inscrire d'autre"),
        (stack(small(f"Créancier : {facts.issuer}", f"RUM : TIP{digits(random, 14)}"),
               lines(f"Montant : {money(facts.amount)}", "Date :", "Signature :")),
         address(full(person, 1), *person.address.lines(), truth=who(person, 1))),
        small(f"{digits(random, 12)} {digits(random, 2)}   {digits(random, 24)}   "
              f"{int(facts.amount * 100):08d}"),
        bottom("Exemple sans valeur"),
    )  # fmt: skip


def _contract(facts: Home, random: Random) -> Rows:
    """The proof that a contract is under way, downloaded from the client's space."""
    person, issued = facts.person, facts.issued
    sold, offer, point, _, _ = _TRADES[facts.sort]
    since = issued - timedelta(days=random.randint(200, 2000))
    return (
        letterhead(facts.issuer, "Votre espace client - Documents"),
        title("Attestation de contrat", "valant justificatif de domicile"),
        aside(f"Établie le {dots(issued)}", truth=truths.issued(facts)),
        paragraph("À qui de droit,"),
        paragraph(f"{facts.issuer} confirme que le contrat {sold} référencé ci-dessous est en "
                  f"cours à la date du {words(issued)} et que son titulaire est à jour de ses "
                  "paiements."),
        fieldset("", entries(
            Entry("Titulaire du contrat", f"{person.civility} {full(person, 1)}", who(person, 1)),
            Entry("Adresse de facturation" if facts.sort == "phone" else "Adresse du site",
                  commas(person.address), address_truth(person.address)),
            Entry("Référence client", spaced(digits(random, 9), 3)),
            Entry(point, _number(facts, random)),
            Entry("Offre", offer),
            Entry("Souscrit le", dots(since)))),
        (code_block(facts),
         wide(2.2, paragraph("Dernière facture : "
                             f"{money(facts.amount)} TTC, mois {of_month(issued)}."))),
        paragraph("Cette attestation est remise au titulaire pour servir dans ses démarches. Elle "
                  "est valable trois mois."),
        (nothing(0.8), sign("Le service clients", GAP)),
        talk(_subject(facts), 0),
        bottom(f"{facts.issuer} - société fictive - exemple sans valeur"),
    )  # fmt: skip


def render(facts: Home, number: int, random: Random) -> Drawn:
    made = drawn(((looks.ENERGY, _group), (looks.OPERATOR, _operator),
                  (looks.TREASURY, _slip), (looks.CONTRACT, _contract)),
                 facts, number, random)  # fmt: skip
    made.truth.update({"issuer": facts.issuer} | truths.issued(facts))
    return made
