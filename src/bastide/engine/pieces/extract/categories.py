"""The categories of actions that a Qualiopi certificate covers.

1. Boxes drawn before (or after) the categories decide: each category has its own, told for sure.
2. Else the categories that open a line, numbered or ticked by a sign of the text, or follow a
   colon. Where the page speaks of ticks that nobody could read, they are doubtful.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from bastide.engine.pieces.extract.reading import Reading
from bastide.engine.pieces.lines import Cell, Sheet, plain
from bastide.engine.pieces.model import Box, Tick, Word

_TRAINING = "Actions de formation"
_SKILLS = "Bilans de compétences"
_EXPERIENCE = "Actions permettant de faire valider les acquis de l'expérience"
_APPRENTICE = "Actions de formation par apprentissage"

# The four of code du travail art. L6313-1, as certifiers write them; the longest wording first.
_APPRENTICESHIP = r"PAR (?:LA VOIE DE )?(?:L )?APPRENTISSAGE"
_WORDINGS = (
    (rf"(?:ACTIONS? (?:DE )?)?(?:FORMATIONS? )?{_APPRENTICESHIP}", _APPRENTICE),
    (r"(?:ACTIONS? (?:DE |D )?)?(?:FORMATIONS? (?:EN )?)?(?:L )?APPRENTISSAGE", _APPRENTICE),
    (r"ACTIONS? DE FORMATIONS?", _TRAINING),
    (r"(?:ACTIONS? DE )?BILANS? DE COMPETENCES?", _SKILLS),
    (r"ACTIONS? PERMETTANT (?:DE |LA )(?:FAIRE )?VALID\w+ (?:LES|DES) ACQUIS"
     r"(?: DE L ?EXPERIENCE)?", _EXPERIENCE),
    (r"(?:ACTIONS? DE )?VALIDATIONS? DES ACQUIS(?: DE L ?EXPERIENCE)?", _EXPERIENCE),
    (r"(?:ACTIONS? DE )?VAE", _EXPERIENCE),
)  # fmt: skip
_CATEGORIES = tuple((re.compile(rf"{wording}\b"), name) for wording, name in _WORDINGS)
# What may stand before a category that opens its line: a number, a dash, a box read as a letter.
_BEFORE = re.compile(r"^(?:X )?(?:[IVX]{1,3} |[A-D] |L 6313 1 )?(?:\d ){0,2}")
_MISREAD = re.compile(r"^(?:[A-Z0-9]{1,2} ){1,2}(?=ACTION|BILAN|VALIDATION|VAE|APPRENT|FORMATION)")

_NOT_CERTIFIED = frozenset(["NON", "NO", "NON CERTIFIE", "NON CERTIFIEE", "SANS OBJET"])
_TICKED = re.compile(r"[☐☑☒✓✔✗✘□■]|\[ ?[xX✓]? ?\]|(?<!\w)[xX](?= (?:Action|Bilan|ACTION|BILAN))")
_SURE = 0.5  # confidence of a box under which it was not told


def categories(sheet: Sheet) -> list[Reading]:
    """The categories that a page certifies, in one reading; none when it names none."""
    drawn = _drawn(sheet)
    return _written(sheet) if drawn is None else drawn


@dataclass(frozen=True, slots=True)
class _Named:
    """A category at the head of a cell, and where its first words stand."""

    name: str
    cell: Cell
    box: Box


def _drawn(sheet: Sheet) -> list[Reading] | None:
    """By boxes drawn beside the categories; None when there are none."""
    ticks = sheet.ticks
    if not ticks:
        return None
    named = _named(sheet)
    if len({one.name for one in named}) < 2:
        return None
    sides = {side: [_beside(one, ticks, sheet, side) for one in named] for side in (-1, 1)}
    if not any(any(boxes) for boxes in sides.values()):
        return None
    words = tuple(word for one in named for word in one.cell.words)
    for boxes in sides.values():
        told = [tick for tick in boxes if tick is not None and tick.confidence >= _SURE]
        # Each category has a box of its own, all are told, and one at least is ticked.
        if len(told) == len(named) == len(set(map(id, told))) and any(t.ticked for t in told):
            chosen = [one.name for one, tick in zip(named, told, strict=True) if tick.ticked]
            if set(chosen) & {o.name for o, t in zip(named, told, strict=True) if not t.ticked}:
                break  # named twice, ticked once
            value = ", ".join(dict.fromkeys(chosen))
            sure = min(tick.confidence for tick in told)
            return [Reading("categories", value, value, words, 0.95 * sure)]
    value = ", ".join(dict.fromkeys(one.name for one in named))
    return [Reading("categories", value, value, words, 0.2)]


def _named(sheet: Sheet) -> list[_Named]:
    found: list[_Named] = []
    for cell in sheet.cells:
        opening = _opening(cell.plain)
        name = _category(cell.plain[opening:])
        if name is None:
            continue
        if name == _TRAINING and _goes_on(sheet, cell):
            name = _APPRENTICE
        first = _word_at(cell, cell.plain[:opening].count(" "))
        found.append(_Named(name, cell, Box(first.box.left, first.box.top, cell.box.right,
                                            first.box.bottom)))  # fmt: skip
    return found


def _word_at(cell: Cell, count: int) -> Word:
    """The word of a cell that follows its first `count` plain words; signs are none."""
    seen = 0
    for word in cell.words:
        own = len(plain(word.text).split())
        if own and seen >= count:
            return word
        seen += own
    return cell.words[-1]


def _opening(text: str) -> int:
    """How many characters stand before a category that opens a line."""
    found = _MISREAD.match(text) or _BEFORE.match(text)
    return found.end() if found else 0


def _category(text: str) -> str | None:
    return next((name for form, name in _CATEGORIES if form.match(text)), None)


def _goes_on(sheet: Sheet, cell: Cell) -> bool:
    """« Actions de formation » at the end of a line, « par apprentissage » under it."""
    if not re.search(r"FORMATIONS?$", cell.plain):
        return False
    return any(re.match(_APPRENTICESHIP, under.plain) for under in sheet.below(cell, 0.9))


def _beside(one: _Named, ticks: tuple[Tick, ...], sheet: Sheet, side: int) -> Tick | None:
    """The box just before (-1) or after (1) a category, at its height."""
    best: tuple[float, Tick] | None = None
    height = one.box.bottom - one.box.top
    for tick in ticks:
        middle = (tick.box.top + tick.box.bottom) / 2
        if not one.box.top - 0.5 * height <= middle <= one.box.bottom + 0.5 * height:
            continue
        away = one.box.left - tick.box.right if side < 0 else tick.box.left - one.box.right
        away *= sheet.ratio  # in heights of the page
        # A box is read as a letter that touches the first word, or stands a few letters away;
        # after the words it may be at the end of its line.
        near = 4 * sheet.height if side < 0 else 60 * sheet.height
        if -0.5 * sheet.height <= away <= near and (best is None or away < best[0]):
            best = (away, tick)
    return best[1] if best else None


def _written(sheet: Sheet) -> list[Reading]:
    """By the text: a box that is left empty is no category."""
    said: list[str] = []
    words: list[Word] = []
    # « Les catégories cochées » whose ticks are drawn and no words: which ones, nobody read.
    unread = bool(re.search(r"\bCOCHEE?S?\b", sheet.plain)) and not _TICKED.search(sheet.text)
    for cell in sheet.cells:
        if re.match(r"\s*(?:\[ ?\]|☐|□)", cell.text):
            continue
        label, _, tail = cell.text.rpartition(":")
        text = _BEFORE.sub("", plain(tail if label else cell.text))
        if plain(sheet.rows[cell.row][-1].text) in _NOT_CERTIFIED:
            continue
        found: list[tuple[int, str]] = []
        for form, name in _CATEGORIES:
            match = form.search(text) if label else form.match(text)
            if match:
                own = _APPRENTICE if name == _TRAINING and _goes_on(sheet, cell) else name
                found.append((match.start(), own))
                text = text[: match.start()] + " " * len(match[0]) + text[match.end() :]
        said += [name for _, name in sorted(found)]
        words += cell.words if found else ()
    if not said:
        return []
    value = ", ".join(dict.fromkeys(said))
    return [Reading("categories", value, value, tuple(words), 0.2 if unread else 0.9)]
