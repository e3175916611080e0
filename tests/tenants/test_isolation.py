"""Every address of the site, driven by members of one organisation with the rows of another.

The rows of the other organisation bear a number that no other row has, and a secret word: whatever
the role, the method, the address or the form, the word never comes back and no row changes.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

import pytest
from django.apps import apps
from django.db import connection
from django.test import Client
from django.urls import reverse

from bastide.library.index import touch
from bastide.library.models import Document, Passage, Source
from bastide.tenants.models import Member, Organisation, ReaderGroup, Role
from bastide.tenants.scope import Scoped, every_organisation, scope

pytestmark = pytest.mark.django_db

OURS, THEIRS = 1001, 900001
SECRET = "OMEGASECRET"
WORD = "Perroquet"
SCOPED = [m for m in apps.get_models() if issubclass(m, Scoped)]

# What every form of the site might be sent, pointing at the other organisation wherever it can.
POINTERS = (
    "owner readers groups contact source document passage call question gap card member job "
    "answer_card documents pk id version group organisation organisation_id"
).split()


def hostile_form() -> dict[str, Any]:
    form: dict[str, Any] = dict.fromkeys(POINTERS, str(THEIRS))
    return form | {
        "name": "Nom",
        "email": "nouveau@alpha.example",
        "role": "agent",
        "is_active": "on",
        "password": "douze lettres vertes",
        "kind": "uploads",
        "service": "Service",
        "subject": "Sujet",
        "level": "commune",
        "authority": "Mairie",
        "transfer": "Voyez la mairie.",
        "phrases": "mots",
        "term": "SIGLE",
        "meaning": "sens",
        "answer": "Réponse",
        "text": WORD,
        "q": WORD,
        "hidden": "1",
        "rating": "bad",
        "reason": "faux",
        "accent": "#1f4e79",
        "language": "fr",
        "commune": WORD,
    }


@pytest.fixture
def two_libraries(organisation, other_organisation, make_row, member):
    """Rows of every model in both, each with the number of its organisation."""
    for which, number, word in (
        (organisation, OURS, "ALPHAPUBLIC"),
        (other_organisation, THEIRS, SECRET),
    ):
        text = f"{WORD}-{word}"
        person = member("administrator", which, name=text, id=number)
        with scope(which):
            group = make_row(ReaderGroup, text, id=number)
            person.groups.add(group)
            source = make_row(Source, text, id=number, kind="uploads", owner=person)
            document = make_row(Document, text, id=number, source=source, owner=person)
            made: dict[Any, Any] = {ReaderGroup: group, Source: source, Document: document}
            make_row(Passage, text, id=number, document=document)
            for model in SCOPED:
                links = {
                    f.name: made[f.related_model]
                    for f in model._meta.concrete_fields
                    if f.related_model in made
                }
                if model not in made and model is not Passage:
                    if model.__name__ != "AuditEntry":  # its rows are only added
                        links["id"] = number
                    made[model] = make_row(model, text, **links)
            touch([document.pk])
    return organisation, other_organisation


def everything_of(other: Organisation) -> dict[str, list[Any]]:
    """All the rows of an organisation, its sets included."""
    with every_organisation():
        rows: dict[str, list[Any]] = {
            m._meta.db_table: list(m.objects.filter(organisation=other).order_by("pk").values())
            for m in [*SCOPED, Member]
        }
        rows["organisation"] = list(Organisation.objects.filter(pk=other.pk).values())
    for model in [*SCOPED, Member]:
        for field in model._meta.local_many_to_many:
            table = field.remote_field.through._meta.db_table
            with connection.cursor() as cursor:
                column = field.m2m_column_name()
                cursor.execute(f"SELECT * FROM {table} WHERE {column} = %s", [THEIRS])
                rows[table] = sorted(cursor.fetchall())
    return rows


class Writes:
    """Whether a statement that writes has named one of these tables since it was last asked."""

    def __init__(self, tables: Iterable[str]) -> None:
        self._written = re.compile(
            r"\s*(?:INSERT|UPDATE|DELETE|REPLACE)\b.*?\b(?:" + "|".join(sorted(tables)) + r")\b",
            re.IGNORECASE | re.DOTALL,
        )
        self._seen = False

    def __call__(self, execute: Any, sql: Any, params: Any, many: bool, context: Any) -> Any:
        self._seen = self._seen or self._written.match(str(sql)) is not None
        return execute(sql, params, many, context)

    def seen(self) -> bool:
        seen, self._seen = self._seen, False
        return seen


def choices(parameters: dict[str, str]) -> list[dict[str, int]]:
    """Values of an address's parameters, at least one of which is the other organisation's."""
    # A string is an applicant's token: the other's is unknown, so that no number can open a page.
    # A slug names a scheme, a file of the installation that belongs to no organisation.
    unknown = set(parameters.values()) - {"Int", "String", "Slug"}
    if set(parameters.values()) == {"Slug"}:
        return []
    assert not unknown, f"say here which values of {unknown} belong to another organisation"
    found: list[dict[str, int]] = [{}]
    for name in parameters:
        found = [one | {name: number} for one in found for number in (OURS, THEIRS)]
    return [one for one in found if not one or THEIRS in one.values()]


def body(answer: Any) -> str:
    content = b"".join(answer.streaming_content) if answer.streaming else answer.content
    return content.decode("utf-8", "replace")


@pytest.mark.parametrize("role", Role.values)
def test_nothing_of_another_organisation_is_seen_or_changed(
    role, two_libraries, routes, member, settings
):
    settings.AXES_ENABLED = False
    organisation, other = two_libraries
    person = member(role, organisation)
    with scope(organisation):
        person.groups.set(ReaderGroup.objects.all())
    client = Client(raise_request_exception=True)
    before = everything_of(other)
    driven = compared = 0
    writes = Writes(table if table != "organisation" else Organisation._meta.db_table
                    for table in before)  # fmt: skip
    for route in routes:
        with connection.execute_wrapper(writes):
            for values in choices(route.parameters):
                for method in ("get", "post"):
                    if "_auth_user_id" not in client.session:
                        client.force_login(person, backend="bastide.tenants.signin.LocalAccounts")
                    address = reverse(route.name, kwargs=values)
                    answer = getattr(client, method)(address, hostile_form())
                    driven += 1
                    told = f"{method} {address} as {role}"
                    assert SECRET.lower() not in body(answer).lower(), told
                    assert SECRET.lower() not in str(answer.headers).lower(), told
                    if values:
                        assert answer.status_code in {403, 404, 405}, told
                    else:
                        assert answer.status_code < 500, told
        if writes.seen():
            compared += 1
            assert everything_of(other) == before, route.name
    assert everything_of(other) == before
    assert driven > 60
    assert compared > 0
    for model in SCOPED:
        with every_organisation():
            for row in model.objects.filter(organisation=organisation):
                for field in model._meta.concrete_fields:
                    related = field.related_model
                    if related and (issubclass(related, Scoped) or related is Member):
                        assert getattr(row, field.attname) != THEIRS, (model, field)


def test_the_other_organisation_itself_sees_its_rows(two_libraries, routes):
    """Otherwise the test above would prove nothing: the numbers and the word are the right ones."""
    person = Member.objects.get(pk=THEIRS)
    client = Client()
    client.force_login(person, backend="bastide.tenants.signin.LocalAccounts")
    seen = set()
    for route in routes:
        if set(route.parameters) == {"pk"}:
            answer = client.get(reverse(route.name, kwargs={"pk": THEIRS}))
            if answer.status_code == 200 and SECRET.lower() in body(answer).lower():
                seen.add(route.name)
    assert {"document", "source", "card", "contact", "subject", "word", "member", "group"} <= seen


def test_a_stranger_is_sent_to_the_sign_in_page(two_libraries, routes):
    client = Client()
    for route in routes:
        public = not getattr(route.view, "login_required", True)
        for values in choices(route.parameters):
            address = reverse(route.name, kwargs=values)
            for method in ("get", "post"):
                answer = getattr(client, method)(address, hostile_form())
                assert SECRET.lower() not in body(answer).lower(), address
                if not public:
                    assert answer.status_code == 302, address
                    assert answer.headers["Location"].startswith(reverse("sign-in")), address
