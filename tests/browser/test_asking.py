"""What an agent sees and does on the page of questions, in a real browser."""

from __future__ import annotations

from typing import Any

import pytest

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


def seen(page: Any, selector: str) -> bool:
    return page.locator(selector).first.evaluate(IN_VIEW)


def test_the_empty_page_is_ready_to_type_in(enter, shoot):
    page = enter()
    assert page.evaluate("document.activeElement.id") == "text"
    assert page.locator(".brand").inner_text() == "Région Garrigue"
    assert page.get_by_text("Tapez la question comme l'usager la dit").is_visible()
    assert page.locator(".examples button").count() > 0
    shoot(page, "empty")
    page.locator(".examples button").first.click()
    page.locator(".answer .statement").first.wait_for()


def test_typing_shows_three_passages_with_a_mark(enter, shoot):
    page = enter()
    page.locator("#text").press_sequentially(ASKED, delay=5)
    page.locator(".preview").first.wait_for()
    assert page.locator(".preview").count() == 3
    marked = page.locator(".preview mark").all_inner_texts()
    assert any(text.strip() for text in marked)
    assert page.locator("#told").inner_text() == "3 passages proches"
    assert page.evaluate("document.activeElement.id") == "text"
    shoot(page, "typing")
    page.locator("#text").fill("")
    page.locator(".preview").first.wait_for(state="detached")


def test_an_answer_stands_beside_its_source(enter, shoot):
    page = enter()
    ask(page, ASKED)
    assert page.locator(".cite").count() >= 2
    assert page.locator(".statement .words").first.inner_text().strip()
    assert page.locator(".cite").first.get_attribute("aria-current") == "true"
    # Nothing that the agent needs on the line is under the fold.
    for needed in (".statement", ".turn-to .phone", ".turn-to .competence", "[data-copy]"):
        assert seen(page, needed), needed
    assert page.evaluate(QUOTE_IN_VIEW)
    shoot(page, "answer")

    page.keyboard.press("2")
    told(page, "Source 2")
    assert page.locator(".source-head .number").inner_text() == "2"
    assert page.locator(".cite[aria-current]").inner_text() == "2"
    quote = page.locator("mark.chosen").all_inner_texts()
    said = page.locator(".statement.current .words").inner_text()
    assert " ".join(" ".join(quote).split()) == " ".join(said.split())
    assert page.evaluate(QUOTE_IN_VIEW)

    page.keyboard.press("ArrowUp")
    told(page, "Source 1")
    last = page.locator(".cite").last
    last.click()
    told(page, f"Source {last.inner_text()}")
    assert page.evaluate(QUOTE_IN_VIEW)


def test_c_copies_the_answer_with_its_sources(enter):
    page = enter(permissions=["clipboard-read", "clipboard-write"])
    ask(page, ASKED)
    page.keyboard.press("c")
    page.get_by_text("Réponse copiée.").wait_for()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied.count(page.locator(".statement .words").first.inner_text().strip()) == 1
    assert "Source : " in copied
    assert "https://www.region-garrigue.example/" in copied


def test_silence_says_so_and_names_near_documents(enter):
    page = enter()
    ask(page, OFF_TOPIC)
    assert page.get_by_text("La base ne répond pas à cette question.").is_visible()
    assert page.locator(".statement").count() == 0
    near = page.get_by_role("heading", name="Documents voisins (non vérifiés)")
    if page.locator(".near").count():
        assert near.is_visible()


def test_a_subject_of_another_administration_is_transferred(enter, shoot):
    page = enter()
    ask(page, ELSEWHERE)
    assert page.get_by_text("La base ne répond pas à cette question.").is_visible()
    assert page.get_by_role("heading", name="Ce n'est pas nous").is_visible()
    assert "mairie" in page.locator(".competence.elsewhere p").inner_text()
    assert page.get_by_role("heading", name="Documents voisins (non vérifiés)").is_visible()
    shoot(page, "silence")
    page.locator(".near a").first.click()
    page.locator("article.document h1").wait_for()


