"""What a 2D-Doc's signature is worth: a trust list of our own making, and the real ones."""

from __future__ import annotations

import base64
import hashlib
import json
import random
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature
from cryptography.x509.oid import NameOID
from lxml import etree

from bastide.providers.twoddoc_certificates import certificates_in
from bastide.providers.twoddoc_list import TrustListError, fingerprint, read_list
from bastide.providers.twoddoc_trust import (
    SignatureCheck,
    TrustStore,
    import_trust,
    load_store,
    verify,
)

ON = date(2026, 6, 1)
SIGNED = date(2026, 5, 4)
CURVES: dict[str, tuple[ec.EllipticCurve, hashes.HashAlgorithm]] = {
    "P256": (ec.SECP256R1(), hashes.SHA256()),
    "P384": (ec.SECP384R1(), hashes.SHA384()),
    "P521": (ec.SECP521R1(), hashes.SHA512()),
}
MESSAGE = b"46ESSAI ZOE\x1d4326,5"


def name(common: str, organisation: str = "COMMUNE FICTIVE") -> x509.Name:
    return x509.Name(
        [
            x509.NameAttribute(NameOID.COMMON_NAME, common),
            x509.NameAttribute(NameOID.ORGANIZATION_NAME, organisation),
        ]
    )


def certificate(
    subject: str, key: Any, issuer: str, issuer_key: Any, first: int = 2025, last: int = 2028
) -> x509.Certificate:
    return (
        x509.CertificateBuilder()
        .subject_name(name(subject))
        .issuer_name(name(issuer))
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(datetime(first, 1, 1, tzinfo=UTC))
        .not_valid_after(datetime(last, 1, 1, tzinfo=UTC))
        .sign(issuer_key, hashes.SHA256())
    )


def der(found: x509.Certificate) -> bytes:
    return found.public_bytes(serialization.Encoding.DER)


LIST = """<tsl:TrustServiceStatusList xmlns:tsl="http://uri.etsi.org/02231/v2#"
 xmlns:ds="http://www.w3.org/2000/09/xmldsig#"><tsl:SchemeInformation>
<tsl:TSLSequenceNumber>{sequence}</tsl:TSLSequenceNumber>
<tsl:ListIssueDateTime>2026-01-01T00:00:00Z</tsl:ListIssueDateTime>
<tsl:NextUpdate><tsl:dateTime>{until}T11:00:00Z</tsl:dateTime></tsl:NextUpdate>
</tsl:SchemeInformation><tsl:TrustServiceProviderList><tsl:TrustServiceProvider>
<tsl:TSPInformation><tsl:TSPName><tsl:Name>Autorité d'essai</tsl:Name></tsl:TSPName>
<tsl:TSPTradeName><tsl:Name>FR9Z</tsl:Name></tsl:TSPTradeName></tsl:TSPInformation>
<tsl:TSPServices><tsl:TSPService><tsl:ServiceInformation><tsl:ServiceDigitalIdentity>
<tsl:DigitalId><tsl:X509Certificate>{authority}</tsl:X509Certificate></tsl:DigitalId>
</tsl:ServiceDigitalIdentity>
<tsl:ServiceStatus>http://uri.etsi.org/TrstSvc/Svcstatus/{status}</tsl:ServiceStatus>
</tsl:ServiceInformation></tsl:TSPService></tsl:TSPServices></tsl:TrustServiceProvider>
</tsl:TrustServiceProviderList></tsl:TrustServiceStatusList>"""
INFO = """<ds:SignedInfo xmlns:ds="http://www.w3.org/2000/09/xmldsig#">
<ds:CanonicalizationMethod Algorithm="http://www.w3.org/2001/10/xml-exc-c14n#"/>
<ds:SignatureMethod Algorithm="http://www.w3.org/2001/04/xmldsig-more#rsa-sha256"/>
<ds:Reference URI=""><ds:Transforms>
<ds:Transform Algorithm="http://www.w3.org/2000/09/xmldsig#enveloped-signature"/>
<ds:Transform Algorithm="http://www.w3.org/2001/10/xml-exc-c14n#"/></ds:Transforms>
<ds:DigestMethod Algorithm="http://www.w3.org/2001/04/xmlenc#sha256"/>
<ds:DigestValue>{digest}</ds:DigestValue></ds:Reference></ds:SignedInfo>"""


