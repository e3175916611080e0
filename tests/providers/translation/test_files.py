# ruff: noqa: E501 (documents written in one line read better)
"""Files translated into capitals: words change, everything else is found again as it was."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable, Sequence
from pathlib import Path

import docx
import openpyxl
import pytest
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from lxml import etree
from odfdo import Document
from pptx import Presentation
from pptx.util import Inches

from bastide.engine.ports import ReadError
from bastide.engine.translation import marks
from bastide.engine.translation.flow import translate_texts
from bastide.engine.translation.model import Kept, Pair, Term, Translated
from bastide.providers.translation.files import Limits, translate_file


class Capitals:
    """A `Translator` that writes in capitals."""

    def pairs(self) -> Sequence[Pair]:
        return [Pair("fr", "oc")]

    def translate(
        self,
        texts: Sequence[str],
        source: str,
        target: str,
        *,
        deadline_s: float = 60.0,
        kept: Sequence[Kept] = (),
    ) -> list[str]:
        return [text.upper() for text in texts]


def into_capitals(texts: Sequence[str]) -> list[Translated]:
    return translate_texts(texts, "fr", "oc", Capitals(), [Term("convention", "acòrdi")])


@pytest.fixture
def translated(tmp_path: Path) -> Callable[[str, bytes], Path]:
    def run(name: str, data: bytes) -> Path:
        path, out = tmp_path / name, tmp_path / f"out-{name}"
        path.write_bytes(data)
        translate_file(path, out, "fr", "oc", into_capitals)
        assert path.read_bytes() == data
        return out

    return run


def refusal(tmp_path: Path, name: str, data: bytes, limits: Limits | None = None) -> str:
    path, out = tmp_path / name, tmp_path / "out"
    path.write_bytes(data)
    with pytest.raises(ReadError) as told:
        translate_file(path, out, "fr", "oc", into_capitals, limits=limits)
    assert not out.exists()
    assert sorted(p.name for p in tmp_path.iterdir() if p.is_file()) == [name]
    return str(told.value)


def saved(document) -> bytes:
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def field(command: str, result: str) -> list:
    found = []
    for kind, text in (
        ("begin", ""),
        ("", command),
        ("separate", ""),
        ("result", result),
        ("end", ""),
    ):
        run = OxmlElement("w:r")
        if kind == "result":
            inner = OxmlElement("w:t")
            inner.text = text
        elif kind:
            inner = OxmlElement("w:fldChar")
            inner.set(qn("w:fldCharType"), kind)
        else:
            inner = OxmlElement("w:instrText")
            inner.text = text
        run.append(inner)
        found.append(run)
    return found


def test_word(translated):
    made = docx.Document()
    made.sections[0].header.paragraphs[0].text = "Région Garrigue"
    made.sections[0].footer.paragraphs[0].text = "pied de page"
    made.add_heading("Compte rendu", 1)
    first = made.add_paragraph("La ")
    first.add_run("conv").bold = True
    first.add_run("ention").bold = True  # one word that Word parted
    first.add_run(" est ")
    link = OxmlElement("w:hyperlink")
    link.set(qn("w:anchor"), "suite")
    link.append(parse_xml(f"<w:r {nsdecls('w')}><w:t>signée ici</w:t></w:r>"))
    first._p.append(link)
    first.add_run(", page ")
    first._p.extend(field("PAGEREF suite", "douze"))
    first.add_run(" ; voir la note")
    note = parse_xml(f'<w:r {nsdecls("w")}><w:footnoteReference w:id="7"/></w:r>')
    first._p.append(note)
    first.add_run(" jointe.")
    first._p.append(
        parse_xml(
            '<m:oMath xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math">'
            "<m:r><m:t>x au carré</m:t></m:r></m:oMath>"
        )
    )
    made.add_paragraph("Nom :\tMadame Blanc\nTél. : 04 91 00 00 00")
    made.add_paragraph("un point", style="List Bullet")
    table = made.add_table(1, 2)
    table.cell(0, 0).text, table.cell(0, 1).text = "Dispositif", "1 200 €"
    box = parse_xml(
        f'<w:r {nsdecls("w")}><w:pict xmlns:v="urn:schemas-microsoft-com:vml"><v:textbox>'
        "<w:txbxContent><w:p><w:r><w:t>zone de texte</w:t></w:r></w:p></w:txbxContent>"
        "</v:textbox></w:pict></w:r>"
    )
    made.add_paragraph("avant ")._p.append(box)

    told = docx.Document(str(translated("a.docx", saved(made))))
    assert told.sections[0].header.paragraphs[0].text == "RÉGION GARRIGUE"
    assert told.sections[0].footer.paragraphs[0].text == "PIED DE PAGE"
    assert [p.style.name for p in told.paragraphs] == [p.style.name for p in made.paragraphs]
    first = told.paragraphs[1]
    assert (
        first.text.replace("\xa0", " ")
        == "LA acòrdi EST SIGNÉE ICI, PAGE douze ; VOIR LA NOTE JOINTE."
    )
    assert [r.text.strip() for r in first.runs if r.bold] == ["acòrdi"]
    assert [h.text for h in first.hyperlinks] == ["SIGNÉE ICI"]
    instructions = [i.text for i in first._p.iter(qn("w:instrText"))]
    assert instructions == ["PAGEREF suite"]
    kinds = [c.get(qn("w:fldCharType")) for c in first._p.iter(qn("w:fldChar"))]
    assert kinds == ["begin", "separate", "end"]
    before = "".join(first._p.xpath(".//w:footnoteReference/preceding::w:t[1]/text()"))
    assert before.strip().endswith("NOTE")
    assert "x au carré" in "".join(first._p.itertext())
    assert told.paragraphs[2].text == "NOM :\tMADAME Blanc\nTÉL. : 04 91 00 00 00"
    assert [c.text for c in told.tables[0].rows[0].cells] == ["DISPOSITIF", "1 200 €"]
    assert "ZONE DE TEXTE" in "".join(told.paragraphs[-1]._p.itertext())


def test_word_keeps_what_has_no_width_in_its_place(translated):
    """A table of contents over two paragraphs, a bookmark, a tracked deletion, a link's field."""
    made = docx.Document()

    def run(inner: str) -> str:
        return f"<w:r>{inner}</w:r>"

    def mark(kind: str) -> str:
        return run(f'<w:fldChar w:fldCharType="{kind}"/>')

    def told(command: str) -> str:
        return mark("begin") + run(f"<w:instrText>{command}</w:instrText>") + mark("separate")

    def text(words: str) -> str:
        return run(f'<w:t xml:space="preserve">{words}</w:t>')

    gone = '<w:del w:id="2" w:author="a"><w:r><w:delText>non</w:delText></w:r></w:del>'
    for inner in (
        told("TOC")
        + text("chapitre")
        + run("<w:tab/>")
        + told("PAGEREF a")
        + text("3")
        + mark("end"),
        text("autre") + mark("end"),
        text("la ")
        + f'<w:bookmarkStart w:id="5" w:name="b"/>{text("commune")}<w:bookmarkEnd w:id="5"/>{gone}'
        + text(" est ")
        + told('HYPERLINK "https://x.example"')
        + text("ici")
        + mark("end"),
    ):
        made.element.body.insert(-1, parse_xml(f"<w:p {nsdecls('w')}>{inner}</w:p>"))
    out = docx.Document(str(translated("a.docx", saved(made))))
    rows = [
        [
            etree.QName(e).localname
            + (e.get(qn("w:fldCharType")) or (e.text or "" if e.tag == qn("w:t") else "")).strip()
            for e in paragraph._p.iter()
            if etree.QName(e).localname
            in "t tab fldChar instrText bookmarkStart bookmarkEnd del".split()
        ]
        for paragraph in out.paragraphs
    ]
    assert rows == [
        "fldCharbegin instrText fldCharseparate tCHAPITRE tab fldCharbegin instrText fldCharseparate t3 "
        "fldCharend".split(),
        "tAUTRE fldCharend".split(),
        "tLA bookmarkStart tCOMMUNE bookmarkEnd del tEST fldCharbegin instrText fldCharseparate tICI "
        "fldCharend".split(),
    ]


