"""What a machine readable zone proves, and what its check digits cannot tell."""

from __future__ import annotations

from bastide.engine.pieces import mrz
from bastide.engine.pieces.extract.identity import zone_readings
from bastide.engine.pieces.extract.reading import Reading


def card(number: str) -> mrz.Mrz:
    """A card's zone of that number, all its digits right."""
    first = f"IDFRA{number}{mrz.check_digit(number)}" + "<" * 15
    second = f"900203{mrz.check_digit('900203')}F320721{mrz.check_digit('320721')}FRA" + "<" * 11
    whole = first[5:30] + second[0:7] + second[8:15] + second[18:29]
    zone = mrz.parse([first, second + mrz.check_digit(whole), "FICTIVE<<LINA" + "<" * 17])
    assert zone is not None
    assert zone.valid
    return zone


def number_of(zone: mrz.Mrz, printed: str = "") -> Reading:
    shown = {"document_number": Reading("document_number", printed, printed, (), 0.9)}
    readings = zone_readings(zone, shown if printed else {})
    return next(r for r in readings if r.name == "document_number")


def test_a_check_digit_does_not_tell_g_from_6() -> None:
    right, wrong = card("ZN4KZCV2G"), card("ZN4KZCV26")  # both zones are right, one is misread
    assert not number_of(wrong).proved
    assert not number_of(wrong, printed="ZN4KZCV2G").proved
    assert number_of(right, printed="ZN4KZCV2G").proved


def test_a_number_that_has_no_such_sign_is_proved_by_its_digit() -> None:
    assert number_of(card("ZN4KZCV2T")).proved
