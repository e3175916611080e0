"""The child process of `sandbox`: a fork of it reads each file of mails (`forking`)."""

from __future__ import annotations

import base64
import sys
from pathlib import Path
from typing import Any

from bastide.engine.ports import ReadError
from bastide.providers.confinement import say
from bastide.providers.forking import FAILED, Ended, bound, serve
from bastide.providers.mail.danger import danger
from bastide.providers.mail.files import read_mails
from bastide.providers.mail.raw import RawMail


def main() -> None:
    serve(_read, _last)


def _last(order: dict[str, Any], ended: Ended) -> dict[str, Any]:
    told = {"error": FAILED} if ended.failed else {"end": True}
    return {"file": order["file"], "last": True} | told


def _read(order: dict[str, Any], limits: dict[str, Any]) -> None:
    """In the fork: the mails, then what went wrong, if anything."""
    out, mark = sys.stdout.buffer, {"file": order["file"]}
    try:
        bound(limits, "total_seconds")
        for found in read_mails(Path(order["path"]), int(limits["mails"])):
            if isinstance(found, str):
                say(out, mark | {"note": found})
            else:
                _tell(out, mark, found)
    except ReadError as error:
        say(out, mark | {"error": str(error)})
    except MemoryError:
        say(out, mark | {"error": "La lecture demande trop de mémoire : elle a été arrêtée."})
    except Exception as error:
        reason = "Le fichier est abîmé ou d'une forme inattendue"
        say(out, mark | {"error": f"{reason} ({type(error).__name__})."})


def _tell(out: Any, mark: dict[str, Any], mail: RawMail) -> None:
    """The mail, then each of its pieces: none alone is more than a message may hold."""
    say(
        out,
        mark
        | {
            "key": mail.key,
            "sender": mail.sender,
            "sender_name": mail.sender_name,
            "to": mail.to,
            "subject": mail.subject,
            "sent": mail.sent.isoformat() if mail.sent else "",
            "body": mail.body,
            "answers": mail.answers,
            "pieces": len(mail.pieces),
        },
    )
    for piece in mail.pieces:
        problem = piece.problem or danger(piece)
        say(
            out,
            mark
            | {
                "name": piece.name,
                "media_type": piece.media_type,
                "size": piece.size,
                "text": piece.text,
                "problem": problem,
                "data": "" if problem else base64.b64encode(piece.data).decode("ascii"),
            },
        )


if __name__ == "__main__":
    main()
