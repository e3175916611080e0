"""Kbis extracts, attestations of the national register; SIRENE notices in `sirene`."""

from __future__ import annotations

from random import Random

from .. import truths
from ..eighth.paper import (
    Rows,
    aside,
    band,
    blank,
    bottom,
    brief,
    commas,
    edge,
    heading,
    hidden,
    month,
    padded,
    panel,
    plain,
    qr,
    ruledhead,
    slash,
    small,
    stack,
    watermark,
    words,
)
from ..facts import Company
from ..numbers import digits, spaced
from ..sheet import BREAK, Block, Drawn, Entry, entries, foot, letterhead, lines, paragraph, title
from ..wording import address_truth
from . import looks_b, sirene
from .paper_b import drawn, loose

_FORMS = {
    "SARL": "Société à responsabilité limitée",
    "SAS": "Société par actions simplifiée",
    "SASU": "Société par actions simplifiée (société à associé unique)",
    "EURL": "Société à responsabilité limitée (associé unique)",
    "SCOP": "Société coopérative de production à responsabilité limitée",
}


def _form(facts: Company) -> str:
    return _FORMS.get(facts.body.form, facts.body.form)


def _siren(facts: Company) -> str:
    return spaced(facts.body.siren, 3)


def _named(facts: Company) -> dict[str, str]:
    return truths.body_name(facts) | truths.siren(facts)


def _court(facts: Company, random: Random) -> Rows:
    """A commercial court's: long labels, capitals underlined, two pages told at their foot."""
    body, day = facts.body, slash(facts.issued)
    stamp = f"R.C.S. Fictiville - {day} - {random.randint(8, 18):02d}:{random.randint(10, 59)}"
    return (
        (letterhead("Greffe du Tribunal de Commerce de Fictiville", "1 PLACE DU SPÉCIMEN",
                    "99999 FICTIVILLE CEDEX"),
         stack(blank(1), small(f"Code de vérification : {digits(random, 4)}Ab{digits(random, 3)}Xy",
                               f"N° de gestion 2019B{digits(random, 5)}"))),
        title("Extrait Kbis"),
        lines("EXTRAIT D'IMMATRICULATION PRINCIPALE AU REGISTRE DU COMMERCE ET DES SOCIÉTÉS",
              f"à jour au {words(facts.issued)}"),
        ruledhead("IDENTIFICATION DE LA PERSONNE MORALE"),
        entries(Entry("Immatriculation au RCS, numéro", f"{_siren(facts)} R.C.S. Fictiville"),
                Entry("Date d'immatriculation", "12/03/2019"),
                Entry("Dénomination ou raison sociale", body.name, _named(facts)),
                Entry("Forme juridique", _form(facts)),
                Entry("Capital social", "10 000,00 Euros"),
                Entry("Adresse du siège", " ".join(body.address.lines()),
                      address_truth(body.address)),
                Entry("Activités principales", "Formation professionnelle pour adultes, "
                      "accompagnement et conseil en ressources humaines"),
                Entry("Durée de la personne morale", "Jusqu'au 12/03/2118"),
                Entry("Date de clôture de l'exercice social", "31 Décembre")),
        ruledhead("GESTION, DIRECTION, ADMINISTRATION, CONTRÔLE, ASSOCIÉS OU MEMBRES"),
        entries(Entry("Gérant" if body.form in ("SARL", "EURL", "SCOP") else "Président", " "),
                Entry("Nom, prénoms", body.director),
                Entry("Date et lieu de naissance", "Le 04/05/1971 à Fictiville (99)"),
                Entry("Nationalité", "Française"),
                Entry("Domicile personnel", "8 allée des Chimères 99999 Fictiville")),
        ruledhead("RENSEIGNEMENTS RELATIFS À L'ACTIVITÉ ET À L'ÉTABLISSEMENT PRINCIPAL"),
        entries(Entry("Adresse de l'établissement", " ".join(body.address.lines())),
                Entry("Activité(s) exercée(s)", "Organisme de formation"),
                Entry("Date de commencement d'activité", "01/03/2019"),
                Entry("Origine du fonds ou de l'activité", "Création"),
                Entry("Mode d'exploitation", "Exploitation directe")),
        *([ruledhead("OBSERVATIONS ET RENSEIGNEMENTS COMPLÉMENTAIRES"),
           entries(Entry("Mention n° 4 du " + slash(facts.closed), "Radiation du registre du "
                         f"commerce et des sociétés à compter du {slash(facts.closed)}"))]
          if facts.closed else []),
        (small("Le Greffier", "FIN DE L'EXTRAIT"), Block("sign", "GREFFE")),
        bottom(stamp + " - page 1/1 - exemple sans valeur"),
    )  # fmt: skip


