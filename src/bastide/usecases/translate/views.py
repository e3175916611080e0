"""Handing over a text or a file, seeing it beside its translation, putting its segments right."""

from __future__ import annotations

import re
from io import BytesIO
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import F, QuerySet
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from bastide.engine.translation.languages import LANGUAGES
from bastide.languages.engines import INSTALL, best_pairs
from bastide.tenants import audit
from bastide.tenants.models import Member
from bastide.tenants.rights import ASK, needs
from bastide.usecases.translate import storage
from bastide.usecases.translate.forms import TextForm
from bastide.usecases.translate.keeping import (
    Refused,
    order_again,
    paste,
    settle_abandoned,
    take_file,
)
from bastide.usecases.translate.models import Text
from bastide.usecases.translate.page import file_name, panel, paragraphs, sides, told, whole, worth
from bastide.usecases.translate.purge import erase as erase_text
from bastide.usecases.translate.purge import purge, rules
from bastide.usecases.translate.tasks import translate_row

TEXTS = 20
SEGMENTS_A_PAGE = 60
# A text as short as that is translated while the agent waits, and no longer than so many seconds.
SHORT = 3_000
WAITED_S = 15.0
_PAIR = "translate_pair"
_NUMBER = re.compile(r"[0-9]{1,18}")


def signed_in(request: HttpRequest) -> Member:
    assert isinstance(request.user, Member)
    return request.user


def texts_of(member: Member) -> QuerySet[Text]:
    """What a member handed over: nobody else reads it."""
    return Text.objects.filter(member=member)


def _text(request: HttpRequest, pk: int) -> Text:
    """A text of hers, its state looked at: what nobody translates any more can be tried again."""
    row: Text = get_object_or_404(texts_of(signed_in(request)), pk=pk)
    settle_abandoned([row])
    return row


@require_http_methods(["GET", "HEAD", "POST"])
@needs(ASK)
def home(request: HttpRequest) -> HttpResponse:
    """The form, then what was handed over before."""
    purge("translate")
    member = signed_in(request)
    pairs = best_pairs(member)
    swapped = request.method == "POST" and "swap" in request.POST
    if request.method == "POST" and not swapped:
        form = TextForm(request.POST, request.FILES, pairs=pairs)
        if form.is_valid():
            try:
                return _taken(request, _given(form, member))
            except Refused as error:
                form.add_error("file" if form.cleaned_data["file"] else "text", str(error))
    else:
        form = TextForm(None, pairs=pairs, initial=_begun(request, swapped, pairs))
    texts = list(texts_of(member).defer("text")[:TEXTS])
    settle_abandoned(texts)
    chosen = _chosen(form)
    context: dict[str, Any] = {
        "form": form,
        "pairs": [(told(s), told(t), pair) for (s, t), pair in pairs.items() if "fr" in (s, t)],
        **worth(pairs.get(chosen)),
        "source": told(chosen[0]),
        "target": told(chosen[1]),
        "texts": [(text, sides(text)) for text in texts],
        "working": any(text.state == Text.State.WAITING for text in texts),
        "rules": rules(),
        "install": INSTALL,
    }
    status = 422 if form.errors else 200
    return render(request, "translate/home.html", context, status=status)


def _begun(request: HttpRequest, swapped: bool, pairs: Any) -> dict[str, str]:
    """The languages of the last time, and what is typed already when they are swapped."""
    first = next((pair for pair in pairs if pair[0] == "fr"), next(iter(pairs), ("fr", "")))
    last = request.session.get(_PAIR) or first
    sent = request.POST if swapped else request.GET
    source, target = sent.get("source", last[0]), sent.get("target", last[1])
    if swapped:
        source, target = target, source
    return {"source": source, "target": target, "text": request.POST.get("text", "")}


def _chosen(form: TextForm) -> tuple[str, str]:
    return str(form["source"].value() or "fr"), str(form["target"].value() or "")


