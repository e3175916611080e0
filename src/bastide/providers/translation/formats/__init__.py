"""Formats of files whose texts are taken out, translated, and put back where they were.

Each module has `opened(path, languages) -> Opened`. All are called in a child process with limits.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

# The languages of a file: from, to (ISO 639-1).
Languages = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Opened:
    """`texts`: what there is to translate, with marks of format. `written`: the bytes of the file
    once given as many translations."""

    texts: list[str]
    written: Callable[[Sequence[str]], bytes]


class Refused(Exception):
    """A file that is not translated; `str(error)` says why in French."""
