"""What a page says in words where no field holds it: how long a quote lasts, a firm closed."""

from __future__ import annotations

import pytest

from bastide.engine.pieces.model import PageRef
from tests.engine.pieces.rules.cases import Made, page

P, F, I = "PASSED", "FAILED", "INCONCLUSIVE"  # noqa: E741


@pytest.mark.parametrize(
    ("text", "issued", "outcome"),
    [
        ("Devis sans mention de durée", "2020-01-02", P),
        ("Devis valable 30 jours", "2026-09-01", P),  # the last day is the day of deposit
        ("Devis valable 30 jours", "2026-08-31", F),
        ("Durée de validité de l'offre : 3 mois", "2026-07-01", P),
        ("Durée de validité de l'offre : 3 mois", "2026-06-30", F),
        ("Validité de deux semaines", "2026-09-30", I),
        ("Valable 30 jours ouvrés", "2026-09-30", I),
        ("Devis valable 30 jours", None, I),
    ],
)
def test_how_long_a_quote_is_valid_is_counted(text, issued, outcome):
    made = Made(training_quote={"issue_date": issued})
    made.files[3] = made.file(3, page(1, text))
    assert made.outcome("devis-valable") == outcome


@pytest.mark.parametrize(
    ("text", "status", "outcome"),
    [
        ("Société radiée le 03/02/2026", None, F),
        ("Radiation radiée le 03/02/2026", "active", F),
        ("Mention : en liquidation judiciaire depuis le 03/02/2026", None, F),
        ("Mention : en liquidation judiciaire depuis le 03/02/2026", "active", F),
        ("Procédure de liquidation : néant", None, P),
        ("Aucune liquidation", None, P),
        ("N'est pas radiée", None, P),
        ("Établissement secondaire cessé le 03/02/2026", "active", P),
        ("Date de radiation :", None, P),
    ],
)
def test_a_register_s_words_tell_a_firm_that_closed(text, status, outcome):
    made = Made(company_registration={"status": status})
    made.files[7] = made.file(7, page(1, text))
    assert made.outcome("organisme-ouvert") == outcome
    [finding] = made.findings("organisme-ouvert")
    assert outcome == P or (finding.page == PageRef(7, 1) and finding.box)


def test_what_the_three_rules_ask_is_for_an_agent_to_see():
    made = Made(
        training_quote={"valid_to": "2026-09-30", "end_date": "2026-11-01"},
        company_registration={"status": "closed"},
    )
    assert made.verdict().outcome == "to_be_seen"
    asked = {f.rule: f for f in made.verdict().findings if f.outcome == F and f.level != "info"}
    assert set(asked) == {"devis-valable", "dates-formation", "organisme-ouvert"}
    assert all(f.message and f.applicant and f.plain for f in asked.values())
    assert "30/09/2026" in asked["devis-valable"].applicant


def test_a_firm_said_closed_by_a_doubtful_reading_is_to_be_seen():
    made = Made(company_registration={"status": "closed"})
    made.read_as("company_registration", "status", 0.7)
    assert made.outcome("organisme-ouvert") == I
