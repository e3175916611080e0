"""What a thread waits for: of whom, what, by when; and what we have answered."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bastide.engine.mail.forms import LONGEST, Read
from bastide.engine.mail.model import AwaitedBy
from bastide.engine.mail.requests import Request
from bastide.engine.mail.said import Sentence, shown
from bastide.engine.mail.subjects import heard, subjects

# Stems of a sentence that says something.
SAYS = 2


# Share of what is said of subjects that makes a mail an advertisement.
IDLE = 0.5


@dataclass(frozen=True, slots=True)
class Awaited:
    """`place`: of the message that says so in the thread, −1 when nothing is awaited."""

    what: str = ""
    by: AwaitedBy = ""
    place: int = -1


def awaited(
    said: Sequence[Sequence[Sentence]],
    own: Sequence[bool],
    asked: Sequence[Request],
    bears_files: bool,
) -> Awaited:
    """What the last message leaves to be done. `bears_files`: whether it has attachments."""
    if not said:
        return Awaited()
    last = len(said) - 1
    lines = [line for line in said[last] if not line.greets]
    if own[last]:
        if wanted := [line for line in lines if line.wants]:
            return Awaited(shown(wanted[0].text), "sender", last)
        if promised := [line for line in lines if line.has("promises")]:
            return Awaited(shown(promised[0].text), "us", last)
        return Awaited()
    asks = [line for line in lines if line.asks or line.chases]
    will = [line for line in lines if line.has("will")]
    if will and not asks:
        return Awaited(shown(will[0].text), "sender", last)
    if told := [line for line in asks if line.asks and not line.chases]:
        return Awaited(_told(told, asked), "us", last)
    if asks:
        return Awaited(asked[0].text if asked else shown(asks[0].text), "us", last)
    sends = bears_files or any(line.has("sends") for line in lines)
    telling = [line for line in lines if not line.thanks and len(line.stems) >= SAYS]
    if asked and (sends or telling or (len(said) > 1 and _wanted_before(said, own))):
        return Awaited(asked[0].text, "us", last)
    return Awaited()


def idle(text: str) -> bool:
    """Whether a mail waits for no answer: an automatic reply, an advertisement, a fraud."""
    if Read(text).has("automatic"):
        return True
    about = subjects([stem for _, stem in heard(text[:LONGEST])])
    return about.get("!commercial", 0.0) >= IDLE * sum(about.values()) > 0


def _told(asks: Sequence[Sentence], asked: Sequence[Request]) -> str:
    """The requests that those sentences make; a question that is none of them, by itself."""
    texts = {line.text for line in asks}
    made = [one.text for one in asked if any(line.text in texts for line in one.sentences)]
    return " ".join(made) or shown(asks[0].text)


def _wanted_before(said: Sequence[Sequence[Sentence]], own: Sequence[bool]) -> bool:
    """Whether we had asked for something that the last message, however short, may answer."""
    lines = said[-1]
    return own[-2] and any(line.wants for line in said[-2]) and not any(li.thanks for li in lines)


def answered(
    said: Sequence[Sequence[Sentence]], own: Sequence[bool], asked: Sequence[Request]
) -> str:
    """The two sentences of our last message that says something which answer most: those that
    share words with what was asked, or give a figure; what we ask for, only if there is no more."""
    wanted = {stem for one in asked for line in one.matter for stem in line.stems}
    for lines, mine in reversed(list(zip(said, own, strict=True))):
        if not mine:
            continue
        told = [line for line in lines if not line.greets and not line.thanks]
        plain = [line for line in told if not line.wants and not line.text.endswith("?")]
        plain = [line for line in plain if len(line.stems) >= SAYS]
        if best := sorted(plain, key=lambda line: -_answers(line, wanted))[:2] or told[:2]:
            return " ".join(shown(line.text) for line in lines if any(line is b for b in best))
    return ""


def _answers(line: Sentence, wanted: set[str]) -> int:
    figures = any(character.isdigit() for character in line.text)
    return len(line.stems & wanted) + 2 * figures - 3 * line.has("acknowledges")
