"""2D-Doc codes: header, fields, signature bytes (ANTS specification v3.3.0 of 12/12/2023).

1. The header tells the version, the authority, the certificate, the dates and the type (§3.3).
2. The message is a run of fields, identifier then value, see `twoddoc_message` (§3.4).
3. The signature follows: base 32 after <US> (versions 2 to 4), raw bytes at the end (version 1),
   or a binary block 0xFF (version 4, binary or mixed codes) (§3.5). What follows it, the annex
   (§3.6), is signed by nobody and kept apart.

Nothing is verified here: see `providers.twoddoc_trust`. A code cut over several barcodes (§3.8) is
put together by `assemble`.
"""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from bastide.engine.pieces import twoddoc_message as message
from bastide.engine.pieces.twoddoc_message import Entry, TwoDDocError

# A DataMatrix holds 1,556 bytes (ISO/IEC 16022), sixteen of them at most make one code (§3.8).
_MOST_BYTES = 16 * 1556
# Raw r || s on P-256, P-384 and P-521 (§3.5.2).
SIGNATURE_SIZES = (64, 96, 132)

_HEADER_SIZE = {1: 22, 2: 22, 3: 24, 4: 26}
_HEADER = re.compile(
    rb"DC(?P<version>0[1-4])(?P<issuer>[A-Z]{2}[A-Z0-9]{2})(?P<certificate>[A-Z0-9]{4})"
    rb"(?P<issued>[0-9A-F]{4})(?P<signed>[0-9A-F]{4})(?P<type>[A-Z0-9]{2})"
    rb"(?P<perimeter>[A-Z0-9]{2})?(?P<country>[A-Z]{2})?"
)


@dataclass(frozen=True, slots=True)
class TwoDDoc:
    """A code as read, its signature not verified.

    `issuer`: the authority (`FR03`); `certificate`: its identifier there; `document_type`: code of
    `twoddoc_types.tsv`; `signed_data`: the bytes that the signature covers; `signature`: r || s;
    `annex`: fields that nobody signed.
    """

    version: int
    encoding: Literal["c40", "binary", "mixed"]
    issuer: str
    certificate: str
    issued_on: date | None
    signed_on: date | None
    document_type: str
    perimeter: str
    country: str
    entries: tuple[Entry, ...]
    signed_data: bytes
    signature: bytes
    annex: tuple[Entry, ...] = ()

    @property
    def fields(self) -> dict[str, str]:
        """The signed fields by identifier, in the form the code gives them; the first of each."""
        found: dict[str, str] = {}
        for entry in self.entries:
            found.setdefault(entry.identifier, entry.value)
        return found

    @property
    def type_label(self) -> str:
        """What kind of document this is, in French; « type inconnu » when the table lacks it."""
        return message.TYPES.get(self.document_type, f"type inconnu ({self.document_type})")

    @property
    def is_test(self) -> bool:
        """Signed by a test authority (XX00), or with an authority's test certificate (§3.3)."""
        return self.issuer.endswith("00") or self.certificate in ("0000", "00000")


def parse(payload: bytes) -> TwoDDoc:
    """Read a code's bytes. Raises `TwoDDocError`, with a French reason, when they are no 2D-Doc."""
    if len(payload) > _MOST_BYTES:
        raise TwoDDocError("Le code est plus long qu'un 2D-Doc ne peut l'être.")
    if payload[:1] == b"\xdc":
        return _parse_binary(payload)
    header = _HEADER.match(payload)
    if header is None:
        raise TwoDDocError("L'en-tête n'est pas celui d'un 2D-Doc.")
    version = int(header["version"])
    size = _HEADER_SIZE[version]
    head = payload[:size]
    if len(head) < size:
        raise TwoDDocError("L'en-tête du 2D-Doc est incomplet.")
    if version == 1:
        encoding, entries, signed, signature, annex = _version_one(payload, size)
    elif b"\x1f" in payload and payload.split(b"\x1f", 1)[0].isascii():
        encoding, entries, signed, signature, annex = _c40(payload, size)
    elif version == 4:
        encoding, entries, signed, signature, annex = _mixed(payload, size)
    else:
        raise TwoDDocError("La signature manque dans le 2D-Doc.")
    text = head.decode("ascii")
    return TwoDDoc(
        version=version,
        encoding=encoding,
        issuer=text[4:8],
        certificate=text[8:12],
        issued_on=_day_of_hex(text[12:16]),
        signed_on=_day_of_hex(text[16:20]),
        document_type=text[20:22],
        perimeter=text[22:24] or "00",
        country=text[24:26],
        entries=entries,
        signed_data=signed,
        signature=signature,
        annex=annex,
    )


