"""The fields of a 2D-Doc message, in C40 and in binary, and the tables that name them.

`data/twoddoc_fields.tsv` and `twoddoc_types.tsv` are derived from the specification (ANTS v3.3.0,
§6.1 and §7) by `bench/check/twoddoc_table.py`. An identifier that the table lacks (tax notices of
2025 carry some) is read as a value of any length, up to its separator.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from datetime import date, timedelta
from importlib.resources import files
from typing import Literal

_GS, _RS = 0x1D, 0x1E
Kind = Literal["text", "number", "date", "days", "binary"]


class TwoDDocError(ValueError):
    """Bytes that are no 2D-Doc; its text is a French sentence for the instructor."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A field as the code gives it. `truncated`: its end was cut to fit (<RS>); `known`: whether
    the table has its identifier."""

    identifier: str
    value: str
    label: str
    truncated: bool = False
    known: bool = True

    @property
    def day(self) -> date | None:
        """The value as a day, when its form is one: days since 2000 or JJMMAAAA (§7)."""
        field = FIELDS.get(self.identifier)
        try:
            if field and field.kind == "days":
                return date(2000, 1, 1) + timedelta(days=int(self.value, 16))
            if field and field.kind == "date" and len(self.value) == 8 and self.value.isdigit():
                return date(int(self.value[4:]), int(self.value[2:4]), int(self.value[:2]))
        except ValueError:
            pass
        return None


@dataclass(frozen=True, slots=True)
class Field:
    """A row of the table: least and greatest number of characters (None: no limit), kind, label."""

    least: int
    greatest: int | None
    kind: Kind
    label: str


def _table(name: str) -> list[dict[str, str]]:
    text = (files("bastide.engine.pieces") / "data" / name).read_text(encoding="utf-8")
    return list(csv.DictReader(text.splitlines(), delimiter="\t", quoting=csv.QUOTE_NONE))


def _fields() -> dict[str, Field]:
    kinds: dict[str, Kind] = {"text": "text", "number": "number", "date": "date", "days": "days"}
    return {
        row["identifier"]: Field(
            int(row["least"]),
            int(row["greatest"]) if row["greatest"] else None,
            kinds[row["kind"]],
            row["label"],
        )
        for row in _table("twoddoc_fields.tsv")
    }


FIELDS: dict[str, Field] = _fields()
TYPES: dict[str, str] = {row["code"]: row["label"] for row in _table("twoddoc_types.tsv")} | {
    # Not in v3.3.0, and borne by the tax notices since 2025.
    "28": "Avis d'impôt sur les revenus (depuis 2025)"
}


def entries(body: bytes) -> tuple[Entry, ...]:
    """The fields of a C40 message. Raises `TwoDDocError` when it cannot be cut into fields."""
    found: list[Entry] = []
    at = 0
    while at < len(body):
        entry, at = _entry(body, at)
        found.append(entry)
    return tuple(found)


def boundaries(body: bytes) -> list[int]:
    """Where each C40 field ends, from the start on, for as long as fields can be read."""
    found = [0]
    at = 0
    while at < len(body):
        try:
            _, at = _entry(body, at)
        except TwoDDocError:
            break
        found.append(at)
    return found


def _entry(body: bytes, at: int) -> tuple[Entry, int]:
    """One field, and where the next begins: fixed lengths have no separator, values that reach
    their greatest length need none (§3.4.1)."""
    identifier = body[at : at + 2].decode("ascii", "replace")
    if len(identifier) < 2 or not identifier.isascii() or not identifier.isalnum():
        raise TwoDDocError("Un champ du 2D-Doc n'a pas d'identifiant.")
    field = FIELDS.get(identifier)
    start = at + 2
    limit = len(body) if field is None or field.greatest is None else start + field.greatest
    end = start
    while end < min(limit, len(body)) and body[end] not in (_GS, _RS):
        end += 1
    if end == limit < len(body) and field and field.least != field.greatest:
        # Some issuers go past the greatest length: what follows is then no known identifier.
        following = body[end : end + 2].decode("ascii", "replace")
        while following not in FIELDS and end < len(body) and body[end] not in (_GS, _RS):
            end += 1
    raw = body[start:end]
    truncated = body[end : end + 1] == bytes([_RS])
    if body[end : end + 1] in (bytes([_GS]), bytes([_RS])):
        end += 1
    label = field.label if field else f"champ {identifier}"
    # Extended characters come as Latin-1 (§10.3.1); a control character is no text.
    value = "".join(c for c in raw.decode("latin-1") if c.isprintable())
    return Entry(identifier, value.strip(), label, truncated, known=field is not None), end


# --- binary (§3.4.2) -----------------------------------------------------------------------------


def blocks(body: bytes) -> tuple[tuple[Entry, ...], int, bytes, tuple[Entry, ...]]:
    """Binary blocks up to the signature: the fields, where the signed bytes end, the signature, and
    the fields of the annex. Values are given in hexadecimal: what they mean depends on the type."""
    found: list[Entry] = []
    annex: list[Entry] = []
    signature: bytes | None = None
    signed = at = 0
    while at < len(body):
        identifier = body[at]
        if identifier == 0xFF and signature is None:
            size = body[at + 1] if at + 1 < len(body) else 0
            signed, signature = at, body[at + 2 : at + 2 + size]
            at += 2 + size
            if size == 0 or len(signature) != size:
                raise TwoDDocError("La signature binaire du 2D-Doc est incomplète.")
            continue
        size, start = _size(body, at + 1)
        value = body[start : start + size]
        if len(value) != size:
            raise TwoDDocError("Un champ binaire du 2D-Doc est incomplet.")
        name = f"{identifier:02X}"
        (found if signature is None else annex).append(
            Entry(f"0x{name}", value.hex().upper(), f"champ binaire {name}", known=False)
        )
        at = start + size
    if signature is None:
        raise TwoDDocError("La signature manque dans le 2D-Doc.")
    return tuple(found), signed, signature, tuple(annex)


def _size(body: bytes, at: int) -> tuple[int, int]:
    """A block's size (one byte, or 0xFF and two bytes) and where its value starts."""
    if at >= len(body):
        raise TwoDDocError("Un champ binaire du 2D-Doc n'a pas de taille.")
    if body[at] != 0xFF:
        return body[at], at + 1
    return int.from_bytes(body[at + 1 : at + 3], "big"), at + 3


_C40_BASE = "\0\0\0 0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"


def c40(data: bytes) -> str:
    """Capitals, digits and spaces packed three in two bytes (§10.3.2)."""
    found: list[str] = []
    for at in range(0, len(data) - 1, 2):
        value = int.from_bytes(data[at : at + 2], "big") - 1
        if not 0 <= value < 64000:
            raise TwoDDocError("Un texte du 2D-Doc binaire est illisible.")
        found += [_C40_BASE[value // 1600], _C40_BASE[value // 40 % 40], _C40_BASE[value % 40]]
    return "".join(found).replace("\0", "")


def binary_day(data: bytes) -> date | None:
    """A day as the number MMJJAAAA on three bytes; 0xFFFFFF is no date (§3.3.4)."""
    number = int.from_bytes(data, "big")
    if number == 0xFFFFFF:
        return None
    text = f"{number:08d}"
    try:
        return date(int(text[4:]), int(text[:2]), int(text[2:4]))
    except ValueError as error:
        raise TwoDDocError("Une date du 2D-Doc binaire n'existe pas.") from error
