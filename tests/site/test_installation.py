"""A fresh machine, real processes: nothing is prepared, things are killed, disks fill up."""

from __future__ import annotations

import json
import os
import random
import shutil
import signal
import socket
import sqlite3
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from bastide.site.command import bastide

pytestmark = pytest.mark.slow

SEARCH_KEYS = (
    "queries recall@1 recall@3 recall@5 recall@10 mrr@10 ndcg@10 build_s p50_ms p95_ms".split()
)
ANSWER_KEYS = "questions first_citation_labelled silent quotes_verified p50_ms p95_ms".split()
SUBJECTS = (
    "pêche chasse piscine cantine crèche voirie éclairage cimetière marché bibliothèque "
    "conservatoire gymnase déchetterie stationnement ramonage"
).split()


class Machine:
    """A data folder that does not exist yet, and the command run on it."""

    def __init__(self, folder: Path) -> None:
        self.data = folder / "var"
        self.environment = {k: v for k, v in os.environ.items() if not k.startswith("BASTIDE_")} | {
            "BASTIDE_DATA_DIR": str(self.data)
        }
        self.environment.pop("DJANGO_SETTINGS_MODULE", None)

    def start(self, *arguments: object, **variables: str) -> subprocess.Popen[str]:
        return subprocess.Popen(
            [sys.executable, "-m", "bastide", *map(str, arguments)],
            env=self.environment | variables,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            start_new_session=True,
        )

    def run(self, *arguments: object, **variables: str) -> tuple[int, str]:
        """The exit code and everything that was said; never a traceback."""
        process = self.start(*arguments, **variables)
        out, err = process.communicate(timeout=120)
        assert "Traceback" not in err, err
        self.stdout = out
        return process.returncode, out + err


@pytest.fixture
def machine(tmp_path: Path) -> Machine:
    return Machine(tmp_path)


@pytest.fixture
def town(machine: Machine, prepared: Path) -> Machine:
    """A machine where an organisation has been created."""
    shutil.copytree(prepared, machine.data)
    return machine


# The only migration of an application that no other leans on.
LAST = "app = 'sessions' AND name = '0001_initial'"


def grow_old(machine: Machine) -> None:
    """The database of a version that did not know sessions."""
    with closing(sqlite3.connect(machine.data / "bastide.sqlite3")) as database:
        database.execute("DROP TABLE django_session")
        assert database.execute(f"DELETE FROM django_migrations WHERE {LAST}").rowcount == 1
        database.commit()


def lacks_a_migration(machine: Machine) -> bool:
    with closing(sqlite3.connect(machine.data / "bastide.sqlite3")) as database:
        return not database.execute(f"SELECT 1 FROM django_migrations WHERE {LAST}").fetchone()


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    return write_corpus(tmp_path / "corpus.jsonl", len(SUBJECTS))


def write_corpus(path: Path, documents: int) -> Path:
    with path.open("w", encoding="utf-8") as file:
        for number in range(documents):
            subject = SUBJECTS[number % len(SUBJECTS)]
            title = f"Service {subject}" + (f" {number}" if number >= len(SUBJECTS) else "")
            text = f"Le tarif du service {subject} est de {number + 10} euros pour une année."
            row = {"id": f"d{number}", "title": title, "sections": [text, "Autre chose. " * 20]}
            file.write(json.dumps(row, ensure_ascii=False) + "\n")
    return path


@pytest.fixture
def labelled(tmp_path: Path) -> tuple[Path, Path]:
    queries, labels = tmp_path / "queries.jsonl", tmp_path / "qrels.tsv"
    with queries.open("w", encoding="utf-8") as file:
        for number, subject in enumerate(SUBJECTS):
            file.write(json.dumps({"id": f"q{number}", "text": f"tarif du service {subject}"}))
            file.write("\n")
        file.write('{"id": "unlabelled", "text": "sans étiquette"}\n')
    rows = "".join(f"q{n}\td{n}\t1\n" for n in range(len(SUBJECTS)))
    labels.write_text("query_id\tdoc_id\trelevance\n" + rows)
    return queries, labels


def test_the_first_command_of_a_fresh_machine_may_be_ingest(machine: Machine, corpus: Path) -> None:
    code, said = machine.run("ingest", corpus)
    assert code == 0, said
    assert f"{len(SUBJECTS)} nouveaux" in said
    code, said = machine.run("ask", "Quel est le tarif du service piscine ?")
    assert code == 0
    assert "12 euros" in said


@pytest.mark.parametrize(
    "arguments", [["ask", "bonjour"], ["organisation", "list"], ["worker", "--until-idle"]]
)
def test_any_command_prepares_the_database(town: Machine, arguments: list[str]) -> None:
    """That of an older version here, which is quicker to bring up to date than none."""
    grow_old(town)
    code, said = town.run(*arguments)
    assert code in (0, 64), said
    assert "setup" not in said
    assert not lacks_a_migration(town)


