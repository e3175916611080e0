"""Pay slips on the simplified model of 2023 and after: four more programs' prints."""

from __future__ import annotations

from decimal import Decimal
from random import Random

from .. import truths
from ..facts import PaySlip
from ..numbers import digits, spaced, spaced_nir
from ..sheet import Drawn, Entry, entries, foot, letterhead, lines, table, title
from ..wording import amount, full
from . import looks
from .paper import (
    GAP,
    Rows,
    aside,
    bottom,
    boxed,
    capitals,
    commas,
    dots,
    drawn,
    edge,
    money,
    month,
    panel,
    plain,
    slash,
    small,
    stack,
    strip,
    term,
    to,
    who,
    wide,
    window,
)

_WIDTHS = (0.42, 0.13, 0.12, 0.165, 0.165)
# Heads of the model (order of 31 January 2023), each with its lines: label, share of what is
# withheld, employer's rate, rate shown.
_MODEL: tuple[tuple[str, tuple[tuple[str, str, str, str], ...]], ...] = (
    ("SANTÉ", (("Sécurité sociale - mal. mat. inval. décès", "", "0.0700", ""),
               ("Complémentaire incapacité invalidité décès", "0.03", "0.0080", "0,40"),
               ("Complémentaire santé", "0.06", "0.0110", ""))),
    ("ACCIDENTS DU TRAVAIL - MALADIES PROF.", (("", "", "0.0121", ""),)),
    ("RETRAITE", (("Sécurité sociale plafonnée", "0.31", "0.0855", "6,90"),
                  ("Sécurité sociale déplafonnée", "0.02", "0.0202", "0,40"),
                  ("Complémentaire tranche 1", "0.18", "0.0601", "4,01"))),
    ("FAMILLE", (("", "", "0.0345", ""),)),
    ("ASSURANCE CHÔMAGE", (("Chômage", "", "0.0400", ""),)),
    ("AUTRES CONTRIBUTIONS DUES PAR L'EMPLOYEUR", (("", "", "0.0265", ""),)),
    ("CSG DÉDUCTIBLE DE L'IMPÔT SUR LE REVENU", (("", "0.28", "0", "6,80"),)),
)  # fmt: skip


def _rows(facts: PaySlip, wage: str, heads: bool = True) -> tuple[list[tuple[str, ...]], Decimal]:
    """Label, base, rate, employee's, employer's; and what the employer pays in all.

    `heads`: whether the model's heads have a row of their own.
    """
    kept, base, cent = facts.gross - facts.net, money(facts.gross, ""), Decimal("0.01")
    rows: list[tuple[str, ...]] = [
        (wage, "151,67", money(facts.gross / Decimal("151.67"), ""), base, ""),
        ("Salaire brut", "", "", base, ""),
    ]
    left, paid = kept, Decimal(0)
    for head, below in _MODEL:
        if heads and below[0][0]:
            rows.append((head, "", "", "", ""))
        for label, share, rate, shown in below:
            mine = (kept * Decimal(share)).quantize(cent) if share else Decimal(0)
            theirs = (facts.gross * Decimal(rate)).quantize(cent)
            left, paid = left - mine, paid + theirs
            rows.append((label or head, base, shown, money(mine, "") if mine else "",
                         money(theirs, "") if theirs else ""))  # fmt: skip
    rows.append(("CSG/CRDS non déductible", base, "2,90", money(left, ""), ""))
    rows.append(("Total des cotisations et contributions", "", "", money(kept, ""),
                 money(paid, "")))  # fmt: skip
    return rows, paid


def _span(facts: PaySlip) -> str:
    first, last = term(facts.period)
    return f"du {slash(first)} au {slash(last)}"


def _clarified(facts: PaySlip, random: Random) -> Rows:
    """A widespread program's: cells above, a grid of lines, the net pay in a frame."""
    person, employer = facts.person, facts.employer
    rows, paid = _rows(facts, "Salaire de base")
    return (
        edge("Dans votre intérêt, et pour vous aider à faire valoir vos droits, conservez ce "
             "bulletin de paie sans limitation de durée - exemple sans valeur"),
        (stack(letterhead(employer.name, *employer.address.lines()),
               lines(f"SIRET : {employer.siret}   Code NAF : 8559A", "URSSAF : Fictiville")),
         stack(title("BULLETIN DE SALAIRE"), lines(f"Période : {month(facts.period)}"),
               window(person, person.short, home=False))),
        entries(Entry("Matricule", digits(random, 5)),
                Entry("N° SS", spaced_nir(person.nir), {"nir": person.nir}),
                Entry("Emploi", "Employé(e) polyvalent(e)"), Entry("Statut", "Non cadre"),
                Entry("Convention collective", "IDCC 1516"),
                Entry("Entrée", "01/09/2021 - CDI")),
        table([("Éléments de paie", "Base", "Taux", "À déduire / à payer", "Charges patronales"),
               *rows], _WIDTHS),
        strip(Entry("Montant net social", money(facts.net)),
              Entry("Net à payer avant impôt", money(facts.net)),
              Entry("Impôt prélevé (PAS 0,00 %)", "0,00 €")),
        (small(f"Paiement le {slash(facts.issued)} par virement", _span(facts),
               "Congés : N-1 solde 6,00 - N acquis 20,80", truth=truths.issued(facts)),
         panel(f"Net payé : {money(facts.net)}",
               f"Coût total employeur : {money(facts.gross + paid)}")),
    )  # fmt: skip


