"""What the applicant's page says: what the scheme asks for, where each document stands, advice.

1. `expected` compares the scheme's documents with what was deposited and read.
2. `receive` keeps a file that she sends; `withdraw` takes one back until an agent has looked.

Advice, never a verdict: what cannot be read, what is not the document expected, what has expired.
What was deposited is told by its name, its time and its receipt; it is never shown again.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.db.models import Sum
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _

from bastide.engine.pieces.kinds import KINDS
from bastide.engine.pieces.model import Finding, Piece
from bastide.engine.pieces.procedure import Procedure, Slot
from bastide.jobs.queue import enqueue
from bastide.tenants.models import AuditEntry
from bastide.usecases.check import storage
from bastide.usecases.check.examinations import findings_of, pieces_of
from bastide.usecases.check.keeping import DepositRefused, deposit
from bastide.usecases.check.letter import mendable, slot_of
from bastide.usecases.check.masking import mask
from bastide.usecases.check.models import Case, DepositedFile, Event
from bastide.usecases.check.readings import findings_to_come, under_way
from bastide.usecases.check.trail import tell

State = Literal["received", "reading", "replace", "awaited"]

# What one applicant may send in all: fifteen documents photographed page by page are some 200 MB.
MOST_BYTES = 400 * 1024 * 1024
_PATIENCE = timedelta(minutes=10)
# What an agent does that means she has looked at the case.
_LOOKED = ("check.see", "check.download", "check.export", "check.correct")


@dataclass(frozen=True, slots=True)
class Handed:
    """A file that she sent. `kept`: an agent has looked, it can no longer be withdrawn."""

    id: int
    name: str
    at: datetime
    receipt: str
    kept: bool


@dataclass(frozen=True, slots=True)
class Expected:
    """A document of the scheme. `advice`: sentences in plain French, what is wrong and what to
    do."""

    name: str
    label: str
    required: bool
    state: State
    advice: tuple[str, ...] = ()


def expected(case: Case, procedure: Procedure) -> list[Expected]:
    """Where each document of the scheme stands, in the scheme's order."""
    rows = list(case.files.prefetch_related("pages"))
    keys = [row.pk for row in rows if row.state == DepositedFile.State.READ]
    pieces, findings = pieces_of(case), findings_of(case)
    told = [
        _expected(slot, procedure, rows, keys, pieces, findings) for slot in procedure.documents
    ]
    return [*told, _unasked(rows)]


def _unasked(rows: Sequence[DepositedFile]) -> Expected:
    """What she sent besides: told whether it can be read, nothing more is known of it."""
    sent = [row for row in rows if row.by_applicant and not row.announced]
    advice: list[str] = []
    for row in sent:
        advice += _unread(row) or _page_advice(row)
    state: State = "received" if sent else "awaited"
    if any(row.state in _UNDER_WAY for row in sent):
        state = "reading"
    elif advice:
        state = "replace"
    return Expected("", _("autre document"), False, state, tuple(dict.fromkeys(advice)))


def _expected(
    slot: Slot,
    procedure: Procedure,
    rows: Sequence[DepositedFile],
    keys: Sequence[int],
    pieces: Sequence[Piece],
    findings: Sequence[Finding],
) -> Expected:
    by_key = {row.pk: row for row in rows}
    found = {n: piece for n, piece in enumerate(pieces) if piece.kind in slot.kinds}
    asked = [
        f for f in findings if mendable(procedure, f) and slot_of(f, pieces, procedure) == slot
    ]
    advice: dict[str, None] = {}
    sound = False
    for number, piece in found.items():
        wrong = [f.applicant for f in asked if number in f.pieces]
        wrong += _unreadable(piece, keys, by_key)
        sound = sound or not wrong
        advice |= dict.fromkeys(wrong)
    announced = [row for row in rows if row.announced == slot.name]
    doubtful = False
    for row in announced:
        said, seen = _other(row, slot, keys, pieces)
        doubtful = doubtful or seen
        advice |= dict.fromkeys(said)
    state: State = "awaited"
    if any(row.state in _UNDER_WAY for row in announced):
        state = "reading"
    elif sound:
        state, advice = "received", {}
    elif advice:
        state = "replace"
    elif doubtful:
        state = "received"
    told = tuple(one if procedure.needs_nir else mask(one) for one in advice)
    return Expected(slot.name, slot.label, slot.required, state, told)


_UNDER_WAY = (DepositedFile.State.WAITING, DepositedFile.State.READING)


def _unreadable(piece: Piece, keys: Sequence[int], rows: dict[int, DepositedFile]) -> list[str]:
    said = []
    for ref in piece.pages:
        row = rows.get(keys[ref.file]) if 0 <= ref.file < len(keys) else None
        if row is not None:
            said += _page_advice(row, ref.page)
    return said