def _national(facts: Company, random: Random) -> Rows:
    """The national register's attestation: light lines under each pair, tables of people, sites."""
    body = facts.body
    return (
        (letterhead("Registre national des entreprises", "Propriété industrielle fictive"),
         qr(f"rne/{body.siren}", "Contrôlez cette attestation")),
        title("Attestation d'immatriculation au Registre national des entreprises"),
        lines(f"Données à jour au {padded(facts.issued)}"),
        heading("Identité de l'entreprise"),
        entries(Entry("Dénomination", body.name, _named(facts)),
                Entry("SIREN", _siren(facts)),
                Entry("Date d'immatriculation au RNE", "12/03/2019"),
                Entry("Début d'activité", "01/03/2019"),
                *([Entry("Date de radiation", padded(facts.closed))] if facts.closed else []),
                Entry("Date de fin de la personne morale", "11/03/2118"),
                Entry("Nature de l'entreprise", "Libérale non réglementée"),
                Entry("Forme juridique", _form(facts)),
                Entry("Capital social", "3000 EUR (fixe)"),
                Entry("Code APE", "8559A - Formation continue d'adultes"),
                Entry("Adresse du siège", commas(body.address), address_truth(body.address)),
                Entry("Date de clôture", "31/12")),
        heading("Gestion et direction"),
        plain([("Nom, prénom", "Qualité", "Commune de résidence"),
               (body.director, "Représentant légal", "Fictiville")], (0.4, 0.3, 0.3)),
        heading("Établissements"),
        plain([("SIRET", "Type", "Adresse"),
               (spaced(body.siret, 3, 3, 3, 5), "Siège et principal", commas(body.address))],
              (0.28, 0.22, 0.5), truth=truths.siret(facts)),
        small("Cette attestation est délivrée gratuitement. Elle reflète les informations "
              "déclarées au registre à la date indiquée. Elle remplace l'extrait du registre pour "
              "les entreprises qui n'y sont plus inscrites."),
        bottom("Page 1 sur 1 - exemple sans valeur"),
    )  # fmt: skip


