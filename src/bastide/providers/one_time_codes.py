"""Codes of six digits that a telephone shows (RFC 6238): pyotp counts them, segno draws the key,
cryptography keeps the key closed in the database."""

from __future__ import annotations

import base64
import re

import pyotp
import segno
from cryptography.fernet import Fernet, InvalidToken
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

STEP_SECONDS = 30
# A telephone late or early by one step is let in (RFC 6238, section 5.2: one step for the network).
DRIFT = 1
_CODE = re.compile(r"[0-9]{6}")
_PURPOSE = b"bastide second factor 1"


class Unreadable(ValueError):
    """A closed key that was not closed by this installation's signing key."""


def new_secret() -> str:
    """A key of 160 bits, in base 32."""
    return pyotp.random_base32()


def step_of(secret: str, code: str, at: float) -> int | None:
    """The step of thirty seconds whose code this is, near `at` (Unix time); None for none."""
    if not _CODE.fullmatch(code):
        return None
    try:
        return pyotp.TOTP(secret).verify_and_get_timecode(code, for_time=at, valid_window=DRIFT)
    except pyotp.exceptions.OTPVerificationError:
        return None


def code_at(secret: str, at: float) -> str:
    """What the telephone shows at that time."""
    return pyotp.TOTP(secret).at(int(at))


def drawn(secret: str, account: str, issuer: str) -> str:
    """The key as a QR code: an SVG image in a `data:` address, which the content policy lets in."""
    address = pyotp.TOTP(secret).provisioning_uri(name=account, issuer_name=issuer)
    return segno.make(address, error="m", micro=False).svg_data_uri(scale=5, light="white")


def closed(secret: str, signing_key: str) -> str:
    return _box(signing_key).encrypt(secret.encode()).decode()


def opened(kept: str, signing_key: str) -> str:
    """Raises `Unreadable` when the signing key is not the one that closed it."""
    try:
        return _box(signing_key).decrypt(kept.encode()).decode()
    except InvalidToken as error:
        raise Unreadable("closed by another signing key") from error


def _box(signing_key: str) -> Fernet:
    key = HKDF(SHA256(), length=32, salt=None, info=_PURPOSE).derive(signing_key.encode())
    return Fernet(base64.urlsafe_b64encode(key))
