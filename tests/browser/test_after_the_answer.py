"""What follows an answer, in a real browser: opinion, note, history, gaps, and each role."""

from __future__ import annotations

import re
from typing import Any

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser

AGENT, EDITOR = "Agathe Exemple", "Camille Modèle"


def ask(page: Any, text: str) -> None:
    page.goto("/questions/")
    page.locator("#text").fill(text)
    page.locator("#text").press("Enter")
    page.locator("article.answer").first.wait_for()
    page.wait_for_load_state()  # the script that listens to keys runs when all has arrived


EVERYONE = set("Questions Historique Données Courriels Humeur Masquer Traduire Réunions".split())


@pytest.mark.parametrize(
    ("name", "more", "never"),
    [
        (AGENT, "", "/base/"),
        ("Ivan Imaginaire", "Dossiers", "/base/"),
        (EDITOR, "Lacunes Base", "/organisation/"),
        ("Bastien Fictif", "Lacunes Base Registre", "/organisation/"),
        ("Ondine Inventée", "Dossiers Lacunes Base Registre Organisation", ""),
    ],
)
def test_each_role_signs_in_to_its_own_menu(enter, name, more, never):
    page = enter(name)
    expect(page.locator(".who .name")).to_have_text(name)
    assert set(page.locator(".menu a").all_inner_texts()) == EVERYONE | set(more.split())
    if never:
        assert page.goto(never).status == 403
        expect(page.get_by_role("heading", name="Accès réservé")).to_be_visible()


def test_a_password_typed_by_hand_and_leaving(enter):
    page = enter("")
    page.goto("/questions/")
    page.locator(".stack [name=username]").fill("zoe.canular@region-garrigue.example")
    page.locator(".stack [name=password]").fill("faux")
    page.get_by_role("button", name="Se connecter").click()
    page.locator(".errorlist").wait_for()
    page.locator(".stack [name=password]").fill("garrigue")
    page.get_by_role("button", name="Se connecter").click()
    page.wait_for_url("**/questions/")
    page.get_by_role("button", name="Quitter").click()
    page.wait_for_url("**/connexion/")


def test_a_bad_opinion_reaches_the_editor_with_its_reason(enter):
    page = enter(AGENT)
    ask(page, "Où se trouvent les maisons de la Région ?")
    page.keyboard.press("-")
    page.get_by_text("Merci : signalée aux rédacteurs.").wait_for()
    page.locator("[data-reason]:focus").wait_for()
    page.keyboard.type("adresses absentes")
    page.keyboard.press("Enter")
    page.locator("[data-reason][value='adresses absentes']").wait_for()
    page.reload()
    expect(page.locator("[data-reason]")).to_have_value("adresses absentes")
    page.keyboard.press("+")
    page.get_by_text("Merci : notée utile.").wait_for()
    page.keyboard.press("-")
    page.get_by_text("Merci : signalée aux rédacteurs.").wait_for()
    page.locator("[data-reason]").fill("adresses absentes")
    page.locator("[data-reason]").press("Enter")
    page.locator("[data-reason][value='adresses absentes']").wait_for()  # the server has it

    editor = enter(EDITOR)
    editor.goto("/questions/lacunes/")
    row = editor.get_by_role("row").filter(has_text="maisons de la Région")
    expect(row).to_contain_text("adresses absentes")
    row.get_by_role("button", name="Classer").click()
    editor.get_by_text("1 question classée.").wait_for()
    expect(row).to_have_count(0)
    editor.get_by_role("button", name="Annuler le classement").click()
    row.wait_for()


def test_a_gap_becomes_a_card_that_answers_first(enter):
    question = "Quel est le numéro du boulodrome de Montfaucon ?"
    page = enter(AGENT)
    ask(page, question)
    page.get_by_text("La base ne répond pas à cette question.").wait_for()

    editor = enter(EDITOR)
    editor.goto("/questions/lacunes/")
    row = editor.get_by_role("row").filter(has_text="boulodrome")
    row.get_by_role("link", name="Écrire la réponse").click()
    expect(editor.locator("[name=question]")).to_have_value(question)
    editor.locator("[name=answer]").fill("Le boulodrome de Montfaucon n'a pas de téléphone.")
    editor.get_by_role("button", name="Enregistrer").click()
    editor.wait_for_url("**/base/reponses/**")
    editor.goto("/questions/lacunes/")
    expect(editor.get_by_role("row").filter(has_text="boulodrome")).to_have_count(0)

    ask(page, question)
    expect(page.locator(".statement .words").first).to_have_text(
        "Le boulodrome de Montfaucon n'a pas de téléphone."
    )
    expect(page.locator(".run")).to_contain_text("Réponse type")


def test_the_note_is_proposed_edited_saved_and_found_again(enter):
    page = enter(AGENT, permissions=["clipboard-read", "clipboard-write"])
    ask(page, "Combien coûte le duplicata de la carte Thymo ?")
    page.keyboard.press("w")
    page.wait_for_url("**/note/")
    expect(page.locator("[name=answer]")).to_have_value(re.compile("12 €"))
    page.locator("[name=next_step]").fill("rappeler jeudi au sujet du xylophone")
    page.locator("[name=theme]").fill("Xylophones")
    page.get_by_role("button", name="Copier").click()
    page.get_by_text("Note copiée.").wait_for()
    assert "rappeler jeudi" in page.evaluate("navigator.clipboard.readText()")
    page.get_by_role("button", name="Enregistrer", exact=True).click()
    page.get_by_text("La note est enregistrée.").wait_for()
    expect(page.locator("[name=next_step]")).to_have_value(re.compile("xylophone"))

    page.get_by_role("link", name="Historique").click()
    page.get_by_label("Mots").fill("xylophones")
    page.get_by_role("button", name="Chercher").click()
    rows = page.locator("tbody tr")
    expect(rows).to_have_count(1)
    expect(rows.first).to_contain_text("duplicata")
    rows.first.get_by_role("link", name="Combien coûte").click()
    page.locator("article.answer .statement").first.wait_for()


def test_a_file_dropped_by_the_editor_answers_without_reloading(enter, tmp_path):
    """The list of sources follows the reading by itself (every two seconds)."""
    path = tmp_path / "ludotheque.md"
    path.write_text("# Ludothèque de Roquebrune\n\nLa ludothèque prête six jeux à la fois.\n")
    page = enter(EDITOR)
    page.goto("/base/sources/nouvelle/")
    page.locator("[name=name]").fill("Fiches déposées")
    page.locator("[name=kind]").select_option("uploads")
    page.get_by_role("button", name="Enregistrer").click()
    page.goto("/base/")
    row = page.get_by_role("row").filter(has_text="Fiches déposées")
    row.get_by_role("link", name="Déposer").click()
    page.locator("[name=files]").set_input_files(path)
    page.get_by_role("button", name="Déposer").click()
    page.goto("/base/")
    row.get_by_text("1 nouveau(x)").wait_for(timeout=20_000)
    ask(page, "Combien de jeux prête la ludothèque ?")
    expect(page.locator(".statement .words").first).to_contain_text("six jeux")
