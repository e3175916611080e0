"""Pages, pieces and 2D-Docs as the database keeps them, and back.

What is read back may be damaged or of another version: a part that cannot be understood is left
out, never an error. Words are kept as short lists, for a page may have two thousand of them.
"""

from __future__ import annotations

import base64
import binascii
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from bastide.engine.pieces.model import (
    Barcode,
    Box,
    Field,
    MrzZone,
    Note,
    Page,
    PageRef,
    PdfTraits,
    Piece,
    Quality,
    Signed,
    Tick,
    Word,
)

_WRONG = (KeyError, TypeError, ValueError, IndexError, AttributeError, binascii.Error)


def box_as_data(box: Box | None) -> list[float]:
    """Four shares (left, top, right, bottom); empty for no box."""
    return [round(v, 5) for v in (box.left, box.top, box.right, box.bottom)] if box else []


def box_from(data: Any) -> Box | None:
    try:
        left, top, right, bottom = (float(value) for value in data)
    except (TypeError, ValueError):
        return None
    return Box(left, top, right, bottom)


def page_as_data(page: Page) -> dict[str, Any]:
    return {
        "number": page.number,
        "width": page.width,
        "height": page.height,
        "words": [
            [w.text, *box_as_data(w.box), w.line, round(w.confidence, 3)] for w in page.words
        ],
        "quality": {
            "readable": page.quality.readable,
            "reasons": list(page.quality.reasons),
            "advice": page.quality.advice,
            "confidence": round(page.quality.confidence, 4),
            "text_height": round(page.quality.text_height, 2),
            "sharpness": round(page.quality.sharpness, 2),
        },
        "barcodes": [
            [b.format, base64.b64encode(b.data).decode("ascii"), *box_as_data(b.box)]
            for b in page.barcodes
        ],
        "mrz": [list(page.mrz.lines), box_as_data(page.mrz.box)] if page.mrz else None,
        "turned": page.turned,
        "skew": page.skew,
        "reader": page.reader,
        "ticks": [[*box_as_data(t.box), t.ticked, t.confidence] for t in page.ticks],
    }


def page_from(data: Mapping[str, Any]) -> Page | None:
    """The page, or None when what was kept cannot be understood."""
    try:
        quality = data["quality"]
        return Page(
            number=int(data["number"]),
            width=int(data["width"]),
            height=int(data["height"]),
            words=tuple(
                Word(str(w[0]), Box(*map(float, w[1:5])), int(w[5]), float(w[6]))
                for w in data["words"]
            ),
            quality=Quality(
                bool(quality["readable"]),
                tuple(quality["reasons"]),
                quality["advice"],
                quality["confidence"],
                quality["text_height"],
                quality["sharpness"],
            ),
            barcodes=tuple(
                Barcode(b[0], base64.b64decode(b[1]), Box(*map(float, b[2:6])))
                for b in data["barcodes"]
            ),
            mrz=MrzZone(tuple(data["mrz"][0]), Box(*data["mrz"][1])) if data["mrz"] else None,
            turned=data["turned"],
            skew=data["skew"],
            reader=data["reader"],
            # Pages read before boxes to tick were looked for have none.
            ticks=tuple(
                Tick(Box(*map(float, t[0:4])), bool(t[4]), float(t[5]))
                for t in data.get("ticks", ())
            ),
        )
    except _WRONG:
        return None


def pdf_as_data(pdf: PdfTraits | None) -> dict[str, Any]:
    if pdf is None:
        return {}
    return {
        "producer": pdf.producer,
        "creator": pdf.creator,
        "created": pdf.created.isoformat() if pdf.created else None,
        "modified": pdf.modified.isoformat() if pdf.modified else None,
        "revisions": pdf.revisions,
        "linearized": pdf.linearized,
    }


