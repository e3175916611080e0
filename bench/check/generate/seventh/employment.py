"""France Travail's notices, all of two pages: an attestation, a proof, a history, a situation."""

from __future__ import annotations

from datetime import timedelta
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
    qr,
    ruledhead,
    slash,
    small,
    stack,
    strip,
    to,
    who,
    wide,
    window,
    words,
)


def _attestation(facts: Notice, random: Random) -> Rows:
    """The attestation that is downloaded: a letter, the situation in a framed sentence."""
    person = facts.person
    state = (
        f"n'est plus inscrit{person.e} à France Travail depuis le {slash(facts.ended)}, après une "
        f"inscription en date du {slash(facts.since)}."
        if facts.ended else
        f"est inscrit{person.e} à France Travail depuis le {slash(facts.since)}."
    )  # fmt: skip
    return (
        (stack(letterhead("France Travail", "Direction régionale de l'Imaginaire"), lines(GAP),
               small("Vos identifiants"),
               lines(f"Identifiant France Travail : {person.identifier}",
                     truth=truths.identifier(person)),
               small("Nous écrire : messagerie de votre espace", "Nous appeler : 3949 (fictif)")),
         stack(lines(GAP, GAP), bars(digits(random, 16)), window(person, person.civility))),
        aside(f"Le {slash(facts.issued)}", truth=truths.issued(facts)),
        title("Attestation d'inscription"),
        small("Objet : votre situation sur la liste des demandeurs d'emploi"),
        paragraph(f"{person.civility},"),
        paragraph("Nous attestons que :"),
        panel(f"{person.civility} {full(person, 0)}",
              f"né{person.e} le {slash(person.birth)}", state,
              truth=who(person, 0) | truths.born(person)),
        paragraph("Vous êtes à ce jour classé(e) en catégorie 1 : personne immédiatement "
                  "disponible, à la recherche d'un emploi durable à temps plein."
                  if not facts.ended else
                  "Motif de la cessation d'inscription : reprise d'emploi déclarée."),
        paragraph("Cette attestation est établie d'après les déclarations enregistrées à la date "
                  "de ce courrier. Elle est remise pour faire valoir vos droits."),
        lines("Votre agence France Travail"),
        mentions("employment", 0),
        bottom("France Travail, institution nationale publique (exemple fictif) - 1/2"),
        BREAK,
        ruledhead("Quelques rappels utiles"),
        paragraph("Actualisez-vous chaque mois pour rester inscrit(e). Signalez dans les 72 heures "
                  "une reprise d'activité, une maladie, une formation, un déménagement."),
        ruledhead("La médiation"),
        paragraph("En cas de désaccord, adressez d'abord une réclamation à votre agence, puis "
                  "saisissez le médiateur régional."),
        qr(f"att/{digits(random, 12)}", "Ce document peut être vérifié", "en ligne pendant un an"),
        ruledhead("Vos données personnelles"),
        paragraph("Elles font l'objet de traitements destinés à votre accompagnement. Vous "
                  "disposez d'un droit d'accès et de rectification."),
        mentions("employment", 1),
        bottom(f"{person.identifier} - 2/2"),
    )  # fmt: skip


def _proof(facts: Notice, random: Random) -> Rows:
    """A proof in the administration's plain form, name by name."""
    person = facts.person
    return (
        (letterhead("France Travail"), small(f"Agence : {person.address.city.upper()}",
                                             f"Code SAFIR : {digits(random, 5)}")),
        title("JUSTIFICATIF D'INSCRIPTION"),
        lines("Je soussigné, directeur d'agence, certifie l'exactitude des renseignements "
              "suivants :"),
        entries(Entry("Nom de famille", person.surname),
                *([Entry("Nom d'usage", person.usage_name)] if person.usage_name else []),
                Entry("Prénom(s)", " ".join(person.given), identity(person, " ")),
                Entry("Né(e) le", dots(person.birth), truths.born(person)),
                Entry("Identifiant", person.identifier, truths.identifier(person)),
                Entry("Demeurant", commas(person.address), address_truth(person.address))),
        ruledhead("Situation administrative"),
        entries(Entry("Inscription comme demandeur d'emploi", dots(facts.since)),
                Entry("Cessation d'inscription", dots(facts.ended) if facts.ended else "néant"),
                Entry("Catégorie statistique", "A"), Entry("Indemnisation", "non indemnisé(e)"),
                Entry("Durée d'inscription",
                      f"{((facts.ended or facts.issued) - facts.since).days} jours")),
        lines("Cette personne n'est plus inscrite à ce jour." if facts.ended
              else "Cette personne est toujours inscrite à ce jour."),
        Block("sign", "AGENCE", (f"Établi le {dots(facts.issued)}", "Le directeur d'agence"),
              truth=truths.issued(facts)),
        foot("Page 1 - exemple sans valeur"),
        BREAK,
        small("Page 2"),
        title("NOTICE"),
        paragraph("Catégorie A : sans emploi, tenu de faire des actes positifs de recherche.\n"
                  "Catégorie B : activité réduite courte, de 78 heures ou moins au cours du "
                  "mois.\nCatégorie C : activité réduite longue.\nCatégorie D : sans emploi, non "
                  "tenu de rechercher.\nCatégorie E : en emploi."),
        paragraph("Le bénéficiaire d'une formation d'une durée supérieure à quarante heures est "
                  "placé en catégorie D pendant la durée de celle-ci."),
        foot(f"Référence à rappeler : {person.identifier}/{digits(random, 4)}"),
    )  # fmt: skip


