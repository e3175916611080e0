"""CV and pay slips."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from random import Random

from . import signed
from .facts import Cv, PaySlip
from .numbers import spaced
from .sheet import (
    Block,
    Drawn,
    Entry,
    address,
    draw,
    entries,
    foot,
    layouts,
    letterhead,
    lines,
    paragraph,
    table,
    title,
)
from .theme import wheel
from .wording import amount, day, euros, full, month, person_lines, pick

_CV = layouts(
    wheel(3),
    (("name", "contact"), "trade", "profile", "jobs", "studies", "skills"),
    ("name", "trade", ("contact", "skills"), "jobs", "studies", "hobbies"),
    ("trade", "name", "contact", "studies", "jobs", "skills", "hobbies"),
    (("skills", "name"), ("contact", "trade"), "jobs", "profile", "studies"),
    ("name", "contact", "profile", ("jobs", "skills"), "studies"),
    (("contact", "name"), "jobs", ("studies", "hobbies"), "skills", "trade"),
    ("name", "profile", ("studies", "contact"), "trade", "jobs", "skills"),
    ("trade", ("name", "contact"), "skills", "jobs", "hobbies", "studies"),
)


def cv(facts: Cv, number: int, random: Random) -> Drawn:
    person = facts.person
    who = full(person, number)
    phone = "+33" + person.phone.replace(" ", "")[1:]
    year = random.randint(2016, 2022)
    written = {0: person.phone, 1: person.phone.replace(" ", "."), 2: "+33 " + person.phone[1:]}[
        number % 3
    ]
    blocks = {
        "name": title(who),
        "contact": Block("lines", lines=(
            *person.address.lines(), written, person.email,
            pick(number, "Permis B, véhiculée" if person.e else "Permis B, véhiculé",
                 f"{30 + number} ans", "Permis B")), truth={"phone": phone, "email": person.email}),
        "trade": Block("heading", facts.trade),
        "profile": paragraph("Motivé" + person.e + " et rigoureu" + ("se" if person.e else "x") +
                             ", je souhaite me reconvertir et suivre une formation certifiante "
                             "pour rejoindre une équipe dynamique."),
        "jobs": lines(
            pick(number, "EXPÉRIENCES PROFESSIONNELLES", "Expérience professionnelle",
                 "Parcours professionnel", "Mes expériences"),
            f"{year} – {year + 3} : Employé{person.e} polyvalent{person.e}, Magasin Fictif, Nice",
            "- accueil et conseil des clients, tenue de la caisse, mise en rayon",
            f"{year - 3} – {year} : Agent{person.e} d'accueil, Mairie de Fictiville",
            "- accueil physique et téléphonique, gestion du courrier"),
        "studies": lines(
            pick(number, "FORMATION", "Formation", "Diplômes et formations", "Études"),
            f"{year - 4} : Baccalauréat professionnel Commerce, lycée de l'Exemple",
            f"{year - 6} : BEP Vente, lycée de l'Exemple"),
        "skills": lines(pick(number, "COMPÉTENCES", "Compétences", "Savoir-faire", "Atouts"),
                        "Bureautique : traitement de texte, tableur", "Anglais : niveau B1",
                        "Espagnol : notions"),
        "hobbies": lines(pick(number, "Centres d'intérêt", "LOISIRS"), "Randonnée, lecture, judo"),
    }  # fmt: skip
    drawn = draw(blocks, _CV[number], random.randrange(10**6))
    drawn.truth["full_name"] = who
    return drawn


_SLIP = layouts(
    wheel(0),
    (("employer", "period"), ("job", "addressee"), "title", "lines", "net", "foot"),
    ("title", ("employer", "addressee"), "period", "job", "lines", "net"),
    ("employer", "title", "job", "period", "addressee", "lines", ("foot", "net")),
    (("title", "period"), "employer", "lines", ("job", "net"), "addressee", "foot"),
    ("employer", ("period", "title"), "addressee", "net", "lines", "job", "foot"),
    (("addressee", "employer"), "title", "job", "lines", "period", "net"),
    ("title", "employer", ("job", "period"), "lines", ("net", "addressee"), "foot"),
    ("period", "employer", ("code", "addressee"), "title", "lines", "net", "job"),
)


def pay_slip(facts: PaySlip, number: int, random: Random) -> Drawn:
    person, employer = facts.person, facts.employer
    gross, net = facts.gross, facts.net
    last = (facts.period.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)
    nir = spaced(person.nir[:13], 1, 2, 2, 2, 3, 3) + " " + person.nir[13:]
    label = "SIRET" if number % 2 else "N° SIRET"
    code = signed.payload("06", facts.issued, [
        ("10", f"{'M' if person.sex == 'M' else 'MME'}/{person.used_name}/{person.given[0]}"[:38]),
        ("50", employer.siret),
        ("53", f"{(facts.period - signed.EPOCH).days:04X}"),
        ("54", f"{(last - signed.EPOCH).days:04X}"),
        ("58", f"{net:.2f}".replace(".", ",")),
    ])  # fmt: skip
    period = (f"du {day(facts.period)} au {day(last)}" if number % 3 == 1 else
              month(facts.period).capitalize())  # fmt: skip
    charges = gross - net
    blocks = {
        "employer": letterhead(
            employer.name, *employer.address.lines(),
            f"{label} : {spaced(employer.siret, 3, 3, 3, 5) if number % 2 else employer.siret}",
            "Code APE : 4711F – URSSAF de Fictiville"),
        "addressee": address(*person_lines(person, number), truth={"full_name": full(person,
                             number)}),
        "title": title(pick(number, "Bulletin de paie", "BULLETIN DE SALAIRE", "Bulletin de paye",
                            "Bulletin de paie clarifié", "Bulletin de salaire", "Fiche de paie")),
        "period": entries(
            Entry(pick(number, "Période", "Paie du mois", "Période de paie", "Période du"), period,
                  {"period": facts.period.strftime("%Y-%m")}),
            Entry(pick(number, "Date de paiement", "Paiement le", "Payé le", "Date de règlement"),
                  day(facts.issued, number), {"issue_date": facts.issued.isoformat()})),
        "job": entries(
            Entry("Salarié", full(person, number), {"full_name": full(person, number)}),
            Entry("Emploi", "Employé de libre-service"),
            Entry(pick(number, "Date d'entrée", "Entrée le", "Ancienneté depuis le"),
                  day(facts.period - timedelta(days=random.randint(40, 2000)), number)),
            Entry(pick(number, "N° de sécurité sociale", "N° SS", "Numéro Sécurité sociale"), nir,
                  {"nir": person.nir}),
            Entry("Convention collective", "Commerce de détail (exemple)")),
        "lines": table(
            [("Rubrique", "Base", "Taux", "Montant"),
             ("Salaire de base", "151,67", f"{gross / Decimal('151.67'):.2f}".replace(".", ","),
              f"{gross:.2f}".replace(".", ",")),
             (pick(number, "Salaire brut", "TOTAL BRUT", "Rémunération brute"), "", "",
              f"{gross:.2f}".replace(".", ",")),
             ("Santé", f"{gross:.2f}".replace(".", ","), "", "0,00"),
             ("Retraite", f"{gross:.2f}".replace(".", ","), "11,31",
              f"{charges / 2:.2f}".replace(".", ",")),
             ("CSG/CRDS", f"{gross:.2f}".replace(".", ","), "9,70",
              f"{charges / 2:.2f}".replace(".", ",")),
             ("Total des cotisations et contributions", "", "",
              f"{charges:.2f}".replace(".", ","))],
            (0.46, 0.18, 0.16, 0.2)),
        "net": Block("total", entries=(
            Entry(pick(number, "Net payé avant impôt", "Net avant impôt"), euros(net, number)),
            Entry("Impôt sur le revenu (taux 0 %)", euros(Decimal("0.00"), number)),
            Entry(pick(number, "Net à payer", "NET PAYÉ", "Net payé en euros", "Net à payer au "
                       "salarié", "NET A PAYER", "Net versé"), euros(net, number)))),
        "code": Block("code", picture=signed.picture(code)),
        "foot": foot("Dans votre intérêt, conservez ce bulletin de paie sans limitation de durée. "
                     "Document d'exemple."),
    }  # fmt: skip
    drawn = draw(blocks, _SLIP[number], random.randrange(10**6))
    drawn.truth.update({
        "employer": employer.name, "employer_siret": employer.siret,
        "gross": amount(gross), "net": amount(net),
    })  # fmt: skip
    return drawn
