"""Fifty threads ask a budget for more than it holds, in a database of their own.

    python fifty_callers.py sqlite|postgresql   (BASTIDE_DATA_DIR: a data folder)

Prints, as JSON, how many passed and what the rows say. The suite's own database is in memory, where
SQLite knows neither a write-ahead log nor a wait for a lock: this is the one that is in service.
"""

from __future__ import annotations

import json
import os
import sys
import threading

os.environ["DJANGO_SETTINGS_MODULE"] = "bastide.site.settings"

import django

from bastide.site import settings

NAME = "bastide_essai_budgets"
CALLERS, SHARE, LIMIT = 50, 30, 1000


def main(kind: str) -> None:
    root = None
    if kind == "postgresql":
        import psycopg

        root = psycopg.connect("host=127.0.0.1 dbname=test user=postgres", autocommit=True)
        root.execute(f"DROP DATABASE IF EXISTS {NAME}")
        root.execute(f"CREATE DATABASE {NAME}")
        settings.DATABASES["default"] = {
            "ENGINE": "django.db.backends.postgresql",
            "NAME": NAME,
            "HOST": "127.0.0.1",
            "USER": "postgres",
        }
    try:
        django.setup()
        print(json.dumps(ask_all()))
    finally:
        if root is not None:
            from django.db import connections

            connections.close_all()
            root.execute(f"DROP DATABASE IF EXISTS {NAME}")
            root.close()


def ask_all() -> dict[str, int]:
    from django.core.management import call_command
    from django.db import connection

    from bastide.endpoints.budgets import Cost, reserve, settle
    from bastide.endpoints.models import Budget, Spent
    from bastide.engine.chat import ModelError
    from bastide.tenants.models import Organisation
    from bastide.tenants.scope import scope

    call_command("migrate", verbosity=0)
    organisation = Organisation.objects.create(slug="alpha", name="Commune d'Alpha")
    with scope(organisation):
        Budget(whose="organisation", tokens=LIMIT).save()
    outcomes: list[str] = []
    gate = threading.Barrier(CALLERS)

    def ask(person: int) -> None:
        gate.wait()
        try:
            with scope(organisation):
                settle(reserve(Cost(SHARE), person=person), Cost(SHARE))
            outcomes.append("passed")
        except ModelError as error:
            outcomes.append(error.kind)
        except Exception as error:
            outcomes.append(type(error).__name__)
        finally:
            connection.close()

    callers = [threading.Thread(target=ask, args=(n,)) for n in range(1, CALLERS + 1)]
    for caller in callers:
        caller.start()
    for caller in callers:
        caller.join(60)
    with scope(organisation):
        told = {kind: outcomes.count(kind) for kind in sorted(set(outcomes))}
        told["tokens"] = Spent.objects.get(person=0).tokens
        told["persons"] = Spent.objects.filter(person__gt=0, tokens=SHARE).count()
    return told


if __name__ == "__main__":
    main(sys.argv[1])
