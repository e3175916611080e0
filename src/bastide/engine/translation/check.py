"""What is doubtful in a translation, by code: numbers, dates, links, terms, what was left.

A doubt is told to the person who reads the translation again; it never changes a word.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator, Sequence

from bastide.engine.french import fold
from bastide.engine.numerals import numerals
from bastide.engine.translation.model import Doubt
from bastide.engine.translation.protect import Piece

MONTHS = {
    "fr": "janvier fevrier mars avril mai juin juillet aout septembre octobre novembre decembre",
    "oc": "genier febrier marc abril mai junh julhet agost setembre octobre novembre decembre",
    "ca": "gener febrer marc abril maig juny juliol agost setembre octubre novembre desembre",
    "es": "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre "
    "diciembre",
    "it": "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre "
    "dicembre",
    "pt": "janeiro fevereiro marco abril maio junho julho agosto setembro outubro novembro "
    "dezembro",
    "en": "january february march april may june july august september october november december",
}
# Words without which a sentence of the language denies nothing.
_DENIES = {
    "fr": r"\b(?:ne|n['’]|non|pas|jamais|aucune?|rien|sans|ni)(?:\b|(?<=['’]))",
    "oc": r"\b(?:pas|non|jamai|jamais|res|cap|sens|sense|ni)\b",
    "ca": r"\b(?:no|n['’]|mai|res|cap|sense|ni|tampoc)(?:\b|(?<=['’]))",
    "es": r"\b(?:no|nunca|jam[áa]s|nada|nadie|ning[úu]n\w*|sin|ni|tampoco)\b",
    "it": r"\b(?:non|no|mai|nulla|niente|nessun\w*|senza|n[ée]|neanche)\b",
    "pt": r"\b(?:n[ãa]o|nunca|jamais|nada|ningu[ée]m|nenhum\w*|sem|nem)\b",
    "en": r"\b(?:not|no|never|nothing|none|nobody|cannot|without|nor|neither)\b|n['’]t\b",
}
_FRENCH_DENIAL = re.compile(
    r"\b(?:ne|n['’])\s?(?:[\w'’\-]+\s){0,4}?(?:pas|jamais|aucune?|rien)\b", re.IGNORECASE
)
_NUMBER = re.compile(r"\d+(?:[ \u00a0\u202f]\d{3}(?!\d)|[.,]\d+)*")
_SPACED = re.compile(r"[ \u00a0\u202f.,]")
# Words of a sentence that comes back word for word as it went in, to be doubtful.
_COPIED_WORDS = 4
# Lengths in characters that a translation keeps within, beyond short sentences.
_SHORT, _LEAST, _MOST = 40, 0.45, 2.2


def doubts(
    source: str,
    target: str,
    kept: Sequence[Piece],
    unknown: Collection[str],
    languages: tuple[str, str],
) -> tuple[Doubt, ...]:
    """Why a translation is to be read again, the gravest first. `languages`: from, to."""
    return tuple(
        doubt
        for check in (_empty, _numbers, _dates, _pieces, _denial, _copied, _length)
        for doubt in check(source, target, kept, languages)
    ) + tuple(_unknown(unknown, kept, source))


def _empty(source: str, target: str, *_: object) -> Iterator[Doubt]:
    if re.search(r"\w", source) and not re.search(r"\w", target):
        yield Doubt("empty", "Le moteur n'a rien rendu pour cette phrase.")


def _numbers(
    source: str, target: str, kept: Sequence[Piece], languages: tuple[str, str]
) -> Iterator[Doubt]:
    asked, given = _figures(source), _figures(target)
    for piece in kept:  # a term may hold other figures on the two sides
        if piece.what == "term":
            asked -= _figures(source[piece.start : piece.end])
            given -= _figures(piece.written)
    lost, added = asked - given, given - asked
    if added and languages[0] == "fr":  # « quinze » may become 15
        said = Counter(str(one.value) for one in numerals(source) if one.value == int(one.value))
        added -= said
    for figure in lost:
        yield Doubt("number", f"Le nombre {figure} ne se retrouve pas dans la traduction.", figure)
    for figure in added:
        yield Doubt("number", f"Le nombre {figure} n'est pas dans le texte de départ.", figure)


def _figures(text: str) -> Counter[str]:
    """Numbers without their separators, which languages write each in their own way."""
    return Counter(_SPACED.sub("", match.group()) for match in _NUMBER.finditer(text))


def _dates(
    source: str, target: str, _: Sequence[Piece], languages: tuple[str, str]
) -> Iterator[Doubt]:
    """« 12 mars » has the twelfth and March on the other side, near each other."""
    names, others = (MONTHS.get(one, "").split() for one in languages)
    if not names or not others:
        return
    said, written = fold(source), fold(target)
    day = re.compile(rf"\b(\d{{1,2}})(?:\s?er|\S)?\s+(?:d[e'’]\s?)?({'|'.join(names)})\b")
    for match in day.finditer(said):
        month = others[names.index(match[2])]
        number = rf"(?<!\d){match[1]}(?!\d)"
        near = rf"{number}\D{{0,12}}\b{month}\b|\b{month}\b\D{{0,6}}{number}"
        if not re.search(near, written):
            told = source[match.start() : match.end()] if len(said) == len(source) else match[0]
            yield Doubt("date", f"La date « {told} » est à vérifier.", told)


def _pieces(source: str, target: str, kept: Sequence[Piece], _: object) -> Iterator[Doubt]:
    wanted = Counter((piece.what, piece.written) for piece in kept)
    for (what, written), count in wanted.items():
        if what == "number" or target.count(written) >= count:
            continue
        if what == "term":
            yield Doubt("term", f"Le terme « {written} » du glossaire n'y est pas.", written)
        elif what == "link":
            yield Doubt("link", f"« {written} » n'est plus écrit de même.", written)
        else:
            yield Doubt("placeholder", f"« {written} » ne se retrouve pas.", written)


def _denial(
    source: str, target: str, _: Sequence[Piece], languages: tuple[str, str]
) -> Iterator[Doubt]:
    pattern = _DENIES.get(languages[1])
    if languages[0] != "fr" or pattern is None or not _FRENCH_DENIAL.search(source):
        return
    if not re.search(pattern, target, re.IGNORECASE):
        yield Doubt("negation", "La négation du texte ne se retrouve pas dans la traduction.")


def _copied(source: str, target: str, *_: object) -> Iterator[Doubt]:
    words = re.findall(r"[^\W\d_]{2,}", source)
    if len(words) >= _COPIED_WORDS and source.split() == target.split():
        yield Doubt("untranslated", "La phrase est restée telle quelle.")


def _length(source: str, target: str, *_: object) -> Iterator[Doubt]:
    ratio = len(target) / max(1, len(source))
    if len(source) >= _SHORT and target and not _LEAST <= ratio <= _MOST:
        what = "courte" if ratio < 1 else "longue"
        yield Doubt("length", f"La traduction est bien plus {what} que le texte de départ.")


def _unknown(unknown: Collection[str], kept: Sequence[Piece], source: str) -> Iterator[Doubt]:
    """Words in lower case: those with a capital are mostly names."""
    for word in sorted(unknown):
        if word.islower():
            yield Doubt("unknown", f"Le moteur ne connaît pas « {word} » : laissé tel quel.", word)
