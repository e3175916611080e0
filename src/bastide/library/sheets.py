"""The directory and the competence table as CSV files: written for a French spreadsheet (`;`, byte
order mark), read back with either delimiter."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils.translation import gettext as _

from bastide.library.forms import CompetenceForm, ContactForm, forms_as_text
from bastide.library.models import Competence, Contact
from bastide.tenants.forms import ScopedForm
from bastide.tenants.spreadsheet import plain_cell, safe_cell

LARGEST = 5 * 1024 * 1024
MOST_LINES = 5000
MOST_PROBLEMS = 20


class SheetError(ValueError):
    """A file that is not taken up: `problems` says why, a sentence in French for each line."""

    def __init__(self, problems: list[str]) -> None:
        super().__init__(problems[0])
        self.problems = problems


@dataclass(frozen=True, slots=True)
class Sheet:
    """`columns`: heading of the file → field of the form. `key`: the field that names a row."""

    model: Any
    form: type[ScopedForm]
    filename: str
    key: str
    columns: dict[str, str]
    cell: Callable[[Any, str], str]


def _contact_cell(row: Contact, field: str) -> str:
    if field == "forms":
        return forms_as_text(row.forms)
    value = getattr(row, field)
    return "" if value is None else str(value)


def _competence_cell(row: Competence, field: str) -> str:
    match field:
        case "ours":
            return "oui" if row.ours else "non"
        case "contact":
            return row.contact.service if row.contact else ""
        case "level":
            return str(Competence.Level(row.level).label)
    return str(getattr(row, field))


DIRECTORY = Sheet(
    Contact,
    ContactForm,
    "annuaire.csv",
    "service",
    {
        "service": "service",
        "téléphone": "phone",
        "courriel": "email",
        "horaires": "hours",
        "adresse": "address",
        "page": "url",
        "formulaires": "forms",
        "territoire": "territory",
        "sujets": "subjects",
        "à relire le": "review_date",
    },
    _contact_cell,
)
COMPETENCE = Sheet(
    Competence,
    CompetenceForm,
    "competences.csv",
    "subject",
    {
        "sujet": "subject",
        "mots des usagers": "phrases",
        "niveau": "level",
        "organisme": "authority",
        "phrase de renvoi": "transfer",
        "c'est nous": "ours",
        "contact": "contact",
    },
    _competence_cell,
)


def written(sheet: Sheet) -> str:
    """Every row of the organisation, as a CSV file."""
    text = io.StringIO()
    writer = csv.writer(text, delimiter=";")
    writer.writerow(sheet.columns)
    for row in sheet.model.objects.all():
        writer.writerow([safe_cell(sheet.cell(row, field)) for field in sheet.columns.values()])
    return "\ufeff" + text.getvalue()


def read(sheet: Sheet, file: UploadedFile) -> tuple[int, int]:
    """Adds or updates the rows of a file, all or none; returns how many of each.

    Raises `SheetError`.
    """
    added = changed = 0
    problems: list[str] = []
    with transaction.atomic():
        for number, values in _lines(sheet, file):
            name = values.get(sheet.key, "").strip()
            former = sheet.model.objects.filter(**{sheet.key: name}).first() if name else None
            form = sheet.form(_as_form(sheet, values, former), instance=former)
            if not form.is_valid():
                for field, errors in form.errors.items():
                    heading = next((h for h, f in sheet.columns.items() if f == field), "")
                    problems.append(
                        _("Ligne %(n)d, %(heading)s : %(why)s")
                        % {
                            "n": number,
                            "heading": heading or field,
                            "why": " ".join(map(str, errors)),
                        }
                    )
                if len(problems) >= MOST_PROBLEMS:
                    break
                continue
            form.save()
            added, changed = (added, changed + 1) if former else (added + 1, changed)
        if problems:
            raise SheetError(problems)
    return added, changed


def _lines(sheet: Sheet, file: UploadedFile) -> list[tuple[int, dict[str, str]]]:
    if (file.size or 0) > LARGEST:
        raise SheetError([_("Ce fichier dépasse 5 Mo.")])
    content = file.read()
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = content.decode("cp1252", "replace")
    if "\0" in text:
        raise SheetError([_("Ce fichier n'est pas un CSV : exportez votre tableur en CSV.")])
    first = text.partition("\n")[0]
    delimiter = ";" if first.count(";") >= first.count(",") else ","
    try:
        rows = list(csv.reader(io.StringIO(text), delimiter=delimiter))
    except csv.Error as error:
        raise SheetError([_("Ce fichier n'est pas un CSV lisible.")]) from error
    header = [cell.strip().lower() for cell in rows[0]] if rows else []
    key_heading = next(h for h, f in sheet.columns.items() if f == sheet.key)
    if key_heading not in header:
        raise SheetError(
            [_("Il manque la colonne « %(name)s » à la première ligne.") % {"name": key_heading}]
        )
    if len(rows) > MOST_LINES:
        raise SheetError([_("%(n)d lignes au plus.") % {"n": MOST_LINES}])
    found = []
    for number, row in enumerate(rows[1:], start=2):
        if any(cell.strip() for cell in row):
            values = {
                sheet.columns[heading]: plain_cell(cell.strip())
                for heading, cell in zip(header, row, strict=False)
                if heading in sheet.columns
            }
            found.append((number, values))
    return found


def _as_form(sheet: Sheet, values: dict[str, str], former: Any) -> dict[str, Any]:
    """The values as the form of the page would receive them; absent columns stay as they are."""
    data: dict[str, Any] = {}
    for field in sheet.columns.values():
        data[field] = (
            values[field] if field in values else (sheet.cell(former, field) if former else "")
        )
    if "ours" in data:
        data["ours"] = str(data["ours"]).strip().lower() in {"oui", "o", "x", "1", "vrai", "true"}
    if "level" in data:
        labels = {str(level.label).lower(): level.value for level in Competence.Level}
        wanted = str(data["level"]).strip().lower()
        data["level"] = labels.get(wanted, wanted)
    if data.get("contact"):
        contact = Contact.objects.filter(service=data["contact"]).first()
        data["contact"] = str(contact.pk) if contact else "0"
    return data
