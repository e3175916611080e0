"""The child that forks for each file."""

from __future__ import annotations

import os
import subprocess
import sys

ALONE = """
import os
from bastide.providers.forking import serve
serve(lambda order, limits: os.write(1, b"%d\\n" % os.nice(0)), lambda order, ended: {})
"""


def test_a_reader_runs_after_the_site_on_a_busy_machine() -> None:
    read = subprocess.run(
        [sys.executable, "-c", ALONE], input=b'{"file": 1}\n', capture_output=True, check=True
    )
    assert int(read.stdout.splitlines()[0]) > os.nice(0) or os.nice(0) == 19
