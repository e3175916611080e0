"""Where deposited files and page images lie: `check/<organisation>/<case>/<random>`."""

from __future__ import annotations

import shutil
from pathlib import Path

from bastide.tenants.files import Room

_room = Room("check")
root, absolute, write, remove = _room.root, _room.absolute, _room.write, _room.remove


def new_path(organisation: int, case: int, suffix: str = "") -> str:
    """A free name within `root()`, drawn at random; its folder is made."""
    return _room.new_within(f"{organisation}/{case}", suffix)


def folder_of(organisation: int, case: int) -> Path:
    return root() / str(organisation) / str(case)


def remove_case(organisation: int, case: int) -> None:
    """All that a case left on the disk. A folder that is already gone is no error."""
    folder = folder_of(organisation, case)
    if folder.exists():
        shutil.rmtree(folder)
