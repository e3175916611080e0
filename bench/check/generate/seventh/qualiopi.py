"""Qualiopi certificates: lines in the middle, labels under values, a form, a short sheet."""

from __future__ import annotations

from random import Random

from ..facts import Qualiopi
from ..numbers import digits, spaced
from ..sheet import Block, Drawn, Entry, entries, foot, letterhead, lines, paragraph, table, title
from . import looks
from .mentions import mentions
from .paper import (
    Rows,
    aside,
    bottom,
    centred,
    commas,
    dots,
    drawn,
    nothing,
    panel,
    plain,
    qr,
    rubber,
    ruledhead,
    slash,
    small,
    stack,
    strip,
    ticks,
    wide,
    words,
)

_ALL = ("Actions de formation", "Bilans de compétences",
        "Actions permettant de faire valider les acquis de l'expérience",
        "Actions de formation par apprentissage")  # fmt: skip


def _body(facts: Qualiopi) -> dict[str, str]:
    body = facts.body
    return {"body_name": body.name, "body_nda": body.nda, "body_siret": body.siret}


def _told(facts: Qualiopi) -> dict[str, str]:
    return {"categories": ", ".join(facts.categories)}


def _middle(facts: Qualiopi, random: Random) -> Rows:
    """A diploma: everything in the middle of a framed page."""
    body = facts.body
    return (
        letterhead(facts.issuer, "organisme certificateur"),
        title("CERTIFICAT QUALIOPI"),
        centred("", f"Certificat n° {facts.number}", f"Version {random.randint(1, 3)}"),
        centred(body.name, *body.address.lines(), f"SIRET : {spaced(body.siret, 3, 3, 3, 5)}",
                f"NDA : {spaced(body.nda, 2)}", truth=_body(facts)),
        centred("", "est certifié au regard du Référentiel National Qualité mentionné à l'article "
                "L. 6316-3 du code du travail, pour la réalisation des catégories d'actions "
                "concourant au développement des compétences suivantes :"),
        centred("", *(f"« {category} »" for category in facts.categories), truth=_told(facts)),
        centred("", f"Certification accordée du {words(facts.valid_from)}",
                f"au {words(facts.valid_to)}",
                "sous réserve de la réalisation de l'audit de surveillance"),
        Block("sign", "CERTIF", (f"Fait le {words(facts.valid_from)}", "Le gérant")),
        foot(f"Accréditation fictive n° 5-{digits(random, 4)}, liste des sites et portée "
             "disponibles sur www.example.org - exemple sans valeur"),
    )  # fmt: skip


def _under(facts: Qualiopi, random: Random) -> Rows:
    """Values in bold with their labels below, the trade mark at the right."""
    body = facts.body
    return (
        (letterhead(facts.issuer), nothing(0.2)),
        title("Attestation de conformité", "Certification qualité des organismes de formation"),
        entries(Entry("Organisme certifié", body.name), Entry("Numéro SIRET", body.siret),
                Entry("Déclaration d'activité", body.nda, _body(facts)),
                Entry("Numéro de certificat", facts.number),
                Entry("Date d'effet", dots(facts.valid_from)),
                Entry("Date de fin de validité", dots(facts.valid_to))),
        (wide(1.5, stack(ruledhead("Portée de la certification"),
                         lines(*(f"• {category}" for category in facts.categories),
                               truth=_told(facts)))),
         panel("Qualiopi", "processus certifié", "marque citée pour l'exemple")),
        small(f"Siège : {commas(body.address)}"),
        paragraph("L'organisme satisfait aux sept critères et aux indicateurs applicables du "
                  "référentiel. Audit sur site et à distance, sans non-conformité majeure "
                  "ouverte."),
        qr(f"certificat/{facts.number}", "Vérifiez la validité", "de ce certificat"),
        mentions("certifier"),
        bottom(f"{facts.issuer} - exemple sans valeur"),
    )  # fmt: skip


def _form(facts: Qualiopi, random: Random) -> Rows:
    """A certificate in cells, the categories ticked."""
    body = facts.body
    return (
        letterhead(facts.issuer),
        title("CERTIFICAT DE CONFORMITÉ AU RÉFÉRENTIEL NATIONAL QUALITÉ"),
        strip(Entry("Certificat", facts.number), Entry("Émission", slash(facts.valid_from)),
              Entry("Expiration", slash(facts.valid_to))),
        entries(Entry("Prestataire", body.name), Entry("Forme juridique", body.form),
                Entry("SIRET", body.siret), Entry("N° de déclaration d'activité", body.nda,
                                                  _body(facts)),
                Entry("Adresse", commas(body.address))),
        lines("La certification qualité a été délivrée au titre des catégories cochées :"),
        ticks(*(f"{'x' if category in facts.categories else '-'} {category}"
                for category in _ALL), truth=_told(facts)),
        plain([("Étape", "Date"), ("Audit initial", slash(facts.valid_from)),
               ("Audit de surveillance", "entre le 14e et le 22e mois"),
               ("Renouvellement", "avant l'échéance")], (0.5, 0.5)),
        rubber("CERTIFIÉ", facts.issuer.upper()[:20]),
        Block("sign", "", ("Pour l'organisme certificateur", "La responsable technique")),
        foot("Exemple sans valeur."),
    )  # fmt: skip


def _short(facts: Qualiopi, random: Random) -> Rows:
    """A decision in a few sentences, SIREN only."""
    body = facts.body
    return (
        (letterhead(facts.issuer, f"Réf. {digits(random, 5)}"),
         aside(f"Le {slash(facts.valid_from)}")),
        title("Décision de certification"),
        paragraph(f"Le comité de certification a décidé de certifier la société {body.name} "
                  f"(SIREN {spaced(body.siren, 3)}), sise {commas(body.address)}, dont la "
                  f"déclaration d'activité est enregistrée sous le n° {body.nda}.",
                  truth={"body_name": body.name, "body_siren": body.siren,
                         "body_nda": body.nda}),
        entries(Entry("N° d'attestation", facts.number),
                Entry("Valide du", slash(facts.valid_from)), Entry("au", slash(facts.valid_to)),
                Entry("Référentiel", "RNQ version 9, décret n° 2019-565")),
        table([("Catégorie d'actions certifiée",), *((category,) for category in facts.categories)],
              (1.0,), truth=_told(facts)),
        paragraph("La présente décision peut être suspendue ou retirée si les conditions de la "
                  "certification ne sont plus réunies."),
        Block("sign", "CERTIF", ("Le président du comité",)),
        mentions("certifier"),
        foot("Exemple sans valeur."),
    )  # fmt: skip


def qualiopi(facts: Qualiopi, number: int, random: Random) -> Drawn:
    made = drawn(((looks.CERTIFIER, _middle), (looks.CERTIFIER_SIDE, _under),
                  (looks.CERTIFIER_FORM, _form), (looks.CERTIFIER_PLAIN, _short)),
                 facts, number, random)  # fmt: skip
    made.truth.update({
        "issuer": facts.issuer, "certificate_number": facts.number,
        "valid_from": facts.valid_from.isoformat(), "valid_to": facts.valid_to.isoformat(),
    })  # fmt: skip
    return made
