"""The written part of an answer, sent as it is proved: server-sent events.

1. The page, already complete with its extract, asks for what a model may add (`bastide.js`).
2. The questions that wait are claimed, so that two windows do not have them written twice.
3. What the model needs is read from the database; then events go out as they come, from a plain
   generator: under WSGI a thread serves them (see docs/decisions).
4. What was written is kept with the question, and each stage entered in the ledger.

The organisation's scope is opened for each step and closed before anything is sent: whoever reads
slowly, or goes away, leaves no scope behind in the server's thread.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from contextlib import closing
from datetime import timedelta
from typing import Any

from django.db.models import Q
from django.http import HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import get_object_or_404
from django.template.loader import render_to_string
from django.utils import timezone
from django.views.decorators.http import require_POST

from bastide.engine.chat import TokenUsage
from bastide.engine.model import Turn
from bastide.engine.stages import Stage, Tried, holds_asked
from bastide.library.directory import verified_contacts
from bastide.providers import tracing
from bastide.runs import ledger
from bastide.runs.models import Run
from bastide.tenants.models import Member
from bastide.tenants.rights import ASK, needs
from bastide.tenants.scope import scope
from bastide.usecases.ask.flow import material
from bastide.usecases.ask.keeping import calls_of
from bastide.usecases.ask.models import Call, Question
from bastide.usecases.ask.page import as_cited
from bastide.usecases.ask.prompt import prompt
from bastide.usecases.ask.told import statement_as_data
from bastide.usecases.ask.writers import writers
from bastide.usecases.ask.writing import (
    Began,
    Ended,
    Event,
    Material,
    Withheld,
    Writer,
    Written,
    write,
)

# A claim older than this was left by a server that stopped: it may be taken again.
FORGOTTEN = timedelta(seconds=60)


@require_POST
@needs(ASK)
def writing(request: HttpRequest, call: int, pk: int) -> HttpResponseBase:
    """The events of what is written for the questions of a message; 204 when nothing waits."""
    member = request.user
    assert isinstance(member, Member)
    owner = get_object_or_404(calls_of(member), pk=call)
    row = get_object_or_404(Question, pk=pk, call=owner)
    rows = list(Question.objects.filter(call=owner, message=row.message).order_by("pk"))
    claimed = [one for one in rows if claim(one)] if owner.member_id == member.pk else []
    if not claimed:
        return HttpResponse(status=204)
    first = sum(len(one.answer.get("statements", [])) for one in rows)
    first += sum(len(one.written.get("statements", [])) for one in rows if one not in claimed)
    works = [Work(one, _material(one, owner, member), writers(member)) for one in claimed]
    stream = events(works, owner.organisation_id, owner, first)
    return StreamingHttpResponse(
        stream,
        content_type="text/event-stream; charset=utf-8",
        headers={"X-Accel-Buffering": "no", "Cache-Control": "no-store"},
    )


def claim(row: Question) -> bool:
    """Takes a question to have it written; False when it is not to be, or another has it."""
    now = timezone.now()
    left = Q(writing=Question.Writing.RUNNING, wanted__lt=now - FORGOTTEN)
    free = Question.objects.filter(Q(writing=Question.Writing.WANTED) | left, pk=row.pk)
    return free.update(writing=Question.Writing.RUNNING, wanted=now) == 1


def _material(row: Question, call: Call, member: Member) -> Material:
    before = call.questions.filter(pk__lt=row.pk).order_by("pk")
    turns = [Turn(q.text, q.answered_by) for q in before]
    shown = [s["text"] for s in row.answer.get("statements", [])]
    answers = [s["text"] for s in row.answer.get("statements", []) if s["kind"] == "answer"]
    first = Tried("extract", row.confidence, holds_asked(row.text, answers), len(shown))
    return material(row.text, turns, member, first, shown)


class Work:
    """A question being written, and what has become of it."""

    def __init__(self, row: Question, made_of: Material, available: Mapping[Stage, Writer]) -> None:
        self.row, self.made_of, self.available = row, made_of, available
        self.statements: list[dict[str, Any]] = []
        self.stage: Stage | None = None
        self.model = self.problem = ""
        self.withheld = 0
        self.run = row.run_id
        self.ms = self.wh_low = self.wh_high = 0.0
        self.watch = ledger.Stopwatch()
        self.entered, self.finished = True, False

    def take(self, event: Event) -> None:
        """What an event changes."""
        if isinstance(event, Began):
            self.stage, self.model, self.entered = event.stage, event.model, False
            self.watch = ledger.Stopwatch()
        elif isinstance(event, Written):
            self.statements.append(statement_as_data(event.statement, generated=True))
        elif isinstance(event, Withheld):
            self.withheld += 1
        elif isinstance(event, Ended):
            self.problem = event.problem
            tracing.since(
                "ask.write",
                event.watch.wall_ms / 1000,
                stage=event.stage,
                outcome=event.outcome,
                proved=event.proved,
                withheld=event.withheld,
            )
            self._enter(event.outcome, event.use, event.watch, event.proved, event.withheld)

    def _enter(
        self,
        outcome: str,
        use: ledger.ModelUse,
        watch: ledger.Stopwatch,
        proved: int,
        withheld: int,
    ) -> Run:
        run = ledger.record(
            watch,
            "ask",
            self.stage or "",
            outcome,
            use=use,
            follows=self.run,
            proved=proved,
            withheld=withheld,
        )
        self.run, self.entered = run.pk, True
        self.ms += run.wall_ms
        self.wh_low += run.wh_low
        self.wh_high += run.wh_high
        return run

    def finish(self) -> None:
        """Keeps what was written. A stage that was left in the middle is entered as such."""
        if not self.entered:
            # The reader went away while the model wrote.
            assert self.stage is not None
            use = self.available[self.stage].used(TokenUsage(0, 0, estimated=True), self.model)
            self._enter("left", use, self.watch, len(self.statements), self.withheld)
        state = Question.Writing.DONE if self.statements else Question.Writing.FAILED
        told = {
            "ai_generated": bool(self.statements),
            "stage": self.stage,
            "model": self.model,
            "prompt": prompt().name,
            "statements": self.statements,
            "withheld": self.withheld,
            "problem": self.problem,
            "ms": round(self.ms, 1),
            "wh": [self.wh_low, self.wh_high],
        }
        self.row.writing = state if self.stage else ""
        self.row.written = told if self.stage else {}
        self.row.save(update_fields=["writing", "written"])
        self.finished = True


def events(works: list[Work], organisation: int, call: Call, first: int) -> Iterator[bytes]:
    """The stream. `first`: how many citations the page has already."""
    number = first
    with scope(organisation):
        verified = verified_contacts()
    try:
        for work in works:
            with closing(write(work.made_of, work.available)) as steps:
                while True:
                    # A model's client may need the scope: it is open while it works, not while
                    # the reader reads.
                    with scope(organisation):
                        event = next(steps, None)
                        if event is not None:
                            work.take(event)
                    if event is None:
                        break
                    if isinstance(event, Written):
                        number += 1
                        said = as_cited(work.statements[-1], number, verified)
                        yield sent("sentence", work, call, said=said)
                    elif isinstance(event, Began):
                        yield sent("began", work, call)
            with scope(organisation):
                work.finish()
            yield sent("ended", work, call)
        yield b"event: done\ndata: {}\n\n"
    finally:
        with scope(organisation):
            for work in works:
                if not work.finished:
                    work.finish()


def sent(name: str, work: Work, call: Call, **more: Any) -> bytes:
    """One event: the row that it is about and the HTML to put in."""
    context = {"facts": facts(work), "call": call, "row": work.row, **more}
    html = render_to_string(f"ask/_written_{name}.html", context)
    told = json.dumps({"row": work.row.pk, "html": html}, ensure_ascii=False)
    return f"event: {name}\ndata: {told}\n\n".encode()


def facts(work: Work) -> dict[str, Any]:
    return {
        "stage": work.stage,
        "model": work.model,
        "withheld": work.withheld,
        "problem": work.problem,
        "ms": work.ms,
        "wh": [work.wh_low, work.wh_high],
        "statements": work.statements,
    }
