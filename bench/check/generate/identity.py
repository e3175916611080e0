"""Identity documents: French cards (blue card before 2021, new format), passport, residence permit.

Drawn after the order of the real ones, without their emblems or guilloches. A PDF of them holds
pictures only, as real ones do: the caller turns every page into an image (`raster`).
"""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import replace
from random import Random

from reportlab.lib.pagesizes import A4
from reportlab.lib.units import mm
from reportlab.lib.utils import simpleSplit
from reportlab.pdfgen.canvas import Canvas

from . import mrz
from .card import Arrangement, Card
from .facts import Identity
from .numbers import digits
from .sheet import Drawn
from .theme import register_fonts
from .wording import pick

Side = Callable[["Card", Identity, int], dict[str, str]]


# Scale 1 is the size of the object; people enlarge photocopies.
_ARRANGEMENTS = (
    Arrangement(1.5, "sans", ((0, 20, 25), (0, 20, 150))),
    Arrangement(1.15, "condensed", ((0, 45, 40), (0, 45, 170)), "Copie conforme à l'original"),
    Arrangement(1.7, "narrow", ((0, 12, 60), (1, 12, 60))),
    Arrangement(1.3, "dejavu", ((0, 55, 150), (0, 55, 20))),
    Arrangement(1.6, "carlito", ((0, 18, 40), (0, 18, 165)), "Bon pour dossier de formation"),
    Arrangement(1.2, "lato", ((0, 10, 20), (0, 70, 120))),
    Arrangement(1.65, "opensans", ((0, 15, 90), (1, 15, 40))),
    Arrangement(1.4, "sans", ((0, 40, 15), (0, 30, 125)), "COPIE"),
    # A grey photocopy; another tint; the sides apart, low on two pages; a small colour copy.
    Arrangement(1.55, "roboto", ((0, 28, 30), (0, 28, 155)), tint=(0.90, 0.90, 0.90)),
    Arrangement(
        1.35,
        "freesans",
        ((0, 60, 60), (0, 60, 165)),
        "Document transmis à l'instructeur",
        tint=(0.88, 0.95, 0.90),
    ),
    Arrangement(1.75, "serifcondensed", ((0, 14, 150), (1, 14, 150)), tint=(0.93, 0.91, 0.97)),
    Arrangement(
        1.25, "condensed", ((0, 70, 25), (0, 15, 130)), "Pièce jointe n° 1", tint=(0.97, 0.96, 0.90)
    ),
    # The portrait at the right in the first and the third; a dark copy; sides across the page.
    Arrangement(
        1.5, "notosans", ((0, 35, 35), (0, 35, 160)), tint=(0.92, 0.97, 0.97), mirrored=True
    ),
    Arrangement(
        1.62, "freeserif", ((0, 16, 70), (1, 30, 30)), "Vu l'original", tint=(0.83, 0.83, 0.84)
    ),
    Arrangement(
        1.32,
        "robotocondensed",
        ((0, 62, 18), (0, 62, 120)),
        "Copie remise par l'usager",
        tint=(0.98, 0.93, 0.85),
        mirrored=True,
    ),
    Arrangement(1.45, "latolight", ((0, 15, 165), (0, 45, 30)), tint=(0.90, 0.92, 0.99)),
    # At the size of the object; enlarged, a side a page; on a copy marked for a tenant; pale.
    Arrangement(1.1, "display", ((0, 50, 60), (0, 50, 150)), tint=(0.91, 0.95, 0.99)),
    Arrangement(
        1.72, "opensanslight", ((0, 18, 20), (1, 18, 20)), "Recto / verso", tint=(0.95, 0.94, 0.90)
    ),
    Arrangement(
        1.4,
        "latomedium",
        ((0, 25, 45), (0, 58, 165)),
        "Copie destinée exclusivement à une demande d'aide à la formation",
        tint=(0.90, 0.96, 0.93),
        mirrored=True,
    ),
    Arrangement(1.55, "opensanslight", ((0, 22, 15), (0, 22, 115)), tint=(0.97, 0.97, 0.98)),
    # Low on the sheet; a side a page, askew in place; small, at the right; marked for a rental.
    Arrangement(1.48, "robotolight", ((0, 30, 80), (0, 30, 185)), tint=(0.94, 0.93, 0.97)),
    Arrangement(
        1.68,
        "serif",
        ((0, 20, 35), (1, 36, 110)),
        "Certifié conforme par le titulaire",
        tint=(0.87, 0.88, 0.86),
        mirrored=True,
    ),
    Arrangement(1.18, "narrow", ((0, 75, 20), (0, 75, 120)), tint=(0.99, 0.96, 0.93)),
    Arrangement(
        1.38,
        "caladea",
        ((0, 12, 50), (0, 60, 150)),
        "Dossier de financement : copie à ne pas réutiliser",
        tint=(0.92, 0.94, 0.90),
    ),
    # Side by side in height at the right edge; enlarged, apart; a bluish copy; near the foot.
    Arrangement(
        1.28, "opensansblack", ((0, 80, 40), (0, 80, 142)), tint=(0.89, 0.93, 0.98), mirrored=True
    ),
    Arrangement(
        1.7,
        "robotocondensedlight",
        ((0, 15, 55), (1, 22, 150)),
        "Copie conforme",
        tint=(0.96, 0.93, 0.96),
    ),
    Arrangement(1.42, "latosemibold", ((0, 35, 60), (0, 20, 175)), tint=(0.86, 0.88, 0.92)),
    Arrangement(
        1.22,
        "freesans",
        ((0, 22, 90), (0, 75, 190)),
        "Copie pour le seul usage du service instructeur",
        tint=(0.95, 0.97, 0.93),
        mirrored=True,
    ),
    # At the top of the sheet, from left to right; a side a page; a buff copy; at the size, low.
    Arrangement(1.46, "robotoblack", ((0, 20, 12), (0, 48, 130)), tint=(0.93, 0.95, 0.97)),
    Arrangement(
        1.66,
        "opensanssoft",
        ((0, 24, 130), (1, 24, 18)),
        "Exemplaire pour l'organisme de formation",
        tint=(0.89, 0.92, 0.89),
        mirrored=True,
    ),
    Arrangement(
        1.34,
        "sans",
        ((0, 66, 50), (0, 16, 160)),
        "Copie numérisée le jour du dépôt",
        tint=(0.98, 0.95, 0.88),
    ),
    Arrangement(1.12, "lato", ((0, 60, 90), (0, 60, 190)), tint=(0.84, 0.85, 0.87)),
    # From the top left corner; apart on two pages, low then high; a yellowed copy; centred.
    Arrangement(
        1.58, "roboto", ((0, 9, 12), (0, 9, 140)), "Copie recto verso", tint=(0.93, 0.95, 0.98)
    ),
    Arrangement(
        1.45, "opensans", ((0, 40, 156), (1, 40, 25)), tint=(0.91, 0.94, 0.91), mirrored=True
    ),
    Arrangement(
        1.3,
        "notosans",
        ((0, 18, 28), (0, 72, 128)),
        "Copie transmise pour un dossier d'aide, usage unique",
        tint=(0.98, 0.96, 0.87),
    ),
    Arrangement(1.25, "freesans", ((0, 50, 88), (0, 50, 184)), tint=(0.88, 0.87, 0.90)),
    # Far apart, at both ends; a side a page, at the foot; small, one under the other; greenish.
    Arrangement(
        1.36,
        "carlito",
        ((0, 14, 20), (0, 70, 170)),
        "Copie pour instruction, ne pas diffuser",
        tint=(0.96, 0.93, 0.92),
    ),
    Arrangement(
        1.6, "display", ((0, 22, 165), (1, 22, 165)), tint=(0.92, 0.92, 0.97), mirrored=True
    ),
    Arrangement(
        1.15, "opensanssemibold", ((0, 95, 30), (0, 95, 112)), "Pièce n° 2", tint=(0.90, 0.89, 0.86)
    ),
    Arrangement(
        1.52, "freeserif", ((0, 26, 55), (0, 26, 172)), tint=(0.90, 0.95, 0.91), mirrored=True
    ),
)


