"""Whether the training body's firm is still open, by the register's extract."""

from __future__ import annotations

import re

from bastide.engine.pieces.letters import fold
from bastide.engine.pieces.model import Field, Origin, Piece
from bastide.engine.pieces.rules.case import Case
from bastide.engine.pieces.rules.reading import Seen, see, settle
from bastide.engine.pieces.rules.registry import Judged, Parameters, register


@register(
    "body_open",
    "L'entreprise de l'organisme n'est ni radiée, ni cessée, ni en liquidation.",
    quotes=("body", "words"),
)
def body_open(case: Case, parameters: Parameters) -> list[Judged]:
    """By the register's status, else by its words: an open firm's extract says nothing of it."""
    found: list[Judged] = []
    for index, piece in case.of(["company_registration"]):
        status, name = see(index, piece, "status"), see(index, piece, "body_name")
        body = name.field.value if name else "l'organisme"
        closed = status is not None and status.field.value == "closed"
        active = status is not None and not closed
        said = status if closed else _said_closed(case, index, piece, _ENDING if active else _ENDED)
        if said is not None:
            reason = f"Le document dit de {body} : « {said.field.text} »."
            values = {"body": body, "words": said.field.text}
            found.append(settle(case, "FAILED", reason, [said], values))
        elif active:
            reason = f"Le document dit {body} en activité."
            found.append(settle(case, "PASSED", reason, [], {"body": body}, [index]))
        else:
            reason = f"Rien ne dit {body} radié, cessé ou en liquidation."
            found.append(settle(case, "PASSED", reason, [], {"body": body}, [index]))
    return found


# A firm that is struck off, or about to be; a heading followed by « néant » says the contrary. An
# establishment may have ceased when the firm itself is said to be active.
_ENDING = re.compile(r"\bLIQUIDATION\b(?!.{0,30}\b(?:NEANT|AUCUNE?|NON)\b)|\bRADIEE?\b")
_ENDED = re.compile(rf"{_ENDING.pattern}|\b(?:CESSEE?|DISSOUTE?)\b")
_CONTRARY = re.compile(r"\b(?:AUCUNE?|SANS|NI|NON|PAS|N ?['’]EST)\b.{0,20}$")


def _said_closed(case: Case, index: int, piece: Piece, wanted: re.Pattern[str]) -> Seen | None:
    """Where the pages say so, as a field would be seen: the words around and their box."""
    for ref in piece.pages:
        page = case.page(ref)
        if page is None:
            continue
        words = page.words
        text, starts = "", []
        for word in words:
            starts.append(len(text))
            text += fold(word.text) + " "
        for hit in wanted.finditer(text):
            if _CONTRARY.search(text[: hit.start()]):
                continue
            at = max(n for n, start in enumerate(starts) if start <= hit.start())
            line = [w for w in words[max(0, at - 3) : at + 5] if w.line == words[at].line]
            shown = " ".join(word.text for word in line)
            origin: Origin = "text" if page.reader == "text" else "ocr"
            sure = words[at].confidence
            field = Field("status", "closed", shown, ref, words[at].box, sure, origin)
            return Seen(index, field)
    return None
