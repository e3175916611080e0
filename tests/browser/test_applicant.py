"""The applicant's page on a telephone: a code, a photograph, a receipt; and what agents prepare."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from typing import Any

import pytest
from PIL import Image
from playwright.sync_api import expect
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

pytestmark = pytest.mark.browser
INSTRUCTOR = "Ivan Imaginaire"
TELEPHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}


def rib(holder: str) -> bytes:
    written = io.BytesIO()
    canvas = Canvas(written, pagesize=A4)
    canvas.setFont("Helvetica-Bold", 16)
    canvas.drawString(60, 780, "RELEVÉ D'IDENTITÉ BANCAIRE")
    canvas.setFont("Helvetica", 11)
    for n, line in enumerate(
        (
            "Banque Imaginaire du Midi",
            f"Titulaire du compte : {holder}",
            "IBAN : FR76 3000 6000 0112 3456 7890 189",
            "BIC : AGRIFRPP",
        )
    ):
        canvas.drawString(60, 730 - 28 * n, line)
    canvas.save()
    return written.getvalue()


def white_photograph() -> bytes:
    """What a camera gives of a blank sheet."""
    written = io.BytesIO()
    Image.new("RGB", (1200, 1600), "#f4f4f2").save(written, "JPEG")
    return written.getvalue()


@pytest.fixture
def link(enter: Callable[..., Any], judge: Any) -> Callable[[str], tuple[str, str]]:
    """`link(reference)`: the address and the code that an instructor gives for a new case."""

    def make(reference: str) -> tuple[str, str]:
        page = enter(INSTRUCTOR)
        page.goto("/pieces/nouveau/")
        page.get_by_label("Référence du dossier").fill(reference)
        page.get_by_label("Nom de naissance").fill("Exemple")
        page.get_by_label("Prénoms").fill("Zoé")
        page.get_by_label("Dispositif").select_option("pass-garrigue-formation")
        page.get_by_role("button", name="Ouvrir le dossier").click()
        page.get_by_role("link", name="Lien de dépôt").click()
        assert not judge(page), "no link yet"
        page.get_by_role("button", name="Faire un lien").click()
        code = page.locator("[data-code]").inner_text()
        assert not judge(page), "link made"
        return page.locator("code.address").inner_text(), code

    return make


def put(page: Any, document: str, name: str, data: bytes, kind: str) -> None:
    """Chooses a file for a document, as the telephone's picker would."""
    item = page.locator(f"#doc-{document}")
    if not item.locator("details.sending").evaluate("drawer => drawer.open"):
        item.locator("summary").click()
    item.locator("input[name=files]").set_input_files(
        {"name": name, "mimeType": kind, "buffer": data}
    )
    item.get_by_role("button", name="Envoyer").click()


def opened(page: Any, address: str, code: str) -> Any:
    page.goto(address)
    page.get_by_label("Votre code").fill(code)
    page.get_by_role("button", name="Ouvrir ma page").click()
    page.get_by_role("heading", name="Vos documents").wait_for()
    return page


def test_documents_are_sent_from_a_telephone(enter, link, judge, shoot):
    address, code = link("2026-LIEN-1")
    page = enter("", **TELEPHONE)
    page.goto(address)
    assert not judge(page), "code"
    page.get_by_label("Votre code").fill("0000 0000")
    page.get_by_role("button", name="Ouvrir ma page").click()
    page.get_by_role("alert").wait_for()
    assert not judge(page), "wrong code"
    opened(page, address, code)
    assert not judge(page), "nothing sent"
    photo = page.locator("#doc-identite input[name=photo]")
    expect(photo).to_have_attribute("capture", "environment")
    put(page, "rib", "rib.pdf", rib("Organisme Imaginaire"), "application/pdf")
    page.get_by_text("C'est reçu.").wait_for()
    expect(page.locator("#recu")).to_contain_text(re.compile(r"reçu n° [0-9A-F]{4}-[0-9A-F]{4}"))
    assert not judge(page), "sent"
    # The state comes by itself, without a reload.
    page.locator("#state-rib .badge.received, #state-rib .badge.replace").wait_for(timeout=60_000)
    put(page, "identite", "photo.jpg", white_photograph(), "image/jpeg")
    page.locator("#state-identite .badge.replace").wait_for(timeout=60_000)
    expect(page.locator("#state-identite .advice li")).not_to_be_empty()
    put(page, "cv", "mauvais.pdf", rib("Exemple Zoé"), "application/pdf")
    page.locator("#state-cv .badge.replace").wait_for(timeout=60_000)
    expect(page.locator("#state-cv")).to_contain_text("ressemble à un autre document (RIB)")
    assert not judge(page), "advice"
    shoot(page, "check-applicant")
    page.get_by_role("button", name="Retirer mauvais.pdf").click()
    page.get_by_text("mauvais.pdf").wait_for(state="detached")
    page.get_by_role("button", name="Quitter").click()
    page.get_by_label("Votre code").wait_for()


def test_documents_are_sent_without_a_script(enter, link):
    address, code = link("2026-LIEN-2")
    page = opened(enter("", java_script_enabled=False, **TELEPHONE), address, code)
    put(page, "rib", "rib.pdf", rib("Organisme Imaginaire"), "application/pdf")
    page.get_by_text("C'est reçu.").wait_for()
    page.get_by_role("link", name="Voir si la lecture est finie").click()
    page.locator("#handed .name", has_text="rib.pdf").wait_for()


def test_the_letter_is_drafted_and_kept(enter, link, judge, shoot):
    address, code = link("2026-LIEN-3")
    page = opened(enter("", **TELEPHONE), address, code)
    put(page, "rib", "rib.pdf", rib("Organisme Imaginaire"), "application/pdf")
    page.locator("#state-rib .badge.received, #state-rib .badge.replace").wait_for(timeout=60_000)
    desk = enter(INSTRUCTOR)
    desk.goto("/pieces/?q=2026-LIEN-3")
    desk.get_by_role("link", name=re.compile("2026-LIEN-3|Exemple")).first.click()
    desk.get_by_role("link", name="Demander ce qui manque").click()
    letter = desk.get_by_label("Lettre")
    expect(letter).to_have_value(re.compile("Pièce d'identité :"))
    assert not judge(desk), "letter"
    shoot(desk, "check-letter")
    with desk.expect_download() as word:
        desk.get_by_role("button", name="Télécharger (Word)").click()
    assert word.value.suggested_filename.endswith(".docx")
    desk.get_by_role("button", name="Marquer comme envoyée").click()
    desk.get_by_text("La lettre est gardée").wait_for()