def _spoilt(lines: list[str], facts: Identity, random: Random) -> list[str]:
    """One digit of the birth date wrong, its check digit kept, where the defect asks for it."""
    if not facts.wrong_digit:
        return lines
    at = {"new_card": (1, 0), "permit": (1, 0), "old_card": (1, 27), "passport": (1, 13)}[
        facts.model
    ]
    place = at[1] + random.randrange(2)
    line = lines[at[0]]
    other = str((int(line[place]) + random.randint(1, 9)) % 10)
    return [*lines[: at[0]], line[:place] + other + line[place + 1 :], *lines[at[0] + 1 :]]


def _dates(facts: Identity, dot: str) -> tuple[str, str, str]:
    pattern = f"%d{dot}%m{dot}%Y"
    return (facts.person.birth.strftime(pattern), facts.issued.strftime(pattern),
            facts.expires.strftime(pattern))  # fmt: skip


def _civil(facts: Identity) -> dict[str, str]:
    p = facts.person
    truth = {"surname": p.surname, "given_names": ", ".join(p.given), "sex": p.sex,
             "birth_date": p.birth.isoformat(), "birth_place": p.birth_place.upper(),
             "document_number": facts.number}  # fmt: skip
    if p.usage_name:
        truth["usage_name"] = p.usage_name
    return truth


