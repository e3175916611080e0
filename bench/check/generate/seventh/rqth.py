"""Decisions on the quality of disabled worker (RQTH): a letter, an extract, a table, a proof."""

from __future__ import annotations

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
from ..wording import full
from . import looks
from .mentions import mentions
from .paper import (
    GAP,
    Rows,
    aside,
    bars,
    bottom,
    called,
    commas,
    dots,
    drawn,
    identity,
    panel,
    plain,
    rubber,
    ruledhead,
    slash,
    small,
    stack,
    strip,
    ticks,
    to,
    who,
    window,
    words,
)

_ISSUERS = ("MDPH de la Maquette", "Maison départementale des personnes handicapées des Fables",
            "MDA de l'Illusion", "MDPH du Pseudonyme")  # fmt: skip


def _notified(facts: Rqth, random: Random) -> Rows:
    """A department's notification: the decision in a sentence, its reasons, two pages."""
    person = facts.person
    span = (f"Cet accord est valable du {slash(facts.valid_from)} au {slash(facts.valid_to)}."
            if facts.valid_to else
            f"Cet accord est valable à partir du {slash(facts.valid_from)}, sans limitation de "
            "durée.")  # fmt: skip
    return (
        (stack(letterhead(_ISSUERS[0], "Commission des droits et de l'autonomie"),
               small(f"Dossier n° {facts.number}", f"Né(e) le {slash(person.birth)}",
                     "Téléphone : 04 65 71 00 30", truth=truths.born(person))),
         stack(lines(GAP, GAP), bars(digits(random, 15)),
               window(person, person.civility, home=False))),
        title("NOTIFICATION DE DÉCISION"),
        paragraph(f"{person.civility},"),
        paragraph("Vous avez déposé une demande de reconnaissance de la qualité de travailleur "
                  "handicapé (RQTH). Lors de sa séance du "
                  f"{slash(facts.decided)}, la CDAPH a décidé de vous attribuer la RQTH.",
                  truth=truths.decided(facts)),
        panel("Accord", span, truth=truths.validity(facts)),
        paragraph("Cette décision est motivée ainsi : la commission a estimé que votre situation "
                  "correspond à la définition de l'article L. 5213-1 du code du travail."),
        paragraph("La RQTH s'accompagne d'une orientation vers le marché du travail. Pour être "
                  "aidé(e) dans votre recherche, rapprochez-vous de France Travail ou de Cap "
                  "emploi."),
        Block("sign", "CDAPH", ("Le président de la commission",)),
        bottom("1/2 - exemple sans valeur"),
        BREAK,
        ruledhead("Vous n'êtes pas d'accord avec cette décision ?"),
        lines("- Recours préalable : courrier à la MDPH, deux mois.",
              "- Conciliation : demande d'une personne qualifiée.",
              "- Tribunal : après la réponse au recours préalable."),
        mentions("house"),
        ruledhead("Références"),
        small("Code de l'action sociale et des familles : L. 241-5 à L. 241-11, R. 241-24 et "
              "suivants. Code du travail : L. 5212-13, L. 5213-2."),
        bottom(f"N° {facts.number} - 2/2"),
    )  # fmt: skip


def _articles(facts: Rqth, random: Random) -> Rows:
    """An extract of the commission's decisions, seals and « vu »."""
    person = facts.person
    until = (f"jusqu'au {words(facts.valid_to)}" if facts.valid_to
             else "sans limitation de durée")  # fmt: skip
    return (
        letterhead(_ISSUERS[1], "9 traverse de la Maquette, 99999 FICTIVILLE"),
        title("Extrait du relevé de décisions de la CDAPH"),
        lines(f"Séance du {words(facts.decided)}", f"Décision n° {digits(random, 4)}/"
              f"{facts.decided.year} - dossier {facts.number}", truth=truths.decided(facts)),
        small("Vu le code de l'action sociale et des familles, vu le code du travail,",
              "Vu l'avis de l'équipe pluridisciplinaire d'évaluation,"),
        paragraph(f"La commission reconnaît à {called(person)}, né{person.e} le "
                  f"{words(person.birth)}, la qualité de travailleur handicapé à compter du "
                  f"{words(facts.valid_from)} et {until}.",
                  truth=who(person, 0) | truths.born(person) | truths.validity(facts)),
        lines(f"Adresse de l'intéressé(e) : {commas(person.address)}"),
        paragraph("Le présent extrait est délivré pour servir de justificatif de la qualité de "
                  "bénéficiaire de l'obligation d'emploi."),
        rubber("COPIE CERTIFIÉE", "MDPH"),
        Block("sign", "MDPH", ("Le secrétaire général",)),
        mentions("house", 1),
        foot("Exemple sans valeur."),
    )  # fmt: skip


