"""Mails: threads read, a service corrected, a reply prepared and kept as it is typed; axe finds
nothing to say, and the keyboard is enough."""

from __future__ import annotations

import re
from typing import Any

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser


def test_a_thread_is_answered_with_the_keyboard(enter: Any, judge: Any, shoot: Any) -> None:
    page = enter("Agathe Exemple")
    page.goto("/courriels/")
    assert not judge(page), "threads"
    shoot(page, "mail-threads")
    page.get_by_role("link", name="Carte Thymo perdue").focus()
    page.keyboard.press("Enter")
    page.get_by_role("heading", name="En bref").wait_for()
    expect(page.locator("details.mail")).to_have_count(3)
    expect(page.get_by_text("de : nous")).to_be_visible()
    page.get_by_role("button", name="Préparer une réponse").focus()
    page.keyboard.press("Enter")
    page.locator("#text").wait_for()
    expect(page.locator("#text")).to_have_value(re.compile("12 €"))
    expect(page.locator(".cited a").first).to_be_visible()
    assert not judge(page), "thread"
    shoot(page, "mail-thread")
    page.get_by_role("button", name="Passage à compléter suivant").focus()
    page.keyboard.press("Enter")
    page.keyboard.type("Nous vous répondons aujourd'hui.")
    page.locator("#saved", has_text="Enregistré").wait_for()
    page.wait_for_function("() => !document.querySelector('#saved').innerText.includes('reste')")
    page.reload()
    expect(page.locator("#text")).to_have_value(re.compile("Nous vous répondons aujourd'hui."))
    with page.expect_download() as given:
        page.get_by_role("button", name="Télécharger (.eml)").click()
    assert given.value.suggested_filename.endswith(".eml")
    page.locator("#service").select_option("Vie associative")
    page.get_by_role("button", name="C'est ce service").click()
    page.get_by_text("le tri apprend de cette correction").wait_for()
    page.get_by_role("button", name="Annuler « Service : Vie associative »").click()
    page.locator(".said", has_text="Transports scolaires").wait_for()


def test_words_typed_after_the_session_ended_are_not_lost(enter: Any) -> None:
    page = enter("Agathe Exemple")
    page.on("dialog", lambda dialog: dialog.accept())
    page.goto("/courriels/")
    page.get_by_role("link", name="Carte Thymo perdue").click()
    ready = page.get_by_role("button", name="Préparer une réponse")
    if ready.count():
        ready.click()
    page.locator("#text").wait_for()
    cookies = [c for c in page.context.cookies() if "session" not in c["name"]]
    page.context.clear_cookies()
    page.context.add_cookies(cookies)
    page.locator("#text").press_sequentially("Mots pas encore gardés. ")
    page.wait_for_url("**/connexion/**")
    kept = "() => Object.entries(sessionStorage).find(([k]) => k.startsWith('reply:'))?.[1]"
    assert "Mots pas encore gardés." in (page.evaluate(kept) or "")


def test_a_mail_is_pasted_and_a_bad_file_is_told(enter: Any, judge: Any) -> None:
    page = enter("Ondine Inventée")
    page.goto("/courriels/")
    page.locator("#id_text").fill("De : a@courriel-fictif.example\nObjet : Essai\n\nUne question ?")
    page.get_by_role("button", name="Lire ce courriel").click()
    page.get_by_role("link", name="Essai").wait_for(timeout=30_000)
    bad = {"name": "x.eml", "mimeType": "message/rfc822", "buffer": b"rien du tout"}
    page.locator("#id_mails").set_input_files(bad)
    page.get_by_role("button", name="Lire ces courriels").click()
    page.get_by_text("Ce n'est pas un courriel").wait_for(timeout=30_000)
    assert not judge(page), "failed"
    page.goto("/courriels/boites/nouvelle/")
    assert not judge(page), "mailbox"
