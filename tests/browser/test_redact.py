"""A text masked, reviewed with keyboard and mouse; axe finds nothing to say."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser


def test_a_text_is_reviewed_and_accessible(enter: Any, judge: Any, shoot: Any) -> None:
    page = enter("Ondine Inventée")
    page.goto("/anonymiser/?exemple=1")
    assert not judge(page), "form"
    page.get_by_role("button", name="Chercher les données personnelles").click()
    page.wait_for_url("**/anonymiser/textes/**")
    page.wait_for_load_state()
    assert not judge(page), "review"
    shoot(page, "redact-review")

    places = page.locator(".place")
    before = places.count()
    first = places.first
    first.focus()  # the keyboard's way
    page.keyboard.press("Enter")
    page.locator(".place[aria-pressed=false]").wait_for()
    expect(page.locator(".place:focus")).to_be_attached()
    page.keyboard.press("Enter")
    page.locator(".place[aria-pressed=false]").wait_for(state="detached")

    page.get_by_role("button", name="Tout garder en clair : Courriels").click()
    page.get_by_role("button", name="Tout remplacer : Courriels").wait_for()

    # Words selected in the text go to the field.
    page.evaluate(
        """() => {
          const text = document.getElementById("text");
          const walker = document.createTreeWalker(text, NodeFilter.SHOW_TEXT);
          while (walker.nextNode()) {
            const at = walker.currentNode.data.indexOf("formulaire");
            if (at < 0) continue;
            const range = document.createRange();
            range.setStart(walker.currentNode, at);
            range.setEnd(walker.currentNode, at + "formulaire".length);
            document.getSelection().removeAllRanges();
            document.getSelection().addRange(range);
            text.dispatchEvent(new MouseEvent("mouseup", { bubbles: true }));
          }
        }"""
    )
    expect(page.locator("#words")).to_have_value("formulaire")
    page.locator("#words").press("Enter")
    page.get_by_text("1 passage à remplacer.").wait_for()
    expect(places).to_have_count(before + 1)
    with page.expect_download() as waiting:
        page.get_by_role("link", name="Télécharger le texte masqué").click()
    text = waiting.value.path().read_text(encoding="utf-8")
    assert "elodie.chimerique@courriel.example" in text
    assert "tamponné le [NOM]" in text
    assert "Fictif" not in text
