"""Decisions on the quality of disabled worker (RQTH): a notice, a letter, an order, a form."""

from __future__ import annotations

from random import Random

from .. import truths
from ..facts import Rqth
from ..numbers import digits
from ..sheet import (
    BREAK,
    Block,
    Drawn,
    Entry,
    entries,
    foot,
    letterhead,
    lines,
    paragraph,
    title,
)
from ..wording import full
from . import looks
from .mentions import advice, back
from .paper import (
    Rows,
    aside,
    bars,
    blank,
    bottom,
    brief,
    capitals,
    checked,
    commas,
    deck,
    drawn,
    fieldset,
    formal,
    heading,
    identity,
    pill,
    rubber,
    slash,
    small,
    stack,
    to,
    who,
    window,
    words,
)

_ISSUERS = ("MDPH de l'Échantillon", "Maison de l'autonomie du Prototype",
            "Maison départementale des personnes handicapées de l'Ébauche",
            "MDPH des Chimères")  # fmt: skip


def _notice(facts: Rqth, random: Random) -> Rows:
    """The usual notice: references, the object, the decision, then the ways to contest it."""
    person = facts.person
    span = (f"du {slash(facts.valid_from)} au {slash(facts.valid_to)}" if facts.valid_to
            else f"à compter du {slash(facts.valid_from)}, sans limitation de durée")  # fmt: skip
    return (
        (stack(letterhead(_ISSUERS[0], "Secrétariat de la CDAPH", "99999 FICTIVILLE"),
               entries(Entry("N° de dossier", facts.number),
                       Entry("Né(e) le", slash(person.birth), truths.born(person)),
                       Entry("Agent", f"gestionnaire {digits(random, 2)}"))),
         stack(blank(2), bars(digits(random, 14)), window(person, person.civility.upper(),
                                                          home=False))),
        title("NOTIFICATION D'ATTRIBUTION"),
        lines("Objet : reconnaissance de la qualité de travailleur handicapé"),
        paragraph(f"{person.civility},"),
        paragraph("La commission des droits et de l'autonomie des personnes handicapées, réunie le "
                  f"{slash(facts.decided)}, a examiné votre demande et vous reconnaît la qualité "
                  f"de travailleur handicapé {span}.",
                  truth=truths.decided(facts) | truths.validity(facts)),
        paragraph("Cette reconnaissance vous ouvre l'accès aux mesures d'aide à l'emploi et à la "
                  "formation. Elle vaut, le cas échéant, orientation en milieu ordinaire."),
        Block("sign", "MDPH", ("La présidente de la CDAPH",)),
        bottom("Suite au verso - exemple sans valeur"),
        BREAK,
        advice("house"),
        heading("Voies de recours"),
        back("house"),
        bottom(f"Dossier {facts.number}"),
    )  # fmt: skip


def _letter(facts: Rqth, random: Random) -> Rows:
    """A modern house's letter: the right in a frame, labels stacked."""
    person = facts.person
    return (
        letterhead(_ISSUERS[1], "11 allée des Chimères, 99999 Fictiville"),
        (stack(small("Votre numéro d'usager"), lines(facts.number)), to(person, 1, person.short,
                                                                       home=False)),
        title("Votre demande a été acceptée"),
        pill("RQTH accordée"),
        fieldset("Le droit", entries(
            Entry("Nature", "Reconnaissance de la qualité de travailleur handicapé"),
            Entry("Décision prise le", brief(facts.decided), truths.decided(facts)),
            Entry("Commence le", brief(facts.valid_from)),
            Entry("Se termine le", brief(facts.valid_to) if facts.valid_to
                  else "jamais : attribuée sans limite de durée", truths.validity(facts)))),
        paragraph(f"Elle concerne {formal(person)}, né{person.e} le {brief(person.birth)}.",
                  truth=truths.born(person)),
        paragraph("Présentez une copie de cette lettre à votre conseiller, à votre centre de "
                  "formation ou au médecin du travail. L'original reste chez vous."),
        Block("sign", lines=("La directrice",)),
        advice("house", 1),
        back("house"),
        bottom("Exemple sans valeur."),
    )  # fmt: skip


def _order(facts: Rqth, random: Random) -> Rows:
    """An order in the form of the law: visas, what is considered, what is decided."""
    person = facts.person
    until = (f"pour une durée allant jusqu'au {words(facts.valid_to)}" if facts.valid_to
             else "sans limitation de durée")  # fmt: skip
    return (
        letterhead(_ISSUERS[2], "Commission des droits et de l'autonomie"),
        title(f"DÉCISION DU {capitals(facts.decided)}"),
        lines("Vu les articles L. 146-9 et L. 241-6 du code de l'action sociale et des familles,",
              "Vu les articles L. 5213-1 et suivants du code du travail,",
              f"Vu la demande enregistrée sous le numéro {facts.number},",
              truth=truths.decided(facts)),
        paragraph(f"Considérant la situation de {formal(person)}, né{person.e} le "
                  f"{words(person.birth)} à {person.birth_place}, demeurant "
                  f"{commas(person.address)},", truth=who(person, 1) | truths.born(person)),
        lines("DÉCIDE"),
        paragraph("Article 1er : la qualité de travailleur handicapé est reconnue à l'intéressé(e) "
                  f"à partir du {words(facts.valid_from)}, {until}.",
                  truth=truths.validity(facts)),
        paragraph("Article 2 : la présente décision est notifiée à l'intéressé(e) et, si il ou "
                  "elle le demande, à son représentant légal."),
        rubber("POUR AMPLIATION", "CDAPH"),
        Block("sign", "CDAPH", ("Le vice-président",)),
        foot("Exemple sans valeur."),
    )  # fmt: skip


def _form(facts: Rqth, random: Random) -> Rows:
    """A proof on request: civil status in a table, boxes ticked by a pen."""
    person = facts.person
    return (
        (letterhead(_ISSUERS[3]), aside(f"Référence {facts.number}")),
        title("Justificatif de bénéficiaire de l'obligation d'emploi"),
        entries(Entry("Nom", person.surname),
                *([Entry("Nom d'usage", person.usage_name)] if person.usage_name else []),
                Entry("Prénom(s)", ", ".join(person.given), identity(person)),
                Entry("Date de naissance", slash(person.birth), truths.born(person)),
                Entry("Commune de naissance", person.birth_place)),
        checked("x Travailleur handicapé (RQTH)", "- Carte mobilité inclusion", "- AAH",
                "x Orientation : marché du travail", form="two"),
        deck(Entry("Commission du", slash(facts.decided), truths.decided(facts)),
             Entry("Date d'ouverture", slash(facts.valid_from)),
             Entry("Date de fin", slash(facts.valid_to) if facts.valid_to else "sans limite",
                   truths.validity(facts))),
        paragraph("Justificatif remis à la personne, qui reste libre d'en faire état. Il "
                  "remplace l'attestation antérieure."),
        Block("sign", "MDPH", ("Le chef du service instruction",)),
        foot(f"{full(person, 2)} - exemple sans valeur"),
    )  # fmt: skip


def render(facts: Rqth, number: int, random: Random) -> Drawn:
    made = drawn(((looks.COMMISSION, _notice), (looks.COMMISSION_LIGHT, _letter),
                  (looks.COMMISSION_VISA, _order), (looks.COMMISSION_FORM, _form)),
                 facts, number, random)  # fmt: skip
    made.truth["issuer"] = _ISSUERS[number - 28]
    return made
