"""The sub-commands of `bastide`, one subject a module."""

from __future__ import annotations

import click


def register(group: click.Group) -> None:
    from bastide.site.commands import ask, evaluate, install, library, people

    for module in (ask, evaluate, install, library, people):
        for command in module.COMMANDS:
            group.add_command(command)
