"""France Travail's notices, all of two pages: the letter of the online space, periods, a month."""

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
from ..wording import MONTHS, address_truth, full
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
    nothing,
    padded,
    slash,
    stack,
    to,
    who,
    wide,
    window,
    words,
)


def _space(facts: Notice, random: Random) -> Rows:
    """The letter that the online space makes: references in a box, then the situation."""
    person = facts.person
    ended = [Entry("Date de cessation d'inscription", slash(facts.ended))] if facts.ended else []
    return (
        (stack(letterhead("France Travail", "Provence fictive"),
               boxed("Vos références", f"Identifiant : {person.identifier}",
                     f"Région : {digits(random, 3)}", f"Né(e) le {slash(person.birth)}",
                     truth=truths.identifier(person) | truths.born(person)),
               lines("Nous contacter : 3949 (fictif)", "ou depuis votre espace personnel")),
         wide(1.3, stack(lines(GAP, GAP, GAP), window(person, person.civility)))),
        aside(f"Le {words(facts.issued)}", truth=truths.issued(facts)),
        title("Avis de situation"),
        paragraph(f"{person.civility},\nÀ la date du {slash(facts.issued)}, votre situation au "
                  "regard de la liste des demandeurs d'emploi est la suivante :"),
        entries(Entry("Situation", "inscription terminée" if facts.ended
                      else f"inscrit{person.e} à France Travail"),
                Entry("Date d'inscription", slash(facts.since)), *ended,
                Entry("Catégorie", "1"),
                Entry("Motif", "fin de contrat de travail à durée déterminée"),
                Entry("Organisme référent", f"France Travail {person.address.city}")),
        paragraph("Cet avis est établi au vu des éléments connus à ce jour. Il ne préjuge pas des "
                  "modifications qui pourraient intervenir à la suite de vos déclarations."),
        paragraph("Il peut être présenté à tout organisme qui vous demande de justifier de votre "
                  "situation."),
        bottom("France Travail - établissement public fictif - exemple sans valeur - page 1/2"),
        BREAK,
        heading("Votre contrat d'engagement"),
        paragraph("Depuis le 1er janvier 2025, l'inscription concerne toute personne sans emploi. "
                  "Vous êtes accompagné(e) dans vos démarches : au moins quinze heures d'activité "
                  "par semaine peuvent vous être proposées."),
        heading("Vos obligations"),
        lines("• vous actualiser tous les mois, du 28 au 15 du mois suivant ;",
              "• répondre aux convocations ;",
              "• déclarer sous 72 heures tout changement de situation."),
        heading("Vos interlocuteurs"),
        table([("Sujet", "Contact"), ("Projet, formation", "votre conseiller référent"),
               ("Allocations", "votre conseiller indemnisation"),
               ("Démarches en ligne", "assistance, 3949 (fictif)")], (0.4, 0.6)),
        heading("Vos recours"),
        paragraph("Vous pouvez contester une décision auprès du directeur d'agence, puis du "
                  "médiateur régional, dans les deux mois. Tout avis établi sur la foi d'une "
                  "déclaration inexacte peut être retiré."),
        paragraph("Traitement de données : vous pouvez exercer vos droits auprès du délégué à la "
                  "protection des données."),
        bottom(f"{full(person, 0)} - {person.identifier} - page 2/2"),
    )  # fmt: skip


def _periods(facts: Notice, random: Random) -> Rows:
    """The attestation of periods: identity in pairs, then each period in a row."""
    person = facts.person
    return (
        (letterhead("France Travail", "Direction régionale (fictive)"),
         aside(f"Édité le {slash(facts.issued)}", "Page 1 sur 2", truth=truths.issued(facts))),
        title("ATTESTATION DE PÉRIODES D'INSCRIPTION"),
        (entries(Entry("Nom de naissance", person.surname),
                 *([Entry("Nom d'usage", person.usage_name)] if person.usage_name else []),
                 Entry("Prénom(s)", ", ".join(person.given), identity(person)),
                 Entry("Date de naissance", slash(person.birth), truths.born(person))),
         entries(Entry("N° identifiant", person.identifier, truths.identifier(person)),
                 Entry("Adresse", commas(person.address), address_truth(person.address)))),
        paragraph("France Travail certifie que la personne désignée ci-dessus "
                  + (f"n'est plus inscrite depuis le {slash(facts.ended)}." if facts.ended else
                     "est actuellement inscrite comme demandeur d'emploi.")),
        table([("Inscription du", "au", "Catégorie", "Motif de fin"),
               (slash(facts.since), slash(facts.ended) if facts.ended else "en cours",
                "1", "absence d'actualisation" if facts.ended else "")],
              (0.22, 0.22, 0.18, 0.38)),
        paragraph("Une période « en cours » signifie que l'inscription se poursuit à la date "
                  "d'édition de l'attestation."),
        Block("sign", "FRANCE T.", ("Le directeur régional, par délégation",)),
        foot("Exemple sans valeur."),
        BREAK,
        heading("Signification des catégories"),
        table([("Catégorie", "Définition"),
               ("1", "Personne sans emploi, immédiatement disponible, à la recherche d'un contrat "
                     "à durée indéterminée à plein temps"),
               ("2", "Idem, à la recherche d'un contrat à temps partiel"),
               ("3", "Idem, à la recherche d'un contrat à durée déterminée ou saisonnier"),
               ("4", "Personne non disponible : formation, maladie"),
               ("5", "Personne pourvue d'un emploi, à la recherche d'un autre")], (0.16, 0.84)),
        foot(f"Attestation n° {digits(random, 9)} - {person.identifier} - page 2 sur 2"),
    )  # fmt: skip


