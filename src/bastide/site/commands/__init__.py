"""The sub-commands of `bastide`, one subject a module.

A module is read when one of its commands is asked for: what a search needs is not loaded to list
the organisations.
"""

from __future__ import annotations

from importlib import import_module

import click

# The module of each command (its `COMMANDS` holds it).
WHERE = {
    name: module
    for module, names in {
        "ask": "ask",
        "audit": "audit",
        "backup": "backup restore verify",
        "check": "check check-purge",
        "erase": "erase",
        "evaluate": "evaluate",
        "install": "setup doctor serve worker demo",
        "ledger": "ledger",
        "library": "ingest reindex communes",
        "listen": "listen listen-purge",
        "mail": "mail mail-fetch mail-purge",
        "minutes": "minutes minutes-purge",
        "models": "models fake-model",
        "move": "move",
        "people": "organisation member",
        "purge": "purge",
        "records": "records",
        "redact": "redact redact-purge",
        "retriever": "retriever",
        "translate_purge": "translate-purge",
        "translate": "translate",
        "trust": "trust",
    }.items()
    for name in names.split()
}


def command(name: str) -> click.Command | None:
    """The command of that name, its module read just now; nothing for a name nobody bears."""
    if name not in WHERE:
        return None
    commands: list[click.Command] = import_module(f"{__name__}.{WHERE[name]}").COMMANDS
    return next(c for c in commands if c.name == name)
