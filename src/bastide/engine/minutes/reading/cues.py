"""WebVTT and SRT, as Teams, Meet, Webex, Zoom and players write them, damaged ones included.

1. Times are looked for line by line: what lies between two of them is a cue, its identifier apart.
2. Who speaks: `<v Name>` (W3C WebVTT § 3.5), Webex's `1 "Name" (1234)` in place of the identifier,
   Stream's name on a line of its own, « Name: » before the words (Zoom, Meet).
3. Captions that repeat the former ones as they grow are said once.
"""

from __future__ import annotations

import html
import re
from collections import Counter
from dataclasses import replace
from itertools import pairwise

from bastide.engine.minutes.reading.heard import Cue
from bastide.engine.minutes.reading.names import as_name, speakers

_CLOCK = r"(?:(\d{1,3})\s*:\s*)?(\d{1,2})\s*:\s*(\d{1,2})(?:\s*[.,]\s*(\d{1,3}))?"
_TIMES = re.compile(rf"^\s*{_CLOCK}\s*(?:-{{1,2}}|[–—])>\s*(?:{_CLOCK})?")
_BROKEN = re.compile(r"^\s*\d[^\s]*\s*(?:-{1,2}|[–—])>.{0,40}$")
_ARROW = re.compile(r"-{1,2}>|[–—]>")
_WEBEX = re.compile(r'^\s*\d+\s+"(?P<name>[^"]{1,80})"\s*(?:\(\d*\))?\s*$')
_IDENTIFIER = re.compile(r"^\s*(?:\d+|[0-9a-fA-F-]{8,}(?:/[\w-]+)?)\s*$")
_BLOCK = re.compile(r"^(?:NOTE|STYLE|REGION)\b")
_VOICE = re.compile(r"<v(?:\.[^ <>\t]{0,200})?[ \t]+(?P<name>[^>]{1,120})>")
_TAG = re.compile(r"</?[a-zA-Z][^>]{0,200}>|<\d[\d:.]*>|\{\\[^}]{0,40}\}")
_NOISE = re.compile(r"^(?:[\[(♪][^\])♪]{0,60}[\])♪]|[-–—.…\s]*)$")
_LABEL = re.compile(r"^(?:>>\s*|-\s+)?(?P<label>[^:\n]{1,60}?)\s*:(?:\s+|$)(?P<text>.*)$", re.S)


def is_cues(text: str) -> bool:
    """Whether a text is made of timed cues, or says it is."""
    if text.lstrip().startswith("WEBVTT"):
        return True
    return any(_TIMES.match(line) for line in text[:200_000].split("\n") if _ARROW.search(line))


def cues_of(text: str) -> tuple[list[Cue], tuple[str, ...]]:
    """The cues in order of time, and what has to be told."""
    lines = text.split("\n")
    places, broken = [], 0
    for number, line in enumerate(lines):
        if _ARROW.search(line):
            if _TIMES.match(line):
                places.append(number)
            elif _BROKEN.match(line):
                broken += 1
                lines[number] = ""
                if number and _IDENTIFIER.match(lines[number - 1]):
                    lines[number - 1] = ""
    found: list[Cue] = []
    for number, place in enumerate(places):
        end = places[number + 1] if number + 1 < len(places) else len(lines)
        found += _cue(lines, place, end, last=end == len(lines))
    notices = []
    if broken:
        notices.append(
            f"{broken} repère{'s' if broken > 1 else ''} de temps illisible"
            f"{'s' if broken > 1 else ''} : leur texte est rattaché au précédent."
        )
    starts = [cue.start or 0.0 for cue in found]
    if any(a > b + 60 for a, b in pairwise(starts)):
        notices.append("Les repères de temps n'étaient pas dans l'ordre : ils ont été triés.")
    ordered = sorted(found, key=lambda cue: cue.start or 0.0)
    return _said_once(_with_labels(ordered)), tuple(notices)


def seconds(hours: str | None, minutes: str, left: str, thousandths: str | None) -> float:
    """Seconds from the groups of a clock."""
    whole = int(hours or 0) * 3600 + int(minutes) * 60 + int(left)
    return whole + (float(f"0.{thousandths}") if thousandths else 0.0)