def _table(facts: Rqth, random: Random) -> Rows:
    """A letter that gathers all the decisions of one sitting."""
    person = facts.person
    end = dots(facts.valid_to) if facts.valid_to else "sans limite"
    return (
        letterhead(_ISSUERS[2]),
        (stack(small("Vos références"), lines(f"Usager {facts.number}",
                                              f"{dots(person.birth)}"),
               Block("lines", truth=truths.born(person))),
         to(person, 1, person.short, home=False)),
        title("Vos droits", f"Décisions du {words(facts.decided)}"),
        Block("lines", truth=truths.decided(facts)),
        paragraph(f"Bonjour {person.civility.lower()},\nla commission a étudié votre dossier. "
                  "Voici ce qu'elle a décidé."),
        plain([("Vous avez demandé", "Réponse", "Début", "Fin"),
               ("Qualité de travailleur handicapé (RQTH)", "Oui", dots(facts.valid_from), end),
               ("Orientation professionnelle", "Oui", dots(facts.valid_from), end),
               ("Allocation aux adultes handicapés", "Non", "", "")],
              (0.46, 0.14, 0.2, 0.2), truth=truths.validity(facts)),
        paragraph("Gardez ce courrier : il vous servira à prouver vos droits auprès de votre "
                  "employeur, d'un centre de formation ou de Cap emploi."),
        paragraph("Si vous n'êtes pas d'accord, écrivez-nous avant deux mois."),
        Block("sign", lines=("La directrice de la maison de l'autonomie",)),
        mentions("house"),
        bottom("Texte relu selon les règles du facile à lire. Exemple sans valeur."),
    )  # fmt: skip


def _certificate(facts: Rqth, random: Random) -> Rows:
    """An attestation on request, boxes ticked."""
    person = facts.person
    return (
        (letterhead(_ISSUERS[3], "Unité instruction"),
         aside(f"N° {facts.number}")),
        title("ATTESTATION DE RECONNAISSANCE DE LA QUALITÉ DE TRAVAILLEUR HANDICAPÉ"),
        entries(Entry("Nom de naissance", person.surname),
                *([Entry("Nom d'usage", person.usage_name)] if person.usage_name else []),
                Entry("Prénoms", " ".join(person.given), identity(person, " ")),
                Entry("Date de naissance", slash(person.birth), truths.born(person))),
        strip(Entry("Décision CDAPH du", slash(facts.decided), truths.decided(facts)),
              Entry("Effet au", slash(facts.valid_from)),
              Entry("Échéance", slash(facts.valid_to) if facts.valid_to else "illimitée",
                    truths.validity(facts))),
        ticks("x Première demande", "- Renouvellement",
              f"{'-' if facts.valid_to else 'x'} Attribution définitive"),
        table([("Dispositif", "Ouvert"), ("Obligation d'emploi (OETH)", "oui"),
               ("Aides de l'Agefiph ou du FIPHFP", "oui"),
               ("Emploi accompagné", "sur décision")], (0.74, 0.26)),
        Block("sign", "MDPH", ("Pour la présidente du GIP, la cheffe d'unité",)),
        foot(f"{full(person, 0)} - exemple sans valeur"),
    )  # fmt: skip


def render(facts: Rqth, number: int, random: Random) -> Drawn:
    made = drawn(((looks.HOUSE, _notified), (looks.HOUSE_SERIF, _articles),
                  (looks.HOUSE_MODERN, _table), (looks.HOUSE_ARIAL, _certificate)),
                 facts, number, random)  # fmt: skip
    made.truth["issuer"] = _ISSUERS[number - 24]
    return made
