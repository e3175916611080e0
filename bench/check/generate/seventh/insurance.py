"""Attestations of home insurance: a mutual's, an agent's certificate, an app's, a form's."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random

from .. import truths
from ..facts import Home
from ..numbers import digits
from ..sheet import Block, Drawn, Entry, entries, foot, letterhead, lines, paragraph, title
from ..wording import address_truth, full
from . import looks
from .mentions import mentions
from .paper import (
    Rows,
    aside,
    bottom,
    called,
    centred,
    commas,
    dots,
    drawn,
    panel,
    place,
    plain,
    qr,
    ruledhead,
    slash,
    small,
    strip,
    ticks,
    to,
    who,
    words,
)


def _since(facts: Home, random: Random) -> date:
    return facts.issued - timedelta(days=random.randint(150, 2400))


def _mutual(facts: Home, random: Random) -> Rows:
    person, issued = facts.person, facts.issued
    return (
        letterhead(facts.issuer),
        (small("Service attestations", "99999 FICTIVILLE CEDEX 9", f"Réf. : {digits(random, 9)}"),
         to(person, 0, person.civility)),
        aside(f"Le {words(issued)}", truth=truths.issued(facts)),
        title("Attestation d'assurance Habitation"),
        paragraph(f"{facts.issuer} atteste que le logement décrit ci-dessous est assuré par nos "
                  "soins, pour les risques dont l'occupant doit répondre."),
        entries(Entry("Sociétaire", full(person, 0)),
                Entry("N° de sociétaire", f"{digits(random, 4)}{random.choice('MNPR')}"),
                Entry("Lieu assuré", commas(person.address)),
                Entry("En qualité de", "locataire"),
                Entry("Contrat souscrit le", slash(_since(facts, random)))),
        ruledhead("Garanties"),
        lines("- Responsabilité civile - défense",
              "- Dommages aux biens : incendie, explosion, eau, tempête, vol",
              "- Assistance au domicile"),
        paragraph("Attestation valable jusqu'à la prochaine échéance annuelle, le "
                  f"31 décembre {issued.year}, sauf résiliation."),
        Block("sign", "MUTUELLE", ("Pour le Directeur Général",)),
        mentions("insurer"),
        bottom("Société d'assurance mutuelle à cotisations variables (fictive). Exemple sans "
               "valeur."),
    )  # fmt: skip


def _agent(facts: Home, random: Random) -> Rows:
    """A general agent certifies in sentences."""
    person, issued = facts.person, facts.issued
    return (
        letterhead(facts.issuer, "Agent général : C. FICTIF - 5 montée des Fables, Fictiville"),
        title("CERTIFICAT D'ASSURANCE DU LOGEMENT"),
        paragraph(f"Nous soussignés, {facts.issuer}, certifions que {called(person)} a souscrit "
                  f"sous le numéro {digits(random, 8)} un contrat Multirisque Habitation couvrant "
                  f"l'appartement sis {commas(person.address)}, avec effet du "
                  f"{words(_since(facts, random))}.",
                  truth=who(person, 0) | address_truth(person.address)),
        entries(Entry("Risques locatifs", "garantis"),
                Entry("Recours des voisins et des tiers", "garanti"),
                Entry("Responsabilité civile chef de famille", "garantie"),
                Entry("Franchise générale", "150 EUR")),
        paragraph("Le présent certificat n'engage la compagnie que dans les limites des conditions "
                  "du contrat auquel il se réfère."),
        Block("sign", "AGENCE", (f"Fait à Fictiville, le {slash(issued)}", "L'agent général"),
              truth=truths.issued(facts)),
        foot("Exemple sans valeur."),
    )  # fmt: skip


def _application(facts: Home, random: Random) -> Rows:
    person, issued = facts.person, facts.issued
    return (
        letterhead(facts.issuer, "votre assureur dans l'application"),
        title("Attestation d'assurance", "Habitation principale"),
        (panel(full(person, 1), *person.address.lines(),
               truth=who(person, 1) | address_truth(person.address)),
         panel("Assurance active", f"N° {random.choice('ABCDEF')}-{digits(random, 6)}",
               f"Depuis le {dots(_since(facts, random))}")),
        entries(Entry("Type de logement", "Appartement, 2 pièces"),
                Entry("Superficie", "41 m²"), Entry("Statut", "Locataire"),
                Entry("Formule", "Essentielle"), Entry("Personnes couvertes", "2"),
                Entry("Document émis le", dots(issued), truths.issued(facts))),
        paragraph("À destination du propriétaire ou de toute administration : le logement "
                  "ci-dessus est bien couvert au titre des risques locatifs exigés par la loi."),
        qr(f"mrh/{digits(random, 10)}", "Scannez pour vérifier", "que l'assurance est en cours"),
        mentions("insurer", 0),
        bottom(f"{facts.issuer} - courtier imaginaire - exemple sans valeur"),
    )  # fmt: skip


def _form(facts: Home, random: Random) -> Rows:
    person, issued = facts.person, facts.issued
    start = _since(facts, random)
    return (
        (letterhead(facts.issuer), small("Attestation locative", "Exemplaire destiné à l'assuré")),
        title("ATTESTATION DE RESPONSABILITÉ LOCATIVE"),
        strip(Entry("Police", digits(random, 8)), Entry("Avenant", digits(random, 2)),
              Entry("Effet", slash(start)), Entry("Délivrée le", slash(issued),
                                                  truths.issued(facts))),
        entries(Entry("Assuré", f"{person.short} {full(person, 0)}", who(person, 0)),
                Entry("Situation du risque", place(person), address_truth(person.address)),
                Entry("Usage", "Habitation")),
        ticks("x Incendie, explosion, foudre", "x Dégâts des eaux, gel", "x Vol, vandalisme",
              "- Bris de glace", "- Objets de valeur", "x Responsabilité civile vie privée"),
        plain([("Période de garantie", "Du", "Au"),
               ("Prime annuelle réglée", slash(date(issued.year, 1, 1)),
                slash(date(issued.year, 12, 31)))], (0.5, 0.25, 0.25)),
        centred("", "La présente attestation est établie à la demande de l'assuré."),
        Block("sign", "SERVICE", ("Le chef du service production",)),
        foot("Exemple sans valeur."),
    )  # fmt: skip


def render(facts: Home, number: int, random: Random) -> Drawn:
    made = drawn(((looks.INSURER, _mutual), (looks.INSURER_SERIF, _agent),
                  (looks.INSURTECH, _application), (looks.INSURER_GREY, _form)),
                 facts, number, random)  # fmt: skip
    made.truth["issuer"] = facts.issuer
    return made
