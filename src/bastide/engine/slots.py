"""What a question says of a query's parameters: « ligne onze », « à Cigalon », « le mois dernier ».

1. Numbers in words become figures; « tiret » becomes a dash.
2. Each parameter looks for its value in the question, the most particular kinds first; what one
   took, no other takes.
3. What was found and belongs to no parameter (a month, a date, a commune, a file's number) is told
   too: the question is then about something that the query does not know.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal, Protocol, get_args

from bastide.engine.days import Found, days, months
from bastide.engine.french import Lexicon, fold, shipped_lexicon, tokens
from bastide.engine.matching import near
from bastide.engine.numerals import numerals

ParameterType = Literal["text", "integer", "date", "month", "commune", "choice", "identifier"]
# The most particular first: a file's number is not a year, nor a date a line.
_ORDER: tuple[ParameterType, ...] = (
    "identifier", "date", "month", "choice", "commune", "integer", "text",
)  # fmt: skip
_NUMBER_WORDS = r"(?:\s*(?:n°|no|num[ée]ro|nb|numero|°|:)\s*)?"


class ParameterError(ValueError):
    """A parameter's description or value that cannot be used; the message is in French."""


@dataclass(frozen=True, slots=True)
class Parameter:
    """A typed hole of a query.

    `choices`: value → words that say it. `pattern`: what an identifier looks like, as a regular
    expression over its canonical spelling (`\\d{4}-\\d{4}`). `cues`: words right before the value
    (« ligne »); none: the value may stand anywhere. `required`: asked for when missing; else the
    query receives NULL.
    """

    name: str
    type: ParameterType
    label: str
    required: bool = True
    choices: Mapping[str, tuple[str, ...]] | None = None
    pattern: str = ""
    cues: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Slots:
    """`values`: parameter → value (ISO for dates, INSEE code for a commune). `shown`: how a person
    reads it. `rest`: the question without what was taken. `stray`: what belongs to no parameter."""

    values: Mapping[str, Any]
    shown: Mapping[str, str]
    missing: tuple[Parameter, ...]
    rest: str
    stray: tuple[str, ...]


class Places(Protocol):
    """The communes, as the library knows them."""

    def find(self, text: str) -> list[tuple[int, int, str, str]]:
        """Communes named in a text: start, end, INSEE code, name; longest names first."""


def parameter_from(data: Any) -> Parameter:
    """A `Parameter` from its JSON. Raises `ParameterError`."""
    if not isinstance(data, dict) or not re.fullmatch(r"[a-z_]{1,40}", str(data.get("name", ""))):
        raise ParameterError("Un paramètre porte un nom en minuscules, sans accent.")
    kind: ParameterType | None = data.get("type")
    if kind is None or kind not in get_args(ParameterType):
        raise ParameterError(f"« {kind} » n'est pas un type de paramètre.")
    choices = {str(k): tuple(map(str, v)) for k, v in (data.get("choices") or {}).items()}
    if kind == "choice" and not choices:
        raise ParameterError("Un choix propose au moins une valeur.")
    pattern = str(data.get("pattern") or "")
    if kind == "identifier":
        try:
            re.compile(pattern)
        except re.error:
            pattern = ""
        if not pattern or len(pattern) > 100 or re.search(r"[*+]|\{\d*,\}", pattern):
            raise ParameterError("Un identifiant a une forme bornée, comme \\d{4}-\\d{4}.")
    return Parameter(
        data["name"],
        kind,
        str(data.get("label") or data["name"])[:120],
        bool(data.get("required", True)),
        choices or None,
        pattern,
        tuple(map(str, data.get("cues") or ())),
    )


