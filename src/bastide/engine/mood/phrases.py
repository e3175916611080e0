"""Fixed expressions that no word alone tells: « pas mal », « à bout », « en finir », « à la rue ».

`engine/data/mood_phrases.tsv`: kind (`polarity`, `anger`, `distress`), weight, expression. In an
expression, `*` ends a word of any ending and `_` is any one or no word.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from bastide.engine.mood.words import Felt, folded


@dataclass(frozen=True, slots=True)
class Matched:
    """An expression found: from the word `first` to the word `last`, both included."""

    kind: str
    weight: float
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Phrase:
    kind: str
    weight: float
    pattern: re.Pattern[str]


@lru_cache(maxsize=1)
def phrases() -> dict[str, list[Phrase]]:
    """The expressions, by the first three letters of their first word."""
    path = files("bastide.engine") / "data" / "mood_phrases.tsv"
    found: dict[str, list[Phrase]] = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        if not line or line.startswith("#"):
            continue
        kind, weight, said = line.split("\t")
        for one in said.split(" | "):
            parts = [folded(part) for part in re.findall(r"[\w*]+", one)]
            pattern = ""
            for part in parts:
                if part == "_":
                    pattern += r"(?:[a-z]+ )?"
                else:
                    pattern += re.escape(part).replace(r"\*", "[a-z]*") + " "
            made = Phrase(kind, float(weight), re.compile(pattern))
            found.setdefault(parts[0].rstrip("*")[:3], []).append(made)
    return found


def matched(found: Sequence[Felt]) -> list[Matched]:
    """The expressions of a text; of several at one place, the longest of each kind."""
    table = phrases()
    forms = [w.form if w.form[0].isalnum() else "," for w in found]
    starts, joined = [], ""
    for form in forms:
        starts.append(len(joined))
        joined += form + " "
    out: list[Matched] = []
    until = {"polarity": -1, "anger": -1, "distress": -1}
    for at, form in enumerate(forms):
        best: dict[str, Matched] = {}
        for phrase in table.get(form[:3], ()):
            hit = phrase.pattern.match(joined, starts[at])
            if hit is None:
                continue
            last = at + joined[starts[at] : hit.end()].count(" ") - 1
            one = Matched(phrase.kind, phrase.weight, at, last)
            if phrase.kind not in best or last > best[phrase.kind].last:
                best[phrase.kind] = one
        for kind, one in best.items():
            if at > until[kind]:
                out.append(one)
                until[kind] = one.last
    return out