def _new_front(card: Card, facts: Identity, number: int) -> dict[str, str]:
    p = facts.person
    birth, _, expires = _dates(facts, " ")
    card.text(5, 6, "RÉPUBLIQUE FRANÇAISE – SPÉCIMEN", 6.5, True)
    card.text(5, 10, "CARTE NATIONALE D'IDENTITÉ / IDENTITY CARD", 5, True)
    card.portrait(4, 13, 25, 34)
    card.pair(31, 15, "NOM / Surname", p.surname, 8)
    y = 22.0
    card.pair(31, y, "Prénoms / Given names", ", ".join(p.given), 7.5, 52)
    card.pair(31, y + 7, "SEXE / Sex", p.sex, 7, 8)
    card.pair(42, y + 7, "NATIONALITÉ / Nationality", p.nationality, 7, 17)
    card.pair(62, y + 7, "DATE DE NAISS. / Date of birth", birth, 7, 22)
    card.pair(31, y + 14, "LIEU DE NAISSANCE / Place of birth", p.birth_place.upper(), 7, 50)
    if p.usage_name:
        card.pair(31, y + 21, "NOM D'USAGE / Alternate name", f"{p.usage_name}", 7, 26)
    card.pair(58, y + 21, "N° DU DOCUMENT / Document No", facts.number, 7.5, 26)
    card.pair(58, y + 27.4, "DATE D'EXPIR. / Expiry date", expires, 7, 24)
    return _civil(facts) | {"nationality": p.nationality, "expiry_date": facts.expires.isoformat()}


def _new_back(card: Card, facts: Identity, number: int) -> dict[str, str]:
    p = facts.person
    _, issued, _ = _dates(facts, " ")
    card.pair(5, 6, "TAILLE / Height", "1,70 m", 7)
    card.pair(30, 6, "DATE DE DÉLIVRANCE / Date of issue", issued, 7)
    card.pair(5, 14, "ADRESSE / Address", p.address.street.upper(), 6.5, 60)
    card.text(5, 20.4, f"{p.address.postcode} {p.address.city.upper()} FRANCE", 6.5, True, 60)
    lines = mrz.td1("ID", "FRA", facts.number, p.nationality, p.surname, list(p.given), p.birth,
                    p.sex, facts.expires)  # fmt: skip
    card.zone(4, 36, _spoilt(lines, facts, card.random), 77)
    return {"issue_date": facts.issued.isoformat()}


def _old_front(card: Card, facts: Identity, number: int) -> dict[str, str]:
    p = facts.person
    birth, _, _ = _dates(facts, ".")
    card.text(5, 6, "CARTE NATIONALE D'IDENTITÉ N° :", 7)
    card.text(51, 6, facts.number, 8.5, True)
    card.text(76, 6, "Nationalité Française", 6)
    card.portrait(5, 11, 27, 35)
    card.beside(35, 14, "Nom :", p.surname, 65)
    card.beside(35, 20.5, "Prénom(s) :", ", ".join(p.given).upper() if number % 2 else
                ", ".join(p.given), 65)  # fmt: skip
    card.beside(35, 27, "Sexe :", p.sex)
    card.beside(52, 27, "Né(e) le :", birth)
    card.beside(35, 33, "à :", f"{p.birth_place.upper()} ({p.birth_department})")
    if p.usage_name:
        card.beside(35, 39, "Nom d'usage :", p.usage_name)
    card.beside(35, 45, "Taille :", "1,68 m")
    lines = mrz.french_card(facts.number, f"{p.birth_department}9{digits(card.random, 3)}",
                            p.surname, list(p.given), p.birth, p.sex)  # fmt: skip
    card.zone(5, 57, _spoilt(lines, facts, card.random), 95)
    return _civil(facts)


