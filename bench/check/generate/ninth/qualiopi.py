"""Qualiopi certificates: centred, a worldwide auditor's, yes or no, a chamber's with sites."""

from __future__ import annotations

from random import Random

from ..eighth.paper import (
    Rows,
    aside,
    band,
    blank,
    bottom,
    brief,
    centred,
    commas,
    dots,
    heading,
    hidden,
    panel,
    qr,
    rail,
    slash,
    small,
    wide,
    words,
)
from ..facts import Qualiopi
from ..numbers import digits, spaced
from ..sheet import Block, Drawn, Entry, entries, foot, letterhead, lines, paragraph, table, title
from . import looks_b
from .paper_b import dash, drawn

# The categories of article L. 6313-1, and the letters that auditors shorten them to.
_ALL = (("Actions de formation", "AF"), ("Bilans de compétences", "BC"),
        ("Actions permettant de faire valider les acquis de l'expérience", "VAE"),
        ("Actions de formation par apprentissage", "CFA"))  # fmt: skip


def _body(facts: Qualiopi) -> dict[str, str]:
    body = facts.body
    return {"body_name": body.name, "body_nda": body.nda, "body_siret": body.siret}


def _told(facts: Qualiopi) -> dict[str, str]:
    return {"categories": ", ".join(facts.categories)}


def _witness(facts: Qualiopi, random: Random) -> Rows:
    """A certifier's: centred, who certifies, whom, for what, and between which days."""
    body = facts.body
    return (
        letterhead(facts.issuer, "Organisme certificateur", "3 cours de l'Imaginaire, 99999 "
                   "Fictiville"),
        title("CERTIFICAT QUALIOPI"),
        centred("", f"N° {facts.number}", " ", f"{facts.issuer} atteste que l'organisme"),
        centred(body.name, *body.address.lines(),
                f"enregistré sous le NDA {body.nda}", f"SIRET {spaced(body.siret, 3, 3, 3, 5)}",
                truth=_body(facts)),
        paragraph("a fait l'objet d'un audit et satisfait aux exigences du Référentiel National "
                  "Qualité mentionné à l'article L. 6316-3 du code du travail et du programme de "
                  "certification (décrets n° 2019-564 et n° 2019-565 du 6 juin 2019, arrêtés du "
                  "même jour), au titre de la ou des catégories d'actions suivantes :"),
        lines(*(f"» {name.upper()}" for name in facts.categories), truth=_told(facts)),
        entries(Entry("Date de début de validité", slash(facts.valid_from)),
                Entry("Date de fin de validité", slash(facts.valid_to))),
        (Block("sign", "CERTIF", (f"Fait à Fictiville, le {slash(facts.valid_from)}",
                                  "La présidente")),
         panel("Qualiopi", "processus certifié", "RÉPUBLIQUE FRANÇAISE (exemple)")),
        foot("Certificat valable sous réserve de la réalisation de l'audit de surveillance entre "
             "le 14e et le 22e mois.", f"Accréditation fictive n° 5-0{digits(random, 3)}, portée "
             "disponible sur le site de l'accréditeur. Exemple sans valeur."),
    )  # fmt: skip


def _worldwide(facts: Qualiopi, random: Random) -> Rows:
    """A worldwide auditor's: a rail, the holder in large letters, labels below their values."""
    body = facts.body
    return (
        rail(f"{facts.issuer} - inspection, audit, certification"),
        (small("Système de management - Certification de services"), letterhead(facts.issuer)),
        title("Certificat de conformité"),
        lines("Nous certifions que le prestataire d'actions concourant au développement des "
              "compétences désigné ci-après"),
        panel(body.name, commas(body.address), truth={"body_name": body.name}),
        paragraph("a mis en place une démarche qualité conforme aux critères et indicateurs du "
                  "référentiel national (certification « Qualiopi »). Périmètre certifié : "
                  f"{'; '.join(facts.categories)}.", truth=_told(facts)),
        entries(Entry("Numéro de certificat", facts.number),
                Entry("Numéro de déclaration d'activité", spaced(body.nda, 2, 2, 5, 2)),
                Entry("SIRET du prestataire", body.siret),
                Entry("Certifié depuis le", dots(facts.valid_from)),
                Entry("Valable jusqu'au", dots(facts.valid_to)),
                Entry("Révision", random.choice(("1.0", "1.1", "2.0")))),
        hidden(_body(facts)),
        (wide(1.2, Block("sign", lines=("Directeur technique certification",))),
         qr(f"cert/{facts.number}", "Vérifiez en ligne", "que ce certificat", "est toujours "
            "valide")),
        bottom(f"Ce document est la propriété de {facts.issuer} et doit lui être rendu sur demande."
               " La version à jour est publiée sur le site du certificateur. Exemple sans valeur."),
    )  # fmt: skip


