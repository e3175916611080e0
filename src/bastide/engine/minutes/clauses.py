"""Sentences cut into clauses that can stand alone, for a summary short of space."""

from __future__ import annotations

import re
from collections.abc import Iterator

# Words on each side of a cut: fewer make no statement.
LEAST = 7
_SUBJECT = (
    r"(?:je|j['’]|tu|il|elle|on|nous|vous|ils|elles|c['’]est|ce sont|ça|cela|il y a|il faut"
    r"|le|la|les|l['’]|un|une|des|ce|cette|ces|notre|nos|mon|ma|mes|votre|vos|leur|leurs|chaque"
    r"|tous|toutes)"
)
_JOINT = re.compile(
    r"\s{0,3}(?:[;:]|,?\s{1,3}(?=(?:et puis|et donc|mais|parce qu(?:e|['’])|car|donc|alors que"
    r"|sauf que)\b"
    rf"|et {_SUBJECT}(?<=['’])|et {_SUBJECT}\b)|,\s{{1,3}}(?=(?:et\b|{_SUBJECT}(?<=['’])"
    rf"|(?:c['’]est"
    r"|je|on|nous|il y a|il faut|ça|vous)\b)))\s{0,3}",
    re.IGNORECASE,
)
_COMMA = re.compile(rf"\s{{0,3}},\s{{1,3}}(?={_SUBJECT}(?:(?<=['’])|\b))", re.IGNORECASE)
# Words of a clause that is cut again, at its commas.
_LONG = 20


def clauses(sentence: str) -> Iterator[str]:
    """The clauses of a sentence in order; the whole sentence when it has but one."""
    for part in _cut(sentence, _JOINT):
        if len(part.split()) > _LONG:
            yield from _cut(part, _COMMA)
        else:
            yield part


def _cut(text: str, joint: re.Pattern[str]) -> Iterator[str]:
    at = 0
    for match in joint.finditer(text):
        if (
            len(text[at : match.start()].split()) >= LEAST
            and len(text[match.end() :].split()) >= LEAST
        ):
            yield text[at : match.start()]
            at = match.end()
    yield text[at:]
