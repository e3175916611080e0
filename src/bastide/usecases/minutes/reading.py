"""A file that was given, read into a meeting: text here, Word and OpenDocument in a killable child.

What it is, is told by its content: a sound file by its first bytes too.
"""

from __future__ import annotations

from pathlib import Path

from bastide.engine.minutes.reading import EMPTY, LARGEST, Heard, Unreadable, read, read_text
from bastide.engine.ports import ReadError
from bastide.providers.readers.sandbox import Limits, read_in_child

DOCUMENTS = (".docx", ".odt", ".pdf", ".html", ".htm")
SOUNDS = (
    ".mp3",
    ".wav",
    ".m4a",
    ".mp4",
    ".ogg",
    ".oga",
    ".opus",
    ".webm",
    ".flac",
    ".mpeg",
    ".mpga",
)
# Signatures: RIFF/WAVE, ID3, MPEG audio frames, Ogg, FLAC, Matroska, ISO base media (at 4).
_SOUND_HEADS = (b"ID3", b"OggS", b"fLaC", b"\x1aE\xdf\xa3", b"\xff\xfb", b"\xff\xf3", b"\xff\xf2")
_LIMITS = Limits(total_seconds=60, documents=1, text=20_000_000, file_size=50 * 1024 * 1024)
SOUND = (
    "C'est un enregistrement sonore : il faut d'abord le transcrire. Un administrateur règle un "
    "modèle de transcription dans « Organisation, Modèles » ; sinon, donnez la transcription que "
    "fait votre outil de réunion (.vtt, .srt, .docx)."
)
OLD_WORD = (
    "C'est un ancien format de Microsoft Office, ou un fichier protégé : enregistrez-le en .docx."
)


def is_sound(head: bytes, name: str) -> bool:
    """Whether a file is a recording, by its first bytes, else by its name."""
    if head[:4] == b"RIFF" and head[8:12] == b"WAVE":
        return True
    if head.startswith(_SOUND_HEADS) or head[4:8] == b"ftyp":
        return True
    return Path(name).suffix.lower() in SOUNDS and b"\0" in head


def read_path(path: Path, name: str) -> Heard:
    """The meeting that a file holds. Raises `Unreadable`, in French, and `OSError`."""
    with path.open("rb") as file:
        head = file.read(4096)
        if not head.strip():
            raise Unreadable(EMPTY)
        if is_sound(head, name):
            raise Unreadable(SOUND)
        if head.startswith(b"\xd0\xcf\x11\xe0"):
            raise Unreadable(OLD_WORD)
        if not head.startswith((b"PK\x03\x04", b"%PDF-")) and not _is_html(head):
            return read(head + file.read(LARGEST), name)
    return read_text(_document_text(path, name), name)


def _is_html(head: bytes) -> bool:
    return head.lstrip()[:200].lower().startswith((b"<!doctype html", b"<html"))


def _document_text(path: Path, name: str) -> str:
    """The paragraphs of a document, one a line, a heading alone between blank lines."""
    suffix = Path(name).suffix.lower()
    named = name if suffix in DOCUMENTS else f"{name}.docx"
    try:
        documents = list(read_in_child(path, named, _LIMITS))
    except ReadError as error:
        raise Unreadable(str(error)) from error
    lines: list[str] = []
    for document in documents:
        if document.title and document.title != Path(named).stem:
            lines += [document.title, ""]
        headings: tuple[str, ...] = ()
        for block in document.blocks:
            if block.headings != headings:
                headings = block.headings
                lines += ["", *headings[-1:], ""]
            lines.append(block.text)
    return "\n".join(lines)
