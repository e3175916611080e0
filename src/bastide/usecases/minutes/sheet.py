"""The minutes as they stand, made ready to be printed.

A « relevé de décisions » holds decisions and actions without the summary; a « procès-verbal » says
who said each line of it.
"""

from __future__ import annotations

from collections.abc import Sequence

from bastide.providers.writers.minutes_sheet import (
    DRAFT,
    Sheet,
    SheetAction,
    SheetDecision,
    SheetLine,
    SheetPoint,
)
from bastide.usecases.minutes.content import Content, Line
from bastide.usecases.minutes.models import Kind
from bastide.usecases.minutes.words import (
    clock,
    day_in_words,
    kind_name,
    short_day,
    vote_in_words,
)


def sheet_of(content: Content, kind: str, authority: str = "") -> Sheet:
    """What a document of that kind holds."""

    def line(one: Line) -> SheetLine:
        who = content.shown(one.speaker) if kind == Kind.RECORD and one.kind == "summary" else ""
        told = who and not one.text.startswith(f"{who} : ")  # some lines of a summary bear it
        return SheetLine(f"{who} : {one.text}" if told else one.text, clock(one.start))

    points = () if kind == Kind.DECISIONS else content.points
    return Sheet(
        authority=authority,
        kind=kind_name(kind),
        title=content.title,
        day=day_in_words(content.day),
        participants=content.participants,
        excused=content.excused,
        agenda=content.agenda,
        points=tuple(
            SheetPoint(point.title, tuple(map(line, found)))
            for point in points
            if (found := content.of("summary", point.id))
        ),
        decisions=tuple(
            SheetDecision(n, one.text, vote_in_words(one.votes), one.adopted, clock(one.start))
            for n, one in enumerate(content.of("decision"), 1)
        ),
        actions=tuple(
            SheetAction(one.text, one.who, short_day(one.due) or one.due_words, clock(one.start))
            for one in content.of("action")
        ),
        attention=tuple(map(line, content.of("attention"))),
        questions=tuple(map(line, content.of("question"))),
    )


def markdown(sheet: Sheet) -> str:
    """The sheet in Markdown (CommonMark, tables as GitHub writes them)."""
    lines = [f"# {_plain(sheet.heading)}", ""]
    if sheet.authority:
        lines += [f"**{_plain(sheet.authority)}**", ""]
    if sheet.day:
        lines += [f"Réunion du {sheet.day}", ""]
    lines += [f"*{DRAFT}*", ""]
    for title, people in (("Présents", sheet.participants), ("Excusés", sheet.excused)):
        if people:
            lines += [f"**{title} :** " + " ; ".join(map(_plain, people)), ""]
    if sheet.agenda:
        lines += ["## Ordre du jour", ""]
        lines += [f"{n}. {_plain(one)}" for n, one in enumerate(sheet.agenda, 1)] + [""]
    for point in sheet.points:
        lines += [f"## {_plain(point.title)}", "", *map(_bullet, point.lines), ""]
    if sheet.decisions:
        rows = [
            (str(d.number), d.text + ("" if d.adopted else " (rejetée)"), d.votes, d.time)
            for d in sheet.decisions
        ]
        lines += ["## Décisions", "", *_table(("N°", "Décision", "Vote", "Heure"), rows), ""]
    if sheet.actions:
        tasks = [(a.what, a.who, a.due, a.time) for a in sheet.actions]
        titles = ("Action", "Responsable", "Échéance", "Heure")
        lines += ["## Actions", "", *_table(titles, tasks), ""]
    for title, found in (
        ("Points d'attention", sheet.attention),
        ("Questions ouvertes", sheet.questions),
    ):
        if found:
            lines += [f"## {title}", "", *map(_bullet, found), ""]
    return "\n".join(lines)


def _bullet(line: SheetLine) -> str:
    return f"- {_plain(line.text)}" + (f" [{line.time}]" if line.time else "")


def _table(titles: tuple[str, ...], rows: Sequence[tuple[str, ...]]) -> list[str]:
    written = [titles, ("---",) * len(titles), *(tuple(map(_plain, row)) for row in rows)]
    return ["| " + " | ".join(row) + " |" for row in written]


def _plain(text: str) -> str:
    """Words in which no mark of Markdown or HTML is at work."""
    return "".join(f"\\{c}" if c in "\\`*_[]<>|#" else c for c in " ".join(text.split()))
