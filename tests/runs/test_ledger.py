"""The ledger: what a run costs, what the whole says, who may see it, and the table it exports."""

from __future__ import annotations

import csv
import io
import xml.etree.ElementTree as ET
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from django.urls import reverse
from django.utils import timezone

from bastide.engine.energy import ModelSize
from bastide.runs import ledger
from bastide.runs.chart import chart
from bastide.runs.export import COLUMNS, between, write_csv
from bastide.runs.figures import figures
from bastide.runs.models import Run
from bastide.site.command import bastide
from bastide.tenants.scope import scope

pytestmark = pytest.mark.django_db

USE = ledger.ModelUse("petit-essai", "answer 1", 900, 120, euros=0.0004, size=ModelSize(8, 8))


def entered(stage: str, outcome: str = "answered", **more: Any) -> Run:
    return ledger.record(ledger.Stopwatch(), "ask", stage, outcome, **more)


@pytest.fixture
def week(organisation: Any) -> None:
    """Eight answers, two of which went on to a model, one silence, one error."""
    with scope(organisation):
        for stage in ("card", "extract", "extract", "extract", "extract", "extract"):
            entered(stage)
        first = entered("extract")
        entered("small", "written", use=USE, follows=first.pk, proved=2, withheld=1)
        first = entered("extract")
        failed = entered("small", "slow", use=ledger.ModelUse("m"), follows=first.pk)
        entered("large", "written", use=USE, follows=failed.pk, proved=1)
        entered("silent", "silent")
        entered("none", "error")


def test_a_run_costs_its_cpu_and_its_model(organisation: Any) -> None:
    with scope(organisation):
        own, written = entered("extract"), entered("small", use=USE)
    assert 0 < own.wh_low < own.wh_high < 0.001
    assert own.model == ""
    assert "CPU" in own.method
    assert written.wh_low > 100 * own.wh_high
    assert "EcoLogits" in written.method
    assert "PUE" in written.hypotheses


def test_a_model_whose_size_nobody_said_is_not_free(organisation: Any) -> None:
    with scope(organisation):
        run = entered("small", use=ledger.ModelUse("inconnu", tokens_out=100))
    assert run.wh_high > run.wh_low > 0
    assert "supposée" in run.hypotheses


def test_the_figures_are_of_answers_not_of_runs(week: None, organisation: Any) -> None:
    with scope(organisation):
        told = figures()
    assert (told.answers, told.silences, told.errors) == (8, 1, 1)
    assert told.frugal == 6
    assert told.frugal_share == 0.75
    assert (told.proved, told.withheld) == (3, 1)
    assert told.median_wh < 0.001 < told.mean_wh
    assert told.weeks[-1].stages == {"card": 1, "extract": 5, "small": 1, "large": 1, "silent": 1}


def test_an_old_answer_is_of_its_own_week(organisation: Any) -> None:
    with scope(organisation):
        run = entered("extract")
        Run.objects.filter(pk=run.pk).update(at=timezone.now() - timedelta(weeks=3))
        told = figures()
    assert [w.answers for w in told.weeks][-4:] == [1, 0, 0, 0]


def test_the_chart_has_the_height_of_its_answers(week: None, organisation: Any) -> None:
    with scope(organisation):
        drawn = chart(figures().weeks)
    heights = {bar.stage: bar.height for bar in drawn.bars}
    assert heights["extract"] == pytest.approx(5 * heights["card"], rel=0.02)
    assert chart([]).bars == ()


def test_the_page_is_for_who_follows_the_figures(week: None, signed_in: Any) -> None:
    for role in ("agent", "instructor", "editor"):
        assert signed_in(role).get(reverse("ledger")).status_code == 403
        assert signed_in(role).get(reverse("ledger-export")).status_code == 403
    page = signed_in("manager").get(reverse("ledger")).content.decode()
    assert "75 %" in page
    assert "<svg" in page
    assert "<table" in page
    start = page.index("<svg")
    ET.fromstring(page[start : page.index("</svg>", start) + 6])
    assert signed_in("administrator").get(reverse("ledger")).status_code == 200


def test_an_empty_ledger_says_so(signed_in: Any) -> None:
    page = signed_in("manager").get(reverse("ledger")).content.decode()
    assert "Aucune réponse pour l" in page


def test_the_export_is_one_line_a_run_of_ones_own(
    week: None, organisation: Any, other_organisation: Any, signed_in: Any
) -> None:
    with scope(other_organisation):
        entered("extract", use=ledger.ModelUse("OMEGASECRET"))
    answer = signed_in("manager").get(reverse("ledger-export"))
    rows = list(csv.DictReader(io.StringIO(answer.content.decode())))
    assert len(rows) == 13
    assert tuple(rows[0]) == COLUMNS
    assert {row["organisation"] for row in rows} == {"alpha"}
    assert "OMEGASECRET" not in answer.content.decode()
    assert {row["outcome"] for row in rows} >= {"error", "slow", "written"}


def test_a_name_cannot_be_a_formula(organisation: Any) -> None:
    file = io.StringIO()
    with scope(organisation):
        entered("small", use=ledger.ModelUse("=cmd|' /C calc'!A0"))
        write_csv(between(None, None), "alpha", file)
    assert ",'=cmd" in file.getvalue()


def test_the_command_writes_the_days_that_are_asked(
    week: None, organisation: Any, tmp_path: Path
) -> None:
    with scope(organisation):
        Run.objects.filter(stage="card").update(at=timezone.now() - timedelta(days=40))
    target = tmp_path / "registre.csv"
    today = timezone.localdate().isoformat()
    run = CliRunner().invoke(bastide, ["ledger", "--from", today, "-o", str(target)])
    assert run.exit_code == 0, run.output
    assert "12 lignes" in run.output
    assert len(target.read_text(encoding="utf-8").splitlines()) == 13
    shown = CliRunner().invoke(bastide, ["ledger", "--to", "2020-01-01", "--organisation", "alpha"])
    assert shown.output.startswith("id,at,organisation")
    wrong = CliRunner().invoke(bastide, ["ledger", "--from", "hier"])
    assert wrong.exit_code == 64
    assert "AAAA-MM-JJ" in wrong.output
