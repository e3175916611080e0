"""Attestations of entry: a trainer's form, an adult school's letter, a portal's print, a list."""

from __future__ import annotations

from random import Random

from .. import truths
from ..eighth.paper import (
    Rows,
    aside,
    band,
    blank,
    bottom,
    checked,
    commas,
    dots,
    formal,
    hidden,
    named,
    panel,
    place,
    plain,
    rubber,
    slash,
    small,
    stack,
    weekday,
    who,
    wide,
    words,
)
from ..facts import Entry as EntryFacts
from ..numbers import digits, spaced
from ..sheet import Block, Drawn, Entry, entries, foot, letterhead, lines, paragraph, table, title
from ..wording import full
from . import looks_b
from .paper_b import dash, drawn, loose


def _dates(facts: EntryFacts) -> dict[str, str]:
    return {"start_date": facts.start.isoformat(), "end_date": facts.end.isoformat()}


def _named(facts: EntryFacts) -> dict[str, str]:
    return {"training_title": facts.title}


def _trainer(facts: EntryFacts, random: Random) -> Rows:
    """A small body's page of a word processor: bold labels, a promise, a stamp."""
    body, person = facts.body, facts.person
    return (
        letterhead(body.name, commas(body.address),
                   f"SIRET {spaced(body.siret, 3, 3, 3, 5)} - NDA {body.nda}"),
        title("Attestation d'entrée en formation"),
        entries(Entry("Organisme de formation", body.name),
                Entry("Représenté par", body.director),
                Entry("Stagiaire", formal(person), who(person, 1)),
                Entry("Demeurant", commas(person.address))),
        entries(Entry("Intitulé de la formation", f"« {facts.title} »", _named(facts)),
                Entry("Date d'entrée effective", words(facts.start)),
                Entry("Date de fin prévue", words(facts.end), _dates(facts)),
                Entry("Lieu", f"{body.address.city}, en présentiel")),
        paragraph("L'organisme atteste que la personne nommée ci-dessus est bien entrée en "
                  "formation à la date indiquée. Il s'engage à signaler sans délai tout abandon "
                  "ou toute absence prolongée à la collectivité qui finance l'action."),
        (lines("Pour servir et valoir ce que de droit."),
         Block("sign", body.name.split()[0],
               (f"Fait à {body.address.city}", f"le {words(facts.issued)}", body.director),
               truth=truths.issued(facts))),
        foot("Exemple sans valeur."),
    )  # fmt: skip


def _school(facts: EntryFacts, random: Random) -> Rows:
    """An adult school's letter: place and day, a reference, sentences and a list."""
    body, person = facts.body, facts.person
    return (
        letterhead(body.name, *body.address.lines(), f"{body.phone} - {body.email}"),
        aside(f"{body.address.city}, le {weekday(facts.issued)}", truth=truths.issued(facts)),
        small(f"N/Réf. : {digits(random, 4)}/{facts.start.year}", "Objet : entrée en stage d'un "
              "demandeur d'emploi"),
        title("Attestation d'entrée en stage"),
        paragraph(f"La direction de {body.name} (n° SIRET : {body.siret}, n° d'activité : "
                  f"{body.nda}) atteste par la présente que :"),
        lines(f"{named(person, 0)}", f"né{person.e} le {slash(person.birth)} à "
              f"{person.birth_place}", f"domicilié{person.e} {place(person)}",
              truth=who(person, 0)),
        paragraph(f"s'est présenté{person.e} dans nos locaux le {slash(facts.start)}, premier jour "
                  f"de l'action « {facts.title} », et y est inscrit{person.e} jusqu'au "
                  f"{slash(facts.end)}.", truth=_named(facts) | _dates(facts)),
        lines("Organisation de l'action :",
              *dash("35 heures hebdomadaires, du lundi au vendredi",
                    "une période d'application en entreprise",
                    "un suivi individuel par le formateur référent")),
        paragraph("Cette attestation est délivrée à l'intéressé"
                  f"{person.e} pour faire valoir ses droits auprès de la Région et de France "
                  "Travail."),
        (blank(1), Block("sign", "FORMATION", ("Pour la direction", "La coordinatrice"))),
        foot(f"{body.form} - exemple sans valeur"),
    )  # fmt: skip


