"""Text that a document can hold: what was read in a file may contain anything."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable

# Surrogates, controls, unassigned and private characters: no font draws them, XML refuses some.
_NEVER = {"Cc", "Cs", "Cn", "Co"}
# Invisible marks that turn the direction of the text round: a name must not hide another.
_TURNING = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
UNKNOWN = "?"


def printable(text: str) -> str:
    """The text without what no document may hold; line ends and tabs stay."""
    return "".join(
        c
        for c in unicodedata.normalize("NFC", text)
        if c in "\n\t" or (unicodedata.category(c) not in _NEVER and c not in _TURNING)
    )


def drawable(text: str, drawn: Callable[[str], bool]) -> str:
    """The text in characters that a font draws: `drawn` says which. Others lose their accents,
    or become « ? »."""
    return "".join(c if c in "\n\t" or drawn(c) else _nearest(c, drawn) for c in printable(text))


def _nearest(char: str, drawn: Callable[[str], bool]) -> str:
    if unicodedata.category(char) == "Zs":
        return "\u00a0" if drawn("\u00a0") else " "
    if unicodedata.category(char) in {"Cf", "Mn", "Me"}:
        return ""
    bare = "".join(c for c in unicodedata.normalize("NFKD", char) if drawn(c))
    return bare or UNKNOWN
