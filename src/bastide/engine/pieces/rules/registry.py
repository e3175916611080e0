"""The checks that a scheme may call by name: their parameters, what their messages may quote.

1. `rules/` holds one module a family; each registers its checks here when it is imported.
2. `procedure.load` compares a scheme with this registry: every error is told before any case.
3. `judge.judge` calls each check with the case and the rule's parameters.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal

from bastide.engine.pieces.model import Box, Level, Outcome, PageRef

if TYPE_CHECKING:
    from bastide.engine.pieces.rules.case import Case

# What a parameter holds; `procedure` checks each form and says in French what it expected.
ParameterForm = Literal["kinds", "field", "whole", "euros", "texts", "choice", "bands", "flag"]
Parameters = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Parameter:
    """A parameter of a check. `default` None: it must be given; `says`: what it is, in French."""

    name: str
    form: ParameterForm
    says: str
    default: Any = None
    choices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Judged:
    """What a check says: the outcome and one sentence in French with the values compared.

    `values`: what the scheme's messages may quote; `pieces`: indexes of the pieces looked at;
    `level`: when the outcome weighs otherwise than the rule says.
    """

    outcome: Outcome
    reason: str
    values: Mapping[str, str] = field(default_factory=dict)
    pieces: tuple[int, ...] = ()
    fields: tuple[str, ...] = ()
    page: PageRef | None = None
    box: Box | None = None
    level: Level | None = None


Judge = Callable[["Case", Parameters], "list[Judged]"]


@dataclass(frozen=True, slots=True)
class Check:
    """A check. `says`: one sentence in French, with its parameters in braces; `quotes`: the
    placeholders of its messages besides those of every check; `info_only`: never more than
    information."""

    name: str
    says: str
    judge: Judge
    parameters: tuple[Parameter, ...] = ()
    quotes: tuple[str, ...] = ()
    info_only: bool = False


# Every check's messages may quote its reason and the name of the document concerned.
QUOTED_BY_ALL = ("reason", "document")
CHECKS: dict[str, Check] = {}


def register(
    name: str,
    says: str,
    *parameters: Parameter,
    quotes: tuple[str, ...] = (),
    info_only: bool = False,
) -> Callable[[Judge], Judge]:
    """Enters a check under its name. Raises `ValueError` when the name is taken."""

    def enter(judge: Judge) -> Judge:
        if name in CHECKS:
            raise ValueError(name)
        CHECKS[name] = Check(name, says, judge, parameters, quotes, info_only)
        return judge

    return enter
