"""Where deposited files and page images lie: `check/<organisation>/<case>/<random>`."""

from __future__ import annotations

from pathlib import Path

from bastide.tenants.files import Room

room = Room("check")
root, absolute, write, remove = room.root, room.absolute, room.write, room.remove
opened, local = room.open, room.local


def new_path(organisation: int, case: int, suffix: str = "") -> str:
    """A free name within `root()`, drawn at random."""
    return room.new_within(f"{organisation}/{case}", suffix)


def folder_of(organisation: int, case: int) -> Path:
    return root() / str(organisation) / str(case)


def remove_case(organisation: int, case: int) -> None:
    """All that a case left. A folder that is already gone is no error."""
    room.remove_folder(f"{organisation}/{case}")