@dataclass
class World:
    """An authority FR9Z, its certificates by curve, and the office that signs the list."""

    authority_key: rsa.RSAPrivateKey
    authority: x509.Certificate
    office_key: rsa.RSAPrivateKey
    office: x509.Certificate
    keys: dict[str, ec.EllipticCurvePrivateKey]
    signers: dict[str, x509.Certificate]

    def list(
        self, *, sequence: int = 5, until: str = "2026-12-31", status: str = "inaccord"
    ) -> bytes:
        authority = base64.b64encode(der(self.authority)).decode()
        text = LIST.format(sequence=sequence, until=until, status=status, authority=authority)
        root = etree.fromstring(text)
        digest = hashlib.sha256(etree.tostring(root, method="c14n", exclusive=True)).digest()
        info = etree.fromstring(INFO.format(digest=base64.b64encode(digest).decode()))
        value = self.office_key.sign(
            etree.tostring(info, method="c14n", exclusive=True),
            padding.PKCS1v15(),
            hashes.SHA256(),
        )
        signature = etree.SubElement(root, "{http://www.w3.org/2000/09/xmldsig#}Signature")
        signature.append(info)
        for path, content in (
            ("SignatureValue", value),
            ("KeyInfo/X509Data/X509Certificate", der(self.office)),
        ):
            at = signature
            for part in path.split("/"):
                at = etree.SubElement(at, f"{{http://www.w3.org/2000/09/xmldsig#}}{part}")
            at.text = base64.b64encode(content).decode()
        return etree.tostring(root)

    def code(
        self, curve: str = "P256", *, issuer: str = "FR9Z", version: int = 4, signed: date = SIGNED
    ) -> bytes:
        days = f"{(signed - date(2000, 1, 1)).days:04X}"
        tail = {4: "01FR", 3: "01"}.get(version, "")
        head = f"DC{version:02d}{issuer}{curve[:4]}FFFF{days}04{tail}".encode()
        key = self.keys[curve]
        size = (key.curve.key_size + 7) // 8
        r, s = decode_dss_signature(key.sign(head + MESSAGE, ec.ECDSA(CURVES[curve][1])))
        raw = r.to_bytes(size, "big") + s.to_bytes(size, "big")
        if version == 1:
            return head + MESSAGE + raw
        return head + MESSAGE + b"\x1f" + base64.b32encode(raw).rstrip(b"=")

    def crl(self, *serials: int, key: Any = None) -> bytes:
        builder = (
            x509.CertificateRevocationListBuilder()
            .issuer_name(name("FR9Z"))
            .last_update(datetime(2026, 5, 20, tzinfo=UTC))
            .next_update(datetime(2026, 7, 1, tzinfo=UTC))
        )
        for serial in serials:
            builder = builder.add_revoked_certificate(
                x509.RevokedCertificateBuilder()
                .serial_number(serial)
                .revocation_date(datetime(2026, 5, 10, tzinfo=UTC))
                .build()
            )
        signed = builder.sign(key or self.authority_key, hashes.SHA256())
        return signed.public_bytes(serialization.Encoding.DER)


@pytest.fixture(scope="module")
def world() -> World:
    authority_key, office_key = (rsa.generate_private_key(65537, 2048) for _ in range(2))
    keys = {curve: ec.generate_private_key(form) for curve, (form, _) in CURVES.items()}
    return World(
        authority_key,
        certificate("FR9Z", authority_key, "FR9Z", authority_key),
        office_key,
        certificate("CACHET D'ESSAI", office_key, "CACHET D'ESSAI", office_key),
        keys,
        {curve: certificate(curve, key, "FR9Z", authority_key) for curve, key in keys.items()},
    )


