"""A child process that reads hostile files and can be killed, with all that it started.

It gets limits of memory and of what it may write, no network, and no more time than is allowed (see
`confinement`, its own side). What comes back is lines of JSON, never pickled objects: the child may
have been taken over by the file that it reads.
"""

from __future__ import annotations

import contextlib
import json
import os
import selectors
import signal
import subprocess
import sys
import time
from dataclasses import asdict
from typing import Any

from bastide.engine.ports import ReadError

TOO_LONG = "Le fichier contient trop de texte pour être lu : partagez-le en plusieurs fichiers."
MESSAGE_BYTES = 256 * 1024 * 1024


class Child:
    """A process that reads files and can be killed with all it started.

    `module`: what it runs; `limits`: a dataclass, sent to it first.
    """

    def __init__(self, limits: Any, module: str) -> None:
        self.limits = limits
        self.process = subprocess.Popen(
            [sys.executable, "-I", "-m", module],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={"PATH": "/usr/bin:/bin", "LANG": "C.UTF-8", "OPENBLAS_NUM_THREADS": "1"},
            cwd="/",
            start_new_session=True,
        )
        assert self.process.stdout is not None
        os.set_blocking(self.process.stdout.fileno(), False)
        self._buffer = bytearray()
        self._selector = selectors.DefaultSelector()
        self._selector.register(self.process.stdout, selectors.EVENT_READ)
        self.send({"limits": asdict(limits)})

    def send(self, message: dict[str, Any]) -> None:
        assert self.process.stdin is not None
        self.process.stdin.write(json.dumps(message).encode() + b"\n")
        self.process.stdin.flush()

    def line(self, seconds: float, too_slow: str) -> dict[str, Any]:
        """The next message. Raises `ReadError` when the child died or took too long."""
        assert self.process.stdout is not None
        deadline = time.monotonic() + seconds
        looked = 0
        while (at := self._buffer.find(b"\n", looked)) < 0:
            looked = len(self._buffer)
            left = deadline - time.monotonic()
            if left <= 0 or not self._selector.select(left):
                raise ReadError(too_slow)
            data = self.process.stdout.read(1 << 16)
            if data == b"":
                raise ReadError(
                    "Le fichier a fait échouer le lecteur (mémoire insuffisante ou fichier abîmé)."
                )
            self._buffer += data or b""
            if len(self._buffer) > MESSAGE_BYTES:
                raise ReadError(TOO_LONG)
        raw = bytes(self._buffer[:at])
        del self._buffer[: at + 1]
        message = json.loads(raw)
        if not isinstance(message, dict):
            raise ReadError("Le lecteur a rendu un résultat incompréhensible.")
        return message

    def kill(self) -> None:
        self._selector.close()
        with contextlib.suppress(ProcessLookupError):  # its own group: what it started dies too
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()
        for pipe in (self.process.stdin, self.process.stdout):
            if pipe:
                pipe.close()
