"""What the base could not answer, or answered badly, grouped so that one card settles many."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from django.contrib import messages
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_POST

from bastide.engine.matching import likeness, rarity, stems_of
from bastide.library.cards import matching_card
from bastide.library.words import lexicon
from bastide.tenants import audit
from bastide.tenants.models import Member
from bastide.tenants.rights import EDIT_LIBRARY, needs
from bastide.usecases.ask.models import Question

# Two questions are put together above this likeness (share of words in common, both ways).
SAME_GAP = 0.6
MOST = 1000


@dataclass(slots=True)
class Gap:
    """Questions that say much the same thing, the last one first."""

    stems: frozenset[str]
    questions: list[Question] = field(default_factory=list)

    @property
    def text(self) -> str:
        return min((q.text for q in self.questions), key=len)

    @property
    def silent(self) -> int:
        return sum(q.mode == "silent" for q in self.questions)

    @property
    def bad(self) -> int:
        return sum(q.rating == "bad" for q in self.questions)

    @property
    def reasons(self) -> list[str]:
        return list(dict.fromkeys(q.reason for q in self.questions if q.reason))

    @property
    def numbers(self) -> str:
        return ",".join(str(q.pk) for q in self.questions)


def open_questions() -> list[Question]:
    wanted = Q(mode="silent") | Q(rating="bad")
    return list(Question.objects.filter(wanted, closed=False).order_by("-pk")[:MOST])


def grouped(questions: Sequence[Question]) -> list[Gap]:
    """The gaps, most often asked first. Each question joins the nearest group, or opens one."""
    words = lexicon()
    stems = [stems_of(q.text, words) for q in questions]
    weights = rarity(stems)
    groups: list[Gap] = []
    for question, own in zip(questions, stems, strict=True):
        near = max(groups, key=lambda g: likeness(own, g.stems, weights, words), default=None)
        if near is None or likeness(own, near.stems, weights, words) < SAME_GAP:
            near = Gap(own)
            groups.append(near)
        near.questions.append(question)
    return sorted(groups, key=lambda g: (-len(g.questions), -g.questions[0].pk))


def settled(gap: Gap) -> bool:
    """Whether a card written since the question was last asked answers it now."""
    card = matching_card(gap.questions[0].text) or matching_card(gap.text)
    return card is not None and card.changed > gap.questions[0].at


@require_GET
@needs(EDIT_LIBRARY)
def gaps(request: HttpRequest) -> HttpResponse:
    undo = request.session.pop("gap_closed", "")
    return render(
        request,
        "ask/gaps.html",
        {"gaps": [g for g in grouped(open_questions()) if not settled(g)], "undo": undo},
    )


@require_POST
@needs(EDIT_LIBRARY)
def close(request: HttpRequest) -> HttpResponse:
    """Sets a gap aside without a card; `open=1` undoes it."""
    numbers = [int(n) for n in request.POST.get("questions", "").split(",") if n.isdecimal()]
    closing = request.POST.get("open") != "1"
    count = Question.objects.filter(pk__in=numbers[:MOST]).update(closed=closing)
    member = request.user
    assert isinstance(member, Member)
    audit.record(member, "close" if closing else "reopen", "gap", "", questions=numbers[:50])
    if closing:
        request.session["gap_closed"] = ",".join(map(str, numbers))
        told = ngettext("%d question classée.", "%d questions classées.", count) % count
        messages.success(request, told)
    return redirect("gaps")
