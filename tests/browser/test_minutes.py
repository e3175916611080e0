"""A meeting's minutes: checked against the transcript beside them and edited by keyboard alone; axe
finds nothing to say."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser

TALK = """Mme Modèle : Bonjour. La toiture de l'école fuit depuis le mois de janvier.
M. Fictif : Le devis de la toiture est de douze mille euros, c'est cher pour la commune.
Mme Modèle : On vote. Douze pour, un contre, deux abstentions. Le devis est adopté.
M. Fictif : J'enverrai le devis signé à l'entreprise d'ici vendredi.
"""


def test_the_meeting_of_the_demonstration_is_read_and_accessible(
    enter: Any, judge: Any, shoot: Any
) -> None:
    page = enter("Agathe Exemple")
    page.goto("/comptes-rendus/")
    assert not judge(page), "home"
    page.get_by_role("link", name="Comité de suivi de l'accueil").click()
    page.locator("#minutes").wait_for()
    page.wait_for_load_state()
    page.keyboard.press("j")
    first = page.locator("mark.chosen")
    first.wait_for()
    told = first.inner_text()
    page.keyboard.press("j")
    page.locator(".line.current [data-step]:focus").wait_for()
    page.wait_for_function(
        "told => document.querySelector('mark.chosen').innerText != told", arg=told
    )
    expect(page.locator("mark.chosen")).to_be_visible()
    assert not judge(page), "minutes"
    shoot(page, "minutes")
    page.keyboard.press("m")
    page.locator("[data-line]:focus").wait_for()
    assert not judge(page), "editing"
    page.keyboard.press("Escape")
    page.locator(".line.current [data-edit]:focus").wait_for()
    page.goto(f"{page.url.partition('?')[0].partition('#')[0]}?noms")
    page.locator("#name-0:focus").wait_for()
    assert not judge(page), "names"


def test_a_meeting_is_pasted_and_edited_by_keyboard(enter: Any) -> None:
    page = enter("Agathe Exemple")
    page.goto("/comptes-rendus/")
    page.locator("#id_text").fill(TALK)
    page.locator("#id_title").fill("Conseil d'école")
    page.locator("#id_day").fill("2026-03-12")
    page.locator("#id_day").press("Enter")
    action = page.locator(".part.action .line").first
    action.wait_for(timeout=20_000)
    page.wait_for_load_state()
    expect(action).to_contain_text("M. Fictif")
    expect(action).to_contain_text("13/03/2026")
    action.locator("[data-edit]").focus()
    page.keyboard.press("Enter")
    line = page.locator("[data-line]")
    page.locator("[data-line]:focus").wait_for()
    page.wait_for_load_state("networkidle")  # the script that listens to its keys has seen it
    line.press("End")
    line.press_sequentially(" sans attendre")
    line.press("Enter")
    page.get_by_text("sans attendre").first.wait_for(timeout=30_000)
    page.locator(".part.action .line [data-edit]:focus").wait_for()
    page.reload()  # saved at once
    expect(page.locator(".part.action").get_by_text("sans attendre").first).to_be_attached()
    page.keyboard.press("u")
    page.get_by_text("sans attendre").first.wait_for(state="detached")
    with page.expect_download() as got:
        page.get_by_role("link", name="Word").click()
    assert got.value.suggested_filename == "compte-rendu-2026-03-12-conseil-decole.docx"
    page.get_by_text("Effacer cette réunion").click()
    page.get_by_role("button", name="Effacer la réunion").click()
    page.get_by_text("Réunion effacée").wait_for()


def test_the_administrator_sees_the_template(enter: Any, judge: Any) -> None:
    page = enter("Ondine Inventée")
    page.goto("/comptes-rendus/regles/")
    assert not judge(page), "rules"
