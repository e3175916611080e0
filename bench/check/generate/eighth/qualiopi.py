"""Qualiopi certificates: numbered categories, a sentence in a frame, boxes ticked, an annex."""

from __future__ import annotations

from random import Random

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
from . import looks
from .paper import (
    GAP,
    Rows,
    aside,
    blank,
    bottom,
    centred,
    checked,
    commas,
    dashes,
    deck,
    drawn,
    fieldset,
    heading,
    masthead,
    panel,
    pill,
    qr,
    slash,
    small,
    stack,
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


def _sentence(names: tuple[str, ...]) -> str:
    """« les actions de formation, les bilans de compétences et … »."""
    said = [name[0].lower() + name[1:] for name in names]
    return said[0] if len(said) == 1 else f"{', '.join(said[:-1])} et {said[-1]}"


def _numbered(facts: Qualiopi, random: Random) -> Rows:
    """An auditors' sheet: the categories with their number in the law."""
    body = facts.body
    return (
        (letterhead(facts.issuer, "Certification de services"),
         panel("Qualiopi", "processus certifié", "(marque citée pour l'exemple)")),
        title("Certificat", f"n° {facts.number} - version {random.randint(1, 4)}"),
        entries(Entry("Organisme", body.name), Entry("Siège social", commas(body.address)),
                Entry("SIRET", spaced(body.siret, 3, 3, 3, 5)),
                Entry("NDA", spaced(body.nda, 2, 2, 5, 2), _body(facts))),
        paragraph("a été évalué et jugé conforme aux exigences du référentiel national qualité "
                  "(décret n° 2019-565 du 6 juin 2019) pour :"),
        fieldset("L. 6313-1 du code du travail",
                 lines(*(f"{_ALL.index(name) + 1}° {name}" for name in facts.categories),
                       truth=_told(facts))),
        deck(Entry("Valable à compter du", slash(facts.valid_from)),
             Entry("Jusqu'au", slash(facts.valid_to)),
             Entry("Surveillance avant le", f"{facts.valid_from:%m}/{facts.valid_to.year - 1}")),
        Block("sign", "CERTIF", ("La directrice de la certification",)),
        bottom(f"{facts.issuer} - accréditation fictive n° 5-{digits(random, 4)} - exemple sans "
               "valeur"),
    )  # fmt: skip


def _diploma(facts: Qualiopi, random: Random) -> Rows:
    """A framed page in serif letters that says everything in sentences."""
    body = facts.body
    return (
        letterhead(facts.issuer, "Institut de certification des organismes de formation"),
        title("CERTIFICAT D'ORGANISME DE FORMATION"),
        centred("", "Nous, organisme certificateur, certifions que"),
        centred(body.name, body.form, commas(body.address),
                f"SIRET {body.siret} - déclaration d'activité n° {body.nda}", truth=_body(facts)),
        paragraph("met en œuvre un processus conforme au référentiel national sur la qualité des "
                  "actions concourant au développement des compétences. La certification qualité a "
                  "été délivrée au titre des catégories d'actions suivantes : "
                  f"{_sentence(facts.categories)}.", truth=_told(facts)),
        centred("", f"Certificat {facts.number}", f"délivré le {words(facts.valid_from)}",
                f"et valide jusqu'au {words(facts.valid_to)}"),
        (blank(1), Block("sign", "INSTITUT", ("Le président de l'institut",))),
        foot("La liste des organismes certifiés est publiée par le ministère chargé de la "
             "formation. Exemple sans valeur."),
    )  # fmt: skip


def _ticked(facts: Qualiopi, random: Random) -> Rows:
    """A certificate from a form: the four categories, ticked by a pen or left blank."""
    body = facts.body
    return (
        letterhead(facts.issuer),
        title("CERTIFICAT QUALITÉ", "Référentiel national mentionné à l'article L. 6316-3"),
        (entries(Entry("Certificat n°", facts.number),
                 Entry("Date de décision", dashes(facts.valid_from))),
         entries(Entry("Effet", dashes(facts.valid_from)),
                 Entry("Échéance", dashes(facts.valid_to)))),
        fieldset("Titulaire du certificat", entries(
            Entry("Raison sociale", body.name), Entry("Forme", body.form),
            Entry("N° SIRET", body.siret), Entry("N° d'activité", body.nda, _body(facts)),
            Entry("Adresse", commas(body.address)))),
        lines("Catégories d'actions entrant dans le champ de la certification (cocher) :"),
        checked(*(f"{'x' if name in facts.categories else '-'} {name}" for name in _ALL),
                form="two", truth=_told(facts)),
        paragraph("Certificat délivré sous réserve du respect, pendant toute sa durée, du contrat "
                  "de certification et des règles d'usage de la marque."),
        (Block("sign", lines=("Le certificateur",)),
         Block("sign", body.name.split()[0], ("L'organisme certifié",))),
        foot("Toute rature annule ce certificat. Exemple sans valeur."),
    )  # fmt: skip


def _annex(facts: Qualiopi, random: Random) -> Rows:
    """A registrar's two pages: the certificate, and its annex with categories and sites."""
    body = facts.body
    return (
        masthead(facts.issuer, "Certification", "24 quai des Modèles, 99999 Fictiville"),
        pill("Certification qualité"),
        title("Certificat de conformité Qualiopi"),
        lines(f"décerné à {body.name}", truth={"body_name": body.name}),
        entries(Entry("Numéro SIREN", spaced(body.siren, 3), {"body_siren": body.siren}),
                Entry("Déclaration d'activité", body.nda, {"body_nda": body.nda}),
                Entry("Début du cycle", slash(facts.valid_from)),
                Entry("Fin du cycle", slash(facts.valid_to)),
                Entry("Certificat", facts.number), Entry("Indice de révision", "00")),
        paragraph(f"{facts.issuer} déclare que les actions réalisées par cet organisme et citées "
                  "en annexe satisfont au référentiel en vigueur."),
        (wide(1.4, Block("sign", "CERTIF", ("Pour le certificateur", "Le gérant"))),
         qr(f"q/{facts.number}", "Authenticité", "du certificat")),
        bottom("Page 1/2 - ce certificat n'est valable qu'avec son annexe - exemple sans valeur"),
        BREAK,
        (stack(heading(f"Annexe au certificat {facts.number}"), small(body.name)),
         aside(f"Éditée le {slash(facts.valid_from)}")),
        table([("Catégorie d'actions", "Article"),
               *((name, f"L. 6313-1, {_ALL.index(name) + 1}°") for name in facts.categories)],
              (0.72, 0.28), truth=_told(facts)),
        table([("Site", "Adresse"), ("Siège", " - ".join(body.address.lines()))], (0.2, 0.8)),
        small("Type d'audit : initial. Durée : une journée. Modalité : sur site.", GAP),
        bottom("Page 2/2"),
    )  # fmt: skip


def qualiopi(facts: Qualiopi, number: int, random: Random) -> Drawn:
    made = drawn(((looks.AUDITORS, _numbered), (looks.INSTITUTE, _diploma),
                  (looks.TICKED, _ticked), (looks.REGISTRAR, _annex)),
                 facts, number, random)  # fmt: skip
    made.truth.update({
        "issuer": facts.issuer, "certificate_number": facts.number,
        "valid_from": facts.valid_from.isoformat(), "valid_to": facts.valid_to.isoformat(),
    })  # fmt: skip
    return made
