"""Kbis extracts, attestations of the national register of companies, SIRENE notices."""

from __future__ import annotations

from random import Random

from .. import truths
from ..facts import Company
from ..numbers import digits, spaced
from ..sheet import Block, Drawn, Entry, entries, foot, letterhead, lines, paragraph, table, title
from ..wording import address_truth
from .paper import Rows, drawn, padded, slash, words


def _place(facts: Company, label: str) -> Entry:
    place = facts.body.address
    return Entry(label, ", ".join(place.lines()), address_truth(place))


def _struck(facts: Company, label: str) -> list[Entry]:
    return [Entry(label, slash(facts.closed))] if facts.closed else []


def _registry(facts: Company, random: Random) -> Rows:
    """As the registries' common portal prints it: no SIRET."""
    body = facts.body
    return (
        (letterhead("Greffe du Tribunal de Commerce de Fictiville", "PALAIS DE L'EXEMPLE",
                    "99999 FICTIVILLE"),
         entries(Entry("N° de gestion", f"2019B0{digits(random, 4)}"))),
        title("Extrait Kbis", "EXTRAIT D'IMMATRICULATION PRINCIPALE AU REGISTRE DU COMMERCE ET "
              "DES SOCIETES", f"à jour au {words(facts.issued)}"),
        entries(
            Entry("Immatriculation au RCS, numéro", f"{spaced(body.siren, 3)} R.C.S. Fictiville",
                  truths.siren(facts)),
            Entry("Date d'immatriculation", "12/03/2019"),
            *_struck(facts, "Radiation du RCS en date du"),
            Entry("Dénomination ou raison sociale", body.name, truths.body_name(facts)),
            Entry("Forme juridique", body.form),
            Entry("Capital social", "5 000,00 Euros"),
            _place(facts, "Adresse du siège"),
            Entry("Durée de la personne morale", "Jusqu'au 11/03/2118"),
            Entry("Date de clôture de l'exercice social", "31 Décembre"),
            head="IDENTIFICATION DE LA PERSONNE MORALE"),
        entries(Entry("Président / Gérant", body.director), head="GESTION, DIRECTION"),
        entries(Entry("Activité exercée", "Formation professionnelle d'adultes"),
                Entry("Date de commencement d'activité", "01/03/2019"),
                Entry("Mode d'exploitation", "Exploitation directe"),
                head="RENSEIGNEMENTS RELATIFS À L'ACTIVITÉ"),
        lines("Le Greffier", "FIN DE L'EXTRAIT"),
    )  # fmt: skip


def _national(facts: Company, random: Random) -> Rows:
    body = facts.body
    return (
        letterhead("Registre national des entreprises (exemple)", "Institut fictif de la "
                   "propriété industrielle"),
        title("ATTESTATION D'IMMATRICULATION AU REGISTRE NATIONAL DES ENTREPRISES",
              f"Données à jour au {slash(facts.issued)}"),
        entries(
            Entry("Dénomination", body.name, truths.body_name(facts)),
            Entry("SIREN", spaced(body.siren, 3), truths.siren(facts)),
            Entry("SIRET du siège", spaced(body.siret, 3, 3, 3, 5), truths.siret(facts)),
            Entry("Forme juridique", body.form),
            Entry("Date d'immatriculation au RNE", "01/01/2023"),
            *_struck(facts, "Date de radiation"),
            _place(facts, "Adresse du siège"), head="Identité de l'entreprise"),
        entries(Entry("Nature de l'activité", "Libérale non réglementée"),
                Entry("Code APE", "8559A"),
                Entry("Représentant", body.director), head="Activité et gouvernance"),
        foot("Document délivré à titre d'exemple."),
    )  # fmt: skip


def _old(facts: Company, random: Random) -> Rows:
    body = facts.body
    return (
        title("EXTRAIT K BIS"),
        letterhead("REGISTRE DU COMMERCE ET DES SOCIETES", "Greffe de Fictiville"),
        table([("Rubrique", "Mention"),
               ("Numéro d'identification", f"R.C.S. FICTIVILLE {spaced(body.siren, 3)}"),
               ("Dénomination sociale", body.name),
               ("Forme", body.form),
               ("Siège", ", ".join(body.address.lines())),
               ("Établissement principal - SIRET", spaced(body.siret, 3, 3, 3, 5)),
               ("Dirigeant", body.director),
               *([("Observations", f"Société radiée d'office le {slash(facts.closed)}")]
                 if facts.closed else [("Observations", "Néant")])], (0.36, 0.64),
              truth=truths.siren(facts) | truths.siret(facts) | truths.body_name(facts)
                 | address_truth(body.address)),
        paragraph("Toute modification ou falsification du présent extrait expose à des poursuites "
                  "pénales."),
        Block("sign", "GREFFE", (f"Extrait délivré le {words(facts.issued)}",
                                 "Certifié conforme, le greffier")),
    )  # fmt: skip


