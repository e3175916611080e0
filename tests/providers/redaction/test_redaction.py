"""What was hidden is nowhere in a redacted file; the rest is as it was; hostile files are told."""

from __future__ import annotations

import importlib.util
import io
import zipfile
from pathlib import Path

import pypdfium2
import pytest
from docx import Document
from PIL import Image

from bastide.engine.personal import personal
from bastide.engine.personal.keys import key_of, restorations
from bastide.engine.personal.replacing import applied, replacements
from bastide.engine.ports import ReadError
from bastide.providers.redaction.pictures import bare
from bastide.providers.redaction.sandbox import Limits, extracted, redacted

_SPEC = importlib.util.spec_from_file_location("made", Path(__file__).with_name("made.py"))
made = importlib.util.module_from_spec(_SPEC)
_SPEC.loader.exec_module(made)

MAKERS = {"a.docx": made.word, "a.odt": made.opendocument, "a.pdf": made.pdf}


def redact(path: Path, *, pseudonyms: bool = False) -> tuple[str, bytes]:
    text = extracted(path, path.name).text
    puts = replacements(text, personal(text), pseudonyms=pseudonyms)
    return text, redacted(path, path.name, text, [(p.start, p.end, p.new) for p in puts])


def everything(body: bytes) -> str:
    """All that a file holds, archives and streams opened."""
    if body.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(body)) as archive:
            pieces = [archive.read(name) for name in archive.namelist()]
        return b"\n".join(pieces).decode("utf-8", "replace").lower()
    pdf = pypdfium2.PdfDocument(body)
    pages = [page.get_textpage().get_text_range() for page in pdf]
    told = [str(pdf.get_metadata_dict()), *(b.get_title() for b in pdf.get_toc())]
    return "\n".join([*pages, *told, body.decode("latin-1")]).lower()


@pytest.mark.parametrize("name", MAKERS)
def test_nothing_of_what_was_hidden_is_left(name: str, tmp_path: Path) -> None:
    path = MAKERS[name](tmp_path / name)
    before = everything(path.read_bytes())
    assert "chim" in before
    text, body = redact(path)
    assert made.MAIL in text
    after = everything(body)
    for secret in made.SECRETS:
        assert secret not in after, secret
    assert "[téléphone]" in after
    assert "compte rendu" in after
    assert "elle a rappelé" in after


@pytest.mark.parametrize("name", ["a.docx", "a.odt"])
def test_a_pseudonymised_document_comes_back(name: str, tmp_path: Path) -> None:
    path = MAKERS[name](tmp_path / name)
    text, body = redact(path, pseudonyms=True)
    key = key_of(text, replacements(text, personal(text), pseudonyms=True))
    result = tmp_path / f"r-{name}"
    result.write_bytes(body)
    there = extracted(result, name).text
    back = [(b.start, b.end, b.new) for b in restorations(there, key)]
    again = tmp_path / f"b-{name}"
    again.write_bytes(redacted(result, name, there, back))
    assert "".join(extracted(again, name).text.split()) == "".join(text.split())


def test_the_format_of_a_word_file_stays(tmp_path: Path) -> None:
    path = made.word(tmp_path / "a.docx")
    _, body = redact(path)
    document = Document(io.BytesIO(body))
    runs = [(run.text, run.bold, run.italic) for run in document.paragraphs[1].runs]
    assert ("[NOM]", True, None) in runs
    assert document.paragraphs[0].style.name == "Heading 1"
    assert document.tables[0].rows[0].cells[1].text == "[TÉLÉPHONE]"
    assert document.sections[0].header.paragraphs[0].text == "Dossier de Mme [NOM]"
    assert document.core_properties.author == ""
    assert len(document.inline_shapes) == 1
    comments = list(document.comments)
    assert comments[0].text == "Voir avec [NOM]"
    assert comments[0].author == "Auteur"


def test_each_place_is_painted_over_in_the_picture_of_a_page(tmp_path: Path) -> None:
    path = made.pdf(tmp_path / "a.pdf")
    _, body = redact(path)
    page = pypdfium2.PdfDocument(body)[0]
    picture = page.render(scale=1).to_pil().convert("L")
    # « Élodie Chimérique » begins at 72 + the width of « Madame » in Helvetica 12, line 730.
    row = [picture.getpixel((x, round(page.get_height() - 738))) for x in range(125, 210)]
    assert sum(value < 90 for value in row) > 70
    assert (
        pypdfium2.PdfDocument(path)[0].render(scale=1).to_pil().convert("L").getpixel((200, 104))
        > 200
    )


def test_refused_places_stay(tmp_path: Path) -> None:
    path = made.word(tmp_path / "a.docx")
    text = extracted(path, "a.docx").text
    puts = [(p.start, p.end, p.new) for p in replacements(text, personal(text), pseudonyms=False)]
    kept = redacted(path, "a.docx", text, puts[1:])
    there = tmp_path / "k.docx"
    there.write_bytes(kept)
    assert "Madame Élodie Chimérique habite [ADRESSE]" in extracted(there, "k.docx").text


def test_plain_text_is_the_same_elsewhere(tmp_path: Path) -> None:
    for raw in (
        "M. Fictif\r\n\tété\r\n\n fin ".encode(),
        b"\xef\xbb\xbfM. Fictif\r\n",
        "M. Fictif, été €\r".encode("cp1252"),
        "M. Fictif été\n".encode("utf-16-le").join([b"\xff\xfe", b""]),
    ):
        path = tmp_path / "t.txt"
        path.write_bytes(raw)
        text, body = redact(path)
        encoding = "utf-16-le" if raw[:2] == b"\xff\xfe" else "utf-8"
        if b"\x80" in raw:
            encoding = "cp1252"
        assert body == raw.replace("Fictif".encode(encoding), "[NOM]".encode(encoding))
        assert "Fictif" in text


