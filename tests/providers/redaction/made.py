# ruff: noqa: E501 (XML as programs write it)
"""Documents made for the tests, with personal data everywhere a file can hide it."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

from docx import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from PIL import Image, PngImagePlugin
from reportlab.pdfgen.canvas import Canvas

NAME, PHONE, MAIL = "Élodie Chimérique", "06 39 98 12 34", "elodie.chimerique@courriel.example"
ADDRESS = "12 rue des Fables, 13001 Marseille"
# What must be nowhere in a redacted file, whatever the case.
SECRETS = ("chimérique", "chimerique", "39 98 12 34", "rue des fables", "zorglub")


def picture() -> bytes:
    told = PngImagePlugin.PngInfo()
    told.add_text("Author", "Zorglub Chimérique")
    out = io.BytesIO()
    Image.new("RGB", (40, 20), (20, 90, 160)).save(out, "PNG", pnginfo=told)
    return out.getvalue()


def word(path: Path) -> Path:
    """Runs that cut names, a table, header, footer, comment, tracked changes, field, properties."""
    document = Document()
    document.core_properties.author = "Zorglub Chimérique"
    document.core_properties.last_modified_by = "Zorglub"
    document.core_properties.title = f"Dossier de {NAME}"
    document.sections[0].header.paragraphs[0].text = f"Dossier de Mme {NAME}"
    document.sections[0].footer.paragraphs[0].text = f"Contact : {MAIL}"
    document.add_heading("Compte rendu", 1)
    paragraph = document.add_paragraph("Madame ")
    paragraph.add_run("Élo").bold = True
    paragraph.add_run("die Chimé").italic = True
    paragraph.add_run("rique habite ")
    paragraph.add_run("12 rue des Fables, ")
    paragraph.add_run("13001 Marseille").underline = True
    paragraph.add_run(". Elle a rappelé.")
    table = document.add_table(rows=1, cols=2)
    table.rows[0].cells[0].text = "Téléphone"
    table.rows[0].cells[1].text = PHONE
    changed = document.add_paragraph("Suivi : ")
    changed._p.append(
        parse_xml(
            f'<w:del {nsdecls("w")} w:id="1" w:author="Zorglub Chimérique" w:date="2026-01-01T00:00:00Z">'
            "<w:r><w:delText>Ancien nom : Zorglub Chimérique</w:delText></w:r></w:del>"
        )
    )
    changed._p.append(
        parse_xml(
            f'<w:ins {nsdecls("w")} w:id="2" w:author="Zorglub Chimérique" w:date="2026-01-01T00:00:00Z">'
            f"<w:r><w:t>tél. {PHONE}</w:t></w:r></w:ins>"
        )
    )
    linked = document.add_paragraph("Écrire : ")
    linked._p.append(
        parse_xml(
            f'<w:fldSimple {nsdecls("w")} w:instr=" HYPERLINK &quot;mailto:{MAIL}&quot; ">'
            f"<w:r><w:t>{MAIL}</w:t></w:r></w:fldSimple>"
        )
    )
    linked._p.append(
        parse_xml(f'<w:bookmarkStart {nsdecls("w")} w:id="9" w:name="Élodie Chimérique"/>')
    )
    linked._p.append(parse_xml(f'<w:bookmarkEnd {nsdecls("w")} w:id="9"/>'))
    document.add_picture(io.BytesIO(picture()))
    document.add_comment(paragraph.runs, f"Voir avec {NAME}", author="Zorglub Chimérique")
    body = io.BytesIO()
    document.save(body)
    with zipfile.ZipFile(body) as read, zipfile.ZipFile(path, "w") as written:
        for member in read.infolist():
            written.writestr(member, read.read(member))
        written.writestr("word/embeddings/oleObject1.bin", b"zorglub")
        written.writestr("customXml/item9.xml", f"<a><nom>{NAME}</nom></a>".encode())
    return path


_NS = (
    'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" '
    'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
    'xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" '
    'xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0" '
    'xmlns:dc="http://purl.org/dc/elements/1.1/" '
    'xmlns:meta="urn:oasis:names:tc:opendocument:xmlns:meta:1.0" '
    'xmlns:xlink="http://www.w3.org/1999/xlink" office:version="1.3"'
)


def opendocument(path: Path) -> Path:
    """Spans that cut names, blanks, a table, a comment, tracked changes, header, old properties."""
    content = f"""<?xml version="1.0" encoding="UTF-8"?>
