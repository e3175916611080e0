"""What a sentence counts, dates and bounds: amounts, percentages, delays, hours, dates, ages.

1. Contacts are left out: a telephone number is no figure (`engine.contacts`).
2. Dates are read first (« 19 juillet 2026 », « 2026-07-19 », « 19/07 »), then numbers in figures or
   in words (`engine.numerals`), each with what it counts.
3. A figure carries its bound: « au moins trois » is not « trois au plus », « à partir du 9 juin »
   is not « jusqu'au 9 juin ».

Two texts say the same figure when kind, value, what is counted and bound agree (`agrees`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from bastide.engine import contacts
from bastide.engine.french import Lexicon, analyse, fold, shipped_lexicon
from bastide.engine.matching import near
from bastide.engine.numerals import numerals

Kind = Literal[
    "money", "percent", "time", "length", "weight", "volume", "area", "clock", "date", "count"
]
Bound = Literal["", "most", "least", "within", "from", "until"]

MONTHS = (
    "janvier", "fevrier", "mars", "avril", "mai", "juin", "juillet", "aout", "septembre",
    "octobre", "novembre", "decembre",
)  # fmt: skip
_MONTH = (
    r"janvier|f[ée]vrier|mars|avril|mai|juin|juillet|ao[uû]t|septembre|octobre|novembre|d[ée]cembre"
)
_B = r"[ \u00a0\u202f]"
_DATE = re.compile(
    rf"\b(?P<day>\d{{1,2}}|1{_B}?er|premier){_B}(?P<month>{_MONTH})\b(?:{_B}(?P<year>\d{{4}})\b)?"
    rf"|\b(?P<iso>\d{{4}}-\d\d-\d\d)\b"
    rf"|\b(?P<d>\d{{1,2}})[/.](?P<m>\d{{1,2}})(?:[/.](?P<y>\d{{4}}|\d\d))?\b(?!{_B}?[€%])"
    rf"|\b(?P<part>mi|fin|début|courant)?[ -]?(?P<alone>{_MONTH})\b(?:{_B}(?P<when>\d{{4}})\b)?",
    re.IGNORECASE,
)
_CLOCK = re.compile(
    rf"(?<![\d,])(?P<h>\d{{1,2}}){_B}?(?:h|heures?)(?![a-zé])(?:{_B}?(?P<min>\d\d)(?!\d|{_B}?[€%]))?"
    r"|\b(?P<hh>\d{1,2}):(?P<mm>\d\d)\b|\b(?P<noon>midi|minuit)\b",
    re.IGNORECASE,
)
_UNITS: tuple[tuple[str, Kind, str], ...] = (
    (r"(?:d['’])?(?:€|euros?\b|eur\b)", "money", "€"),
    (r"(?:%|pour[ -]cent\b)", "percent", "%"),
    (r"jours?\b", "time", "jour"),
    (r"semaines?\b", "time", "semaine"),
    (r"mois\b", "time", "mois"),
    (r"(?:ans?|ann[ée]es?)\b", "time", "an"),
    (r"minutes?\b", "time", "minute"),
    (r"(?:kilom[èe]tres?|km)\b", "length", "km"),
    (r"(?:m[èe]tres?|m)\b(?![²2])", "length", "m"),
    (r"heures?\b", "clock", "h"),
    (r"(?:kilogrammes?|kilos?|kg)\b", "weight", "kg"),
    (r"(?:grammes?|(?-i:g))\b", "weight", "g"),
    (r"(?:tonnes?|(?-i:t))\b", "weight", "t"),
    (r"(?:litres?\b|(?-i:l)(?![\w'’]))", "volume", "l"),
    (r"(?:hectares?|(?-i:ha))\b", "area", "ha"),
)
# What larger units hold of the one that figures are compared in.
_SCALED = {"km": ("m", 1_000), "h": ("min", 60), "kg": ("g", 1_000), "t": ("g", 1_000_000)}
_UNIT = [(re.compile(rf"{_B}*{pattern}", re.IGNORECASE), k, u) for pattern, k, u in _UNITS]
_GAP = r"(?:pas|que|d[eu'’]|des|les?|la|l['’]|à|a|au|aux|un|une|est|sont|soit|en|ces|ses)"

_LESS = r"moins d[e'’]|inf[ée]rieure?s? [àa]|en dessous d[eu]|au-dessous d[eu]"
_MORE = r"plus d[e'’]|sup[ée]rieure?s? [àa]|au-dessus d[eu]|au-delà d[eu]|d[ée]pass\w+|exc[èe]d\w+"
_MOST = (
    rf"{_LESS}|au plus|maximum|maximal\w*|au maximum|jusqu['’](?:à|au|en)|dans la limite d[e'’]"
    r"|limit[ée]\w* à|plafonn[ée]\w* à|plafond \w*"
)
_LEAST = rf"{_MORE}|au moins|minimum|minimal\w*|au minimum|à partir d[eu]|dès"
_WITHIN = r"sous|dans|d['’]ici|en|d[ée]lai d[e'’]|avant"
_FROM = (
    r"à partir d[eu]|dès(?: le)?|depuis(?: le)?|à compter d[eu]|apr[èe]s(?: le)?"
    r"|du|entre(?: le)?"
    r"|(?:ouvr|ouvert|d[ée]but|commenc|d[ée]marr)\w*(?: \w+){0,3}? le"
)
_UNTIL = (
    r"jusqu['’](?:au|en|à|à la)|avant(?: le| la)?|au plus tard(?: le)?|d['’]ici(?: le| au)?|au"
    r"|(?:ferm|cl[ôo]t|limite|termin|finit|finissent|fin|[ée]ch[ée]ance)\w*(?: \w+){0,3}? le"
)


def _ending(pattern: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{pattern})(?:\s+{_GAP})*\s*$", re.IGNORECASE)


_BEFORE_NUMBER: tuple[tuple[re.Pattern[str], Bound], ...] = (
    (_ending(_MOST), "most"),
    (_ending(_LEAST), "least"),
    (_ending(_WITHIN), "within"),
)
_AFTER_NUMBER: tuple[tuple[re.Pattern[str], Bound], ...] = (
    (re.compile(r"[ ,]*(?:\w+ ){0,3}?(?:au plus|maximum|au maximum|max\b|ou moins)", re.I), "most"),
    (
        re.compile(r"[ ,]*(?:\w+ ){0,3}?(?:au moins|minimum|au minimum|et plus|ou plus)", re.I),
        "least",
    ),
)  # fmt: skip
_BEFORE_DATE: tuple[tuple[re.Pattern[str], Bound], ...] = (
    (_ending(_UNTIL), "until"),
    (_ending(_FROM), "from"),
)
# « après 12 h » is no « avant 12 h »; the other bounds of an hour are those of a number.
_BEFORE_CLOCK: tuple[tuple[re.Pattern[str], Bound], ...] = (
    (_ending(r"apr[èe]s|passée?s?"), "from"),
    *_BEFORE_NUMBER,
)
_FLIPPED = re.compile(
    rf"\b(?:ne\s|n['’])(?:(?!\brien\b)[^,;.:]){{0,60}}?\b(?:{_MORE}|{_LESS})(?:\s+{_GAP})*\s*$",
    re.IGNORECASE,
)
_FLIP: dict[Bound, Bound] = {"most": "least", "least": "most"}
_BARE = frozenset(["moin", "plus", "maximum", "minimum", "maximal", "minimal"])  # stems of bounds
_CLAUSE = re.compile(r"[;:.!?|\n]|,\s")


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure at `[start, end)`. `value`: a number, or (year, month, day) with 0 where unsaid;
    clock times are minutes after midnight. `around`: stems of the words near it."""

    kind: Kind
    value: Decimal | tuple[int, int, int]
    unit: str
    start: int
    end: int
    bound: Bound = ""
    around: frozenset[str] = frozenset()


