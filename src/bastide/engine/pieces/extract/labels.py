"""The labels of documents: which one opens a cell, and how much of the cell it takes.

The table is `data/field_labels.tsv`; the longest label wins, and one that a colon ends before any.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from pathlib import Path

from bastide.engine.pieces.kinds import IDENTITY, KINDS
from bastide.engine.pieces.lines import Cell, after_words, plain, starts_with
from bastide.engine.pieces.model import Word

# Leaders touch the feet of the letters before them: a long label stays itself with more slips.
_SHORT, _LONG = 87.0, 80.0
# The same on a text layer, where plurals and abbreviations differ and no letter is misread.
_SET = 85.0


@cache
def labels(kind: str) -> tuple[tuple[str, str], ...]:
    """`(label, field)` of a kind, the longest labels first; a kind's own before everyone's."""
    table = Path(__file__).parent.parent / "data" / "field_labels.tsv"
    own: dict[str, str] = {}
    shared: dict[str, str] = {}
    for line in table.read_text(encoding="utf-8").splitlines():
        if line.startswith("#") or not line:
            continue
        owner, field, label = line.split("\t")
        if owner == kind or (owner == "identity" and kind in IDENTITY):
            own.setdefault(label, field)
        elif owner == "*":
            shared.setdefault(label, field)
    fields = KINDS[kind].fields
    merged = {**shared, **own}
    known = [(label, field if field in fields else "-") for label, field in merged.items()]
    return tuple(sorted(known, key=lambda item: -len(item[0])))


Opening = tuple[str, str, int, float]


def labels_in(cell: Cell, kind: str) -> tuple[Opening, ...]:
    """The label that opens a cell, or nothing: label, field, number of plain words it takes,
    likeness.

    A longer label a little misread (« ACTION SUIVIS ») is likelier than the short one that it
    begins with, unless a colon says where the label ends.
    """
    before_colon = plain(cell.text.partition(":")[0]) if ":" in cell.text else ""
    # A text layer has no slips but those of whoever set the page.
    return _opening(kind, cell.plain, before_colon, cell.confidence == 1)


@lru_cache(maxsize=16384)  # a cell is asked as a label, as a neighbour's value, above and below
def _opening(kind: str, said: str, before_colon: str, sure: bool) -> tuple[Opening, ...]:
    best: tuple[float, float, str, str] = (0.0, 0.0, "", "")
    for label, field in labels(kind):
        least = _SET if sure else _LONG if len(label) >= 14 else _SHORT
        score = starts_with(said, label, least)
        weight = len(label) * (score / 100) ** 2 + 100 * (label == before_colon)
        if score and weight > best[0]:
            best = (weight, score, label, field)
    return ((best[2], best[3], best[2].count(" ") + 1, best[1]),) if best[1] else ()


def label_opens(cell: Cell, kind: str) -> list[str]:
    """The field whose label opens a cell (« - » for a label of none), or nothing."""
    return [field for _, field, _, _ in labels_in(cell, kind)]


def is_label(cell: Cell, kind: str) -> bool:
    """Whether a cell holds a label and nothing else."""
    if cell.text.rstrip().endswith(":"):
        return True
    for _, _, taken, _ in labels_in(cell, kind):
        rest = after_words(cell, taken)
        return not rest or is_decor(" ".join(word.text for word in rest), raw_tail(cell, rest))
    return False


def raw_tail(cell: Cell, rest: tuple[Word, ...]) -> str:
    """What follows a label with the signs that part them."""
    for at in range(len(cell.words)):
        if cell.words[at:][-len(rest) :] == rest and len(cell.words) - at == len(rest):
            signs = [w.text for w in cell.words[:at] if not re.search(r"\w", w.text)]
            return " ".join([*signs[-1:], *(w.text for w in rest)])
    return " ".join(w.text for w in rest)


_MORE_WORDS = (
    "ELEMENT RUBRIQUE CODE COURRIER PAR VOIE ESPACE CURRICULUM VITAE ENTREE SORTIE PRESTATAIRE "
    "DESTINATAIRE EMETTEUR EXPEDITEUR BON POUR ACCORD 1ER JANVIER FEVRIER MARS AVRIL MAI JUIN "
    "JUILLET AOUT SEPTEMBRE OCTOBRE NOVEMBRE DECEMBRE"
)


@cache
def _words_of_forms() -> frozenset[str]:
    """The words of all labels, and those that forms print beside them."""
    table = Path(__file__).parent.parent / "data" / "field_labels.tsv"
    lines = table.read_text(encoding="utf-8").splitlines()
    said = [line.rpartition("\t")[2] for line in lines if not line.startswith("#")]
    return frozenset(" ".join([*said, _MORE_WORDS]).split())


def says_only_labels(text: str) -> bool:
    """Whether a text has no word but those of forms: « Adresse au 1er janvier » names nobody."""
    words = plain(text).split()
    return bool(words) and all(w in _words_of_forms() or w.isdigit() for w in words)


def is_decor(tail: str, raw: str) -> bool:
    """What goes with a label and is no value: its number, its English, « (le cas échéant) »."""
    return bool(
        re.fullmatch(r"(?:\(.{0,40}\)? ?)?[/|].*|\(.{0,40}\) ?:?|.*:", raw)
        or re.fullmatch(r"(?:\(.{0,40}\)? ?)?[/|].*|\(.{0,40}\) ?:?|.*:", tail)
    )
