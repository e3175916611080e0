"""The checks of schemes, one module a family, registered by name in `registry.CHECKS`."""

from bastide.engine.pieces.rules import (
    body,
    calendar,
    closing,
    genuineness,
    money,
    person,
    presence,
    validity,
)

__all__ = ["body", "calendar", "closing", "genuineness", "money", "person", "presence", "validity"]
