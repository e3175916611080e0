"""Proofs of address: energy, water, telephone, rent, insurance, hosting."""

from __future__ import annotations

from datetime import timedelta
from random import Random

from . import signed
from .facts import Home
from .numbers import digits
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
    paragraph,
    sign,
    table,
    title,
)
from .theme import wheel
from .wording import day, euros, full, month, person_lines, person_truth, pick

SORTS = {
    "electricity": ("Électricité de l'Exemple", "Volt Fictif", "Lumière Spécimen"),
    "gas": ("Gaz Imaginaire", "Méthane Modèle"),
    "water": ("Eaux de la Chimère", "Régie des Eaux Fictives"),
    "internet": ("Fibre Fabuleuse", "Box Exemple"),
    "phone": ("Mobile Factice", "Télécom Spécimen"),
    "rent": ("Agence Immobilière Modèle", "Habitat Fictif Provence"),
    "insurance": ("Mutuelle de l'Ébauche", "Assurances Imaginaires"),
    "hosting": ("", ""),
}
_TITLES = {
    "electricity": ("Facture d'électricité", "Votre facture", "Facture du {day}",
                    "Attestation de titulaire de contrat", "Facture d'énergie",
                    "Échéancier de paiement"),
    "gas": ("Facture de gaz naturel", "Votre facture de gaz", "Facture du {day}",
            "Attestation de contrat gaz", "Facture d'énergie", "Facture gaz"),
    "water": ("Facture d'eau", "Facture du service de l'eau", "Eau et assainissement",
              "Votre facture d'eau", "Facture eau potable", "Consommation d'eau"),
    "internet": ("Facture internet", "Votre facture", "Facture Box", "Facture du {day}",
                 "Votre facture fixe et internet", "Facture fibre"),
    "phone": ("Facture mobile", "Votre facture mobile", "Facture du {day}", "Facture télécom",
              "Récapitulatif de votre facture", "Facture de téléphone"),
    "rent": ("Quittance de loyer", "Quittance de loyer du mois de {month}", "Quittance",
             "QUITTANCE DE LOYER", "Quittance de loyer et de charges", "Quittance locative"),
    "insurance": ("Attestation d'assurance habitation", "Attestation d'assurance",
                  "Assurance multirisque habitation – attestation",
                  "Attestation responsabilité civile locataire",
                  "Attestation d'assurance de votre logement", "Attestation habitation"),
    "hosting": ("Attestation d'hébergement", "Attestation d'hébergement à titre gratuit",
                "Attestation sur l'honneur d'hébergement", "Attestation de domicile",
                "Certificat d'hébergement", "Déclaration d'hébergement"),
}  # fmt: skip
_LAYOUTS = layouts(
    wheel(0),
    (("issuer", "addressee"), "title", "contract", "detail", "total", "pay", "code", "foot"),
    ("issuer", ("contract", "addressee"), "title", "detail", ("pay", "total"), "foot"),
    ("issuer", "title", "contract", "addressee", "pay", "detail", "total", "foot"),
    (("code", "issuer"), ("site", "addressee"), "title", ("contract", "total"), "detail", "foot"),
    ("title", ("issuer", "contract"), "addressee", "total", "pay", "detail", "foot"),
    (("addressee", "issuer"), "contract", "title", ("total", "site"), "detail", "foot"),
    ("issuer", "addressee", ("total", "contract"), "title", "pay", "foot"),
    (("contract", "code"), "issuer", "title", ("site", "addressee"), "detail", "total", "foot"),
)
_LETTERS = layouts(
    wheel(1),
    ("issuer", "addressee", "title", "body", "sign", "foot"),
    (("issuer", "addressee"), "title", "contract", "body", "sign", "foot"),
    ("title", "issuer", "body", "contract", "sign"),
    (("issuer", "contract"), "title", "addressee", "body", "foot", "sign"),
    ("addressee", "title", "body", ("contract", "sign"), "issuer"),
    ("issuer", "title", ("contract", "addressee"), "body", "sign"),
    (("addressee", "issuer"), "body", "title", "contract", "sign", "foot"),
    ("title", "contract", "issuer", "addressee", "body", "sign"),
)


def code_block(facts: Home) -> Block:
    if facts.code == "none":
        return paragraph("")
    person = facts.person
    name = f"{'M' if person.sex == 'M' else 'MME'}/{person.used_name}/{person.given[0].upper()}"
    fields = [("10", name[:38])]
    if facts.sort != "phone":
        fields += [("20", ""), ("21", person.address.more.upper()[:38])]
    fields += [("22", person.address.street.upper()[:38])]
    if facts.sort != "phone":
        fields += [("23", ""), ("25", person.address.city.upper())]
    fields += [("24", person.address.postcode), ("26", "FR")]
    kind = "01" if facts.sort == "phone" else "00"
    code = signed.payload(kind, facts.issued, fields)
    if facts.code == "altered":
        code = signed.altered(Random(facts.issued.toordinal()), code)
    return Block("code", picture=signed.picture(code))


def _issuer(facts: Home, random: Random) -> Block:
    return letterhead(
        facts.issuer,
        f"Service clients – TSA {digits(random, 5)}",
        "99999 FICTIVILLE CEDEX 9",
        pick(random.randrange(3), "Tél. 09 69 00 00 00 (appel fictif)", "www.example.com",
             "Du lundi au samedi de 8 h à 20 h"),
    )  # fmt: skip


