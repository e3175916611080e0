"""Cases and what is deposited in them, under names of ours.

1. `open_case` writes a case; `deposit` keeps a file and orders its reading (`readings`).
2. Its last file read, the rules run and what they say is kept (`examinations`).
"""

from __future__ import annotations

import hashlib
from pathlib import PurePosixPath

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.db.models import Count, Q, QuerySet
from django.utils.translation import gettext as _

from bastide.jobs.queue import enqueue
from bastide.tenants.models import Member
from bastide.tenants.scope import current_organisation_id
from bastide.usecases.check import storage
from bastide.usecases.check.models import Case, DepositedFile, Event
from bastide.usecases.check.readings import UNDER_WAY
from bastide.usecases.check.trail import tell

# A case holds some fifteen documents; photographs sent page by page make more files of them.
MOST_FILES = 100
LONGEST_NAME = 200


class DepositRefused(ValueError):
    """A file that is not kept; the message says why, in French."""


def cases() -> QuerySet[Case]:
    """The organisation's cases, newest first, with the number of their files."""
    found: QuerySet[Case] = (
        Case.objects.select_related("assignee")
        .annotate(
            deposits=Count("files", distinct=True),
            unread=Count("files", filter=Q(files__state__in=UNDER_WAY), distinct=True),
        )
        .order_by("-pk")
    )
    return found


def open_case(case: Case, member: Member) -> Case:
    """Writes a new case, entrusted to who opens it unless it says otherwise."""
    with transaction.atomic():
        if case.assignee_id is None:
            case.assignee = member
        case.save()
        tell(case, member, Event.What.CREATED)
    return case


def shown_name(name: str) -> str:
    """The depositor's name for a file, without folders nor control characters, for showing only."""
    last = PurePosixPath(name.replace("\\", "/")).name
    clean = "".join(c for c in last if c.isprintable()).strip()
    return clean[:LONGEST_NAME] or str(_("fichier sans nom"))


def deposit(case: Case, file: UploadedFile, member: Member | None) -> DepositedFile:
    """Keeps a file handed over and orders its reading. `member` None: the applicant deposits it.

    The same bytes sent twice (a page sent again) are kept once. Raises `DepositRefused` (empty,
    too big, too many, case decided) and `OSError` (full disk).
    """
    limit = settings.UPLOAD_MAX_BYTES
    if case.state in (Case.State.ACCEPTED, Case.State.REFUSED):
        raise DepositRefused(_("Ce dossier est déjà décidé : il ne reçoit plus de fichiers."))
    if not file.size:
        raise DepositRefused(_("Ce fichier est vide."))
    if file.size > limit:
        raise DepositRefused(
            _("Ce fichier dépasse %(most)d Mo.") % {"most": limit // (1024 * 1024)}
        )
    digest = hashlib.sha256()
    for chunk in file.chunks():
        digest.update(chunk)
    name, sha256 = shown_name(file.name or ""), digest.hexdigest()
    same = case.files.filter(sha256=sha256, name=name).first()
    if same is not None:
        return same
    if case.files.count() >= MOST_FILES:
        raise DepositRefused(
            _("Ce dossier contient déjà %(most)d fichiers, le maximum.") % {"most": MOST_FILES}
        )
    relative = storage.new_path(current_organisation_id(), case.pk)
    file.seek(0)
    storage.write(relative, file.chunks())
    try:
        with transaction.atomic():
            row = DepositedFile(
                case=case,
                name=name,
                sha256=sha256,
                size=file.size,
                path=relative,
                deposited_by=member,
                by_applicant=member is None,
            )
            row.save()
            tell(case, member or _("le demandeur"), Event.What.DEPOSITED, name)
            if case.state == Case.State.ASKED:  # what was asked for arrives: to be looked at again
                case.state = Case.State.OPEN
                case.save(update_fields=["state"])
            enqueue("check.read", file=row.pk)
    except BaseException:
        storage.remove(relative)
        raise
    return row
