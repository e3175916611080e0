"""Pay slips: a public body's, a temping agency's, an accountant's for a hotel, a home-care one."""

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
    capitals,
    dashes,
    eur,
    fieldset,
    glued,
    heading,
    ledger,
    money,
    month,
    newsprint,
    of_month,
    panel,
    plain,
    short,
    slash,
    small,
    spelt,
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
from ..ninth.paper_b import bare, sums
from ..numbers import digits, spaced, spaced_nir
from ..sheet import BREAK, Drawn, Entry, entries, foot, letterhead, lines, table, title
from ..wording import amount, full
from . import looks_b
from .paper_b import drawn

_CENT = Decimal("0.01")
_HOURS = Decimal("151.67")
_CSG = "0.9825"  # share of the gross that CSG and CRDS bear on


class _Line:
    """A withholding: its label, base and amounts in euros, rate in percent."""

    def __init__(
        self, gross: Decimal, label: str, mine: str, theirs: str, share: str = "1"
    ) -> None:
        self.label, self.rate = label, mine.replace(".", ",") if Decimal(mine) else ""
        self.base = (gross * Decimal(share)).quantize(_CENT)
        self.mine = (self.base * Decimal(mine) / 100).quantize(_CENT)
        self.theirs = (self.base * Decimal(theirs) / 100).quantize(_CENT)


class _Slip:
    """The lines of a slip. The first, a flat sum, takes what is left to withhold."""

    def __init__(self, facts: PaySlip, flat: str, *rates: tuple[str, ...]) -> None:
        self.lines = [_Line(facts.gross, flat, "0", "1.1")]
        self.lines += [_Line(facts.gross, *rate) for rate in rates]
        self.kept = facts.gross - facts.net
        self.lines[0].mine = self.kept - sum((line.mine for line in self.lines), Decimal(0))
        self.paid = sum((line.theirs for line in self.lines), Decimal(0))
        self.taxable = facts.net + self.lines[-1].mine


def _shown(value: Decimal) -> str:
    return money(value, "") if value else ""


def _nir(facts: PaySlip) -> dict[str, str]:
    return {"nir": facts.person.nir}


def _public(facts: PaySlip, random: Random) -> Rows:
    """A public body's: codes, columns to pay, to withhold and for information."""
    person, employer = facts.person, facts.employer
    slip = _Slip(
        facts, "PARTICIPATION PREVOYANCE SANTE",
        ("COT SALARIALE VIEILLESSE PLAFONNEE", "6.90", "8.55"),
        ("COT SALARIALE VIEILLESSE DEPLAF.", "0.40", "2.02"),
        ("COT MALADIE DEPLAFONNEE", "0", "7.00"), ("COT FAMILLE", "0", "3.45"),
        ("CONTRIBUTION FNAL ET SOLIDARITE", "0", "0.80"),
        ("IRCANTEC TRANCHE A", "2.80", "4.20"), ("C.S.G. DEDUCTIBLE", "6.80", "0", _CSG),
        ("C.S.G. NON DEDUCTIBLE ET C.R.D.S.", "2.90", "0", _CSG))  # fmt: skip
    residence = (facts.gross * Decimal("0.0099")).quantize(_CENT)
    rows: list[tuple[str, ...]] = [
        ("101000", "TRAITEMENT BRUT", bare(facts.gross - residence), "", ""),
        ("102000", "INDEMNITE DE RESIDENCE", bare(residence), "", "")]  # fmt: skip
    for rank, line in enumerate(slip.lines):
        rows.append((f"{401100 + 107 * rank}", line.label, "", bare(line.mine) if line.mine else "",
                     bare(line.theirs) if line.theirs else ""))  # fmt: skip
    rows.append(("", "TOTAUX DU MOIS", bare(facts.gross), bare(slip.kept), bare(slip.paid)))
    return (
        (wide(1.2, letterhead(employer.name, *employer.address.lines(),
                              f"N° SIRET {employer.siret}")),
         stack(title("BULLETIN DE PAYE"), aside(f"MOIS DE {month(facts.period).upper()}"))),
        (stack(small("Affectation : service général", "Poste 1 - temps complet",
                     "Emploi : adjoint(e) administratif(ve) contractuel(le)"),
               strip(Entry("N° ordre", "01"), Entry("Taux horaire ou NBI", "0"),
                     Entry("Indice majoré", str(random.randint(366, 420))),
                     Entry("Enfants à charge", "0"))),
         window(person, "MME" if person.e else "M.", home=False)),
        strip(Entry("Identification (numéro INSEE et clé)", spaced(person.nir, 13, 2), _nir(facts)),
              Entry("Ministère ou établissement", digits(random, 3)),
              Entry("Dossier", digits(random, 5))),
        ledger([("CODE", "ÉLÉMENTS", "À PAYER", "À DÉDUIRE", "POUR INFORMATION"), *rows],
               (0.11, 0.44, 0.14, 0.14, 0.17), total=True),
        strip(Entry("Total brut du mois", bare(facts.gross)),
              Entry("Montant imposable du mois", bare(slip.taxable)),
              Entry("Montant net social", bare(facts.net)),
              Entry("Coût total employeur", bare(facts.gross + slip.paid))),
        (small(f"Mis en paiement le {slash(facts.issued)} par virement sur compte bancaire",
               "Retenue à la source : taux 0,0 %, montant 0,00", truth=truths.issued(facts)),
         sums(Entry("NET À PAYER EN EUROS", bare(facts.net)))),
        bottom("Dans votre intérêt et pour vous aider à faire valoir vos droits, conservez ce "
               "bulletin sans limitation de durée. Exemple sans valeur."),
    )  # fmt: skip


