"""Kbis extracts and attestations of the national register, SIRENE notices."""

from __future__ import annotations

from random import Random

from .. import truths
from ..facts import Company
from ..numbers import digits, spaced, vat
from ..sheet import Block, Drawn, Entry, entries, foot, letterhead, lines, paragraph, table, title
from ..wording import address_truth
from .paper import Rows, capitals, dots, drawn, padded, slash, words


def _at(facts: Company, label: str) -> Entry:
    where = facts.body.address
    return Entry(label, " - ".join(where.lines()), address_truth(where))


def _struck(facts: Company, label: str, before: str = "") -> list[Entry]:
    return [Entry(label, before + slash(facts.closed))] if facts.closed else []


def _principal(facts: Company, random: Random) -> Rows:
    body = facts.body
    return (
        (lines("Greffe du tribunal des activités économiques", "de Fictiville (exemple)"),
         lines(f"Code de vérification : {digits(random, 4)}x{digits(random, 5)}",
               f"Gestion 2019 B {digits(random, 5)}")),
        title("EXTRAIT D'IMMATRICULATION PRINCIPALE AU RCS", "Extrait Kbis"),
        lines(f"À jour au {words(facts.issued)}"),
        Block("heading", "Personne morale"),
        entries(
            Entry("Immatriculée sous le numéro", f"{spaced(body.siren, 3)} R.C.S. Fictiville",
                  truths.siren(facts)),
            Entry("Dénomination sociale", body.name, truths.body_name(facts)),
            Entry("Forme", body.form), Entry("Au capital de", "8 000,00 EUR"),
            _at(facts, "Siège social"), *_struck(facts, "Mention de radiation", "à compter du "),
            Entry("Date d'immatriculation", "12/03/2019")),
        Block("heading", "Administration"),
        entries(Entry("Dirigeant", body.director), Entry("Né le", "04/02/1971 à Fictiville")),
        Block("heading", "Établissement principal"),
        entries(Entry("Activité", "Formation continue pour adultes"),
                Entry("Origine du fonds", "Création"),
                Entry("Mode d'exploitation", "Exploitation directe")),
        Block("sign", "GREFFE", ("Pour extrait certifié conforme, le greffier",)),
        foot("Fin de l'extrait - document d'exemple"),
    )  # fmt: skip


def _attestation(facts: Company, random: Random) -> Rows:
    body = facts.body
    state = (f"a été radiée du registre le {words(facts.closed)}" if facts.closed
             else "figure à ce jour au registre")  # fmt: skip
    return (
        (letterhead("Registre national des entreprises", "Organisme unique (fictif)"),
         lines(f"Délivrée le {dots(facts.issued)}")),
        title("ATTESTATION D'IMMATRICULATION", "Registre national des entreprises (RNE)"),
        paragraph(f"L'entreprise {body.name}, immatriculée sous le SIREN {spaced(body.siren, 3)}, "
                  f"{state}.", truth=truths.body_name(facts) | truths.siren(facts)),
        entries(Entry("Nature", "Personne morale"), Entry("Forme juridique", body.form),
                Entry("Début d'activité", "01/03/2019"), head="Identité"),
        entries(Entry("SIRET", spaced(body.siret, 3, 3, 3, 5), truths.siret(facts)),
                _at(facts, "Adresse"), Entry("Code APE", "8559A"),
                head="Établissement siège"),
        entries(Entry("Représentant légal", body.director), head="Gouvernance"),
        foot("Consultable en ligne par quiconque. Exemple sans valeur."),
    )  # fmt: skip


def _ruled(facts: Company, random: Random) -> Rows:
    body = facts.body
    return (
        letterhead("GREFFE DU TRIBUNAL DE COMMERCE DE FICTIVILLE", "Palais de justice (fictif)"),
        title("EXTRAIT KBIS"),
        table([("IDENTIFICATION", ""), ("Raison sociale", body.name),
               ("N° d'immatriculation RCS", f"{spaced(body.siren, 3)} RCS Fictiville"),
               ("N° SIRET", spaced(body.siret, 3, 3, 3, 5)),
               ("Forme juridique et capital", f"{body.form} - 10 000 euros"),
               ("Adresse du siège", " - ".join(body.address.lines())),
               ("Durée", "99 ans à compter du 12/03/2019"),
               ("Représentant", body.director),
               ("Situation", f"Radiation le {slash(facts.closed)}" if facts.closed else
                "Inscription en cours, aucune procédure collective")], (0.36, 0.64),
              truth=truths.siren(facts) | truths.siret(facts) | truths.body_name(facts)
                  | address_truth(body.address)),
        lines(f"Extrait délivré à Fictiville le {capitals(facts.issued)}"),
        Block("sign", "GREFFE", ("Le greffier",)),
        foot("Ce document d'exemple ne peut être opposé à personne."),
    )  # fmt: skip