def store_of(world: World, folder: Path, trust_list: bytes | None = None) -> TrustStore:
    bundle = b"\r\n--part\r\n".join(der(found) for found in world.signers.values())
    report = import_trust([("bundle.der", bundle), ("tsl.xml", trust_list or world.list())], folder)
    assert not report.refused
    return load_store(folder)


@pytest.mark.parametrize("curve", sorted(CURVES))
@pytest.mark.parametrize("version", [1, 2, 3, 4])
def test_valid_on_every_curve_and_version(
    world: World, tmp_path: Path, curve: str, version: int
) -> None:
    store = store_of(world, tmp_path)
    found = verify(world.code(curve, version=version), store, on=ON)
    assert found.outcome == "valid"
    assert found.signer == "COMMUNE FICTIVE"
    assert not found.test


def test_every_changed_byte_is_refused(world: World, tmp_path: Path) -> None:
    store = store_of(world, tmp_path)
    code = world.code()
    for at in range(len(code)):
        changed = code[:at] + bytes([code[at] ^ 1]) + code[at + 1 :]
        assert verify(changed, store, on=ON).outcome != "valid", at


def test_forged(world: World, tmp_path: Path) -> None:
    store = store_of(world, tmp_path)
    code = world.code().replace(b"ESSAI ZOE", b"ESSAI LEO")
    found = verify(code, store, on=ON)
    assert found.outcome == "forged"
    # A wrong signature is certain, whatever the age of the list.
    assert verify(code, store, on=date(2030, 1, 1)).outcome == "forged"


def test_an_expired_list_never_gives_valid(world: World, tmp_path: Path) -> None:
    store = store_of(world, tmp_path)
    assert verify(world.code(), store, on=date(2026, 12, 31)).outcome == "valid"
    found = verify(world.code(), store, on=date(2027, 1, 1))
    assert found.outcome == "expired_list"
    assert "31/12/2026" in found.reason


def test_unknown_issuers(world: World, tmp_path: Path) -> None:
    assert verify(world.code(), TrustStore(), on=ON).outcome == "unknown_issuer"
    store = store_of(world, tmp_path / "whole")
    assert verify(world.code(issuer="FR8Z"), store, on=ON).outcome == "unknown_issuer"
    import_trust([("tsl.xml", world.list())], tmp_path / "bare")
    bare = load_store(tmp_path / "bare")
    assert verify(world.code(), bare, on=ON).outcome == "unknown_issuer"


def test_an_authority_that_lost_its_agreement(world: World, tmp_path: Path) -> None:
    import_trust([("tsl.xml", world.list(status="revoked"))], tmp_path)
    assert verify(world.code(), load_store(tmp_path), on=ON).outcome == "revoked"


def test_revoked_whatever_the_date(world: World, tmp_path: Path) -> None:
    store_of(world, tmp_path)
    serial = world.signers["P256"].serial_number
    report = import_trust([("liste.crl", world.crl(serial))], tmp_path)
    assert report.done
    store = load_store(tmp_path)
    before = world.code(signed=date(2025, 3, 1))
    assert verify(before, store, on=ON).outcome == "revoked"
    assert verify(world.code("P384"), store, on=ON).outcome == "valid"


def test_a_revocation_list_of_another_is_refused(world: World, tmp_path: Path) -> None:
    store_of(world, tmp_path)
    crl = world.crl(world.signers["P256"].serial_number, key=world.office_key)
    assert import_trust([("liste.crl", crl)], tmp_path).refused
    assert verify(world.code(), load_store(tmp_path), on=ON).outcome == "valid"


@pytest.mark.parametrize("signed", [date(2024, 12, 31), date(2028, 1, 2)])
def test_a_certificate_out_of_its_dates(world: World, tmp_path: Path, signed: date) -> None:
    store = store_of(world, tmp_path)
    found = verify(world.code(signed=signed), store, on=ON)
    assert found.outcome == "expired_certificate"


