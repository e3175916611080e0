"""What a check looks at: the scheme, the files, the pieces, and what is known of the case."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from bastide.engine.pieces.kinds import KINDS
from bastide.engine.pieces.lines import Sheet
from bastide.engine.pieces.model import FileRead, Page, PageRef, Piece
from bastide.engine.pieces.names import PersonName
from bastide.engine.pieces.similar import Fingerprint

if TYPE_CHECKING:
    from bastide.engine.pieces.procedure import Procedure


@dataclass(frozen=True, slots=True)
class CaseFacts:
    """What is known of a case besides its documents.

    `deposited`: the day that validity is judged at; `applicant`, `birth_date`: as declared, None
    when the identity document is the reference; `known`: fingerprints of pieces of other cases.
    """

    deposited: date
    applicant: PersonName | None = None
    birth_date: date | None = None
    known: tuple[Fingerprint, ...] = ()


@dataclass(frozen=True, slots=True)
class Case:
    """A case as the checks see it."""

    procedure: Procedure
    files: Sequence[FileRead]
    pieces: Sequence[Piece]
    facts: CaseFacts

    def of(self, kinds: Iterable[str]) -> list[tuple[int, Piece]]:
        """The pieces of these kinds with their indexes, in the order of the kinds given."""
        return [
            (index, piece)
            for kind in kinds
            for index, piece in enumerate(self.pieces)
            if piece.kind == kind
        ]

    def page(self, ref: PageRef) -> Page | None:
        """The page that a reference means; None when there is none such."""
        if not 0 <= ref.file < len(self.files):
            return None
        return next((p for p in self.files[ref.file].pages if p.number == ref.page), None)

    def text(self, piece: Piece) -> str:
        """The words of a piece's pages, one space between them."""
        pages = [page for ref in piece.pages if (page := self.page(ref))]
        return " ".join(word.text for page in pages for word in page.words)

    def sheets(self, piece: Piece) -> Iterator[tuple[PageRef, Sheet]]:
        """The pages of a piece laid out, with where they are."""
        for ref in piece.pages:
            page = self.page(ref)
            if page is not None:
                yield ref, Sheet(page)


def label(piece: Piece) -> str:
    """The French name of a piece's kind."""
    return KINDS[piece.kind].label if piece.kind in KINDS else KINDS["other"].label


def heading(piece: Piece) -> str:
    """The same at the head of a sentence: its acronyms and proper names keep their capitals."""
    name = label(piece)
    return name[:1].upper() + name[1:]
