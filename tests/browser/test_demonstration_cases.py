"""The demonstration's requests, as an instructor goes through them for the first time."""

from __future__ import annotations

import pytest

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
    assert rows.count() >= 12
    for outcome in ("complet", "incomplet", "à voir"):
        assert page.locator(".badge.outcome", has_text=outcome).count()
    assert page.get_by_text("lecture en cours").count() == 0
    assert page.get_by_text("pièces demandées").count()
    assert page.get_by_text("Autorité de test acceptée").is_visible()
    assert not judge(page)
    shoot(page, "check-list")


def test_a_case_opens_where_its_finding_is(enter, shoot):
    page = enter(INSTRUCTOR)
    open_case(page, "PG-0109")
    finding = page.locator(".finding.look, .finding.replace").first
    assert "Resterait au demandeur : 1\u202f350,00" in finding.inner_text()
    assert page.locator(".paper a.lit").is_visible()
    shoot(page, "check-cap")
    open_case(page, "PG-0112")
    assert "La signature n'est pas exacte" in page.locator(".finding.look").first.inner_text()
    shoot(page, "check-2ddoc")
    open_case(page, "PG-0101")
    passed = page.locator(".group-passed")
    passed.locator("> summary").click()
    assert passed.get_by_text("Signature exacte").is_visible()


def test_a_photograph_that_cannot_be_read_and_a_file_set_aside(enter):
    page = enter(INSTRUCTOR)
    open_case(page, "PG-0116")
    assert "ne peut pas être lue" in page.locator(".finding.replace").first.inner_text()
    open_case(page, "PG-0117")
    assert page.locator("#files > .notice", has_text="Le PDF est abîmé").is_visible()


def test_put_right_ask_and_accept(enter, judge, shoot):
    page = enter(INSTRUCTOR)
    open_case(page, "PG-0111")
    assert page.locator(".badge.outcome").inner_text() == "incomplet"
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
    assert "Votre justificatif de domicile date du" in letter.input_value()
    assert not judge(page)
    shoot(page, "check-letter")
    page.get_by_role("button", name="Marquer comme envoyée").click()
    page.get_by_text("La lettre est gardée").wait_for()
    page.get_by_role("heading", name="Parcours du dossier").click()
    assert page.get_by_text("a demandé des pièces").first.is_visible()
