"""Decisions on the quality of disabled worker: rights in a table, minutes, a word, values above."""

from __future__ import annotations

from datetime import timedelta
from random import Random

from .. import truths
from ..eighth.paper import (
    Rows,
    aside,
    blank,
    bottom,
    centred,
    commas,
    dots,
    heading,
    padded,
    panel,
    ruledhead,
    slash,
    small,
    stack,
    to,
    who,
    window,
    words,
)
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
    sign,
    table,
    title,
)
from ..wording import full
from . import looks_a as looks
from .mentions_a import talk
from .paper_a import civil, columns, drawn, upper

_ISSUERS = ("MDPH de la Maquette", "Commission des droits et de l'autonomie du Simulacre",
            "Maison départementale de l'autonomie de la Chimère",
            "MDPH du Faux-Semblant")  # fmt: skip


def _rights(facts: Rqth, random: Random) -> Rows:
    """What many houses' program prints: what was asked, what was decided, a row each."""
    person = facts.person
    until = slash(facts.valid_to) if facts.valid_to else "sans limitation"
    return (
        (letterhead(_ISSUERS[0], "Pôle décisions", "4 place de l'Ébauche, 99999 Fictiville"),
         stack(blank(2), to(person, 0, person.short, home=False))),
        entries(Entry("N° individu", facts.number), Entry("Né(e) le", slash(person.birth),
                                                          truths.born(person)),
                Entry("Demande déposée le", slash(
                    facts.decided - timedelta(days=random.randint(90, 300))))),
        title("NOTIFICATION DE DÉCISIONS"),
        paragraph(f"{person.civility},"),
        paragraph("La Commission des droits et de l'autonomie des personnes handicapées (CDAPH) a "
                  f"statué le {slash(facts.decided)} sur votre demande. Après examen de votre "
                  "situation par l'équipe pluridisciplinaire, elle a pris les décisions "
                  "suivantes :", truth=truths.decided(facts)),
        table([("Droit", "Décision", "Début", "Fin"),
               ("Reconnaissance de la qualité de travailleur handicapé (RQTH)", "Accord",
                slash(facts.valid_from), until),
               ("Orientation vers le marché du travail", "Accord", slash(facts.valid_from), until),
               ("Carte mobilité inclusion mention invalidité", "Rejet", "-", "-")],
              (0.5, 0.14, 0.18, 0.18), truth=truths.validity(facts)),
        paragraph("Motif du rejet : votre taux d'incapacité est inférieur à 80 %. Vous trouverez "
                  "au verso les voies et délais de recours."),
        paragraph(f"Je vous prie d'agréer, {person.civility}, mes salutations respectueuses."),
        sign("Le Président de la CDAPH"),
        bottom("Exemple sans valeur"),
        BREAK,
        heading("Comment contester ?"),
        paragraph("Le recours administratif préalable obligatoire (RAPO) s'adresse à la maison "
                  "départementale, par courrier, dans les deux mois suivant la réception de cette "
                  "notification. Sans réponse de sa part sous deux mois, votre recours est réputé "
                  "rejeté et vous pouvez saisir le tribunal judiciaire (pôle social)."),
        talk("house"),
        bottom(f"{full(person, 0)} - {facts.number}"),
    )  # fmt: skip


def _minutes(facts: Rqth, random: Random) -> Rows:
    """An extract of the minutes of a sitting, in the third person."""
    person = facts.person
    span = (
        f"du {words(facts.valid_from)} au {words(facts.valid_to)}"
        if facts.valid_to
        else f"à partir du {words(facts.valid_from)} et sans limitation de durée"
    )
    return (
        letterhead(_ISSUERS[1], "Secrétariat permanent - 99999 FICTIVILLE"),
        title("Extrait du procès-verbal", f"Séance du {words(facts.decided)}"),
        Block("lines", truth=truths.decided(facts)),
        lines(f"Dossier n° {facts.number}", f"Concernant : {person.civility} {full(person, 1)}",
              *([f"Nom de naissance : {person.surname}"] if person.usage_name else []),
              f"Date et lieu de naissance : {words(person.birth)}, {person.birth_place}",
              truth=who(person, 1) | truths.born(person)),
        paragraph("La Commission, régulièrement convoquée et constituée, après en avoir délibéré "
                  "conformément aux dispositions du code de l'action sociale et des familles et "
                  "de l'article L. 5213-2 du code du travail,"),
        centred("", "RECONNAÎT LA QUALITÉ DE TRAVAILLEUR HANDICAPÉ"),
        paragraph(f"à l'intéressé{person.e}, {span}.", truth=truths.validity(facts)),
        paragraph(f"L'intéressé{person.e} relève de l'obligation d'emploi prévue à l'article "
                  "L. 5212-2 du code du travail. Le présent extrait lui tient lieu de "
                  "justificatif."),
        sign("Pour extrait conforme,", "La secrétaire de séance"),
        foot("Exemple sans valeur."),
    )  # fmt: skip


