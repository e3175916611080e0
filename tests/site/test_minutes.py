"""`bastide minutes`, as a user drives it."""

from __future__ import annotations

import io
import json
from pathlib import Path

import docx
import odfdo
import pytest
from click.testing import CliRunner, Result

from bastide.site.command import bastide

TALK = """Réunion : Conseil d'école
Date : 12 mars 2026
Excusés : Mme Excusée

Mme Modèle : Bonjour, on commence. La toiture de l'école fuit depuis le mois de janvier.
M. Fictif : Le devis de la toiture est de douze mille euros, c'est cher pour la commune.
Mme Modèle : On vote. Douze pour, un contre, deux abstentions. Le devis est adopté.
M. Fictif : J'enverrai le devis signé à l'entreprise d'ici vendredi.
Mme Modèle : Il reste une question, qui surveille la cour pendant les travaux ?
"""


def minutes(*words: object, given: str | bytes | None = None) -> Result:
    return CliRunner().invoke(bastide, ["minutes", *map(str, words)], input=given)


def written(path: Path, text: str) -> Path:
    path.write_text(text, encoding="utf-8")
    return path


def test_the_minutes_as_json(tmp_path: Path):
    file = written(tmp_path / "école.txt", TALK)
    told = minutes(file, "--json")
    assert told.exit_code == 0, told.output
    data = json.loads(told.stdout)
    assert set(data) == {
        "participants", "excused", "agenda", "summary", "decisions", "actions", "attention",
        "questions", "run",
    }  # fmt: skip
    assert data["participants"] == ["Mme Modèle", "M. Fictif"]
    assert data["excused"] == ["Mme Excusée"]
    assert {"text", "quote", "speaker", "start", "point"} == set(data["summary"][0])
    (decision,) = data["decisions"]
    votes = decision["votes"]
    assert (votes["for"], votes["against"], votes["abstentions"]) == (12, 1, 2)
    (action,) = data["actions"]
    assert (action["who"], action["due"]) == ("M. Fictif", "2026-03-13")
    assert action["quote"] in TALK
    assert action["start"] is None
    assert data["run"]["date"] == "2026-03-12"
    assert json.loads(minutes("-", "--json", given=TALK).stdout)["actions"] == data["actions"]
    dated = json.loads(minutes(file, "--json", "--date", "2026-03-20").stdout)
    assert dated["actions"][0]["due"] == "2026-03-27"


@pytest.mark.parametrize("most", [0, 1, 30])
def test_words_bound_the_summary(tmp_path: Path, most: int):
    told = minutes(written(tmp_path / "t.txt", TALK), "--json", "--words", most)
    summary = json.loads(told.stdout)["summary"]
    assert sum(len(line["text"].split()) for line in summary) <= most
    assert bool(summary) == (most == 30)


def test_the_minutes_are_told_and_written(tmp_path: Path):
    file = written(tmp_path / "t.txt", TALK)
    told = minutes(file)
    assert "Compte rendu : Conseil d'école" in told.stdout
    assert "12 pour, 1 contre, 2 abstentions" in told.stdout
    for name in ("a.docx", "a.odt", "a.md"):
        told = minutes(file, "-o", tmp_path / name, "--kind", "pv")
        assert told.exit_code == 0, told.output
        assert told.stdout == ""
    word = docx.Document(str(tmp_path / "a.docx"))
    assert word.paragraphs[0].text == "Procès-verbal : Conseil d'école"
    assert any(p.text.startswith("M. Fictif : ") for p in word.paragraphs)
    text = odfdo.Document(str(tmp_path / "a.odt")).get_formatted_text()
    assert "Procès-verbal" in text
    assert "# Procès-verbal" in (tmp_path / "a.md").read_text(encoding="utf-8")


def test_a_word_transcript_is_read(tmp_path: Path):
    document = docx.Document()
    for text in ("Conseil d'école", "12 mars 2026, 09:00", "1h 3m",
                 "Mme Modèle   0:03\nBonjour, la toiture de l'école fuit depuis janvier.",
                 "M. Fictif   1:02:03\nJ'enverrai le devis d'ici vendredi."):  # fmt: skip
        document.add_paragraph(text)
    document.save(str(tmp_path / "t.docx"))
    body = (tmp_path / "t.docx").read_bytes()
    for told in (minutes(tmp_path / "t.docx", "--json"), minutes("-", "--json", given=body)):
        assert told.exit_code == 0, told.output
        (action,) = json.loads(told.stdout)["actions"]
        assert (action["start"], action["due"]) == (3723.0, "2026-03-13")


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (b"", "vide"),
        (b" \n", "vide"),
        (b"\0\1\2" * 500, "pas du texte"),
        (b"WEBVTT\n\n", "Aucune parole"),
        (b'{"segments": [{"start": 1', "abîmé"),
        (b'{"a": 1}', "pas une transcription"),
        (b"PK\x03\x04" + b"x" * 100, "abîmé"),
        (b"\xff\xfb\x90\x00" * 300, "pas du texte"),
    ],
)
def test_bad_input_is_told(given, said):
    told = minutes("-", given=given)
    assert told.exit_code == 64
    assert said in told.stderr
    assert "Traceback" not in told.output
    assert told.stdout == ""


def test_files_and_options_that_are_wrong(tmp_path: Path):
    file = written(tmp_path / "t.txt", TALK)
    for words, said in (
        ((tmp_path / "absent.vtt",), "n'existe pas"),
        ((tmp_path,), "dossier"),
        ((file, "--date", "demain"), "pas une date"),
        ((file, "--kind", "roman"), "genre"),
        ((file, "-o", tmp_path / "a.pdf"), ".docx, .odt ou .md"),
        ((file, "-o", tmp_path / "absent" / "a.md"), "ne peut pas être écrit"),
    ):
        told = minutes(*words)
        assert told.exit_code == 64, words
        assert said in told.stderr
    (tmp_path / "s.wav").write_bytes(b"RIFF\0\0\0\0WAVEfmt ")
    assert "il faut d'abord le transcrire" in minutes(tmp_path / "s.wav").stderr
    assert minutes().exit_code == 2
    assert minutes(file, "--words", "-3").exit_code == 2


def test_what_was_guessed_is_told_beside(tmp_path: Path):
    mixed = TALK.encode() + "Mme Zélée : voilà.\n".encode("cp1252")
    told = CliRunner().invoke(bastide, ["minutes", "-", "--json"], input=io.BytesIO(mixed))
    assert told.exit_code == 0
    assert "Deux encodages" in told.stderr
    assert json.loads(told.stdout)["run"]["notices"]
