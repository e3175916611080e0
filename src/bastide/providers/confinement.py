"""The child's own side of `confined`: no network, limits of memory and time, lines of JSON."""

from __future__ import annotations

import ctypes
import json
import resource
import socket
from typing import Any


def say(out: Any, message: dict[str, Any]) -> None:
    """A message to the parent: a line of JSON."""
    text = json.dumps(message, ensure_ascii=True)
    out.write(text.encode("ascii") + b"\n")
    out.flush()


def limit(memory: int) -> None:
    """So many bytes of memory, and nothing written to any file."""
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def limit_processor(seconds: float) -> None:
    """As much processor time for the next file, beyond what the former ones took."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    most = int(used.ru_utime + used.ru_stime + seconds) + 1
    resource.setrlimit(resource.RLIMIT_CPU, (most, resource.RLIM_INFINITY))


class _NoSocket(socket.socket):
    def __init__(self, *_: Any, **__: Any) -> None:
        raise OSError("no network in the reader")


_NEW_USER, _NEW_NETWORK = 0x10000000, 0x40000000  # linux/sched.h


def cut_network() -> None:
    """No network for the readers: a namespace without one where the system lets us make it.

    Elsewhere only Python's own sockets are closed: a library taken over could still open one.
    """
    socket.socket = _NoSocket  # type: ignore[misc]
    try:
        unshare = ctypes.CDLL(None, use_errno=True).unshare
    except (OSError, AttributeError):
        return
    if unshare(_NEW_NETWORK) != 0:
        unshare(_NEW_USER | _NEW_NETWORK)
