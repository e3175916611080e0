"""What a reading gave, kept: once, however often it is tried.

1. `keep_reading` writes a file's pages, `set_aside` why it gave none; `read_again` orders another.
2. `files_read` gives the case back to the engine.
"""

from __future__ import annotations

from collections.abc import Sequence

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from bastide.engine.pieces.model import FileRead
from bastide.jobs.models import Job
from bastide.jobs.queue import enqueue
from bastide.tenants.models import Member
from bastide.usecases.check import storage
from bastide.usecases.check.models import Case, DepositedFile, Event, PageImage
from bastide.usecases.check.told import page_as_data, page_from, pdf_as_data, pdf_from
from bastide.usecases.check.trail import tell

UNDER_WAY = (DepositedFile.State.WAITING, DepositedFile.State.READING)


def keep_reading(file: DepositedFile, read: FileRead, images: Sequence[bytes]) -> None:
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
    return case.files.filter(state__in=UNDER_WAY).exists()


def findings_to_come(case: Case) -> bool:
    """Whether its files are being read, or the rules have not run on them yet: between the last
    file and the findings, only the jobs know."""
    if under_way(case):
        return True
    numbers = list(case.files.values_list("pk", flat=True))
    reading = Q(task="check.read", state=Job.State.RUNNING, payload__file__in=numbers)
    ordered = Q(
        task="check.examine",
        state__in=(Job.State.WAITING, Job.State.RUNNING),
        payload__case=case.pk,
    )
    return Job.objects.filter(reading | ordered).exists()


def settle_abandoned(case: Case) -> None:
    """Sets aside the files whose reading was given up: three workers killed at the same file
    leave its job aside without a word to the case."""
    waiting = list(case.files.filter(state__in=UNDER_WAY))
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
