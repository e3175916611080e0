"""Answer cards: the list, the editor, the history of what each said."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db import transaction
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from bastide.library import cards as published
from bastide.library.forms import CardForm
from bastide.library.models import AnswerCard, CardVersion
from bastide.library.views_rows import get_or_post, signed_in
from bastide.tenants import audit
from bastide.tenants.models import Member
from bastide.tenants.rights import EDIT_LIBRARY, needs

CARDS_A_PAGE = 50
# A card is proposed for review after six months: the editor changes the date as she likes.
REVIEW_AFTER = timedelta(days=182)


@require_GET
@needs(EDIT_LIBRARY)
def cards(request: HttpRequest) -> HttpResponse:
    words = request.GET.get("q", "").replace("\0", "").strip()[:200]
    state = request.GET.get("state", "")
    found = AnswerCard.objects.select_related("owner")
    for word in words.split():
        found = found.filter(
            Q(question__icontains=word)
            | Q(phrasings__icontains=word)
            | Q(answer__icontains=word)
            | Q(theme__icontains=word)
        )
    today = timezone.localdate()
    if state == "stale":
        found = found.filter(review_date__lt=today)
    elif state == "draft":
        found = found.filter(published=False)
    page = Paginator(found.order_by("question", "pk"), CARDS_A_PAGE).get_page(
        request.GET.get("page")
    )
    return render(
        request,
        "library/cards.html",
        {
            "page": page,
            "words": words,
            "state": state,
            "today": today,
            "any": AnswerCard.objects.exists(),
        },
    )


@get_or_post
@needs(EDIT_LIBRARY)
def card(request: HttpRequest, pk: int | None = None) -> HttpResponse:
    """Writes a card. `?question=…&gap=…` comes from the page of unanswered questions."""
    existing = None if pk is None else get_object_or_404(AnswerCard, pk=pk)
    member = signed_in(request)
    initial = {}
    if existing is None:
        initial = {
            "question": request.GET.get("question", "").replace("\0", "")[:500],
            "theme": request.GET.get("theme", "").replace("\0", "")[:200],
            "owner": member.pk,
            "review_date": timezone.localdate() + REVIEW_AFTER,
        }
    form = CardForm(request.POST or None, instance=existing, initial=initial)
    gap = (request.POST.get("gap") or request.GET.get("gap") or "")[:18]
    if request.method == "POST" and form.is_valid():
        with transaction.atomic():
            saved = published.publish(form.save(commit=False), member)
            audit.record(
                member,
                "card.create" if pk is None else "card.change",
                "card",
                saved.question,
                id=saved.pk,
                fields=form.changed_data,
                **({"gap": int(gap)} if gap.isdecimal() else {}),
            )
        messages.success(
            request,
            _("La réponse type est enregistrée : elle répond dès maintenant.")
            if saved.published
            else _("La réponse type est enregistrée, sans être publiée."),
        )
        return redirect("cards")
    stale = bool(existing and existing.review_date and existing.review_date < timezone.localdate())
    return render(
        request,
        "library/card.html",
        {"form": form, "card": existing, "stale": stale, "gap": gap if gap.isdecimal() else ""},
    )


@require_GET
@needs(EDIT_LIBRARY)
def history(request: HttpRequest, pk: int) -> HttpResponse:
    """Who wrote what, and when, newest first."""
    found = get_object_or_404(AnswerCard, pk=pk)
    audit.record(request.user, "card.history", "card", found.question, id=found.pk)
    return render(
        request,
        "library/card_history.html",
        {"card": found, "versions": found.versions.all()},
    )


@get_or_post
@needs(EDIT_LIBRARY)
def restore(request: HttpRequest, pk: int, version: int) -> HttpResponse:
    """Shows a version, and takes it up again: as a new version, nothing of the history is lost."""
    found = get_object_or_404(AnswerCard, pk=pk)
    wanted: CardVersion = get_object_or_404(found.versions, pk=version)
    if request.method == "POST":
        with transaction.atomic():
            published.publish(_as_it_was(found, wanted.content), signed_in(request))
            audit.record(
                request.user, "card.restore", "card", found.question, id=pk, version=version
            )
        messages.success(request, _("Cette version est de nouveau celle qui répond."))
        return redirect("card", pk=pk)
    return render(request, "library/card_version.html", {"card": found, "version": wanted})


def _as_it_was(card: AnswerCard, content: dict[str, Any]) -> AnswerCard:
    for field in ("question", "phrasings", "answer", "theme", "url"):
        setattr(card, field, content.get(field, getattr(card, field)))
    card.published = bool(content.get("published", card.published))
    card.review_date = parse_date(content.get("review_date") or "")
    owner = Member.objects.filter(
        organisation_id=card.organisation_id, email__iexact=content.get("owner") or "-"
    ).first()
    card.owner = owner or card.owner
    return card


@get_or_post
@needs(EDIT_LIBRARY)
def remove(request: HttpRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(AnswerCard, pk=pk)
    if request.method == "POST":
        question = found.question
        last = found.versions.first()
        with transaction.atomic():
            published.remove(found)
            # What the card said stays in the trail: its history goes with it.
            audit.record(
                request.user,
                "card.delete",
                "card",
                question,
                id=pk,
                content=last.content if last else {},
            )
        messages.success(request, _("La réponse type est supprimée."))
        return redirect("cards")
    return render(
        request,
        "library/confirm.html",
        {
            "title": _("Supprimer la réponse type"),
            "name": found.question,
            "back": "cards",
            "warning": _("Son historique sera supprimé avec elle."),
        },
    )
