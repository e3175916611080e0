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


def test_ten_thousand_random_sequences_never_refuse_by_themselves(organisation, member):
    """Whatever the machine finds and whoever acts: REFUSED only by a person, with her reason."""
    draw = random.Random(20261126)
    people = [None, member("agent"), member("instructor"), member("administrator"), "robot"]
    reasons = ["", "non", REASON]
    refusals = 0

    def act(case: Case) -> tuple[str, object, str]:
        name = draw.choice(["examine", "refuse", "accept", "ask_for_missing", "reopen"])
        who, reason = draw.choice(people), draw.choice(reasons)
        before = case.state
        if name == "examine":
            outcome = draw.choice(["complete", "incomplete", "to_be_seen"])
            examinations.keep_examination(case, [], [], [], Verdict("p", "1", outcome, ()))
            return name, who, reason
        try:
            getattr(decisions, name)(case, who, reason)
        except DecisionRefused:
            assert case.state == before
        return name, who, reason

    with scope(organisation):
        case = Case(reference="r", procedure="p", deposited=date(2026, 1, 1))
        case.save()
        for _sequence in range(10_000):
            case.state = Case.State.OPEN
            for _action in range(draw.randint(1, 4)):
                before = case.state
                name, who, reason = act(case)
                if case.state == Case.State.REFUSED and before != Case.State.REFUSED:
                    refusals += 1
                    assert name == "refuse"
                    assert who in people[2:4]
                    assert reason == REASON
        assert refusals > 300
        told = case.events.filter(what=Event.What.REFUSED)
        assert told.count() == refusals
        assert all(event.by and event.reason == REASON for event in told)
