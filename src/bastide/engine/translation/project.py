"""Formats of words laid on a translation of which no engine said which word is which.

Words are matched in order by how alike they are written (the languages here are of one family) and
how far along the sentence they stand; those without a match take the format of their neighbours.
Used for sentences of the memory, and when an engine lost the marks.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from difflib import SequenceMatcher

from bastide.engine.french import fold
from bastide.engine.translation import marks

_WORD = re.compile(r"\S+")
# Alike enough to be one word in two languages of a family.
_ALIKE = 0.6
# Beyond so many words a side, only the place in the sentence is looked at.
MOST_WORDS = 200


def projected(runs: Sequence[tuple[str, int]], text: str) -> marks.Runs:
    """The translation in pieces, with the formats of the source's `runs`."""
    numbers = {number for _, number in runs}
    if not numbers - {0}:
        return ((text, 0),) if text else ()
    if len(numbers) == 1:
        return ((text, numbers.pop()),) if text else ()
    before = _words(runs)
    after = list(_WORD.finditer(text))
    if not before or not after:
        return ((text, before[0][1] if before else 0),) if text else ()
    given = _formats(before, [fold(word.group()) for word in after])
    found: list[tuple[str, int]] = []
    at = 0
    for place, word in enumerate(after):
        same = place > 0 and given[place - 1] == given[place]
        found.append((text[at : word.start()], given[place] if same else 0))
        found.append((word.group(), given[place]))
        at = word.end()
    found.append((text[at:], 0))
    return marks.runs_of(marks.written(found))


def _words(runs: Sequence[tuple[str, int]]) -> list[tuple[str, int]]:
    """Each word of the source with the format of most of its characters."""
    plain = "".join(text for text, _ in runs)
    formats = [number for text, number in runs for _ in text]
    found = []
    for word in _WORD.finditer(plain):
        inside = formats[word.start() : word.end()]
        found.append((fold(word.group()), max(set(inside), key=inside.count)))
    return found


def _formats(before: Sequence[tuple[str, int]], after: Sequence[str]) -> list[int]:
    scale = len(before) / len(after)
    matches: dict[int, int] = {}
    if len(before) <= MOST_WORDS and len(after) <= MOST_WORDS:
        matches = _matched([word for word, _ in before], after)
    found = []
    for place in range(len(after)):
        source = matches.get(place)
        if source is None:
            low = max((p for p in matches if p < place), default=-1)
            high = min((p for p in matches if p > place), default=len(after))
            first = matches.get(low, -1)
            last = matches.get(high, len(before))
            share = (place - low) / (high - low)
            source = round(first + share * (last - first))
            if not matches:
                source = int(place * scale)
        found.append(before[min(max(source, 0), len(before) - 1)][1])
    return found


def _matched(before: Sequence[str], after: Sequence[str]) -> dict[int, int]:
    """Places in `after` → places in `before`: the best pairs in order (longest common sequence
    weighted by likeness)."""
    rows, columns = len(before), len(after)
    alike = [[_alike(one, other) for other in after] for one in before]
    best = [[0.0] * (columns + 1) for _ in range(rows + 1)]
    for i in range(rows - 1, -1, -1):
        for j in range(columns - 1, -1, -1):
            best[i][j] = max(best[i + 1][j], best[i][j + 1], best[i + 1][j + 1] + alike[i][j])
    found: dict[int, int] = {}
    i = j = 0
    while i < rows and j < columns:
        if alike[i][j] and best[i][j] == best[i + 1][j + 1] + alike[i][j]:
            found[j] = i
            i, j = i + 1, j + 1
        elif best[i][j] == best[i + 1][j]:
            i += 1
        else:
            j += 1
    return found


def _alike(one: str, other: str) -> float:
    if one == other:
        return 1.0 + len(one) / 20
    if len(one) < 4 or len(other) < 4 or abs(len(one) - len(other)) > 6:
        return 0.0
    ratio = SequenceMatcher(None, one, other, autojunk=False).ratio()
    return ratio if ratio >= _ALIKE else 0.0
