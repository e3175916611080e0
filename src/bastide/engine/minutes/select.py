"""What is kept for the summary, within a budget of words: what says most, said once.

When there is room for less than `ROOMY` of the words, clauses compete by how dense they are;
with more room, whole sentences by how likely a person is to mark them. Each pick lowers what
resembles it. Time is linear in the meeting for a given budget.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from bastide.engine.minutes.salience import Table, Weights, pieces, table, weights
from bastide.engine.minutes.spoken import Heard

# The figures below were chosen by cross-validation by event on FREDSum (`bench/minutes.py`).
ROOMY = 0.18
# How much the likeness (cosine) to what is kept weighs against the standardised score.
REPEATED_CLAUSE, REPEATED_SENTENCE = 3.0, 0.3
# How much the logarithm of its words weighs against a whole sentence.
LENGTH = 0.3
# Likeness from which a piece only says again what is kept.
SAME = 0.95
# Words: fewer make no line of minutes.
SHORTEST = 6
# Pieces that may be picked; of a longer meeting, the best so many.
MOST = 3000
# Greetings, and points that are only announced.
_GREETS = re.compile(
    r"(?:bonjour|bonsoir|salut|merci|bonne (?:journée|soirée))\b"
    r"|(?:le )?(?:premier|deuxième|second|troisième|quatrième|cinquième|sixième|dernier)"
    r" point\s*[,:]",
    re.IGNORECASE,
)
# What begins so leans on what was left out.
_LEANS = re.compile(
    r"(?:de|d['’]\w+|du|que|qu['’]\w+|c['’]est-à-dire|dont|parce|puisque|qui|ni|ou|où|à|y compris"
    r"|car|sauf|alors que|mais|et|donc|pas|notamment|comme)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Pick:
    """A sentence kept, by its rank, and what of it is shown."""

    heard: int
    text: str


class Chooser:
    """A meeting whose sentences are scored once, to be picked from with several budgets."""

    def __init__(self, heard: Sequence[Heard], words: int, learnt: Weights | None = None) -> None:
        learnt = learnt or weights()
        roomy = words >= ROOMY * sum(one.words for one in heard)
        self.seen = table(heard, pieces(heard, roomy), learnt.usual)
        told = learnt.kept if roomy else learnt.dense
        self.repeated = REPEATED_SENTENCE if roomy else REPEATED_CLAUSE
        self.score = self.seen.features @ told[:-1] + told[-1] if self.seen.pieces else np.zeros(0)
        if roomy and len(self.score):
            size = np.log([one.words for one in self.seen.pieces])
            self.score = standard(self.score) - LENGTH * size

    def within(self, words: int, part: range | None = None) -> list[Pick]:
        """The sentences kept, in order; their texts together hold `words` words at most. `part`:
        the ranks of the sentences that may be kept, all when not given."""
        return joined(self.seen, pick(self.seen, self.score, words, self.repeated, part))


def standard(score: np.ndarray) -> np.ndarray:
    return (score - score.mean()) / (score.std() or 1)


def pick(
    seen: Table, score: np.ndarray, words: int, repeated: float, part: range | None = None
) -> list[int]:
    """Rows of the pieces kept, in order."""
    size = np.array([one.words for one in seen.pieces])
    if not len(size):
        return []
    stands = np.array([
        not (_LEANS.match(one.text) or _GREETS.match(one.text)) for one in seen.pieces
    ])  # fmt: skip
    fit = (size >= SHORTEST) & stands
    value = np.where(fit if fit.any() else True, standard(score), -np.inf)
    if part is not None:
        inside = np.array([one.heard in part for one in seen.pieces])
        fit &= inside
        value = np.where(fit if fit.any() else inside, standard(score), -np.inf)
    rows = np.argsort(-value, kind="stable")[:MOST]
    vectors, size, value = seen.vectors[rows], size[rows], value[rows]
    likeness = np.zeros(len(rows), dtype=np.float32)
    kept: list[int] = []
    while True:
        again = likeness > SAME
        worth = np.where((size <= words) & ~again, value - repeated * likeness, -np.inf)
        best = int(np.argmax(worth))
        if not np.isfinite(worth[best]):
            return sorted(kept)
        kept.append(int(rows[best]))
        words -= int(size[best])
        value[best] = -np.inf
        likeness = np.maximum(likeness, vectors @ vectors[best])


def joined(seen: Table, rows: Sequence[int]) -> list[Pick]:
    """One pick a sentence: its clauses that were kept, those left out shown by an ellipsis."""
    found: list[Pick] = []
    last = -1
    for row in rows:
        piece = seen.pieces[row]
        text = piece.text
        if found and found[-1].heard == piece.heard:
            near = found.pop().text.rstrip(".")
            gap = "," if row == last + 1 else " […]"
            text = f"{near}{gap} {text[0].lower()}{text[1:]}"
        found.append(Pick(piece.heard, text))
        last = row
    return found
