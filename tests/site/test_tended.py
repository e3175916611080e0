"""The worker beside the site: started again when it is killed, stopped with the site."""

from __future__ import annotations

import os
import signal
import sys
import time
from pathlib import Path

from bastide.site.tended import Tended

SAYS_ITS_NUMBER = (
    "import os, sys, time; open(sys.argv[1], 'a').write(f'{os.getpid()}\\n'); time.sleep(60)"
)


def started(said: Path, count: int) -> int:
    """The number of the last process, once so many have started."""
    deadline = time.monotonic() + 20
    while time.monotonic() < deadline:
        numbers = said.read_text().split("\n")[:-1] if said.exists() else []
        if len(numbers) == count:
            return int(numbers[-1])
        time.sleep(0.02)
    raise AssertionError(said)


def test_what_is_killed_is_started_again_until_the_end(tmp_path: Path) -> None:
    said = tmp_path / "numbers"
    tended = Tended([sys.executable, "-S", "-c", SAYS_ITS_NUMBER, str(said)], pause_s=0.01)
    os.kill(started(said, 1), signal.SIGKILL)
    second = started(said, 2)
    tended.end()
    assert not Path(f"/proc/{second}").exists()
    assert len(said.read_text().split()) == 2
