"""Cases and what was deposited in them: the ORM behind functions with a verb.

1. `open_case` writes a case; `deposit` keeps a file and orders its reading.
2. `keep_reading` (or `set_aside`) writes what a reading gave, once, however often it is tried.
3. `files_read` gives the case back to the engine; `keep_examination` writes what the rules say.
4. `tell` adds to the trail of the case, which `decisions` and the pages read.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from pathlib import PurePosixPath
from typing import Any

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.db.models import Count, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from bastide.engine.pieces.model import FileRead, Finding, PageRef, Piece, Verdict
from bastide.engine.pieces.similar import Fingerprint
from bastide.jobs.models import Job
from bastide.jobs.queue import enqueue
from bastide.tenants.models import Member
from bastide.tenants.scope import current_organisation_id
from bastide.usecases.check import known, storage
from bastide.usecases.check.models import (
    Case,
    DepositedFile,
    Event,
    FindingRow,
    PageImage,
    PieceKey,
    PieceRow,
)
from bastide.usecases.check.told import (
    box_as_data,
    box_from,
    page_as_data,
    page_from,
    pdf_as_data,
    pdf_from,
    piece_as_data,
    piece_from,
)

# A case holds some fifteen documents; photographs sent page by page make more files of them.
MOST_FILES = 100
LONGEST_NAME = 200
# A reason may be a whole letter.
LONGEST_REASON = 25_000


class DepositRefused(ValueError):
    """A file that is not kept; the message says why, in French."""


def cases() -> QuerySet[Case]:
    """The organisation's cases, newest first, with the number of their files."""
    found: QuerySet[Case] = (
        Case.objects.select_related("assignee")
        .annotate(
            deposits=Count("files", distinct=True),
            unread=Count("files", filter=Q(files__state__in=_UNDER_WAY), distinct=True),
        )
        .order_by("-pk")
    )
    return found


_UNDER_WAY = (DepositedFile.State.WAITING, DepositedFile.State.READING)


def tell(case: Case, actor: Any, what: str, reason: str = "") -> Event:
    """Adds to the trail of the case. `actor`: a member, or the name of who else acts (French)."""
    event = Event(
        case=case,
        by=actor if isinstance(actor, Member) else None,
        who=str(actor)[:254],
        what=what,
        reason=reason[:LONGEST_REASON],
    )
    event.save()
    return event


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


def keep_reading(
    file: DepositedFile, read: FileRead, images: Sequence[bytes], cpu_s: float = 0.0
) -> None:
    """Writes the pages of a file; pages of an earlier try are replaced.

    `images`: JPEG bytes, one a page, in order. Raises `OSError` (full disk), changing nothing.
    """
    former = list(file.pages.values_list("path", flat=True))
    written: list[str] = []
    try:
        for image in images:
            path = storage.new_path(file.organisation_id, file.case_id, ".jpg")
            storage.write(path, [image])
            written.append(path)
        with transaction.atomic():
            file.pages.all().delete()
            for page, path in zip(read.pages, written, strict=True):
                PageImage(
                    file=file,
                    number=page.number,
                    path=path,
                    width=page.width,
                    height=page.height,
                    reading=page_as_data(page),
                    advice="" if page.quality.readable else page.quality.advice[:300],
                ).save()
            file.media_type = read.media_type
            file.pdf = pdf_as_data(read.pdf)
            file.state, file.reason = DepositedFile.State.READ, ""
            file.cpu_s = cpu_s
            file.save()
    except BaseException:
        for path in written:
            storage.remove(path)
        raise
    for path in former:
        storage.remove(path)


def set_aside(file: DepositedFile, reason: str) -> None:
    """A file that cannot be read, with the reason in French; the others go on."""
    with transaction.atomic():
        file.state, file.reason = DepositedFile.State.FAILED, reason[:500]
        file.save()
        tell(file.case, _("la lecture"), Event.What.SET_ASIDE, f"{file.name} : {reason}")


def read_again(file: DepositedFile, member: Member) -> None:
    """Orders another reading of a file that was set aside (a reader mended, a machine relieved)."""
    with transaction.atomic():
        file.state, file.reason, file.attempts = DepositedFile.State.WAITING, "", 0
        file.save()
        tell(file.case, member, Event.What.READ_AGAIN, file.name)
        enqueue("check.read", file=file.pk)