def pdf_from(data: Mapping[str, Any]) -> PdfTraits | None:
    try:
        return PdfTraits(
            str(data["producer"]),
            str(data["creator"]),
            datetime.fromisoformat(data["created"]) if data["created"] else None,
            datetime.fromisoformat(data["modified"]) if data["modified"] else None,
            int(data["revisions"]),
            bool(data["linearized"]),
        )
    except _WRONG:
        return None


def field_as_data(field: Field, keys: Sequence[int]) -> dict[str, Any]:
    """`keys`: the files' keys, in the order of the case."""
    return {
        "value": field.value,
        "text": field.text,
        "page": _ref(field.page, keys),
        "box": box_as_data(field.box),
        "confidence": round(field.confidence, 4),
        "origin": field.origin,
        "proved": field.proved,
        "repaired": field.repaired,
    }


def piece_as_data(piece: Piece, keys: Sequence[int]) -> dict[str, Any]:
    """The columns of a `PieceRow`."""
    return {
        "kind": piece.kind,
        "confidence": piece.confidence,
        "pages": [_ref(ref, keys) for ref in piece.pages],
        "fields": {name: field_as_data(f, keys) for name, f in piece.fields.items()},
        "signed": [_signed_as_data(signed, keys) for signed in piece.signed],
        "notes": [[n.code, n.message, _ref(n.page, keys), box_as_data(n.box)] for n in piece.notes],
    }


def piece_from(kind: str, confidence: float, kept: Mapping[str, Any], keys: Sequence[int]) -> Piece:
    """Back from a `PieceRow`'s columns `pages`, `fields`, `signed`, `notes`."""
    numbers = {key: index for index, key in enumerate(keys)}
    fields, signed, notes, pages = {}, [], [], []
    for name, data in _pairs(kept.get("fields")):
        try:
            fields[name] = Field(
                name,
                data["value"],
                data["text"],
                _ref_from(data["page"], numbers),
                box_from(data["box"]),
                data["confidence"],
                data["origin"],
                data["proved"],
                data["repaired"],
            )
        except _WRONG:
            continue
    for data in _items(kept.get("signed")):
        try:
            signed.append(_signed_from(data, numbers))
        except _WRONG:
            continue
    for data in _items(kept.get("notes")):
        try:
            notes.append(Note(data[0], data[1], _ref_from(data[2], numbers), box_from(data[3])))
        except _WRONG:
            continue
    for data in _items(kept.get("pages")):
        try:
            pages.append(_ref_from(data, numbers))
        except _WRONG:
            continue
    return Piece(kind, confidence, tuple(pages), fields, tuple(signed), tuple(notes))


def _ref(ref: PageRef, keys: Sequence[int]) -> list[int]:
    return [keys[ref.file], ref.page]


def _ref_from(data: Any, numbers: Mapping[int, int]) -> PageRef:
    return PageRef(numbers[data[0]], int(data[1]))


def _signed_as_data(signed: Signed, keys: Sequence[int]) -> dict[str, Any]:
    return {
        "document_type": signed.document_type,
        "fields": signed.fields,
        "outcome": signed.outcome,
        "reason": signed.reason,
        "issuer": signed.issuer,
        "certificate": signed.certificate,
        "signed_on": signed.signed_on.isoformat() if signed.signed_on else None,
        "page": _ref(signed.page, keys),
        "box": box_as_data(signed.box),
    }


def _signed_from(data: Mapping[str, Any], numbers: Mapping[int, int]) -> Signed:
    return Signed(
        data["document_type"],
        dict(data["fields"]),
        data["outcome"],
        data["reason"],
        data["issuer"],
        data["certificate"],
        date.fromisoformat(data["signed_on"]) if data["signed_on"] else None,
        _ref_from(data["page"], numbers),
        Box(*map(float, data["box"])),
    )


def _items(data: Any) -> list[Any]:
    return data if isinstance(data, list) else []


def _pairs(data: Any) -> list[tuple[str, Any]]:
    return list(data.items()) if isinstance(data, dict) else []
