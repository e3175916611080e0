"""2D-Doc codes signed with the test key that the ANTS specification publishes.

« Spécifications techniques des codes à barres 2D-Doc », version 3.3.0, §16.1 prints the private
key of the certificate FR00/0001 for anyone to calibrate readers with. It vouches for nothing: a
reader in service must refuse the authority FR00.
"""

from __future__ import annotations

import base64
import unicodedata
from datetime import date
from random import Random

import zxingcpp
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature
from PIL import Image

# A public fact of the specification (§16.1), no secret.
TEST_KEY = b"""-----BEGIN EC PRIVATE KEY-----
MHcCAQEEINbI/xP+yGOgp79v7qibvYs03x+cSIaiKzpOhJsScwDDoAoGCCqGSM49
AwEHoUQDQgAEqY8NfM1igIiTvsTUNuedGDSh1uAB1w8cTNzNnZ4v4in3JAUU6N3A
ypjQx0QMnMSShJoPvac/w5L02grgf4TCPA==
-----END EC PRIVATE KEY-----
"""
MODULE = 6  # pixels a module in the pictures made here
EPOCH = date(2000, 1, 1)
# Fields of fixed size carry no separator (§7); those used here.
_FIXED = {"24", "26", "44", "45", "47", "49", "4A", "50", "53", "54"}


def _days(day: date) -> str:
    return f"{(day - EPOCH).days:04X}"


def _ascii(text: str) -> str:
    """Capitals without accents: the codes of the C40 table (§4)."""
    flat = unicodedata.normalize("NFD", text.upper().replace("’", "'"))
    return "".join(c for c in flat if not unicodedata.combining(c))


def payload(document_type: str, signed_on: date, fields: list[tuple[str, str]]) -> bytes:
    """Header (v4, 26 characters, §3.3), message (§3.4) and signature (§3.5), ready to print."""
    body = f"DC04FR000001{_days(signed_on)}{_days(signed_on)}{document_type}01FR"
    for identifier, value in fields:
        body += identifier + _ascii(value) + ("" if identifier in _FIXED else "\x1d")
    key = serialization.load_pem_private_key(TEST_KEY, None)
    assert isinstance(key, ec.EllipticCurvePrivateKey)
    # Deterministic (RFC 6979), so that the same seed gives the same bytes.
    r, s = decode_dss_signature(
        key.sign(body.encode(), ec.ECDSA(hashes.SHA256(), deterministic_signing=True))
    )
    raw = r.to_bytes(32, "big") + s.to_bytes(32, "big")
    return body.encode() + b"\x1f" + base64.b32encode(raw).rstrip(b"=")


def altered(random: Random, code: bytes) -> bytes:
    """The code with one byte of its message or of its signature changed."""
    message, signature = code.split(b"\x1f")
    if random.random() < 0.5:
        # Not the last character: its low bits are padding and carry nothing.
        at = random.randrange(len(signature) - 1)
        other = random.choice(
            [c for c in b"ABCDEFGHIJKLMNOPQRSTUVWXYZ234567" if c != signature[at]]
        )
        return message + b"\x1f" + signature[:at] + bytes([other]) + signature[at + 1 :]
    places = [i for i in range(26, len(message)) if chr(message[i]).isdigit()]
    # Of the digits, the later half: values rather than field identifiers at the head.
    at = random.choice(places[len(places) // 2 :])
    other = random.choice([c for c in b"0123456789" if c != message[at]])
    return message[:at] + bytes([other]) + message[at + 1 :] + b"\x1f" + signature


def picture(code: bytes) -> Image.Image:
    """The DataMatrix of a code, with its quiet zone."""
    barcode = zxingcpp.create_barcode(code.decode(), zxingcpp.BarcodeFormat.DataMatrix)
    return Image.fromarray(barcode.to_image(scale=MODULE)).convert("L")
