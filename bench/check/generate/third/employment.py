"""France Travail's notices: a letter, a form, periods, a certificate. All have two pages."""

from __future__ import annotations

from random import Random

from .. import truths
from ..facts import Notice
from ..numbers import digits
from ..people import Person
from ..sheet import (
    BREAK,
    Block,
    Drawn,
    Entry,
    address,
    entries,
    foot,
    letterhead,
    lines,
    paragraph,
    sign,
    table,
    title,
)
from ..wording import address_truth, full
from .paper import Rows, drawn, padded, slash, words

_JOB_SEEKER = ("personne sans emploi, immédiatement disponible, à la recherche d'un emploi à durée "
               "indéterminée à temps plein")  # fmt: skip


def _to(person: Person, style: int, civility: str) -> Block:
    name = full(person, style)
    return address(f"{civility} {name}".strip(), *person.address.lines(),
                   truth={"full_name": name} | address_truth(person.address))  # fmt: skip


def _letter(facts: Notice, random: Random) -> Rows:
    person = facts.person
    said = (
        f"vous avez été inscrit{person.e} sur la liste des demandeurs d'emploi du "
        f"{slash(facts.since)} au {slash(facts.ended)}, date à laquelle votre inscription a cessé"
        if facts.ended else
        f"vous êtes inscrit{person.e} sur la liste des demandeurs d'emploi depuis le "
        f"{slash(facts.since)} en catégorie 1, {_JOB_SEEKER}"
    )  # fmt: skip
    return (
        (letterhead("France Travail (exemple)", "Direction régionale",
                    f"Agence {person.address.city} Centre"), _to(person, 0, person.short)),
        entries(Entry("Votre identifiant", person.identifier, truths.identifier(person)),
                Entry("Date de naissance", slash(person.birth), truths.born(person)),
                Entry("Référence à rappeler", digits(random, 9)),
                Entry("Objet", "Avis de situation")),
        lines(f"{person.address.city}, le {words(facts.issued)}", truth=truths.issued(facts)),
        title("AVIS DE SITUATION"),
        paragraph(f"{person.civility},\nNous vous confirmons qu'à la date de ce courrier {said}."),
        paragraph("Nous vous rappelons que vous devez actualiser votre situation chaque mois et "
                  f"nous faire connaître tout changement.\nNous vous prions d'agréer, "
                  f"{person.civility}, l'expression de nos salutations distinguées."),
        Block("sign", lines=("Votre directeur d'agence",)),
        foot("Page 1/2 – document d'exemple"),
        BREAK,
        Block("heading", "Périodes connues de nos services"),
        table([("Du", "Au", "Catégorie"),
               (slash(facts.since), slash(facts.ended) if facts.ended else "-", "1")],
              (0.35, 0.35, 0.3)),
        foot(f"{full(person, 0)} – {person.identifier} – page 2/2"),
    )  # fmt: skip


def _form(facts: Notice, random: Random) -> Rows:
    person, given = facts.person, facts.person.given[0]
    return (
        letterhead("FRANCE TRAVAIL (SPÉCIMEN)", "Espace personnel – document téléchargé"),
        title("Avis de situation", f"Édition du {slash(facts.issued)}"),
        entries(
            Entry("Nom de naissance", person.surname, {"surname": person.surname}),
            *([Entry("Nom d'usage", person.usage_name, {"usage_name": person.usage_name})]
              if person.usage_name else []),
            Entry("Prénom", given, {"given_names": given}),
            Entry("Né(e) le", slash(person.birth), truths.born(person)),
            Entry("Adresse", ", ".join(person.address.lines()), address_truth(person.address)),
            Entry("N° identifiant France Travail", person.identifier, truths.identifier(person)),
            head="Demandeur d'emploi"),
        entries(
            Entry("État de l'inscription", "Terminée" if facts.ended else "En cours"),
            Entry("Date d'effet de l'inscription", slash(facts.since)),
            *([Entry("Date de cessation", slash(facts.ended))] if facts.ended else []),
            Entry("Catégorie", "1"),
            head="Inscription"),
        paragraph("Cet avis reprend les informations connues à sa date d'édition. En cas d'erreur, "
                  "signalez-la à votre conseiller. Vos données sont conservées cinq ans ; vous "
                  "pouvez y accéder et les faire rectifier."),
        foot("1/2 – exemple sans valeur"),
        BREAK,
        Block("heading", "Indemnisation"),
        paragraph("Aucun droit ouvert ou en cours de paiement à cette date."),
        foot(f"Avis de situation de {full(person, 0)}, {person.identifier} – 2/2 – exemple"),
    )  # fmt: skip


