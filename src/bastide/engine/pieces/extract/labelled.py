"""Values beside their labels: in the same cell, in the next one of the row, or below.

1. Each cell is compared with the labels of the kind (`data/field_labels.tsv`), the longest first.
2. Its value is what follows in the cell, else the next cell unless that is a label too, else what
   stands below (a form's column, a table's header); on pages that set labels under their values,
   what stands above.
3. A value counts only when it has its field's form.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from bastide.engine.pieces.amounts import find_amounts
from bastide.engine.pieces.extract.labels import (
    is_decor,
    is_label,
    label_opens,
    labels_in,
    raw_tail,
)
from bastide.engine.pieces.extract.people import BORN, is_complement, opens_a_complement
from bastide.engine.pieces.extract.reading import Reading, field_value, is_proper
from bastide.engine.pieces.kinds import KINDS, Form
from bastide.engine.pieces.letters import fold
from bastide.engine.pieces.lines import Cell, Sheet, after_words, plain
from bastide.engine.pieces.model import Word

# Names and texts have no form of their own: what stands below a label may be anything.
_LOOSE: tuple[Form, ...] = ("name", "text")
_NEAR = 4  # rows over and under a label that tell how its table is set
_MOST_ROWS = 200
_WRAPPED_HEADING = 4.0  # lines from a table's heading to its first row
_COLUMNS = 12  # of a table, as many as are looked at
_FIRMS = ("issuer", "bank", "employer", "body_name")
_OWN_NAMES = ("surname", "given_names", "usage_name")
_OF = r"d['’]|de |du |des |la |le |les |l['’]"
_WRAPS = ("training_title", "address", "holder", "body_name", "full_name")


def labelled(sheet: Sheet, kind: str) -> Iterator[Reading]:
    """Every reading of a field beside one of its labels."""
    votes = _votes_under(sheet, kind)
    whole = sum(votes.values()) > 0
    for cell in sheet.cells:
        here = (votes.get(cell.row - n, 0) + votes.get(cell.row + n, 0) for n in range(_NEAR + 1))
        under = next((number > 0 for number in here if number), whole)
        for label, field, taken, likeness in labels_in(cell, kind):
            if field == "-":
                continue
            form = KINDS[kind].fields[field]
            for rank, words in _values(sheet, cell, kind, taken, form, field, under):
                words = _cleared(words)
                if not words:
                    continue
                text = " ".join(word.text for word in words)
                if field == "full_name":
                    text = BORN.split(text)[0]  # « Mme Zoé FICTIVE, née EXEMPLE »
                found = field_value(field, form, kind, text)
                if found and _plausible(field, form, found[0]):
                    value, proved, repaired = found
                    if field == "certification" and value.isdigit():
                        value = ("RS" if label.split()[-1] == "RS" else "RNCP") + value
                    # A label misread: a value that tells itself by its form is still likely.
                    rank *= likeness / 100 if form not in _LOOSE else (likeness / 100) ** 2
                    if label == "DATE" and not after_words(cell, taken):
                        rank *= 0.8  # the heading of a column, perhaps of other days
                    if field == "total_excl_tax" and "TOTAL" not in label:
                        rank *= 0.9  # the teaching cost alone, when fees are counted apart
                    yield Reading(field, value, text, words, rank, proved, repaired)
                    if form not in _LOOSE:
                        break


# Dot leaders are read as short words of low confidence (tesseract, « ee », « Re »).
_SURE = 0.6


def _noise(cell: Cell) -> bool:
    """Whether a cell is what a reader makes of dot leaders or of a rule."""
    return not cell.plain or (len(cell.plain) <= 6 and cell.confidence < _SURE)


def _cleared(words: tuple[Word, ...]) -> tuple[Word, ...]:
    """The words without the doubtful short ones that lead to a sure one; digits are kept."""
    at = 0
    while (
        at < len(words)
        and words[at].confidence < _SURE
        and len(words[at].text) <= 6
        and not re.search(r"\d", words[at].text)
    ):
        at += 1
    return words[at:] if any(word.confidence >= _SURE for word in words[at:]) else words


def labels_under(sheet: Sheet, kind: str) -> bool:
    """Whether the page sets its labels under their values, as some tables of cards do: told by the
    labels of fields that have a form (dates, numbers, amounts), by what stands nearest."""
    return sum(_votes_under(sheet, kind).values()) > 0


def _votes_under(sheet: Sheet, kind: str) -> dict[int, int]:
    """For each row, how many of its labels stand under their values, less those that do not: one
    table of a page may set them so, and the next above."""
    votes: dict[int, int] = {}
    for cell in sheet.cells:
        for _, field, taken, _ in labels_in(cell, kind):
            form = KINDS[kind].fields.get(field)
            if form is None or form in _LOOSE or after_words(cell, taken):
                continue
            right = sheet.right_of(cell)
            if right is not None and field_value(field, form, kind, right.text):
                votes[cell.row] = votes.get(cell.row, 0) - 1
                continue
            upper, lower = sheet.above(cell), next(iter(sheet.below(cell, 1.6)), None)
            up = upper is not None and bool(field_value(field, form, kind, upper.text))
            down = lower is not None and bool(field_value(field, form, kind, lower.text))
            if up and down and upper is not None and lower is not None:
                gaps = cell.box.top - upper.box.bottom, lower.box.top - cell.box.bottom
                up, down = gaps[0] < 0.7 * gaps[1], gaps[1] < 0.7 * gaps[0]
            elif up and upper is not None and _answers_above(sheet, cell, upper, kind):
                up = False
            votes[cell.row] = votes.get(cell.row, 0) + up - down
    for number, row in enumerate(sheet.rows[:_MOST_ROWS]):
        if len(row) > 1 and number not in votes and all(is_label(cell, kind) for cell in row):
            vote = _answers(sheet, number, -1, kind) - _answers(sheet, number, 1, kind)
            votes |= {number: vote} if vote else {}
    return votes


def _answers_above(sheet: Sheet, cell: Cell, value: Cell, kind: str) -> bool:
    """Whether the value over a label stands nearer under another one, which it answers: the label's
    own value is of no form (« Se termine le », « jamais »)."""
    other = sheet.above(value)
    return (
        other is not None
        and is_label(other, kind)
        and value.box.top - other.box.bottom < 0.9 * (cell.box.top - value.box.bottom)
    )


def _answers(sheet: Sheet, number: int, step: int, kind: str) -> bool:
    """Whether the row over (-1) or under (1) a row of labels holds a value for each of them."""
    if not 0 <= number + step < len(sheet.rows):
        return False
    row, other = sheet.rows[number], sheet.rows[number + step]
    return _face(row, other, kind)


def _face(row: Sequence[Cell], other: Sequence[Cell], kind: str) -> bool:
    """Whether two rows stand in the same columns, the other without a label."""
    return len(row) == len(other) and all(
        _same_column(one, two) and not is_label(two, kind)
        for one, two in zip(row, other, strict=True)
    )


def over(sheet: Sheet, cell: Cell, kind: str, most: int = 2) -> tuple[Word, ...]:
    """The words above a label, on `most` lines at most, as far as they open together."""
    words: tuple[Word, ...] = ()
    last = cell
    for _ in range(most):
        line = sheet.above(last, 1.0 if words else 1.6)
        if line is None or is_label(line, kind) or (words and not _same_left(line, last)):
            break
        words = (*line.words, *words)
        last = line
    return words


def _same_left(one: Cell, other: Cell) -> bool:
    return abs(one.box.left - other.box.left) < 0.012


def _same_column(one: Cell, other: Cell) -> bool:
    """Set together by the left, by the right or by the middle, as figures and their headings."""
    left, right = one.box.left - other.box.left, one.box.right - other.box.right
    return min(abs(left), abs(right), abs(left + right) / 2) < 0.012


def _values(
    sheet: Sheet, cell: Cell, kind: str, taken: int, form: Form, field: str, under: bool
) -> Iterator[tuple[float, tuple[Word, ...]]]:
    inline = after_words(cell, taken)
    head = " ".join(w.text for w in cell.words[: len(cell.words) - len(inline)])
    colon = head.rstrip().endswith(":")
    tail = " ".join(w.text for w in inline)
    apart = (field in _OWN_NAMES or form == "code") and taken == 1 and re.match(_OF, tail)
    if inline and apart:
        return  # « Nom de l'organisme » is another label than « Nom »
    if inline and is_decor(tail, raw_tail(cell, inline)):
        inline, tail = (), ""
    # « Nom du père » is another label, « Nom : DUPONT » a value; forms like dates tell themselves.
    if inline and (form not in _LOOSE or (colon and len(tail) > 1)):
        words = _wrapped(sheet, cell, inline, kind, field) if field in _WRAPS else inline
        yield (0.97 if colon else 0.9), words
    if inline and form in _LOOSE and not colon and ":" not in tail and tail[:1].isupper():
        yield 0.55, inline
    if inline and form in _LOOSE:
        return
    if inline and form == "date" and re.search(r"[^\W\d_]{3}", tail):
        return  # « Date de souscription » is another label than « Date » (see `date_roles`)
    if under and (above := over(sheet, cell, kind, 2 if field in _WRAPS else 1)):
        aside = sheet.right_of(cell)
        if form in _LOOSE or aside is None or not field_value(field, form, kind, aside.text):
            yield 0.95, above
            return
    if form == "amount":
        # A row of a table: the label, then quantities, and the amount in the last column.
        row = sheet.rows[cell.row]
        for other in reversed(row[cell.at + 1 : cell.at + _COLUMNS]):
            if find_amounts(other.text):
                yield 0.95, other.words
    right = sheet.right_of(cell)
    paired = _in_pairs(sheet, cell, kind)
    while right is not None and _noise(right) and sheet.right_of(right) is not None:
        right = sheet.right_of(right)
    if right is not None and not is_label(right, kind) and not _heads(sheet, cell, kind):
        words = _wrapped(sheet, right, right.words, kind, field) if field in _WRAPS else right.words
        # On a form in columns the right neighbour belongs to the next column.
        lower = sheet.below(cell, 1.2)
        beside = sheet.right_of(lower[0]) if lower else None
        table = beside is not None and abs(beside.box.left - right.box.left) < 0.01
        column = (
            not table
            and not paired
            and form in _LOOSE
            and bool(lower)
            and abs(lower[0].box.left - cell.box.left) < 0.005
            and right.box.left - cell.box.right > 0.12
            and not is_label(lower[0], kind)
        )
        yield (0.8 if column else 0.95), words
        if form not in _LOOSE:
            # A row of a table: label, and the amount in the last column.
            row = sheet.rows[cell.row]
            later = row[cell.at + 1 : cell.at + _COLUMNS]
            for other in reversed(later):
                if other is not right:
                    yield 0.85, other.words
        elif paired:
            return
    under_it = sheet.below(cell)
    if not under_it and len(sheet.rows[cell.row]) > 1:
        under_it = sheet.below(cell, _WRAPPED_HEADING)  # another heading of the row has two lines
    for number, one in enumerate(under_it):
        if is_label(one, kind):
            if form in _LOOSE:
                return
            continue
        if form not in _LOOSE and label_opens(one, kind):
            continue
        words = _wrapped(sheet, one, one.words, kind, field) if field in _WRAPS else one.words
        yield (0.9 if number == 0 else 0.6), words
        if form in _LOOSE:
            return
    # « 1 349,63 € » set large above « net à payer », on a page whose other labels come first.
    if form == "amount" and not under and cell.at == 0 and len(sheet.rows[cell.row]) == 1:
        yield 0.5, over(sheet, cell, kind, 1)


def _in_pairs(sheet: Sheet, cell: Cell, kind: str) -> bool:
    """Whether a cell stands in a table of two columns, labels in the first: the row before or after
    has two cells too and opens with a label."""

    def pair(number: int) -> bool:
        if not 0 <= number < len(sheet.rows) or len(sheet.rows[number]) != 2:
            return False
        first = sheet.rows[number][0]
        return abs(first.box.left - cell.box.left) < 0.01

    beside = [n for n in (cell.row - 1, cell.row + 1) if pair(n)]
    return cell.at == 0 and pair(cell.row) and any(is_label(sheet.rows[n][0], kind) for n in beside)


def _heads(sheet: Sheet, cell: Cell, kind: str) -> bool:
    """Whether a label heads a column, as others of its row do: « Bailleur | Locataire | Bien loué »
    over a row that answers each."""
    row = sheet.rows[cell.row]
    if len(row) < 3 or cell.row + 1 >= len(sheet.rows):
        return False
    others = any(is_label(one, kind) for one in row if one is not cell)
    return (cell.at > 0 or others) and _face(row, sheet.rows[cell.row + 1], kind)


def _wrapped(
    sheet: Sheet, cell: Cell, words: tuple[Word, ...], kind: str, field: str
) -> tuple[Word, ...]:
    """A value and its second line: it opens under the value, and nothing stands before it."""
    for under in sheet.below(cell, 0.7):
        same = abs(under.box.left - words[0].box.left) < 0.012
        size = under.box.bottom - under.box.top
        alike = abs(size - (cell.box.bottom - cell.box.top)) < 0.35 * size
        figures = r"\d{5}" if field == "body_name" else r"\d{2}"
        prose = re.search(figures, under.text) or len(under.words) > 6 or is_complement(under)
        if (
            same
            and not _labels_its_row(sheet, under, kind)
            and alike
            and not _labelish(under, kind)
            and not (prose and field in ("full_name", "holder", "body_name"))
        ):
            return (*words, *under.words)
        break
    return words


def _labels_its_row(sheet: Sheet, cell: Cell, kind: str) -> bool:
    """Whether what stands before a cell is its label."""
    before = sheet.rows[cell.row][cell.at - 1] if cell.at else None
    return before is not None and _labelish(before, kind)


def _labelish(cell: Cell, kind: str) -> bool:
    return any(True for _ in labels_in(cell, kind)) or ":" in cell.text


def _plausible(field: str, form: Form, value: str) -> bool:
    if form == "name" and opens_a_complement(plain(value)):
        return False
    if form == "name" and (not is_proper(value) or ":" in value):
        return False
    if form == "name" and value.split()[-1].islower():
        return False  # « Exigible le » is another label
    if (form == "name" or field in _FIRMS) and re.match(r"\d+,? (?!\d)|.*\d{5} ", value):
        return False  # an address
    if form == "name" and field in ("surname", "given_names", "usage_name", "full_name"):
        return not re.search(r"\d|[@:|]|^[a-z]{1,2}$", value) and 1 < len(value) < 70
    if field == "parts":
        return "€" not in value and 0.25 <= float(value) <= 30
    if form in _LOOSE and not re.search(r"[^\W\d_]{2}", value):
        return False
    if form == "text" and field not in ("address",):
        return len(value) < 160 and not re.match(r"(?:FAIT A|PAGE) ", fold(value))
    return True
