"""The guard: no row of an organisation is read or written outside that organisation's scope.

A scope is opened by the middleware for a request, by the command line for a command, by the worker
for a job. Within it, every query of a `Scoped` model is filtered by the organisation. Outside any
scope such a query raises `ScopeForgotten` when it is about to reach the database: a forgotten
filter is a loud error, never a leak.

1. The manager binds each query to the scope in which it was built and filters by it.
2. The check is made where the query is turned into SQL (`ScopedQuery.get_compiler`), so that
   subqueries, unions, `explain`, `iterator` and the rest cannot go round it.
3. A row takes the organisation in scope when it is written, and may only point at rows of the same.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import TYPE_CHECKING, Any

from django.db import models
from django.db.models.sql import Query

if TYPE_CHECKING:
    from bastide.tenants.models import Organisation

_EVERY = "every organisation"
_current: ContextVar[int | str | None] = ContextVar("organisation", default=None)


class ScopeForgotten(RuntimeError):
    """A query of scoped rows was about to run outside any organisation's scope."""


class ScopeViolation(RuntimeError):
    """A row of one organisation was about to be written within the scope of another."""


@contextmanager
def scope(organisation: Organisation | int) -> Iterator[None]:
    """Everything inside reads and writes the rows of `organisation` alone."""
    pk = organisation if isinstance(organisation, int) else organisation.pk
    if pk is None:
        raise ScopeForgotten("The organisation has no row yet.")
    token = _current.set(pk)
    try:
        yield
    finally:
        _current.reset(token)


@contextmanager
def every_organisation() -> Iterator[None]:
    """For the installation's own housekeeping only (sign-in, worker, doctor, migrations)."""
    token = _current.set(_EVERY)
    try:
        yield
    finally:
        _current.reset(token)


def current_organisation_id() -> int:
    """The organisation in scope. Raises `ScopeForgotten` outside a single organisation's scope."""
    pk = _current.get()
    if not isinstance(pk, int):
        raise ScopeForgotten("No organisation is in scope.")
    return pk


class ScopedQuery(Query):
    """SQL in the making that remembers the scope in which it was begun."""

    bound: int | str | None = None

    def check_scope(self) -> None:
        name = self.model.__name__ if self.model else "?"
        if self.bound is None:
            raise ScopeForgotten(f"{name} was queried outside any organisation's scope.")
        inside = _current.get()
        if self.bound == _EVERY:
            if inside != _EVERY:
                raise ScopeViolation(f"A query of every {name} runs outside the housekeeping.")
        elif isinstance(inside, int) and inside != self.bound:
            raise ScopeViolation(f"A query of {name} built for one organisation runs in another.")

    def get_compiler(self, *args: Any, **kwargs: Any) -> Any:
        self.check_scope()
        return super().get_compiler(*args, **kwargs)


