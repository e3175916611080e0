"""Letters as readers confuse them, and letters without their accents.

A confusion is undone only where the form of a number demands the other class (a digit where a
letter was read, or the other way round), and only when a checksum proves the result: a digit is
never changed into another digit.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from itertools import product
from typing import Literal

Class = Literal["digit", "letter", "any"]

# What optical readers take for one another, by shape; capital letters, as everything is folded.
DIGIT_FOR: dict[str, str] = {
    "O": "0",
    "Q": "0",
    "D": "0",
    "I": "1",
    "L": "1",
    "|": "1",
    "!": "1",
    "Z": "2",
    "A": "4",
    "S": "5",
    "G": "6",
    "B": "8",
}
LETTERS_FOR: dict[str, str] = {
    "0": "ODQ",
    "1": "IL",
    "2": "Z",
    "4": "A",
    "5": "S",
    "6": "G",
    "8": "B",
}


def fold(text: str) -> str:
    """Capitals without accents, of the same length: the offsets stay those of `text`.

    >>> fold("1er févr.")
    '1ER FEVR.'
    """
    return "".join(_fold_one(character) for character in text)


def _fold_one(character: str) -> str:
    base = unicodedata.normalize("NFD", character)[0].upper()
    return base if len(base) == 1 else character


def compact(text: str) -> str:
    """Letters and digits only, folded: separators, labels' colons and spaces are dropped."""
    return "".join(c for c in fold(text) if c.isascii() and (c.isalnum() or c in "|!"))


def readings(text: str, classes: tuple[Class, ...], most: int) -> Iterator[str]:
    """The ways `text` may be read so that every character is of the class its place demands.

    Only characters of the wrong class change; nothing is yielded when the lengths differ, when a
    character has no confusion, or when more than `most` would change. The first and only reading
    of a text that needs no change is itself.
    """
    if len(text) != len(classes):
        return
    choices: list[str] = []
    changes = 0
    for character, wanted in zip(text, classes, strict=True):
        is_digit = character.isascii() and character.isdigit()
        is_letter = character.isascii() and character.isalpha()
        if (is_digit and wanted != "letter") or (is_letter and wanted != "digit"):
            choices.append(character)
        else:
            table = LETTERS_FOR if wanted == "letter" else DIGIT_FOR
            if character not in table:
                return
            choices.append(table[character])
            changes += 1
    if changes > most:
        return
    for chosen in product(*choices):
        yield "".join(chosen)
