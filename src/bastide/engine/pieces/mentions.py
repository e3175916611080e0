"""A name that is known already, looked for on a page: to verify is surer than to extract.

A label may be new and a name cut in two lines; the person or the firm that other documents name is
still written there, and then in a cell of its own or between words that are no names.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from bastide.engine.pieces.companies import compare_companies
from bastide.engine.pieces.likeness import token_likeness
from bastide.engine.pieces.lines import Cell, Sheet
from bastide.engine.pieces.model import Word
from bastide.engine.pieces.names import PersonName, tokens

_MOST_CELLS = 400
_PARTS = re.compile(r"[:,;.»()]$")  # what ends a name, or comes before one
_NOT_NAMES = frozenset("NOM PRENOM PRENOMS NEE NE EPOUSE EPOUX".split())


@dataclass(frozen=True, slots=True)
class Mention:
    """Where a known name stands: its words in reading order, and the worst confidence of them."""

    words: tuple[Word, ...]

    @property
    def text(self) -> str:
        return " ".join(word.text for word in self.words)

    @property
    def confidence(self) -> float:
        return min(word.confidence for word in self.words)


def person_on(sheet: Sheet, name: PersonName) -> Mention | None:
    """The whole surname and the first given name side by side, in either order; None without.

    A capitalised word that touches them makes it another name: « Paul Jean MARTIN » is not Jean
    MARTIN, nor is « Jean MARTIN DUPONT ».
    """
    given = [_parts((token,)) for token in tokens(name.given_names)]
    surnames = [p for text in (name.surname, name.usage_name) if (p := _parts(tokens(text)))]
    if not given or not surnames:
        return None
    for run in _runs(sheet):
        for surname in surnames:
            for order in _orders(surname, given):
                found = _find(run, order)
                if found is not None:
                    return Mention(found)
    return None


def surname_on(sheet: Sheet, surname: str) -> Mention | None:
    """A surname that stands alone in a cell, or after its label; None without."""
    order = _parts(tokens(surname))
    for run in _runs(sheet) if order else ():
        found = _find(run, order)
        if found is not None:
            return Mention(found)
    return None


def firm_on(sheet: Sheet, name: str) -> Mention | None:
    """A cell, or two stacked ones, that is a firm's name whatever its legal form; None without."""
    for cell in sheet.cells[:_MOST_CELLS]:
        for words in _wrapped(sheet, cell):
            text = re.sub(r"^[^:]{2,40}: ", "", " ".join(word.text for word in words))
            if len(text) < 90 and compare_companies(text, name).outcome == "same":
                return Mention(words)
    return None


def _wrapped(sheet: Sheet, cell: Cell) -> Iterator[tuple[Word, ...]]:
    """A cell's words, and those with the line under it."""
    yield cell.words
    for under in sheet.below(cell, 0.9)[:1]:
        yield (*cell.words, *under.words)


Run = list[tuple[str, Word]]


def _runs(sheet: Sheet) -> Iterator[Run]:
    """The tokens of each cell, and of each with the line under it."""
    for cell in sheet.cells[:_MOST_CELLS]:
        for words in _wrapped(sheet, cell):
            yield [(part, word) for word in words for part in _parts(tokens(word.text)) or ("",)]


def _parts(found: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(part for token in found for part in token.split("-") if part)


def _orders(surname: tuple[str, ...], given: list[tuple[str, ...]]) -> Iterator[tuple[str, ...]]:
    """What may be written: one given name or more of them, before the surname or after it."""
    for count in range(len(given), 0, -1):
        said = [part for parts in given[:count] for part in parts]
        yield (*said, *surname)
        yield (*surname, *said)


def _find(run: Run, order: tuple[str, ...]) -> tuple[Word, ...] | None:
    size = len(order)
    for at in range(len(run) - size + 1):
        window = run[at : at + size]
        if (
            all(token_likeness(t, o) == 2 for (t, _), o in zip(window, order, strict=True))
            and _opens(run[at - 1] if at else None, window[0][1])
            and _closes(window[-1][1], run[at + size] if at + size < len(run) else None)
        ):
            return tuple(dict.fromkeys(word for _, word in window))
    return None


def _opens(before: tuple[str, Word] | None, first: Word) -> bool:
    """Whether a name may begin after that word."""
    return before is None or (
        before[1] is not first and (bool(_PARTS.search(before[1].text)) or _no_name(*before))
    )


def _closes(last: Word, after: tuple[str, Word] | None) -> bool:
    """Whether a name may end before that word."""
    return after is None or (
        after[1] is not last and (bool(_PARTS.search(last.text)) or _no_name(*after))
    )


def _no_name(token: str, word: Word) -> bool:
    return (
        not token
        or token in _NOT_NAMES
        or not word.text[:1].isupper()
        or bool(re.search(r"\d", word.text))
    )
