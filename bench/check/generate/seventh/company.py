"""Kbis extracts, and extracts of the national register; SIRENE notices in `sirene`."""

from __future__ import annotations

from random import Random

from .. import truths
from ..facts import Company
from ..numbers import digits, spaced
from ..sheet import BREAK, Drawn, Entry, entries, foot, letterhead, lines, paragraph, title
from ..wording import address_truth
from . import looks, sirene
from .mentions import mentions
from .paper import (
    Rows,
    aside,
    bars,
    bottom,
    capitals,
    centred,
    commas,
    drawn,
    edge,
    plain,
    qr,
    rubber,
    ruledhead,
    slash,
    small,
    strip,
    words,
)


def _siren(facts: Company) -> str:
    return spaced(facts.body.siren, 3)


def _siret(facts: Company) -> str:
    return spaced(facts.body.siret, 3, 3, 3, 5)


def _named(facts: Company) -> dict[str, str]:
    return truths.body_name(facts) | truths.siren(facts)


def _struck(facts: Company) -> tuple[Entry, ...]:
    return (Entry("Radiation", f"le {slash(facts.closed)}, cessation définitive d'activité"),
            ) if facts.closed else ()  # fmt: skip


def _clerk(facts: Company, random: Random) -> Rows:
    """A clerk's extract in serif letters, with its number of copy and its seal."""
    body = facts.body
    return (
        (letterhead("GREFFE DU TRIBUNAL DE COMMERCE", "de Fictiville", "1 rue des Exemples",
                    "99999 FICTIVILLE"),
         small(f"N° d'édition : {digits(random, 8)}", f"N° de dépôt : {digits(random, 5)}",
               "Page 1 sur 1")),
        title("EXTRAIT K BIS", f"À JOUR AU {capitals(facts.issued)}"),
        ruledhead("IDENTITÉ DE LA PERSONNE MORALE"),
        entries(Entry("Immatriculation au RCS, numéro", f"{_siren(facts)} R.C.S. Fictiville"),
                Entry("Date d'immatriculation", "12/03/2019"),
                Entry("Dénomination ou raison sociale", body.name, _named(facts)),
                Entry("Forme juridique", body.form),
                Entry("Capital social", "10 000,00 Euros"),
                Entry("Adresse du siège", commas(body.address), address_truth(body.address)),
                Entry("Durée", "jusqu'au 11/03/2118")),
        ruledhead("DIRIGEANT"),
        entries(Entry("Qualité", "Gérant"), Entry("Nom, prénoms", body.director),
                Entry("Nationalité", "Française")),
        ruledhead("ACTIVITÉ"),
        entries(Entry("Activités exercées", "Formation professionnelle continue"),
                Entry("Origine du fonds", "Création"), *_struck(facts)),
        rubber("GREFFE", "DE FICTIVILLE"),
        lines("Pour extrait conforme, le greffier"),
        foot("R.C.S. Fictiville - extrait fictif, sans valeur."),
    )  # fmt: skip


def _register(facts: Company, random: Random) -> Rows:
    """An extract on two pages, in columns, from a site of clerks."""
    body = facts.body
    return (
        edge(f"Code de contrôle : {digits(random, 4)}-{digits(random, 4)} (fictif)"),
        letterhead("Infos Greffes Imaginaires", "Document délivré par voie électronique"),
        title("EXTRAIT D'IMMATRICULATION PRINCIPALE",
              "AU REGISTRE DU COMMERCE ET DES SOCIÉTÉS (KBIS)"),
        small(f"Extrait du {slash(facts.issued)}"),
        strip(Entry("SIREN", _siren(facts), truths.siren(facts)),
              Entry("SIRET (siège)", _siret(facts), truths.siret(facts)),
              Entry("État", f"Radiée le {slash(facts.closed)}" if facts.closed else "Inscrite")),
        entries(Entry("Raison sociale", body.name, truths.body_name(facts)),
                Entry("Sigle", "néant"), Entry("Forme", body.form),
                Entry("Siège social", commas(body.address), address_truth(body.address)),
                Entry("Capital", "1 000 EUR, fixe"), Entry("Objet", "Enseignement pour adultes")),
        ruledhead("Établissement principal"),
        lines(commas(body.address), "Mode d'exploitation : directe", "Effectif : 4"),
        mentions("registry"),
        bottom("1/2 - exemple sans valeur"),
        BREAK,
        ruledhead("Personnes ayant le pouvoir d'engager la société"),
        plain([("Fonction", "Nom", "Depuis"), ("Représentant légal", body.director, "12/03/2019"),
               ("Commissaire aux comptes", "néant", "")], (0.4, 0.35, 0.25)),
        ruledhead("Procédures collectives"),
        lines("Néant"),
        ruledhead("Inscriptions d'office"),
        lines(f"Radiation d'office le {slash(facts.closed)}" if facts.closed else "Néant"),
        bottom("2/2 - fin de l'extrait"),
    )  # fmt: skip


