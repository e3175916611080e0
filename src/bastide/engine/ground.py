"""The proof of every sentence: its quotes are slices of stored passages, or it is not shown.

Whatever wrote a statement (the extract today, a model tomorrow), it goes through here first.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from bastide.engine.model import Citation, Passage, Statement

# Between two quotes of one statement: they follow one another, or something is left out.
JOINERS = ("\n", "\n[…]\n")


def proved(citation: Citation, passages: Mapping[int, Passage]) -> bool:
    """Whether the quote is the slice that it says it is, of a passage of that document."""
    passage = passages.get(citation.passage)
    return (
        passage is not None
        and passage.document == citation.document
        and 0 <= citation.start < citation.end <= len(passage.text)
        and passage.text[citation.start : citation.end] == citation.quote
        and bool(citation.quote.strip())
    )


def verify(statement: Statement, passages: Mapping[int, Passage]) -> bool:
    """Whether the statement says only what its citations say, word for word.

    `passages`: the stored passages by identifier, read again from the database if time has passed.
    """
    quotes = [c.quote for c in statement.citations]
    return (
        bool(quotes)
        and all(proved(c, passages) for c in statement.citations)
        and _made_of(statement.text, quotes)
    )


def _made_of(text: str, quotes: list[str]) -> bool:
    rests = {text.removeprefix(quotes[0])} if text.startswith(quotes[0]) else set()
    for quote in quotes[1:]:
        rests = {
            rest[len(joiner) + len(quote) :]
            for rest in rests
            for joiner in JOINERS
            if rest.startswith(joiner + quote)
        }
    return "" in rests


def kept(statements: Iterable[Statement], passages: Iterable[Passage]) -> tuple[Statement, ...]:
    """The statements that are proved, in order; the others are dropped, never mended."""
    known = {p.id: p for p in passages}
    return tuple(s for s in statements if verify(s, known))