def _monthly(facts: Notice, random: Random) -> Rows:
    """The statement of a month: what was declared, what is paid."""
    person, issued = facts.person, facts.issued
    of = MONTHS[issued.month - 2]
    year = issued.year - (issued.month == 1)
    state = (f"Fin d'inscription : {slash(facts.ended)}" if facts.ended
             else "Inscription active")  # fmt: skip
    return (
        (stack(letterhead("FRANCE TRAVAIL", f"Agence {person.address.city} (fictive)"),
               lines(f"Votre identifiant : {person.identifier}",
                     f"Date de naissance : {slash(person.birth)}",
                     truth=truths.identifier(person) | truths.born(person))),
         stack(lines(GAP), to(person, 0, person.short))),
        aside(f"{person.address.city}, le {padded(issued)}", truth=truths.issued(facts)),
        title("AVIS DE SITUATION MENSUELLE"),
        paragraph(f"{person.civility},\nNous avons enregistré votre actualisation pour le mois de "
                  f"{of} {year}. Voici le point sur votre situation."),
        (boxed("INSCRIPTION", f"Demandeur d'emploi depuis le {slash(facts.since)}", state,
               "Catégorie 1"),
         boxed("ALLOCATION", "Allocation journalière : sans objet", "Nombre de jours payés : 0",
               "Montant versé : 0,00 EUR")),
        table([("Éléments déclarés", "Période", "Réponse"),
               ("Activité salariée", f"{of} {year}", "non"),
               ("Stage ou formation", f"{of} {year}", "non"),
               ("Arrêt maladie", f"{of} {year}", "non"),
               ("Recherche d'emploi", "à venir", "non" if facts.ended else "oui")],
              (0.5, 0.28, 0.22)),
        paragraph("Cet avis tient lieu de justificatif auprès de la caisse d'allocations "
                  "familiales, de l'assurance maladie et des autres organismes."),
        lines("Le directeur de l'agence"),
        bottom("1/2 - exemple sans valeur"),
        BREAK,
        paragraph("Prochaine actualisation : entre le 28 du mois et le 15 du mois suivant.\nSi "
                  "vous reprenez un emploi, conservez vos bulletins de salaire : ils vous seront "
                  "demandés."),
        heading("Pour vous aider"),
        lines("• ateliers : cibler ses candidatures, préparer un entretien",
              "• évaluations en ligne : compétences, savoir-être",
              "• aides : garde d'enfants, mobilité, permis de conduire, formation"),
        heading("Vos démarches à venir"),
        table([("Démarche", "Avant le"), ("Actualisation", "15 du mois suivant"),
               ("Mise à jour du CV en ligne", "chaque trimestre")], (0.6, 0.4)),
        bottom(f"Avis de {of} {year} - {person.identifier} - 2/2"),
    )  # fmt: skip


def _served(facts: Notice, random: Random) -> Rows:
    """A certificate « to whom it may concern », signed at the agency."""
    person = facts.person
    until = (f"du {words(facts.since)} au {words(facts.ended)}, date à laquelle il a été mis fin à "
             "cette inscription" if facts.ended else
             f"depuis le {words(facts.since)}, sans interruption à ce jour")  # fmt: skip
    return (
        (letterhead("France Travail", f"Agence de {person.address.city}",
                    "4 boulevard de l'Échantillon (adresse fictive)"), nothing()),
        lines("Dossier suivi par : A. MODÈLE, conseiller référent",
              f"Réf. : {person.identifier}", truth=truths.identifier(person)),
        title("CERTIFICAT D'INSCRIPTION", "sur la liste des demandeurs d'emploi"),
        paragraph(f"Le responsable de l'agence certifie que {named(person, 1)}, né{person.e} le "
                  f"{words(person.birth)}, demeurant {commas(person.address)}, est "
                  f"enregistré{person.e} en qualité de demandeur d'emploi {until}.",
                  truth=who(person, 1) | truths.born(person) | address_truth(person.address)),
        paragraph("Elle ou il ne perçoit à ce jour aucune allocation du régime d'assurance "
                  "chômage."),
        paragraph("Certificat remis sur demande, pour constituer un dossier d'aide à la formation "
                  "professionnelle."),
        Block("sign", "F. TRAVAIL", (f"À {person.address.city}, le {slash(facts.issued)}",
                                     "Le responsable de l'agence"), truth=truths.issued(facts)),
        foot("Page 1/2"),
        BREAK,
        lines("Informations complémentaires", "Projet professionnel validé : entrée en formation",
              f"Conseiller référent : A. MODÈLE - portefeuille {digits(random, 4)}",
              "Mode d'accompagnement : suivi"),
        paragraph("Toute personne qui fait sciemment usage d'un certificat inexact s'expose aux "
                  "peines de l'article 441-7 du code pénal."),
        foot(f"{person.identifier} - page 2/2 - exemple sans valeur"),
    )  # fmt: skip


def notice(facts: Notice, number: int, random: Random) -> Drawn:
    made = drawn(((looks.AGENCY, _space), (looks.AGENCY_OLD, _periods), (looks.GRID, _monthly),
                  (looks.OFFICE_SERIF, _served)),
                 facts, number, random)  # fmt: skip
    made.truth.update({"registered_since": facts.since.isoformat(), "status": "registered",
                       **truths.issued(facts)})  # fmt: skip
    if facts.ended:
        made.truth.update({"status": "ended", "end_date": facts.ended.isoformat()})
    return made
