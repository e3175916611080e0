"""`bastide translate`, as a user drives it."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import docx
import pytest
from click.testing import CliRunner, Result

from bastide.providers.translation import apertium, apertium_modes
from bastide.site.command import bastide

needs_apertium = pytest.mark.skipif(
    ("fr", "ca") not in apertium_modes.installed(),
    reason="packages of Apertium are missing: make test installs them",
)


def translate(*words: object, given: str | bytes | None = None) -> Result:
    return CliRunner().invoke(bastide, ["translate", *map(str, words)], input=given)


@needs_apertium
def test_a_line_gives_a_line():
    told = translate(
        "-", "--from", "fr", "--to", "catalan", given="Bonjour.\n\n  Merci ! \n12\nla fin"
    )
    assert told.exit_code == 0, told.output
    assert told.stdout == "Bon dia.\n\n  Gràcies! \n12\nla fi"
    assert "brouillon relisible" in told.stderr


@needs_apertium
def test_odd_lines_stay_as_many():
    lines = ["a\u2028b", "\x0c", "é".encode("cp1252"), "x" * 300_000, "\r", " ", "<b>[^$"]
    given = b"\n".join(one.encode() if isinstance(one, str) else one for one in lines) + b"\n"
    told = translate("-", "--from", "fr", "--to", "ca", given=given)
    assert told.exit_code == 1
    assert told.stdout_bytes.count(b"\n") == given.count(b"\n")
    assert "1 lignes trop longues" in told.stderr


@needs_apertium
def test_lines_come_out_as_they_come_in():
    """A line is translated before the next is typed."""
    command = [sys.executable, "-m", "bastide", "translate", "-", "--from", "fr", "--to", "ca"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        assert process.stdin
        assert process.stdout
        for word, other in (("Bonjour.\n", b"Bon dia.\n"), ("Merci.\n", b"Gr\xc3\xa0cies.\n")):
            process.stdin.write(word.encode())
            process.stdin.flush()
            assert process.stdout.readline() == other
        process.stdin.close()
        assert process.wait() == 0


@needs_apertium
def test_a_file_keeps_its_layout_and_the_glossary_is_imposed(tmp_path: Path):
    made = docx.Document()
    made.add_heading("Une attestation", 1)
    made.save(str(tmp_path / "a.docx"))
    (tmp_path / "g.csv").write_text("source;cible\nattestation;certificat\n", encoding="utf-8")
    told = translate(
        tmp_path / "a.docx", "--from", "français", "--to", "ca", "--glossary", tmp_path / "g.csv"
    )
    assert told.exit_code == 0, told.output
    heading = docx.Document(str(tmp_path / "a.ca.docx")).paragraphs[0]
    assert (heading.text, heading.style.name) == ("Un certificat", "Heading 1")


@needs_apertium
def test_text_goes_to_the_output_or_to_a_file(tmp_path: Path):
    path, out = tmp_path / "a.txt", tmp_path / "b.txt"
    path.write_text("Bonjour.\n", encoding="utf-8")
    assert translate(path, "--from", "fr", "--to", "ca").stdout == "Bon dia.\n"
    assert translate(path, "--from", "fr", "--to", "ca", "-o", out).stdout == ""
    assert out.read_text(encoding="utf-8") == "Bon dia.\n"
    assert translate(path, "--from", "fr", "--to", "ca", "-o", path).exit_code == 64
    assert path.read_text(encoding="utf-8") == "Bonjour.\n"


@needs_apertium
def test_what_is_to_be_read_again_is_counted():
    told = translate("-", "--from", "fr", "--to", "ca", given="Le flobard.\nMerci.\n")
    assert "1 passage à relire sur 2" in told.stderr
    assert "flobard" in told.stderr
    assert told.stdout.count("\n") == 2


@needs_apertium
def test_an_engine_that_hangs_is_told(monkeypatch, tmp_path: Path):
    from bastide.site.commands import translate as module

    translate("-", "--from", "fr", "--to", "ca", given="Bonjour.\n")
    os.kill(apertium._pipe("fra-cat").pids[1], signal.SIGSTOP)
    monkeypatch.setattr(module, "SECONDS", 0.3)
    out = tmp_path / "b.txt"
    told = translate("-", "--from", "fr", "--to", "ca", "-o", out, given="Bonjour.\n")
    assert told.exit_code == 64
    assert "trop de temps" in told.stderr
    assert list(tmp_path.glob("*b.txt*")) == []


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (["-", "--from", "fr", "--to", "klingon"], 64, "n'est pas une langue"),
        (["-", "--from", "fr", "--to", "fr"], 64, "les mêmes"),
        (["-", "--from", "fr", "--to", "de"], 64, "ne traduit pas"),
        (["-", "--from", "fr", "--to", "ca"], 69, "apt-get install"),
        (["-"], 2, "--from"),
    ],
)
def test_what_cannot_be_done_is_told(monkeypatch, tmp_path, words, code, said):
    monkeypatch.setattr(apertium_modes, "FOLDER", tmp_path)
    told = translate(*words, given="Bonjour.\n")
    assert told.exit_code == code
    assert said in told.output
    assert "Traceback" not in told.output


@needs_apertium
@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("absent.txt", None, "n'existe pas"),
        ("absent.docx", None, "n'existe pas"),
        ("a.docx", b"non", "n'est pas celui"),
        ("a.docm", b"PK", "macros"),
        ("a.pdf", b"%PDF-1.7", "PDF"),
        ("a.txt", b"a\0b", "binaire"),
        ("a.bin", b"\0\1\2", "pas de ceux"),
    ],
)
def test_files_that_cannot_be_read_are_told_and_kept(tmp_path: Path, name, data, said):
    path = tmp_path / name
    if data is not None:
        path.write_bytes(data)
    told = translate(path, "--from", "fr", "--to", "ca")
    assert told.exit_code == 64
    assert said in told.stderr
    assert data is None or path.read_bytes() == data
    assert len(list(tmp_path.glob("*a.*"))) == (data is not None)


@needs_apertium
def test_a_bad_glossary_or_output_is_told(tmp_path: Path):
    glossary = tmp_path / "g.csv"
    glossary.write_text("seul\n")
    assert (
        translate("-", "--from", "fr", "--to", "ca", "--glossary", glossary, given="a").exit_code
        == 64
    )
    made = tmp_path / "a.docx"
    docx.Document().save(str(made))
    for out in ("a.docx", "a.odt", "absent/a.docx"):
        told = translate(made, "--from", "fr", "--to", "ca", "-o", tmp_path / out)
        assert told.exit_code == 64, told.output
