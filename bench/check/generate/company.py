"""Kbis extracts and SIRENE notices."""

from __future__ import annotations

from random import Random

from .facts import Company
from .numbers import digits, spaced
from .sheet import (
    Drawn,
    Entry,
    draw,
    entries,
    foot,
    layouts,
    letterhead,
    paragraph,
    sign,
    table,
    title,
)
from .theme import wheel
from .wording import address_truth, day, pick

_KBIS = layouts(
    wheel(1),
    ("court", "title", "identification", "firm", "management", "state", "sign", "foot"),
    (("court", "references"), "title", "firm", "identification", "management", "state", "sign"),
    ("title", "court", "firm", ("identification", "references"), "management", "state", "sign"),
    (("title", "court"), ("firm", "management"), "identification", "state", "sign", "foot"),
    ("court", "references", "title", "management", "identification", "firm", "state", "sign"),
    ("title", ("references", "court"), "identification", "state", "firm", "management", "sign"),
    ("court", "title", ("firm", "identification"), "state", "sign", "management"),
    ("references", "court", "title", "identification", "management", "firm", "state", "sign"),
)
_SIRENE = layouts(
    wheel(2),
    ("institute", "title", "unit", "place", "foot"),
    (("institute", "date"), "title", "place", "unit", "note"),
    ("title", "institute", "date", "unit_table", "place", "foot"),
    (("title", "institute"), ("unit", "place"), "note", "date"),
    ("institute", "date", "title", ("place", "unit"), "foot"),
    ("title", ("date", "institute"), "note", "unit_table", "place"),
    ("date", "title", "unit", "institute", "place", "note"),
    ("institute", ("unit", "date"), "title", "place", "note", "foot"),
)


def render(facts: Company, number: int, random: Random) -> Drawn:
    return (_kbis if facts.model == "kbis" else _sirene)(facts, number, random)


def _kbis(facts: Company, number: int, random: Random) -> Drawn:
    body = facts.body
    issued = day(facts.issued, number)
    blocks = {
        "court": letterhead("Greffe du tribunal de commerce de Fictiville",
                            "1 place du Spécimen – 99999 FICTIVILLE"),
        "references": entries(Entry("N° de gestion", f"2019B{digits(random, 5)}"),
                              Entry("Code de vérification", digits(random, 10)), pairs="above"),
        "title": title(
            pick(number, "Extrait Kbis", "EXTRAIT D'IMMATRICULATION PRINCIPALE AU REGISTRE DU "
                 "COMMERCE ET DES SOCIÉTÉS", "Extrait K bis", "Extrait Kbis – personne morale",
                 "EXTRAIT KBIS", "Registre du commerce – extrait Kbis"),
            pick(number, f"à jour au {issued}", f"Extrait à jour au {issued}",
                 f"À jour au {issued}")),
        "identification": entries(
            Entry(pick(number, "Immatriculation au RCS, numéro", "N° RCS", "Numéro SIREN",
                       "RCS Fictiville", "Numéro d'immatriculation", "SIREN"),
                  f"{spaced(body.siren, 3)} R.C.S. Fictiville",
                  {"body_siren": body.siren}),
            Entry("Date d'immatriculation", "12/03/2019"),
            head="Identification de la personne morale"),
        "firm": entries(
            Entry(pick(number, "Dénomination ou raison sociale", "Dénomination", "Dénomination "
                       "sociale", "Raison sociale", "Nom de la société", "Dénomination de la "
                       "personne morale"), body.name, {"body_name": body.name}),
            Entry("Forme juridique", body.form),
            Entry("Capital social", "1 000,00 Euros"),
            Entry(pick(number, "Adresse du siège", "Siège social"),
                  ", ".join(body.address.lines()), address_truth(body.address)),
            Entry("Activités principales", "Formation continue d'adultes")),
        "management": entries(
            Entry("Gérant / président", body.director), Entry("Nationalité", "Française"),
            head="Gestion, direction, administration"),
        "state": entries(
            *([Entry(pick(number, "Radiation", "Date de radiation", "Mention de radiation"),
                     f"radiée le {day(facts.closed, number)}"),
               Entry("Motif", "Cessation d'activité")] if facts.closed else
              [Entry("Établissement principal", spaced(body.siret, 3, 3, 3, 5),
                     {"body_siret": body.siret}),
               Entry("Origine du fonds", "Création")])),
        "sign": sign("Le greffier", f"Délivré à Fictiville, le {issued}"),
        "foot": foot("Fin de l'extrait – document d'exemple"),
    }  # fmt: skip
    drawn = draw(blocks, _KBIS[number], random.randrange(10**6))
    drawn.truth["issue_date"] = facts.issued.isoformat()
    drawn.truth["status"] = "closed" if facts.closed else "active"
    return drawn


def _sirene(facts: Company, number: int, random: Random) -> Drawn:
    body = facts.body
    issued, closed = day(facts.issued, number), facts.closed
    state = f"Cessée depuis le {day(closed, number)}" if closed else pick(
        number, "Actif", "Active depuis le 12/03/2019", "Actif")  # fmt: skip
    unit = (
        ("Identifiant SIREN", spaced(body.siren, 3)),
        (pick(number, "Dénomination", "Désignation", "Raison sociale"), body.name),
        (pick(number, "Catégorie juridique", "Forme juridique"), body.form),
        ("Activité principale exercée (APE)", "85.59A – Formation continue d'adultes"),
        (pick(number, "État administratif", "Statut", "Situation"), state),
    )
    truth = {"body_siren": body.siren, "body_name": body.name}
    named = {"Identifiant SIREN": {"body_siren": body.siren}}
    blocks = {
        "institute": letterhead("Répertoire SIRENE (exemple)", "Institut de statistique fictif",
                                "99999 FICTIVILLE"),
        "date": entries(Entry(pick(number, "Situation au", "À la date du", "Édité le"), issued)),
        "title": title(pick(
            number, f"Situation au répertoire SIRENE à la date du {issued}",
            "Avis de situation au répertoire SIRENE", "AVIS DE SITUATION AU RÉPERTOIRE SIRENE",
            "Certificat d'inscription au répertoire SIRENE", "Avis de situation – SIRENE",
            "Situation au répertoire SIRENE"), f"à la date du {issued}" if number else ""),
        "unit": entries(*(Entry(a, b, named.get(a, truth)) for a, b in unit),
                        head="Description de l'entreprise"),
        "unit_table": table([("Entreprise", ""), *unit], (0.42, 0.58), truth=truth),
        "place": entries(
            Entry("Identifiant SIRET", spaced(body.siret, 3, 3, 3, 5) if number % 2 == 0 else
                  body.siret, {"body_siret": body.siret}),
            Entry("Adresse", ", ".join(body.address.lines()), address_truth(body.address)),
            Entry("État de l'établissement", "Fermé" if closed else "Actif"),
            head=pick(number, "Description de l'établissement", "Établissement siège")),
        "note": paragraph("Aucune valeur juridique n'est attachée à cet avis d'exemple. "
                          "L'activité est déterminée à partir des éléments déclarés."),
        "foot": foot("Document d'exemple."),
    }  # fmt: skip
    drawn = draw(blocks, _SIRENE[number], random.randrange(10**6))
    drawn.truth["issue_date"] = facts.issued.isoformat()
    drawn.truth["status"] = "closed" if closed else "active"
    return drawn
