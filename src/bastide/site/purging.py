"""Erasing all that is past its time, over the whole installation.

1. Each use case erases its own rows past their time, with their files (`usecases.retention`).
2. Files that no row names are swept: a machine that stopped between a file and its row left them.
3. So are the folders of organisations that are no more, and what an erasure that was cut short
   left behind (`site.leftovers`).
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import dataclass

from bastide.site.leftovers import clear
from bastide.tenants import audit
from bastide.tenants.models import Organisation
from bastide.tenants.scope import current_organisation_id, scope
from bastide.usecases.retention import Retention, retentions

# A file is written before its row: one of today may be about to be named.
ORPHAN_SECONDS = 24 * 3600
ACTOR = "purge"


@dataclass(frozen=True, slots=True)
class Purged:
    """What was erased (or would be) of a use case. `organisation`: slug, empty for none."""

    organisation: str
    usecase: str
    what: str
    rows: int
    orphans: int


def purge(organisations: list[Organisation], *, dry_run: bool = False) -> list[Purged]:
    """Applies every rule to these organisations; `dry_run` counts and erases nothing."""
    done = []
    for organisation in organisations:
        with scope(organisation):
            for slug, rule in retentions().items():
                rows = rule.due() if dry_run else rule.purge(ACTOR)
                orphans = list(orphans_of(rule))
                if rule.room and orphans and not dry_run:
                    rule.room.remove(*orphans)
                    audit.record(ACTOR, "purge.files", "file", slug, files=len(orphans))
                done.append(Purged(organisation.slug, slug, rule.what, rows, len(orphans)))
    return done


def orphans_of(rule: Retention) -> Iterator[str]:
    """The old enough files of the organisation in scope that no row names."""
    if rule.room is None:
        return
    before = time.time() - ORPHAN_SECONDS
    named = rule.named()
    for file in rule.room.files(str(current_organisation_id())):
        if file.path not in named and file.written < before:
            yield file.path


def purge_strangers(*, dry_run: bool = False) -> list[Purged]:
    """The files of organisations that are no more.

    A folder numbered beyond the last organisation is left: the database is likely not the one of
    these files.
    """
    if not dry_run:
        clear()
    known = set(Organisation.objects.values_list("pk", flat=True))
    done = []
    for slug, rule in retentions().items():
        if rule.room is None:
            continue
        gone = [one for one in rule.room.folders() if one.isdigit() and _gone(int(one), known)]
        count = sum(1 for folder in gone for _ in rule.room.files(folder))
        if not dry_run:
            for folder in gone:
                rule.room.remove_folder(folder)
        if count:
            done.append(Purged("", slug, rule.what, 0, count))
    return done


def _gone(number: int, known: set[int]) -> bool:
    return number not in known and number < max(known, default=0)
