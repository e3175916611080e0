"""CV and pay slips."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from random import Random

from .. import truths
from ..facts import Cv, PaySlip
from ..numbers import spaced, spaced_nir
from ..people import Person
from ..sheet import Block, Drawn, Entry, entries, foot, letterhead, lines, paragraph, table, title
from ..wording import amount, full
from .paper import Rows, drawn, money, month, place, slash, to, who, words


def _contact(person: Person, phone: str, *more: str) -> Block:
    told = {"phone": "+33" + person.phone.replace(" ", "")[1:], "email": person.email}
    return lines(*more, phone, person.email, *person.address.lines(), truth=told)


def _side(facts: Cv, random: Random) -> Rows:
    person, year = facts.person, random.randint(2014, 2021)
    return (
        title(full(person, 1), facts.trade),
        (_contact(person, person.phone, "CONTACT"),
         lines("PROFIL", "Sérieuse motivation pour me former", "et changer de métier")),
        (lines("COMPÉTENCES", "Relation client", "Encaissement", "Logiciels de bureau", "",
               "LANGUES", "Français", "Anglais (B1)", "", "LOISIRS", "Lecture, randonnée"),
         lines("EXPÉRIENCES", f"{year} - {year + 3}", "Équipier polyvalent",
               "Restaurant Imaginaire", f"{year - 2} - {year}", "Agent d'accueil",
               "Camping des Fables", "", "FORMATIONS", f"{year - 3}", "Bac professionnel Accueil",
               "Lycée de l'Ébauche")),
    )  # fmt: skip


def _chronological(facts: Cv, random: Random) -> Rows:
    person, year = facts.person, random.randint(2014, 2021)
    return (
        (lines(full(person, 0), f"Permis B, né{person.e} en {person.birth.year}"),
         _contact(person, f"Mobile : {person.phone}")),
        title("Recherche une formation : " + facts.trade),
        Block("heading", "Parcours professionnel"),
        table([("Dates", "Fonction", "Employeur"),
               (f"Depuis {year}", "Chauffeur-livreur", "Colis Chimère"),
               (f"{year - 3}-{year}", "Manutentionnaire", "Dépôt Factice"),
               (f"{year - 4}", "Stagiaire", "Atelier Maquette")], (0.22, 0.4, 0.38)),
        Block("heading", "Diplômes"),
        lines(f"{year - 5} : CAP Conducteur livreur", f"{year - 7} : Brevet"),
        Block("heading", "Centres d'intérêt"),
        lines("Vélo, cuisine, vie de quartier"),
    )  # fmt: skip


def _european(facts: Cv, random: Random) -> Rows:
    person, year = facts.person, random.randint(2014, 2021)
    return (
        letterhead(full(person, 1), f"Projet : {facts.trade}"),
        _contact(person, "(+33) " + person.phone[1:]),
        Block("heading", "EXPÉRIENCE PROFESSIONNELLE"),
        lines(f"[{year} – en cours]  Aide-cuisinier", "Cantine Spécimen, Fictiville, France",
              f"[{year - 4} – {year}]  Agent de propreté", "Nettoyage Modèle, Fictiville, France"),
        Block("heading", "ÉDUCATION ET FORMATION"),
        lines(f"[{year - 5}]  CAP Cuisine", "Centre d'apprentis fictif"),
        Block("heading", "COMPÉTENCES LINGUISTIQUES"),
        table([("Langue", "Comprendre", "Parler", "Écrire"), ("Anglais", "B1", "A2", "A2"),
               ("Espagnol", "A2", "A2", "A1")], (0.4, 0.2, 0.2, 0.2)),
    )  # fmt: skip


def _skills(facts: Cv, random: Random) -> Rows:
    person, year = facts.person, random.randint(2014, 2021)
    return (
        (_contact(person, person.phone.replace(" ", "."), full(person, 2)),
         title("Curriculum vitae")),
        paragraph(f"Mon projet : devenir {facts.trade}. Disponible de suite, mobile sur le "
                  "département."),
        lines("Ce que je sais faire", "- organiser une tournée, tenir un planning",
              "- accueillir, renseigner, orienter", "- utiliser un tableur"),
        lines("Où je l'ai fait", f"Assistant administratif, Cabinet Prototype, {year} à {year + 2}",
              f"Vendeur, Boutique Illusion, {year - 3} à {year}"),
        lines("Ce que j'ai étudié", f"BTS Gestion (première année), {year - 4}",
              f"Baccalauréat STMG, {year - 5}"),
    )  # fmt: skip


def cv(facts: Cv, number: int, random: Random) -> Drawn:
    made = drawn((_side, _chronological, _european, _skills), facts, number, 3, random)
    made.truth.update(who(facts.person, (1, 0, 1, 2)[number - 12]))
    return made


def _bounds(facts: PaySlip) -> tuple[str, str]:
    last = (facts.period + timedelta(days=32)).replace(day=1) - timedelta(days=1)
    return slash(facts.period), slash(last)


def _gains(facts: PaySlip, first: str, gross: str) -> list[tuple[str, ...]]:
    hourly = money(facts.gross / Decimal("151.67"), "")
    return [(first, "151,67", hourly, money(facts.gross, ""), ""),
            (gross, "", "", money(facts.gross, ""), "")]  # fmt: skip


def _charges(facts: PaySlip, total: str) -> list[tuple[str, ...]]:
    all_of, base = facts.gross - facts.net, money(facts.gross, "")
    one = (all_of / 4).quantize(Decimal("0.01"))
    return [("Santé", base, "0,00", "", "0,00"), ("Retraite plafonnée", base, "6,90", "",
                                                 money(one, "")),
            ("Retraite complémentaire", base, "4,01", "", money(one, "")),
            ("CSG et CRDS", base, "9,70", "", money(all_of - 2 * one, "")),
            (total, "", "", "", money(all_of, ""))]  # fmt: skip


_WIDTHS = (0.36, 0.16, 0.14, 0.17, 0.17)


def _cabinet(facts: PaySlip, random: Random) -> Rows:
    person, employer = facts.person, facts.employer
    first, last = _bounds(facts)
    return (
        (letterhead(employer.name, *employer.address.lines(),
                    f"SIRET : {employer.siret}", "Code NAF : 5610A"),
         entries(Entry("Bulletin du", first), Entry("au", last),
                 Entry("Payé le", slash(facts.issued), truths.issued(facts)))),
        title("BULLETIN DE SALAIRE", month(facts.period)),
        (entries(Entry("Matricule", f"0{random.randint(100, 999)}"),
                 Entry("N° SS", spaced_nir(person.nir), {"nir": person.nir}),
                 Entry("Emploi", "Employé polyvalent")),
         to(person, 0, person.short, home=False)),
        table([("Rubrique", "Base", "Taux", "Gain", "Retenue"),
               *_gains(facts, "Salaire de base", "Salaire brut"),
               *_charges(facts, "Total des retenues")], _WIDTHS),
        Block("total", entries=(Entry("Net imposable", money(facts.net)),
                                Entry("Net à payer", money(facts.net)))),
        foot("Bulletin à conserver sans limite de durée. Exemple."),
    )  # fmt: skip


def _clear(facts: PaySlip, random: Random) -> Rows:
    person, employer = facts.person, facts.employer
    return (
        title("Bulletin de paie", f"Période : {month(facts.period)}"),
        (lines("Employeur", employer.name, *employer.address.lines(),
               f"Siret {spaced(employer.siret, 3, 3, 3, 5)}"),
         lines("Salarié", f"{person.civility} {full(person, 1)}", *person.address.lines(),
               truth=who(person, 1))),
        entries(Entry("Numéro de sécurité sociale", spaced_nir(person.nir), {"nir": person.nir}),
                Entry("Date de paiement", words(facts.issued), truths.issued(facts)),
                Entry("Contrat", "CDD, temps plein")),
        table([("Libellé", "Base", "Taux", "Gains", "Retenues"),
               *_gains(facts, "Salaire mensuel", "Rémunération brute"),
               *_charges(facts, "Total cotisations")], _WIDTHS),
        entries(Entry("Net à payer avant impôt sur le revenu", money(facts.net)),
                Entry("Impôt sur le revenu prélevé à la source", "0,00 €"),
                Entry("Net à payer au salarié", money(facts.net))),
        foot("Exemple sans valeur."),
    )  # fmt: skip


def _grouped(facts: PaySlip, random: Random) -> Rows:
    person, employer = facts.person, facts.employer
    return (
        (entries(Entry("Entreprise", employer.name), Entry("SIRET", employer.siret),
                 Entry("Adresse", " - ".join(employer.address.lines()))),
         entries(Entry("Salarié(e)", full(person, 2), who(person, 2)),
                 Entry("NIR", spaced_nir(person.nir), {"nir": person.nir}),
                 Entry("Adresse", place(person)))),
        title(f"FICHE DE PAIE {month(facts.period).upper()}"),
        table([("NET À PAYER", "BRUT", "VIREMENT DU"),
               (money(facts.net), money(facts.gross), slash(facts.issued))], (0.34, 0.33, 0.33),
              truth=truths.issued(facts)),
        table([("Éléments", "Base", "Taux", "À payer", "À déduire"),
               *_gains(facts, "Heures normales", "Total brut"),
               *_charges(facts, "Total salarié")], _WIDTHS),
        entries(Entry("Congés restants", "9,5 jours"),
                Entry("Cumul imposable", money(facts.net * facts.period.month))),
    )  # fmt: skip


def _outsourced(facts: PaySlip, random: Random) -> Rows:
    person, employer = facts.person, facts.employer
    first, last = _bounds(facts)
    return (
        (to(person, 1, person.short, home=False),
         letterhead(employer.name, f"Siret : {spaced(employer.siret, 3, 3, 3, 5)}")),
        title("Bulletin de paie"),
        entries(Entry("Paie du mois de", month(facts.period), truths.period(facts)),
                Entry("Du / au", f"{first} / {last}"),
                Entry("Règlement", f"{slash(facts.issued)} par virement", truths.issued(facts)),
                Entry("Sécurité sociale n°", spaced_nir(person.nir), {"nir": person.nir}),
                Entry("Convention", "Commerces fictifs"), Entry("Coefficient", "150")),
        table([("Désignation", "Nombre", "Taux", "Part gain", "Part retenue"),
               *_gains(facts, "Appointements", "Brut"), *_charges(facts, "Cotisations")],
              _WIDTHS),
        (entries(Entry("Brut", money(facts.gross)), Entry("Net imposable", money(facts.net))),
         entries(Entry("Net social", money(facts.net)), Entry("Net payé", money(facts.net)))),
        foot("Exemple sans valeur."),
    )  # fmt: skip


def pay_slip(facts: PaySlip, number: int, random: Random) -> Drawn:
    made = drawn((_cabinet, _clear, _grouped, _outsourced), facts, number, 0, random)
    made.truth.update({
        "employer": facts.employer.name, "employer_siret": facts.employer.siret,
        "gross": amount(facts.gross), "net": amount(facts.net), **truths.period(facts),
    })  # fmt: skip
    return made
