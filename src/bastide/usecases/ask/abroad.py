"""An answer in the language of a caller who does not speak French.

Only what the agent sees is translated: the sentences proved, the figure of a database, the words
that send elsewhere. The French comes first and never waits; the translation is kept with the
question, so that a page read again costs nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from bastide.engine.translation.languages import direction, name
from bastide.engine.translation.model import QUALITIES, TranslationError
from bastide.languages.engines import best_pairs
from bastide.languages.translate import MENTION, Wanted, translate
from bastide.library.directory import verified_contacts
from bastide.tenants.models import Member
from bastide.usecases.ask.models import Question
from bastide.usecases.ask.page import Cited, Piece, Shown, cells, pieces

# Under the time that a page waits for a part of itself (htmx's timeout in `web/base.html`).
SECONDS = 9.0


@dataclass(frozen=True, slots=True)
class Said:
    """A sentence in the caller's language. `number`: that of its citation, 0 when it has none;
    `table`: its lines and cells; `doubts`: why it is to be taken with care."""

    number: int
    lines: tuple[tuple[tuple[Piece, ...], ...], ...]
    table: bool
    doubts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Abroad:
    """An answer in another language, or why there is none."""

    code: str
    sentences: tuple[Said, ...] = ()
    engine: str = ""
    quality: str = ""
    problem: str = ""

    @property
    def name(self) -> str:
        return name(self.code)

    @property
    def dir(self) -> str:
        return direction(self.code)

    @property
    def worth(self) -> str:
        return QUALITIES.get(self.quality, "")  # type: ignore[call-overload]

    @property
    def mention(self) -> str:
        return MENTION


def offered(member: Member) -> list[tuple[str, str]]:
    """The languages that French is translated into here: code and name."""
    return [(target, name(target)) for source, target in best_pairs(member) if source == "fr"]


def abroad(one: Shown, language: str, member: Member) -> Abroad:
    """An answer in `language`; a failure is told, nothing is half translated."""
    told = list(_told(one))
    wanted = [part for _number, text in told for line in _parts(text) for part in line]
    try:
        kept = _translations(one.row, language, wanted, member)
    except TranslationError as error:
        return Abroad(language, problem=str(error))
    verified = verified_contacts()
    sentences = []
    for number, text in told:
        lines = _parts(text)
        found = [[kept["texts"][part] for part in line] for line in lines]
        sentences.append(
            Said(
                number,
                tuple(tuple(pieces(c["text"], verified, "") for c in line) for line in found),
                bool(cells(text)),
                tuple(dict.fromkeys(d for line in found for c in line for d in c["doubts"])),
            )
        )
    return Abroad(language, tuple(sentences), kept["engine"], kept["quality"])


def _told(one: Shown) -> list[tuple[int, str]]:
    """What the agent sees, with the numbers of citations."""
    cited: list[Cited] = [said for group in one.groups for said in group.statements]
    found = [(said.number, "".join(p.text for p in said.pieces)) for said in [*cited, *one.written]]
    record = one.row.answer.get("record") or {}
    if record.get("state") == "answered" and record.get("sentence"):
        found.insert(0, (0, str(record["sentence"])))
    if one.competence and not one.competence.get("ours"):
        found.append((0, str(one.competence.get("transfer", ""))))
    return [(number, text) for number, text in found if text.strip()]


def _parts(text: str) -> list[list[str]]:
    """A table's cells, so that its bars stay where they are; a sentence whole."""
    return cells(text) or [[text]]


def _translations(
    row: Question, language: str, wanted: Sequence[str], member: Member
) -> dict[str, Any]:
    """What is kept with the question, and what lacks, translated now. Raises
    `TranslationError`."""
    kept = row.translated if row.translated.get("language") == language else {}
    known: dict[str, Any] = dict(kept.get("texts", {}))
    lacking = [text for text in dict.fromkeys(wanted) if text not in known]
    if lacking:
        done = translate(lacking, Wanted("fr", language, member, deadline_s=SECONDS))
        for text, given in zip(lacking, done.texts, strict=True):
            known[text] = {"text": given.text, "doubts": [d.told for d in given.doubts]}
        kept = {"engine": done.pair.engine, "quality": done.pair.quality}
    told = {
        "language": language,
        "engine": kept.get("engine", ""),
        "quality": kept.get("quality", ""),
        "texts": known,
    }
    if lacking:
        row.translated = told
        row.save(update_fields=["translated"])
    return told
