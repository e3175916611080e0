"""Attestations of hosting: a typed one, a town hall's form, two columns, a letter."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random

from .. import truths
from ..facts import Home
from ..sheet import Block, Drawn, Entry, entries, foot, letterhead, lines, paragraph, sign, title
from ..wording import address_truth, full
from . import looks
from .paper import (
    Rows,
    aside,
    boxed,
    commas,
    drawn,
    named,
    place,
    slash,
    who,
    words,
)


def _truth(facts: Home, style: int) -> dict[str, str]:
    return who(facts.person, style) | address_truth(facts.person.address)


def _since(facts: Home, random: Random) -> date:
    return facts.issued - timedelta(days=random.randint(150, 2400))


def _typed(facts: Home, random: Random) -> Rows:
    person, issued = facts.person, facts.issued
    return (
        title("ATTESTATION D'HÉBERGEMENT"),
        paragraph(f"Je soussigné(e), {facts.issuer}, demeurant au {commas(person.address)}, "
                  "déclare sur l'honneur héberger à mon domicile :"),
        lines(f"{person.civility} {full(person, 0)}",
              f"né{person.e} le {slash(person.birth)} à {person.birth_place}",
              truth=_truth(facts, 0)),
        paragraph(f"depuis le {slash(_since(facts, random))} et jusqu'à ce jour."),
        paragraph("Je joins à la présente une copie de ma pièce d'identité et un justificatif de "
                  "domicile à mon nom."),
        paragraph("Pour servir et valoir ce que de droit."),
        sign(f"Fait à {person.address.city}, le {slash(issued)}", "(signature)",
             truth=truths.issued(facts)),
    )  # fmt: skip


def _town(facts: Home, random: Random) -> Rows:
    person, issued = facts.person, facts.issued
    return (
        letterhead("Ville de Fictiville", "Direction de la population (fictive)"),
        title("Attestation d'accueil à domicile et d'hébergement"),
        boxed("Cadre 1 - Personne qui héberge", f"Nom, prénom : {facts.issuer}",
              f"Demeurant : {place(person)}", "Qualité : locataire"),
        boxed("Cadre 2 - Personne hébergée", f"Nom, prénom : {full(person, 0)}",
              f"Date et lieu de naissance : {slash(person.birth)}, {person.birth_place}",
              f"Domicile : {place(person)}",
              f"Hébergé(e) depuis le : {slash(_since(facts, random))}", truth=_truth(facts, 0)),
        paragraph("Je certifie l'exactitude des renseignements ci-dessus. Je suis informé(e) "
                  "qu'une fausse attestation est punie d'un an d'emprisonnement et de 15 000 € "
                  "d'amende (article 441-7 du code pénal)."),
        sign(f"Le {slash(issued)}", "Signature de la personne qui héberge",
             truth=truths.issued(facts)),
        foot("Cadre réservé à l'administration. Exemple sans valeur."),
    )  # fmt: skip


def _columns(facts: Home, random: Random) -> Rows:
    person, issued = facts.person, facts.issued
    return (
        title("Attestation de l'hébergeant"),
        (entries(Entry("Nom", facts.issuer), Entry("Lien", "membre de la famille"),
                 Entry("Occupation du logement", "propriétaire"), head="L'hébergeant"),
         entries(Entry("Nom", named(person, 1), who(person, 1)),
                 Entry("Né(e) le", slash(person.birth)),
                 Entry("Depuis le", slash(_since(facts, random))), head="L'hébergé(e)")),
        lines("Adresse commune du domicile :", *person.address.lines(),
              truth=address_truth(person.address)),
        paragraph("L'hébergeant atteste sur l'honneur que la personne désignée réside chez lui de "
                  "manière continue et gratuite."),
        sign(f"{person.address.city}, le {words(issued)}", truth=truths.issued(facts)),
    )  # fmt: skip


def _letter(facts: Home, random: Random) -> Rows:
    person, issued = facts.person, facts.issued
    return (
        lines(facts.issuer, *person.address.lines(), truth=address_truth(person.address)),
        aside(f"Le {words(issued)}", truth=truths.issued(facts)),
        lines("Objet : attestation d'hébergement"),
        paragraph("Madame, Monsieur,"),
        paragraph(f"Par la présente, je vous confirme que {named(person, 1)} est bien "
                  f"hébergé{person.e} à mon adresse depuis le {words(_since(facts, random))}, "
                  "à titre gracieux.", truth=who(person, 1)),
        paragraph("Je reste à votre disposition pour tout renseignement.\nCordialement,"),
        Block("sign", lines=(facts.issuer,)),
    )  # fmt: skip


def render(facts: Home, number: int, random: Random) -> Drawn:
    made = drawn(((looks.OFFICE, _typed), (looks.AGENCY_OLD, _town), (looks.CLOUD, _columns),
                  (looks.OFFICE_SERIF, _letter)),
                 facts, number, random)  # fmt: skip
    made.truth["issuer"] = facts.issuer
    return made
