"""Qualiopi certificates: a label's, a standards body's, a certifier's tables, one with an annex."""

from __future__ import annotations

from datetime import timedelta
from random import Random

from ..eighth.paper import (
    Rows,
    aside,
    blank,
    bottom,
    centred,
    checked,
    commas,
    deck,
    dots,
    heading,
    hidden,
    iso,
    panel,
    plain,
    qr,
    slash,
    small,
    stack,
    wide,
    words,
)
from ..facts import Qualiopi
from ..numbers import digits, spaced
from ..sheet import (
    BREAK,
    Block,
    Drawn,
    Entry,
    entries,
    foot,
    letterhead,
    lines,
    paragraph,
    table,
    title,
)
from . import looks_b
from .paper_b import drawn

# The categories in the order of article L. 6313-1 of the labour code.
_ALL = ("Actions de formation", "Bilans de compétences",
        "Actions permettant de faire valider les acquis de l'expérience",
        "Actions de formation par apprentissage")  # fmt: skip


def _body(facts: Qualiopi) -> dict[str, str]:
    body = facts.body
    return {"body_name": body.name, "body_nda": body.nda, "body_siret": body.siret}


def _told(facts: Qualiopi) -> dict[str, str]:
    return {"categories": ", ".join(facts.categories)}


def _label(facts: Qualiopi, random: Random) -> Rows:
    """A label's: the holder in a panel, the four categories as boxes, three days in a deck."""
    body = facts.body
    return (
        letterhead(facts.issuer),
        title("Certificat Qualité", "La certification qualité a été délivrée au titre de la ou "
              "des catégories d'actions cochées ci-dessous"),
        checked(*(f"{'x' if name in facts.categories else '-'} {name.upper()}" for name in _ALL),
                truth=_told(facts)),
        panel(body.name, *body.address.lines()),
        hidden(_body(facts)),
        entries(Entry("Numéro SIRET", body.siret),
                Entry("Numéro d'enregistrement de la déclaration d'activité (NDA)", body.nda)),
        deck(Entry("Certificat n°", facts.number), Entry("Délivré le", slash(facts.valid_from)),
             Entry("Expire le", slash(facts.valid_to))),
        paragraph("Sur le fondement de l'audit conduit selon l'arrêté du 6 juin 2019 relatif aux "
                  "modalités d'audit associées au référentiel mentionné à l'article D. 6316-1-1 "
                  "du code du travail, l'organisme désigné a démontré la conformité de ses "
                  "processus aux sept critères du référentiel."),
        (qr(f"q/{facts.number}", "Qualiopi", "processus certifié"),
         Block("sign", "CERTIF", (f"Pour {facts.issuer},", "le gérant"))),
        bottom("Certificateur accrédité (fiction) pour la certification de services. Le présent "
               "certificat ne peut être cédé. Exemple sans valeur."),
    )  # fmt: skip


def _standard(facts: Qualiopi, random: Random) -> Rows:
    """A standards body's: spaced sentences, days as year, month and day, edition and page."""
    body = facts.body
    return (
        (letterhead(facts.issuer, "Normes et certification"), aside("Page 1 / 1")),
        title("CERTIFICAT", f"N° {facts.number}"),
        paragraph(f"{facts.issuer} certifie que les dispositions mises en œuvre par :"),
        Block("centred", body.name.upper(), (f"SIRET : {spaced(body.siret, 9, 5)}",
                                             f"NDA : {body.nda}"), truth=_body(facts)),
        paragraph("pour les activités suivantes :"),
        centred("", *(name for name in facts.categories), truth=_told(facts)),
        paragraph("ont été évaluées et jugées conformes aux exigences requises par : le "
                  "référentiel national qualité prévu par la loi n° 2018-771 du 5 septembre 2018 "
                  "(Qualiopi) et les règles de certification en vigueur,"),
        paragraph("et sont déployées sur le site :"),
        centred("", commas(body.address)),
        entries(Entry("Ce certificat est valable à compter du (année-mois-jour)",
                      iso(facts.valid_from)),
                Entry("Jusqu'au (année-mois-jour)", iso(facts.valid_to))),
        (Block("sign", "NORME", ("La directrice générale",)),
         small("Seule la version électronique, consultable en ligne, fait foi en temps réel.",
               f"Accréditation de fiction n° 5-{digits(random, 4)}, section certification de "
               "produits et services.")),
        bottom(f"{facts.issuer} - 11 montée des Fables, 99999 Fictiville - exemple sans valeur"),
    )  # fmt: skip


