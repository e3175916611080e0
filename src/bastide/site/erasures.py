"""The register of erasures: `erasures.jsonl` in the data folder, one line a request.

It lives beside the database, so that a database of before does not forget it. It holds the keys of
the rows erased and blanked, and a keyed hash of each word sought: never the words.
"""

from __future__ import annotations

import json
import os
import secrets
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.crypto import salted_hmac

from bastide.engine.sought import Sought
from bastide.site.accounts import anonymise
from bastide.site.erasing import remove_row
from bastide.site.leftovers import clear, forget_copies
from bastide.tenants import audit
from bastide.tenants.models import Member, Organisation
from bastide.tenants.scope import scope

REGISTER = "erasures.jsonl"


@dataclass(frozen=True, slots=True)
class Entry:
    """A request that was carried out. `rows`: model → keys of the rows erased; `blanked`: how many
    rows were blanked; `members`: keys of the accounts made anonymous."""

    number: str
    at: str
    organisation: str
    terms: tuple[str, ...]
    rows: dict[str, list[int]] = field(default_factory=dict)
    blanked: int = 0
    members: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Again:
    """`requests`: those to be run again by hand, for the passages that they had blanked."""

    rows: int
    requests: tuple[str, ...]


def new_number() -> str:
    return f"{timezone.localdate():%Y%m%d}-{secrets.token_hex(4)}"


def hashes(sought: Sought) -> tuple[str, ...]:
    """Keyed by the installation's secret: who has the register alone cannot try names on it."""
    return tuple(
        salted_hmac("bastide.erasures", one, algorithm="sha256").hexdigest() for one in sought.all()
    )


def entries() -> list[Entry]:
    return _read(_path())


def enter(entry: Entry) -> None:
    """Adds a request to the register. Raises `OSError`."""
    descriptor = os.open(_path(), os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    with os.fdopen(descriptor, "a", encoding="utf-8") as out:
        out.write(json.dumps(asdict(entry)) + "\n")
        out.flush()
        os.fsync(out.fileno())


def merge(others: Iterable[Path]) -> None:
    """Adds what other registers hold; one that is not there holds nothing."""
    for path in others:
        known = {entry.number for entry in entries()}
        for entry in _read(path):
            if entry.number not in known:
                enter(entry)


def erase_again(made: datetime) -> Again:
    """Erases the rows that requests had erased since `made`, the time of the backup in place.

    Rows of a later backup may bear the number of a row erased before: they are left alone.
    """
    rows, requests = 0, []
    for entry in entries():
        owner = Organisation.objects.filter(slug=entry.organisation).first()
        if owner is None or datetime.fromisoformat(entry.at) < made:
            continue
        with scope(owner), transaction.atomic():
            for label, keys in entry.rows.items():
                rows += sum(remove_row(label, pk) for pk in keys)
            for one in Member.objects.filter(organisation=owner, pk__in=entry.members):
                anonymise(one)
                rows += 1
            audit.record("restore", "erase.again", "erasure", entry.number)
        if entry.blanked:
            requests.append(entry.number)
    if rows:
        clear()
        forget_copies()
    return Again(rows, tuple(requests))


def _path() -> Path:
    return Path(settings.DATA_DIR) / REGISTER


def _read(path: Path) -> list[Entry]:
    if not path.exists():
        return []
    with path.open(encoding="utf-8") as lines:
        data = [json.loads(line) for line in lines if line.strip()]
    return [
        Entry(**one | {"terms": tuple(one["terms"]), "members": tuple(one["members"])})
        for one in data
    ]
