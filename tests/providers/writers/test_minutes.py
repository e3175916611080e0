"""Minutes as Word and OpenDocument files, read again; templates that an authority may send."""

from __future__ import annotations

import io
import zipfile

import docx
import odfdo
import pytest

from bastide.providers.writers.minutes_docx import minutes_docx, starter
from bastide.providers.writers.minutes_odt import minutes_odt
from bastide.providers.writers.minutes_sheet import (
    DRAFT,
    Sheet,
    SheetAction,
    SheetDecision,
    SheetLine,
    SheetPoint,
    fields,
)
from bastide.providers.writers.minutes_template import BadTemplate, Limits, filled_apart

HOSTILE = "<b>gras</b> & {{ 7*7 }} {% for x %}\x00\u202e fin"
SHEET = Sheet(
    authority="Commune de Chimérique",
    kind="Compte rendu",
    title=HOSTILE,
    day="12 mars 2026",
    participants=("Mme Essai", "M. Essai"),
    agenda=("Toiture",),
    points=(SheetPoint("Toiture", (SheetLine(HOSTILE, "12:05"), SheetLine("Sans heure"))),),
    decisions=(SheetDecision(1, "Le devis", "12 pour, 1 contre", False, "1:02:03"),),
    actions=(SheetAction(HOSTILE, "Mme Essai", "13/03/2026", "2:00"),),
    questions=(SheetLine("Qui paie ?"),),
)
SHOWN = "<b>gras</b> & {{ 7*7 }} {% for x %} fin"


def words_of(data: bytes) -> str:
    document = docx.Document(io.BytesIO(data))
    parts = [paragraph.text for paragraph in document.paragraphs]
    for table in document.tables:
        parts += [cell.text for row in table.rows for cell in row.cells]
    parts += [p.text for p in document.sections[0].header.paragraphs]
    return "\n".join(parts)


def word(*paragraphs: str) -> bytes:
    document = docx.Document()
    for text in paragraphs:
        document.add_paragraph(text)
    written = io.BytesIO()
    document.save(written)
    return written.getvalue()


def test_word():
    data = minutes_docx(SHEET, "#7a3e1d")
    told = words_of(data)
    for expected in (
        "Commune de Chimérique",
        f"Compte rendu : {SHOWN}",
        "Réunion du 12 mars 2026",
        DRAFT,
        "Présents : Mme Essai ; M. Essai",
        f"{SHOWN} [12:05]",
        "Le devis (rejetée)",
        "12 pour, 1 contre",
        "13/03/2026",
        "Questions ouvertes",
    ):
        assert expected in told, expected
    assert "Excusés" not in told
    assert "Points d'attention" not in told
    assert "{%p" not in told
    document = docx.Document(io.BytesIO(data))
    assert document.paragraphs[0].style.name == "Heading 1"
    assert document.core_properties.language == "fr-FR"
    assert "w:tblHeader" in document.tables[0]._tbl.xml


def test_opendocument():
    document = odfdo.Document(io.BytesIO(minutes_odt(SHEET, "#7a3e1d")))
    told = document.get_formatted_text()
    for expected in (SHOWN, "12 pour, 1 contre", "Mme Essai ; M. Essai", "[12:05]", "Qui paie ?"):
        assert expected in told, expected
    headings = [(h.get_attribute("text:outline-level"), str(h.inner_text)) for h in
                document.body.get_headers()]  # fmt: skip
    assert headings[0] == ("1", f"Compte rendu : {SHOWN}")
    assert ("2", "Décisions") in headings
    assert document.body.get_elements("//table:table-header-rows")


def test_a_logo_that_is_no_picture_is_left_out():
    assert "Commune de Chimérique" in words_of(minutes_docx(SHEET, "#7a3e1d", b"GIF89a no"))


def test_empty_minutes_are_written():
    empty = Sheet(authority="", kind="Relevé de décisions", title="")
    assert "Relevé de décisions" in words_of(minutes_docx(empty, "#7a3e1d"))
    assert minutes_odt(empty, "#7a3e1d").startswith(b"PK")


def test_an_authoritys_own_template():
    own = word("En-tête maison", "{{ titre }}", "{%p for d in decisions %}", "n° {{ d.numero }}",
               "{%p endfor %}")  # fmt: skip
    told = words_of(filled_apart(own, fields(SHEET)))
    assert "En-tête maison" in told
    assert SHOWN in told
    assert "n° 1" in told
    assert DRAFT in words_of(filled_apart(starter(), fields(SHEET)))


@pytest.mark.parametrize(
    ("template", "said"),
    [
        (b"", "pas un document Word"),
        (b"PK\x03\x04" + b"x" * 50, "ne s'ouvre pas"),
        (word("{{ inconnu }}"), "champ qui n'existe pas"),
        (word("{% for x in %}"), "mal écrite"),
        (word("{{ titre.__class__.__mro__[1].__subclasses__() }}"), "ne peut pas|interdite|existe"),
        (word("{% for a in range(99999) %}{% for b in range(99999) %}x{% endfor %}{% endfor %}"),
         "trop"),
    ],
)  # fmt: skip
def test_templates_that_must_not_work(template, said):
    with pytest.raises(BadTemplate, match=said):
        filled_apart(template, fields(SHEET), Limits(seconds=1, memory=512 * 1024 * 1024))


def test_macros_and_bombs_are_refused():
    for name, body in (("word/vbaProject.bin", b"x"), ("word/media/x", b"\0" * 3_000_000)):
        written = io.BytesIO(word("{{ titre }}"))
        with zipfile.ZipFile(written, "a", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr(name, body)
        with pytest.raises(BadTemplate, match=r"macros|démesuré"):
            filled_apart(written.getvalue(), fields(SHEET), Limits(unpacked=2_000_000))
