"""Bills and certificates of contract: energy, water, internet, telephone."""

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
from .paper import Rows, drawn, money, month, padded, slash, words

# Sort → what is billed, what the contract is for, where it is delivered, its lines.
_GOODS = {
    "electricity": ("d'électricité", "de fourniture d'électricité", "Point de livraison (PDL)",
                    ("Abonnement", "Consommation heures pleines", "Contributions et taxes")),
    "gas": ("de gaz", "de fourniture de gaz naturel", "Point de comptage (PCE)",
            ("Abonnement", "Consommation en kWh", "Acheminement et taxes")),
    "water": ("d'eau", "d'abonnement au service de l'eau", "Numéro de compteur",
              ("Distribution de l'eau", "Collecte et traitement des eaux usées",
               "Organismes publics")),
    "internet": ("internet et fixe", "d'accès à internet", "Numéro de ligne",
                 ("Abonnement box", "Options", "Hors forfait")),
    "phone": ("mobile", "de téléphonie mobile", "Ligne mobile",
              ("Forfait", "Options et services", "Communications hors forfait")),
}  # fmt: skip


def _to(facts: Home, style: int, civility: str, *before: str) -> Block:
    name, place = full(facts.person, style), facts.person.address
    return address(*before, f"{civility} {name}".strip(), *place.lines(),
                   truth={"full_name": name} | address_truth(place))  # fmt: skip


def _split(amount: Decimal) -> tuple[Decimal, Decimal, Decimal]:
    """Three lines that add up to the amount before tax of 20 %."""
    before = (amount / Decimal("1.2")).quantize(Decimal("0.01"))
    first = (before / 5).quantize(Decimal("0.01"))
    last = (before / 7).quantize(Decimal("0.01"))
    return first, before - first - last, last


def _lines(facts: Home, *head: str) -> Block:
    """What is billed, without tax, and the tax."""
    named = _GOODS[facts.sort][3]
    parts = _split(facts.amount)
    rows = [head, *((n, money(p, "")) for n, p in zip(named, parts, strict=True)),
            ("TVA", money(facts.amount - sum(parts), ""))]  # fmt: skip
    return table(rows, (0.75, 0.25))


def _energy(facts: Home, random: Random) -> Rows:
    person, issued = facts.person, facts.issued
    good, _, point, _ = _GOODS[facts.sort]
    return (
        (letterhead(facts.issuer, "Nous contacter", "Par téléphone : 30 04 (numéro fictif)",
                    "Par courrier : Service Clients – TSA 29999 – 99999 FICTIVILLE CEDEX 9"),
         _to(facts, 2, "MME" if person.e else "M")),
        title(f"Votre facture {good} du {words(issued)}", f"Document n° {digits(random, 11)}"),
        entries(
            Entry("Montant TTC", money(facts.amount)),
            Entry("Vous serez prélevé le", slash(issued + timedelta(days=16))),
            Entry("Numéro client", spaced(digits(random, 9), 3)),
            Entry("N° de compte commercial", digits(random, 10)),
            Entry("Titulaire(s) du contrat", full(person, 2)),
            Entry(point, digits(random, 14)),
            Entry("Lieu de consommation", ", ".join(person.address.lines()))),
        _lines(facts, "Détail de votre facture", "Montant (€)"),
        entries(
            Entry("Ancien solde", "0,00 €"),
            Entry("Total de la facture (hors ancien solde)", money(facts.amount)),
            Entry("Prochaine facture vers le", slash(issued + timedelta(days=61)))),
        paragraph("Urgence dépannage 24 h/24 : numéro indiqué sur votre compteur. Une question "
                  "sur cette facture ? Écrivez-nous depuis votre espace client. À défaut de "
                  "réponse satisfaisante sous deux mois, vous pouvez saisir le médiateur national "
                  "de l'énergie."),
        code_block(facts),
        foot(f"{facts.issuer} – SA fictive au capital de 1 084 000 € – 000 000 000 RCS Fictiville "
             "– siège social : 2 avenue de l'Exemple, 99999 FICTIVILLE – TVA acquittée sur les "
             "débits – pénalités de retard au taux légal majoré de cinq points. Exemple."),
    )  # fmt: skip


