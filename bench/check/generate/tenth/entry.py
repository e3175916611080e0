"""Attestations of entry: one sentence, a form in cells, a centre's frames, a program's print."""

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
    comb,
    commas,
    dashes,
    deck,
    fieldset,
    hidden,
    padded,
    panel,
    place,
    plain,
    rubber,
    slash,
    small,
    stack,
    who,
    wide,
    words,
)
from ..facts import Entry as EntryFacts
from ..numbers import digits, spaced
from ..sheet import Block, Drawn, Entry, entries, foot, letterhead, lines, paragraph, title
from ..wording import full
from . import looks_b
from .paper_b import drawn, figures


def _dates(facts: EntryFacts) -> dict[str, str]:
    return {"start_date": facts.start.isoformat(), "end_date": facts.end.isoformat()}


def _named(facts: EntryFacts) -> dict[str, str]:
    return {"training_title": facts.title}


def _sentence(facts: EntryFacts, random: Random) -> Rows:
    """A director's attestation: one long sentence that holds everything, place and day below."""
    body, person = facts.body, facts.person
    return (
        letterhead(body.name, *body.address.lines(), f"Tél. {body.phone}"),
        title("ATTESTATION D'ENTRÉE EN FORMATION"),
        paragraph(f"Je soussigné(e), {body.director}, agissant en qualité de responsable de "
                  f"l'organisme de formation {body.name}, immatriculé sous le numéro SIRET "
                  f"{spaced(body.siret, 3, 3, 3, 5)} et déclaré auprès de la DREETS sous le numéro "
                  f"{body.nda}, certifie que {person.civility} {full(person, 1)}, "
                  f"né{person.e} le {words(person.birth)} à {person.birth_place}, "
                  f"demeurant {commas(person.address)}, a intégré le {words(facts.start)} la "
                  f"formation intitulée « {facts.title} », laquelle prendra fin le "
                  f"{words(facts.end)}.",
                  truth=who(person, 1) | _named(facts) | _dates(facts)),
        paragraph(f"{'Il' if not person.e else 'Elle'} suit cette formation à temps complet, en "
                  "présentiel, et s'est engagé"
                  f"{person.e} à respecter l'assiduité prévue au règlement intérieur."),
        paragraph("Attestation établie à la demande de l'intéressé"
                  f"{person.e}, pour valoir ce que de droit."),
        (blank(1), Block("sign", body.name.split()[0],
                         (f"À {body.address.city}, le {words(facts.issued)}",),
                         truth=truths.issued(facts))),
        foot(f"{body.form} - exemple sans valeur"),
    )  # fmt: skip


def _form(facts: EntryFacts, random: Random) -> Rows:
    """A funder's form: characters in cells, boxes to tick, to return within days."""
    body, person = facts.body, facts.person
    return (
        letterhead("Aides individuelles à la formation (exemple)"),
        title("Formulaire d'attestation d'entrée en formation"),
        small("À compléter par l'organisme et à retourner au service instructeur dans les huit "
              "jours qui suivent l'entrée du stagiaire."),
        band("A - ORGANISME DE FORMATION"),
        comb(Entry("SIRET", spaced(body.siret, 9, 5)),
             Entry("Déclaration d'activité", body.nda)),
        entries(Entry("Raison sociale", body.name), Entry("Adresse", commas(body.address))),
        band("B - STAGIAIRE"),
        entries(Entry("Nom et prénom", full(person, 2), who(person, 2)),
                Entry("Adresse", commas(person.address).upper())),
        comb(Entry("Date de naissance", figures(person.birth)),
             Entry("Identifiant", person.identifier)),
        band("C - FORMATION"),
        entries(Entry("Libellé exact", facts.title, _named(facts))),
        comb(Entry("Date réelle d'entrée", figures(facts.start)),
             Entry("Date prévisionnelle de fin", figures(facts.end))),
        hidden(_dates(facts)),
        checked("x Le stagiaire est présent depuis le premier jour",
                "- Le stagiaire est entré en cours d'action", "- Le stagiaire ne s'est pas "
                "présenté", "- Le stagiaire a abandonné", form="two"),
        band("D - ENGAGEMENT"),
        paragraph("Je certifie l'exactitude des renseignements portés ci-dessus et atteste de "
                  "l'entrée en formation de la personne désignée au cadre B."),
        (lines(f"Nom du signataire : {body.director}", "Qualité : direction",
               f"Date : {slash(facts.issued)}", truth=truths.issued(facts)),
         Block("sign", body.name.split()[0], ("Signature et cachet",))),
        bottom(f"Formulaire AIF-{digits(random, 3)} - exemple sans valeur"),
    )  # fmt: skip


