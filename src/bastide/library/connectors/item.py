"""A file to read, or the reason why it could not be had."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Item:
    """`name` identifies the file in its source. `container`: it holds several documents.

    `suffix`: what kind of file it is, when its name does not tell.
    `problem`: why it could not be had; with `cut_short`, others may be missing for that reason.
    `total`: number of files of the source, when it is known beforehand.
    """

    name: str
    path: Path | str = ""
    title: str = ""
    url: str = ""
    theme: tuple[str, ...] = ()
    updated: date | None = None
    suffix: str = ""
    container: bool = False
    problem: str = ""
    cut_short: bool = False
    total: int | None = None
