"""Qualiopi certificates of several certifiers, attestations of entry into training."""

from __future__ import annotations

from datetime import timedelta
from random import Random

from .. import truths
from ..facts import Entry as EntryFacts
from ..facts import Qualiopi
from ..numbers import digits, spaced
from ..sheet import (
    Block,
    Drawn,
    Entry,
    entries,
    foot,
    letterhead,
    lines,
    paragraph,
    sign,
    table,
    title,
)
from ..wording import full
from . import looks
from .paper import (
    Rows,
    aside,
    band,
    bottom,
    dots,
    drawn,
    iso,
    named,
    padded,
    panel,
    slash,
    to,
    weekday,
    who,
    words,
)

_DECREES = ("décret n° 2019-564 du 6 juin 2019 relatif à la qualité des actions de la formation "
            "professionnelle et décret n° 2019-565 du 6 juin 2019 relatif au référentiel "
            "national")  # fmt: skip
_ALL = ("Actions de formation", "Bilans de compétences",
        "Actions permettant de faire valider les acquis de l'expérience",
        "Actions de formation par apprentissage")  # fmt: skip


def _body(facts: Qualiopi) -> dict[str, str]:
    body = facts.body
    return {"body_name": body.name, "body_nda": body.nda, "body_siret": body.siret}


def _told(facts: Qualiopi) -> dict[str, str]:
    return {"categories": ", ".join(facts.categories)}


def _diploma(facts: Qualiopi, random: Random) -> Rows:
    """A diploma, centred in its frame."""
    body = facts.body
    return (
        letterhead(facts.issuer, "Organisme certificateur accrédité (fictif)"),
        title("CERTIFICAT", f"N° {facts.number}"),
        paragraph(f"{facts.issuer} certifie que les prestations de :"),
        lines(body.name, " - ".join(body.address.lines()),
              f"SIRET : {spaced(body.siret, 3, 3, 3, 5)}",
              f"Numéro de déclaration d'activité : {body.nda}", truth=_body(facts)),
        paragraph(f"satisfont aux exigences du référentiel national qualité ({_DECREES}), au "
                  "titre de la ou des catégories d'actions suivantes :"),
        lines(*(f"- {c.upper()}" for c in facts.categories), truth=_told(facts)),
        lines(f"Date de début de validité : {words(facts.valid_from)}",
              f"Date de fin de validité : {words(facts.valid_to)}",
              "sous réserve des résultats de l'audit de surveillance"),
        Block("sign", "CERTIF", ("Le directeur de la certification",)),
        foot("Ce certificat demeure la propriété du certificateur. Exemple sans valeur."),
    )  # fmt: skip


def _bilingual(facts: Qualiopi, random: Random) -> Rows:
    """A group's certificate, with its number, version and case."""
    body = facts.body
    return (
        (lines(f"Certificat n° : {facts.number}", "Version : 1",
               f"Affaire n° : {digits(random, 7)}"), letterhead(facts.issuer)),
        title("CERTIFICAT QUALIOPI"),
        lines("Attribué à"),
        panel(body.name, *body.address.lines(), f"N° SIREN : {spaced(body.siren, 3)}",
              f"N° d'enregistrement (NDA) : {body.nda}",
              truth={"body_name": body.name, "body_siren": body.siren, "body_nda": body.nda}),
        paragraph(f"{facts.issuer} certifie que l'organisme susmentionné a été audité et jugé "
                  "conforme aux exigences du référentiel national mentionné à l'article L. 6316-3 "
                  "du code du travail, pour :"),
        lines(*(f"• {c}" for c in facts.categories), truth=_told(facts)),
        table([("Décision de certification", "Date de début du cycle", "Date d'expiration"),
               (slash(facts.valid_from - timedelta(days=2)), slash(facts.valid_from),
                slash(facts.valid_to))], (0.36, 0.34, 0.3)),
        Block("sign", "CERTIF", (f"Fait le {slash(facts.valid_from)}", "La directrice technique")),
        bottom("Toute reproduction partielle est interdite. La marque Qualiopi est citée à titre "
               "d'exemple ; ce certificat est fictif."),
    )  # fmt: skip


