"""Citizens' texts: the alerts, a text pasted and read, the trends; axe finds nothing to say."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser


def test_texts_are_read_and_accessible(enter: Any, judge: Any, shoot: Any) -> None:
    page = enter("Ondine Inventée")
    page.goto("/humeur/")
    page.get_by_text("La procédure de la collectivité").click()
    expect(page.get_by_text("3114 : prévention du suicide")).to_be_visible()
    assert not judge(page), "alerts"
    page.goto("/humeur/tendances/")
    assert not judge(page), "trends"
    shoot(page, "listen-trends")
    page.goto("/humeur/")
    page.locator("#id_text").fill("J'attends depuis un mois, c'est honteux !")
    page.get_by_role("button", name="Lire ces textes").click()
    page.locator("mark.anger", has_text="c'est honteux").wait_for()
    assert not judge(page), "texts"
    shoot(page, "listen-texts")


def test_the_texts_to_label_are_chosen_and_accessible(enter: Any, judge: Any, shoot: Any) -> None:
    page = enter("Ondine Inventée")
    page.goto("/humeur/a-etiqueter/")
    page.get_by_role("button", name="Choisir").click()
    expect(page.locator("article.note").first).to_be_visible()
    assert not judge(page), "to label"
    shoot(page, "listen-to-label")
    before = page.locator("article.note").count()
    page.locator("article.note").first.get_by_role("button", name="négative").click()
    expect(page.locator("article.note")).to_have_count(before - 1)
