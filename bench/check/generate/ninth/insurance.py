"""Attestations of home insurance: a letter, a table of covers, an application's, an agent's."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random

from .. import truths
from ..eighth.paper import (
    Rows,
    aside,
    blank,
    bottom,
    brief,
    checked,
    commas,
    fieldset,
    padded,
    pill,
    slash,
    small,
    stack,
    to,
    who,
    window,
    words,
)
from ..facts import Home
from ..numbers import digits, spaced
from ..sheet import (
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
from ..wording import address_truth, full
from . import looks_a as looks
from .mentions_a import talk
from .paper_a import drawn


def _since(facts: Home, random: Random) -> date:
    return facts.issued - timedelta(days=random.randint(150, 2400))


def _letter(facts: Home, random: Random) -> Rows:
    """A large insurer's letter to the insured, the covers told in its sentences."""
    person, issued = facts.person, facts.issued
    return (
        (letterhead(facts.issuer, "Service production particuliers", "99999 FICTIVILLE CEDEX 20"),
         stack(blank(2), window(person, "MME" if person.e else "M"))),
        entries(Entry("Vos références", f"contrat {spaced(digits(random, 8), 2)}"),
                Entry("Date", padded(issued), truths.issued(facts)),
                Entry("Objet", "attestation d'assurance habitation")),
        paragraph(f"{person.civility},"),
        paragraph("Nous attestons que vous êtes assuré(e) auprès de notre société par un contrat "
                  f"multirisque habitation, souscrit le {slash(_since(facts, random))}, pour le "
                  f"logement dont vous êtes locataire : {commas(person.address)}."),
        paragraph("Ce contrat garantit votre responsabilité locative vis-à-vis du propriétaire à "
                  "la suite d'un incendie, d'une explosion ou d'un dégât des eaux, ainsi que votre "
                  "responsabilité civile en qualité de chef de famille."),
        paragraph(f"La présente attestation est valable jusqu'au 31/12/{issued.year}, à condition "
                  "que la cotisation soit réglée. Elle n'engage l'assureur que dans les limites du "
                  "contrat auquel elle se réfère."),
        paragraph(f"Veuillez agréer, {person.civility}, l'expression de nos sentiments dévoués."),
        sign("Le directeur général"),
        foot(f"{facts.issuer} - entreprise fictive régie par le code des assurances - exemple sans "
             "valeur"),
    )  # fmt: skip


def _covers(facts: Home, random: Random) -> Rows:
    """Boxes of references, then the covers that the landlord wants to see, a row each."""
    person, issued = facts.person, facts.issued
    return (
        letterhead(facts.issuer, "Attestation à remettre au propriétaire ou à son mandataire"),
        title("ATTESTATION D'ASSURANCE - RISQUES LOCATIFS"),
        entries(Entry("Assuré", f"{full(person, 0)}", who(person, 0)),
                Entry("N° de police", f"{random.choice('HM')} {spaced(digits(random, 9), 3)}"),
                Entry("Lieu du risque", commas(person.address), address_truth(person.address)),
                Entry("Qualité de l'assuré", "locataire, résidence principale"),
                Entry("Prise d'effet", slash(_since(facts, random))),
                Entry("Échéance annuelle", "1er juillet")),
        table([("Garanties acquises", "Montant maximum", "Franchise"),
               ("Incendie et risques annexes", "valeur de reconstruction", "150,00 €"),
               ("Dégâts des eaux et gel", "valeur de reconstruction", "150,00 €"),
               ("Recours des voisins et des tiers", "3 000 000,00 €", "néant"),
               ("Responsabilité civile vie privée", "10 000 000,00 €", "néant")],
              (0.46, 0.32, 0.22)),
        lines(f"Attestation établie le {slash(issued)}", truth=truths.issued(facts)),
        small("Les garanties s'exercent selon les conditions générales HAB-99 et les conditions "
              "particulières remises à l'assuré. Attestation non valable si elle est raturée."),
        sign("Cachet et signature de la société"),
        talk("insurer"),
        foot("Exemple sans valeur."),
    )  # fmt: skip


def _app(facts: Home, random: Random) -> Rows:
    """An insurer without branches: short sentences, ticks, a link to verify."""
    person, issued = facts.person, facts.issued
    return (
        letterhead(facts.issuer),
        title("Attestation d'assurance habitation"),
        pill("Contrat actif"),
        paragraph("Bonjour, voici la preuve que le logement ci-dessous est bien assuré chez nous."),
        fieldset("Le contrat",
                 entries(Entry("Souscripteur", full(person, 1), who(person, 1)),
                         Entry("Numéro", f"HAB-{digits(random, 4)}-{digits(random, 4)}"),
                         Entry("Depuis le", brief(_since(facts, random))),
                         Entry("Document généré le", brief(issued), truths.issued(facts)))),
        fieldset("Le logement", lines(*person.address.lines(),
                                      truth=address_truth(person.address)),
                 small(f"Appartement, {random.randint(1, 4)} pièce(s), locataire")),
        fieldset("Ce qui est couvert",
                 checked("x Responsabilité locative", "x Responsabilité civile",
                         "x Dégâts des eaux", "x Incendie", "x Vol", "- Jardin et piscine",
                         form="two")),
        small("Cette attestation vaut présomption de garantie à la charge de l'assureur. Elle ne "
              "couvre que les sinistres survenus après la prise d'effet."),
        talk("insurer", 1),
        bottom(f"Vérifier ce document : www.example.com/v/{digits(random, 6)} - exemple sans "
               "valeur"),
    )  # fmt: skip


def _agent(facts: Home, random: Random) -> Rows:
    """A mutual's local agent: bold labels, old turns of phrase."""
    person, issued = facts.person, facts.issued
    return (
        letterhead(facts.issuer, f"Votre agent général à {person.address.city} (fictif)",
                   "M. PROTOTYPE - 7 boulevard de l'Échantillon"),
        title("ATTESTATION"),
        (small(f"Client n° {digits(random, 6)}", "Risque : habitation"),
         to(person, 1, person.civility)),
        paragraph(f"Je soussigné, agent de la société {facts.issuer}, certifie que "
                  f"{person.civility} {full(person, 1)} a souscrit auprès de ladite société un "
                  f"contrat « Logis et famille » portant le numéro {digits(random, 10)}."),
        entries(Entry("Adresse du risque", commas(person.address)),
                Entry("Garanties", "incendie, tempête, dégâts des eaux, vol, bris de glaces, "
                                   "responsabilité d'occupant"),
                Entry("Période couverte", f"du {words(issued.replace(day=1))} au "
                      f"{words(issued.replace(day=1, year=issued.year + 1) - timedelta(days=1))}"),
                Entry("Cotisation", "payée à ce jour")),
        paragraph("En foi de quoi la présente est remise à l'intéressé(e) pour valoir ce que de "
                  "droit."),
        aside(f"Fait à {person.address.city}, le {words(issued)}", truth=truths.issued(facts)),
        sign("L'agent général"),
        foot("Exemple sans valeur."),
    )  # fmt: skip


def render(facts: Home, number: int, random: Random) -> Drawn:
    made = drawn(((looks.NATIONAL_INSURER, _letter), (looks.INSURER_GRID, _covers),
                  (looks.INSURER_APP, _app), (looks.AGENT, _agent)),
                 facts, number, random)  # fmt: skip
    made.truth["issuer"] = facts.issuer
    return made
