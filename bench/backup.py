"""How long a backup of many gigabytes takes, its check and its restoration elsewhere.

    python -m bench.backup [--gigabytes 10] [--folder /somewhere/large]

The demonstration, with files of random bytes (5 MB on average, log-normal) in the folder of an
organisation until the size is reached; then `bastide backup`, `verify`, and `restore` into
another data folder by the command line. Every file is compared by its SHA-256. Three times the size
is needed on the disk.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import random
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from bench import load

MEAN = 5_000_000  # bytes of a file


def fill(folder: Path, size: int) -> int:
    """Files of `size` bytes in all; how many."""
    draw, count = random.Random(10), 0
    while size > 0:
        length = min(size, max(1_000, int(draw.lognormvariate(0, 1) * MEAN / 1.65)))
        at = folder / f"{count // 500:03d}" / f"{count:05d}.bin"
        at.parent.mkdir(parents=True, exist_ok=True)
        at.write_bytes(os.urandom(length))
        size, count = size - length, count + 1
    return count


def hashes(folder: Path) -> dict[str, str]:
    found = {}
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            with path.open("rb") as file:
                digest = hashlib.file_digest(file, "sha256").hexdigest()
            found[str(path.relative_to(folder))] = digest
    return found


def timed(told: str, environment: dict[str, str], *command: str) -> None:
    begun = time.monotonic()
    run = [sys.executable, "-m", "bastide", *command]
    subprocess.run(run, env=environment, check=True, stdout=subprocess.DEVNULL)
    print(f"{told}: {time.monotonic() - begun:.0f} s", flush=True)


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    asked.add_argument("--gigabytes", type=float, default=10)
    asked.add_argument("--folder", type=Path, default=None, help="where three times that fit")
    given = asked.parse_args()
    tempfile.tempdir = str(given.folder) if given.folder else None
    with load.installed() as (name, environment):
        files = Path(environment["BASTIDE_DATA_DIR"]) / "files"
        count = fill(files / "1" / "bench", int(given.gigabytes * 1e9))
        print(f"{count} files, {given.gigabytes:g} GB, beside the demonstration", flush=True)
        timed("backup", environment, "backup", f"{name}/kept.tar")
        timed("verify", environment, "verify", f"{name}/kept.tar")
        elsewhere = environment | {"BASTIDE_DATA_DIR": f"{name}/elsewhere"}
        timed("restore", elsewhere, "restore", f"{name}/kept.tar")
        before, after = hashes(files), hashes(Path(name) / "elsewhere" / "files")
        differ = sum(before.get(path) != after.get(path) for path in before.keys() | after.keys())
        print(f"{len(before)} files compared, {differ} differ; load average "
              f"{os.getloadavg()[0]:.1f}, {os.cpu_count()} cores")  # fmt: skip
        if differ:
            sys.exit(1)


if __name__ == "__main__":
    main()