def test_a_text_the_same_but_for_what_is_replaced() -> None:
    text = "  M. Fictif\u00a0: 06\u202f39 98 12 34\u2009!\n"
    spans = personal(text)
    result = applied(text, replacements(text, spans, pseudonyms=False))
    assert result == "  M. [NOM]\u00a0: [TÉLÉPHONE]\u2009!\n"


def _zip(**members: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, body in members.items():
            archive.writestr(name.replace("__", "/").replace("_xml", ".xml"), body)
    return out.getvalue()


@pytest.mark.parametrize(
    ("name", "body", "told"),
    [
        ("a.txt", b"", "vide"),
        ("a.txt", b"a\0b", "pas du texte"),
        ("a.pdf", b"%PDF-1.7 rien", "abîmé"),
        ("a.docx", b"PK\x03\x04rien", "abîmé"),
        ("a.zip", _zip(a=b"x"), "ni un .docx ni un .odt"),
        ("a.docx", _zip(word__document_xml=b"<a"), "abîmé"),
        (
            "a.docx",
            _zip(word__document_xml=b'<!DOCTYPE a [<!ENTITY x "y">]><a>&x;</a>'),
            "déclarations",
        ),
        ("a.docx", _zip(word__document_xml=b" " * 40_000_000), "démesuré"),
        ("a.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "ancien format"),
        ("a.png", b"\x89PNG\r\n\x1a\n", "Donnez un fichier"),
        ("a.odt", _zip(mimetype=b"x", content_xml=b"<a/>"), "abîmé"),
    ],
)
def test_hostile_files_are_told(name: str, body: bytes, told: str, tmp_path: Path) -> None:
    path = tmp_path / name
    path.write_bytes(body)
    with pytest.raises(ReadError, match=told):
        extracted(path, name, Limits(unpacked=20_000_000))


def test_a_pdf_of_pictures_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "scan.pdf"
    Image.new("RGB", (200, 300), "white").save(path, "PDF")
    with pytest.raises(ReadError, match="scan"):
        extracted(path, "scan.pdf")


def test_pictures_lose_what_is_told_beside_them() -> None:
    out = io.BytesIO()
    exif = Image.Exif()
    exif[0x013B] = "Zorglub"
    Image.new("RGB", (30, 20), (200, 30, 40)).save(out, "JPEG", exif=exif, comment=b"Zorglub")
    for body in (out.getvalue(), made.picture()):
        assert b"orglub" in body
        clean = bare(body)
        assert b"orglub" not in clean
        before, after = Image.open(io.BytesIO(body)), Image.open(io.BytesIO(clean))
        assert before.convert("RGB").tobytes() == after.convert("RGB").tobytes()
    assert bare(b"<svg/>") == b""


def named_everywhere(path: Path) -> Path:
    """A Word file whose bookmark, picture, control and members bear what its text says."""
    document = Document()
    document.add_paragraph(f"Madame {made.NAME}, tél. {made.PHONE}.")
    last = document.add_paragraph("Voir la photographie.")
    for xml in (
        '<w:bookmarkStart {n} w:id="7" w:name="Elodie_Chimerique"/>',
        '<w:bookmarkEnd {n} w:id="7"/>',
        '<w:bookmarkStart {n} w:id="8" w:name="CHIMERIQUE2"/>',
        '<w:bookmarkEnd {n} w:id="8"/>',
        '<w:sdt {n}><w:sdtPr><w:tag w:val="tel_0639981234"/></w:sdtPr><w:sdtContent><w:r>'
        "<w:t>oui</w:t></w:r></w:sdtContent></w:sdt>",
    ):
        last._p.append(made.parse_xml(xml.format(n=made.nsdecls("w"))))
    picture = document.add_picture(io.BytesIO(made.picture()))
    picture._inline.docPr.set("name", "photo_elodie_chimerique.jpg")
    written = io.BytesIO()
    document.save(written)
    with zipfile.ZipFile(written) as archive, zipfile.ZipFile(path, "w") as copy:
        for name in archive.namelist():
            body = archive.read(name).replace(b"media/image1.png", b"media/Chimerique.png")
            copy.writestr(name.replace("media/image1.png", "media/Chimerique.png"), body)
        copy.writestr("word/embeddings/Contrat Chimerique.bin", b"Chimerique")
        copy.writestr("../../chimerique.txt", b"dehors")
    return path


def test_names_of_bookmarks_pictures_and_members_tell_nothing(tmp_path: Path) -> None:
    _, body = redact(named_everywhere(tmp_path / "a.docx"))
    left = everything(body)
    assert not [secret for secret in made.SECRETS if secret in left]
    assert "0639981234" not in left
    with zipfile.ZipFile(io.BytesIO(body)) as archive:
        names = archive.namelist()
    assert not [name for name in names if "chimerique" in name.lower() or ".." in name]
    shown = Document(io.BytesIO(body)).part.related_parts.values()
    assert [one.partname for one in shown if "media" in one.partname] == ["/word/media/piece1.png"]


def test_an_archive_of_too_many_members_is_refused(tmp_path: Path) -> None:
    path = made.word(tmp_path / "a.docx")
    with zipfile.ZipFile(path, "a") as archive:
        for number in range(20_001):
            archive.writestr(f"word/x{number}.xml", b"")
    with pytest.raises(ReadError, match="trop de fichiers"):
        extracted(path, path.name)


def test_a_plain_text_too_long_is_refused_as_a_document_is(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("a " * 500)
    with pytest.raises(ReadError, match="trop de texte"):
        extracted(path, path.name, Limits(text=999))
