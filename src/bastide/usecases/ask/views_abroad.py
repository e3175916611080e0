"""The caller's language: chosen for the contact, and the answer in it, loaded after the French."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from bastide.tenants.models import Member
from bastide.tenants.rights import ASK, needs
from bastide.usecases.ask.abroad import abroad, offered
from bastide.usecases.ask.keeping import calls_of
from bastide.usecases.ask.models import Question
from bastide.usecases.ask.page import shown


@require_POST
@needs(ASK)
def choose(request: HttpRequest, call: int, pk: int) -> HttpResponse:
    """The language of a contact's caller; empty: French."""
    member = request.user
    assert isinstance(member, Member)
    owner = get_object_or_404(calls_of(member), pk=call)
    row = get_object_or_404(Question, pk=pk, call=owner)
    language = request.POST.get("language", "")
    if language == "" or language in dict(offered(member)):
        owner.language = language
        owner.save(update_fields=["language"])
    return redirect(f"{reverse('question', args=[call, row.pk])}#answers")


@require_GET
@needs(ASK)
def translation(request: HttpRequest, call: int, pk: int) -> HttpResponse:
    """An answer in the caller's language: a part of the page, or a page of its own."""
    member = request.user
    assert isinstance(member, Member)
    owner = get_object_or_404(calls_of(member), pk=call)
    row = get_object_or_404(Question, pk=pk, call=owner)
    if not owner.language:
        raise Http404
    rows = Question.objects.filter(call=owner, message=row.message).order_by("pk")
    one = next(one for one in shown(list(rows), member) if one.row.pk == row.pk)
    context = {"call": owner, "one": one, "abroad": abroad(one, owner.language, member)}
    part = request.headers.get("HX-Request")
    return render(request, "ask/_abroad.html" if part else "ask/abroad.html", context)
