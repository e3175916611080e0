"""Each rule of the scheme on values: nominal, invalid, limit, inconclusive."""

from __future__ import annotations

from datetime import date

import pytest

from tests.engine.pieces.rules.cases import Made

P, F, I = "PASSED", "FAILED", "INCONCLUSIVE"  # noqa: E741
OLD = {"issue_date": "2011-10-02", "expiry_date": "2021-10-01"}


@pytest.mark.parametrize(
    ("rule", "outcome", "kinds"),
    [
        ("identite-valide", P, {"identity_card": {"expiry_date": "2026-10-01"}}),
        ("identite-valide", F, {"identity_card": {"expiry_date": "2026-09-30"}}),
        ("identite-valide", I, {"identity_card": {"expiry_date": None, "issue_date": None}}),
        # Old French card of a grown-up: five years more, the last day included.
        ("identite-valide", P, {"identity_card": OLD}),
        ("identite-valide", F, {"identity_card": {**OLD, "expiry_date": "2021-09-30"}}),
        ("identite-valide", F, {"identity_card": {**OLD, "birth_date": "1993-10-03"}}),
        ("identite-valide", P, {"identity_card": {**OLD, "birth_date": "1993-10-02"}}),
        ("identite-valide", F, {"identity_card": {**OLD, "nationality": "ITA"}}),
        ("identite-valide", I, {"identity_card": {**OLD, "birth_date": None}}),
        (
            "identite-valide",
            F,
            {"identity_card": {"issue_date": "2014-01-01", "expiry_date": "2024-01-01"}},
        ),
        ("meme-personne", F, {"registration_notice": {"surname": "DURAND-FICTIF"}}),
        ("meme-personne", F, {"registration_notice": {"birth_date": "1990-12-05"}}),
        ("meme-personne", I, {"address_proof": {"surname": "DURAND-FICTIF"}}),
        ("meme-personne", I, {"registration_notice": {"surname": None, "given_names": None}}),
        ("residence", P, {"address_proof": {"postcode": "84000"}}),
        ("residence", F, {"address_proof": {"postcode": "30000"}}),
        ("residence", I, {"address_proof": {"postcode": None}}),
        ("domicile-recent", P, {"address_proof": {"issue_date": "2026-07-01"}}),
        ("domicile-recent", F, {"address_proof": {"issue_date": "2026-06-30"}}),
        ("domicile-recent", I, {"address_proof": {"issue_date": "2026-10-02"}}),
        ("domicile-recent", I, {"address_proof": {"issue_date": None}}),
        ("inscription", F, {"registration_notice": {"status": "ended"}}),
        ("inscription", F, {"registration_notice": {"end_date": "2026-11-01"}}),
        ("inscription", P, {"registration_notice": {"end_date": "2026-11-02"}}),
        ("inscription", F, {"registration_notice": {"registered_since": "2026-11-03"}}),
        ("inscription", I, {"registration_notice": {"status": None, "registered_since": None}}),
        ("rib-titulaire", F, {"rib": {"holder": "Mme Zoé MARTIN-FICTIF"}}),
        ("rib-titulaire", I, {"rib": {"holder": None}}),
        ("rib-demandeur", P, {"rib": {"holder": "M. Paul DURAND-FICTIF ou Mme Zoé MARTIN-FICTIF"}}),
        ("rib-demandeur", F, {}),
        ("rib-cle", I, {"rib": {"iban": None}}),
        ("siret", F, {"qualiopi_certificate": {"body_siret": "35600000000048"}}),
        ("siret", I, {"qualiopi_certificate": {"body_siret": "73282932000082"}}),
        ("siret", P, {"company_registration": {"body_siren": "732829320"}}),
        ("siret", F, {"company_registration": {"body_siren": "356000000"}}),
        ("siret", P, {"qualiopi_certificate": {"body_siret": None}}),
        ("siret", I, {"qualiopi_certificate": {"body_siret": None, "body_name": None}}),
        ("qualiopi-valide", P, {"qualiopi_certificate": {"valid_to": "2026-11-02"}}),
        ("qualiopi-valide", F, {"qualiopi_certificate": {"valid_to": "2026-11-01"}}),
        (
            "qualiopi-valide",
            F,
            {"qualiopi_certificate": {"valid_from": "2026-11-03", "valid_to": "2029-11-02"}},
        ),
        ("qualiopi-valide", I, {"qualiopi_certificate": {"valid_to": None}}),
        ("qualiopi-actions", F, {"qualiopi_certificate": {"categories": "Bilans de compétences"}}),
        (
            "qualiopi-actions",
            F,
            {"qualiopi_certificate": {"categories": "Actions de formation par apprentissage"}},
        ),
        (
            "qualiopi-actions",
            P,
            {"qualiopi_certificate": {"categories": "ACTION DE FORMATION ; bilans"}},
        ),
        ("qualiopi-actions", I, {"qualiopi_certificate": {"categories": None}}),
        ("calculs", F, {"training_quote": {"hours": "201"}}),
        (
            "calculs",
            P,
            {
                "training_quote": {
                    "vat_rate": None,
                    "vat_amount": "1400.00",
                    "total_incl_tax": "8400.00",
                }
            },
        ),
        (
            "calculs",
            I,
            {
                "training_quote": {
                    "vat_rate": None,
                    "vat_amount": "1500.00",
                    "total_incl_tax": "8500.00",
                }
            },
        ),
        ("calculs", F, {"training_quote": {"total_incl_tax": "7100.00"}}),
        (
            "calculs",
            P,
            {
                "training_quote": {
                    "vat_rate": "20",
                    "vat_amount": "1400.00",
                    "total_incl_tax": "8400.00",
                }
            },
        ),
        (
            "calculs",
            F,
            {
                "training_quote": {
                    "vat_rate": "20",
                    "vat_amount": "1500.00",
                    "total_incl_tax": "8500.00",
                }
            },
        ),
        (
            "calculs",
            P,
            {
                "training_quote": {
                    "fees": "100.00",
                    "total_excl_tax": "7100.00",
                    "total_incl_tax": "7100.00",
                }
            },
        ),
        ("calculs", I, {"training_quote": {"hours": None}}),
        ("plafond", P, {"training_quote": {"total_incl_tax": "9500.00"}}),
        ("plafond", F, {"training_quote": {"total_incl_tax": "9500.01"}}),
        ("plafond", I, {"training_quote": {"total_incl_tax": "9600.00", "fees": "150.00"}}),
        ("plafond", I, {"training_quote": {"total_incl_tax": None, "vat_rate": None}}),
        ("taux-horaire", P, {"training_quote": {"hourly_rate": "35.00"}}),
        ("taux-horaire", F, {"training_quote": {"hourly_rate": "35.01"}}),
        ("taux-horaire", F, {"training_quote": {"hourly_rate": None, "hours": "199"}}),
        ("taux-horaire", I, {"training_quote": {"hourly_rate": None, "hours": None}}),
        ("dernier-avis", F, {"tax_notice": {"income_year": "2024"}}),
        ("dernier-avis", I, {"tax_notice": {"income_year": "2026"}}),
        ("dernier-avis", I, {"tax_notice": {"income_year": None}}),
        ("frais-annexes", I, {"tax_notice": {"parts": "0"}}),
        ("depot-avant-debut", P, {"training_quote": {"start_date": "2026-10-02"}}),
        ("depot-avant-debut", F, {"training_quote": {"start_date": "2026-10-01"}}),
        ("depot-avant-debut", I, {"training_quote": {"start_date": None}}),
        ("entree", P, {"entry_attestation": {"start_date": "2026-11-02"}}),
        ("entree", F, {"entry_attestation": {"start_date": "2026-11-01"}}),
        ("entree", P, {"entry_attestation": {"start_date": "2027-02-26"}}),
        ("entree", I, {"entry_attestation": {}}),
        ("devis-valable", P, {}),
        ("devis-valable", P, {"training_quote": {"valid_to": "2026-10-01"}}),
        ("devis-valable", F, {"training_quote": {"valid_to": "2026-09-30"}}),
        ("devis-valable", I, {"training_quote": {"valid_to": "2626-09-30"}}),
        ("dates-formation", P, {"training_quote": {"end_date": "2026-11-02"}}),
        ("dates-formation", F, {"training_quote": {"end_date": "2026-11-01"}}),
        ("dates-formation", I, {"training_quote": {"end_date": None}}),
        ("organisme-ouvert", P, {"company_registration": {"status": "active"}}),
        ("organisme-ouvert", F, {"company_registration": {"status": "closed"}}),
        ("organisme-ouvert", P, {"company_registration": {}}),
        ("rqth", P, {"rqth": {"valid_to": "2026-10-01"}}),
        ("rqth", F, {"rqth": {"valid_to": "2026-09-30"}}),
        ("rqth", I, {"rqth": {}}),
    ],
)
def test_a_rule_on_values(rule, outcome, kinds):
    made = Made(**kinds)
    assert made.outcome(rule) == outcome


@pytest.mark.parametrize(
    ("day", "year", "outcome"),
    [
        (date(2026, 8, 31), "2024", P),
        (date(2026, 9, 1), "2024", F),
        (date(2026, 9, 1), "2025", P),
        (date(2026, 4, 1), "2025", P),  # the online statement
        (date(2026, 3, 31), "2025", I),
        (date(2026, 8, 31), "2023", F),
    ],
)
def test_the_latest_tax_notice_depends_on_the_day(day, year, outcome):
    assert Made(tax_notice={"income_year": year}).on(day).outcome("dernier-avis") == outcome


@pytest.mark.parametrize(
    ("income", "said"),
    [("14399.76", "3,00"), ("14400", "2,50"), ("20399.76", "2,50"), ("20400", "1,60"),
     ("36000", "1,60"), ("36000.24", "1,00"), ("47999.76", "1,00"), ("48000", "0,00")],
)  # fmt: skip
def test_the_scale_of_peripheral_costs_at_its_limits(income, said):
    made = Made(tax_notice={"reference_income": income, "parts": "2"})
    [finding] = made.findings("frais-annexes")
    assert f"{said}\u00a0€/h" in finding.message
    assert "confirmer par un agent" in finding.message
