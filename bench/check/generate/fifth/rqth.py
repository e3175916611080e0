"""Decisions on the quality of disabled worker (RQTH)."""

from __future__ import annotations

from datetime import timedelta
from random import Random

from .. import truths
from ..facts import Rqth
from ..sheet import (
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
from . import looks
from .paper import (
    GAP,
    Rows,
    aside,
    bottom,
    drawn,
    identity,
    named,
    nothing,
    panel,
    slash,
    stack,
    to,
    wide,
    words,
)


def _end(facts: Rqth) -> str:
    return f"jusqu'au {slash(facts.valid_to)}" if facts.valid_to else "sans limitation de durée"


def _considered(facts: Rqth, random: Random) -> Rows:
    """A decision with its recitals."""
    person = facts.person
    return (
        (letterhead("MDPH de la Maquette", "Groupement d'intérêt public (fictif)"),
         to(person, 0, person.short, home=False)),
        lines(f"Dossier n° {facts.number}", f"Né(e) le {slash(person.birth)}",
              truth=truths.born(person)),
        title("NOTIFICATION DE DÉCISION", "Reconnaissance de la qualité de travailleur handicapé"),
        paragraph("Vu le code de l'action sociale et des familles, notamment ses articles L. 241-5 "
                  "et suivants ;\nVu le code du travail, notamment ses articles L. 5213-1 et "
                  "suivants ;\nVu l'évaluation de l'équipe pluridisciplinaire ;"),
        paragraph(f"La commission des droits et de l'autonomie des personnes handicapées, en sa "
                  f"séance du {slash(facts.decided)}, décide :", truth=truths.decided(facts)),
        panel("La qualité de travailleur handicapé est reconnue",
              f"à {named(person, 0)}",
              f"du {slash(facts.valid_from)} {_end(facts)}", truth=truths.validity(facts)),
        paragraph("La présente reconnaissance vous permet de demander le soutien du réseau des "
                  "organismes de placement spécialisés et les aides à l'emploi des personnes "
                  "handicapées. Elle ne préjuge pas de vos autres demandes, qui font l'objet de "
                  "notifications séparées."),
        Block("sign", "MDPH", ("Pour la commission, le président",)),
        bottom("Recours administratif préalable obligatoire dans les deux mois, puis tribunal "
               "judiciaire (pôle social). Exemple sans valeur."),
    )  # fmt: skip


def _attestation(facts: Rqth, random: Random) -> Rows:
    """The half page that the person may show, without the reasons."""
    person, given = facts.person, ", ".join(facts.person.given)
    return (
        letterhead("MDPH du Simulacre", "Maison départementale des personnes handicapées"),
        title("ATTESTATION", "de reconnaissance de la qualité de travailleur handicapé (RQTH)"),
        entries(Entry("Nom de naissance", person.surname),
                *([Entry("Nom d'usage", person.usage_name)] if person.usage_name else []),
                Entry("Prénom(s)", given, identity(person)),
                Entry("Date de naissance", slash(person.birth), truths.born(person)),
                Entry("N° d'usager", facts.number),
                Entry("Décision CDAPH du", slash(facts.decided), truths.decided(facts)),
                Entry("Date de début de validité", slash(facts.valid_from)),
                Entry("Date de fin de validité",
                      slash(facts.valid_to) if facts.valid_to else "Sans limitation de durée",
                      truths.validity(facts)), pairs="table"),
        paragraph("La personne désignée bénéficie de l'obligation d'emploi prévue à l'article "
                  "L. 5212-13 du code du travail."),
        Block("sign", "MDPH", ("La directrice",)),
        foot("Exemple sans valeur."),
    )  # fmt: skip


def _columns(facts: Rqth, random: Random) -> Rows:
    """A department's letter: its references at the left, the letter at the right."""
    person = facts.person
    return (
        (letterhead("Maison de l'autonomie des Fables", "MDPH des Fables"),
         to(person, 1, person.civility, home=False)),
        (stack(lines("Affaire suivie par", "le pôle instruction", GAP, "Vos références",
                     f"dossier {facts.number}", GAP, "Accueil", "lundi, mardi et jeudi",
                     "9 h - 12 h")),
         wide(2.4, stack(
             aside(f"Fictiville, le {words(facts.decided)}", truth=truths.decided(facts)),
             paragraph(f"{person.civility},\nVous avez déposé une demande le "
                       f"{words(facts.decided - timedelta(days=145))}. Après examen de votre "
                       "situation, la CDAPH vous accorde :"),
             lines("• la reconnaissance de la qualité de travailleur handicapé (RQTH)",
                   f"   à compter du {words(facts.valid_from)}",
                   f"   et jusqu'au {words(facts.valid_to)}" if facts.valid_to
                   else "   sans limitation de durée",
                   truth=truths.validity(facts)),
             paragraph("Cette décision a été prise au vu de votre projet de vie et de votre date "
                       f"de naissance, le {words(person.birth)}. Elle vous ouvre l'accès aux "
                       "services d'appui à l'emploi.", truth=truths.born(person)),
             paragraph("Si vous n'êtes pas d'accord, vous disposez de deux mois pour nous le "
                       f"dire.\nVeuillez agréer, {person.civility}, mes salutations "
                       "distinguées."),
             Block("sign", lines=("Le président de la CDAPH",))))),
        bottom("Exemple sans valeur."),
    )  # fmt: skip


def _table(facts: Rqth, random: Random) -> Rows:
    person = facts.person
    return (
        (letterhead("MDPH DE L'ILLUSION"), lines(f"N° de dossier {facts.number}",
                                                f"CDAPH du {slash(facts.decided)}",
                                                truth=truths.decided(facts))),
        (nothing(), to(person, 0, person.short, home=False)),
        title("Notification des droits"),
        lines(f"Bénéficiaire : {named(person, 0)}, né{person.e} le {slash(person.birth)}",
              truth=truths.born(person)),
        table([("Droit ou prestation", "Avis", "Début", "Fin"),
               ("Reconnaissance de la qualité de travailleur handicapé", "Attribution",
                slash(facts.valid_from),
                slash(facts.valid_to) if facts.valid_to else "sans limite"),
               ("Orientation professionnelle : marché du travail", "Attribution",
                slash(facts.valid_from), "")], (0.46, 0.18, 0.18, 0.18),
              truth=truths.validity(facts)),
        paragraph("Le présent document vaut notification."),
        Block("heading", "Voies et délais de recours"),
        paragraph("Si vous contestez cette décision, vous devez d'abord former un recours "
                  "administratif préalable auprès de la MDPH, dans les deux mois qui suivent sa "
                  "réception, en joignant une copie de la décision. Vous pouvez aussi demander "
                  "l'intervention d'une personne qualifiée chargée de proposer une conciliation."),
        Block("heading", "Renouvellement"),
        paragraph("Pensez à déposer votre demande six mois avant l'échéance de vos droits, avec un "
                  "certificat médical de moins d'un an."),
        foot("Exemple sans valeur."),
    )  # fmt: skip


_ISSUERS = ("MDPH de la Maquette", "MDPH du Simulacre", "MDPH des Fables", "MDPH de l'Illusion")


def render(facts: Rqth, number: int, random: Random) -> Drawn:
    made = drawn(((looks.WORD_SERIF, _considered), (looks.BANK, _attestation),
                  (looks.STATE_NEW, _columns), (looks.STATE, _table)),
                 facts, number, random)  # fmt: skip
    made.truth["issuer"] = _ISSUERS[number - 16]
    return made
