"""The words that a mail's author wrote, apart from those it quotes and from its signature.

1. A line that opens a quotation (« Le mar. 3 mars 2026 à 10:12, X a écrit : », « De : … Envoyé :
   … », « -----Message d'origine----- ») gives all that follows to the quotation; but an author
   who answers below or between lines marked `>` keeps her own lines.
2. Of what is left, the end is the signature (`signature`).

One pass over the lines, each looked at on its first 300 characters: no text makes it slow.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from bastide.engine.mail.signature import LOOKED_AT, signature

# Lines: a header of reply may be folded over so many; a block « De : … » says itself in so many.
FOLDED, BLOCK = 4, 9

_DASHED = re.compile(
    r"^[\s>*]*[-_=—–]{2,}\s*(?:"
    r"(?:message|mail|courriel|e-mail)\s+(?:d['’]origine|original|initial|transf[ée]r[ée]|forward[ée]?"
    r"|r[ée]exp[ée]di[ée])|original message|forwarded (?:message|by)|(?:message|mail)\s+de\b"
    r"|forwarded message|mensaje original|urspr.{1,3}ngliche nachricht)",
    re.IGNORECASE,
)
_FORWARDED = re.compile(
    r"^\s*(?:d[ée]but du message (?:r[ée]exp[ée]di[ée]|transf[ée]r[ée])|begin forwarded message"
    r"|message transf[ée]r[ée])\s*:?\s*$",
    re.IGNORECASE,
)
_FORWARDS = re.compile(r"^\s*(?:tr|fwd?|fw|transf\w*|wg|rv)\s*:", re.IGNORECASE)
_FORWARDS_BELOW = re.compile(r"forward|transf[ée]r[ée]|r[ée]exp[ée]di[ée]", re.IGNORECASE)
_WROTE = re.compile(
    r"(?:(?<!m['’])(?<!nous )(?<!vous )(?<!lui )(?<!leur )a (?:[ée]crit|[ée]t[ée] [ée]crit)|wrote"
    r"|escribi[óo]|schrieb|ha scritto)\s*:?\s*$",
    re.IGNORECASE,
)
_WROTE_BEGINS = re.compile(r"^\s*(?:le|on|el|am|il|en|du|\d{1,4}|[\"“]?\w)", re.IGNORECASE)
_HEADER_BEGINS = re.compile(r"^(?:le|on|el|am|il)\b.{0,40}\d|^[^.!?]{0,80}<?\S+@\S+", re.IGNORECASE)
_WHEN = re.compile(
    r"\b(?:19|20)\d\d\b|\b\d{1,2}\s?[:hH]\s?\d\d\b|\b\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}|@\w"
)
_FIELD = re.compile(
    r"^[\s*_]*(?P<name>de|from|exp[ée]diteur|von|da|envoy[ée](?: le)?|sent|date|gesendet|à|a|to|an"
    r"|destinataires?|cc|copie(?: à)?|cci|objet|subject|sujet|betreff|r[ée]pondre à|reply-to"
    r"|importance)\s*[*_]*\s?:[*_]*(?:\s|$)",
    re.IGNORECASE,
)
_FROM = frozenset(("de", "from", "expediteur", "expéditeur", "von", "da"))

_RULE_LONG = re.compile(r"^\s*[_-]{8,}\s*$")


@dataclass(frozen=True, slots=True)
class Parts:
    """A body in three: each of its lines is in one part, in the order of the body, blanks at the
    ends of a part left out."""

    written: str
    quoted: str
    signature: str


def set_apart(body: str) -> Parts:
    """The three parts of a body in plain text. Any string will do, of any size."""
    lines = body.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    own, quoted = _without_quotes(lines)
    start, end = signature(own)
    return Parts(_joined(own[:start] + own[end:]), _joined(quoted), _joined(own[start:end]))


def forwards(subject: str, quoted: str) -> bool:
    """Whether a mail forwards another rather than answers it, by its subject or its header."""
    return bool(_FORWARDS.match(subject[:40]) or _FORWARDS_BELOW.search(quoted[:LOOKED_AT]))


def without_header(lines: Sequence[str]) -> str:
    """What a quoted mail says: its own quotations, its header and its signature left out."""
    start = 0
    while start < min(len(lines), BLOCK + 3):
        line = lines[start][:LOOKED_AT]
        header = _DASHED.match(line) or _FORWARDED.match(line) or _FIELD.match(line)
        if line.strip() and not header and not _RULE_LONG.match(line):
            break
        start += 1
    return set_apart("\n".join(lines[start:])).written


def _joined(lines: Sequence[str]) -> str:
    return "\n".join(line.rstrip() for line in lines).strip("\n").strip()


def _without_quotes(lines: Sequence[str]) -> tuple[list[str], list[str]]:
    own: list[str] = []
    quoted: list[str] = []
    at = 0
    while at < len(lines):
        line = lines[at]
        if line.lstrip()[:1] == ">":
            quoted.append(line)
            at += 1
            continue
        opened = _opens(lines, at)
        if not opened:
            own.append(line)
            at += 1
            continue
        quoted += lines[at : at + opened]
        at += opened
        after = at
        while after < len(lines) and not lines[after].strip():
            after += 1
        if after < len(lines) and lines[after].lstrip()[:1] == ">":
            continue  # marked line by line: what is not marked is the author's
        quoted += lines[at:]
        break
    return own, quoted


def _opens(lines: Sequence[str], at: int) -> int:
    """How many lines open a quotation here; 0 for none."""
    line = lines[at][:LOOKED_AT]
    if not line.strip():
        return 0
    if _DASHED.match(line) or _FORWARDED.match(line):
        return 1
    field = _FIELD.match(line)
    if field and field["name"].lower() in _FROM and _block(lines, at):
        return 1
    if _RULE_LONG.match(line) and at + 1 < len(lines):
        below = at + 1
        while below < min(len(lines), at + 4) and not lines[below].strip():
            below += 1
        under = _FIELD.match(lines[below][:LOOKED_AT]) if below < len(lines) else None
        if under and under["name"].lower() in _FROM and _block(lines, below):
            return 1
    return _folded_header(lines, at)


def _block(lines: Sequence[str], at: int) -> bool:
    """Whether « De : » opens a block of at least two other fields."""
    names = set()
    for line in lines[at + 1 : at + BLOCK]:
        field = _FIELD.match(line[:LOOKED_AT])
        if field:
            names.add(field["name"].lower()[:4])
    return len(names - {"de"}) >= 2


def _folded_header(lines: Sequence[str], at: int) -> int:
    """« Le …, X a écrit : », folded or not, with a date, an hour or an address in it."""
    if not _WROTE_BEGINS.match(lines[at][:40]):
        return 0
    said = ""
    for count, line in enumerate(lines[at : at + FOLDED], 1):
        part = line.strip()
        if not part or part.startswith(">"):
            return 0
        said = f"{said} {part}"[-2 * LOOKED_AT :].strip()
        if _WROTE.search(part[-40:]) or (count > 1 and _WROTE.search(said[-40:])):
            return count if len(said) < 2 * LOOKED_AT and _WHEN.search(said) else 0
        if count == 1 and not _HEADER_BEGINS.match(part[:LOOKED_AT]):
            return 0
    return 0
