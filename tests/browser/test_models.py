"""The administrator adds a model, tries it and gives it a role, with and without scripts; axe finds
nothing to say."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser

ADMINISTRATOR = "Ondine Inventée"


def test_models_are_accessible_in_every_state(enter: Any, judge: Any) -> None:
    page = enter(ADMINISTRATOR)
    page.goto("/organisation/modeles/")
    assert not judge(page), "no model"
    page.get_by_role("link", name="Ajouter un modèle").click()
    assert not judge(page), "empty form"
    page.locator("#id_name").fill("Essai")
    page.locator("#id_kind").select_option("compatible")
    page.locator("#id_base_url").fill("http://10.0.0.1/v1")
    page.locator("#id_deployment").fill("fake")
    page.get_by_role("button", name="Enregistrer").click()
    page.locator(".errorlist").first.wait_for()
    assert not judge(page), "refused form"
    page.locator("#id_base_url").fill("https://modele.invalid/v1")
    page.get_by_role("button", name="Enregistrer").click()
    page.wait_for_url("**/essai/")
    assert not judge(page), "to be tried"
    page.get_by_role("button", name="Essayer").click()
    page.get_by_role("heading", name="Il ne fonctionne pas").wait_for(timeout=20_000)
    assert not judge(page), "tried"
    for address in ("", "roles/", "budgets/"):
        page.goto(f"/organisation/modeles/{address}")
        assert not judge(page), address


def test_a_role_and_a_budget_are_set_without_scripts(enter: Any) -> None:
    page = enter(ADMINISTRATOR, java_script_enabled=False)
    page.goto("/organisation/modeles/budgets/")
    page.locator("#id_organisation-tokens").fill("1000")
    page.get_by_role("button", name="Enregistrer").click()
    page.wait_for_url("**/organisation/modeles/")
    expect(page.get_by_text("Les budgets sont enregistrés")).to_be_visible()
