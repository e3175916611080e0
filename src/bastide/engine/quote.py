"""A unit chosen in a passage, widened into a statement that can be read alone, with its citations.

Nothing is rewritten: a statement is one slice of the passage, or two joined by « […] » when the
item quoted stands far below the sentence that introduces it, or a row below its header.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from bastide.engine.model import Citation, Hit, Statement, StatementKind
from bastide.engine.sentences import Unit

# Characters: what fits on five lines of the answer column.
LONGEST_LIST = 600
LONGEST_JOINED = 420

_NEEDS_BEFORE = re.compile(
    r"(?:il|elle|ils|elles|celui-ci|celle-ci|ceux-ci|celles-ci|ce(?:tte|t|s)? (?:derni\w+"
    r"|démarche|délai"
    r"|durée|montant|document|demande|aide|somme|règle|obligation|autorisation|certificat"
    r"|attestation|carte)"
    r"|cela|ceci|dans ce(?:s)? (?:cas|conditions)|toutefois|cependant|néanmoins|en revanche"
    r"|sinon|mais"
    r"|à défaut|en effet|par ailleurs|de plus|également|ainsi|il en est de même|ces \w+|l'un"
    r"|leur|y)\b"
    r"(?! (?:existe|faut|est (?:possible|interdit|obligatoire|recommandé|impossible)|suffit"
    r"|n'existe|n'y a|y a))",
    re.IGNORECASE,
)


def quoted(
    hit: Hit, found: Sequence[Unit], index: int, kind: StatementKind, headings: Sequence[int] = ()
) -> Statement:
    """The statement that quotes the unit `index` of the passage."""
    text = hit.passage.text
    spans, joiner = _spans(text, found, index)
    above = tuple(text[found[i].start : found[i].end] for i in headings if found[i].lead < 0)
    if found[index].kind == "row" and found[index].lead >= 0:
        above = ()
    citations = tuple(
        Citation(
            hit.source.id,
            hit.passage.id,
            hit.source.title,
            hit.source.url,
            text[start:end],
            start,
            end,
            hit.source.updated,
        )
        for start, end in spans
    )
    said = joiner.join(c.quote for c in citations)
    return Statement(said, kind, citations, (*hit.passage.headings, *above))


def _spans(text: str, found: Sequence[Unit], index: int) -> tuple[list[tuple[int, int]], str]:
    unit = found[index]
    if unit.kind == "row" and unit.lead >= 0:
        header = found[unit.lead]
        if found[-1].end - header.start <= LONGEST_LIST:
            return [(header.start, found[-1].end)], "\n"
        if index == unit.lead + 1:
            return [(header.start, unit.end)], "\n"
        return [(header.start, header.end), (unit.start, unit.end)], "\n[…]\n"
    if unit.lead >= 0:
        lead = found[unit.lead]
        items = [u for u in found[unit.lead :] if u.lead == unit.lead]
        if items[-1].end - lead.start <= LONGEST_LIST:
            return [(lead.start, items[-1].end)], "\n"
        if unit.end - lead.start <= LONGEST_LIST:
            return [(lead.start, _last(items, lead.start, unit.end))], "\n"
        return [(lead.start, lead.end), (unit.start, unit.end)], "\n[…]\n"
    items = [u for u in found[index + 1 :] if u.lead == index]
    if items:
        return [(unit.start, _last(items, unit.start, items[0].end))], "\n"
    start = unit.start
    if index and _NEEDS_BEFORE.match(text[unit.start : unit.end]):
        before = found[index - 1]
        if before.kind == "sentence" and unit.end - before.start <= LONGEST_JOINED:
            start = before.start
    return [(start, unit.end)], "\n"


def _last(items: Sequence[Unit], start: int, least: int) -> int:
    """Where the last item that fits on the page ends, `least` at the shortest."""
    fitting = [u.end for u in items if u.end - start <= LONGEST_LIST]
    return max([least, *fitting])