def _old_back(card: Card, facts: Identity, number: int) -> dict[str, str]:
    p = facts.person
    _, issued, expires = _dates(facts, ".")
    card.beside(6, 12, "Adresse :", p.address.street.upper(), 90)
    card.text(18, 18, f"{p.address.city.upper()} ({p.address.postcode[:2]})", 8, True)
    card.beside(6, 30, "Carte valable jusqu'au :", expires)
    card.beside(6, 37, "délivrée le :", issued)
    card.beside(6, 44, "par :", f"PRÉFECTURE DE L'EXEMPLE ({p.address.postcode[:2]})", 80)
    card.text(6, 56, "Signature de l'autorité :", 5.6)
    return {"issue_date": facts.issued.isoformat(), "expiry_date": facts.expires.isoformat()}


def _passport(card: Card, facts: Identity, number: int) -> dict[str, str]:
    p = facts.person
    birth, issued, expires = _dates(facts, " ")
    card.text(5, 6, "PASSEPORT / PASSPORT – RÉPUBLIQUE FRANÇAISE (SPÉCIMEN)", 6, True)
    card.portrait(5, 14, 32, 42)
    card.pair(42, 11, "Type", "P", 7, 8)
    card.pair(54, 11, "Code du pays / Country code", "FRA", 7, 14)
    card.pair(86, 11, "Passeport n° / Passport No", facts.number, 8, 32)
    card.pair(42, 19, "Nom (1) / Surname", p.surname, 8, 76)
    card.pair(42, 27, "Prénoms (2) / Given names", ", ".join(p.given), 8, 76)
    card.pair(42, 35, "Nationalité (3) / Nationality", "Française", 7, 30)
    card.pair(86, 35, "Date de naissance (4) / Date of birth", birth, 7.5, 32)
    card.pair(42, 43, "Sexe (5) / Sex", p.sex, 7, 10)
    card.pair(62, 43, "Lieu de naissance (6) / Place of birth", p.birth_place.upper(), 7, 55)
    card.pair(42, 51, "Date de délivrance (7) / Date of issue", issued, 7.5, 36)
    card.pair(86, 51, "Date d'expiration (8) / Date of expiry", expires, 7.5, 32)
    if p.usage_name:
        card.pair(42, 59, "Nom d'usage", p.usage_name, 7, 50)
    lines = mrz.td3("FRA", facts.number, p.nationality, p.surname, list(p.given), p.birth, p.sex,
                    facts.expires)  # fmt: skip
    card.zone(4, 73, _spoilt(lines, facts, card.random), 117)
    return _civil(facts) | {"issue_date": facts.issued.isoformat(), "nationality": "FRA",
                            "expiry_date": facts.expires.isoformat()}  # fmt: skip


def _permit_front(card: Card, facts: Identity, number: int) -> dict[str, str]:
    p = facts.person
    birth, _, expires = _dates(facts, " ")
    card.text(5, 6, pick(number, "TITRE DE SÉJOUR", "TITRE DE SÉJOUR / RESIDENCE PERMIT"), 7, True)
    card.text(62, 6, facts.number, 7, True)
    card.portrait(4, 11, 24, 32)
    card.pair(31, 11, "NOM / Surname", p.surname, 8)
    card.pair(31, 18, "PRÉNOMS / Given names", ", ".join(p.given), 7.5, 52)
    card.pair(31, 25, "SEXE", p.sex, 7, 8)
    card.pair(42, 25, "NATIONALITÉ", p.nationality, 7, 16)
    card.pair(61, 25, "DATE DE NAISSANCE", birth, 7, 22)
    card.pair(31, 32, "CATÉGORIE DU TITRE", "CARTE DE RÉSIDENT", 7, 50)
    card.pair(31, 39, "DATE D'EXPIRATION", expires, 7.5, 30)
    if p.usage_name:
        card.pair(61, 39, "NOM D'USAGE", p.usage_name, 7, 22)
    card.text(31, 49, "REMARQUES : autorise son titulaire à travailler", 5)
    truth = _civil(facts) | {"nationality": p.nationality}
    del truth["birth_place"]
    return truth | {"expiry_date": facts.expires.isoformat()}