def _word(facts: Rqth, random: Random) -> Rows:
    """A short attestation for whom it may concern, asked for again after the decision."""
    person = facts.person
    return (
        letterhead(_ISSUERS[2], "Accueil : 15 cours de l'Imaginaire", "Tél. 04 65 71 00 55"),
        title("ATTESTATION RQTH"),
        paragraph("La directrice de la maison départementale atteste que bénéficie de la "
                  "reconnaissance de la qualité de travailleur handicapé :"),
        entries(*civil(person, "NOM", "NOM D'USAGE", "PRÉNOM(S)"),
                Entry("NÉ(E) LE", slash(person.birth), truths.born(person)),
                Entry("DEMEURANT", commas(person.address)),
                Entry("N° DOSSIER", facts.number)),
        paragraph(f"Cette reconnaissance, prononcée par décision de la CDAPH du "
                  f"{padded(facts.decided)}, "
                  + (f"est valable à compter du {padded(facts.valid_from)} et jusqu'au "
                     f"{padded(facts.valid_to)}." if facts.valid_to else
                     f"prend effet le {padded(facts.valid_from)} et n'est assortie d'aucune date "
                     "de fin."),
                  truth=truths.decided(facts) | truths.validity(facts)),
        paragraph("Attestation délivrée à la demande de l'usager, pour faire valoir ses droits."),
        sign("La directrice"),
        talk("house", 0),
        small("Aucune mention de la nature du handicap ne figure sur cette attestation. La "
              "communiquer à un employeur reste facultatif."),
        foot("Exemple sans valeur."),
    )  # fmt: skip


def _pairs(facts: Rqth, random: Random) -> Rows:
    """Labels under their values in two columns, the decision on a tinted ground."""
    person = facts.person
    return (
        letterhead(_ISSUERS[3], "Service de la notification", f"Scan {digits(random, 9)}"),
        (stack(small("Contact : lundi, mardi, jeudi de 9 h à 12 h"), blank(1)),
         stack(window(person, person.short.upper().rstrip("."), home=False))),
        title("Décision de la CDAPH : reconnaissance de la qualité de travailleur handicapé"),
        columns("", Entry("Numéro de dossier", facts.number),
                Entry("Date de naissance du bénéficiaire", dots(person.birth),
                      truths.born(person)),
                Entry("Date de la commission", dots(facts.decided), truths.decided(facts)),
                Entry("Nature de la demande", "Première demande")),
        panel("ACCORD", f"Date d'effet : {dots(facts.valid_from)}",
              f"Date d'échéance : {dots(facts.valid_to)}" if facts.valid_to else
              "Date d'échéance : aucune (attribution définitive)", truth=truths.validity(facts)),
        ruledhead("Motivation"),
        paragraph("Les éléments transmis montrent que vos possibilités d'obtenir ou de conserver "
                  "un emploi sont réduites du fait de l'altération d'une ou de plusieurs "
                  "fonctions."),
        ruledhead("Vos contacts pour l'emploi"),
        paragraph("France Travail, Cap emploi ou la mission locale vous aident à construire votre "
                  "projet. L'Agefiph et le FIPHFP peuvent financer des aménagements."),
        aside(f"FAIT À FICTIVILLE, LE {upper(facts.decided)}", "Par délégation, le chef de pôle"),
        talk("house", 1, ruled=True),
        bottom("Recours : voir notice jointe. Exemple sans valeur."),
    )  # fmt: skip


def render(facts: Rqth, number: int, random: Random) -> Drawn:
    made = drawn(((looks.HOUSE_RIGHTS, _rights), (looks.HOUSE_MINUTES, _minutes),
                  (looks.HOUSE_WORD, _word), (looks.HOUSE_PAIRS, _pairs)),
                 facts, number, random)  # fmt: skip
    made.truth["issuer"] = _ISSUERS[number - 32]
    return made
