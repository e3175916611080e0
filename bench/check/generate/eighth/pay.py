"""Pay slips: a program in columns, a public payroll's, a temping agency's, an accountant's."""

from __future__ import annotations

from decimal import Decimal
from random import Random

from .. import truths
from ..facts import PaySlip
from ..numbers import digits, spaced, spaced_nir
from ..sheet import Block, Drawn, Entry, entries, foot, letterhead, lines, title
from ..wording import amount, full
from . import looks
from .paper import (
    Rows,
    aside,
    blank,
    bottom,
    boxed,
    brief,
    called,
    commas,
    deck,
    drawn,
    fieldset,
    ledger,
    masthead,
    money,
    month,
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

_CENT = Decimal("0.01")
# Label, share of what is withheld, employer's rate, rate shown.
_LINES: tuple[tuple[str, str, str, str], ...] = (
    ("Maladie, maternité, invalidité, décès", "", "0.0700", ""),
    ("Mutuelle obligatoire", "0.07", "0.0105", ""),
    ("Prévoyance non cadre", "0.03", "0.0085", "0,38"),
    ("Accident du travail", "", "0.0134", ""),
    ("Retraite de base plafonnée", "0.30", "0.0855", "6,90"),
    ("Retraite de base déplafonnée", "0.02", "0.0202", "0,40"),
    ("Retraite complémentaire T1", "0.19", "0.0601", "4,01"),
    ("Allocations familiales", "", "0.0345", ""),
    ("Assurance chômage et AGS", "", "0.0425", ""),
    ("CSG déductible", "0.27", "0", "6,80"),
)


def _rows(facts: PaySlip) -> tuple[list[tuple[str, str, str, str, str]], Decimal]:
    """Label, base, rate, employee's, employer's; and what the employer pays in all."""
    kept, base = facts.gross - facts.net, money(facts.gross, "")
    left, paid = kept, Decimal(0)
    rows = []
    for label, share, rate, shown in _LINES:
        mine = (kept * Decimal(share)).quantize(_CENT) if share else Decimal(0)
        theirs = (facts.gross * Decimal(rate)).quantize(_CENT)
        left, paid = left - mine, paid + theirs
        rows.append((label, base, shown, money(mine, "") if mine else "",
                     money(theirs, "") if theirs else ""))  # fmt: skip
    rows.append(("CSG et CRDS imposables", base, "2,90", money(left, ""), ""))
    return rows, paid


def _wage(facts: PaySlip) -> str:
    return money(facts.gross / Decimal("151.67"), "")


def _span(facts: PaySlip) -> str:
    first, last = term(facts.period)
    return f"Du {slash(first)} au {slash(last)}"


def _nir(facts: PaySlip) -> dict[str, str]:
    return {"nir": facts.person.nir}


def _columns(facts: PaySlip, random: Random) -> Rows:
    """An accountants' program: tabs at both sides, one ledger of upright lines."""
    person, employer = facts.person, facts.employer
    rows, paid = _rows(facts)
    return (
        (stack(letterhead(employer.name, *employer.address.lines()),
               entries(Entry("Siret", employer.siret), Entry("Code NAF", "4711D"),
                       Entry("Urssaf", "999 FICTIVILLE"))),
         stack(title("Bulletin de paie"), aside(f"Période : {month(facts.period)}"), blank(1),
               window(person, "MME" if person.e else "M", home=False))),
        (entries(Entry("Matricule", digits(random, 5)),
                 Entry("Numéro de SS", spaced_nir(person.nir), _nir(facts)),
                 Entry("Ancienneté", "3 ans et 2 mois")),
         entries(Entry("Emploi", "Vendeur(se)"), Entry("Classification", "niveau 2, échelon 1"),
                 Entry("Convention", "Commerce de détail (exemple)"))),
        ledger([("Rubriques", "Base", "Taux salarial", "Montant salarial", "Montant patronal"),
                ("Salaire mensuel", "151,67", _wage(facts), money(facts.gross, ""), ""),
                ("SALAIRE BRUT", "", "", money(facts.gross, ""), ""), *rows,
                ("Total cotisations", "", "", money(facts.gross - facts.net, ""),
                 money(paid, ""))], (0.38, 0.14, 0.14, 0.17, 0.17), total=True),
        (small(f"Payé le {slash(facts.issued)} par virement bancaire", _span(facts),
               "Congés acquis 15,00 - pris 5,00 - solde 10,00", truth=truths.issued(facts)),
         entries(Entry("Montant net social", money(facts.net)),
                 Entry("Net avant impôt", money(facts.net)),
                 Entry("Prélèvement à la source", "0,00 €"),
                 Entry("NET À PAYER", money(facts.net)))),
        bottom("Conservez ce bulletin sans limitation de durée. Exemple sans valeur."),
    )  # fmt: skip


def _state(facts: PaySlip, random: Random) -> Rows:
    """A public payroll's: codes, what is to pay, to deduct and for information."""
    person, employer = facts.person, facts.employer
    rows, paid = _rows(facts)
    return (
        masthead("BULLETIN DE PAYE", f"MOIS DE {month(facts.period).upper()}",
                 f"POSTE COMPTABLE {digits(random, 3)} (FICTIF)"),
        (fieldset("AFFECTATION", lines(employer.name, commas(employer.address),
                                       f"SIRET {spaced(employer.siret, 3, 3, 3, 5)}")),
         stack(blank(1), to(person, 0, "MME" if person.e else "M", home=False))),
        strip(Entry("N° INSEE", spaced_nir(person.nir), _nir(facts)),
              Entry("GRADE", "AGENT CONTRACTUEL"), Entry("INDICE", digits(random, 3)),
              Entry("TEMPS", "100 %")),
        ledger([("CODE", "ÉLÉMENTS", "À PAYER", "À DÉDUIRE", "POUR INFORMATION"),
                ("101000", "TRAITEMENT BRUT", money(facts.gross, ""), "", ""),
                *((f"{400 + 7 * rank}000", label.upper(), "", mine, theirs)
                  for rank, (label, _, _, mine, theirs) in enumerate(rows)),
                ("", "TOTAUX DU MOIS", money(facts.gross, ""),
                 money(facts.gross - facts.net, ""), money(paid, ""))],
               (0.11, 0.42, 0.15, 0.15, 0.17), total=True),
        deck(Entry("BASE SS DU MOIS", money(facts.gross, "")),
             Entry("MONTANT NET SOCIAL", money(facts.net, "")),
             Entry("IMPÔT À LA SOURCE", "0,00"), Entry("NET À PAYER (€)", money(facts.net, ""))),
        lines(f"VIRÉ LE {slash(facts.issued)} SUR COMPTE {digits(random, 4)}XXXXXXX",
              truth=truths.issued(facts)),
        foot("DANS VOTRE INTÉRÊT, CONSERVEZ CE BULLETIN. EXEMPLE SANS VALEUR."),
    )  # fmt: skip


def _agency(facts: PaySlip, random: Random) -> Rows:
    """A temping agency's: the mission, the hours, then the same lines."""
    person, employer = facts.person, facts.employer
    rows, _ = _rows(facts)
    base = (facts.gross / Decimal("1.21")).quantize(_CENT)
    ends = (facts.gross - base) / 2
    return (
        (letterhead(employer.name, f"{commas(employer.address)}", f"SIRET {employer.siret} - "
                    "entreprise de travail temporaire (exemple)"),
         aside(f"Fiche de paie de {month(facts.period)}", f"Réglée le {slash(facts.issued)}",
               truth=truths.issued(facts))),
        title("BULLETIN DE SALAIRE INTÉRIMAIRE"),
        (boxed("Salarié(e) intérimaire", called(person), *person.address.lines(),
               f"N° Sécurité sociale : {spaced(person.nir, 13, 2)}",
               truth=who(person, 0) | _nir(facts)),
         boxed("Mission", "Client : Entrepôt de la Chimère", "Poste : préparateur de commandes",
               f"Contrat n° {digits(random, 8)}", _span(facts))),
        plain([("Éléments du brut", "Nombre", "Taux", "Montant"),
               ("Heures travaillées", "151,67", money(base / Decimal("151.67"), ""),
                money(base, "")),
               ("Indemnité de fin de mission", "", "10 %", money(facts.gross - base - ends, "")),
               ("Indemnité de congés payés", "", "10 %", money(ends, "")),
               ("Rémunération brute", "", "", money(facts.gross, ""))], (0.46, 0.16, 0.16, 0.22),
              total=True),
        plain([("Cotisations", "Base", "Taux", "Part salarié", "Part employeur"), *rows],
              (0.40, 0.15, 0.13, 0.16, 0.16)),
        deck(Entry("Retenues", money(facts.gross - facts.net)),
             Entry("Net imposable", money(facts.net)), Entry("Net social", money(facts.net)),
             Entry("Net payé", money(facts.net))),
        bottom("À conserver sans limitation de durée. Exemple sans valeur."),
    )  # fmt: skip


def _book(facts: PaySlip, random: Random) -> Rows:
    """A small accountant's: bold labels, heads of the model, net pay in a frame."""
    person, employer = facts.person, facts.employer
    rows, paid = _rows(facts)
    first, last = term(facts.period)
    return (
        (wide(1.1, letterhead(employer.name, commas(employer.address),
                              f"N° Siret : {spaced(employer.siret, 3, 3, 3, 5)}",
                              "Code APE : 5610C")),
         fieldset("Salarié", lines(f"{person.civility} {full(person, 1)}",
                                   *person.address.lines(), truth=who(person, 1)))),
        title(f"Fiche de paye du {slash(first)} au {slash(last)}"),
        (entries(Entry("Sécurité sociale", spaced_nir(person.nir), _nir(facts)),
                 Entry("Poste", "Commis de cuisine")),
         entries(Entry("Contrat", "CDI, 151,67 h"),
                 Entry("Versement", brief(facts.issued), truths.issued(facts)))),
        ledger([("Désignation", "Assiette", "%", "Salarié", "Employeur"),
                ("Rémunération mensuelle", "151,67", _wage(facts), money(facts.gross, ""), ""),
                ("Total brut", "", "", money(facts.gross, ""), ""), *rows,
                ("Retenues", "", "", money(facts.gross - facts.net, ""), money(paid, ""))],
               (0.44, 0.14, 0.10, 0.16, 0.16), total=True),
        (small("Heures du mois : 151,67", f"Cumul brut : {money(facts.gross * 2)}",
               f"Cumul net imposable : {money(facts.net * 2)}"),
         Block("total", entries=(Entry("Net à payer avant impôt", money(facts.net)),
                                 Entry("Impôt (taux neutre)", "0,00 €"),
                                 Entry("Somme versée", money(facts.net))))),
        foot(f"Coût total pour l'employeur : {money(facts.gross + paid)} - exemple sans valeur"),
    )  # fmt: skip


def render(facts: PaySlip, number: int, random: Random) -> Drawn:
    made = drawn(((looks.PAY_COLUMNS, _columns), (looks.PAY_STATE, _state),
                  (looks.PAY_AGENCY, _agency), (looks.PAY_BOOK, _book)),
                 facts, number, random)  # fmt: skip
    made.truth.update({
        "employer": facts.employer.name, "employer_siret": facts.employer.siret,
        "gross": amount(facts.gross), "net": amount(facts.net), **truths.period(facts),
    })  # fmt: skip
    return made