def read(
    question: str,
    parameters: Sequence[Parameter],
    places: Places,
    today: date,
    lexicon: Lexicon | None = None,
) -> Slots:
    """Reads the parameters of a query in a question."""
    words = lexicon or shipped_lexicon()
    text = in_figures(question)
    taken: list[tuple[int, int]] = []
    values: dict[str, Any] = {}
    shown: dict[str, str] = {}
    for parameter in sorted(parameters, key=lambda p: _ORDER.index(p.type)):
        candidates = [
            found
            for found in _candidates(text, parameter, places, today, words)
            if not any(found.start < e and s < found.end for s, e in taken)
        ]
        distinct = {found.value for found in candidates}
        if len(distinct) == 1 or (distinct and parameter.type in ("commune", "text")):
            found = candidates[0]
            values[parameter.name], shown[parameter.name] = found.value, found.shown
            taken += [(f.start, f.end) for f in candidates if f.value == found.value]
    stray = [
        found.shown
        for found in [*days(text, today), *months(text, today), *_communes(text, places),
                      *_numbers(text)]
        if not any(found.start < e and s < found.end for s, e in taken)
    ]  # fmt: skip
    return Slots(
        values,
        shown,
        tuple(p for p in parameters if p.required and p.name not in values),
        _without(text, taken),
        tuple(dict.fromkeys(stray)),
    )


def accepted(parameter: Parameter, text: str, places: Places, today: date) -> tuple[Any, str]:
    """The value typed in a form, and how it reads. Raises `ParameterError`."""
    told = text.strip()
    if not told:
        if parameter.required:
            raise ParameterError(f"Indiquez : {parameter.label}.")
        return None, ""
    if parameter.type == "text":
        return told[:200], told[:200]
    if parameter.type == "choice" and told in (parameter.choices or {}):
        return told, told
    bare = Parameter(
        parameter.name, parameter.type, parameter.label, True, parameter.choices, parameter.pattern
    )
    slots = read(told, [bare], places, today)
    if parameter.name not in slots.values:
        raise ParameterError(f"« {told[:60]} » ne convient pas pour : {parameter.label}.")
    return slots.values[parameter.name], slots.shown[parameter.name]


def in_figures(question: str) -> str:
    """The question with its numbers in figures, « tiret » as a dash, « 1er » as 1."""
    text = re.sub(r"\s+tirets?\s+", " - ", question, flags=re.IGNORECASE)
    text = re.sub(r"\b1er\b", "1", text)
    pieces, at = [], 0
    for one in numerals(text):
        if one.article or any(c.isdigit() for c in text[one.start : one.end]):
            continue
        pieces += [text[at : one.start], str(one.value)]
        at = one.end
    return "".join([*pieces, text[at:]])


def _candidates(
    text: str, parameter: Parameter, places: Places, today: date, words: Lexicon
) -> list[Found]:
    if parameter.type == "date":
        return days(text, today)
    if parameter.type == "month":
        return months(text, today)
    if parameter.type == "commune":
        return _communes(text, places)
    if parameter.type == "choice":
        return _choices(text, parameter.choices or {}, words)
    if parameter.type == "identifier":
        return _identifiers(text, parameter)
    if parameter.type == "integer":
        return _after_cue(text, parameter.cues, r"\d{1,9}", int)
    return []  # free text is never guessed: it is asked for


def _communes(text: str, places: Places) -> list[Found]:
    return [Found(s, e, insee, name) for s, e, insee, name in places.find(text)]


def _numbers(text: str) -> list[Found]:
    """Numbers that look like a file's or a line's: a query that takes none is not the one."""
    return [
        Found(m.start(), m.end(), m.group(), m.group())
        for m in re.finditer(r"(?<![\w-])[A-Za-z]{0,3}-?\d+(?:[-/]\d+)*[A-Za-z]?(?![\w-])", text)
    ]


