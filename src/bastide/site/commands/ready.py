"""The database made ready before a command needs it: nobody has to know of `bastide setup`."""

from __future__ import annotations

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager

from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from bastide.site.config import config

SETUP_LOCK = 0x62617374  # « bast »: any number, the same on every machine


def waiting() -> bool:
    """Whether the database lacks migrations (all of them, on the first day)."""
    executor = MigrationExecutor(connection)
    return bool(executor.migration_plan(executor.loader.graph.leaf_nodes()))


def ready() -> None:
    """Creates the data folder and the database, or brings them up to date, if need be.

    Two commands started at once, on one machine or on several that share a database, must not both
    create the tables: the second waits for the first. Raises `OSError` or `OperationalError` when
    the folder refuses.
    """
    folder = config().ensure_data()
    if not waiting():
        return
    with (folder / ".setup.lock").open("w") as lock, _alone_in_the_database():
        fcntl.flock(lock, fcntl.LOCK_EX)
        call_command("migrate", interactive=False, verbosity=0)


@contextmanager
def _alone_in_the_database() -> Iterator[None]:
    """On PostgreSQL, a lock of the session: it is let go with the connection if all else fails."""
    if connection.vendor != "postgresql":
        yield
        return
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(%s)", [SETUP_LOCK])
        try:
            yield
        finally:
            cursor.execute("SELECT pg_advisory_unlock(%s)", [SETUP_LOCK])
