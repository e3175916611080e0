"""Keeping a contact: its questions, what was answered word for word, and whom it concerns."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import transaction
from django.db.models import Max, QuerySet

from bastide.engine.model import Answer, Turn
from bastide.tenants.models import Member
from bastide.tenants.rights import SEE_FIGURES, may
from bastide.usecases.ask.models import Call, Question
from bastide.usecases.ask.told import as_data


def calls_of(member: Member) -> QuerySet[Call]:
    """The contacts that a member may see: her own; those of all for who follows the figures."""
    calls = Call.objects.all()
    return calls if may(member, SEE_FIGURES) else calls.filter(member=member)


def turns_of(call: Call | None) -> list[Turn]:
    if call is None:
        return []
    return [Turn(q.text, q.answered_by) for q in call.questions.order_by("pk")]


def keep(
    call: Call | None,
    member: Member,
    commune: str,
    answers: Sequence[Answer],
    wanted: Sequence[bool] = (),
) -> Question:
    """Writes the questions of a message in a contact (a new one if None); returns the first.

    `wanted`: for each answer, whether a model is to complete it.
    """
    with transaction.atomic():
        if call is None:
            call = Call(member=member)
        call.commune = commune
        call.save()
        last = call.questions.aggregate(last=Max("message"))["last"] or 0
        rows = [_row(call, last + 1, answer) for answer in answers]
        for row, asked in zip(rows, wanted, strict=False):
            row.writing = Question.Writing.WANTED if asked else ""
        for row in rows:
            row.save()
    return rows[0]


def _row(call: Call, message: int, answer: Answer) -> Question:
    first = answer.statements[0].citations[0] if answer.statements else None
    return Question(
        call=call,
        message=message,
        text=answer.question,
        mode=answer.mode,
        confidence=answer.confidence,
        answer=as_data(answer),
        answered_by=first.title[:500] if first else "",
        document=first.document if first else None,
        wall_ms=answer.usage.ms,
        run_id=answer.usage.run or None,
    )