def under_way(case: Case) -> bool:
    """Whether files of the case still wait for their reading, or are being read."""
    return case.files.filter(state__in=_UNDER_WAY).exists()


def settle_abandoned(case: Case) -> None:
    """Sets aside the files whose reading was given up: three workers killed at the same file
    leave its job aside without a word to the case."""
    waiting = list(case.files.filter(state__in=_UNDER_WAY))
    if not waiting:
        return
    given_up = Job.objects.filter(
        task="check.read", state=Job.State.ASIDE, payload__file__in=[row.pk for row in waiting]
    )
    numbers = {job.payload["file"] for job in given_up}
    lost = [row for row in waiting if row.pk in numbers]
    for row in lost:
        set_aside(row, _("La lecture de ce fichier s'est interrompue trois fois."))
    if lost:
        enqueue("check.examine", case=case.pk)


def files_read(case: Case) -> tuple[list[DepositedFile], list[FileRead]]:
    """The files of the case that were read, as rows and for the engine, in the same order."""
    rows = list(case.files.filter(state=DepositedFile.State.READ).prefetch_related("pages"))
    return rows, [
        FileRead(
            row.name,
            row.sha256,
            row.media_type,
            tuple(p for p in (page_from(kept.reading) for kept in row.pages.all()) if p),
            pdf_from(row.pdf),
        )
        for row in rows
    ]


def pieces_of(case: Case) -> list[Piece]:
    """The pieces of the last examination; page references follow the order of `files_read`."""
    keys = list(case.files.filter(state=DepositedFile.State.READ).values_list("pk", flat=True))
    return [
        piece_from(
            row.kind,
            row.confidence,
            {"pages": row.pages, "fields": row.fields, "signed": row.signed, "notes": row.notes},
            keys,
        )
        for row in case.pieces.all()
    ]


def findings_of(case: Case) -> list[Finding]:
    """The findings of the last examination, for the engine and the letter."""
    keys = list(case.files.filter(state=DepositedFile.State.READ).values_list("pk", flat=True))
    return [
        Finding(
            row.rule,
            row.outcome,  # type: ignore[arg-type]
            row.level,  # type: ignore[arg-type]
            row.message,
            row.applicant,
            row.plain,
            row.source,
            tuple(row.pieces),
            tuple(row.fields),
            PageRef(keys.index(row.file_id), row.page)
            if row.file_id in keys and row.page
            else None,
            box_from(row.box),
        )
        for row in case.findings.all()
    ]


def keep_examination(
    case: Case,
    rows: Sequence[DepositedFile],
    pieces: Sequence[Piece],
    prints: Sequence[Fingerprint],
    verdict: Verdict,
    *,
    test_trusted: bool = False,
) -> None:
    """Writes what an examination found in place of the last one.

    `rows`: those of `files_read`; `prints`: the fingerprint of each piece, in their order.
    """
    keys = [row.pk for row in rows]
    with transaction.atomic():
        case.pieces.all().delete()
        case.findings.all().delete()
        for rank, piece in enumerate(pieces):
            row = PieceRow(case=case, rank=rank, **piece_as_data(piece, keys))
            row.fingerprint = known.as_data(prints[rank])
            row.save()
            PieceKey.objects.bulk_create(
                PieceKey(piece=row, key=key) for key in known.keys_of(prints[rank])
            )
        for rank, found in enumerate(verdict.findings):
            FindingRow(
                case=case,
                rank=rank,
                rule=found.rule,
                outcome=found.outcome,
                level=found.level,
                message=found.message,
                applicant=found.applicant,
                plain=found.plain,
                source=found.source,
                pieces=list(found.pieces),
                fields=list(found.fields),
                file=rows[found.page.file] if found.page else None,
                page=found.page.page if found.page else None,
                box=box_as_data(found.box),
            ).save()
        changed = case.outcome != verdict.outcome
        case.outcome, case.version = verdict.outcome, verdict.version
        case.examined, case.test_trusted = timezone.now(), test_trusted
        case.save(update_fields=["outcome", "version", "examined", "test_trusted"])
        if changed:
            tell(case, _("la machine"), Event.What.EXAMINED, case.get_outcome_display())
