"""Rows and cells of pages as telephones and scanners give them: aslant, on their side, ruled."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from bastide.engine.pieces.assemble import assemble
from bastide.engine.pieces.lines import Sheet
from bastide.engine.pieces.model import Box, FileRead, Page, Word
from tests.engine.pieces.sheets import file, page

FORM = """
# DEVIS DE FORMATION
Intitulé de la formation :  Assistant de gestion fictive
Nom du stagiaire :  Lina FICTIVE EXEMPLE
Date de début :  4 mai 2026
Date de fin :  30 juin 2026
Nombre d'heures :  100 heures
Total HT :  3 000,00 €
Lieu :  Aix en Provence
"""


def optical(made: Page, words: tuple[Word, ...] | None = None) -> Page:
    return replace(made, reader="tesseract", words=words if words is not None else made.words)


def moved(box: Box, slope: float, fan: float) -> Box:
    def lower(x: float, y: float) -> float:
        return y + (slope + fan * y) * x

    middle = (box.left + box.right) / 2
    return Box(box.left, lower(middle, box.top), box.right, lower(middle, box.bottom))


def texts(sheet: Sheet) -> list[list[str]]:
    return [[cell.text for cell in row] for row in sheet.rows]


@given(st.floats(-0.06, 0.06), st.floats(-0.08, 0.08))
def test_rows_hold_on_a_page_aslant(slope: float, fan: float) -> None:
    flat = page(FORM)
    slanted = tuple(replace(w, box=moved(w.box, slope, fan)) for w in flat.words)
    assert texts(Sheet(optical(flat, slanted))) == texts(Sheet(flat))


def test_a_page_on_its_side_is_read_and_its_boxes_stay_where_they_are_shown() -> None:
    flat = page(FORM)
    aside = tuple(
        replace(w, box=Box(1 - w.box.bottom, w.box.left, 1 - w.box.top, w.box.right))
        for w in flat.words
    )
    lying = replace(optical(flat, aside), width=flat.height, height=flat.width)
    read = FileRead("photo.jpg", "0" * 64, "image/jpeg", (lying,))
    (piece,) = assemble([read])
    assert piece.kind == "training_quote"
    hours = piece.fields["hours"]
    assert hours.value == "100"
    word = next(w for w in aside if w.text == "100")
    assert hours.box is not None
    assert hours.box.left <= word.box.left + 1e-9
    assert word.box.right <= hours.box.right + 1e-9
    assert abs(hours.box.top - word.box.top) < 1e-9


def test_what_a_reader_makes_of_leaders_and_rules_is_no_word() -> None:
    flat = page("Salaire brut  nnremes  |2587,51\nNet à payer  ......  [2018,26")
    doubtful = tuple(replace(w, confidence=0.1) if w.text == "nnremes" else w for w in flat.words)
    rows = texts(Sheet(optical(flat, doubtful)))
    assert rows == [["Salaire brut", "2587,51"], ["Net à payer", "2018,26"]]
    assert "nnremes" in Sheet(flat).text  # a text layer says what it says


def test_digits_are_kept_however_doubtful() -> None:
    flat = page("Total HT  3000,00")
    faint = tuple(replace(w, confidence=0.1) if "3000" in w.text else w for w in flat.words)
    assert texts(Sheet(optical(flat, faint))) == [["Total HT", "3000,00"]]


def test_a_file_of_pages_set_by_hand_is_level() -> None:
    assert all(len(row) <= 2 for row in Sheet(file(FORM).pages[0]).rows)
