"""The language of a text, by py3langid: its table is read at the first question (one second)."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

# Languages that people write in to a French authority; the others (Latin, Walloon, Old Greek…) are
# only ever taken by mistake for a short French text.
LANGUAGES = (
    "fr en es de it pt nl ca oc br eu ro pl ru uk bg sr hr sq hu cs tr ar fa ps ur hi ta vi zh ja "
    "ko ka hy el"
).split()
# One mail of two is taken to be in French before it is read: what is short or badly spelt
# needs more to be another language. A judgement, not a measure.
FRENCH = 0.5
LOOKED_AT = 5000


def language_of(text: str) -> str:
    """ISO 639-1 code; empty for a text without letters enough (three) to tell."""
    text = " ".join(text[:LOOKED_AT].split())
    if sum(c.isalpha() for c in text) < 3:
        return ""
    other = (1 - FRENCH) / (len(LANGUAGES) - 1)
    found = [(p * (FRENCH if name == "fr" else other), name) for name, p in _known().rank(text)]
    return str(max(found)[1])


@lru_cache(maxsize=1)
def _known() -> Any:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    identifier = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    identifier.set_languages(LANGUAGES)
    return identifier
