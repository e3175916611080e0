"""What is to be pointed out in a mail's files: one announced that is not there, one not read."""

from __future__ import annotations

from bastide.engine.mail.model import Attachment, Message
from bastide.engine.mail.said import Sentence, sentences, shown

# Bytes: a picture smaller than this is a logo of a signature.
LOGO = 20_000


def notices(message: Message, ours: bool = False) -> list[str]:
    """Sentences in French, for the agent, on the files of a message."""
    found = []
    announced = _announced(message)
    if announced is not None:
        who = "Notre message" if ours else "Le message"
        found.append(f"{who} annonce une pièce qui n'y est pas : « {shown(announced.text)} »")
    found += [
        f"« {one.name} » n'a pas pu être lu : {one.problem}"
        for one in message.attachments
        if one.problem
    ]
    return found


def file_is_missing(message: Message) -> bool:
    """Whether a message announces a file and bears none."""
    return _announced(message) is not None


def _announced(message: Message) -> Sentence | None:
    """The sentence that announces a file, of a message that bears none."""
    if not all(_logo(one) for one in message.attachments):
        return None
    own = message.written or ("" if message.quoted else message.body)
    for sentence in sentences(own):
        if sentence.has("announces") and not sentence.has("not_announced"):
            place = sentence.find("announces")
            if place and "?" not in sentence.text[place[1] : place[1] + 80]:
                return sentence
    return None


def _logo(one: Attachment) -> bool:
    return one.media_type.startswith("image/") and one.size < LOGO
