"""The machine never refuses: an unfavourable decision has a named person and a reason."""

from __future__ import annotations

import random
from datetime import date

import pytest

from bastide.engine.pieces.model import Verdict
from bastide.tenants.models import AuditEntry
from bastide.tenants.scope import scope
from bastide.usecases.check import decisions, examinations
from bastide.usecases.check.decisions import DecisionRefused
from bastide.usecases.check.models import Case, Event

pytestmark = pytest.mark.django_db
REASON = "Le demandeur ne réside pas dans la région."


def test_a_refusal_is_signed_and_motivated(case, instructor):
    for empty in ("", "   ", "non"):
        with pytest.raises(DecisionRefused):
            decisions.refuse(case, instructor, empty)
    decisions.refuse(case, instructor, REASON)
    case.refresh_from_db()
    assert (case.state, case.decided_by) == (Case.State.REFUSED, instructor)
    last = case.events.last()
    assert (last.what, last.by, last.reason) == ("refused", instructor, REASON)
    entry = AuditEntry.objects.get(action="check.refused")
    assert (entry.actor, entry.target) == (instructor.email, case.reference)
    assert REASON not in str(entry.detail)


@pytest.mark.parametrize("role", ["agent", "editor", "manager"])
def test_who_does_not_examine_does_not_decide(case, member, role):
    for decide in (
        lambda who: decisions.refuse(case, who, REASON),
        lambda who: decisions.accept(case, who),
        lambda who: decisions.ask_for_missing(case, who),
        lambda who: decisions.assign(case, who, who),
    ):
        with pytest.raises(DecisionRefused):
            decide(member(role))
    case.refresh_from_db()
    assert case.state == Case.State.OPEN


def test_nobody_of_another_organisation_decides_or_receives(case, member, other_organisation):
    stranger = member("instructor", other_organisation)
    with pytest.raises(DecisionRefused):
        decisions.accept(case, stranger)
    with pytest.raises(DecisionRefused):
        decisions.assign(case, case.assignee, stranger)
    assert stranger not in decisions.colleagues(case)


def test_a_decided_case_is_opened_again_before_another_decision(case, instructor):
    decisions.accept(case, instructor)
    with pytest.raises(DecisionRefused):
        decisions.refuse(case, instructor, REASON)
    with pytest.raises(DecisionRefused):
        decisions.reopen(case, instructor, "")
    decisions.reopen(case, instructor, "Un justificatif manquait au dossier.")
    case.refresh_from_db()
    assert (case.state, case.decided, case.decided_by) == (Case.State.OPEN, None, None)


def test_a_case_passes_to_a_colleague(case, instructor, member):
    colleague = member("administrator", name="Autre Personne")
    decisions.assign(case, instructor, colleague, "Je pars en congé.")
    case.refresh_from_db()
    assert case.assignee == colleague
    assert case.events.last().reason == "Autre Personne : Je pars en congé."
    with pytest.raises(DecisionRefused):
        decisions.assign(case, instructor, member("agent"))


ACTS = ("refuse", "accept", "ask_for_missing", "reopen")
OUTCOMES = ("complete", "incomplete", "to_be_seen")
REASONS = ("", "non", REASON)


def act(case: Case, name: str, who: object, reason: str, outcome: str) -> bool:
    """An examination, or what somebody decides; whether the case is refused by it."""
    before = case.state
    if name == "examine":
        examinations.keep_examination(case, [], [], [], Verdict("p", "1", outcome, ()))
    else:
        try:
            getattr(decisions, name)(case, who, reason)
        except DecisionRefused:
            assert case.state == before
    return case.state == Case.State.REFUSED != before


@pytest.fixture
def people(member) -> list[object]:
    return [None, "robot", member("agent"), member("instructor"), member("administrator")]


@pytest.fixture
def one(organisation):
    with scope(organisation):
        case = Case(reference="r", procedure="p", deposited=date(2026, 1, 1))
        case.save()
        yield case


def test_from_every_state_a_case_is_refused_by_a_person_with_her_reason_alone(one, people):
    """All there is of states, acts, people, reasons and outcomes: nothing else counts."""
    refused = set()
    given = [(name, who, reason, "") for name in ACTS for who in people for reason in REASONS]
    given += [("examine", None, "", outcome) for outcome in OUTCOMES]
    for state in Case.State:
        for name, who, reason, outcome in given:
            one.state = state
            if act(one, name, who, reason, outcome):
                refused.add((state, name, people.index(who), reason))
    allowed = (Case.State.OPEN, Case.State.ASKED)
    assert refused == {(state, "refuse", who, REASON) for state in allowed for who in (3, 4)}


def test_whatever_the_sequence_a_refusal_has_a_name_and_a_reason(one, people):
    draw = random.Random(20261126)
    refusals = 0
    for _sequence in range(1000):
        one.state = Case.State.OPEN
        for _action in range(draw.randint(1, 4)):
            name, who = draw.choice(("examine", *ACTS)), draw.choice(people)
            reason = draw.choice(REASONS)
            if act(one, name, who, reason, draw.choice(OUTCOMES)):
                refusals += 1
                assert (name, people.index(who) >= 3, reason) == ("refuse", True, REASON)
    assert refusals > 30
    told = one.events.filter(what=Event.What.REFUSED)
    assert told.count() == refusals
    assert all(event.by and event.reason == REASON for event in told)
