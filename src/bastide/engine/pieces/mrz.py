"""Machine readable zones: ICAO TD1, TD2, TD3, visas, and the French identity card before 2021.

1. Lines are cleaned (capitals, fillers) and brought to a known shape, see `_LAYOUTS`.
2. Where the form demands a digit a confused letter is read as that digit, and the other way round.
3. Check digits (weights 7, 3, 1) decide: a field whose digit is wrong is in `wrong`, and a change
   that no digit proves is given up.

Sources: ICAO Doc 9303, parts 3 (check digits, names), 4 (TD3), 5 (TD1), 6 (TD2), 7 (visas); the
old French card's layout, not an ICAO one, is that of the arrêté of 24 April 1991 as described by
its specimens: the last digit covers both lines.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from bastide.engine.pieces.letters import DIGIT_FOR, LETTERS_FOR, fold
from bastide.engine.pieces.mrz_layouts import LAYOUTS, Layout

MrzFormat = Literal["TD1", "TD2", "TD3", "MRV-A", "MRV-B", "FR-CNI"]

# A check digit lets one reading in ten through by chance: two changes are as much as it may undo.
_MOST_CHANGES = 2
_FILLER_LIKE = "KCLSEX"  # what readers make of a filler


@dataclass(frozen=True, slots=True)
class Mrz:
    """What a zone says. Dates it does not give (« << ») or that do not exist are None.

    `given_names` are parted by spaces, the halves of a double name by hyphens where the zone tells
    them apart (the French card). `sex`: M, F or X. `wrong`: the names of the checks that fail
    (`document_number`, `birth_date`, `expiry_date`, `personal_number`, `composite`); `repaired`: a
    character was changed, which a check digit proves. `issue_month`: `YYYY-MM`, French card only.
    """

    format: MrzFormat
    lines: tuple[str, ...]
    document_code: str
    issuing_state: str
    surname: str
    given_names: str
    document_number: str
    nationality: str
    birth_date: date | None
    sex: str
    expiry_date: date | None
    issue_month: str | None = None
    personal_number: str = ""
    wrong: tuple[str, ...] = ()
    repaired: bool = False

    @property
    def valid(self) -> bool:
        """Whether every check digit of the zone is right."""
        return not self.wrong


def parse(lines: Sequence[str], *, on: date | None = None) -> Mrz | None:
    """Read a zone; None when the lines have none of the known shapes.

    `on` (today by default) settles centuries: nobody is born after that day, and the validity of a
    document ends within fifty years of it.
    """
    day = on or date.today()  # noqa: DTZ011 - a zone has no time zone
    best: Mrz | None = None
    for layout, shaped in _shapes(lines):
        found = _read(layout, shaped, day)
        if found.valid:
            return found
        if best is None or len(found.wrong) < len(best.wrong):
            best = found
    return best


def check_digit(text: str) -> str:
    """The check digit of a text (ICAO Doc 9303-3, 4.9): weights 7, 3, 1, modulo 10.

    >>> check_digit("520727")
    '3'
    """
    total = sum(_value(c) * (7, 3, 1)[i % 3] for i, c in enumerate(text))
    return str(total % 10)


def _value(character: str) -> int:
    if character.isdigit():
        return int(character)
    return ord(character) - 55 if "A" <= character <= "Z" else 0


# --- shapes --------------------------------------------------------------------------------------


def _shapes(lines: Sequence[str]) -> Iterator[tuple[Layout, tuple[str, ...]]]:
    """Every layout that a run of consecutive lines may have, exact lengths before mended ones."""
    cleaned = [line for line in map(_clean, lines) if len(line) >= 20][:6]
    mended: list[tuple[Layout, tuple[str, ...]]] = []
    for count in (3, 2):
        for at in range(len(cleaned) - count + 1):
            window = cleaned[at : at + count]
            for layout in LAYOUTS:
                if layout.count != count:
                    continue
                fitted = [_fit(line, layout.width) for line in window]
                if any(line is None for line in fitted):
                    continue
                shaped = tuple(line for line in fitted if line is not None)
                if "<<" not in "".join(shaped) or not _opens(layout, shaped[0]):
                    continue
                if all(len(line) == layout.width for line in window):
                    yield layout, shaped
                else:
                    mended.append((layout, shaped))
    yield from mended


def _clean(line: str) -> str:
    text = fold(line).replace("«", "<").replace("‹", "<").replace("≤", "<").replace("(", "<")
    return re.sub(r"[^A-Z0-9<]", "", text)


def _fit(line: str, width: int) -> str | None:
    """The line at its width: readers drop or double fillers, so the longest run of them gives.

    Only runs of three fillers or more, and no more than four characters: the digits decide.
    """
    missing = width - len(line)
    if missing == 0:
        return line
    runs = list(re.finditer("<{3,}", line))
    if not runs or abs(missing) > 4:
        return None
    longest = max(runs, key=lambda run: len(run[0]))
    length = len(longest[0]) + missing
    if length < 1:
        return None
    return line[: longest.start()] + "<" * length + line[longest.end() :]


def _opens(layout: Layout, first: str) -> bool:
    if layout.name == "FR-CNI":
        return _as_letters(first[:5]) in ("IDFRA", "LDFRA")
    if layout.name.startswith("MRV"):
        return first[0] == "V"
    if layout.name == "TD3":
        return first[0] == "P"
    # Documents of identity and residence begin with A, C or I (Doc 9303-5, 4.2.2.1), French
    # residence permits of before 2011 with T; an old French card is not a TD2.
    old_card = layout.name == "TD2" and _as_letters(first[:5]) == "IDFRA"
    return first[0] in "ACIT1L" and not old_card


def _as_letters(text: str) -> str:
    return "".join(LETTERS_FOR[c][0] if c in LETTERS_FOR else c for c in text)


# --- fields --------------------------------------------------------------------------------------


def _read(layout: Layout, lines: tuple[str, ...], on: date) -> Mrz:
    original = "".join(lines)
    text, changed = _by_class(layout, original)
    wrong: list[str] = []
    undone = text
    for name, (covers, digit) in layout.checks.items():
        data = "".join(text[start:end] for start, end in covers)
        changes = sum(any(s <= i < e for s, e in (*covers, digit)) for i in changed)
        most = _MOST_CHANGES if name != "composite" else 3 * _MOST_CHANGES
        # A digit may stand for several letters: with one, no two of them give the same sum.
        if sum(at in layout.letter_places for at in changed) > 1:
            most = 0
        expected = text[digit[0] : digit[1]]
        if name == "document_number" and layout.name == "TD1" and expected == "<":
            data, expected = _long_number(text)
        empty = not data.strip("<") and expected in "<0"
        if not empty and (check_digit(data) != expected or changes > most):
            wrong.append(name)
            for start, end in (*covers, digit):
                if name != "composite":
                    undone = undone[:start] + original[start:end] + undone[end:]
    if wrong:
        text = undone
    return _fields(layout, text, tuple(wrong), text != original, on)


def _by_class(layout: Layout, text: str) -> tuple[str, list[int]]:
    """The text with every character of the class its place demands, and where it was changed."""
    digits = set(layout.digit_places)
    letters = set(layout.letter_places)
    if layout.name == "TD3" and text[:5] == "P<FRA":
        # A French passport's number: two digits, two letters, five digits.
        digits |= {44, 45, *range(48, 53)}
        letters |= {46, 47}
    found = list(text)
    changed: list[int] = []
    for at, character in enumerate(text):
        if at in digits and character in DIGIT_FOR:
            found[at] = DIGIT_FOR[character]
        elif at in letters and character in LETTERS_FOR:
            found[at] = LETTERS_FOR[character][0]
        else:
            continue
        changed.append(at)
    return "".join(found), changed


def _long_number(text: str) -> tuple[str, str]:
    """A TD1 number longer than nine goes on in the optional data, its digit last (Doc 9303-5)."""
    rest = text[15:30].split("<", 1)[0]
    return text[5:14] + rest[:-1], rest[-1:]


def _fields(layout: Layout, text: str, wrong: tuple[str, ...], repaired: bool, on: date) -> Mrz:
    def at(name: str) -> str:
        span = layout.spans.get(name)
        return text[span[0] : span[1]] if span else ""

    number = at("document_number")
    if layout.name == "TD1" and text[14] == "<" and text[15] != "<":
        number = _long_number(text)[0]
    if layout.name == "FR-CNI":
        surname, given = _words(at("surname")), at("given_names")
        given_names = " ".join(
            part.replace("<", "-") for part in given.strip("<").split("<<") if part
        )
        issue_month = _month(number[:4], on)
    else:
        # Names and states hold no digit (Doc 9303-3, 4.6, 5): one is a letter misread.
        first, _, second = _without_false_fillers(_as_letters(at("names"))).partition("<<")
        surname, given_names, issue_month = _words(first), _words(second), None
    width = layout.width
    return Mrz(
        format=layout.name,
        lines=tuple(text[i : i + width] for i in range(0, len(text), width)),
        document_code=at("document_code").replace("<", ""),
        issuing_state=_as_letters(at("issuing_state")).replace("<", ""),
        surname=surname,
        given_names=given_names,
        document_number=number.replace("<", ""),
        nationality=_as_letters(at("nationality") or at("issuing_state")).replace("<", ""),
        birth_date=_birth(at("birth_date"), on),
        sex={"M": "M", "F": "F"}.get(at("sex"), "X"),
        expiry_date=_expiry(at("expiry_date"), on),
        issue_month=issue_month,
        personal_number=at("personal_number").replace("<", " ").strip(),
        wrong=wrong,
        repaired=repaired,
    )


def _without_false_fillers(names: str) -> str:
    """Names without the letters that readers make of fillers: those of the run that ends the line,
    and one that stands where surname and given names part.
    """
    ended = re.sub(rf"(?:<[{_FILLER_LIKE}])?<<[<{_FILLER_LIKE}]*$", "", names)
    if "<<" not in ended:
        ended = re.sub(rf"<[{_FILLER_LIKE}]<(?=[A-Z]{{2}})", "<<", ended, count=1)
    # « <<LESLIE » is a name, not the run that ends the line.
    return (ended if "<<" in ended else names).strip("<")


def _words(text: str) -> str:
    return " ".join(text.replace("<", " ").split())


def _day(text: str, century_end: int) -> date | None:
    """A day YYMMDD in the hundred years that end with `century_end`."""
    if not re.fullmatch(r"\d{6}", text):
        return None
    year = century_end - (century_end - int(text[:2])) % 100
    try:
        return date(year, int(text[2:4]), int(text[4:6]))
    except ValueError:
        return None


def _birth(text: str, on: date) -> date | None:
    found = _day(text, on.year)
    if found and found > on:
        return _day(text, on.year - 1)
    return found


def _expiry(text: str, on: date) -> date | None:
    return _day(text, on.year + 49)


def _month(text: str, on: date) -> str | None:
    if not re.fullmatch(r"\d{4}", text) or not 1 <= int(text[2:]) <= 12:
        return None
    year = on.year - (on.year - int(text[:2])) % 100
    return f"{year}-{text[2:]}"
