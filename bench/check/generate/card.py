"""One side of an identity document being drawn, and its machine readable zone."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from random import Random

from PIL import Image, ImageDraw, ImageFont
from reportlab.lib.units import mm
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas

# Debian's package fonts-ocr-b. It is drawn as a picture: reportlab takes no font of this format.
_OCRB = Path("/usr/share/fonts/opentype/ocr-b/OCRB.otf")


@dataclass(frozen=True)
class Arrangement:
    """How the sides lie on the paper. `places`: (page, left mm, top mm) of each side in turn.

    `tint`: ground of the object, instead of its model's. `mirrored`: the portrait at the right.
    """

    scale: float
    font: str
    places: tuple[tuple[int, float, float], ...]
    words: str = ""
    tint: tuple[float, float, float] | None = None
    mirrored: bool = False


class Card:
    """One side being drawn, in millimetres of the object from its top left corner."""

    def __init__(
        self,
        canvas: Canvas,
        left: float,
        top: float,
        size: tuple[float, float],
        how: Arrangement,
        tint: tuple[float, float, float],
        random: Random,
    ) -> None:
        self.canvas, self.left, self.top, self.how = canvas, left, top, how
        self.width, self.height = size
        self.random = random
        self.shift = 0.0  # millimetres by which what comes after a portrait at the right moves
        s = how.scale * mm
        canvas.setFillColorRGB(*tint)
        canvas.setStrokeColorRGB(0.5, 0.5, 0.55)
        canvas.roundRect(left, top - self.height * s, self.width * s, self.height * s, 8, fill=1)
        canvas.setLineWidth(0.3)
        canvas.setStrokeColorRGB(*(min(1, c * 0.94) for c in tint))
        for step in range(4, int(self.height), 3):
            y = top - step * s
            path = canvas.beginPath()
            path.moveTo(left, y)
            path.curveTo(left + self.width * s * 0.3, y + 12, left + self.width * s * 0.6, y - 12,
                         left + self.width * s, y)  # fmt: skip
            canvas.drawPath(path)
        canvas.setFillColorRGB(0.05, 0.05, 0.1)

    def text(self, x: float, y: float, text: str, size: float, bold: bool = False,
             width: float = 0) -> None:  # fmt: skip
        """`size` in points of the object; shrinks to `width` mm when it is too long."""
        s = self.how.scale
        font = self.how.font + ("-bold" if bold else "")
        points = size * s
        while width and points > 3 and stringWidth(text, font, points) > width * s * mm:
            points -= 0.25
        self.canvas.setFont(font, points)
        self.canvas.drawString(self.left + (x + self.shift) * s * mm, self.top - y * s * mm, text)

    def pair(self, x: float, y: float, label: str, value: str, size: float = 7.5,
             width: float = 45) -> None:  # fmt: skip
        self.canvas.setFillColorRGB(0.25, 0.3, 0.5)
        self.text(x, y, label, 4.6, False, width)
        self.canvas.setFillColorRGB(0.05, 0.05, 0.1)
        self.text(x, y + 3.3, value, size, True, width)

    def beside(self, x: float, y: float, label: str, value: str, width: float = 60) -> None:
        self.canvas.setFillColorRGB(0.25, 0.3, 0.5)
        self.text(x, y, label, 5.6)
        at = x + stringWidth(label, self.how.font, 5.6) / mm + 1.2
        self.canvas.setFillColorRGB(0.05, 0.05, 0.1)
        self.text(at, y, value, 8, True, width - (at - x))

    def portrait(self, x: float, y: float, w: float, h: float) -> None:
        s = self.how.scale * mm
        if self.how.mirrored:
            x = self.width - w - 2.5
            self.shift = -w - 2
        left, bottom = self.left + x * s, self.top - (y + h) * s
        self.canvas.setFillColorRGB(0.8, 0.82, 0.85)
        self.canvas.rect(left, bottom, w * s, h * s, fill=1, stroke=0)
        self.canvas.setFillColorRGB(0.45, 0.45, 0.5)
        self.canvas.circle(left + w * s / 2, bottom + h * s * 0.6, w * s * 0.22, fill=1, stroke=0)
        self.canvas.ellipse(
            left + w * s * 0.15,
            bottom,
            left + w * s * 0.85,
            bottom + h * s * 0.38,
            fill=1,
            stroke=0,
        )
        self.canvas.setFillColorRGB(0.05, 0.05, 0.1)

    def zone(self, x: float, y: float, lines: list[str], width: float) -> None:
        """The machine readable zone in OCR-B, or in a monospaced font where OCR-B is absent."""
        s = self.how.scale * mm
        step = width * s / len(lines[0])
        if _OCRB.is_file():
            picture = _zone_picture(lines)
            height = picture.height * width * s / picture.width
            bottom = self.top - y * s - height + 6
            self.canvas.drawImage(
                ImageReader(picture), self.left + x * s, bottom, width * s, height, mask="auto"
            )
            return
        self.canvas.setFont("mono", step / 0.6)
        for rank, line in enumerate(lines):
            self.canvas.drawString(self.left + x * s, self.top - (y + 1 + rank * 4.2) * s, line)


def _zone_picture(lines: list[str]) -> Image.Image:
    font = ImageFont.truetype(str(_OCRB), 60)
    pitch = 44  # ICAO 9303-3 §4: 2.54 mm a character for a height of about 3.1 mm of OCR-B size 1
    picture = Image.new("LA", (pitch * len(lines[0]), 74 * len(lines)), (0, 0))
    pen = ImageDraw.Draw(picture)
    for row, line in enumerate(lines):
        for column, character in enumerate(line):
            pen.text((column * pitch, row * 74 + 4), character, (10, 255), font=font)
    return picture.convert("RGBA")