def test_a_follow_up_keeps_its_subject(enter, shoot):
    page = enter()
    ask(page, CARD)
    ask(page, "et si elle a été volée ?")
    assert page.locator(".earlier").inner_text().strip() == CARD
    assert "Thymo" in page.locator(".statement .words").first.inner_text()
    shoot(page, "follow-up")
    page.keyboard.press("n")
    page.wait_for_url("**/questions/")
    assert page.locator("[name=call]").count() == 0


def test_several_questions_in_one_message_are_answered_one_by_one(enter):
    page = enter()
    ask(page, f"{CARD} Et le transport scolaire est-il gratuit ?")
    assert page.locator("article.answer").count() == 2
    numbers = page.locator(".cite").all_inner_texts()
    assert numbers == [str(n) for n in range(1, len(numbers) + 1)]


def test_what_was_typed_survives_a_refusal(enter, shoot):
    page = enter()
    page.locator("#text").fill("bonjour madame")
    page.locator("#commune").fill("34000")
    page.locator("#text").press("Enter")
    page.locator("#problem").wait_for()
    assert page.locator("#text").input_value() == "bonjour madame"
    assert page.locator("#commune").input_value() == "34000"
    assert page.evaluate("document.activeElement.id") == "text"
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
    assert page.locator("#text").input_value() == "carte de car"
    page.locator("#text").press("Enter")
    page.locator("article.answer").first.wait_for()
    page.goto("/questions/")
    assert page.locator("#text").input_value() == ""


def test_a_server_that_is_held_up_is_said_too(enter):
    page = enter()
    page.evaluate("htmx.config.timeout = 200")
    page.route("**/apercu/**", lambda route: None)
    page.locator("#text").press_sequentially("carte de car")
    page.get_by_text("Le serveur ne répond pas.").wait_for()
    assert page.locator("#text").input_value() == "carte de car"


def test_a_session_that_ended_leads_back_with_the_draft(enter):
    page = enter()
    page.locator("#text").fill("carte de c")
    page.context.clear_cookies()
    page.locator("#text").press_sequentially("ar")
    page.wait_for_url("**/connexion/**")
    page.get_by_role("button", name="Entrer comme Agathe Exemple").click()
    page.wait_for_url("**/questions/")
    assert page.locator("#text").input_value() == "carte de car"


def test_a_page_that_is_not_there_says_so(enter):
    page = enter()
    assert page.goto("/nulle-part/").status == 404
    assert page.get_by_role("heading", name="Page introuvable").is_visible()
    page.get_by_role("link", name="Retour aux questions").click()
    page.wait_for_url("**/questions/")


def test_keys_and_help(enter):
    page = enter()
    page.wait_for_load_state()  # the script that listens to keys runs when all has arrived
    page.keyboard.press("Escape")
    page.keyboard.press("?")
    page.locator("#help").wait_for()
    page.keyboard.press("Escape")
    assert not page.locator("#help").is_visible()
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.id") == "text"
    assert page.locator("#text").input_value() == ""
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
    assert page.locator(".source-head .number").inner_text() == "2"
    assert page.locator("mark.chosen").first.is_visible()
    page.locator("[data-reason]").first.fill("pas assez précis")
    page.locator("[data-reason]").first.press("Enter")
    assert page.get_by_text("Merci : signalée aux rédacteurs.").is_visible()
    assert page.locator("[data-reason]").first.input_value() == "pas assez précis"


@pytest.mark.parametrize("text", ["كيف أحصل على بطاقة Thymo ؟", "🚌🎒 carte Thymo perdue 😭 ?"])
def test_any_writing_is_shown_back(enter, text):
    page = enter()
    ask(page, text)
    assert text.split()[0] in page.locator(".asked").first.inner_text()
