"""France Travail's notices, all of two pages: a letter, a certificate, a statement, an export."""

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
from . import looks
from .paper import (
    Rows,
    aside,
    band,
    bottom,
    drawn,
    identity,
    named,
    panel,
    place,
    slash,
    stack,
    to,
    who,
    words,
)


def _letter(facts: Notice, random: Random) -> Rows:
    person = facts.person
    if facts.ended:
        said = (f"vous avez été inscrit{person.e} comme demandeur d'emploi du "
                f"{slash(facts.since)} au {slash(facts.ended)}. Vous avez cessé d'être "
                f"inscrit{person.e} à cette date.")  # fmt: skip
    else:
        said = (f"vous êtes inscrit{person.e} comme demandeur d'emploi depuis le "
                f"{slash(facts.since)}.")  # fmt: skip
    return (
        (stack(letterhead("France Travail", "Région fictive"),
               lines(f"Agence de {person.address.city}", "TSA 19990", "99999 FICTIVILLE CEDEX 9",
                     "Tél. : 3949 (fictif)")),
         to(person, 0, person.short.upper())),
        (lines(f"N° identifiant : {person.identifier}", f"Né(e) le : {slash(person.birth)}",
               f"Dossier : {digits(random, 9)}",
               truth=truths.identifier(person) | truths.born(person)),
         aside(f"{person.address.city}, le {words(facts.issued)}", truth=truths.issued(facts))),
        lines("Objet : avis de situation"),
        title("AVIS DE SITUATION"),
        paragraph(f"{person.civility},\nNous vous informons qu'à la date du présent courrier, "
                  f"{said}"),
        paragraph("Catégorie d'inscription : 1 - personne sans emploi, tenue d'accomplir des actes "
                  "positifs de recherche d'emploi, à la recherche d'un emploi à durée indéterminée "
                  "à plein temps."),
        paragraph("Nous vous rappelons que, pour rester inscrit, vous devez actualiser votre "
                  "situation chaque mois, répondre à nos convocations et nous signaler dans les 72 "
                  "heures tout changement : reprise d'emploi, formation, arrêt de travail, "
                  "déménagement."),
        paragraph("Ce document est établi sur la base des informations dont nous disposons à ce "
                  f"jour.\nNous vous prions d'agréer, {person.civility}, l'expression de nos "
                  "salutations distinguées."),
        Block("sign", lines=("Votre directeur d'agence",)),
        bottom("France Travail, établissement public fictif - exemple sans valeur - 1/2"),
        BREAK,
        Block("heading", "Récapitulatif de vos inscriptions"),
        table([("Date d'inscription", "Date de cessation", "Catégorie"),
               (slash(facts.since), slash(facts.ended) if facts.ended else "", "1")],
              (0.36, 0.36, 0.28)),
        table([("Périodes d'activité déclarées", "Nature"), ("aucune", "-")], (0.5, 0.5)),
        Block("heading", "Vos contacts"),
        lines("Par messagerie, depuis votre espace personnel", "Par téléphone : 3949 (fictif), "
              "appel gratuit", "À l'agence : du lundi au vendredi, de 8 h 30 à 12 h 30, puis sur "
              "rendez-vous"),
        paragraph("Informatique et libertés : vous disposez d'un droit d'accès, de rectification "
                  "et d'opposition que vous pouvez exercer auprès de votre agence."),
        bottom(f"Avis de situation - {full(person, 0)} - {person.identifier} - 2/2"),
    )  # fmt: skip


def _certificate(facts: Notice, random: Random) -> Rows:
    person = facts.person
    state = (
        f"a été inscrit{person.e} sur la liste des demandeurs d'emploi à compter du "
        f"{words(facts.since)} et en a été radié{person.e} le {words(facts.ended)}."
        if facts.ended else
        f"est inscrit{person.e} sur la liste des demandeurs d'emploi depuis le "
        f"{words(facts.since)} et l'est toujours à la date de la présente attestation."
    )  # fmt: skip
    return (
        letterhead("FRANCE TRAVAIL (FICTIF)", f"Agence de {person.address.city} - Les Fables"),
        title("ATTESTATION D'INSCRIPTION"),
        paragraph("La directrice de l'agence France Travail soussignée atteste que :"),
        lines(named(person, 1) + (f", né{person.e} {person.surname}" if person.usage_name else ""),
              f"né{person.e} le {words(person.birth)} à {person.birth_place}",
              f"identifiant France Travail n° {person.identifier}",
              f"domicilié{person.e} {place(person)}",
              truth=who(person, 1) | truths.born(person) | truths.identifier(person)
                  | address_truth(person.address)),
        paragraph(state),
        paragraph("Cette attestation, valable à la date de sa délivrance, est remise à "
                  "l'intéressé(e) pour servir et valoir ce que de droit."),
        Block("sign", "F. TRAVAIL", (f"Fait à {person.address.city}, le {words(facts.issued)}",
                                     "La directrice de l'agence"), truth=truths.issued(facts)),
        foot("Page 1 sur 2"),
        BREAK,
        Block("heading", "Vos engagements"),
        lines("- actualiser votre situation chaque mois ;",
              "- répondre aux convocations ;",
              "- signaler tout changement (reprise d'emploi, formation, maladie, déménagement)."),
        foot(f"Attestation d'inscription n° {digits(random, 8)} - {person.identifier} - Page 2 "
             "sur 2 - exemple"),
    )  # fmt: skip


