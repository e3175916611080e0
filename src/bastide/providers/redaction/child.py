"""The child process of `sandbox`: it forks for each file, and the fork opens it.

The process that lives from one file to the next never opens one: it only loads the libraries, once.
What a hostile file may take over ends with the file.
"""

from __future__ import annotations

import base64
import hashlib
import json
import os
import sys
from importlib import import_module
from pathlib import Path
from typing import Any

from bastide.engine.ports import ReadError
from bastide.providers.confinement import cut_network, limit, limit_processor, say
from bastide.providers.readers import budget
from bastide.providers.redaction import FORMATS, open_file


def main() -> None:
    """Serves until its standard input closes; each answer bears the number of its order."""
    for module in FORMATS.values():
        import_module(f"bastide.providers.redaction.{module}")
    out = sys.stdout.buffer
    limits: dict[str, Any] = {}
    for line in sys.stdin.buffer:
        order = json.loads(line)
        if "limits" in order:
            limits = order["limits"]
            cut_network()
            continue
        worker = os.fork()
        if worker == 0:
            os.close(0)
            say(out, {"order": order["order"]} | _answer(order, limits))
            os._exit(0)
        _, status = os.waitpid(worker, 0)
        say(out, {"order": order["order"], "end": True, "failed": status != 0})


def _answer(order: dict[str, Any], limits: dict[str, Any]) -> dict[str, Any]:
    """In the fork: what was asked for, or the error."""
    try:
        limit(int(limits["memory"]))
        limit_processor(float(limits["seconds"]))
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
