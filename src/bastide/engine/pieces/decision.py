"""The states of a case and who may do what. The machine examines; only a person decides.

An unfavourable decision needs a named person who instructs, and a reason that the applicant can
contest (code des relations entre le public et l'administration, art. L211-2 and L211-5).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

State = Literal["open", "asked", "accepted", "refused"]
Action = Literal["deposit", "examine", "correct", "assign", "ask", "accept", "refuse", "reopen"]
Role = Literal["machine", "applicant", "instructor"]

# Shorter than this, a reason tells the applicant nothing she could contest.
SHORTEST_REASON = 10


class NotAllowed(ValueError):
    """An action that cannot be done so; the message says why, in French."""


@dataclass(frozen=True, slots=True)
class Actor:
    """Who acts. `name`: of the person; the machine has none."""

    role: Role
    name: str = ""


@dataclass(frozen=True, slots=True)
class Decided:
    """Where an action leaves a case: its state, and who decided it why when it is decided."""

    state: State
    by: str = ""
    reason: str = ""


_WHO: dict[Role, frozenset[Action]] = {
    "machine": frozenset({"examine"}),
    "applicant": frozenset({"deposit"}),
    "instructor": frozenset(
        {"deposit", "examine", "correct", "assign", "ask", "accept", "refuse", "reopen"}
    ),
}
_WHEN: dict[State, frozenset[Action]] = {
    "open": frozenset({"deposit", "examine", "correct", "assign", "ask", "accept", "refuse"}),
    "asked": frozenset(
        {"deposit", "examine", "correct", "assign", "ask", "accept", "refuse", "reopen"}
    ),
    "accepted": frozenset({"assign", "reopen"}),
    "refused": frozenset({"assign", "reopen"}),
}
_TO: dict[Action, State] = {
    "ask": "asked",
    "accept": "accepted",
    "refuse": "refused",
    "reopen": "open",
}
_REASONED = frozenset({"refuse", "reopen"})


def allowed(state: State, actor: Actor) -> frozenset[Action]:
    """What an actor may do of a case in a state; who instructs without a name may do nothing."""
    if actor.role == "instructor" and not actor.name.strip():
        return frozenset()
    return _WHO[actor.role] & _WHEN[state]


def act(case: Decided, action: Action, actor: Actor, reason: str = "") -> Decided:
    """The case after an action. Raises `NotAllowed`."""
    if actor.role == "instructor" and not actor.name.strip():
        raise NotAllowed("Une décision porte le nom de la personne qui la prend.")
    if action not in _WHO[actor.role]:
        raise NotAllowed("Seule une personne qui instruit peut faire cela.")
    if action not in _WHEN[case.state]:
        raise NotAllowed("Cela ne se peut pas dans l'état où est le dossier.")
    if action in _REASONED and len(reason.strip()) < SHORTEST_REASON:
        raise NotAllowed("Écrivez la raison en une phrase : elle sera dite au demandeur.")
    if action not in _TO:
        return case
    state = _TO[action]
    if state in ("accepted", "refused"):
        return Decided(state, actor.name.strip(), reason.strip())
    return Decided(state)
