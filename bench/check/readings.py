"""Files as the product reads them, kept from one run to the next: reading costs far more than the
rest, and a file of the same bytes is read alike."""

from __future__ import annotations

import hashlib
import importlib
import pickle
import tempfile
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

from bastide.engine.pieces.model import FileRead, Signed

Reader = Callable[[Path, str], Any]  # a FileRead, or what has one as its `file`
PRODUCT = "bastide.providers.pieces.sandbox:read_pieces"


class Readings:
    """Reads through `reader` (`module:function`), or from `cache`, a folder of its own.

    The cache knows nothing of the reader: give each version of it a folder. It is unpickled, so it
    must be a folder that nobody else writes to.
    """

    def __init__(self, reader: str = PRODUCT, cache: Path | None = None) -> None:
        module, _, function = reader.partition(":")
        self._read: Reader = getattr(importlib.import_module(module), function)
        self._cache = cache
        self.fresh = 0
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
        one = self._read(path, path.name)
        file: FileRead = one if isinstance(one, FileRead) else one.file
        self.fresh += 1
        if kept is not None:
            kept.write_bytes(pickle.dumps(file))
        return file


def signed_codes(files: list[FileRead], on: date) -> tuple[Signed, ...]:
    """The 2D-Docs of the files, verified as in the product, the test authority trusted: the
    generator's codes bear its signature."""
    from django.conf import settings

    if not settings.configured:
        settings.configure(DATA_DIR=tempfile.mkdtemp(prefix="bastide-bench-"))
    from bastide.usecases.check.signatures import signed_of

    return signed_of(files, trust_test_authority=True, on=on)
