"""Budgets hold whatever the number of callers; what is reserved is given back."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from bastide.endpoints.budgets import Cost, cost_of, reserve, settle
from bastide.endpoints.models import Budget, Endpoint, EnergyClass, Spent
from bastide.engine.chat import ModelError, TokenUsage
from bastide.tenants.scope import scope


@pytest.mark.django_db
def test_a_cost_is_exact() -> None:
    endpoint = Endpoint(price_in=Decimal("0.15"), price_out=Decimal("0.6"), energy_class="small")
    cost = cost_of(endpoint, TokenUsage(1000, 100))
    assert (cost.tokens, cost.micro_euros, cost.micro_wh) == (1100, 210, 9200)
    assert cost.euros == Decimal("0.00021")


def test_energy_figures_are_those_of_ecologits() -> None:
    """The published package, with the dense model at the top of each class."""
    llm = pytest.importorskip("ecologits.impacts.llm")
    from bastide.endpoints.models import WH_PER_MILLION

    tops = {"tiny": 4, "small": 10, "medium": 40, "large": 130, "huge": 400}
    assert set(tops) == set(EnergyClass.values)
    for size, billions in tops.items():
        impacts = llm.compute_llm_impacts(
            model_active_parameter_count=billions,
            model_total_parameter_count=billions,
            output_token_count=1_000_000,
            request_latency=1e9,
            if_electricity_mix_adpe=0,
            if_electricity_mix_pe=0,
            if_electricity_mix_gwp=0,
            if_electricity_mix_wue=0,
            datacenter_pue=1.2,
            datacenter_wue=0,
        )
        energy = impacts.energy.value
        wh = 1000 * (energy.max if hasattr(energy, "max") else energy)
        assert WH_PER_MILLION[size] == pytest.approx(wh, rel=0.02)


@pytest.mark.django_db
@pytest.mark.parametrize(
    "limits",
    [{"tokens": 100}, {"euros": Decimal("0.0001")}, {"wh": Decimal("0.0001")}],
)
def test_each_limit_is_a_wall_and_its_last_unit_fits(limits: Any, organisation: Any) -> None:
    limits = {k: v if k == "tokens" else Decimal("0.01") for k, v in limits.items()}
    cost = Cost(50, 5000, 5000)
    with scope(organisation):
        Budget(whose="organisation", **limits).save()
        reserve(cost)
        reserve(cost)
        with pytest.raises(ModelError) as raised:
            reserve(Cost(1, 1, 1))
        assert raised.value.kind == "spent"
        assert raised.value.detail == "organisation"
        row = Spent.objects.get(person=0)
        assert (row.tokens, row.micro_euros, row.micro_wh) == (100, 10000, 10000)


@pytest.mark.django_db
def test_a_person_stopped_takes_nothing_from_the_organisation(organisation: Any) -> None:
    with scope(organisation):
        Budget(whose="person", tokens=10).save()
        with pytest.raises(ModelError):
            reserve(Cost(11), person=7)
        assert Spent.objects.get(person=0).tokens == 0
        settle(reserve(Cost(9), person=7), Cost(4))
        assert [row.tokens for row in Spent.objects.order_by("person")] == [4, 4]


@pytest.mark.django_db
def test_another_organisation_has_its_own(organisation: Any, other_organisation: Any) -> None:
    with scope(organisation):
        Budget(whose="organisation", tokens=10).save()
        reserve(Cost(10))
    with scope(other_organisation):
        reserve(Cost(1000))
        assert Spent.objects.get(person=0).tokens == 1000


@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
def test_fifty_callers_at_once_never_overrun(kind: str, prepared: Path, tmp_path: Path) -> None:
    """50 ask for 30 tokens of 1,000: 33 pass, whatever their order, and no more."""
    data = tmp_path / "var"
    shutil.copytree(prepared, data)
    if kind == "postgresql":
        psycopg = pytest.importorskip("psycopg")
        try:
            psycopg.connect("host=127.0.0.1 dbname=test user=postgres", connect_timeout=3).close()
        except psycopg.OperationalError:
            pytest.skip("no PostgreSQL on 127.0.0.1:5432 with trust and a database « test »")
    script = Path(__file__).with_name("fifty_callers.py")
    done = subprocess.run(
        [sys.executable, str(script), kind],
        env={**os.environ, "BASTIDE_DATA_DIR": str(data)},
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert done.returncode == 0, done.stderr[-2000:]
    assert json.loads(done.stdout) == {"passed": 33, "spent": 17, "tokens": 990, "persons": 33}
