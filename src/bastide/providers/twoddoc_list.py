"""The 2D-Doc trust list (ETSI TS 102 231 v2 XML): its authorities, its dates, its own signature.

The list says which authorities may issue certificates; ANTS signs it (XML-DSig, XAdES). The
signature proves that the list is whole; who signed it must be pinned by the administrator.

Only what these lists use is accepted: one signature that is a child of the root, a reference to the
whole document whose transforms take away that signature and nothing else, SHA-256 and above. All
the rest is refused rather than interpreted: XML signatures are forged by what verifiers tolerate.
"""

from __future__ import annotations

import base64
import binascii
import copy
import hashlib
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from cryptography import x509
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa, utils
from lxml import etree

_DS = "http://www.w3.org/2000/09/xmldsig#"
_TSL = "http://uri.etsi.org/02231/v2#"
_NAMES = {"ds": _DS, "tsl": _TSL}
# The real lists weigh 35 kB; a hundred times that is hostile.
_MOST_BYTES = 4_000_000
IN_ACCORD = "inaccord"


class TrustListError(ValueError):
    """A list that cannot be used; its text is a French sentence for the administrator."""


@dataclass(frozen=True, slots=True)
class Authority:
    """An authority of the list. `status`: `inaccord` when it may issue, else what ended it."""

    identifier: str
    name: str
    status: str
    certificates: tuple[x509.Certificate, ...]


@dataclass(frozen=True, slots=True)
class TrustList:
    """A list whose own signature is right. `signer`: the certificate that signed it."""

    sequence: int
    issued: datetime
    next_update: datetime
    authorities: dict[str, Authority]
    signer: x509.Certificate

    @property
    def fingerprint(self) -> str:
        """SHA-256 of the signer's certificate, as administrators compare it: AB:CD:…"""
        return fingerprint(self.signer)


def fingerprint(certificate: x509.Certificate) -> str:
    """SHA-256 of a certificate, in pairs of capital hexadecimal digits."""
    return certificate.fingerprint(hashes.SHA256()).hex(":").upper()


def read_list(data: bytes) -> TrustList:
    """Read a list and check its signature. Raises `TrustListError`."""
    if len(data) > _MOST_BYTES:
        raise TrustListError("La liste de confiance est trop volumineuse.")
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False
    )
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise TrustListError("La liste de confiance n'est pas un fichier XML lisible.") from error
    if root.tag != f"{{{_TSL}}}TrustServiceStatusList":
        raise TrustListError("Ce fichier XML n'est pas une liste de confiance 2D-Doc.")
    if root.getroottree().docinfo.doctype:
        raise TrustListError("La liste de confiance déclare un DOCTYPE : elle est refusée.")
    signer = _check_signature(root)
    try:
        return TrustList(
            sequence=int(_text(root, "tsl:SchemeInformation/tsl:TSLSequenceNumber")),
            issued=_moment(_text(root, "tsl:SchemeInformation/tsl:ListIssueDateTime")),
            next_update=_moment(_text(root, "tsl:SchemeInformation/tsl:NextUpdate/tsl:dateTime")),
            authorities=_authorities(root),
            signer=signer,
        )
    except ValueError as error:
        raise TrustListError("La liste de confiance est incomplète ou mal formée.") from error


def _authorities(root: Any) -> dict[str, Authority]:
    found: dict[str, Authority] = {}
    for provider in root.findall(
        "tsl:TrustServiceProviderList/tsl:TrustServiceProvider", namespaces=_NAMES
    ):
        information = provider.find("tsl:TSPInformation", namespaces=_NAMES)
        identifier = _text(information, "tsl:TSPTradeName/tsl:Name").upper()
        services = provider.findall(
            "tsl:TSPServices/tsl:TSPService/tsl:ServiceInformation", namespaces=_NAMES
        )
        certificates: list[x509.Certificate] = []
        statuses: list[str] = []
        for service in services:
            status = _text(service, "tsl:ServiceStatus").rsplit("/", 1)[-1]
            statuses.append(status)
            # A certificate of a service that is no longer in accord proves nothing any more.
            if status == IN_ACCORD:
                certificates += [
                    _certificate(element.text or "")
                    for element in service.iterfind(".//tsl:X509Certificate", namespaces=_NAMES)
                ]
        status = IN_ACCORD if IN_ACCORD in statuses else (statuses or ["unknown"])[0]
        name = _text(information, "tsl:TSPName/tsl:Name")
        found[identifier] = Authority(identifier, name, status, tuple(certificates))
    return found


# --- the list's own signature --------------------------------------------------------------------

_ENVELOPED = f"{_DS}enveloped-signature"
_FILTER2 = "http://www.w3.org/2002/06/xmldsig-filter2"
_XPATH = "http://www.w3.org/TR/1999/REC-xpath-19991116"
_EXCLUSIVE = "http://www.w3.org/2001/10/xml-exc-c14n#"
_INCLUSIVE = "http://www.w3.org/TR/2001/REC-xml-c14n-20010315"
_CANONICAL = {_EXCLUSIVE: True, _INCLUSIVE: False}
_DIGESTS = {
    "http://www.w3.org/2001/04/xmlenc#sha256": hashlib.sha256,
    "http://www.w3.org/2001/04/xmldsig-more#sha384": hashlib.sha384,
    "http://www.w3.org/2001/04/xmlenc#sha512": hashlib.sha512,
}
_MORE = "http://www.w3.org/2001/04/xmldsig-more#"
_HASHES: dict[str, hashes.HashAlgorithm] = {
    "sha256": hashes.SHA256(),
    "sha384": hashes.SHA384(),
    "sha512": hashes.SHA512(),
}


