"""A file translated into another, its layout kept.

1. A child process with limits takes the texts out, paragraph by paragraph, with marks around the
   words of each format (`engine.translation.marks`).
2. `translate` gives as many translations; the child, which waited, puts them back.
3. The new file is written beside its place and put there whole, or not at all.
"""

from __future__ import annotations

import base64
import contextlib
import os
import zipfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from bastide.engine.ports import ReadError
from bastide.engine.translation import marks
from bastide.engine.translation.model import Translated
from bastide.providers.confined import Child

Translate = Callable[[Sequence[str]], list[Translated]]
# suffix → module of `formats`
_MODULES = {
    ".docx": "docx", ".pptx": "pptx", ".xlsx": "xlsx", ".odt": "odf", ".ods": "odf", ".odp": "odf",
    ".html": "html", ".htm": "html", ".xhtml": "html", ".srt": "subtitles", ".vtt": "subtitles",
    ".txt": "text", ".md": "text", ".xlf": "xliff", ".xliff": "xliff",
}  # fmt: skip
FORMATS = tuple(_MODULES)
# Those whose translation can be told on a terminal.
PLAIN = (".txt", ".md")
_ARCHIVES = frozenset({"docx", "pptx", "xlsx", "odf"})
_OLD = {".doc": ".docx", ".xls": ".xlsx", ".ppt": ".pptx", ".rtf": ".docx", ".dot": ".docx"}
_WITH_MACROS = {
    ".docm": ".docx", ".dotm": ".docx", ".xlsm": ".xlsx", ".xlsb": ".xlsx", ".pptm": ".pptx",
    ".ppsm": ".pptx", ".potm": ".pptx",
}  # fmt: skip
# Those that are told why they are not translated.
REFUSED = frozenset({*_OLD, *_WITH_MACROS, ".pdf"})
_SENT = 500


@dataclass(frozen=True, slots=True)
class Limits:
    """What one file may cost: bytes, and seconds for each of the two steps in the child.

    `texts`: how many pieces of text; `characters`: in all.
    """

    seconds: float = 90
    memory: int = 1536 * 1024 * 1024
    file_size: int = 100 * 1024 * 1024
    unpacked: int = 400 * 1024 * 1024
    texts: int = 200_000
    characters: int = 20_000_000


def translate_file(
    path: Path,
    out: Path,
    source: str,
    target: str,
    translate: Translate,
    name: str = "",
    limits: Limits | None = None,
) -> list[Translated]:
    """Writes `out`, and returns the texts as they were translated.

    `name`: what the file is called by who sent it, when `path` does not say. Raises `ReadError` for
    a file that cannot be read, `TranslationError`; `out` is then not written.
    """
    limits = limits or Limits()
    form = format_of(path, name or path.name, limits)
    child = Child(limits, "bastide.providers.translation.child")
    try:
        order = {"path": str(path.resolve()), "format": form, "languages": [source, target]}
        child.send(order)
        texts = [str(text) for message in _until_end(child, limits) for text in message["texts"]]
        if len(texts) > limits.texts or sum(map(len, texts)) > limits.characters:
            raise ReadError("Le fichier contient trop de texte : partagez-le en plusieurs.")
        given = translate(texts) if texts else []
        _send(child, [marked(one) for one in given])
        data = (base64.b64decode(message["data"]) for message in _until_end(child, limits))
        _put(out, data)
    except (BrokenPipeError, ValueError, KeyError, TypeError) as error:
        raise ReadError("Le fichier a fait échouer le lecteur.") from error
    finally:
        child.kill()
    return given


def marked(translated: Translated) -> str:
    """A translation as one text with marks of format."""
    return translated.before + "".join(
        (marks.written(one.runs) if one.runs else one.target) + one.after
        for one in translated.segments
    )


def format_of(path: Path, name: str, limits: Limits | None = None) -> str:
    """The module for a file, by its name and by what it holds. Raises `ReadError`."""
    limits = limits or Limits()
    suffix = Path(name).suffix.lower()
    try:
        size = path.stat().st_size
        with path.open("rb") as file:
            head = file.read(8)
    except OSError as error:
        raise ReadError(f"Le fichier ne peut pas être ouvert ({error.strerror}).") from error
    if suffix in _WITH_MACROS:
        raise ReadError(
            f"Ce fichier peut contenir des macros : il n'est pas ouvert. Enregistrez-le en "
            f"« {_WITH_MACROS[suffix]} » puis déposez-le de nouveau.",
            final=True,
        )
    if suffix == ".pdf" or head.startswith(b"%PDF-"):
        raise ReadError(
            "La mise en page d'un PDF ne se traduit pas : donnez le document d'où il vient (Word, "
            "LibreOffice), ou collez son texte.",
            final=True,
        )
    if suffix in _OLD or head.startswith(b"\xd0\xcf\x11\xe0"):
        newer = _OLD.get(suffix, ".docx, .xlsx ou .pptx")
        raise ReadError(
            f"C'est un ancien format (ou un fichier protégé par mot de passe) : enregistrez-le en "
            f"« {newer} ».",
            final=True,
        )
    if suffix not in _MODULES:
        raise ReadError(
            f"Le format « {suffix or 'sans extension'} » n'est pas de ceux qui se traduisent : "
            f"{', '.join(FORMATS)}.",
            final=True,
        )
    if not size:
        raise ReadError("Le fichier est vide.", final=True)
    if size > limits.file_size:
        raise ReadError(
            f"Le fichier pèse {size / 1e6:.0f} Mo, la limite est de "
            f"{limits.file_size / 1e6:.0f} Mo. Compressez ses images ou partagez-le en plusieurs "
            "fichiers.",
            final=True,
        )
    form = _MODULES[suffix]
    if form in _ARCHIVES and not zipfile.is_zipfile(path):
        raise ReadError(f"Le contenu n'est pas celui d'un fichier « {suffix} ».", final=True)
    return form


def _until_end(child: Child, limits: Limits) -> Iterator[dict]:
    slow = f"La lecture a pris plus de {limits.seconds:.0f} s : elle a été arrêtée."
    while True:
        message = child.line(limits.seconds, slow)
        if message.get("end"):
            return
        if "error" in message:
            raise ReadError(str(message["error"])[:500], final=bool(message.get("final")))
        yield message


def _send(child: Child, translations: Sequence[str]) -> None:
    for at in range(0, max(1, len(translations)), _SENT):
        last = at + _SENT >= len(translations)
        child.send({"translations": translations[at : at + _SENT], "end": last})


def _put(out: Path, data: Iterator[bytes]) -> None:
    """The file whole, or none: written beside its place, then moved there."""
    beside = out.with_name(f".{out.name}.{os.getpid()}")
    try:
        with beside.open("xb") as file:
            for piece in data:
                file.write(piece)
        beside.replace(out)
    except BaseException:
        with contextlib.suppress(OSError):
            beside.unlink()
        raise
