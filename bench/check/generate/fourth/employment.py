"""France Travail's notices, all of two pages: periods, a letter, a download, a sheet."""

from __future__ import annotations

from random import Random

from .. import truths
from ..facts import Notice
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
    table,
    title,
)
from ..wording import address_truth, full
from .paper import Rows, dots, drawn, place, slash, to, who, words


def _online(facts: Notice, random: Random) -> Rows:
    person = facts.person
    said = (f"était inscrit{person.e} du {slash(facts.since)} au {slash(facts.ended)} et ne l'est "
            "plus" if facts.ended else
            f"est inscrit{person.e} sur la liste des demandeurs d'emploi depuis le "
            f"{slash(facts.since)}")  # fmt: skip
    return (
        (letterhead("France Travail (fictif)", f"Agence de {person.address.city}"),
         to(person, 0, person.short)),
        lines(f"Date d'édition : {slash(facts.issued)}", truth=truths.issued(facts)),
        title("Avis de situation", "à la demande de l'intéressé(e)"),
        paragraph(f"À la date d'édition, {person.civility} {full(person, 0)} {said}."),
        entries(Entry("Identifiant", person.identifier, truths.identifier(person)),
                Entry("Né(e) le", slash(person.birth), truths.born(person)),
                Entry("Catégorie d'inscription", "1 - emploi à durée indéterminée, temps plein")),
        foot("page 1/2 - exemple"),
        BREAK,
        Block("heading", "Vos inscriptions des douze derniers mois"),
        table([("Date de début", "Date de fin", "Motif"),
               (slash(facts.since), slash(facts.ended) if facts.ended else "",
                "Cessation" if facts.ended else "Inscription en cours")], (0.3, 0.3, 0.4)),
        foot(f"Avis de situation - {person.identifier} - page 2/2 - exemple"),
    )  # fmt: skip


def _letter(facts: Notice, random: Random) -> Rows:
    person = facts.person
    said = (f"Votre inscription, enregistrée le {words(facts.since)}, a pris fin le "
            f"{words(facts.ended)}." if facts.ended else
            f"Votre inscription comme demandeur d'emploi, enregistrée le {words(facts.since)}, est "
            "en cours.")  # fmt: skip
    return (
        (to(person, 2, person.civility.upper()),
         letterhead("FRANCE TRAVAIL FICTIF", "Direction des opérations", "99999 FICTIVILLE")),
        entries(Entry("N° identifiant", person.identifier, truths.identifier(person)),
                Entry("Réf.", f"AS-{digits(random, 7)}")),
        lines(f"Fictiville, le {words(facts.issued)}", truth=truths.issued(facts)),
        title("Objet : votre situation"),
        paragraph(f"{person.civility},\nVous nous avez demandé une attestation de votre situation. "
                  f"{said}"),
        paragraph("Ce courrier peut être présenté à tout organisme. Pour toute question, votre "
                  "conseiller reste à votre écoute.\nVotre conseiller France Travail"),
        foot("1 sur 2"),
        BREAK,
        entries(Entry("Date de naissance", slash(person.birth), truths.born(person)),
                Entry("Situation au regard de l'allocation", "non indemnisé(e)"),
                head="Éléments de votre dossier"),
        foot(f"{full(person, 2)} - {person.identifier} - 2 sur 2 - exemple"),
    )  # fmt: skip


def _download(facts: Notice, random: Random) -> Rows:
    person, given = facts.person, facts.person.given[0]
    return (
        title("ATTESTATION D'INSCRIPTION", "Liste des demandeurs d'emploi"),
        (entries(Entry("Édité le", slash(facts.issued), truths.issued(facts)),
                 Entry("Identifiant", person.identifier, truths.identifier(person))),
         letterhead("France Travail", "Spécimen")),
        entries(Entry("Nom", person.surname, {"surname": person.surname}),
                *([Entry("Nom d'usage", person.usage_name, {"usage_name": person.usage_name})]
                  if person.usage_name else []),
                Entry("Prénom", given, {"given_names": given}),
                Entry("Naissance", f"{slash(person.birth)}, {person.birth_place}",
                   truths.born(person)),
                Entry("Domicile", place(person), address_truth(person.address)),
                head="Vous"),
        entries(Entry("Inscrit(e) depuis le", slash(facts.since)),
                Entry("Situation actuelle",
                      f"n'est plus inscrit{person.e} depuis le {slash(facts.ended)}"
                      if facts.ended else f"toujours inscrit{person.e}"),
                Entry("Catégorie", "1"), head="Votre inscription"),
        foot("Page 1 / 2"),
        BREAK,
        paragraph("Mentions. Toute déclaration inexacte peut entraîner la radiation. Vous pouvez "
                  "demander la rectification de vos données à votre agence."),
        foot(f"Attestation d'inscription de {given} {person.used_name}, {person.identifier} - "
             "Page 2 / 2"),
    )  # fmt: skip


def _sheet(facts: Notice, random: Random) -> Rows:
    person = facts.person
    return (
        letterhead("France Travail – exemple", "Votre espace"),
        title("Mon avis de situation", f"au {dots(facts.issued)}"),
        entries(Entry("Demandeur d'emploi", f"{person.civility} {full(person, 1)}",
                      who(person, 1)),
                Entry("Date de naissance", dots(person.birth), truths.born(person)),
                Entry("Identifiant national", person.identifier, truths.identifier(person)),
                Entry("Adresse", place(person), address_truth(person.address))),
        table([("Inscription du", "Fin", "Statut"),
               (dots(facts.since), dots(facts.ended) if facts.ended else "-",
                "Fermée" if facts.ended else "Ouverte")], (0.35, 0.3, 0.35)),
        paragraph(f"{person.civility} {full(person, 1)} "
                  + (f"n'est plus demandeur d'emploi inscrit depuis le {dots(facts.ended)}."
                     if facts.ended else
                     f"est bien inscrit{person.e} comme demandeur d'emploi à ce jour.")),
        foot("1/2 - exemple"),
        BREAK,
        Block("heading", "Rappels"),
        paragraph("Actualisez-vous chaque mois. Signalez tout déménagement sous 72 heures."),
        Block("sign", lines=("Le directeur de l'agence",)),
        foot(f"{person.identifier} - 2/2 - exemple"),
    )  # fmt: skip


def notice(facts: Notice, number: int, random: Random) -> Drawn:
    made = drawn((_online, _letter, _download, _sheet), facts, number, 2, random)
    made.truth.update({"registered_since": facts.since.isoformat(), "status": "registered",
                       **truths.issued(facts)})  # fmt: skip
    if facts.ended:
        made.truth.update({"status": "ended", "end_date": facts.ended.isoformat()})
    return made
