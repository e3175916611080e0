"""Figures on the page: asked in a sentence, completed in a form, opened once the caller is known;
the pages of connections, catalogue and queries; axe finds nothing to say."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser


def ask(page: Any, text: str) -> None:
    page.goto("/questions/")
    page.locator("#text").fill(text)
    page.locator("#text").press("Enter")
    page.locator(".record").wait_for()


def test_an_agent_reads_figures(enter: Any, judge: Any, shoot: Any) -> None:
    page = enter()
    ask(page, "combien de demandes de carte en attente à Cigalon ?")
    expect(page.locator(".record .lead")).to_contain_text("21 demandes de carte")
    assert not judge(page), "answered"
    shoot(page, "records-answer")
    ask(page, "retards sur la ligne 42")
    assert not judge(page), "missing"
    page.get_by_role("link", name="Compléter").click()
    page.locator("#p-mois").fill("mars 2026")
    page.get_by_role("button", name="Lire les données").click()
    page.locator(".record .lead").wait_for()
    assert not judge(page), "completed"
    ask(page, "où en est le dossier 2026-0412 ?")
    page.get_by_role("link", name="Vérifier, puis lire").click()
    expect(page.locator("#p-numero")).to_have_value("2026-0412")
    assert not judge(page), "identity"
    page.goto("/donnees/")
    assert not judge(page), "list"


def test_databases_and_queries_are_managed(enter: Any, judge: Any, shoot: Any) -> None:
    page = enter("Ondine Inventée")
    page.goto("/donnees/")
    assert not judge(page), "list"
    page.get_by_role("link", name="connexion : Lycées").first.click()
    expect(page.get_by_text("lecture seule vérifiée").first).to_be_visible()
    assert not judge(page), "connection"
    shoot(page, "records-connection")
    page.goto("/donnees/")
    page.get_by_role("link", name="catalogue : Lycées").first.click()
    page.locator("summary").first.click()
    assert not judge(page), "catalogue"
    for address in ("bases/nouvelle/", "requetes/nouvelle/", "libre/"):
        page.goto(f"/donnees/{address}")
        assert not judge(page), address
