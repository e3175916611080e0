"""Files that an organisation hands over: under names of ours, in a folder of the data folder.

`<room>/<organisation>/<random>`: the sender's name is never part of a path.
"""

from __future__ import annotations

import secrets
from collections.abc import Iterable
from pathlib import Path

from django.conf import settings

from bastide.tenants.scope import current_organisation_id

_OTHERS = ("embedders", "speech", "static", "trust", "procedures")  # the installation's


def folders_of(organisation: int) -> dict[str, Path]:
    """The folders that hold an organisation's files, by the name of their room. What the models and
    the trust lists of the installation keep is numbered by nobody."""
    found = {}
    for above in (Path(settings.DATA_DIR), Path(settings.MEDIA_ROOT)):
        try:
            rooms = sorted(above.iterdir())
        except OSError:  # no file was ever kept there
            continue
        for room in rooms:
            folder = room / str(organisation)
            if room.name not in _OTHERS and folder.is_dir():
                found[f"{above.name}/{room.name}" if room.name in found else room.name] = folder
    return found


class Room:
    """The files of one use case. Paths are kept relative to `root()`."""

    def __init__(self, name: str) -> None:
        self._name = name

    def root(self) -> Path:
        return Path(settings.DATA_DIR) / self._name

    def absolute(self, relative: str) -> Path:
        return self.root() / relative

    def new_path(self, suffix: str = "") -> str:
        """A free name, drawn at random, for the organisation in scope; its folder is made."""
        return self.new_within(str(current_organisation_id()), suffix)

    def new_within(self, folder: str, suffix: str = "") -> str:
        """A free name within a folder of the room, which is made."""
        relative = f"{folder}/{secrets.token_hex(16)}{suffix}"
        self.absolute(relative).parent.mkdir(parents=True, exist_ok=True, mode=0o750)
        return relative

    def write(self, relative: str, chunks: Iterable[bytes]) -> None:
        """Raises `OSError` (full disk), leaving nothing behind."""
        path = self.absolute(relative)
        try:
            with path.open("xb") as file:
                for chunk in chunks:
                    file.write(chunk)
            path.chmod(0o640)
        except BaseException:
            path.unlink(missing_ok=True)
            raise

    def keep(self, chunks: Iterable[bytes]) -> str:
        """Writes under a free name, and returns it. Raises `OSError`, leaving nothing behind."""
        relative = self.new_path()
        self.write(relative, chunks)
        return relative

    def remove(self, *relative: str) -> None:
        """What is not there, or was never kept (an empty path), is no error."""
        for one in relative:
            if one:
                self.absolute(one).unlink(missing_ok=True)
