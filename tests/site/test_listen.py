"""`bastide listen` and `bastide listen train`, as a user drives them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from bastide.site.command import bastide


def listen(*words: object, given: str | bytes | None = None) -> Result:
    return CliRunner().invoke(bastide, ["listen", *map(str, words)], input=given)


def written(path: Path, *rows: object) -> Path:
    lines = [row if isinstance(row, str) else json.dumps(row, ensure_ascii=False) for row in rows]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def test_a_line_gives_a_line(tmp_path: Path):
    turns = [{"speaker": "Agent", "text": "nul"}, {"speaker": "Usager", "text": "parfait, merci"}]
    file = written(
        tmp_path / "t.jsonl", {"id": 7, "text": "C'est nul."}, {"id": "b", "turns": turns}
    )
    told = listen(file)
    assert told.exit_code == 0, told.output
    rows = [json.loads(line) for line in told.stdout.splitlines()]
    assert [set(row) for row in rows] == [
        {"id", "polarity", "score", "anger", "distress", "spans"}
    ] * 2
    assert [(row["id"], row["polarity"]) for row in rows] == [(7, "negative"), ("b", "positive")]
    assert rows[0]["spans"][0]["text"] == "nul"
    assert listen("-", given=file.read_text()).stdout == told.stdout


def test_a_text_is_told_in_french(tmp_path: Path):
    told = listen(written(tmp_path / "t.txt", "Je n'en peux plus, je veux en finir."))
    assert told.exit_code == 0
    assert "Détresse : OUI" in told.stdout
    assert "« en finir » (détresse)" in told.stdout
    assert json.loads(listen("-", "--json", given="merci").stdout)["polarity"] == "positive"


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (b"", "vide"),
        (b"\n \n", "vide"),
        (b"abc\0def", "pas du texte"),
        (b"x" * 1_100_000, "plus de 1 Mo"),
        (b'{"id": 1, "txt": "a"}\n', "Aucune ligne lisible"),
        (b'{"a": ' + b"[" * 200_000, "Aucune ligne lisible"),
        (b"Ana : oui\nBob : non\nAna : si\nBob : bon", "qui parle"),
    ],
)
def test_bad_input_is_told(given, said):
    told = listen("-", given=given)
    assert told.exit_code == 64
    assert said in told.stderr
    assert "Traceback" not in told.output


def test_a_bad_line_does_not_stop_the_others(tmp_path: Path):
    long = '{"id": 2, "text": "' + "a" * 1_100_000 + '"}'
    told = listen(written(tmp_path / "t.jsonl", "non", long, {"id": 3, "text": "bien"}))
    rows = [json.loads(line) for line in told.stdout.splitlines()]
    assert told.exit_code == 1
    assert ["error" in row for row in rows] == [True, True, False]
    assert listen(tmp_path / "absent.jsonl").exit_code == 64
    assert listen(tmp_path).exit_code == 64
    assert listen().exit_code == 2


def test_labels_are_learnt_and_used(tmp_path: Path):
    rows = [{"text": f"le flobard {n}", "polarity": 1} for n in range(8)]
    rows += [{"text": f"le mirliton {n}", "polarity": "negative"} for n in range(8)]
    model = tmp_path / "m.json"
    told = listen("train", written(tmp_path / "t.jsonl", *rows), "-o", model)
    assert told.exit_code == 0, told.output
    assert "16 textes" in told.stdout
    text = written(tmp_path / "a.jsonl", {"id": 1, "text": "un mirliton"})
    assert json.loads(listen(text, "--model", model).stdout)["polarity"] == "negative"
    few = listen("train", written(tmp_path / "f.jsonl", *rows[:3]), "-o", tmp_path / "n")
    assert few.exit_code == 64
    assert not (tmp_path / "n").exists()
    assert listen(text, "--model", text).exit_code == 64
    assert listen(text, "--model", tmp_path / "absent").exit_code == 64
    data = json.loads(model.read_text())
    data["meaning"]["made_by"] = "another"
    model.write_text(json.dumps(data))
    other = listen(text, "--model", model)
    assert other.exit_code == 64
    assert "relancez" in other.stderr
    # Learnt before vectors were read: still of use.
    del data["meaning"]
    model.write_text(json.dumps(data | {"format": "bastide-mood-1"}))
    assert json.loads(listen(text, "--model", model).stdout)["polarity"] == "negative"


def test_the_texts_to_label_first_are_told(tmp_path: Path):
    rows = [{"text": f"le flobard {n}", "polarity": 1} for n in range(8)]
    rows += [{"text": f"le mirliton {n}", "polarity": -1} for n in range(8)]
    known = [{"id": f"k{n}", "text": "le flobard"} for n in range(20)]
    file = written(tmp_path / "t.jsonl", *rows, *known, {"id": "new", "text": "une zogue vornik"})
    told = listen("train", file, "--suggest", 2)
    assert told.exit_code == 0, told.output
    asked = [json.loads(line) for line in told.stdout.splitlines()]
    assert [row["text"] for row in asked] == ["une zogue vornik", "le flobard"]
    first = listen("train", written(tmp_path / "n.jsonl", *known), "--suggest", 5)
    assert len({json.loads(line)["id"] for line in first.stdout.splitlines()}) == 5
    assert listen("train", file).exit_code == 64
    assert listen("train", file, "--suggest", 2, "-o", tmp_path / "m").exit_code == 64
    for rest in (written(tmp_path / "l.jsonl", *rows), written(tmp_path / "e.jsonl")):
        told = listen("train", rest, "--suggest", 2)
        assert told.exit_code == 64
        assert "rien à étiqueter" in told.stderr
