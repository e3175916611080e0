"""The glossary: the authority's terms as a translator takes them."""

from __future__ import annotations

import re

from bastide.engine.translation.model import Term as EngineTerm
from bastide.languages.models import Term

# « carta Thymo / cartas Thymo »: the plural after a bar that stands between blanks.
_PLURAL = re.compile(r"\s+/\s+")


def terms(source_language: str, target_language: str) -> tuple[EngineTerm, ...]:
    """The terms for a pair, the longest first so that none hides within a shorter one."""
    found: dict[str, EngineTerm] = {}
    for row in Term.objects.all():
        source, _plural = said_in(row, source_language)
        target, plural = said_in(row, target_language)
        if source and target:
            found.setdefault(source, EngineTerm(source, target, plural))
    return tuple(sorted(found.values(), key=lambda term: (-len(term.source), term.source)))


def said_in(row: Term, language: str) -> tuple[str, str]:
    """How a term is said in a language, in the singular and in the plural; empty when unknown."""
    if row.kept or language == "fr":
        return row.term, ""
    words = row.translations.get(language)
    if not isinstance(words, str):
        return "", ""
    singular, plural, *_more = [*map(str.strip, _PLURAL.split(words, maxsplit=1)), ""]
    return singular, plural
