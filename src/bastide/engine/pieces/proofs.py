"""What a number's key proves: one reading only, in its normal form."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from bastide.engine.pieces.letters import Class, readings

# A key of two digits (mod 97, 511) lets one reading in about a hundred through by chance, Luhn one
# in ten: with more changes than this, chance would begin to prove anything.
MOST_MOD_97 = 3
MOST_LUHN = 2


@dataclass(frozen=True, slots=True)
class Checked:
    """A number in normal form. `proved`: its own key is right; `repaired`: a character changed."""

    value: str
    repaired: bool
    proved: bool


# Where a number stands in a text, and what it is: proved, or as it was read.
Found = tuple[int, int, "Checked | str"]


def unique(
    raw: str, classes: tuple[Class, ...], most: int, proved: Callable[[str], bool]
) -> Checked | None:
    """The one reading that the key proves; none when several are proved or none is."""
    right = [candidate for candidate in readings(raw, classes, most) if proved(candidate)]
    if len(right) != 1:
        return None
    return Checked(right[0], repaired=right[0] != raw, proved=True)
