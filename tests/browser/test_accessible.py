"""axe finds nothing to say of the agent's pages, in any state, in light and in dark; and a page
stays light to carry."""

from __future__ import annotations

from typing import Any

import pytest

pytestmark = pytest.mark.browser

SCHEMES = ("light", "dark")
# Whole page with its style and scripts, compressed (decision of the house).
MOST_BYTES = 40_000


@pytest.fixture(scope="module")
def judge() -> Any:
    """`judge(page, name)`: no violation, nor anything wider than the screen, light and dark."""
    from axe_playwright_python.sync_playwright import Axe

    axe = Axe()

    def run(page: Any, name: str) -> None:
        wide = "document.documentElement.scrollWidth > document.documentElement.clientWidth"
        assert not page.evaluate(wide), f"{name} is wider than the screen"
        for scheme in SCHEMES:
            page.emulate_media(color_scheme=scheme)
            found = [
                (v["id"], [n["html"][:160] for n in v["nodes"]])
                for v in axe.run(page).response["violations"]
            ]
            assert not found, f"{name}, {scheme}: {found}"

    return run


def ask(page: Any, text: str) -> None:
    page.goto("/questions/")
    page.locator("#text").fill(text)
    page.locator("#text").press("Enter")
    page.locator("article.answer").first.wait_for()


def test_asking_is_accessible_in_every_state(enter, judge):
    page = enter("Bastien Fictif")
    judge(page, "empty")
    page.keyboard.press("Escape")
    page.keyboard.press("?")
    judge(page, "help panel")
    page.keyboard.press("Escape")
    page.locator("#text").press_sequentially("carte de car")
    page.locator(".preview").first.wait_for()
    judge(page, "typing")
    ask(page, "Quelles pièces faut-il pour la bourse sanitaire et sociale ?")
    judge(page, "answer")
    page.keyboard.press("-")
    page.locator("[aria-pressed]").wait_for()
    judge(page, "rated")
    page.locator("[data-wrapup]").click()
    judge(page, "note")
    ask(page, "Quel dédommagement pour un train en retard ?")
    judge(page, "answer with a table")
    ask(page, "J'ai perdu ma carte d'identité, comment la refaire ?")
    judge(page, "silence")
    ask(page, "Comment louer un manuel ? Et le transport scolaire est-il gratuit ?")
    judge(page, "several questions")
    page.locator("#text").fill("bonjour")
    page.locator("#text").press("Enter")
    page.locator("#problem").wait_for()
    judge(page, "refused question")
    for address in ("/questions/historique/", "/questions/lacunes/", "/aide/", "/nulle-part/"):
        page.goto(address)
        judge(page, address)
    page.goto("/organisation/")
    judge(page, "forbidden")


def test_pages_outside_a_session_are_accessible(enter, judge):
    page = enter("")
    page.goto("/connexion/")
    judge(page, "sign-in")
    page.context.clear_cookies()
    page.locator("button[type=submit]").first.evaluate("button => button.form.noValidate = true")
    page.locator("button[type=submit]").first.click()
    judge(page, "form sent without a session")


def test_a_narrow_window_and_large_text_lose_nothing(enter, judge):
    page = enter("Bastien Fictif", viewport={"width": 640, "height": 768})
    ask(page, "Quelles pièces faut-il pour la bourse sanitaire et sociale ?")
    judge(page, "narrow answer")


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
