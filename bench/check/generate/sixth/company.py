"""Kbis extracts and extracts of the national register; SIRENE in `sirene`."""

from __future__ import annotations

from random import Random

from .. import truths
from ..facts import Company
from ..numbers import digits, spaced
from ..sheet import BREAK, Drawn, Entry, entries, foot, letterhead, lines, paragraph, table, title
from ..wording import address_truth
from . import looks, sirene
from .paper import (
    Rows,
    aside,
    bottom,
    boxed,
    commas,
    drawn,
    edge,
    heading,
    panel,
    slash,
    stack,
    watermark,
    words,
)


def _siren(facts: Company) -> str:
    return spaced(facts.body.siren, 3)


def _siret(facts: Company) -> str:
    return spaced(facts.body.siret, 3, 3, 3, 5)


def _named(facts: Company) -> dict[str, str]:
    return truths.body_name(facts) | truths.siren(facts)


def _two_pages(facts: Company, random: Random) -> Rows:
    """A registry's extract of two pages: the firm, then its managers."""
    body = facts.body
    rcs = f"{_siren(facts)} R.C.S. Fictiville"
    return (
        edge(f"Code de vérification fictif : {digits(random, 10)} - exemple non vérifiable"),
        (lines("Greffe du Tribunal des Activités Économiques de Fictiville",
               "9 rue du Prototype", "99999 Fictiville CEDEX"),
         aside(f"N° de gestion 2019 B {digits(random, 5)}")),
        title("Extrait Kbis", "Immatriculation principale au registre du commerce et des sociétés",
              f"à jour au {words(facts.issued)}"),
        heading("Identification de la personne morale"),
        entries(Entry("Immatriculation au RCS", rcs),
                Entry("Date d'immatriculation", "04/02/2020"),
                Entry("Dénomination sociale", body.name, _named(facts)),
                Entry("Forme juridique", body.form),
                Entry("Capital social", "5 000,00 EUROS"),
                Entry("Adresse du siège", commas(body.address), address_truth(body.address)),
                Entry("Activités principales", "Formation d'adultes et conseil aux entreprises"),
                Entry("Durée de la personne morale", "99 ans"),
                Entry("Date de clôture de l'exercice", "31 décembre"), pairs="dotted"),
        heading("Observations"),
        lines(f"Radiation au registre le {slash(facts.closed)}, cessation d'activité."
              if facts.closed else "Néant"),
        bottom(f"{rcs} - page 1/2"),
        BREAK,
        heading("Gestion, direction, administration"),
        lines("Gérant ou président", f"{body.director}", "Né(e) le 17/11/1968 à Fictiville",
              "Demeurant à Fictiville"),
        heading("Établissement principal"),
        lines(commas(body.address), "Création - début d'activité le 01/02/2020"),
        lines("Le greffier", "Fin de l'extrait"),
        bottom(f"{rcs} - page 2/2 - toute modification ou falsification expose à des poursuites - "
               "exemple sans valeur"),
    )  # fmt: skip


def _grid(facts: Company, random: Random) -> Rows:
    """An older registry's form: everything in one table of three columns."""
    body = facts.body
    return (
        letterhead("TRIBUNAL DE COMMERCE DE FICTIVILLE", "Greffe - registre du commerce (fictif)"),
        title("EXTRAIT KBIS"),
        table([("Rubrique", "Inscription", "Date d'effet"),
               ("Numéro d'identification", f"RCS Fictiville {body.form[:1]} {_siren(facts)}",
                "04/02/2020"),
               ("Dénomination", body.name, "04/02/2020"),
               ("Forme - capital", f"{body.form} - 8 000 €", "04/02/2020"),
               ("Siège social", commas(body.address), "04/02/2020"),
               ("Numéro SIRET du siège", body.siret, "04/02/2020"),
               ("Représentant légal", body.director, "04/02/2020"),
               ("Activité", "Enseignement, formation continue", "01/02/2020"),
               ("Radiation", "oui" if facts.closed else "non",
                slash(facts.closed) if facts.closed else "")], (0.3, 0.5, 0.2),
              truth=_named(facts) | truths.siret(facts) | address_truth(body.address)),
        paragraph("Pour extrait conforme au registre, contenant une page, délivré à "
                  f"Fictiville le {slash(facts.issued)}."),
        lines("Le greffier associé (signature électronique)"),
        foot("Exemple sans valeur."),
    )  # fmt: skip


