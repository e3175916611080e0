"""Attestations of hosting: typed by the host, a town hall's form, by hand, of both in a table."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random

from .. import truths
from ..eighth.paper import (
    GAP,
    Rows,
    aside,
    blank,
    checked,
    commas,
    fieldset,
    nothing,
    ruledhead,
    slash,
    small,
    who,
    words,
)
from ..facts import Home
from ..numbers import digits
from ..sheet import Drawn, Entry, entries, foot, letterhead, lines, paragraph, sign, title
from ..wording import address_truth, full
from . import looks_a as looks
from .paper_a import drawn, laid, oneline, spread


def _truth(facts: Home, style: int) -> dict[str, str]:
    return who(facts.person, style) | address_truth(facts.person.address)


def _since(facts: Home, random: Random) -> date:
    return facts.issued - timedelta(days=random.randint(120, 1900))


def _born(random: Random) -> date:
    """When the host was born: nobody's day."""
    return date(random.randint(1948, 1985), random.randint(1, 12), random.randint(1, 28))


def _typed(facts: Home, random: Random) -> Rows:
    """Typed by the host with a word processor, one long sentence about each."""
    person, issued = facts.person, facts.issued
    return (
        title("Attestation d'hébergement"),
        blank(1),
        paragraph(f"Je, soussigné(e), {facts.issuer}, né(e) le {words(_born(random))}, demeurant "
                  f"{commas(person.address)},"),
        paragraph("déclare sur l'honneur que la personne suivante est hébergée chez moi, de façon "
                  "permanente et sans contrepartie financière :"),
        laid("bold", Entry("Nom, prénom", full(person, 0)),
             Entry("Date de naissance", words(person.birth)),
             Entry("Lieu de naissance", person.birth_place),
             Entry("Hébergement depuis le", words(_since(facts, random)))),
        paragraph("J'autorise l'administration à vérifier l'exactitude de cette déclaration. J'ai "
                  "connaissance des sanctions pénales encourues par l'auteur d'une fausse "
                  "attestation.", truth=_truth(facts, 0)),
        paragraph("Pour faire valoir ce que de droit."),
        (nothing(0.8), sign(f"Le {words(issued)}, à {person.address.city}", facts.issuer,
                            truth=truths.issued(facts))),
    )  # fmt: skip


def _town(facts: Home, random: Random) -> Rows:
    """A town hall's printed form with dots, the office's frame at the foot left empty."""
    person, issued = facts.person, facts.issued
    return (
        letterhead(f"VILLE DE {person.address.city.upper()} (EXEMPLE)",
                   "Service population et formalités"),
        title("CERTIFICAT D'HÉBERGEMENT À DOMICILE"),
        ruledhead("I - Personne qui héberge"),
        entries(Entry("Nom et prénom", facts.issuer),
                Entry("Né(e) le", spread(_born(random))),
                Entry("Adresse complète", commas(person.address), address_truth(person.address)),
                Entry("Pièce présentée", f"carte d'identité {digits(random, 6)}")),
        ruledhead("II - Personne hébergée"),
        entries(Entry("Nom et prénom", full(person, 0), who(person, 0)),
                Entry("Né(e) le", spread(person.birth)),
                Entry("À", f"{person.birth_place} ({person.birth_department})"),
                Entry("Hébergée depuis le", spread(_since(facts, random)))),
        checked("x à titre gratuit", "- à titre onéreux", form="two"),
        paragraph("L'hébergeant certifie l'exactitude des renseignements ci-dessus et s'engage à "
                  "aviser le service du départ de la personne hébergée."),
        (lines(f"Date : {spread(issued)}", truth=truths.issued(facts)),
         sign("Signature de l'hébergeant")),
        fieldset("Cadre réservé au service", lines("Vu pour la légalisation de la signature :",
                                                   GAP)),
        foot("Formulaire fictif - exemple sans valeur."),
    )  # fmt: skip


def _hand(facts: Home, random: Random) -> Rows:
    """A few lines by hand, the host's name and street at the top left."""
    person, issued = facts.person, facts.issued
    return (
        lines(facts.issuer, *person.address.lines()),
        blank(1),
        title("Attestation sur l'honneur"),
        paragraph(f"Moi, {facts.issuer}, j'atteste sur l'honneur que {person.civility} "
                  f"{full(person, 1)}, né{person.e} le {slash(person.birth)}, est hébergé"
                  f"{person.e} gratuitement à mon domicile, {oneline(person.address)}, depuis le "
                  f"{slash(_since(facts, random))} et jusqu'à ce jour.", truth=_truth(facts, 1)),
        paragraph(f"{'Elle' if person.e else 'Il'} n'a pas d'autre logement et participe "
                  "simplement à la vie de la maison."),
        paragraph("Fait pour servir à son dossier de formation."),
        aside(f"Le {words(issued)}", truth=truths.issued(facts)),
        (nothing(0.9), sign(GAP)),
    )  # fmt: skip


def _both(facts: Home, random: Random) -> Rows:
    """Both persons side by side in two tables, then the declaration of each."""
    person, issued = facts.person, facts.issued
    since = _since(facts, random)
    return (
        title("DÉCLARATION CONJOINTE D'HÉBERGEMENT"),
        (entries(Entry("L'hébergeur", facts.issuer),
                 Entry("Né(e) le", slash(_born(random))),
                 Entry("Statut", random.choice(("propriétaire", "locataire"))),
                 head="Première partie"),
         entries(Entry("L'hébergé(e)", full(person, 0), who(person, 0)),
                 Entry("Né(e) le", slash(person.birth)),
                 Entry("Depuis le", slash(since)), head="Seconde partie")),
        entries(Entry("Adresse du logement", commas(person.address),
                      address_truth(person.address))),
        paragraph("L'hébergeur déclare mettre gratuitement une chambre de ce logement à la "
                  "disposition de l'hébergé(e), qui déclare y avoir sa résidence habituelle et y "
                  "recevoir son courrier."),
        paragraph("Pièces jointes : copie de la pièce d'identité de l'hébergeur ; dernière "
                  "facture d'eau, d'électricité ou de téléphone à son nom."),
        lines(f"Établi à {person.address.city} en deux exemplaires, le {slash(issued)}.",
              truth=truths.issued(facts)),
        (sign("L'hébergeur", "(lu et approuvé)"), sign("L'hébergé(e)", "(lu et approuvé)")),
        small("Toute personne qui établit une attestation faisant état de faits matériellement "
              "inexacts est passible d'un an d'emprisonnement et de 15 000 euros d'amende."),
    )  # fmt: skip


def render(facts: Home, number: int, random: Random) -> Drawn:
    made = drawn(((looks.HOST_TYPED, _typed), (looks.HOST_TOWN, _town),
                  (looks.HOST_HAND, _hand), (looks.HOST_BOTH, _both)),
                 facts, number, random)  # fmt: skip
    made.truth["issuer"] = facts.issuer
    return made
