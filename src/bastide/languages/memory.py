"""The translation memory: segments that a person put right, used again for identical segments."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import IO, Any

from django.db import transaction
from django.db.models import Q, QuerySet

from bastide.engine.personal import personal
from bastide.engine.translation.flow import Recall, memory_key
from bastide.languages.models import LONGEST_SEGMENT, Remembered, fingerprint
from bastide.providers.translation.tmx import TmxUnit, read_tmx

AT_A_TIME = 500
# What tells of one person must not come back in another's text, nor leave in a TMX file. Addresses
# and telephones are mostly those of services: they may stay.
_OF_A_PERSON = frozenset({"PERSONNE", "NAISSANCE", "IDENTIFIANT"})


@dataclass(frozen=True, slots=True)
class Taken:
    """What a file brought."""

    added: int = 0
    changed: int = 0


def tells_of_a_person(text: str) -> bool:
    """Whether a segment in French names a person or holds her number."""
    return any(span.label in _OF_A_PERSON for span in personal(text))


def remember(source_language: str, target_language: str, source: str, target: str) -> bool:
    """Keeps a correction, in the place of the former one; False when it is not to be kept: too
    long, or it tells of a person, as its French side says (names are known among French words)."""
    french = target if target_language == "fr" else source
    if max(len(source), len(target)) > LONGEST_SEGMENT or tells_of_a_person(french):
        return False
    _keep([TmxUnit(source, target, source_language, target_language)], Remembered.Origin.CORRECTED)
    return True


def recall(source_language: str, target_language: str) -> Recall:
    """The memory of a pair, as a translation asks it."""

    def known(keys: Collection[str]) -> Mapping[str, str]:
        wanted = {fingerprint(key): key for key in keys}
        found: dict[str, str] = {}
        for some in _some(wanted):
            rows = Remembered.objects.filter(
                source_language=source_language,
                target_language=target_language,
                fingerprint__in=some,
            )
            found |= {
                wanted[mark]: text for mark, text in rows.values_list("fingerprint", "target")
            }
        return found

    return known


def search(words: str, pair: tuple[str, str] | None = None) -> QuerySet[Remembered]:
    """The segments that hold all the words, in either language, last changed first."""
    rows: QuerySet[Remembered] = Remembered.objects.all()
    if pair is not None:
        rows = rows.filter(source_language=pair[0], target_language=pair[1])
    for word in words.split()[:8]:
        rows = rows.filter(Q(source__icontains=word) | Q(target__icontains=word))
    return rows


def take_tmx(stream: IO[bytes]) -> Taken:
    """Adds the units of a TMX file, the last of a segment counting. Raises `TmxError`; nothing is
    then taken."""
    added = changed = 0
    for some in _some(list(read_tmx(stream))):
        one = _keep(some, Remembered.Origin.IMPORTED)
        added, changed = added + one.added, changed + one.changed
    return Taken(added, changed)


def units() -> Iterator[TmxUnit]:
    """The whole memory, for a TMX file."""
    rows = Remembered.objects.order_by("source_language", "target_language", "id")
    for row in rows.iterator(AT_A_TIME):
        yield TmxUnit(row.source, row.target, row.source_language, row.target_language)


@transaction.atomic
def _keep(given: Sequence[TmxUnit], origin: str) -> Taken:
    last = {
        (one.source_language, one.target_language, fingerprint(memory_key(one.source))): one
        for one in given
    }
    marks = [mark for _source, _target, mark in last]
    known = {
        (row.source_language, row.target_language, row.fingerprint): row
        for row in Remembered.objects.filter(fingerprint__in=marks)
    }
    new, moved = [], []
    for key, one in last.items():
        row = known.get(key)
        if row is None:
            new.append(
                Remembered(
                    source_language=key[0],
                    target_language=key[1],
                    source=one.source,
                    target=one.target,
                    fingerprint=key[2],
                    origin=origin,
                )
            )
        elif row.target != one.target:
            row.target, row.origin = one.target, origin
            moved.append(row)
    Remembered.objects.bulk_create(new)
    for row in moved:
        row.save(update_fields=["target", "origin", "changed"])
    return Taken(len(new), len(moved))


def _some(items: Iterable[Any]) -> Iterator[list[Any]]:
    rest = iter(items)
    while some := list(islice(rest, AT_A_TIME)):
        yield some
