"""A text as the rules read it: every character in its place, plainer."""

from __future__ import annotations

_PLAIN = str.maketrans({"\u00a0": " ", "\u202f": " ", "\u2009": " ", "’": "'", "ʼ": "'", "\r": " ",
                        "\u2011": "-", "\u2010": "-"})  # fmt: skip
# A line as long as this goes on in the next one, unless it ends a sentence.
_WRAPPED = 55


def view_of(text: str) -> str:
    """The text as the rules read it: each character in its place, plainer; a line that was cut by
    the width of a page goes on in the next one."""
    plain = text.translate(_PLAIN)
    lines = plain.split("\n")
    pieces: list[str] = []
    for line, following in zip(lines, [*lines[1:], ""], strict=True):
        flows = (
            len(line) >= _WRAPPED
            and line.rstrip()[-1:] not in (".", "!", "?", ":", ";", "")
            and following[:1].isalnum()
        )
        pieces += [line, " " if flows else "\n"]
    return "".join(pieces)[: len(text)]
