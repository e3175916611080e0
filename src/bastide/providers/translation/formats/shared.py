"""What office formats have in common: charts, and the language that spelling is checked in."""

from __future__ import annotations

from typing import Any

from bastide.providers.translation.formats import Languages
from bastide.providers.translation.formats.texts import Texts

_CHART = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
REGIONS = {
    "fr": "FR", "oc": "FR", "ca": "ES", "es": "ES", "it": "IT", "pt": "PT", "en": "GB", "de": "DE",
    "nl": "NL", "pl": "PL", "ro": "RO", "uk": "UA", "ru": "RU", "tr": "TR", "ar": "SA", "fa": "IR",
    "zh": "CN",
}  # fmt: skip


def charts(root: Any, texts: Texts) -> None:
    """The words that a chart keeps of its sheet: names of series and categories."""
    for cache in root.iter(f"{_CHART}strCache"):
        for value in cache.iter(f"{_CHART}v"):
            texts.content(value)


def spelling(element: Any, name: str, languages: Languages) -> None:
    source, target = languages
    said = (element.get(name) or "").lower()
    if said.partition("-")[0] == source:
        element.set(name, f"{target}-{REGIONS[target]}" if target in REGIONS else target)
