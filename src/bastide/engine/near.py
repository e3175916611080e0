"""Documents near a question that the library does not answer surely: where an agent may look.

The words have not convinced there, so the documents nearest in meaning come in turn with those that
the words put first: measured in docs/retriever.md. Without closeness (`engine.fuse`), the words
alone order them.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from bastide.engine.extract import best_sentence
from bastide.engine.french import Lexicon
from bastide.engine.model import Hit, Suggestion

LONGEST = 300  # characters of a quote


def suggested(question: str, hits: Sequence[Hit], lexicon: Lexicon) -> list[Suggestion]:
    """One suggestion a document, nearest first. `hits`: best first, as the search gives them."""
    by_words = one_a_document(hits)
    near = [h for h in hits if "closeness" in h.features]
    near.sort(key=lambda h: (-h.features["closeness"], -h.features["passage_closeness"]))
    order = by_words
    if near:
        order = [h for pair in zip(one_a_document(near), by_words, strict=False) for h in pair]
    return [_quoted(question, hit, lexicon) for hit in one_a_document(order)]


def _quoted(question: str, hit: Hit, lexicon: Lexicon) -> Suggestion:
    text = hit.passage.text
    start, end = best_sentence(question, hit, lexicon) or (0, len(text))
    quote = text[start : min(end, start + LONGEST)]
    return Suggestion(hit.source, hit.passage.id, quote)


def one_a_document(hits: Iterable[Hit]) -> list[Hit]:
    """The first hit of each document."""
    best: dict[int, Hit] = {}
    for hit in hits:
        best.setdefault(hit.source.id, hit)
    return list(best.values())
