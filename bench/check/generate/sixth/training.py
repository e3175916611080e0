"""Qualiopi certificates: bilingual, a table of categories, logos at both sides, a letter."""

from __future__ import annotations

from random import Random

from ..facts import Qualiopi
from ..numbers import digits, spaced
from ..sheet import Block, Drawn, Entry, entries, foot, letterhead, lines, paragraph, table, title
from . import looks
from .paper import (
    Rows,
    aside,
    bottom,
    boxed,
    commas,
    dots,
    drawn,
    heading,
    padded,
    panel,
    slash,
    stack,
    wide,
    words,
)

_ALL = ("Actions de formation", "Bilans de compétences",
        "Actions permettant de faire valider les acquis de l'expérience",
        "Actions de formation par apprentissage")  # fmt: skip
_ENGLISH = ("training activities", "skills assessments", "validation of prior experience",
            "apprenticeship training")  # fmt: skip


def _body(facts: Qualiopi) -> dict[str, str]:
    body = facts.body
    return {"body_name": body.name, "body_nda": body.nda, "body_siret": body.siret}


def _told(facts: Qualiopi) -> dict[str, str]:
    return {"categories": ", ".join(facts.categories)}


def _bilingual(facts: Qualiopi, random: Random) -> Rows:
    """An international group's: French lines, then English ones."""
    body = facts.body
    return (
        (letterhead(facts.issuer), aside("Accréditation fictive", f"n° 5-0{digits(random, 3)}",
                                         "certification de services")),
        title("CERTIFICAT / CERTIFICATE", f"N° {facts.number}"),
        paragraph("Nous certifions que l'organisme / We certify that the organisation"),
        lines(body.name, commas(body.address), f"SIRET {spaced(body.siret, 3, 3, 3, 5)}",
              f"Déclaration d'activité / Registration no. {body.nda}", truth=_body(facts)),
        paragraph("satisfait aux exigences du référentiel national qualité prévu à l'article "
                  "L. 6316-3 du code du travail / meets the requirements of the French national "
                  "quality standard for:"),
        lines(*(f"{category} / {_ENGLISH[_ALL.index(category)]}" for category in facts.categories),
              truth=_told(facts)),
        entries(Entry("Valable du / Valid from", padded(facts.valid_from)),
                Entry("Valable jusqu'au / Valid until", padded(facts.valid_to))),
        Block("sign", "CERTIF", ("Directrice générale / Managing director",)),
        foot("La version française fait foi. Exemple sans valeur."),
    )  # fmt: skip


def _categories(facts: Qualiopi, random: Random) -> Rows:
    """A table of the four categories, with yes or no for each."""
    body = facts.body
    return (
        (letterhead(facts.issuer, "Organisme certificateur - 31 quai des Modèles"),
         lines(f"Certificat n° {facts.number}", "Indice : 0", f"Client n° {digits(random, 5)}")),
        title("Certificat qualité des prestataires d'actions concourant au développement des "
              "compétences"),
        table([("Entité certifiée", "SIRET", "NDA"),
               (f"{body.name} - {commas(body.address)}", body.siret, body.nda)],
              (0.52, 0.26, 0.22), truth=_body(facts)),
        table([("Catégorie d'actions (article L. 6313-1)", "Certifiée"),
               *((category, "OUI" if category in facts.categories else "NON")
                 for category in _ALL)], (0.78, 0.22), truth=_told(facts)),
        entries(Entry("Date de décision", slash(facts.valid_from)),
                Entry("Début de validité", slash(facts.valid_from)),
                Entry("Fin de validité", slash(facts.valid_to))),
        paragraph("Référentiel : décrets n° 2019-564 et n° 2019-565 du 6 juin 2019, arrêté du 6 "
                  "juin 2019 relatif aux modalités d'audit, guide de lecture en vigueur. Le "
                  "certificat est maintenu sous réserve de l'audit de surveillance."),
        Block("sign", "CERTIF", ("Pour le comité de certification",)),
        bottom("La liste des certificats valides est tenue à jour sur le site du certificateur. "
               "Exemple sans valeur."),
    )  # fmt: skip


def _logos(facts: Qualiopi, random: Random) -> Rows:
    """Zones of logos at both sides of the head, the trade mark's box at the foot."""
    body = facts.body
    return (
        (letterhead(facts.issuer), wide(0.9, panel("Qualiopi", "processus certifié",
                                                   "RÉPUBLIQUE IMAGINAIRE"))),
        title("Certificat"),
        lines("délivré à"),
        heading(body.name),
        lines(commas(body.address), f"N° SIREN {spaced(body.siren, 3)}",
              f"enregistré sous le numéro de déclaration d'activité {body.nda}",
              truth={"body_name": body.name, "body_siren": body.siren, "body_nda": body.nda}),
        paragraph(f"{facts.issuer} atteste, après audit, la conformité du prestataire au "
                  "référentiel national sur la qualité des actions concourant au développement des "
                  "compétences. La certification qualité a été délivrée au titre de la ou des "
                  "catégories d'actions suivantes :"),
        lines(*(category.upper() for category in facts.categories), truth=_told(facts)),
        (lines("Numéro de certificat", facts.number),
         lines("Date d'obtention", dots(facts.valid_from)),
         lines("Date d'échéance", dots(facts.valid_to))),
        Block("sign", "CERTIF", ("Le président",)),
        bottom("Marque citée à titre d'exemple. Certificat fictif, sans valeur."),
    )  # fmt: skip


def _letter(facts: Qualiopi, random: Random) -> Rows:
    """An attestation of certification with a table of sites."""
    body = facts.body
    return (
        (letterhead(facts.issuer, "Pôle formation"),
         stack(lines(body.name, *body.address.lines()))),
        aside(f"Fictiville, le {words(facts.valid_from)}"),
        title("ATTESTATION DE CERTIFICATION QUALIOPI"),
        paragraph(f"Par décision prise ce jour, {facts.issuer} a attribué la certification n° "
                  f"{facts.number} à l'organisme {body.name}, SIRET {body.siret}, déclaré sous le "
                  f"numéro {body.nda}, pour une durée de trois ans : du {words(facts.valid_from)} "
                  f"au {words(facts.valid_to)}.", truth=_body(facts)),
        boxed("Champ de la certification", *(f"- {category}" for category in facts.categories),
              truth=_told(facts)),
        table([("Site", "Adresse", "Fonction"),
               ("1", commas(body.address), "siège, site audité")], (0.1, 0.62, 0.28)),
        paragraph("Un audit de surveillance aura lieu entre le quatorzième et le vingt-deuxième "
                  "mois. L'organisme s'engage à nous informer de tout changement."),
        Block("sign", "CERTIF", ("Le responsable de la certification",)),
        foot("Exemple sans valeur."),
    )  # fmt: skip


def qualiopi(facts: Qualiopi, number: int, random: Random) -> Drawn:
    made = drawn(((looks.AUDIT, _bilingual), (looks.LEDGER_BLUE, _categories),
                  (looks.AUDIT_GOLD, _logos), (looks.OFFICE_SERIF, _letter)),
                 facts, number, random)  # fmt: skip
    made.truth.update({
        "issuer": facts.issuer, "certificate_number": facts.number,
        "valid_from": facts.valid_from.isoformat(), "valid_to": facts.valid_to.isoformat(),
    })  # fmt: skip
    return made
