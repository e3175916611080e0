"""The child process of `sandbox`: reads the mails it is told, answers in lines of JSON."""

from __future__ import annotations

import base64
import json
import sys
from pathlib import Path
from typing import Any

from bastide.engine.ports import ReadError
from bastide.providers.confinement import cut_network, limit, limit_processor, say
from bastide.providers.mail.danger import danger
from bastide.providers.mail.files import read_mails
from bastide.providers.mail.raw import RawMail


def main() -> None:
    """Serves until its standard input closes."""
    out = sys.stdout.buffer
    limits: dict[str, Any] = {}
    for line in sys.stdin.buffer:
        order = json.loads(line)
        if "limits" in order:
            limits = order["limits"]
            cut_network()
            limit(int(limits["memory"]))
            continue
        limit_processor(float(limits["total_seconds"]))
        try:
            for found in read_mails(Path(order["path"]), int(limits["mails"])):
                if isinstance(found, str):
                    say(out, {"note": found})
                else:
                    _tell(out, found)
            answer: dict[str, Any] = {"end": True}
        except ReadError as error:
            answer = {"error": str(error), "healthy": True}
        except MemoryError:
            answer = {"error": "La lecture demande trop de mémoire : elle a été arrêtée."}
        except Exception as error:
            reason = "Le fichier est abîmé ou d'une forme inattendue"
            answer = {"error": f"{reason} ({type(error).__name__})."}
        say(out, answer)


def _tell(out: Any, mail: RawMail) -> None:
    """The mail, then each of its pieces: none alone is more than a message may hold."""
    say(
        out,
        {
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
            {
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