def _old(facts: Company, random: Random) -> Rows:
    """A line printer's extract: dotted labels in capitals, numbered rubrics, the cost."""
    body = facts.body
    return (
        edge("Toute reproduction du présent extrait, même certifiée conforme, est sans valeur"),
        letterhead("GREFFE DU TRIBUNAL DE COMMERCE", "PALAIS DE L'ILLUSION - 99999 FICTIVILLE"),
        title("K bis - extrait du registre du commerce et des sociétés"),
        lines(f"DÉLIVRÉ LE {loose(facts.issued)}", "-" * 46),
        entries(Entry("NUMÉRO D'IDENTIFICATION", f"RCS FICTIVILLE B {_siren(facts)}"),
                Entry("N° DE GESTION", f"2019 B {digits(random, 4)}"),
                Entry("DATE D'IMMATRICULATION", "12 / 03 / 2019")),
        lines("I - PERSONNE MORALE"),
        entries(Entry("DÉNOMINATION SOCIALE", body.name, _named(facts)),
                Entry("SIGLE", "NÉANT"), Entry("FORME", body.form),
                Entry("AU CAPITAL DE", "7 622,00 EUR"),
                Entry("SIÈGE SOCIAL", body.address.lines()[0] if len(body.address.lines()) == 2
                      else " - ".join(body.address.lines()[:-1])),
                Entry("CODE POSTAL, COMMUNE", body.address.lines()[-1]),
                Entry("CONSTITUTION - STATUTS", "DÉPOSÉS AU GREFFE LE 05 / 03 / 2019"),
                Entry("JOURNAL D'ANNONCES LÉGALES", "L'ÉCHO DE FICTIVILLE")),
        hidden(address_truth(body.address)),
        lines("II - ADMINISTRATION"),
        entries(Entry("DIRIGEANT", body.director), Entry("NÉ(E) LE", "04 / 05 / 1971"),
                Entry("COMMISSAIRE AUX COMPTES", "NÉANT")),
        lines("III - ÉTABLISSEMENT ET SITUATION"),
        entries(Entry("ACTIVITÉ", "FORMATION D'ADULTES"), Entry("EXPLOITATION", "PERSONNELLE"),
                Entry("PROCÉDURE COLLECTIVE", "NÉANT"),
                Entry("RADIATION", f"LE {loose(facts.closed)}" if facts.closed else "NÉANT")),
        (lines("COÛT DU PRÉSENT : 2,82 EUR", "POUR EXTRAIT CONFORME"),
         Block("sign", "GREFFE", ("LE GREFFIER",))),
        foot("EXEMPLE SANS VALEUR"),
    )  # fmt: skip


def _digital(facts: Company, random: Random) -> Rows:
    """A digital copy: cells first, then what is known in short sentences, and a second page."""
    body = facts.body
    state = (f"Société radiée le {words(facts.closed)}" if facts.closed
             else "Société inscrite, aucune procédure en cours")  # fmt: skip
    return (
        watermark("COPIE NUMÉRIQUE"),
        letterhead("Greffe numérique de Fictiville", "Registre du commerce et des sociétés"),
        title("KBIS NUMÉRIQUE"),
        (aside(" "), aside(f"Émis le {brief(facts.issued)}", f"Commande {digits(random, 8)}")),
        band(body.name),
        entries(Entry("Numéro RCS", _siren(facts)), Entry("Forme", _form(facts)),
                Entry("Greffe", "Fictiville"), Entry("Capital", "15 000 €"),
                Entry("SIRET du siège", spaced(body.siret, 3, 3, 3, 5), truths.siret(facts)),
                Entry("Inscription", "12 mars 2019"),
                Entry("Siège", commas(body.address), address_truth(body.address)),
                Entry("Exercice", "clos le 31 décembre")),
        hidden(_named(facts)),
        panel("Situation", state),
        heading("Dirigeant"),
        paragraph(f"{body.director}, de nationalité française, résidant à Fictiville, exerce les "
                  "fonctions de représentant légal depuis l'inscription."),
        heading("Activité"),
        paragraph("Enseignement, formation professionnelle continue et apprentissage. Fonds créé "
                  "par la société, exploité directement depuis le 1er mars 2019."),
        bottom("1 sur 2"),
        BREAK,
        heading("Événements inscrits"),
        plain([("Date", "Nature"), ("12/03/2019", "Immatriculation"),
               ("30/06/2021", "Dépôt des comptes annuels"),
               *([(slash(facts.closed), "Radiation")] if facts.closed else [])], (0.25, 0.75)),
        paragraph(f"Extrait certifié par le greffier du tribunal pour l'état du registre en "
                  f"{month(facts.issued)}. Sa signature électronique est jointe au fichier."),
        bottom("2 sur 2 - exemple sans valeur"),
    )  # fmt: skip


def render(facts: Company, number: int, random: Random) -> Drawn:
    makers = ((looks_b.COURT, _court), (looks_b.NATIONAL_REGISTER, _national),
              (looks_b.OLD_COURT, _old), (looks_b.DIGITAL_COURT, _digital)
              ) if facts.model == "kbis" else sirene.MAKERS  # fmt: skip
    made = drawn(makers, facts, number, random)
    made.truth["issue_date"] = facts.issued.isoformat()
    made.truth["status"] = "closed" if facts.closed else "active"
    return made
