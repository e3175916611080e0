"""Where deposited files and page images lie: under names of ours, in the data folder.

`check/<organisation>/<case>/<random>`: the depositor's name is never part of a path.
"""

from __future__ import annotations

import secrets
import shutil
from collections.abc import Iterable
from pathlib import Path

from django.conf import settings


def root() -> Path:
    return Path(settings.DATA_DIR) / "check"


def new_path(organisation: int, case: int, suffix: str = "") -> str:
    """A free name within `root()`, drawn at random; its folder is made."""
    relative = f"{organisation}/{case}/{secrets.token_hex(16)}{suffix}"
    (root() / relative).parent.mkdir(parents=True, exist_ok=True, mode=0o750)
    return relative


def write(relative: str, chunks: Iterable[bytes]) -> None:
    """Raises `OSError` (full disk), leaving nothing behind."""
    path = root() / relative
    try:
        with path.open("xb") as file:
            for chunk in chunks:
                file.write(chunk)
        path.chmod(0o640)
    except BaseException:
        path.unlink(missing_ok=True)
        raise


def absolute(relative: str) -> Path:
    return root() / relative


def remove(relative: str) -> None:
    if relative:
        (root() / relative).unlink(missing_ok=True)


def remove_case(organisation: int, case: int) -> None:
    """All that a case left on the disk. A folder that is already gone is no error."""
    folder = root() / str(organisation) / str(case)
    if folder.exists():
        shutil.rmtree(folder)