def test_a_signature_of_the_future(world: World, tmp_path: Path) -> None:
    store = store_of(world, tmp_path)
    code = world.code(signed=ON + timedelta(days=1))
    assert verify(code, store, on=ON).outcome == "expired_certificate"


def test_a_signer_that_the_authority_did_not_issue_is_refused(world: World, tmp_path: Path) -> None:
    import_trust([("tsl.xml", world.list())], tmp_path)
    own = certificate("P256", world.keys["P256"], "FR9Z", world.office_key)
    report = import_trust([("x.der", der(own))], tmp_path)
    assert report.refused
    # Put there by hand, it is not believed either.
    (tmp_path / "certificates").mkdir(exist_ok=True)
    (tmp_path / "certificates" / "x.der").write_bytes(der(own))
    assert load_store(tmp_path).signers == {}


def test_another_signer_of_the_list_needs_its_fingerprint(world: World, tmp_path: Path) -> None:
    store_of(world, tmp_path)
    key = rsa.generate_private_key(65537, 2048)
    office = certificate("AUTRE", key, "AUTRE", key)
    other = World(
        world.authority_key, world.authority, key, office, world.keys, world.signers
    ).list(sequence=6)
    report = import_trust([("tsl.xml", other)], tmp_path)
    assert fingerprint(office) in report.refused[0]
    assert load_store(tmp_path).list is not None
    report = import_trust([("tsl.xml", other)], tmp_path, signer=fingerprint(office).lower())
    assert not report.refused
    assert report.fingerprint == fingerprint(office)
    older = import_trust([("tsl.xml", world.list())], tmp_path, signer=fingerprint(world.office))
    assert "plus ancienne" in older.refused[0]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b"FR9Z", b"FR9Y"),
        (b"2026-12-31", b"2036-12-31"),
        (b"inaccord", b"revoked"),
        (b'URI=""', b'URI="#x"'),
        (b"</ds:SignedInfo>", b"</ds:SignedInfo> "),
        (b"<tsl:SchemeInformation>", b"<ds:Signature/><tsl:SchemeInformation>"),
        (b"xml-exc-c14n#", b"xml-exc-c14n#WithComments"),
    ],
)
def test_a_list_with_a_change_is_refused(world: World, old: bytes, new: bytes) -> None:
    whole = world.list()
    assert old in whole
    assert read_list(whole).sequence == 5
    if old == b"</ds:SignedInfo>":  # a space outside what is signed changes nothing
        assert read_list(whole.replace(old, new, 1)).sequence == 5
        return
    with pytest.raises(TrustListError):
        read_list(whole.replace(old, new, 1))


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"<a/>",
        b"<",
        b'<!DOCTYPE a [<!ENTITY x "y">]><a>&x;</a>',
        b'<tsl:TrustServiceStatusList xmlns:tsl="http://uri.etsi.org/02231/v2#"/>',
        b"<a>" * 5_000_000,
    ],
    ids=["empty", "other", "broken", "doctype", "unsigned", "huge"],
)
def test_hostile_lists_are_refused_in_french(data: bytes, tmp_path: Path) -> None:
    with pytest.raises(TrustListError, match=r"\.$"):
        read_list(data)
    report = import_trust([("../../x.xml", data)], tmp_path)
    assert report.refused
    assert not report.done
    assert list(tmp_path.parent.glob("x.xml")) == []


def test_certificates_in_every_wrapping(world: World) -> None:
    found = list(world.signers.values())
    pem = b"".join(c.public_bytes(serialization.Encoding.PEM) for c in found)
    raw = b"junk" + b"--part--".join(der(c) for c in found) + b"\x30\x82\xff"
    encoded = b"\r\n\r\n".join(base64.encodebytes(der(c)) for c in found)
    for data in (pem, raw, encoded):
        assert set(certificates_in(data)) == set(found)
    assert certificates_in(b"\x30\x82" * 1000) == []


