"""A letter translated, put right by the keyboard; glossary, memory; a caller who speaks Spanish."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import expect

from bastide.providers.translation.apertium import Apertium

PAIRS = {(pair.source, pair.target) for pair in Apertium().pairs()}
pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(
        not {("fr", "es"), ("fr", "ca"), ("ca", "fr")} <= PAIRS,
        reason="Apertium's Spanish and Catalan are not installed",
    ),
]
LETTER = """Madame, Monsieur,

Votre demande de carte Thymo a bien été reçue le 12 novembre 2026. Il manque une pièce.
Il manque une pièce."""


def test_a_letter_is_translated_and_put_right_by_the_keyboard(enter: Any, judge: Any, shoot: Any):
    page = enter("Ondine Inventée")
    page.set_default_timeout(30_000)  # the engine's first words wait for its dictionaries
    page.goto("/traduire/")
    page.select_option("#id_source", "fr")
    page.select_option("#id_target", "ca")
    page.get_by_role("button", name="Inverser").click()
    expect(page.locator("#id_source")).to_have_value("ca")
    page.get_by_role("button", name="Inverser").click()
    page.locator("#pair .badge", has_text="brouillon relisible").wait_for()
    page.locator("#id_text").fill(LETTER)
    assert not judge(page), "form"
    page.get_by_role("button", name="Traduire", exact=True).click()
    page.wait_for_load_state()
    said = page.locator(".said")
    expect(said).to_have_count(4)
    expect(said.nth(1)).to_contain_text("targeta Thymo")
    said.nth(2).focus()
    expect(page.locator(".told.current")).to_have_text("Il manque une pièce.")
    page.keyboard.press("ArrowDown")
    expect(said.nth(3)).to_be_focused()
    page.keyboard.press("Enter")
    page.locator("#written:focus").wait_for()
    assert not judge(page), "a sentence open"
    page.locator("#written").fill("Falta un document a l'expedient.")
    page.keyboard.press("Control+Enter")
    page.get_by_text("pour 2 phrases identiques").wait_for()
    for number in (2, 3):
        expect(said.nth(number)).to_have_text("Falta un document a l'expedient.")
    shoot(page, "translate-text")
    page.get_by_role("button", name="Copier la traduction").wait_for()

    page.goto("/traduire/memoire/")
    expect(
        page.get_by_role("row").filter(has_text="Falta un document a l'expedient.")
    ).to_be_visible()
    assert not judge(page), "memory"
    page.goto("/traduire/glossaire/")
    expect(page.get_by_role("row").filter(has_text="tarjeta Thymo")).to_be_visible()
    assert not judge(page), "glossary"
    shoot(page, "translate-glossary")


def test_a_caller_who_speaks_spanish_is_read_the_answer(enter: Any, judge: Any, shoot: Any):
    page = enter("Agathe Exemple")
    page.set_default_timeout(30_000)
    page.locator("#text").fill("Combien coûte le duplicata de la carte Thymo ?")
    page.keyboard.press("Enter")
    page.locator("article.answer").first.wait_for()
    page.select_option("#language", "es")
    page.get_by_role("button", name="Traduire").click()
    page.locator(".abroad [lang=es]", has_text="tarjeta Thymo").first.wait_for()
    expect(page.locator(".group .statement").first).to_be_visible()
    expect(page.get_by_text("Traduction de compréhension, non certifiée")).to_be_visible()
    assert not judge(page), "answer"
    shoot(page, "ask-abroad")
