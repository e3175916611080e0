"""What a model is asked: the versioned prompt, the question, the passages framed as data.

A passage cannot get out of its frame: the signs that make a mark (`<`, `>`) are replaced in what it
holds, and passages that give orders to a machine are left out (`engine.orders`).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Any

from bastide.engine.chat import ChatMessage, ChatRequest
from bastide.engine.model import Hit
from bastide.engine.orders import orders

KINDS = ("answer", "condition", "howto", "contact")
MOST_STATEMENTS = 6
MOST_PASSAGES = 8
# Characters of all passages: about 2,000 tokens, what a small model reads in a second.
MOST_CHARACTERS = 8000
MOST_TOKENS = 700

SCHEMA: dict[str, Any] = {
    "type": "object",
    "properties": {
        "statements": {
            "type": "array",
            "maxItems": MOST_STATEMENTS,
            "items": {
                "type": "object",
                "properties": {
                    "text": {"type": "string", "maxLength": 400},
                    "kind": {"type": "string", "enum": list(KINDS)},
                    "quotes": {
                        "type": "array",
                        "minItems": 1,
                        "maxItems": 3,
                        "items": {
                            "type": "object",
                            "properties": {
                                "passage": {"type": "integer"},
                                "quote": {"type": "string", "maxLength": 600},
                            },
                            "required": ["passage", "quote"],
                            "additionalProperties": False,
                        },
                    },
                },
                "required": ["text", "kind", "quotes"],
                "additionalProperties": False,
            },
        }
    },
    "required": ["statements"],
    "additionalProperties": False,
}
_FRAME = str.maketrans({"<": "‹", ">": "›"})


@dataclass(frozen=True, slots=True)
class Prompt:
    """A prompt's text and its name with its version, as the ledger has it."""

    text: str
    name: str


@lru_cache(maxsize=4)
def prompt(name: str = "answer") -> Prompt:
    """The prompt of that name in `prompts/`; its front matter gives its version."""
    path = files("bastide.usecases.ask") / "prompts" / f"{name}.md"
    written = path.read_text(encoding="utf-8")
    front, text = re.fullmatch(r"---\n(.*?)\n---\n(.*)", written, re.DOTALL).groups()  # type: ignore[union-attr]
    version = re.search(r"^version: (\S+)$", front, re.MULTILINE)
    return Prompt(text.strip(), f"{name} {version.group(1) if version else '?'}")


def given(hits: Sequence[Hit]) -> list[Hit]:
    """The passages that a model is given: the first ones, none that gives orders to a machine."""
    chosen: list[Hit] = []
    room = MOST_CHARACTERS
    for hit in hits:
        if hit.passage.id in {h.passage.id for h in chosen} or orders(hit.passage.text):
            continue
        if len(chosen) >= MOST_PASSAGES or len(hit.passage.text) > room:
            break
        chosen.append(hit)
        room -= len(hit.passage.text)
    return chosen


def request_for(question: str, hits: Sequence[Hit], deadline_s: float) -> ChatRequest:
    """The request: passages are numbered from 1 in the order of `hits`."""
    framed = "\n".join(
        f'<passage n="{number}" titre="{_attribute(hit)}">\n{_inside(hit.passage.text)}\n</passage>'
        for number, hit in enumerate(hits, 1)
    )
    asked = f"{framed}\n\n<question>\n{_inside(question)}\n</question>"
    return ChatRequest(
        (ChatMessage("system", prompt().text), ChatMessage("user", asked)),
        schema=SCHEMA,
        max_tokens=MOST_TOKENS,
        deadline_s=deadline_s,
    )


def _inside(text: str) -> str:
    return text.translate(_FRAME)


def _attribute(hit: Hit) -> str:
    title = " › ".join([hit.source.title, *hit.passage.headings])
    return _inside(title).replace('"', "”").replace("\n", " ")[:200]