def _choices(text: str, choices: Mapping[str, tuple[str, ...]], words: Lexicon) -> list[Found]:
    """Every choice said in the text: the words of a synonym, side by side, in any inflection.
    A longer synonym hides those that are within it (« pas encore traitée » and « traitée »)."""
    said = tokens(text, words)
    found: list[tuple[int, Found]] = []
    for value, synonyms in choices.items():
        for synonym in (value, *synonyms):
            wanted = [(fold(synonym[t.start : t.end]), t.stem) for t in tokens(synonym, words)]
            for at in range(len(said) - len(wanted) + 1):
                window = said[at : at + len(wanted)]
                if wanted and all(
                    _bare(text[t.start : t.end]) == _bare(surface)
                    or (stem and t.stem and near(t.stem, frozenset({stem}), words))
                    for t, (surface, stem) in zip(window, wanted, strict=True)
                ):
                    spot = Found(window[0].start, window[-1].end, value, value)
                    found.append((len(wanted), spot))
    found.sort(key=lambda one: -one[0])
    kept: list[Found] = []
    for _, spot in found:
        if not any(spot.start < k.end and k.start < spot.end and spot.value != k.value
                   for k in kept):  # fmt: skip
            kept.append(spot)
    return kept


def _bare(word: str) -> str:
    """A word without accents, gender nor number, as one types it: « traitees » is « traité »."""
    plain = fold(word)
    return re.sub(r"(?:ees|ee|es|e|s)$", "", plain) if len(plain) > 4 else plain


def _identifiers(text: str, parameter: Parameter) -> list[Found]:
    """The pattern, whatever separates its parts, a last number perhaps without its zeros."""
    loose = re.sub(r"(?<!\[)-(?![^\[]*\])", r"(?:\\s*[-–/._]\\s*|\\s+|)", parameter.pattern)
    width = re.search(r"\\d\{(\d+)\}$", parameter.pattern)
    if width and "-" in parameter.pattern:
        loose = loose[: -len(width.group())] + rf"\d{{1,{width.group(1)}}}"
    found = []
    for match in _spots(text, parameter.cues, loose):
        value = _canonical(match.group("value"), parameter.pattern, width)
        if value:
            found.append(Found(match.start("value"), match.end("value"), value, value))
    return found


def _canonical(said: str, pattern: str, width: re.Match[str] | None) -> str:
    text = said.upper().strip()
    if re.fullmatch(pattern, text):
        return text
    text = re.sub(r"\s*[-–/._]\s*|\s+", "-", text)
    if width:
        head, dash, tail = text.rpartition("-")
        text = head + dash + tail.zfill(int(width.group(1)))
    if re.fullmatch(pattern, text):
        return text
    # The parts were said without anything between them (« GA20260412 »).
    squeezed = text.replace("-", "")
    loose = re.sub(r"(?<!\[)-(?![^\[]*\])", "", pattern)
    if not re.fullmatch(loose, squeezed):
        return ""
    pieces, at = [], 0
    for piece in re.split(r"(?<!\[)-(?![^\[]*\])", pattern):
        match = re.compile(piece).match(squeezed, at)
        if not match:
            return ""
        pieces.append(match.group())
        at = match.end()
    return "-".join(pieces)


def _after_cue(text: str, cues: Sequence[str], shape: str, made: Any) -> list[Found]:
    return [
        Found(m.start("value"), m.end("value"), made(m.group("value")), m.group("value"))
        for m in _spots(text, cues, shape)
    ]


def _spots(text: str, cues: Sequence[str], shape: str) -> list[re.Match[str]]:
    before = ""
    if cues:
        # « ligne 11 », « ligne n° 11 », « ligne de car 11 »: a cue, and at most two small words.
        said = "|".join(re.escape(cue) for cue in sorted(cues, key=len, reverse=True))
        before = rf"(?<!\w)(?:{said})(?:\s+(?:de|du|la|le|en|car|bus|train))*{_NUMBER_WORDS}\s*"
    return list(re.finditer(rf"{before}(?<![\w-])(?P<value>{shape})(?![\w-])", text, re.IGNORECASE))


def _without(text: str, taken: Sequence[tuple[int, int]]) -> str:
    pieces, at = [], 0
    for start, end in sorted(taken):
        if start >= at:
            pieces += [text[at:start], " "]
        at = max(at, end)
    return " ".join("".join([*pieces, text[at:]]).split())
