"""What the signature of a 2D-Doc is worth, against an offline trust store.

1. The code is read; what cannot be read is `unreadable`.
2. The test authority (XX00) is `test_authority` unless it is trusted on purpose, for trials only.
3. Its authority must be in the trust list and in accord, its certificate imported, chained to that
   authority, not revoked (a revoked certificate is worth nothing, whatever the date: §5.1, 5) and
   within its dates on the day of the signature (§5.1, 6).
4. The signature must be exact, else `forged`; and the list still up to date, else `expired_list`.

Only `valid` may be called valid. Source: ANTS 2D-Doc v3.3.0, §3.5 and §5.1.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from functools import cache
from importlib.resources import files

from cryptography import x509
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature

from bastide.engine.pieces.model import SignatureOutcome
from bastide.engine.pieces.twoddoc import TwoDDoc, parse
from bastide.engine.pieces.twoddoc_message import TwoDDocError
from bastide.providers.twoddoc_list import IN_ACCORD, Authority
from bastide.providers.twoddoc_store import Imported, TrustStore, import_trust, load_store

__all__ = ["Imported", "SignatureCheck", "TrustStore", "import_trust", "load_store", "verify"]

# The one certificate that the specification prints (§16.1) and its codes are signed with.
_TEST_SIGNER = ("FR00", "0001")


@dataclass(frozen=True, slots=True)
class SignatureCheck:
    """What a signature is worth, and one sentence in French that says why.

    `test`: the test authority vouches for it, which pages say in red. `signer`: the organisation
    of the certificate, empty when it is unknown.
    """

    outcome: SignatureOutcome
    reason: str
    test: bool = False
    signer: str = ""


def verify(
    code: TwoDDoc | bytes,
    store: TrustStore,
    *,
    trust_test_authority: bool = False,
    on: date,
) -> SignatureCheck:
    """Check a code's signature on a day: that day decides whether the trust list is up to date."""
    try:
        read = parse(code) if isinstance(code, bytes) else code
    except TwoDDocError as error:
        return SignatureCheck("unreadable", str(error))
    if read.is_test:
        return _verify_test(read, trust_test_authority)
    if store.list is None:
        return SignatureCheck(
            "unknown_issuer", "Aucune liste de confiance n'a été importée : signature non vérifiée."
        )
    authority = store.list.authorities.get(read.issuer)
    if authority is None:
        return SignatureCheck(
            "unknown_issuer", f"L'autorité {read.issuer} n'est pas dans la liste de confiance."
        )
    if authority.status != IN_ACCORD:
        return SignatureCheck(
            "revoked", f"L'autorité {read.issuer} n'est plus agréée selon la liste de confiance."
        )
    signers = store.signers.get((read.issuer, read.certificate), ())
    if not signers:
        return SignatureCheck(
            "unknown_issuer",
            f"Le certificat {read.certificate} de l'autorité {read.issuer} ({authority.name}) "
            "n'a pas été importé : signature non vérifiée.",
        )
    return _verify_with(read, authority, signers, store, on)


def _verify_with(
    read: TwoDDoc,
    authority: Authority,
    signers: tuple[x509.Certificate, ...],
    store: TrustStore,
    on: date,
) -> SignatureCheck:
    exact = [signer for signer in signers if _exact(read, signer)]
    signer = (exact or list(signers))[0]
    name = _organisation(signer)
    if not exact:
        return SignatureCheck(
            "forged",
            "La signature n'est pas exacte : le code a été modifié ou n'a pas été signé par "
            f"{name or 'son émetteur'}.",
            signer=name,
        )
    if signer.serial_number in store.revoked.get(authority.identifier, ()):
        return SignatureCheck("revoked", f"Le certificat de {name} a été révoqué.", signer=name)
    if not _within(signer, read.signed_on):
        return SignatureCheck(
            "expired_certificate",
            f"Le certificat de {name} n'était pas valable le jour de la signature.",
            signer=name,
        )
    if read.signed_on and read.signed_on > on:
        return SignatureCheck(
            "expired_certificate", "La date de la signature est dans l'avenir.", signer=name
        )
    trusted = store.list
    if trusted is None or on > trusted.next_update.date():
        until = f" depuis le {trusted.next_update:%d/%m/%Y}" if trusted else ""
        return SignatureCheck(
            "expired_list",
            f"La signature est exacte, mais la liste de confiance est périmée{until} : "
            "elle ne peut pas être dite valide.",
            signer=name,
        )
    checked = authority.identifier in store.revocations_of
    note = "" if checked else " (révocations non importées pour cette autorité)"
    return SignatureCheck("valid", f"Signature valide de {name}{note}.", signer=name)


def _verify_test(read: TwoDDoc, trusted: bool) -> SignatureCheck:
    if not trusted or (read.issuer, read.certificate) != _TEST_SIGNER:
        return SignatureCheck(
            "test_authority",
            "Le code est signé par une autorité de TEST : il n'a aucune valeur.",
            test=True,
        )
    if not _exact(read, _test_certificate()):
        return SignatureCheck(
            "forged", "La signature n'est pas exacte (autorité de TEST).", test=True
        )
    return SignatureCheck(
        "valid",
        "Signature exacte de l'autorité de TEST, dont le certificat est expiré depuis 2015 : "
        "admise parce que l'installation fait confiance à l'autorité de test.",
        test=True,
        signer="Autorité de test",
    )


def _exact(read: TwoDDoc, signer: x509.Certificate) -> bool:
    """ECDSA on the raw r || s; the curve settles the digest (§3.5.2)."""
    key = signer.public_key()
    if not isinstance(key, ec.EllipticCurvePublicKey):
        return False
    half = (key.curve.key_size + 7) // 8
    digests: dict[str, hashes.HashAlgorithm] = {
        "secp256r1": hashes.SHA256(),
        "secp384r1": hashes.SHA384(),
        "secp521r1": hashes.SHA512(),
    }
    digest = digests.get(key.curve.name)
    if digest is None or len(read.signature) != 2 * half:
        return False
    r = int.from_bytes(read.signature[:half], "big")
    s = int.from_bytes(read.signature[half:], "big")
    try:
        key.verify(encode_dss_signature(r, s), read.signed_data, ec.ECDSA(digest))
    except InvalidSignature:
        return False
    return True


def _within(signer: x509.Certificate, day: date | None) -> bool:
    """Whether any moment of the day of signature lies within the certificate's dates."""
    if day is None:
        return False
    first = datetime.combine(day, time.min, UTC)
    last = datetime.combine(day, time.max, UTC)
    return signer.not_valid_before_utc <= last and first <= signer.not_valid_after_utc


def _organisation(signer: x509.Certificate) -> str:
    found = signer.subject.get_attributes_for_oid(x509.oid.NameOID.ORGANIZATION_NAME)
    return str(found[0].value) if found else ""


@cache
def _test_certificate() -> x509.Certificate:
    place = files("bastide.providers") / "data" / "twoddoc_test_certificate.pem"
    return x509.load_pem_x509_certificate(place.read_bytes())
