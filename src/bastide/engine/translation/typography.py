"""How a language sets its punctuation, where engines keep the blanks of French."""

from __future__ import annotations

import re

# French and Occitan set a blank before these; the others of our languages do not.
_WITH_BLANKS = frozenset({"fr", "oc"})
_BEFORE = re.compile(r"(?<=[^\s«])[ \u00a0\u202f]+(?=[;!?](?!\w)|:(?=\s|$))")


def set_in(language: str, text: str) -> str:
    """The text with the blanks that the language wants around its punctuation."""
    if language in _WITH_BLANKS:
        return text
    return _BEFORE.sub("", text)
