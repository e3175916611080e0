"""Pay slips on the simplified model of 2023 and after: four programs' prints."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from random import Random

from .. import truths
from ..facts import PaySlip
from ..numbers import digits, spaced, spaced_nir
from ..sheet import Drawn, Entry, entries, foot, letterhead, lines, paragraph, table, title
from ..wording import amount, full
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
    money,
    month,
    panel,
    short,
    slash,
    stack,
    to,
    who,
    window,
)

_WIDTHS = (0.44, 0.14, 0.12, 0.15, 0.15)
# The rubrics of the model (order of 31 January 2023), share of what is withheld, employer's rate.
_MODEL = (
    ("Sécurité sociale - Maladie, maternité, invalidité, décès", None, "0.0700", ""),
    ("Complémentaire santé", Decimal("0.06"), "0.0100", ""),
    ("Accidents du travail, maladies professionnelles", None, "0.0130", ""),
    ("Sécurité sociale plafonnée", Decimal("0.31"), "0.0855", "6,90"),
    ("Sécurité sociale déplafonnée", Decimal("0.02"), "0.0202", "0,40"),
    ("Complémentaire tranche 1", Decimal("0.18"), "0.0601", "4,01"),
    ("Famille", None, "0.0345", ""),
    ("Assurance chômage", None, "0.0405", ""),
    ("CSG déductible de l'impôt sur le revenu", Decimal("0.30"), "0", "6,80"),
)


def _bounds(facts: PaySlip) -> tuple[str, str]:
    last = (facts.period + timedelta(days=32)).replace(day=1) - timedelta(days=1)
    return slash(facts.period), slash(last)


def _rows(facts: PaySlip, wage: str, gross: str, total: str) -> list[tuple[str, ...]]:
    """Label, base, rate, withheld from the employee, paid by the employer."""
    kept = facts.gross - facts.net
    cent, base = Decimal("0.01"), money(facts.gross, "")
    rows = [(wage, "151,67", money(facts.gross / Decimal("151.67"), ""), base, ""),
            (gross, "", "", base, "")]  # fmt: skip
    left, paid = kept, Decimal(0)
    for label, share, rate, shown in _MODEL:
        mine = (kept * share).quantize(cent) if share else Decimal(0)
        theirs = (facts.gross * Decimal(rate)).quantize(cent)
        left, paid = left - mine, paid + theirs
        rows.append((label, base, shown, money(mine, "") if mine else "",
                     money(theirs, "") if theirs else ""))  # fmt: skip
    rows.append(("CSG-CRDS non déductible de l'impôt sur le revenu", base, "2,90",
                 money(left, ""), ""))  # fmt: skip
    return [*rows, (total, "", "", money(kept, ""), money(paid, ""))]


def _foot(facts: PaySlip) -> tuple[Entry, ...]:
    """The lines that the model puts at the end."""
    return (
        Entry("Montant net social", money(facts.net)),
        Entry("Net à payer avant impôt sur le revenu", money(facts.net)),
        Entry("Impôt sur le revenu prélevé à la source - taux 0,00 %", money(Decimal(0))),
        Entry("Net à payer au salarié", money(facts.net)),
    )  # fmt: skip


def _accountant(facts: PaySlip, random: Random) -> Rows:
    """An accountant's program: a frame for the firm, the window at the right."""
    person, employer = facts.person, facts.employer
    first, last = _bounds(facts)
    return (
        edge("Pour plus d'informations sur le bulletin de paie : portail fictif du service public"),
        (stack(letterhead(employer.name, *employer.address.lines(),
                          f"SIRET {employer.siret} - NAF 8559A"),
               lines(f"N° de sécurité sociale : {spaced_nir(person.nir)}",
                     f"Matricule : {digits(random, 6)}", "Emploi : Agent polyvalent",
                     "Classification : palier 3", "Ancienneté : 2 ans et 4 mois",
                     truth={"nir": person.nir})),
         stack(title("BULLETIN DE PAIE"),
               lines(f"Période : {month(facts.period)}", f"du {first} au {last}",
                     f"Date de paiement : {slash(facts.issued)}", GAP,
                     truth=truths.issued(facts)),
               window(person, person.civility, home=False))),
        table([("Désignation", "Base", "Taux", "Part salarié", "Part employeur"),
               *_rows(facts, "Salaire mensuel", "Rémunération brute", "Total des cotisations et "
                      "contributions")], _WIDTHS),
        entries(*_foot(facts), pairs="ruled"),
        lines("Heures payées : 151,67 - Congés N-1 : acquis 25,00, pris 12,00, solde 13,00"),
        bottom("Conservez ce bulletin de paie sans limitation de durée. Exemple sans valeur."),
    )  # fmt: skip


