"""`/metrics`: given to the holder of the token alone; right in several processes; no identifier."""

from __future__ import annotations

import os
import subprocess
import sys
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from prometheus_client.parser import text_string_to_metric_families

from bastide.jobs.models import Job
from bastide.jobs.queue import enqueue
from bastide.runs.models import Run
from bastide.site import sizes
from bastide.tenants.scope import scope

pytestmark = pytest.mark.django_db

TOKEN = "seize-caracteres-au-moins"


def asked(token: str = TOKEN) -> Any:
    return Client().get("/metrics", headers={"Authorization": f"Bearer {token}"})


def figures() -> dict[tuple[str, ...], float]:
    """`(name, value of each label, in the alphabetical order of the labels…)` and the figure."""
    answer = asked()
    assert answer.status_code == 200
    assert answer.headers["Content-Type"].startswith("text/plain")
    return {
        (one.name, *one.labels.values()): one.value
        for family in text_string_to_metric_families(answer.content.decode())
        for one in family.samples
    }


@pytest.fixture(autouse=True)
def token(settings: Any) -> None:
    settings.METRICS_TOKEN = TOKEN


def test_without_a_setting_there_is_nothing_here(settings: Any) -> None:
    settings.METRICS_TOKEN = ""
    assert asked("").status_code == 404
    assert asked(TOKEN).status_code == 404
    assert Client().get("/metrics").status_code == 404


@pytest.mark.parametrize("given", ["", TOKEN[:-1], TOKEN + "x", "é"])
def test_another_token_is_refused(given: str) -> None:
    answer = asked(given)
    assert answer.status_code == 401
    assert b"bastide_" not in answer.content


def test_the_session_of_an_administrator_is_no_token(signed_in: Any) -> None:
    assert signed_in("administrator").get("/metrics").status_code == 401


def test_requests_are_counted_by_route_and_never_by_address(signed_in: Any) -> None:
    key = ("bastide_requests_total", "GET", "member", "4xx")
    before = figures().get(key, 0.0)
    timed = figures().get(("bastide_request_seconds_count", "member"), 0.0)
    signed_in("administrator").get("/organisation/membres/987654321/?q=Madame+Perroquet")
    after = figures()
    assert after[key] == before + 1
    assert after[("bastide_request_seconds_count", "member")] == timed + 1
    page = asked().content.decode()
    assert "987654321" not in page
    assert "Perroquet" not in page


def test_an_unknown_address_or_method_makes_no_label_of_its_own(db: Any) -> None:
    Client().get("/inconnue/secret-dans-l-adresse/")
    Client().generic("INVENTE", "/aide/")
    page = asked().content.decode()
    assert 'route="unmatched"' in page
    assert "secret-dans" not in page
    assert "INVENTE" not in page


def test_jobs_are_told_by_kind_and_state_with_the_age_of_the_oldest(organisation: Any) -> None:
    with scope(organisation):
        enqueue("essai.lire")
        old = enqueue("essai.lire")
        failed = enqueue("essai.lire")
        Job.objects.filter(pk=old.pk).update(created=timezone.now() - timedelta(hours=2))
        Job.objects.filter(pk=failed.pk).update(state="aside")
    found = figures()
    assert found[("bastide_jobs", "waiting", "essai.lire")] == 2
    assert found[("bastide_jobs", "aside", "essai.lire")] == 1
    assert 7200 <= found[("bastide_jobs_oldest_waiting_seconds", "essai.lire")] < 7300


def test_runs_of_every_organisation_are_added_up(
    organisation: Any, other_organisation: Any
) -> None:
    for which, outcome in ((organisation, "error"), (other_organisation, "answered")):
        with scope(which):
            run = Run(usecase="ask", stage="card", outcome=outcome, wall_ms=1, cpu_ms=1)
            run.wh_low, run.wh_high = 0.5, 2.0
            run.save()
    found = figures()
    assert found[("bastide_runs_total", "ask")] == 2
    assert found[("bastide_runs_failed_total", "ask")] == 1
    assert found[("bastide_energy_wh_total", "low", "ask")] == 1.0
    assert found[("bastide_energy_wh_total", "high", "ask")] == 4.0


def test_sizes_and_the_last_backup_are_told(own_data_folder: Any) -> None:
    (own_data_folder / "pieces").mkdir()
    (own_data_folder / "pieces" / "a").write_bytes(b"x" * 1234)
    assert ("bastide_last_backup_timestamp_seconds",) not in figures()
    sizes.note_backup(own_data_folder)
    found = figures()
    assert found[("bastide_folder_bytes", "pieces")] == 1234
    assert found[("bastide_last_backup_timestamp_seconds",)] == pytest.approx(
        timezone.now().timestamp(), abs=60
    )


def test_the_counts_of_two_processes_are_put_together(tmp_path: Any) -> None:
    """As `bastide serve --workers 2` does: one folder, read by whichever process is asked."""
    environment = {**os.environ, "PROMETHEUS_MULTIPROC_DIR": str(tmp_path)}
    said = [
        subprocess.run(
            [sys.executable, "-c", COUNTING], env=environment, check=True, capture_output=True
        ).stdout.decode()
        for _ in range(2)
    ]
    line = 'bastide_requests_total{method="GET",route="ask",status="2xx"}'
    assert f"{line} 3.0" in said[0]
    assert f"{line} 6.0" in said[1]


COUNTING = """
from bastide.providers.prometheus import count_request, written
for _ in range(3):
    count_request("ask", "GET", "2xx", 0.1)
print(written([]).decode())
"""
