"""Pay slips: the clarified model, a centre's for small employers, a cloud's, a printer's."""

from __future__ import annotations

from decimal import Decimal
from random import Random

from .. import truths
from ..eighth.paper import (
    Rows,
    aside,
    band,
    bottom,
    boxed,
    called,
    edge,
    heading,
    ledger,
    money,
    month,
    of_month,
    padded,
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
    words,
)
from ..facts import PaySlip
from ..numbers import digits, spaced, spaced_nir
from ..sheet import Drawn, Entry, entries, foot, letterhead, lines, table, title
from ..wording import amount, full
from . import looks_b
from .paper_b import bare, drawn, sums

_CENT = Decimal("0.01")
_HOURS = Decimal("151.67")
# Head of the clarified model, then its lines: label, employee's and employer's rates in percent,
# share of the gross that they bear on. « Frais de santé » takes what is left to withhold.
_MODEL: tuple[tuple[str, tuple[tuple[str, str, str, str], ...]], ...] = (
    ("Santé", (("Sécurité sociale - Maladie Maternité Invalidité Décès", "0", "7.00", "1"),
               ("Complémentaire Incapacité Invalidité Décès", "0.35", "0.35", "1"),
               ("Complémentaire Santé", "", "0.90", "1"))),
    ("Accidents du travail - Maladies professionnelles", (("", "0", "1.60", "1"),)),
    ("Retraite", (("Sécurité sociale plafonnée", "6.90", "8.55", "1"),
                  ("Sécurité sociale déplafonnée", "0.40", "2.02", "1"),
                  ("Complémentaire Tranche 1", "4.01", "6.01", "1"))),
    ("Famille", (("", "0", "3.45", "1"),)),
    ("Assurance chômage", (("Chômage", "0", "4.00", "1"),)),
    ("Autres contributions dues par l'employeur", (("", "0", "1.32", "1"),)),
    ("CSG déductible de l'impôt sur le revenu", (("", "6.80", "0", "0.9825"),)),
    ("CSG/CRDS non déductible de l'impôt sur le revenu", (("", "2.90", "0", "0.9825"),)),
)  # fmt: skip


class _Slip:
    """The lines of a slip: head, label, base, rate, employee's, employer's, in euros."""

    def __init__(self, facts: PaySlip) -> None:
        kept = facts.gross - facts.net
        self.lines: list[tuple[str, str, Decimal, str, Decimal, Decimal]] = []
        for head, below in _MODEL:
            for label, mine, theirs, share in below:
                base = (facts.gross * Decimal(share)).quantize(_CENT)
                self.lines.append((
                    head, label, base, mine if mine not in ("", "0") else "",
                    (base * Decimal(mine or 0) / 100).quantize(_CENT),
                    (base * Decimal(theirs) / 100).quantize(_CENT)))  # fmt: skip
        rest = kept - sum((line[4] for line in self.lines), Decimal(0))
        self.lines = [(*line[:4], rest, line[5]) if line[1] == "Complémentaire Santé" else line
                      for line in self.lines]  # fmt: skip
        self.kept, self.paid = kept, sum((line[5] for line in self.lines), Decimal(0))
        health = next(line[5] for line in self.lines if line[1] == "Complémentaire Santé")
        self.taxable = facts.net + self.lines[-1][4] + health
        self.wage = facts.gross / _HOURS


def _shown(value: Decimal) -> str:
    return money(value, "") if value else ""


def _span(facts: PaySlip, joint: str = "au") -> str:
    first, last = term(facts.period)
    return f"{slash(first)} {joint} {slash(last)}"


def _nir(facts: PaySlip) -> dict[str, str]:
    return {"nir": facts.person.nir}


