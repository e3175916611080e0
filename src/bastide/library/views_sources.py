"""The sources of the base: how they are, what they refused, adding, uploading, removing."""

from __future__ import annotations

from contextlib import suppress
from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db import transaction
from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_POST

from bastide.jobs.models import Job
from bastide.jobs.queue import enqueue
from bastide.library.connectors.files import UPLOADS, uploads_folder
from bastide.library.documents import remove_source, touch_source
from bastide.library.forms import SourceForm
from bastide.library.ingest import SILENT_AFTER
from bastide.library.models import Document, Ingestion, Source
from bastide.library.uploads import UploadRefused, keep
from bastide.library.views_rows import get_or_post, signed_in
from bastide.providers.readers import READABLE
from bastide.tenants import audit
from bastide.tenants.rights import EDIT_LIBRARY, needs

REFUSALS_A_PAGE = 50
# A worker asks for work every second: a job that waits longer than this has no free worker.
LATE_AFTER = timedelta(minutes=1)
TASK = "library.ingest"


@require_GET
@needs(EDIT_LIBRARY)
def sources(request: HttpRequest) -> HttpResponse:
    """Every source with its last pass. While one runs, the page asks again every two seconds."""
    rows = [
        _state(source)
        for source in Source.objects.annotate(
            live=Count("documents", filter=Q(documents__withdrawn=False, documents__hidden=False))
        ).select_related("owner")
    ]
    return render(
        request,
        "library/sources.html",
        {"rows": rows, "busy": any(row["waiting"] or row["running"] for row in rows)},
    )


def _state(source: Source) -> dict[str, Any]:
    last = Ingestion.objects.filter(source=source).first()
    job = Job.objects.filter(task=TASK, payload__source=source.pk).order_by("-id").first()
    now = timezone.now()
    running = bool(last and last.state == Ingestion.State.RUNNING)
    silent = running and last is not None and now - last.heartbeat > SILENT_AFTER
    waiting = bool(job and job.state == Job.State.WAITING)
    return {
        "source": source,
        "last": last,
        "running": running and not silent,
        "silent": silent,
        "waiting": waiting,
        "late": waiting and job is not None and now - (job.retried or job.created) > LATE_AFTER,
        "stopped": job.error if job and job.state == Job.State.ASIDE else "",
    }


def start(source: Source) -> None:
    """Has a source taken up in the background, unless that is already waiting to be done."""
    waiting = Job.objects.filter(task=TASK, payload__source=source.pk, state=Job.State.WAITING)
    if not waiting.exists():
        enqueue(TASK, source=source.pk)


@get_or_post
@needs(EDIT_LIBRARY)
def source(request: HttpRequest, pk: int | None = None) -> HttpResponse:
    """A new source, or one source: its settings, its last pass, what was refused and why."""
    existing = None if pk is None else get_object_or_404(Source, pk=pk)
    form = SourceForm(request.POST or None, instance=existing, member=signed_in(request))
    if request.method == "POST" and form.is_valid():
        with transaction.atomic():
            saved = form.save()
            if existing and "readers" in form.changed_data:
                touch_source(saved)
            audit.record(
                request.user,
                "source.create" if pk is None else "source.change",
                "source",
                saved.name,
                id=saved.pk,
                fields=form.changed_data,
            )
            if saved.kind not in {Source.Kind.UPLOADS, Source.Kind.CARDS} and (
                pk is None or {"location", "limit"} & set(form.changed_data)
            ):
                start(saved)
        messages.success(request, _("La source « %(name)s » est enregistrée.") % {"name": saved})
        if pk is None and saved.kind == Source.Kind.UPLOADS:
            return redirect("upload", pk=saved.pk)
        return redirect("library")
    context: dict[str, Any] = {"form": form, "source": existing}
    if existing:
        stored = Source.objects.get(pk=existing.pk)
        context["source"] = stored
        context |= _state(stored)
        refusals = context["last"].refusals.all() if context["last"] else []
        context["page"] = Paginator(refusals, REFUSALS_A_PAGE).get_page(request.GET.get("page"))
    return render(request, "library/source.html", context)


@require_POST
@needs(EDIT_LIBRARY)
def again(request: HttpRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(Source.objects.exclude(kind=Source.Kind.CARDS), pk=pk)
    with transaction.atomic():
        start(found)
        audit.record(request.user, "source.ingest", "source", found.name, id=found.pk)
    messages.success(request, _("« %(name)s » va être relue.") % {"name": found})
    return redirect("library")


@get_or_post
@needs(EDIT_LIBRARY)
def upload(request: HttpRequest, pk: int) -> HttpResponse:
    """Hands files over to a source of uploads. The good ones are kept even when others are not."""
    found = get_object_or_404(Source, pk=pk, kind=Source.Kind.UPLOADS)
    refused: list[tuple[str, str]] = []
    if request.method == "POST":
        kept = []
        for file in request.FILES.getlist("files"):
            try:
                kept.append(keep(found, file))
            except UploadRefused as error:
                refused.append((file.name or "?", str(error)))
            except OSError as error:
                full = error.errno == 28  # ENOSPC
                refused.append(
                    (
                        file.name or "?",
                        _("Le disque est plein : libérez de la place puis déposez de nouveau.")
                        if full
                        else _("Le fichier n'a pas pu être enregistré : essayez de nouveau."),
                    )
                )
        if kept:
            with transaction.atomic():
                start(found)
                audit.record(
                    request.user, "source.upload", "source", found.name, id=found.pk, files=kept
                )
            messages.success(
                request,
                ngettext(
                    "%(n)d fichier déposé : il répondra dans un instant.",
                    "%(n)d fichiers déposés : ils répondront dans un instant.",
                    len(kept),
                )
                % {"n": len(kept)},
            )
            if not refused:
                return redirect("library")
        elif not refused:
            refused.append((_("Aucun fichier"), _("Choisissez au moins un fichier.")))
    return render(
        request,
        "library/upload.html",
        {"source": found, "refused": refused, "accept": ",".join(sorted(READABLE))},
    )


@get_or_post
@needs(EDIT_LIBRARY)
def remove(request: HttpRequest, pk: int) -> HttpResponse:
    """Asks, then deletes a source, its documents and the files uploaded to it."""
    found = get_object_or_404(Source.objects.exclude(kind=Source.Kind.CARDS), pk=pk)
    count = Document.objects.filter(source=found).count()
    if request.method == "POST":
        name, folder = found.name, uploads_folder(found.organisation_id, found.pk)
        with transaction.atomic():
            removed = remove_source(found)
            audit.record(request.user, "source.delete", "source", name, id=pk, documents=removed)
        with suppress(OSError):
            UPLOADS.remove_folder(folder)
        messages.success(request, _("La source « %(name)s » est supprimée.") % {"name": name})
        return redirect("library")
    return render(
        request,
        "library/confirm.html",
        {
            "title": _("Supprimer la source"),
            "name": found.name,
            "back": "library",
            "warning": ngettext(
                "Son document ne répondra plus.",
                "Ses %(n)d documents ne répondront plus.",
                count,
            )
            % {"n": count}
            if count
            else "",
        },
    )
