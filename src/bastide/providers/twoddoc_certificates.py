"""Certificates found in a file, however an authority publishes its bundle."""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Iterator
from itertools import islice

from cryptography import x509
from cryptography.hazmat.primitives import hashes

# An authority's bundle holds some hundreds of certificates.
_MOST_CERTIFICATES = 20_000
_MOST_TRIED = 100_000


def certificates_in(data: bytes) -> list[x509.Certificate]:
    """Every certificate of a file: PEM, DER, base 64 or several parts one after the other."""
    found: dict[bytes, x509.Certificate] = {}
    for der in islice(_der_candidates(data), _MOST_TRIED):
        try:
            certificate = x509.load_der_x509_certificate(der)
            certificate.public_key()
            found.setdefault(certificate.fingerprint(hashes.SHA256()), certificate)
        except Exception:  # noqa: S112 - unsupported keys of hostile files, by any error
            continue
        if len(found) >= _MOST_CERTIFICATES:
            break
    return list(found.values())


_PEM = re.compile(rb"-----BEGIN CERTIFICATE-----(.*?)-----END CERTIFICATE-----", re.DOTALL)
# Lines of base 64; a blank line or a boundary ends a part.
_BASE64 = re.compile(rb"MI[A-Za-z0-9+/=]+(?:\r?\n[A-Za-z0-9+/=]+)*")


def _der_candidates(data: bytes) -> Iterator[bytes]:
    """Where a certificate may lie: PEM, base 64 runs, DER sequences of two length bytes."""
    for text in (*(m[1] for m in _PEM.finditer(data)), *(m[0] for m in _BASE64.finditer(data))):
        try:
            yield base64.b64decode(b"".join(text.split()), validate=True)
        except binascii.Error:
            continue
    at = data.find(b"\x30\x82")
    while at >= 0:
        length = 4 + int.from_bytes(data[at + 2 : at + 4], "big")
        # A certificate opens with another sequence, the part that is signed (RFC 5280, 4.1).
        if data[at + 4 : at + 6] in (b"\x30\x81", b"\x30\x82") and at + length <= len(data):
            yield data[at : at + length]
        at = data.find(b"\x30\x82", at + 1)