def without_contacts(text: str) -> str:
    """The text with its contacts blanked, offsets unchanged."""
    for one in contacts.found(text):
        text = text[: one.start] + " " * (one.end - one.start) + text[one.end :]
    return text


def figures(text: str, lexicon: Lexicon | None = None) -> list[Figure]:
    """The figures of a text in reading order."""
    words = lexicon or shipped_lexicon()
    plain = without_contacts(text)
    found = [_dated(plain, m) for m in _DATE.finditer(plain)]
    plain = _blanked(plain, found)
    found += [_timed(plain, m) for m in _CLOCK.finditer(plain)]
    plain = _blanked(plain, found)
    found += _counted(plain, words)
    return sorted(found, key=lambda one: one.start)


def _blanked(text: str, found: list[Figure]) -> str:
    for one in found:
        text = text[: one.start] + "\x00" * (one.end - one.start) + text[one.end :]
    return text


def _dated(text: str, match: re.Match[str]) -> Figure:
    group = match.groupdict()
    part = ""
    if group["iso"]:
        year, month, day = map(int, group["iso"].split("-"))
    elif group["d"]:
        day, month, year = int(group["d"]), int(group["m"]), int(group["y"] or 0)
        year += 2000 if 0 < year < 100 else 0
    elif group["alone"]:
        year, month, day = int(group["when"] or 0), MONTHS.index(fold(group["alone"])) + 1, 0
        part = fold(group["part"] or "")
    else:
        day = 1 if not group["day"].isdigit() else int(group["day"])
        month, year = MONTHS.index(fold(group["month"])) + 1, int(group["year"] or 0)
    start = match.start() + (len(match.group()) - len(match.group().lstrip(" -")))
    bound = _bound(text, start, match.end(), _BEFORE_DATE, ())
    return Figure("date", (year, month, day), part, start, match.end(), bound)


