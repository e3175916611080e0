"""The child process of `sandbox`: a fork of it reads each file (`forking`).

Its last word on a file is what the reading cost, tesseract included.
"""

from __future__ import annotations

import base64
import io
import sys
import time
from pathlib import Path
from typing import Any

from bastide.engine.ports import ReadError
from bastide.providers.confinement import say
from bastide.providers.forking import Ended, bound, serve
from bastide.providers.pieces.pages import SHOWN, open_file, traits
from bastide.providers.pieces.read_page import read_page

FAILED = (
    "Le fichier a fait échouer le lecteur (mémoire insuffisante ou fichier abîmé) : exportez-le "
    "de nouveau et renvoyez-le."
)


def main() -> None:
    serve(_read, _last)


def _last(order: dict[str, Any], ended: Ended) -> dict[str, Any]:
    gone = {"file": order["file"], "cpu_s": ended.cpu_s}
    return gone | ({"error": FAILED} if ended.failed else {})


def _read(order: dict[str, Any], limits: dict[str, Any]) -> None:
    """In the fork: a page a message, then the end or the error."""
    out, mark = sys.stdout.buffer, {"file": order["file"]}
    try:
        bound(limits, "total_seconds")
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
