"""The database made ready before a command needs it: nobody has to know of `bastide setup`."""

from __future__ import annotations

import fcntl

from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from bastide.site.config import config


def waiting() -> bool:
    """Whether the database lacks migrations (all of them, on the first day)."""
    executor = MigrationExecutor(connection)
    return bool(executor.migration_plan(executor.loader.graph.leaf_nodes()))


def ready() -> None:
    """Creates the data folder and the database, or brings them up to date, if need be.

    Two commands started at once on a fresh machine must not both create the tables: the second
    waits for the first. Raises `OSError` or `OperationalError` when the folder refuses.
    """
    folder = config().ensure_data()
    if not waiting():
        return
    with (folder / ".setup.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        call_command("migrate", interactive=False, verbosity=0)
