"""Minutes as an OpenDocument text, in the authority's colour."""

from __future__ import annotations

import io
from typing import Any

import odfdo
from odfdo import Document, Element, Header, List, ListItem, Paragraph, Span, Style, Table

from bastide.providers.writers.minutes_sheet import DRAFT, Sheet, SheetLine
from bastide.providers.writers.printable import printable

_GREY = "#4d5a68"
_FONT = {"fo:font-family": "Arial", "style:font-family-generic": "swiss"}
_LINE = "0.5pt solid #9aa5b1"


def minutes_odt(sheet: Sheet, accent: str) -> bytes:
    """The sheet as an .odt file. `accent`: `#rrggbb`."""
    document = Document("text")
    body = document.body
    body.clear()
    _styles(document, accent)
    document.meta.title = printable(sheet.title)
    document.meta.language = "fr-FR"
    body.append(Paragraph(printable(sheet.authority), style="Collectivite"))
    body.append(_heading(1, sheet.heading))
    if sheet.day:
        body.append(Paragraph(f"Réunion du {sheet.day}", style="Text_20_body"))
    body.append(Paragraph(DRAFT, style="Mention"))
    for title, people in (("Présents", sheet.participants), ("Excusés", sheet.excused)):
        if people:
            one = Paragraph(style="Text_20_body")
            one.append(Span(f"{title} : ", style="Fort", formatted=False))
            one.append(Span(printable(" ; ".join(people)), formatted=False))
            body.append(one)
    if sheet.agenda:
        body.append(_heading(2, "Ordre du jour"))
        body.append(
            _listed([Paragraph(printable(a), style="Puce") for a in sheet.agenda], "Numeros")
        )
    for point in sheet.points:
        body.append(_heading(2, point.title))
        body.append(_lines(point.lines))
    _decisions(body, sheet)
    _actions(body, sheet)
    for title, lines in (
        ("Points d'attention", sheet.attention),
        ("Questions ouvertes", sheet.questions),
    ):
        if lines:
            body.append(_heading(2, title))
            body.append(_lines(lines))
    written = io.BytesIO()
    document.save(written)
    return written.getvalue()


def _heading(level: int, text: str) -> Header:
    found = Header(level, printable(text), formatted=False)
    found.set_attribute("text:style-name", f"Heading_20_{level}")
    return found


def _decisions(body: Any, sheet: Sheet) -> None:
    if not sheet.decisions:
        return
    body.append(_heading(2, "Décisions"))
    rows = [
        [str(d.number), d.text + ("" if d.adopted else " (rejetée)"), d.votes, d.time]
        for d in sheet.decisions
    ]
    body.append(_table("Decisions", ["N°", "Décision", "Vote", "Heure"], rows))


def _actions(body: Any, sheet: Sheet) -> None:
    if not sheet.actions:
        return
    body.append(_heading(2, "Actions"))
    rows = [[a.what, a.who, a.due, a.time] for a in sheet.actions]
    body.append(_table("Actions", ["Action", "Responsable", "Échéance", "Heure"], rows))


def _lines(lines: tuple[SheetLine, ...]) -> List:
    found = []
    for line in lines:
        one = Paragraph(style="Puce")
        one.append(Span(printable(line.text), formatted=False))
        if line.time:
            one.append(Span(f" [{line.time}]", style="Gris", formatted=False))
        found.append(one)
    return _listed(found, "Puces")


def _listed(paragraphs: list[Paragraph], style: str) -> List:
    found = List(style=style)
    for one in paragraphs:
        item = ListItem()
        item.append(one)
        found.append(item)
    return found


def _table(name: str, titles: list[str], rows: list[list[str]]) -> Table:
    """A table whose first row is repeated on each page."""
    table = Table(name, width=len(titles), height=len(rows) + 1, style="Tableau")
    for y, row in enumerate([titles, *rows]):
        for x, text in enumerate(row):
            cell = odfdo.Cell(style="Case")
            style = "EnTete" if y == 0 else "Case_20_texte"
            cell.append(Paragraph(printable(text), style=style, formatted=False))
            table.set_cell((x, y), cell)
    for y, line in enumerate(table.rows):
        line.style = "Ligne"
        table.set_row(y, line)
    for x, column in enumerate(table.columns):
        column.style = f"{name}.{x}"
        table.set_column(x, column)
    first = table.get_element("table:table-row")
    if first is not None:
        head = Element.from_tag("table:table-header-rows")
        at = table.index(first)
        table.delete(first)
        head.append(first)
        table.insert(head, position=at)
    return table


