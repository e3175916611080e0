"""The offline trust store for 2D-Doc: a trust list, signers' certificates, revocation lists.

An administrator imports files taken from the addresses that ANTS and the authorities publish. All
of them lie in one folder, and all are verified again each time the store is loaded:

- `list.xml`, the trust list; `signer.sha256`, the fingerprint of the certificate that may sign it;
- `certificates/*.der`, signers' certificates, each issued by an authority of the list;
- `revocations/*.crl`, revocation lists, each signed by an authority of the list.

The first list imported pins its signer: another signer is refused until the administrator gives
its fingerprint, compared with what ANTS publishes.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from cryptography import x509
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.x509.oid import NameOID

from bastide.providers.twoddoc_certificates import certificates_in
from bastide.providers.twoddoc_list import (
    IN_ACCORD,
    Authority,
    TrustList,
    TrustListError,
    fingerprint,
    read_list,
)

# An authority's bundle holds some hundreds of certificates of about 1.5 kB.
_MOST_BYTES = 20_000_000


@dataclass(frozen=True)
class TrustStore:
    """What signatures are checked against. `list` is None when none was imported.

    `signers`: certificates by authority and identifier; `revoked`: serial numbers by authority;
    `revocations_of`: authorities whose revocation list was imported.
    """

    list: TrustList | None = None
    signers: dict[tuple[str, str], tuple[x509.Certificate, ...]] = field(default_factory=dict)
    revoked: dict[str, frozenset[int]] = field(default_factory=dict)

    @property
    def revocations_of(self) -> frozenset[str]:
        return frozenset(self.revoked)


@dataclass(frozen=True, slots=True)
class Imported:
    """What an import did, in French sentences: `done` and `refused`.

    `fingerprint`: that of the certificate that signed the list in place, to be compared with the
    one ANTS publishes; empty without a list.
    """

    done: tuple[str, ...]
    refused: tuple[str, ...]
    fingerprint: str


def load_store(folder: Path) -> TrustStore:
    """The store of a folder; empty when nothing was imported or when its list is not sound."""
    return _load(folder)[0]


def import_trust(
    files: Iterable[tuple[str, bytes]], folder: Path, *, signer: str | None = None
) -> Imported:
    """Verify and keep files `(name, bytes)`, whatever their order and their names.

    `signer`: fingerprint (SHA-256) of a new certificate allowed to sign the list.
    """
    folder.mkdir(parents=True, exist_ok=True)
    done: list[str] = []
    refused: list[str] = []
    given = [(_shown(name), data) for name, data in files]
    lists = [(name, data) for name, data in given if _looks_like_xml(data)]
    for name, data in lists:
        _import_list(name, data, folder, signer, done, refused)
    trusted = load_store(folder).list
    for name, data in given:
        if (name, data) in lists:
            continue
        if len(data) > _MOST_BYTES:
            refused.append(f"« {name} » est trop volumineux.")
        elif trusted is None:
            refused.append(f"« {name} » : importez d'abord une liste de confiance.")
        else:
            _import_others(name, data, folder, trusted, done, refused)
    return Imported(tuple(done), tuple(refused), trusted.fingerprint if trusted else "")


def issued_by(certificate: x509.Certificate, authority: Authority) -> bool:
    """Whether one of the authority's certificates signed this one."""
    for issuer in authority.certificates:
        try:
            certificate.verify_directly_issued_by(issuer)
        except (ValueError, TypeError, InvalidSignature):
            continue
        return True
    return False


# --- importing -----------------------------------------------------------------------------------


def _import_list(
    name: str, data: bytes, folder: Path, signer: str | None, done: list[str], refused: list[str]
) -> None:
    try:
        new = read_list(data)
    except TrustListError as error:
        refused.append(f"« {name} » : {error}")
        return
    pinned = _pinned(folder)
    if pinned and new.fingerprint != pinned and _plain(signer or "") != _plain(new.fingerprint):
        refused.append(
            f"« {name} » est signée par un autre certificat (empreinte {new.fingerprint}). "
            "Comparez cette empreinte à celle que publie l'ANTS avant de l'accepter."
        )
        return
    if signer and _plain(signer) != _plain(new.fingerprint):
        refused.append(f"« {name} » n'est pas signée par le certificat d'empreinte indiquée.")
        return
    current = load_store(folder).list
    if current and new.sequence < current.sequence:
        refused.append(
            f"« {name} » (n° {new.sequence}) est plus ancienne que la liste en place "
            f"(n° {current.sequence})."
        )
        return
    (folder / "list.xml").write_bytes(data)
    (folder / "signer.sha256").write_text(new.fingerprint + "\n", encoding="ascii")
    done.append(
        f"Liste de confiance n° {new.sequence}, valable jusqu'au "
        f"{new.next_update:%d/%m/%Y}, signée par {_common_name(new.signer)}."
    )


