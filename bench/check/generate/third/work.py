"""CV and pay slips."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from random import Random

from .. import truths
from ..facts import Cv, PaySlip
from ..numbers import spaced, spaced_nir
from ..people import Person
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
    table,
    title,
)
from ..wording import amount, full
from .paper import Rows, drawn, money, month, of_month, slash


def _contact(person: Person, written: str, *more: str) -> Block:
    phone = "+33" + person.phone.replace(" ", "")[1:]
    return lines(*more, person.address.street, f"{person.address.postcode} {person.address.city}",
                 written, person.email,
                 truth={"phone": phone, "email": person.email})  # fmt: skip


def _who(person: Person, style: int) -> dict[str, str]:
    return {"full_name": full(person, style)}


def _year(random: Random) -> int:
    return random.randint(2015, 2021)


def _classic(facts: Cv, random: Random) -> Rows:
    person, year = facts.person, _year(random)
    return (
        (_contact(person, f"Tél. : {person.phone}", full(person, 1)),
         lines(f"Né{person.e} le {slash(person.birth)}", "Permis B – véhicule personnel")),
        title("CURRICULUM VITAE", facts.trade),
        Block("heading", "FORMATION ET DIPLÔMES"),
        table([("Année", "Diplôme"), (str(year - 2), "CAP Petite enfance – CFA de l'Exemple"),
               (str(year - 5), "Brevet des collèges")], (0.2, 0.8)),
        Block("heading", "EMPLOIS OCCUPÉS"),
        table([("Période", "Poste"),
               (f"{year} à aujourd'hui", f"Agent{person.e} d'entretien – Société Factice"),
               (f"{year - 2} - {year}", "Hôte de caisse – Hypermarché Imaginaire")], (0.25, 0.75)),
        Block("heading", "DIVERS"),
        lines("Langues : anglais scolaire, arabe courant", "Loisirs : natation, bricolage"),
    )  # fmt: skip


def _modern(facts: Cv, random: Random) -> Rows:
    person, year = facts.person, _year(random)
    return (
        title(full(person, 1), f"En reconversion vers le métier de : {facts.trade}"),
        (_contact(person, person.phone.replace(" ", "")),
         lines("SAVOIR-ÊTRE", "Ponctualité, autonomie", "Esprit d'équipe", "OUTILS",
               "Traitement de texte, messagerie")),
        paragraph("À PROPOS DE MOI\nAprès plusieurs années dans le commerce, je veux donner un "
                  "nouvel élan à ma carrière et me former à un métier qui recrute."),
        lines("MON PARCOURS", f"depuis {year} | Vendeur en boulangerie, Au Pain Fictif",
              f"de {year - 4} à {year} | Préparateur de commandes, Entrepôt Modèle"),
        lines("MES DIPLÔMES", f"{year - 5} | Bac technologique STMG",
              f"{year} | Sauveteur secouriste du travail"),
    )  # fmt: skip


def _european(facts: Cv, random: Random) -> Rows:
    person, year = facts.person, _year(random)
    written = "(+33) " + person.phone[1:].replace(" ", "")
    return (
        lines("CV – modèle européen (exemple)"),
        entries(Entry("Nom et prénom", full(person, 0), _who(person, 0)),
                Entry("Téléphone", written,
                      {"phone": "+33" + person.phone.replace(" ", "")[1:]}),
                Entry("Courriel", person.email, {"email": person.email}),
                Entry("Adresse", ", ".join(person.address.lines())),
                head="INFORMATIONS PERSONNELLES"),
        entries(Entry("Emploi recherché", facts.trade)),
        entries(Entry(f"{year} – {year + 4}", "Aide à domicile, Association de l'Ébauche"),
                Entry(f"{year - 3} – {year}", "Employé de restauration, Cantine Exemple"),
                head="EXPÉRIENCE PROFESSIONNELLE"),
        entries(Entry(str(year - 4), "BEP Carrières sanitaires et sociales"),
                head="ÉDUCATION ET FORMATION"),
        entries(Entry("Langue maternelle", "Français"), Entry("Autre langue", "Italien A2"),
                head="COMPÉTENCES PERSONNELLES"),
    )  # fmt: skip


def _plain(facts: Cv, random: Random) -> Rows:
    person, year = facts.person, _year(random)
    return (
        (lines(full(person, 0), f"{year % 30 + 25} ans"),
         _contact(person, person.phone.replace(" ", "."))),
        title(f"Objectif : {facts.trade}"),
        lines("Mes compétences clés", "• Accueil et renseignement du public",
              "• Gestion des stocks", "• Conduite de véhicule léger"),
        lines("Mes expériences", f"{year} (3 ans) Magasinier chez Stock Imaginaire",
              f"{year - 2} (18 mois) Livreur chez Colis Factice",
              f"{year - 3} (6 mois) Stage en mairie de Fictiville"),
        lines("Ma formation", f"{year - 4} Baccalauréat professionnel Logistique"),
        lines("En dehors du travail", "Football en club, bénévole aux Repas de l'Exemple"),
    )  # fmt: skip


def cv(facts: Cv, number: int, random: Random) -> Drawn:
    made = drawn((_classic, _modern, _european, _plain), facts, number, 1, random)
    made.truth.update(_who(facts.person, (1, 1, 0, 0)[number - 8]))
    return made


def _hourly(facts: PaySlip) -> str:
    return money(facts.gross / Decimal("151.67"), "")


def _bounds(facts: PaySlip) -> str:
    last = (facts.period + timedelta(days=32)).replace(day=1) - timedelta(days=1)
    return f"du {slash(facts.period)} au {slash(last)}"


def _rows(facts: PaySlip, gross: str, charges: str) -> list[tuple[str, ...]]:
    part = (facts.gross - facts.net) / 3
    return [
        ("Salaire mensuel", "151,67", _hourly(facts), money(facts.gross, "")),
        (gross, "", "", money(facts.gross, "")),
        ("Sécurité sociale plafonnée", money(facts.gross, ""), "6,90", money(part, "")),
        ("Complémentaire tranche 1", money(facts.gross, ""), "4,01", money(part, "")),
        ("CSG déductible", money(facts.gross, ""), "6,80", money(part, "")),
        (charges, "", "", money(facts.gross - facts.net, "")),
    ]  # fmt: skip


def _simplified(facts: PaySlip, random: Random) -> Rows:
    person, employer = facts.person, facts.employer
    return (
        (letterhead(employer.name, *employer.address.lines(),
                    f"Siret : {spaced(employer.siret, 3, 3, 3, 5)}", "NAF : 4711D"),
         address(f"{person.short} {full(person, 2)}", *person.address.lines(),
                 truth={"full_name": full(person, 2)})),
        title("BULLETIN DE PAIE", month(facts.period).capitalize()),
        entries(Entry("Période de paie", _bounds(facts), truths.period(facts)),
                Entry("Date du virement", slash(facts.issued), truths.issued(facts)),
                Entry("N° de S.S.", spaced_nir(person.nir), {"nir": person.nir}),
                Entry("Qualification", "Employé niveau 2"),
                Entry("Ancienneté", "2 ans et 4 mois")),
        table([("Éléments de paie", "Base", "Taux", "À payer / À déduire"),
               *_rows(facts, "RÉMUNÉRATION BRUTE", "TOTAL DES RETENUES")],
              (0.44, 0.17, 0.14, 0.25)),
        table([("NET À PAYER AVANT IMPÔT SUR LE REVENU", money(facts.net)),
               ("Impôt prélevé à la source – taux 0,00 %", "0,00"),
               ("NET PAYÉ AU SALARIÉ", money(facts.net))], (0.7, 0.3)),
        table([("Cumuls de l'année", "Brut", "Net imposable", "Heures"),
               ("", money(facts.gross * facts.period.month, ""),
                money(facts.net * facts.period.month, ""),
                f"{151.67 * facts.period.month:.2f}".replace(".", ","))],
              (0.34, 0.22, 0.24, 0.2)),
        foot("Ce bulletin est à conserver sans limitation de durée. Exemple."),
    )  # fmt: skip


def _software(facts: PaySlip, random: Random) -> Rows:
    person, employer = facts.person, facts.employer
    return (
        title("Bulletin de salaire"),
        (entries(Entry("Société", employer.name), Entry("N° Siret", employer.siret),
                 Entry("Adresse", ", ".join(employer.address.lines())), head="EMPLOYEUR"),
         entries(Entry("Nom", full(person, 0), {"full_name": full(person, 0)}),
                 Entry("N° Sécu", spaced_nir(person.nir), {"nir": person.nir}),
                 Entry("Emploi", "Agent logistique"), head="SALARIÉ")),
        entries(Entry("Paie de", month(facts.period), truths.period(facts)),
                Entry("Paiement par virement le", slash(facts.issued), truths.issued(facts))),
        table([("Libellé", "Base", "Taux", "Montant"),
               *_rows(facts, "Total brut", "Total cotisations salariales")],
              (0.46, 0.18, 0.16, 0.2)),
        Block("total", entries=(Entry("Net imposable", money(facts.net)),
                                Entry("Net à payer", money(facts.net)))),
        foot("Conservez ce bulletin sans limitation de durée."),
    )  # fmt: skip


def _association(facts: PaySlip, random: Random) -> Rows:
    person, employer = facts.person, facts.employer
    return (
        letterhead(employer.name, f"SIRET {employer.siret} – {employer.address.city}"),
        (address(f"{person.civility} {full(person, 1)}", *person.address.lines(),
                 truth={"full_name": full(person, 1)}),
         entries(Entry("Mois", month(facts.period).upper(), truths.period(facts)),
                 Entry("Réglé le", slash(facts.issued), truths.issued(facts)))),
        title("FICHE DE PAIE"),
        entries(Entry("Immatriculation sécurité sociale", spaced_nir(person.nir),
           {"nir": person.nir}),
                Entry("Poste", "Animateur socioculturel"),
                Entry("Horaire mensuel", "151,67 h")),
        table([("Désignation", "Assiette", "%", "Euros"),
               *_rows(facts, "Salaire brut", "Cotisations du salarié")],
              (0.46, 0.18, 0.16, 0.2)),
        entries(Entry("Montant net social", money(facts.net)),
                Entry("Net à payer avant impôt", money(facts.net)),
                Entry("Net à payer après impôt", money(facts.net))),
    )  # fmt: skip


def _group(facts: PaySlip, random: Random) -> Rows:
    person, employer = facts.person, facts.employer
    return (
        (lines(f"Paie du mois {of_month(facts.period)}", truth=truths.period(facts)),
         letterhead(employer.name, f"Établissement {employer.siret}", *employer.address.lines())),
        title("Bulletin de paie"),
        entries(Entry("Salarié", f"{person.short} {full(person, 0)}",
                      {"full_name": full(person, 0)}),
                Entry("Numéro de sécurité sociale", spaced_nir(person.nir), {"nir": person.nir}),
                Entry("Classification", "Coefficient 160"),
                Entry("Versé le", slash(facts.issued), truths.issued(facts))),
        table([("Intitulé", "Base", "Taux", "Gain / retenue"),
               *_rows(facts, "Brut du mois", "Total retenues")], (0.46, 0.17, 0.15, 0.22)),
        entries(Entry("Cumul brut depuis janvier", money(facts.gross * facts.period.month)),
                Entry("Coût total employeur du mois", money(facts.gross * Decimal("1.31")))),
        (entries(Entry("Congés acquis", "2,08"), Entry("Congés restants", "11,00")),
         entries(Entry("Brut", money(facts.gross)), Entry("Net payé", money(facts.net)))),
        foot("Exemple sans valeur."),
    )  # fmt: skip


def pay_slip(facts: PaySlip, number: int, random: Random) -> Drawn:
    made = drawn((_simplified, _software, _association, _group), facts, number, 2, random)
    made.truth.update({
        "employer": facts.employer.name, "employer_siret": facts.employer.siret,
        "gross": amount(facts.gross), "net": amount(facts.net), **truths.period(facts),
    })  # fmt: skip
    return made
