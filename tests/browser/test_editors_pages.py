"""The editors' and administrators' pages in a real browser: accessible in light and in dark, within
the width of the screen, with no word from the content policy."""

from __future__ import annotations

import datetime
import shutil
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import expect

from bastide.library.cards import publish
from bastide.library.models import (
    AnswerCard,
    Competence,
    Contact,
    Document,
    Ingestion,
    Passage,
    Refusal,
    Source,
    Word,
)
from bastide.tenants.models import ReaderGroup
from bastide.tenants.scope import scope

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(CHROMIUM is None, reason="Debian's chromium is not installed"),
]


@pytest.fixture
def filled(organisation: Any, member: Any) -> list[str]:
    """A library with a row of each kind; the addresses of every page that shows them."""
    person = member("administrator", email="ondine.inventee@region-garrigue.example")
    person.set_password("garrigue")
    person.save()
    old = datetime.date(2023, 3, 4)
    with scope(organisation):
        group = ReaderGroup.objects.create(slug="chefs", name="Responsables de plateau")
        person.groups.add(group)
        source = Source.objects.create(name="Fiches", kind="uploads", owner=person)
        site = Source.objects.create(name="Site", kind="website", location="https://a.example")
        done = Ingestion.objects.create(
            source=source, state="done", holder="x", refused=1, finished=timezone.now()
        )
        Refusal.objects.create(ingestion=done, name="budget.pdf", reason="Ce PDF est protégé.")
        Ingestion.objects.create(source=site, state="running", holder="x", total=9, seen=4)
        document = Document.objects.create(
            source=source, key="k", title="Carte", digest="d", updated=old, owner=person
        )
        document.readers.add(group)
        Passage.objects.create(document=document, position=0, text="Texte.", headings=["Prix"])
        Passage.objects.create(document=document, position=1, kind="table", text="A | B\n1 | 2")
        card = publish(AnswerCard(question="Combien ?", answer="12 €.", review_date=old), person)
        card.answer = "15 €."
        publish(card, person)
        version = card.versions.last()
        contact = Contact.objects.create(service="Accueil", phone="3939", review_date=old)
        subject = Competence.objects.create(
            subject="RSA", phrases="RSA", level="departement", authority="X", transfer="Y"
        )
        word = Word.objects.create(kind="acronym", term="PCM", meaning="Pass Cap Métier")
    plain = (
        "organisation members member-new groups audit library source-new documents cards card-new "
        "directory contact-new directory-import competence subject-new words word-new"
    ).split()
    return [reverse(name) for name in plain] + [
        reverse("member", args=[person.pk]),
        reverse("group", args=[group.pk]),
        reverse("source", args=[source.pk]),
        reverse("upload", args=[source.pk]),
        reverse("source-delete", args=[source.pk]),
        reverse("document", args=[document.pk]),
        reverse("document-change", args=[document.pk]),
        reverse("card", args=[card.pk]),
        reverse("card-history", args=[card.pk]),
        reverse("card-restore", args=[card.pk, version.pk]),
        reverse("contact", args=[contact.pk]),
        reverse("subject", args=[subject.pk]),
        reverse("word", args=[word.pk]),
    ]


def test_every_page_is_accessible(judge, filled, live_server, settings, monkeypatch):
    from playwright.sync_api import sync_playwright

    monkeypatch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "1")  # playwright runs a loop of its own
    settings.DEMO = True
    wrong, errors = [], []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        page = browser.new_context(
            viewport={"width": 1366, "height": 768}, locale="fr-FR"
        ).new_page()
        page.on("console", lambda m: errors.append(m.text) if m.type == "error" else None)
        page.on("pageerror", lambda e: errors.append(str(e)))

        def look(address: str) -> None:
            wrong.extend((address, found) for found in judge(page))

        page.goto(live_server.url + reverse("sign-in"))
        look("sign-in")
        page.get_by_role("button", name="Entrer comme").first.click()
        page.wait_for_url("**/questions/")
        for address in filled:
            page.goto(live_server.url + address)
            look(address)
        browser.close()
    assert not wrong
    assert not errors


def test_the_contrast_of_a_colour_is_told_while_it_is_chosen(
    filled, live_server, monkeypatch, settings
):
    from playwright.sync_api import sync_playwright

    monkeypatch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "1")
    settings.DEMO = True
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        page = browser.new_page()
        page.goto(live_server.url + reverse("sign-in") + "?next=/organisation/")
        page.get_by_role("button", name="Entrer comme").first.click()
        page.wait_for_url("**/organisation/")
        page.fill("#id_accent", "#ffee00")
        expect(page.locator("#contrast")).to_contain_text("plus foncée")
        page.fill("#id_accent", "#1f4e79")
        expect(page.locator("#contrast")).not_to_contain_text("plus foncée")
        browser.close()
