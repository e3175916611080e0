"""SIRENE notices: two frames, a printer's listing, an association's table, a site's history."""

from __future__ import annotations

from random import Random

from .. import truths
from ..eighth.paper import (
    Makers,
    Rows,
    aside,
    band,
    blank,
    bottom,
    commas,
    fieldset,
    heading,
    panel,
    plain,
    slash,
    small,
    stack,
    wide,
    words,
)
from ..facts import Company
from ..numbers import digits, spaced
from ..sheet import Block, Entry, entries, foot, letterhead, lines, paragraph, title
from ..wording import address_truth
from . import looks_b

_LEGAL = {
    "Association": "9220 - Association déclarée",
    "SARL": "5499 - Société à responsabilité limitée",
    "SAS": "5710 - SAS",
    "SASU": "5720 - SASU",
    "EURL": "5498 - SARL unipersonnelle",
    "SCOP": "5458 - Société coopérative de production",
}


def _legal(facts: Company) -> str:
    return _LEGAL.get(facts.body.form, facts.body.form)


def _siren(facts: Company) -> str:
    return spaced(facts.body.siren, 3)


def _frames(facts: Company, random: Random) -> Rows:
    """An institute's regional office: firm and establishment face to face, in frames."""
    body, closed = facts.body, facts.closed
    return (
        (letterhead("Institut national fictif de la statistique", "Établissement de Fictiville"),
         aside(f"Fictiville, le {slash(facts.issued)}", f"Réf. {digits(random, 8)}")),
        title("CERTIFICAT D'IDENTIFICATION AU RÉPERTOIRE NATIONAL", "des entreprises et de leurs "
              "établissements (SIRENE)"),
        lines(f"Situation certifiée à la date du {slash(facts.issued)}"),
        (fieldset("Entreprise",
                  entries(Entry("Numéro SIREN", _siren(facts), truths.siren(facts)),
                          Entry("Dénomination", body.name, truths.body_name(facts)),
                          Entry("Catégorie juridique", _legal(facts)),
                          Entry("Activité principale (APE)", "8559A Formation continue d'adultes"),
                          Entry("État de l'entreprise", f"Cessée depuis le {slash(closed)}"
                                if closed else "Active"))),
         fieldset("Établissement siège",
                  entries(Entry("Numéro SIRET", spaced(body.siret, 9, 5), truths.siret(facts)),
                          Entry("Adresse", commas(body.address), address_truth(body.address)),
                          Entry("Créé le", "04/09/2017"),
                          Entry("Effectif", "3 à 5 salariés"),
                          Entry("État de l'établissement", f"Fermé depuis le {slash(closed)}"
                                if closed else "Actif")))),
        paragraph("Les renseignements figurant dans ce certificat ont été communiqués par le "
                  "déclarant. Rapprochez-vous de votre centre de formalités pour les modifier."),
        (blank(1), Block("sign", "SIRENE", ("La cheffe du service des répertoires",))),
        foot("Article R. 123-220 et suivants du code de commerce. Exemple sans valeur."),
    )  # fmt: skip


def _listing(facts: Company, random: Random) -> Rows:
    """A printer's: capitals, colons in a column, one value a line."""
    body, closed = facts.body, facts.closed
    end = f"{closed:%d/%m/%Y}" if closed else "SANS OBJET"
    return (
        letterhead("REPERTOIRE SIRENE", "SERVICE DE DIFFUSION - 99999 FICTIVILLE"),
        title("Avis de situation", f"DATE D'EDITION : {slash(facts.issued)}"),
        lines("*" * 30),
        entries(Entry("SIREN", body.siren, truths.siren(facts)),
                Entry("NIC DU SIEGE", body.siret[-5:]),
                Entry("SIRET", body.siret, truths.siret(facts)),
                Entry("NOM OU RAISON SOCIALE", body.name, truths.body_name(facts)),
                Entry("SIGLE", ""),
                Entry("CATEGORIE JURIDIQUE", _legal(facts)),
                Entry("DATE DE CREATION", "04/09/2017"),
                Entry("DATE DE CESSATION", end),
                Entry("ETAT ADMINISTRATIF", "C (CESSEE)" if closed else "A (ACTIVE)")),
        lines("*" * 30),
        entries(*([Entry("COMPLEMENT", body.address.more)] if body.address.more else []),
                Entry("VOIE", body.address.street),
                Entry("CODE POSTAL", body.address.postcode), Entry("COMMUNE", body.address.city),
                Entry("APET", "8559A FORMATION CONTINUE D'ADULTES"),
                Entry("TRANCHE D'EFFECTIF", "02"), Entry("CARACTERE EMPLOYEUR", "O")),
        Block("lines", truth=address_truth(body.address)),
        small("AVIS EMIS SANS SIGNATURE. LA CONSULTATION DU REPERTOIRE EST PUBLIQUE SAUF "
              "OPPOSITION DE L'UNITE LEGALE."),
        bottom("FIN D'AVIS - EXEMPLE SANS VALEUR"),
    )  # fmt: skip


