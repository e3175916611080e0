"""The child process of `sandbox`: opens a file, gives its text or the file redacted."""

from __future__ import annotations

import base64
import hashlib
import json
import sys
from pathlib import Path
from typing import Any

from bastide.engine.ports import ReadError
from bastide.providers.confinement import cut_network, limit, limit_processor, say
from bastide.providers.readers import budget
from bastide.providers.redaction import open_file


def main() -> None:
    """Serves one order, then ends: what a hostile file left behind dies with it."""
    out = sys.stdout.buffer
    limits = json.loads(sys.stdin.buffer.readline())["limits"]
    cut_network()
    limit(int(limits["memory"]))
    limit_processor(float(limits["seconds"]))
    budget.unpacked = int(limits["unpacked"])
    budget.pages = int(limits["pages"])
    order = json.loads(sys.stdin.buffer.readline())
    try:
        answer = _answer(order)
    except ReadError as error:
        answer = {"error": str(error)}
    except (MemoryError, RecursionError):
        answer = {"error": "Ce fichier demande trop de mémoire : il a été laissé."}
    except Exception as error:
        reason = "Le fichier est abîmé ou d'une forme inattendue"
        answer = {"error": f"{reason} ({type(error).__name__})."}
    say(out, answer)


def _answer(order: dict[str, Any]) -> dict[str, Any]:
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