def test_powerpoint(translated):
    made = Presentation()
    slide = made.slides.add_slide(made.slide_layouts[1])
    slide.shapes.title.text = "Bilan\vdu budget"
    body = slide.placeholders[1].text_frame
    body.text = "Le "
    run = body.paragraphs[0].add_run()
    run.text = "budget"
    run.font.bold = True
    body.paragraphs[0].add_run().text = " augmente de 12,5 %."
    slide.notes_slide.notes_text_frame.text = "merci"
    slide.shapes.add_table(1, 1, Inches(1), Inches(5), Inches(5), Inches(1)).table.cell(
        0, 0
    ).text = "Commune"
    told = Presentation(str(translated("a.pptx", saved(made))))
    shapes = told.slides[0].shapes
    assert shapes.title.text == "BILAN\vDU BUDGET"
    paragraph = shapes[1].text_frame.paragraphs[0]
    assert paragraph.text == "LE BUDGET AUGMENTE DE 12,5 %."
    assert [r.text for r in paragraph.runs if r.font.bold] == ["BUDGET"]
    assert told.slides[0].notes_slide.notes_text_frame.text == "MERCI"
    assert shapes[2].table.cell(0, 0).text == "COMMUNE"


def test_excel(translated):
    made = openpyxl.Workbook()
    sheet = made.active
    sheet.title = "Budget"
    for row in (
        ["Dispositif", "Montant", "Total"],
        ["aide", 12.5, "=B2*2"],
        ["x", 3, '=IF(B3>1,"oui","non")'],
    ):
        sheet.append(row)
    sheet.oddHeader.center.text = "Budget de la région"
    from openpyxl.worksheet.table import Table

    sheet.add_table(Table(displayName="T", ref="A1:C3"))
    told = openpyxl.load_workbook(translated("a.xlsx", saved(made)))
    rows = [[cell.value for cell in row] for row in told["Budget"].iter_rows()]
    assert rows == [
        ["DISPOSITIF", "MONTANT", "TOTAL"],
        ["AIDE", 12.5, "=B2*2"],
        ["X", 3, '=IF(B3>1,"oui","non")'],
    ]
    assert [c.name for c in told["Budget"].tables["T"].tableColumns] == [
        "DISPOSITIF",
        "MONTANT",
        "TOTAL",
    ]
    assert told["Budget"].oddHeader.center.text == "BUDGET DE LA RÉGION"