def _temping(facts: PaySlip, random: Random) -> Rows:
    """A temping agency's: the missions in a table, the end-of-mission and leave allowances."""
    person, employer = facts.person, facts.employer
    slip = _Slip(
        facts, "Mutuelle et prévoyance intérim", ("Maladie, maternité", "0", "7.00"),
        ("Accident du travail", "0", "3.10"), ("Vieillesse de base", "7.30", "10.57"),
        ("Retraite complémentaire T1", "4.01", "6.01"), ("Allocations familiales", "0", "3.45"),
        ("Assurance chômage et AGS", "0", "4.25"), ("CSG déductible", "6.80", "0", _CSG),
        ("CSG/RDS non déductible", "2.90", "0", _CSG))  # fmt: skip
    base = (facts.gross / Decimal("1.21")).quantize(_CENT)
    ended = (base / 10).quantize(_CENT)
    first, last = term(facts.period)
    return (
        letterhead(employer.name, "Agence d'emploi - travail temporaire"),
        (stack(lines(*employer.address.lines(), f"SIRET {spaced(employer.siret, 9, 5)}",
                     "NAF 7820Z - garantie financière : Caution Fictive")),
         stack(title("Bulletin de salaire intérimaire"),
               aside(f"Période du {slash(first)} au {slash(last)}"))),
        (entries(Entry("Matricule intérimaire", digits(random, 6)),
                 Entry("N° Sécurité sociale", spaced_nir(person.nir), _nir(facts)),
                 Entry("Qualification", "Agent(e) de production")),
         to(person, 0, person.short, home=False)),
        table([("Contrat", "Entreprise utilisatrice", "Mission", "Heures"),
               (f"C{digits(random, 6)}", "Conserverie du Spécimen, Cavaillon",
                f"{short(first)} - {short(last)}", bare(_HOURS))], (0.17, 0.43, 0.24, 0.16)),
        table([("Éléments de rémunération", "Nombre", "Taux", "Montant"),
               ("Heures travaillées", bare(_HOURS), f"{base / _HOURS:.4f}".replace(".", ","),
                bare(base)),
               ("Indemnité de fin de mission (IFM)", "", "10 %", bare(ended)),
               ("Indemnité compensatrice de congés payés", "", "10 %",
                bare(facts.gross - base - ended)),
               ("Salaire brut total", "", "", bare(facts.gross))], (0.46, 0.16, 0.18, 0.2)),
        table([("Retenues", "Base", "Taux", "Part salariale", "Part patronale"),
               *((line.label, bare(line.base), line.rate, _shown(line.mine), _shown(line.theirs))
                 for line in slip.lines),
               ("Total des retenues", "", "", bare(slip.kept), bare(slip.paid))],
              (0.38, 0.15, 0.11, 0.18, 0.18)),
        (stack(small(f"Net imposable : {eur(slip.taxable)}", f"Net social : {eur(facts.net)}",
                     "Prélèvement à la source : 0,00 EUR (taux non personnalisé)",
                     f"Règlement par virement le {slash(facts.issued)}",
                     truth=truths.issued(facts))),
         panel(f"Net payé : {eur(facts.net)}")),
        bottom("Ce bulletin est à conserver sans limitation de durée. Les indemnités de fin de "
               "mission ne sont pas dues en cas d'embauche. Exemple sans valeur."),
    )  # fmt: skip