def _bill(facts: Home, number: int, random: Random) -> Drawn:
    person, issued = facts.person, facts.issued
    variants = _TITLES[facts.sort]
    heading = variants[number % len(variants)].format(day=day(issued, number), month=month(issued))
    without = (facts.amount / 12 * 10).quantize(facts.amount)
    client = digits(random, 9)
    issue_label = pick(number, "Date de facture", "Émise le", "Facture du", "Date d'émission",
                       "Établie le", "Le", "Date du document", "Édité le")  # fmt: skip
    blocks = {
        "issuer": _issuer(facts, random),
        "addressee": address(*person_lines(person, number), truth=person_truth(person, number)),
        "title": title(heading),
        "contract": entries(
            Entry(pick(number, "N° client", "Référence client", "Votre compte", "Client n°"),
                  client),
            Entry(pick(number, "N° de facture", "Facture n°", "Référence"),
                  "F" + digits(random, 8)),
            Entry(issue_label, day(issued, number), {"issue_date": issued.isoformat()}),
            Entry(pick(number, "Date limite de paiement", "Prélèvement le", "À régler avant le"),
                  day(issued + timedelta(days=15), number)),
            *([Entry(pick(number, "Prochaine facture vers le", "Prochain relevé"),
                     day(issued + timedelta(days=60), number))] if random.random() < 0.6 else []),
            Entry(pick(number, "Titulaire du contrat", "Titulaire", "Contrat au nom de"),
                  full(person, number)),
        ),
        "site": entries(
            Entry(pick(number, "Lieu de consommation", "Adresse du logement", "Point de livraison"),
                  ", ".join(person.address.lines())),
            pairs="above",
        ),
        "detail": table(
            [("Désignation", "Période", "Montant HT", "TVA"),
             (pick(number, "Abonnement", "Part fixe", "Forfait"), month(issued), "15,20", "20 %"),
             (pick(number, "Consommation", "Part variable", "Usages"), month(issued),
              f"{without:.2f}".replace(".", ","), "20 %")],
            (0.4, 0.25, 0.2, 0.15),
        ),
        "total": Block("total", entries=(
            Entry("Total TTC", euros(facts.amount, number)),
            Entry(pick(number, "Montant à payer", "Net à payer", "Total à régler"),
                  euros(facts.amount, number)),
        )),
        "pay": paragraph(pick(
            number,
            "Le montant de cette facture sera prélevé sur votre compte sous quinze jours.",
            "Merci de régler cette facture avant la date limite de paiement indiquée.",
            "Aucune action n'est nécessaire de votre part : vous êtes mensualisé.",
        )),
        "code": code_block(facts),
        "foot": foot(f"{facts.issuer} – société fictive au capital de 1 000 euros – document "
                     "d'exemple sans valeur", f"Référence {client}"),
    }  # fmt: skip
    drawn = draw(blocks, _LAYOUTS[number], random.randrange(10**6))
    drawn.truth["issuer"] = facts.issuer
    return drawn


def _letter(facts: Home, number: int, random: Random) -> Drawn:
    person, issued = facts.person, facts.issued
    variants = _TITLES[facts.sort]
    heading = variants[number % len(variants)].format(day=day(issued, 1), month=month(issued))
    place = f"{person.address.street}, {person.address.postcode} {person.address.city}"
    named = f"{person.civility} {full(person, number)}"
    if facts.sort == "rent":
        text = (
            f"Reçu de {named} la somme de {euros(facts.amount, number)}, au titre du loyer et des "
            f"charges du logement situé {place}, pour le mois de {month(issued)}, et lui en donne "
            "quittance, sous réserve de tous mes droits."
        )
    elif facts.sort == "insurance":
        text = (
            f"Nous soussignés, {facts.issuer}, attestons que {named} est titulaire d'un contrat "
            f"d'assurance multirisque habitation n° {digits(random, 8)} pour le logement situé "
            f"{place}. La présente attestation est délivrée pour servir et valoir ce que de droit."
        )
    else:
        host = facts.issuer
        text = (
            f"Je soussigné(e) {host}, déclare sur l'honneur héberger à mon domicile, à titre "
            f"gratuit, {named}, né{person.e} le {day(person.birth)} à {person.birth_place}, à "
            f"l'adresse suivante : {place}, de façon stable depuis plus de trois mois."
        )
    issue = {"issue_date": issued.isoformat()}
    blocks = {
        "issuer": _issuer(facts, random) if facts.sort != "hosting" else paragraph(""),
        "addressee": address(*person_lines(person, number)),
        "title": title(heading),
        "contract": entries(
            Entry(pick(number, "Contrat n°", "Référence", "Dossier"), digits(random, 8)),
            Entry(pick(number, "Logement", "Adresse du bien", "Adresse assurée"), place),
        ) if facts.sort != "hosting" else paragraph(""),
        "body": paragraph(text, truth=person_truth(person, number)),
        "sign": sign(
            pick(number, "Fait à {c}, le {d}", "{c}, le {d}", "Fait le {d} à {c}",
                 "Le {d}").format(c=person.address.city, d=day(issued, number)),
            pick(number, "Signature", "Le bailleur", "Pour valoir ce que de droit")
            if facts.sort != "insurance" else "Le directeur",
            truth=issue,
        ),
        "foot": foot("Document d'exemple, sans valeur."),
    }  # fmt: skip
    drawn = draw(blocks, _LETTERS[number], random.randrange(10**6))
    drawn.truth["issuer"] = facts.issuer
    return drawn


def render(facts: Home, number: int, random: Random) -> Drawn:
    if facts.sort in ("rent", "insurance", "hosting"):
        return _letter(facts, number, random)
    return _bill(facts, number, random)