def _import_others(
    name: str, data: bytes, folder: Path, trusted: TrustList, done: list[str], refused: list[str]
) -> None:
    revocations = _revocation_list(data)
    if revocations is not None:
        authority = _crl_authority(revocations, trusted)
        if authority is None:
            refused.append(f"« {name} » n'est signé par aucune autorité de la liste.")
            return
        place = folder / "revocations" / f"{authority.identifier}.crl"
        place.parent.mkdir(exist_ok=True)
        place.write_bytes(revocations.public_bytes(serialization.Encoding.DER))
        done.append(f"Révocations de {authority.identifier} importées.")
        return
    kept = 0
    found = certificates_in(data)
    for certificate in found:
        names = _signer_names(certificate)
        known = trusted.authorities.get(names[0]) if names else None
        if names and known and issued_by(certificate, known):
            place = (
                folder / "certificates" / f"{certificate.fingerprint(hashes.SHA256()).hex()}.der"
            )
            place.parent.mkdir(exist_ok=True)
            place.write_bytes(certificate.public_bytes(serialization.Encoding.DER))
            kept += 1
    if kept:
        done.append(f"« {name} » : {kept} certificat(s) importé(s) sur {len(found)}.")
    elif found:
        refused.append(f"« {name} » : aucun certificat n'est émis par une autorité de la liste.")
    else:
        refused.append(f"« {name} » : ni liste, ni certificat, ni liste de révocation.")


# --- loading -------------------------------------------------------------------------------------


def _load(folder: Path) -> tuple[TrustStore, str]:
    place = folder / "list.xml"
    if not place.is_file():
        return TrustStore(), "aucune liste"
    try:
        trusted = read_list(place.read_bytes())
    except TrustListError as error:
        return TrustStore(), str(error)
    if _pinned(folder) != trusted.fingerprint:
        return TrustStore(), "signataire inconnu"
    signers: dict[tuple[str, str], tuple[x509.Certificate, ...]] = {}
    for file in sorted((folder / "certificates").glob("*.der")):
        for certificate in certificates_in(file.read_bytes()):
            names = _signer_names(certificate)
            authority = trusted.authorities.get(names[0]) if names else None
            if names and authority and issued_by(certificate, authority):
                signers[names] = (*signers.get(names, ()), certificate)
    revoked: dict[str, frozenset[int]] = {}
    for file in sorted((folder / "revocations").glob("*.crl")):
        revocations = _revocation_list(file.read_bytes())
        issuer = _crl_authority(revocations, trusted) if revocations else None
        if revocations and issuer:
            serials = frozenset(entry.serial_number for entry in revocations)
            revoked[issuer.identifier] = revoked.get(issuer.identifier, frozenset()) | serials
    return TrustStore(trusted, signers, revoked), ""


def _pinned(folder: Path) -> str:
    place = folder / "signer.sha256"
    return place.read_text(encoding="ascii").strip() if place.is_file() else ""


def _signer_names(certificate: x509.Certificate) -> tuple[str, str] | None:
    """Authority and identifier, from the common names of issuer and subject (§3.3)."""
    issuer = _attribute(certificate.issuer)
    subject = _attribute(certificate.subject)
    if re.fullmatch(r"[A-Z]{2}[A-Z0-9]{2}", issuer) and re.fullmatch(r"[A-Z0-9]{4,5}", subject):
        return issuer, subject
    return None


def _common_name(certificate: x509.Certificate) -> str:
    return _attribute(certificate.subject) or fingerprint(certificate)


def _attribute(name: x509.Name) -> str:
    found = name.get_attributes_for_oid(NameOID.COMMON_NAME)
    return str(found[0].value) if found else ""


def _revocation_list(data: bytes) -> x509.CertificateRevocationList | None:
    try:
        if b"BEGIN X509 CRL" in data[:200]:
            return x509.load_pem_x509_crl(data)
        return x509.load_der_x509_crl(data)
    except ValueError:
        return None


def _crl_authority(found: x509.CertificateRevocationList, trusted: TrustList) -> Authority | None:
    for authority in trusted.authorities.values():
        for certificate in authority.certificates:
            key = certificate.public_key()
            if (
                authority.status == IN_ACCORD
                and certificate.subject == found.issuer
                and isinstance(key, rsa.RSAPublicKey | ec.EllipticCurvePublicKey)
                and found.is_signature_valid(key)
            ):
                return authority
    return None


def _looks_like_xml(data: bytes) -> bool:
    return data.lstrip(b"\xef\xbb\xbf \r\n\t")[:1] == b"<"


def _plain(text: str) -> str:
    return re.sub(r"[^0-9A-F]", "", text.upper())


def _shown(name: str) -> str:
    return "".join(c for c in Path(name).name if c.isprintable())[:80] or "fichier"
