"""An installation of its own, its processes, and the count of what became of the files given.

The effect that is counted: a file given to mask is read once, and entered once in the ledger.
"""

from __future__ import annotations

import os
import re
import shutil
import signal
import socket
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterable
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import urllib3

HERE = Path(__file__).parent
SOURCES = HERE.parents[1] / "src"
EMAIL, PASSWORD = "agent@alpha.example", "quatre cigales vertes"
LEASE = 1.0  # seconds, instead of two minutes: what is measured does not depend on it
PATIENCE = 90.0


@dataclass
class Count:
    """What a scenario found. `resumed`: seconds from the fault to the next file read."""

    what: str
    faults: int = 0
    acknowledged: int = 0
    lost: int = 0
    double: int = 0
    resumed: list[float] = field(default_factory=list)
    note: str = ""


class House:
    """`bastide setup`, an organisation and an agent, in `folder`; or a copy of one `like` it."""

    def __init__(self, folder: Path, database_url: str = "", like: Path | None = None) -> None:
        self.folder, self.url = folder, database_url
        self.started: list[subprocess.Popen[str]] = []
        self.port = 0
        if like is not None:
            shutil.copytree(like, folder)
            return
        self.run("-m", "bastide", "setup")
        self.run("-m", "bastide", "organisation", "create", "alpha", "Commune d'Alpha")
        person = ("member", "create", EMAIL, "Perle Exemple", "--password", PASSWORD)
        self.run("-m", "bastide", *person)

    def environment(self, **more: str) -> dict[str, str]:
        kept = {k: v for k, v in os.environ.items() if not k.startswith(("BASTIDE_", "DATABASE_"))}
        path = os.pathsep.join(filter(None, [str(SOURCES), kept.get("PYTHONPATH", "")]))
        own = {"BASTIDE_DATA_DIR": str(self.folder), "BASTIDE_DATABASE_URL": self.url}
        own |= {"BASTIDE_RATE_PERSON": "0"}  # these agents give files as fast as they are taken
        named = {"DJANGO_SETTINGS_MODULE": "bastide.site.settings", "PYTHONPATH": path}
        return kept | own | named | more

    def run(self, *command: str, **more: str) -> str:
        told = subprocess.run(
            [sys.executable, *command], env=self.environment(**more), check=True,
            stdout=subprocess.PIPE, text=True, timeout=PATIENCE,
        )  # fmt: skip
        return told.stdout

    def give(self, count: int, *tasks: str) -> list[str]:
        return self.run(str(HERE / "give.py"), str(count), *tasks).split()

    def start(self, *command: str, **more: str) -> subprocess.Popen[str]:
        """In a group of its own: killing it kills what it started."""
        process = subprocess.Popen(
            [sys.executable, *command], env=self.environment(**more), text=True,
            stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, start_new_session=True,
        )  # fmt: skip
        self.started.append(process)
        return process

    def worker(self, *options: str, **more: str) -> subprocess.Popen[str]:
        """A worker that may take jobs from now on."""
        command = (str(HERE / "worker.py"), "--lease", str(LEASE), *options)
        process = self.start(*command, **more)
        assert process.stdout is not None
        assert process.stdout.readline() == "up\n"
        return process

    def serve(self, **more: str) -> subprocess.Popen[str]:
        """`bastide serve`, with its worker, once it answers."""
        if not self.port:
            with socket.socket() as free:
                free.bind(("127.0.0.1", 0))
                self.port = free.getsockname()[1]
        process = self.start("-m", "bastide", "serve", "--port", str(self.port), **more)
        assert process.stdout is not None
        assert "prêt" in process.stdout.readline()
        return process

    def rows(self, sql: str) -> list[Any]:
        if self.url:
            import psycopg

            with psycopg.connect(self.url) as base:
                return base.execute(sql).fetchall()
        with closing(sqlite3.connect(self.folder / "bastide.sqlite3", timeout=20)) as base:
            return base.execute(sql).fetchall()

    def lapse(self) -> None:
        """The two minutes of the product's own worker, killed with the site, are over."""
        sql = (
            "UPDATE jobs_job SET lease_until = '2020-01-01 00:00:00+00:00' WHERE state = 'running'"
        )
        if self.url:
            import psycopg

            with psycopg.connect(self.url) as base:
                base.execute(sql)
            return
        with closing(sqlite3.connect(self.folder / "bastide.sqlite3", timeout=20)) as base:
            base.execute(sql.replace("+00:00", ""))
            base.commit()

    def read(self) -> int:
        return self.rows("SELECT count(*) FROM redact_redaction WHERE state = 'ready'")[0][0]

    def wait_read(self, count: int, patience: float = PATIENCE) -> float:
        """Seconds until so many files are read."""
        begun = time.monotonic()
        while self.read() < count:
            assert time.monotonic() - begun < patience, self.rows(
                "SELECT task, state, attempts, error FROM jobs_job WHERE state != 'done'"
            )
            time.sleep(0.05)
        return time.monotonic() - begun

    def settle(self) -> None:
        """A sound worker ends what there is: leases that ran out included. One that a job kills is
        started again, as `bastide serve` does."""
        worker = self.worker()
        begun, left = time.monotonic(), 0
        while now := len(self.rows("SELECT 1 FROM jobs_job WHERE state IN ('waiting', 'running')")):
            if worker.poll() is not None:
                worker = self.worker()
            if now != left:
                begun, left = time.monotonic(), now
            assert time.monotonic() - begun < PATIENCE, "nothing moves any more"
            time.sleep(0.1)
        kill(worker)

    def put_back(self) -> int:
        """What an administrator does to jobs that were set aside; how many there were."""
        return int(self.run(str(HERE / "again.py")))

    def count(self, count: Count, acknowledged: Iterable[str]) -> Count:
        """Lost: owed and not read. Double: readings entered in the ledger beyond the files read."""
        owed = set(acknowledged)
        ready = {
            name for (name,) in self.rows("SELECT name FROM redact_redaction WHERE state = 'ready'")
        }
        entered = self.rows("SELECT count(*) FROM runs_run WHERE usecase = 'redact'")[0][0]
        count.acknowledged, count.lost = len(owed), len(owed - ready)
        count.double = entered - self.read()
        return count

    def end(self) -> None:
        for process in self.started:
            kill(process)


