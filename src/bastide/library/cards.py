"""Answer cards: an editor's own questions and answers, served first when the question matches.

A card is also a document of the source « Réponses types », so that search as you type finds it and
its answer is quoted and checked like any other passage.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from bastide.engine.chunk import chunk
from bastide.engine.matching import likeness, rarity, stems_of
from bastide.engine.model import Block, ReadDocument
from bastide.library.index import touch
from bastide.library.models import AnswerCard, CardVersion, Document, Passage, Source
from bastide.library.words import lexicon
from bastide.tenants.models import Member
from bastide.tenants.scope import current_organisation_id

SOURCE_NAME = "Réponses types"
# Two questions say the same thing above this. Chosen on the demonstration's cards and the
# questions of evals/garrigue.jsonl: no wrong card is served, near phrasings are.
SAME_QUESTION = 0.78

FIELDS = ("question", "phrasings", "answer", "theme", "url", "review_date", "published")


@dataclass(frozen=True, slots=True)
class _Phrasings:
    stamp: tuple[object, ...]
    cards: tuple[tuple[int, tuple[frozenset[str], ...]], ...]
    weights: dict[str, float]


_kept: dict[int, _Phrasings] = {}


def publish(card: AnswerCard, author: Member | str) -> AnswerCard:
    """Saves a card with its version and its document; it answers (or stops) at once."""
    with transaction.atomic():
        card.save()
        content = {field: getattr(card, field) for field in FIELDS}
        content["review_date"] = card.review_date.isoformat() if card.review_date else ""
        content["owner"] = card.owner.email if card.owner else ""
        name = author.email if isinstance(author, Member) else author
        last = CardVersion.objects.filter(card=card).first()
        if last is None or last.content != content:
            CardVersion(card=card, author=name, content=content).save()
        _document_of(card)
    return card


def remove(card: AnswerCard) -> None:
    """Deletes a card with its history; its document stops answering at once."""
    with transaction.atomic():
        document = card.document
        card.delete()
        if document:
            touch([document.pk])
            document.delete()


def _document_of(card: AnswerCard) -> None:
    source, _ = Source.objects.get_or_create(kind=Source.Kind.CARDS, defaults={"name": SOURCE_NAME})
    document = card.document or Document(source=source, key=f"card:{card.pk}")
    document.title = card.question
    document.theme = [part.strip() for part in card.theme.split(">") if part.strip()]
    document.url = card.url
    document.updated = timezone.localdate()
    document.review_date = card.review_date
    document.owner = card.owner
    document.digest = ""
    document.hidden = not card.published
    document.save()
    Passage.objects.filter(document=document).delete()
    read = ReadDocument(document.key, card.question, (Block(card.answer, kind="qa"),))
    Passage.objects.bulk_create(
        Passage(document=document, position=c.position, text=c.text, kind=c.kind)
        for c in chunk(read)
    )
    if card.document_id != document.pk:
        card.document = document
        card.save()
    touch([document.pk])


def matching_card(text: str) -> AnswerCard | None:
    """The published card whose question, in one of its phrasings, is the one asked."""
    kept = _phrasings()
    words = lexicon()
    asked = stems_of(text, words)
    best, found = 0.0, 0
    for card, phrasings in kept.cards:
        for phrase in phrasings:
            value = likeness(asked, phrase, kept.weights, words)
            if value > best:
                best, found = value, card
    if best < SAME_QUESTION:
        return None
    return (
        AnswerCard.objects.filter(pk=found, published=True)
        .select_related("document__source")
        .first()
    )


def _phrasings() -> _Phrasings:
    organisation = current_organisation_id()
    stamp = tuple(
        AnswerCard.objects.filter(published=True).order_by("pk").values_list("pk", "changed")
    )
    kept = _kept.get(organisation)
    if kept is None or kept.stamp != stamp:
        words = lexicon()
        cards = tuple(
            (
                card.pk,
                tuple(
                    stems_of(line, words)
                    for line in [card.question, *card.phrasings.splitlines()]
                    if line.strip()
                ),
            )
            for card in AnswerCard.objects.filter(published=True)
        )
        weights = rarity([p for _, phrasings in cards for p in phrasings])
        kept = _kept[organisation] = _Phrasings(stamp, cards, weights)
    return kept
