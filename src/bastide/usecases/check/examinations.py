"""What an examination found, kept in place of the last one, and given back to the engine."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from bastide.engine.pieces.model import Finding, PageRef, Piece, Verdict
from bastide.engine.pieces.similar import Fingerprint
from bastide.usecases.check import known
from bastide.usecases.check.models import (
    Case,
    DepositedFile,
    Event,
    FindingRow,
    PieceKey,
    PieceRow,
)
from bastide.usecases.check.told import box_as_data, box_from, piece_as_data, piece_from
from bastide.usecases.check.trail import tell


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
