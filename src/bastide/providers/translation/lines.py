"""Lines as they come: batches as large as what has arrived, so that a thousand take seconds and one
typed by hand does not wait for the next."""

from __future__ import annotations

import os
import select
from collections.abc import Iterator
from typing import IO

# Lines in a batch. Bytes of a line: a longer one is no text of a person.
BATCH = 400
LONGEST_LINE = 200_000
# Seconds that a batch waits for another line.
PATIENCE_S = 0.05


def batches(stream: IO[bytes]) -> Iterator[list[bytes]]:
    """The lines of a stream with their ends, in batches."""
    try:
        number = stream.fileno()
        os.fstat(number)
    except (OSError, ValueError):  # a stream that is no file of the system
        yield from _by_count(stream)
        return
    yield from _as_they_come(number)


def _by_count(stream: IO[bytes]) -> Iterator[list[bytes]]:
    batch: list[bytes] = []
    for line in stream:
        batch.append(line)
        if len(batch) >= BATCH:
            yield batch
            batch = []
    if batch:
        yield batch


def _as_they_come(number: int) -> Iterator[list[bytes]]:
    begun: list[bytes] = []  # a line whose end has not come
    batch: list[bytes] = []
    while data := os.read(number, 1 << 16):
        *lines, rest = data.split(b"\n")
        if lines:
            lines[0] = b"".join([*begun, lines[0]])
            begun = []
            batch += [line + b"\n" for line in lines]
        begun += [rest] if rest else []
        while len(batch) >= BATCH:
            yield batch[:BATCH]
            batch = batch[BATCH:]
        if batch and not select.select([number], [], [], PATIENCE_S)[0]:
            yield batch
            batch = []
    if begun:
        batch.append(b"".join(begun))
    if batch:
        yield batch


def decoded(line: bytes) -> str:
    """UTF-8, or the encoding of older Windows."""
    try:
        return line.decode("utf-8-sig")
    except UnicodeDecodeError:
        return line.decode("cp1252", "replace")
