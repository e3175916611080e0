"""A colour is taken only when text can be read on it, in light and in dark."""

from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from bastide.tenants.colour import READABLE, check_accent, contrast, lightened
from bastide.web.context import DARK_BACKGROUND

colours = st.integers(0, 0xFFFFFF).map(lambda n: f"#{n:06x}")


def test_the_ratios_of_the_standard():
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize(
    "wrong", ["", "red", "#fff", "1f4e79", "#1f4e79;}", "#1f4e79\n", "#gggggg"]
)
def test_what_is_not_a_colour_is_refused(wrong):
    with pytest.raises(ValidationError):
        check_accent(wrong)


@given(colours)
def test_an_accepted_colour_carries_white_text_and_reads_on_dark(colour):
    try:
        check_accent(colour)
    except ValidationError:
        assert contrast(colour, "#ffffff") < READABLE
        return
    assert contrast(colour, "#ffffff") >= READABLE
    assert contrast(lightened(colour, DARK_BACKGROUND), DARK_BACKGROUND) >= READABLE
