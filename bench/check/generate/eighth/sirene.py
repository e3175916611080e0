"""SIRENE notices: a notice of situation, a portal's card, a letter with cells, a directory's."""

from __future__ import annotations

from random import Random

from .. import truths
from ..facts import Company
from ..numbers import digits, spaced
from ..sheet import Entry, address, entries, foot, letterhead, lines, paragraph, table, title
from ..wording import address_truth
from . import looks
from .paper import (
    Makers,
    Rows,
    aside,
    bars,
    bottom,
    brief,
    comb,
    commas,
    dashes,
    deck,
    fieldset,
    hidden,
    masthead,
    pill,
    plain,
    slash,
    small,
    stack,
    words,
)


def _siren(facts: Company) -> str:
    return spaced(facts.body.siren, 3)


def _siret(facts: Company) -> str:
    return spaced(facts.body.siret, 3, 3, 3, 5)


def _legal(facts: Company) -> str:
    return {
        "Association": "9220 - Association déclarée",
        "SARL": "5499 - Société à responsabilité limitée (sans autre indication)",
        "SAS": "5710 - SAS, société par actions simplifiée",
        "SASU": "5720 - Société par actions simplifiée à associé unique",
        "EURL": "5498 - SARL unipersonnelle",
        "SCOP": "5458 - SARL coopérative ouvrière de production (SCOP)",
    }.get(facts.body.form, f"5499 - {facts.body.form}")


def _notice(facts: Company, random: Random) -> Rows:
    """The notice: two tables, the firm's and its site's, each under a line that dates its state."""
    body = facts.body
    state = f"cessée au {slash(facts.closed)}" if facts.closed else "active depuis le 12/03/2019"
    return (
        (letterhead("Statistique et études fictives", "Répertoire Sirene"),
         aside(f"À la date du {slash(facts.issued)}")),
        title("Avis de situation au répertoire Sirene"),
        lines(f"Description de l'entreprise - entreprise {state}"),
        entries(Entry("Identifiant SIREN", _siren(facts), truths.siren(facts)),
                Entry("Identifiant SIRET du siège", _siret(facts), truths.siret(facts)),
                Entry("Dénomination", body.name, truths.body_name(facts)),
                Entry("Catégorie juridique", _legal(facts)),
                Entry("Activité Principale Exercée (APE)", "85.59A - Formation continue d'adultes"),
                Entry("Appartenance au champ de l'ESS", "Oui" if body.form in
                      ("Association", "SCOP") else "Non"),
                Entry("Société à mission", "Non")),
        lines("Description de l'établissement - établissement "
              + (f"fermé au {slash(facts.closed)}" if facts.closed else
                 "actif depuis le 12/03/2019")),
        entries(Entry("Identifiant SIRET", _siret(facts)),
                Entry("Adresse", commas(body.address), address_truth(body.address)),
                Entry("APE", "85.59A")),
        small("Important : à l'exception des informations relatives à l'identification de "
              "l'entreprise, les renseignements figurant dans ce document n'ont de valeur que pour "
              "les applications statistiques."),
        foot("Exemple sans valeur."),
    )  # fmt: skip


def _portal(facts: Company, random: Random) -> Rows:
    """A portal's sheet: the name first, a pill, numbers in a deck."""
    body = facts.body
    return (
        letterhead("Annuaire d'exemple des entreprises"),
        title(body.name),
        pill("Fermée" if facts.closed else "En activité"),
        deck(Entry("SIREN", _siren(facts), truths.siren(facts)),
             Entry("SIRET (siège social)", _siret(facts), truths.siret(facts)),
             Entry("Code NAF", "85.59A")),
        hidden(truths.body_name(facts)),
        paragraph(f"Cette entreprise ({_legal(facts)[7:]}) a été créée le 12 mars 2019. "
                  + (f"Elle a été fermée le {words(facts.closed)}." if facts.closed else
                     "Elle a un établissement en activité.")),
        plain([("Siège", "Ouvert le", "Effectif"),
               (commas(body.address), "12/03/2019", "3 à 5 salariés")], (0.6, 0.18, 0.22),
              truth=address_truth(body.address)),
        small(f"Fiche imprimée le {brief(facts.issued)}. Données issues du répertoire Sirene, "
              "mises à jour quotidiennement. Document sans valeur juridique."),
        bottom("Exemple sans valeur."),
    )  # fmt: skip


def _inscribed(facts: Company, random: Random) -> Rows:
    """The letter after an inscription: numbers a figure a cell."""
    body = facts.body
    return (
        (stack(masthead("Sirene fictif", "Centre de gestion"), bars(digits(random, 12))),
         address(body.name, *(line.upper() for line in body.address.lines()),
                 truth=truths.body_name(facts) | address_truth(body.address))),
        title("NOTIFICATION DU NUMÉRO D'IDENTIFICATION"),
        small(f"Lettre du {dashes(facts.issued)} - liasse {digits(random, 9)}"),
        paragraph("Votre entreprise est inscrite au répertoire sous les numéros suivants :"),
        fieldset("À conserver",
                 comb(Entry("SIREN", _siren(facts), truths.siren(facts)),
                      Entry("SIRET", _siret(facts), truths.siret(facts)),
                      Entry("APE", "8559A"), Entry("CATÉGORIE", _legal(facts)[:4]))),
        table([("Situation", "Date"),
               ("Inscription", "12-03-2019"),
               *([("Cessation définitive", dashes(facts.closed))] if facts.closed
                 else [("Cessation", "néant")])], (0.6, 0.4)),
        paragraph("Le numéro SIRET désigne l'établissement. En cas de transfert, un nouveau numéro "
                  "vous sera attribué."),
        foot("Exemple sans valeur."),
    )  # fmt: skip


def _directory(facts: Company, random: Random) -> Rows:
    """A certificate asked for on line: edges, and the state in one line."""
    body = facts.body
    return (
        letterhead("SERVICE DU RÉPERTOIRE", "Attestations en ligne"),
        title("ATTESTATION SIRENE"),
        entries(Entry("Numéro d'établissement (SIRET)", _siret(facts), truths.siret(facts)),
                Entry("Numéro d'entreprise (SIREN)", _siren(facts), truths.siren(facts)),
                Entry("Nom", body.name, truths.body_name(facts)),
                Entry("Statut juridique", body.form),
                Entry("Commune et rue", commas(body.address), address_truth(body.address)),
                Entry("État administratif", f"fermé le {slash(facts.closed)}" if facts.closed
                      else "en activité"),
                Entry("Attestation produite le", slash(facts.issued))),
        paragraph("Cette attestation est délivrée à titre d'information. Elle ne dispense pas de "
                  "l'immatriculation aux registres de publicité légale."),
        small(f"Identifiant : {digits(random, 4)}-{digits(random, 4)}-{digits(random, 4)}"),
        bottom("Exemple sans valeur."),
    )  # fmt: skip


MAKERS: Makers = (
    (looks.STATISTICS, _notice), (looks.APP_BANK, _portal), (looks.TOWN_FORM, _inscribed),
    (looks.SEALED, _directory),
)  # fmt: skip
