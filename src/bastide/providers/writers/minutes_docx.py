"""Minutes in Word: a template whose fields are filled (docxtpl, Jinja in its sandbox).

1. `starter` is the template of who has none, made here: also the model that an authority copies.
2. `filled` writes the sheet in a template. One that an authority sent is filled in a child process
   (`minutes_template`), never here.
"""

from __future__ import annotations

import io
from typing import Any

import docx
import docxtpl
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor
from jinja2 import StrictUndefined
from jinja2.sandbox import ImmutableSandboxedEnvironment

from bastide.providers.writers.minutes_sheet import Sheet, fields

_GREY = RGBColor(0x4D, 0x5A, 0x68)


def filled(template: bytes, context: dict[str, Any]) -> bytes:
    """The template with its fields filled. Raises whatever docxtpl, Jinja or a file may."""
    environment = ImmutableSandboxedEnvironment(autoescape=True, undefined=StrictUndefined)
    document = docxtpl.DocxTemplate(io.BytesIO(template))
    document.render(context, environment, autoescape=True)
    written = io.BytesIO()
    document.save(written)
    return written.getvalue()


def minutes_docx(sheet: Sheet, accent: str, logo: bytes = b"") -> bytes:
    """The sheet in the default template. `accent`: `#rrggbb`; `logo`: PNG or JPEG."""
    return filled(starter(accent, logo), fields(sheet))


def starter(accent: str = "#1f4e79", logo: bytes = b"") -> bytes:
    """The default template: A4, in French, with real headings, so that a reader is led."""
    document = docx.Document()
    _style(document, RGBColor.from_string(accent.lstrip("#").upper()))
    _head(document, logo)
    _list_of(document, "ordre_du_jour", "Ordre du jour", "List Number")
    _tag(document, "{%p for point in points %}")
    document.add_heading("{{ point.titre }}", 2)
    _tag(document, "{%p for ligne in point.lignes %}")
    _timed(document.add_paragraph(style="List Bullet"), "ligne")
    _tag(document, "{%p endfor %}")
    _tag(document, "{%p endfor %}")
    _decisions(document)
    _actions(document)
    for name, title in (("attention", "Points d'attention"), ("questions", "Questions ouvertes")):
        _tag(document, f"{{%p if {name} %}}")
        document.add_heading(title, 2)
        _tag(document, f"{{%p for ligne in {name} %}}")
        _timed(document.add_paragraph(style="List Bullet"), "ligne")
        _tag(document, "{%p endfor %}")
        _tag(document, "{%p endif %}")
    properties = document.core_properties
    properties.title, properties.author, properties.comments = "{{ titre }}", "", ""
    properties.language = "fr-FR"
    written = io.BytesIO()
    document.save(written)
    return written.getvalue()


def _style(document: Any, accent: RGBColor) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2.2)
    section.top_margin = section.bottom_margin = Cm(2)
    normal = document.styles["Normal"]
    normal.font.name, normal.font.size = "Arial", Pt(10.5)
    normal.paragraph_format.space_after = Pt(4)
    language = OxmlElement("w:lang")
    language.set(qn("w:val"), "fr-FR")
    normal.element.get_or_add_rPr().append(language)
    for name, size in (("Heading 1", 18), ("Heading 2", 13)):
        style = document.styles[name]
        style.font.name, style.font.size, style.font.bold = "Arial", Pt(size), True
        style.font.color.rgb = accent
        fonts = style.element.rPr.rFonts
        for attribute in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
            fonts.attrib.pop(qn(f"w:{attribute}"), None)
        style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(12), Pt(4)
    for name in ("List Bullet", "List Number"):
        document.styles[name].paragraph_format.space_after = Pt(3)


