"""France Travail's notices, of two pages: a letter, the space's page, payments, a proof."""

from __future__ import annotations

from datetime import date, timedelta
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
from .mentions import advice, back
from .paper import (
    GAP,
    Rows,
    aside,
    blank,
    bottom,
    brief,
    capitals,
    commas,
    deck,
    drawn,
    fieldset,
    formal,
    heading,
    identity,
    ledger,
    padded,
    pill,
    rubber,
    slash,
    small,
    stack,
    to,
    weekday,
    who,
    wide,
    window,
    words,
)


def _letter(facts: Notice, random: Random) -> Rows:
    """A letter whose title is its object, the situation told in two sentences."""
    person = facts.person
    told = (
        f"Vous n'êtes plus inscrit{person.e} sur la liste des demandeurs d'emploi depuis le "
        f"{words(facts.ended)}. Votre inscription datait du {words(facts.since)}."
        if facts.ended else
        f"Vous êtes inscrit{person.e} sur la liste des demandeurs d'emploi depuis le "
        f"{words(facts.since)}, en catégorie 1. Cette inscription est toujours en cours."
    )  # fmt: skip
    return (
        (stack(letterhead("France Travail", f"{person.address.city} (agence fictive)"),
               small("Pour nous joindre", "3949 (service fictif gratuit)",
                     "Du lundi au jeudi, 8 h 30 - 16 h 30")),
         stack(blank(3), window(person, "" if person.e else "M"))),
        entries(Entry("Identifiant France Travail", person.identifier, truths.identifier(person)),
                Entry("Né(e) le", slash(person.birth), truths.born(person)),
                Entry("Nos références", f"AS/{digits(random, 4)}/{digits(random, 6)}")),
        aside(f"{person.address.city}, le {words(facts.issued)}", truth=truths.issued(facts)),
        title("Objet : avis de situation"),
        paragraph(f"{person.civility},"),
        paragraph(f"Vous nous avez demandé un document qui atteste de votre situation. {told}"),
        paragraph("À ce jour, vous ne percevez pas d'allocation de chômage. Vous êtes accompagné"
                  f"{person.e} par votre agence dans le cadre d'un contrat d'engagement."
                  if not facts.ended else
                  "Si vous recherchez de nouveau un emploi, réinscrivez-vous en ligne."),
        paragraph("Nous vous invitons à conserver ce courrier : il vous sera demandé par les "
                  "organismes qui financent une formation ou accordent un tarif réduit. Il est "
                  "établi d'après vos déclarations ; s'il comporte une erreur, écrivez-nous depuis "
                  "votre espace, rubrique Mes échanges, en joignant les justificatifs utiles."),
        paragraph("Votre prochaine actualisation aura lieu à la fin du mois. Toute reprise "
                  "d'activité, même de quelques heures, doit y être déclarée ; les pièces sont à "
                  "transmettre avant le dix du mois suivant."),
        paragraph(f"Nous vous prions d'agréer, {person.civility}, l'expression de notre "
                  "considération."),
        lines("Votre direction d'agence"),
        bottom("France Travail, établissement public (exemple fictif) - feuillet 1"),
        BREAK,
        advice("jobs"),
        heading("Ce qu'il faut retenir"),
        back("jobs"),
        bottom(f"{person.identifier} - feuillet 2 et dernier"),
    )  # fmt: skip


