"""The demonstration's requests as the worker has read them: each is judged as its story says."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from bastide.demo.stories import STORIES


@pytest.fixture
def look(filled: Path) -> Iterator[Any]:
    """`look(sql, …)`: rows of the database as the worker left it."""
    with closing(sqlite3.connect(filled)) as database:
        yield lambda sql, *values: database.execute(sql, values).fetchall()


def test_each_request_is_judged_as_its_story_says(look: Any) -> None:
    outcomes = dict(look("SELECT reference, outcome FROM check_case"))
    rules: dict[str, set[str]] = {reference: set() for reference in outcomes}
    for reference, rule in look(
        "SELECT c.reference, f.rule FROM check_findingrow f JOIN check_case c ON c.id = f.case_id "
        "WHERE f.outcome != 'PASSED' AND f.level != 'info'"
    ):
        rules[reference].add(rule)
    told = {s.reference: (s.outcome, set(s.rules)) for s in STORIES}
    assert {r: (outcomes[r], rules[r]) for r in outcomes} == told


def test_what_instructors_did_is_in_the_trail(look: Any) -> None:
    states = dict(look("SELECT reference, state FROM check_case"))
    then = {s.then: s.reference for s in STORIES}
    assert states[then["accepted"]] == "accepted"
    assert states[then["asked"]] == "asked"

    def told(reference: str, what: str) -> str:
        [[reason]] = look(
            "SELECT e.reason FROM check_event e JOIN check_case c ON c.id = e.case_id "
            "WHERE c.reference = ? AND e.what = ?",
            reference,
            what,
        )
        return str(reason)

    assert "Votre pièce d'identité n'est plus valable" in told(then["asked"], "asked")
    assert "SIRET" in told(then["passed"], "assigned")
    who = "SELECT m.name FROM check_case c JOIN tenants_member m ON m.id = c.{} WHERE reference = ?"
    decided = look(who.format("decided_by_id"), then["accepted"])
    [[assigned]] = look(who.format("assignee_id"), then["passed"])
    assert decided
    assert (assigned,) != decided[0]


def test_a_broken_file_is_set_aside_and_the_others_are_read(look: Any) -> None:
    files = (
        "SELECT f.name, f.state FROM check_depositedfile f JOIN check_case c ON c.id = f.case_id "
    )
    assert dict(look(files + "WHERE c.reference = 'PG-0117'")) == {
        "dossier-complet.pdf": "read",
        "facture.pdf": "failed",
    }


def test_an_applicant_has_sent_photographs_by_a_link(look: Any) -> None:
    [by_link] = [s for s in STORIES if s.then == "by_link"]
    files = look(
        "SELECT f.by_applicant, f.announced FROM check_depositedfile f "
        "JOIN check_case c ON c.id = f.case_id WHERE c.reference = ?",
        by_link.reference,
    )
    assert files
    assert all(by_applicant and announced for by_applicant, announced in files)
    links = look(
        "SELECT count(*) FROM check_applicantlink l JOIN check_case c ON c.id = l.case_id "
        "WHERE c.reference = ? AND l.closed IS NULL",
        by_link.reference,
    )
    assert links == [(1,)]
