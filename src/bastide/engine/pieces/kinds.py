"""The kinds of supporting documents, and the fields that each may carry.

A field's *form* says what its normal form is:

- `name`: words as read, one space between them; `text`: likewise.
- `date`: ISO 8601 day; `month`: `YYYY-MM`; `year`: `YYYY`.
- `amount`: euros, a decimal with a point (`1234.50`); `number`: a decimal with a point.
- `iban`, `bic`, `siren`, `siret`, `vat`, `nir`, `nda`, `code`: capitals and digits, no spaces.
- `postcode`: five digits; `email`, `phone` (`+33…`).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Form = Literal[
    "name",
    "text",
    "date",
    "month",
    "year",
    "amount",
    "number",
    "iban",
    "bic",
    "siren",
    "siret",
    "vat",
    "nir",
    "nda",
    "code",
    "postcode",
    "email",
    "phone",
]


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of document. `label`: French, as agents say it; `fields`: name → form."""

    slug: str
    label: str
    fields: dict[str, Form]


# The kinds that prove who somebody is.
IDENTITY = ("identity_card", "passport", "residence_permit")
_PERSON: dict[str, Form] = {
    "surname": "name",  # birth name
    "usage_name": "name",
    "given_names": "name",
    "full_name": "name",  # when the document does not tell surname from given names
}
_CIVIL: dict[str, Form] = {
    **_PERSON,
    "birth_date": "date",
    "birth_place": "text",
    "sex": "code",  # M, F, X
    "nationality": "code",  # ISO 3166-1 alpha-3
    "document_number": "code",
    "issue_date": "date",
    "expiry_date": "date",
}
_ADDRESS: dict[str, Form] = {"address": "text", "postcode": "postcode", "city": "text"}
_BODY: dict[str, Form] = {"body_name": "text", "body_siret": "siret", "body_siren": "siren"}
_TRAINING: dict[str, Form] = {"training_title": "text", "start_date": "date", "end_date": "date"}

KINDS: dict[str, Kind] = {
    kind.slug: kind
    for kind in (
        Kind("identity_card", "carte d'identité", _CIVIL),
        Kind("passport", "passeport", _CIVIL),
        Kind("residence_permit", "titre de séjour", _CIVIL),
        Kind(
            "rib",
            "RIB",
            {"holder": "name", "iban": "iban", "bic": "bic", "bank": "text"},
        ),
        Kind(
            "registration_notice",
            "avis de situation France Travail",
            {
                **_PERSON,
                **_ADDRESS,
                "birth_date": "date",
                "identifier": "code",
                "registered_since": "date",
                "status": "code",  # registered, ended
                "end_date": "date",  # end of the registration, when it has ended
                "issue_date": "date",
            },
        ),
        Kind(
            "rights_attestation",
            "attestation de droits",
            {
                **_PERSON,
                **_ADDRESS,
                "birth_date": "date",
                "nir": "nir",
                "valid_from": "date",
                "valid_to": "date",
                "issue_date": "date",
            },
        ),
        Kind(
            "address_proof",
            "justificatif de domicile",
            {**_PERSON, **_ADDRESS, "issue_date": "date", "issuer": "text"},
        ),
        Kind(
            "tax_notice",
            "avis d'imposition",
            {
                **_PERSON,
                **_ADDRESS,
                "fiscal_number": "code",  # 13 digits
                "notice_reference": "code",  # 13 characters
                "income_year": "year",
                "issue_date": "date",
                "reference_income": "amount",  # revenu fiscal de référence
                "parts": "number",
            },
        ),
        Kind(
            "training_quote",
            "devis de formation",
            {
                **_BODY,
                **_TRAINING,
                **_PERSON,  # the trainee
                "body_nda": "nda",
                "certification": "code",  # RNCP12345 or RS1234
                "hours": "number",
                "hourly_rate": "amount",  # excluding tax
                "total_excl_tax": "amount",
                "vat_rate": "number",  # per cent; 0 when exempt
                "vat_amount": "amount",
                "total_incl_tax": "amount",
                "fees": "amount",  # registration and other fees outside the teaching cost
                "quote_number": "code",
                "issue_date": "date",
                "valid_to": "date",
            },
        ),
        Kind(
            "qualiopi_certificate",
            "certificat Qualiopi",
            {
                **_BODY,
                "body_nda": "nda",
                "certificate_number": "code",
                "issuer": "text",
                "categories": "text",  # « actions de formation », « bilans de compétences »…
                "valid_from": "date",
                "valid_to": "date",
            },
        ),
        Kind(
            "company_registration",
            "extrait Kbis ou avis SIRENE",
            {
                **_BODY,
                **_ADDRESS,
                "status": "code",  # active, closed
                "issue_date": "date",
            },
        ),
        Kind("cv", "CV", {**_PERSON, "email": "email", "phone": "phone"}),
        Kind(
            "entry_attestation",
            "attestation d'entrée en formation",
            {**_BODY, **_TRAINING, **_PERSON, "issue_date": "date"},
        ),
        Kind(
            "rqth",
            "reconnaissance de travailleur handicapé (RQTH)",
            {
                **_PERSON,
                "birth_date": "date",
                "decision_date": "date",
                "valid_from": "date",
                "valid_to": "date",  # absent: without limit of time
                "issuer": "text",
            },
        ),
        Kind(
            "pay_slip",
            "bulletin de paie",
            {
                **_PERSON,
                "employer": "text",
                "employer_siret": "siret",
                "nir": "nir",
                "period": "month",
                "gross": "amount",
                "net": "amount",
                "issue_date": "date",
            },
        ),
        Kind("other", "autre document", {}),
    )
}