def _space(facts: Notice, random: Random) -> Rows:
    """What the personal space prints: a pill that tells the state, frames of legends."""
    person = facts.person
    return (
        letterhead("France Travail", "Mon espace personnel"),
        (stack(pill("NON INSCRIT" if facts.ended else "INSCRIPTION EN COURS"),
               title("Mon attestation de situation")),
         aside(f"Générée le {brief(facts.issued)}", "à 10:42", truth=truths.issued(facts))),
        fieldset("Qui suis-je ?", entries(
            Entry("Nom et prénom", f"{person.short} {full(person, 0)}", who(person, 0)),
            Entry("Date de naissance", brief(person.birth), truths.born(person)),
            Entry("N° identifiant", person.identifier, truths.identifier(person)),
            Entry("Adresse", commas(person.address), address_truth(person.address)))),
        fieldset("Mon inscription", entries(
            Entry("Statut", "Plus inscrit comme demandeur d'emploi" if facts.ended
                  else "Inscrit comme demandeur d'emploi"),
            Entry("Inscrit depuis le", brief(facts.since)),
            *([Entry("Inscription arrêtée le", brief(facts.ended))] if facts.ended else []),
            Entry("Catégorie", "1 (A)"),
            Entry("Métier recherché", "Employé de bureau"),
            Entry("Agence de suivi", person.address.city))),
        fieldset("Mon indemnisation", entries(
            Entry("Allocation", "Je ne suis pas indemnisé(e)"),
            Entry("Dernière actualisation", "validée"))),
        small("Attestation éditée par l'usager depuis son espace : elle reprend les données "
              "enregistrées au moment de l'édition."),
        bottom("Page 1/2 - exemple sans valeur"),
        BREAK,
        title("Mes démarches"),
        table([("Je veux", "Où cliquer"),
               ("Modifier mes coordonnées", "Mon profil > Informations personnelles"),
               ("Déclarer un changement", "Mes démarches > Changement de situation"),
               ("Trouver une formation", "Mon projet > Formations"),
               ("Prendre rendez-vous", "Mon conseiller > Agenda")], (0.4, 0.6)),
        advice("jobs", 1, 3),
        back("jobs"),
        bottom(f"Page 2/2 - {person.identifier}"),
    )  # fmt: skip


def _months(facts: Notice) -> list[str]:
    """The three months before the notice."""
    at: date = facts.issued
    found = []
    for _ in range(3):
        at = at.replace(day=1) - timedelta(days=1)
        found.append(f"{MONTHS[at.month - 1]} {at.year}")
    return found


def _payments(facts: Notice, random: Random) -> Rows:
    """A statement: the situation, then what was paid month by month."""
    person = facts.person
    rate = random.randint(2800, 4100)
    paid = [(30 * rate - random.randint(0, 9) * rate) / 100 for _ in range(3)]
    return (
        (letterhead("France Travail", "Service des allocations (fictif)"),
         wide(1.1, to(person, 1, person.short))),
        title("Relevé de situation"),
        deck(Entry("Identifiant", person.identifier, truths.identifier(person)),
             Entry("Naissance", slash(person.birth), truths.born(person)),
             Entry("Édition", slash(facts.issued), truths.issued(facts))),
        entries(Entry("Date d'inscription", slash(facts.since)),
                Entry("État au jour de l'édition", f"radié(e) au {slash(facts.ended)}"
                      if facts.ended else "inscrit(e)"),
                Entry("Allocation", "ARE - retour à l'emploi"),
                Entry("Montant journalier brut", f"{rate / 100:.2f} €".replace(".", ","))),
        heading("Vos derniers paiements"),
        ledger([("Mois", "Jours payés", "Net versé", "Retenue à la source"),
                *((name, "30", f"{sum_:.2f}".replace(".", ","), "0,00")
                  for name, sum_ in zip(_months(facts), paid, strict=True))],
               (0.34, 0.2, 0.23, 0.23)),
        paragraph("Ces sommes sont à porter sur votre déclaration de revenus. Le relevé annuel "
                  "vous est adressé en janvier."),
        heading("Vos droits"),
        entries(Entry("Ouverture des droits", slash(facts.since + timedelta(days=7))),
                Entry("Durée maximale", f"{random.choice((182, 360, 548))} jours"),
                Entry("Salaire journalier de référence", f"{rate / 57:.2f} €".replace(".", ",")),
                Entry("Caisse de retraite complémentaire", "Retraite Fictive"),
                Entry("Mode de paiement", "virement")),
        paragraph("Le paiement intervient dans les jours qui suivent l'actualisation. Une activité "
                  "reprise peut se cumuler en partie avec l'allocation. En cas de changement de "
                  "compte bancaire, déposez un nouveau relevé d'identité bancaire avant le 20."),
        bottom("Exemple sans valeur - 1 / 2"),
        BREAK,
        heading("Lexique"),
        table([("Mot", "Sens"),
               ("ARE", "allocation d'aide au retour à l'emploi"),
               ("Différé", "jours sans paiement, calculés d'après vos indemnités"),
               ("Rechargement", "nouveaux droits ouverts quand les premiers sont épuisés"),
               ("Trop-perçu", "somme versée par erreur, à rembourser")], (0.28, 0.72)),
        advice("jobs", 0, 2),
        bottom(f"{full(person, 1)} - {person.identifier} - 2 / 2"),
    )  # fmt: skip


