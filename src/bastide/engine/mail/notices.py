"""What is to be pointed out in a mail: a file announced that is not there, one not read, a body of
which only the beginning is here."""

from __future__ import annotations

from bastide.engine.mail.model import CUT, Attachment, Message
from bastide.engine.mail.said import Sentence, sentences, shown

# Bytes: a picture smaller than this is a logo of a signature.
LOGO = 20_000


def notices(message: Message, ours: bool = False) -> list[str]:
    """Sentences in French, for the agent, on what of a message is not here."""
    found = []
    if CUT in message.body:
        found.append(
            f"« {shown(message.subject) or 'Sans objet'} » est trop long : seul son début est lu "
            "et gardé ici. Ouvrez la suite dans votre messagerie ou dans le fichier d'origine."
        )
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