def _digital(facts: Company, random: Random) -> Rows:
    body = facts.body
    return (
        title("KBIS NUMÉRIQUE", body.name),
        (entries(Entry("N° RCS", f"Fictiville {spaced(body.siren, 3)}", truths.siren(facts)),
                 Entry("Date de l'extrait", slash(facts.issued))),
         letterhead("Greffe de Fictiville",
             "Tribunal de commerce")),
        entries(Entry("Société", body.name, truths.body_name(facts)), Entry("Forme sociale",
           body.form),
                _at(facts, "Siège"), Entry("Gérant ou président", body.director),
                Entry("Objet", "Enseignement, formation professionnelle"),
                Entry("Clôture de l'exercice", "31 décembre"),
                *_struck(facts, "Radiée du RCS le")),
        lines("OBSERVATIONS", f"Société radiée le {slash(facts.closed)}" if facts.closed else
              "Sans observation"),
        foot("Extrait du registre du commerce et des sociétés. Exemple."),
    )  # fmt: skip


def _status(facts: Company, label: str) -> Entry:
    return (Entry(label, f"Fermé depuis le {slash(facts.closed)}") if facts.closed
            else Entry(label, "Actif depuis le 12/03/2019"))  # fmt: skip


def _notice(facts: Company, random: Random) -> Rows:
    body = facts.body
    return (
        (letterhead("Institut statistique fictif", "Répertoire national SIRENE"),
         lines(f"Situation au {slash(facts.issued)}")),
        title("AVIS DE SITUATION AU RÉPERTOIRE SIRENE"),
        entries(_status(facts, "État de l'établissement"),
                Entry("SIRET", spaced(body.siret, 3, 3, 3, 5), truths.siret(facts)),
                _at(facts, "Adresse postale"), Entry("Siège", "Oui"),
                head="L'établissement"),
        entries(Entry("SIREN", spaced(body.siren, 3), truths.siren(facts)),
                Entry("Dénomination", body.name, truths.body_name(facts)),
                Entry("Catégorie juridique", body.form),
                Entry("Effectif", "3 à 5 salariés"), Entry("APE", "85.59A"),
                head="L'entreprise dont il dépend"),
        foot("Ce document décrit la situation à la date indiquée. Exemple."),
    )  # fmt: skip


def _inquiry(facts: Company, random: Random) -> Rows:
    body = facts.body
    state = f"cessée le {slash(facts.closed)}" if facts.closed else "en activité"
    return (
        title("Fiche d'identité de l'entreprise", "d'après le répertoire SIRENE"),
        entries(Entry("Nom", body.name, truths.body_name(facts)), Entry("État administratif",
           state),
                Entry("SIREN", body.siren, truths.siren(facts)),
                Entry("SIRET du siège social", body.siret, truths.siret(facts)),
                Entry("N° de TVA", vat(body.siren)), _at(facts, "Adresse du siège"),
                Entry("Forme", body.form), Entry("Activité principale (NAF)", "85.59A")),
        table([("Établissement", "NIC", "État"), ("Siège", body.siret[9:], state)],
              (0.4, 0.25, 0.35)),
        lines(f"Fiche imprimée le {padded(facts.issued)}"),
        foot("Données publiques imaginaires. Exemple."),
    )  # fmt: skip


def _registered(facts: Company, random: Random) -> Rows:
    body = facts.body
    return (
        (lines(body.name, *body.address.lines(), truth=truths.body_name(facts)
           | address_truth(body.address)),
         letterhead("SIRENE", "Direction régionale (fictive)")),
        lines(f"Fictiville, le {words(facts.issued)}"),
        title("SITUATION AU RÉPERTOIRE SIRENE"),
        paragraph("Madame, Monsieur,\nVotre entreprise est "
                  + (f"inscrite comme cessée depuis le {slash(facts.closed)}." if facts.closed
                     else "inscrite et active. Voici ses identifiants, à rappeler dans vos "
                          "démarches.")),
        table([("SIREN", "NIC", "SIRET", "APE"),
               (spaced(body.siren, 3), body.siret[9:], spaced(body.siret, 3, 3, 3, 5), "8559A")],
              (0.26, 0.16, 0.38, 0.2), truth=truths.siren(facts) | truths.siret(facts)),
        foot("L'attribution de ces numéros n'a pas de valeur juridique. Exemple."),
    )  # fmt: skip


def _list(facts: Company, random: Random) -> Rows:
    body = facts.body
    return (
        letterhead("Répertoire des entreprises et des établissements"),
        title(body.name, "Extrait SIRENE"),
        (entries(Entry("N° SIREN", spaced(body.siren, 3), truths.siren(facts)),
                 Entry("N° SIRET", spaced(body.siret, 3, 3, 3, 5), truths.siret(facts))),
         entries(Entry("Extrait du", slash(facts.issued)), _status(facts, "État"))),
        entries(Entry("Raison sociale", body.name, truths.body_name(facts)), _at(facts,
           "Domiciliation"),
                Entry("Statut juridique", body.form),
                Entry("Secteur", "Formation continue d'adultes (8559A)")),
        foot("Exemple sans valeur."),
    )  # fmt: skip


def render(facts: Company, number: int, random: Random) -> Drawn:
    if facts.model == "kbis":
        made = drawn((_principal, _attestation, _ruled, _digital), facts, number, 1, random)
    else:
        made = drawn((_notice, _inquiry, _registered, _list), facts, number, 2, random)
    made.truth["issue_date"] = facts.issued.isoformat()
    made.truth["status"] = "closed" if facts.closed else "active"
    return made