def test_two_commands_at_once_on_an_older_database(town: Machine, tmp_path: Path) -> None:
    first = write_corpus(tmp_path / "un.jsonl", 15)
    second = write_corpus(tmp_path / "deux.jsonl", 15)
    grow_old(town)
    running = [town.start("ingest", path) for path in (first, second)]
    ends = [process.communicate(timeout=120) for process in running]
    assert [process.returncode for process in running] == [0, 0], ends
    code, said = town.run("doctor")
    assert code == 0, said


def test_two_ingestions_of_a_source_at_once_one_is_told_to_wait(
    town: Machine, tmp_path: Path
) -> None:
    path = write_corpus(tmp_path / "gros.jsonl", 810)
    running = [town.start("ingest", path) for _ in range(2)]
    ends = [process.communicate(timeout=180) for process in running]
    codes = sorted(process.returncode for process in running)
    assert codes[0] == 0, ends
    if codes[1]:  # else the second came after the end of the first
        assert codes[1] == 64, ends
        assert any("déjà en cours" in err for _, err in ends)
    assert "810 inchangés" in town.run("ingest", path)[1]


@pytest.mark.parametrize("seed", [1, 2])
def test_an_ingestion_killed_at_any_moment_is_right_after_the_next(
    town: Machine, tmp_path: Path, seed: int
) -> None:
    path = write_corpus(tmp_path / "gros.jsonl", 810)
    process = town.start("ingest", path)
    time.sleep(random.Random(seed).uniform(0.5, 2.0))
    os.killpg(process.pid, signal.SIGKILL)
    process.communicate()
    code, said = town.run("ingest", path)
    assert code == 0, said
    assert "810 documents lus" in said
    assert "810 inchangés" in town.run("ingest", path)[1]
    code, said = town.run("doctor")
    assert code == 0, said
    town.run("ask", "Quel est le tarif du service ramonage 809 ?", "--json")
    cited = json.loads(town.stdout)["statements"][0]["citations"][0]
    assert cited["document"].endswith("d809")
    assert town.run("reindex")[1].startswith("810 documents")


def test_evaluate_prints_the_contract_and_leaves_no_trace(
    town: Machine, corpus: Path, labelled: tuple[Path, Path]
) -> None:
    before = {p: p.stat().st_size for p in town.data.rglob("*") if p.is_file()}
    files = ("--corpus", corpus, "--queries", labelled[0], "--qrels", labelled[1], "--json")
    code, said = town.run("evaluate", "search", *files)
    assert code == 0, said
    found = json.loads(town.stdout)
    assert list(found) == SEARCH_KEYS
    assert found["queries"] == len(SUBJECTS)  # a question without a label is not counted
    assert found["recall@1"] == found["ndcg@10"] == 1.0
    code, said = town.run("evaluate", "answer", *files)
    assert code == 0, said
    told = json.loads(town.stdout)
    assert list(told) == ANSWER_KEYS
    assert (told["questions"], told["quotes_verified"]) == (len(SUBJECTS), 1.0)
    assert told["first_citation_labelled"] + told["silent"] == 1.0
    after = {p: p.stat().st_size for p in town.data.rglob("*") if p.is_file()}
    assert {p for p in after if "-wal" not in p.name and "-shm" not in p.name} == {
        p for p in before if "-wal" not in p.name and "-shm" not in p.name
    }
    assert town.run("organisation", "list")[1] == "ville\tVille\n"


def test_evaluate_says_what_is_missing(
    machine: Machine, corpus: Path, labelled: tuple[Path, Path], tmp_path: Path
) -> None:
    empty = tmp_path / "empty"
    empty.write_text("")

    def arguments(corpus: object, queries: object, qrels: object) -> list[str]:
        named = {"--corpus": corpus, "--queries": queries, "--qrels": qrels}
        return ["evaluate", "search", *(str(word) for pair in named.items() for word in pair)]

    for files in (
        ("nulle-part", *labelled),
        (corpus, "nulle-part", labelled[1]),
        (corpus, labelled[0], empty),
        (corpus, corpus, labelled[1]),
    ):
        told = CliRunner().invoke(bastide, arguments(*files))
        assert told.exit_code == 64, (files, told.output)
        assert told.output.strip()
    code, said = machine.run(*arguments(empty, *labelled))
    assert code == 64, said
    assert said.strip()


def test_doctor_from_the_first_day_to_a_healthy_one(machine: Machine, corpus: Path) -> None:
    code, said = machine.run("doctor")
    assert code == 1
    assert "bastide setup" in said
    assert not (machine.data / "bastide.sqlite3").exists()
    machine.run("setup")
    code, said = machine.run("doctor")
    assert (code, "bastide organisation create" in said) == (1, True)
    machine.run("ingest", corpus)
    code, said = machine.run("doctor", BASTIDE_SECRET_KEY="x" * 50)
    assert code == 0, said
    assert "[!!]" not in said
    assert "BASTIDE_READ_SECONDS = 60" in said
    assert "x" * 50 not in said


