"""Loads the demonstration's requests: opened, deposited; some are decided, by a fictitious member.

1. A story whose case is there already is left as it is: nothing is drawn again.
2. Its papers are drawn for its day of deposit, counted back from today, and deposited as the pages
   do: the worker reads them, so that their progress shows.
3. Where an instructor has acted since, the papers are read at once, and she acts.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import timedelta

from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.utils import timezone

from bastide.demo.stories import STORIES, File, Story
from bastide.jobs.queue import in_bulk
from bastide.tenants.models import Member, Role
from bastide.tenants.scope import current_organisation_id
from bastide.usecases.check import (
    applicant,
    decisions,
    examinations,
    keeping,
    letter,
    links,
    tasks,
)
from bastide.usecases.check.models import Case
from bastide.usecases.check.procedures import procedures
from bastide.usecases.check.views_letter import DAYS_TO_SEND

SCHEME = "pass-garrigue-formation"


def load_cases(
    tell: Callable[[str], None] = lambda _: None, stories: Sequence[Story] = STORIES
) -> list[Case]:
    """The cases that were not there, within the scope of their organisation.

    Without an instructor (accounts were changed), or without the scheme, nothing is loaded.
    """
    people = Member.objects.filter(organisation_id=current_organisation_id(), is_active=True)
    instructors = list(people.filter(role=Role.INSTRUCTOR).order_by("pk"))
    there = set(Case.objects.values_list("reference", flat=True))
    new = [story for story in stories if story.reference not in there]
    if not new or not instructors or SCHEME not in procedures():
        return []
    tell(f"Dossiers de formation : {len(new)} demandes fictives…")
    with in_bulk():  # a visitor who deposits a file does not wait for all of these
        made = [_load(story, instructors) for story in new]
    tell(
        f"Entrez comme {instructors[0].name}, menu « Dossiers », pour les voir : leurs pièces se "
        "lisent pendant ce temps."
    )
    return made


def _load(story: Story, instructors: Sequence[Member]) -> Case:
    member = instructors[0]
    with transaction.atomic():
        case = _open(story, member)
        files = story.files(case.deposited)
        if story.then == "by_link":
            links.open_link(case, member)
            _send(case, files)
        else:
            for file in files:
                keeping.deposit(case, SimpleUploadedFile(file.name, file.data), member)
    if story.then in ("accepted", "asked", "passed"):
        _read_now(case)
        _act(case, story, member, instructors[-1])
    return case


def _open(story: Story, member: Member) -> Case:
    person = story.person
    case = Case(
        reference=story.reference,
        surname=person.surname,
        given_names=person.given,
        birth_date=person.birth,
        email="personne.fictive@example.org",
        procedure=SCHEME,
        deposited=timezone.localdate() - timedelta(days=story.days_ago),
    )
    return keeping.open_case(case, member)


def _send(case: Case, files: Sequence[File]) -> None:
    """By the applicant, each file for the document that she means."""
    slots = {slot.name: slot for slot in procedures()[SCHEME].documents}
    for file in files:
        applicant.receive(case, SimpleUploadedFile(file.name, file.data), slots.get(file.slot))


def _read_now(case: Case) -> None:
    """The jobs that wait for these files will find them read."""
    for file in case.files.all():
        tasks.read(file.pk)
    tasks.examine_case(case.pk)
    case.refresh_from_db()


def _act(case: Case, story: Story, member: Member, colleague: Member) -> None:
    if story.then == "accepted":
        decisions.accept(case, member)
    elif story.then == "passed":
        decisions.assign(case, member, colleague, story.why)
    else:
        decisions.ask_for_missing(case, member, _letter(case, member))


def _letter(case: Case, member: Member) -> str:
    """The draft as it stands: a title and the text, as the page keeps them."""
    facts = letter.LetterFacts(
        person=case.person,
        reference=case.reference,
        organisation=member.organisation.name,
        until=timezone.localdate() + timedelta(days=DAYS_TO_SEND),
        signed_by=member.name,
    )
    found, pieces = examinations.findings_of(case), examinations.pieces_of(case)
    drafted = letter.draft(facts, found, pieces, procedures()[SCHEME])
    return f"{drafted.title}\n\n{drafted.text}"
