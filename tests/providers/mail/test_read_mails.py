"""Mails read in the child process: .eml, .msg, mbox, honest, broken and hostile."""

from __future__ import annotations

import base64
import importlib.util
import io
import zipfile
from email.message import EmailMessage
from pathlib import Path
from types import ModuleType

import pytest
import reportlab
from PIL import Image, ImageDraw, ImageFont

from bastide.engine.mail.model import Message
from bastide.engine.ports import ReadError
from bastide.providers.mail import close_idle_child as close_idle_reader
from bastide.providers.mail import read_mails
from bastide.providers.mail.danger import ARCHIVE, MACROS, PROGRAM
from bastide.providers.mail.html_text import text_of_html
from bastide.providers.pieces.sandbox import close_idle_child as close_idle_eye
from bastide.providers.readers.sandbox import close_idle_child


@pytest.fixture(scope="module", autouse=True)
def ended():
    yield
    close_idle_child()
    close_idle_eye()
    close_idle_reader()


@pytest.fixture(scope="module")
def outlook() -> ModuleType:
    spec = importlib.util.spec_from_file_location("outlook", Path(__file__).parent / "outlook.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def read(tmp_path):
    def one(data: bytes, name: str = "m.eml") -> list[Message | str]:
        path = tmp_path / name
        path.write_bytes(data)
        return list(read_mails(path))

    return one


def mail(body: str = "Bonjour.", **headers: str) -> EmailMessage:
    message = EmailMessage()
    message["From"] = "Zoé Fictive <Zoe@Fictive.example>"
    message["To"] = "mairie@alpha.example"
    message["Subject"] = "Poubelle cassée"
    message["Date"] = "Tue, 03 Mar 2026 10:12:00 +0100"
    message["Message-ID"] = "<un@fictive.example>"
    for name, value in headers.items():
        message[name.replace("_", "-")] = value
    message.set_content(body)
    return message


def test_a_mail_is_read(read):
    message = mail("Bonjour,\nma poubelle est cassée.\n", In_Reply_To="<zero@alpha.example>")
    message.add_attachment(b"Un deux trois.", "text", "plain", filename="../note é.txt")
    (found,) = read(message.as_bytes())
    assert (found.key, found.answers) == ("un@fictive.example", ("zero@alpha.example",))
    assert (found.sender, found.sender_name) == ("zoe@fictive.example", "Zoé Fictive")
    assert (found.to, found.subject) == (("mairie@alpha.example",), "Poubelle cassée")
    assert found.sent.isoformat() == "2026-03-03T10:12:00+01:00"
    assert found.body == "Bonjour,\nma poubelle est cassée."
    (piece,) = found.attachments
    assert (piece.name, piece.text, piece.problem) == ("note é.txt", "Un deux trois.", "")


def test_the_same_said_twice_is_read_once(read):
    message = mail("En clair.")
    message.add_alternative("<p>En <b>clair</b>.</p>", subtype="html")
    assert read(message.as_bytes())[0].body == "En clair."
    only = mail("x")
    only.set_content(
        "<html><head><style>p{}</style><title>T</title></head><body><script>alert(1)</script>"
        "<p>Bonjour,<br>deux&nbsp;lignes</p><img src='https://traceur.example/p.gif'>"
        "<div style='display:none'>caché</div><blockquote><p>cité</p></blockquote>"
        "<ul><li>un</li><li>deux</li></ul><table><tr><td>a</td><td>b</td></tr></table>",
        subtype="html",
    )
    body = read(only.as_bytes())[0].body
    assert body.splitlines() == [
        "Bonjour,", "deux lignes", "", "> cité", ">", "- un", "- deux", "", "a b",
    ]  # fmt: skip
    assert not {"alert", "traceur", "caché", "p{}"} & set(body.split())


@pytest.mark.parametrize(
    ("sender", "reply_to", "author"),
    [
        ("ne-pas-repondre@alpha.example", "Zoé <zoe@fictive.example>", "zoe@fictive.example"),
        ("formulaire@alpha.example", "zoe@fictive.example", "zoe@fictive.example"),
        ("noreply@alpha.example", "", "noreply@alpha.example"),
        ("zoe@fictive.example", "liste@fictive.example", "zoe@fictive.example"),
        ("norbert@fictive.example", "autre@fictive.example", "norbert@fictive.example"),
    ],
)
def test_a_robot_speaks_for_a_person(read, sender, reply_to, author):
    head = f"From: {sender}\nReply-To: {reply_to}\nSubject: Demande\n\nBonjour"
    assert read(head.encode())[0].sender == author


def test_charsets_that_lie(read):
    head = b"From: a@b.example\r\nContent-Type: text/plain; charset=%s\r\n\r\n"
    assert read(head % b"iso-8859-1" + "déjà".encode())[0].body == "déjà"
    assert read(head % b"utf-8" + "déjà l'été".encode("cp1252"))[0].body == "déjà l'été"
    assert read(head % b"klingon" + "déjà l'été".encode("cp1252"))[0].body == "déjà l'été"
    raw = "From: Zoé <a@b.example>\nSubject: =?utf-8?B?w6lsw6h2ZQ==?= =?x?Q?=E9?=\n\nx"
    (found,) = read(raw.encode("cp1252"))
    assert (found.sender_name, found.subject) == ("Zoé", "élèveé")


def test_flowed_lines_are_joined(read):
    body = "une ligne \ncoupée\n> citation \n> coupée\n-- \nZoé".encode()
    head = b"From: a@b.example\nContent-Type: text/plain; format=flowed\n\n"
    assert read(head + body)[0].body == "une ligne coupée\n> citation coupée\n-- \nZoé"


def test_what_must_not_be_opened_is_named(read):
    macros = io.BytesIO()
    with zipfile.ZipFile(macros, "w") as archive:
        archive.writestr("word/document.xml", "<w/>")
        archive.writestr("word/vbaProject.bin", "x")
    message = mail()
    for name, data in (
        ("facture.docx", macros.getvalue()),
        ("facture.pdf.exe", b"x"),
        ("photo.png", b"MZ\x90"),
        ("lot.zip", b"PK\x03\x04"),
        ("winmail.dat", b"\x78\x9f\x3e\x22"),
        ("abime.pdf", b"%PDF-1.4 rien"),
    ):
        message.add_attachment(data, "application", "octet-stream", filename=name)
    (found,) = read(message.as_bytes())
    told = {one.name: one.problem for one in found.attachments}
    assert told["facture.docx"] == MACROS
    assert told["facture.pdf.exe"] == told["photo.png"] == PROGRAM
    assert told["lot.zip"] == ARCHIVE
    assert "winmail.dat" in told["winmail.dat"]
    assert told["abime.pdf"]
    assert not any(one.text for one in found.attachments)


def test_an_attached_mail_is_read_and_a_logo_is_not_a_document(read):
    inner = mail("Le lampadaire est éteint.")
    inner.add_attachment(b"a;b\n1;2\n", "text", "csv", filename="t.csv")
    outer = mail("Voir ci-joint.")
    outer.add_attachment(inner)
    outer.add_attachment(b"\x89PNG", "image", "png", cid="<logo@x>", disposition="inline")
    (found,) = read(outer.as_bytes())
    assert [one.name for one in found.attachments] == ["t.csv", "Poubelle cassée.eml"]
    assert "lampadaire" in found.attachments[1].text


def test_a_mailbox_gives_its_mails(read):
    line = b"From a Tue Mar  3 10:12:00 2026\n"
    one = mail("Un\n\nFrom now on\nFrom ici.").as_bytes()
    box = line + one.replace(b"\nFrom ici", b"\n>From ici") + b"\n" + line + mail("Deux").as_bytes()
    found = read(box + b"\n" + line + b"X: pas\n\nun courriel\n", "b.mbox")
    assert [f.body for f in found[:2]] == ["Un\n\nFrom now on\nFrom ici.", "Deux"]
    assert found[2].startswith("Message 3 de la boîte")
    windows = line + mail("Un").as_bytes() + b"\n" + line + mail("Deux").as_bytes()
    assert [f.body for f in read(windows.replace(b"\n", b"\r\n"))] == ["Un", "Deux"]


def test_what_an_editor_adds_before_the_headers_is_left(read):
    data = mail("Bonjour").as_bytes()
    for given in (b"\xef\xbb\xbf" + data, b"\n\n" + data, data.decode().encode("utf-16")):
        assert read(given)[0].body == "Bonjour"


def test_outlook_mails_are_read(read, outlook):
    headers = "From: Zoé <zoe@fictive.example>\r\nDate: Tue, 03 Mar 2026 10:12:00 +0100\r\n"
    data = outlook.msg(
        {0x0037: "Poubelle", 0x1000: "Bonjour,\r\nvoilà." + " " * 5000, 0x007D: headers,
         0x1035: "<a@fictive.example>", 0x1042: "<z@alpha.example>"},
        [{0x39FE: "Mairie@alpha.example"}],
        [{0x3705: 1, 0x3707: "note.txt", 0x370E: "text/plain", 0x3701: "Été".encode()}],
    )  # fmt: skip
    (found,) = read(data, "m.msg")
    assert (found.key, found.answers) == ("a@fictive.example", ("z@alpha.example",))
    assert (found.sender, found.to) == ("zoe@fictive.example", ("mairie@alpha.example",))
    assert found.body.split() == ["Bonjour,", "voilà."]
    assert found.attachments[0].text == "Été"
    html = outlook.msg({0x0037: "x", 0x1013: b"<p>Bonjour</p>", 0x5D01: "a@b.example"})
    (found,) = read(html, "h.msg")
    assert (found.body, found.sender) == ("Bonjour", "a@b.example")
    with pytest.raises(ReadError, match="abîmé"):
        read(data[:1500], "coupe.msg")


def test_a_thousand_attachments_are_counted(read):
    message = mail()
    for number in range(1000):
        message.add_attachment(b"a", "application", "x-rien", filename=f"{number}.xyz")
    (found,) = read(message.as_bytes())
    assert len(found.attachments) == 51
    assert "950 autres" in found.attachments[-1].problem


def nested(depth: int) -> bytes:
    level = b'Content-Type: multipart/mixed; boundary="b%d"\n\n--b%d\n'
    opened = b"".join(level % (number, number) for number in range(depth))
    return b"From: a@b.example\n" + opened + b"Content-Type: text/plain\n\nfond\n"


def test_nested_bombs_are_not_opened(read):
    (found,) = read(nested(40))
    assert "trop profond" in found.attachments[0].problem
    with pytest.raises(ReadError, match="trop de niveaux"):
        read(nested(3000))


def test_a_photograph_is_read_by_the_eye_of_check(read):
    picture = Image.new("RGB", (1200, 400), "white")
    font = ImageFont.truetype(Path(reportlab.__file__).parent / "fonts/Vera.ttf", 40)
    ImageDraw.Draw(picture).text((60, 60), "Attestation de domicile\ndu lampadaire", "black", font)
    page = io.BytesIO()
    picture.save(page, "PNG")
    message = mail()
    message.add_attachment(page.getvalue(), "image", "png", filename="scan.png")
    (found,) = read(message.as_bytes())
    assert "Attestation de domicile" in found.attachments[0].text


@pytest.mark.parametrize(
    "head",
    [
        b"From: " + b"(" * 50_000 + b"a@b.example",
        b"To: " + b", ".join(b"p%d@b.example" % n for n in range(20_000)),
        b"Subject: " + b"=?utf-8?B?" * 20_000,
        b"".join(b"X-%d: %s\n" % (n, b"y" * 900) for n in range(5000)) + b"To: a@b.example",
        b"References: " + b"<a@b>\n " * 20_000,
        b"Subject: a\nContent-Type: " + b";" * 50_000,
        b"Subject: a\nContent-Type: text/plain; charset*0*=" + b"%" * 20_000,
        b"Subject: a\nDate: Thu, 99 Foo 99999999999999999999 99:99:99 +999999",
        b"Subject: a\nMessage-ID: \xff\xfe\x00\x01",
    ],
)
def test_header_bombs_are_cut(read, head):
    (found,) = read(head + b"\n\nbonjour")
    assert found.body == "bonjour"
    assert len(found.subject) <= 500
    assert len(found.to) <= 100


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "vide"),
        (b"\n\n", "vide"),
        (b"Bonjour, ceci est une lettre.\n\nFrom: x", "pas un courriel"),
        (b"\x00\x01\x02" * 1000, "pas un courriel"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 100, "abîmé"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x01" * 5000, "abîmé"),
        (b"%PDF-1.4", "pas un courriel"),
    ],
)
def test_what_is_no_mail_is_refused(read, data, said):
    with pytest.raises(ReadError, match=said):
        read(data)


