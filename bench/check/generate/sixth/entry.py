"""Attestations of entry into training: a letter, an agency's form, a table, an online file."""

from __future__ import annotations

from random import Random

from .. import truths
from ..facts import Entry as EntryFacts
from ..numbers import digits, spaced
from ..sheet import Block, Drawn, Entry, entries, foot, letterhead, lines, paragraph, table, title
from ..wording import full
from . import looks
from .paper import (
    Rows,
    aside,
    bottom,
    boxed,
    commas,
    drawn,
    named,
    padded,
    panel,
    slash,
    stack,
    who,
    words,
)


def _dates(facts: EntryFacts) -> dict[str, str]:
    return {"start_date": facts.start.isoformat(), "end_date": facts.end.isoformat()}


def _named(facts: EntryFacts) -> dict[str, str]:
    return {"training_title": facts.title}


def _letter(facts: EntryFacts, random: Random) -> Rows:
    """A letter to the funder."""
    body, person = facts.body, facts.person
    return (
        (letterhead(body.name, commas(body.address), f"SIRET {body.siret}",
                    f"N° de déclaration d'activité {body.nda}"),
         lines("Région fictive", "Service des aides individuelles", "99999 FICTIVILLE")),
        aside(f"{body.address.city}, le {words(facts.issued)}", truth=truths.issued(facts)),
        lines("Objet : entrée en formation d'un bénéficiaire"),
        paragraph("Madame, Monsieur,"),
        paragraph(f"Nous vous informons que {named(person, 0)} est bien entré{person.e} en "
                  f"formation le {words(facts.start)} au sein de notre organisme, sur l'action "
                  f"« {facts.title} », qui s'achèvera le {words(facts.end)}.",
                  truth=who(person, 0) | _named(facts) | _dates(facts)),
        paragraph("Cette attestation est établie pour permettre le versement de l'aide accordée. "
                  "Toute absence prolongée ou tout abandon vous sera signalé sans délai."),
        paragraph("Nous vous prions d'agréer, Madame, Monsieur, l'expression de nos sentiments "
                  "distingués."),
        Block("sign", body.name.split()[0], (body.director, "responsable de formation")),
        foot("Exemple sans valeur."),
    )  # fmt: skip


def _form(facts: EntryFacts, random: Random) -> Rows:
    """The employment agency's form, filled in by the body."""
    body, person = facts.body, facts.person
    return (
        (letterhead("France Travail", "Formulaire fictif AES-2"),
         aside("À retourner dès l'entrée en stage")),
        title("ATTESTATION D'ENTRÉE EN STAGE"),
        boxed("À remplir par l'organisme de formation", f"Raison sociale : {body.name}",
              f"N° SIRET : {spaced(body.siret, 3, 3, 3, 5)}", f"N° de déclaration : {body.nda}",
              f"Adresse du lieu de formation : {commas(body.address)}"),
        boxed("Stagiaire", f"Nom et prénom : {full(person, 0)}",
              f"Identifiant France Travail : {person.identifier}",
              f"Né(e) le : {slash(person.birth)}", truth=who(person, 0)),
        boxed("Stage", f"Intitulé du stage : {facts.title}",
              f"Est entré(e) en stage le : {slash(facts.start)}",
              f"Fin prévue le : {slash(facts.end)}", "Durée hebdomadaire : 35 h   Temps plein : X",
              "Rémunération du stagiaire par l'organisme : non",
              truth=_named(facts) | _dates(facts)),
        paragraph("Je soussigné(e), responsable de l'organisme, certifie exacts les renseignements "
                  "portés sur cette attestation."),
        Block("sign", body.name.split()[0],
              (f"Fait à {body.address.city}, le {slash(facts.issued)}", "Cachet et signature"),
              truth=truths.issued(facts)),
        bottom("Toute fausse déclaration entraîne le reversement des sommes perçues. Exemple."),
    )  # fmt: skip


def _table(facts: EntryFacts, random: Random) -> Rows:
    body, person = facts.body, facts.person
    return (
        letterhead(body.name, f"{body.form} - {commas(body.address)}", f"Siret {body.siret}"),
        title("Attestation d'entrée en formation"),
        table([("Rubrique", "Renseignement"),
               ("Stagiaire", named(person, 0)),
               ("Date de naissance", slash(person.birth)),
               ("Formation suivie", facts.title),
               ("Date d'entrée", slash(facts.start)),
               ("Date de fin prévue", slash(facts.end)),
               ("Modalité", "présentiel, temps plein"),
               ("Émargement du premier jour", "signé, matin et après-midi")], (0.38, 0.62),
              truth=who(person, 0) | _named(facts) | _dates(facts)),
        paragraph(f"Attestation établie par {body.director}, pour servir auprès de tout organisme "
                  "financeur."),
        Block("sign", body.name.split()[0], (f"Le {padded(facts.issued)}",),
              truth=truths.issued(facts)),
        foot(f"Organisme déclaré sous le n° {body.nda}. Exemple sans valeur."),
    )  # fmt: skip


def _online(facts: EntryFacts, random: Random) -> Rows:
    """The proof that an online training account keeps of an entry declared."""
    body, person = facts.body, facts.person
    return (
        (letterhead("Mon Compte Fable", "service fictif de la formation professionnelle"),
         aside(f"Dossier n° {digits(random, 11)}", f"Édité le {slash(facts.issued)}",
               truth=truths.issued(facts))),
        title("Attestation d'entrée en formation déclarée"),
        (panel("Titulaire", f"{person.short} {full(person, 1)}", *person.address.lines(),
               truth=who(person, 1)),
         panel("Organisme de formation", body.name, f"SIRET {body.siret}", *body.address.lines())),
        stack(entries(Entry("Formation", facts.title, _named(facts)),
                      Entry("Statut du dossier", "En formation"),
                      Entry("Session du", slash(facts.start)),
                      Entry("au", slash(facts.end), _dates(facts)),
                      Entry("Entrée déclarée par", "l'organisme de formation"))),
        paragraph(f"L'organisme a déclaré l'entrée effective du titulaire le {slash(facts.start)}. "
                  "Le titulaire dispose de cinq jours pour la contester depuis son espace."),
        bottom("Document généré automatiquement, sans signature. Exemple sans valeur."),
    )  # fmt: skip


def entry(facts: EntryFacts, number: int, random: Random) -> Drawn:
    made = drawn(((looks.OFFICE, _letter), (looks.AGENCY, _form), (looks.OFFICE_ARIAL, _table),
                  (looks.PORTAL, _online)),
                 facts, number, random)  # fmt: skip
    made.truth.update({"body_name": facts.body.name, "body_siret": facts.body.siret})
    return made
