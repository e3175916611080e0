"""What an erasure does to cases: the person's own go whole, in another's the words are blanked."""

from __future__ import annotations

from pathlib import Path

from bastide.tenants.erasure import EVERY, Rule
from bastide.usecases.check import storage
from bastide.usecases.check.models import Case, DepositedFile, Event, PageImage, PieceRow


def _names(case: Case) -> str:
    """Each given name with each surname, then all of them."""
    surnames = [name for name in (case.surname, case.usage_name) if name]
    given = [*case.given_names.replace(",", " ").split(), case.given_names]
    return " ; ".join(f"{one} {surname}" for one in given for surname in surnames)


def _files(case: Case) -> list[Path]:
    return [storage.folder_of(case.organisation_id, case.pk)]


def _unread() -> int:
    return DepositedFile.objects.exclude(state=DepositedFile.State.READ).count()


ERASURE = (
    Rule(Case, "dossiers", about=EVERY, read=_names, files=_files),
    Rule(DepositedFile, "pièces déposées", kept=("path", "sha256"), unread=_unread),
    Rule(PageImage, "pages de pièces", kept=("path",), picture=True),
    Rule(PieceRow, "pièces lues", picture=True),
    Rule(Event, "suivi des dossiers", kept=("who",), reason="qui a décidé (RGPD, art. 17(3))"),
)
