"""Rent: an agency's call and receipt, a social landlord's, a spreadsheet's, a residence's."""

from __future__ import annotations

from datetime import date, timedelta
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
    money,
    month,
    nothing,
    of_month,
    plain,
    ruledhead,
    slash,
    small,
    spelt,
    stack,
    tear,
    term,
    to,
    who,
    wide,
    window,
    words,
)
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
from ..wording import address_truth, full
from . import looks_a as looks
from .paper_a import drawn, hyphened, trailing


def _sums(facts: Home) -> tuple[Decimal, Decimal, Decimal]:
    """Rent, charges and their sum: a home costs more than a bill, whose amount the facts give."""
    rent = 4 * facts.amount
    charges = (facts.amount * Decimal("0.4")).quantize(Decimal("0.01"))
    return rent, charges, rent + charges


def _next(day: date) -> date:
    return (day.replace(day=1) + timedelta(days=32)).replace(day=1)


def _letting(facts: Home, random: Random) -> Rows:
    """An agency's sheet: the receipt of the month above, the call for the next one below."""
    person, issued = facts.person, facts.issued
    rent, charges, total = _sums(facts)
    first, last = term(issued)
    due = _next(issued)
    return (
        (letterhead(facts.issuer, "Administration de biens", "44 rue de la Maquette",
                    "99999 FICTIVILLE", "CPI 9999 2020 000 000 001 (fictive)"),
         stack(blank(1), to(person, 0, person.civility))),
        entries(Entry("Mandat", digits(random, 4)), Entry("Lot", digits(random, 3)),
                Entry("Propriétaire", f"SCI {random.choice(('Fable', 'Chimère'))}"),
                Entry("Gestionnaire", random.choice(("L. EXEMPLE", "R. FICTIF")))),
        title(f"QUITTANCE - TERME DU {slash(first)} AU {slash(last)}"),
        lines(f"Adresse de location : {commas(person.address)}"),
        table([("Libellé", "Appelé", "Réglé"), ("Loyer", money(rent, ""), money(rent, "")),
               ("Provisions sur charges", money(charges, ""), money(charges, "")),
               ("Total du terme", money(total, ""), money(total, ""))], (0.56, 0.22, 0.22)),
        paragraph(f"Nous donnons quittance de la somme de {spelt(total)} pour le terme indiqué, "
                  "sans préjudice des termes antérieurs et sous toutes réserves."),
        aside(f"Éditée le {slash(issued)}", truth=truths.issued(facts)),
        tear("À détacher"),
        ruledhead(f"AVIS D'ÉCHÉANCE - {month(due)}"),
        plain([("Locataire", "Exigible le", "Somme à régler"),
               (full(person, 0), slash(due), money(total))], (0.5, 0.24, 0.26)),
        small("Règlement par virement ou par prélèvement. Rappel : attestation d'assurance et "
              "certificat d'entretien de la chaudière sont à produire chaque année."),
        bottom("Exemple sans valeur."),
    )  # fmt: skip


def _social(facts: Home, random: Random) -> Rows:
    """A social landlord's monthly paper: an account of what was called and of what came in."""
    person, issued = facts.person, facts.issued
    rent, charges, total = _sums(facts)
    first, _ = term(issued)
    return (
        (stack(letterhead(facts.issuer, "Entreprise sociale pour l'habitat (fictive)"),
               small("Votre gardien : loge du 12", "Urgences : 0 800 00 00 04 (fictif)")),
         stack(bars(digits(random, 14)), window(person, "MME" if person.e else "M"))),
        entries(Entry("Contrat de location", f"L/{digits(random, 6)}/{digits(random, 2)}"),
                Entry("Émis le", slash(issued), truths.issued(facts)),
                Entry("Objet", f"Quittance {of_month(issued)}")),
        title("Votre quittance de loyer"),
        plain([("Date", "Opération", "Débit", "Crédit"),
               (slash(first), "Loyer principal", money(rent, ""), ""),
               (slash(first), "Acomptes de charges (eau, chauffage, ascenseur)",
                money(charges, ""), ""),
               (slash(first + timedelta(days=4)), "Votre prélèvement, merci", "", money(total, "")),
               ("", "Solde du compte", "0,00", "")], (0.16, 0.48, 0.18, 0.18), total=True),
        paragraph(f"Logement : {commas(person.address)}"),
        paragraph(f"Pour la période considérée, la somme de {money(total)} a été reçue de "
                  f"{person.short} {full(person, 1)}, dont quittance."),
        (Block("panel", "Le saviez-vous ?", ("L'enquête sur l'occupation du parc social est "
                                             "obligatoire : répondez-y avant le 31 janvier.",)),
         Block("panel", "Votre assurance", ("Déposez votre attestation en ligne dès son "
                                            "renouvellement.",))),
        bottom(f"{facts.issuer} - SA d'HLM fictive - exemple sans valeur"),
    )  # fmt: skip


