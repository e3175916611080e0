"""France Travail's notices, of two pages: with daily rights, a month, a counsel's, a screen's."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from random import Random

from .. import truths
from ..eighth.paper import (
    Rows,
    aside,
    bars,
    blank,
    bottom,
    brief,
    capitals,
    commas,
    dots,
    heading,
    panel,
    pill,
    plain,
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
from ..ninth.paper_a import civil
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
from ..wording import address_truth, full
from . import looks_a as looks
from .mentions_a import back, talk
from .paper_a import bare, drawn, first_capital, oneline, thin


def _months(last: date, count: int) -> list[date]:
    """The first days of so many months that came before the month of `last`, the latest first."""
    found, day = [], last.replace(day=1)
    for _ in range(count):
        day = (day - timedelta(days=1)).replace(day=1)
        found.append(day)
    return found


def _daily(facts: Notice, random: Random) -> Rows:
    """A letter of situation: the list first, then the daily allowance and what is left of it."""
    person = facts.person
    rate = Decimal(random.randint(2900, 4800)) / 100
    if facts.ended:
        told = (f"Vous avez été inscrit{person.e} sur la liste des demandeurs d'emploi le "
                f"{slash(facts.since)} et votre inscription a pris fin le {slash(facts.ended)}. "
                f"Au {slash(facts.issued)}, vous n'êtes donc plus inscrit{person.e} à France "
                "Travail.")  # fmt: skip
    else:
        told = (f"Au {slash(facts.issued)}, vous êtes inscrit{person.e} sur la liste des "
                f"demandeurs d'emploi, et ce depuis le {slash(facts.since)}. Vous n'avez déclaré "
                "aucune activité à ce jour.")  # fmt: skip
    return (
        (stack(letterhead("France Travail Provence (fictif)", "Direction territoriale"),
               blank(1),
               _references(facts, random)),
         stack(bars(digits(random, 16)), window(person, "MME" if person.e else "M"))),
        lines(f"{person.address.city}, le {words(facts.issued)}", truth=truths.issued(facts)),
        title("Objet : votre avis de situation"),
        paragraph(f"{person.civility},"),
        paragraph("Vous avez demandé un document attestant de votre situation à France Travail. "
                  "Vous trouverez ci-après les informations en notre possession."),
        paragraph(told),
        panel("Vos droits à l'allocation",
              "Vous étiez indemnisable jusqu'à la fin de votre inscription." if facts.ended else
              f"Montant net journalier : {thin(rate)}",
              f"Reliquat de jours à la date de ce courrier : {random.randint(41, 540)}"),
        paragraph(f"Pour mémoire, notre fichier vous connaît sous le nom de {full(person, 0)}, "
                  f"né{person.e} le {slash(person.birth)}.",
                  truth=truths.born(person)),
        paragraph("Cet avis peut être remis à un tiers pour justifier de votre situation. Il ne "
                  "comporte pas de signature car il est produit par un traitement automatisé."),
        paragraph("Avec toute notre attention,"),
        lines("Votre agence France Travail"),
        bottom("Spécimen - feuillet 1/2"),
        BREAK,
        ruledhead("Ce qui peut faire évoluer votre situation"),
        table([("Événement", "Ce que vous devez faire", "Sous quel délai"),
               ("Reprise d'emploi, même d'une heure", "Le déclarer dans votre espace",
                "72 heures"),
               ("Entrée en formation", "Transmettre l'attestation d'inscription",
                "avant le premier jour"),
               ("Arrêt maladie, maternité", "Adresser l'arrêt à votre caisse et nous prévenir",
                "72 heures"),
               ("Absence du domicile de plus de 7 jours", "La signaler, 35 jours par an au plus",
                "avant le départ"),
               ("Changement d'adresse", "Modifier votre profil", "72 heures")],
              (0.36, 0.42, 0.22)),
        talk("jobs", 0, 1, ruled=True),
        back("jobs"),
        bottom("Spécimen - feuillet 2/2"),
    )  # fmt: skip


def _references(facts: Notice, random: Random) -> Block:
    """The references at the head of a letter, in small print."""
    return small("Rappelez ces références dans tout échange",
                 f"Identifiant : {facts.person.identifier}",
                 f"Courrier : AS{digits(random, 7)}",
                 truth=truths.identifier(facts.person))  # fmt: skip


def _month(facts: Notice, random: Random) -> Rows:
    """A statement of situation: boxes of who and since when, then the last months, one a row."""
    person = facts.person
    last = facts.ended or facts.issued
    months = [day for day in _months(last, 3) if day >= facts.since.replace(day=1)]
    rate = Decimal(random.randint(3000, 4500)) / 100
    return (
        (letterhead("FRANCE TRAVAIL", "Relevé de situation"),
         stack(to(person, 0, person.civility))),
        title("RELEVÉ DE SITUATION DU DEMANDEUR D'EMPLOI"),
        entries(Entry("Identifiant France Travail", person.identifier,
                      truths.identifier(person)),
                Entry("Date de naissance", slash(person.birth), truths.born(person)),
                Entry("Inscription en date du", slash(facts.since)),
                Entry("Fin d'inscription", slash(facts.ended)) if facts.ended else
                Entry("Situation à ce jour", "Inscrit(e), catégorie 1"),
                Entry("Relevé établi le", slash(facts.issued), truths.issued(facts)),
                Entry("Agence de rattachement", f"{person.address.city} Les Modèles")),
        paragraph("Le présent relevé indique, pour chacun des derniers mois, la situation déclarée "
                  "lors de l'actualisation et, le cas échéant, la somme versée."),
        table([("Mois", "Situation déclarée", "Jours indemnisés", "Net payé (€)"),
               *((first_capital(day), "Recherche d'emploi", str(days := random.randint(22, 30)),
                  bare(days * rate)) for day in months),
               *([("-", "Première actualisation à venir", "-", "-")] if not months else [])],
              (0.24, 0.36, 0.2, 0.2)),
        paragraph(f"Votre inscription sur la liste des demandeurs d'emploi a cessé le "
                  f"{slash(facts.ended)}. Vous n'êtes plus inscrit{person.e} depuis cette date."
                  if facts.ended else
                  f"À la date du relevé, vous demeurez inscrit{person.e} sur la liste des "
                  "demandeurs d'emploi."),
        small("Conservez ce relevé sans limitation de durée : il vous sera utile pour le calcul de "
              "votre retraite. Les périodes de chômage indemnisé sont transmises aux caisses."),
        talk("jobs", 2),
        foot("Document d'exemple - page 1 / 2"),
        BREAK,
        heading("Lexique"),
        paragraph("Actualisation : déclaration mensuelle de votre situation.\n"
                  "ARE : allocation d'aide au retour à l'emploi.\n"
                  "Catégorie 1 : personne sans emploi, immédiatement disponible, à la recherche "
                  "d'un emploi durable à temps complet.\n"
                  "Différé : nombre de jours pendant lesquels l'allocation n'est pas versée.\n"
                  "Contrat d'engagement : document signé avec votre conseiller, qui précise vos "
                  "démarches et vos droits."),
        talk("jobs", 0, 3),
        back("jobs", 0, 1, 2),
        foot(f"{full(person, 0)} - page 2 / 2"),
    )  # fmt: skip


def _counsel(facts: Notice, random: Random) -> Rows:
    """Typed and signed at an agency, in the third person, for a training or another body."""
    person = facts.person
    return (
        letterhead("France Travail", f"Agence {person.address.city} Centre (exemple)",
                   "Équipe accompagnement et formation"),
        title("ATTESTATION D'INSCRIPTION SUR LA LISTE DES DEMANDEURS D'EMPLOI"),
        paragraph("Je soussignée, directrice adjointe de l'agence, atteste que :"),
        entries(*civil(person, "NOM DE NAISSANCE", "NOM D'USAGE", "PRÉNOM(S)"),
                Entry("DATE DE NAISSANCE", capitals(person.birth), truths.born(person)),
                Entry("DOMICILE", commas(person.address), address_truth(person.address)),
                Entry("N° IDENTIFIANT", person.identifier, truths.identifier(person))),
        paragraph(f"a été inscrit{person.e} comme demandeur d'emploi entre le "
                  f"{words(facts.since)} et le {words(facts.ended)}, date à laquelle son "
                  f"inscription a pris fin. L'intéressé{person.e} n'est plus inscrit{person.e} à "
                  "la date de la présente attestation." if facts.ended else
                  f"est inscrit{person.e} comme demandeur d'emploi à compter du "
                  f"{words(facts.since)}, et l'est toujours au jour de la signature de la présente "
                  "attestation."),
        paragraph("Cette attestation est établie à la demande de l'usager en vue de la "
                  "constitution d'un dossier de financement de formation. Elle ne vaut pas accord "
                  "de prise en charge."),
        aside(f"Fait à {person.address.city},", f"le {words(facts.issued)}",
              truth=truths.issued(facts)),
        sign("La directrice adjointe,", "S. PROTOTYPE"),
        small("Voir au verso les mentions légales."),
        foot("Exemple sans valeur juridique - recto"),
        BREAK,
        heading("MENTIONS LÉGALES"),
        paragraph("Sont inscrites les personnes qui recherchent un emploi et demandent leur "
                  "inscription auprès de l'opérateur (article L. 5411-1 du code du travail). Elles "
                  "renouvellent périodiquement cette inscription (article L. 5411-2)."),
        paragraph("Cessent d'être inscrites les personnes qui ne satisfont plus à cette obligation "
                  "de renouvellement, ou pour lesquelles un employeur ou un organisme fait savoir "
                  "qu'une situation nouvelle est intervenue (article L. 5411-5)."),
        talk("jobs", 1),
        back("jobs", 3, 4, 5),
        foot("Exemple sans valeur juridique - verso"),
    )  # fmt: skip


def _screen(facts: Notice, random: Random) -> Rows:
    """The printed summary of one's own file: headings, short values, a state in white on colour."""
    person = facts.person
    return (
        small(f"{slash(facts.issued)}, {random.randint(8, 20)}:{random.randint(10, 59)}",
              "Mon espace - Mon dossier - Attestations et avis"),
        letterhead("France Travail", f"Bonjour {person.given[0]}"),
        title("Mon avis de situation"),
        pill("Non inscrit" + person.e if facts.ended else "Inscrit" + person.e),
        (entries(Entry("Inscription", f"Depuis le {brief(facts.since)}" if not facts.ended else
                       f"Du {brief(facts.since)} au {brief(facts.ended)}"),
                 Entry("Catégorie", "1"),
                 Entry("Avis généré le", dots(facts.issued), truths.issued(facts))),
         entries(Entry("Identifiant", person.identifier, truths.identifier(person)),
                 Entry("Structure référente", "France Travail"),
                 Entry("Conseillère", "C. MODÈLE"))),
        paragraph("Vous n'êtes plus inscrit sur la liste des demandeurs d'emploi. Pour vous "
                  "réinscrire, utilisez le service « S'inscrire »." if facts.ended else
                  "Votre inscription sur la liste des demandeurs d'emploi est active à la date "
                  "de génération de cet avis."),
        ruledhead("Mes informations"),
        entries(Entry("Nom et prénom", full(person, 0), who(person, 0)),
                Entry("Naissance", f"{dots(person.birth)}, {person.birth_place}",
                      truths.born(person)),
                Entry("Adresse", oneline(person.address), address_truth(person.address)),
                Entry("Courriel", person.email)),
        ruledhead("Mon parcours"),
        plain([("Étape", "État"), ("Diagnostic de situation", "réalisé"),
               ("Contrat d'engagement", "signé"),
               ("Projet de formation", "à l'étude avec ma conseillère")], (0.6, 0.4)),
        ruledhead("Mon indemnisation"),
        paragraph("Aucun paiement en cours. Vos attestations de paiement restent disponibles "
                  "pendant vingt-quatre mois."),
        bottom("https://candidat.example.org/dossier/avis-situation - 1 sur 2 - exemple"),
        BREAK,
        (wide(1.6, stack(heading("Bon à savoir"), paragraph(
            "Cet avis remplace les courriers qui vous étaient adressés. Il peut être présenté à "
            "une collectivité, à un transporteur, à un musée ou à un organisme de formation. Il "
            "reflète votre dossier au moment où vous le téléchargez : pensez à en demander un "
            "nouveau en cas de changement."))),
         panel("Besoin d'aide ?", "3949 (service gratuit, fictif)", "Messagerie de l'espace",
               "Accueil sans rendez-vous le matin")),
        talk("jobs", ruled=True),
        back("jobs", 5),
        bottom("https://candidat.example.org/dossier/avis-situation - 2 sur 2 - exemple"),
    )  # fmt: skip


def notice(facts: Notice, number: int, random: Random) -> Drawn:
    made = drawn(((looks.JOB_DAILY, _daily), (looks.JOB_MONTH, _month),
                  (looks.JOB_COUNSEL, _counsel), (looks.JOB_SCREEN, _screen)),
                 facts, number, random)  # fmt: skip
    made.truth.update({"registered_since": facts.since.isoformat(), "status": "registered",
                       **truths.issued(facts)})  # fmt: skip
    if facts.ended:
        made.truth.update({"status": "ended", "end_date": facts.ended.isoformat()})
    return made
