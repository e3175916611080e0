"""Attestations of home insurance: a bank's, a teachers' mutual's, a student's, a broker's."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random

from .. import truths
from ..facts import Home
from ..numbers import digits, spaced
from ..sheet import Block, Drawn, Entry, entries, foot, letterhead, lines, paragraph, title
from ..wording import address_truth, full
from . import looks
from .mentions import advice, note
from .paper import (
    Rows,
    aside,
    blank,
    bottom,
    brief,
    centred,
    checked,
    commas,
    deck,
    drawn,
    fieldset,
    formal,
    ledger,
    masthead,
    qr,
    ruledhead,
    slash,
    small,
    stack,
    tiny,
    to,
    who,
    words,
)


def _since(facts: Home, random: Random) -> date:
    return facts.issued - timedelta(days=random.randint(150, 2400))


def _bank(facts: Home, random: Random) -> Rows:
    """A bank's subsidiary: references in stacks, the home in a frame."""
    person, issued = facts.person, facts.issued
    return (
        (stack(letterhead(facts.issuer, "Filiale d'assurances imaginaire"),
               entries(Entry("N° de contrat", f"HA{digits(random, 8)}"),
                       Entry("N° de client", digits(random, 7)))),
         stack(blank(2), to(person, 1, person.short))),
        aside(f"Fictiville, le {words(issued)}", truth=truths.issued(facts)),
        title("Attestation d'assurance multirisque habitation"),
        paragraph("La société atteste que le contrat cité en référence garantit, au jour de "
                  "l'émission du présent document, le logement décrit ci-dessous."),
        fieldset("Votre logement", lines(commas(person.address), "Appartement de 3 pièces, "
                                         "occupé par l'assuré en qualité de locataire")),
        ruledhead("Vous êtes couvert(e) pour"),
        checked("x Responsabilité locative", "x Responsabilité civile familiale",
                "x Incendie et événements assimilés", "x Dégâts des eaux",
                "x Événements climatiques", "- Dommages électriques", form="two"),
        paragraph(f"Période : du {slash(_since(facts, random))} jusqu'au renouvellement du "
                  f"1er janvier {issued.year + 1}, moyennant le paiement de la cotisation."),
        Block("sign", "ASSUR", ("Le directeur des opérations",)),
        advice("insurer"),
        note("insurer"),
        bottom("Exemple sans valeur."),
    )  # fmt: skip


def _mutual(facts: Home, random: Random) -> Rows:
    """A mutual's: lines ruled between them, covers and their ceilings in a ledger."""
    person, issued = facts.person, facts.issued
    return (
        masthead(facts.issuer, "Espace sociétaire", "0 970 000 003 (fictif)"),
        title("Attestation d'assurance", f"Année {issued.year}"),
        entries(Entry("Souscripteur", f"{person.civility} {full(person, 0)}", who(person, 0)),
                Entry("Sociétaire", f"{spaced(digits(random, 7), 4, 3)} {random.choice('AKTR')}"),
                Entry("Domicile assuré", commas(person.address), address_truth(person.address)),
                Entry("Date d'adhésion", slash(_since(facts, random))),
                Entry("Attestation du", slash(issued), truths.issued(facts))),
        ledger([("Garantie", "Acquise", "Plafond (€)"),
                ("Responsabilité civile - défense", "oui", "30 000 000,00"),
                ("Risques locatifs", "oui", "sans limite"),
                ("Vol, vandalisme", "oui", "40 000,00"), ("Scolaire", "non", "")],
               (0.5, 0.2, 0.3)),
        note("insurer"),
        lines("Pour la mutuelle, le directeur général"), blank(2),
        foot("Exemple sans valeur."),
    )  # fmt: skip


def _student(facts: Home, random: Random) -> Rows:
    """Bought on line in two languages, for a flat near a campus."""
    person, issued = facts.person, facts.issued
    start = _since(facts, random)
    return (
        letterhead(facts.issuer, "Assurance logement des jeunes / Young people's home insurance"),
        title("Attestation / Certificate"),
        entries(Entry("Assuré / Policyholder", full(person, 1), who(person, 1)),
                Entry("Contrat / Policy no.", f"LOG{digits(random, 9)}"),
                Entry("Adresse / Address", commas(person.address), address_truth(person.address)),
                Entry("Surface", f"{random.randint(14, 60)} m²"),
                Entry("Date d'effet / Start", brief(start)),
                Entry("Émise le / Issued on", brief(issued), truths.issued(facts))),
        paragraph("L'assureur confirme que les risques locatifs (incendie, explosion, dégâts des "
                  "eaux) et la responsabilité civile vie privée sont garantis à l'adresse "
                  "ci-dessus. / The insurer confirms that tenant's liability is covered at the "
                  "above address."),
        qr(f"log/{digits(random, 9)}", "Vérifier / Check"),
        advice("insurer"),
        note("insurer"),
        bottom("Exemple sans valeur / Sample only"),
    )  # fmt: skip


def _broker(facts: Home, random: Random) -> Rows:
    """A broker's page in serif letters, everything in the middle but the dotted lines."""
    person, issued = facts.person, facts.issued
    return (
        letterhead("Cabinet Mirage Courtage", f"intermédiaire de {facts.issuer}"),
        title("ATTESTATION DE GARANTIE HABITATION"),
        centred("", f"{facts.issuer}", "certifie garantir par police en cours"),
        entries(Entry("Police n°", spaced(digits(random, 9), 3)),
                Entry("Au nom de", formal(person), who(person, 1)),
                Entry("Effet", slash(_since(facts, random))),
                Entry("Échéance principale", "1er avril")),
        centred("le logement sis", *person.address.lines(), truth=address_truth(person.address)),
        centred("", "pour la responsabilité de locataire et le recours des voisins."),
        deck(Entry("Délivrée le", tiny(issued), truths.issued(facts)),
             Entry("Franchise", "200 €"), Entry("Quittance", "acquittée")),
        Block("sign", "COURTAGE", ("Pour l'assureur, le courtier",)),
        small("Le présent document n'implique qu'une présomption de garantie."),
        foot("Exemple sans valeur."),
    )  # fmt: skip


def render(facts: Home, number: int, random: Random) -> Drawn:
    made = drawn(((looks.BANK_INSURER, _bank), (looks.TEACHERS_MUTUAL, _mutual),
                  (looks.STUDENT, _student), (looks.BROKER, _broker)),
                 facts, number, random)  # fmt: skip
    made.truth["issuer"] = facts.issuer
    return made