def _statement(facts: Notice, random: Random) -> Rows:
    """A statement of periods, printed by the agency's own software."""
    person = facts.person
    return (
        (letterhead("FRANCE TRAVAIL", "SPECIMEN"),
         stack(lines(f"EDITE LE {slash(facts.issued)}", "PAGE 1/2", truth=truths.issued(facts)))),
        title("AVIS DE SITUATION - PERIODES D'INSCRIPTION"),
        entries(Entry("IDENTIFIANT", person.identifier, truths.identifier(person)),
                Entry("NOM DE NAISSANCE", person.surname),
                *([Entry("NOM D'USAGE", person.usage_name)] if person.usage_name else []),
                Entry("PRENOM", person.given[0]),
                Entry("NE(E) LE", slash(person.birth), truths.born(person)),
                Entry("ADRESSE", place(person).upper(),
                      address_truth(person.address) | identity(person, only=True))),
        table([("DU", "AU", "CAT.", "SITUATION"),
               (slash(facts.since), slash(facts.ended) if facts.ended else "A CE JOUR", "1",
                "INSCRIPTION CESSEE" if facts.ended else "INSCRIT(E)")],
              (0.24, 0.24, 0.12, 0.4)),
        paragraph("A LA DATE D'EDITION, "
                  + (f"L'INTERESSE(E) N'EST PLUS DEMANDEUR D'EMPLOI DEPUIS LE "
                     f"{slash(facts.ended)}." if facts.ended
                     else "L'INTERESSE(E) EST DEMANDEUR D'EMPLOI.")),
        foot("Seules les périodes des 36 derniers mois sont reprises. Exemple."),
        BREAK,
        lines("INDEMNISATION : SANS OBJET", "FORMATION EN COURS : NEANT"),
        foot(f"{person.identifier} - PAGE 2/2"),
    )  # fmt: skip


def _export(facts: Notice, random: Random) -> Rows:
    """From the personal space: cards of what is known."""
    person = facts.person
    return (
        (letterhead("France Travail", "Mon espace – document d'exemple"),
         aside(f"Téléchargé le {slash(facts.issued)}", truth=truths.issued(facts))),
        title("Avis de situation"),
        (entries(Entry("Bénéficiaire", f"{person.short} {full(person, 1)}", who(person, 1)),
                 Entry("Identifiant", person.identifier, truths.identifier(person)),
                 Entry("Date de naissance", slash(person.birth), truths.born(person)),
                 pairs="above"),
         panel("Inscription clôturée" if facts.ended else "Inscription en cours",
               f"Date d'inscription : {slash(facts.since)}",
               *([f"Date de fin d'inscription : {slash(facts.ended)}"] if facts.ended else []),
               "Catégorie 1")),
        lines("Adresse", *person.address.lines(), truth=address_truth(person.address)),
        band("Ma situation"),
        paragraph(f"Au {slash(facts.issued)}, {person.civility} {full(person, 1)} "
                  + (f"n'est plus inscrit{person.e} à France Travail."
                     if facts.ended else
                     f"est inscrit{person.e} à France Travail et disponible pour occuper un "
                     "emploi.")),
        paragraph("Pour vérifier ce document, rapprochez-vous de l'agence qui suit le dossier."),
        foot("1 / 2"),
        BREAK,
        band("Mes droits"),
        paragraph("Allocation d'aide au retour à l'emploi : aucun paiement au cours du mois."),
        band("Ma dernière actualisation"),
        paragraph("Situation actualisée, sans changement déclaré."),
        foot(f"{full(person, 1)} – {person.identifier} – 2 / 2"),
    )  # fmt: skip


def notice(facts: Notice, number: int, random: Random) -> Drawn:
    made = drawn(((looks.STATE_NEW, _letter), (looks.WORD, _certificate),
                  (looks.PRINTER, _statement), (looks.WEB, _export)),
                 facts, number, random)  # fmt: skip
    made.truth.update({"registered_since": facts.since.isoformat(), "status": "registered",
                       **truths.issued(facts)})  # fmt: skip
    if facts.ended:
        made.truth.update({"status": "ended", "end_date": facts.ended.isoformat()})
    return made