def _typed(facts: Notice, random: Random) -> Rows:
    """A proof from a counter's printer, names apart, with a stamp."""
    person = facts.person
    return (
        letterhead("FRANCE TRAVAIL", f"AGENCE DE {person.address.city.upper()} (FICTIVE)"),
        title("certificat d'inscription a france travail"),
        lines(f"IMPRIME LE {slash(facts.issued)}", truth=truths.issued(facts)),
        entries(Entry("NOM DE NAISSANCE", person.surname),
                *([Entry("NOM D'USAGE", person.usage_name)] if person.usage_name else []),
                Entry("PRENOMS", " ".join(person.given).upper(), identity(person, " ")),
                Entry("NE(E) LE", f"{slash(person.birth)} A {person.birth_place.upper()}",
                      truths.born(person)),
                Entry("DOMICILE", commas(person.address).upper(), address_truth(person.address)),
                Entry("IDENTIFIANT", person.identifier, truths.identifier(person))),
        paragraph(
            f"L'INTERESSE(E) A ETE INSCRIT(E) DU {slash(facts.since)} AU {slash(facts.ended)}. "
            "IL OU ELLE N'EST PLUS INSCRIT(E) A CE JOUR." if facts.ended else
            f"L'INTERESSE(E) EST INSCRIT(E) DEPUIS LE {slash(facts.since)} SANS INTERRUPTION A CE "
            "JOUR."),
        lines("CODE CATEGORIE : 1", f"CODE UNITE : {digits(random, 5)}"),
        rubber("FRANCE TRAVAIL", "AGENCE"),
        Block("sign", "AGENCE", ("POUR LE DIRECTEUR D'AGENCE", GAP)),
        foot("EXEMPLE SANS VALEUR"),
        BREAK,
        lines("ANNEXE"),
        paragraph(f"EDITION DU {weekday(facts.issued).upper()}. CE CERTIFICAT NE PEUT ETRE "
                  "PROROGE NI SURCHARGE. TOUTE FAUSSE DECLARATION EXPOSE A DES SANCTIONS."),
        lines(f"DEMANDEUR : {formal(person)}", f"FIN DE VALIDITE : "
              f"{capitals(facts.issued + timedelta(days=30))}", f"SOIT LE "
              f"{padded(facts.issued + timedelta(days=30))}"),
        foot(f"{digits(random, 10)}"),
    )  # fmt: skip


def notice(facts: Notice, number: int, random: Random) -> Drawn:
    made = drawn(((looks.JOBS, _letter), (looks.JOBS_SPACE, _space),
                  (looks.JOBS_PAYMENTS, _payments), (looks.JOBS_PRINTER, _typed)),
                 facts, number, random)  # fmt: skip
    made.truth.update({"registered_since": facts.since.isoformat(), "status": "registered",
                       **truths.issued(facts)})  # fmt: skip
    if facts.ended:
        made.truth.update({"status": "ended", "end_date": facts.ended.isoformat()})
    return made