def _web(facts: PaySlip, random: Random) -> Rows:
    """A start-up's payroll: light lines, the net pay told first."""
    person, employer = facts.person, facts.employer
    rows, paid = _rows(facts, "Salaire de base", heads=False)
    return (
        (letterhead(employer.name, f"{commas(employer.address)}",
                    f"SIRET {spaced(employer.siret, 3, 3, 3, 5)}"),
         aside(f"Fiche de paie de {month(facts.period)}", f"Versé le {dots(facts.issued)}",
               truth=truths.issued(facts))),
        title(f"{money(facts.net)}", "net à payer après impôt"),
        (panel(full(person, 1), *person.address.lines(), f"N° sécu : {spaced_nir(person.nir)}",
               truth=who(person, 1) | {"nir": person.nir}),
         panel("Contrat", "CDI, 35 h par semaine", "Chargé(e) de clientèle", _span(facts))),
        plain([("", "Assiette", "Taux", "Salarié", "Employeur"), *rows], _WIDTHS, total=True),
        entries(Entry("Salaire brut", money(facts.gross)),
                Entry("Net imposable", money(facts.net)),
                Entry("Montant net social", money(facts.net)),
                Entry("Total versé par l'employeur", money(facts.gross + paid))),
        bottom("À conserver sans limitation de durée. Exemple sans valeur."),
    )  # fmt: skip


def _narrow(facts: PaySlip, random: Random) -> Rows:
    """A craftsman's accountant: narrow letters, both parties in boxes at the top."""
    person, employer = facts.person, facts.employer
    rows, _ = _rows(facts, "Rémunération de base")
    return (
        title(f"Bulletin de paie {month(facts.period)}"),
        (boxed("Employeur", employer.name, *employer.address.lines(), f"Siret {employer.siret}"),
         wide(1.1, boxed("Salarié", f"{person.short} {full(person, 0)}", *person.address.lines(),
                         f"Sécurité sociale {spaced(person.nir, 13, 2)}",
                         truth=who(person, 0) | {"nir": person.nir})),
         boxed("Emploi", "Aide de bureau", "Coef. 170", f"Payé : {slash(facts.issued)}",
               _span(facts), truth=truths.issued(facts))),
        table([("Rubriques", "Assiette", "Taux sal.", "Part salariale", "Part patronale"), *rows],
              _WIDTHS),
        (entries(Entry("Cumul brut", money(facts.gross * facts.period.month)),
                 Entry("Cumul imposable", money(facts.net * facts.period.month)),
                 Entry("Heures", f"{151.67 * facts.period.month:.2f}".replace(".", ","))),
         entries(Entry("Net imposable", money(facts.net)),
                 Entry("Net social", money(facts.net)),
                 Entry("NET À PAYER", money(facts.net)))),
        foot("Pour la définition des termes employés : rubrique dédiée du portail "
             "service-public (exemple). Sans valeur."),
    )  # fmt: skip


def _printer(facts: PaySlip, random: Random) -> Rows:
    """An old program, on a printer of one font."""
    person, employer = facts.person, facts.employer
    rows, _ = _rows(facts, "SALAIRE MENSUEL", heads=False)
    return (
        (letterhead(employer.name.upper(), *employer.address.lines(),
                    f"SIRET {employer.siret}  APE 8559A"),
         stack(lines(GAP), to(person, 2, person.civility.upper(), home=False))),
        title(f"bulletin de paye - {month(facts.period)}"),
        lines(f"N.S.S. {spaced_nir(person.nir)}   MATR. {digits(random, 4)}   {_span(facts)}",
              f"EMPLOI : MANUTENTIONNAIRE   QUALIF. : OUVRIER   PAYE LE {capitals(facts.issued)}",
              truth={"nir": person.nir} | truths.issued(facts)),
        table([("LIBELLE", "BASE", "TAUX", "RETENUE/GAIN", "EMPLOYEUR"), *rows], _WIDTHS),
        table([("BRUT", "NET SOCIAL", "NET IMPOSABLE", "IMPOT P.A.S.", "NET A PAYER"),
               (money(facts.gross, ""), money(facts.net, ""), money(facts.net, ""), "0,00",
                money(facts.net, ""))], (0.2, 0.2, 0.2, 0.2, 0.2)),
        foot("CONSERVER CE BULLETIN SANS LIMITATION DE DUREE - EXEMPLE SANS VALEUR"),
    )  # fmt: skip


def render(facts: PaySlip, number: int, random: Random) -> Drawn:
    made = drawn(((looks.PAY_CLARIFIED, _clarified), (looks.PAY_WEB, _web),
                  (looks.PAY_NARROW, _narrow), (looks.PAY_PRINTER, _printer)),
                 facts, number, random)  # fmt: skip
    made.truth.update({
        "employer": facts.employer.name, "employer_siret": facts.employer.siret,
        "gross": amount(facts.gross), "net": amount(facts.net), **truths.period(facts),
    })  # fmt: skip
    return made
