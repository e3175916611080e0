"""Places where a test has the process die, to see what is left: inert unless `BASTIDE_FAIL_AT` is.

`BASTIDE_FAIL_AT=jobs.ran` kills the process there (SIGKILL); `jobs.ran:STOP` suspends it (SIGSTOP).
Tests alone use them; docs/reliability.md tells what it found.
"""

from __future__ import annotations

import os
import signal

POINTS = (
    *("jobs.entered", "jobs.claimed", "jobs.ran", "redact.found"),
    *("erase.entered", "erase.committed", "removal.entered", "removal.committed"),
)
_AT, _, _SIGNAL = os.environ.get("BASTIDE_FAIL_AT", "").partition(":")


def failpoint(name: str) -> None:
    """The process ends here if it was asked to. `name` is one of `POINTS`."""
    if name == _AT:
        os.kill(os.getpid(), signal.Signals[f"SIG{_SIGNAL or 'KILL'}"])
