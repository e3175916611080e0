"""A fictitious scheme, its findings and pages, for the letter and the report."""

from __future__ import annotations

import io
from datetime import date
from typing import Any

from PIL import Image

from bastide.engine.pieces.model import Box, Finding, PageRef
from bastide.engine.pieces.procedure import Messages, Procedure, RuleSpec, Slot


def rule(id: str, asks: Any = "applicant", **parameters: Any) -> RuleSpec:
    said = Messages("i", "a", "p")
    return RuleSpec(id, "check", "required", asks, id, said, said, parameters)


def scheme(*, needs_nir: bool = False) -> Procedure:
    return Procedure(
        name="essai",
        title="Aide d'essai",
        version="2026-1",
        valid_from=date(2026, 1, 1),
        valid_to=None,
        source="Règlement d'essai",
        territory=(),
        documents=(
            Slot("identity", "pièce d'identité", ("identity_card", "passport"), True),
            Slot("rib", "RIB", ("rib",), True),
            Slot("quote", "devis de l'organisme", ("training_quote",), True),
        ),
        rules=(
            rule("quote_present", kinds=("training_quote",)),
            rule("rib_holder"),
            rule("identity_valid"),
            rule("rate", asks="agent"),
        ),
        retention=12,
        needs_nir=needs_nir,
    )


def finding(rule: str, **more: Any) -> Finding:
    given: dict[str, Any] = {
        "outcome": "FAILED",
        "level": "required",
        "message": f"motif de {rule}",
        "applicant": f"Demande de {rule}.",
        "plain": f"Simple {rule}.",
        "source": "Règlement, article 4",
    }
    return Finding(rule, **(given | more))


def picture() -> bytes:
    written = io.BytesIO()
    Image.new("RGB", (620, 880), "white").save(written, "JPEG")
    return written.getvalue()


BOX = Box(0.1, 0.2, 0.5, 0.25)
FIRST = PageRef(0, 1)
