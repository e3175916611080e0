"""JSON of speech recognition: segments with their times and, where it tells them, speakers.

Shapes: OpenAI's `verbose_json` and faster-whisper (`segments: [{start, end, text}]`), WhisperX
(with `speaker`), whisper.cpp (`transcription: [{offsets, text}]`, milliseconds), transformers
(`chunks: [{timestamp: [start, end], text}]`), diarised exports (`utterances` or `turns`), a bare
list or a line of JSON each, `{text}` alone.
"""

from __future__ import annotations

import json
import math
from typing import Any

from bastide.engine.minutes.reading.heard import Cue, Unreadable
from bastide.engine.minutes.reading.names import as_name

_LISTS = ("segments", "turns", "utterances", "transcription", "chunks", "monologues", "results")
_TEXTS = ("text", "transcript", "content", "words_text", "sentence", "utterance")
_SPEAKERS = (
    "speaker",
    "speaker_name",
    "speaker_label",
    "name",
    "who",
    "spk",
    "participant",
    "role",
)
_STARTS = ("start", "start_time", "begin", "from", "time", "t0", "startTime", "offset")
_ENDS = ("end", "end_time", "to", "t1", "endTime")
# A meeting is not a week: beyond, times are in milliseconds.
_LONGEST_S = 7 * 24 * 3600
_NOT_ONE = (
    "Ce JSON n'est pas une transcription : une liste « segments » (ou « turns ») de "
    "{start, text, speaker} est attendue."
)


def is_json(text: str) -> bool:
    return text.lstrip()[:1] in ("{", "[")


def segments_of(text: str) -> list[Cue]:
    """The cues of a JSON transcript. Raises `Unreadable`; `ValueError` when it is no JSON."""
    try:
        data = json.loads(text)
    except RecursionError as error:
        raise Unreadable(_NOT_ONE) from error
    except ValueError:
        data = [json.loads(line) for line in text.split("\n") if line.strip()]
    found = cues_from(data)
    if not found:
        raise Unreadable(_NOT_ONE)
    return found


def cues_from(data: Any) -> list[Cue]:
    """The cues of JSON's data, in order of time; none when it is no transcript."""
    rows = _rows(data)
    found = [cue for row in rows if (cue := _cue(row)) is not None]
    latest = max((cue.start or 0.0 for cue in found), default=0.0)
    scale = 0.001 if latest > _LONGEST_S else 1.0
    scaled = [Cue(c.text, c.speaker, _times(c.start, scale), _times(c.end, scale)) for c in found]
    return sorted(scaled, key=lambda cue: cue.start or 0.0) if latest else scaled


def _times(value: float | None, scale: float) -> float | None:
    return None if value is None else value * scale


def _rows(data: Any, depth: int = 0) -> list[Any]:
    if isinstance(data, list):
        return data
    if isinstance(data, dict) and depth < 4:
        for name in _LISTS:
            if isinstance(data.get(name), (list, dict)):
                found = _rows(data[name], depth + 1)
                if found:
                    return found
        if any(isinstance(data.get(name), str) for name in _TEXTS):
            return [data]
    return []


def _cue(row: Any) -> Cue | None:
    if not isinstance(row, dict):
        return None
    text = next((row[n] for n in _TEXTS if isinstance(row.get(n), str)), "")
    said = " ".join(text.split())
    if not said:
        return None
    start, end = _first(row, _STARTS), _first(row, _ENDS)
    stamp = row.get("timestamp")
    if isinstance(stamp, list) and stamp:
        start, end = _number(stamp[0]), _number(stamp[-1])
    offsets = row.get("offsets")
    if isinstance(offsets, dict):  # whisper.cpp, in milliseconds
        start, end = (_times(_number(offsets.get(name)), 0.001) for name in ("from", "to"))
    return Cue(said, _speaker(row), start, end)


def _first(row: dict[str, Any], names: tuple[str, ...]) -> float | None:
    return next((v for n in names if (v := _number(row.get(n))) is not None), None)


def _number(value: Any) -> float | None:
    if isinstance(value, str):
        parts = value.replace(",", ".").split(":")
        try:
            numbers = [float(part) for part in parts]
        except ValueError:
            return None
        value = 0.0
        for number in numbers:
            value = value * 60 + number
    if isinstance(value, bool) or not isinstance(value, (int, float)) or not math.isfinite(value):
        return None
    return max(0.0, float(value))


def _speaker(row: dict[str, Any]) -> str:
    for name in _SPEAKERS:
        value = row.get(name)
        if isinstance(value, dict):
            value = value.get("name") or value.get("label")
        if isinstance(value, int) and not isinstance(value, bool):
            return f"Intervenant {value + 1}"
        if isinstance(value, str) and value.strip():
            one = " ".join(value.split())[:80]
            return as_name(one) or (f"Intervenant {one}" if len(one) <= 2 else one)
    return ""