def _clarified(facts: PaySlip, random: Random) -> Rows:
    """The clarified model as a program for accountants prints it."""
    person, employer, slip = facts.person, facts.employer, _Slip(facts)
    rows: list[tuple[str, ...]] = [
        ("Salaire de base", bare(_HOURS), f"{slip.wage:.4f}".replace(".", ","),
         money(facts.gross, ""), ""),
        ("Rémunération brute", "", "", money(facts.gross, ""), "")]  # fmt: skip
    before = ""
    for head, label, base, rate, mine, theirs in slip.lines:
        if label and head != before:
            rows.append((head.upper(), "", "", "", ""))
        before = head
        rows.append((label or head, money(base, ""), rate.replace(".", ","), _shown(mine),
                     _shown(theirs)))  # fmt: skip
    rows.append(("Total des cotisations et contributions", "", "", money(slip.kept, ""),
                 money(slip.paid, "")))  # fmt: skip
    return (
        edge("Pour la définition des termes employés, se reporter au site internet du service "
             "public, rubrique cotisations sociales (exemple)"),
        (stack(letterhead(employer.name, *employer.address.lines()),
               small(f"SIRET : {employer.siret} - NAF : 4719B - URSSAF : 937 {digits(random, 6)}",
                     "Convention collective : Commerce et services (exemple), IDCC 9999")),
         stack(title("Bulletin de paie"), aside(f"Période du {_span(facts)}",
                                                f"Paiement le {slash(facts.issued)}",
                                                truth=truths.issued(facts)),
               to(person, 1, person.civility, home=False))),
        (entries(Entry("Matricule", digits(random, 4)),
                 Entry("N° SS", spaced_nir(person.nir), _nir(facts))),
         entries(Entry("Emploi", "Employé(e) libre-service"),
                 Entry("Coefficient", "Niveau II - 140")),
         entries(Entry("Entrée", "02/05/2022"), Entry("Mois", month(facts.period)))),
        table([("Rubrique", "Base", "Taux sal.", "Part salarié", "Part employeur"), *rows],
              (0.45, 0.13, 0.12, 0.15, 0.15)),
        (stack(strip(Entry("Congés N-1 : solde", "4,00"), Entry("Congés N : acquis", "12,50"),
                     Entry("Pris", "3,00")),
               small(f"Cumul imposable : {money(slip.taxable * facts.period.month)}",
                     f"Total versé par l'employeur : {money(facts.gross + slip.paid)}")),
         sums(Entry("Montant net social", money(facts.net)),
              Entry("Net à payer avant impôt", money(facts.net)),
              Entry("Impôt sur le revenu (PAS 0,00 %)", "0,00 €"),
              Entry("Net imposable", money(slip.taxable)),
              Entry("Net à payer au salarié", money(facts.net)))),
        bottom("Dans votre intérêt, conservez ce bulletin de paie sans limitation de durée. "
               "Exemple sans valeur."),
    )  # fmt: skip


def _centre(facts: PaySlip, random: Random) -> Rows:
    """A centre's that works out the pay of small employers: two frames, short tables, sentences."""
    person, employer, slip = facts.person, facts.employer, _Slip(facts)

    def some(*which: int) -> tuple[str, str]:
        return (_shown(sum((slip.lines[at][4] for at in which), Decimal(0))),
                _shown(sum((slip.lines[at][5] for at in which), Decimal(0))))  # fmt: skip

    return (
        letterhead("Centre national fictif du titre emploi", "Bulletin établi pour le compte de "
                   "l'employeur à partir de sa déclaration"),
        (title("Bulletin de salaire"), aside(f"Mois {of_month(facts.period)}",
                                             f"Volet social n° {digits(random, 8)}")),
        (boxed("EMPLOYEUR", employer.name, *employer.address.lines(),
               f"N° SIRET : {spaced(employer.siret, 3, 3, 3, 5)}", "Code APE : 9499Z"),
         boxed("SALARIÉ(E)", called(person), *person.address.lines(),
               f"N° de Sécurité sociale : {spaced_nir(person.nir)}",
               truth=who(person, 0) | _nir(facts))),
        entries(Entry("Période d'emploi", _span(facts, "-")),
                Entry("Emploi occupé", "Agent(e) d'accueil"),
                Entry("Nombre d'heures rémunérées", f"{bare(_HOURS)} h"),
                Entry("Salaire horaire brut", money(slip.wage)),
                Entry("Salaire brut du mois", money(facts.gross))),
        table([("Cotisations et contributions sociales", "Salarié", "Employeur"),
               ("Maladie, accidents du travail, famille", *some(0, 3, 7)),
               ("Retraites de base et complémentaire", *some(4, 5, 6)),
               ("Prévoyance et frais de santé", *some(1, 2)),
               ("Assurance chômage et divers", *some(8, 9)),
               ("CSG déductible", *some(10)), ("CSG et CRDS non déductibles", *some(11)),
               ("Total", money(slip.kept, ""), money(slip.paid, ""))], (0.6, 0.2, 0.2)),
        entries(Entry("Salaire net imposable", money(slip.taxable)),
                Entry("Prélèvement à la source (taux 0 %)", money(Decimal(0))),
                Entry("Montant net social", money(facts.net)),
                Entry("SALAIRE NET À VERSER", money(facts.net))),
        lines(f"Payé le {words(facts.issued)}, par virement.", "Congés payés : 2,5 jours ouvrables "
              "acquis au titre du mois.", truth=truths.issued(facts)),
        small("Ce document se substitue à la remise du bulletin par l'employeur. Le salarié doit "
              "le garder sans limite de temps."),
        foot("Exemple sans valeur."),
    )  # fmt: skip