def _periods(facts: Notice, random: Random) -> Rows:
    person = facts.person
    until = slash(facts.ended) if facts.ended else "ce jour"
    state = (
        f"{person.civility} n'est plus inscrit{person.e} depuis cette date."
        if facts.ended else
        f"{person.civility} est toujours inscrit{person.e} à la date d'édition."
    )  # fmt: skip
    return (
        (_to(person, 1, person.civility), letterhead("France Travail Exemple", "39 49 (fictif)")),
        title("ATTESTATION DE PÉRIODES D'INSCRIPTION"),
        paragraph(f"France Travail atteste que {person.civility} {full(person, 1)}, né{person.e} "
                  f"le {slash(person.birth)}, identifiant {person.identifier}, a été "
                  f"inscrit{person.e} comme demandeur d'emploi durant la période suivante :",
                  truth=truths.born(person) | truths.identifier(person)),
        table([("Début", "Fin", "Nature"),
               (slash(facts.since), until, "Inscription – catégorie 1")], (0.3, 0.3, 0.4)),
        paragraph(state),
        sign(f"Attestation éditée le {slash(facts.issued)}", "France Travail",
             truth=truths.issued(facts)),
        foot("Page 1 sur 2"),
        BREAK,
        paragraph("Pour vérifier l'authenticité de ce document, adressez-vous à votre agence. Les "
                  "périodes de plus de deux ans ne sont pas reprises."),
        foot(f"Attestation de périodes, {person.identifier} – page 2 sur 2 – exemple"),
    )  # fmt: skip


def _certificate(facts: Notice, random: Random) -> Rows:
    person = facts.person
    name = full(person, 1)
    said = (
        f"a été inscrit{person.e} comme demandeur d'emploi à compter du {words(facts.since)} et "
        f"qu'il a été mis fin à cette inscription le {words(facts.ended)}"
        if facts.ended else
        f"est inscrit{person.e} comme demandeur d'emploi à compter du {words(facts.since)} et le "
        "demeure à ce jour"
    )  # fmt: skip
    return (
        (letterhead("France Travail", "Agence fictive", person.address.city),
         entries(Entry("Identifiant", person.identifier, truths.identifier(person)),
                 Entry("Édité le", padded(facts.issued), truths.issued(facts)))),
        _to(person, 1, person.short),
        title("Certificat d'inscription", "Situation du demandeur d'emploi"),
        paragraph(f"Je soussigné, directeur de l'agence, certifie que {person.civility} {name}, "
                  f"né{person.e} le {words(person.birth)} à {person.birth_place}, {said}.",
                  truth=truths.born(person)),
        paragraph("Certificat délivré à la demande de l'intéressé(e) pour toute démarche."),
        foot("1 / 2"),
        BREAK,
        paragraph("Rappel de vos obligations : actualisation mensuelle, déclaration de toute "
                  "reprise d'activité, réponse aux convocations."),
        Block("sign", lines=("Le directeur de l'agence",)),
        foot(f"Certificat d'inscription de {name} – 2 / 2 – exemple"),
    )  # fmt: skip


def notice(facts: Notice, number: int, random: Random) -> Drawn:
    made = drawn((_letter, _form, _periods, _certificate), facts, number, 3, random)
    made.truth.update({"registered_since": facts.since.isoformat(), "status": "registered",
                       **truths.issued(facts)})  # fmt: skip
    if facts.ended:
        made.truth.update({"status": "ended", "end_date": facts.ended.isoformat()})
    return made
