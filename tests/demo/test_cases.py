"""The demonstration's requests: each is judged as its story says, whatever the day."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import pytest
from stdnum import iban
from stdnum.fr import siret

from bastide.demo import persons, stories
from bastide.demo.cases import SCHEME, load_cases
from bastide.demo.papers import identity, people
from bastide.demo.papers.sheet import SPECIMEN
from bastide.engine.pieces import mrz
from bastide.engine.pieces.judge import CaseFacts
from bastide.engine.pieces.names import PersonName
from bastide.jobs.models import Job
from bastide.tenants.models import Member, Organisation
from bastide.tenants.scope import scope
from bastide.usecases.check import tasks
from bastide.usecases.check.flow import examine, read_file
from bastide.usecases.check.models import Case, DepositedFile
from bastide.usecases.check.procedures import procedures

STORIES = {story.reference: story for story in stories.STORIES}
DAY = date(2027, 2, 28)


@pytest.fixture
def instructors(organisation: Organisation, member) -> Iterator[list[Member]]:
    """Two, in scope; and one of another organisation, who has no part in it."""
    elsewhere = Organisation.objects.create(slug="ailleurs", name="Commune d'Ailleurs")
    member("instructor", elsewhere)
    with scope(organisation):
        yield [member("instructor"), member("instructor")]


def load(*references: str) -> list[Case]:
    """These stories alone, read and examined as the worker does."""
    made = load_cases(stories=[STORIES[one] for one in references])
    assert not Job.objects.exclude(priority=Job.Priority.BULK).exists()
    for job in Job.objects.filter(task="check.read").order_by("pk"):
        tasks.read(job.payload["file"])
    for case in made:
        tasks.examine_case(case.pk)
        case.refresh_from_db()
    return made


def open_rules(case: Case) -> set[str]:
    return {f.rule for f in case.findings.all() if f.outcome != "PASSED" and f.level != "info"}


@pytest.fixture(autouse=True)
def test_authority(settings: pytest.FixtureRequest) -> None:
    """As `bastide demo` serves it: its 2D-Docs bear the published test key."""
    settings.TRUST_TEST_AUTHORITY = True  # type: ignore[attr-defined]


# Whose story is a date, a page or a sum, which the rules' own tests know well.
SLOW = ("PG-0105", "PG-0107", "PG-0109", "PG-0111", "PG-0115")


def judged(made: list[Case]) -> dict[str, tuple[str, set[str]]]:
    return {case.reference: (case.outcome, open_rules(case)) for case in made}


def test_each_request_is_judged_as_its_story_says(instructors):
    told = [s for s in stories.STORIES if s.reference not in SLOW and s.then != "by_link"]
    made = load(*(s.reference for s in told))
    assert judged(made) == {s.reference: (s.outcome, s.rules) for s in told}
    by = {case.reference: case for case in made}
    # What instructors did is in the trail.
    accepted, asked, passed = by["PG-0102"], by["PG-0103"], by["PG-0104"]
    assert (accepted.state, accepted.decided_by) == ("accepted", instructors[0])
    assert asked.state == "asked"
    letter = asked.events.get(what="asked").reason
    assert "Votre pièce d'identité n'est plus valable" in letter
    assert passed.assignee == instructors[1]
    assert "SIRET" in passed.events.get(what="assigned").reason
    # A broken file is set aside, the others are read.
    states = {f.name: f.state for f in by["PG-0117"].files.all()}
    assert states == {
        "dossier-complet.pdf": DepositedFile.State.READ,
        "facture.pdf": DepositedFile.State.FAILED,
    }
    # What is there is left as it is.
    assert not load_cases(stories=told)


@pytest.mark.slow
def test_the_other_requests_too(instructors):
    told = [STORIES[one] for one in SLOW]
    assert judged(load(*SLOW)) == {s.reference: (s.outcome, s.rules) for s in told}


@pytest.mark.slow
def test_an_applicant_sends_photographs_by_a_link(instructors):
    [case] = load("PG-0118")
    assert all(file.by_applicant and file.announced for file in case.files.all())
    assert case.links.filter(closed=None).count() == 1
    assert case.outcome == "complete", open_rules(case)


def test_without_an_instructor_nothing_is_loaded(instructors):
    Member.objects.update(is_active=False)
    assert not load_cases()
    assert not Case.objects.exists()


def test_there_are_cases_of_every_sort():
    assert len(STORIES) == len(stories.STORIES) >= 12
    assert {s.outcome for s in STORIES.values()} == {"complete", "incomplete", "to_be_seen"}
    assert {s.then for s in STORIES.values()} == {"", "accepted", "asked", "passed", "by_link"}


def test_numbers_have_right_keys():
    for body in (people.SCHOOL, people.CAMPUS, people.TREMPLIN):
        assert siret.is_valid(body.siret)
        assert body.siret.startswith("0"), "no real SIREN does"
        assert iban.is_valid(body.iban)
    zone = mrz.parse(identity.zone(persons.ANNE_LAURE, "X4T8RT9C2", DAY), on=date(2026, 1, 1))
    assert zone is not None
    assert not zone.wrong


@pytest.mark.parametrize("day", [date(2028, 2, 29)], ids=str)
def test_a_sound_request_is_sound_on_any_day(day, tmp_path):
    [deposited] = STORIES["PG-0102"].files(day)
    path = tmp_path / "deposited"
    path.write_bytes(deposited.data)
    read, *_ = read_file(path, deposited.name)
    person = persons.THEO
    facts = CaseFacts(day, PersonName(person.surname, "", person.given), person.birth)
    scheme = replace(procedures()[SCHEME], valid_to=None)
    assert examine(scheme, [read], facts).verdict.outcome == "complete"


@pytest.mark.parametrize("file", stories.STORIES[0].files(DAY), ids=lambda f: f.name)
def test_each_page_says_that_it_is_fictitious(file, tmp_path):
    path = tmp_path / "deposited"
    path.write_bytes(file.data)
    read, *_ = read_file(path, file.name)
    for page in read.pages:
        assert SPECIMEN in " ".join(word.text for word in page.words)
