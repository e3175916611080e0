"""What the vectors of a library say to one question: passages to propose, and an order."""

from __future__ import annotations

from collections.abc import Sequence

from bastide.engine.fuse import NEAREST, fused, with_closeness
from bastide.engine.model import Candidate
from bastide.engine.vectors import Vectors

PROPOSED = 50  # passages that meaning proposes beside those of the words


class Meaning:
    """How near each passage is to one question. `known`: the closeness is that of the retriever on
    which the confidence was measured, so that candidates bear it (`engine.confidence`)."""

    def __init__(self, vectors: Vectors, question: list[float], *, known: bool = False) -> None:
        self._vectors = vectors
        self._close = vectors.closeness(question)
        self._known = known

    @property
    def proposed(self) -> list[tuple[int, int]]:
        """The nearest passages, with their documents; whoever reads filters by rights."""
        return self._vectors.nearest(self._close, PROPOSED)

    def order(self, found: Sequence[Candidate]) -> list[Candidate]:
        """What words found, in the order of words and meaning together."""
        near = self._vectors.of(self._close, [c.passage for c in found])
        numbers = {c.document for c in found}
        documents = self._vectors.of_documents(self._close, numbers, NEAREST)
        order = fused(found, near, documents)
        return with_closeness(order, near, documents) if self._known else order