def _tables(facts: Qualiopi, random: Random) -> Rows:
    """A certifier's sheet: identity in a table, the term in a sentence, the audits planned."""
    body, start = facts.body, facts.valid_from
    return (
        (small("Organisme certificateur :", "8 place de l'Ébauche, 99999 Fictiville"),
         letterhead(facts.issuer)),
        title("CERTIFICAT DE CONFORMITÉ QUALIOPI"),
        entries(Entry("Certificat", f"{facts.number}, version 1"),
                Entry("Entreprise certifiée", body.name),
                Entry("Siège", commas(body.address)),
                Entry("N° SIRET", body.siret),
                Entry("N° DA", body.nda, _body(facts)),
                Entry("Type de structure", body.form)),
        paragraph("Le comité de certification, réuni au vu des conclusions de l'auditeur, déclare "
                  "que l'entreprise répond aux indicateurs applicables du Référentiel National "
                  "Qualité (RNQ) pour :"),
        table([("Article du code du travail", "Catégorie certifiée"),
               *((f"L. 6313-1, {_ALL.index(name) + 1}°", name) for name in facts.categories)],
              (0.32, 0.68), truth=_told(facts)),
        paragraph(f"Le certificat est accordé pour trois ans à compter du {words(start)}, soit "
                  f"jusqu'au {words(facts.valid_to)}, sous réserve du maintien de la conformité."),
        table([("Étape du cycle", "Échéance"), ("Audit initial", "réalisé"),
               ("Audit de surveillance", f"avant le {words(start + timedelta(days=660))}"),
               ("Audit de renouvellement", "avant la fin de validité")], (0.5, 0.5)),
        (Block("sign", "AUDIT", (f"Décision prise le {words(start)}", "Le responsable technique")),
         panel("Qualiopi", "processus certifié", "logo reproduit à titre d'exemple")),
        foot("Toute réclamation relative à un organisme certifié peut être adressée au "
             "certificateur. Exemple sans valeur."),
    )  # fmt: skip


def _annex(facts: Qualiopi, random: Random) -> Rows:
    """A certificate of two pages: centred sentences, then the annex of sites and conditions."""
    body = facts.body
    return (
        letterhead(facts.issuer, "Certification de prestataires de formation"),
        title("Certificat Qualiopi"),
        centred("", "délivré à"),
        centred(body.name, commas(body.address), truth=_body(facts)),
        entries(Entry("Certificat numéro", facts.number),
                Entry("SIRET", spaced(body.siret, 3, 3, 3, 5)),
                Entry("NDA", spaced(body.nda, 2, 2, 5, 2)),
                Entry("Effectif à compter du", dots(facts.valid_from)),
                Entry("Fin de validité", dots(facts.valid_to))),
        heading("Actions concourant au développement des compétences"),
        lines(*(f"{rank}. {name}" for rank, name in enumerate(facts.categories, 1)),
              truth=_told(facts)),
        paragraph("Décision rendue en application des articles L. 6316-1 à L. 6316-5 du code du "
                  "travail, du décret n° 2019-565 du 6 juin 2019 et du guide de lecture du "
                  "référentiel national publié par le ministère."),
        (blank(1), Block("sign", "QUALITÉ", ("Le président du comité",))),
        bottom("1 / 2 - exemple sans valeur"),
        BREAK,
        heading(f"Annexe au certificat {facts.number}"),
        lines("Sites couverts par la certification"),
        plain([("Site", "Adresse", "Visité"), ("Siège", commas(body.address), "oui"),
               ("Salle secondaire", "louée selon les sessions", "non")], (0.22, 0.58, 0.2)),
        lines("Suivi"),
        plain([("Date", "Événement", "Résultat"),
               (dots(facts.valid_from), "Décision de certification", "favorable"),
               ("au 18e mois", "Audit de surveillance", "à venir")], (0.26, 0.48, 0.26)),
        heading("Conditions de validité"),
        stack(small("Le titulaire informe le certificateur de tout changement de nom, d'adresse, "
                    "de statut ou d'activité.", "Il emploie la marque selon sa charte et cesse "
                    "de l'utiliser en cas de suspension ou de retrait.", "Il tient à jour la "
                    "liste des réclamations et la présente à l'auditeur.")),
        (wide(1.0, small(" ")), small(f"Dossier {digits(random, 6)}")),
        bottom("2 / 2"),
    )  # fmt: skip


def qualiopi(facts: Qualiopi, number: int, random: Random) -> Drawn:
    made = drawn(((looks_b.LABEL, _label), (looks_b.STANDARD, _standard),
                  (looks_b.CERTIFIER_TABLE, _tables), (looks_b.CERTIFIER_ANNEX, _annex)),
                 facts, number, random)  # fmt: skip
    made.truth.update({
        "issuer": facts.issuer, "certificate_number": facts.number,
        "valid_from": facts.valid_from.isoformat(), "valid_to": facts.valid_to.isoformat(),
    })  # fmt: skip
    return made
