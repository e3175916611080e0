"""The kinds of personal data that are looked for, and where one stands."""

from __future__ import annotations

from typing import Literal, NamedTuple, get_args

Kind = Literal[
    "email", "iban", "card", "nir", "siret", "siren", "tax", "phone", "plate", "identity", "file",
    "birth", "profile", "address", "name",
]  # fmt: skip
# The first wins where two overlap and neither holds the other.
KINDS: tuple[Kind, ...] = get_args(Kind)


MASKS: dict[Kind, str] = {
    "name": "[NOM]",
    "address": "[ADRESSE]",
    "phone": "[TÉLÉPHONE]",
    "email": "[COURRIEL]",
    "birth": "[DATE DE NAISSANCE]",
    "profile": "[PROFIL]",
    "iban": "[IBAN]",
    "card": "[CARTE BANCAIRE]",
    "nir": "[NIR]",
    "tax": "[NUMÉRO FISCAL]",
    "siret": "[SIRET]",
    "siren": "[SIREN]",
    "plate": "[PLAQUE]",
    "identity": "[PIÈCE D'IDENTITÉ]",
    "file": "[DOSSIER]",
}
# The families of kinds, as models are told of them (`engine.pseudonyms`).
Label = Literal["IDENTIFIANT", "TELEPHONE", "COURRIEL", "ADRESSE", "NAISSANCE", "PERSONNE"]
_LABELS: dict[Kind, Label] = {
    "phone": "TELEPHONE",
    "email": "COURRIEL",
    "address": "ADRESSE",
    "birth": "NAISSANCE",
    "name": "PERSONNE",
}


class Span(NamedTuple):
    """`text[start:end]` is personal."""

    start: int
    end: int
    kind: Kind

    @property
    def label(self) -> Label:
        return _LABELS.get(self.kind, "IDENTIFIANT")
