"""Where files and their translations lie: under names of ours, in the data folder.

`translate/<organisation>/<random>`: the sender's name is never part of a path.
"""

from __future__ import annotations

import secrets
from collections.abc import Iterable
from pathlib import Path

from django.conf import settings

from bastide.tenants.scope import current_organisation_id


def absolute(relative: str) -> Path:
    return Path(settings.DATA_DIR) / "translate" / relative


def new_path(suffix: str) -> str:
    """A free name, drawn at random, for the organisation in scope; its folder is made."""
    relative = f"{current_organisation_id()}/{secrets.token_hex(16)}{suffix}"
    absolute(relative).parent.mkdir(parents=True, exist_ok=True, mode=0o750)
    return relative


def write(relative: str, chunks: Iterable[bytes]) -> None:
    """Raises `OSError` (full disk), leaving nothing behind."""
    path = absolute(relative)
    try:
        with path.open("xb") as file:
            for chunk in chunks:
                file.write(chunk)
        path.chmod(0o640)
    except BaseException:
        path.unlink(missing_ok=True)
        raise


def remove(*relative: str) -> None:
    for one in relative:
        if one:
            absolute(one).unlink(missing_ok=True)