def test_doctor_says_a_folder_that_refuses(machine: Machine, tmp_path: Path) -> None:
    occupied = tmp_path / "a-file"
    occupied.write_text("")
    code, said = machine.run("doctor", BASTIDE_DATA_DIR=str(occupied))
    assert code == 1
    assert "BASTIDE_DATA_DIR" in said
    code, said = machine.run("ask", "bonjour", BASTIDE_DATA_DIR=str(occupied))
    assert (code, said.startswith("Erreur : ")) == (64, True)


def test_a_file_that_is_no_database_is_said(machine: Machine) -> None:
    machine.data.mkdir()
    (machine.data / "bastide.sqlite3").write_bytes(b"not a database" * 100)
    assert machine.run("doctor")[0] == 1
    code, said = machine.run("ask", "bonjour")
    assert (code, "bastide doctor" in said) == (64, True)


def test_a_wrong_variable_is_named(machine: Machine) -> None:
    code, said = machine.run("doctor", BASTIDE_TRUSTED_PROXIES="deux")
    assert code == 64
    assert "BASTIDE_TRUSTED_PROXIES : un nombre entier est attendu (reçu : deux)" in said


ENQUEUE = """
import django; django.setup()
from bastide.jobs.queue import enqueue
from bastide.library.models import Source
from bastide.tenants.models import Organisation
from bastide.tenants.scope import scope
with scope(Organisation.objects.get()):
    for source in Source.objects.all():
        enqueue("library.ingest", source=source.pk)
        enqueue("library.reindex")
"""
REPORT = """
import django; django.setup()
from bastide.jobs.models import Job
from bastide.library.models import Ingestion
from bastide.tenants.scope import every_organisation
with every_organisation():
    jobs = Job.objects.exclude(task="ask.vectors")  # ordered whenever pages come
    print(sorted(jobs.values_list("state", "attempts")), Ingestion.objects.count())
"""


def python(machine: Machine, script: str) -> str:
    variables = machine.environment | {"DJANGO_SETTINGS_MODULE": "bastide.site.settings"}
    command = [sys.executable, "-c", script]
    done = subprocess.run(command, env=variables, capture_output=True, text=True, check=True)
    return done.stdout.strip()


def test_two_workers_do_each_job_once(town: Machine, corpus: Path) -> None:
    town.run("ingest", corpus)
    python(town, ENQUEUE)
    running = [town.start("worker", "--until-idle") for _ in range(2)]
    ends = [process.communicate(timeout=120) for process in running]
    assert [process.returncode for process in running] == [0, 0], ends
    assert python(town, REPORT) == "[('done', 1), ('done', 1)] 2"


@pytest.fixture
def tiny(tmp_path: Path) -> Iterator[Path]:
    at = tmp_path / "tiny"
    at.mkdir()
    command = ["mount", "-t", "tmpfs", "-o", "size=5m", "tmpfs", str(at)]
    try:
        mounted = subprocess.run(command, capture_output=True, check=False).returncode == 0
    except OSError:
        mounted = False
    if not mounted:
        pytest.skip("a small disk cannot be mounted here (not root)")
    yield at
    subprocess.run(["umount", "-l", str(at)], check=False)


def test_a_full_disk_is_said_and_works_once_there_is_room(
    machine: Machine, prepared: Path, tmp_path: Path, tiny: Path
) -> None:
    here = {"BASTIDE_DATA_DIR": str(tiny / "var")}
    shutil.copytree(prepared, tiny / "var")
    path = write_corpus(tmp_path / "gros.jsonl", 3000)
    code, said = machine.run("ingest", path, **here)
    assert code == 64, said
    assert "plein" in said or "place" in said, said
    subprocess.run(["mount", "-o", "remount,size=200m", str(tiny)], check=True)
    code, said = machine.run("ingest", path, **here)
    assert code == 0, said
    assert "3000 documents lus" in said
    code, said = machine.run("ask", "Quel est le tarif du service ramonage 2999 ?", **here)
    assert "3009 euros" in said


def test_a_site_that_is_killed_starts_again(town: Machine) -> None:
    """It also prepares the database at its first start."""
    grow_old(town)
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    for how in (signal.SIGKILL, signal.SIGTERM):
        process = town.start("serve", "--port", port)
        assert status(port) == 200
        assert not lacks_a_migration(town)
        if how == signal.SIGKILL:
            os.killpg(process.pid, how)
            process.communicate(timeout=30)
        else:
            process.send_signal(how)
            out, err = process.communicate(timeout=30)
            assert process.returncode == 0, err
            assert f"http://127.0.0.1:{port}/" in out
            assert "Traceback" not in err


@pytest.mark.parametrize("command", ["serve", "demo"])
def test_a_port_that_is_taken_is_said(machine: Machine, command: str) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        code, said = machine.run(command, "--port", port)
    assert code == 64
    assert f"Le port {port} est déjà pris" in said
    assert "prêt" not in said


def test_a_host_that_is_not_this_machine_is_said(machine: Machine) -> None:
    code, said = machine.run("serve", "--host", "192.0.2.1")
    assert code == 64
    assert "192.0.2.1" in said


def status(port: int) -> Any:
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/", timeout=5) as reply:
                return reply.status
        except OSError:
            time.sleep(0.2)
    return None
