"""`bastide check`: a folder, a scheme, one result; no database, no trace, French words."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from bastide.site.command import bastide

SCHEME = """
[procedure]
name = "essai"
title = "Aide d'essai"
version = "7"
valid_from = 2020-01-01
source = "Règlement imaginaire"
territory = []
retention_months = 12
needs_nir = false

[[documents]]
name = "rib"
label = "RIB"
kinds = ["rib"]
required = true

[[rules]]
id = "presence"
title = "Documents obligatoires"
check = "presence"
level = "required"
source = "Règlement imaginaire, article 1"
[rules.failed]
instructor = "{reason}"
applicant = "Il manque : {missing}."
plain = "Il manque : {missing}."
[rules.inconclusive]
instructor = "À vérifier. {reason}"
plain = "À vérifier."
"""
RIB = (
    "RELEVÉ D'IDENTITÉ BANCAIRE",
    "Banque Imaginaire du Midi",
    "Titulaire du compte : EXEMPLE Zoé",
    "Code banque  Code guichet  Numéro de compte  Clé RIB",
    "30006  00001  12345678901  89",
    "IBAN : FR76 3000 6000 0112 3456 7890 189",
    "BIC : AGRIFRPP",
)


def pdf(*lines: str) -> bytes:
    written = io.BytesIO()
    canvas = Canvas(written, pagesize=A4)
    for n, line in enumerate(lines):
        canvas.drawString(60, 780 - 28 * n, line)
    canvas.showPage()
    canvas.save()
    return written.getvalue()


@pytest.fixture
def scheme(tmp_path: Path) -> str:
    path = tmp_path / "essai.toml"
    path.write_text(SCHEME, encoding="utf-8")
    return str(path)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "dossier"
    made.mkdir()
    return made


def check(*arguments: Any) -> Result:
    """Never a trace, whatever is given."""
    told = CliRunner().invoke(bastide, ["check", *map(str, arguments)])
    assert told.exception is None or isinstance(told.exception, SystemExit), told.exception
    return told


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ((), "Il manque --procedure"),
        (("--procedure",), "attend une valeur"),
        (("--foo",), "n'existe pas"),
        (("{folder}", "--procedure", "nulle-part"), "Dispositifs connus"),
        (("{folder}", "--procedure", "{scheme}", "autre"), "argument de trop"),
        (("{folder}/absent", "--procedure", "{scheme}"), "n'est pas un dossier"),
        (("{folder}", "--procedure", "{scheme}"), "est vide"),
        (("{folder}", "--procedure", "{scheme}", "--on", "31/02/2026"), "n'est pas une date"),
        (("--procedure", "{scheme}"), "Donnez le dossier"),
        (("{folder}", "--procedure", "{folder}/absent.toml"), "ne peut pas être lu"),
    ],
)
def test_bad_usage_ends_with_64_in_french(arguments, said, folder, scheme):
    told = check(*(one.format(folder=folder, scheme=scheme) for one in arguments))
    assert told.exit_code == 64
    assert said in told.stderr
    assert not told.stdout


def test_a_scheme_is_explained_in_french(scheme):
    told = check("--procedure", scheme, "--explain")
    assert told.exit_code == 0
    assert "Documents obligatoires" in told.stdout


def test_a_wrong_scheme_says_where(scheme):
    Path(scheme).write_text(SCHEME.replace('level = "required"', 'level = "grave"'), "utf-8")
    told = check("--procedure", scheme, "--explain")
    assert told.exit_code == 64
    assert "essai" in told.stderr
    assert "level" in told.stderr


def test_a_complete_folder_is_told_as_json_then_as_text(folder, scheme):
    (folder / "rib.pdf").write_bytes(pdf(*RIB))
    told = check(folder, "--procedure", scheme, "--on", "2026-11-02", "--json")
    assert told.exit_code == 0, told.output
    data = json.loads(told.stdout)
    assert (data["procedure"], data["version"], data["outcome"]) == ("essai", "7", "complete")
    (document,) = data["documents"]
    assert (document["file"], document["pages"], document["type"]) == ("rib.pdf", [1], "rib")
    assert document["quality"]["readable"]
    iban = document["fields"]["iban"]
    assert (iban["value"], iban["origin"]) == ("FR7630006000011234567890189", "text")
    left, top, right, bottom = iban["box"]
    assert 0 <= left < right <= 1
    assert 0 <= top < bottom <= 1
    assert set(data["findings"][0]) == set(
        "rule outcome level message document page box source".split()
    )
    assert data["cpu_s"] > 0
    assert "rib.pdf" in told.stderr
    told = check(folder, "--procedure", scheme)
    assert "COMPLET" in told.stdout
    assert "Temps de processeur : " in told.stdout
    assert "FR76 3000 6000 0112 3456 7890 189" in told.stdout


def test_what_is_missing_ends_with_1(folder, scheme):
    (folder / "cv.pdf").write_bytes(pdf("Une page sans rien de connu", "Bonjour à tous."))
    assert check(folder, "--procedure", scheme).exit_code in (1, 2)


def test_bad_files_are_listed_and_the_rest_goes_on(folder, scheme, tmp_path):
    (folder / "a.pdf").write_bytes(b"%PDF-1.7 broken")
    (folder / "b.pdf").write_bytes(b"")
    (folder / "c.exe").write_bytes(b"MZ\x00\x01" * 50)
    (tmp_path / "dehors.pdf").write_bytes(pdf(*RIB))
    (folder / "lien.pdf").symlink_to(tmp_path / "dehors.pdf")
    (folder / os.fsdecode(b"rib-\xe9.pdf")).write_bytes(pdf(*RIB))
    told = check(folder, "--procedure", scheme, "--json")
    assert told.exit_code == 2, told.output
    data = json.loads(told.stdout)
    documents = {d["file"]: d for d in data["documents"]}
    assert set(documents) == {"a.pdf", "b.pdf", "c.exe", "lien.pdf", "rib-?.pdf"}
    assert all(documents[name]["error"] for name in ("a.pdf", "b.pdf", "c.exe", "lien.pdf"))
    assert "sort du dossier" in documents["lien.pdf"]["error"]
    assert documents["rib-?.pdf"]["type"] == "rib"
    assert sum(f["rule"] == "file_unread" for f in data["findings"]) == 4


def test_the_report_is_written_and_a_full_disk_is_said(folder, scheme, tmp_path):
    (folder / "rib.pdf").write_bytes(pdf(*RIB))
    out = tmp_path / "rapport.pdf"
    assert check(folder, "--procedure", scheme, "--report", out).exit_code == 0
    assert out.read_bytes().startswith(b"%PDF")
    told = check(folder, "--procedure", scheme, "--report", tmp_path / "absent" / "r.pdf")
    assert told.exit_code == 64
    assert "ne peut pas être écrit" in told.stderr


def test_the_test_authority_is_told_each_time(folder, scheme):
    (folder / "rib.pdf").write_bytes(pdf(*RIB))
    told = check(folder, "--procedure", scheme, "--trust-test-authority", "--json")
    assert "Autorité de test" in told.stderr
    assert "Autorité de test" in json.loads(told.stdout)["test_authority"]
    assert (
        "Autorité de test" in check(folder, "--procedure", scheme, "--trust-test-authority").stdout
    )
    assert "test_authority" not in json.loads(check(folder, "--procedure", scheme, "--json").stdout)


def test_no_database_is_made(folder, scheme, tmp_path):
    (folder / "rib.pdf").write_bytes(pdf(*RIB))
    data = tmp_path / "data-of-check"
    done = subprocess.run(
        [sys.executable, "-m", "bastide", "check", str(folder), "--procedure", scheme, "--json"],
        env=os.environ | {"BASTIDE_DATA_DIR": str(data)},
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["outcome"] == "complete"
    assert not (data / "bastide.sqlite3").exists()


@pytest.mark.django_db
def test_purge_says_what_it_erases(organisation):
    for option in (["--dry-run"], []):
        told = CliRunner().invoke(bastide, ["check-purge", *option])
        assert told.exit_code == 0
        assert "alpha : 0 dossier " in told.output
