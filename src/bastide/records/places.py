"""The communes that a question names, from the library's table, a slip forgiven."""

from __future__ import annotations

import re
from collections.abc import Iterable

from rapidfuzz import fuzz, process

from bastide.engine.french import STOP_WORDS, fold
from bastide.library.models import Commune
from bastide.library.territory import searchable

LONGEST_NAME = 7  # words: « Saint-Rémy-en-Bouzemont-Saint-Genest-et-Isson » has eight
# A name of eight letters with one slip scores 93, two slips of twelve 91; « Marseille » beside
# « Marseillan » scores 95: such a pair is told apart by the exact match, which comes first.
CLOSE = 88
SHORTEST_GUESSED = 7
_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
_BEFORE = frozenset("a à au aux de d sur pour commune ville dans chez vers en".split())


class Communes:
    """`engine.slots.Places` over a table of communes: (name as compared, INSEE code, name)."""

    def __init__(self, rows: Iterable[tuple[str, str, str]]) -> None:
        self._rows = {searched: (insee, name) for searched, insee, name in rows}
        self._names = list(self._rows)

    def find(self, text: str) -> list[tuple[int, int, str, str]]:
        """Communes named in a text: start, end, INSEE code, name; longest names first."""
        words = list(_WORD.finditer(text))
        found: list[tuple[int, int, str, str]] = []
        for exact in (True, False):
            for count in range(min(LONGEST_NAME, len(words)), 0, -1):
                for at in range(len(words) - count + 1):
                    start, end = words[at].start(), words[at + count - 1].end()
                    start += len(re.match(r"(?:[ldLD]['’])?", text[start:]).group())  # type: ignore[union-attr]
                    if any(s < end and start < e for s, e, _, _ in found):
                        continue
                    name = searchable(text[start:end])
                    hit = self._rows.get(name) if exact else self._near(words, at, name, text)
                    if hit and (count > 1 or name not in STOP_WORDS):
                        found.append((start, end, *hit))
        return found

    def _near(
        self, words: list[re.Match[str]], at: int, name: str, text: str
    ) -> tuple[str, str] | None:
        """A misspelt name, only right after « à », « de »… and only when it is long enough."""
        before = fold(words[at - 1].group()) if at else ""
        if len(name) < SHORTEST_GUESSED or before not in _BEFORE:
            return None
        best = process.extract(name, self._names, scorer=fuzz.ratio, score_cutoff=CLOSE, limit=2)
        if not best or (len(best) > 1 and best[0][1] == best[1][1]):
            return None
        return self._rows[best[0][0]]


_kept: dict[str, tuple[int, Communes]] = {}


def communes() -> Communes:
    """Those of the installation; read again when their number changes."""
    count = Commune.objects.count()
    held = _kept.get("every")
    if held is None or held[0] != count:
        rows = Commune.objects.order_by("-insee").values_list("search_name", "insee", "name")
        held = _kept["every"] = (count, Communes(rows))
    return held[1]


def communes_of(rows: Iterable[tuple[str, str]]) -> Communes:
    """Those of a file: (INSEE code, name)."""
    return Communes((searchable(name), insee, name) for insee, name in rows)
