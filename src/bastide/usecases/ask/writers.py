"""The models that an organisation has set to write answers, by stage.

The small model's role is « small », the large one's « answer » (`endpoints`): an organisation may
set either, both or none, which is the first day's state.
"""

from __future__ import annotations

from bastide.endpoints.chosen import Chosen, chat_for, endpoints_for
from bastide.engine.chat import TokenUsage
from bastide.engine.ports import ChatModel
from bastide.engine.stages import Stage
from bastide.runs.ledger import ModelUse
from bastide.runs.models_used import use_of
from bastide.tenants.models import Member
from bastide.usecases.ask.prompt import prompt
from bastide.usecases.ask.writing import Writer

ROLES: tuple[tuple[Stage, str], ...] = (("small", "small"), ("large", "answer"))


class ChosenWriter:
    """An organisation's choice for a role, for one answer: what it consumed is in its attempts."""

    def __init__(self, chosen: Chosen) -> None:
        self._chosen = chosen

    @property
    def name(self) -> str:
        return self._chosen.name

    @property
    def chat(self) -> ChatModel:
        return self._chosen

    def used(self, usage: TokenUsage, model: str) -> ModelUse:
        """As the endpoints that were tried say it; as it was counted when none was."""
        told = prompt().name
        return use_of(self._chosen.attempts, told) or ModelUse(model, told)


def writers(member: Member | None = None) -> dict[Stage, Writer]:
    """The writers of the organisation in scope, made anew for each answer. `member`: whose budget
    is spent too."""
    found: dict[Stage, Writer] = {}
    for stage, role in ROLES:
        chosen = chat_for(role, member)
        if chosen is not None:
            found[stage] = ChosenWriter(chosen)
    return found


def stages_set() -> tuple[Stage, ...]:
    """The stages for which a model is set."""
    return tuple(stage for stage, role in ROLES if endpoints_for(role))