def _spreadsheet(facts: Home, random: Random) -> Rows:
    """An owner's own sheet, a label a row, typed once and for all."""
    person, issued = facts.person, facts.issued
    rent, charges, total = _sums(facts)
    return (
        title("QUITTANCE DE LOYER", f"Mois {of_month(issued)}"),
        entries(Entry("Bailleur", facts.issuer),
                Entry("Adresse du bailleur", "8 montée des Fables, 99999 Fictiville"),
                Entry("Locataire", f"{person.short} {full(person, 1)}", who(person, 1)),
                Entry("Adresse de la location", commas(person.address),
                      address_truth(person.address)),
                Entry("Loyer", trailing(rent)), Entry("Charges", trailing(charges)),
                Entry("TOTAL PAYÉ", trailing(total)),
                Entry("Mode de paiement", random.choice(("virement", "chèque"))),
                Entry("Payé le", hyphened(issued - timedelta(days=random.randint(0, 2)))),
                Entry("Fait le", hyphened(issued), truths.issued(facts))),
        paragraph("Je soussigné(e), propriétaire du logement désigné ci-dessus, déclare avoir reçu "
                  "du locataire l'ensemble des sommes mentionnées au titre du loyer et des "
                  "charges."),
        (nothing(1.0), sign("Signature du bailleur :")),
    )  # fmt: skip


def _residence(facts: Home, random: Random) -> Rows:
    """A managed residence's certificate: the occupant's dwelling and what he pays."""
    person, issued = facts.person, facts.issued
    rent, charges, total = _sums(facts)
    since = issued - timedelta(days=random.randint(120, 900))
    return (
        letterhead(facts.issuer, "Résidence Le Prototype - logements meublés"),
        title("Certificat de résidence et de paiement"),
        (wide(1.2, entries(Entry("Résident", f"{person.civility} {full(person, 0)}",
                                 who(person, 0)),
                           Entry("Adresse du logement", commas(person.address),
                                 address_truth(person.address)),
                           Entry("Entrée dans les lieux", words(since)))),
         entries(Entry("N° de résident", f"R{digits(random, 5)}"),
                 Entry("Surface", f"{random.randint(17, 42)} m²"),
                 Entry("Dépôt de garantie", "versé"))),
        plain([("Redevance mensuelle", "Montant"), ("Équivalence de loyer", money(rent)),
               ("Équivalence de charges", money(charges)), ("Total", money(total))],
              (0.7, 0.3), total=True),
        paragraph("La direction de la résidence certifie que la redevance du mois "
                  f"{of_month(issued)} a été acquittée et que le résident occupe toujours "
                  "le logement indiqué."),
        aside(f"Le {words(issued)}", "La direction", truth=truths.issued(facts)),
        foot("Exemple sans valeur."),
    )  # fmt: skip


def render(facts: Home, number: int, random: Random) -> Drawn:
    made = drawn(((looks.LETTING, _letting), (looks.SOCIAL_LANDLORD, _social),
                  (looks.SPREADSHEET, _spreadsheet), (looks.RESIDENCE, _residence)),
                 facts, number, random)  # fmt: skip
    made.truth["issuer"] = facts.issuer
    return made
