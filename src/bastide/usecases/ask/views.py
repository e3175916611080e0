"""The page of a question: typing, asking, reading the source, rating."""

from __future__ import annotations

import threading
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from bastide.engine.question import meaningful
from bastide.engine.stages import next_stage
from bastide.library.models import AnswerCard
from bastide.library.passages import document_passages
from bastide.library.territory import commune_named, find_communes
from bastide.providers.prometheus import count_skipped_preview
from bastide.runs import ledger
from bastide.tenants import audit
from bastide.tenants.models import Member
from bastide.tenants.rights import ASK, needs
from bastide.usecases.ask.abroad import offered
from bastide.usecases.ask.flow import answer, preview, tried
from bastide.usecases.ask.keeping import calls_of, keep, turns_of
from bastide.usecases.ask.models import Call, Question
from bastide.usecases.ask.page import citations, shown
from bastide.usecases.ask.writers import stages_set

SHORTEST = 3
LONGEST = 50_000
EXAMPLES = 4
# A preview is advice: of the eight threads of a process (`bastide serve`), four stay for questions
# and pages, however many people type.
PREVIEWS_AT_ONCE = 4
_previewing = threading.BoundedSemaphore(PREVIEWS_AT_ONCE)


def _member(request: HttpRequest) -> Member:
    assert isinstance(request.user, Member)
    return request.user


@needs(ASK)
def ask(request: HttpRequest) -> HttpResponse:
    """The empty page, and asking: each question is kept, then shown at its own address."""
    if request.method == "POST":
        return _asked(request)
    context = {
        "examples": AnswerCard.objects.filter(published=True).order_by("-changed")[:EXAMPLES],
        "text": request.GET.get("q", "")[:LONGEST],
    }
    return render(request, "ask/ask.html", context)


def _asked(request: HttpRequest) -> HttpResponse:
    member = _member(request)
    text = request.POST.get("text", "")
    commune = request.POST.get("commune", "").strip()[:150]
    number = request.POST.get("call", "")
    call = get_object_or_404(calls_of(member), pk=int(number)) if number.isdecimal() else None
    problem = ""
    if not text.strip():
        problem = _("Écrivez la question de l'usager, en quelques mots ou telle qu'il la dit.")
    elif len(text) > LONGEST:
        problem = _("La question dépasse 50 000 caractères : gardez-en l'essentiel.")
    elif not meaningful(text):
        problem = _("Cette phrase ne demande rien que la base puisse chercher : précisez le sujet.")
    answers = [] if problem else answer(text, member, turns_of(call), commune_named(commune))
    if not answers:
        context = {"text": text[:LONGEST], "problem": problem, "call": call, "commune": commune}
        return render(request, "ask/ask.html", context, status=422)
    available = stages_set()
    wanted = [next_stage(tried(one), available) is not None for one in answers]
    first = keep(call, member, commune, answers, wanted)
    return redirect("question", call=first.call_id, pk=first.pk)


@require_GET
@needs(ASK)
def typing(request: HttpRequest) -> HttpResponse:
    """While the agent types: the three best passages, the best sentence of each marked. 204, on
    which the page stays as it is, when the process is making as many previews as it makes."""
    if not _previewing.acquire(blocking=False):
        count_skipped_preview()
        return HttpResponse(status=204)
    try:
        return _preview(request)
    finally:
        _previewing.release()


def _preview(request: HttpRequest) -> HttpResponse:
    text = request.GET.get("text", "")[:500]
    found = preview(text, _member(request)) if len(text.strip()) >= SHORTEST else []
    rows = [
        {
            "source": hit.source,
            "headings": " › ".join(hit.passage.headings),
            "before": hit.passage.text[:start],
            "marked": hit.passage.text[start:end],
            "after": hit.passage.text[end:],
        }
        for hit, span in found
        for start, end in [span or (0, 0)]
    ]
    return render(request, "ask/_preview.html", {"rows": rows, "text": text})


@require_GET
@needs(ASK)
def communes(request: HttpRequest) -> JsonResponse:
    """Communes whose name or postcode begins by what is typed."""
    found = find_communes(request.GET.get("q", "")[:80])
    return JsonResponse({"communes": [str(commune) for commune in found]})


def _rows(request: HttpRequest, call: int, pk: int) -> tuple[Call, Question, list[Question]]:
    owner = get_object_or_404(calls_of(_member(request)), pk=call)
    row = get_object_or_404(Question, pk=pk, call=owner)
    rows = Question.objects.filter(call=owner, message=row.message).order_by("pk")
    return owner, row, list(rows)


