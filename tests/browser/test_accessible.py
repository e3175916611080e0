"""axe finds nothing to say of the agent's pages, in any state, in light and in dark; and a page
stays light to carry."""

from __future__ import annotations

from typing import Any

import pytest

pytestmark = pytest.mark.browser

# Whole page with its style and scripts, compressed (decision of the house).
MOST_BYTES = 40_000


def ask(page: Any, text: str) -> None:
    page.goto("/questions/")
    page.locator("#text").fill(text)
    page.locator("#text").press("Enter")
    page.locator("article.answer").first.wait_for()


def test_asking_is_accessible_in_every_state(enter, judge):
    page = enter("Bastien Fictif")
    assert not judge(page), "empty"
    page.keyboard.press("Escape")
    page.keyboard.press("?")
    assert not judge(page), "help panel"
    page.keyboard.press("Escape")
    page.locator("#text").press_sequentially("carte de car")
    page.locator(".preview").first.wait_for()
    assert not judge(page), "typing"
    ask(page, "Quelles pièces faut-il pour la bourse sanitaire et sociale ?")
    assert not judge(page), "answer"
    page.keyboard.press("-")
    page.locator("[aria-pressed]").wait_for()
    assert not judge(page), "rated"
    page.locator("[data-wrapup]").click()
    assert not judge(page), "note"
    ask(page, "Quel dédommagement pour un train en retard ?")
    assert not judge(page), "answer with a table"
    ask(page, "J'ai perdu ma carte d'identité, comment la refaire ?")
    assert not judge(page), "silence"
    ask(page, "Comment louer un manuel ? Et le transport scolaire est-il gratuit ?")
    assert not judge(page), "several questions"
    page.locator("#text").fill("bonjour")
    page.locator("#text").press("Enter")
    page.locator("#problem").wait_for()
    assert not judge(page), "refused question"
    for address in ("/questions/historique/", "/questions/lacunes/", "/aide/", "/nulle-part/"):
        page.goto(address)
        assert not judge(page), address
    page.goto("/organisation/")
    assert not judge(page), "forbidden"


def test_pages_outside_a_session_are_accessible(enter, judge):
    page = enter("")
    page.goto("/connexion/")
    assert not judge(page), "sign-in"
    page.context.clear_cookies()
    page.locator("button[type=submit]").first.evaluate("button => button.form.noValidate = true")
    page.locator("button[type=submit]").first.click()
    assert not judge(page), "form sent without a session"


def test_a_narrow_window_and_large_text_lose_nothing(enter, judge):
    page = enter("Bastien Fictif", viewport={"width": 640, "height": 768})
    ask(page, "Quelles pièces faut-il pour la bourse sanitaire et sociale ?")
    assert not judge(page), "narrow answer"


def test_a_page_is_light_and_asks_nobody_else(enter, site):
    page = enter("Agathe Exemple")
    sizes, hosts = {}, set()
    page.on("requestfinished", lambda r: sizes.update({r.url: r.sizes()["responseBodySize"]}))
    page.on("request", lambda r: hosts.add("/".join(r.url.split("/")[:3])))
    ask(page, "Quelles pièces faut-il pour la bourse sanitaire et sociale ?")
    page.wait_for_load_state("networkidle")
    answer = {url: n for url, n in sizes.items() if "/static/" in url or "/couleurs" in url}
    answer[page.url] = sizes[page.url]
    assert len(answer) >= 5
    assert sum(answer.values()) <= MOST_BYTES, answer
    assert hosts == {site}
