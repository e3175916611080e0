"""Decisions on the quality of disabled worker (RQTH): letters of departments, an extract."""

from __future__ import annotations

from datetime import timedelta
from random import Random

from .. import truths
from ..facts import Rqth
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
from . import looks
from .paper import (
    GAP,
    Rows,
    aside,
    bottom,
    boxed,
    drawn,
    heading,
    identity,
    named,
    panel,
    slash,
    stack,
    to,
    who,
    wide,
    window,
    words,
)

_ISSUERS = ("MDPH de la Chimère", "Maison départementale de l'autonomie du Prototype",
            "MDPH du Faux-Semblant", "MDPH de l'Imaginaire")  # fmt: skip


def _end(facts: Rqth) -> str:
    return words(facts.valid_to) if facts.valid_to else "sans limitation de durée"


def _letter(facts: Rqth, random: Random) -> Rows:
    """A letter of two pages: the decision, then how to contest it."""
    person = facts.person
    until = f"jusqu'au {words(facts.valid_to)}" if facts.valid_to else _end(facts)
    return (
        (stack(letterhead(_ISSUERS[0], "GIP fictif - 2 montée des Fables - 99999 FICTIVILLE"),
               boxed("Vos références", f"N° de dossier : {facts.number}",
                     f"Date de naissance : {slash(person.birth)}",
                     f"Demande n° {digits(random, 8)}", truth=truths.born(person))),
         stack(lines(GAP, GAP, GAP), window(person, person.short, home=False))),
        aside(f"Fictiville, le {words(facts.decided)}"),
        lines("Objet : notification de décision de la CDAPH", "RQTH"),
        paragraph(f"{person.civility},\nLa commission des droits et de l'autonomie des personnes "
                  f"handicapées, réunie le {words(facts.decided)}, a examiné votre demande.",
                  truth=truths.decided(facts)),
        paragraph("Au vu de l'évaluation de l'équipe pluridisciplinaire, elle vous reconnaît la "
                  f"qualité de travailleur handicapé à compter du {words(facts.valid_from)}, "
                  f"{until}.", truth=truths.validity(facts)),
        paragraph("Cette reconnaissance vous donne accès à l'obligation d'emploi, aux contrats et "
                  "aux formations aménagés, et au service public de l'emploi spécialisé. Vous "
                  "n'êtes pas tenu(e) d'en informer votre employeur.\nJe vous prie d'agréer, "
                  f"{person.civility}, l'expression de ma considération distinguée."),
        Block("sign", "CDAPH", ("La présidente de la CDAPH",)),
        bottom("Page 1/2 - exemple sans valeur"),
        BREAK,
        heading("Comment contester cette décision"),
        paragraph("1. Par un recours administratif préalable obligatoire, adressé à la MDPH dans "
                  "les deux mois.\n2. En cas de rejet, exprès ou implicite, devant le pôle social "
                  "du tribunal judiciaire.\n3. Par la conciliation : une personne qualifiée peut "
                  "être désignée."),
        heading("Et maintenant"),
        lines("• présentez cette notification à votre conseiller à l'emploi ;",
              "• pensez au renouvellement six mois avant l'échéance ;",
              "• signalez tout changement d'adresse ou de situation."),
        paragraph("Les membres de la commission sont tenus au secret professionnel (article "
                  "L. 241-10 du code de l'action sociale et des familles)."),
        bottom(f"Dossier {facts.number} - page 2/2"),
    )  # fmt: skip