def _styles(document: Any, accent: str) -> None:
    for level, size in ((1, "18pt"), (2, "13pt")):
        style = Style(
            "paragraph",
            name=f"Heading_20_{level}",
            display_name=f"Heading {level}",
            parent_style="Heading",
            area="text",
            color=accent,
            bold=True,
            size=size,
        )
        style.set_properties(_FONT, area="text")
        style.set_properties({"fo:margin-top": "12pt", "fo:margin-bottom": "4pt"}, area="paragraph")
        document.insert_style(style)
    body = Style("paragraph", name="Standard", display_name="Standard", area="text", size="10.5pt")
    body.set_properties(_FONT, area="text")
    document.insert_style(body)
    paragraphs: tuple[tuple[str, dict[str, Any]], ...] = (
        ("Collectivite", {"color": accent, "bold": True}),
        ("Mention", {"color": _GREY, "italic": True}),
        ("Puce", {}),
        ("EnTete", {"bold": True}),
        ("Case_20_texte", {}),
    )
    for name, looks in paragraphs:
        style = Style(
            "paragraph", name=name, parent_style="Standard", area="text",
            display_name=name.replace("_20_", " "), **looks,
        )  # fmt: skip
        style.set_properties({"fo:margin-bottom": "3pt"}, area="paragraph")
        document.insert_style(style)
    document.insert_style(Style("text", name="Fort", area="text", bold=True))
    document.insert_style(Style("text", name="Gris", area="text", color=_GREY, size="9pt"))
    document.insert_style(
        Style("table-cell", name="Case", border=_LINE, padding="0.12cm"), automatic=True
    )
    row = Style("table-row", name="Ligne", area="table-row")
    row.set_properties({"fo:keep-together": "always"}, area="table-row")
    document.insert_style(row, automatic=True)
    table = Style("table", name="Tableau", area="table", width="16.6cm")
    document.insert_style(table, automatic=True)
    widths = {"Decisions": (1.2, 9.4, 4.1, 1.9), "Actions": (8.3, 3.7, 2.7, 1.9)}
    for name, each in widths.items():
        for x, width in enumerate(each):
            column = Style("table-column", name=f"{name}.{x}", area="table-column")
            column.set_properties({"style:column-width": f"{width}cm"}, area="table-column")
            document.insert_style(column, automatic=True)
    _lists(document)
    _french(document)


def _lists(document: Any) -> None:
    marks = {
        "Numeros": '<text:list-level-style-number text:level="1" style:num-format="1" '
        'style:num-suffix=".">%s</text:list-level-style-number>',
        "Puces": '<text:list-level-style-bullet text:level="1" text:bullet-char="•">%s'
        "</text:list-level-style-bullet>",
    }
    place = (
        '<style:list-level-properties text:list-level-position-and-space-mode="label-alignment">'
        '<style:list-level-label-alignment text:label-followed-by="listtab" '
        'text:list-tab-stop-position="0.6cm" fo:text-indent="-0.6cm" fo:margin-left="0.6cm"/>'
        "</style:list-level-properties>"
    )
    styles = document.get_part("styles.xml").get_element("//office:styles")
    for numbered in styles.get_elements("text:outline-style"):
        styles.delete(numbered)  # headings bear no number
    for name, mark in marks.items():
        inner = mark % place
        styles.append(
            Element.from_tag(f'<text:list-style style:name="{name}">{inner}</text:list-style>')
        )


def _french(document: Any) -> None:
    """The language of every style that names one: a screen reader reads in it."""
    root = document.get_part("styles.xml").root
    for properties in root.get_elements("//style:text-properties"):
        if properties.get_attribute("fo:language"):
            properties.set_attribute("fo:language", "fr")
            properties.set_attribute("fo:country", "FR")
