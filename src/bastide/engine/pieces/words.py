"""A second opinion on the kind of a page, by all its words: where headings are not those expected.

A linear model (multinomial logistic regression) of the words of a page, two by two as well, and of
the numbers with a right key. `bench/check/words.py` learns it, writes `data/kinds_words.tsv`, and
measures it on layouts that it did not learn from. It never decides alone: `recognise`'s cues must
say something of the same kind, and of no other more.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path

from bastide.engine.pieces import identifiers
from bastide.engine.pieces.lines import Sheet
from bastide.engine.pieces.recognise import Recognised, three_years

# Set by `python -m bench.check.words --unseen`: probability, evidence of the cues and its lead
# under which the page stays « other ».
_PROBABLE, _EVIDENCE, _LEAD = 0.5, 2.0, -1.0
_MOST = 3_000  # words of a page looked at
_LETTERS = 7  # of a word: its endings in French say little of the kind of a document
# What fictitious documents say of themselves.
_FICTITIOUS = re.compile(
    r"EXEMPL|FICTI|IMAGIN|SPECIM|(?:SPEC|EXEM|IMAG|NEOF)FR|VALEUR|MODELE|ESSAI|INVENT"
)

Weights = Mapping[str, tuple[float, ...]]


def features(sheet: Sheet) -> frozenset[str]:
    """Words, pairs of words that follow one another, and what has a right key."""
    words = [word for word in re.findall(r"[A-Z]{3,}", sheet.plain) if not _FICTITIOUS.match(word)]
    words = [word[:_LETTERS] for word in words[:_MOST]]
    found = {*words, *(f"{a} {b}" for a, b in zip(words, words[1:], strict=False))}
    text = sheet.text
    for name, numbers in (
        ("#iban", identifiers.find_ibans(text)),
        ("#nir", identifiers.find_nirs(text)),
        ("#siret", identifiers.find_sirets(text)),
        ("#fiscal", identifiers.find_fiscal_numbers(text)),
    ):
        if any(not isinstance(number, str) for _, _, number in numbers):
            found.add(name)
    if identifiers.find_rncps(text):
        found.add("#rncp")
    if three_years(text):
        found.add("#three years")
    amounts = text.count("€")
    found |= {name for name, least in (("#amount", 1), ("#amounts", 7)) if amounts >= least}
    return frozenset(found | {"#mail"} if "@" in text else found)


@cache
def learned() -> tuple[tuple[str, ...], Weights]:
    """The kinds in their order, and the weight of each feature for each; `#bias` is everybody's."""
    table = Path(__file__).with_name("data") / "kinds_words.tsv"
    lines = [s for s in table.read_text(encoding="utf-8").splitlines() if not s.startswith("# ")]
    kinds = tuple(lines[0].split("\t")[1:])
    rows = (line.split("\t") for line in lines[1:])
    return kinds, {row[0]: tuple(map(float, row[1:])) for row in rows}


def probabilities(
    found: Iterable[str], kinds: tuple[str, ...], weights: Weights
) -> dict[str, float]:
    """How likely each kind is. Long pages weigh as short ones: the features share out a length."""
    known = [weights[one] for one in found if one in weights]
    share = 3 / math.sqrt(max(1, len(known)))
    scores = [
        share * sum(row[at] for row in known) + weights["#bias"][at] for at in range(len(kinds))
    ]
    most = max(scores)
    powers = [math.exp(score - most) for score in scores]
    return {kind: power / sum(powers) for kind, power in zip(kinds, powers, strict=True)}


def second_opinion(
    sheet: Sheet, first: Recognised, model: tuple[tuple[str, ...], Weights] | None = None
) -> Recognised:
    """What the cues recognised, or the kind that the words tell where the cues told none.

    `model`: another than the product's, for measures.
    """
    if first.kind != "other" or max(first.scores.values(), default=0.0) < _EVIDENCE:
        return first
    kind, likely = most_likely(features(sheet), model or learned())
    own = first.scores.get(kind, 0.0)
    rivals = max((score for other, score in first.scores.items() if other != kind), default=0.0)
    if kind == "other" or likely < _PROBABLE or own < _EVIDENCE or own - rivals < _LEAD:
        return first
    return Recognised(kind, min(0.6, likely), first.scores, first.titled)


def most_likely(found: Iterable[str], model: tuple[tuple[str, ...], Weights]) -> tuple[str, float]:
    told = probabilities(found, *model)
    kind = max(told, key=lambda one: told[one])
    return kind, told[kind]