def _centre(facts: EntryFacts, random: Random) -> Rows:
    """A centre's: two frames side by side, the calendar in a table, a word to the learner."""
    body, person = facts.body, facts.person
    return (
        (small(f"Promotion {facts.start.year}-{digits(random, 2)}", "Exemplaire à conserver"),
         letterhead(body.name, "Centre de formation")),
        title("Certificat d'entrée en stage de formation"),
        (fieldset("Le centre", lines(body.name, *body.address.lines(), f"SIRET {body.siret}",
                                     f"NDA {body.nda}")),
         fieldset("Le ou la stagiaire",
                  lines(f"{person.short} {full(person, 0)}", *person.address.lines(),
                        f"né{person.e} le {padded(person.birth)}", truth=who(person, 0)))),
        panel(facts.title, "Parcours certifiant, groupe de douze personnes", truth=_named(facts)),
        plain([("Événement", "Date", "Observation"),
               ("Entrée effective", padded(facts.start), "émargement signé"),
               ("Bilan intermédiaire", "à mi-parcours", "avec la formatrice référente"),
               ("Fin de la formation", padded(facts.end), "prévisionnelle")],
              (0.36, 0.28, 0.36), truth=_dates(facts)),
        paragraph("Nous certifions que la personne ci-dessus désignée a débuté le parcours à la "
                  "date indiquée. Toute interruption sera signalée au financeur sous quarante-huit "
                  "heures."),
        (stack(lines(f"Délivré le {padded(facts.issued)}", f"par {body.director}, direction "
                     "pédagogique", truth=truths.issued(facts)), rubber("CENTRE", "FORMATION")),
         stack(lines("Lu et pris connaissance,", "signature du stagiaire :"), blank(3))),
        bottom(f"{body.phone} - {body.email} - exemple sans valeur"),
    )  # fmt: skip


def _software(facts: EntryFacts, random: Random) -> Rows:
    """A program's print: labels under their values, an electronic signature with its hour."""
    body, person = facts.body, facts.person
    hour = f"{random.randint(8, 18):02d}:{random.randint(10, 59)}"
    return (
        (wide(1.4, letterhead(body.name, commas(body.address))),
         aside(f"Édition du {dashes(facts.issued)}", truth=truths.issued(facts))),
        title("Attestation d'entrée en formation"),
        lines("L'établissement atteste de l'entrée en formation de :"),
        entries(Entry("Nom et prénom du stagiaire", full(person, 0), who(person, 0)),
                Entry("Date et lieu de naissance", f"{dashes(person.birth)}, "
                      f"{person.birth_place}"),
                Entry("Domicile", place(person)),
                Entry("Numéro de dossier", digits(random, 7))),
        lines("dans l'action suivante :"),
        entries(Entry("Intitulé de l'action", facts.title, _named(facts)),
                Entry("Site", body.address.city)),
        deck(Entry("du", dashes(facts.start)), Entry("au", dashes(facts.end)),
             Entry("Rythme", "35 h / semaine"), Entry("Public", "Demandeur d'emploi")),
        hidden(_dates(facts)),
        entries(Entry("SIRET de l'établissement", body.siret),
                Entry("Numéro de déclaration d'activité", body.nda)),
        paragraph("Cette attestation ne préjuge pas de l'assiduité du stagiaire, qui fait l'objet "
                  "d'états de présence mensuels."),
        panel("Signé électroniquement", f"par {body.director}", f"le {dashes(facts.issued)} à "
              f"{hour}", f"empreinte {digits(random, 4)}-{digits(random, 4)}-{digits(random, 4)}"),
        bottom(f"{body.name} - {body.form} - logiciel de scolarité (exemple sans valeur) - 1/1"),
    )  # fmt: skip


def entry(facts: EntryFacts, number: int, random: Random) -> Drawn:
    made = drawn(((looks_b.ENTRY_LETTER, _sentence), (looks_b.ENTRY_FORM, _form),
                  (looks_b.ENTRY_CENTRE, _centre), (looks_b.ENTRY_SOFTWARE, _software)),
                 facts, number, random)  # fmt: skip
    made.truth.update({"body_name": facts.body.name, "body_siret": facts.body.siret})
    return made
