"""The child process of `sandbox`: it forks for each file, and the fork reads it.

The process that lives from one file to the next never opens one: what a hostile mail may take over
ends with it, and cannot speak for the next one: each answer bears a number drawn for its file.
"""

from __future__ import annotations

import base64
import json
import os
import sys
from pathlib import Path
from typing import Any

from bastide.engine.ports import ReadError
from bastide.providers.confinement import cut_network, limit, limit_processor, say
from bastide.providers.mail.danger import danger
from bastide.providers.mail.files import read_mails
from bastide.providers.mail.raw import RawMail

FAILED = "Le fichier a fait échouer le lecteur (mémoire insuffisante ou fichier abîmé)."


def main() -> None:
    """Serves until its standard input closes."""
    limits: dict[str, Any] = {}
    for line in sys.stdin.buffer:
        order = json.loads(line)
        if "limits" in order:
            limits = order["limits"]
            cut_network()
            continue
        reader = os.fork()
        if reader == 0:
            os.close(0)
            _read(order, limits)
            os._exit(0)
        _, status = os.waitpid(reader, 0)
        ended = {"error": FAILED} if status != 0 else {"end": True}
        say(sys.stdout.buffer, {"file": order["file"], "last": True} | ended)


def _read(order: dict[str, Any], limits: dict[str, Any]) -> None:
    """In the fork: the mails, then what went wrong, if anything."""
    out, mark = sys.stdout.buffer, {"file": order["file"]}
    try:
        limit(int(limits["memory"]))
        limit_processor(float(limits["total_seconds"]))
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
