"""The desk in a real browser: drop files, read findings on the page, put right, decide."""

from __future__ import annotations

import base64
import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

pytestmark = pytest.mark.browser
INSTRUCTOR = "Ivan Imaginaire"

SCHEME = """
[procedure]
name = "essai"
title = "Aide d'essai"
version = "1"
valid_from = 2020-01-01
source = "Règlement imaginaire"
territory = []
retention_months = 12
needs_nir = false

[[documents]]
name = "rib"
label = "RIB"
kinds = ["rib"]
required = true

[[rules]]
id = "presence"
title = "Documents obligatoires"
check = "presence"
level = "required"
source = "Règlement imaginaire, article 1"
[rules.failed]
instructor = "{reason}"
applicant = "Il manque : {missing}."
plain = "Il manque : {missing}."
[rules.inconclusive]
instructor = "À vérifier. {reason}"
plain = "À vérifier."

[[rules]]
id = "payee"
title = "Titulaire du RIB"
check = "payee"
level = "required"
source = "Règlement imaginaire, article 2"
[rules.parameters]
payee = "applicant"
[rules.failed]
instructor = "{reason}"
applicant = "Le RIB doit être à votre nom."
plain = "Le RIB n'est pas au bon nom."
[rules.inconclusive]
instructor = "À vérifier. {reason}"
plain = "À vérifier."
"""


IN_SIGHT = """box => {
  const [inside, frame] = [box, box.closest(".sheets")].map(e => e.getBoundingClientRect());
  return inside.top >= frame.top && inside.bottom <= Math.min(frame.bottom, innerHeight);
}"""


@pytest.fixture(scope="module")
def scheme(site: str, tmp_path_factory: pytest.TempPathFactory) -> str:
    """A scheme of the authority's own, put in the data folder of the site while it runs."""
    data = tmp_path_factory.getbasetemp() / "demonstration0"
    (data / "procedures").mkdir(exist_ok=True)
    (data / "procedures" / "essai.toml").write_text(SCHEME, encoding="utf-8")
    return "essai"


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
            "Domiciliation : Agence de Garrigue",
            "Code banque  Code guichet  Numéro de compte  Clé RIB",
            "30006  00001  12345678901  89",
            "IBAN : FR76 3000 6000 0112 3456 7890 189",
            "BIC : AGRIFRPP",
        )
    ):
        canvas.drawString(60, 730 - 28 * n, line)
    canvas.showPage()
    canvas.save()
    return written.getvalue()


@pytest.fixture
def desk(enter: Callable[..., Any], scheme: str) -> Callable[[str], Any]:
    """`desk(reference)`: the page of a new case, nothing deposited yet."""

    def make(reference: str, **options: Any) -> Any:
        page = enter(INSTRUCTOR, **options)
        page.goto("/pieces/nouveau/")
        page.get_by_label("Référence du dossier").fill(reference)
        page.get_by_label("Nom de naissance").fill("Exemple")
        page.get_by_label("Prénoms").fill("Zoé")
        page.get_by_label("Dispositif").select_option(scheme)
        page.get_by_role("button", name="Ouvrir le dossier").click()
        page.get_by_text("Aucune pièce").wait_for()
        return page

    return make


def drop(page: Any, *files: tuple[str, bytes]) -> None:
    """Drops files on the zone, as from a file manager."""
    page.evaluate(
        """files => {
          const carried = new DataTransfer();
          for (const [name, data] of files) {
            const bytes = Uint8Array.from(atob(data), c => c.charCodeAt(0));
            carried.items.add(new File([bytes], name, {type: "application/pdf"}));
          }
          const zone = document.querySelector("[data-deposit]");
          for (const kind of ["dragover", "drop"])
            zone.dispatchEvent(
              new DragEvent(kind, {dataTransfer: carried, bubbles: true, cancelable: true}));
        }""",
        [(name, base64.b64encode(data).decode()) for name, data in files],
    )


def read(page: Any) -> None:
    """Waits for the findings, which come by themselves."""
    page.locator(".badge.outcome").wait_for(timeout=60_000)


