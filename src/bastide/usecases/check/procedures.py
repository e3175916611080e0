"""The schemes known to this installation: those that ship, and those of the data folder.

A scheme of the data folder replaces one that ships under the same name.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator
from functools import lru_cache
from importlib.resources import files
from pathlib import Path

from django.conf import settings

from bastide.engine.pieces.procedure import Procedure, ProcedureError, load

log = logging.getLogger("bastide.check")


def folders() -> tuple[Path, ...]:
    """Where schemes are looked for, the last one winning."""
    shipped = Path(str(files("bastide.usecases.check") / "procedures"))
    return shipped, Path(settings.DATA_DIR) / "procedures"


def procedures() -> dict[str, Procedure]:
    """The schemes that can be used, by name. One that cannot is told in the log, once."""
    found: dict[str, Procedure] = {}
    for path in _paths():
        try:
            procedure = _loaded(path, path.stat().st_mtime_ns)
        except OSError:
            continue
        if procedure is not None:
            found[procedure.name] = procedure
    return found


def unusable() -> list[str]:
    """What is wrong with the schemes that cannot be used, one sentence each, in French."""
    found = []
    for path in _paths():
        try:
            _read(path)
        except ProcedureError as error:
            found.append(str(error))
    return found


def procedure_named(name: str) -> Procedure:
    """The scheme of that name, or written in the TOML file of that path.

    Raises `ProcedureError`, in French, saying what is wrong and where or which names are known.
    """
    if name.endswith(".toml"):
        return _read(Path(name))
    by_stem = {path.stem: path for path in _paths()}
    if name in by_stem:
        return _read(by_stem[name])
    known = procedures()
    if name in known:
        return known[name]
    names = ", ".join(sorted({*known, *by_stem})) or "aucun"
    raise ProcedureError(f"Le dispositif « {name} » n'existe pas. Dispositifs connus : {names}.")


def _paths() -> Iterator[Path]:
    for folder in folders():
        if folder.is_dir():
            yield from sorted(folder.glob("*.toml"))


def _read(path: Path) -> Procedure:
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        why = "il n'est pas en UTF-8"
        if isinstance(error, OSError):
            why = "il n'existe pas, ou son accès est refusé"
        raise ProcedureError(f"Le fichier « {path.name} » ne peut pas être lu : {why}.") from error
    return load(text, path.name)


@lru_cache(maxsize=64)
def _loaded(path: Path, changed: int) -> Procedure | None:
    """`changed`: the file's time of change, so that a scheme mended is read again."""
    try:
        return _read(path)
    except ProcedureError as error:
        log.error("%s", error)
        return None
