"""Attestations of rights to the health insurance."""

from __future__ import annotations

from random import Random

from .. import truths
from ..facts import Rights
from ..numbers import digits, spaced, spaced_nir
from ..people import Person
from ..sheet import (
    Drawn,
    Entry,
    address,
    entries,
    foot,
    letterhead,
    lines,
    paragraph,
    table,
    title,
)
from ..wording import address_truth, full
from . import looks
from .paper import (
    GAP,
    Rows,
    aside,
    band,
    bottom,
    drawn,
    identity,
    named,
    nothing,
    panel,
    place,
    short,
    slash,
    stack,
    to,
    who,
    wide,
    words,
)


def _nir(person: Person) -> dict[str, str]:
    return {"nir": person.nir}


def _ameli(facts: Rights, random: Random) -> Rows:
    """After the online account of the health insurance: the insured, then who benefits."""
    person, given = facts.person, ", ".join(facts.person.given)
    return (
        (letterhead("l'Assurance Maladie", "CPAM de la Chimère (fictive)"),
         aside(f"Le {words(facts.issued)}", truth=truths.issued(facts))),
        (nothing(), to(person, 1, person.civility)),
        title("ATTESTATION DE DROITS À L'ASSURANCE MALADIE"),
        lines(f"Cette attestation est valable du {slash(facts.valid_from)} au "
              f"{slash(facts.valid_to)}", "sauf changement de situation ou de législation.",
              truth=truths.validity(facts)),
        band("L'assuré(e)"),
        entries(Entry("Nom de famille", person.surname),
                *([Entry("Nom d'usage", person.usage_name)] if person.usage_name else []),
                Entry("Prénom(s)", given, identity(person)),
                Entry("N° de sécurité sociale", spaced_nir(person.nir), _nir(person)),
                Entry("Date de naissance", slash(person.birth), truths.born(person)),
                pairs="beside"),
        band("Le(s) bénéficiaire(s)"),
        table([("Nom Prénom", "Né(e) le", "Rang", "Médecin traitant", "Exonération"),
               (full(person, 0), slash(person.birth), "1", "déclaré", "non")],
              (0.36, 0.17, 0.1, 0.2, 0.17)),
        lines(f"Organisme de rattachement : 01 {digits(random, 3)} {digits(random, 4)}",
              "Complémentaire santé solidaire : non"),
        bottom("La loi rend passible d'amende et/ou d'emprisonnement quiconque se rend coupable de "
               "fraudes ou de fausses déclarations (articles 313-1 à 313-3 et 441-6 du code "
               "pénal). Exemple sans valeur."),
    )  # fmt: skip


def _counter(facts: Rights, random: Random) -> Rows:
    """A letter in two columns, printed at the counter of a fund."""
    person = facts.person
    return (
        (stack(letterhead("CAISSE PRIMAIRE", "d'assurance maladie de l'Exemple"),
               lines("Vos références", f"N° : {spaced_nir(person.nir)}",
                     f"Dossier : {digits(random, 8)}", GAP, "Pour nous contacter",
                     "36 46 (fictif)", truth=_nir(person))),
         wide(1.3, stack(address(f"{person.short} {full(person, 1)}", *person.address.lines(),
                                 truth=who(person, 1) | address_truth(person.address)),
                         aside(f"Fictiville, le {slash(facts.issued)}",
                               truth=truths.issued(facts))))),
        title("Attestation de droits"),
        paragraph(f"{person.civility},\nNous attestons que vous relevez de notre organisme pour la "
                  f"prise en charge de vos frais de santé. Vos droits sont ouverts depuis le "
                  f"{slash(facts.valid_from)}, jusqu'au {slash(facts.valid_to)}.",
                  truth=truths.validity(facts)),
        paragraph(f"Bénéficiaire : {full(person, 1)}, né{person.e} le {slash(person.birth)}.",
                  truth=truths.born(person)),
        paragraph("Conservez cette attestation : elle peut vous être demandée par votre employeur, "
                  "un organisme de formation ou un établissement de soins.\nAvec toute notre "
                  "attention,"),
        lines("Votre correspondant de l'Assurance Maladie"),
        bottom("Exemple sans valeur."),
    )  # fmt: skip


def _section(facts: Rights, random: Random) -> Rows:
    """A mutual that manages the compulsory scheme of public servants."""
    person, given = facts.person, ", ".join(facts.person.given)
    return (
        (letterhead("MUTUELLE DES FABLES", "Section fictive 06"), nothing()),
        title("Attestation de droits - régime obligatoire"),
        table([("Immatriculation", "Nom de naissance", "Prénoms", "Né(e) le"),
               (spaced_nir(person.nir), person.surname, given, slash(person.birth))],
              (0.32, 0.26, 0.26, 0.16), truth=_nir(person) | truths.born(person)
                  | identity(person)),
        *((lines(f"Nom d'usage : {person.usage_name}"),) if person.usage_name else ()),
        table([("Prestations en nature", "Ouverture", "Fermeture"),
               ("Maladie - maternité", short(facts.valid_from), short(facts.valid_to))],
              (0.5, 0.25, 0.25), truth=truths.validity(facts)),
        lines("Qualité : ouvrant droit", f"Adresse connue : {place(person)}",
              f"Attestation établie le {short(facts.issued)}",
              truth=address_truth(person.address) | truths.issued(facts)),
        foot("Sous réserve du maintien des conditions d'ouverture des droits. Exemple."),
    )  # fmt: skip


def _mobile(facts: Rights, random: Random) -> Rows:
    person = facts.person
    return (
        letterhead("Compte santé (exemple)", "Assurance Maladie fictive"),
        title("Votre attestation de droits", f"générée le {slash(facts.issued)}"),
        panel(named(person, 1), f"Né{person.e} le {slash(person.birth)}",
              f"Sécurité sociale : {spaced(person.nir, 1, 2, 2, 2, 3, 3, 2)}",
              truth=who(person, 1) | truths.born(person) | _nir(person)),
        entries(Entry("Droits valables à partir du", slash(facts.valid_from)),
                Entry("Droits valables jusqu'au", slash(facts.valid_to), truths.validity(facts)),
                Entry("Régime", "Régime général"),
                Entry("Caisse", "CPAM de l'Ébauche"),
                Entry("Adresse", place(person), address_truth(person.address))),
        paragraph("Votre carte Vitale reste indispensable chez le pharmacien. Mettez-la à jour "
                  "au moins une fois par an."),
        bottom("Exemple sans valeur."),
    )  # fmt: skip


def render(facts: Rights, number: int, random: Random) -> Drawn:
    made = drawn(((looks.STATE, _ameli), (looks.BUREAU, _counter), (looks.ACCOUNTS, _section),
                  (looks.APP, _mobile)),
                 facts, number, random)  # fmt: skip
    made.truth.update(truths.issued(facts))
    return made
