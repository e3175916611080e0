"""Capitals that stand right before a telephone, a mail, an account or a day of birth, or end the
line right after one: who these belong to.

« Aubin Untel, NIR 1 91… », « Luna – 02/01/2021 », « …@poste.example. Milena Untelle ».
Each is tried on a short stretch, so that its cost is bounded.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from bastide.engine.personal import words
from bastide.engine.personal.runs import Token

_TO = re.compile(
    r"[ ]*[,:;(<|–\t-]{0,2}[ ]*(?:(?i:n[ée]e?s?(?:[ ]le|[ ]en)?|t[ée]l(?:[ée]phone)?"
    r"|port(?:able)?|mob(?:ile)?"
    r"|fixe|nir|iban|rib|mail|courriel|ddn|n°[ ]?ss|au|cni|permis|passeport)\.?[ ]?:?[ ]?)?"
)
_FROM = re.compile(r"[.,;:)>|–-]{0,2}[ \n]{1,3}\Z")
_LINE_ENDS = re.compile(r"[ \t.,]*(?:\n|\Z)")
_NEAR, _MOST = 6, 4


@dataclass(frozen=True, slots=True)
class Edges:
    """Where what belongs to a person begins and ends in a text."""

    starts: Collection[int] = ()
    births: Collection[int] = ()
    ends: Collection[int] = ()


def of_data(view: str, run: Sequence[Token], edges: Edges) -> Sequence[Token]:
    """The run when it names whose data stand beside it; none when it does not."""
    while run and any(c.isdigit() for c in run[-1].text):
        run = run[:-1]  # « Aubin Untel FR76-1000… »
    if not run or not edges.starts or len(run) > _MOST or run[0].place or not _may(run):
        return []
    to = _TO.match(view, run[-1].end)
    at = to.end() if to else run[-1].end
    if len(run) == 1:
        return run if run[0].first and at in edges.births else []
    if at in edges.starts:
        return run
    before = _FROM.search(view[max(0, run[0].start - _NEAR) : run[0].start])
    after = before and max(0, run[0].start - len(before[0])) in edges.ends
    return run if after and _LINE_ENDS.match(view, run[-1].end) else []


def _may(run: Sequence[Token]) -> bool:
    """Whether the words may be a name: no body, no trade at the head."""
    if any(words.acronym(t.text) and not t.particle for t in run if not t.initial):
        return len(run) == 1 and run[0].first
    head = run[0]
    if head.common and not (head.first or head.last):
        return False
    return any(t.first or t.strange or (t.last and not t.common) for t in run)
