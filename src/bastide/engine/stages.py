"""Which stage speaks: answer card, extract, small model, large model, the cheapest that can prove.

A stage is tried only when the one before it could not prove a good enough answer. Everything the
decision looks at is in `Tried`, and the reason is a word that the ledger and the page can tell.

1. A card or the authority's own figures answer, or the library is silent: nothing more is tried.
   Below the calibrated confidence of `engine.confidence` the library does not hold the answer; a
   model could quote something else word for word, and the proof would not see that it is beside
   the question.
2. An extract surely about the question that holds what was asked for (an amount, a date, a place)
   is enough.
3. Else the small model writes; its answer is enough when it proved a sentence that holds what was
   asked for, and at least as many sentences as it had to withhold. A sentence of the extract that
   it writes again is proved already, and counts: both agree.
4. Else the large model. After it, what was proved is what there is.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from bastide.engine.asked import holds, waits_for

Stage = Literal["card", "record", "extract", "silent", "small", "large"]

# From this confidence on, an extract that holds what was asked is not worth a model. Chosen by
# `python bench/stages.py --curve` on the demonstration's 151 questions: 73 % of the answers are
# given without a model, 2.0 points from asking it always. At 0.60: 83 %, 3.3 points.
ENOUGH = 0.80


@dataclass(frozen=True, slots=True)
class Tried:
    """What a stage gave: sentences proved and withheld, confidence for an extract (0 to 1), and
    whether a sentence holds the kind of thing that the question asks for."""

    stage: Stage
    confidence: float = 0.0
    holds_what_is_asked: bool = True
    proved: int = 0
    withheld: int = 0


def good_enough(tried: Tried) -> bool:
    """Whether nothing more needs to be tried."""
    if tried.stage in ("card", "record", "silent", "large"):
        return True
    if tried.stage == "extract":
        return tried.confidence >= ENOUGH and tried.holds_what_is_asked
    return tried.proved > 0 and tried.holds_what_is_asked and tried.withheld <= tried.proved


def next_stage(tried: Tried, available: Sequence[Stage]) -> Stage | None:
    """The stage to try after this one, among those that the organisation has set; None: stop."""
    if good_enough(tried):
        return None
    order: tuple[Stage, ...] = ("extract", "small", "large")
    later = order[order.index(tried.stage) + 1 :]
    return next((stage for stage in later if stage in available), None)


def holds_asked(question: str, answers: Sequence[str]) -> bool:
    """Whether one of the sentences holds what the question waits for: an amount for « combien »;
    true of a question that waits for nothing in particular."""
    waits = waits_for(question)
    return not waits or any(holds(waits[0], text) for text in answers)