def _portal(facts: EntryFacts, random: Random) -> Rows:
    """A portal's print: bands, labels above, the state of the entry, who declared it and when."""
    body, person = facts.body, facts.person
    return (
        letterhead("Portail des organismes de formation (exemple)"),
        title("Attestation d'entrée en formation (AES)"),
        (small(f"Dossier n° {digits(random, 8)}", "Dispositif : aide régionale individuelle"),
         small(f"Saisie validée le {slash(facts.issued)} à {random.randint(8, 17)}:"
               f"{random.randint(10, 59)}", f"par {body.director}", truth=truths.issued(facts))),
        band("Bénéficiaire"),
        entries(Entry("Nom et prénom", full(person, 0), who(person, 0)),
                Entry("Identifiant demandeur d'emploi", person.identifier),
                Entry("Date de naissance", slash(person.birth)),
                Entry("Commune de résidence", person.address.city)),
        band("Organisme de formation"),
        entries(Entry("Raison sociale", body.name), Entry("SIRET", body.siret),
                Entry("Adresse du lieu de formation", commas(body.address)),
                Entry("N° de déclaration d'activité", body.nda)),
        band("Formation"),
        entries(Entry("Intitulé", facts.title, _named(facts)),
                Entry("Statut de l'entrée", "ENTRÉE CONFIRMÉE"),
                Entry("Date de début réelle", slash(facts.start)),
                Entry("Date de fin prévisionnelle", slash(facts.end))),
        hidden(_dates(facts)),
        checked("x Le stagiaire était présent le premier jour", "x Le stagiaire a signé la feuille "
                "d'émargement", "- L'entrée a été décalée par rapport à la date du devis"),
        small("Document généré automatiquement à partir des informations déclarées par l'organisme "
              "de formation, qui en certifie l'exactitude. Toute fausse déclaration est passible "
              "de sanctions."),
        bottom("Exemple sans valeur."),
    )  # fmt: skip


def _list(facts: EntryFacts, random: Random) -> Rows:
    """A large body's: the action at the edges, a table of one learner, seen and stamped."""
    body, person = facts.body, facts.person
    return (
        (wide(1.3, letterhead(body.name, commas(body.address))),
         stack(small(f"Siret {body.siret}", f"Déclaration {body.nda}", body.phone))),
        title("ENTRÉE EN FORMATION - ATTESTATION DE L'ORGANISME"),
        entries(Entry("Action", facts.title, _named(facts)),
                Entry("Convention", f"{facts.start.year}-R93-{digits(random, 4)}"),
                Entry("Session", f"n° {random.randint(1, 12)}, {body.address.city}")),
        table([("Stagiaire", "Né(e) le", "Entrée le", "Sortie prévue le", "Régime"),
               (full(person, 2), loose(person.birth), dots(facts.start), dots(facts.end),
                "temps plein")], (0.34, 0.18, 0.16, 0.17, 0.15),
              truth=who(person, 2) | _dates(facts)),
        paragraph(f"Je certifie que le stagiaire ci-dessus a effectivement commencé sa formation "
                  f"dans notre établissement. Certifié conforme le {dots(facts.issued)}.",
                  truth=truths.issued(facts)),
        (panel("Transmission", "1 exemplaire : stagiaire", "1 exemplaire : financeur",
               "1 exemplaire : organisme"),
         stack(lines("Nom, qualité et signature :", f"{body.director}, responsable de site"),
               rubber("BON POUR", "ENTRÉE"), blank(2))),
        plain([("Suite à donner", "Échéance"), ("Premier bilan d'étape", "à un mois"),
               ("Attestation de présence", "chaque fin de mois")], (0.6, 0.4)),
        foot("Imprimé fictif, exemple sans valeur."),
    )  # fmt: skip


def entry(facts: EntryFacts, number: int, random: Random) -> Drawn:
    made = drawn(((looks_b.ENTRY_WORD, _trainer), (looks_b.ENTRY_SCHOOL, _school),
                  (looks_b.ENTRY_PORTAL, _portal), (looks_b.ENTRY_LIST, _list)),
                 facts, number, random)  # fmt: skip
    made.truth.update({"body_name": facts.body.name, "body_siret": facts.body.siret})
    return made
