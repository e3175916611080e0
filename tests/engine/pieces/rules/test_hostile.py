"""Whatever a document says, the rules give a verdict; a value lost never makes a case complete."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bastide.engine.pieces.kinds import KINDS
from tests.engine.pieces.rules.cases import SOUND, Made

WRONG = (
    "", "0", "-1", "1e999999", "1e-40", "NaN", "Infinity", "0001-01-01", "9999-12-31", "{reason}",
    "{0}", "%s", "0" * 500, "\x00", "١٢٣٤٥", "2026-02-30", "ended",
)  # fmt: skip
FIELDS = [(kind.slug, name) for kind in KINDS.values() for name in kind.fields]


@given(st.lists(st.tuples(st.sampled_from(FIELDS), st.sampled_from(WRONG) | st.text(max_size=30)),
                max_size=6))  # fmt: skip
def test_any_values_get_a_verdict(values):
    kinds: dict[str, dict[str, str | None]] = {}
    for (kind, name), value in values:
        kinds.setdefault(kind, {})[name] = value
    assert Made(**kinds).verdict().outcome in ("complete", "incomplete", "to_be_seen")


# What no rule needs: other values say it, or it only tells where or who besides.
SPARE = {
    ("identity_card", "nationality"), ("identity_card", "issue_date"),
    ("identity_card", "document_number"), ("identity_card", "birth_date"),
    ("registration_notice", "birth_date"), ("registration_notice", "status"),
    ("registration_notice", "registered_since"), ("training_quote", "surname"),
    ("training_quote", "given_names"), ("training_quote", "body_siret"),
    ("training_quote", "hourly_rate"),
    ("training_quote", "total_excl_tax"), ("training_quote", "total_incl_tax"),
    ("training_quote", "vat_rate"), ("training_quote", "quote_number"),
    ("training_quote", "body_name"),  # the certificate of the same body names it
    ("qualiopi_certificate", "body_name"), ("qualiopi_certificate", "body_siret"),
    ("qualiopi_certificate", "valid_from"), ("tax_notice", "reference_income"),
    ("tax_notice", "parts"),
}  # fmt: skip


@pytest.mark.parametrize(
    ("kind", "name"), [(k, n) for k, v in SOUND.items() for n in v if (k, n) not in SPARE]
)
def test_a_value_that_was_not_read_is_to_be_seen(kind, name):
    assert Made(**{kind: {name: None}}).verdict().outcome == "to_be_seen"


@pytest.mark.parametrize("kind", SOUND)
def test_a_required_document_that_is_absent_makes_the_case_incomplete(kind):
    assert Made().without(kind).verdict().outcome == "incomplete"