def _history(facts: Notice, random: Random) -> Rows:
    """The history of one's registrations: an older one, then the last."""
    person = facts.person
    older = facts.since - timedelta(days=random.randint(400, 1100))
    return (
        (letterhead("France Travail", "Espace candidat"),
         wide(1.1, to(person, 0, person.short))),
        title("Historique d'inscription"),
        lines(f"Identifiant : {person.identifier} - né{person.e} le {slash(person.birth)}",
              f"Document produit le {slash(facts.issued)}",
              truth=truths.identifier(person) | truths.born(person) | truths.issued(facts)),
        ruledhead("Votre situation actuelle"),
        entries(Entry("Statut", f"Demandeur d'emploi, inscription cessée le {slash(facts.ended)}"
                      if facts.ended else "Demandeur d'emploi inscrit"),
                Entry("Dernière inscription", slash(facts.since)),
                Entry("Parcours", "Accompagnement guidé"),
                Entry("Référent", f"Agence de {person.address.city}")),
        ruledhead("Vos périodes d'inscription"),
        plain([("Début", "Fin", "Motif d'inscription", "Motif de sortie"),
               (slash(facts.since), slash(facts.ended) if facts.ended else "-",
                "Fin de contrat", "Défaut d'actualisation" if facts.ended else "-"),
               (slash(older), slash(older + timedelta(days=random.randint(30, 200))),
                "Licenciement", "Entrée en emploi")], (0.18, 0.18, 0.32, 0.32)),
        paragraph("Les périodes sont présentées de la plus récente à la plus ancienne, sur les "
                  "trente-six derniers mois."),
        small("Ce relevé ne vaut pas notification de droits à l'allocation."),
        mentions("employment"),
        bottom("France Travail (exemple) - 1 sur 2"),
        BREAK,
        ruledhead("Périodes d'activité déclarées"),
        plain([("Mois", "Heures déclarées", "Employeur"),
               ("-", "0", "-"), ("-", "0", "-")], (0.3, 0.3, 0.4)),
        ruledhead("Actions suivies"),
        table([("Action", "État"), ("Atelier « Construire mon projet »", "terminé"),
               ("Bilan « Compétences et pistes de métiers »", "terminé"),
               ("Entretien de suivi", "planifié")], (0.7, 0.3)),
        bottom(f"{full(person, 0)} - {person.identifier} - 2 sur 2"),
    )  # fmt: skip


def _situation(facts: Notice, random: Random) -> Rows:
    """The notice in cells, as a program of forms prints it."""
    person = facts.person
    return (
        (letterhead("France Travail", f"{person.address.city} - Centre fictif"),
         stack(lines("AVIS DE SITUATION"), small("(article R. 5411-1 et suivants du code du "
                                                 "travail)"))),
        title("Votre situation vis-à-vis de France Travail"),
        strip(Entry("Identifiant", person.identifier, truths.identifier(person)),
              Entry("Date de naissance", slash(person.birth), truths.born(person)),
              Entry("Établi le", slash(facts.issued), truths.issued(facts))),
        entries(Entry("Civilité, nom, prénom", f"{person.short} {full(person, 0)}", who(person, 0)),
                Entry("Adresse connue", commas(person.address), address_truth(person.address)),
                Entry("Date d'effet de l'inscription", words(facts.since)),
                Entry("Date de fin d'inscription",
                      words(facts.ended) if facts.ended else "Sans objet : inscription en cours"),
                Entry("Catégorie d'inscription", "1 - CDI temps plein"),
                Entry("Code ROME recherché", "K1302 - Assistance auprès d'adultes"),
                Entry("Indemnisation", "Aucun droit en cours"),
                Entry("Conseiller", "S. EXEMPLE")),
        paragraph(f"À la date de cet avis, {called(person)} ne figure plus sur la liste des "
                  "demandeurs d'emploi." if facts.ended else
                  f"À la date de cet avis, {called(person)} figure sur la liste des demandeurs "
                  "d'emploi."),
        Block("sign", "F. T.", ("Pour le directeur, le responsable d'équipe",)),
        bottom("Document d'exemple, sans valeur - feuillet 1/2"),
        BREAK,
        table([("Vous souhaitez", "Comment faire"),
               ("Changer de catégorie", "prendre rendez-vous avec votre conseiller"),
               ("Suivre une formation", "remplir un projet de formation dans votre espace"),
               ("Demander une aide à la mobilité", "avant le déplacement"),
               ("Contester", "réclamation, puis tribunal administratif")], (0.4, 0.6)),
        paragraph("Attention : cet avis n'est valable que pour la période qu'il mentionne. Il ne "
                  "peut être exigé plus d'une fois par mois."),
        bottom(f"Feuillet 2/2 - {digits(random, 10)}"),
    )  # fmt: skip


def notice(facts: Notice, number: int, random: Random) -> Drawn:
    made = drawn(((looks.EMPLOYMENT, _attestation), (looks.EMPLOYMENT_WHITE, _proof),
                  (looks.EMPLOYMENT_RED, _history), (looks.EMPLOYMENT_GRID, _situation)),
                 facts, number, random)  # fmt: skip
    made.truth.update({"registered_since": facts.since.isoformat(), "status": "registered",
                       **truths.issued(facts)})  # fmt: skip
    if facts.ended:
        made.truth.update({"status": "ended", "end_date": facts.ended.isoformat()})
    return made