def _online(facts: PaySlip, random: Random) -> Rows:
    """A cloud's: the net pay in a panel at the top, lines grouped, edges."""
    person, employer, slip = facts.person, facts.employer, _Slip(facts)

    def tell(value: Decimal) -> str:
        return money(value, "\u00a0€", "\u00a0")

    groups: list[tuple[str, ...]] = []
    for name, which in (
        ("Santé", (0, 1, 2)),
        ("Accidents du travail", (3,)),
        ("Retraite", (4, 5, 6)),
        ("Famille", (7,)),
        ("Chômage", (8,)),
        ("Autres contributions", (9,)),
        ("CSG déductible", (10,)),
        ("CSG-CRDS non déductible", (11,)),
    ):
        mine = sum((slip.lines[at][4] for at in which), Decimal(0))
        theirs = sum((slip.lines[at][5] for at in which), Decimal(0))
        groups.append((name, f"-{money(mine, '')}" if mine else "", _shown(theirs)))
    return (
        (stack(title(f"Bulletin de paie {of_month(facts.period)}"),
               small(f"Du {padded(term(facts.period)[0])} au {padded(term(facts.period)[1])}",
                     f"Virement du {padded(facts.issued)}", truth=truths.issued(facts))),
         letterhead(employer.name, *employer.address.lines(), f"Siret {employer.siret}")),
        (wide(1.2, stack(lines(f"{full(person, 1)}", *person.address.lines(),
                               f"Sécurité sociale : {spaced(person.nir, 13, 2)}",
                               truth=who(person, 1) | _nir(facts)),
                         small("Assistant(e) logistique, CDI à temps plein, non-cadre",
                               "Convention : Transports de la Fiction, groupe 3"))),
         panel(f"{tell(facts.net)}", "Net payé après impôt")),
        heading("Rémunération"),
        entries(Entry(f"Salaire de base ({bare(_HOURS)} h x {bare(slip.wage)})",
                      tell(facts.gross)),
                Entry("Salaire brut", tell(facts.gross))),
        heading("Cotisations"),
        plain([("", "Vos cotisations", "Celles de l'entreprise"), *groups,
               ("Total", f"-{money(slip.kept, '')}", money(slip.paid, ""))],
              (0.5, 0.25, 0.25), total=True),
        heading("Du net à l'impôt"),
        entries(Entry("Montant net social (à déclarer pour les prestations)", tell(facts.net)),
                Entry("Net avant impôt", tell(facts.net)),
                Entry("Revenu net imposable", tell(slip.taxable)),
                Entry("Impôt prélevé à la source, taux personnalisé 0 %", tell(Decimal(0)))),
        strip(Entry("Congés restants", "11,5 j"), Entry("RTT restants", "0 j"),
              Entry("Coût employeur", tell(facts.gross + slip.paid))),
        bottom("Bulletin électronique déposé dans votre coffre-fort. À conserver sans limitation "
               "de durée. Exemple sans valeur."),
    )  # fmt: skip


