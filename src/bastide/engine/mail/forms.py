"""French forms that tell what a sentence does (« merci de me », « ci-joint », « sans réponse »).

`engine/data/mail_forms.tsv` lists them by kind. They are looked for in the words of a text without
accents, apostrophes nor hyphens, marks of punctuation apart: a form never runs over a comma.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property, lru_cache

from bastide.engine.french import fold, rows_of

# Characters. What a longer text says, it says at its beginning.
LONGEST = 20_000
_TOKEN = re.compile(r"[^\W_]+|[?!.,;:…()\n]")


@dataclass(frozen=True)
class Read:
    """A text whose forms can be looked for."""

    text: str

    @cached_property
    def _words(self) -> tuple[str, list[tuple[int, int]]]:
        """The words, a space after each, and where each stands in the text."""
        spots = [m.span() for m in _TOKEN.finditer(self.text[:LONGEST])]
        said = [self.text[start:end] for start, end in spots]
        plain = [
            fold(w).replace(" ", "") or "x" if w[0].isalnum() else "?" if w == "?" else ","
            for w in said
        ]
        return " " + "".join(f"{word} " for word in plain), spots

    def find(self, kind: str) -> tuple[int, int] | None:
        """Where the first form of a kind stands in the text."""
        joined, spots = self._words
        match = _pattern(kind).search(joined)
        if match is None:
            return None
        first = joined.count(" ", 0, match.start() + 1) - 1
        last = first + match.group().strip().count(" ")
        return spots[first][0], spots[min(last, len(spots) - 1)][1]

    def has(self, kind: str) -> bool:
        return _pattern(kind).search(self._words[0]) is not None

    def begins(self, kind: str) -> bool:
        """Whether a form of that kind opens the text, perhaps after one word."""
        joined, _ = self._words
        match = _pattern(kind).search(joined)
        return match is not None and joined.count(" ", 0, match.start()) <= 2

    def quote(self, kind: str) -> str:
        """The words of the first form of a kind, between French quotes; empty without any."""
        found = self.find(kind)
        return f"« {' '.join(self.text[found[0] : found[1]].split())} »" if found else ""


@lru_cache(maxsize=1)
def expressions() -> dict[str, list[str]]:
    """The forms of each kind, as the table writes them."""
    found: dict[str, list[str]] = {}
    for kind, said in rows_of("mail_forms.tsv"):
        found.setdefault(kind, []).extend(said.split(" | "))
    return found


@lru_cache(maxsize=64)
def _pattern(kind: str) -> re.Pattern[str]:
    alternatives = sorted(map(_form, expressions()[kind]), key=len, reverse=True)
    return re.compile(rf"(?<= )(?:{'|'.join(alternatives)})")


def _form(said: str) -> str:
    """An expression as a pattern over words with a space after each."""
    parts = []
    for word in said.split():
        if word == "_":
            parts.append("(?:[^ ?,]+ )?")
        elif word.startswith("@"):
            within = "|".join(_form(one) for one in expressions()[word[1:]])
            parts.append(f"(?:{within})")
        else:
            parts.append(re.escape(word).replace(r"\*", "[a-z0-9]*") + " ")
    return "".join(parts)