def _timed(text: str, match: re.Match[str]) -> Figure:
    group = match.groupdict()
    if group["noon"]:
        minutes = 720 if group["noon"].lower() == "midi" else 0
    else:
        minutes = int(group["h"] or group["hh"]) * 60 + int(group["min"] or group["mm"] or 0)
    bound = _bound(text, match.start(), match.end(), _BEFORE_CLOCK, _AFTER_NUMBER)
    return Figure("clock", Decimal(minutes), "min", match.start(), match.end(), bound)


def _counted(text: str, words: Lexicon) -> Iterator[Figure]:
    for one in numerals(text):
        kind, unit, value, end = _what(text, one.end, one.value)
        if kind == "count":
            kind, unit, value = _shared(text, end, value)
        if one.article and kind != "time":
            continue
        bound = _bound(text, one.start, end, _BEFORE_NUMBER, _AFTER_NUMBER)
        around = frozenset[str]()
        if kind == "count":
            ahead = _CLAUSE.split(text[end : end + 60].lstrip("\x00"))[0]
            behind = _CLAUSE.split(text[max(0, one.start - 40) : one.start])[-1]
            around = frozenset([*analyse(behind, words)[-2:], *analyse(ahead, words)[:3]]) - _BARE
        yield Figure(kind, value, unit, one.start, end, bound, around)


def _what(text: str, end: int, value: Decimal) -> tuple[Kind, str, Decimal, int]:
    for pattern, kind, unit in _UNIT:
        match = pattern.match(text, end)
        if match:
            if unit == "m" and kind == "length" and value == 0:
                continue
            small, times = _SCALED.get(unit, (unit, 1))
            return kind, small, value * times, match.end()
    return "count", "", value, end


_TO_NEXT = re.compile(r"\s*(?:à|et|ou|-|–)\s*(?=\w)")


def _shared(text: str, end: int, value: Decimal) -> tuple[Kind, str, Decimal]:
    """« de 450 à 700 € »: the first number counts what the second does."""
    link = _TO_NEXT.match(text, end)
    following = next((n for n in numerals(text[link.end() :][:24]) if n.start == 0), None) if (
        link) else None  # fmt: skip
    if link is None or following is None:
        return "count", "", value
    kind, unit, scaled, _ = _what(text, link.end() + following.end, value)
    return kind, unit, scaled


def _bound(
    text: str,
    start: int,
    end: int,
    before: tuple[tuple[re.Pattern[str], Bound], ...],
    after: tuple[tuple[re.Pattern[str], Bound], ...],
) -> Bound:
    ahead = text[end : end + 30]
    for pattern, bound in after:
        if pattern.match(ahead):
            return bound
    behind = re.split(r"[;:.!?|\n]", text[max(0, start - 90) : start])[-1]
    for pattern, bound in before:
        if pattern.search(behind):
            return _FLIP.get(bound, bound) if _FLIPPED.search(behind) else bound
    return ""


# Bounds that say the same of a figure: a delay « sous 15 jours » is « dans les 15 jours », and the
# date that ends a period may be told without saying so.
_SAME: dict[Bound, frozenset[Bound]] = {
    "": frozenset(["", "within", "from", "until"]),
    "within": frozenset(["", "within", "most", "until"]),
    "most": frozenset(["most", "within"]),
    "least": frozenset(["least", "from"]),
    "from": frozenset(["from", "", "least"]),
    "until": frozenset(["until", "", "within", "most"]),
}


def agrees(said: Figure, written: Figure, lexicon: Lexicon | None = None) -> bool:
    """Whether the figure of a sentence is that of its source. A year or what is counted may be left
    unsaid, never added."""
    if said.kind != written.kind or said.bound not in _bounds(written):
        return False
    if isinstance(said.value, tuple) and isinstance(written.value, tuple):
        year, *day = said.value
        other, *same = written.value
        return day == same and year in (0, other) and said.unit == written.unit
    if said.value != written.value or said.unit != written.unit:
        return False
    if said.kind != "count" or not said.around or not written.around:
        return True
    words = lexicon or shipped_lexicon()
    return any(near(stem, written.around, words) for stem in said.around)


def _bounds(written: Figure) -> frozenset[Bound]:
    if written.kind != "date" and written.bound == "":
        return frozenset(["", "within"])
    return frozenset(b for b, same in _SAME.items() if written.bound in same)
