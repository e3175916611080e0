"""What a question is about, apart from who asks it.

« 06 39 98 12 34 : un repas est-il remboursé ? » asks about meals. A telephone, an address or an
identifier of the caller stands in no page: searched with the rest, it makes a sure answer doubtful.
"""

from __future__ import annotations

from bastide.engine.french import analyse
from bastide.engine.personal import personal

FEWEST_LEFT = 2  # content words: with fewer, the number is what is asked about


def without_caller(question: str) -> str:
    """The question without contacts, addresses and identifiers; names and file numbers stay."""
    pieces, at = [], 0
    for span in sorted(personal(question), key=lambda one: one.start):
        if span.label != "PERSONNE" and span.kind != "file" and span.start >= at:
            pieces.append(question[at : span.start])
            at = span.end
    left = " ".join([*pieces, question[at:]])
    return " ".join(left.split()) if pieces and len(analyse(left)) >= FEWEST_LEFT else question