def _ticked(facts: Qualiopi, random: Random) -> Rows:
    """A form with the four categories, those certified ticked."""
    body = facts.body
    return (
        (letterhead(facts.issuer, f"Accréditation n° 5-0{digits(random, 3)} (exemple)"),
         aside(f"Certificat {facts.number}", "Page 1/1")),
        title("Certificat de conformité au référentiel national qualité"),
        entries(Entry("Raison sociale", body.name, {"body_name": body.name}),
                Entry("Adresse", " - ".join(body.address.lines())),
                Entry("N° SIRET", body.siret, {"body_siret": body.siret}),
                Entry("N° de déclaration d'activité (NDA)", body.nda, {"body_nda": body.nda})),
        lines("Catégories d'actions certifiées (article L. 6313-1 du code du travail)",
              *(f"[{'X' if c in facts.categories else ' '}] {rank}° {c}"
                for rank, c in enumerate(_ALL, 1)), truth=_told(facts)),
        entries(Entry("Certificat délivré le", padded(facts.valid_from)),
                Entry("Valable jusqu'au", padded(facts.valid_to))),
        paragraph("Le certificat est valable sous réserve du respect du référentiel, des audits de "
                  "surveillance et du contrat de certification. En cas de suspension, "
                  "il doit être rendu et l'usage de la marque cesse aussitôt."),
        Block("sign", "CERTIF", ("Le responsable du pôle qualité",)),
        foot("Exemple sans valeur."),
    )  # fmt: skip


def _attestation(facts: Qualiopi, random: Random) -> Rows:
    body = facts.body
    return (
        letterhead(facts.issuer, "Certification des organismes de formation"),
        title("Qualiopi – processus certifié", f"Certificat {facts.number}"),
        (panel("Organisme", body.name, *body.address.lines(), truth={"body_name": body.name}),
         panel("Identifiants", f"Siret {body.siret}", f"NDA {body.nda}",
               truth={"body_siret": body.siret, "body_nda": body.nda})),
        entries(Entry("Périmètre", ", ".join(facts.categories), _told(facts)),
                Entry("Date d'effet", iso(facts.valid_from)),
                Entry("Date d'échéance", iso(facts.valid_to)),
                Entry("Audit initial", iso(facts.valid_from - timedelta(days=31))),
                Entry("Surveillance prévue avant le",
                      iso(facts.valid_from + timedelta(days=660)))),
        paragraph("La certification a été délivrée par décision du comité, au regard du "
                  "référentiel national et du guide de lecture en vigueur."),
        bottom("Authenticité vérifiable auprès du certificateur. Exemple sans valeur."),
    )  # fmt: skip


def qualiopi(facts: Qualiopi, number: int, random: Random) -> Drawn:
    made = drawn(((looks.DIPLOMA, _diploma), (looks.BUREAU, _bilingual), (looks.WORD, _ticked),
                  (looks.UTILITY_WARM, _attestation)),
                 facts, number, random)  # fmt: skip
    made.truth.update({
        "issuer": facts.issuer, "certificate_number": facts.number,
        "valid_from": facts.valid_from.isoformat(), "valid_to": facts.valid_to.isoformat(),
    })  # fmt: skip
    return made


def _dates(facts: EntryFacts) -> dict[str, str]:
    return {"start_date": facts.start.isoformat(), "end_date": facts.end.isoformat()}


def _named(facts: EntryFacts) -> dict[str, str]:
    return {"training_title": facts.title}


def _sworn(facts: EntryFacts, random: Random) -> Rows:
    """« Je soussigné… », typed on the body's paper."""
    body, person = facts.body, facts.person
    return (
        letterhead(body.name, *body.address.lines(), f"N° SIRET : {body.siret}"),
        title("ATTESTATION D'ENTRÉE EN FORMATION"),
        paragraph(f"Je soussigné(e) {body.director}, agissant en qualité de représentant légal de "
                  f"l'organisme {body.name}, n° de déclaration d'activité {body.nda}, atteste que "
                  f"{named(person, 1)}, né{person.e} le {slash(person.birth)}, a intégré le "
                  f"{slash(facts.start)} la formation :", truth=who(person, 1)),
        lines(facts.title, truth=_named(facts)),
        paragraph(f"qui se déroule du {slash(facts.start)} au {slash(facts.end)}.",
                  truth=_dates(facts)),
        paragraph("Attestation délivrée à la demande de l'intéressé(e) pour servir et valoir ce "
                  "que de droit."),
        Block("sign", body.name.split()[0],
              (f"Fait à {body.address.city}, le {words(facts.issued)}",),
              truth=truths.issued(facts)),
        foot("Exemple sans valeur."),
    )  # fmt: skip