def _hotel(facts: PaySlip, random: Random) -> Rows:
    """An accountant's for a hotel or restaurant: meals, small tables by risk, sums at the edge."""
    person, employer = facts.person, facts.employer
    slip = _Slip(
        facts, "Complémentaire santé (forfait)", ("Maladie", "0", "7.00"),
        ("Prévoyance HCR", "0.40", "0.40"), ("Accidents du travail", "0", "2.10"),
        ("Retraite plafonnée", "6.90", "8.55"), ("Retraite déplafonnée", "0.40", "2.02"),
        ("Retraite complémentaire et CEG", "4.01", "6.01"), ("Famille", "0", "3.45"),
        ("Chômage", "0", "4.00"), ("CSG déductible", "6.80", "0", _CSG),
        ("CSG et CRDS imposables", "2.90", "0", _CSG))  # fmt: skip
    meals = Decimal(22) * Decimal("4.15")
    base = facts.gross - meals
    return (
        (stack(letterhead(employer.name, *employer.address.lines()),
               small(f"SIRET {employer.siret} - APE 5610A - CCN Hôtels, cafés, restaurants "
                     "(exemple)")),
         stack(title(f"BULLETIN DE PAIE - {month(facts.period)}"),
               lines(called(person), *person.address.lines(), truth=who(person, 0)))),
        strip(Entry("N° de sécurité sociale", person.nir, _nir(facts)),
              Entry("Emploi", "Serveur(se)"), Entry("Niveau", "II, échelon 1"),
              Entry("Entrée", "12/04/2023"), Entry("Contrat", "CDI 35 h")),
        plain([("Brut", "Nombre", "Taux", "Montant"),
               ("Salaire mensualisé", bare(_HOURS), f"{base / _HOURS:.4f}".replace(".", ","),
                bare(base)),
               ("Indemnité compensatrice de nourriture", "22", "4,15", bare(meals)),
               ("Salaire brut", "", "", bare(facts.gross))], (0.5, 0.15, 0.15, 0.2), total=True),
        plain([("Cotisations", "Assiette", "Taux", "À votre charge", "À la charge de l'employeur"),
               *((line.label, bare(line.base), line.rate, _shown(line.mine), _shown(line.theirs))
                 for line in slip.lines),
               ("Ensemble", "", "", bare(slip.kept), bare(slip.paid))],
              (0.34, 0.14, 0.1, 0.18, 0.24), total=True),
        entries(Entry("MONTANT NET SOCIAL", bare(facts.net)),
                Entry("Net à payer avant impôt sur le revenu", bare(facts.net)),
                Entry("Impôt sur le revenu prélevé à la source (0,00 %)", "0,00"),
                Entry("Net imposable", bare(slip.taxable))),
        (wide(1.3, stack(plain([("Congés payés", "Acquis", "Pris", "Solde"),
                                ("En cours", "14,58", "5,00", "9,58"),
                                ("Précédents", "25,00", "25,00", "0,00")],
                               (0.34, 0.22, 0.22, 0.22)),
                         small(f"Heures payées depuis janvier : "
                               f"{bare(_HOURS * facts.period.month)}"))),
         boxed("NET À PAYER", glued(facts.net), f"viré le {words(facts.issued)}",
               truth=truths.issued(facts))),
        small("Allègement de cotisations patronales : voir détail auprès du cabinet. "
              "Nourriture non fournie par l'établissement : indemnité soumise."),
        bottom("Pour vous aider à faire valoir vos droits, conservez ce bulletin sans limite de "
               "durée. Cabinet comptable fictif - exemple sans valeur."),
    )  # fmt: skip


