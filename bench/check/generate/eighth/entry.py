"""Attestations of entry into training: a sentence, an agency's form, a message, a planning."""

from __future__ import annotations

from random import Random

from .. import truths
from ..facts import Entry as EntryFacts
from ..numbers import digits, spaced
from ..sheet import Block, Drawn, Entry, entries, foot, letterhead, lines, paragraph, title
from ..wording import full
from . import looks
from .paper import (
    Rows,
    aside,
    bottom,
    brief,
    checked,
    comb,
    commas,
    deck,
    drawn,
    fieldset,
    formal,
    hidden,
    ledger,
    masthead,
    named,
    rubber,
    slash,
    small,
    stack,
    tiny,
    who,
    wide,
    words,
)


def _dates(facts: EntryFacts) -> dict[str, str]:
    return {"start_date": facts.start.isoformat(), "end_date": facts.end.isoformat()}


def _named(facts: EntryFacts) -> dict[str, str]:
    return {"training_title": facts.title}


def _sentence(facts: EntryFacts, random: Random) -> Rows:
    """A school's word, the whole of it in one paragraph."""
    body, person = facts.body, facts.person
    return (
        letterhead(body.name, commas(body.address), body.phone),
        title("ATTESTATION DE DÉBUT DE FORMATION"),
        paragraph(f"Je soussigné {body.director}, directeur de {body.name} (SIRET {body.siret}), "
                  f"certifie que {formal(person)} a intégré notre centre le {words(facts.start)} "
                  f"en qualité de stagiaire de la formation professionnelle, pour y préparer « "
                  f"{facts.title} ». La fin de son parcours est prévue le {words(facts.end)}.",
                  truth=who(person, 1) | _named(facts) | _dates(facts)),
        paragraph("La présente est établie pour être jointe au dossier de rémunération ou de prise "
                  "en charge de l'intéressé(e)."),
        (stack(small("Pièce à transmettre sous huit jours")),
         Block("sign", body.name.split()[0],
               (f"{body.address.city}, le {words(facts.issued)}", "Le directeur"),
               truth=truths.issued(facts))),
        foot(f"Déclaration d'activité n° {body.nda} - exemple sans valeur"),
    )  # fmt: skip


def _agency(facts: EntryFacts, random: Random) -> Rows:
    """The form of an agency: three frames, cells for days and numbers."""
    body, person = facts.body, facts.person
    return (
        masthead("France Travail", "AES - attestation d'entrée en stage", "imprimé fictif 14"),
        title("ATTESTATION D'ENTRÉE EN STAGE DE FORMATION"),
        fieldset("1. Stagiaire",
                 lines(f"Nom, prénom : {full(person, 0)}", f"Identifiant : {person.identifier}",
                       truth=who(person, 0)),
                 comb(Entry("Né(e) le", f"{person.birth:%d %m %Y}"))),
        fieldset("2. Organisme",
                 lines(body.name, commas(body.address)),
                 comb(Entry("N° SIRET", spaced(body.siret, 3, 3, 3, 5)))),
        fieldset("3. Stage",
                 lines(f"Intitulé : {facts.title}", truth=_named(facts)),
                 comb(Entry("Entré(e) le", f"{facts.start:%d %m %Y}"),
                      Entry("Fin prévue le", f"{facts.end:%d %m %Y}")),
                 checked("x Présence constatée", "- Report d'entrée", "- Abandon avant le début",
                         "x Temps complet", form="two")),
        hidden(_dates(facts)),
        rubber(*body.name.split(" ", 1)),
        lines(f"Certifié exact le {slash(facts.issued)}", f"Signataire : {body.director}",
              truth=truths.issued(facts)),
        foot("Exemple sans valeur."),
    )  # fmt: skip


def _message(facts: EntryFacts, random: Random) -> Rows:
    """A platform's letter that speaks to the learner."""
    body, person = facts.body, facts.person
    return (
        letterhead(body.name, f"{body.email}"),
        aside(f"Le {brief(facts.issued)}", truth=truths.issued(facts)),
        title("Votre entrée en formation est confirmée"),
        paragraph(f"Bonjour {person.given[0]},\nvotre présence au premier jour a été enregistrée. "
                  "Ce document tient lieu d'attestation d'entrée."),
        entries(Entry("Stagiaire", full(person, 1), who(person, 1)),
                Entry("Parcours", facts.title, _named(facts)),
                Entry("Commencé le", brief(facts.start)),
                Entry("Se termine le", brief(facts.end), _dates(facts)),
                Entry("Lieu", commas(body.address)),
                Entry("Référente", "C. FICTIF")),
        deck(Entry("SIRET", body.siret), Entry("Activité n°", body.nda),
             Entry("Dossier", digits(random, 8))),
        small("Transmise le même jour à votre financeur. Pensez à signer votre feuille de "
              "présence chaque demi-journée."),
        bottom(f"{body.name} - {body.form} - exemple sans valeur"),
    )  # fmt: skip


def _planning(facts: EntryFacts, random: Random) -> Rows:
    """A form with a planning of the weeks and the seal of the body."""
    body, person = facts.body, facts.person
    return (
        (letterhead(body.name, f"SIRET {body.siret}"), small(f"NDA {body.nda}",
                                                             f"Réf. {digits(random, 6)}")),
        title("CERTIFICAT D'ENTRÉE ET CALENDRIER"),
        lines(f"Stagiaire : {named(person, 0)}", f"Action : {facts.title}",
              truth=who(person, 0) | _named(facts)),
        ledger([("Jalon", "Date", "Observation"),
                ("Entrée", tiny(facts.start), "stagiaire présent(e)"),
                ("Sortie", tiny(facts.end), "prévisionnelle"),
                ("Interruptions", "-", "fermeture annuelle selon affichage")], (0.3, 0.25, 0.45),
               truth=_dates(facts)),
        paragraph("Horaires : du lundi au vendredi, 8 h 45 - 12 h 15 et 13 h 15 - 16 h 45. Le "
                  "stagiaire a reçu le règlement intérieur et le livret d'accueil."),
        (wide(1.3, lines(f"Fait le {tiny(facts.issued)} à {body.address.city}",
                         f"{body.director}, pour l'organisme", truth=truths.issued(facts))),
         Block("sign", body.name.split()[0])),
        foot("Exemple sans valeur."),
    )  # fmt: skip


def entry(facts: EntryFacts, number: int, random: Random) -> Drawn:
    made = drawn(((looks.WORKSHOP, _sentence), (looks.OFFICIAL_FORM, _agency),
                  (looks.PLATFORM, _message), (looks.TYPIST, _planning)),
                 facts, number, random)  # fmt: skip
    made.truth.update({"body_name": facts.body.name, "body_siret": facts.body.siret})
    return made
