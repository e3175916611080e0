"""Terms of a glossary found in a text, whatever their case, accents and plural.

A glossary is CSV with a header, separated by « ; », « , » or tabs: `source`, `target`, and if need
be `plural` (how the target is written in the plural). A target left empty is never translated.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from bastide.engine.french import fold
from bastide.engine.translation.model import Term

_WORD = re.compile(r"[^\W_]+")
# Between two words of a term: blanks, hyphens, apostrophes, a point without a blank.
_BETWEEN = re.compile(r"[\s'’\-–/]{1,3}|\.")
MOST_TERMS = 20_000
LONGEST = 200
_HEADERS = {
    "source": ("source", "terme", "francais", "fr"),
    "target": ("target", "cible", "traduction"),
    "plural": ("plural", "pluriel"),
}


class BadGlossary(ValueError):
    """`str(error)` says in French what is wrong with the file, and where."""


@dataclass(frozen=True, slots=True)
class Use:
    """A term at `[start, end)` of a text, and how the translation writes it there. `singular`: the
    text has a plural that the glossary does not give."""

    start: int
    end: int
    term: Term
    written: str
    singular: bool = False


class Glossary:
    """Terms, indexed by their first word. Of two with one source, the last is right."""

    def __init__(self, terms: Iterable[Term]) -> None:
        self._by_first: dict[str, dict[tuple[str, ...], Term]] = {}
        for term in terms:
            stems = tuple(_stem(m.group()) for m in _WORD.finditer(term.source))
            if stems:
                self._by_first.setdefault(stems[0], {})[stems] = term

    def uses(self, text: str) -> Iterator[Use]:
        """The terms of a text in reading order, the longest where several begin."""
        if not self._by_first:
            return
        words = list(_WORD.finditer(text))
        stems = [_stem(word.group()) for word in words]
        at = 0
        while at < len(words):
            found = self._at(text, words, stems, at)
            if found is None:
                at += 1
                continue
            use, at = found
            yield use

    def _at(
        self, text: str, words: Sequence[re.Match[str]], stems: Sequence[str], at: int
    ) -> tuple[Use, int] | None:
        among = self._by_first.get(stems[at], {})
        for key in sorted(among, key=len, reverse=True):
            last = at + len(key) - 1
            if last >= len(words) or tuple(stems[at : last + 1]) != key:
                continue
            gaps = (
                text[one.end() : other.start()]
                for one, other in zip(words[at:last], words[at + 1 : last + 1], strict=True)
            )
            if all(_BETWEEN.fullmatch(gap) for gap in gaps):
                start, end = words[at].start(), words[last].end()
                term, said = among[key], text[start:end]
                bare = _plural(term, said) and not term.plural and not term.kept
                return Use(start, end, term, _written(term, said), bare), last + 1
        return None


@cache
def _stem(word: str) -> str:
    """A word without the plural's mark: « régionaux » is « régional », « aides » « aide »."""
    plain = fold(word)
    if len(plain) > 4 and plain.endswith("aux") and not plain.endswith("eaux"):
        return plain[:-3] + "al"
    return plain[:-1] if len(plain) > 3 and plain[-1] in "sx" else plain


def _plural(term: Term, said: str) -> bool:
    return len(said) > len(term.source) and fold(said) != fold(term.source)


def _written(term: Term, said: str) -> str:
    if term.kept:
        return said if fold(said) == fold(term.source) else term.target
    target = term.plural if _plural(term, said) and term.plural else term.target
    if said.isupper() and not term.source.isupper() and len(said) > 3:
        return target.upper()
    if said[:1].isupper() and not term.source[:1].isupper():
        return target[:1].upper() + target[1:]
    return target


def read(text: str) -> list[Term]:
    """The terms of a CSV file. Raises `BadGlossary`."""
    lines = text.lstrip("\ufeff").splitlines()
    first = next((line for line in lines if line.strip()), "")
    if not first:
        raise BadGlossary("le glossaire est vide.")
    separator = max(";\t,", key=first.count)
    if not first.count(separator):
        raise BadGlossary("deux colonnes sont attendues : source;cible.")
    rows = list(csv.reader(lines, delimiter=separator))
    header = [fold(cell.strip()) for cell in rows[0]]
    places = {
        name: next((i for i, cell in enumerate(header) if cell in names), -1)
        for name, names in _HEADERS.items()
    }
    if places["source"] >= 0 and places["target"] >= 0:
        rows = rows[1:]
    else:
        places = {"source": 0, "target": 1, "plural": 2}
    found = [term for number, row in enumerate(rows, 1) if (term := _term(row, places, number))]
    if len(found) > MOST_TERMS:
        raise BadGlossary(f"plus de {MOST_TERMS} termes.")
    return found


def _term(row: Sequence[str], places: dict[str, int], number: int) -> Term | None:
    def cell(name: str) -> str:
        at = places[name]
        return " ".join(row[at].split()) if 0 <= at < len(row) else ""

    source = cell("source")
    if not source:
        return None
    if max(map(len, row)) > LONGEST:
        raise BadGlossary(f"ligne {number} : un terme a {LONGEST} caractères au plus.")
    return Term(source, cell("target") or source, cell("plural"))
