"""From deposited files to what the rules say of them. Nothing here needs a database.

1. `read_file`: one file, in a child process that can be killed → words, barcodes, images.
2. `examine`: the 2D-Docs of all pages are verified, the pages are made into pieces with their
   fields, what agents put right is laid over them, and the scheme's rules judge the whole.
3. The caller keeps it (`keeping`, in the background) or prints it (`bastide check`).

A person decides afterwards (`decisions`): no outcome of this module is a refusal.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from django.conf import settings

from bastide.engine.pieces.judge import CaseFacts, judge
from bastide.engine.pieces.model import FileRead, PageRef, Piece, Signed, Verdict
from bastide.engine.pieces.procedure import Procedure
from bastide.engine.pieces.similar import Fingerprint, fingerprint
from bastide.usecases.check.corrections import Put, lay_over

Known = Callable[[Sequence[Fingerprint]], tuple[Fingerprint, ...]]


@dataclass(frozen=True, slots=True)
class Examination:
    """What was found: pieces as corrected, their fingerprints, and the verdict."""

    pieces: tuple[Piece, ...]
    prints: tuple[Fingerprint, ...]
    verdict: Verdict


def read_file(path: Path, name: str) -> tuple[FileRead, tuple[bytes, ...]]:
    """The file as read and the image (JPEG) of each page. Raises `ReadError`, in French."""
    from bastide.providers.pieces import Limits, read_pieces  # heavy: only who reads loads it

    got = read_pieces(path, name, Limits())
    return got.file, got.images


def test_authority_trusted() -> bool:
    """Whether the 2D-Doc test authority passes for a true one on this installation."""
    return bool(settings.TRUST_TEST_AUTHORITY)


def verify(files: Sequence[FileRead], *, trust_test_authority: bool) -> list[Signed]:
    """Every 2D-Doc of the files, with what its signature is worth."""
    raise NotImplementedError


def examine(
    procedure: Procedure,
    files: Sequence[FileRead],
    facts: CaseFacts,
    *,
    puts: Sequence[Put] = (),
    known: Known | None = None,
    trust_test_authority: bool = False,
) -> Examination:
    """The pieces of the files and the verdict. `known`: looks up pieces of other cases."""
    from bastide.engine.pieces.assemble import assemble, extract_as

    signed = verify(files, trust_test_authority=trust_test_authority)
    pieces = assemble(files, signed)

    def extract(kind: str, pages: tuple[PageRef, ...]) -> Piece:
        return extract_as(kind, files, pages, signed)

    pieces = lay_over(pieces, puts, extract)
    prints = tuple(fingerprint(piece, files) for piece in pieces)
    if known is not None:
        facts = replace(facts, known=known(prints))
    return Examination(pieces, prints, judge(procedure, files, pieces, facts))
