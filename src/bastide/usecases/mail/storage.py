"""Where a file of mails waits to be read: under a name of ours, in the data folder, until then."""

from __future__ import annotations

import secrets
from collections.abc import Iterable
from pathlib import Path

from django.conf import settings

from bastide.tenants.scope import current_organisation_id


def absolute(relative: str) -> Path:
    return Path(settings.DATA_DIR) / "mail" / relative


def write(chunks: Iterable[bytes]) -> str:
    """The free name under which it is kept. Raises `OSError` (full disk), leaving nothing."""
    relative = f"{current_organisation_id()}/{secrets.token_hex(16)}"
    path = absolute(relative)
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


def remove(relative: str) -> None:
    if relative:
        absolute(relative).unlink(missing_ok=True)
