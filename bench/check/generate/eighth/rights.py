"""Attestations of rights to health insurance: the account's, a farm fund's, cells, a letter."""

from __future__ import annotations

from random import Random

from .. import truths
from ..facts import Rights
from ..numbers import digits, spaced, spaced_nir
from ..people import Person
from ..sheet import Block, Drawn, Entry, address, entries, foot, letterhead, lines, paragraph, title
from ..wording import address_truth, full
from . import looks
from .mentions import advice, back, note
from .paper import (
    Rows,
    aside,
    bars,
    blank,
    bottom,
    checked,
    commas,
    dashes,
    deck,
    drawn,
    fieldset,
    formal,
    identity,
    ledger,
    masthead,
    plain,
    rubber,
    slash,
    small,
    stack,
    to,
    who,
    wide,
    window,
    words,
)


def _nir(person: Person) -> dict[str, str]:
    return {"nir": person.nir}


def _account(facts: Rights, random: Random) -> Rows:
    """The account's attestation: whom it is about, then the rights open to each beneficiary."""
    person = facts.person
    return (
        (letterhead("l'Assurance Maladie fictive", f"CPAM de {person.address.city}"),
         stack(blank(2), window(person, ""))),
        title("Votre attestation de droits"),
        small(f"Attestation établie le {slash(facts.issued)}", truth=truths.issued(facts)),
        (entries(Entry("Assuré(e)", full(person, 0)),
                 Entry("N° de sécurité sociale", spaced_nir(person.nir), _nir(person)),
                 Entry("Né(e) le", slash(person.birth), truths.born(person))),
         entries(Entry("Organisme gestionnaire", f"01 {digits(random, 3)} {digits(random, 4)}"),
                 Entry("Régime", "général"), Entry("Médecin traitant déclaré", "oui"))),
        fieldset("Prise en charge des frais de santé",
                 lines(f"Droits ouverts du {slash(facts.valid_from)} au {slash(facts.valid_to)}",
                       truth=truths.validity(facts)),
                 small("Taux applicable : droit commun (pas d'exonération du ticket modérateur)",
                       "Complémentaire santé solidaire : non")),
        plain([("Personnes concernées", "Date de naissance", "Qualité"),
               (full(person, 0), slash(person.birth), "Assuré(e)")], (0.5, 0.27, 0.23)),
        paragraph("Cette attestation est à présenter aux professionnels de santé, aux "
                  "établissements de soins et à tout organisme qui la demande. Elle complète la "
                  "carte Vitale, qu'il faut mettre à jour une fois par an."),
        advice("fund"),
        back("fund"),
        bottom("Les informations nominatives sont celles du fichier au jour de l'édition. Exemple "
               "sans valeur."),
    )  # fmt: skip


def _farm(facts: Rights, random: Random) -> Rows:
    """A farm fund's: the insured in tabs, one row of cover."""
    person = facts.person
    return (
        letterhead("MSA Imaginaire Alpes Chimère", "Service santé - 14 route du Faux-Semblant"),
        (small("Correspondant : plateforme santé", f"Dossier : {digits(random, 9)}"),
         to(person, 0, person.short)),
        title("ATTESTATION DE DROITS", "Régime agricole"),
        entries(Entry("N° d'immatriculation", spaced(person.nir, 13, 2), _nir(person)),
                Entry("Bénéficiaire", full(person, 0), who(person, 0)),
                Entry("Date de naissance", slash(person.birth), truths.born(person)),
                Entry("Qualité", "salarié(e) agricole"), Entry("Rang gémellaire", "1")),
        ledger([("Couverture", "Du", "Au", "Taux"),
                ("Assurance maladie (AMEXA / AS)", slash(facts.valid_from), slash(facts.valid_to),
                 "standard"), ("Complémentaire", "-", "-", "-")], (0.42, 0.2, 0.2, 0.18),
               truth=truths.validity(facts)),
        paragraph("Sous réserve de modifications de votre situation ou de la législation, nous "
                  "vous délivrons cette attestation pour faire valoir vos droits."),
        Block("sign", "MSA", (f"Fait à Fictiville, le {words(facts.issued)}",
                              "Le directeur général"), truth=truths.issued(facts)),
        note("fund", 1),
        foot("Exemple sans valeur."),
    )  # fmt: skip


def _cells(facts: Rights, random: Random) -> Rows:
    """The sheet that comes with the renewal: decks, and boxes ticked by the fund."""
    person = facts.person
    return (
        masthead("Caisse de santé Illusion", "Attestation à conserver",
                 f"Édition : {dashes(facts.issued)}"),
        title("ATTESTATION DE DROITS MALADIE-MATERNITÉ"),
        fieldset("Titulaire", entries(
            Entry("Nom", person.surname),
            *([Entry("Nom d'usage", person.usage_name)] if person.usage_name else []),
            Entry("Prénom", person.given[0], identity(person, only=True)),
            Entry("Naissance", dashes(person.birth), truths.born(person)),
            Entry("NIR", spaced_nir(person.nir), _nir(person)))),
        (address("Adresse déclarée", *person.address.lines(),
                 truth=address_truth(person.address)), bars(digits(random, 13))),
        deck(Entry("Début des droits", dashes(facts.valid_from)),
             Entry("Fin des droits", dashes(facts.valid_to), truths.validity(facts)),
             Entry("Caisse / centre", f"{digits(random, 3)} / {digits(random, 4)}")),
        checked("x Part obligatoire (AMO)", "- Part complémentaire gérée par la caisse",
                "- Affection de longue durée", "x Tiers payant possible", form="two"),
        Block("lines", truth=truths.issued(facts)),
        note("fund"),
        bottom("La fraude aux prestations est passible de pénalités. Exemple sans valeur."),
    )  # fmt: skip


def _letter(facts: Rights, random: Random) -> Rows:
    """A student's or an official's section: sentences, and a rubber stamp."""
    person = facts.person
    return (
        letterhead("Mutuelle fonction publique du Simulacre", "Section locale de gestion du "
                   "régime obligatoire"),
        aside(f"Fictiville, le {words(facts.issued)}", truth=truths.issued(facts)),
        title("ATTESTATION"),
        paragraph(f"La section certifie que {formal(person)}, né{person.e} le "
                  f"{words(person.birth)}, immatriculé{person.e} sous le numéro "
                  f"{spaced_nir(person.nir)}, relève de sa gestion pour le régime obligatoire "
                  "d'assurance maladie.", truth=who(person, 1) | truths.born(person)
                  | _nir(person)),
        paragraph("Les prestations en nature lui sont servies pour la période du "
                  f"{words(facts.valid_from)} au {words(facts.valid_to)} inclus.",
                  truth=truths.validity(facts)),
        paragraph(f"Domicile connu de nos services : {commas(person.address)}.",
                  truth=address_truth(person.address)),
        paragraph("Attestation remise à l'intéressé(e) pour servir en tant que de besoin."),
        (wide(1.2, Block("sign", lines=("Le responsable de section",))),
         rubber("SECTION LOCALE", "99 FICTIVILLE")),
        blank(2),
        foot("Exemple sans valeur."),
    )  # fmt: skip


def render(facts: Rights, number: int, random: Random) -> Drawn:
    made = drawn(((looks.FUND, _account), (looks.FUND_FARM, _farm), (looks.FUND_CELLS, _cells),
                  (looks.FUND_SERIF, _letter)),
                 facts, number, random)  # fmt: skip
    made.truth.update(truths.issued(facts))
    return made
