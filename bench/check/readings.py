"""Files as the product reads them, kept from one run to the next: reading costs far more than the
rest, and a file of the same bytes is read alike."""

from __future__ import annotations

import hashlib
import importlib
import os
import pickle
import resource
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from bastide.engine.pieces.model import FileRead, Signed
from bastide.engine.ports import ReadError

Reader = Callable[..., Any]  # (path, name) → a FileRead, or what has one as its `file`
PRODUCT = "bastide.providers.pieces.sandbox:read_pieces"


@dataclass
class Spent:
    """What the files read in this run cost, those of the cache left out.

    `page_s`: seconds that each page took, by the clock; `read_s`: of all the readings; `cpu_s`:
    processor time of the reader's processes and of this one while it waited for them; `rss_mb`:
    the most memory that one process of the reader held.
    """

    pages: int = 0
    page_s: list[float] = field(default_factory=list)
    read_s: float = 0.0
    cpu_s: float = 0.0
    rss_mb: float = 0.0

    def add(self, other: Spent) -> None:
        self.pages += other.pages
        self.page_s += other.page_s
        self.read_s += other.read_s
        self.cpu_s += other.cpu_s
        self.rss_mb = max(self.rss_mb, other.rss_mb)


def children_spent() -> tuple[float, float]:
    """CPU seconds of the children that have ended and were waited for, and the most memory (MB)
    that one of them held (Linux counts in it what its parent held when it was started)."""
    ended = resource.getrusage(resource.RUSAGE_CHILDREN)
    return ended.ru_utime + ended.ru_stime, ended.ru_maxrss / 1024


class Readings:
    """Reads through `reader` (`module:function`), or from `cache`, a folder of its own.

    The cache knows nothing of the reader: give each version of it a folder. It is unpickled, so it
    must be a folder that nobody else writes to. Several processes may share it.
    """

    def __init__(self, reader: str = PRODUCT, cache: Path | None = None) -> None:
        module, _, function = reader.partition(":")
        self._read: Reader = getattr(importlib.import_module(module), function)
        self._product = reader == PRODUCT
        self._cache = cache
        self.fresh = 0
        self._spent = Spent()
        if cache is not None:
            cache.mkdir(parents=True, exist_ok=True)

    def of(self, path: Path) -> FileRead:
        """The file as read. Raises `ReadError` as the reader does."""
        kept = None
        if self._cache is not None:
            digest = hashlib.sha256(path.read_bytes()).hexdigest()
            kept = self._cache / f"{digest}.pickle"
            if kept.exists():
                found: FileRead = pickle.loads(kept.read_bytes())
                return found
        file = self._timed(path)
        if kept is not None:
            # Whole or not at all: another process may look for it at the same time.
            part = kept.with_suffix(f".{os.getpid()}")
            part.write_bytes(pickle.dumps(file))
            part.replace(kept)
        return file

    def _timed(self, path: Path) -> FileRead:
        began, cpu = time.monotonic(), time.process_time()
        last = began
        seconds: list[float] = []

        def told(done: int, of: int) -> None:
            nonlocal last
            now = time.monotonic()
            seconds.append(now - last)
            last = now

        try:
            one = self._read(path, path.name, **({"told": told} if self._product else {}))
        except ReadError:
            # Tried again in the next run: the cost of what was not read counts all the same.
            self._spent.read_s += time.monotonic() - began
            raise
        file: FileRead = one if isinstance(one, FileRead) else one.file
        taken = time.monotonic() - began
        pages = len(file.pages)
        if len(seconds) == pages and pages:
            seconds[-1] += taken - sum(seconds)  # what comes after the last page is its own
        else:
            seconds = [taken / max(pages, 1)] * pages
        self.fresh += 1
        self._spent.add(Spent(pages, seconds, taken, time.process_time() - cpu))
        return file

    def closed(self) -> Spent:
        """Ends the reader, so that what it cost can be known, and gives what was spent.

        Call it once, at the end of the process's readings: it counts every child that the process
        has had.
        """
        if self._product:
            from bastide.providers.pieces.sandbox import close_idle_child

            close_idle_child()
        cpu, most = children_spent()
        self._spent.add(Spent(cpu_s=cpu, rss_mb=most if self.fresh else 0.0))
        return self._spent


def signed_codes(files: list[FileRead], on: date) -> tuple[Signed, ...]:
    """The 2D-Docs of the files, verified as in the product, the test authority trusted: the
    generator's codes bear its signature."""
    from django.conf import settings

    if not settings.configured:
        settings.configure(DATA_DIR=tempfile.mkdtemp(prefix="bastide-bench-"))
    from bastide.usecases.check.signatures import signed_of

    return signed_of(files, trust_test_authority=True, on=on)
