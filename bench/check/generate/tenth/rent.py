"""Rent: a manager's notice and receipt, a receipt book's leaf, a housing office's, a law's."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from random import Random

from .. import truths
from ..eighth.paper import (
    GAP,
    Rows,
    aside,
    blank,
    bottom,
    commas,
    eur,
    glued,
    ledger,
    month,
    nothing,
    of_month,
    padded,
    panel,
    plain,
    rubber,
    slash,
    small,
    spelt,
    stack,
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
    Drawn,
    Entry,
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
from .paper_a import bare, drawn, first_capital, laid, thin


def _sums(facts: Home) -> tuple[Decimal, Decimal, Decimal]:
    """Rent, charges and their sum: a home costs more than a bill, whose amount the facts give."""
    rent = 320 + 2 * facts.amount
    charges = 18 + (facts.amount * Decimal("0.35")).quantize(Decimal("0.01"))
    return rent, charges, rent + charges


def _next(day: date) -> date:
    return (day.replace(day=1) + timedelta(days=32)).replace(day=1)


def _manager(facts: Home, random: Random) -> Rows:
    """A property manager's sheet: a running account, then the receipt of the last term."""
    person, issued = facts.person, facts.issued
    rent, charges, total = _sums(facts)
    first, last = term(issued)
    household = Decimal(random.randint(700, 1400)) / 100
    due = _next(issued)
    return (
        (letterhead(facts.issuer, "Gestion locative - syndic - transaction",
                    "73 boulevard de l'Échantillon", "99999 FICTIVILLE",
                    "Carte professionnelle CPI 9999 2019 000 000 002 (fictive)"),
         stack(blank(2), window(person, "MME" if person.e else "M."))),
        entries(Entry("Références", f"{digits(random, 4)}.{digits(random, 3)}.{digits(random, 2)}"),
                Entry("Bien loué", commas(person.address)),
                Entry("Édition du", slash(issued), truths.issued(facts)),
                Entry("Extranet", "www.example.com/locataire")),
        title("Avis d'échéance et quittance"),
        ledger([("Date", "Libellé", "Débit", "Crédit"),
                (slash(first), f"Loyer {first_capital(first)}", bare(rent), ""),
                (slash(first), "Provision pour charges", bare(charges), ""),
                (slash(first + timedelta(days=6)), "Virement reçu", "", bare(total)),
                (slash(due), f"Loyer {first_capital(due)}", bare(rent), ""),
                (slash(due), "Provision pour charges", bare(charges), ""),
                (slash(due), "Taxe d'enlèvement des ordures ménagères", bare(household), ""),
                ("", "Solde à régler avant le 5 du mois", bare(total + household), "")],
               (0.15, 0.49, 0.18, 0.18), total=True),
        panel("QUITTANCE",
              f"Le mandataire soussigné reconnaît avoir reçu de {full(person, 0)} la somme de "
              f"{thin(total)} en paiement du terme du {slash(first)} au {slash(last)} : loyer "
              f"{thin(rent)}, charges {thin(charges)}.",
              "Dont quittance, sous réserve de tous droits et actions du propriétaire."),
        small("La quittance annule tous les reçus donnés pour acomptes versés au titre de la même "
              "période. Paiement par virement : indiquez vos références. Le locataire doit "
              "s'assurer contre les risques dont il répond et en justifier chaque année."),
        (nothing(0.6), sign("Le service comptable")),
        bottom(f"{facts.issuer} - garantie financière fictive - exemple sans valeur"),
    )  # fmt: skip


def _stub(facts: Home, random: Random) -> Rows:
    """A leaf of a receipt book: the stub at the left, at the right what the tenant keeps."""
    person, issued = facts.person, facts.issued
    rent, charges, total = _sums(facts)
    first, last = term(issued)
    number = random.randint(11, 96)
    return (
        blank(1),
        (wide(0.45, stack(
            lines(f"N° {number}", GAP, "LOYER", month(issued), GAP, full(person, 0), GAP,
                  glued(total), GAP, f"remis le {slash(issued)}"))),
         wide(1.5, stack(
             title(f"QUITTANCE DE LOYER N° {number}"),
             lines(f"Propriétaire ou gérant : {facts.issuer}",
                   "Demeurant : 15 cours de l'Imaginaire, 99999 Fictiville"),
             paragraph(f"Reçu de {person.civility} {full(person, 0)} la somme de {spelt(total)}, "
                       f"soit {spelt(rent)} de loyer et {spelt(charges)} de charges, pour la "
                       f"période comprise entre le {words(first)} et le {words(last)}, au titre de "
                       "la location des locaux d'habitation sis :",
                       truth=who(person, 0)),
             lines(*person.address.lines(), truth=address_truth(person.address)),
             paragraph("Dont quittance, pour valoir ce que de droit, et sous réserve du paiement "
                       "des termes précédents."),
             aside(f"À Fictiville, le {words(issued)}", truth=truths.issued(facts)),
             sign("Signature du bailleur")))),
        rubber("ACQUITTÉ", facts.issuer),
        blank(2),
        small("En cas de paiement par chèque, la présente quittance n'est libératoire qu'après "
              "encaissement. À conserver pendant trois ans."),
    )  # fmt: skip