def test_drop_read_put_right_and_accept(desk, judge, shoot):
    page = desk("2026-NAV-1")
    assert not judge(page), "empty case"
    drop(page, ("rib.pdf", rib("MARTINET Luc")), ("vide.pdf", b""))
    page.get_by_text("Ce fichier est vide.").wait_for()
    read(page)
    expect(page.locator(".badge.outcome")).to_have_text("incomplet")
    finding = page.locator(".finding.replace").first
    expect(finding).to_contain_text("MARTINET")
    assert not judge(page), "findings"
    # The keyboard lights the box, the box leads back.
    page.keyboard.press("j")
    box = page.locator(".paper a.lit")
    box.wait_for()
    expect(box).to_have_attribute("href", f"#{finding.get_attribute('id')}")
    page.wait_for_function(IN_SIGHT, arg=box.element_handle())
    shoot(page, "check-case")
    field = page.locator('.paper a.field[id$="-iban"]')
    field.locator("rect").click()
    row = page.locator('[id^="champ-"][id$="-iban"]')
    expect(row).to_contain_class("current")
    expect(row).to_be_visible()
    expect(row).to_contain_text("FR76 3000 6000 0112 3456 7890 189")
    # A mistyped number is refused, the right name changes the verdict at once.
    row.locator(".fix > summary").click()
    row.locator("input[name=value]").fill("FR76 3000 6000 0112 3456 7890 188")
    page.keyboard.press("Enter")
    page.get_by_text("La clé de contrôle").wait_for()
    assert not judge(page), "mistyped"
    holder = page.locator('[id^="champ-"][id$="-holder"]')
    holder.locator(".fix > summary").click()
    holder.locator("input[name=value]").fill("Zoé Exemple")
    page.keyboard.press("Enter")
    page.locator(".badge.outcome.complete").wait_for()
    expect(holder).to_contain_text("corrigé par un agent")
    assert not judge(page), "corrected"
    page.locator("#corrections").get_by_role("button").click()
    page.locator(".badge.outcome.incomplete").wait_for()
    page.locator("summary", has_text="Accepter…").click()
    page.get_by_label("Pourquoi l'accepter").fill("Vu au guichet.")
    assert not judge(page), "accepting what is incomplete"
    page.get_by_role("button", name="Accepter le dossier incomplet").click()
    page.get_by_text("Le dossier est accepté.").wait_for()
    assert not judge(page), "accepted"


def test_a_file_over_a_limit_of_requests_leaves_again_by_itself(desk):
    page, tries = desk("2026-NAV-5"), []

    def held_back(route: Any) -> None:
        tries.append(1)
        if len(tries) == 1:
            route.fulfill(status=429, headers={"Retry-After": "1"}, body="{}")
        else:
            route.continue_()

    page.route("**/deposer/", held_back)
    drop(page, ("vide.pdf", b""), ("autre.pdf", b""))
    expect(page.get_by_text("Ce fichier est vide.")).to_have_count(2)
    assert len(tries) == 3


def test_a_refusal_asks_for_its_reason(desk, judge):
    page = desk("2026-NAV-2")
    page.get_by_text("Refuser…").click()
    reason = page.get_by_label("Motif du refus")
    expect(reason).to_be_focused()
    assert not judge(page), "refusing"
    reason.fill("La formation n'est pas dans la région.")
    page.get_by_role("button", name="Refuser le dossier").click()
    page.get_by_text("enregistré à votre nom").wait_for()
    page.wait_for_load_state()
    page.keyboard.press("?")
    page.get_by_text("constat suivant, précédent").wait_for()


def test_the_desk_holds_on_a_phone_and_without_a_script(desk, judge, tmp_path: Path):
    page = desk("2026-NAV-3", viewport={"width": 390, "height": 844}, has_touch=True)
    assert not judge(page), "phone"
    expect(page.locator("#deposit-photo")).to_have_attribute("capture", "environment")
    address = page.url
    without = page.context.browser.new_context(
        base_url=address, java_script_enabled=False, storage_state=page.context.storage_state()
    ).new_page()
    without.goto(address)
    file = tmp_path / "rib.pdf"
    file.write_bytes(rib("EXEMPLE Zoé"))
    without.locator("#deposit-files").set_input_files(file)
    without.get_by_role("button", name="Déposer").click()
    without.get_by_text("1 fichier").first.wait_for()
    for _ in range(60):
        if without.locator(".badge.outcome").count():
            break
        without.wait_for_timeout(1000)
        without.reload()
    expect(without.locator(".badge.outcome")).to_have_text("complet")
    without.context.close()


def test_the_list_is_accessible(enter, judge):
    page = enter(INSTRUCTOR)
    for address in ("/pieces/", "/pieces/?vue=complete&q=personne", "/pieces/nouveau/"):
        page.goto(address)
        assert not judge(page), address
