"""What an agent sees and does on the page of questions, in a real browser."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser

ASKED = "Mon fils a-t-il droit à un ordinateur portable au lycée ?"
CARD = "Combien coûte le duplicata de la carte Thymo ?"
ELSEWHERE = "J'ai perdu ma carte d'identité, comment la refaire ?"
OFF_TOPIC = "Quelle est la recette de la pâte à crêpes ?"
IN_VIEW = """(element) => {
  const box = element.getBoundingClientRect();
  return box.height > 0 && box.top >= 0 && box.bottom <= innerHeight;
}"""
QUOTE_IN_VIEW = """() => {
  const panel = document.querySelector(".source-text").getBoundingClientRect();
  const mark = document.querySelector("mark.chosen").getBoundingClientRect();
  return mark.top >= panel.top - 1 && mark.top < Math.min(panel.bottom, innerHeight);
}"""


def ask(page: Any, text: str) -> None:
    before = page.url
    page.locator("#text").fill(text)
    page.locator("#text").press("Enter")
    page.wait_for_url(lambda url: url != before)
    page.locator("article.answer").first.wait_for()
    page.wait_for_load_state()  # the script that listens to keys runs when all has arrived


def told(page: Any, words: str) -> None:
    """Waits until it is said aloud, to who does not see the page."""
    page.locator("#told", has_text=words).wait_for(state="attached")


def test_the_empty_page_is_ready_to_type_in(enter, shoot):
    page = enter()
    expect(page.locator("#text")).to_be_focused()
    expect(page.locator(".brand")).to_have_text("Région Garrigue")
    expect(page.get_by_text("Tapez la question comme l'usager la dit")).to_be_visible()
    expect(page.locator(".examples button").first).to_be_attached()
    shoot(page, "empty")
    page.locator(".examples button").first.click()
    page.locator(".answer .statement").first.wait_for()


def test_typing_shows_three_passages_with_a_mark(enter, shoot):
    page = enter()
    page.locator("#text").press_sequentially(ASKED, delay=5)
    page.locator(".preview").first.wait_for()
    expect(page.locator(".preview")).to_have_count(3)
    marked = page.locator(".preview mark").all_inner_texts()
    assert any(text.strip() for text in marked)
    expect(page.locator("#told")).to_have_text("3 passages proches")
    expect(page.locator("#text")).to_be_focused()
    shoot(page, "typing")
    page.locator("#text").fill("")
    page.locator(".preview").first.wait_for(state="detached")


def test_an_answer_stands_beside_its_source(enter, shoot):
    page = enter()
    ask(page, ASKED)
    expect(page.locator(".cite").nth(1)).to_be_visible()
    expect(page.locator(".statement .words").first).not_to_be_empty()
    expect(page.locator(".cite").first).to_have_attribute("aria-current", "true")
    # Nothing that the agent needs on the line is under the fold.
    for needed in (".statement", ".turn-to .phone", ".turn-to .competence", "[data-copy]"):
        page.wait_for_function(IN_VIEW, arg=page.locator(needed).first.element_handle())
    page.wait_for_function(QUOTE_IN_VIEW)
    shoot(page, "answer")

    page.keyboard.press("2")
    told(page, "Source 2")
    expect(page.locator(".source-head .number")).to_have_text("2")
    expect(page.locator(".cite[aria-current]")).to_have_text("2")
    quote = page.locator("mark.chosen").all_inner_texts()
    said = page.locator(".statement.current .words").inner_text()
    assert " ".join(" ".join(quote).split()) == " ".join(said.split())
    page.wait_for_function(QUOTE_IN_VIEW)

    page.keyboard.press("ArrowUp")
    told(page, "Source 1")
    last = page.locator(".cite").last
    last.click()
    told(page, f"Source {last.inner_text()}")
    page.wait_for_function(QUOTE_IN_VIEW)


def test_c_copies_the_answer_with_its_sources(enter):
    page = enter(permissions=["clipboard-read", "clipboard-write"])
    ask(page, ASKED)
    page.keyboard.press("c")
    page.get_by_text("Réponse copiée.").wait_for()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied.count(page.locator(".statement .words").first.inner_text().strip()) == 1
    assert "Source : " in copied
    assert "https://www.region-garrigue.example/" in copied


def test_over_a_limit_of_requests_the_page_says_when_to_try_again_once(enter):
    page, words = enter(), "Trop de demandes en peu de temps : réessayez dans 9 secondes."
    plain = {"Content-Type": "text/plain; charset=utf-8", "Retry-After": "9"}
    page.route("**/apercu/*", lambda route: route.fulfill(status=429, headers=plain, body=words))
    page.locator("#text").press_sequentially("carte de bus", delay=400)
    expect(page.locator("#preview .notice")).to_have_count(1)
    expect(page.locator("#preview")).to_have_text(words)
    expect(page.locator("#text")).to_have_value("carte de bus")


def test_silence_says_so_and_names_near_documents(enter):
    page = enter()
    ask(page, OFF_TOPIC)
    expect(page.get_by_text("La base ne répond pas à cette question.")).to_be_visible()
    expect(page.locator(".statement")).to_have_count(0)
    near = page.get_by_role("heading", name="Documents voisins (non vérifiés)")
    if page.locator(".near").count():
        expect(near).to_be_visible()


def test_a_subject_of_another_administration_is_transferred(enter, shoot):
    page = enter()
    ask(page, ELSEWHERE)
    expect(page.get_by_text("La base ne répond pas à cette question.")).to_be_visible()
    expect(page.get_by_role("heading", name="Ce n'est pas nous")).to_be_visible()
    expect(page.locator(".competence.elsewhere p")).to_contain_text("mairie")
    expect(page.get_by_role("heading", name="Documents voisins (non vérifiés)")).to_be_visible()
    shoot(page, "silence")
    page.locator(".near a").first.click()
    page.locator("article.document h1").wait_for()


def test_a_follow_up_keeps_its_subject(enter, shoot):
    page = enter()
    ask(page, CARD)
    ask(page, "et si elle a été volée ?")
    expect(page.locator(".earlier")).to_have_text(CARD)
    expect(page.locator(".statement .words").first).to_contain_text("Thymo")
    shoot(page, "follow-up")
    page.keyboard.press("n")
    page.wait_for_url("**/questions/")
    expect(page.locator("[name=call]")).to_have_count(0)


def test_several_questions_in_one_message_are_answered_one_by_one(enter):
    page = enter()
    ask(page, f"{CARD} Et le transport scolaire est-il gratuit ?")
    expect(page.locator("article.answer")).to_have_count(2)
    numbers = page.locator(".cite").all_inner_texts()
    assert numbers == [str(n) for n in range(1, len(numbers) + 1)]


def test_what_was_typed_survives_a_refusal(enter, shoot):
    page = enter()
    page.locator("#text").fill("bonjour madame")
    page.locator("#commune").fill("34000")
    page.locator("#text").press("Enter")
    page.locator("#problem").wait_for()
    expect(page.locator("#text")).to_have_value("bonjour madame")
    expect(page.locator("#commune")).to_have_value("34000")
    expect(page.locator("#text")).to_be_focused()
    shoot(page, "error")
    page.locator("#text").fill("   ")
    page.locator("#text").press("Enter")
    page.get_by_text("Écrivez la question de l'usager").wait_for()


def test_a_server_that_does_not_answer_is_said_and_nothing_is_lost(enter):
    page = enter()
    page.context.set_offline(True)
    page.locator("#text").press_sequentially("carte de car")
    page.get_by_text("Le serveur ne répond pas. Ce que vous avez tapé est gardé").wait_for()
    page.locator("#text").press("Enter")
    page.wait_for_url("chrome-error://**")
    page.context.set_offline(False)
    page.goto("/questions/")
    expect(page.locator("#text")).to_have_value("carte de car")
    page.locator("#text").press("Enter")
    page.locator("article.answer").first.wait_for()
    page.goto("/questions/")
    expect(page.locator("#text")).to_have_value("")


def test_a_server_that_is_held_up_is_said_too(enter):
    page = enter()
    page.evaluate("htmx.config.timeout = 200")
    page.route("**/apercu/**", lambda route: None)
    page.locator("#text").press_sequentially("carte de car")
    page.get_by_text("Le serveur ne répond pas.").wait_for()
    expect(page.locator("#text")).to_have_value("carte de car")


def test_a_session_that_ended_leads_back_with_the_draft(enter):
    page = enter()
    page.locator("#text").fill("carte de c")
    page.context.clear_cookies()
    page.locator("#text").press_sequentially("ar")
    page.wait_for_url("**/connexion/**")
    page.get_by_role("button", name="Entrer comme Agathe Exemple").click()
    page.wait_for_url("**/questions/")
    expect(page.locator("#text")).to_have_value("carte de car")


def test_a_page_that_is_not_there_says_so(enter):
    page = enter()
    assert page.goto("/nulle-part/").status == 404
    expect(page.get_by_role("heading", name="Page introuvable")).to_be_visible()
    page.get_by_role("link", name="Retour aux questions").click()
    page.wait_for_url("**/questions/")


def test_keys_and_help(enter):
    page = enter()
    page.wait_for_load_state()  # the script that listens to keys runs when all has arrived
    page.keyboard.press("Escape")
    page.keyboard.press("?")
    page.locator("#help").wait_for()
    page.keyboard.press("Escape")
    expect(page.locator("#help")).to_be_hidden()
    page.keyboard.press("/")
    expect(page.locator("#text")).to_be_focused()
    expect(page.locator("#text")).to_have_value("")
    page.get_by_role("link", name="Aide").click()
    page.get_by_role("button", name="Fermer").click()


def test_the_look_chosen_is_kept(enter):
    page = enter()
    white = page.evaluate("getComputedStyle(document.documentElement).backgroundColor")
    page.get_by_role("button", name="Clair / sombre").click()
    page.reload()
    assert page.evaluate("getComputedStyle(document.documentElement).backgroundColor") != white


def test_without_javascript(enter):
    page = enter(java_script_enabled=False)
    page.locator("#text").fill(ASKED)
    page.get_by_role("button", name="Répondre").click()
    page.wait_for_url("**/questions/*/*/")
    page.get_by_role("link", name="Source 2").click()
    expect(page.locator(".source-head .number")).to_have_text("2")
    expect(page.locator("mark.chosen").first).to_be_visible()
    page.locator("[data-reason]").first.fill("pas assez précis")
    page.locator("[data-reason]").first.press("Enter")
    expect(page.get_by_text("Merci : signalée aux rédacteurs.")).to_be_visible()
    expect(page.locator("[data-reason]").first).to_have_value("pas assez précis")


@pytest.mark.parametrize("text", ["كيف أحصل على بطاقة Thymo ؟", "🚌🎒 carte Thymo perdue 😭 ?"])
def test_any_writing_is_shown_back(enter, text):
    page = enter()
    ask(page, text)
    expect(page.locator(".asked").first).to_contain_text(text.split()[0])