def _head(document: Any, logo: bytes) -> None:
    section = document.sections[0]
    if logo:
        try:
            section.header.paragraphs[0].add_run().add_picture(io.BytesIO(logo), height=Cm(1.4))
        except Exception:  # a picture that Word would not take: the name stands alone
            logo = b""
    run = (section.header.add_paragraph() if logo else section.header.paragraphs[0]).add_run(
        "{{ collectivite }}"
    )
    run.bold = True
    foot = section.footer.paragraphs[0]
    _grey(foot.add_run("{{ mention }} · page "))
    _page_number(foot)
    document.add_heading("{{ genre }}{% if titre %} : {{ titre }}{% endif %}", 1)
    _tag(document, "{%p if date %}")
    document.add_paragraph("Réunion du {{ date }}")
    _tag(document, "{%p endif %}")
    note = document.add_paragraph()
    note.add_run("{{ mention }}").italic = True
    for name, title in (("participants", "Présents"), ("excuses", "Excusés")):
        _tag(document, f"{{%p if {name} %}}")
        people = document.add_paragraph()
        people.add_run(f"{title} : ").bold = True
        people.add_run(f"{{{{ {name}|join(' ; ') }}}}")
        _tag(document, "{%p endif %}")


def _list_of(document: Any, name: str, title: str, style: str) -> None:
    _tag(document, f"{{%p if {name} %}}")
    document.add_heading(title, 2)
    _tag(document, f"{{%p for un in {name} %}}")
    document.add_paragraph("{{ un }}", style=style)
    _tag(document, "{%p endfor %}")
    _tag(document, "{%p endif %}")


def _decisions(document: Any) -> None:
    _tag(document, "{%p if decisions %}")
    document.add_heading("Décisions", 2)
    cells = (
        ("N°", "{{ d.numero }}", 1.1),
        ("Décision", "{{ d.texte }}{% if not d.adoptee %} (rejetée){% endif %}", 9.4),
        ("Vote", "{{ d.vote }}", 4.1),
        ("Heure", "{{ d.heure }}", 1.9),
    )
    _table(document, cells, "{%tr for d in decisions %}")
    _tag(document, "{%p endif %}")


def _actions(document: Any) -> None:
    _tag(document, "{%p if actions %}")
    document.add_heading("Actions", 2)
    cells = (
        ("Action", "{{ a.quoi }}", 8.2),
        ("Responsable", "{{ a.qui }}", 3.7),
        ("Échéance", "{{ a.echeance }}", 2.7),
        ("Heure", "{{ a.heure }}", 1.9),
    )
    _table(document, cells, "{%tr for a in actions %}")
    _tag(document, "{%p endif %}")


def _table(document: Any, cells: tuple[tuple[str, str, float], ...], loop: str) -> None:
    """A header row that is repeated on each page, then one row for each item."""
    table = document.add_table(rows=4, cols=len(cells), style="Table Grid")
    table.alignment, table.autofit = WD_TABLE_ALIGNMENT.CENTER, False
    for at, (title, value, width) in enumerate(cells):
        table.columns[at].width = Cm(width)
        for row in table.rows:
            row.cells[at].width = Cm(width)
        run = table.rows[0].cells[at].paragraphs[0].add_run(title)
        run.bold = True
        table.rows[2].cells[at].paragraphs[0].add_run(value)
    table.rows[1].cells[0].paragraphs[0].add_run(loop)
    table.rows[3].cells[0].paragraphs[0].add_run("{%tr endfor %}")
    repeated = OxmlElement("w:tblHeader")
    repeated.set(qn("w:val"), "true")
    table.rows[0]._tr.get_or_add_trPr().append(repeated)
    for row in table.rows:
        whole = OxmlElement("w:cantSplit")
        row._tr.get_or_add_trPr().append(whole)
    after = document.add_paragraph()
    after.paragraph_format.space_after = Pt(0)


def _timed(paragraph: Any, name: str) -> None:
    paragraph.add_run(f"{{{{ {name}.texte }}}}")
    _grey(paragraph.add_run(f"{{% if {name}.heure %}} [{{{{ {name}.heure }}}}]{{% endif %}}"))


def _grey(run: Any) -> None:
    run.font.color.rgb, run.font.size = _GREY, Pt(9)


def _tag(document: Any, tag: str) -> None:
    document.add_paragraph(tag)


def _page_number(paragraph: Any) -> None:
    """The field PAGE of Word (ECMA-376 Part 1, § 17.16.5.44)."""
    for kind, text in (("begin", ""), ("", "PAGE"), ("end", "")):
        run = paragraph.add_run()
        _grey(run)
        mark = OxmlElement("w:fldChar" if kind else "w:instrText")
        if kind:
            mark.set(qn("w:fldCharType"), kind)
        mark.text = text
        run._r.append(mark)
