"""A command mistyped, said in French: click's own messages are in English."""

from __future__ import annotations

import click


def told(error: click.UsageError) -> str:
    """What is wrong with the command, and how to see its usage: two sentences."""
    command = error.ctx.command_path if error.ctx else "bastide"
    return f"{_wrong(error)}. « {command} --help » montre l'usage."


def _wrong(error: click.UsageError) -> str:
    if isinstance(error, click.NoSuchOption):
        near = f" (voulez-vous {' ou '.join(sorted(error.possibilities or []))} ?)"
        return f"L'option {error.option_name} n'existe pas{near if error.possibilities else ''}"
    if isinstance(error, click.BadOptionUsage):
        return f"L'option {error.option_name} attend une valeur"
    if isinstance(error, click.MissingParameter):
        return f"Il manque {_name(error) or 'un argument'}"
    if isinstance(error, click.BadParameter):
        name = _name(error)
        return f"La valeur de {name} est refusée" + _why(error.param) if name else error.message
    if error.message.startswith("No such command"):
        return f"La commande {error.message.split()[-1].strip(chr(39) + '.')} n'existe pas"
    if error.message.startswith("Missing command"):
        return "Il manque une commande"
    if error.message.startswith("Got unexpected extra argument"):
        extra = error.message.partition("(")[2].rstrip(").")
        return f"Il y a un argument de trop : {extra}"
    return error.message.rstrip(".")


def _name(error: click.BadParameter) -> str:
    parameter = error.param
    if parameter is None:
        return ""
    if isinstance(parameter, click.Argument):
        return parameter.make_metavar(error.ctx or click.Context(click.Command("bastide")))
    return parameter.opts[0]


def _why(parameter: click.Parameter | None) -> str:
    kind = parameter.type if parameter else None
    if isinstance(kind, click.Choice):
        return f" : choisissez parmi {', '.join(map(str, kind.choices))}"
    if isinstance(kind, click.IntRange | click.FloatRange):
        bounds = [f"au moins {kind.min}"] * (kind.min is not None)
        bounds += [f"au plus {kind.max}"] * (kind.max is not None)
        return f" : un nombre est attendu, {', '.join(bounds)}"
    if isinstance(kind, click.types.IntParamType):
        return " : un nombre entier est attendu"
    if isinstance(kind, click.types.FloatParamType):
        return " : un nombre est attendu"
    if isinstance(kind, click.Path):
        return " : ce fichier ou ce dossier n'existe pas ou n'est pas du bon genre"
    return ""
