"""The English catalogue: whole, and with the same holes to fill as the French."""

from __future__ import annotations

import re
from pathlib import Path

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
