"""An authority's own Word template, filled in a child process that can be killed.

A template is a program of a sort: its loops may never end, its archive may unfold without bounds.
"""

from __future__ import annotations

import base64
from dataclasses import dataclass
from typing import Any

from bastide.engine.ports import ReadError
from bastide.providers.confined import Child

LARGEST = 5 * 1024 * 1024
_TOO_SLOW = "Le modèle met trop de temps à se remplir : il a été arrêté."


@dataclass(frozen=True, slots=True)
class Limits:
    """What filling a template may cost. Sizes in bytes."""

    seconds: float = 20
    memory: int = 1024 * 1024 * 1024
    unpacked: int = 100 * 1024 * 1024


class BadTemplate(ValueError):
    """A template that cannot be filled; the message says why, in French."""


def filled_apart(template: bytes, context: dict[str, Any], limits: Limits | None = None) -> bytes:
    """The Word document. Raises `BadTemplate`."""
    limits = limits or Limits()
    if len(template) > LARGEST:
        raise BadTemplate("Ce modèle dépasse 5 Mo : réduisez ses images.")
    if not template.startswith(b"PK\x03\x04"):
        raise BadTemplate("Ce modèle n'est pas un document Word (.docx).")
    child = Child(limits, "bastide.providers.writers.minutes_child")
    try:
        child.send({"template": base64.b64encode(template).decode(), "context": context})
        message = child.line(limits.seconds, _TOO_SLOW)
        if "error" in message:
            raise BadTemplate(str(message["error"])[:400])
        return base64.b64decode(str(message["docx"]))
    except (ReadError, BrokenPipeError, KeyError, ValueError) as error:
        if isinstance(error, BadTemplate):
            raise
        told = isinstance(error, ReadError) and str(error) == _TOO_SLOW
        raise BadTemplate(
            _TOO_SLOW if told else "Le modèle ne peut pas être rempli : il est abîmé ou trop lourd."
        ) from error
    finally:
        child.kill()
