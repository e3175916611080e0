"""The caches of an installation: files of the data folder, or a Redis in common.

Both count, for the limits of requests (`limits.py`). What each one gives:

- `FolderCache`, the default: exact among the threads and processes that have the data folder, by a
  lock on the counter's file. Machines with a data folder each count apart. On a network file system
  the lock is as good, and as fast, as that system's.
- `SharedCache`: exact among every process of every machine, in one exchange with Redis.

A counter may be lost (its file made room for others, Redis started empty): it starts again from
nothing, so that a lost counter lets more through and never less.
"""

from __future__ import annotations

import os
import struct
import time
from typing import Any

from django.core.cache import caches
from django.core.cache.backends.filebased import FileBasedCache
from django.core.cache.backends.redis import RedisCache
from django.core.files import locks

_AT_ONCE = 500  # keys asked for, then removed, in one exchange
# Making room reads the whole folder: done for one new counter in 256, by the digest of its name.
_ROOM_AT = "00"
_COUNTER = struct.Struct("<dQ")  # when its window ends (seconds of the clock), what it counted

clock = time.time  # read by every process: that of the machine


def count(key: str, seconds: int, add: int = 1) -> tuple[int, float]:
    """What `key` has counted in its window with `add` more, and the seconds left of the window,
    which begins at the first count and lasts `seconds`."""
    cache: Any = caches["default"]
    counted, left = cache.count(key, seconds, add)
    return int(counted), float(left)


class FolderCache(FileBasedCache):
    """Django's; a counter is a file of its own, of 16 bytes, written in place under its lock."""

    _cull: Any
    _createdir: Any
    _key_to_file: Any

    def count(self, key: str, seconds: int, add: int = 1) -> tuple[int, float]:
        path = self._key_to_file(key)
        try:
            opened = os.open(path, os.O_RDWR)
        except FileNotFoundError:
            self._createdir()
            if os.path.basename(path).startswith(_ROOM_AT):
                self._cull()
            opened = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
        with open(opened, "r+b", buffering=0) as file:
            locks.lock(file, locks.LOCK_EX)  # let go as the file is closed
            ends, counted = _read(file.read(_COUNTER.size))
            now = clock()
            if not now < ends <= now + seconds:  # over, or the clock was set back
                ends, counted = now + seconds, 0
            file.seek(0)
            file.write(_COUNTER.pack(ends, counted + add))
        return counted + add, ends - now


def _read(kept: bytes) -> tuple[float, int]:
    return _COUNTER.unpack(kept) if len(kept) == _COUNTER.size else (0.0, 0)


class SharedCache(RedisCache):
    """Django's, in a Redis where others may keep things too: `clear` removes what Bastide put
    there. Django's own empties the whole base, a broker's messages with it."""

    _cache: Any

    def clear(self) -> None:
        client = self._cache.get_client(None, write=True)
        keys = list(client.scan_iter(match=f"{self.key_prefix}:*", count=_AT_ONCE))
        for at in range(0, len(keys), _AT_ONCE):
            client.delete(*keys[at : at + _AT_ONCE])

    def count(self, key: str, seconds: int, add: int = 1) -> tuple[int, float]:
        name = self.make_and_validate_key(key)
        with self._cache.get_client(name, write=True).pipeline(transaction=True) as together:
            together.set(name, 0, px=seconds * 1000, nx=True)
            together.incrby(name, add)
            together.pttl(name)
            _, counted, left = together.execute()
        return counted, left / 1000