def test_a_file_too_large_is_not_opened(tmp_path):
    path = tmp_path / "gros.mbox"
    with path.open("wb") as file:
        file.truncate(200 * 1024 * 1024)
    with pytest.raises(ReadError, match="limite"):
        list(read_mails(path))


def test_no_half_of_a_character_comes_through(read):
    head = b"From: a@b.example\nSubject: \\ud800 =?utf-8?q?x?=\nContent-Type: text/plain; charset="
    (found,) = read(head + b"utf-7\n\nun +2AA- deux")
    (found.subject + found.body).encode("utf-8")
    assert found.body.startswith("un ")


def test_html_that_is_no_html():
    assert text_of_html("") == ""
    assert text_of_html("<" * 100_000) is not None
    assert text_of_html("<div>" * 20_000 + "fond") is not None
    assert text_of_html("<!-- --><?xml version='1.0' encoding='x'?>a b") == "a b"
    base = base64.b64encode(b"x").decode()
    assert text_of_html(f"<p>a<img src='data:image/png;base64,{base}'>b</p>") == "ab"


@pytest.mark.parametrize("depth", [300, 3000, 100_000])
def test_a_quotation_nested_too_deep_is_read_all_the_same(depth):
    page = f"<p>Tête</p>{'<blockquote>' * depth}Fond{'</blockquote>' * depth}<p>Queue</p>"
    told = text_of_html(page)
    assert [line.lstrip("> ") for line in told.split("\n") if line.strip("> ")] == [
        "Tête", "Fond", "Queue",
    ]  # fmt: skip
