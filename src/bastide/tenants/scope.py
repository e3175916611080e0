"""The guard: no row of an organisation is read or written outside that organisation's scope.

A scope is opened by the middleware for a request, by the command line for a command, by the worker
for a job. Within it, every query of a `Scoped` model is filtered by the organisation. Outside any
scope such a query raises `ScopeForgotten` when it is about to reach the database: a forgotten
filter is a loud error, never a leak.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import TYPE_CHECKING, Any

from django.db import models

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


class ScopedQuerySet(models.QuerySet[Any]):
    """A query set that is bound to the scope in which it was built."""

    _bound: int | str | None = None

    def _clone(self) -> ScopedQuerySet:
        clone = super()._clone()  # type: ignore[misc]
        clone._bound = self._bound
        return clone

    def _check(self) -> None:
        if self._bound is None:
            raise ScopeForgotten(
                f"{self.model.__name__} was queried outside any organisation's scope."
            )
        inside = _current.get()
        if isinstance(inside, int) and isinstance(self._bound, int) and inside != self._bound:
            raise ScopeViolation(
                f"A query of {self.model.__name__} built for one organisation runs in another."
            )

    def _fetch_all(self) -> None:
        if self._result_cache is None:
            self._check()
        super()._fetch_all()  # type: ignore[misc]

    def iterator(self, *args: Any, **kwargs: Any) -> Any:
        self._check()
        return super().iterator(*args, **kwargs)

    def count(self) -> int:
        self._check()
        return super().count()

    def exists(self) -> bool:
        self._check()
        return super().exists()

    def aggregate(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        self._check()
        return super().aggregate(*args, **kwargs)

    def update(self, **kwargs: Any) -> int:
        self._check()
        return super().update(**kwargs)

    def delete(self) -> tuple[int, dict[str, int]]:
        self._check()
        return super().delete()

    def bulk_create(self, objs: Any, *args: Any, **kwargs: Any) -> Any:
        objs = list(objs)
        for item in objs:
            item.enter_scope()
        return super().bulk_create(objs, *args, **kwargs)

    def bulk_update(self, objs: Any, *args: Any, **kwargs: Any) -> Any:
        objs = list(objs)
        for item in objs:
            item.enter_scope()
        return super().bulk_update(objs, *args, **kwargs)


class ScopedManager(models.Manager.from_queryset(ScopedQuerySet)):  # type: ignore[misc]
    """Filters by the organisation in scope; outside any scope, its queries raise when they run."""

    use_in_migrations = False

    def get_queryset(self) -> ScopedQuerySet:
        queryset: ScopedQuerySet = super().get_queryset()
        bound = _current.get()
        queryset._bound = bound
        if isinstance(bound, int):
            queryset = queryset.filter(**{self.model.organisation_path: bound})
            queryset._bound = bound
        return queryset


class Scoped(models.Model):
    """A row that belongs to one organisation."""

    organisation_path = "organisation_id"

    organisation = models.ForeignKey(
        "tenants.Organisation", on_delete=models.CASCADE, related_name="+"
    )

    objects = ScopedManager()

    class Meta:
        abstract = True
        base_manager_name = "objects"

    def enter_scope(self) -> None:
        """Take the organisation in scope, or refuse to be written in that of another."""
        bound = _current.get()
        if bound is None:
            raise ScopeForgotten(f"A {type(self).__name__} was written outside any scope.")
        if isinstance(bound, int):
            if self.organisation_id is None:  # type: ignore[attr-defined]
                self.organisation_id = bound
            elif self.organisation_id != bound:  # type: ignore[attr-defined]
                raise ScopeViolation(f"A {type(self).__name__} of another organisation.")
            for field in self._meta.concrete_fields:
                related = field.related_model
                if (
                    isinstance(field, models.ForeignKey)
                    and isinstance(related, type)
                    and issubclass(related, Scoped)
                    and field.is_cached(self)
                ):
                    other = getattr(self, field.name)
                    if other is not None and other.organisation_id != bound:
                        raise ScopeViolation(
                            f"{type(self).__name__}.{field.name} belongs to another organisation."
                        )

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.enter_scope()
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        self.enter_scope()
        return super().delete(*args, **kwargs)
