"""The demonstration's requests, as an instructor goes through them for the first time."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser
INSTRUCTOR = "Ivan Imaginaire"


def open_case(page, reference: str) -> None:
    page.goto(f"/pieces/?q={reference}")
    page.get_by_role("link", name=reference).click()
    page.locator(".badge.outcome").wait_for()


def test_the_list_tells_what_each_request_needs(enter, judge, shoot):
    page = enter(INSTRUCTOR)
    page.get_by_role("link", name="Dossiers").click()
    rows = page.locator(".cases tbody tr")
    expect(rows.nth(11)).to_be_visible()
    for outcome in ("complet", "incomplet", "à voir"):
        expect(page.locator(".badge.outcome", has_text=outcome).first).to_be_attached()
    expect(page.get_by_text("lecture en cours")).to_have_count(0)
    expect(page.get_by_text("pièces demandées").first).to_be_attached()
    expect(page.get_by_text("Autorité de test acceptée")).to_be_visible()
    assert not judge(page)
    shoot(page, "check-list")


def test_a_case_opens_where_its_finding_is(enter, shoot):
    page = enter(INSTRUCTOR)
    open_case(page, "PG-0109")
    finding = page.locator(".finding.look, .finding.replace").first
    expect(finding).to_contain_text("Resterait au demandeur : 1\u202f350,00")
    expect(page.locator(".paper a.lit")).to_be_visible()
    shoot(page, "check-cap")
    open_case(page, "PG-0112")
    expect(page.locator(".finding.look").first).to_contain_text("La signature n'est pas exacte")
    shoot(page, "check-2ddoc")
    open_case(page, "PG-0101")
    passed = page.locator(".group-passed")
    passed.locator("> summary").click()
    expect(passed.get_by_text("Signature exacte")).to_be_visible()


def test_a_photograph_that_cannot_be_read_and_a_file_set_aside(enter):
    page = enter(INSTRUCTOR)
    open_case(page, "PG-0116")
    expect(page.locator(".finding.replace").first).to_contain_text("ne peut pas être lue")
    open_case(page, "PG-0117")
    expect(page.locator("#files > .notice", has_text="Le PDF est abîmé")).to_be_visible()


def test_put_right_ask_and_accept(enter, judge, shoot):
    page = enter(INSTRUCTOR)
    open_case(page, "PG-0111")
    expect(page.locator(".badge.outcome")).to_have_text("incomplet")
    rib = page.locator(".piece").filter(has=page.get_by_role("heading", name="RIB", exact=True))
    rib.locator("> summary").click()
    rib.get_by_label("Valeur lue").fill("FR76 9999 1000 4221 9935 1819 039")
    rib.locator(".mend select").first.select_option("iban")
    rib.get_by_role("button", name="Ajouter").click()
    page.locator(".badge.outcome.complete").wait_for()
    page.get_by_role("button", name="Accepter").click()
    page.get_by_text("Le dossier est accepté.").wait_for()
    open_case(page, "PG-0105")
    page.get_by_role("link", name="Demander ce qui manque").click()
    letter = page.get_by_label("Lettre")
    expect(letter).to_have_value(re.compile("Votre justificatif de domicile date du"))
    assert not judge(page)
    shoot(page, "check-letter")
    page.get_by_role("button", name="Marquer comme envoyée").click()
    page.get_by_text("La lettre est gardée").wait_for()
    page.get_by_role("heading", name="Parcours du dossier").click()
    expect(page.get_by_text("a demandé des pièces").first).to_be_visible()
