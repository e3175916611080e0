"""The site killed in the middle of deposits, a full disk, a database that restarts."""

from __future__ import annotations

import os
import random
import shutil
import socket
import subprocess
import tempfile
import threading
import time
import uuid
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import pytest
import urllib3

from .house import Agent, Count, House, kill
from .test_worker import KILLS

pytestmark = pytest.mark.faults
BINARIES = Path("/usr/lib/postgresql/15/bin")
SIZE = 24  # MiB of the small disk
RESTARTS = int(os.environ.get("FAULTS_RESTARTS", "3"))


def giving(agents: list[Agent], owed: list[str], stop: threading.Event) -> list[threading.Thread]:
    """Each agent gives files until told to stop or until the site dies."""

    def give(agent: Agent) -> None:
        with suppress(urllib3.exceptions.HTTPError):
            while not stop.is_set():
                name = f"{uuid.uuid4().hex}.txt"
                if agent.give(name).status < 400:
                    owed.append(name)

    threads = [threading.Thread(target=give, args=(agent,)) for agent in agents]
    for thread in threads:
        thread.start()
    return threads


def test_the_site_killed_in_the_middle_of_deposits(
    house: House, told: Callable[[Count], None]
) -> None:
    """The whole group at once: the server, its process, the worker beside it."""
    draw, owed, resumed = random.Random(7), [], []
    times = max(1, KILLS // 3)
    site = house.serve()
    agents = [Agent(house.port) for _ in range(3)]
    for _ in range(times):
        stop = threading.Event()
        threads = giving(agents, owed, stop)
        time.sleep(draw.uniform(0.1, 0.6))
        kill(site)
        at = time.monotonic()
        stop.set()
        for thread in threads:
            thread.join()
        site = house.serve()
        assert agents[0].ask("GET", "/anonymiser/").status == 200
        resumed.append(time.monotonic() - at)
    kill(site)
    house.lapse()
    house.settle()
    note = "resumed: the site answers again, sessions kept"
    told(
        house.count(Count("site, kill -9 during deposits", times, resumed=resumed, note=note), owed)
    )


def test_the_site_killed_while_a_deposit_is_being_written(
    house: House, told: Callable[[Count], None]
) -> None:
    """Nothing was acknowledged: neither a row nor a job may be there."""
    site = house.serve()
    agent = Agent(house.port)
    kill(site)
    site = house.serve(BASTIDE_FAIL_AT="jobs.entered")
    with pytest.raises(urllib3.exceptions.HTTPError):
        agent.give("jamais.txt")
    kill(site)
    for table in ("redact_redaction", "jobs_job WHERE task = 'redact.find'"):
        assert house.rows(f"SELECT count(*) FROM {table}")[0][0] == 0
    told(house.count(Count("site, kill -9 at jobs.entered", 1), []))


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    folder = tmp_path / "disk"
    folder.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", f"size={SIZE}m", "tmpfs", str(folder)]
    if subprocess.run(mount, capture_output=True).returncode:
        pytest.skip("a small disk cannot be mounted here (needs root)")
    yield folder
    subprocess.run(["umount", "-l", str(folder)], check=True)


def test_a_full_disk(small_disk: Path, built: Path, told: Callable[[Count], None]) -> None:
    """A clear refusal, nothing marked done, and all goes on by itself once there is room."""
    house = House(small_disk / "house", like=built)
    try:
        site = house.serve()
        agent = Agent(house.port)
        owed = [f"avant{n}.txt" for n in range(3)]
        assert all(agent.give(name).status < 400 for name in owed)
        house.wait_read(3)
        ballast = small_disk / "ballast"
        with suppress(OSError), ballast.open("wb", buffering=0) as file:
            while True:
                file.write(b"\0" * 4096)
        answers = [agent.give(f"plein{n}.txt", 200_000) for n in range(3)]
        refused = [a for a in answers if a.status >= 400]
        assert refused, "the disk was not full"
        for answer in refused:
            page = answer.data.decode()
            assert answer.status == 507, (answer.status, page[:300])
            assert "disque" in page
            assert "Traceback" not in page
        owed += [f"plein{n}.txt" for n, a in enumerate(answers) if a.status < 400]
        assert house.read() <= len(owed)
        time.sleep(2)
        ballast.unlink()
        at = time.monotonic()
        owed.append("après.txt")
        assert agent.give("après.txt").status < 400
        house.wait_read(len(owed))
        resumed = [time.monotonic() - at]
        assert site.poll() is None
        note = f"{len(refused)} deposits refused (507)"
        told(house.count(Count("disk full", 1, resumed=resumed, note=note), owed))
    finally:
        house.end()


@pytest.fixture
def postgresql(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[..., str]]:
    """A cluster of its own, run by `nobody`; called, it restarts at once, as after a crash."""
    if not (BINARIES / "initdb").exists():
        pytest.skip(f"no PostgreSQL in {BINARIES}")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with tempfile.TemporaryDirectory(prefix="bastide-pg-") as name:
        person = "nobody" if os.geteuid() == 0 else None
        if person:
            os.chmod(name, 0o755)
        base = Path(name) / "base"
        base.mkdir()
        if person:
            shutil.chown(base, person)

        def control(*command: str) -> None:
            subprocess.run(
                [str(BINARIES / command[0]), "-D", str(base), *command[1:]], user=person,
                check=True, stdout=subprocess.DEVNULL, timeout=60, cwd="/",
            )  # fmt: skip

        control("initdb", "-U", "bastide", "-A", "trust", "-E", "UTF8", "--no-locale")
        options = f"-p {port} -h 127.0.0.1 -k {base}"
        start = ("-w", "-l", str(base / "log"), "-o", options)
        control("pg_ctl", "start", *start)

        def url(*, restart: bool = False) -> str:
            if restart:
                control("pg_ctl", "restart", "-m", "immediate", *start)
            return f"postgresql://bastide@127.0.0.1:{port}/postgres"

        yield url
        control("pg_ctl", "stop", "-m", "immediate")


def test_a_database_that_restarts(
    postgresql: Callable[..., str], tmp_path: Path, told: Callable[[Count], None]
) -> None:
    """`pg_ctl restart -m immediate` during deposits and readings: no process is started by hand."""
    house = House(tmp_path / "house", postgresql())
    try:
        site, owed, resumed = house.serve(), [], []
        agents = [Agent(house.port) for _ in range(2)]
        for _ in range(RESTARTS):
            stop = threading.Event()
            threads = giving(agents, owed, stop)
            time.sleep(0.7)
            postgresql(restart=True)
            at, before = time.monotonic(), house.read()
            house.wait_read(min(before + 1, len(owed)))
            resumed.append(time.monotonic() - at)
            stop.set()
            for thread in threads:
                thread.join()
        assert site.poll() is None
        kill(site)
        house.lapse()
        house.settle()
        note = "PostgreSQL 15, during deposits"
        told(house.count(Count("database restarted", RESTARTS, resumed=resumed, note=note), owed))
    finally:
        house.end()