def _yes_no(facts: Qualiopi, random: Random) -> Rows:
    """A certifier's form: the four categories with a yes or a no, the days in columns."""
    body = facts.body
    return (
        (letterhead(facts.issuer, "Certification des organismes de formation"),
         aside(f"Certificat {facts.number}", f"Dossier {digits(random, 5)}")),
        title("CERTIFICAT DE QUALIFICATION AU RÉFÉRENTIEL NATIONAL QUALITÉ", "QUALIOPI"),
        band("ORGANISME CERTIFIÉ"),
        entries(Entry("Nom", body.name), Entry("N° Siret", spaced(body.siret, 3, 3, 3, 5)),
                Entry("N° de déclaration (NDA)", body.nda, _body(facts)),
                Entry("Statut", body.form), Entry("Adresse", commas(body.address))),
        band("CHAMP DE LA CERTIFICATION"),
        table([("Catégories d'actions", "Sigle", "Certifiée"),
               *((name, letters, "OUI" if name in facts.categories else "NON")
                 for name, letters in _ALL)], (0.66, 0.14, 0.2), truth=_told(facts)),
        band("VALIDITÉ"),
        entries(Entry("Décision du", words(facts.valid_from)),
                Entry("Type d'audit", "initial, sur site"),
                Entry("Date d'effet", words(facts.valid_from)),
                Entry("Date d'échéance", words(facts.valid_to))),
        paragraph("Le maintien de la certification est subordonné aux résultats des audits. La "
                  "suspension ou le retrait est signalé au ministère chargé de la formation "
                  "professionnelle dans les trente jours."),
        (blank(1), Block("sign", "AUDIT", ("Le responsable de la certification",))),
        foot("Exemple sans valeur."),
    )  # fmt: skip


def _chamber(facts: Qualiopi, random: Random) -> Rows:
    """A certifier's sheet in prose, the sites that it covers in a table, its history at the end."""
    body = facts.body
    return (
        letterhead(facts.issuer.upper(), "Pôle certification qualité"),
        title("Certificat de l'organisme de formation", "Marque de certification Qualiopi"),
        paragraph(f"Après examen du rapport d'audit et avis du comité, {facts.issuer} délivre à "
                  f"{body.name}, déclarée sous le numéro {body.nda} et identifiée au répertoire "
                  f"sous le SIRET {body.siret}, le certificat n° {facts.number}.",
                  truth=_body(facts)),
        heading("Prestations couvertes"),
        lines(*dash(*facts.categories), truth=_told(facts)),
        heading("Durée"),
        paragraph(f"Ce certificat prend effet le {brief(facts.valid_from)} pour une période de "
                  f"trois ans et expire le {brief(facts.valid_to)}."),
        heading("Établissements"),
        table([("Établissement", "Localisation", "Audité"),
               ("Principal", commas(body.address), "oui")], (0.24, 0.58, 0.18)),
        heading("Historique"),
        entries(Entry("Émission", brief(facts.valid_from)), Entry("Modification", "sans objet")),
        (lines("Le directeur général", "J. FABLE"),
         Block("sign", "QUALITÉ", (f"Le {brief(facts.valid_from)}",))),
        foot(f"Organisme accrédité (fiction) sous le n° 5-{digits(random, 4)} selon la norme NF EN "
             "ISO/CEI 17065. Exemple sans valeur."),
    )  # fmt: skip


def qualiopi(facts: Qualiopi, number: int, random: Random) -> Drawn:
    made = drawn(((looks_b.WITNESS, _witness), (looks_b.GLOBAL_AUDIT, _worldwide),
                  (looks_b.YES_NO, _yes_no), (looks_b.CHAMBER, _chamber)),
                 facts, number, random)  # fmt: skip
    made.truth.update({
        "issuer": facts.issuer, "certificate_number": facts.number,
        "valid_from": facts.valid_from.isoformat(), "valid_to": facts.valid_to.isoformat(),
    })  # fmt: skip
    return made
