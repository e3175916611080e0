"""The child process of `sandbox`: reads the files it is told, answers in lines of JSON."""

from __future__ import annotations

import ctypes
import json
import resource
import socket
import sys
from pathlib import Path
from typing import Any

from bastide.engine.ports import ReadError
from bastide.providers.readers import budget, read_file


def main() -> None:
    """Serves until its standard input closes."""
    out = sys.stdout.buffer
    seconds = 0.0
    for line in sys.stdin.buffer:
        order = json.loads(line)
        if "limits" in order:
            _cut_network()
            _limit(order["limits"])
            seconds = float(order["limits"]["total_seconds"])
            continue
        _limit_processor(seconds)
        try:
            for read in read_file(Path(order["path"]), order["name"]):
                answer: dict[str, Any] = {
                    "key": read.key,
                    "title": read.title,
                    "blocks": [[b.text, b.headings, b.kind] for b in read.blocks],
                    "theme": read.theme,
                    "url": read.url,
                    "readers": read.readers,
                    "days": [
                        day.isoformat() if day else ""
                        for day in (read.updated, read.review, read.valid_from, read.valid_to)
                    ],
                }
                _say(out, answer)
            answer = {"end": True}
        except ReadError as error:
            answer = {"error": str(error), "healthy": True}
        except MemoryError:
            answer = {"error": "La lecture demande trop de mémoire : elle a été arrêtée."}
        except Exception as error:
            reason = "Le fichier est abîmé ou d'une forme inattendue"
            answer = {"error": f"{reason} ({type(error).__name__})."}
        _say(out, answer)


def _say(out: Any, message: dict[str, Any]) -> None:
    text = json.dumps(message, ensure_ascii=True)
    out.write(text.encode("ascii") + b"\n")
    out.flush()


def _limit(limits: dict[str, Any]) -> None:
    memory = int(limits["memory"])
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    budget.unpacked = int(limits["unpacked"])
    budget.pages = int(limits["pages"])


def _limit_processor(seconds: float) -> None:
    """As much processor time for the next file, beyond what the former ones took."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    most = int(used.ru_utime + used.ru_stime + seconds) + 1
    resource.setrlimit(resource.RLIMIT_CPU, (most, resource.RLIM_INFINITY))


class _NoSocket(socket.socket):
    def __init__(self, *_: Any, **__: Any) -> None:
        raise OSError("no network in the reader")


_NEW_USER, _NEW_NETWORK = 0x10000000, 0x40000000  # linux/sched.h


def _cut_network() -> None:
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


if __name__ == "__main__":
    main()
