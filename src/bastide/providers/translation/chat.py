"""Any language model as a translator: the one that the organisation chose for this role.

1. Texts go by batches as numbered data, marks written as ⟦n⟧ and ⟨n⟩…⟨/n⟩.
2. The answer is JSON, one text a number; those that lack are asked once more.
3. Nothing it says is believed: `engine.translation.flow` checks its numbers, its terms and its
   marks like those of any engine.
"""

from __future__ import annotations

import json
import re
import time
from collections.abc import Iterator, Sequence
from functools import cache
from importlib.resources import files
from typing import Any

from bastide.engine.chat import ChatEnd, ChatMessage, ChatPiece, ChatRequest, ModelError
from bastide.engine.chat_schema import parsed
from bastide.engine.ports import ChatModel
from bastide.engine.translation import marks
from bastide.engine.translation.languages import LANGUAGES, from_to, name
from bastide.engine.translation.model import Kept, Pair, TranslationError, Trouble

# Characters of text in one call: small models lose their place in longer lists.
BATCH, MOST_TEXTS = 3000, 25
_MARK = re.compile(r"⟦(\d{1,5})⟧|⟨(/?)(\d{1,5})⟩")
_SCHEMA: dict[str, Any] = {
    "type": "object",
    "properties": {
        "translations": {
            "type": "array",
            "items": {
                "type": "object",
                "properties": {"n": {"type": "integer"}, "text": {"type": "string"}},
                "required": ["n", "text"],
                "additionalProperties": False,
            },
        }
    },
    "required": ["translations"],
    "additionalProperties": False,
}
_TROUBLES: dict[str, Trouble] = {"slow": "slow", "endless": "slow", "unreachable": "unreachable",
                                 "failed": "unreachable", "throttled": "unreachable",
                                 "malformed": "malformed", "empty": "malformed"}  # fmt: skip


class ChatTranslator:
    """A `Translator` over a `ChatModel`. Its quality was not measured here: for understanding,
    until a person says more of the model."""

    def __init__(self, model: ChatModel, label: str = "Modèle de langue") -> None:
        self._model = model
        self._label = label

    def pairs(self) -> Sequence[Pair]:
        return [
            Pair(one, other, "gist", engine=self._label)
            for one in LANGUAGES
            for other in LANGUAGES
            if one != other
        ]

    def translate(
        self,
        texts: Sequence[str],
        source: str,
        target: str,
        *,
        deadline_s: float = 60.0,
        kept: Sequence[Kept] = (),
    ) -> list[str]:
        if source not in LANGUAGES or target not in LANGUAGES or source == target:
            asked = from_to(source, target)
            raise TranslationError(f"Le modèle ne traduit pas {asked}.", "pair")
        ends = time.monotonic() + deadline_s
        found: dict[int, str] = {}
        for batch in _batches(texts):
            for _ in range(2):
                lacking = [number for number in batch if number not in found]
                if lacking:
                    asked_for = {number: texts[number] for number in lacking}
                    found |= self._once(asked_for, (source, target), kept, ends)
            if any(number not in found for number in batch):
                raise TranslationError(
                    "Le modèle n'a pas traduit tout le texte : rien n'en est gardé.", "malformed"
                )
        return [found[number] for number in range(len(texts))]

    def _once(
        self, texts: dict[int, str], pair: tuple[str, str], kept: Sequence[Kept], ends: float
    ) -> dict[int, str]:
        shown = {number: _shown(text) for number, text in texts.items()}
        order = list(shown)
        numbered = [{"n": place, "text": shown[n]} for place, n in enumerate(order, 1)]
        length = sum(map(len, shown.values()))
        request = ChatRequest(
            messages=(
                ChatMessage("system", _prompt(*pair, kept, "".join(texts.values()))),
                ChatMessage("user", json.dumps({"texts": numbered}, ensure_ascii=False)),
            ),
            schema=_SCHEMA,
            max_tokens=400 + length + 20 * len(order),
            deadline_s=max(0.1, ends - time.monotonic()),
        )
        try:
            told = self._said(request)
            rows = parsed(told, _SCHEMA)["translations"]
        except ModelError as error:
            raise TranslationError(str(error), _TROUBLES.get(error.kind, "refused")) from error
        except ValueError as error:
            raise TranslationError(str(ModelError("malformed")), "malformed") from error
        return {
            order[row["n"] - 1]: _read(row["text"], len(kept))
            for row in rows
            if 1 <= row["n"] <= len(order)
        }

    def _said(self, request: ChatRequest) -> str:
        pieces: list[str] = []
        for event in self._model.stream(request):
            if isinstance(event, ChatPiece):
                pieces.append(event.text)
            elif isinstance(event, ChatEnd) and event.finish != "stop":
                raise ModelError("endless" if event.finish == "length" else "refused")
        return "".join(pieces)


def _batches(texts: Sequence[str]) -> Iterator[list[int]]:
    """The numbers of the texts, by calls that are not too long."""
    batch: list[int] = []
    length = 0
    for number, text in enumerate(texts):
        if batch and (length + len(text) > BATCH or len(batch) >= MOST_TEXTS):
            yield batch
            batch, length = [], 0
        batch.append(number)
        length += len(text)
    if batch:
        yield batch


def _shown(text: str) -> str:
    """A text with its marks as a model can copy them."""
    text = marks.KEPT.sub(lambda m: f"⟦{marks.number_of(m.group())}⟧", text)
    return "".join(
        f"⟨{number}⟩{piece}⟨/{number}⟩" if number else piece
        for piece, number in marks.runs_of(text)
    )


def _read(said: str, count: int) -> str:
    """What a model said, with marks of ours; those that it invents are dropped."""
    runs: list[tuple[str, int]] = []
    now = at = 0
    said = marks.plain(" ".join(said.split("\n")))
    for match in _MARK.finditer(said):
        runs.append((said[at : match.start()], now))
        at = match.end()
        if match[1] is not None:
            number = int(match[1])
            runs.append((marks.kept(number) if number < count else "", now))
        else:
            now = 0 if match[2] else min(int(match[3]), marks.MOST - 1)
    runs.append((said[at:], now))
    return marks.written(runs)


def _prompt(source: str, target: str, kept: Sequence[Kept], text: str) -> str:
    numbers = sorted({marks.number_of(mark) for mark in marks.KEPT.findall(text)})
    listed = " ; ".join(f"⟦{n}⟧ = « {kept[n].target[:200]} »" for n in numbers) or "aucun"
    told = _template().replace("{source}", name(source)).replace("{target}", name(target))
    return told.replace("{kept}", listed)


@cache
def _template() -> str:
    path = files("bastide.providers.translation") / "prompts" / "translate.md"
    return path.read_text(encoding="utf-8").partition("\n\n")[2]
