"""The minutes as files: Word, OpenDocument, Markdown, and the actions for a calendar or a sheet."""

from __future__ import annotations

import csv
import io
from datetime import date

from bastide.providers.writers.ics import Day, calendar
from bastide.providers.writers.minutes_docx import minutes_docx
from bastide.providers.writers.minutes_odt import minutes_odt
from bastide.providers.writers.minutes_sheet import fields
from bastide.providers.writers.minutes_template import BadTemplate, filled_apart
from bastide.providers.writers.printable import printable
from bastide.tenants.models import Organisation
from bastide.tenants.spreadsheet import safe_cell
from bastide.usecases.minutes.content import Content
from bastide.usecases.minutes.models import Meeting
from bastide.usecases.minutes.purge import rules
from bastide.usecases.minutes.sheet import markdown, sheet_of
from bastide.usecases.minutes.words import clock

TYPES = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "odt": "application/vnd.oasis.opendocument.text",
    "md": "text/markdown; charset=utf-8",
    "ics": "text/calendar; charset=utf-8",
    "csv": "text/csv; charset=utf-8",
}

__all__ = ["TYPES", "BadTemplate", "exported"]


def exported(meeting: Meeting, content: Content, form: str) -> bytes:
    """The file, in a form of `TYPES`. Raises `BadTemplate` when the authority's own cannot be
    filled."""
    if form == "ics":
        return actions_ics(meeting, content)
    if form == "csv":
        return actions_csv(content)
    organisation = meeting.organisation
    sheet = sheet_of(content, meeting.kind, organisation.name)
    if form == "md":
        return markdown(sheet).encode("utf-8", "replace")
    if form == "odt":
        return minutes_odt(sheet, organisation.accent)
    template = bytes(rules().template or b"")
    if template:
        return filled_apart(template, fields(sheet))
    return minutes_docx(sheet, organisation.accent, logo_of(organisation))


def logo_of(organisation: Organisation) -> bytes:
    try:
        return organisation.logo.read() if organisation.logo else b""
    except OSError:
        return b""


def actions_ics(meeting: Meeting, content: Content) -> bytes:
    """The actions that have a date: a day each, since Outlook does not import « to-do » entries."""
    return calendar(
        [
            Day(
                f"reunion-{meeting.pk}-{one.id}",
                date.fromisoformat(one.due),
                printable(f"À faire : {one.text}" + (f" ({one.who})" if one.who else "")),
                printable(content.title),
            )
            for one in content.of("action")
            if one.due
        ]
    )


def actions_csv(content: Content) -> bytes:
    """All the actions, for a spreadsheet in French: semicolons, and a mark of UTF-8 for Excel."""
    written = io.StringIO()
    sheet = csv.writer(written, delimiter=";")
    sheet.writerow(("action", "responsable", "echeance", "echeance_dite", "heure", "citation"))
    for one in content.of("action"):
        cells = (one.text, one.who, one.due, one.due_words, clock(one.start), one.quote)
        sheet.writerow([safe_cell(cell) for cell in cells])
    return written.getvalue().encode("utf-8-sig", "replace")
