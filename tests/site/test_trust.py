"""`bastide trust`: what is imported, what is refused, and what `show` says of it."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from bastide.site.command import bastide


def trust(*arguments: object):
    told = CliRunner().invoke(bastide, ["trust", *map(str, arguments)])
    assert told.exception is None or isinstance(told.exception, SystemExit), told.exception
    return told


def test_without_a_list_nothing_will_be_valid():
    told = trust("show")
    assert told.exit_code == 1
    assert "aucun 2D-Doc ne sera dit valide" in told.output


def test_what_is_no_list_is_refused_and_nothing_is_kept(tmp_path):
    for name, data in (("liste.xml", b"<a/>"), ("vide.der", b""), ("photo.jpg", b"\xff\xd8\xff")):
        (tmp_path / name).write_bytes(data)
        told = trust("import", tmp_path / name)
        assert told.exit_code == 64
        assert told.stderr.strip()
    assert trust("import", tmp_path / "absent.xml").exit_code == 64
    assert trust("show").exit_code == 1


@pytest.mark.data
def test_the_official_list_is_imported_and_its_age_said(data_dir: Path):
    folder = data_dir / "pieces" / "2ddoc"
    lists = [path for path in folder.rglob("*.xml") if "tsl" in path.name.lower()]
    told = trust("import", *lists)
    assert "valable jusqu'au 25/02/2026" in told.output
    shown = trust("show")
    assert "FR03" in shown.output
    assert ("PÉRIMÉE" in shown.output) == (shown.exit_code == 1)