def _institute(facts: Company, random: Random) -> Rows:
    """The attestation of registration in the national register of firms."""
    body = facts.body
    return (
        (letterhead("Institut fictif de la propriété industrielle", "Data Registre"),
         aside(f"Le {words(facts.issued)}")),
        title("Attestation d'immatriculation au registre national des entreprises"),
        paragraph("Les informations suivantes sont inscrites au registre à la date de cette "
                  "attestation."),
        entries(Entry("Dénomination sociale", body.name, truths.body_name(facts)),
                Entry("Numéro SIREN", _siren(facts), truths.siren(facts)),
                Entry("SIRET du siège", _siret(facts), truths.siret(facts)),
                Entry("Date d'immatriculation au RNE", "12/03/2019"),
                *_struck(facts),
                Entry("Nature de l'entreprise", "Société commerciale"),
                Entry("Forme juridique", body.form),
                Entry("Adresse du siège", commas(body.address), address_truth(body.address)),
                Entry("Représentant", body.director),
                Entry("Code APE", "8559A - Formation continue d'adultes")),
        mentions("registry"),
        qr(f"rne/{body.siren}", "Scannez ce code pour consulter", "la fiche de l'entreprise"),
        bottom("Exemple sans valeur."),
    )  # fmt: skip


def _short(facts: Company, random: Random) -> Rows:
    """A certified copy in narrow letters, everything on dotted lines."""
    body = facts.body
    return (
        letterhead("GREFFE DES SOCIÉTÉS DE FICTIVILLE", "Copie certifiée"),
        title("KBIS"),
        centred(body.name, f"{body.form} - R.C.S. {_siren(facts)}", truth=_named(facts)),
        entries(Entry("Siège", commas(body.address), address_truth(body.address)),
                Entry("N° de gestion", f"2019B{digits(random, 5)}"),
                Entry("Immatriculation", "12 mars 2019"),
                Entry("Capital", "7 500 €"),
                Entry("Début d'exploitation", "1er mars 2019"),
                Entry("Code NAF", "85.59A"), Entry("Numéro d'établissement", _siret(facts),
                                                   truths.siret(facts)),
                Entry("Situation", f"radiée le {slash(facts.closed)}" if facts.closed
                      else "en activité")),
        paragraph(f"Délivré le {words(facts.issued)} par le greffier soussigné. Les mentions "
                  "portées au registre font foi jusqu'à preuve contraire."),
        bars(digits(random, 13)),
        foot("Exemple sans valeur."),
    )  # fmt: skip


def render(facts: Company, number: int, random: Random) -> Drawn:
    makers = ((looks.REGISTRY, _clerk), (looks.REGISTRY_SANS, _register),
              (looks.REGISTRY_WEB, _institute), (looks.REGISTRY_NARROW, _short)
              ) if facts.model == "kbis" else sirene.MAKERS  # fmt: skip
    made = drawn(makers, facts, number, random)
    made.truth["issue_date"] = facts.issued.isoformat()
    made.truth["status"] = "closed" if facts.closed else "active"
    return made
