"""Removing an organisation: its rows, then its files; one row tells what it was (`Removal`).

1. In one transaction: that row, chained to those before; every row that is the organisation's, its
   members', or points at one of them; what is to be removed of the disk (`site.leftovers`).
2. Then the files, the indexes, the cache. Cut short there, it is finished as `leftovers` says.
"""

from __future__ import annotations

import getpass
import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC
from pathlib import Path
from typing import Any

from axes.models import AccessAttempt, AccessFailureLog, AccessLog
from django.apps import apps
from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.models import Session
from django.db import connection, models, transaction
from django.utils import timezone

from bastide.jobs.failpoints import failpoint
from bastide.jobs.models import Job
from bastide.site.leftovers import note
from bastide.tenants import chain
from bastide.tenants.files import bucket, folders_of
from bastide.tenants.models import AuditEntry, AuditHead, Member, Organisation, Removal
from bastide.tenants.scope import scope

_BY_SLUG = ("records", "secrets", "demo")  # folders that bear the slug, not the number


class BusyError(Exception):
    """A worker is doing a job of the organisation."""


@dataclass(frozen=True, slots=True)
class Held:
    """What an organisation has. `rows`: by table, those that have some; `places`: files and
    folders of the data folder; `files`: how many files, of how many `bytes`."""

    rows: dict[str, int]
    places: tuple[Path, ...]
    files: int
    bytes: int


def held(organisation: Organisation) -> Held:
    """All that `remove` would remove."""
    rows = {
        model._meta.db_table: count
        for model, found in _rows_of(organisation.pk)
        if (count := found.count())
    }
    places = tuple(_places(organisation))
    sizes = [
        path.stat().st_size
        for place in places
        for path in ([place] if place.is_file() else place.rglob("*"))
        if path.is_file()
    ]
    return Held(rows, places, len(sizes), sum(sizes))


def trail_of(organisation: Organisation, noted: str = "") -> chain.Chain:
    """The audit trail of an organisation, its hashes done again. `noted`: as `chain.follow`'s."""
    kept = AuditHead.objects.filter(organisation=organisation).first()
    with scope(organisation):
        return chain.follow(
            AuditEntry.objects.order_by("number", "id").iterator(),
            last=kept.number if kept else 0,
            head=kept.digest if kept else chain.FIRST,
            noted=noted,
        )


def remove(organisation: Organisation) -> Removal:
    """Removes every row of the organisation, and notes its files: `leftovers.clear` is next.

    All or nothing. Raises `BusyError`.
    """
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA secure_delete = ON")  # freed pages are written over
    with transaction.atomic():
        Organisation.objects.select_for_update().get(pk=organisation.pk)
        with scope(organisation):
            running = Job.objects.filter(state=Job.State.RUNNING, lease_until__gt=timezone.now())
            if running.exists():
                raise BusyError
        there = held(organisation)
        trail = trail_of(organisation)
        row = _written(organisation, there, trail)
        note(organisation.pk, there.places)
        _forget_people(organisation)
        for _model, found in _rows_of(organisation.pk):
            found._raw_delete(found.db)
        failpoint("removal.entered")
    failpoint("removal.committed")
    return row


def removals() -> list[Removal]:
    return list(Removal.objects.order_by("id"))


def broken_removals() -> list[Removal]:
    """The rows of `Removal` that were altered, or follow one that was; or whose organisation
    is still there."""
    previous, wrong = chain.FIRST, []
    for row in removals():
        alive = Organisation.objects.filter(pk=row.of).exists()
        if alive or row.digest != _digest(previous, row):
            wrong.append(row)
        previous = row.digest
    return wrong


def _written(organisation: Organisation, there: Held, trail: chain.Chain) -> Removal:
    last = Removal.objects.order_by("id").last()
    row = Removal(
        of=organisation.pk,
        slug=organisation.slug,
        name=organisation.name,
        at=timezone.now(),
        by=_account()[:254],
        rows=there.rows,
        entries=trail.rows,
        head=trail.head,
        sound=not trail.breaks,
    )
    row.digest = _digest(last.digest if last else chain.FIRST, row)
    row.save(force_insert=True)
    return row


def _digest(previous: str, row: Removal) -> str:
    """SHA-256, in hexadecimal, of the digest before and of what the row says."""
    said = [
        *(previous, row.of, row.slug, row.name),
        row.at.astimezone(UTC).isoformat(timespec="microseconds"),
        *(row.by, row.rows, row.entries, row.head, row.sound),
    ]
    written = json.dumps(said, sort_keys=True, ensure_ascii=True, separators=(",", ":"))
    return hashlib.sha256(written.encode("ascii")).hexdigest()


def _account() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError):  # an account that the system has no name for
        return "inconnu"


def _rows_of(organisation: int) -> Iterator[tuple[type[models.Model], Any]]:
    """Every table that holds rows of the organisation, those that point at others first."""
    ways = _ways()
    for model in sorted(ways, key=lambda one: -len(ways[one])):
        # The guard of scopes is gone round on purpose: all of one organisation, in one place.
        found: Any = models.QuerySet(model)
        path = "__".join(ways[model])
        if not path:
            yield model, found.filter(pk=organisation)
        elif len(ways[model]) == 1:
            yield model, found.filter(**{path: organisation})
        else:
            keys: Any = models.QuerySet(model).filter(**{path: organisation}).values("pk")
            yield model, found.filter(pk__in=keys)


def _ways() -> dict[type[models.Model], tuple[str, ...]]:
    """From each model to `Organisation`, by its foreign keys, the shortest way."""
    ways: dict[type[models.Model], tuple[str, ...]] = {Organisation: ()}
    last: list[type[models.Model]] = [Organisation]
    while last:
        near = {
            model: (field.name, *ways[field.related_model])
            for model in apps.get_models(include_auto_created=True)
            if model not in ways
            for field in model._meta.concrete_fields
            if field.related_model in last
        }
        ways |= near
        last = list(near)
    return ways


def _forget_people(organisation: Organisation) -> None:
    """Sessions and attempts at signing in, which are nobody's rows."""
    members = dict(Member.objects.filter(organisation=organisation).values_list("pk", "email"))
    for email in members.values():
        for model in (AccessAttempt, AccessLog, AccessFailureLog):
            model.objects.filter(username__iexact=email).delete()
    known = {str(pk) for pk in members}
    for session in Session.objects.all().iterator():
        if session.get_decoded().get(SESSION_KEY) in known:
            session.delete()


def _places(organisation: Organisation) -> Iterator[Path]:
    yield from folders_of(organisation.pk).values()
    data = Path(settings.DATA_DIR)
    far = bucket()
    if far is not None:
        yield from (data / room / str(organisation.pk) for room in far.folders(""))
    for room in _BY_SLUG:
        if (data / room / organisation.slug).is_dir():
            yield data / room / organisation.slug
    if organisation.logo:
        logo = Path(settings.MEDIA_ROOT) / str(organisation.logo.name)
        if far is not None or logo.is_file():
            yield logo


def last_removal(slug: str) -> Removal | None:
    """The last organisation that bore the slug and was removed."""
    return Removal.objects.filter(slug=slug).order_by("id").last()
