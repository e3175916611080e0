"""The pages of a file: its type told from its bytes, then one image a page, with its text layer."""

from __future__ import annotations

import contextlib
import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta, timezone
from io import BytesIO
from typing import Any

import pypdfium2 as pdfium
from pi_heif import register_heif_opener
from PIL import Image, ImageOps, ImageSequence

from bastide.engine.ports import ReadError
from bastide.providers.pieces.text_layer import Words, text_layer

SHOWN = (1654, 2339)  # pixels: A4 at 200 dpi, which is enough for tesseract
_SCALE = 200 / 72
_LONGEST = 4000  # pixels kept of a photograph: small print and barcodes need more than A4 shows
_FORMATS = ("JPEG", "PNG", "TIFF", "WEBP", "HEIF")
_ACCEPTED = "envoyez un PDF ou une image JPEG, PNG, TIFF, WebP ou HEIC."

Pages = Iterator[tuple[Any, Words]]


def open_file(data: bytes, most: int, pixels: int) -> tuple[str, int, Pages]:
    """Media type, number of pages and pages. Raises `ReadError`.

    The first bytes decide, not the name; an image is refused before it is decoded.
    """
    if data[:1024].find(b"%PDF-") >= 0 and not _is_image(data):
        document = _document(data, most)
        return "application/pdf", len(document), _pdf(document)
    register_heif_opener()
    Image.MAX_IMAGE_PIXELS = None  # the limit below is ours
    try:
        image = Image.open(BytesIO(data), formats=_FORMATS)
    except (OSError, ValueError) as error:
        raise ReadError(
            f"Ce fichier n'est pas d'une forme acceptée, ou il est abîmé : {_ACCEPTED}"
        ) from error
    count = getattr(image, "n_frames", 1)
    if count > most:
        raise ReadError(f"Le fichier a plus de {most} pages : envoyez-le en plusieurs fichiers.")
    return f"image/{str(image.format).lower()}", count, _frames(image, pixels)


def _is_image(data: bytes) -> bool:
    return data.startswith((b"\xff\xd8\xff", b"\x89PNG", b"II*\0", b"MM\0*", b"RIFF"))


def _frames(image: Any, pixels: int) -> Pages:
    for frame in ImageSequence.Iterator(image):
        if frame.width * frame.height > pixels:
            raise ReadError("L'image est trop grande : envoyez une photo ou un scan ordinaire.")
        frame.draft("RGB", (_LONGEST, _LONGEST))  # a JPEG is decoded no larger than is needed
        try:
            upright = _on_white(ImageOps.exif_transpose(frame))
        except OSError as error:
            raise ReadError("L'image est incomplète ou abîmée : renvoyez-la.") from error
        upright.thumbnail((_LONGEST, _LONGEST))
        yield upright, []


def _on_white(image: Any) -> Any:
    """What is transparent is paper: a transparent scan would be read black on black."""
    if image.mode in ("RGBA", "LA", "PA") or "transparency" in image.info:
        image = image.convert("RGBA")
        paper = Image.new("RGBA", image.size, "white")
        paper.alpha_composite(image)
        image = paper
    return image.convert("RGB")


def _document(data: bytes, most: int) -> Any:
    try:
        document = pdfium.PdfDocument(data)
    except pdfium.PdfiumError as error:
        if "assword" in str(error):
            raise ReadError(
                "Le PDF est protégé par un mot de passe : renvoyez-le sans mot de passe."
            ) from error
        raise ReadError("Le PDF est abîmé : exportez-le de nouveau et renvoyez-le.") from error
    if len(document) == 0:
        raise ReadError("Le PDF n'a aucune page : exportez-le de nouveau et renvoyez-le.")
    if len(document) > most:
        raise ReadError(f"Le PDF a plus de {most} pages : envoyez-le en plusieurs fichiers.")
    with contextlib.suppress(pdfium.PdfiumError):
        if document.get_formtype():
            document.init_forms()  # else its boxes to tick would all be drawn empty
    return document


def _pdf(document: Any) -> Pages:
    for number in range(len(document)):
        try:
            page = document[number]
            width, height = page.get_size()
            scale = min(_SCALE, SHOWN[1] / max(width, height, 1))
            image = page.render(scale=scale, rev_byteorder=True).to_pil()
            words = text_layer(page)
        except pdfium.PdfiumError as error:
            raise ReadError(
                f"La page {number + 1} du PDF est abîmée : exportez-le de nouveau."
            ) from error
        yield image if image.mode == "RGB" else image.convert("RGB"), words
        page.close()


def traits(data: bytes) -> dict[str, Any]:
    """What the PDF says of its making, for `PdfTraits`."""
    meta = pdfium.PdfDocument(data).get_metadata_dict()
    linearized = b"/Linearized" in data[:2048]
    ends = data.count(b"%%EOF") - linearized  # a linearized file ends twice
    return {
        "producer": meta.get("Producer", "")[:200],
        "creator": meta.get("Creator", "")[:200],
        "created": _moment(meta.get("CreationDate", "")),
        "modified": _moment(meta.get("ModDate", "")),
        "revisions": max(1, ends),
        "linearized": linearized,
    }


_DATE = re.compile(r"(?:D:)?(\d{4})(\d\d)(\d\d)(\d\d)?(\d\d)?(\d\d)?(?:Z|([+-]\d\d)'?(\d\d)?)?")


def _moment(written: str) -> str:
    """ISO 8601 of a PDF date (ISO 32000-1, 7.9.4), empty when it is none."""
    found = _DATE.match(written)
    if not found:
        return ""
    year, month, day, hour, minute, second = (int(part or 0) for part in found.groups()[:6])
    zone = UTC
    if found[7]:
        with contextlib.suppress(ValueError):
            zone = timezone(timedelta(hours=int(found[7]), minutes=int(found[8] or 0)))
    try:
        return datetime(year, month, day, hour, minute, second, tzinfo=zone).isoformat()
    except ValueError:
        return ""