def kill(process: subprocess.Popen[str], number: int = signal.SIGKILL) -> None:
    """Kills a process and those it started, and waits for it."""
    if process.poll() is None:
        os.killpg(process.pid, number)
        process.wait(timeout=PATIENCE)


class Agent:
    """A member who signs in and gives files by the page."""

    def __init__(self, port: int) -> None:
        self.address, self.cookies = f"http://127.0.0.1:{port}", {}
        self.pool = urllib3.PoolManager(timeout=20, retries=False)
        self.ask("GET", "/connexion/")
        self.ask("POST", "/connexion/", {"username": EMAIL, "password": PASSWORD})

    def ask(self, method: str, path: str, fields: Any = None) -> Any:
        head = {"Cookie": "; ".join(f"{k}={v}" for k, v in self.cookies.items())}
        if method == "POST":
            told = [*(fields.items() if isinstance(fields, dict) else fields)]
            fields = [*told, ("csrfmiddlewaretoken", self.cookies.get("csrftoken", ""))]
        answer = self.pool.request(
            method, self.address + path, headers=head, fields=fields, redirect=False
        )
        for line in answer.headers.getlist("Set-Cookie"):
            name, value = re.match(r"([^=]+)=([^;]*)", line).groups()  # type: ignore[union-attr]
            self.cookies[name] = value
        return answer

    def give(self, name: str, size: int = 0) -> Any:
        """The answer of the page: a redirection is an acknowledgement."""
        text = f"Dossier {name} : Mme Perle Exemple, 06 39 98 00 01.\n" + "Rien à dire. " * (
            size // 13
        )
        fields = [("mode", "masks"), ("kinds", "name"), ("kinds", "phone")]
        return self.ask("POST", "/anonymiser/", [*fields, ("file", (name, text, "text/plain"))])