def _check_signature(root: Any) -> x509.Certificate:
    """The certificate whose key signed the whole document; raises when it is not so."""
    wrong = TrustListError("La signature de la liste de confiance n'est pas exacte.")
    signatures = root.findall(f".//{{{_DS}}}Signature")
    if len(signatures) != 1 or signatures[0].getparent() is not root:
        raise TrustListError("La liste de confiance n'est pas signée, ou l'est plusieurs fois.")
    signature = signatures[0]
    signed_info = signature.find("ds:SignedInfo", namespaces=_NAMES)
    embedded = signature.findall("ds:KeyInfo/ds:X509Data/ds:X509Certificate", namespaces=_NAMES)
    if signed_info is None or not embedded:
        raise wrong
    references = signed_info.findall("ds:Reference", namespaces=_NAMES)
    if not any(reference.get("URI") == "" for reference in references):
        raise TrustListError("La signature de la liste de confiance ne la couvre pas en entier.")
    for reference in references:
        if _digest(root, signature, reference) != _base64(_text(reference, "ds:DigestValue")):
            raise wrong
    method = signed_info.find("ds:CanonicalizationMethod", namespaces=_NAMES)
    exclusive = _CANONICAL.get(method.get("Algorithm") if method is not None else "")
    if exclusive is None:
        raise wrong
    data = etree.tostring(signed_info, method="c14n", exclusive=exclusive, with_comments=False)
    algorithm = signed_info.find("ds:SignatureMethod", namespaces=_NAMES).get("Algorithm", "")
    certificate = _certificate(embedded[0].text or "")
    try:
        _verify(certificate, algorithm, _base64(_text(signature, "ds:SignatureValue")), data)
    except InvalidSignature as error:
        raise wrong from error
    return certificate


def _digest(root: Any, signature: Any, reference: Any) -> bytes:
    refused = TrustListError("La liste de confiance est signée d'une manière inconnue.")
    method = reference.find("ds:DigestMethod", namespaces=_NAMES)
    digest = _DIGESTS.get(method.get("Algorithm") if method is not None else "")
    if digest is None:
        raise refused
    transforms = reference.findall("ds:Transforms/ds:Transform", namespaces=_NAMES)
    exclusive = False
    without_signature = False
    for transform in transforms:
        algorithm = transform.get("Algorithm", "")
        expression = "".join(transform.itertext()).strip()
        if algorithm in _CANONICAL and not len(transform):
            exclusive = _CANONICAL[algorithm]
        elif (
            algorithm == _ENVELOPED
            or (algorithm == _FILTER2 and expression == "/descendant::ds:Signature"
                and [child.get("Filter") for child in transform] == ["subtract"])
            or (algorithm == _XPATH and expression == "not(ancestor-or-self::ds:Signature)")
        ):  # fmt: skip
            without_signature = True
        else:
            raise refused
    uri = reference.get("URI")
    if uri == "":
        if not without_signature:
            raise refused
        whole = copy.deepcopy(root)
        inner = whole.find(f"{{{_DS}}}Signature")
        _take_away(inner)
        data = etree.tostring(whole, method="c14n", exclusive=exclusive, with_comments=False)
    elif uri and uri.startswith("#") and not without_signature:
        found = [element for element in root.iter() if element.get("Id") == uri[1:]]
        if len(found) != 1 or signature not in found[0].iterancestors():
            raise refused
        data = etree.tostring(found[0], method="c14n", exclusive=exclusive, with_comments=False)
    else:
        raise refused
    return digest(data).digest()


def _take_away(element: Any) -> None:
    """Remove an element and keep the text that follows it, which is signed."""
    parent, previous = element.getparent(), element.getprevious()
    tail = element.tail or ""
    if previous is not None:
        previous.tail = (previous.tail or "") + tail
    else:
        parent.text = (parent.text or "") + tail
    parent.remove(element)


def _verify(certificate: x509.Certificate, algorithm: str, signature: bytes, data: bytes) -> None:
    key = certificate.public_key()
    family, _, name = algorithm.removeprefix(_MORE).partition("-")
    digest = _HASHES.get(name)
    if digest is None or not algorithm.startswith(_MORE):
        raise TrustListError("La liste de confiance est signée d'une manière inconnue.")
    if family == "rsa" and isinstance(key, rsa.RSAPublicKey):
        key.verify(signature, data, padding.PKCS1v15(), digest)
    elif family == "ecdsa" and isinstance(key, ec.EllipticCurvePublicKey):
        half = len(signature) // 2
        pair = int.from_bytes(signature[:half], "big"), int.from_bytes(signature[half:], "big")
        key.verify(utils.encode_dss_signature(*pair), data, ec.ECDSA(digest))
    else:
        raise TrustListError("La liste de confiance est signée d'une manière inconnue.")


# --- small readings ------------------------------------------------------------------------------


def _text(element: Any, path: str) -> str:
    found = element.find(path, namespaces=_NAMES) if element is not None else None
    text = (found.text or "").strip() if found is not None else ""
    if not text:
        raise TrustListError("La liste de confiance est incomplète ou mal formée.")
    return str(text)


def _base64(text: str) -> bytes:
    try:
        return base64.b64decode("".join(text.split()), validate=True)
    except binascii.Error as error:
        raise TrustListError("La liste de confiance est mal encodée.") from error


def _certificate(text: str) -> x509.Certificate:
    try:
        return x509.load_der_x509_certificate(_base64(text))
    except ValueError as error:
        raise TrustListError("Un certificat de la liste de confiance est illisible.") from error


def _moment(text: str) -> datetime:
    found = datetime.fromisoformat(text.replace("Z", "+00:00"))
    return found if found.tzinfo else found.replace(tzinfo=UTC)