def _mainframe(facts: PaySlip, random: Random) -> Rows:
    """A large firm's printer: codes, gains and withholdings, the year's totals, capitals."""
    person, employer, slip = facts.person, facts.employer, _Slip(facts)
    base = (facts.gross * Decimal("0.93")).quantize(_CENT)
    rows: list[tuple[str, ...]] = [
        ("1000", "SALAIRE MENSUEL", bare(_HOURS), "", bare(base), "", ""),
        ("1450", "PRIME D'EQUIPE", "", "", bare(facts.gross - base), "", ""),
        ("1999", "TOTAL BRUT", "", "", bare(facts.gross), "", "")]  # fmt: skip
    short = ("SS MALADIE", "PREVOYANCE TA", "MUTUELLE", "ACCIDENT TRAVAIL", "VIEILLESSE TA",
             "VIEILLESSE TOTALITE", "RETRAITE COMPL T1", "ALLOC FAMILIALES", "CHOMAGE",
             "FNAL FORMATION", "CSG DEDUCTIBLE", "CSG CRDS NON DED")  # fmt: skip
    for rank, (name, line) in enumerate(zip(short, slip.lines, strict=True)):
        _, _, on, rate, mine, theirs = line
        rows.append((f"{2100 + 35 * rank}", name, bare(on), rate.replace(".", ","), "",
                     bare(mine) if mine else "", bare(theirs) if theirs else ""))  # fmt: skip
    rows.append(("4999", "TOTAL RETENUES", "", "", "", bare(slip.kept), bare(slip.paid)))
    times = facts.period.month
    return (
        (letterhead(employer.name, *(line.upper() for line in employer.address.lines()),
                    f"SIRET {employer.siret} APE 2511Z"),
         stack(title("BULLETIN DE PAYE"), aside(f"PAYE DU MOIS DE {month(facts.period).upper()}",
                                                f"PAGE 1 ETAB {digits(random, 3)}"))),
        (stack(lines(f"MATRICULE {digits(random, 7)}", f"N.I.R. {spaced_nir(person.nir)}",
                     "QUALIFICATION OPERATEUR(RICE) P1", "HORAIRE MENSUEL 151,67",
                     truth=_nir(facts))),
         window(person, "MME" if person.e else "M", home=False)),
        ledger([("CODE", "LIBELLE", "NB/BASE", "TAUX", "GAIN", "RETENUE", "PATRONAL"), *rows],
               (0.08, 0.28, 0.14, 0.09, 0.14, 0.13, 0.14), total=True),
        table([("CUMULS", "BRUT", "IMPOSABLE", "HEURES", "NET SOCIAL"),
               ("MOIS", bare(facts.gross), bare(slip.taxable), bare(_HOURS), bare(facts.net)),
               ("ANNEE", bare(facts.gross * times), bare(slip.taxable * times),
                bare(_HOURS * times), bare(facts.net * times))], (0.16, 0.21, 0.21, 0.21, 0.21)),
        strip(Entry("NET AVANT IMPOT", bare(facts.net)), Entry("PAS TAUX 0,0", "0,00"),
              Entry("DATE DE VIREMENT", slash(facts.issued), truths.issued(facts)),
              Entry("NET A PAYER EUROS", bare(facts.net))),
        band("CONGES ACQUIS 20,8 PRIS 12 SOLDE 8,8 - REPOS COMPENSATEUR 0"),
        bottom("CONSERVEZ CE BULLETIN SANS LIMITATION DE DUREE - EXEMPLE SANS VALEUR"),
    )  # fmt: skip


def render(facts: PaySlip, number: int, random: Random) -> Drawn:
    made = drawn(((looks_b.PAY_MODEL, _clarified), (looks_b.PAY_TITLE, _centre),
                  (looks_b.PAY_ONLINE, _online), (looks_b.PAY_MAINFRAME, _mainframe)),
                 facts, number, random)  # fmt: skip
    made.truth.update({
        "employer": facts.employer.name, "employer_siret": facts.employer.siret,
        "gross": amount(facts.gross), "net": amount(facts.net), **truths.period(facts),
    })  # fmt: skip
    return made
