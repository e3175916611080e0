"""The extract first, then sentences that are proved: seen by an agent, in a real browser."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser

SET = """
import os, sys
os.environ["DJANGO_SETTINGS_MODULE"] = "bastide.site.settings"
import django
django.setup()
from bastide.endpoints.models import Assignment, Budget, Endpoint
from bastide.tenants.models import Organisation
from bastide.tenants.scope import scope
with scope(Organisation.objects.get(slug="garrigue")):
    Assignment.objects.all().delete()
    Endpoint.objects.all().delete()
    Budget.objects.all().delete()  # one that another test set would stop the model
    if sys.argv[1:]:
        one = Endpoint.objects.create(
            name="Modèle d'essai", kind="compatible", base_url=sys.argv[1], deployment="fake",
            energy_class="small", outside=False,
            capabilities={"json_schema": True, "streaming": True, "usage": True},
        )
        Assignment.objects.create(role="small", endpoint=one, order=0)
"""
# An extract that is not sure enough: a model completes it.
DOUBTFUL = "C'est quoi les papiers pour la bourse des infirmières ?"


@pytest.fixture
def fake(site: str, served_data: Path, model_port: int) -> Iterator[Any]:
    """The model without intelligence, set for the small role while the test lasts."""
    from bastide.providers.fake_model import FakeModel

    environment = os.environ | {
        "BASTIDE_DATA_DIR": str(served_data),
        "BASTIDE_MODEL_PRIVATE_HOSTS": f"127.0.0.1:{model_port}",
    }

    def settle(*address: str) -> None:
        subprocess.run([sys.executable, "-c", SET, *address], env=environment, check=True)

    with FakeModel(port=model_port, pause_s=0.05, delay_s=60) as server:
        settle(server.url)
        yield server
    settle()


def ask(page: Any, text: str) -> None:
    page.goto("/questions/")
    page.locator("#text").fill(text)
    page.locator("#text").press("Enter")
    page.locator("article.answer").first.wait_for()


def test_the_extract_stands_then_proved_sentences_come_under_it(enter, fake, judge, shoot):
    page = enter("Agathe Exemple")
    ask(page, DOUBTFUL)
    before = page.locator(".group:not(.written) .statement .words").all_inner_texts()
    assert before
    page.locator(".written .statement").first.wait_for()
    page.locator(".written [data-end] .run").wait_for()
    expect(page.get_by_text("Rédigé par un modèle, phrases prouvées")).to_be_visible()
    expect(page.locator(".written").first).to_have_attribute("data-ai-generated", "true")
    # What was on screen has not moved nor changed.
    expect(page.locator(".group:not(.written) .statement .words")).to_have_text(before)
    page.locator(".written .cite").first.click()
    page.locator("mark.chosen").first.wait_for()
    assert not judge(page), "written"
    shoot(page, "written")
    written = page.locator(".written .statement .words").all_inner_texts()
    page.reload()
    expect(page.locator(".written .statement .words")).to_have_text(written)
    assert len(fake.received) == 1


def test_a_model_that_fails_leaves_one_discreet_line(enter, fake, judge):
    fake.mode = "500"
    page = enter("Agathe Exemple")
    ask(page, DOUBTFUL)
    page.get_by_text("L'extrait reste la réponse.").wait_for()
    expect(page.locator(".group:not(.written) .statement").first).to_be_attached()
    expect(page.locator(".written .statement")).to_have_count(0)
    assert not judge(page), "failed"


def test_without_javascript_the_extract_is_whole(enter, fake):
    page = enter("Agathe Exemple", java_script_enabled=False)
    page.locator("#text").fill(DOUBTFUL)
    page.get_by_role("button", name="Répondre").click()
    page.wait_for_url("**/questions/*/*/")
    expect(page.locator(".group:not(.written) .statement").first).to_be_attached()
    expect(page.locator(".written").first).to_be_hidden()
    assert fake.received == []


def test_the_ledger_is_read_by_who_follows_the_figures(enter, judge, shoot):
    page = enter("Agathe Exemple")
    ask(page, "Combien coûte le duplicata de la carte Thymo ?")
    expect(page.locator(".run").first).to_contain_text("µWh")
    assert page.goto("/registre/").status == 403
    page = enter("Bastien Fictif")
    page.goto("/registre/")
    expect(page.get_by_role("heading", name="Registre des réponses")).to_be_visible()
    expect(page.locator("svg.chart rect").first).to_be_attached()
    assert not judge(page), "ledger"
    shoot(page, "ledger")
