"""Fitting the retriever to an authority's own questions, and only if that serves.

1. Questions that agents judged well answered, and those of answer cards, with their documents.
2. In five parts, each measured by what the four others taught: nDCG@10 of words and meaning
   together, with and without the correction (`engine.adapter`).
3. It is kept when 95 of 100 draws of the differences with replacement have a mean above zero
   (bootstrap: Efron, 1979); then it is learnt again from all of them.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import transaction

from bastide.endpoints.embedding import embedder_named
from bastide.engine import measure
from bastide.engine.meaning import Meaning
from bastide.engine.model import Reader
from bastide.library.index import catch_up, index
from bastide.library.models import AnswerCard, Document, VectorSet
from bastide.library.search import FUSED, reader_of
from bastide.library.vectors import vectors_of

if TYPE_CHECKING:
    from bastide.engine.vectors import Vectors

PARTS = 5
LEAST = 25  # questions: four parts of them are enough to learn from (`engine.adapter.FEWEST`)
DRAWS = 1000
SURE = 0.95
BATCH_S = 60.0
Asked = tuple[str, frozenset[int]]  # a question, and the documents that answer it


class NothingToLearn(Exception):
    """`str(error)` is a sentence in French that says what lacks."""


@dataclass(frozen=True, slots=True)
class Adapted:
    """`before`, `after`: mean nDCG@10 on questions held apart. `sure`: share of draws that gain."""

    questions: int
    before: float
    after: float
    sure: float
    kept: bool


def questions_of_cards() -> list[Asked]:
    """Each way of putting the question of a published card, with it and the page it sums up."""
    found: list[Asked] = []
    for card in AnswerCard.objects.filter(published=True).exclude(document=None):
        right = {card.document_id}
        if card.url:
            right |= set(Document.objects.filter(url=card.url).values_list("pk", flat=True))
        said = [card.question, *card.phrasings.splitlines()]
        found += [(text.strip(), frozenset(right)) for text in said if text.strip()]
    return found


def adapt(
    asked: Sequence[Asked],
    *,
    dry: bool = False,
    seed: int = 7,
    progress: Callable[[int, int], None] | None = None,
) -> Adapted:
    """Learns from `asked`; keeps it if it serves, unless `dry`. Raises `NothingToLearn`, and
    `ModelError` when the retriever does not answer."""
    import numpy as np

    from bastide.engine.adapter import learn

    own = VectorSet.objects.filter(whole=True).order_by("-pk").first()
    embedder = embedder_named(own.model) if own else None
    if own is None or embedder is None:
        raise NothingToLearn(
            "Les passages n'ont pas encore leurs vecteurs : lancez « bastide models embed »."
        )
    rows = list(dict.fromkeys(asked))
    vectors = vectors_of(own)
    there = frozenset(vectors.documents.tolist())
    rows = [(text, right & there) for text, right in rows if right & there]
    if len(rows) < LEAST:
        raise NothingToLearn(
            f"{len(rows)} questions dont la bonne page est connue : il en faut {LEAST} au moins. "
            "Elles viennent des réponses que les agents jugent utiles et des fiches réponses."
        )
    texts = [text for text, _ in rows]
    right = [labels for _, labels in rows]
    questions = np.asarray(embedder.embed(texts, deadline_s=BATCH_S), np.float32)
    catch_up()
    reader = reader_of(None)
    order = np.random.default_rng(seed).permutation(len(rows)).tolist()
    gains: dict[int, tuple[float, float]] = {}
    for part in range(PARTS):
        apart = order[part::PARTS]
        taught = [i for i in order if i not in set(apart)]
        learnt = learn(
            questions[taught], [right[i] for i in taught], vectors.matrix, vectors.documents
        )
        for i in apart:
            gains[i] = (
                _measured(texts[i], right[i], vectors, questions[i].tolist(), reader),
                _measured(texts[i], right[i], vectors, learnt(questions[i : i + 1])[0].tolist(),
                          reader),
            )  # fmt: skip
            if progress:
                progress(len(gains), len(rows))
    before, after = zip(*(gains[i] for i in order), strict=True)
    differences = [b - a for a, b in zip(before, after, strict=True)]
    sure = _sure(differences, seed)
    kept = sure >= SURE and not dry
    if kept:
        whole = learn(questions, right, vectors.matrix, vectors.documents)
        with transaction.atomic():
            VectorSet.objects.filter(pk=own.pk).update(adapter=whole.packed())
    return Adapted(len(rows), measure.mean(before), measure.mean(after), sure, kept)


def forget() -> bool:
    """Undoes what was learnt; whether there was anything."""
    return bool(VectorSet.objects.exclude(adapter=None).update(adapter=None))


def _measured(
    text: str, right: frozenset[int], vectors: Vectors, question: list[float], reader: Reader
) -> float:
    meaning = Meaning(vectors, question)
    proposed = meaning.proposed
    found = index().search(text, reader, limit=FUSED + len(proposed), also=proposed)
    ranked = dict.fromkeys(str(c.document) for c in meaning.order(found))
    return measure.ndcg(list(ranked), {str(number) for number in right})


def _sure(differences: Sequence[float], seed: int) -> float:
    import numpy as np

    rows = np.asarray(differences)
    drawn = np.random.default_rng(seed).integers(0, len(rows), (DRAWS, len(rows)))
    return float((rows[drawn].sum(axis=1) > 0).mean())
