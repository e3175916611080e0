"""Supporting documents given at once, read by the queue.

    python -m bench.queued DIR [--workers 1 2]

DIR: cases that `python -m bench.check.generate --out DIR --cases 40 --degradation mixed` wrote.
They are deposited in a data folder of their own; for each number of workers a copy of it is read
whole by that many `bastide worker --until-idle`. Prints documents an hour, and what the year's
30,000 would take at that pace: a sample extrapolated, not 30,000 read.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import time
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import Any

YEAR = 30_000  # documents
SCHEME = "pass-sud-formation"
OTHERS = {"DJANGO_SETTINGS_MODULE": "bastide.site.settings"}
SOURCES = Path(__file__).resolve().parents[1] / "src"


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    asked.add_argument("folder", type=Path)
    asked.add_argument("--workers", type=int, nargs="+", default=[1, 2])
    given = asked.parse_args()
    truths = [json.loads(p.read_text()) for p in sorted((given.folder / "truth").glob("*.json"))]
    if not truths:
        sys.exit(f"Aucun dossier sous {given.folder} : python -m bench.check.generate --help")
    documents = sum(len(truth["documents"]) for truth in truths)
    with tempfile.TemporaryDirectory(prefix="bastide-queued-") as at:
        full = Path(at) / "full"
        fill(full, given.folder, truths)
        paces = {}
        for workers in given.workers:
            copy = Path(at) / f"with-{workers}"
            shutil.copytree(full, copy)
            wall, states = emptied(copy, workers)
            paces[workers] = documents / wall
            print(
                f"{workers} worker(s): {documents} documents ({sum(states.values())} files: "
                + ", ".join(f"{n} {state}" for state, n in sorted(states.items()))
                + f") in {wall:.0f} s, {3600 * paces[workers]:.0f} documents an hour, "
                f"{YEAR / paces[workers] / 3600:.1f} hours for {YEAR}",
                flush=True,
            )
    first = given.workers[0]
    for workers in given.workers[1:]:
        print(f"{workers} beside {first}: {paces[workers] / paces[first]:.2f} times")


def fill(data: Path, folder: Path, truths: list[dict[str, Any]]) -> None:
    """An installation whose instructor has deposited every case; nothing is read yet."""
    os.environ |= OTHERS | {"BASTIDE_DATA_DIR": str(data), "BASTIDE_TRUST_TEST_AUTHORITY": "true"}
    data.mkdir()
    import django

    django.setup()
    from django.core.files.uploadedfile import SimpleUploadedFile
    from django.core.management import call_command

    from bastide.tenants.models import Member, Organisation, Role
    from bastide.tenants.scope import scope
    from bastide.usecases.check import keeping
    from bastide.usecases.check.models import Case

    call_command("migrate", verbosity=0)
    organisation = Organisation.objects.create(slug="essai", name="Essai")
    with scope(organisation):
        member = Member.objects.create(
            email="i@essai.example", name="Ivan Imaginaire", organisation=organisation,
            role=Role.INSTRUCTOR,
        )  # fmt: skip
        for truth in truths:
            case = Case(
                reference=truth["case"], surname="Exemple", given_names="Perle",
                birth_date=date(1990, 1, 1), procedure=SCHEME,
                deposited=date.fromisoformat(truth["on"]),
            )  # fmt: skip
            case = keeping.open_case(case, member)
            for path in sorted((folder / truth["case"]).iterdir()):
                keeping.deposit(case, SimpleUploadedFile(path.name, path.read_bytes()), member)


def emptied(data: Path, workers: int) -> tuple[float, dict[str, int]]:
    """Seconds until so many workers find nothing more to do, and the states of the files."""
    path = os.pathsep.join(filter(None, [str(SOURCES), os.environ.get("PYTHONPATH", "")]))
    environment = os.environ | {"BASTIDE_DATA_DIR": str(data), "PYTHONPATH": path}
    started = time.monotonic()
    running = [
        subprocess.Popen(
            [sys.executable, "-m", "bastide", "worker", "--until-idle"],
            env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )
        for _ in range(workers)
    ]  # fmt: skip
    for process in running:
        if process.wait():
            sys.exit(f"Un travailleur s'est arrêté ({process.returncode}).")
    wall = time.monotonic() - started
    with closing(sqlite3.connect(data / "bastide.sqlite3")) as base:
        states = dict(base.execute("SELECT state, count(*) FROM check_depositedfile GROUP BY 1"))
    return wall, states


if __name__ == "__main__":
    main()
