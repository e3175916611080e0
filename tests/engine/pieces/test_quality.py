"""What is asked of the applicant when a page cannot be read."""

from __future__ import annotations

import pytest

from bastide.engine.pieces.model import Box, Quality, Word
from bastide.engine.pieces.quality import judge_page


def judged(confidence: float, words: int = 40, **more: float) -> Quality:
    word = Word("texte", Box(0, 0.1, 0.2, 0.12), 0, confidence)
    page = {"lightness": 220.0, "ink": 0.05, "letters": 14.0, "sharpness": 400.0}
    return judge_page([word] * words, **{**page, **more})


@pytest.mark.parametrize(
    ("found", "reasons"),
    [
        (judged(0.95), ()),
        (judged(0.95, sharpness=5), ()),  # soft, and well read
        (judged(0.95, lightness=30), ()),
        (judged(0.3), ("low_confidence",)),
        (judged(0.3, letters=6), ("small_text", "low_confidence")),
        (judged(0.3, sharpness=20), ("blurred", "low_confidence")),
        (judged(0.3, lightness=20), ("dark", "low_confidence")),
        (judged(0.95, words=1), ("low_confidence",)),
        (judged(0, words=0, ink=0), ("blank",)),
        (judged(0, words=0, ink=0, lightness=9), ("dark",)),
    ],
)
def test_reasons(found: Quality, reasons: tuple[str, ...]) -> None:
    assert found.reasons == reasons
    assert found.readable == (not reasons) == (not found.advice)
