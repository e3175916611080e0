"""SIRENE notices: an institute's tables, a certificate, a sheet of a site, a letter in prose."""

from __future__ import annotations

from random import Random

from .. import truths
from ..eighth.paper import (
    Makers,
    Rows,
    aside,
    band,
    bottom,
    commas,
    dots,
    heading,
    padded,
    pill,
    plain,
    slash,
    small,
    words,
)
from ..facts import Company
from ..numbers import digits, spaced
from ..sheet import Block, Entry, address, entries, foot, letterhead, lines, paragraph, title
from ..wording import address_truth
from . import looks_b

_LEGAL = {
    "Association": ("9220", "Association déclarée"),
    "SARL": ("5499", "Société à responsabilité limitée (sans autre indication)"),
    "SAS": ("5710", "SAS, société par actions simplifiée"),
    "SASU": ("5720", "Société par actions simplifiée à associé unique"),
    "EURL": ("5498", "SARL unipersonnelle"),
    "SCOP": ("5458", "SARL coopérative de production (SCOP)"),
}


def _legal(facts: Company) -> tuple[str, str]:
    return _LEGAL.get(facts.body.form, ("5499", facts.body.form))


def _siren(facts: Company) -> str:
    return spaced(facts.body.siren, 3)


def _siret(facts: Company) -> str:
    return spaced(facts.body.siret, 3, 3, 3, 5)


def _situation(facts: Company, random: Random) -> Rows:
    """The institute's: the firm, then its seat, each a table whose head tells its state."""
    body, closed = facts.body, facts.closed
    firm = f"Entreprise cessée le {slash(closed)}" if closed else "Entreprise active depuis le " \
        "12/03/2019"  # fmt: skip
    site = f"Établissement fermé le {slash(closed)}" if closed else "Établissement actif depuis " \
        "le 12/03/2019"  # fmt: skip
    code, legal = _legal(facts)
    return (
        (lines("Institut d'exemple de la statistique"), letterhead("Répertoire SIRENE")),
        title("AVIS DE SITUATION AU RÉPERTOIRE SIRENE", f"Situation au {slash(facts.issued)}"),
        lines(f"Description de l'entreprise : {firm}"),
        entries(Entry("Identifiant SIREN", _siren(facts), truths.siren(facts)),
                Entry("Dénomination", body.name, truths.body_name(facts)),
                Entry("Catégorie juridique", f"{code} - {legal}"),
                Entry("Activité Principale Exercée", "85.59A - Formation continue d'adultes"),
                Entry("Économie sociale et solidaire", "Oui" if code in ("9220", "5458")
                      else "Non")),
        lines(f"Description de l'établissement siège : {site}"),
        entries(Entry("Identifiant SIRET", _siret(facts), truths.siret(facts)),
                Entry("Enseigne", ""),
                Entry("Adresse", "\n".join(line.upper() for line in body.address.lines()),
                      address_truth(body.address)),
                Entry("APE de l'établissement", "85.59A")),
        lines("Liste des établissements actifs à cette date : "
              + ("aucun" if closed else "1, le siège")),
        small("Avis délivré par le service en ligne. Le répertoire enregistre les déclarations "
              "des entreprises ; l'inscription n'emporte aucune présomption sur le plan du droit "
              "des affaires. Les codes d'activité ont une finalité statistique."),
        foot("Exemple sans valeur."),
    )  # fmt: skip


def _certificate(facts: Company, random: Random) -> Rows:
    """A certificate of inscription, sites in a table below the identity."""
    body, closed = facts.body, facts.closed
    return (
        letterhead("Répertoire des entreprises et des établissements", "Direction fictive - "
                   "Service Sirene"),
        title("CERTIFICAT D'INSCRIPTION AU RÉPERTOIRE"),
        entries(Entry("Nom ou raison sociale", body.name, truths.body_name(facts)),
                       Entry("N° SIREN", body.siren, truths.siren(facts)),
                       Entry("Inscrite depuis", "mars 2019"),
                       Entry("Nature juridique", _legal(facts)[1])),
        plain([("SIRET", "NIC", "Adresse de l'établissement", "État"),
               (body.siret, body.siret[-5:], commas(body.address),
                f"Fermé ({dots(closed)})" if closed else "En activité")],
              (0.2, 0.1, 0.48, 0.22), truth=truths.siret(facts) | address_truth(body.address)),
        paragraph(f"Le présent certificat, établi le {dots(facts.issued)}, est délivré à la "
                  "demande de l'unité légale. "
                  + (f"L'unité légale a été déclarée cessée au {dots(closed)}." if closed else
                     "L'unité légale n'a pas fait l'objet d'une déclaration de cessation.")),
        (aside(" "), lines("Pour le directeur", "Le chef du service")),
        small(f"Numéro de certificat : {digits(random, 12)}"),
        bottom("Exemple sans valeur."),
    )  # fmt: skip