def _cue(lines: list[str], place: int, end: int, *, last: bool) -> list[Cue]:
    times = _TIMES.match(lines[place])
    assert times is not None
    start = seconds(*times.groups()[:4])
    stop = seconds(*times.groups()[4:]) if times.group(6) else None
    head = _WEBEX.match(lines[place - 1]) if place else None
    inner = lines[place + 1 : end]
    if not last and inner and inner[-1].strip() and _is_identifier(inner):
        inner = inner[:-1]
    kept, skipped = [], False
    for line in inner:
        if not line.strip():
            skipped = False
        elif _BLOCK.match(line):
            skipped = True
        elif not skipped:
            kept.append(line.strip())
    whole = "\n".join(kept)
    speaker = (as_name(head["name"]) or head["name"].strip()) if head else ""
    return [
        Cue(text, name or speaker, start, stop)
        for name, part in _voices(whole)
        if not _NOISE.match(text := _plain(part))
    ]


def _is_identifier(inner: list[str]) -> bool:
    line = inner[-1]
    alone = len(inner) > 1 and not inner[-2].strip()
    return bool(_IDENTIFIER.match(line) or _WEBEX.match(line)) or (
        alone and " " not in line.strip()
    )


def _voices(text: str) -> list[tuple[str, str]]:
    """The parts of a cue by the name of its voice tags; a name in a tag is taken at its word."""
    marks = list(_VOICE.finditer(text))
    if not marks:
        return [("", text)]
    parts = [("", text[: marks[0].start()])] if text[: marks[0].start()].strip() else []
    ends = [*(mark.start() for mark in marks[1:]), len(text)]
    for mark, end in zip(marks, ends, strict=True):
        name = html.unescape(mark["name"]).strip()
        parts.append((as_name(name) or " ".join(name.split()), text[mark.end() : end]))
    return parts


def _plain(text: str) -> str:
    """Without tags and entities; the lines stay."""
    bare = html.unescape(_TAG.sub("", text))
    lines = (" ".join(line.split()) for line in bare.split("\n"))
    return "\n".join(line for line in lines if line)


def _with_labels(found: list[Cue]) -> list[Cue]:
    """Names at the head of the words, where no tag gives them."""
    labels: Counter[str] = Counter()
    alone: Counter[str] = Counter()
    for cue in found:
        if cue.speaker:
            continue
        label = _LABEL.match(cue.text)
        if label and (name := as_name(label["label"])):
            labels[name] += 1
        first, line, _ = cue.text.partition("\n")
        if line and (name := as_name(first)):
            alone[name] += 1
    known = speakers(labels, len(found))
    named = {n for n, count in alone.items() if count > 1 or sum(alone.values()) > len(found) / 2}
    done = []
    for cue in found:
        if not cue.speaker:
            label = _LABEL.match(cue.text)
            first, line, rest = cue.text.partition("\n")
            if label and (name := as_name(label["label"])) in known:
                cue = replace(cue, speaker=name, text=label["text"].strip())
            elif line and (name := as_name(first)) in named:
                cue = replace(cue, speaker=name, text=rest)
        done.append(cue)
    return done


def _said_once(found: list[Cue]) -> list[Cue]:
    """Each cue without the words that it repeats of the one before, its lines joined."""
    kept: list[Cue] = []
    shown: Cue | None = None
    for cue in found:
        text = cue.text
        if shown is not None and shown.speaker == cue.speaker and _touches(shown, cue):
            text = _new_words(shown.text, text)
        shown = cue
        if said := " ".join(text.split()):
            kept.append(replace(cue, text=said))
    return kept


def _touches(former: Cue, cue: Cue) -> bool:
    end = former.end if former.end is not None else former.start
    return end is None or cue.start is None or cue.start <= end + 0.5


def _new_words(former: str, text: str) -> str:
    if text == former:
        return ""
    if text.startswith(former) and len(former) > 10:
        return text[len(former) :]
    lines, before = text.split("\n"), former.split("\n")
    for count in range(min(len(lines), len(before)), 0, -1):
        if lines[:count] == before[-count:] and len(" ".join(lines[:count])) > 10:
            return "\n".join(lines[count:])
    return text
