"""The child process of `sandbox`: it forks for each file, and the fork reads it.

The process that lives from one file to the next never opens one: it only loads the libraries, once.
What a hostile file may take over ends with the file, and cannot speak for the next one: each answer
bears a number drawn for its file. It has the last word: what the reading cost, tesseract included.
"""

from __future__ import annotations

import base64
import io
import json
import os
import sys
import time
from pathlib import Path
from typing import Any

from bastide.engine.ports import ReadError
from bastide.providers.confinement import cut_network, limit, limit_processor, say
from bastide.providers.pieces.pages import SHOWN, open_file, traits
from bastide.providers.pieces.read_page import read_page

FAILED = (
    "Le fichier a fait échouer le lecteur (mémoire insuffisante ou fichier abîmé) : exportez-le "
    "de nouveau et renvoyez-le."
)


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
        _, status, used = os.wait4(reader, 0)
        gone = {"file": order["file"], "cpu_s": used.ru_utime + used.ru_stime}
        say(sys.stdout.buffer, gone | ({"error": FAILED} if status != 0 else {}))


def _read(order: dict[str, Any], limits: dict[str, Any]) -> None:
    """In the fork: a page a message, then the end or the error."""
    out, mark = sys.stdout.buffer, {"file": order["file"]}
    try:
        limit(int(limits["memory"]))
        limit_processor(float(limits["total_seconds"]))
        data = Path(order["path"]).read_bytes()
        media_type, count, pages = open_file(data, int(limits["pages"]), int(limits["pixels"]))
        began = time.monotonic()
        for image, words in pages:
            message, shown = read_page(image, words)
            shown.thumbnail(SHOWN)
            buffer = io.BytesIO()
            shown.save(buffer, "JPEG", quality=80)
            message["width"], message["height"] = shown.size
            message["image"] = base64.b64encode(buffer.getvalue()).decode()
            message["seconds"] = time.monotonic() - began
            message["count"] = count
            began = time.monotonic()
            say(out, mark | message)
        pdf = traits(data) if media_type == "application/pdf" else None
        answer: dict[str, Any] = {"end": True, "media_type": media_type, "pdf": pdf}
    except ReadError as error:
        answer = {"error": str(error), "final": True}
    except MemoryError:
        answer = {"error": "La lecture demande trop de mémoire : envoyez une image moins lourde."}
    except Exception as error:
        answer = {"error": f"Le fichier est abîmé : renvoyez-le ({type(error).__name__})."}
    say(out, mark | answer)


if __name__ == "__main__":
    main()
