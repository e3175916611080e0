"""Pay slips: a small firm's software, a payroll service, a mainframe, an online payroll."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from random import Random

from .. import truths
from ..facts import PaySlip
from ..numbers import digits, spaced, spaced_nir
from ..sheet import Drawn, Entry, entries, foot, letterhead, lines, table, title
from ..wording import amount, full
from . import looks
from .paper import (
    Rows,
    bottom,
    drawn,
    money,
    month,
    panel,
    short,
    slash,
    stack,
    who,
    window,
)


def _bounds(facts: PaySlip) -> tuple[str, str]:
    last = (facts.period + timedelta(days=32)).replace(day=1) - timedelta(days=1)
    return short(facts.period), short(last)


def _rows(facts: PaySlip, first: str, gross: str, charges: str) -> list[tuple[str, ...]]:
    """Label, base, rate, withheld from the employee, paid by the employer."""
    base, kept = money(facts.gross, ""), facts.gross - facts.net
    one = (kept / 4).quantize(Decimal("0.01"))
    return [
        (first, "151,67", money(facts.gross / Decimal("151.67"), ""), money(facts.gross, ""), ""),
        (gross, "", "", money(facts.gross, ""), ""),
        ("SANTÉ - maladie, maternité, invalidité, décès", base, "", "",
         money(facts.gross * Decimal("0.07"), "")),
        ("RETRAITE - sécurité sociale plafonnée", base, "6,90", money(one, ""),
         money(facts.gross * Decimal("0.0855"), "")),
        ("RETRAITE - complémentaire tranche 1", base, "4,01", money(one, ""),
         money(facts.gross * Decimal("0.0601"), "")),
        ("ASSURANCE CHÔMAGE", base, "", "", money(facts.gross * Decimal("0.0405"), "")),
        ("CSG déductible de l'impôt sur le revenu", base, "6,80", money(kept - 3 * one, ""), ""),
        ("CSG/CRDS non déductible", base, "2,90", money(one, ""), ""),
        (charges, "", "", money(kept, ""), money(facts.gross * Decimal("0.257"), "")),
    ]  # fmt: skip


_WIDTHS = (0.42, 0.14, 0.12, 0.16, 0.16)


def _classic(facts: PaySlip, random: Random) -> Rows:
    """Payroll software of the small firm: a box for the employer, one for the employee."""
    person, employer = facts.person, facts.employer
    first, last = _bounds(facts)
    return (
        (stack(letterhead(employer.name, *employer.address.lines()),
               lines(f"Siret : {employer.siret}   Code NAF : 8559A",
                     "Urssaf : 930 000000000000")),
         stack(title("BULLETIN DE PAIE"),
               lines(f"Période du {first} au {last}", f"Paiement le {short(facts.issued)} par "
                     "virement", truth=truths.issued(facts)))),
        (lines(f"Matricule : {digits(random, 5)}", f"N° SS : {spaced_nir(person.nir)}",
               "Emploi : Employé(e) polyvalent(e)", "Coefficient : 170   Entrée : 01/09/21",
               truth={"nir": person.nir}),
         window(person, person.short, home=False)),
        table([("Rubriques", "Base", "Taux", "Part salarié", "Part employeur"),
               *_rows(facts, "Salaire de base", "Salaire brut", "Total des cotisations")],
              _WIDTHS),
        table([("", "Heures", "Brut", "Net imposable", "Net à payer"),
               ("Mois", "151,67", money(facts.gross, ""), money(facts.net, ""),
                money(facts.net)),
               ("Année", f"{151.67 * facts.period.month:.2f}".replace(".", ","),
                money(facts.gross * facts.period.month, ""),
                money(facts.net * facts.period.month, ""), "")], (0.16, 0.18, 0.22, 0.22, 0.22)),
        lines("Montant net social : " + money(facts.net),
              "Congés payés : acquis 18,72 - pris 10,00 - solde 8,72"),
        bottom("Dans votre intérêt et pour vous aider à faire valoir vos droits, conservez ce "
               "bulletin de paie sans limitation de durée. Exemple sans valeur."),
    )  # fmt: skip


def _clarified(facts: PaySlip, random: Random) -> Rows:
    """The clarified slip of a payroll service: coloured bands, net at the foot."""
    person, employer = facts.person, facts.employer
    return (
        title(f"Bulletin de paie {month(facts.period)}"),
        (panel("Employeur", employer.name, *employer.address.lines(),
               f"SIRET {spaced(employer.siret, 3, 3, 3, 5)}", "Convention : IDCC 0000"),
         panel("Salarié", f"{person.civility} {full(person, 1)}", *person.address.lines(),
               f"N° sécurité sociale {spaced_nir(person.nir)}", "Contrat à durée indéterminée",
               truth=who(person, 1) | {"nir": person.nir})),
        table([("Éléments", "Base", "Taux", "Montant salarial", "Montant patronal"),
               *_rows(facts, "Rémunération mensuelle", "Total brut", "Total cotisations et "
                      "contributions")], _WIDTHS),
        entries(Entry("Montant net social", money(facts.net)),
                Entry("Net à payer avant impôt sur le revenu", money(facts.net)),
                Entry("Prélèvement à la source (taux 0,0 %)", "0,00 €"),
                Entry("Net payé en euros", money(facts.net)), pairs="ruled"),
        lines(f"Date de paiement : {slash(facts.issued)}", truth=truths.issued(facts)),
        bottom("Pour la définition des termes employés, consulter la rubrique dédiée au bulletin "
               "de paie du portail des services publics. Exemple sans valeur."),
    )  # fmt: skip


def _mainframe(facts: PaySlip, random: Random) -> Rows:
    person, employer = facts.person, facts.employer
    first, last = _bounds(facts)
    return (
        (lines(f"EMPLOYEUR : {employer.name}", *(x.upper() for x in employer.address.lines()),
               f"SIRET {employer.siret}"),
         lines(f"SALARIE : {person.short.upper()} {full(person, 2)}",
               *(x.upper() for x in person.address.lines()),
               f"IMMAT. {spaced_nir(person.nir)}",
               truth=who(person, 2) | {"nir": person.nir})),
        title(f"BULLETIN DE SALAIRE - {month(facts.period)}"),
        lines(f"PERIODE {first} - {last}    VERSEMENT LE {slash(facts.issued)}",
              truth=truths.issued(facts)),
        table([("LIBELLE", "BASE", "TAUX", "SALARIE", "PATRON"),
               *_rows(facts, "SALAIRE DE BASE", "BRUT", "TOTAL RETENUES")], _WIDTHS),
        entries(Entry("NET IMPOSABLE", money(facts.net, "")),
                Entry("NET A PAYER", f"{money(facts.net, '')} EUR")),
        foot("Exemple sans valeur."),
    )  # fmt: skip


def _online(facts: PaySlip, random: Random) -> Rows:
    """From an online payroll: the sums first, the detail below."""
    person, employer = facts.person, facts.employer
    return (
        (letterhead(employer.name, f"Siret {spaced(employer.siret, 3, 3, 3, 5)}",
                    ", ".join(employer.address.lines())),
         lines(f"{person.short} {full(person, 1)}", *person.address.lines(),
               truth=who(person, 1))),
        title("Fiche de paie", month(facts.period)),
        (panel("Salaire brut", money(facts.gross)), panel("Net à payer", money(facts.net)),
         panel("Versé le", slash(facts.issued), truth=truths.issued(facts))),
        entries(Entry("Sécurité sociale", spaced_nir(person.nir), {"nir": person.nir}),
                Entry("Poste", "Chargé(e) d'accueil"), Entry("Statut", "Employé"),
                Entry("Temps de travail", "151,67 heures")),
        table([("Description", "Base", "Taux", "Salarié", "Employeur"),
               *_rows(facts, "Salaire de base", "Brut", "Cotisations")], _WIDTHS),
        bottom("À conserver sans limitation de durée. Exemple sans valeur."),
    )  # fmt: skip


def render(facts: PaySlip, number: int, random: Random) -> Drawn:
    made = drawn(((looks.PAYROLL, _classic), (looks.UTILITY, _clarified),
                  (looks.PRINTER, _mainframe), (looks.APP, _online)),
                 facts, number, random)  # fmt: skip
    made.truth.update({
        "employer": facts.employer.name, "employer_siret": facts.employer.siret,
        "gross": amount(facts.gross), "net": amount(facts.net), **truths.period(facts),
    })  # fmt: skip
    return made
