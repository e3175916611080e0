"""From deposited files to what the rules say of them. Nothing here needs a database.

1. `read_file`: one file, in a child process that can be killed → words, barcodes, images.
2. `examine`: the 2D-Docs of all pages are verified, the pages are made into pieces with their
   fields, what agents put right is laid over them, and the scheme's rules judge the whole.
3. The caller keeps it (`keeping`, in the background) or prints it (`bastide check`).

A person decides afterwards (`decisions`): no outcome of this module is a refusal.
"""

from __future__ import annotations

import resource
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from django.conf import settings
from django.utils import timezone

from bastide.engine.pieces.judge import CaseFacts, judge
from bastide.engine.pieces.model import FileRead, Finding, PageRef, Piece, Verdict
from bastide.engine.pieces.procedure import Procedure
from bastide.engine.pieces.similar import Fingerprint, fingerprint
from bastide.usecases.check.corrections import Put, lay_over
from bastide.usecases.check.signatures import signed_of


@dataclass(frozen=True, slots=True)
class Unread:
    """A file that gave nothing, and why, in French."""

    name: str
    reason: str


Known = Callable[[Sequence[Fingerprint]], tuple[Fingerprint, ...]]


@dataclass(frozen=True, slots=True)
class Examination:
    """What was found: pieces as corrected, their fingerprints, and the verdict."""

    pieces: tuple[Piece, ...]
    prints: tuple[Fingerprint, ...]
    verdict: Verdict


def read_file(path: Path, name: str) -> tuple[FileRead, tuple[bytes, ...], float]:
    """The file as read, the image (JPEG) of each page, the processor time of the child process in
    seconds. Raises `ReadError`, in French."""
    from bastide.providers.pieces import Limits, read_pieces  # heavy: only who reads loads it

    limits = Limits(seconds=settings.READ_SECONDS, file_size=settings.UPLOAD_MAX_BYTES)
    got = read_pieces(path, name, limits)
    return got.file, got.images, got.cpu_s


def test_authority_trusted() -> bool:
    """Whether the 2D-Doc test authority passes for a true one on this installation."""
    return bool(settings.TRUST_TEST_AUTHORITY)


def examine(
    procedure: Procedure,
    files: Sequence[FileRead],
    facts: CaseFacts,
    *,
    puts: Sequence[Put] = (),
    known: Known | None = None,
    unread: Sequence[Unread] = (),
    trust_test_authority: bool = False,
) -> Examination:
    """The pieces of the files and the verdict. `known`: looks up pieces of other cases.

    `unread`: files that could not be read. Whatever the rules say, a case is not complete while a
    person has not looked at them: each is a finding of its own.
    """
    from bastide.engine.pieces.assemble import assemble, extract_as

    signed = signed_of(files, trust_test_authority=trust_test_authority, on=timezone.localdate())
    pieces = assemble(files, signed)

    def extract(kind: str, pages: tuple[PageRef, ...]) -> Piece:
        return extract_as(kind, files, pages, signed)

    pieces = lay_over(pieces, puts, extract)
    prints = tuple(fingerprint(piece, files) for piece in pieces)
    if known is not None:
        facts = replace(facts, known=known(prints))
    verdict = judge(procedure, files, pieces, facts)
    return Examination(pieces, prints, _with_unread(verdict, unread))


def _with_unread(verdict: Verdict, unread: Sequence[Unread]) -> Verdict:
    if not unread:
        return verdict
    findings = tuple(
        Finding(
            rule="file_unread",
            outcome="INCONCLUSIVE",
            level="review",
            message=f"« {one.name} » n'a pas pu être lu. {one.reason}",
            applicant=f"Nous n'avons pas pu lire le fichier « {one.name} ». {one.reason}",
            plain=f"Nous n'arrivons pas à ouvrir « {one.name} ». Envoyez-le à nouveau.",
        )
        for one in unread
    )
    outcome = "to_be_seen" if verdict.outcome == "complete" else verdict.outcome
    return replace(verdict, outcome=outcome, findings=findings + verdict.findings)


def cpu_seconds() -> float:
    """Processor time of this process and of its readers, which it ends, in seconds."""
    from bastide.providers.pieces.sandbox import close_idle_child

    close_idle_child()
    own, children = (
        resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    )
    return own.ru_utime + own.ru_stime + children.ru_utime + children.ru_stime