@require_GET
@needs(ASK)
def question(request: HttpRequest, call: int, pk: int) -> HttpResponse:
    """A message's answers, with the source of the citation chosen (`?source=2`)."""
    owner, row, rows = _rows(request, call, pk)
    if owner.member_id != _member(request).pk:
        audit.record(_member(request), "see", "call", owner.pk)
    asked = request.GET.get("source", "1")
    number = int(asked) if asked.isdecimal() else 1
    context: dict[str, Any] = {
        "call": owner,
        "row": row,
        "answers": shown(rows, _member(request)),
        "earlier": Question.objects.filter(call=owner, message__lt=row.message).order_by("pk"),
        "commune": owner.commune,
        "languages": offered(_member(request)),
        "writes": owner.member_id == _member(request).pk
        and any(one.writing in (Question.Writing.WANTED, Question.Writing.RUNNING) for one in rows),
        **_source(request, rows, number),
    }
    return render(request, "ask/question.html", context)


@require_GET
@needs(ASK)
def source(request: HttpRequest, call: int, pk: int, number: int) -> HttpResponse:
    """The source panel alone, for a citation."""
    _owner, row, rows = _rows(request, call, pk)
    context = _source(request, rows, number)
    if not context["cited"]:
        raise Http404
    return render(request, "ask/_source.html", {**context, "row": row})


def _source(request: HttpRequest, rows: list[Question], number: int) -> dict[str, Any]:
    """The document of citation `number`, its quotes marked; the quote is checked once more."""
    every = citations(rows)
    cited = every[number - 1] if 0 < number <= len(every) else None
    opened = document_passages(cited["document"], _member(request)) if cited else None
    if cited is None or opened is None:
        return {"cited": cited, "number": number, "document": None}
    document, passages = opened
    same = [c for c in every if c["document"] == cited["document"]]
    rendered: list[dict[str, Any]] = []
    for passage in passages:
        spans = [
            (c["start"], c["end"], c is cited)
            for c in same
            if c["passage"] == passage.id and passage.text[c["start"] : c["end"]] == c["quote"]
        ]
        rendered.append(
            {
                "passage": passage,
                "runs": _runs(passage.text, spans),
                "table": _table(passage.text, spans) if passage.kind == "table" else [],
            }
        )
    changed = not any(run["chosen"] for row in rendered for run in row["runs"])
    return {
        "cited": cited,
        "number": number,
        "document": document,
        "passages": rendered,
        "changed": changed,
    }


def _table(text: str, spans: list[tuple[int, int, bool]]) -> list[dict[str, Any]]:
    """The lines of a table passage; a line that a quote touches is marked whole."""
    lines, at = [], 0
    for line in text.split("\n"):
        end = at + len(line)
        touching = [chosen for s, e, chosen in spans if s < end and e > at]
        if line:
            lines.append(
                {"cells": line.split(" | "), "marked": bool(touching), "chosen": any(touching)}
            )
        at = end + 1
    return lines


def _runs(text: str, spans: list[tuple[int, int, bool]]) -> list[dict[str, Any]]:
    """The text cut where a quote begins or ends."""
    cuts = sorted({0, len(text), *(s for s, _, _ in spans), *(e for _, e, _ in spans)})
    return [
        {
            "text": text[start:end],
            "marked": any(s <= start and end <= e for s, e, _ in spans),
            "chosen": any(s <= start and end <= e and chosen for s, e, chosen in spans),
        }
        for start, end in zip(cuts, cuts[1:], strict=False)
    ]


@require_POST
@needs(ASK)
def rate(request: HttpRequest, call: int, pk: int) -> HttpResponse:
    """Useful or not, with a reason; sent again, it replaces the former one."""
    _owner, row, _same = _rows(request, call, pk)
    rating = request.POST.get("rating", "")
    if rating in (*Question.Rating.values, ""):
        row.rating = rating
        row.reason = request.POST.get("reason", "").strip()[:300] if rating == "bad" else ""
        row.save(update_fields=["rating", "reason"])
        ledger.rate(row.run_id, rating)
    if request.headers.get("HX-Request"):
        return render(request, "ask/_rating.html", {"question": row})
    return redirect(f"{reverse('question', args=[call, pk])}#avis-{pk}")
