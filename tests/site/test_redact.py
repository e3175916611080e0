"""`bastide redact`, as a user drives it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from bastide.site.command import bastide

TEXT = "Mme Chimérique,\r\nnée le 12/03/1987, tél. 06 39 98 12 34.  Fin\n"


def redact(*words: object, given: str | bytes | None = None) -> Result:
    return CliRunner().invoke(bastide, ["redact", *map(str, words)], input=given)


def test_standard_input_comes_out_masked_and_else_the_same() -> None:
    told = redact("-", given=TEXT.encode())
    assert told.exit_code == 0, told.output
    assert told.stdout_bytes.decode() == (
        "Mme [NOM],\r\nnée le [DATE DE NAISSANCE], tél. [TÉLÉPHONE].  Fin\n"
    )


def test_json_tells_what_was_found() -> None:
    told = json.loads(redact("-", "--json", given=TEXT.encode()).stdout)
    assert set(told) == {"text", "found"}
    assert [one["kind"] for one in told["found"]] == ["name", "birth", "phone"]
    for one in told["found"]:
        assert set(one) == {"kind", "value", "start", "end", "replacement"}
        assert TEXT[one["start"] : one["end"]] == one["value"]
        assert one["replacement"] in told["text"]


def test_pseudonyms_come_back_with_their_key(tmp_path: Path) -> None:
    source, out, key = tmp_path / "a.txt", tmp_path / "b.txt", tmp_path / "k.json"
    source.write_bytes(TEXT.encode())
    assert redact(source, "-o", out, "--pseudonyms", "--key", key).exit_code == 0
    hidden = out.read_bytes().decode()
    for secret in ("Chimérique", "12/03/1987", "06 39 98 12 34"):
        assert secret not in hidden
    assert key.stat().st_mode & 0o077 == 0
    told = json.loads(key.read_text())
    assert len(told["source_sha256"]) == 64
    back = redact(out, "--restore", key)
    assert back.stdout_bytes == TEXT.encode()


def test_masks_come_back_as_long_as_none_is_lost(tmp_path: Path) -> None:
    key = tmp_path / "k.json"
    text = "Mme Chimérique et M. Fictif"
    hidden = redact("-", "--key", key, given=text).stdout
    assert hidden == "Mme [NOM] et M. [NOM]"
    assert redact("-", "--restore", key, given=f"Bonjour. {hidden}").stdout == f"Bonjour. {text}"
    lost = redact("-", "--restore", key, given="Mme [NOM] seule")
    assert lost.exit_code == 64
    assert "2 passages" in lost.stderr


@pytest.mark.parametrize(
    ("words", "given", "said"),
    [
        (["-"], b"", "vide"),
        (["-"], b"a\0b", "pas du texte"),
        (["absent.txt"], None, "n'existe pas"),
        (["."], None, "dossier"),
        (["-", "--restore", "absent.json"], b"a", "ne peut pas être lue"),
        (["-", "--restore", "k.json", "--pseudonyms"], b"a", "ne va pas avec"),
        (["-", "-o", "nulle/part/x.txt"], b"M. Fictif", "ne peut pas être écrit"),
    ],
)
def test_bad_input_is_told(words: list[str], given: bytes | None, said: str) -> None:
    told = redact(*words, given=given)
    assert told.exit_code == 64, told.output
    assert said in told.stderr
    assert "Traceback" not in told.output


def test_a_bad_key_is_told(tmp_path: Path) -> None:
    for body in (b"{}", b"\xff", b'{"format": "bastide-redact/1", "entries": [{}]}', b"[" * 99_999):
        (tmp_path / "k.json").write_bytes(body)
        told = redact("-", "--restore", tmp_path / "k.json", given="a")
        assert told.exit_code == 64
        assert "clé" in told.stderr
