"""Erasing a person from an organisation (GDPR, art. 17).

1. Every text of every row of the organisation is read (`found`), whatever the use case.
2. The rule of its model (`tenants.erasure`) says what becomes of it: erased, blanked, kept.
3. All is done in one transaction, entered in the register (`site.erasures`) and in the audit trail.
4. Then files go, the index is built anew, the cache emptied (`site.leftovers`: a machine that stops
   there does the rest when it starts again), and a second search must find only what is kept.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from importlib import import_module
from importlib.util import find_spec
from typing import Any, Literal

from django.apps import apps
from django.db import connection, models

from bastide.engine.sought import blanked, contexts
from bastide.site.leftovers import note, note_index
from bastide.tenants.erasure import EVERY, Rule
from bastide.tenants.scope import Scoped, current_organisation_id

_INDEXED = ("library.passage", "library.document")
Fate = Literal["erased", "blanked", "kept"]


@dataclass(frozen=True, slots=True)
class Found:
    """A row where the person is. `target`: the model's label and key of the row that is erased."""

    rule: Rule
    pk: int
    fate: Fate
    target: tuple[str, int]
    fields: tuple[str, ...]
    contexts: tuple[str, ...]


def rules() -> dict[type[Scoped], Rule]:
    """The rule of every model of an organisation's rows that holds text."""
    said = {
        rule.model: rule
        for app in apps.get_app_configs()
        if app.name.startswith("bastide.")
        and app.name != "bastide.site"  # where this module is
        and find_spec(f"{app.name}.erasing")
        for rule in import_module(f"{app.name}.erasing").ERASURE
    }
    every = [m for m in apps.get_models() if issubclass(m, Scoped) and _text_fields(m)]
    return {m: said.get(m, Rule(m, str(m._meta.verbose_name))) for m in every}


def _text_fields(model: type[models.Model]) -> list[models.Field[Any, Any]]:
    kinds = (models.CharField, models.TextField, models.JSONField)
    return [f for f in model._meta.concrete_fields if isinstance(f, kinds) and not f.choices]


def found(pattern: re.Pattern[str]) -> list[Found]:
    """Where the person is, in the organisation in scope."""
    return [one for rule in rules().values() for one in _found_in(rule, pattern)]


def _found_in(rule: Rule, pattern: re.Pattern[str]) -> Iterator[Found]:
    fields = [f.name for f in _text_fields(rule.model)]
    binary = [f.name for f in rule.model._meta.concrete_fields if isinstance(f, models.BinaryField)]
    for row in rule.model.objects.defer(*binary).iterator(chunk_size=200):
        hits = {name: told for name in fields if (told := contexts(pattern, getattr(row, name)))}
        together = contexts(pattern, rule.read(row)) if rule.read else []
        own = bool(together) or any(_in(name, rule.about) for name in hits)
        shown = [*(text for told in hits.values() for text in told), *together]
        if own:
            target = getattr(row, rule.root) if rule.root else row
            where = (target._meta.label_lower, target.pk)
            yield Found(rule, row.pk, "erased", where, tuple(hits), tuple(shown))
            continue
        where = (row._meta.label_lower, row.pk)
        fates: tuple[Fate, ...] = ("blanked", "kept")
        for fate in fates:
            names = [name for name in hits if _in(name, rule.kept) == (fate == "kept")]
            if names:
                around = tuple(text for name in names for text in hits[name])
                yield Found(rule, row.pk, fate, where, tuple(names), around)


def _in(name: str, names: tuple[str, ...]) -> bool:
    return names == EVERY or name in names


def erase(pattern: re.Pattern[str], there: list[Found]) -> tuple[dict[str, list[int]], list[Found]]:
    """Erases or blanks what was found; returns the rows erased, by model, and what was blanked.

    To be called in a transaction, in the scope of the organisation.
    """
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA secure_delete = ON")  # freed pages are written over
    if any(one.rule.model._meta.label_lower in _INDEXED for one in there):
        note_index(current_organisation_id())
    gone: dict[str, list[int]] = {}
    for label, pk in dict.fromkeys(one.target for one in there if one.fate == "erased"):
        if remove_row(label, pk):
            gone.setdefault(label, []).append(pk)
    changed: dict[Rule, list[Any]] = {}
    done = []
    for one in there:
        row = one.rule.model.objects.filter(pk=one.pk).first() if one.fate == "blanked" else None
        if row is not None:
            fresh = {name: _blanked(row, name, pattern) for name in one.fields}
            one.rule.model.objects.filter(pk=row.pk).update(**fresh)
            changed.setdefault(one.rule, []).append(row)
            done.append(one)
    for rule, rows in changed.items():
        if rule.after:
            rule.after(rows)
    return gone, done


def remove_row(label: str, pk: int) -> bool:
    """Erases a row, and notes the files that its rule says: the caller removes them once that is
    committed (`leftovers.clear`). False: the row was no longer there."""
    model: Any = apps.get_model(label)
    row = model.objects.filter(pk=pk).first()
    if row is None:
        return False
    note(row.organisation_id, rules()[model].files(row))
    model.objects.filter(pk=pk).delete()
    return True


def _blanked(row: Any, name: str, pattern: re.Pattern[str]) -> Any:
    field = row._meta.get_field(name)
    if isinstance(field, models.EmailField):
        return ""
    value = blanked(pattern, getattr(row, name))
    return value[: field.max_length] if isinstance(value, str) and field.max_length else value


def unread() -> dict[str, int]:
    """The files whose words are in no row yet, or never will be, by kind."""
    told = {rule.kind: rule.unread() for rule in rules().values() if rule.unread}
    return {kind: count for kind, count in told.items() if count}


def counts(there: list[Found]) -> dict[str, dict[str, int]]:
    """Rows by kind and fate."""
    counted: dict[str, Counter[str]] = {}
    for one in there:
        counted.setdefault(one.rule.kind, Counter())[one.fate] += 1
    return {kind: dict(fates) for kind, fates in sorted(counted.items())}