def _sheet(facts: Company, random: Random) -> Rows:
    """The sheet of a public site, printed from a browser: summary, then a table."""
    body, closed = facts.body, facts.closed
    return (
        letterhead("Données publiques des entreprises (exemple)", "recherche, fiche, justificatif"),
        small(f"Accueil > Recherche > {body.siren}"),
        title(f"{body.name}"),
        pill(f"cessée depuis le {padded(closed)}" if closed else "active"),
        paragraph(f"L'unité légale {body.name} a été créée le 12 mars 2019. Sa forme juridique est "
                  f"« {_legal(facts)[1]} ». Son domaine d'activité est : formation continue "
                  "d'adultes. Elle possède 1 établissement.", truth=truths.body_name(facts)),
        heading("Informations légales - répertoire Sirene"),
        entries(Entry("SIREN", _siren(facts), truths.siren(facts)),
                Entry("SIRET du siège social", _siret(facts), truths.siret(facts)),
                Entry("Activité principale du siège (NAF/APE)", "Formation continue d'adultes "
                      "(85.59A)"),
                Entry("Adresse postale", commas(body.address), address_truth(body.address)),
                Entry("Tranche d'effectif", "6 à 9 salariés, en 2023"),
                Entry("Date de création", "12/03/2019"),
                *([Entry("Date de fermeture", slash(closed))] if closed else []),
                Entry("Dernière modification", "25/11/2024")),
        heading("Labels et certificats"),
        paragraph("Organisme de formation : oui. Entreprise sociale et solidaire : "
                  + ("oui" if body.form in ("Association", "SCOP") else "non")
                  + ". Égalité professionnelle : non concernée."),
        heading("Établissements de l'unité légale"),
        plain([("SIRET", "Lieu", "État"),
               (_siret(facts), f"{body.address.postcode} {body.address.city} (siège)",
                "fermé" if closed else "en activité")], (0.3, 0.48, 0.22)),
        small(f"Ces informations ont été extraites le {padded(facts.issued)} du répertoire de "
              "l'institut statistique et des registres. Seuls les documents d'origine font foi."),
        bottom(f"https://entreprises.example.org/{body.siren} - page 1/1 - exemple sans valeur"),
    )  # fmt: skip


def _prose(facts: Company, random: Random) -> Rows:
    """The letter that tells a firm what the register says of it."""
    body, closed = facts.body, facts.closed
    return (
        letterhead("Institut fictif de la statistique", "Pôle Sirene - 99999 Fictiville"),
        (small(f"Dossier : U{digits(random, 11)}", "Déclaration reçue par le guichet unique"),
         address(body.name, *body.address.lines(),
                 truth=truths.body_name(facts) | address_truth(body.address))),
        aside(f"Fictiville, le {words(facts.issued)}"),
        title("Fiche de situation d'un établissement - répertoire Sirene"),
        paragraph("Madame, Monsieur,\nNous avons le plaisir de vous communiquer les éléments "
                  "enregistrés au répertoire national d'identification des entreprises et de leurs "
                  "établissements. Vérifiez-les, et signalez toute erreur au guichet."),
        band("Numéros d'identité"),
        lines(f"Le numéro SIREN de votre entreprise est le {_siren(facts)}.",
              f"Le numéro SIRET de l'établissement est le {_siret(facts)}.",
              truth=truths.siren(facts) | truths.siret(facts)),
        band("Caractéristiques"),
        entries(Entry("La catégorie juridique est", f"{_legal(facts)[1]} ({_legal(facts)[0]})"),
                Entry("l'activité principale porte le code", "8559A"),
                Entry("l'établissement est ouvert depuis le", "12/03/2019"),
                Entry("et son état administratif est",
                      f"« fermé » depuis le {slash(closed)}" if closed else "« actif »")),
        Block("sign", "SIRENE", ("Le chef du pôle",)),
        foot("Ne payez aucun organisme privé qui vous proposerait une inscription. Exemple sans "
             "valeur."),
    )  # fmt: skip


MAKERS: Makers = (
    (looks_b.INSTITUTE_TABLE, _situation), (looks_b.INSCRIPTION, _certificate),
    (looks_b.FIRM_SHEET, _sheet), (looks_b.INSTITUTE_LETTER, _prose),
)  # fmt: skip
