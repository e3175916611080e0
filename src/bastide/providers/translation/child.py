"""The child process of `files`: takes the texts out of one file, puts the translations back."""

from __future__ import annotations

import base64
import json
import sys
from importlib import import_module
from pathlib import Path
from typing import Any

from bastide.engine.ports import ReadError
from bastide.providers.confinement import cut_network, limit, limit_processor, say
from bastide.providers.readers import budget
from bastide.providers.translation.formats import Opened, Refused

# Texts, and bytes, in one message.
TEXTS, BYTES = 500, 3 * 256 * 1024


def main() -> None:
    """Two orders on the standard input, after the limits: the file, then its translations."""
    out = sys.stdout.buffer
    orders = (json.loads(line) for line in sys.stdin.buffer)
    limits = next(orders)["limits"]
    cut_network()
    limit(int(limits["memory"]))
    budget.unpacked = int(limits["unpacked"])
    try:
        limit_processor(float(limits["seconds"]))
        opened = _opened(next(orders))
        for at in range(0, len(opened.texts), TEXTS):
            say(out, {"texts": opened.texts[at : at + TEXTS]})
        say(out, {"end": True})
        translations: list[str] = []
        for order in orders:
            translations += order["translations"]
            if order["end"]:
                break
        limit_processor(float(limits["seconds"]))
        data = opened.written(translations)
        for at in range(0, len(data), BYTES):
            say(out, {"data": base64.b64encode(data[at : at + BYTES]).decode("ascii")})
        say(out, {"end": True})
    except (Refused, ReadError) as error:
        say(out, {"error": str(error), "final": isinstance(error, Refused)})
    except MemoryError:
        say(out, {"error": "Ce fichier demande trop de mémoire : il n'est pas traduit."})
    except Exception as error:
        reason = "Le fichier est abîmé ou d'une forme inattendue"
        say(out, {"error": f"{reason} ({type(error).__name__})."})


def _opened(order: dict[str, Any]) -> Opened:
    module = import_module(f"bastide.providers.translation.formats.{order['format']}")
    opened: Opened = module.opened(Path(order["path"]), tuple(order["languages"]))
    return opened


if __name__ == "__main__":
    main()
