"""What is asked of the applicant when a page cannot be read."""

import pytest

from bastide.engine.pieces.model import Box, Word
from bastide.engine.pieces.quality import judge_page


@pytest.mark.parametrize(
    ("confidence", "size", "lightness", "reasons"),
    [
        (0.95, 0.02, 200, ()),
        (0.3, 0.02, 200, ("low_confidence",)),
        (0.3, 0.005, 200, ("small_text", "low_confidence")),
        (0.95, 0.02, 20, ("dark",)),
    ],
)
def test_reasons(
    confidence: float, size: float, lightness: float, reasons: tuple[str, ...]
) -> None:
    word = Word("texte", Box(0, 0.1, 0.2, 0.1 + size), 0, confidence)
    found = judge_page([word], 1000, lightness)
    assert found.reasons == reasons
    assert found.readable == (not reasons) == (not found.advice)


def test_a_page_without_words_is_blank() -> None:
    assert judge_page([], 1000, 250).reasons == ("blank",)
