"""2D-Doc codes signed with the test key that the specification publishes.

ANTS, « Spécifications techniques des codes à barres 2D-Doc », version 3.3.0, § 16.1 prints that
key for anyone to try readers with: it vouches for nothing, and an installation in service refuses
the authority FR00.
"""

from __future__ import annotations

import base64
import unicodedata
from datetime import date

import zxingcpp
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature
from PIL import Image

from bastide.demo.papers.people import Person

# Printed in the specification (§ 16.1): no secret.
TEST_KEY = b"""-----BEGIN EC PRIVATE KEY-----
MHcCAQEEINbI/xP+yGOgp79v7qibvYs03x+cSIaiKzpOhJsScwDDoAoGCCqGSM49
AwEHoUQDQgAEqY8NfM1igIiTvsTUNuedGDSh1uAB1w8cTNzNnZ4v4in3JAUU6N3A
ypjQx0QMnMSShJoPvac/w5L02grgf4TCPA==
-----END EC PRIVATE KEY-----
"""
MODULE = 6  # pixels
EPOCH = date(2000, 1, 1)
SEPARATOR, SIGNATURE = "\x1d", "\x1f"


def address_code(person: Person, issued: date) -> bytes:
    """The code of a bill (type 00, § 6.1): name, street, town, postcode, country (§ 7)."""
    stamp = f"{(issued - EPOCH).days:04X}"
    title = "M" if person.sex == "M" else "MME"
    # Header of version 4: authority FR00, certificate 0001, issued and signed, type, perimeter 01.
    body = f"DC04FR000001{stamp}{stamp}0001FR"
    for name, value in (
        ("10", f"{title}/{person.used_name}/{person.given}"),
        ("20", ""),
        ("21", ""),
        ("22", person.street),
        ("23", ""),
        ("25", person.city),
    ):
        body += name + _ascii(value)[:38] + SEPARATOR
    body += f"24{person.postcode}26FR"  # of fixed size: no separator
    key = serialization.load_pem_private_key(TEST_KEY, None)
    assert isinstance(key, ec.EllipticCurvePrivateKey)
    r, s = decode_dss_signature(key.sign(body.encode(), ec.ECDSA(hashes.SHA256())))
    raw = r.to_bytes(32, "big") + s.to_bytes(32, "big")
    return f"{body}{SIGNATURE}".encode() + base64.b32encode(raw).rstrip(b"=")


def altered(code: bytes) -> bytes:
    """The same code where another postcode was written over the one that was signed."""
    at = code.rindex(b"26FR" + SIGNATURE.encode()) - 1
    return code[:at] + (b"1" if code[at : at + 1] != b"1" else b"2") + code[at + 1 :]


def picture(code: bytes) -> Image.Image:
    """The DataMatrix of a code, with its quiet zone."""
    barcode = zxingcpp.create_barcode(code.decode(), zxingcpp.BarcodeFormat.DataMatrix)
    return Image.fromarray(barcode.to_image(scale=MODULE)).convert("L")


def _ascii(text: str) -> str:
    """Capitals without accents, as the code writes them (§ 4)."""
    flat = unicodedata.normalize("NFD", text.upper())
    return "".join(c for c in flat if not unicodedata.combining(c))