def _given(form: TextForm, member: Member) -> Text:
    given = form.cleaned_data
    if given["file"] is not None:
        if given["text"].strip():
            raise Refused(_("Donnez un texte ou un fichier, pas les deux."))
        return take_file(given["file"], given["source"], given["target"], member)
    return paste(given["text"], given["source"], given["target"], member)


def _taken(request: HttpRequest, row: Text) -> HttpResponse:
    request.session[_PAIR] = [row.source_language, row.target_language]
    audit.record(
        request.user,
        "translate.give",
        "text",
        row.pk,
        pair=f"{row.source_language}-{row.target_language}",
    )
    if not row.path:
        if len(row.text) <= SHORT:
            translate_row(row, WAITED_S)
        else:
            order_again(row)
    return redirect("translate-text", text=row.pk)


@require_GET
@needs(ASK)
def pair(request: HttpRequest) -> HttpResponse:
    """What the best engine of the two languages chosen gives."""
    source, target = request.GET.get("source", ""), request.GET.get("target", "")
    found = best_pairs(signed_in(request)).get((source, target))
    known = source in LANGUAGES and target in LANGUAGES
    context = {**worth(found), "source": told(source), "target": told(target), "known": known}
    return render(request, "translate/_pair.html", context)


@require_GET
@needs(ASK)
def text_page(request: HttpRequest, text: int) -> HttpResponse:
    """A text beside its translation; `?phrase=` opens a segment to be put right."""
    purge("translate")
    row = _text(request, text)
    page = Paginator(row.segments.all(), SEGMENTS_A_PAGE).get_page(request.GET.get("page"))
    asked = request.GET.get("phrase", "")
    chosen = row.segments.filter(pk=int(asked)).first() if _NUMBER.fullmatch(asked) else None
    context: dict[str, Any] = {
        "text": row,
        **sides(row),
        "page": page,
        "paragraphs": paragraphs(page),
        "doubts": sum(one.doubtful for one in row.segments.all()),
        "corrected": row.segments.exclude(corrected="").exclude(corrected=F("target")).count(),
        **(panel(chosen) if chosen is not None else {}),
        "rules": rules(),
    }
    return render(request, "translate/text.html", context)


@require_GET
@needs(ASK)
def progress(request: HttpRequest, text: int) -> HttpResponse:
    """How far a translation is; when it is over, the page is asked for anew."""
    row = _text(request, text)
    answer = render(request, "translate/_progress.html", {"text": row})
    if row.state != Text.State.WAITING:
        answer.headers["HX-Refresh"] = "true"
    return answer


@require_POST
@needs(ASK)
def again(request: HttpRequest, text: int) -> HttpResponse:
    """Another try after a failure, or the file made anew with its corrections."""
    row = _text(request, text)
    if row.state != Text.State.WAITING:
        order_again(row)
    return redirect("translate-text", text=row.pk)


@require_GET
@needs(ASK)
def download(request: HttpRequest, text: int) -> HttpResponseBase:
    """The translated file, or the translation as text, under a name that says what it is."""
    row = get_object_or_404(texts_of(signed_in(request)), pk=text, state=Text.State.DONE)
    audit.record(request.user, "translate.download", "text", row.pk)
    kind = "application/octet-stream"
    if row.path:
        try:
            opened: Any = storage.opened(row.output)
        except OSError as error:
            raise Http404 from error
    else:
        opened, kind = BytesIO(whole(row).encode()), "text/plain; charset=utf-8"
    return FileResponse(opened, as_attachment=True, filename=file_name(row), content_type=kind)


@require_POST
@needs(ASK)
def erase(request: HttpRequest, text: int) -> HttpResponse:
    """A text erased before its time, with its files."""
    row = get_object_or_404(texts_of(signed_in(request)), pk=text)
    audit.record(request.user, "translate.erase", "text", row.pk)
    erase_text(row)
    messages.success(request, _("Texte effacé."))
    return redirect("translate")