# --- the real ones -------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def folder(data_dir: Path) -> Path:
    return data_dir / "pieces" / "2ddoc"


@pytest.fixture(scope="module")
def official(folder: Path) -> list[tuple[str, bytes]]:
    entries = json.loads((folder / "conformance" / "payloads.json").read_text())
    return [(entry["version"], bytes.fromhex(entry["payload_hex"])) for entry in entries]


def tried(payload: bytes) -> SignatureCheck:
    return verify(payload, TrustStore(), trust_test_authority=True, on=ON)


@pytest.mark.data
def test_official_codes_verify_with_the_test_authority(official: list[tuple[str, bytes]]) -> None:
    right = [version for version, payload in official if tried(payload).outcome == "valid"]
    assert len([version for version in right if version != "01"]) == 61
    assert right.count("01") == 5
    for _, payload in official:
        found = tried(payload)
        assert found.test
        assert "TEST" in found.reason
        refused = verify(payload, TrustStore(), on=ON)
        assert (refused.outcome, refused.test) == ("test_authority", True)


@pytest.mark.data
def test_changed_bytes_of_official_codes_are_refused(official: list[tuple[str, bytes]]) -> None:
    """One value in each place of each code; `bench/check/conformance.py --all` tries them all."""
    values = random.Random(20260115)
    for _, payload in official:
        for at in range(len(payload)):
            changed = payload[:at] + bytes([payload[at] ^ values.randrange(1, 256)])
            assert tried(changed + payload[at + 1 :]).outcome != "valid"


@pytest.mark.data
def test_official_images_give_their_payloads(
    folder: Path, official: list[tuple[str, bytes]]
) -> None:
    import zxingcpp
    from PIL import Image

    names = [
        entry["file"]
        for entry in json.loads((folder / "conformance" / "payloads.json").read_text())
    ]
    for file, (_, payload) in zip(names, official, strict=True):
        with Image.open(folder / "conformance" / file) as image:
            assert payload in [found.bytes for found in zxingcpp.read_barcodes(image)]


@pytest.mark.data
def test_the_real_list_of_2025(folder: Path, tmp_path: Path) -> None:
    data = (folder / "tsl_signed_2025-08.xml").read_bytes()
    real = read_list(data)
    assert (real.sequence, real.next_update.date()) == (22, date(2026, 2, 25))
    assert sorted(real.authorities) == ["FR01", "FR03", "FR04", "FR05", "FR06", "FR07"]
    with pytest.raises(TrustListError):
        read_list(data.replace(b"2026-02-25", b"2036-02-25"))
    signer = (folder / "FR03AV01_CERT.DER").read_bytes()
    report = import_trust([("tsl.xml", data), ("cnam.der", signer)], tmp_path)
    assert not report.refused
    store = load_store(tmp_path)
    (found,) = store.signers["FR03", "AV01"]
    assert found.not_valid_after_utc.year == 2024
    # Nobody can sign in its name: a code that says so is forged.
    head = b"DC04FR03AV01FFFF1F40L101FRL0ESSAI\x1f" + base64.b32encode(bytes(range(64)))[:103]
    assert verify(head, store, on=ON).outcome == "forged"


@pytest.mark.data
def test_the_copy_of_the_older_list_is_not_what_was_signed(folder: Path) -> None:
    """Its digest does not match its content: this copy was altered after it was signed."""
    with pytest.raises(TrustListError, match="pas exacte"):
        read_list((folder / "tsl_2023-07.xml").read_bytes())


@pytest.mark.data
def test_the_certificate_of_the_specification(folder: Path) -> None:
    from bastide.providers.twoddoc_trust import _test_certificate

    shared = x509.load_pem_x509_certificate((folder / "certificate_FR00_00.pem").read_bytes())
    assert _test_certificate() == shared
