"""Where a file given lies until it is read: under a name of ours, in the data folder.

`minutes/<organisation>/<random>`: its own name is never part of a path.
"""

from __future__ import annotations

import secrets
from collections.abc import Iterable
from pathlib import Path

from django.conf import settings

from bastide.tenants.scope import current_organisation_id


def root() -> Path:
    return Path(settings.DATA_DIR) / "minutes"


def write(chunks: Iterable[bytes]) -> str:
    """Keeps the bytes; returns where, within `root()`. Raises `OSError` (full disk), leaving
    nothing behind."""
    relative = f"{current_organisation_id()}/{secrets.token_hex(16)}"
    path = root() / relative
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o750)
    try:
        with path.open("xb") as file:
            for chunk in chunks:
                file.write(chunk)
        path.chmod(0o640)
    except BaseException:
        path.unlink(missing_ok=True)
        raise
    return relative


def absolute(relative: str) -> Path:
    return root() / relative


def remove(relative: str) -> None:
    if relative:
        (root() / relative).unlink(missing_ok=True)
