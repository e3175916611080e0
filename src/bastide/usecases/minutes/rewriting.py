"""Spoken lines put in written French by a model, each proved by its own quote or left as it was.

1. The lines that nobody has edited go to the model, `AT_A_TIME` by `AT_A_TIME`, as numbered data.
2. What comes back is proved as in Ask (`engine.proof`): the line's quote is the only passage, the
   speaker's name its title.
3. A sentence that is not proved is counted and dropped: the line keeps its spoken words.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from importlib.resources import files
from typing import Any, Protocol

from bastide.engine.chat import ChatEnd, ChatMessage, ChatRequest, ModelError
from bastide.engine.chat_schema import parsed
from bastide.engine.located import Quote
from bastide.engine.model import Passage
from bastide.engine.orders import orders
from bastide.engine.proof import prove
from bastide.usecases.minutes.content import Content, Line

AT_A_TIME = 15
MOST_TOKENS = 1500
# Seconds for a request, in the background: nobody waits before a page.
DEADLINE_S = 90.0
SCHEMA: dict[str, Any] = {
    "type": "object",
    "properties": {
        "statements": {
            "type": "array",
            "maxItems": AT_A_TIME,
            "items": {
                "type": "object",
                "properties": {
                    "passage": {"type": "integer"},
                    "text": {"type": "string", "maxLength": 400},
                },
                "required": ["passage", "text"],
                "additionalProperties": False,
            },
        }
    },
    "required": ["statements"],
    "additionalProperties": False,
}
_FRAME = str.maketrans({"<": "‹", ">": "›", '"': "”"})


class Whole(Protocol):
    """A model that gives whole answers (`endpoints.chosen.Chosen`)."""

    def whole(self, request: ChatRequest) -> tuple[str, ChatEnd]: ...


@dataclass(slots=True)
class Rewritten:
    """`texts`: what was proved, by line. `problem`: a sentence in French when the model failed."""

    texts: dict[int, str] = field(default_factory=dict)
    withheld: int = 0
    problem: str = ""


@lru_cache(maxsize=1)
def prompt() -> tuple[str, str]:
    """The prompt's text, and its name with its version as the ledger has it."""
    written = (files("bastide.usecases.minutes") / "prompts" / "rewrite.md").read_text("utf-8")
    front, text = re.fullmatch(r"---\n(.*?)\n---\n(.*)", written, re.DOTALL).groups()  # type: ignore[union-attr]
    version = re.search(r"^version: (\S+)$", front, re.MULTILINE)
    return text.strip(), f"minutes.rewrite {version.group(1) if version else '?'}"


def to_rewrite(content: Content) -> list[Line]:
    """The spoken lines that nobody edited, nor a model; none whose words give orders to a machine.
    An action is written already."""
    return [
        line
        for line in content.lines
        if line.kind != "action"
        and line.quote
        and not line.typed
        and not line.written
        and not orders(line.quote)
    ]


def rewrite(content: Content, model: Whole) -> Rewritten:
    """The proved sentences; what came before a failure stays. Never raises for a model."""
    found = Rewritten()
    lines = to_rewrite(content)
    for start in range(0, len(lines), AT_A_TIME):
        some = lines[start : start + AT_A_TIME]
        try:
            text, _ = model.whole(_request(content, some))
            rows = parsed(text, SCHEMA)["statements"]
        except ModelError as error:
            found.problem = str(error)
            return found
        except ValueError:
            found.problem = str(ModelError("malformed"))
            return found
        for row in rows:
            _judge(content, some, row, found)
    return found


def applied(content: Content, before: Content, texts: dict[int, str]) -> Content:
    """The content with what was proved, but for lines that changed meanwhile."""
    lines = tuple(
        replace(line, text=texts[line.id], written=True)
        if line.id in texts and line == before.line(line.id)
        else line
        for line in content.lines
    )
    return replace(content, lines=lines)


def _request(content: Content, lines: Sequence[Line]) -> ChatRequest:
    framed = "\n".join(
        f'<passage n="{number}" qui="{content.shown(line.speaker).translate(_FRAME)}">\n'
        f"{line.quote.translate(_FRAME)}\n</passage>"
        for number, line in enumerate(lines, 1)
    )
    return ChatRequest(
        (ChatMessage("system", prompt()[0]), ChatMessage("user", framed)),
        schema=SCHEMA,
        max_tokens=MOST_TOKENS,
        deadline_s=DEADLINE_S,
    )


def _judge(content: Content, lines: Sequence[Line], row: dict[str, Any], found: Rewritten) -> None:
    number, text = row["passage"], " ".join(row["text"].split())
    if not 1 <= number <= len(lines) or lines[number - 1].id in found.texts:
        found.withheld += 1
        return
    line = lines[number - 1]
    passage = Passage(line.id, line.id, 0, line.quote)
    name = content.shown(line.speaker)
    proof = prove(text, [Quote(line.id, line.quote)], {line.id: passage}, {line.id: name})
    if proof.ok:
        found.texts[line.id] = text
    else:
        found.withheld += 1
