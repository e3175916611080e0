"""Attestations of hosting: a typed sheet, a letter by hand, office software, dotted lines."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random

from .. import truths
from ..facts import Home
from ..numbers import digits
from ..sheet import Block, Drawn, Entry, entries, foot, lines, paragraph, sign, title
from ..wording import address_truth, full
from . import looks
from .paper import Rows, aside, called, commas, drawn, named, slash, ticks, who, words


def _truth(facts: Home, style: int) -> dict[str, str]:
    return who(facts.person, style) | address_truth(facts.person.address)


def _since(facts: Home, random: Random) -> date:
    return facts.issued - timedelta(days=random.randint(150, 2400))


def _typed(facts: Home, random: Random) -> Rows:
    person, issued = facts.person, facts.issued
    return (
        title("DÉCLARATION SUR L'HONNEUR", "Hébergement d'un tiers"),
        lines("Je soussigné(e)"),
        entries(Entry("Nom et prénom", facts.issuer), Entry("Profession", "sans"),
                Entry("Adresse", commas(person.address))),
        lines("déclare loger gratuitement à mon domicile"),
        entries(Entry("Nom et prénom", full(person, 0)),
                Entry("Né(e) le", slash(person.birth)),
                Entry("À", person.birth_place),
                Entry("À compter du", slash(_since(facts, random)))),
        Block("lines", truth=_truth(facts, 0)),
        paragraph("Pièce d'identité de l'hébergeant présentée : carte nationale d'identité n° "
                  f"{digits(random, 12)}."),
        sign(f"{person.address.city}, le {slash(issued)}", truth=truths.issued(facts)),
    )  # fmt: skip


def _hand(facts: Home, random: Random) -> Rows:
    person, issued = facts.person, facts.issued
    return (
        aside(f"{person.address.city}, le {words(issued)}", truth=truths.issued(facts)),
        title("Attestation"),
        paragraph(f"Je certifie sur l'honneur que {named(person, 1)} habite chez moi, au "
                  f"{commas(person.address)}, depuis le {words(_since(facts, random))}.",
                  truth=_truth(facts, 1)),
        paragraph("Je l'héberge à titre gratuit et je prends en charge les factures du logement, "
                  "qui sont à mon nom."),
        paragraph("Attestation faite pour valoir ce que de droit."),
        sign(facts.issuer),
    )  # fmt: skip


def _office(facts: Home, random: Random) -> Rows:
    person, issued = facts.person, facts.issued
    return (
        title("CERTIFICAT D'HÉBERGEMENT", "(article 441-7 du code pénal)"),
        entries(Entry("L'hébergeur", facts.issuer),
                Entry("Lien avec la personne", "parent"),
                Entry("La personne hébergée", called(person), who(person, 0)),
                Entry("Date de naissance", words(person.birth)),
                Entry("Domicile commun", commas(person.address), address_truth(person.address)),
                Entry("Début de l'hébergement", words(_since(facts, random)))),
        paragraph("L'hébergeur certifie que ces renseignements sont exacts. Il reconnaît savoir "
                  "que la présente pourra être produite auprès d'une administration."),
        (Block("sign", lines=("L'hébergeur",)), Block("sign", lines=("La personne hébergée",))),
        aside(f"Le {words(issued)}", truth=truths.issued(facts)),
    )  # fmt: skip


def _dotted(facts: Home, random: Random) -> Rows:
    person, issued = facts.person, facts.issued
    return (
        title("Attestation d'hébergement à titre gracieux"),
        entries(Entry("Je, soussigné(e)", facts.issuer), Entry("demeurant", commas(person.address)),
                Entry("atteste héberger", f"{person.short} {full(person, 0)}"),
                Entry("né(e) le", slash(person.birth)),
                Entry("depuis le", slash(_since(facts, random)))),
        Block("lines", truth=_truth(facts, 0)),
        ticks("x de façon stable", "- de façon temporaire, jusqu'au",
              "x sans contrepartie financière"),
        lines("Pièces jointes : facture de moins de trois mois, copie de ma carte d'identité."),
        sign(f"Fait le {slash(issued)} à {person.address.city}", "Lu et approuvé",
             truth=truths.issued(facts)),
        foot("Toute fausse déclaration est passible de sanctions pénales."),
    )  # fmt: skip


def render(facts: Home, number: int, random: Random) -> Drawn:
    made = drawn(((looks.TYPED, _typed), (looks.SCRIPT, _hand), (looks.WORDS, _office),
                  (looks.LIBRE, _dotted)),
                 facts, number, random)  # fmt: skip
    made.truth["issuer"] = facts.issuer
    return made