def _order(facts: Rqth, random: Random) -> Rows:
    """The decision in one page, its articles numbered."""
    person = facts.person
    return (
        letterhead(_ISSUERS[1], "Commission des droits et de l'autonomie"),
        title("DÉCISION RELATIVE À LA QUALITÉ DE TRAVAILLEUR HANDICAPÉ"),
        lines(f"Concerne : {named(person, 0)}", f"Né{person.e} le {slash(person.birth)} à "
              f"{person.birth_place}", f"N° individu : {facts.number}",
              truth=who(person, 0) | truths.born(person)),
        paragraph(f"La commission, après en avoir délibéré le {slash(facts.decided)},",
                  truth=truths.decided(facts)),
        paragraph("Article 1 - Accorde la reconnaissance de la qualité de travailleur handicapé "
                  "prévue à l'article L. 5213-1 du code du travail."),
        lines("Article 2 - Période de validité :",
              f"début le {slash(facts.valid_from)}",
              f"fin le {slash(facts.valid_to)}" if facts.valid_to
              else "attribution sans limitation de durée", truth=truths.validity(facts)),
        paragraph("Article 3 - Oriente vers le marché du travail, avec l'appui d'un organisme de "
                  "placement spécialisé.\nArticle 4 - La présente décision est notifiée à "
                  "l'intéressé(e)."),
        Block("sign", "MDA", ("Pour extrait conforme,", "le secrétariat de la commission")),
        foot("Voies de recours au verso. Exemple sans valeur."),
    )  # fmt: skip


def _notified(facts: Rqth, random: Random) -> Rows:
    """A letter whose decision stands in a table, its demand recalled."""
    person = facts.person
    asked = facts.decided - timedelta(days=random.randint(80, 200))
    return (
        (letterhead(_ISSUERS[2], "Pôle accueil et notifications"),
         wide(1.2, to(person, 1, person.civility, home=False))),
        lines(f"Dossier : {facts.number}", f"Date de naissance : {words(person.birth)}",
              truth=truths.born(person)),
        title("Notification"),
        paragraph(f"{person.civility},\nSuite à votre demande reçue le {slash(asked)}, la CDAPH a "
                  "pris la décision suivante :"),
        table([("Objet", "Décision", "Du", "Au"),
               ("RQTH", "Accord", slash(facts.valid_from),
                slash(facts.valid_to) if facts.valid_to else "illimité")],
              (0.34, 0.22, 0.22, 0.22), truth=truths.validity(facts)),
        lines(f"Date de la commission : {words(facts.decided)}", truth=truths.decided(facts)),
        paragraph("Motivation : vos possibilités d'obtenir ou de conserver un emploi sont "
                  "réduites par suite de l'altération d'une fonction."),
        paragraph("Conservez l'original de ce courrier, aucun duplicata n'est délivré "
                  "automatiquement. Pensez à demander le renouvellement six mois avant "
                  "l'échéance."),
        Block("sign", "MDPH", ("La directrice de la MDPH, par délégation",)),
        bottom("Exemple sans valeur."),
    )  # fmt: skip


def _extract(facts: Rqth, random: Random) -> Rows:
    """The attestation that the online account delivers."""
    person, given = facts.person, ", ".join(facts.person.given)
    return (
        letterhead(_ISSUERS[3], "Mon compte en ligne - document d'exemple"),
        title("Attestation RQTH", "à présenter à un employeur ou à un organisme de formation"),
        panel("Travailleur handicapé : qualité reconnue",
              f"À partir du {slash(facts.valid_from)}",
              f"Fin de validité : {slash(facts.valid_to)}" if facts.valid_to
              else "Validité : sans limitation de durée", truth=truths.validity(facts)),
        entries(Entry("Nom de naissance", person.surname),
                *([Entry("Nom d'usage", person.usage_name)] if person.usage_name else []),
                Entry("Prénoms", given, identity(person)),
                Entry("Né(e) le", slash(person.birth), truths.born(person)),
                Entry("Décision du", slash(facts.decided), truths.decided(facts)),
                Entry("Numéro de dossier", facts.number)),
        paragraph("La reconnaissance ouvre droit au bénéfice de l'obligation d'emploi des "
                  "travailleurs handicapés (article L. 5212-13 du code du travail). Ce document ne "
                  "comporte aucune information médicale."),
        foot("Exemple sans valeur."),
    )  # fmt: skip


def render(facts: Rqth, number: int, random: Random) -> Drawn:
    made = drawn(((looks.AGENCY, _letter), (looks.OFFICE_FREE, _order), (looks.FUND, _notified),
                  (looks.PORTAL, _extract)),
                 facts, number, random)  # fmt: skip
    made.truth["issuer"] = _ISSUERS[number - 20]
    return made
