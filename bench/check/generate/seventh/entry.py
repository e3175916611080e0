"""Attestations of entry into training: a certificate, a region's form, a platform's, a list."""

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
    called,
    capitals,
    centred,
    commas,
    dots,
    drawn,
    iso,
    panel,
    plain,
    qr,
    rubber,
    slash,
    small,
    strip,
    ticks,
    who,
    words,
)


def _dates(facts: EntryFacts) -> dict[str, str]:
    return {"start_date": facts.start.isoformat(), "end_date": facts.end.isoformat()}


def _named(facts: EntryFacts) -> dict[str, str]:
    return {"training_title": facts.title}


def _certificate(facts: EntryFacts, random: Random) -> Rows:
    """The body's head certifies, lines in the middle of the page."""
    body, person = facts.body, facts.person
    return (
        letterhead(body.name, commas(body.address), f"{body.phone} - {body.email}"),
        title("ATTESTATION D'ENTRÉE EN FORMATION"),
        paragraph(f"Je soussigné(e) {body.director}, agissant en qualité de représentant légal de "
                  f"l'organisme {body.name}, enregistré sous le numéro {body.nda}, atteste que :"),
        centred(f"{person.civility} {full(person, 0)}", "est entré(e) dans l'action de formation",
                truth=who(person, 0)),
        centred(facts.title, f"commencée le {words(facts.start)}",
                f"et dont le terme est fixé au {words(facts.end)}.",
                truth=_named(facts) | _dates(facts)),
        paragraph("Attestation délivrée pour faire valoir ce que de droit auprès de l'organisme "
                  "financeur."),
        Block("sign", body.name.split()[0], (f"Fait à {body.address.city}, le "
                                             f"{words(facts.issued)}", body.director),
              truth=truths.issued(facts)),
        foot(f"SIRET {spaced(body.siret, 3, 3, 3, 5)} - exemple sans valeur"),
    )  # fmt: skip


def _boxes(facts: EntryFacts, random: Random) -> Rows:
    """A region's form, boxes ticked by the body."""
    body, person = facts.body, facts.person
    return (
        (letterhead("Région Imaginaire", "Aide individuelle - imprimé 3 (fictif)"),
         small("À transmettre dans les quinze jours", "qui suivent l'entrée")),
        title("DÉCLARATION D'ENTRÉE EFFECTIVE EN FORMATION"),
        table([("Organisme de formation", "SIRET", "N° d'activité"),
               (body.name, body.siret, body.nda)], (0.5, 0.27, 0.23)),
        entries(Entry("Stagiaire", called(person), who(person, 0)),
                Entry("N° France Travail", person.identifier),
                Entry("Formation suivie", facts.title, _named(facts)),
                Entry("Lieu", commas(body.address))),
        strip(Entry("Entrée réelle le", slash(facts.start)),
              Entry("Sortie prévue le", slash(facts.end), _dates(facts)),
              Entry("Rythme", "35 h / semaine")),
        ticks("x Le stagiaire s'est présenté à la date prévue", "- Le stagiaire a été reporté",
              "- Le stagiaire ne s'est pas présenté", "x Le règlement intérieur lui a été remis"),
        rubber(*body.name.split(" ", 1), body.address.city.upper()),
        Block("sign", "", (f"Date : {slash(facts.issued)}", f"Nom du signataire : {body.director}"),
              truth=truths.issued(facts)),
        foot("Exemple sans valeur."),
    )  # fmt: skip


def _platform(facts: EntryFacts, random: Random) -> Rows:
    """What a platform of administrative follow-up makes, dates as a machine writes them."""
    body, person = facts.body, facts.person
    return (
        letterhead(body.name, "Suivi administratif des parcours"),
        title("Confirmation de démarrage", f"dossier {digits(random, 8)}"),
        (panel("Apprenant", full(person, 1), person.email, truth=who(person, 1)),
         panel("Parcours", facts.title, body.address.city, truth=_named(facts))),
        plain([("Événement", "Date", "Statut"),
               ("Inscription validée", "-", "fait"),
               ("Entrée en formation", iso(facts.start), "fait"),
               ("Fin de formation", iso(facts.end), "à venir")], (0.5, 0.28, 0.22),
              truth=_dates(facts)),
        entries(Entry("Établi par", body.director), Entry("Le", iso(facts.issued),
                                                        truths.issued(facts)),
                Entry("SIRET", body.siret), Entry("Déclaration d'activité", body.nda)),
        qr(f"parcours/{digits(random, 9)}", "Signé électroniquement", f"par {body.director}"),
        bottom("Cette confirmation atteste la présence de l'apprenant au premier jour. Exemple "
               "sans valeur."),
    )  # fmt: skip


def _presence(facts: EntryFacts, random: Random) -> Rows:
    """An attestation with the first half-days signed."""
    body, person = facts.body, facts.person
    return (
        (letterhead(body.name, f"{body.form} - N° DA {body.nda}", f"SIRET {body.siret}"),
         aside(f"{body.address.city}, le {dots(facts.issued)}", truth=truths.issued(facts))),
        title("ATTESTATION DE PRÉSENCE À L'ENTRÉE"),
        lines(f"Stagiaire : {person.short} {full(person, 0)}",
              f"Intitulé de la formation : {facts.title}",
              f"Dates de la session : du {dots(facts.start)} au {dots(facts.end)}",
              truth=who(person, 0) | _named(facts) | _dates(facts)),
        table([("Date", "Matin", "Après-midi", "Émargement"),
               (dots(facts.start), "9 h - 12 h 30", "13 h 30 - 17 h", "signé")],
              (0.25, 0.25, 0.25, 0.25)),
        paragraph("Nous attestons que la personne ci-dessus a bien intégré la session de formation "
                  f"le {capitals(facts.start)}. Cette attestation ne préjuge pas de l'assiduité "
                  "ultérieure."),
        Block("sign", body.name.split()[0], ("La coordinatrice pédagogique",)),
        foot("Exemple sans valeur."),
    )  # fmt: skip


def entry(facts: EntryFacts, number: int, random: Random) -> Drawn:
    made = drawn(((looks.SCHOOL_WORD, _certificate), (looks.SCHOOL, _boxes),
                  (looks.SCHOOL_WEB, _platform), (looks.WORDS, _presence)),
                 facts, number, random)  # fmt: skip
    made.truth.update({"body_name": facts.body.name, "body_siret": facts.body.siret})
    return made