def _cloud(facts: PaySlip, random: Random) -> Rows:
    person, employer = facts.person, facts.employer
    return (
        (letterhead(employer.name, commas(employer.address),
                    f"Siret : {spaced(employer.siret, 3, 3, 3, 5)}"),
         aside(f"Bulletin de paie - {month(facts.period)}", f"Payé le {slash(facts.issued)}",
               truth=truths.issued(facts))),
        (panel(f"{person.short} {full(person, 0)}", *person.address.lines(), truth=who(person, 0)),
         panel("Emploi", "Assistant(e) d'équipe - non cadre", "CDI depuis le 01/10/2022",
               f"N° SS {spaced_nir(person.nir)}", truth={"nir": person.nir})),
        table([("Rubrique", "Base", "Taux salarié", "Salarié", "Employeur"),
               *_rows(facts, "Salaire de base", "Salaire brut", "Total cotisations")], _WIDTHS),
        (entries(*_foot(facts)),
         entries(Entry("Salaire brut du mois", money(facts.gross)),
                 Entry("Cumul brut annuel", money(facts.gross * facts.period.month)),
                 Entry("Net imposable", money(facts.net)), Entry("Solde de congés",
                                                                 "7,50 jours"))),
        bottom("Ce bulletin est à conserver sans limitation de durée. Exemple sans valeur."),
    )  # fmt: skip


def _town(facts: PaySlip, random: Random) -> Rows:
    """A program of local bodies: cells, sums at the foot in a row."""
    person, employer = facts.person, facts.employer
    first, last = _bounds(facts)
    return (
        title(f"BULLETIN DE SALAIRE - {month(facts.period).upper()}"),
        (boxed("EMPLOYEUR", employer.name, *employer.address.lines(), f"Siret {employer.siret}",
               "URSSAF de Fictiville"),
         boxed("SALARIÉ(E)", f"{person.civility} {full(person, 0)}", *person.address.lines(),
               truth=who(person, 0))),
        entries(Entry("N° INSEE", spaced_nir(person.nir), {"nir": person.nir}),
                Entry("Fonction", "Agent d'accueil"),
                Entry("Période d'emploi", f"{first} - {last}"),
                Entry("Virement du", slash(facts.issued), truths.issued(facts))),
        table([("LIBELLÉ", "BASE", "TAUX", "SALARIAL", "PATRONAL"),
               *_rows(facts, "TRAITEMENT MENSUEL", "TOTAL BRUT", "TOTAL RETENUES")], _WIDTHS),
        table([("TOTAL BRUT", "NET SOCIAL", "NET IMPOSABLE", "PAS", "NET À PAYER"),
               (money(facts.gross), money(facts.net), money(facts.net), "0,00",
                money(facts.net))], (0.2, 0.2, 0.22, 0.14, 0.24)),
        foot("À conserver sans limitation de durée. Exemple sans valeur."),
    )  # fmt: skip


def _plain(facts: PaySlip, random: Random) -> Rows:
    """A very small employer's, through a simplified service."""
    person, employer = facts.person, facts.employer
    first, last = _bounds(facts)
    return (
        (lines("Employeur", employer.name, *employer.address.lines(), f"SIRET : {employer.siret}"),
         to(person, 1, person.civility, "Salarié", home=False)),
        title("Bulletin de paie"),
        lines(f"Période d'emploi : du {first} au {last} ({month(facts.period)})",
              f"N° de sécurité sociale : {spaced_nir(person.nir)}", "Emploi : employé(e) de bureau",
              f"Payé le {short(facts.issued)}",
              truth={"nir": person.nir} | truths.issued(facts)),
        table([("Éléments de paie", "Base", "Taux", "Salarié", "Employeur"),
               *_rows(facts, "Salaire de base", "Total brut", "Total des retenues")], _WIDTHS),
        entries(*_foot(facts)),
        paragraph("Bulletin établi par un service simplifié pour les petits employeurs."),
        foot("Exemple sans valeur."),
    )  # fmt: skip


def render(facts: PaySlip, number: int, random: Random) -> Drawn:
    made = drawn(((looks.SIMPLIFIED, _accountant), (looks.PAYROLL_LIGHT, _cloud),
                  (looks.PAYROLL_GREY, _town), (looks.CELLS, _plain)),
                 facts, number, random)  # fmt: skip
    made.truth.update({
        "employer": facts.employer.name, "employer_siret": facts.employer.siret,
        "gross": amount(facts.gross), "net": amount(facts.net), **truths.period(facts),
    })  # fmt: skip
    return made
