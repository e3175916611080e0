"""What a prompt holds: its numbered passages, its question, the schema that it asks for.

Passages are recognised in the usual ways of numbering them: `<passage n="3">…</passage>` (or
`source`, `extrait`, `document`; attribute `n`, `id`, `numero`, `number`), `[3] …`, `Passage 3 : …`.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import Any

_NAMES = r"(?:passage|source|extrait|document)"
_TAGGED = re.compile(
    rf"<(?P<tag>{_NAMES})\b[^>]*?\b(?:n|id|numero|number)\s*=\s*[\"']?(?P<n>\d{{1,4}})[^>]*>"
    r"(?P<text>.*?)</(?P=tag)\s*>",
    re.IGNORECASE | re.DOTALL,
)
_LISTED = re.compile(
    rf"^[ \t]*(?:\[(?P<a>\d{{1,4}})\]|{_NAMES}\s+(?P<b>\d{{1,4}})\s*[:.\n—-])", re.I | re.M
)
_QUESTION = re.compile(
    r"<question>\s*(?P<tagged>.*?)\s*</question>"
    r"|^\s*Question(?: de l'agent)?\s*:\s*(?P<line>.+?)\s*$",
    re.IGNORECASE | re.MULTILINE | re.DOTALL,
)
_TABLE = re.compile(r"^- (?P<name>\w+) \(.*\) : (?P<columns>\w+(?:, \w+)*)$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Prompt:
    """`passages`: number and text, in order. `schema`: none when plain text is asked for.
    `tables`: those that a request for SQL describes, with their columns."""

    question: str
    passages: tuple[tuple[int, str], ...]
    schema: dict[str, Any] | None
    tables: tuple[tuple[str, tuple[str, ...]], ...] = ()


def read_prompt(body: dict[str, Any]) -> Prompt:
    """The prompt in the body of a chat completion request."""
    said = [
        (str(m.get("role")), _text(m.get("content")))
        for m in body.get("messages", [])
        if isinstance(m, dict)
    ]
    asked = "\n\n".join(text for role, text in said if role == "user")
    passages = _passages(asked) or _passages("\n\n".join(text for _, text in said))
    tables = tuple(
        (found["name"], tuple(found["columns"].split(", ")))
        for text in (text for role, text in said if role == "system")
        for found in _TABLE.finditer(text)
    )
    return Prompt(_question(asked), passages, _schema(body, said), tables)


def _text(content: Any) -> str:
    if isinstance(content, list):
        return "\n".join(str(part.get("text", "")) for part in content if isinstance(part, dict))
    return str(content or "")


def _passages(text: str) -> tuple[tuple[int, str], ...]:
    tagged = [(int(f["n"]), f["text"].strip()) for f in _TAGGED.finditer(text)]
    if tagged:
        return tuple(tagged)
    starts = list(_LISTED.finditer(text))
    ends = [*(found.start() for found in starts[1:]), len(text)][: len(starts)]
    listed = []
    for found, end in zip(starts, ends, strict=True):
        inner = text[found.end() : end]
        question = _QUESTION.search(inner)
        listed.append(
            (int(found["a"] or found["b"]), inner[: question.start() if question else None].strip())
        )
    return tuple(listed)


def _question(text: str) -> str:
    found = list(_QUESTION.finditer(_TAGGED.sub("", text)))
    if found:
        return (found[-1]["tagged"] or found[-1]["line"] or "").strip()
    lines = [line.strip() for line in _TAGGED.sub("", text).splitlines() if line.strip()]
    return lines[-1] if lines else ""


def _schema(body: dict[str, Any], said: list[tuple[str, str]]) -> dict[str, Any] | None:
    asked = body.get("response_format") or {}
    if asked.get("type") == "json_schema":
        return dict(asked["json_schema"]["schema"])
    for role, text in said:
        if role == "system":
            for start in (m.start() for m in re.finditer(r"\{", text)):
                try:
                    found, _ = json.JSONDecoder().raw_decode(text[start:])
                except ValueError:
                    continue
                if isinstance(found, dict) and ("properties" in found or "type" in found):
                    return found
    return {"type": "object"} if asked.get("type") == "json_object" else None
