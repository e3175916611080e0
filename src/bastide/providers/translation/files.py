"""A file translated into another, its layout kept.

`translate` is given the texts of the file, paragraph by paragraph, with marks around the words of
each format (`engine.translation.marks`), and gives back as many translations.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from bastide.engine.ports import ReadError
from bastide.engine.translation.model import Translated

Translate = Callable[[Sequence[str]], list[Translated]]
FORMATS = (".txt",)


def translate_file(
    path: Path, out: Path, source: str, target: str, translate: Translate, name: str = ""
) -> list[Translated]:
    """Writes `out`, and returns the texts as they were translated.

    `name`: what the file is called by who sent it, when `path` does not say. Raises `ReadError` for
    a file that cannot be read, `TranslationError`; `out` is then not written.
    """
    suffix = Path(name or path.name).suffix.lower()
    if suffix not in FORMATS:
        raise ReadError(f"Le format « {suffix} » n'est pas de ceux qui se traduisent.", final=True)
    texts = path.read_text(encoding="utf-8").split("\n")
    given = translate(texts)
    out.write_text("\n".join(one.text for one in given), encoding="utf-8")
    return given
