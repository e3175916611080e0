"""The pages of a file: its type told from its bytes, then one image a page, with its text layer."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from typing import Any

import pypdfium2 as pdfium
from pi_heif import register_heif_opener  # type: ignore[import-untyped]
from PIL import Image, ImageOps, ImageSequence

from bastide.engine.ports import ReadError

Words = list[tuple[str, tuple[float, float, float, float], int, float]]
_LONG, _SCALE = 2339, 200 / 72  # A4 at 200 dpi, which is enough for tesseract
_FORMATS = ("JPEG", "PNG", "TIFF", "WEBP", "HEIF")


def open_file(data: bytes, most: int, pixels: int) -> tuple[str, Iterator[tuple[Any, Words]]]:
    """Media type and pages. Raises `ReadError`; an image is refused before it is decoded."""
    if data[:1024].find(b"%PDF-") >= 0:
        return "application/pdf", _pdf(data, most)
    register_heif_opener()
    Image.MAX_IMAGE_PIXELS = None  # the limit below is ours
    try:
        image = Image.open(BytesIO(data), formats=_FORMATS)
    except OSError as error:
        raise ReadError(
            "Ce fichier n'est pas d'une forme acceptée, ou il est abîmé : envoyez un PDF ou une "
            "image JPEG, PNG, TIFF, WebP ou HEIC."
        ) from error
    if getattr(image, "n_frames", 1) > most:
        raise ReadError(f"Le fichier a plus de {most} pages : envoyez-le en plusieurs fichiers.")
    return f"image/{str(image.format).lower()}", _frames(image, pixels)


def _frames(image: Any, pixels: int) -> Iterator[tuple[Any, Words]]:
    for frame in ImageSequence.Iterator(image):
        if frame.width * frame.height > pixels:
            raise ReadError("L'image est trop grande : envoyez une photo ou un scan ordinaire.")
        upright = ImageOps.exif_transpose(frame).convert("RGB")
        upright.thumbnail((_LONG, _LONG))
        yield upright, []


def _pdf(data: bytes, most: int) -> Iterator[tuple[Any, Words]]:
    try:
        document = pdfium.PdfDocument(data)
    except pdfium.PdfiumError as error:
        if "assword" in str(error):
            raise ReadError(
                "Le PDF est protégé par un mot de passe : renvoyez-le sans mot de passe."
            ) from error
        raise ReadError("Le PDF est abîmé : exportez-le de nouveau et renvoyez-le.") from error
    if not 0 < len(document) <= most:
        raise ReadError(f"Le PDF doit avoir de 1 à {most} pages : envoyez-le en plusieurs.")
    for page in document:
        width, height = page.get_size()
        scale = min(_SCALE, _LONG / max(width, height, 1))
        yield page.render(scale=scale).to_pil().convert("RGB"), _text(page, width, height)


def _text(page: Any, width: float, height: float) -> Words:
    """The text layer by words; a turned page gives none, its boxes would not fit the image."""
    if page.get_rotation() or page.get_bbox()[:2] != (0, 0):
        return []
    layer = page.get_textpage()
    words: Words = []
    text, boxes, line = "", [], 0
    for at in range(min(layer.count_chars(), 50_000)):
        char = layer.get_text_range(at, 1)
        if char.strip():
            text += char
            boxes.append(layer.get_charbox(at, loose=True))
            continue
        if text:
            words.append((text, _share(boxes, width, height), line, 1.0))
            text, boxes = "", []
        line += "\n" in char
    if text:
        words.append((text, _share(boxes, width, height), line, 1.0))
    return words


def _share(boxes: list[Any], width: float, height: float) -> tuple[float, float, float, float]:
    left, bottom = min(b[0] for b in boxes), min(b[1] for b in boxes)
    right, top = max(b[2] for b in boxes), max(b[3] for b in boxes)
    return left / width, 1 - top / height, right / width, 1 - bottom / height


def traits(data: bytes) -> dict[str, Any]:
    """What the PDF says of its making, for `PdfTraits` (its dates are not read)."""
    meta = pdfium.PdfDocument(data).get_metadata_dict()
    linearized = b"/Linearized" in data[:2048]
    ends = data.count(b"%%EOF") - linearized  # a linearized file ends twice
    return {
        "producer": meta.get("Producer", "")[:200],
        "creator": meta.get("Creator", "")[:200],
        "revisions": max(1, ends),
        "linearized": linearized,
    }