def _care(facts: PaySlip, random: Random) -> Rows:
    """A home-care employer's: frames, hours and kilometres, what it means on a second page."""
    person, employer = facts.person, facts.employer
    slip = _Slip(
        facts, "Mutuelle obligatoire", ("Sécurité sociale maladie", "0", "7.00"),
        ("Accidents du travail", "0", "2.60"), ("Retraite de base", "7.30", "10.57"),
        ("Retraite complémentaire", "4.01", "6.01"), ("Prévoyance", "0.70", "0.90"),
        ("Allocations familiales", "0", "3.45"), ("Chômage", "0", "4.25"),
        ("CSG déductible", "6.80", "0", _CSG), ("CSG et CRDS", "2.90", "0", _CSG))  # fmt: skip
    trips, sunday = Decimal("64.20"), Decimal("58.75")
    base = facts.gross - trips - sunday
    first, last = term(facts.period)
    return (
        (letterhead(employer.name, "Services à domicile"),
         aside(*employer.address.lines(), f"Siret : {spaced(employer.siret, 3, 3, 3, 5)}")),
        title(f"Bulletin de paie du mois {of_month(facts.period)}"),
        (fieldset("Salarié(e)",
                  lines(f"{person.civility} {full(person, 1)}", *person.address.lines(),
                        truth=who(person, 1))),
         fieldset("Contrat",
                  lines(f"N° SS : {spaced(person.nir, 1, 2, 2, 2, 3, 3, 2)}",
                        "Aide à domicile, degré 1, échelon 2", "Ancienneté : 3 ans",
                        "Convention : branche de l'aide (exemple)", truth=_nir(facts)))),
        band(f"Rémunération du {slash(first)} au {slash(last)}"),
        table([("Désignation", "Quantité", "Valeur", "Gain"),
               ("Heures d'intervention", bare(_HOURS), f"{base / _HOURS:.3f}".replace(".", ","),
                bare(base)),
               ("Temps de trajet entre deux interventions", "6,00", "10,70", bare(trips)),
               ("Majoration dimanche", "5,00", "11,75", bare(sunday)),
               ("Total brut", "", "", bare(facts.gross))], (0.5, 0.15, 0.15, 0.2)),
        band("Cotisations"),
        table([("Nature", "Base", "Taux", "Salarié", "Employeur"),
               *((line.label, bare(line.base), line.rate, _shown(line.mine), _shown(line.theirs))
                 for line in slip.lines),
               ("Total", "", "", bare(slip.kept), bare(slip.paid))],
              (0.4, 0.16, 0.12, 0.16, 0.16)),
        entries(Entry("Net social", spelt(facts.net)), Entry("Net imposable", spelt(slip.taxable)),
                Entry("Impôt à la source", "0 % soit 0,00 euro"),
                Entry("Date du virement", dashes(facts.issued), truths.issued(facts))),
        panel(f"Net à payer : {spelt(facts.net)}", "(avant impôt : montant identique)"),
        bottom("Page 1/2 - suite au verso"),
        BREAK,
        heading(f"Relevé d'heures - {capitals(first)} au {capitals(last)}"),
        table([("Semaine", "Interventions", "Heures", "Absences"), ("1", "24", "35,00", "0"),
               ("2", "22", "34,50", "0"), ("3", "25", "36,25", "0"),
               ("4 et 5", "31", "45,92", "0")],
              (0.25, 0.25, 0.25, 0.25)),
        heading("Compteurs"),
        table([("", "Acquis", "Pris", "Reste"), ("Congés payés", "17,50", "6,00", "11,50"),
               ("Modulation", "3,25", "1,00", "2,25")], (0.34, 0.22, 0.22, 0.22)),
        heading("Comprendre votre bulletin"),
        newsprint("Le montant net social est celui à déclarer pour le revenu de solidarité active "
                  "et la prime d'activité.", "Les indemnités kilométriques sont remboursées à part "
                  "sur présentation du relevé mensuel.", "Une question : le service paie répond "
                  "le mardi et le jeudi matin."),
        foot("Bulletin à conserver sans limitation de durée. Exemple sans valeur. Page 2/2"),
    )  # fmt: skip


def render(facts: PaySlip, number: int, random: Random) -> Drawn:
    made = drawn(((looks_b.PAY_PUBLIC, _public), (looks_b.PAY_TEMP, _temping),
                  (looks_b.PAY_TABLES, _hotel), (looks_b.PAY_CARE, _care)),
                 facts, number, random)  # fmt: skip
    made.truth.update({
        "employer": facts.employer.name, "employer_siret": facts.employer.siret,
        "gross": amount(facts.gross), "net": amount(facts.net), **truths.period(facts),
    })  # fmt: skip
    return made
