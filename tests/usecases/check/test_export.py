"""What leaves in an export: everything of the case, under safe names, told in the trail."""

from __future__ import annotations

import io
import json
import zipfile
from importlib import import_module
from typing import Any

import pypdfium2
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bastide.tenants.models import AuditEntry
from bastide.tenants.scope import scope
from bastide.usecases.check import decisions, export_data, storage
from bastide.usecases.check.export_data import safe_name
from bastide.usecases.check.models import Event

drafted: Any = import_module("tests.usecases.check.drafted")
pytestmark = pytest.mark.django_db
NIR = "1 85 05 78 006 084 91"


@pytest.fixture
def client(signed_in, instructor):
    return signed_in(person=instructor)


def archive_of(client: Any, case: Any) -> zipfile.ZipFile:
    answer = client.get(f"/pieces/{case.pk}/export/")
    assert answer.status_code == 200
    assert "attachment" in answer.headers["Content-Disposition"]
    return zipfile.ZipFile(io.BytesIO(b"".join(answer.streaming_content)))


def text_of(document: bytes) -> str:
    opened = pypdfium2.PdfDocument(document)
    text = "\n".join(page.get_textpage().get_text_bounded() for page in opened)
    return " ".join(text.replace("\u00a0", " ").split())


def test_the_zip_holds_the_files_the_report_and_the_data(case, client, organisation):
    archive = archive_of(client, case)
    assert set(archive.namelist()) == {
        "rapport.pdf",
        "dossier.json",
        "pieces/01-rib.pdf",
        "pieces/02-droits-numero-masque.pdf",
    }
    assert archive.read("pieces/01-rib.pdf") == b"rib.pdf"
    data = json.loads(archive.read("dossier.json"))
    assert [d["type"] for d in data["documents"]] == ["rib", "rights_attestation"]
    assert data["documents"][0]["fields"]["iban"]["value"] == "FR7630006000011234567890189"
    assert data["findings"][0]["rule"] == "rib_holder"
    assert data["findings"][0]["box"] == [0.1, 0.2, 0.5, 0.25]
    assert data["readings"][0]["pages"][0]["text"].startswith("RELEVÉ")
    assert {one["what"] for one in data["trail"]} >= {"created", "deposited", "exported"}
    assert "Le titulaire du RIB n'est pas le demandeur." in text_of(archive.read("rapport.pdf"))
    with scope(organisation):
        assert Event.objects.filter(what="exported").count() == 1
        assert AuditEntry.objects.filter(action="check.export", target="2026-0001").count() == 1


def test_the_number_is_masked_in_what_we_write(case, client):
    archive = archive_of(client, case)
    digits = NIR.replace(" ", "")
    for told in (archive.read("dossier.json").decode(), text_of(archive.read("rapport.pdf"))):
        assert NIR not in told
        assert digits not in told


def test_a_file_that_bears_the_number_leaves_as_pages_with_it_painted_over(case, client):
    written = archive_of(client, case).read("pieces/02-droits-numero-masque.pdf")
    pages = pypdfium2.PdfDocument(written)
    assert len(pages) == case.files.get(name="droits.pdf").pages.count()
    image = pages[1].render(scale=1).to_pil().convert("L")
    wide, high = image.size
    assert image.getpixel((int(0.3 * wide), int(0.225 * high))) < 60  # the field's box
    assert image.getpixel((int(0.7 * wide), int(0.6 * high))) > 200


def test_the_originals_leave_when_the_scheme_needs_the_number(case, client, monkeypatch):
    monkeypatch.setattr("bastide.usecases.check.export.scheme_of", lambda _: needing)
    needing = drafted.scheme(needs_nir=True)
    archive = archive_of(client, case)
    assert archive.read("pieces/02-droits.pdf") == b"droits.pdf"


def test_a_decision_bears_its_name_and_its_reason(case, client, instructor, organisation):
    with scope(organisation):
        decisions.refuse(case, instructor, "La formation a déjà commencé.")
    archive = archive_of(client, case)
    assert instructor.name in json.loads(archive.read("dossier.json"))["decision"]
    report = text_of(archive.read("rapport.pdf"))
    assert f"par {instructor.name}" in report
    assert "La formation a déjà commencé." in report


def test_a_file_gone_from_the_disk_is_told_and_the_rest_leaves(case, client, organisation):
    with scope(organisation):
        first = case.files.first()
    storage.remove(first.path)
    archive = archive_of(client, case)
    assert "rib.pdf" in archive.read("fichiers-absents.txt").decode()
    assert "pieces/02-droits-numero-masque.pdf" in archive.namelist()


def test_the_report_alone_is_a_pdf(case, client):
    answer = client.get(f"/pieces/{case.pk}/rapport/")
    assert answer.headers["Content-Type"] == "application/pdf"
    assert "2026-0001" in text_of(answer.content)


def test_another_organisation_exports_nothing(case, signed_in, other_organisation):
    stranger = signed_in("administrator", other_organisation)
    for page in ("export", "rapport", "lettre", "lien"):
        assert stranger.get(f"/pieces/{case.pk}/{page}/").status_code == 404


def test_a_case_that_was_never_examined_is_exported(in_scope, instructor, case, client):
    case.files.all().delete()
    case.pieces.all().delete()
    case.findings.all().delete()
    type(case).objects.update(outcome="")
    assert archive_of(client, case).namelist() == ["rapport.pdf", "dossier.json"]


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("../../etc/passwd", "01-passwd"),
        ("..\\..\\a.pdf", "01-a.pdf"),
        (".bashrc", "01-bashrc"),
        ("relevé d'été.PDF", "01-releve-d-ete.PDF"),
        ("", "01-fichier"),
        ("…", "01-fichier"),
        ("CON", "01-CON"),
    ],
)
def test_names_are_safe(name: str, kept: str):
    assert safe_name(name, 1) == kept


@given(st.text(st.characters(codec=None), max_size=300))
def test_no_name_leaves_the_folder(name: str):
    kept = safe_name(name, 7)
    assert kept.startswith("07-")
    assert kept.isascii()
    assert not set(kept) & set('/\\:*?"<>|')
    assert len(kept) <= export_data.LONGEST_NAME + 10
