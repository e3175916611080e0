"""Rent, home insurance, hosting: four papers of each sort, three for hosting."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from random import Random

from .. import truths
from ..facts import Home
from ..numbers import digits
from ..sheet import (
    Block,
    Drawn,
    Entry,
    entries,
    foot,
    letterhead,
    lines,
    paragraph,
    sign,
    table,
    title,
)
from ..wording import MONTHS, address_truth, full
from .paper import (
    Rows,
    capitals,
    dots,
    drawn,
    money,
    month,
    of_month,
    padded,
    place,
    slash,
    to,
    who,
    words,
)


def _truth(facts: Home, style: int) -> dict[str, str]:
    return who(facts.person, style) | address_truth(facts.person.address)


def _rent(facts: Home) -> tuple[Decimal, Decimal]:
    """Rent and charges: a home costs more than a bill, whose amount the facts give."""
    return 4 * facts.amount, (facts.amount * Decimal("0.6")).quantize(Decimal("0.01"))


def _last(day: date) -> date:
    return (day.replace(day=1) + timedelta(days=32)).replace(day=1) - timedelta(days=1)


def _rent_hlm(facts: Home, random: Random) -> Rows:
    person, issued = facts.person, facts.issued
    rent, charges = _rent(facts)
    return (
        (letterhead(facts.issuer, "Votre agence : Fictiville Nord", "Gardien : loge 4"),
         to(person, 0, person.short)),
        title(f"QUITTANCE {MONTHS[issued.month - 1].upper()} {issued.year}"),
        (entries(Entry("N° de contrat", f"L/{digits(random, 6)}"),
                 Entry("Module", f"{digits(random, 4)}-{digits(random, 2)}")),
         entries(Entry("Éditée le", slash(issued), truths.issued(facts)),
                 Entry("Type", "T3 - 64 m²"))),
        table([("Désignation", "Débit", "Crédit"), ("LOYER PRINCIPAL", money(rent, ""), ""),
               ("CHARGES LOCATIVES", money(charges, ""), ""),
               ("VOTRE RÈGLEMENT", "", money(rent + charges, "")),
               ("SOLDE", "0,00", "")], (0.6, 0.2, 0.2)),
        entries(Entry("Lieu loué", place(person))),
        paragraph("Quittance délivrée sous réserve de l'encaissement de votre règlement et de "
                  "tous droits du bailleur."),
        foot(f"{facts.issuer} - bailleur fictif - exemple sans valeur"),
    )  # fmt: skip


def _rent_agency(facts: Home, random: Random) -> Rows:
    person, issued = facts.person, facts.issued
    rent, charges = _rent(facts)
    following = _last(issued) + timedelta(days=1)
    return (
        (letterhead(facts.issuer, "Gestion locative", "7 cours de l'Imaginaire - 99999 FICTIVILLE"),
         lines(f"Le {words(issued)}", truth=truths.issued(facts))),
        (lines(f"Votre référence : {digits(random, 5)}/{digits(random, 3)}",
               "Votre gestionnaire : S. EXEMPLE"), to(person, 1, person.civility)),
        title("Avis d'échéance", f"Terme du {slash(following)} au {slash(_last(following))}"),
        table([("Libellé", "Montant €"), (f"Loyer {of_month(following)}", money(rent, "")),
               ("Provisions sur charges", money(charges, "")),
               ("Solde antérieur", "0,00"),
               ("Total à payer", money(rent + charges, ""))], (0.72, 0.28)),
        paragraph(f"Lot concerné : {place(person)}, appartement d'habitation."),
        paragraph("Nous vous remercions du règlement de votre précédent terme. Le présent avis "
                  f"vaut quittance pour le loyer {of_month(issued)}, sous réserve "
                  "d'encaissement."),
        foot("Carte professionnelle fictive. Garantie financière : Caution Imaginaire. Exemple."),
    )  # fmt: skip


def _rent_receipt(facts: Home, random: Random) -> Rows:
    person, issued = facts.person, facts.issued
    rent, charges = _rent(facts)
    return (
        title(f"Quittance de loyer n° {random.randint(3, 40)}"),
        entries(Entry("Propriétaire", facts.issuer),
                Entry("Locataire", full(person, 1), who(person, 1)),
                Entry("Logement situé", place(person), address_truth(person.address)),
                Entry("Mois", month(issued))),
        paragraph(f"Le propriétaire reconnaît avoir reçu du locataire la somme de "
                  f"{money(rent + charges)}, qui se décompose en {money(rent)} de loyer et "
                  f"{money(charges)} de charges, et lui en donne quittance."),
        sign(f"Le {dots(issued)}", "Le propriétaire", truth=truths.issued(facts)),
        foot("Dont quittance, sous réserve de tous droits et actions. Exemple."),
    )  # fmt: skip


def _rent_certificate(facts: Home, random: Random) -> Rows:
    person, issued = facts.person, facts.issued
    return (
        letterhead(facts.issuer, "Service de la clientèle"),
        title("ATTESTATION DE RÉSIDENCE"),
        paragraph(f"Nous attestons que {person.civility} {full(person, 0)} est locataire de notre "
                  f"patrimoine depuis le {slash(issued - timedelta(days=random.randint(99, 2500)))}"
                  " et occupe à ce jour le logement désigné ci-dessous.", truth=who(person, 0)),
        lines(*person.address.lines(), truth=address_truth(person.address)),
        paragraph("L'intéressé(e) est à jour du paiement de ses loyers. Fait pour servir et "
                  "valoir ce que de droit."),
        sign(f"À Fictiville, le {words(issued)}", "Le chargé de clientèle",
           truth=truths.issued(facts)),
    )  # fmt: skip


def _insured_member(facts: Home, random: Random) -> Rows:
    person, issued = facts.person, facts.issued
    return (
        (letterhead(facts.issuer, "Assureur fictif depuis toujours"),
         to(person, 1, person.civility.upper())),
        lines(f"N° de sociétaire : {digits(random, 7)} {random.choice('ABCDEFGH')}",
              f"Le {capitals(issued)}", truth=truths.issued(facts)),
        title("ATTESTATION D'ASSURANCE HABITATION"),
        paragraph(f"Nous certifions garantir par le contrat Résidence la responsabilité de "
                  f"{person.short} {full(person, 1)} en sa qualité d'occupant du logement :"),
        lines(place(person)),
        paragraph(f"Période de garantie : du {slash(issued)} jusqu'à la prochaine échéance, le "
                  f"{slash(date(issued.year, 12, 31))}. Événements garantis : incendie, dégât des "
                  "eaux, vol, événements climatiques, recours des voisins et des tiers."),
        foot("Attestation sans valeur hors de la période indiquée. Exemple."),
    )  # fmt: skip


def _insured_table(facts: Home, random: Random) -> Rows:
    person, issued = facts.person, facts.issued
    return (
        letterhead(facts.issuer, "Assurance de biens - agence de Fictiville"),
        title("Attestation responsabilité civile et risques locatifs"),
        entries(Entry("Souscripteur", f"{person.short} {full(person, 0)}", who(person, 0)),
                Entry("Contrat", f"HAB {digits(random, 8)}"),
                Entry("Situation du risque", place(person), address_truth(person.address)),
                Entry("Nature", "Appartement de 3 pièces principales"),
                Entry("Date d'effet", slash(issued - timedelta(days=random.randint(40, 900))))),
        table([("Garantie", "Accordée"), ("Incendie et risques annexes", "Oui"),
               ("Dégâts des eaux", "Oui"), ("Responsabilité civile vie privée", "Oui"),
               ("Vol", "Non")], (0.75, 0.25)),
        sign(f"Fait le {padded(issued)} à Fictiville", "L'agent général",
           truth=truths.issued(facts)),
        foot("Les garanties s'exercent dans les limites du contrat. Exemple."),
    )  # fmt: skip


def _insured_short(facts: Home, random: Random) -> Rows:
    person, issued = facts.person, facts.issued
    return (
        title("Attestation d'assurance", "Logement"),
        paragraph(f"La société {facts.issuer} atteste que {person.civility} {full(person, 1)} est "
                  f"assuré{person.e} pour le logement situé {place(person)}, au titre du contrat "
                  f"n° {digits(random, 10)}.", truth=_truth(facts, 1)),
        paragraph("Le contrat est en cours de validité et les cotisations sont réglées à ce "
                  "jour. Cette attestation peut être remise au bailleur."),
        (lines(f"Émise le {slash(issued)}", truth=truths.issued(facts)),
         letterhead(facts.issuer, "Siège : 99999 FICTIVILLE")),
        Block("sign", lines=("La direction",)),
    )  # fmt: skip


def _insured_letter(facts: Home, random: Random) -> Rows:
    person, issued = facts.person, facts.issued
    return (
        (letterhead(facts.issuer), to(person, 2, person.short.upper())),
        (entries(Entry("Contrat", digits(random, 9)), Entry("Objet", "votre attestation")),
         lines(f"Fictiville, le {words(issued)}", truth=truths.issued(facts))),
        title("Attestation multirisque habitation"),
        paragraph(f"{person.civility},\nVous êtes titulaire d'un contrat d'assurance auprès de "
                  f"notre compagnie. Il couvre l'habitation située {place(person)}, que vous "
                  "occupez comme locataire, à titre de résidence principale."),
        paragraph("Nous vous remettons ce document afin que vous puissiez justifier de votre "
                  "assurance.\nVotre conseiller"),
        foot("Exemple."),
    )  # fmt: skip


def _hosted_letter(facts: Home, random: Random) -> Rows:
    person, issued = facts.person, facts.issued
    return (
        (lines(facts.issuer, *person.address.lines()),
         lines(f"{person.address.city}, le {words(issued)}", truth=truths.issued(facts))),
        title("Objet : attestation d'hébergement"),
        paragraph(f"Madame, Monsieur,\nJe certifie que {full(person, 1)}, né{person.e} le "
                  f"{words(person.birth)}, vit sous mon toit, à mon adresse ci-dessus, depuis "
                  f"{month(issued - timedelta(days=random.randint(150, 800)))}. Je ne lui demande "
                  "aucun loyer.", truth=_truth(facts, 1)),
        paragraph("Je joins une copie de ma pièce d'identité et une facture à mon nom.\nVeuillez "
                  "agréer mes salutations."),
        Block("sign", lines=(facts.issuer,)),
    )  # fmt: skip


def _hosted_form(facts: Home, random: Random) -> Rows:
    person, issued = facts.person, facts.issued
    return (
        title("DÉCLARATION D'HÉBERGEMENT PAR UN TIERS", "À remplir par la personne qui loge"),
        entries(Entry("Je soussigné(e)", facts.issuer), Entry("résidant au", place(person))),
        entries(Entry("déclare loger", f"{person.civility} {full(person, 0)}", who(person, 0)),
                Entry("né(e) le", slash(person.birth)), Entry("à", person.birth_place),
                Entry("à l'adresse", place(person), address_truth(person.address)),
                Entry("depuis le", slash(issued - timedelta(days=random.randint(100, 700))))),
        paragraph("Une fausse déclaration est punie d'un an d'emprisonnement et de 15 000 euros "
                  "d'amende (code pénal, article 441-7)."),
        sign(f"Date : {dots(issued)}", "Signature :", truth=truths.issued(facts)),
    )  # fmt: skip


def _hosted_short(facts: Home, random: Random) -> Rows:
    person, issued = facts.person, facts.issued
    return (
        title("Attestation"),
        paragraph(f"Par la présente, {facts.issuer} atteste héberger à titre gracieux et de façon "
                  f"permanente {person.civility} {full(person, 1)} au {place(person)}.",
                  truth=_truth(facts, 1)),
        paragraph("Pour faire valoir ce que de droit."),
        sign(f"{person.address.city}, {slash(issued)}", truth=truths.issued(facts)),
    )  # fmt: skip


_MAKERS = {
    "rent": (_rent_hlm, _rent_agency, _rent_receipt, _rent_certificate),
    "insurance": (_insured_member, _insured_table, _insured_short, _insured_letter),
    "hosting": (_hosted_letter, _hosted_form, _hosted_short, _hosted_letter),
}


def render(facts: Home, number: int, random: Random) -> Drawn:
    made = drawn(_MAKERS[facts.sort], facts, number, 0, random)
    made.truth["issuer"] = facts.issuer
    return made
