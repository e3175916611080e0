"""A copy of both sides of a fictitious identity card, in the order of the real ones.

Without emblem, photograph nor guilloche: nobody can take it for a card.
"""

from __future__ import annotations

import unicodedata
from datetime import date

from reportlab.lib.units import mm

from bastide.demo.papers.people import Person
from bastide.demo.papers.sheet import HEIGHT, Paper, Sheet
from bastide.engine.pieces.mrz import check_digit

# ISO/IEC 7810, ID-1: 85.6 × 54 mm; drawn half as large again, as photocopies often are.
SCALE = 1.5 * mm
WIDE, HIGH = 85.6, 54.0


def card(person: Person, number: str, issued: date, expires: date) -> Paper:
    """Front and back on a page. `number`: nine characters."""

    def draw(sheet: Sheet) -> None:
        _front(sheet, HEIGHT - 22 * mm, person, number, expires)
        _back(sheet, HEIGHT - 116 * mm, person, number, issued, expires)

    return draw


def _frame(sheet: Sheet, top: float) -> None:
    canvas = sheet.canvas
    canvas.setStrokeColorRGB(0.4, 0.5, 0.7)
    canvas.roundRect(sheet.look.left, top - HIGH * SCALE, WIDE * SCALE, HIGH * SCALE, 8)
    canvas.setStrokeColorRGB(0.08, 0.08, 0.08)


def _pair(sheet: Sheet, top: float, x: float, y: float, label: str, value: str) -> None:
    """A small label above its value; `x`, `y` in millimetres of the card."""
    canvas, left = sheet.canvas, sheet.look.left + x * SCALE
    canvas.setFont("Helvetica", 7)
    canvas.drawString(left, top - y * SCALE, label)
    canvas.setFont("Helvetica-Bold", 11)
    canvas.drawString(left, top - y * SCALE - 12, value)


def _front(sheet: Sheet, top: float, person: Person, number: str, expires: date) -> None:
    _frame(sheet, top)
    canvas, left = sheet.canvas, sheet.look.left
    canvas.setFont("Helvetica-Bold", 9)
    canvas.drawString(left + 5 * SCALE, top - 5 * SCALE, "RÉPUBLIQUE FRANÇAISE")
    canvas.drawString(left + 5 * SCALE, top - 8.6 * SCALE, "CARTE NATIONALE D'IDENTITÉ")
    canvas.setFillColorRGB(0.85, 0.87, 0.9)
    canvas.rect(left + 5 * SCALE, top - 46 * SCALE, 24 * SCALE, 33 * SCALE, fill=1, stroke=0)
    canvas.setFillColorRGB(0.45, 0.45, 0.5)
    canvas.setFont("Helvetica-Bold", 11)
    canvas.drawCentredString(left + 17 * SCALE, top - 50 * SCALE, "SPÉCIMEN")
    canvas.setFillColorRGB(0.08, 0.08, 0.08)
    _pair(sheet, top, 32, 14, "NOM / Surname", person.surname)
    _pair(sheet, top, 32, 22, "Prénoms / Given names", person.given)
    _pair(sheet, top, 32, 30, "SEXE / Sex", person.sex)
    _pair(sheet, top, 44, 30, "NATIONALITÉ / Nat.", "FRA")
    _pair(sheet, top, 62, 30, "DATE DE NAISS. / Birth", f"{person.birth:%d %m %Y}")
    _pair(sheet, top, 32, 38, "N° DU DOCUMENT / Document No", number)
    _pair(sheet, top, 62, 38, "DATE D'EXPIR. / Expiry date", f"{expires:%d %m %Y}")
    if person.usage_name:
        _pair(sheet, top, 32, 46, "NOM D'USAGE / Alternate name", person.usage_name)


def _back(
    sheet: Sheet, top: float, person: Person, number: str, issued: date, expires: date
) -> None:
    _frame(sheet, top)
    _pair(sheet, top, 5, 6, "DATE DE DÉLIVRANCE / Date of issue", f"{issued:%d %m %Y}")
    _pair(sheet, top, 5, 15, "ADRESSE / Address", " ".join(person.place).upper())
    canvas = sheet.canvas
    # 30 characters across the card, whose zone leaves 4 mm at each side (ICAO 9303-3, § 4).
    size = (WIDE - 8) * SCALE / 30 / 0.6
    canvas.setFont("Courier", size)
    for rank, line in enumerate(zone(person, number, expires)):
        left = sheet.look.left + 4 * SCALE
        canvas.drawString(left, top - (37 + 5.5 * rank) * SCALE, line)


def zone(person: Person, number: str, expires: date) -> tuple[str, str, str]:
    """The machine readable zone, three lines of 30 (ICAO 9303-5, § 4.2)."""
    first = f"IDFRA{number}{check_digit(number)}".ljust(30, "<")
    birth, until = f"{person.birth:%y%m%d}", f"{expires:%y%m%d}"
    dates = f"{birth}{check_digit(birth)}{person.sex}{until}{check_digit(until)}"
    second = f"{dates}FRA".ljust(29, "<")
    second += check_digit(first[5:] + second[0:7] + second[8:15] + second[18:29])
    names = f"{_plain(person.surname)}<<{_plain(person.given)}"
    return first, second, names.ljust(30, "<")[:30]


def _plain(text: str) -> str:
    flat = unicodedata.normalize("NFD", text.upper().replace("'", ""))
    return "".join(c if c.isalnum() else "<" for c in flat if not unicodedata.combining(c))
