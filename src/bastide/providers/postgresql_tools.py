"""`pg_dump` and `pg_restore`: a PostgreSQL database to a file, and back.

PostgreSQL refuses that a `pg_dump` older than the server reads it: of the tools that the machine
has, the oldest that suits is taken. What leads to the server, its password included, goes by the
environment of the process: the command line, which everybody on the machine can read, has none.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from psycopg.conninfo import make_conninfo
from psycopg.pq import Conninfo

# Where Debian and Ubuntu, then Red Hat's kin, put each version.
_FOLDERS = ("/usr/lib/postgresql/*/bin", "/usr/pgsql-*/bin")
_VERSION = re.compile(r"\(PostgreSQL\) (\d+)")
_LOCK_WITHIN = 60_000  # milliseconds: a migration under way may hold a table


class ToolError(Exception):
    """The sentence, in French, says what is missing and what to install, or what the tool says."""


@dataclass(frozen=True, slots=True)
class Server:
    """Where a database is. `given`: libpq's keywords; `version`: the server's major one; `schema`:
    that of the tables."""

    given: Mapping[str, str] = field(repr=False)
    version: int
    schema: str = "public"

    def environment(self) -> dict[str, str]:
        named = {
            option.keyword.decode(): option.envvar.decode()
            for option in Conninfo.get_defaults()
            if option.envvar
        }
        there = {named[key]: value for key, value in self.given.items() if key in named}
        return os.environ | {k: v for k, v in there.items() if v} | {"LC_MESSAGES": "C"}


def dump(server: Server, snapshot: str, out: Path) -> None:
    """Writes what a snapshot exported by `pg_export_snapshot()` holds. Raises `ToolError`."""
    _run(
        server,
        "pg_dump",
        *("--format=custom", "--no-owner", "--no-privileges", f"--snapshot={snapshot}"),
        *(f"--schema={_quoted(server.schema)}", f"--lock-wait-timeout={_LOCK_WITHIN}"),
        f"--file={out}",
    )


def load(server: Server, file: Path) -> None:
    """Makes again, in an empty database, all that a dump holds, or nothing. Raises `ToolError`."""
    _run(
        server,
        "pg_restore",
        *("--single-transaction", "--exit-on-error", "--no-owner", "--no-privileges"),
        # The schema itself, which is there already, is not made again.
        *(f"--schema={server.schema}", f"--dbname={make_conninfo(dbname=server.given['dbname'])}"),
        str(file),
    )


def read_whole(server: Server) -> None:
    """Reads every row of every table, as a dump does, and keeps nothing. Raises `ToolError`."""
    schema = f"--schema={_quoted(server.schema)}"
    _run(server, "pg_dump", "--format=custom", "--compress=0", schema)


def tool(name: str, wanted: int) -> str:
    """The path of the oldest `name` of the machine that is of version `wanted` or later. Raises
    `ToolError`."""
    found: dict[int, str] = {}
    for path in _candidates(name):
        version = _version(path)
        if version is not None:
            found.setdefault(version, path)
    suits = [version for version in found if version >= wanted]
    if suits:
        return found[min(suits)]
    there = f" (ici : {max(found)})" if found else ""
    raise ToolError(
        f"{name} {wanted} ou plus récent est nécessaire{there} : installez sur cette machine les "
        f"outils du serveur, « apt install postgresql-client-{wanted} » (Debian, Ubuntu ; ajoutez "
        "le dépôt apt.postgresql.org si votre système n'a pas cette version)."
    )


def _candidates(name: str) -> list[str]:
    first = shutil.which(name)
    others = [
        str(folder / name)
        for pattern in _FOLDERS
        for folder in sorted(Path("/").glob(pattern.lstrip("/")))
        if (folder / name).is_file()
    ]
    return ([first] if first else []) + others


def _version(path: str) -> int | None:
    try:
        told = subprocess.run(
            [path, "--version"], capture_output=True, text=True, timeout=20, check=True
        )
    except (OSError, subprocess.SubprocessError):
        return None
    read = _VERSION.search(told.stdout)
    return int(read[1]) if read else None


def _run(server: Server, name: str, *arguments: str) -> None:
    path = tool(name, server.version)
    ended = subprocess.run(
        [path, "--no-password", *arguments],
        env=server.environment(),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
        errors="replace",
        check=False,
    )
    if ended.returncode:
        raise ToolError(f"{name} a échoué : {_said(ended.stderr)}.")


def _said(told: str) -> str:
    """The first error: the lines after it may quote a row."""
    lines = told.splitlines() or ["sans dire pourquoi"]
    first = next((line for line in lines if "error:" in line), lines[0])
    return first.rpartition("error: ")[2][:300].rstrip(". ")


def _quoted(schema: str) -> str:
    return '"' + schema.replace('"', '""') + '"'
