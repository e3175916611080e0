"""Attestations of hosting: the administration's model, a town's form, by hand, a typist's."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random

from .. import truths
from ..facts import Home
from ..sheet import Block, Drawn, Entry, entries, foot, lines, paragraph, sign, table, title
from ..wording import address_truth, full
from . import looks
from .paper import (
    GAP,
    Rows,
    aside,
    blank,
    checked,
    comb,
    commas,
    drawn,
    fieldset,
    hidden,
    place,
    slash,
    small,
    stack,
    who,
    words,
)


def _truth(facts: Home, style: int) -> dict[str, str]:
    return who(facts.person, style) | address_truth(facts.person.address)


def _since(facts: Home, random: Random) -> date:
    return facts.issued - timedelta(days=random.randint(150, 2400))


def _model(facts: Home, random: Random) -> Rows:
    """The model letter of the administration's site, filled in."""
    person, issued = facts.person, facts.issued
    return (
        title("Attestation d'hébergement"),
        paragraph(f"Je soussigné(e) {facts.issuer}, demeurant au {commas(person.address)}, déclare "
                  "sur l'honneur héberger à mon domicile :"),
        entries(Entry("Prénom et nom", full(person, 1)),
                Entry("Né(e) le", words(person.birth)), Entry("À", person.birth_place),
                Entry("Depuis le", words(_since(facts, random)))),
        hidden(_truth(facts, 1)),
        paragraph("Je joins à la présente la copie de ma pièce d'identité et un justificatif de "
                  "domicile à mon nom."),
        paragraph("J'ai connaissance des sanctions pénales encourues par l'auteur d'une fausse "
                  "attestation (un an d'emprisonnement et 15 000 euros d'amende)."),
        lines(f"Fait à {person.address.city},", f"le {words(issued)}", truth=truths.issued(facts)),
        sign("Signature"),
    )  # fmt: skip


def _town(facts: Home, random: Random) -> Rows:
    """A town's form, a character a cell, boxes ticked."""
    person, issued = facts.person, facts.issued
    return (
        (lines("MAIRIE DE FICTIVILLE", "Pôle population"), aside("Imprimé PH-12 (fictif)")),
        title("DÉCLARATION DE L'HÉBERGEUR"),
        fieldset("Vous hébergez",
                 comb(Entry("NOM ET PRÉNOM", full(person, 0).upper()),
                      Entry("NÉ(E) LE", f"{person.birth:%d %m %Y}"))),
        fieldset("Vous êtes",
                 lines(f"Identité : {facts.issuer}", "Téléphone : 06 39 98 00 00"),
                 checked("- propriétaire", "x locataire", "- autre :", form="two")),
        fieldset("Logement",
                 lines(*person.address.lines(), truth=address_truth(person.address)),
                 small(f"Hébergement commencé le {slash(_since(facts, random))}")),
        checked("x La personne vit chez moi de façon habituelle.",
                "x Je ne lui demande aucun loyer.",
                "- Je perçois une aide au titre de cet hébergement."),
        hidden(who(person, 0)),
        (stack(lines(f"Date : {slash(issued)}", truth=truths.issued(facts)),
               sign("Signature de l'hébergeur")), stack(lines("Visa de la mairie"), blank(3))),
        foot("Modèle d'exemple."),
    )  # fmt: skip


def _hand(facts: Home, random: Random) -> Rows:
    """A short letter in the owner's hand."""
    person, issued = facts.person, facts.issued
    return (
        lines(facts.issuer, *person.address.lines()),
        title("À qui de droit"),
        paragraph(f"J'atteste par la présente que {person.civility} {full(person, 1)}, "
                  f"né{person.e} le {slash(person.birth)}, vit chez moi à l'adresse indiquée "
                  f"ci-dessus depuis le {words(_since(facts, random))}. Je l'accueille "
                  "gratuitement et continuerai à le faire pendant sa formation.",
                  truth=_truth(facts, 1)),
        paragraph("Fait pour servir et valoir ce que de droit, avec la copie de ma carte "
                  "d'identité."),
        aside(f"{person.address.city}, {words(issued)}", truth=truths.issued(facts)),
        sign(GAP),
    )  # fmt: skip


def _typist(facts: Home, random: Random) -> Rows:
    """Both persons side by side in a table, as a social worker's office types it."""
    person, issued = facts.person, facts.issued
    return (
        title("ATTESTATION SUR L'HONNEUR DE DOMICILIATION CHEZ UN TIERS"),
        table([("", "Personne qui héberge", "Personne hébergée"),
               ("Nom et prénom", facts.issuer, f"{person.short} {full(person, 0)}"),
               ("Né(e) le", "-", slash(person.birth)),
               ("Adresse", place(person), "la même"),
               ("Depuis le", "-", slash(_since(facts, random)))], (0.22, 0.42, 0.36)),
        hidden(_truth(facts, 0)),
        paragraph("Nous certifions sur l'honneur l'exactitude des renseignements ci-dessus, "
                  "sachant que toute déclaration mensongère nous exposerait aux peines prévues par "
                  "l'article 441-7 du code pénal."),
        lines(f"Le {slash(issued)}", truth=truths.issued(facts)),
        (Block("sign", lines=("L'hébergeant(e)",)), Block("sign", lines=("L'hébergé(e)",))),
    )  # fmt: skip


def render(facts: Home, number: int, random: Random) -> Drawn:
    made = drawn(((looks.MODEL_LETTER, _model), (looks.TOWN_FORM, _town), (looks.BY_HAND, _hand),
                  (looks.TYPIST, _typist)),
                 facts, number, random)  # fmt: skip
    made.truth["issuer"] = facts.issuer
    return made
