"""The child process of `sandbox`: a fork of it opens each file (`forking`)."""

from __future__ import annotations

import base64
import hashlib
import sys
from importlib import import_module
from pathlib import Path
from typing import Any

from bastide.engine.ports import ReadError
from bastide.providers.confinement import say
from bastide.providers.forking import Ended, bound, serve
from bastide.providers.readers import budget
from bastide.providers.redaction import FORMATS, open_file


def main() -> None:
    for module in FORMATS.values():
        import_module(f"bastide.providers.redaction.{module}")
    serve(_read, _last)


def _last(order: dict[str, Any], ended: Ended) -> dict[str, Any]:
    return {"order": order["order"], "end": True, "failed": ended.failed}


def _read(order: dict[str, Any], limits: dict[str, Any]) -> None:
    say(sys.stdout.buffer, {"order": order["order"]} | _answer(order, limits))


def _answer(order: dict[str, Any], limits: dict[str, Any]) -> dict[str, Any]:
    """In the fork: what was asked for, or the error."""
    try:
        bound(limits, "seconds")
        budget.unpacked, budget.pages = int(limits["unpacked"]), int(limits["pages"])
        return _done(order)
    except ReadError as error:
        return {"error": str(error)}
    except (MemoryError, RecursionError):
        return {"error": "Ce fichier demande trop de mémoire : il a été laissé."}
    except Exception as error:
        reason = "Le fichier est abîmé ou d'une forme inattendue"
        return {"error": f"{reason} ({type(error).__name__})."}


def _done(order: dict[str, Any]) -> dict[str, Any]:
    file = open_file(Path(order["path"]), order["name"])
    if "puts" not in order:
        return {"text": file.text, "suffix": file.suffix, "warnings": file.warnings}
    if hashlib.sha256(file.text.encode("utf-8", "surrogatepass")).hexdigest() != order["sha256"]:
        raise ReadError("Le fichier a changé depuis qu'il a été lu : recommencez.")
    puts = [(int(start), int(end), str(new)) for start, end, new in order["puts"]]
    body = file.redacted(puts)
    return {"body": base64.b64encode(body).decode("ascii")}


if __name__ == "__main__":
    main()
