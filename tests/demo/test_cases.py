"""The demonstration's requests: how they are loaded, and sound whatever the day.

How each is judged: `tests/browser/test_demonstration_read.py`, where all are read.
"""

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
from bastide.usecases.check.flow import examine, read_file
from bastide.usecases.check.models import Case
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


@pytest.fixture(autouse=True)
def test_authority(settings: pytest.FixtureRequest) -> None:
    """As `bastide demo` serves it: its 2D-Docs bear the published test key."""
    settings.TRUST_TEST_AUTHORITY = True  # type: ignore[attr-defined]


def test_they_are_loaded_once_to_be_read_when_there_is_time(instructors):
    told = stories.STORIES[:2]
    made = load_cases(stories=told)
    assert [case.reference for case in made] == [story.reference for story in told]
    assert Job.objects.filter(task="check.read").exists()
    assert not Job.objects.exclude(priority=Job.Priority.BULK).exists()
    # What is there is left as it is.
    assert not load_cases(stories=told)


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
