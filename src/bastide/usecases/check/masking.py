"""The social security number (NIR), hidden wherever the procedure does not need it.

Source: décret n° 2019-341 of 19 April 2019 lists who may process the NIR and why; a training aid
that does not pay a social contribution is not in it unless its own text says so.
"""

from __future__ import annotations

from bastide.engine.pieces.accounts import find_ibans
from bastide.engine.pieces.identifiers import Checked, find_nirs
from bastide.engine.pieces.kinds import KINDS

HIDDEN = "numéro masqué"


def is_nir(kind: str, name: str) -> bool:
    """Whether a field of a kind of piece holds a NIR."""
    return kind in KINDS and KINDS[kind].fields.get(name) == "nir"


def mask(text: str) -> str:
    """The text with every proved or plausible NIR replaced. Of the same words otherwise.

    Digits of an IBAN whose key is right are no NIR, unless a NIR's key proves them one.
    """
    ibans = [(start, end) for start, end, found in find_ibans(text) if isinstance(found, Checked)]
    for start, end, found in reversed(find_nirs(text)):
        inside = any(first <= start and end <= last for first, last in ibans)
        if not inside or isinstance(found, Checked):
            text = f"{text[:start]}{HIDDEN}{text[end:]}"
    return text


def shown_value(kind: str, name: str, value: str, *, needed: bool) -> str:
    """A field's value for a page, a JSON or a log. `needed`: the procedure needs the NIR."""
    if needed:
        return value
    return HIDDEN if is_nir(kind, name) and value else mask(value)
