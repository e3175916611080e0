"""The child process of `minutes_template`: fills the one template it is sent, then ends."""

from __future__ import annotations

import base64
import io
import json
import sys
import zipfile
from typing import Any

from bastide.providers.confinement import cut_network, limit, limit_processor, say

_BROKEN = "Le modèle ne s'ouvre pas : enregistrez-le à nouveau en .docx."


def main() -> None:
    out, orders = sys.stdout.buffer, sys.stdin.buffer
    limits = json.loads(orders.readline())["limits"]
    from docxtpl.template import DocxTemplate  # noqa: F401 (loaded before memory is bounded)

    from bastide.providers.writers.minutes_docx import filled

    cut_network()
    limit(int(limits["memory"]))
    limit_processor(float(limits["seconds"]))
    order = json.loads(orders.readline())
    template = base64.b64decode(order["template"])
    try:
        refused = _refusal(template, int(limits["unpacked"]))
        if refused:
            answer: dict[str, Any] = {"error": refused}
        else:
            docx = filled(template, order["context"])
            answer = {"docx": base64.b64encode(docx).decode()}
    except MemoryError:
        answer = {"error": "Le modèle demande trop de mémoire : il a été arrêté."}
    except Exception as error:
        answer = {"error": _told(error)}
    say(out, answer)


def _refusal(template: bytes, most: int) -> str:
    with zipfile.ZipFile(io.BytesIO(template)) as archive:
        names = archive.namelist()
        if any(name.lower().endswith("vbaproject.bin") for name in names):
            return "Ce modèle contient des macros : enregistrez-le en .docx, sans macros."
        if "word/document.xml" not in names:
            return "Ce modèle n'est pas un document Word (.docx)."
        if sum(member.file_size for member in archive.infolist()) > most:
            return "Ce modèle se déploie en un volume démesuré."
    return ""


def _told(error: Exception) -> str:
    """What is wrong with the fields of a template, in words that help to mend it."""
    name = type(error).__name__
    if isinstance(error, zipfile.BadZipFile):
        return _BROKEN
    said = " ".join(str(error).split())[:200]
    if name == "UndefinedError":
        return f"Le modèle emploie un champ qui n'existe pas : {said}."
    if name in ("TemplateSyntaxError", "TemplateAssertionError"):
        return f"Une balise du modèle est mal écrite : {said}."
    if name == "SecurityError":
        return "Le modèle contient une instruction interdite."
    return f"Le modèle ne peut pas être rempli ({name}) : {said}."


if __name__ == "__main__":
    main()
