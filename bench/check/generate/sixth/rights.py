"""Attestations of rights to the health insurance: general, agricultural, local, of sailors."""

from __future__ import annotations

from random import Random

from .. import truths
from ..facts import Rights
from ..numbers import digits, spaced, spaced_nir
from ..people import Person
from ..sheet import Block, Drawn, Entry, entries, foot, letterhead, lines, paragraph, table, title
from ..wording import address_truth, full
from . import looks
from .paper import (
    GAP,
    Rows,
    aside,
    bottom,
    boxed,
    commas,
    drawn,
    heading,
    identity,
    named,
    padded,
    place,
    slash,
    stack,
    to,
    watermark,
    who,
    wide,
    window,
    words,
)


def _nir(person: Person) -> dict[str, str]:
    return {"nir": person.nir}


def _general(facts: Rights, random: Random) -> Rows:
    """The general scheme's, since the fund's new layout: references boxed, rights in a table."""
    person = facts.person
    return (
        (stack(letterhead("l'Assurance Maladie", "Caisse primaire de l'Échantillon"),
               boxed("Vos références", f"N° {spaced_nir(person.nir)}",
                     f"Né(e) le {slash(person.birth)}",
                     truth=_nir(person) | truths.born(person))),
         wide(1.2, stack(lines(GAP, GAP), window(person, person.short)))),
        aside(f"Fait le {slash(facts.issued)}", truth=truths.issued(facts)),
        title("Attestation de droits"),
        paragraph("Cette attestation justifie de vos droits à la prise en charge de vos frais de "
                  "santé. Elle est à présenter aux professionnels de santé en l'absence de carte "
                  "Vitale, à votre employeur ou à tout organisme qui en fait la demande."),
        table([("Bénéficiaire", "Régime", "Droits du", "Droits jusqu'au"),
               (full(person, 1), "01 - régime général", slash(facts.valid_from),
                slash(facts.valid_to))], (0.36, 0.26, 0.19, 0.19), truth=truths.validity(facts)),
        entries(Entry("Prise en charge", "selon le taux habituel"),
                Entry("Modulation", "aucune"),
                Entry("Centre de gestion", f"{digits(random, 4)} - Fictiville"),
                Entry("Médecin traitant", "déclaré")),
        paragraph("Vos droits sont prolongés automatiquement tant que vous travaillez ou résidez "
                  "en France de façon stable et régulière (protection universelle maladie)."),
        bottom("La fraude est punie par la loi (articles 313-1 et 441-1 du code pénal). Exemple "
               "sans valeur."),
    )  # fmt: skip


def _agricultural(facts: Rights, random: Random) -> Rows:
    person, given = facts.person, " ".join(facts.person.given)
    return (
        (letterhead("msa des Maquettes", "santé - famille - retraite (caisse fictive)"),
         aside(f"Le {padded(facts.issued)}", truth=truths.issued(facts))),
        title("ATTESTATION DE DROITS À L'ASSURANCE MALADIE"),
        heading("Assuré"),
        entries(Entry("Nom de naissance", person.surname),
                *([Entry("Nom d'usage", person.usage_name)] if person.usage_name else []),
                Entry("Prénoms", given, identity(person, " ")),
                Entry("Né(e) le", slash(person.birth), truths.born(person)),
                Entry("N° d'immatriculation", spaced_nir(person.nir), _nir(person)),
                Entry("Adresse", place(person), address_truth(person.address))),
        heading("Droits ouverts"),
        table([("Risque", "Date de début", "Date de fin"),
               ("Maladie, maternité - part obligatoire", slash(facts.valid_from),
                slash(facts.valid_to)), ("Complémentaire santé", "-", "-")], (0.54, 0.23, 0.23),
              truth=truths.validity(facts)),
        paragraph("Régime des salariés agricoles. La présente attestation ne vaut que sous réserve "
                  "d'un changement de situation, que l'assuré doit signaler à sa caisse."),
        Block("sign", "MSA", ("Le directeur",)),
        foot(f"Réf. {digits(random, 10)} - exemple sans valeur"),
    )  # fmt: skip


def _local(facts: Rights, random: Random) -> Rows:
    """A letter to the insured, that says everything in sentences."""
    person = facts.person
    return (
        (letterhead("Caisse d'assurance maladie de la Fable", "Service attestations"),
         to(person, 1, person.civility)),
        aside(f"Fictiville, le {words(facts.issued)}", truth=truths.issued(facts)),
        lines(f"Objet : attestation de vos droits - n° {digits(random, 7)}"),
        paragraph(f"{person.civility},\nSuite à votre demande, nous vous confirmons que "
                  f"{named(person, 1)}, né{person.e} le {words(person.birth)}, "
                  f"immatriculé{person.e} sous le numéro {spaced_nir(person.nir)}, bénéficie de la "
                  "prise en charge des frais de santé par le régime obligatoire.",
                  truth=truths.born(person) | _nir(person)),
        paragraph(f"Vos droits sont valables du {words(facts.valid_from)} au "
                  f"{words(facts.valid_to)} inclus.", truth=truths.validity(facts)),
        paragraph("Cette lettre tient lieu d'attestation. Nous vous rappelons que votre compte en "
                  f"ligne vous permet de l'éditer à tout moment.\nVeuillez agréer, "
                  f"{person.civility}, nos salutations distinguées."),
        Block("sign", "CPAM", ("Le service attestations",)),
        bottom("Exemple sans valeur."),
    )  # fmt: skip


def _card(facts: Rights, random: Random) -> Rows:
    """What a kiosk prints after reading the card."""
    person = facts.person
    return (
        watermark("EXEMPLE"),
        title("ATTESTATION DE DROITS - CARTE VITALE"),
        lines(f"Borne n° {digits(random, 5)}   Le {slash(facts.issued)}",
              truth=truths.issued(facts)),
        entries(Entry("Porteur", full(person, 0), who(person, 0)),
                Entry("N° sécurité sociale", spaced(person.nir, 1, 2, 2, 2, 3, 3, 2),
                      _nir(person)),
                Entry("Né(e) le", slash(person.birth), truths.born(person)),
                Entry("Adresse", commas(person.address), address_truth(person.address)),
                Entry("Régime / caisse / centre",
                      f"01 / {digits(random, 3)} / {digits(random, 4)}"),
                Entry("Début des droits AMO", slash(facts.valid_from)),
                Entry("Fin des droits AMO", slash(facts.valid_to), truths.validity(facts)),
                Entry("Exonération", "Non")),
        foot("Conservez ce document avec votre carte. Exemple sans valeur."),
    )  # fmt: skip


def render(facts: Rights, number: int, random: Random) -> Drawn:
    made = drawn(((looks.FUND, _general), (looks.FUND_GREEN, _agricultural),
                  (looks.OFFICE_SERIF, _local), (looks.MACHINE, _card)),
                 facts, number, random)  # fmt: skip
    made.truth.update(truths.issued(facts))
    return made
