"""What agents put right: kept, laid over the pieces at each examination, undone at will.

1. `correct_kind` and `correct_field` write a correction; `undo` marks one as undone.
2. `lay_over` gives the pieces as corrected: the piece is found again by one of its pages, for the
   pieces are made anew whenever a file arrives.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from django.db import transaction
from django.utils import timezone

from bastide.engine.pieces.extract.checks import arithmetic, signed_against
from bastide.engine.pieces.kinds import KINDS
from bastide.engine.pieces.labels import FIELD_LABELS
from bastide.engine.pieces.model import Field, PageRef, Piece
from bastide.tenants.models import Member
from bastide.usecases.check.models import Case, Correction, DepositedFile, Event, PieceRow
from bastide.usecases.check.trail import tell
from bastide.usecases.check.typed import TypedWrong, normal_form

Extract = Callable[[str, tuple[PageRef, ...]], Piece]


@dataclass(frozen=True, slots=True)
class Put:
    """A correction for `lay_over`: the piece that `page` belongs to has this kind or field."""

    page: PageRef
    name: str  # of the field; empty: the kind
    after: str


def correct_kind(row: PieceRow, kind: str, member: Member) -> Correction:
    """The piece is of another kind. Raises `TypedWrong` for a kind that does not exist."""
    if kind not in KINDS:
        raise TypedWrong("Ce type de pièce n'existe pas.")
    return _keep(row, member, Correction.What.KIND, "", row.kind, kind)


def correct_field(row: PieceRow, name: str, text: str, member: Member) -> Correction:
    """A field's value as the agent reads it; empty: the piece does not say. Raises `TypedWrong`."""
    after = normal_form(row.kind, name, text)
    kept = row.fields.get(name)
    before = str(kept.get("value", "")) if isinstance(kept, dict) else ""
    return _keep(row, member, Correction.What.FIELD, name, before, after)


def _keep(
    row: PieceRow, member: Member, what: str, name: str, before: str, after: str
) -> Correction:
    key, page = row.pages[0]
    with transaction.atomic():
        correction = Correction(
            case=row.case,
            file=DepositedFile.objects.get(pk=key, case=row.case),
            page=page,
            what=what,
            kind=row.kind,
            name=name,
            before=before[:500],
            after=after[:500],
            by=member,
        )
        correction.save()
        tell(row.case, member, Event.What.CORRECTED, _told(correction))
    return correction


def undo(correction: Correction, member: Member) -> None:
    """The correction no longer counts; it stays in the case's memory. Twice is once."""
    if correction.undone is not None:
        return
    with transaction.atomic():
        correction.undone = timezone.now()
        correction.save(update_fields=["undone"])
        tell(correction.case, member, Event.What.UNDONE, _told(correction))


def _told(correction: Correction) -> str:
    """Which piece and which field, without their values: the trail is read by many."""
    label = KINDS[correction.kind].label if correction.kind in KINDS else correction.kind
    if correction.what == Correction.What.KIND:
        after = KINDS[correction.after].label if correction.after in KINDS else correction.after
        return f"{label} → {after}"
    return f"{label} : {FIELD_LABELS.get(correction.name, correction.name)}"


def standing(case: Case, keys: Sequence[int]) -> list[Put]:
    """The corrections that count, oldest first. `keys`: the files', in the order of the case."""
    numbers = {key: index for index, key in enumerate(keys)}
    return [
        Put(PageRef(numbers[c.file_id], c.page), c.name, c.after)
        for c in case.corrections.filter(undone=None)
        if c.file_id in numbers
    ]


def lay_over(pieces: Sequence[Piece], puts: Sequence[Put], extract: Extract) -> tuple[Piece, ...]:
    """The pieces as corrected. `extract`: what pages say when they are of a given kind.

    A kind put right is sure; a field put right is proved, its origin is the agent, its box stays.
    A correction whose piece is gone is passed over.
    """
    changed = list(pieces)
    for put in puts:
        at = next((n for n, piece in enumerate(changed) if put.page in piece.pages), None)
        if at is None:
            continue
        piece = changed[at]
        if not put.name:
            if put.after == piece.kind:
                changed[at] = replace(piece, confidence=1.0)
            else:
                again = extract(put.after, piece.pages)
                changed[at] = replace(again, kind=put.after, confidence=1.0, signed=piece.signed)
            continue
        if put.after and put.name not in KINDS[piece.kind].fields:
            continue  # the kind was put right since
        fields = dict(piece.fields)
        former = fields.pop(put.name, None)
        if put.after:
            fields[put.name] = Field(
                name=put.name,
                value=put.after,
                text=put.after,
                page=former.page if former else put.page,
                box=former.box if former else None,
                confidence=1.0,
                origin="agent",
                proved=True,
            )
        changed[at] = _noticed_again(replace(piece, fields=fields), put.name)
    return tuple(changed)


def _noticed_again(piece: Piece, name: str) -> Piece:
    """The piece's notes once a field was put right: a key that was wrong, a total or a signed code
    that disagreed are looked at anew; what was seen of the page itself stays."""
    fields, disagreements = signed_against(piece.kind, piece.fields, piece.signed)
    kept = [
        note
        for note in piece.notes
        if note.code not in ("totals_disagree", "twoddoc_disagrees")
        and not f"_{name}".endswith(f"_{note.code.removesuffix('_digits_wrong')}")
    ]
    notes = (*kept, *arithmetic(piece.kind, fields), *disagreements)
    return replace(piece, fields=fields, notes=notes)