def _page_advice(row: DepositedFile, number: int | None = None) -> list[str]:
    """What to do with the pages of a file that cannot be read; `number`: that page alone."""
    said = []
    for image in row.pages.all():
        quality = image.reading.get("quality") if isinstance(image.reading, dict) else None
        if (number is None or image.number == number) and isinstance(quality, dict):
            advice = str(quality.get("advice") or "")
            if not quality.get("readable", True) and advice:
                said.append(
                    _("« %(name)s », page %(page)d : %(advice)s")
                    % {"name": row.name, "page": image.number, "advice": advice}
                )
    return said


def _unread(row: DepositedFile) -> list[str]:
    if row.state != DepositedFile.State.FAILED:
        return []
    return [_("« %(name)s » n'a pas pu être lu. %(why)s") % {"name": row.name, "why": row.reason}]


def _other(
    row: DepositedFile, slot: Slot, keys: Sequence[int], pieces: Sequence[Piece]
) -> tuple[list[str], bool]:
    """What is wrong with a file meant for this document; and whether it may be that document."""
    if failed := _unread(row):
        return failed, False
    if row.state != DepositedFile.State.READ:
        return [], False
    mine = [p for p in pieces if any(keys[ref.file] == row.pk for ref in p.pages)]
    if any(piece.kind in slot.kinds for piece in mine):
        return [], False  # told with the piece
    unreadable = _page_advice(row)
    if unreadable:
        return unreadable, False
    known = [KINDS[p.kind].label for p in mine if p.kind in KINDS and p.kind != "other"]
    if not known:
        return [], True  # not recognised: a person will look, nothing to ask
    return [
        _(
            "« %(name)s » ressemble à un autre document (%(seen)s). Ici, il faut : %(wanted)s. "
            "Si vous vous êtes trompé de fichier, envoyez le bon."
        )
        % {"name": row.name, "seen": ", ".join(dict.fromkeys(known)), "wanted": slot.label}
    ], False


def receive(case: Case, file: UploadedFile, slot: Slot | None) -> DepositedFile:
    """Keeps a file that the applicant sends. Raises `DepositRefused` and `OSError`."""
    sent = case.files.filter(by_applicant=True).aggregate(total=Sum("size"))["total"] or 0
    if sent + (file.size or 0) > MOST_BYTES:
        raise DepositRefused(
            _("Vous avez déjà envoyé %(most)d Mo, le maximum. Écrivez au service pour la suite.")
            % {"most": MOST_BYTES // (1024 * 1024)}
        )
    with transaction.atomic():
        row = deposit(case, file, None)
        # The same file sent again for another document: the last thing she said counts.
        if slot is not None and row.by_applicant and row.announced != slot.name:
            row.announced = slot.name
            row.save(update_fields=["announced"])
    return row


def still_reading(case: Case) -> bool:
    """Whether advice may still change: files are being read, or the rules have not run on the last
    one yet. After a while nothing more is expected, whatever happened."""
    if findings_to_come(case):
        return True
    last = case.files.order_by("-pk").values_list("created", flat=True).first()
    if last is None or timezone.now() - last > _PATIENCE:
        return False
    return case.examined is None or case.examined < last


def handed(case: Case) -> list[Handed]:
    """The files that she sent, the last first. Those that agents added are not told."""
    looked = _last_look(case)
    return [
        Handed(
            row.pk, row.name, row.created, receipt(row), looked is not None and looked > row.created
        )
        for row in case.files.filter(by_applicant=True).order_by("-pk")
    ]


def _last_look(case: Case) -> datetime | None:
    seen = AuditEntry.objects.filter(action__in=_LOOKED, kind="case", target=case.reference)
    last: datetime | None = seen.order_by("-pk").values_list("at", flat=True).first()
    return last


def receipt(row: DepositedFile) -> str:
    """The number that proves a deposit: it can be made again by us alone, and tells nothing."""
    digest = salted_hmac("bastide.check.receipt", f"{row.pk}:{row.sha256}", algorithm="sha256")
    drawn = digest.hexdigest()[:8].upper()
    return f"{drawn[:4]}-{drawn[4:]}"


def withdraw(case: Case, number: int) -> str:
    """Takes back a file that she sent; returns its name. Raises `DepositRefused`."""
    row = case.files.filter(pk=number, by_applicant=True).first()
    if row is None:
        raise DepositRefused(_("Ce fichier n'est plus là."))
    if case.state in (Case.State.ACCEPTED, Case.State.REFUSED):
        raise DepositRefused(_("Ce dossier n'attend plus de fichiers."))
    looked = _last_look(case)
    if looked is not None and looked > row.created:
        raise DepositRefused(
            _("Un agent a déjà regardé ce fichier. Envoyez le bon : il s'ajoutera au premier.")
        )
    paths = [row.path, *row.pages.values_list("path", flat=True)]
    name = row.name
    with transaction.atomic():
        tell(case, _("le demandeur"), Event.What.WITHDRAWN, name)
        row.delete()
        if not under_way(case):
            enqueue("check.examine", case=case.pk)
    for path in paths:
        storage.remove(path)
    return name
