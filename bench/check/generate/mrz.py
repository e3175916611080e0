"""Machine readable zones (ICAO 9303 parts 4 to 6; French card before 2021: two lines of 36)."""

from __future__ import annotations

import unicodedata
from datetime import date


def plain(text: str) -> str:
    """Capitals without accents, as a zone writes them: `<` for spaces, hyphens; no apostrophes."""
    text = text.upper().replace("'", "").replace("’", "").replace("Œ", "OE").replace("Æ", "AE")
    text = unicodedata.normalize("NFD", text)
    text = "".join(c for c in text if not unicodedata.combining(c))
    return "".join(c if c.isalnum() else "<" for c in text)


def digit(text: str) -> str:
    """ICAO 9303-3 §4.9: weights 7, 3, 1."""
    values = (0 if c == "<" else int(c, 36) for c in text)
    return str(sum(v * (7, 3, 1)[i % 3] for i, v in enumerate(values)) % 10)


def _day(day: date) -> str:
    return day.strftime("%y%m%d")


def _names(surname: str, given: list[str], size: int) -> str:
    return f"{plain(surname)}<<{'<'.join(plain(g) for g in given)}".ljust(size, "<")[:size]


def td1(
    document: str,
    issuer: str,
    number: str,
    nationality: str,
    surname: str,
    given: list[str],
    birth: date,
    sex: str,
    expiry: date,
) -> list[str]:
    """Three lines of 30: French card since 2021 (`ID`), residence permit (`IR`)."""
    first = (document.ljust(2, "<") + issuer + number.ljust(9, "<") + digit(number)).ljust(30, "<")
    middle = _day(birth) + digit(_day(birth)) + sex + _day(expiry) + digit(_day(expiry))
    second = (middle + nationality).ljust(29, "<")
    composite = first[5:30] + second[0:7] + second[8:15] + second[18:29]
    return [first, second + digit(composite), _names(surname, given, 30)]


def td3(
    issuer: str,
    number: str,
    nationality: str,
    surname: str,
    given: list[str],
    birth: date,
    sex: str,
    expiry: date,
) -> list[str]:
    """Two lines of 44: passport."""
    first = "P<" + issuer + _names(surname, given, 39)
    number = number.ljust(9, "<")
    second = (
        number + digit(number) + nationality + _day(birth) + digit(_day(birth)) + sex
        + _day(expiry) + digit(_day(expiry))
    )  # fmt: skip
    optional = "<" * 14
    second += optional + digit(optional)
    return [first, second + digit(second[0:10] + second[13:20] + second[21:43])]


def french_card(
    number: str, office: str, surname: str, given: list[str], birth: date, sex: str
) -> list[str]:
    """Two lines of 36 of the blue card (1995–2021). `number`: 12 digits; `office`: 6 characters."""
    first = ("IDFRA" + plain(surname).ljust(25, "<")[:25] + office).ljust(36, "<")
    names = "<<".join(plain(g) for g in given).ljust(14, "<")[:14]
    second = number + digit(number) + names + _day(birth) + digit(_day(birth)) + sex
    return [first, second + digit(first + second)]
