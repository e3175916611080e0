"""France Travail's notices, of two pages: a notice, a notification, periods, the portal's."""

from __future__ import annotations

from datetime import timedelta
from random import Random

from .. import truths
from ..eighth.paper import (
    Rows,
    aside,
    blank,
    bottom,
    checked,
    commas,
    dots,
    fieldset,
    heading,
    month,
    nothing,
    padded,
    ruledhead,
    slash,
    small,
    stack,
    to,
    who,
    wide,
    window,
    words,
)
from ..facts import Notice
from ..numbers import digits
from ..sheet import (
    BREAK,
    Drawn,
    Entry,
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
from . import looks_a as looks
from .mentions_a import back, talk
from .paper_a import civil, drawn, gapped


def _notice(facts: Notice, random: Random) -> Rows:
    """The notice of situation: identity in a block, one paragraph a subject, rights overleaf."""
    person = facts.person
    told = (
        f"Vous avez été inscrit{person.e} comme demandeur d'emploi du {slash(facts.since)} au "
        f"{slash(facts.ended)}. Depuis cette date, vous n'êtes plus inscrit{person.e}."
        if facts.ended else
        f"Vous êtes inscrit{person.e} comme demandeur d'emploi depuis le {slash(facts.since)}. "
        f"À la date du {slash(facts.issued)}, vous êtes toujours inscrit{person.e} en catégorie 1 "
        "(demandeur d'emploi immédiatement disponible, à la recherche d'un contrat à durée "
        "indéterminée à temps plein)."
    )  # fmt: skip
    return (
        (stack(letterhead("France Travail", f"Agence de {person.address.city} (fictive)"),
               lines("Pour toute correspondance :", f"TSA {digits(random, 5)}",
                     "99999 FICTIVILLE CEDEX 9")),
         stack(blank(2), to(person, 0, person.short))),
        entries(Entry("Votre identifiant", person.identifier, truths.identifier(person)),
                Entry("Votre date de naissance", slash(person.birth), truths.born(person)),
                Entry("Date du courrier", slash(facts.issued), truths.issued(facts))),
        title("Avis de situation"),
        paragraph(f"{person.civility},"),
        ruledhead("Votre inscription"),
        paragraph(told),
        ruledhead("Votre indemnisation"),
        paragraph("Vous n'êtes pas bénéficiaire d'une allocation versée par France Travail à ce "
                  "jour. Cet avis ne préjuge pas de l'examen d'une demande en cours."),
        ruledhead("Votre interlocuteur"),
        paragraph(f"Votre conseiller référent est {random.choice(('A. FICTIF', 'C. MODÈLE'))}. "
                  "Vous pouvez le joindre par courriel depuis votre espace personnel."),
        paragraph("Cet avis de situation vous est délivré pour faire valoir vos droits auprès de "
                  "tout organisme."),
        lines("Votre direction"),
        bottom("Document fictif - 1/2"),
        BREAK,
        heading("Vos obligations de demandeur d'emploi"),
        paragraph("Vous devez actualiser votre situation chaque mois, être à la recherche "
                  "effective d'un emploi, accepter les offres raisonnables d'emploi et répondre "
                  "aux convocations. Le non-respect d'une de ces obligations peut entraîner la "
                  "radiation de la liste et la suspension du revenu de remplacement."),
        heading("Informatique et libertés"),
        paragraph("Vos données sont traitées par France Travail pour l'exercice de ses missions. "
                  "Vous disposez de droits d'accès, de rectification et d'opposition."),
        talk("jobs", 1, 3),
        back("jobs"),
        bottom(f"Document fictif - 2/2 - {person.identifier}"),
    )  # fmt: skip


def _notification(facts: Notice, random: Random) -> Rows:
    """The notification of an entry on the list, or of leaving it, told in a letter."""
    person = facts.person
    if facts.ended:
        head = "Notification de cessation d'inscription"
        told = (f"Nous vous informons que vous cessez d'être inscrit{person.e} sur la liste des "
                f"demandeurs d'emploi à compter du {words(facts.ended)}. Vous y étiez inscrit"
                f"{person.e} depuis le {words(facts.since)}.")  # fmt: skip
        next_ = ("Si vous êtes à nouveau à la recherche d'un emploi, vous devrez effectuer une "
                 "nouvelle demande d'inscription sur notre site.")  # fmt: skip
    else:
        head = "Confirmation de votre inscription"
        told = (f"Nous vous confirmons votre inscription sur la liste des demandeurs d'emploi à "
                f"compter du {words(facts.since)}. À la date de ce courrier, cette inscription est "
                "maintenue.")  # fmt: skip
        next_ = ("Votre inscription vous donne accès à nos services : offres d'emploi, ateliers, "
                 "aides à la mobilité, prestations de conseil. Elle est renouvelée chaque mois par "
                 "votre actualisation.")  # fmt: skip
    return (
        letterhead("FRANCE TRAVAIL", f"{person.address.city} - 4, impasse des Modèles (fictif)"),
        (stack(small("Dossier suivi par : pôle inscription", f"N/Réf : {digits(random, 5)}-INS",
                     f"Identifiant : {person.identifier}", truth=truths.identifier(person))),
         stack(blank(1), window(person, "MADAME" if person.e else "MONSIEUR"))),
        aside(f"{person.address.city}, le {padded(facts.issued)}", truth=truths.issued(facts)),
        title(head),
        paragraph(f"{person.civility},"),
        paragraph(told),
        paragraph(next_),
        paragraph(f"Nous vous rappelons les éléments de votre dossier : {full(person, 0)}, "
                  f"né{person.e} le {words(person.birth)} à {person.birth_place}, "
                  f"demeurant {commas(person.address)}.",
                  truth=truths.born(person)),
        paragraph("Si vous contestez cette décision, vous pouvez présenter un recours préalable "
                  "auprès du directeur de l'agence dans un délai de deux mois."
                  if facts.ended else
                  "Signalez-nous tout changement (reprise d'emploi, entrée en formation, maladie, "
                  "déménagement) dans les 72 heures."),
        paragraph("Ce courrier est également disponible dans votre espace personnel, rubrique Mes "
                  "courriers. Il peut être présenté comme justificatif de votre situation."),
        paragraph(f"Nous vous prions d'agréer, {person.civility}, nos salutations distinguées."),
        sign("Le directeur de l'agence"),
        bottom("Exemple fictif - page 1 sur 2"),
        BREAK,
        heading("Annexe : textes applicables"),
        paragraph("Articles L. 5411-1 et suivants, R. 5411-1 et suivants du code du travail : "
                  "inscription sur la liste des demandeurs d'emploi. Articles L. 5412-1 et "
                  "suivants : radiation. Article R. 5411-17 : cessation d'inscription."),
        paragraph("Le tribunal administratif peut être saisi après la médiation préalable "
                  "obligatoire confiée au médiateur régional."),
        talk("jobs", 0, 1),
        back("jobs", 2, 3, 4, 5),
        bottom("Exemple fictif - page 2 sur 2"),
    )  # fmt: skip


def _periods(facts: Notice, random: Random) -> Rows:
    """An attestation of periods: the civil status name by name, one row a period."""
    person = facts.person
    old = facts.since - timedelta(days=random.randint(500, 900))
    left = old + timedelta(days=random.randint(90, 300))
    return (
        letterhead("France Travail", "Attestation éditée par les services de l'agence (fictive)"),
        title("ATTESTATION DE PÉRIODES D'INSCRIPTION"),
        entries(*civil(person, "Nom de naissance", "Nom d'usage", "Prénom(s)"),
                Entry("Né(e) le", f"{slash(person.birth)} à {person.birth_place}",
                      truths.born(person)),
                Entry("Adresse", commas(person.address), address_truth(person.address)),
                Entry("Identifiant", person.identifier, truths.identifier(person))),
        paragraph("La personne désignée ci-dessus a été inscrite sur la liste des demandeurs "
                  "d'emploi au titre de la ou des périodes suivantes :"),
        table([("Date d'inscription", "Date de fin", "Catégorie", "Motif de fin d'inscription"),
               (slash(facts.since), slash(facts.ended) if facts.ended else "en cours", "1",
                "Autre cessation de recherche d'emploi" if facts.ended else "sans objet"),
               (slash(old), slash(left), "1", "Reprise d'emploi déclarée")],
              (0.22, 0.2, 0.16, 0.42)),
        paragraph("À ce jour, la personne n'est plus inscrite." if facts.ended else
                  "À ce jour, la personne est inscrite et à la recherche d'un emploi."),
        lines(f"Fait à {person.address.city}, le {slash(facts.issued)}, à la demande de "
              "l'intéressé(e).", truth=truths.issued(facts)),
        sign("Pour le directeur régional et par délégation"),
        foot("Exemple sans valeur - 1/2"),
        BREAK,
        heading("Signification des catégories"),
        table([("Catégorie", "Définition"),
               ("1", "immédiatement disponible, contrat à durée indéterminée à temps plein"),
               ("2", "immédiatement disponible, contrat à durée indéterminée à temps partiel"),
               ("3", "immédiatement disponible, contrat à durée déterminée ou saisonnier"),
               ("4", "sans emploi, non immédiatement disponible (formation, maladie)"),
               ("5", "pourvu d'un emploi, à la recherche d'un autre emploi")], (0.18, 0.82)),
        talk("jobs", 2),
        back("jobs", 0, 1, 4),
        foot(f"{full(person, 0)} - {person.identifier} - 2/2"),
    )  # fmt: skip


def _portal(facts: Notice, random: Random) -> Rows:
    """An attestation for another body, made on the portal: questions with boxes to tick."""
    person = facts.person
    return (
        letterhead("France Travail", "Attestation destinée à un organisme tiers"),
        (wide(1.4, title("Attestation d'inscription")),
         aside("Date d'édition", gapped(facts.issued), truth=truths.issued(facts))),
        fieldset("Demandeur",
                 entries(Entry("Nom et prénom", full(person, 0), who(person, 0)),
                         Entry("Né(e) le", gapped(person.birth), truths.born(person)),
                         Entry("Identifiant national", person.identifier,
                               truths.identifier(person)),
                         Entry("Adresse connue", commas(person.address),
                               address_truth(person.address)))),
        fieldset("Situation au regard de la liste des demandeurs d'emploi",
                 checked(f"{'-' if facts.ended else 'x'} est inscrit(e) à ce jour",
                         f"{'x' if facts.ended else '-'} n'est plus inscrit(e) à ce jour",
                         form="two"),
                 entries(Entry("Date de la dernière inscription", gapped(facts.since)),
                         *([Entry("Date de cessation", gapped(facts.ended))] if facts.ended
                           else [Entry("Prochaine actualisation",
                                       f"fin {month(facts.issued)}")]))),
        fieldset("Situation au regard de l'indemnisation",
                 checked("- perçoit l'allocation d'aide au retour à l'emploi",
                         "- perçoit l'allocation de solidarité spécifique",
                         "x ne perçoit aucune allocation")),
        paragraph("Cette attestation est générée automatiquement à partir des informations "
                  f"connues le {dots(facts.issued)}. Elle est valable en l'état, sans signature."),
        back("jobs", 4, 5),
        bottom("1/2 - exemple sans valeur"),
        BREAK,
        heading("À savoir"),
        paragraph("L'organisme destinataire peut vérifier cette attestation sur le portail des "
                  f"partenaires à l'aide de la clé {digits(random, 4)}-{digits(random, 4)} pendant "
                  "trente jours."),
        (paragraph("Une question ? Le 3949, service gratuit (fictif), vous répond du lundi au "
                   "vendredi."), nothing(0.4)),
        talk("jobs", ruled=True),
        bottom("2/2"),
    )  # fmt: skip


def notice(facts: Notice, number: int, random: Random) -> Drawn:
    made = drawn(((looks.JOB_NOTICE, _notice), (looks.JOB_ENTRY, _notification),
                  (looks.JOB_PERIODS, _periods), (looks.JOB_PORTAL, _portal)),
                 facts, number, random)  # fmt: skip
    made.truth.update({"registered_since": facts.since.isoformat(), "status": "registered",
                       **truths.issued(facts)})  # fmt: skip
    if facts.ended:
        made.truth.update({"status": "ended", "end_date": facts.ended.isoformat()})
    return made