def _service(facts: Home, random: Random) -> Rows:
    issued = facts.issued
    good, _, point, _ = _GOODS[facts.sort]
    civility = facts.person.civility
    return (
        (_to(facts, 1, civility, "Adresse d'envoi"),
         letterhead(facts.issuer, "Espace client : www.example.com", "Accueil du lundi au "
                    "vendredi de 8 h à 18 h")),
        title(f"FACTURE {good.upper()}", f"n° {digits(random, 9)} établie le {slash(issued)}"),
        entries(
            Entry("Votre référence client", digits(random, 8)),
            Entry(point, digits(random, 9)),
            Entry("Adresse desservie", ", ".join(facts.person.address.lines())),
            Entry("Prochain relevé", month(issued + timedelta(days=150)))),
        _lines(facts, "Rubriques", "Montant en euros"),
        table([("Relevé", "Index", "Origine"),
               (slash(issued - timedelta(days=196)), digits(random, 4), "relevé réel"),
               (slash(issued - timedelta(days=9)), digits(random, 4), "estimation")],
              (0.4, 0.3, 0.3)),
        Block("total", entries=(Entry("Montant TTC de la facture", money(facts.amount)),
                                Entry("À payer avant le", slash(issued + timedelta(days=20))))),
        paragraph("Modes de paiement : prélèvement automatique, carte bancaire, chèque ou espèces "
                  "dans un bureau de poste."),
        code_block(facts),
        foot("Médiation de la consommation : médiateur fictif, 99999 FICTIVILLE."),
    )  # fmt: skip


def _telecom(facts: Home, random: Random) -> Rows:
    issued = facts.issued
    good, _, point, _ = _GOODS[facts.sort]
    line = "06 39 98 " if facts.sort == "phone" else "04 65 71 "
    number = line + spaced(digits(random, 4), 2) if facts.sort in ("phone", "internet") else (
        digits(random, 14))  # fmt: skip
    return (
        letterhead(facts.issuer),
        (lines(f"votre facture {good}", f"du {padded(issued)}"),
         _to(facts, 0, facts.person.short)),
        title("Bonjour, voici votre facture"),
        (entries(
            Entry("votre identifiant client", digits(random, 10)),
            Entry("numéro de facture", f"{digits(random, 5)} {digits(random, 5)}"),
            Entry("date d'édition", slash(issued), truths.issued(facts)),
            Entry(point, number),
            head="vos références"),
         entries(Entry("total de votre facture TTC", money(facts.amount)),
                 Entry("prélèvement effectué le", slash(issued + timedelta(days=12))),
                 head="à payer")),
        _lines(facts, "détail", "montant"),
        entries(Entry("adresse d'installation" if facts.sort == "internet" else
                      "adresse de facturation", ", ".join(facts.person.address.lines()))),
        code_block(facts),
        paragraph("votre contrat est sans engagement. pour modifier vos options ou vos "
                  "coordonnées, rendez-vous dans votre espace client. les communications au "
                  "départ de l'étranger sont facturées en sus."),
        foot(f"{facts.issuer}, service clients, 99999 FICTIVILLE CEDEX – exemple",
             "SAS au capital de 640 000 € – 000 000 000 RCS Fictiville"),
    )  # fmt: skip


def _certificate(facts: Home, random: Random) -> Rows:
    person, issued = facts.person, facts.issued
    _, contract, point, _ = _GOODS[facts.sort]
    name = full(person, 1)
    place = f"{person.address.street}, {person.address.postcode} {person.address.city}"
    truth = {"full_name": name} | address_truth(person.address)
    return (
        (letterhead(facts.issuer, "Relation clientèle", "99999 FICTIVILLE CEDEX"),
         code_block(facts)),
        title("Attestation titulaire de contrat"),
        paragraph(f"{facts.issuer} certifie que {person.civility} {name} est titulaire d'un "
                  f"contrat {contract}, en service à ce jour, à l'adresse suivante :",
                  truth=truth),
        lines(*person.address.lines(), truth=address_truth(person.address)),
        entries(Entry("Contrat numéro", digits(random, 10)),
                Entry(point, digits(random, 12)),
                Entry("Adresse du site", place),
                Entry("Depuis le", slash(issued - timedelta(days=random.randint(200, 1900))))),
        paragraph("Cette attestation vous est remise à votre demande et peut être présentée comme "
                  "justificatif de domicile."),
        sign(f"Attestation établie le {words(issued)}", "Le responsable de la clientèle",
             truth=truths.issued(facts)),
        foot("Exemple sans valeur."),
    )  # fmt: skip


def render(facts: Home, number: int, random: Random) -> Drawn:
    made = drawn((_energy, _service, _telecom, _certificate), facts, number, 2, random)
    made.truth.update({"issuer": facts.issuer} | truths.issued(facts))
    return made
