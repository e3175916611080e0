"""What the page shows of an answer that was kept.

Citations are numbered across the page: those of the extracts first, then those of what a model
wrote, so that no number moves while it writes. A document that the reader may not see, then or now,
shows nothing of its text; one withdrawn since is said to be.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from bastide.engine import contacts
from bastide.library.directory import verified_contacts
from bastide.library.models import Document
from bastide.library.search import answers_on, may_see, reader_of
from bastide.tenants.models import Member
from bastide.usecases.ask.models import Question

KINDS = ("answer", "condition", "howto", "contact")


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of a sentence; `doubtful`: a contact that neither the directory nor the source's own
    site vouches for. `link`: where it leads when it is vouched for."""

    text: str
    doubtful: bool = False
    link: str = ""


@dataclass(frozen=True, slots=True)
class Cited:
    """A sentence and its number. `table`: its lines and cells where the quote is a table."""

    number: int
    pieces: tuple[Piece, ...]
    headings: str
    table: tuple[tuple[tuple[Piece, ...], ...], ...] = ()


@dataclass(frozen=True, slots=True)
class Group:
    title: str
    kind: str
    statements: tuple[Cited, ...]


@dataclass(frozen=True, slots=True)
class SourceLine:
    """A source under an answer. `numbers`: the citations that point at it."""

    title: str
    url: str
    numbers: tuple[int, ...]
    updated: date | None
    review: date | None
    gone: bool


@dataclass(frozen=True, slots=True)
class Shown:
    """One question of the page with its answer."""

    row: Question
    groups: tuple[Group, ...]
    sources: tuple[SourceLine, ...]
    contacts: tuple[dict[str, Any], ...]
    competence: dict[str, Any] | None
    suggestions: tuple[dict[str, Any], ...]
    hidden: int
    written: tuple[Cited, ...] = ()

    @property
    def silent(self) -> bool:
        return self.row.mode == "silent"

    @property
    def waits(self) -> bool:
        """Whether a model is to complete the extract, or is at it."""
        return self.row.writing in (Question.Writing.WANTED, Question.Writing.RUNNING)

    @property
    def facts(self) -> dict[str, Any]:
        """What is told of the writing: stage, model, sentences withheld, problem, energy."""
        return self.row.written if self.row.written.get("stage") else {}


def shown(rows: Sequence[Question], member: Member) -> list[Shown]:
    """The answers to the questions of one message, citations numbered from 1."""
    titles = {
        "answer": _("Réponse"),
        "condition": _("Conditions"),
        "howto": _("Démarche et formulaires"),
        "contact": _("Contact"),
    }
    reader = reader_of(member)
    numbers = {
        c["document"]
        for row in rows
        for told in (row.answer, row.written)
        for s in told.get("statements", [])
        for c in s["citations"]
    }
    numbers |= {near["id"] for row in rows for near in row.answer.get("suggestions", [])}
    documents = {d.pk: d for d in Document.objects.filter(pk__in=numbers).select_related("source")}
    allowed = may_see(documents.values(), reader)
    verified = verified_contacts()
    number = 0
    result = []
    for row in rows:
        groups: dict[str, list[Cited]] = {kind: [] for kind in KINDS}
        lines: dict[int, list[int]] = {}
        hidden = 0
        for statement in row.answer.get("statements", []):
            number += 1
            cited = statement["citations"][0]
            if cited["document"] in documents and cited["document"] not in allowed:
                hidden += 1
                continue
            lines.setdefault(cited["document"], []).append(number)
            groups[statement["kind"]].append(as_cited(statement, number, verified))
        result.append(
            Shown(
                row,
                tuple(Group(titles[k], k, tuple(groups[k])) for k in KINDS if groups[k]),
                tuple(
                    _line(row, pk, tuple(at), documents.get(pk), reader.on)
                    for pk, at in lines.items()
                ),
                tuple(_contacts(row)),
                row.answer.get("competence"),
                tuple(
                    near
                    for near in row.answer.get("suggestions", [])
                    if near["id"] in allowed and answers_on(documents[near["id"]], reader.on)
                ),
                hidden,
            )
        )
    for index, row in enumerate(rows):
        seen = []
        for statement in row.written.get("statements", []):
            number += 1
            opened = {c["document"] for c in statement["citations"]}
            if all(pk in allowed for pk in opened):
                seen.append(as_cited(statement, number, verified))
        result[index] = replace(result[index], written=tuple(seen))
    return result


def as_cited(statement: dict[str, Any], number: int, verified: frozenset[str]) -> Cited:
    """A statement as it is kept, ready to be shown under its number."""
    url = statement["citations"][0]["url"]
    return Cited(
        number,
        pieces(statement["text"], verified, url),
        " › ".join(statement.get("headings") or []),
        tuple(
            tuple(pieces(cell, verified, url) for cell in line) for line in cells(statement["text"])
        ),
    )


def citations(rows: Sequence[Question]) -> list[dict[str, Any]]:
    """The first citation of each statement, in the order of their numbers on the page."""
    extracts = [s["citations"][0] for row in rows for s in row.answer.get("statements", [])]
    written = [s["citations"][0] for row in rows for s in row.written.get("statements", [])]
    return extracts + written


def _contacts(row: Question) -> list[dict[str, Any]]:
    """That of the competent administration first, each once."""
    told = (row.answer.get("competence") or {}).get("contact")
    every = [told] if told else []
    for contact in row.answer.get("contacts", []):
        if contact not in every:
            every.append(contact)
    return every


def cells(text: str) -> list[list[str]]:
    """The lines and cells of a quote of a table (see `engine.model.Block`); none for a sentence."""
    lines = [line.split(" | ") for line in text.split("\n") if line]
    return lines if len(lines) > 1 and all(len(line) > 1 for line in lines) else []


def _line(
    row: Question, pk: int, numbers: tuple[int, ...], document: Document | None, day: date
) -> SourceLine:
    every = [c for s in row.answer.get("statements", []) for c in s["citations"]]
    cited = next(c for c in every if c["document"] == pk)
    return SourceLine(
        cited["title"],
        cited["url"],
        numbers,
        date.fromisoformat(cited["updated"]) if cited["updated"] else None,
        document.review_date if document else None,
        document is None or not answers_on(document, day),
    )


def pieces(text: str, verified: frozenset[str], source_url: str) -> tuple[Piece, ...]:
    """A text with its contacts told apart: vouched for (a link) or not."""
    parts: list[Piece] = []
    at = 0
    for found in contacts.found(text):
        if found.start > at:
            parts.append(Piece(text[at : found.start]))
        good = contacts.classify(found, verified, source_url)
        parts.append(Piece(found.text, not good, _link(found) if good else ""))
        at = found.end
    if at < len(text):
        parts.append(Piece(text[at:]))
    return tuple(parts)


def _link(found: contacts.Found) -> str:
    if found.kind == "phone":
        return f"tel:{found.normal}"
    if found.kind == "email":
        return f"mailto:{found.text}"
    return found.text if found.text.startswith("http") else f"https://{found.text}"
