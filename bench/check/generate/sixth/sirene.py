"""SIRENE notices: the institute's two tables, its letter, a directory's proof, a screen printed."""

from __future__ import annotations

from random import Random

from .. import truths
from ..facts import Company
from ..numbers import digits, spaced, vat
from ..sheet import Entry, entries, foot, letterhead, lines, paragraph, table, title
from ..wording import address_truth
from . import looks
from .paper import (
    GAP,
    Makers,
    Rows,
    aside,
    band,
    bottom,
    boxed,
    commas,
    padded,
    panel,
    slash,
    stack,
    weekday,
    wide,
)


def _siren(facts: Company) -> str:
    return spaced(facts.body.siren, 3)


def _siret(facts: Company) -> str:
    return spaced(facts.body.siret, 3, 3, 3, 5)


def _numbers(facts: Company) -> dict[str, str]:
    return truths.siren(facts) | truths.siret(facts)


def _situation(facts: Company, random: Random) -> Rows:
    """The institute's notice: the firm, the establishment, each with what it is."""
    body = facts.body
    state = f"fermé le {slash(facts.closed)}" if facts.closed else "actif depuis le 01/02/2020"
    return (
        (letterhead("Statistique publique (fictive)", "Mesurer pour comprendre"),
         aside("RÉPERTOIRE SIRENE", "Avis de situation")),
        title("AVIS DE SITUATION AU RÉPERTOIRE SIRENE"),
        lines(f"À la date du {slash(facts.issued)}"),
        entries(Entry("Description de l'entreprise",
                      "Entreprise cessée" if facts.closed else "Entreprise active depuis le "
                      "01/02/2020"),
                Entry("Identifiant SIREN", _siren(facts), truths.siren(facts)),
                Entry("Identifiant SIRET du siège", _siret(facts), truths.siret(facts)),
                Entry("Dénomination", body.name, truths.body_name(facts)),
                Entry("Catégorie juridique", f"{digits(random, 4)} - {body.form}"),
                Entry("Activité Principale Exercée (APE)", "85.59A - Formation continue d'adultes"),
                Entry("Appartenance au champ de l'ESS",
                      "Oui" if body.form in ("Association", "SCOP") else "Non")),
        entries(Entry("Description de l'établissement", f"Établissement siège {state}"),
                Entry("Identifiant SIRET", _siret(facts)),
                Entry("Adresse", commas(body.address), address_truth(body.address)),
                Entry("Activité Principale Exercée (APE)",
                      "85.59A - Formation continue d'adultes")),
        paragraph("Aucune valeur juridique n'est attachée à cet avis (code de commerce, article "
                  "R. 123-231). Les informations peuvent être tenues à jour par les déclarations "
                  "de l'entreprise au guichet unique."),
        foot("Exemple sans valeur."),
    )  # fmt: skip


def _letter(facts: Company, random: Random) -> Rows:
    """The certificate posted when a firm is entered or changed."""
    body = facts.body
    return (
        (letterhead("Direction régionale fictive de la statistique", "Pôle SIRENE"),
         stack(lines(GAP), lines(body.name, *body.address.lines(),
                                 truth=truths.body_name(facts) | address_truth(body.address)))),
        aside(f"Fictiville, {weekday(facts.issued)}"),
        lines("Objet : certificat d'inscription au Répertoire National des Entreprises et de "
              "leurs Établissements"),
        paragraph("Madame, Monsieur,\nVotre organisme figure au répertoire SIRENE sous les "
                  "identifiants rappelés ci-dessous, que vous voudrez bien conserver."),
        table([("SIREN", "NIC du siège", "SIRET", "APE"),
               (_siren(facts), body.siret[9:], _siret(facts), "8559A")],
              (0.24, 0.2, 0.38, 0.18), truth=_numbers(facts)),
        lines(f"Catégorie juridique : {body.form}",
              f"Situation : cessation au {slash(facts.closed)}" if facts.closed
              else "Situation : en activité"),
        paragraph("L'attribution de ces numéros n'emporte aucune appréciation sur la régularité de "
                  "l'activité exercée."),
        lines("Le chef du pôle SIRENE"),
        bottom("Exemple sans valeur."),
    )  # fmt: skip


def _proof(facts: Company, random: Random) -> Rows:
    """A directory's proof of registration, made on request."""
    body = facts.body
    return (
        (letterhead("Annuaire imaginaire des entreprises"),
         aside(f"Généré le {padded(facts.issued)}")),
        title("Justificatif d'inscription SIRENE"),
        (panel(body.name, f"{_siren(facts)}", "cessée le " + slash(facts.closed)
               if facts.closed else "en activité",
               truth=truths.body_name(facts) | truths.siren(facts)),
         wide(1.4, boxed("Établissement siège", f"SIRET {_siret(facts)}", *body.address.lines(),
                         truth=truths.siret(facts) | address_truth(body.address)))),
        entries(Entry("Nature juridique", body.form),
                Entry("Code NAF", "85.59A"), Entry("N° TVA", vat(body.siren)),
                Entry("Date de création", "1er février 2020"),
                Entry("Tranche d'effectif", "3 à 5 salariés"),
                Entry("Convention collective", "Organismes de formation (IDCC 1516)")),
        paragraph("Cette entreprise est un organisme de formation dont la déclaration d'activité "
                  "est enregistrée. Les données proviennent du répertoire SIRENE."),
        bottom("Page d'un site imaginaire - exemple sans valeur."),
    )  # fmt: skip


def _screen(facts: Company, random: Random) -> Rows:
    body = facts.body
    return (
        lines(f"SIRENE / CONSULTATION D'UN ETABLISSEMENT / {slash(facts.issued)}"),
        band(f"SIRET {_siret(facts)}"),
        entries(Entry("Etat administratif",
                      f"F (ferme le {slash(facts.closed)})" if facts.closed else "A (actif)"),
                Entry("Siren", body.siren, truths.siren(facts)),
                Entry("Siret", body.siret, truths.siret(facts)),
                Entry("Denomination unite legale", body.name, truths.body_name(facts)),
                Entry("Etablissement siege", "oui"),
                Entry("Adresse", commas(body.address), address_truth(body.address)),
                Entry("Activite principale", "85.59A NAFRev2"),
                Entry("Categorie juridique", body.form)),
        foot("Exemple sans valeur."),
    )  # fmt: skip


MAKERS: Makers = (
    (looks.STATISTICS, _situation), (looks.OFFICE_SERIF, _letter), (looks.GRID, _proof),
    (looks.MACHINE, _screen),
)  # fmt: skip
