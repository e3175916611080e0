"""The child process of `sandbox`: reads the files it is told, answers in lines of JSON."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

from bastide.engine.ports import ReadError
from bastide.providers.confinement import cut_network, limit, limit_processor, say
from bastide.providers.readers import budget, read_file


def main() -> None:
    """Serves until its standard input closes."""
    out = sys.stdout.buffer
    seconds = 0.0
    for line in sys.stdin.buffer:
        order = json.loads(line)
        if "limits" in order:
            cut_network()
            limit(int(order["limits"]["memory"]))
            budget.unpacked = int(order["limits"]["unpacked"])
            budget.pages = int(order["limits"]["pages"])
            seconds = float(order["limits"]["total_seconds"])
            continue
        limit_processor(seconds)
        try:
            for read in read_file(Path(order["path"]), order["name"]):
                answer: dict[str, Any] = {
                    "key": read.key,
                    "title": read.title,
                    "blocks": [[b.text, b.headings, b.kind] for b in read.blocks],
                    "theme": read.theme,
                    "url": read.url,
                    "readers": read.readers,
                    "days": [
                        day.isoformat() if day else ""
                        for day in (read.updated, read.review, read.valid_from, read.valid_to)
                    ],
                }
                say(out, answer)
            answer = {"end": True}
        except ReadError as error:
            answer = {"error": str(error), "healthy": True}
        except MemoryError:
            answer = {"error": "La lecture demande trop de mémoire : elle a été arrêtée."}
        except Exception as error:
            reason = "Le fichier est abîmé ou d'une forme inattendue"
            answer = {"error": f"{reason} ({type(error).__name__})."}
        say(out, answer)


if __name__ == "__main__":
    main()
