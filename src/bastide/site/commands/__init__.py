"""The sub-commands of `bastide`, one subject a module."""

from __future__ import annotations

import click


def register(group: click.Group) -> None:
    from bastide.site.commands import (
        ask,
        check,
        evaluate,
        install,
        ledger,
        library,
        models,
        people,
        records,
        trust,
    )

    for module in (ask, check, evaluate, install, ledger, library, models, people, records, trust):
        for command in module.COMMANDS:
            group.add_command(command)
