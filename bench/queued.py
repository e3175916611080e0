"""Supporting documents given at once, read by the queue.

    python -m bench.queued DIR [--workers 1 2]
    python -m bench.queued DIR --poison      # the same beside a job that fails, one that kills

DIR: cases that `python -m bench.check.generate --out DIR --cases 40 --degradation mixed` wrote.
They are deposited in a data folder of their own; for each number of workers a copy of it is read
whole by that many `bastide worker --until-idle`. Prints documents an hour, and what the year's
30,000 would take at that pace: a sample extrapolated, not 30,000 read. `--poison`: one worker,
alone, then with a job that fails each time it is taken, then with one that kills its worker
(started again at once, as `bastide serve` does); both come before the files and are set aside after
three tries. Leases of ten seconds, so that the three tries fall within the measure.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import Any

YEAR = 30_000  # documents
SCHEME = "pass-sud-formation"
OTHERS = {"DJANGO_SETTINGS_MODULE": "bastide.site.settings"}
HOME = Path(__file__).resolve().parents[1]
SOURCES = HOME / "src"
PRODUCT = ("-m", "bastide", "worker", "--until-idle")
# The product's, that knows the two bad jobs and may be given another lease.
WORKER = (str(HOME / "tests/faults/worker.py"), "--lease", "10", "--until-idle")


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    asked.add_argument("folder", type=Path)
    asked.add_argument("--workers", type=int, nargs="+", default=[1, 2])
    asked.add_argument("--poison", action="store_true")
    given = asked.parse_args()
    truths = [json.loads(p.read_text()) for p in sorted((given.folder / "truth").glob("*.json"))]
    if not truths:
        sys.exit(f"Aucun dossier sous {given.folder} : python -m bench.check.generate --help")
    documents = sum(len(truth["documents"]) for truth in truths)
    with tempfile.TemporaryDirectory(prefix="bastide-queued-") as at:
        full = Path(at) / "full"
        fill(full, given.folder, truths)
        if given.poison:
            beside_poison(full, documents)
            return
        paces = {}
        for workers in given.workers:
            paces[workers] = documents / told(full, documents, workers)
    first = given.workers[0]
    for workers in given.workers[1:]:
        print(f"{workers} beside {first}: {paces[workers] / paces[first]:.2f} times")


def beside_poison(full: Path, documents: int) -> None:
    alone = told(full, documents, 1, WORKER)
    for poison in ("faults.poison", "faults.deadly"):
        wall = told(full, documents, 1, WORKER, poison)
        print(f"{poison}: {wall / alone - 1:+.1%} of the time without it", flush=True)


def told(
    full: Path, documents: int, workers: int, worker: Sequence[str] = (), poison: str = ""
) -> float:
    """Seconds that a copy of the house took to be read, which are printed too."""
    with tempfile.TemporaryDirectory(prefix="bastide-queued-") as at:
        copy = Path(at) / "house"
        shutil.copytree(full, copy)
        wall, states = emptied(copy, workers, worker or PRODUCT, poison)
    pace = documents / wall
    print(
        f"{workers} worker(s): {documents} documents ({sum(states.values())} files: "
        + ", ".join(f"{n} {state}" for state, n in sorted(states.items()))
        + f") in {wall:.0f} s, {3600 * pace:.0f} documents an hour, "
        f"{YEAR / pace / 3600:.1f} hours for {YEAR}",
        flush=True,
    )
    return wall


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


def emptied(
    data: Path, workers: int, worker: Sequence[str], poison: str
) -> tuple[float, dict[str, int]]:
    """Seconds until so many workers find nothing more to do, and the states of the files."""
    path = os.pathsep.join(filter(None, [str(SOURCES), os.environ.get("PYTHONPATH", "")]))
    environment = os.environ | {"BASTIDE_DATA_DIR": str(data), "PYTHONPATH": path}
    if poison:
        order = (
            "import django; django.setup()\n"
            "from bastide.jobs.models import Job; from bastide.jobs.queue import enqueue\n"
            "from bastide.tenants.models import Organisation\n"
            "from bastide.tenants.scope import scope\n"
            "with scope(Organisation.objects.get()):\n"
            f"    Job.objects.filter(pk=enqueue({poison!r}).pk).update(id=0)\n"
        )
        subprocess.run([sys.executable, "-c", order], env=environment, check=True)
    started = time.monotonic()

    def start() -> subprocess.Popen[bytes]:
        return subprocess.Popen(
            [sys.executable, *worker], env=environment,
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip

    running = [start() for _ in range(workers)]
    for process in running:
        while (code := process.wait()) == -signal.SIGKILL and poison:
            process = start()
        if code:
            sys.exit(f"Un travailleur s'est arrêté ({code}).")
    wall = time.monotonic() - started
    with closing(sqlite3.connect(data / "bastide.sqlite3")) as base:
        states = dict(base.execute("SELECT state, count(*) FROM check_depositedfile GROUP BY 1"))
    return wall, states


if __name__ == "__main__":
    main()
