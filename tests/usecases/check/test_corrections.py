"""What an agent puts right counts at once, outlives a new examination, and can be undone."""

from __future__ import annotations

import pytest

from bastide.engine.pieces.kinds import KINDS
from bastide.engine.pieces.labels import FIELD_LABELS
from bastide.engine.pieces.model import Note, PageRef, Piece
from bastide.usecases.check import corrections
from bastide.usecases.check.corrections import Put, lay_over
from bastide.usecases.check.typed import TypedWrong, normal_form


def again(kind: str, pages: tuple[PageRef, ...]) -> Piece:
    return Piece(kind, 0.4, pages)


def test_a_field_put_right_is_proved_by_the_agent_and_keeps_its_box(examples):
    (piece,) = lay_over([examples.rib], [Put(PageRef(0, 1), "holder", "EXEMPLE Zoé")], again)
    field = piece.fields["holder"]
    assert (field.value, field.origin, field.proved) == ("EXEMPLE Zoé", "agent", True)
    assert field.box == examples.rib.fields["holder"].box
    assert piece.fields["iban"] == examples.rib.fields["iban"]


def test_a_field_emptied_is_gone(examples):
    (piece,) = lay_over([examples.rib], [Put(PageRef(0, 1), "holder", "")], again)
    assert "holder" not in piece.fields


def test_a_kind_put_right_is_sure_and_read_again_under_that_kind(examples):
    puts = [Put(PageRef(1, 2), "", "cv"), Put(PageRef(1, 1), "email", "zoe@exemple.example")]
    _rib, piece = lay_over([examples.rib, examples.rights], puts, again)
    assert (piece.kind, piece.confidence, piece.pages) == ("cv", 1.0, examples.rights.pages)
    assert set(piece.fields) == {"email"}


def test_a_field_that_the_new_kind_lacks_is_passed_over(examples):
    puts = [Put(PageRef(0, 1), "holder", "X"), Put(PageRef(0, 1), "", "cv")]
    (piece,) = lay_over([examples.rib], [*puts, Put(PageRef(0, 1), "iban", "FR76")], again)
    assert piece.fields == {}


def test_a_correction_whose_page_is_gone_changes_nothing(examples):
    assert lay_over([examples.rib], [Put(PageRef(7, 1), "", "cv")], again) == (examples.rib,)


def test_totals_and_keys_are_looked_at_anew_once_a_field_is_put_right(examples):
    at = PageRef(0, 1)
    quote = Piece(
        "training_quote",
        0.9,
        (at,),
        {
            name: examples.field(name, value, at)
            for name, value in (
                ("hours", "10"), ("hourly_rate", "30.00"), ("total_excl_tax", "3000.00"),
            )
        },
        notes=(Note("totals_disagree", "", at), Note("siret_digits_wrong", "", at),
               Note("seen", "", at)),
    )  # fmt: skip

    def codes(*puts: Put) -> list[str]:
        return [note.code for note in lay_over([quote], puts, again)[0].notes]

    siret = Put(at, "body_siret", "73282932000074")
    assert codes(siret) == ["seen", "totals_disagree"]
    assert codes(siret, Put(at, "total_excl_tax", "300.00")) == ["seen"]
    assert codes(Put(at, "total_excl_tax", "300.00")) == ["siret_digits_wrong", "seen"]


@pytest.mark.django_db
def test_a_correction_is_kept_with_what_it_replaces_then_undone(case, instructor):
    row = case.pieces.get(kind="rib")
    made = corrections.correct_field(row, "iban", "FR76 3000 6000 0112 3456 7890 189", instructor)
    assert (made.before, made.after) == ("FR7630006000011234567890189",) * 2
    keys = list(case.files.values_list("pk", flat=True))
    assert corrections.standing(case, keys) == [
        Put(PageRef(0, 1), "iban", "FR7630006000011234567890189")
    ]
    corrections.undo(made, instructor)
    corrections.undo(made, instructor)
    assert corrections.standing(case, keys) == []
    told = list(case.events.values_list("what", "reason"))
    assert told[-2:] == [("corrected", "RIB : IBAN"), ("undone", "RIB : IBAN")]


@pytest.mark.django_db
def test_a_kind_that_does_not_exist_is_refused(case, instructor):
    with pytest.raises(TypedWrong):
        corrections.correct_kind(case.pieces.first(), "../cv", instructor)
    assert not case.corrections.exists()


@pytest.mark.parametrize(
    ("kind", "name", "typed", "kept"),
    [
        ("rib", "iban", "fr76 3000 6000 0112 3456 7890 189", "FR7630006000011234567890189"),
        ("rib", "holder", "  Zoé   EXEMPLE ", "Zoé EXEMPLE"),
        ("rib", "holder", "", ""),
        ("training_quote", "start_date", "07/12/2026", "2026-12-07"),
        ("training_quote", "start_date", "2026-12-07", "2026-12-07"),
        ("training_quote", "total_incl_tax", "9 600,50 €", "9600.50"),
        ("training_quote", "hours", "35,5 h", "35.5"),
        ("pay_slip", "period", "03/2026", "2026-03"),
        ("pay_slip", "period", "2026-03", "2026-03"),
        ("tax_notice", "income_year", "2025", "2025"),
        ("tax_notice", "postcode", "13001", "13001"),
        ("cv", "phone", "04 00 00 00 01", "+33400000001"),
        ("cv", "email", "zoe@exemple.example", "zoe@exemple.example"),
        ("identity_card", "sex", " f", "F"),
    ],
)
def test_what_is_typed_takes_its_normal_form(kind, name, typed, kept):
    assert normal_form(kind, name, typed) == kept


@pytest.mark.parametrize(
    ("kind", "name", "typed"),
    [
        ("rib", "iban", "FR76 3000 6000 0112 3456 7890 188"),
        ("rib", "iban", "FR76 3OOO 6000 0112 3456 7890 189"),
        ("rib", "nowhere", "x"),
        ("../rib", "iban", "x"),
        ("training_quote", "start_date", "31/02/2026"),
        ("training_quote", "total_incl_tax", "beaucoup"),
        ("training_quote", "hours", "nan"),
        ("training_quote", "body_siret", "123 456 789 00011"),
        ("pay_slip", "period", "2026-13"),
        ("tax_notice", "income_year", "25"),
        ("tax_notice", "postcode", "1300"),
        ("cv", "phone", "12"),
        ("cv", "email", "zoe"),
    ],
)
def test_what_is_mistyped_is_refused(kind, name, typed):
    with pytest.raises(TypedWrong):
        normal_form(kind, name, typed)


def test_every_field_has_a_french_name():
    named = {name for kind in KINDS.values() for name in kind.fields}
    assert named == set(FIELD_LABELS)