class ScopedQuerySet(models.QuerySet[Any]):
    """A query set that is bound to the scope in which it was built.

    Updates, deletions and aggregates make another kind of `Query` of theirs, hence the checks
    here on top of `ScopedQuery`'s.
    """

    def __init__(
        self, model: Any = None, query: Any = None, using: Any = None, hints: Any = None
    ) -> None:
        if query is None and model is not None:
            query = ScopedQuery(model)
            query.bound = _current.get()
        super().__init__(model=model, query=query, using=using, hints=hints)

    @property
    def bound(self) -> int | str | None:
        return getattr(self.query, "bound", None)

    def _check(self) -> None:
        query: Any = self.query
        query.check_scope()

    def _fetch_all(self) -> None:
        self._check()
        super()._fetch_all()

    def aggregate(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        self._check()
        return super().aggregate(*args, **kwargs)

    def count(self) -> int:
        self._check()
        return super().count()

    def exists(self) -> bool:
        self._check()
        return super().exists()

    def update(self, **kwargs: Any) -> int:
        self._check()
        if "organisation" in kwargs or "organisation_id" in kwargs:
            raise ScopeViolation(f"A {self.model.__name__} does not change organisation.")
        if isinstance(self.bound, int):
            for field in _pointing(self.model):
                for name in (field.name, field.attname):
                    value = kwargs.get(name)
                    if isinstance(value, models.Model):
                        _refuse_stranger(field, {value.pk}, self.bound)
                    elif value is not None and not hasattr(value, "resolve_expression"):
                        _refuse_stranger(field, {value}, self.bound)
        return super().update(**kwargs)

    def delete(self) -> tuple[int, dict[str, int]]:
        self._check()
        return super().delete()

    def raw(self, *args: Any, **kwargs: Any) -> Any:
        raise ScopeViolation("Raw SQL is not filtered by organisation.")

    def bulk_create(self, objs: Any, *args: Any, **kwargs: Any) -> Any:
        objs = list(objs)
        enter_scope_together(objs)
        if kwargs.get("update_conflicts"):
            # The row in conflict may be anyone's: the database would not ask whose.
            raise ScopeViolation("bulk_create does not update rows here: read them first.")
        return super().bulk_create(objs, *args, **kwargs)

    def bulk_update(self, objs: Any, *args: Any, **kwargs: Any) -> Any:
        objs = list(objs)
        enter_scope_together(objs)
        return super().bulk_update(objs, *args, **kwargs)

    def _merge_sanity_check(self, other: Any) -> None:
        if getattr(other, "bound", self.bound) != self.bound:
            raise ScopeViolation("Two queries of different scopes are not put together.")
        super()._merge_sanity_check(other)  # type: ignore[misc]


class ScopedManager(models.Manager.from_queryset(ScopedQuerySet)):  # type: ignore[misc]
    """Filters by the organisation in scope; outside any scope, its queries raise when they run."""

    use_in_migrations = False

    def get_queryset(self) -> ScopedQuerySet:
        queryset: ScopedQuerySet = super().get_queryset()
        bound = _current.get()
        if isinstance(bound, int):
            queryset = queryset.filter(organisation_id=bound)
        return queryset


class Scoped(models.Model):
    """A row that belongs to one organisation."""

    organisation = models.ForeignKey(
        "tenants.Organisation", on_delete=models.CASCADE, related_name="+"
    )

    objects = ScopedManager()

    class Meta:
        abstract = True
        base_manager_name = "objects"

    def enter_scope(self) -> None:
        """Take the organisation in scope, or refuse to be written in that of another."""
        enter_scope_together([self])

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.enter_scope()
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        self.enter_scope()
        return super().delete(*args, **kwargs)


def enter_scope_together(rows: list[Any]) -> None:
    """Rows about to be written take the organisation in scope.

    Raises `ScopeForgotten` outside any scope, `ScopeViolation` for a row of another organisation
    or one that points at a row of another.
    """
    if not rows:
        return
    model = type(rows[0])
    bound = _current.get()
    if bound is None:
        raise ScopeForgotten(f"A {model.__name__} was written outside any scope.")
    if not isinstance(bound, int):
        return
    for row in rows:
        if row.organisation_id is None:
            row.organisation_id = bound
        elif row.organisation_id != bound:
            raise ScopeViolation(f"A {model.__name__} of another organisation.")
    for field in _pointing(model):
        unknown = set()
        for row in rows:
            value = getattr(row, field.attname)
            if value is None:
                continue
            if field.is_cached(row):
                if getattr(row, field.name).organisation_id != bound:
                    raise ScopeViolation(
                        f"{model.__name__}.{field.name} belongs to another organisation."
                    )
            elif field.attname not in row.get_deferred_fields():
                unknown.add(value)
        _refuse_stranger(field, unknown, bound)


def _pointing(model: type[models.Model]) -> list[Any]:
    """The foreign keys of a model that point at rows of an organisation, members included."""
    return [
        field
        for field in model._meta.concrete_fields
        if isinstance(field, models.ForeignKey)
        and isinstance(field.related_model, type)
        and any(f.name == "organisation" for f in field.related_model._meta.concrete_fields)
    ]


def _refuse_stranger(field: Any, keys: set[Any], bound: int) -> None:
    """Raises `ScopeViolation` when one of the keys is that of another organisation's row."""
    if not keys:
        return
    manager = field.related_model._base_manager
    with every_organisation():
        strangers = manager.filter(pk__in=keys).exclude(organisation_id=bound)
        if strangers.exists():
            raise ScopeViolation(
                f"{field.model.__name__}.{field.name} belongs to another organisation."
            )


def refuse_strangers_in_sets(
    sender: Any, instance: Any, action: str, reverse: bool, model: Any, pk_set: Any, **_: Any
) -> None:
    """`document.readers.add(…)` and the like: no row of another organisation enters a set.

    Connected to `m2m_changed` when the application starts.
    """
    bound = _current.get()
    if action != "pre_add" or not pk_set or not isinstance(bound, int):
        return
    with every_organisation():
        names = {f.name for f in model._meta.concrete_fields}
        if "organisation" in names:
            strangers = model._base_manager.filter(pk__in=pk_set).exclude(organisation_id=bound)
            if strangers.exists():
                raise ScopeViolation(f"A {model.__name__} of another organisation enters a set.")
    if getattr(instance, "organisation_id", bound) != bound:
        raise ScopeViolation(f"A set of a {type(instance).__name__} of another organisation.")
