"""Ten thousand random lives of a case: none ends badly without a named person and a reason."""

from __future__ import annotations

import random
from typing import get_args

import pytest

from bastide.engine.pieces.decision import (
    SHORTEST_REASON,
    Action,
    Actor,
    Decided,
    NotAllowed,
    Role,
    State,
    act,
    allowed,
)


def test_no_sequence_ends_badly_without_a_person_and_a_reason():
    rng = random.Random(3)
    refused = 0
    for _ in range(10_000):
        case = Decided("open")
        for _ in range(rng.randint(1, 40)):
            action = rng.choice(get_args(Action))
            actor = Actor(rng.choice(get_args(Role)), rng.choice(["", "  ", "Mme Olive Fictive"]))
            reason = rng.choice(["", "non", " " * 30, "Le devis dépasse le plafond horaire."])
            before = case
            try:
                case = act(case, action, actor, reason)
            except NotAllowed:
                assert case == before
                continue
            assert action in allowed(before.state, actor)
            if actor.role != "instructor":
                assert case == before
            if case.state == "refused":
                assert case.by.strip()
                assert len(case.reason.strip()) >= SHORTEST_REASON
        refused += case.state == "refused"
    assert refused > 500  # the sequences do reach refusals


@pytest.mark.parametrize("state", get_args(State))
def test_the_machine_has_no_action_that_decides(state):
    assert allowed(state, Actor("machine")) <= {"examine"}


def test_a_decided_case_is_reopened_before_anything_else():
    actor = Actor("instructor", "Mme Olive Fictive")
    refused = act(Decided("open"), "refuse", actor, "Hors du territoire, vérifié.")
    with pytest.raises(NotAllowed):
        act(refused, "accept", actor)
    assert act(refused, "reopen", actor, "Une pièce est arrivée.").state == "open"