def test_opendocument(translated):
    made = Document("text")
    body = made.body
    body.clear()
    ns = 'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"'
    from odfdo import Element

    body.append(
        Element.from_tag(
            f'<text:p {ns}>La <text:span text:style-name="gras">convention</text:span><text:note text:id="n1" text:note-class="footnote">'
            "<text:note-citation>1</text:note-citation><text:note-body><text:p>note de bas</text:p></text:note-body></text:note>"
            ' est<text:s text:c="3"/>signée page <text:page-number>4</text:page-number>.<text:tab/>Fin<text:line-break/>Suite</text:p>'
        )
    )
    out = translated("a.odt", saved(made))
    with zipfile.ZipFile(out) as archive:
        assert archive.infolist()[0].filename == "mimetype"
        assert archive.infolist()[0].compress_type == zipfile.ZIP_STORED
        root = etree.fromstring(archive.read("content.xml"))
    text = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
    paragraph = next(root.iter(f"{text}p"))
    assert "".join(paragraph.itertext()) == "LA acòrdi1NOTE DE BAS EST SIGNÉE PAGE 4.FINSUITE"
    assert [s.text for s in paragraph.iter(f"{text}span")] == ["acòrdi"]
    assert [s.get(f"{text}c") for s in paragraph.iter(f"{text}s")] == ["2"]
    tags = [etree.QName(child).localname for child in paragraph]
    assert tags == ["span", "note", "s", "page-number", "tab", "line-break"]


def test_web_pages(translated):
    page = """<!DOCTYPE html>
<html lang="fr"><head><meta charset="utf-8"><title>Aides</title><script>var a = "bonjour";</script>
<meta name="description" content="les aides"></head><body><div>libre <b>gras</b><p>La <a href="/x">convention</a> signée.<br>Suite</p>fin</div>
<img src="a.png" alt="la mairie"><p>Le <code>let x</code> et <span translate="no">Pass Sud</span></p></body></html>"""
    told = translated("a.html", page.encode()).read_text(encoding="utf-8")
    assert '<html lang="oc">' in told
    assert "<title>AIDES</title>" in told
    assert '<script>var a = "bonjour";</script>' in told
    assert 'content="LES AIDES"' in told
    assert (
        '<div>LIBRE <b>GRAS</b><p>LA <a href="/x">acòrdi</a> SIGNÉE.<br>SUITE</p>FIN</div>' in told
    )
    assert 'alt="LA MAIRIE"' in told
    assert '<p>LE <code>let x</code> ET <span translate="no">Pass Sud</span></p>' in told


@pytest.mark.parametrize(
    ("name", "given", "told"),
    [
        (
            "a.srt",
            "1\r\n00:00:01,000 --> 00:00:02,500\r\nBonjour à <i>tous\r\nici</i> présents.\r\n\r\n2\r\n"
            "00:00:03,000 --> 00:00:04,000\r\n- Oui.\r\n- Non.\r\n",
            "1\r\n00:00:01,000 --> 00:00:02,500\r\nBONJOUR À <i>TOUS\r\nICI</i> PRÉSENTS.\r\n\r\n2\r\n"
            "00:00:03,000 --> 00:00:04,000\r\n- OUI.\r\n- NON.\r\n",
        ),
        (
            "a.vtt",
            "WEBVTT - titre\n\nNOTE une note\n\nintro\n00:01.000 --> 00:02.000 align:start\n<v Ana>Bonjour\n",
            "WEBVTT - titre\n\nNOTE une note\n\nintro\n00:01.000 --> 00:02.000 align:start\n<v Ana>BONJOUR</v>\n",
        ),
        ("a.txt", "un\r\n\r\n  deux\n12\n", "UN\r\n\r\n  DEUX\n12\n"),
    ],
)
def test_subtitles_and_text(translated, name, given, told):
    assert translated(name, given.encode()).read_bytes().decode() == told


