"""Pseudonyms of numbers and places: the same form, and on purpose nobody's.

Telephones come from the ranges that Arcep keeps for works of fiction (decision n° 2018-0881,
annex), mails from a domain kept for examples (RFC 2606). What has a key gets a wrong one: 00 for an
IBAN and a NIR (keys run from 02 and from 01), 999 for a fiscal number (mod 511), any digit that
Luhn refuses. Plates bear 000 or the department 00, postcodes begin with 00: none exists.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from datetime import date

from bastide.engine.french import fold
from bastide.engine.personal.kinds import MASKS, Kind
from bastide.engine.personal.numbers import luhn
from bastide.engine.pieces.dates import parse_date

_RANGES = {
    "1": "19900", "2": "26191", "3": "35301", "4": "46571", "5": "53649", "6": "63998",
    "7": "63998",
}  # fmt: skip
_MONTHS = (
    "janvier février mars avril mai juin juillet août septembre octobre novembre décembre"
).split()
_STREETS = (
    "rue des Chimères|allée du Mirage|chemin de la Fable|impasse du Songe|rue de l'Utopie"
    "|place du Leurre|avenue des Licornes|rue du Trompe-l'œil|sentier des Farfadets"
    "|boulevard de l'Imaginaire"
).split("|")
_TOWN = re.compile(r"(?P<before>[\s,–(-]+)(?:F-)?(?:\d{5}|\d{2} \d{3})\s+(?P<name>.+)\Z", re.S)
_MOST_TRIES = 200


class Fakes:
    """The pseudonyms of the numbers and places of one text."""

    def __init__(self, text: str, draw: random.Random) -> None:
        self._draw, self._text = draw, text
        self._known: dict[tuple[Kind, str], str] = {}
        self._taken: set[tuple[Kind, str]] = set()

    def of(self, kind: Kind, value: str) -> str:
        """The pseudonym of a value, in its own writing; its mask when it has none."""
        new = self._new(kind, value)
        return new if new != value else MASKS[kind]

    def _new(self, kind: Kind, value: str) -> str:
        if kind == "address":
            return self._address(value)
        if kind == "email":
            return self._once(kind, value.lower(), lambda _: f"usager{len(self._known) + 1}"
                              "@courriel.example")  # fmt: skip
        if kind == "birth":
            return self._birth(value)
        normal = "".join(c for c in value.upper() if c.isalnum())
        if not any(c.isdigit() for c in normal):
            return MASKS[kind]
        if kind == "phone":
            return _poured(self._phone(normal), value)
        new = self._once(kind, normal, lambda given: self._number(kind, given))
        return _poured(new, value)

    def _once(self, kind: Kind, normal: str, make: Callable[[str], str]) -> str:
        """One pseudonym for a value, that no other value has and that the text does not hold."""
        key = (kind, normal)
        tries = 0
        while key not in self._known:
            new = make(normal)
            tries += 1
            free = (kind, new) not in self._taken and new not in (normal, self._text)
            if free or tries > _MOST_TRIES:
                self._known[key] = new
                self._taken.add((kind, new))
        return self._known[key]

    def _number(self, kind: Kind, normal: str) -> str:
        new = [self._digit() if c.isdigit() else c for c in normal]
        if kind == "iban":
            new[2:4] = "00" if normal[:2].isalpha() else new[2:4]
        elif kind == "nir":
            new[0], new[3:5] = normal[0], list("00")
            new[13:] = "00"[: len(normal) - 13]
        elif kind == "tax":
            new[0], new[10:] = normal[0], list("999")[: len(normal) - 10]
        elif kind in ("siret", "siren", "card"):
            return self._refused_by_luhn(new)
        elif kind == "plate":
            return self._plate(normal)
        return "".join(new)

    def _digit(self) -> str:
        return str(self._draw.randrange(10))

    def _phone(self, normal: str) -> str:
        """« 06… » and « +33 6… » are one number."""
        bare = normal.removeprefix("00") if len(normal) > 11 else normal
        abroad = not normal.startswith("0") and not bare.startswith("33")
        if abroad or len(bare) < 9:
            zeros = max(1, len(normal) - 3)
            new = self._once("phone", normal, lambda _: f"{self._draw.randrange(1000):0{zeros}d}")
            return (normal[:3] + new[-zeros:])[: len(normal)]
        new = self._once("phone", bare[-9:], self._of_fiction)
        return normal[:-9] + new

    def _of_fiction(self, national: str) -> str:
        return _RANGES.get(national[0], "19900") + f"{self._draw.randrange(10_000):04d}"

    def _refused_by_luhn(self, new: list[str]) -> str:
        digits = "".join(c for c in new if c.isdigit())[-9:] if "F" in new else "".join(new)
        if digits.isdigit() and luhn(digits):
            new[-1] = str((int(new[-1]) + 1) % 10)
        return "".join(new)

    def _plate(self, normal: str) -> str:
        letters = "ABCDEFGHJKLMNPQRSTVWXYZ"
        new = [self._draw.choice(letters) if c.isalpha() else self._digit() for c in normal]
        if normal[:1].isdigit():
            new[-2:] = "00"
        else:
            new = ["0" if c.isdigit() else c for c in new]
        return "".join(new)

    def _birth(self, value: str) -> str:
        known = parse_date(value)
        if known is None:
            return MASKS["birth"]
        made = self._once("birth", known.isoformat(), lambda _: self._day(known).isoformat())
        new = date.fromisoformat(made)
        month = next((m for m in _MONTHS if fold(m)[:3] in fold(value)), None)
        if month is not None and re.search(r"[a-zà-ÿ]{3}", value.lower()):
            return f"{new.day} {_MONTHS[new.month - 1]} {new.year}"
        if re.match(r"\d{4}-", value):
            return made
        digits = f"{new.day:02d}{new.month:02d}{new.year}"
        short = re.search(r"\D\d{2}\Z", value) is not None
        parts = re.split(r"(\D+)", value)
        if len(parts) == 5:
            year = digits[6:] if short else digits[4:]
            return f"{digits[:2]}{parts[1]}{digits[2:4]}{parts[3]}{year}"
        return digits

    def _day(self, known: date) -> date:
        year = known.year + self._draw.choice((-3, -2, -1, 1, 2, 3))
        return date(year, self._draw.randint(1, 12), self._draw.randint(1, 28))

    def _address(self, value: str) -> str:
        normal = re.sub(r"\W+", "", fold(value))
        street = self._once(
            "address",
            normal,
            lambda _: f"{self._draw.randint(1, 199)} {self._draw.choice(_STREETS)}",
        )
        town = _TOWN.search(value)
        if town is None:
            return street
        number = int.from_bytes(street.encode(), "big") % 999
        return f"{street}{town['before']}00{number:03d} Villefictive"


def _poured(new: str, value: str) -> str:
    """The letters and digits of `new` in the places of those of `value`, small letters kept."""
    letters = iter(new)
    pieces = []
    for c in value:
        if not c.isalnum():
            pieces.append(c)
            continue
        drawn = next(letters, "")
        pieces.append(drawn.lower() if c.islower() else drawn)
    return "".join(pieces)