<office:document-content {_NS}><office:automatic-styles><style:style style:name="B" style:family="text">
<style:text-properties fo:font-weight="bold"/></style:style></office:automatic-styles>
<office:body><office:text><text:tracked-changes><text:changed-region xml:id="c1"><text:deletion>
<office:change-info><dc:creator>Zorglub Chimérique</dc:creator><dc:date>2026-01-01T00:00:00</dc:date>
</office:change-info><text:p>Ancien : Zorglub Chimérique</text:p></text:deletion></text:changed-region>
</text:tracked-changes><text:h text:outline-level="1">Compte rendu</text:h>
<text:p>Madame <text:span text:style-name="B">Élo</text:span>die Chimé<text:change text:change-id="c1"/>rique habite 12 rue<text:s/>des Fables,<text:line-break/>13001 Marseille.<office:annotation><dc:creator>Zorglub Chimérique</dc:creator><dc:date>2026-01-01T00:00:00</dc:date><text:p>Voir avec {NAME}</text:p></office:annotation> Elle a rappelé.</text:p>
<table:table table:name="T"><table:table-column/><table:table-column/><table:table-row><table:table-cell><text:p>Téléphone</text:p></table:table-cell><table:table-cell><text:p>{PHONE}</text:p></table:table-cell></table:table-row></table:table>
<text:p>Écrire : <text:a xlink:type="simple" xlink:href="mailto:{MAIL}">{MAIL}</text:a></text:p>
</office:text></office:body></office:document-content>"""
    styles = f"""<?xml version="1.0" encoding="UTF-8"?>
<office:document-styles {_NS}><office:automatic-styles><style:page-layout style:name="L"/></office:automatic-styles><office:master-styles><style:master-page style:name="Standard" style:page-layout-name="L">
<style:header><text:p>Dossier de Mme {NAME}</text:p></style:header></style:master-page></office:master-styles>
</office:document-styles>"""
    meta = f"""<?xml version="1.0" encoding="UTF-8"?>
<office:document-meta {_NS}><office:meta><meta:initial-creator>Zorglub</meta:initial-creator>
<dc:title>Dossier de {NAME}</dc:title></office:meta></office:document-meta>"""
    names = ("content.xml", "styles.xml", "meta.xml", "Thumbnails/thumbnail.png", "layout-cache")
    entries = "".join(
        f'<manifest:file-entry manifest:full-path="{n}" manifest:media-type="text/xml"/>'
        for n in names
    )
    manifest = f"""<?xml version="1.0" encoding="UTF-8"?>
<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0" manifest:version="1.3">
<manifest:file-entry manifest:full-path="/" manifest:media-type="application/vnd.oasis.opendocument.text"/>{entries}</manifest:manifest>"""
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        for name, body in (
            ("content.xml", content), ("styles.xml", styles), ("meta.xml", meta),
            ("Thumbnails/thumbnail.png", picture()), ("layout-cache", b"zorglub"),
            ("META-INF/manifest.xml", manifest),
        ):  # fmt: skip
            archive.writestr(name, body)
    return path


def pdf(path: Path) -> Path:
    """Two pages of text, a form field, properties, then a second revision over the first."""
    canvas = Canvas(str(path), pageCompression=1)
    canvas.setAuthor("Zorglub Chimérique")
    canvas.setTitle(f"Dossier de {NAME}")
    canvas.setFont("Helvetica", 12)
    canvas.drawString(72, 760, "Compte rendu du 12 mars 2026")
    canvas.drawString(72, 730, f"Madame {NAME} habite")
    canvas.drawString(72, 712, f"{ADDRESS}.")
    canvas.drawString(72, 694, f"Elle a rappelé au {PHONE}.")
    canvas.acroForm.textfield(name="mail", value=MAIL, x=72, y=640, width=320, height=20)
    canvas.bookmarkPage("p1")
    canvas.addOutlineEntry("Zorglub Chimérique", "p1")
    canvas.showPage()
    canvas.setFont("Helvetica", 12)
    canvas.drawString(72, 760, f"Fin. Signé : {NAME}")
    canvas.save()
    return path