def _permit_back(card: Card, facts: Identity, number: int) -> dict[str, str]:
    p = facts.person
    _, issued, _ = _dates(facts, " ")
    card.pair(5, 6, "LIEU ET DATE DE DÉLIVRANCE", f"PRÉFECTURE DE L'EXEMPLE {issued}", 6.5, 70)
    card.pair(5, 13, "LIEU DE NAISSANCE", p.birth_place.upper(), 6.5, 60)
    card.pair(5, 20, "ADRESSE", p.address.street.upper(), 6.5, 60)
    card.text(5, 26.6, f"{p.address.postcode} {p.address.city.upper()}", 6.5, True, 60)
    lines = mrz.td1("IR", "FRA", facts.number, p.nationality, p.surname, list(p.given), p.birth,
                    p.sex, facts.expires)  # fmt: skip
    card.zone(4, 36, _spoilt(lines, facts, card.random), 77)
    return {"issue_date": facts.issued.isoformat(), "birth_place": p.birth_place.upper()}


# Model → size in mm (ISO/IEC 7810: ID-1, ID-2, ID-3), tint, sides.
_MODELS: dict[str, tuple[tuple[float, float], tuple[float, float, float], tuple[Side, ...]]] = {
    "new_card": ((85.6, 54), (0.86, 0.92, 0.97), (_new_front, _new_back)),
    "old_card": ((105, 74), (0.83, 0.89, 0.96), (_old_front, _old_back)),
    "passport": ((125, 88), (0.95, 0.93, 0.90), (_passport,)),
    "permit": ((85.6, 54), (0.97, 0.90, 0.88), (_permit_front, _permit_back)),
}


def render(facts: Identity, number: int, random: Random) -> Drawn:
    register_fonts()
    if facts.alone:
        return _alone(facts, number, random)
    how = _ARRANGEMENTS[number]
    size, tint, sides = _MODELS[facts.model]
    tint = how.tint or tint
    if facts.sides == "front":
        sides = sides[:1]
    # A larger object is not enlarged beyond the page.
    scale = min(how.scale, 188 / size[0], 118 / size[1] if len(sides) > 1 else 3)
    how = replace(how, scale=scale)
    paper = io.BytesIO()
    canvas = Canvas(paper, pagesize=A4, invariant=1)
    truth: dict[str, str] = {}
    page = 0
    for side, (on, left, top) in zip(sides, how.places, strict=False):
        if on != page:
            canvas.showPage()
            page = on
        left = min(left, 210 - 8 - size[0] * scale)
        card = Card(canvas, left * mm, A4[1] - top * mm, size, how, tint, random)
        truth |= side(card, facts, number)
    if how.words:
        canvas.setFont(how.font, 11)
        for rank, line in enumerate(simpleSplit(how.words, how.font, 11, 300)):
            canvas.drawString(60, 30 - rank * 12, line)
    canvas.showPage()
    canvas.save()
    return Drawn(paper.getvalue(), page + 1, truth)


def _alone(facts: Identity, number: int, random: Random) -> Drawn:
    """Each side on a page of its own size: the object itself, to be photographed."""
    size, tint, sides = _MODELS[facts.model]
    how = replace(_ARRANGEMENTS[number], scale=2.0)
    tint = how.tint or tint
    paper = io.BytesIO()
    page = (size[0] * 2 * mm, size[1] * 2 * mm)
    canvas = Canvas(paper, pagesize=page, invariant=1)
    truth: dict[str, str] = {}
    shown = sides[:1] if facts.sides == "front" else sides
    for side in shown:
        truth |= side(Card(canvas, 0, page[1], size, how, tint, random), facts, number)
        canvas.showPage()
    canvas.save()
    return Drawn(paper.getvalue(), len(shown), truth)
