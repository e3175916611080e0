"""The minutes as files, the rules of the use case, and the template to start from."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from bastide.providers.writers.minutes_docx import starter
from bastide.providers.writers.minutes_sheet import fields
from bastide.tenants import audit
from bastide.tenants.models import Member
from bastide.tenants.rights import ADMINISTER, ASK, needs
from bastide.usecases.minutes.export import TYPES, BadTemplate, exported, logo_of
from bastide.usecases.minutes.forms import RulesForm
from bastide.usecases.minutes.models import Rules, visible_to
from bastide.usecases.minutes.purge import rules
from bastide.usecases.minutes.template import checked, sample
from bastide.usecases.minutes.versions import current


@require_GET
@needs(ASK)
def download(request: HttpRequest, meeting: int, form: str) -> HttpResponse:
    """The minutes in a form of `TYPES`."""
    row = get_object_or_404(
        visible_to(request.user).select_related("organisation").defer("turns"), pk=meeting
    )
    if form not in TYPES:
        raise Http404
    content = current(row)
    try:
        body = exported(row, content, form)
    except BadTemplate as error:
        messages.error(
            request,
            _("Le modèle Word de la collectivité ne convient pas : %(why)s") % {"why": str(error)},
        )
        return redirect("minutes-meeting", meeting=row.pk)
    audit.record(request.user, "minutes.export", "meeting", row.pk, form=form)
    stem = {"ics": "actions", "csv": "actions"}.get(form, "compte-rendu")
    name = "-".join(filter(None, (stem, content.day, slugify(content.title)[:60])))
    return _file(body, TYPES[form], f"{name}.{form}")


@require_http_methods(["GET", "HEAD", "POST"])
@needs(ADMINISTER)
def rules_page(request: HttpRequest) -> HttpResponse:
    """How long meetings are kept, and the authority's own template."""
    form = RulesForm(request.POST or None, request.FILES or None, instance=rules())
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data.get("template_file")
        try:
            _save(form, file)
        except BadTemplate as error:
            form.add_error("template_file", str(error))
        else:
            audit.record(
                request.user, "minutes.rules", "rules", "", changed=sorted(form.changed_data)
            )
            messages.success(request, _("Règles enregistrées."))
            return redirect("minutes-rules")
    context: dict[str, Any] = {"form": form, "rules": rules(), "names": sorted(fields(sample()))}
    return render(request, "minutes/rules.html", context, status=422 if form.errors else 200)


def _save(form: RulesForm, file: Any) -> None:
    row: Rules = form.instance
    if file is not None:
        row.template, row.template_name = checked(file.read()), file.name[:120]
    elif form.cleaned_data.get("remove_template"):
        row.template, row.template_name = b"", ""
    form.save()


@require_GET
@needs(ADMINISTER)
def starting_template(request: HttpRequest) -> HttpResponse:
    """The template of the authority if it has one, else the one that is delivered, to edit."""
    member = request.user
    assert isinstance(member, Member)
    own = bytes(rules().template or b"")
    body = own or starter(member.organisation.accent, logo_of(member.organisation))
    return _file(body, TYPES["docx"], "modele-compte-rendu.docx")


def _file(body: bytes, kind: str, name: str) -> HttpResponse:
    return HttpResponse(
        body,
        content_type=kind,
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )
