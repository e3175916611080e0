"""A process that is started again when it ends by itself: killed, or out of memory."""

from __future__ import annotations

import subprocess
import threading
from collections.abc import Sequence

PAUSE_SECONDS = 1.0
_LOOK_SECONDS = 0.2


class Tended:
    """Runs a command until `end`. What it was doing is taken up again by its own means."""

    def __init__(self, command: Sequence[str], pause_s: float = PAUSE_SECONDS) -> None:
        self._command, self._pause_s = list(command), pause_s
        self._ending = threading.Event()
        self._thread = threading.Thread(target=self._tend, daemon=True)
        self._thread.start()

    def _tend(self) -> None:
        while not self._ending.is_set():
            process = subprocess.Popen(self._command)
            while process.poll() is None:
                if self._ending.wait(_LOOK_SECONDS):
                    process.terminate()
                    process.wait()
            self._ending.wait(self._pause_s)

    def end(self) -> None:
        """Asks it to stop, and waits for it."""
        self._ending.set()
        self._thread.join()
