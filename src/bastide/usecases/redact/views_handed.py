"""What is handed over: the result, apart from it the key; the way back; the rules."""

from __future__ import annotations

from pathlib import Path

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from bastide.engine.personal.keys import BadKey
from bastide.engine.ports import ReadError
from bastide.tenants import audit
from bastide.tenants.rights import ADMINISTER, ASK, needs
from bastide.usecases.redact import flow
from bastide.usecases.redact.forms import RestoreForm, RulesForm
from bastide.usecases.redact.models import Redaction
from bastide.usecases.redact.purge import rules
from bastide.usecases.redact.views import mine

TYPES = {
    ".txt": "text/plain; charset=utf-8",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".odt": "application/vnd.oasis.opendocument.text",
    ".pdf": "application/pdf",
}


@require_GET
@needs(ASK)
def download(request: HttpRequest, redaction: int) -> HttpResponse:
    """The result, made now from what is accepted."""
    row = mine(request, redaction)
    if row.state != Redaction.State.READY:
        return redirect("redact-review", redaction=row.pk)
    try:
        body = flow.result(row)
    except (ReadError, OSError) as error:
        told = str(error) if isinstance(error, ReadError) else _("Le fichier n'est plus là.")
        messages.error(request, told)
        return redirect("redact-review", redaction=row.pk)
    audit.record(request.user, "redact.result", "redaction", row.pk)
    return _handed(body, f"masque-{row.pk}{row.suffix}", TYPES[row.suffix])


@require_GET
@needs(ASK)
def key_file(request: HttpRequest, redaction: int) -> HttpResponse:
    """The key of the result. It is made now and not kept."""
    row = mine(request, redaction)
    if row.state != Redaction.State.READY:
        return redirect("redact-review", redaction=row.pk)
    audit.record(request.user, "redact.key", "redaction", row.pk)
    body = flow.key(row).encode("utf-8", "replace")
    return _handed(body, f"cle-{row.pk}.json", "application/json")


@require_http_methods(["GET", "HEAD", "POST"])
@needs(ASK)
def restore(request: HttpRequest) -> HttpResponse:
    """A result and its key give the source again; neither is kept."""
    form = RestoreForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            raw = given["key"].read().decode("utf-8-sig")
            body, suffix = flow.brought_back(given["text"], given["file"], raw)
        except UnicodeDecodeError:
            form.add_error("key", _("Ce fichier n'est pas une clé."))
        except BadKey as error:
            form.add_error("key", str(error))
        except ReadError as error:
            form.add_error("file", str(error))
        else:
            audit.record(request.user, "redact.restore", "redaction", "")
            stem = Path(given["file"].name).stem[:80] if given["file"] else "texte"
            return _handed(body, f"{stem}-d-origine{suffix}", TYPES[suffix])
    return render(request, "redact/restore.html", {"form": form})


@require_http_methods(["GET", "HEAD", "POST"])
@needs(ADMINISTER)
def rules_page(request: HttpRequest) -> HttpResponse:
    """How long what was given is kept."""
    row = rules()
    form = RulesForm(request.POST or None, instance=row)
    if request.method == "POST" and form.is_valid():
        form.save()
        audit.record(request.user, "redact.rules", "rules", "", changed=form.changed_data)
        messages.success(request, _("Règles enregistrées."))
        return redirect("redact-rules")
    return render(request, "redact/rules.html", {"form": form})


def _handed(body: bytes, name: str, kind: str) -> HttpResponse:
    answer = HttpResponse(body, content_type=kind)
    safe = "".join(c if c.isalnum() or c in "-_." else "-" for c in name)
    ascii_name = safe.encode("ascii", "replace").decode().replace("?", "-")
    answer.headers["Content-Disposition"] = f'attachment; filename="{ascii_name}"'
    answer.headers["Cache-Control"] = "no-store"
    return answer
