"""The English catalogue: whole, and with the same holes to fill as the French."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from django.utils.translation import trans_real

import bastide

CATALOGUE = Path(bastide.__file__).parent / "locale" / "en" / "LC_MESSAGES" / "django.po"
HOLES = re.compile(r"%\(\w+\)[\w.]*\w|%d|\{\}")


def entries() -> list[str]:
    return CATALOGUE.read_text(encoding="utf-8").split("\n\n")[1:]


def test_every_message_is_translated():
    assert len(entries()) > 100
    lacking = [e for e in entries() if re.search(r'msgstr(\[\d\])? ""\s*(\n(?!")|$)', e)]
    assert not lacking
    assert not [e for e in entries() if "#, fuzzy" in e]


def test_a_translation_fills_the_same_holes():
    for entry in entries():
        french, _, english = entry.partition("msgstr")
        assert set(HOLES.findall(french.split("msgid", 1)[-1])) == set(HOLES.findall(english)), (
            entry
        )


@pytest.mark.skipif(shutil.which("xgettext") is None, reason="gettext is not installed")
def test_no_message_of_the_pages_is_missing(tmp_path: Path):
    copy = tmp_path / "bastide"
    source = Path(bastide.__file__).parent
    shutil.copytree(source, copy, ignore=shutil.ignore_patterns("garrigue", "lauze", "*.mo"))
    command = [
        sys.executable,
        "-m",
        "django",
        "makemessages",
        "-l",
        "en",
        "--no-location",
        "--no-wrap",
    ]
    environment = {k: v for k, v in os.environ.items() if k != "DJANGO_SETTINGS_MODULE"}
    subprocess.run(command, cwd=copy, env=environment, check=True, capture_output=True)
    merged = copy / "locale" / "en" / "LC_MESSAGES" / "django.po"
    known = CATALOGUE.read_text(encoding="utf-8")
    assert merged.read_text(encoding="utf-8").count("\nmsgid ") == known.count("\nmsgid ")
    assert "fuzzy" not in merged.read_text(encoding="utf-8")
    assert "#~" not in merged.read_text(encoding="utf-8")


@pytest.mark.skipif(shutil.which("msgfmt") is None, reason="gettext is not installed")
@pytest.mark.django_db
def test_the_page_speaks_english_when_asked(client):
    subprocess.run(["msgfmt", "-o", str(CATALOGUE.with_suffix(".mo")), str(CATALOGUE)], check=True)
    trans_real._translations.clear()  # read again: compiled a moment ago
    client.cookies["django_language"] = "en"
    page = client.get("/aide/").content.decode()
    assert '<html lang="en">' in page
    assert "Keyboard shortcuts" in page
    assert "Raccourcis" not in page