def _craft(facts: Company, random: Random) -> Rows:
    """The national register's extract, as its platform of formalities gives it."""
    body = facts.body
    return (
        watermark("FICTIF"),
        (letterhead("Guichet des formalités", "Registre national des entreprises"),
         aside(f"Extrait édité le {slash(facts.issued)}", f"Liasse J{digits(random, 11)}")),
        title("EXTRAIT DU REGISTRE NATIONAL DES ENTREPRISES", "Personne morale"),
        (boxed("Entreprise", body.name, f"SIREN : {_siren(facts)}", f"Forme : {body.form}",
               "Immatriculée le 04/02/2020",
               *([f"Radiée le {slash(facts.closed)}"] if facts.closed else []),
               truth=_named(facts)),
         boxed("Siège", *body.address.lines(), "FRANCE", truth=address_truth(body.address))),
        entries(Entry("N° SIRET de l'établissement principal", _siret(facts), truths.siret(facts)),
                Entry("Catégorie de l'activité", "Libérale réglementée : non"),
                Entry("Code APE", "8559A"),
                Entry("Représentant", body.director),
                Entry("Entreprise employant des salariés", "Oui"),
                Entry("Économie sociale et solidaire", "Non")),
        paragraph("Les informations de cet extrait sont celles du registre à la date d'édition. "
                  "L'extrait tient lieu de justificatif d'immatriculation (article R. 123-301 du "
                  "code de commerce)."),
        bottom("Exemple sans valeur."),
    )  # fmt: skip


def _reseller(facts: Company, random: Random) -> Rows:
    """A site that gives extracts of the register free of charge."""
    body = facts.body
    return (
        letterhead("Papiers d'Exemple", "Extraits gratuits du registre (site imaginaire)"),
        title(f"Extrait d'immatriculation - {body.name}", f"à jour au {words(facts.issued)}"),
        panel("Extrait radié" if facts.closed else "Extrait actif",
              *([f"Entreprise radiée le {slash(facts.closed)}"] if facts.closed else
                ["Entreprise inscrite, non radiée"])),
        heading("Identité de l'entreprise"),
        entries(Entry("Dénomination", body.name, truths.body_name(facts)),
                Entry("N° SIREN", _siren(facts), truths.siren(facts)),
                Entry("Inscription au RCS", "Inscrite (Fictiville), le 04/02/2020"),
                Entry("Forme juridique", body.form)),
        heading("Établissements"),
        (stack(entries(Entry("Type", "Siège et principal"),
                       Entry("SIRET", _siret(facts), truths.siret(facts)))),
         stack(entries(Entry("Adresse", commas(body.address), address_truth(body.address)),
                       Entry("Activité", "8559A - Formation continue d'adultes")))),
        heading("Dirigeants"),
        lines(f"{body.director} - représentant légal"),
        bottom("Source : registre national, reproduit à titre d'exemple. Sans valeur."),
    )  # fmt: skip


def render(facts: Company, number: int, random: Random) -> Drawn:
    makers = ((looks.CLERK, _two_pages), (looks.OFFICE_FREE, _grid), (looks.PORTAL, _craft),
              (looks.CLOUD, _reseller)) if facts.model == "kbis" else sirene.MAKERS  # fmt: skip
    made = drawn(makers, facts, number, random)
    made.truth["issue_date"] = facts.issued.isoformat()
    made.truth["status"] = "closed" if facts.closed else "active"
    return made
