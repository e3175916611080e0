"""What must not be opened among the files that came with a mail: programs, macros, archives."""

from __future__ import annotations

import io
import zipfile

from bastide.providers.mail.raw import Piece

_MACROS = (".docm", ".dotm", ".xlsm", ".xltm", ".xlam", ".pptm", ".potm", ".ppam")
_PROGRAMS = tuple(
    ".exe .com .bat .cmd .scr .pif .js .jse .vbs .vbe .wsf .wsh .ps1 .msi .jar .hta .lnk .reg .dll "
    ".iso .img .apk .sh .cpl .chm .one".split()
)
_ARCHIVES = (".zip", ".rar", ".7z", ".gz", ".tgz", ".tar", ".bz2", ".xz", ".cab")
PROGRAM = "c'est un programme : il n'est pas ouvert. Méfiez-vous de ce message."
MACROS = "contient des macros : il n'est pas ouvert."
ARCHIVE = "c'est une archive : elle n'est pas ouverte. Demandez les fichiers un par un."


def danger(piece: Piece) -> str:
    """Why a file must not be opened; nothing for a document."""
    name = piece.name.lower()
    if name.endswith(_PROGRAMS) or piece.data.startswith((b"MZ", b"\x7fELF", b"#!")):
        return PROGRAM
    if name.endswith(_MACROS) or _holds_macros(piece.data):
        return MACROS
    if name.endswith(_ARCHIVES):
        return ARCHIVE
    return ""


def _holds_macros(data: bytes) -> bool:
    """Whether an Office file bears code, whatever its name (ECMA-376: part vbaProject.bin)."""
    if data.startswith(b"\xd0\xcf\x11\xe0"):  # the older form: its streams are named in UTF-16
        return "_VBA_PROJECT".encode("utf-16-le") in data
    if not data.startswith(b"PK\x03\x04"):
        return False
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = archive.namelist()[:20_000]
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        return False
    return any(one.lower().endswith(("vbaproject.bin", ".bas")) for one in names)