def _funder(facts: EntryFacts, random: Random) -> Rows:
    """The funder's form, filled in by the body."""
    body, person = facts.body, facts.person
    return (
        title("DÉCLARATION D'ENTRÉE EN FORMATION"),
        band("1. ORGANISME DE FORMATION"),
        lines(f"Dénomination : {body.name}", f"SIRET : {spaced(body.siret, 3, 3, 3, 5)}",
              f"Adresse : {' - '.join(body.address.lines())}"),
        band("2. BÉNÉFICIAIRE"),
        lines(f"Nom, prénom : {full(person, 0)}", f"Date de naissance : {slash(person.birth)}",
              truth=who(person, 0)),
        band("3. ACTION DE FORMATION"),
        lines(f"Intitulé : {facts.title}",
              f"Date réelle d'entrée en formation : {slash(facts.start)}",
              f"Date prévisionnelle de fin : {slash(facts.end)}",
              "Intensité hebdomadaire : 35 heures", truth=_named(facts) | _dates(facts)),
        band("4. CERTIFICATION"),
        Block("sign", body.name.split()[0],
              ("Je certifie l'exactitude des renseignements ci-dessus.",
               f"Date : {slash(facts.issued)}", "Nom du signataire, signature et cachet"),
              truth=truths.issued(facts)),
    )  # fmt: skip


def _letter(facts: EntryFacts, random: Random) -> Rows:
    body, person = facts.body, facts.person
    return (
        (letterhead(body.name, *body.address.lines(), body.phone),
         to(person, 1, person.short, home=False)),
        aside(f"{body.address.city}, {weekday(facts.issued)}", truth=truths.issued(facts)),
        lines("Objet : attestation d'entrée en stage"),
        paragraph(f"{person.civility},\nNous attestons de votre entrée effective dans notre centre "
                  f"le {words(facts.start)}, en qualité de stagiaire de la formation "
                  f"professionnelle, pour le parcours « {facts.title} ». La fin du parcours est "
                  f"fixée au {words(facts.end)}.", truth=_named(facts) | _dates(facts)),
        paragraph("Nous vous souhaitons une pleine réussite.\nLa coordinatrice pédagogique"),
        bottom(f"{body.name} {body.form} - SIRET {body.siret} - NDA {body.nda} - exemple"),
    )  # fmt: skip


def _erp(facts: EntryFacts, random: Random) -> Rows:
    body, person = facts.body, facts.person
    return (
        letterhead(body.name, f"SIRET {body.siret}"),
        title("Attestation d'entrée en formation", f"Dossier {digits(random, 6)}"),
        entries(Entry("Apprenant", full(person, 1), who(person, 1)),
                Entry("Né(e) le", dots(person.birth)),
                Entry("Parcours", facts.title, _named(facts)),
                Entry("Entrée", dots(facts.start)), Entry("Sortie", dots(facts.end), _dates(facts)),
                Entry("Présent le premier jour", "Oui")),
        sign(f"Établie le {dots(facts.issued)} par {body.director}", truth=truths.issued(facts)),
        bottom("Document généré par notre logiciel de gestion. Exemple sans valeur."),
    )  # fmt: skip


def entry(facts: EntryFacts, number: int, random: Random) -> Drawn:
    made = drawn(((looks.WORD_SERIF, _sworn), (looks.STATE, _funder), (looks.BUREAU, _letter),
                  (looks.APP, _erp)),
                 facts, number, random)  # fmt: skip
    made.truth.update({"body_name": facts.body.name, "body_siret": facts.body.siret})
    return made
