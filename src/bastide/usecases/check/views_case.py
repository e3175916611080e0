"""The page of a case: deposit files, follow their reading, see findings, put right readings."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from bastide.tenants import audit
from bastide.tenants.rights import EXAMINE, needs
from bastide.usecases.check import corrections
from bastide.usecases.check.decisions import colleagues
from bastide.usecases.check.keeping import DepositRefused, deposit
from bastide.usecases.check.models import Case, Correction, DepositedFile, PieceRow
from bastide.usecases.check.page import label_of, shown_case
from bastide.usecases.check.procedures import procedures
from bastide.usecases.check.purge import kept_until
from bastide.usecases.check.readings import findings_to_come, read_again, settle_abandoned
from bastide.usecases.check.tasks import examine_again
from bastide.usecases.check.typed import TypedWrong
from bastide.usecases.check.views_cases import signed_in_member

# Pages of other rooms of this use case, shown once they are there.
LINKS = (("check-letter", "letter"), ("check-link", "link"), ("check-export", "export"))


def case_or_404(pk: int) -> Case:
    return get_object_or_404(Case.objects.select_related("assignee", "decided_by"), pk=pk)


@require_GET
@needs(EXAMINE)
def case_page(request: HttpRequest, case: int) -> HttpResponse:
    row = case_or_404(case)
    audit.record(request.user, "check.see", "case", row.reference)
    return render(request, "check/case.html", context_of(row))


def context_of(case: Case, **more: Any) -> dict[str, Any]:
    settle_abandoned(case)
    procedure = procedures().get(case.procedure)
    corrected = case.corrections.select_related("by", "file")
    return {
        "case": case,
        "procedure": procedure,
        "waiting": findings_to_come(case),
        "test_authority": settings.TRUST_TEST_AUTHORITY or case.test_trusted,
        "corrections": [(c, label_of(c.name)) for c in corrected],
        "events": list(case.events.all()),
        "colleagues": colleagues(case),
        "kept_until": kept_until(case),
        "links": {name: _address(view, case) for view, name in LINKS},
        "upload_most": settings.UPLOAD_MAX_BYTES // (1024 * 1024),
        **shown_case(case, procedure),
        **more,
    }


def _address(view: str, case: Case) -> str:
    try:
        return reverse(view, args=[case.pk])
    except NoReverseMatch:
        return ""


@require_POST
@needs(EXAMINE)
def deposit_files(request: HttpRequest, case: int) -> HttpResponse:
    """Keeps the files sent. To a script (`Accept: application/json`) it answers what it kept."""
    row = case_or_404(case)
    kept, refused = [], []
    for file in request.FILES.getlist("files"):
        try:
            kept.append(deposit(row, file, signed_in_member(request)).name)
        except DepositRefused as error:
            refused.append({"name": (file.name or "")[:100], "reason": str(error)})
    if kept:
        audit.record(request.user, "check.deposit", "case", row.reference, files=len(kept))
    if "application/json" in request.headers.get("Accept", ""):
        return JsonResponse({"kept": kept, "refused": refused}, status=200 if kept else 422)
    for one in refused:
        messages.error(request, f"{one['name']} : {one['reason']}")
    if not kept and not refused:
        messages.error(request, _("Choisissez au moins un fichier."))
    return redirect("check-case", case=row.pk)


@require_GET
@needs(EXAMINE)
def files(request: HttpRequest, case: int) -> HttpResponse:
    """The state of each file, asked for again until the findings are there."""
    row = case_or_404(case)
    settle_abandoned(row)
    waiting = findings_to_come(row)
    context = {"case": row, "files": list(row.files.all()), "waiting": waiting}
    answer = render(request, "check/_files.html", context)
    if not waiting:
        answer.headers["HX-Trigger"] = "check-examined"
    return answer


@require_POST
@needs(EXAMINE)
def read_file_again(request: HttpRequest, case: int, file: int) -> HttpResponse:
    """Another try at a file that was set aside."""
    row = case_or_404(case)
    aside = get_object_or_404(DepositedFile, pk=file, case=row, state=DepositedFile.State.FAILED)
    read_again(aside, signed_in_member(request))
    audit.record(request.user, "check.read_again", "case", row.reference, file=aside.pk)
    return redirect("check-case", case=row.pk)


@require_POST
@needs(EXAMINE)
def correct(request: HttpRequest, case: int) -> HttpResponse:
    """A kind or a field put right; the rules run again at once, nothing is read again."""
    row = case_or_404(case)
    rank = request.POST.get("piece", "")
    piece = get_object_or_404(PieceRow, case=row, rank=int(rank) if rank.isdecimal() else -1)
    name = request.POST.get("name", "")[:60]
    member = signed_in_member(request)
    value = request.POST.get("value", "")[:500]
    wrong: dict[str, Any] = {}
    try:
        if name:
            made = corrections.correct_field(piece, name, value, member)
        else:
            made = corrections.correct_kind(piece, value, member)
    except TypedWrong as error:
        beside = isinstance(piece.fields, dict) and name in piece.fields
        wrong = {"piece": piece.rank, "name": name, "message": str(error), "value": value}
        wrong["beside"] = beside  # said beside the field, or where one is added
    else:
        audit.record(
            member, "check.correct", "case", row.reference, kind=made.kind, field=made.name
        )
        examine_again(row)
    return _again(request, row, f"piece-{piece.rank}", wrong)


@require_POST
@needs(EXAMINE)
def undo(request: HttpRequest, case: int, correction: int) -> HttpResponse:
    row = case_or_404(case)
    made = get_object_or_404(Correction, pk=correction, case=row)
    corrections.undo(made, signed_in_member(request))
    audit.record(request.user, "check.undo", "case", row.reference, field=made.name)
    examine_again(row)
    return _again(request, row, "corrections", {})


def _again(request: HttpRequest, case: Case, place: str, wrong: dict[str, Any]) -> HttpResponse:
    """The case as it stands now: in place for htmx, at its own address otherwise."""
    if request.headers.get("HX-Request"):
        case.refresh_from_db()
        return render(request, "check/_case.html", context_of(case, wrong=wrong))
    if wrong:
        return render(request, "check/case.html", context_of(case, wrong=wrong), status=422)
    return redirect(f"{reverse('check-case', args=[case.pk])}#{place}")
