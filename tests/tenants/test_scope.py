"""Nothing crosses from one organisation to another, and a forgotten scope is a loud error."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest
from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import Count, Exists, OuterRef, Prefetch, Subquery
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bastide.library.models import AnswerCard, CardVersion, Contact, Document, Source, Word
from bastide.tenants.models import Member, Organisation, ReaderGroup
from bastide.tenants.scope import (
    Scoped,
    ScopedManager,
    ScopeForgotten,
    ScopeViolation,
    every_organisation,
    scope,
)

SCOPED = [m for m in apps.get_models() if issubclass(m, Scoped)]
pytestmark = pytest.mark.django_db


def test_every_model_with_an_organisation_is_guarded():
    """Only the account, read before anyone is signed in, and the end of the audit trail are not."""
    unguarded = [
        m.__name__
        for m in apps.get_models()
        if any(f.related_model is Organisation for f in m._meta.concrete_fields)
        and not issubclass(m, Scoped)
    ]
    assert unguarded == ["Member", "AuditHead"]
    assert len(SCOPED) >= 15
    for model in SCOPED:
        assert isinstance(model._default_manager, ScopedManager)
        assert isinstance(model._base_manager, ScopedManager)


FORGOTTEN: dict[str, Any] = {
    "get": lambda m: m.objects.get(pk=1),
    "filter": lambda m: list(m.objects.filter(pk=1)),
    "first": lambda m: m.objects.first(),
    "count": lambda m: m.objects.count(),
    "exists": lambda m: m.objects.exists(),
    "contains": lambda m: m.objects.contains(m(pk=1)),
    "aggregate": lambda m: m.objects.aggregate(Count("pk")),
    "update": lambda m: m.objects.update(pk=1),
    "delete": lambda m: m.objects.all().delete(),
    "values": lambda m: list(m.objects.values("pk")),
    "values_list": lambda m: list(m.objects.values_list("pk")),
    "iterator": lambda m: list(m.objects.iterator()),
    "in_bulk": lambda m: m.objects.in_bulk([1]),
    "explain": lambda m: m.objects.all().explain(),
    "union": lambda m: list(m.objects.all().union(m.objects.all())),
    "get_or_create": lambda m: m.objects.get_or_create(pk=1),
    "update_or_create": lambda m: m.objects.update_or_create(pk=1),
    "create": lambda m: m.objects.create(),
    "bulk_create": lambda m: m.objects.bulk_create([m()]),
    "bulk_update": lambda m: m.objects.bulk_update([m(pk=1)], ["organisation"]),
    "save": lambda m: m().save(),
    "delete a row": lambda m: m(pk=1).delete(),
    "raw": lambda m: list(m.objects.raw(f"SELECT * FROM {m._meta.db_table}")),
    "base manager": lambda m: list(m._base_manager.all()),
    "refresh": lambda m: m(pk=1).refresh_from_db(),
    "in a subquery": lambda m: list(
        Organisation.objects.filter(pk__in=m.objects.values("organisation_id"))
    ),
    "Subquery": lambda m: list(
        Organisation.objects.annotate(n=Subquery(m.objects.values("pk")[:1]))
    ),
    "Exists": lambda m: list(
        Organisation.objects.filter(Exists(m.objects.filter(organisation=OuterRef("pk"))))
    ),
    "async get": lambda m: asyncio.run(m.objects.aget(pk=1)),
}


@pytest.mark.parametrize("query", FORGOTTEN.values(), ids=FORGOTTEN.keys())
def test_a_query_outside_any_scope_raises(query, organisation):
    for model in SCOPED:
        # ValidationError: a row of the audit trail is not removed, in scope or out of it.
        with pytest.raises((ScopeForgotten, ScopeViolation, ValidationError)):
            query(model)


def test_an_asynchronous_iteration_outside_any_scope_raises(organisation):
    async def read() -> None:
        async for _ in Source.objects.all():
            pass
        async for _ in Source.objects.aiterator():
            pass

    with pytest.raises(ScopeForgotten):
        asyncio.run(read())


def test_related_rows_outside_any_scope_raise(organisation, make_row):
    with scope(organisation):
        document = make_row(Document, "x")
        source = document.source
    fresh = Document(pk=document.pk, source_id=source.pk, organisation=organisation)
    for read in (
        lambda: list(source.documents.all()),
        lambda: source.documents.count(),
        lambda: list(document.readers.all()),
        lambda: fresh.source,
        lambda: list(Organisation.objects.get(pk=organisation.pk).members.all()[0].groups.all()),
    ):
        Member.objects.get_or_create(email="a@b.example", organisation=organisation)
        with pytest.raises(ScopeForgotten):
            read()


@pytest.mark.parametrize("model", SCOPED, ids=lambda m: m.__name__)
def test_rows_of_another_organisation_are_neither_seen_nor_touched(
    model, organisation, other_organisation, make_row
):
    with scope(organisation):
        mine = make_row(model, "MIEN")
    with scope(other_organisation):
        other = make_row(model, "AUTRE")
    before = stored(other)
    with scope(organisation):
        everything = model.objects.all()
        assert other.pk not in [row.pk for row in everything]
        assert other.pk not in everything.values_list("pk", flat=True)
        assert everything.count() == len(everything) == everything.aggregate(n=Count("pk"))["n"]
        assert not everything.filter(pk=other.pk).exists()
        assert other.pk not in everything.in_bulk([other.pk])
        with pytest.raises(model.DoesNotExist):
            model.objects.get(pk=other.pk)
        with pytest.raises(model.DoesNotExist):
            model(pk=other.pk).refresh_from_db()
        with pytest.raises((ScopeViolation, ValidationError)):
            other.save()
        if model.__name__ != "AuditEntry":
            with pytest.raises(ScopeViolation):
                other.delete()
            model.objects.all().delete()
            assert not model.objects.exists()
        with pytest.raises(ScopeViolation):
            model.objects.update(organisation=other_organisation)
        with pytest.raises(ScopeViolation):
            model.objects.bulk_create([model(organisation=other_organisation)])
        with pytest.raises(ScopeViolation):
            model.objects.bulk_update([other], ["organisation"])
        with pytest.raises(ScopeViolation):
            model.objects.raw("SELECT 1")
    assert stored(other) == before
    assert mine.organisation_id == organisation.pk


def stored(row: Any) -> dict[str, Any]:
    with every_organisation():
        return type(row).objects.filter(pk=row.pk).values().get()


def test_a_query_does_not_leave_the_scope_it_was_built_in(
    organisation, other_organisation, make_row
):
    with scope(organisation):
        make_row(Source, "MIEN")
        mine = Source.objects.all()
        evaluated = Source.objects.all()
        assert len(evaluated) == 1
    with every_organisation():
        every = Source.objects.all()
    with scope(other_organisation):
        for query in (mine, evaluated, every):
            with pytest.raises(ScopeViolation):
                list(query)
        with pytest.raises(ScopeViolation):
            list(Source.objects.all() | mine)
        with pytest.raises(ScopeViolation):
            list(Source.objects.all().union(mine))
        with pytest.raises(ScopeViolation):
            list(Document.objects.filter(source__in=mine))
        with pytest.raises(ScopeViolation):
            list(Document.objects.prefetch_related(Prefetch("readers", mine))) or list(mine)
    with pytest.raises(ScopeViolation):
        list(every)


def test_a_row_may_not_point_at_a_row_of_another_organisation(
    organisation, other_organisation, make_row, member
):
    with scope(other_organisation):
        stranger = make_row(Source, "AUTRE")
        group = make_row(ReaderGroup, "AUTRE")
        card = make_row(AnswerCard, "AUTRE")
    outsider = member("editor", other_organisation)
    with scope(organisation):
        mine = make_row(Document, "MIEN")
        for wrong in (
            lambda: Document(source_id=stranger.pk, key="k", title="t", digest="d").save(),
            lambda: Document(source=stranger, key="k", title="t", digest="d").save(),
            lambda: Document.objects.bulk_create(
                [Document(source_id=stranger.pk, key="k", title="t", digest="d")]
            ),
            lambda: Document.objects.update(source=stranger),
            lambda: Document.objects.update(source_id=stranger.pk),
            lambda: Document.objects.update(owner=outsider),
            lambda: Source(name="s", kind="folder", owner=outsider).save(),
            lambda: CardVersion.objects.get_or_create(
                card_id=card.pk, defaults={"author": "x", "content": {}}
            ),
            lambda: mine.readers.add(group),
            lambda: mine.readers.add(group.pk),
            lambda: mine.readers.set([group.pk]),
            lambda: outsider.groups.add(make_row(ReaderGroup, "MIEN")),
        ):
            with pytest.raises(ScopeViolation), transaction.atomic():
                wrong()


def test_a_deep_relation_stays_in_scope(organisation, other_organisation, make_row):
    with scope(other_organisation):
        make_row(Document, "AUTRE")
    with scope(organisation):
        document = make_row(Document, "MIEN")
        found = (
            Document.objects.select_related("source__owner")
            .prefetch_related("readers", "source__readers", "source__documents")
            .get()
        )
        assert [d.pk for d in found.source.documents.all()] == [document.pk]


def test_a_scope_is_closed_when_left_and_nests(organisation, other_organisation):
    with scope(organisation):
        with scope(other_organisation):
            Word.objects.create(kind="acronym", term="PCM", meaning="un")
        assert not Word.objects.exists()
    with pytest.raises(ScopeForgotten):
        Word.objects.exists()
    with pytest.raises(ScopeForgotten), scope(Organisation(name="sans ligne")):
        pass


# An organisation has one budget of each kind: no number of them can be written.
MANY = [model for model in SCOPED if model.__name__ != "Budget"]
rows = st.lists(st.tuples(st.booleans(), st.sampled_from(MANY)), min_size=1, max_size=12)


@settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(rows=rows)
def test_whatever_the_rows_each_organisation_sees_exactly_its_own(
    rows, organisation, other_organisation, make_row
):
    here = {True: organisation, False: other_organisation}
    with every_organisation():
        before = {(m, o): set(held(m, here[o])) for m in SCOPED for o in here}
    written: dict[tuple[Any, bool], set[int]] = {key: set(pks) for key, pks in before.items()}
    for mine, model in rows:
        with scope(here[mine]):
            written[model, mine].add(make_row(model, "X").pk)
    for model in SCOPED:
        seen = {}
        for mine in here:
            with scope(here[mine]):
                seen[mine] = set(model.objects.values_list("pk", flat=True))
                assert written[model, mine] <= seen[mine]
                assert all(r.organisation_id == here[mine].pk for r in model.objects.iterator())
        assert not seen[True] & seen[False]
        with every_organisation():
            assert model.objects.count() == len(seen[True] | seen[False])


def held(model: type[models.Model], organisation: Any) -> Any:
    return model._base_manager.filter(organisation=organisation).values_list("pk", flat=True)


def test_a_contact_that_conflicts_is_not_written_over(organisation):
    with scope(organisation), pytest.raises(ScopeViolation):
        Contact.objects.bulk_create(
            [Contact(service="Accueil")],
            update_conflicts=True,
            update_fields=["phone"],
            unique_fields=["organisation", "service"],
        )
