"""PDF with a text layer: every page is drawn anew as a picture, what was replaced painted over.

1. Comments and form fields are made part of the page, then its letters are read one by one, each
   with its box (pdfium).
2. A new PDF is made of pictures of the pages, with the words that stay as invisible text over
   them: it can be searched and read aloud. Nothing of the old file is copied into it: no letter
   under a box, no metadata, attachment, outline, script or former revision.
3. A page without text cannot be examined: it is left out, and a sentence says so in its place.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c
from PIL import ImageDraw
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfgen.canvas import Canvas

from bastide.engine.ports import ReadError
from bastide.providers.readers import budget
from bastide.providers.redaction import Put
from bastide.providers.writers import fonts
from bastide.providers.writers.printable import drawable

_SCALE = 2.2  # pixels a point: 158 dpi, small print stays readable
_MOST_PIXELS = 25_000_000
# A line that goes this far to the right, in shares of the text's width, goes on in the next one.
_FULL, _LONG = 0.85, 45  # and has so many letters
_LEFT_OUT = "Page sans texte lisible (image) : elle n'a pas pu être examinée et a été retirée."

Box = tuple[float, float, float, float]  # left, top, right, bottom in pixels of the page's picture


@dataclass(slots=True)
class _Page:
    """`first`: where its letters begin in the text; `boxes`: one a letter, none for a blank."""

    number: int
    first: int
    text: str
    boxes: list[Box | None]


class PdfFile:
    suffix = ".pdf"

    def __init__(self, path: Path) -> None:
        self.warnings: list[str] = []
        try:
            self._pdf = pdfium.PdfDocument(path)
        except pdfium.PdfiumError as error:
            if "password" in str(error).lower():
                raise ReadError("Le PDF est protégé : donnez-le sans mot de passe.") from error
            raise ReadError("Le PDF est abîmé : il ne s'ouvre pas.") from error
        budget.check_pages(len(self._pdf))
        self._pdf.init_forms()
        self._pages: list[_Page] = []
        at = pictures = 0
        for number in range(len(self._pdf)):
            page = _flat(self._pdf, number)
            text, boxes = _letters(page)
            pictures += sum(1 for o in page.get_objects([pdfium_c.FPDF_PAGEOBJ_IMAGE], 2))
            self._pages.append(_Page(number, at, text, boxes))
            at += len(text) + 1
        self.text = "\f".join(page.text for page in self._pages)
        empty = [str(p.number + 1) for p in self._pages if not p.text.strip()]
        if len(empty) == len(self._pages):
            raise ReadError(
                "Le PDF n'a pas de texte : c'est une image (un scan). Passez-le d'abord dans un "
                "logiciel de reconnaissance de caractères (OCR), ou donnez le document d'origine."
            )
        if empty:
            self.warnings.append(f"Pages sans texte, retirées du résultat : {', '.join(empty)}.")
        if pictures:
            self.warnings.append(
                f"Images des pages ({pictures}) : ce qu'elles montrent n'est pas examiné, "
                "regardez-les."
            )

    def redacted(self, puts: Sequence[Put]) -> bytes:
        drawn = fonts.ready()
        out = io.BytesIO()
        canvas = Canvas(out, pageCompression=1, invariant=1)
        for told in (canvas.setTitle, canvas.setAuthor, canvas.setSubject, canvas.setCreator):
            told("")
        canvas.setProducer("")
        for page in self._pages:
            mine = [
                (start - page.first, end - page.first, new)
                for start, end, new in puts
                if start < page.first + len(page.text) and end > page.first
            ]
            self._draw(canvas, page, mine, drawn)
            canvas.showPage()
        canvas.save()
        return out.getvalue()

    def _draw(self, canvas: Canvas, page: _Page, puts: Sequence[Put], drawn: Any) -> None:
        sheet = _flat(self._pdf, page.number)
        wide, high = sheet.get_size()
        canvas.setPageSize((wide, high))
        if not page.text.strip():
            canvas.setFont(fonts.TEXT, 10)
            canvas.drawString(36, high - 60, drawable(_LEFT_OUT, drawn)[:120])
            return
        scale = _scale(wide, high)
        picture = sheet.render(scale=scale, draw_annots=False, may_draw_forms=False).to_pil()
        picture = picture.convert("RGB")
        pen = ImageDraw.Draw(picture)
        shown: list[tuple[int, Box, str]] = []
        hidden: set[int] = set()
        for start, end, new in puts:
            hidden.update(range(max(0, start), min(end, len(page.text))))
            areas = list(_areas(page, max(0, start), min(end, len(page.text))))
            for at, area in enumerate(areas):
                pen.rectangle(area, fill=(22, 32, 43) if new.startswith("[") else (255, 255, 255))
                if at == 0 and start >= 0:
                    shown.append((start, area, " ".join(new.split())))
        written = io.BytesIO()
        picture.save(written, "JPEG", quality=82)
        canvas.drawImage(ImageReader(written), 0, 0, wide, high)
        places = {start for start, _, _ in shown}
        for at, box, word in sorted([*shown, *_words(page, hidden)]):
            if at in places:
                _written(canvas, box, drawable(word, drawn), high, scale, mask=word[0] == "[")
            else:
                _invisible(canvas, box, drawable(word, drawn), high, scale)


def opened(path: Path, _name: str) -> PdfFile:
    return PdfFile(path)


def _scale(wide: float, high: float) -> float:
    return min(_SCALE, (_MOST_PIXELS / max(1.0, wide * high)) ** 0.5)


def _flat(pdf: Any, number: int) -> Any:
    """The page, comments and fields made part of it."""
    page = pdf[number]
    # The C function itself: that of pypdfium2 asks for fields, and comments need it too.
    pdfium_c.FPDFPage_Flatten(page, pdfium_c.FLAT_NORMALDISPLAY)
    page.close()
    return pdf[number]


def _letters(page: Any) -> tuple[str, list[Box | None]]:
    """The text of a page and the box of each letter; lines that the width cut flow on."""
    text = page.get_textpage()
    wide, high = page.get_size()
    scale = _scale(wide, high)
    bitmap = page.render(scale=0.05, draw_annots=False, may_draw_forms=False)
    place = bitmap.get_posconv(page)
    grown = scale / 0.05
    letters: list[str] = []
    boxes: list[Box | None] = []
    for at in range(text.count_chars()):
        code = pdfium_c.FPDFText_GetUnicode(text, at)
        letter = chr(code) if 0 < code < 0x110000 else " "
        if letter == "\r":
            continue
        if letter in ("\x02", "\ufffe", "\u00ad"):  # a word cut at the end of a line
            letter = "-"
        if "\ud800" <= letter <= "\udfff":
            letter = "?"
        box = None
        if not letter.isspace():
            left, bottom, right, top = text.get_charbox(at, loose=True)
            x0, y0 = _pixel(place, left, top, grown, page)
            x1, y1 = _pixel(place, right, bottom, grown, page)
            box = (min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1))
        letters.append(letter)
        boxes.append(box)
    _flowing(letters, boxes)
    return "".join(letters), boxes


def _pixel(place: Any, x: float, y: float, grown: float, page: Any) -> tuple[float, float]:
    """Where a point of the page is on its picture."""
    turned = page.get_rotation()
    left, bottom, right, top = page.get_cropbox()
    scale = grown * 0.05
    x, y = x - left, y - bottom
    wide, high = right - left, top - bottom
    if turned == 90:
        return y * scale, x * scale
    if turned == 180:
        return (wide - x) * scale, y * scale
    if turned == 270:
        return (high - y) * scale, (wide - x) * scale
    return x * scale, (high - y) * scale


def _flowing(letters: list[str], boxes: list[Box | None]) -> None:
    """Ends of lines that only the width made become blanks."""
    right = max((box[2] for box in boxes if box), default=0.0)
    left = min((box[0] for box in boxes if box), default=0.0)
    begun = 0
    for at, letter in enumerate(letters):
        if letter != "\n" or at + 1 >= len(letters):
            continue
        length, begun = at - begun, at + 1
        if length < _LONG:
            continue
        before = next((boxes[i] for i in range(at - 1, max(-1, at - 4), -1) if boxes[i]), None)
        ends = next((c for c in reversed(letters[max(0, at - 3) : at]) if not c.isspace()), "")
        if before and before[2] - left >= _FULL * (right - left) and ends not in ".!?:;":
            letters[at] = " "


def _areas(page: _Page, start: int, end: int) -> Iterator[Box]:
    """The rectangles that cover letters, one a line."""
    area: Box | None = None
    for at in range(start, end):
        box = page.boxes[at]
        if box is None:
            continue
        if area and box[1] < area[3] and box[3] > area[1] and box[0] > area[0] - 4:
            area = (min(area[0], box[0]), min(area[1], box[1]), max(area[2], box[2]),
                    max(area[3], box[3]))  # fmt: skip
        else:
            if area:
                yield _wider(area)
            area = box
    if area:
        yield _wider(area)


def _wider(box: Box) -> Box:
    return box[0] - 1, box[1] - 1, box[2] + 1, box[3] + 1


def _words(page: _Page, hidden: set[int]) -> Iterator[tuple[int, Box, str]]:
    """The words that stay, each with where it begins and its box."""
    word, area, begun = "", None, 0
    for at, letter in enumerate([*page.text, " "]):
        box = page.boxes[at] if at < len(page.boxes) else None
        if box is None or at in hidden:
            if word and area:
                yield begun, area, word
            word, area, begun = "", None, at + 1
            continue
        word += letter
        area = box if area is None else (
            min(area[0], box[0]), min(area[1], box[1]), max(area[2], box[2]), max(area[3], box[3])
        )  # fmt: skip


def _invisible(canvas: Canvas, box: Box, word: str, high: float, scale: float) -> None:
    size = max(1.0, (box[3] - box[1]) / scale * 0.8)
    line = canvas.beginText(box[0] / scale, high - box[3] / scale + size * 0.2)
    line.setTextRenderMode(3)
    line.setFont(fonts.TEXT, size)
    natural = pdfmetrics.stringWidth(word, fonts.TEXT, size)
    if natural > 0:
        line.setHorizScale(100 * (box[2] - box[0]) / scale / natural)
    line.textOut(word + " ")
    canvas.drawText(line)


def _written(canvas: Canvas, box: Box, text: str, high: float, scale: float, *, mask: bool) -> None:
    """A replacement over its place, as large as fits."""
    wide = (box[2] - box[0]) / scale
    size = min(10.0, (box[3] - box[1]) / scale * 0.72)
    natural = pdfmetrics.stringWidth(text, fonts.TEXT, size)
    if natural > wide - 2:
        size = max(2.0, size * (wide - 2) / natural)
    canvas.setFillColorRGB(*((1, 1, 1) if mask else (0.08, 0.12, 0.17)))
    canvas.setFont(fonts.TEXT, size)
    middle = high - (box[1] + box[3]) / 2 / scale
    canvas.drawString(box[0] / scale + 1, middle - size * 0.35, text)
