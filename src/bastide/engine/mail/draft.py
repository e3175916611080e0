"""A draft of the reply, each of its sentences cited, marked « [à compléter] », or of the house.

Nothing is written here that was not proved: sentences of the library come with their quotations,
as Ask shows them; where it is silent, a mark says what the agent must write. The rest is the
house's own style: salutation, formula, signature, and the few link sentences below. A draft
promises nothing and is never sent by itself.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

from bastide.engine.mail.model import Brief, Message
from bastide.engine.model import Answer, Citation

TO_COMPLETE = "[à compléter]"
Kind = Literal["cited", "to_complete", "style"]
# Sentences of an answer that a reply holds; a request's words quoted in a mark (characters).
MOST_SENTENCES, QUOTED = 6, 160


@dataclass(frozen=True, slots=True)
class HouseStyle:
    """How the authority writes. `salutation`: for a sender whose title is not known."""

    salutation: str = "Madame, Monsieur,"
    formula: str = "Cordialement,"
    signature: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """A sentence of the draft. `cited` ones have citations, the others none."""

    text: str
    kind: Kind
    citations: tuple[Citation, ...] = ()

    def as_data(self) -> dict[str, Any]:
        """JSON-ready."""
        return {
            "text": self.text,
            "kind": self.kind,
            "citations": [
                {"title": one.title, "url": one.url, "quote": one.quote} for one in self.citations
            ],
        }


@dataclass(frozen=True, slots=True)
class Draft:
    """A reply: `text` is made of its `statements`, in order, and of line breaks alone."""

    text: str
    statements: tuple[Line, ...]


def draft(
    brief: Brief,
    answers: Answer | Sequence[Answer],
    style: HouseStyle,
    *,
    sender: Message | None = None,
    file_missing: bool = False,
) -> Draft:
    """The reply to the requests of a thread.

    `answers`: what the library says, one for each of `brief.requests`, in their order. `sender`:
    the correspondent's last message: her title, the date. `file_missing`: a file was announced
    that did not come.
    """
    given = [answers] if isinstance(answers, Answer) else list(answers)
    asked = list(brief.requests) or ([brief.request] if brief.request else [])
    parts: list[list[Line]] = [[_style(salutation(sender, style))]]
    if sender is not None and sender.sent is not None:
        parts.append([_style(f"Nous avons bien reçu votre message du {sender.sent:%d/%m/%Y}.")])
    for number in range(max(len(asked), len(given))):
        request = asked[number] if number < len(asked) else ""
        answer = given[number] if number < len(given) else None
        lines = _answering(request, answer)
        if max(len(asked), len(given)) > 1:
            lines.insert(0, _style(f"Sur votre {_ORDER[min(number, len(_ORDER) - 1)]} demande :"))
        parts.append(lines)
    if len(parts) == 1 or not (asked or given):
        parts.append([_mark("votre réponse")])
    if file_missing:
        parts.append(
            [_mark("votre message annonce une pièce qui n'y est pas : la redemander s'il le faut")]
        )
    parts.append([_style(text) for text in (style.formula, style.signature) if text.strip()])
    parts = [part for part in parts if part]
    text = "\n\n".join("\n".join(line.text for line in part) for part in parts)
    return Draft(text, tuple(line for part in parts for line in part))


_ORDER = ("première", "deuxième", "troisième", "quatrième", "dernière")


def _answering(request: str, answer: Answer | None) -> list[Line]:
    cited = [
        Line(one.text, "cited", one.citations)
        for one in (answer.statements if answer else ())
        if one.citations and one.text.strip()
    ][:MOST_SENTENCES]
    if cited:
        return list(cited)
    about = " ".join(request.split())
    if len(about) > QUOTED:
        about = about[:QUOTED].rsplit(" ", 1)[0] + " …"
    lines = [_mark(f"réponse à « {about} »" if about else "votre réponse")]
    if answer is not None and answer.competence is not None and not answer.competence.ours:
        lines.append(_mark(f"orientation proposée : {answer.competence.transfer}"))
    return lines


def _style(text: str) -> Line:
    return Line(text, "style")


def _mark(what: str) -> Line:
    return Line(f"{TO_COMPLETE} {what}", "to_complete")


_TITLE = re.compile(
    r"^\s*(?P<title>M\.|Mr\.?|Monsieur|Mme\.?|Madame|Mlle\.?|Mademoiselle)\s+"
    r"(?:[A-ZÀ-ÖØ-Þ][\w'’-]*)"
)


def salutation(sender: Message | None, style: HouseStyle) -> str:
    """« Madame, » or « Monsieur, » when the sender gives her own title, in her name or her
    signature; never guessed from a first name."""
    if sender is None:
        return style.salutation
    for line in (sender.sender_name, *sender.signature[:2000].split("\n")):
        found = _TITLE.match(line[:120])
        if found:
            return "Monsieur," if found["title"][:2] in ("M.", "Mr", "Mo") else "Madame,"
    return style.salutation