def _columns(facts: Company, random: Random) -> Rows:
    body = facts.body
    return (
        (letterhead("GREFFE DE FICTIVILLE"), lines(f"Extrait du {slash(facts.issued)}",
                                                   f"Réf. {digits(random, 8)}")),
        title("EXTRAIT KBIS", "Immatriculation principale"),
        (entries(Entry("SIREN", f"{spaced(body.siren, 3)} RCS Fictiville", truths.siren(facts)),
                 Entry("SIRET", body.siret, truths.siret(facts)),
                 *_struck(facts, "Radiée le"),
                 head="Numéros"),
         entries(Entry("Raison sociale", body.name, truths.body_name(facts)), Entry("Forme",
            body.form),
                 _place(facts, "Siège social"), head="La société")),
        entries(Entry("Dirigeant", body.director), Entry("Activité", "Organisme de formation")),
        Block("sign", "GREFFE", ("Le greffier",)),
        foot("Le greffe ne garantit pas l'exactitude des pièces déposées. Extrait valable sous "
             "réserve de modification ultérieure. Exemple sans valeur."),
    )  # fmt: skip


def _state(facts: Company, what: str) -> Entry:
    if facts.closed:
        return Entry(f"{what} cessée" if what == "Entreprise" else f"{what} fermé", "depuis le "
                     f"{slash(facts.closed)}")  # fmt: skip
    return Entry(f"{what} active" if what == "Entreprise" else f"{what} actif",
                 "depuis le 12/03/2019")  # fmt: skip


def _situation(facts: Company, random: Random) -> Rows:
    body = facts.body
    return (
        letterhead("Institut de la statistique (exemple)", "Direction des répertoires"),
        title("SITUATION AU RÉPERTOIRE SIRENE", f"À la date du {padded(facts.issued)}"),
        entries(
            _state(facts, "Entreprise"),
            Entry("Identifiant SIREN", spaced(body.siren, 3), truths.siren(facts)),
            Entry("Identifiant SIRET du siège", spaced(body.siret, 3, 3, 3, 5),
               truths.siret(facts)),
            Entry("Dénomination", body.name, truths.body_name(facts)),
            Entry("Catégorie juridique", body.form),
            Entry("Activité Principale Exercée (APE)", "85.59A - Formation continue d'adultes"),
            Entry("Appartenance au champ de l'ESS", "Non"),
            head="Description de l'entreprise"),
        entries(
            _state(facts, "Établissement"),
            Entry("Identifiant SIRET", spaced(body.siret, 3, 3, 3, 5), truths.siret(facts)),
            _place(facts, "Adresse"), head="Description de l'établissement"),
        foot("IMPORTANT : à l'exception des informations relatives à l'identification, les "
             "renseignements sont sans valeur juridique. Exemple."),
    )  # fmt: skip


def _directory(facts: Company, random: Random) -> Rows:
    body = facts.body
    return (
        title("Avis de situation", body.name),
        (entries(Entry("SIREN", spaced(body.siren, 3), truths.siren(facts)),
                 Entry("SIRET", spaced(body.siret, 3, 3, 3, 5), truths.siret(facts))),
         letterhead("Annuaire des entreprises (fictif)",
                    f"Extrait généré le {slash(facts.issued)}")),
        entries(Entry("Dénomination sociale", body.name, truths.body_name(facts)),
                Entry("Nature juridique", body.form),
                Entry("État", f"Cessé le {slash(facts.closed)}" if facts.closed else "En activité"),
                Entry("Création", "12/03/2019"), _place(facts, "Adresse postale"),
                Entry("Code NAF/APE", "85.59A")),
        paragraph("Inscription au répertoire SIRENE. Cet avis n'a pas de valeur juridique."),
    )  # fmt: skip


def _inscription(facts: Company, random: Random) -> Rows:
    body = facts.body
    return (
        (letterhead("SIRENE – exemple"), lines(f"Fictiville, le {words(facts.issued)}")),
        title("CERTIFICAT D'IDENTIFICATION AU RÉPERTOIRE DES ENTREPRISES (SIRENE)"),
        paragraph(f"Le répertoire SIRENE enregistre l'entreprise ci-dessous, "
                  f"{'cessée' if facts.closed else 'active'} "
                  f"{'depuis le ' + slash(facts.closed) if facts.closed else 'à ce jour'}."),
        table([("Numéro SIREN", "Numéro SIRET (siège)", "Dénomination"),
               (body.siren, body.siret, body.name)], (0.24, 0.3, 0.46),
              truth=truths.siren(facts) | truths.siret(facts) | truths.body_name(facts)),
        entries(_place(facts, "Adresse de l'établissement"), Entry("Forme", body.form),
                Entry("APE", "85.59A")),
        foot("Exemple sans valeur."),
    )  # fmt: skip


def _summary(facts: Company, random: Random) -> Rows:
    body = facts.body
    return (
        title("Répertoire SIRENE – fiche de l'unité"),
        entries(Entry("Raison sociale", body.name, truths.body_name(facts)),
                Entry("N° SIREN", body.siren, truths.siren(facts)),
                Entry("NIC du siège", body.siret[9:]), Entry("N° SIRET", body.siret,
                   truths.siret(facts)),
                _place(facts, "Adresse"), _state(facts, "Entreprise"),
                Entry("Activité", "85.59A Formation continue d'adultes")),
        letterhead("Institut national fictif", "Service SIRENE"),
        lines(f"Fiche éditée le {slash(facts.issued)}"),
    )  # fmt: skip


def render(facts: Company, number: int, random: Random) -> Drawn:
    if facts.model == "kbis":
        made = drawn((_registry, _national, _old, _columns), facts, number, 0, random)
    else:
        made = drawn((_situation, _directory, _inscription, _summary), facts, number, 2, random)
    made.truth["issue_date"] = facts.issued.isoformat()
    made.truth["status"] = "closed" if facts.closed else "active"
    return made
