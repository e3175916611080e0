"""The child process of `sandbox`: reads one file, answers a page a line, in JSON."""

from __future__ import annotations

import base64
import io
import json
import sys
import time
from pathlib import Path
from typing import Any

from bastide.engine.ports import ReadError
from bastide.providers.pieces.pages import open_file, traits
from bastide.providers.pieces.read_page import read_page
from bastide.providers.readers.child import _cut_network, _limit, _limit_processor, _say


def main() -> None:
    """Serves until its standard input closes."""
    out = sys.stdout.buffer
    limits: dict[str, Any] = {}
    for line in sys.stdin.buffer:
        order = json.loads(line)
        if "limits" in order:
            limits = order["limits"]
            _cut_network()
            _limit(limits)
            _limit_processor(float(limits["total_seconds"]))
            continue
        try:
            data = Path(order["path"]).read_bytes()
            media_type, pages = open_file(data, int(limits["pages"]), int(limits["pixels"]))
            began = time.monotonic()
            for image, words in pages:
                message, shown = read_page(image, words)
                buffer = io.BytesIO()
                shown.save(buffer, "JPEG", quality=80)
                message["image"] = base64.b64encode(buffer.getvalue()).decode()
                message["seconds"] = time.monotonic() - began
                began = time.monotonic()
                _say(out, message)
            pdf = traits(data) if media_type == "application/pdf" else None
            answer: dict[str, Any] = {"end": True, "media_type": media_type, "pdf": pdf}
        except ReadError as error:
            answer = {"error": str(error)}
        except MemoryError:
            answer = {"error": "La lecture demande trop de mémoire : elle a été arrêtée."}
        except Exception as error:
            answer = {"error": f"Le fichier est abîmé : renvoyez-le ({type(error).__name__})."}
        _say(out, answer)


if __name__ == "__main__":
    main()