def is_twoddoc(payload: bytes) -> bool:
    """Whether a barcode's bytes begin as a 2D-Doc, or as a part of one, does."""
    return bool(_HEADER.match(payload)) or payload[:2] == b"\xdc\x04" or bool(_PART.match(payload))


_Parts = tuple[
    Literal["c40", "mixed"], tuple[Entry, ...], bytes, bytes, tuple[Entry, ...]
]  # encoding, fields, signed bytes, signature, annex


def _version_one(payload: bytes, size: int) -> _Parts:
    """Raw signature bytes at the end; their number is what leaves a message that can be read."""
    for length in SIGNATURE_SIZES:
        signed, signature = payload[:-length], payload[-length:]
        if len(signed) <= size or not signed.isascii():
            continue
        try:
            return "c40", message.entries(signed[size:]), signed, signature, ()
        except TwoDDocError:
            continue
    raise TwoDDocError("La signature binaire du 2D-Doc (version 1) est introuvable.")


def _c40(payload: bytes, size: int) -> _Parts:
    signed, rest = payload.split(b"\x1f", 1)
    encoded, _, annex = rest.partition(b"\x1d")
    if len(signed) < size:
        raise TwoDDocError("L'en-tête du 2D-Doc est incomplet.")
    try:
        signature = base64.b32decode(encoded + b"=" * (-len(encoded) % 8))
    except binascii.Error as error:
        raise TwoDDocError("La signature du 2D-Doc est illisible.") from error
    # Base 32 leaves spare bits in its last letter: any other spelling of the same bytes is refused.
    if base64.b32encode(signature).rstrip(b"=") != encoded:
        raise TwoDDocError("La signature du 2D-Doc est mal écrite.")
    _check_size(signature)
    read_annex = message.entries(annex) if annex else ()
    return "c40", message.entries(signed[size:]), signed, signature, read_annex


def _mixed(payload: bytes, size: int) -> _Parts:
    """C40 fields, then binary blocks from some field's end on (§3.7)."""
    body = payload[size:]
    for cut in message.boundaries(body):
        try:
            blocks, end, signature, annex = message.blocks(body[cut:])
        except TwoDDocError:
            continue
        if len(signature) in SIGNATURE_SIZES:
            fields = (*message.entries(body[:cut]), *blocks)
            return "mixed", fields, payload[: size + cut + end], signature, annex
    raise TwoDDocError("La signature manque dans le 2D-Doc.")


def _parse_binary(payload: bytes) -> TwoDDoc:
    """A code that is binary from end to end: nineteen bytes of header (§3.3.4)."""
    if len(payload) < 19 or payload[1] != 4:
        raise TwoDDocError("L'en-tête n'est pas celui d'un 2D-Doc binaire.")
    issuer = message.c40(payload[4:10])
    blocks, end, signature, annex = message.blocks(payload[19:])
    _check_size(signature)
    return TwoDDoc(
        version=4,
        encoding="binary",
        issuer=issuer[:4],
        certificate=issuer[4:9],
        issued_on=message.binary_day(payload[10:13]),
        signed_on=message.binary_day(payload[13:16]),
        document_type=f"{payload[16]:02X}",
        perimeter=payload[17:19].hex().upper(),
        country=message.c40(payload[2:4]),
        entries=blocks,
        signed_data=payload[: 19 + end],
        signature=signature,
        annex=annex,
    )


def _check_size(signature: bytes) -> None:
    if len(signature) not in SIGNATURE_SIZES:
        raise TwoDDocError("La signature du 2D-Doc n'a pas une longueur connue.")


def _day_of_hex(text: str) -> date | None:
    """Days since 1 January 2000, in hexadecimal; FFFF is no date (§3.3)."""
    days = int(text, 16)
    return None if days == 0xFFFF else date(2000, 1, 1) + timedelta(days=days)


# --- codes cut over several barcodes (§3.8) ------------------------------------------------------

_PART = re.compile(rb"E(?P<key>[A-Z0-9]{3})(?P<index>[0-9A-F])(?P<last>[1-9A-F])(?=.)", re.DOTALL)


def assemble(payloads: Iterable[bytes]) -> list[bytes]:
    """The 2D-Doc codes among barcodes: whole ones as they are, parts of one put together in order.

    A code some of whose parts are missing is left out.
    """
    whole: list[bytes] = []
    groups: dict[bytes, dict[int, bytes]] = {}
    for payload in payloads:
        part = _PART.match(payload)
        if part is None:
            whole.append(payload)
            continue
        key = part["key"] + part["last"]
        groups.setdefault(key, {})[int(part["index"], 16)] = payload[part.end() :]
    for key, parts in groups.items():
        count = int(key[3:], 16) + 1
        if sorted(parts) == list(range(count)):
            whole.append(b"".join(parts[index] for index in range(count)))
    return [payload for payload in whole if is_twoddoc(payload)]