def _housing(facts: Home, random: Random) -> Rows:
    """A public housing office's: headings of rent, the aid taken off, what was paid."""
    person, issued = facts.person, facts.issued
    rent, charges, total = _sums(facts)
    heat, lift = charges * 3 / 5, charges / 10
    heat, lift = heat.quantize(Decimal("0.01")), lift.quantize(Decimal("0.01"))
    aid = (facts.amount / 2).quantize(Decimal("0.01"))
    return (
        (letterhead(facts.issuer, "Office de l'habitat (fictif)", "Agence des Maquettes"),
         stack(small("Votre interlocuteur", f"Chargée de secteur - poste {digits(random, 4)}"),
               to(person, 0, person.short))),
        title("AVIS D'ÉCHÉANCE VALANT QUITTANCE"),
        entries(Entry("Période", first_capital(issued)),
                Entry("N° locataire", digits(random, 8)),
                Entry("Module", f"{digits(random, 3)} / {random.choice('ABC')} / "
                      f"{digits(random, 2)} - type T{random.randint(2, 5)}"),
                Entry("Date d'édition", padded(issued), truths.issued(facts))),
        lines(f"Logement situé : {commas(person.address)}"),
        plain([("Rubriques", "Quantité", "Montant en euros"),
               ("Loyer logement", "1", bare(rent)),
               ("Chauffage collectif", "1", bare(heat)),
               ("Ascenseur, parties communes", "1", bare(lift)),
               ("Eau froide (provision)", "1", bare(charges - heat - lift)),
               ("Aide personnalisée au logement versée à l'office", "1", f"-{bare(aid)}"),
               ("Net du mois", "", bare(total - aid))], (0.6, 0.15, 0.25), total=True),
        paragraph(f"Situation du compte : votre règlement de {thin(total - aid)} a bien été "
                  "enregistré. Le présent avis vaut quittance pour la période indiquée."),
        (panel("Pratique", "Prélèvement le 5, le 10 ou le 15 : demandez à changer de date."),
         panel("Sécurité", "Ne laissez rien dans les couloirs ni sur les paliers.")),
        small("Enquête ressources, attestation d'assurance, entretien de la chaudière : déposez "
              "vos justificatifs dans votre espace locataire avant la date indiquée."),
        bottom(f"{facts.issuer} - établissement fictif - exemple sans valeur"),
    )  # fmt: skip


def _statute(facts: Home, random: Random) -> Rows:
    """An owner's typed model, after the article of the law, paragraph by paragraph."""
    person, issued = facts.person, facts.issued
    rent, charges, total = _sums(facts)
    first, last = term(issued)
    return (
        lines(facts.issuer, "27 route du Faux-Semblant", "99999 FICTIVILLE"),
        aside(f"{person.civility} {full(person, 1)}", *person.address.lines(),
              truth=who(person, 1) | address_truth(person.address)),
        title("Quittance de loyer",
              "(article 21 de la loi n° 89-462 du 6 juillet 1989)"),
        paragraph(f"Je soussigné, {facts.issuer}, bailleur du logement désigné ci-après, déclare "
                  f"avoir reçu de {person.civility} {full(person, 1)}, locataire, le paiement "
                  f"intégral du loyer et des charges du mois {of_month(issued)}, et lui en donne "
                  "quittance."),
        laid("tabbed", Entry("Logement", commas(person.address)),
             Entry("Terme", f"du {words(first)} au {words(last)}")),
        table([("Détail du règlement", "Somme"), ("Loyer hors charges", eur(rent)),
               ("Provision pour charges locatives", eur(charges)), ("Total", eur(total))],
              (0.66, 0.34)),
        paragraph("Cette quittance annule tous les reçus qui auraient pu être établis précédemment "
                  "en cas de paiement partiel du montant du présent terme. Elle est à conserver "
                  "par le locataire pendant trois ans."),
        (sign(f"Le {words(issued)}", "Le bailleur", truth=truths.issued(facts)), nothing(0.4)),
    )  # fmt: skip


def render(facts: Home, number: int, random: Random) -> Drawn:
    made = drawn(((looks.MANAGER, _manager), (looks.STUB, _stub),
                  (looks.HOUSING, _housing), (looks.STATUTE, _statute)),
                 facts, number, random)  # fmt: skip
    made.truth["issuer"] = facts.issuer
    return made