@pytest.mark.parametrize(
    ("given", "told"),
    [
        (
            '<xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2"><file source-language="fr" original="a" datatype="x"><body>'
            '<trans-unit id="1"><source>La <g id="1">convention</g> de <x id="2"/>.</source></trans-unit>'
            '<trans-unit id="2" approved="yes"><source>merci</source><target>mercé</target></trans-unit>'
            '<trans-unit id="3" translate="no"><source>code</source></trans-unit></body></file></xliff>',
            [
                '<g id="1">acòrdi</g>',
                '<x id="2"/>',
                'target-language="oc"',
                "<target>mercé</target>",
                "needs-review",
            ],
        ),
        (
            '<xliff version="2.0" xmlns="urn:oasis:names:tc:xliff:document:2.0" srcLang="fr"><file id="f"><unit id="1">'
            '<segment><source>La <pc id="1">convention</pc> <ph id="2"/></source></segment></unit></file></xliff>',
            [
                '<pc id="1">acòrdi</pc>',
                '<ph id="2"/></target>',
                'trgLang="oc"',
                'state="translated"',
            ],
        ),
    ],
)
def test_xliff(translated, given, told):
    text = translated("a.xlf", given.encode()).read_text(encoding="utf-8")
    for piece in told:
        assert piece in text
    assert len(re.findall("<target", text)) == len(
        re.findall("<(?:trans-unit|segment)", given)
    ) - given.count('translate="no"')


def archive(**parts: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        for name, text in parts.items():
            made.writestr(name.replace("__", "/"), text)
    return out.getvalue()


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("a.docm", b"PK", "macros"),
        (
            "a.docx",
            archive(**{"word__document.xml": "<a/>", "word__vbaProject.bin": "x"}),
            "macros",
        ),
        ("a.odt", archive(**{"content.xml": "<a/>", "Basic__script-lc.xml": "x"}), "macros"),
        ("a.docx", b"pas une archive", "n'est pas celui"),
        ("a.docx", archive(**{"word__document.xml": "<a>"}), "abîmé"),
        ("a.pptx", archive(**{"ppt__slides__slide1.xml": "x" * 60_000_000}), "démesuré"),
        ("a.pdf", b"%PDF-1.7", "PDF"),
        ("a.doc", b"\xd0\xcf\x11\xe0", "ancien format"),
        ("a.exe", b"MZ", "ne se traduit|n'est pas de ceux"),
        ("a.txt", b"", "vide"),
        ("a.txt", b"a\0b", "binaire"),
        ("a.xlf", b"<html/>", "pas du XLIFF"),
        ("a.xlf", b"<xliff>", "abîmé"),
        ("a.html", b"<div><p>" * 5000 + b"a", "emboîtés|abîm"),
    ],
)
def test_files_that_are_not_translated(tmp_path, name, data, said):
    assert re.search(said, refusal(tmp_path, name, data, Limits(unpacked=50_000_000)))


def test_a_file_too_heavy_says_how_to_go_on(tmp_path):
    told = refusal(tmp_path, "a.pptx", b"PK\x03\x04" + b"\0" * 2000, Limits(file_size=1000))
    assert "Compressez ses images" in told


def test_entities_of_xml_are_not_opened(translated, tmp_path):
    secret = tmp_path / "secret"
    secret.write_text("mot de passe")
    made = (
        f'<!DOCTYPE xliff [<!ENTITY e SYSTEM "file://{secret}">]><xliff version="1.2"><file><body>'
        '<trans-unit id="1"><source>avant &e; après</source></trans-unit></body></file></xliff>'
    )
    out = translated("a.xlf", made.encode()).read_text()
    assert "mot de passe" not in out.lower()


def test_marks_in_a_document_are_not_ours(translated):
    made = docx.Document()
    made.add_paragraph(f"un {marks.kept(0)} mot \uf0b7 deux")
    told = docx.Document(str(translated("a.docx", saved(made))))
    assert told.paragraphs[0].text == "UN � MOT \uf0b7 DEUX"
