"""The formula beside the package that publishes it, and the ranges shown."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bastide.engine.energy import Impact, ModelSize, of_cpu, of_model, request, told_wh

ecologits = pytest.importorskip("ecologits.impacts.llm")
NOTHING = dict.fromkeys(
    ("if_electricity_mix_adpe", "if_electricity_mix_pe", "if_electricity_mix_wue"), 0.0
)
GRID = [
    (active, total, tokens, batch)
    for active, total in ((1, 1), (8, 8), (24, 24), (8, 119), (70, 70), (41, 675), (405, 405))
    for tokens in (1, 150, 400, 4000)
    for batch in (1, 8, 64)
]


@pytest.mark.parametrize(("active", "total", "tokens", "batch"), GRID)
def test_the_formula_is_that_of_ecologits(
    active: float, total: float, tokens: int, batch: int
) -> None:
    for measured in (math.inf, 0.8):
        ours = request(
            ModelSize(total, active),
            tokens,
            pue=1.2,
            mix_kg=0.04144,
            batch=batch,
            measured_s=measured,
        )
        theirs = ecologits.compute_llm_impacts(
            active,
            total,
            tokens,
            if_electricity_mix_gwp=0.04144,
            datacenter_pue=1.2,
            datacenter_wue=0.5,
            request_latency=measured,
            batch_size=batch,
            **NOTHING,
        )
        assert ours.wh == pytest.approx(theirs.usage.energy.value * 1000, rel=1e-9)
        assert ours.usage_g == pytest.approx(theirs.usage.gwp.value * 1000, rel=1e-9)
        assert ours.embodied_g == pytest.approx(theirs.embodied.gwp.value * 1000, rel=1e-9)


@given(st.floats(0.1, 2000), st.floats(0.05, 1), st.integers(0, 100_000), st.booleans())
def test_a_range_has_its_ends_in_order_and_says_its_method(
    total: float, share: float, tokens: int, known: bool
) -> None:
    size = ModelSize(total, total * share, known)
    found = of_model(size, tokens)
    assert 0 <= found.wh_low <= found.wh_high
    assert 0 <= found.g_low <= found.g_high
    assert found.method
    assert found.hypotheses
    if tokens:
        assert of_model(ModelSize(total, total * share, False), tokens).wh_high >= found.wh_high


def test_our_own_stages_are_cpu_seconds_times_a_power() -> None:
    found = of_cpu(3600)
    assert (found.wh_low, found.wh_high) == (5.0, 15.0)
    both = found + of_model(ModelSize(8, 8), 400)
    assert both.wh_low > found.wh_low
    assert "CPU" in both.method
    assert "EcoLogits" in both.method
    assert found + Impact() == found


@pytest.mark.parametrize(
    ("wh", "told"),
    [
        (0, "0 Wh"), (5e-8, "moins de 1 µWh"), (4.2e-6, "4,2 µWh"), (0.0123, "12 mWh"),
        (1.3, "1,3 Wh"),
    ],
)  # fmt: skip
def test_energy_is_told_in_a_unit_that_is_read(wh: float, told: str) -> None:
    assert told_wh(wh) == told
