"""The key of a pseudonymised text: what stood in the place of each replacement, and its way back.

The key is personal data as a whole: it is kept apart from the text (GDPR article 4, 5). It bears
the digests of the text before and after: put back in the very text, each value returns to its
place; in a text that was worked on since, a replacement that stands for one value returns wherever
it is, and masks, alike for many, only if none was added, moved or lost.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, cast

from bastide.engine.personal.kinds import KINDS, Kind
from bastide.engine.personal.replacing import Replacement, applied

FORMAT = "bastide-redact/1"
MOST_ENTRIES = 200_000


class BadKey(ValueError):
    """A key that is none, or that does not fit the text; the message says it in French."""


@dataclass(frozen=True, slots=True)
class Entry:
    """`value` was replaced by `replacement`, at `start` of the result."""

    kind: Kind
    start: int
    replacement: str
    value: str


@dataclass(frozen=True, slots=True)
class RedactKey:
    """What brings a text back. Printed by mistake, it says nothing."""

    source_sha256: str
    result_sha256: str
    entries: tuple[Entry, ...]

    def __repr__(self) -> str:
        return f"RedactKey({len(self.entries)})"

    def as_json(self) -> str:
        entries = [
            {"kind": e.kind, "start": e.start, "replacement": e.replacement, "value": e.value}
            for e in self.entries
        ]
        told = {
            "format": FORMAT,
            "source_sha256": self.source_sha256,
            "result_sha256": self.result_sha256,
            "entries": entries,
        }
        return json.dumps(told, ensure_ascii=False, indent=1) + "\n"


def key_of(text: str, made: Sequence[Replacement]) -> RedactKey:
    """The key of the replacements made in a text."""
    entries, shift = [], 0
    for one in made:
        entries.append(Entry(one.kind, one.start + shift, one.new, one.value))
        shift += len(one.new) - (one.end - one.start)
    return RedactKey(digest(text), digest(applied(text, made)), tuple(entries))


def digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def read_key(raw: str) -> RedactKey:
    """A key from its JSON. Raises `BadKey`."""
    try:
        told = json.loads(raw)
        if not isinstance(told, dict) or told.get("format") != FORMAT:
            raise BadKey("Ce fichier n'est pas une clé de « bastide redact ».")
        entries = [_entry(one) for one in told["entries"]]
        return RedactKey(str(told["source_sha256"]), str(told["result_sha256"]), tuple(entries))
    except BadKey:
        raise
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise BadKey("Cette clé est abîmée : elle ne se lit pas.") from error


def _entry(one: dict[str, Any]) -> Entry:
    kind, start = one["kind"], one["start"]
    replacement, value = one["replacement"], one["value"]
    if kind not in KINDS or not isinstance(start, int) or start < 0 or not replacement:
        raise BadKey("Cette clé est abîmée : une entrée n'y est pas de la forme attendue.")
    if not isinstance(replacement, str) or not isinstance(value, str):
        raise BadKey("Cette clé est abîmée : une entrée n'y est pas de la forme attendue.")
    return Entry(cast(Kind, kind), start, replacement, value)


def restorations(text: str, key: RedactKey) -> list[Replacement]:
    """What to put back in a text, in order. Raises `BadKey` when the key does not fit it."""
    if digest(text) == key.result_sha256:
        return [
            Replacement(e.start, e.start + len(e.replacement), e.kind, e.replacement, e.value)
            for e in key.entries
        ]
    by_replacement: dict[str, list[Entry]] = {}
    for entry in key.entries:
        by_replacement.setdefault(entry.replacement, []).append(entry)
    if not by_replacement:
        return []
    alternatives = sorted(by_replacement, key=len, reverse=True)
    pattern = re.compile("|".join(map(_whole, alternatives)))
    places: dict[str, list[int]] = {}
    for found in pattern.finditer(text):
        places.setdefault(found[0], []).append(found.start())
    back = []
    for replacement, starts in places.items():
        entries = by_replacement[replacement]
        values = [entry.value for entry in entries]
        if len(set(values)) > 1 and len(starts) != len(values):
            raise BadKey(
                f"« {replacement} » tient lieu de {len(values)} passages et le texte en a "
                f"{len(starts)} : la clé ne dit plus lequel est lequel. Rendez le texte tel qu'il "
                "est sorti."
            )
        for at, start in enumerate(starts):
            entry = entries[at] if len(set(values)) > 1 else entries[0]
            end = start + len(replacement)
            back.append(Replacement(start, end, entry.kind, replacement, entry.value))
    if not back:
        raise BadKey("Rien de cette clé n'est dans ce texte : est-ce la bonne clé ?")
    return sorted(back, key=lambda one: one.start)


def _whole(value: str) -> str:
    left = r"(?<!\w)" if re.match(r"\w", value) else ""
    right = r"(?!\w)" if re.search(r"\w\Z", value) else ""
    return f"{left}{re.escape(value)}{right}"
