"""Whether two firms' names are the same, without legal forms, case, accents and punctuation."""

from __future__ import annotations

import re
import unicodedata

from bastide.engine.pieces.likeness import Comparison, token_likeness


def compare_companies(a: str, b: str) -> Comparison:
    """Compare two firms' names without their legal forms, case, accents and punctuation."""
    left, right = _company_tokens(a), _company_tokens(b)
    if not left or not right:
        return Comparison("unsure", "Une des deux raisons sociales manque.")
    if sorted(left) == sorted(right) or "".join(left) == "".join(right):
        return Comparison("same", "Les deux raisons sociales sont les mêmes.")
    if len(left) == len(right) and all(
        token_likeness(x, y) == 2 for x, y in zip(left, right, strict=True)
    ):
        return Comparison("same", "Les deux raisons sociales sont les mêmes, à une lettre mal lue.")
    if _acronym(left, _company_words(b)) or _acronym(right, _company_words(a)):
        return Comparison("unsure", "L'une semble être le sigle de l'autre.")
    if set(left) < set(right) or set(right) < set(left):
        return Comparison("unsure", "Une raison sociale ne reprend qu'une partie de l'autre.")
    if len(left) == len(right) and all(
        token_likeness(x, y) for x, y in zip(left, right, strict=True)
    ):
        return Comparison("unsure", "Les deux raisons sociales diffèrent d'une lettre.")
    return Comparison("different", "Les deux raisons sociales sont différentes.")


def same_company(a: str, b: str) -> bool:
    """Whether two firms' names are surely the same (see `compare_companies`)."""
    return compare_companies(a, b).outcome == "same"


_LEGAL_FORMS = frozenset(
    "SARL SAS SASU SA EURL EI EIRL SCI SNC SCOP SCIC SELARL SELAS SCP GIE SPL EPIC "
    "ASSOCIATION ASSO STE SOCIETE ETS ETABLISSEMENTS".split()
)
_SMALL_WORDS = frozenset("DE DU DES D LA LE LES L ET EN POUR A AU AUX".split())


def _company_words(text: str) -> list[str]:
    # « S.A.R.L. » is one word; « l'Atelier » two, the first of them small.
    plain = re.sub(r"\b(?:[A-Z]\.){2,}", lambda m: m[0].replace(".", ""), _plain_company(text))
    found = [token for token in re.split(r"[^A-Z0-9]+", plain) if token]
    return [token for token in found if token not in _SMALL_WORDS] or found


def _company_tokens(text: str) -> list[str]:
    words = _company_words(text)
    return [token for token in words if token not in _LEGAL_FORMS] or words


def _plain_company(text: str) -> str:
    text = text.replace("œ", "oe").replace("Œ", "OE").replace("&", " ET ")
    text = unicodedata.normalize("NFKD", text.casefold())
    return "".join(c for c in text if not unicodedata.combining(c)).upper()


def _acronym(short: list[str], long: list[str]) -> bool:
    return len(short) == 1 and len(long) >= 2 and short[0] == "".join(word[0] for word in long)