def _structure(facts: Company, random: Random) -> Rows:
    """A table in the institute's letter to a structure that asked to be registered."""
    body, closed = facts.body, facts.closed
    known = ([Entry("Numéro RNA", f"W999{digits(random, 6)}")] if body.form == "Association"
             else [])  # fmt: skip
    return (
        letterhead("Institut de la statistique (exemple)", "Pôle Sirene associations et "
                   "entreprises"),
        title("Avis de situation au répertoire Sirene"),
        paragraph(f"À la date du {words(facts.issued)}, la structure désignée ci-dessous est "
                  "connue du répertoire de la manière suivante :"),
        entries(Entry("Nom", body.name, truths.body_name(facts)),
                *known,
                Entry("Identifiant SIREN", _siren(facts), truths.siren(facts)),
                Entry("Identifiant SIRET du siège", spaced(body.siret, 3, 3, 3, 5),
                      truths.siret(facts)),
                Entry("Lieu d'implantation", commas(body.address), address_truth(body.address)),
                Entry("Statut juridique", _legal(facts)),
                Entry("Code APE", "85.59A"),
                Entry("Inscription", "4 septembre 2017"),
                Entry("Situation", f"Fermée, cessation au {words(closed)}" if closed
                      else "En activité"),
                Entry("Appartenance à l'économie sociale et solidaire",
                      "Oui" if body.form in ("Association", "SCOP") else "Non")),
        small("Cet avis ne constitue ni une immatriculation au registre du commerce, ni un "
              "agrément, ni une reconnaissance d'utilité publique. Le code APE n'ouvre aucun droit "
              "par lui-même."),
        (small("Contact : formulaire en ligne"), lines("Le service Sirene")),
        foot("Exemple sans valeur."),
    )  # fmt: skip


def _history(facts: Company, random: Random) -> Rows:
    """The notice of one establishment: its state in a panel, its periods in a table."""
    body, closed = facts.body, facts.closed
    return (
        letterhead("avis-sirene.example.org", "Situation d'un établissement"),
        title("Avis de situation de l'établissement"),
        (wide(1.5, stack(Block("centred", spaced(body.siret, 3, 3, 3, 5), ("SIRET",),
                               truth=truths.siret(facts)))),
         panel("Établissement fermé" if closed else "Établissement actif",
               f"au {slash(closed)}" if closed else "depuis le 04/09/2017")),
        heading("L'unité légale"),
        entries(Entry("SIREN", _siren(facts), truths.siren(facts)),
                Entry("Dénomination", body.name, truths.body_name(facts)),
                Entry("Forme", _legal(facts)),
                Entry("Statut de l'unité légale", f"cessée le {slash(closed)}" if closed
                      else "active")),
        heading("L'adresse"),
        lines(*body.address.lines(), truth=address_truth(body.address)),
        heading("L'historique"),
        plain([("Du", "Au", "État", "APE"),
               ("04/09/2017", "31/12/2018", "Actif", "85.59B"),
               ("01/01/2019", slash(closed) if closed else "", "Actif", "85.59A"),
               *([(slash(closed), "", "Fermé", "85.59A")] if closed else [])],
              (0.25, 0.25, 0.25, 0.25)),
        band(f"Données du répertoire au {slash(facts.issued)}"),
        small("Avis gratuit, obtenu en ligne. Les périodes sont données sous réserve des "
              "déclarations en cours de traitement."),
        bottom("Exemple sans valeur. Page 1/1"),
    )  # fmt: skip


MAKERS: Makers = (
    (looks_b.INSTITUTE_TWO, _frames), (looks_b.INSTITUTE_PRINTER, _listing),
    (looks_b.INSTITUTE_ASSOCIATION, _structure), (looks_b.INSTITUTE_HISTORY, _history),
)  # fmt: skip
