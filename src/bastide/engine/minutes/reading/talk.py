"""Plain text in which lines say who speaks, and notes in which none does.

Forms: « Name : words », « [00:01:02] Name : words », « Name (00:01:02) » or « Name   0:03 » above
the words (Teams in Word, Otter, Meet), « 00:01:02 » alone above a turn, « M. Exemple. – words » (as
assemblies print), « **Name** : words », « NAME » alone above its words, columns parted by tabs.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass

from bastide.engine.minutes.reading.cues import seconds
from bastide.engine.minutes.reading.heard import Cue
from bastide.engine.minutes.reading.names import as_name, speakers

_TIME = r"[\[(]?(?P<{0}h>\d{{1,2}}:)?(?P<{0}m>\d{{1,3}}):(?P<{0}s>\d{{2}})(?:[.,]\d{{1,3}})?[\])]?"
_LEADING = re.compile(rf"^\s*{_TIME.format('a')}(?:\s*(?:[-–—|]|:)?\s+|\s*$)")
_LABELLED = re.compile(
    rf"^(?P<label>[^:\n\t–—]{{1,60}}?)\s*(?:{_TIME.format('b')})?\s*:(?:\s+|$)(?P<text>.*)$"
)
_TIMED_NAME = re.compile(rf"^(?P<label>[^:\n]{{1,60}}?)[\s,\-–—]*{_TIME.format('c')}\s*$")
_PRINTED = re.compile(r"^(?P<label>[^:\n–—]{2,60}?)\.?\s+[–—]\s+(?P<text>\S.*)$")
_COLUMNS = re.compile(r"\t+| \| ")
# What Teams and Meet write among the words.
_EVENT = re.compile(
    r"(?i)^.{0,80}\b(?:a (?:démarré|arrêté|commencé) la transcription|started transcription"
    r"|stopped transcription|transcription (?:ended|started)"
    r"|la transcription a (?:démarré|pris fin)"
    r"|transcription terminée.*|a rejoint la réunion|a quitté la réunion)\b.{0,80}$"
)
# Characters of a line among which its label stands: no pattern is run over a line without end.
_LONGEST_HEAD = 200
_BULLET = re.compile(r"^\s*[-–—•*·▪◦‣]\s+")


@dataclass(slots=True)
class _Line:
    """A line taken apart. `form`: how its label stands, « label », « timed », « printed »,
    « alone », or nothing."""

    text: str
    label: str = ""
    start: float | None = None
    form: str = ""
    blank_before: bool = False


def talk_of(text: str) -> tuple[list[str], list[Cue]]:
    """The lines before anybody speaks, and the cues; all lines and no cue when none is named or
    timed."""
    lines = _lines(text)
    spoken = [line for line in lines if line.text or line.label]
    counts: dict[str, Counter[str]] = {}
    for line in lines:
        if line.label:
            counts.setdefault(line.form, Counter())[line.label] += 1
    known: dict[str, set[str]] = {
        form: speakers(labels, len(spoken)) for form, labels in counts.items()
    }
    known["timed"] = set(counts.get("timed", ()))
    # Told apart from an aside or a heading by coming back.
    known["printed"] = {n for n, c in counts.get("printed", Counter()).items() if c > 1}
    known["alone"] = {n for n, c in counts.get("alone", Counter()).items() if c > 1}
    named = any(line.label in known.get(line.form, ()) for line in lines)
    if not named and sum(line.start is not None for line in lines) < 2:
        return text.split("\n"), []
    return _spoken(lines, known)


def notes_of(lines: list[str]) -> list[Cue]:
    """Notes: each line is a turn of nobody, without time; its bullet is left out."""
    return [Cue(said) for line in lines if (said := " ".join(_BULLET.sub("", line).split()))]


def _spoken(lines: list[_Line], known: dict[str, set[str]]) -> tuple[list[str], list[Cue]]:
    head: list[str] = []
    cues: list[Cue] = []
    speaker, start, begun = "", None, False
    for line in lines:
        said = line.label if line.label in known.get(line.form, ()) else ""
        words = line.text if said or not line.label else _as_written(line)
        if not begun and not said and line.start is None:
            head.append(words)
            continue
        begun = True
        speaker = said or speaker
        # Meet marks the time every five minutes: what has none bears that of the mark before it.
        start = line.start if line.start is not None else start
        if words:
            cues.append(Cue(words, speaker, start))
    return head, cues


def _as_written(line: _Line) -> str:
    """A line whose label names nobody: « Attention : » is part of the words."""
    if line.form == "label":
        return f"{line.label} : {line.text}".rstrip()
    return f"{line.label} – {line.text}" if line.form == "printed" else line.label


def _lines(text: str) -> list[_Line]:
    found = []
    blank = True
    raw = text.split("\n")
    for number, line in enumerate(raw):
        if not line.strip():
            blank = True
            found.append(_Line(""))
            continue
        if _EVENT.match(line):
            continue
        followed = number + 1 < len(raw) and bool(raw[number + 1].strip())
        found.append(_parted(line, alone=blank and followed))
        blank = False
    return found


def _parted(line: str, *, alone: bool) -> _Line:
    columns = [cell for cell in _COLUMNS.split(line.strip()) if cell.strip()]
    if len(columns) > 1 and (row := _columns(columns)):
        return row
    bare = line.replace("**", "").replace("__", "").strip().lstrip(">").strip()
    time = _LEADING.match(bare)
    start = _seconds(time, "a") if time else None
    rest = bare[time.end() :].strip() if time else bare
    head = rest[:_LONGEST_HEAD]
    timed = _TIMED_NAME.match(head) if head == rest else None
    if timed and (name := as_name(timed["label"])):
        return _Line("", name, _seconds(timed, "c"), "timed")
    if (labelled := _LABELLED.match(head)) and (name := as_name(labelled["label"])):
        own = _seconds(labelled, "b") if labelled["bm"] else start
        form = "timed" if own is not None else "label"
        return _Line(rest[labelled.start("text") :].strip(), name, own, form)
    printed = _PRINTED.match(head)
    if printed and (name := as_name(printed["label"])):
        return _Line(rest[printed.start("text") :].strip(), name, start, "printed")
    if len(rest) < 50 and (alone or start is not None) and (name := as_name(rest)):
        return _Line("", name, start, "timed" if start is not None else "alone")
    return _Line(rest, "", start)


def _columns(cells: list[str]) -> _Line | None:
    """A row of a table: a time, a name, words, in whatever order."""
    start: float | None = None
    name, words = "", list[str]()
    for cell in cells:
        time = _LEADING.match(cell)
        if start is None and time and time.end() == len(cell):
            start = _seconds(time, "a")
        elif not name and not words and len(cell) < 50 and (found := as_name(cell)):
            name = found
        else:
            words.append(cell.strip())
    if name and (words or start is not None):
        form = "timed" if start is not None else "alone"
        return _Line(" ".join(words), name, start, form)
    return None


def _seconds(match: re.Match[str], name: str) -> float:
    hours = match[f"{name}h"]
    return seconds(hours.rstrip(":") if hours else None, match[f"{name}m"], match[f"{name}s"], None)
