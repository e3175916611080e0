from importlib import import_module
from pkgutil import iter_modules

import pytest
from click.testing import CliRunner

from bastide.site import commands
from bastide.site.command import bastide


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["frob"], "La commande frob n'existe pas"),
        (["ask", "--frob"], "L'option --frob n'existe pas"),
        (["ask", "--file"], "L'option --file attend une valeur"),
        (["evaluate", "search"], "Il manque --corpus"),
        (["demo", "--port", "abc"], "un nombre est attendu, au moins 1, au plus 65535"),
        (["ask", "a", "b"], "Il y a un argument de trop : b"),
    ],
)
def test_a_mistyped_command_is_told_in_french(arguments, said):
    done = CliRunner().invoke(bastide, arguments)
    assert done.exit_code == 2
    assert said in done.output
    assert "--help » montre l'usage" in done.output


def test_help_and_version_end_well():
    assert CliRunner().invoke(bastide, ["--version"]).exit_code == 0
    assert CliRunner().invoke(bastide, ["ask", "--help"]).exit_code == 0


def test_each_command_is_found_in_the_module_said():
    found = {}
    for module in iter_modules(commands.__path__):
        held = getattr(import_module(f"{commands.__name__}.{module.name}"), "COMMANDS", [])
        found |= {command.name: module.name for command in held}
    assert found == commands.WHERE
    assert all(commands.command(name).name == name for name in found)
