"""A text and its label as a line of JSON gives them: `{id, text}` or `{id, turns}`, `polarity`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from bastide.engine.mood.turns import from_turns

LABELS = {
    "negative": -1, "négative": -1, "négatif": -1, "negatif": -1, "neg": -1, "-1": -1, "−1": -1,
    "neutral": 0, "neutre": 0, "0": 0, "mixed": 0,
    "positive": 1, "positif": 1, "pos": 1, "1": 1, "+1": 1,
}  # fmt: skip


class BadLine(ValueError):
    """A line that gives no text or no sound label; the message is for a person."""


def text_of(row: Mapping[str, Any]) -> str:
    """The text of a line, turns of a call included. Raises `BadLine`."""
    text = row.get("text")
    if text is None and isinstance(row.get("turns"), list):
        text = from_turns(row["turns"])
    if not isinstance(text, str):
        raise BadLine("il manque « text ».")
    # Halves of characters, which no file can hold.
    return text.encode("utf-8", "replace").decode("utf-8")


def label_of(row: Mapping[str, Any]) -> int | None:
    """The polarity that a person gave, −1, 0 or 1; None for none. Raises `BadLine`."""
    said = row.get("polarity", row.get("label"))
    if said is None or said == "":
        return None
    if isinstance(said, str):
        found = LABELS.get(said.strip().lower())
    elif isinstance(said, int | float) and not isinstance(said, bool):
        found = int(said) if said in (-1, 0, 1) else None
    else:
        found = None
    if found is None:
        raise BadLine("« polarity » doit être -1, 0 ou 1 (négative, neutre, positive).")
    return found
