"""Loads the demonstration's glossary: the sheet that the page exports, `glossary.csv`."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from django.core.files.uploadedfile import SimpleUploadedFile

from bastide.languages.models import Term
from bastide.library.sheets import read
from bastide.usecases.translate.views_glossary import GLOSSARY


def load_glossary(path: Path, tell: Callable[[str], None] = lambda _: None) -> int:
    """The terms, within the scope of their organisation; none if it has some already."""
    if not path.exists() or Term.objects.exists():
        return 0
    sheet = SimpleUploadedFile(path.name, path.read_bytes())
    added, _changed = read(GLOSSARY, sheet)
    tell(f"Glossaire : {added} termes…")
    return added
