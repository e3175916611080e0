"""Erasing all that is past its time, over the whole installation.

1. Each use case erases its own rows past their time, with their files (`usecases.retention`).
2. Files that no row names are swept: a machine that stopped between a file and its row left them.
3. So are the folders of organisations that are no more, and what an erasure that was cut short
   left behind (`site.leftovers`).
"""

from __future__ import annotations

import shutil
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

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
                if orphans and not dry_run:
                    _sweep(orphans)
                    audit.record(ACTOR, "purge.files", "file", slug, files=len(orphans))
                done.append(Purged(organisation.slug, slug, rule.what, rows, len(orphans)))
    return done


def orphans_of(rule: Retention) -> Iterator[Path]:
    """The old enough files of the organisation in scope that no row names."""
    if rule.root is None:
        return
    root = rule.root()
    before = time.time() - ORPHAN_SECONDS
    named = rule.named()
    for path in sorted((root / str(current_organisation_id())).rglob("*")):
        lone = path.is_file() and path.relative_to(root).as_posix() not in named
        if lone and path.stat().st_mtime < before:
            yield path


def purge_strangers(*, dry_run: bool = False) -> list[Purged]:
    """The files of organisations that are no more.

    A folder numbered beyond the last organisation is left: the database is likely not the one of
    this data folder.
    """
    if not dry_run:
        clear()
    known = set(Organisation.objects.values_list("pk", flat=True))
    done = []
    for slug, rule in retentions().items():
        root = rule.root() if rule.root else None
        if root is None or not root.is_dir():
            continue
        gone = [f for f in root.iterdir() if f.name.isdigit() and _gone(int(f.name), known)]
        count = sum(path.is_file() for folder in gone for path in folder.rglob("*"))
        if not dry_run:
            for folder in gone:
                shutil.rmtree(folder)
        if count:
            done.append(Purged("", slug, rule.what, 0, count))
    return done


def _gone(number: int, known: set[int]) -> bool:
    return number not in known and number < max(known, default=0)


def _sweep(files: list[Path]) -> None:
    for path in files:
        path.unlink(missing_ok=True)
