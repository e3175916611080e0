"""The instructor's pages as she meets them, without a script; and who may not see them."""

from __future__ import annotations

import io
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from PIL import Image

from bastide.tenants.models import AuditEntry, Role
from bastide.usecases.check import storage
from bastide.usecases.check.models import Case, DepositedFile

pytestmark = pytest.mark.django_db
NIR = "1 85 05 78 006 084 91"


@pytest.fixture
def browser(signed_in, instructor):
    return signed_in(person=instructor)


def said(answer) -> str:
    return answer.content.decode()


def page_of(browser, case) -> str:
    return said(browser.get(reverse("check-case", args=[case.pk])))


def test_the_first_page_teaches(browser):
    page = said(browser.get(reverse("check-cases")))
    assert "Ouvrir un premier dossier" in page
    assert "La machine ne refuse jamais" in page


@pytest.mark.parametrize("role", [Role.AGENT, Role.EDITOR, Role.MANAGER])
def test_only_instructors_and_administrators_enter(signed_in, case, role):
    browser = signed_in(role)
    for name, arguments in (
        ("check-cases", []),
        ("check-new", []),
        ("check-case", [case.pk]),
        ("check-files", [case.pk]),
        ("check-page", [case.pk, case.files.first().pages.first().pk]),
        ("check-original", [case.pk, case.files.first().pk]),
    ):
        assert browser.get(reverse(name, args=arguments)).status_code == 403
    assert "/pieces/" not in said(browser.get(reverse("ask")))


def test_an_administrator_enters(signed_in, case):
    assert signed_in("administrator").get(reverse("check-cases")).status_code == 200


def test_a_case_is_opened_from_its_form(browser, instructor, in_scope, scheme):
    form = {
        "reference": "2026-77",
        "surname": "EXEMPLE",
        "given_names": "Zoé",
        "procedure": scheme.name,
        "deposited": "2026-11-02",
    }
    answer = browser.post(reverse("check-new"), form)
    case = Case.objects.get(reference="2026-77")
    assert answer.headers["Location"] == reverse("check-case", args=[case.pk])
    assert case.assignee == instructor
    again = said(browser.post(reverse("check-new"), form))
    assert "errorlist" in again
    future = form | {
        "reference": "2026-78",
        "deposited": str(timezone.localdate() + timedelta(days=2)),
    }
    assert "avenir" in said(browser.post(reverse("check-new"), future))
    unknown = form | {"reference": "2026-79", "procedure": "../autre"}
    assert "errorlist" in said(browser.post(reverse("check-new"), unknown))
    assert Case.objects.count() == 1


def test_the_list_follows_the_reading_of_files_until_it_is_done(browser, case):
    assert "hx-trigger" not in said(browser.get(reverse("check-cases")))
    file = case.files.first()
    file.state = "waiting"
    file.save()
    page = said(browser.get(reverse("check-cases"), {"vue": "mine"}))
    assert "lecture en cours" in page
    assert "1 / 2 fichiers" in page
    assert 'hx-get="/pieces/?vue=mine" hx-select="#cases"' in page


def test_a_case_of_today_has_no_age(browser, case):
    case.deposited = timezone.localdate()
    case.save()
    assert "il y a" not in said(browser.get(reverse("check-cases")))
    case.deposited -= timedelta(days=1)
    case.save()
    assert "il y a 1 jour<" in said(browser.get(reverse("check-cases"))).replace("\xa0", " ")


def test_the_list_tells_state_outcome_and_age_and_is_filtered(browser, case, member):
    page = said(browser.get(reverse("check-cases")))
    for words in ("2026-0001", "Zoé EXEMPLE", "incomplet", "à instruire", "il y a", "2 fichiers"):
        assert words in page
    for view, shown in (
        ("mine", True),
        ("incomplete", True),
        ("complete", False),
        ("to_be_seen", False),
        ("decided", False),
    ):
        listed = said(browser.get(reverse("check-cases"), {"vue": view}))
        assert ("2026-0001" in listed) is shown, view
    assert "2026-0001" in said(browser.get(reverse("check-cases"), {"q": "exemple zoé"}))
    assert "Aucun dossier dans cette vue" in said(browser.get(reverse("check-cases"), {"q": "zut"}))
    case.assignee = member("instructor")
    case.save()
    assert "2026-0001" not in said(browser.get(reverse("check-cases"), {"vue": "mine"}))


def test_a_case_shows_findings_by_what_is_to_be_done_each_with_its_box(browser, case):
    page = page_of(browser, case)
    order = [
        page.index(words)
        for words in ("À remplacer", "titulaire du RIB", "À regarder", "diffère", "En règle")
    ]
    assert order == sorted(order)
    assert 'href="#box-f0" data-box="box-f0"' in page
    assert 'href="#constat-0" id="box-f0"' in page
    assert 'x="96.0" y="196.0" width="408.0" height="58.0"' in page
    assert "Règlement, article 4" in page
    assert "RIB, rib.pdf, page 1" in page
    assert "lecture douteuse" in page
    assert AuditEntry.objects.filter(action="check.see", target="2026-0001").exists()


def test_the_nir_is_masked_unless_the_scheme_needs_it(browser, case, scheme, need_nir):
    page = page_of(browser, case)
    assert "185057800608491" not in page.replace(" ", "")
    assert "numéro masqué diffère" in page
    assert 'class="field masked"' in page
    need_nir()
    assert NIR in page_of(browser, case)


def test_what_is_deposited_is_served_as_bytes_and_nothing_else(browser, case, examples):
    hostile = "<script>.html"
    browser.post(
        reverse("check-deposit", args=[case.pk]),
        {"files": examples.upload(hostile, b"<script>alert(1)</script>")},
    )
    row = DepositedFile.objects.get(name=hostile)
    answer = browser.get(reverse("check-original", args=[case.pk, row.pk]))
    assert b"".join(answer.streaming_content) == b"<script>alert(1)</script>"
    assert answer.headers["Content-Type"] == "application/octet-stream"
    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in answer.headers["Content-Security-Policy"]
    assert "<script>.html" not in page_of(browser, case)


def test_a_page_image_is_a_jpeg_and_a_lost_one_is_not_found(browser, case):
    page = case.files.first().pages.first()
    answer = browser.get(reverse("check-page", args=[case.pk, page.pk]))
    assert answer.headers["Content-Type"] == "image/jpeg"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    storage.absolute(page.path).unlink()
    assert browser.get(reverse("check-page", args=[case.pk, page.pk])).status_code == 404


def test_the_nir_is_painted_over_on_the_image_unless_it_is_needed(browser, case, need_nir):
    first, second = case.files.get(name="droits.pdf").pages.all()

    def ink(page) -> int:
        answer = browser.get(reverse("check-page", args=[case.pk, page.pk]))
        shown = Image.open(io.BytesIO(answer.content)).convert("L")
        return sum(value < 60 for value in shown.getdata())

    assert ink(first) == 0
    assert ink(second) > 50
    need_nir()
    assert ink(second) == 0


def test_a_page_is_not_served_through_another_case(browser, case, instructor):
    other = Case(reference="autre", procedure="essai", deposited=case.deposited)
    other.save()
    page, file = case.files.first().pages.first(), case.files.first()
    assert browser.get(reverse("check-page", args=[other.pk, page.pk])).status_code == 404
    assert browser.get(reverse("check-original", args=[other.pk, file.pk])).status_code == 404


def test_files_are_deposited_with_or_without_a_script(browser, case, examples):
    address = reverse("check-deposit", args=[case.pk])
    files = [examples.upload("a.pdf", b"a"), examples.upload("vide.pdf", b"")]
    answer = browser.post(address, {"files": files}, headers={"accept": "application/json"})
    assert answer.json()["kept"] == ["a.pdf"]
    assert "vide" in answer.json()["refused"][0]["reason"]
    page = said(browser.post(address, {"files": examples.upload("vide.pdf", b"")}, follow=True))
    assert "Ce fichier est vide" in page
    assert "Choisissez au moins un fichier" in said(browser.post(address, follow=True))


def test_the_reading_is_followed_then_the_findings_called(browser, case, examples):
    address = reverse("check-files", args=[case.pk])
    browser.post(
        reverse("check-deposit", args=[case.pk]), {"files": examples.upload("a.pdf", b"a")}
    )
    waiting = browser.get(address)
    assert 'hx-trigger="every 1s"' in said(waiting)
    assert "en attente" in said(waiting)
    DepositedFile.objects.filter(name="a.pdf").update(state="failed", reason="Fichier abîmé.")
    done = browser.get(address)
    assert done.headers["HX-Trigger"] == "check-examined"
    assert "every 1s" not in said(done)
    assert "Fichier abîmé." in said(done)


def test_what_is_mistyped_is_said_beside_its_field(browser, case):
    form = {"piece": "0", "name": "iban", "value": "FR76 0000"}
    answer = browser.post(reverse("check-correct", args=[case.pk]), form)
    assert answer.status_code == 422
    assert "clé de contrôle" in said(answer)
    assert 'value="FR76 0000"' in said(answer)
    assert not case.corrections.exists()
    for wrong in ("7", "-1", "x", ""):
        form["piece"] = wrong
        assert browser.post(reverse("check-correct", args=[case.pk]), form).status_code == 404


def test_a_case_is_decided_from_its_page(browser, case, instructor):
    refuse = reverse("check-refuse", args=[case.pk])
    assert "Écrivez la raison" in said(browser.post(refuse, {"reason": ""}, follow=True))
    page = said(browser.post(refuse, {"reason": "Hors du territoire régional."}, follow=True))
    assert "à votre nom" in page
    assert "Hors du territoire régional." in page
    assert "Rouvrir" in page
    assert "data-deposit" not in page
    reopen = reverse("check-reopen", args=[case.pk])
    browser.post(reopen, {"reason": "Nouvelle adresse reçue."})
    assert "accepté" in said(browser.post(reverse("check-accept", args=[case.pk]), follow=True))
    browser.post(reopen, {"reason": "Nouvelle adresse reçue."})
    assign = reverse("check-assign", args=[case.pk])
    assert browser.post(assign, {"to": "999999"}).status_code == 404
    assert "est confié" in said(browser.post(assign, {"to": instructor.pk}, follow=True))


def test_the_test_authority_is_told_in_red_on_every_page(browser, case, settings):
    addresses = [
        reverse("check-cases"),
        reverse("check-new"),
        reverse("check-case", args=[case.pk]),
    ]
    assert not any("Autorité de test" in said(browser.get(address)) for address in addresses)
    settings.TRUST_TEST_AUTHORITY = True
    assert all("Autorité de test" in said(browser.get(address)) for address in addresses)
    settings.TRUST_TEST_AUTHORITY = False
    Case.objects.update(test_trusted=True)
    assert "Autorité de test" in said(browser.get(addresses[2]))


def test_a_scheme_is_said_in_french_and_what_is_wrong_with_another(browser, settings, tmp_path):
    page = said(browser.get(reverse("check-scheme", args=["pass-sud-formation"])))
    assert "Territoire : départements 04" in page
    assert "La date « date du document » du document" in page
    assert "La machine ne refuse jamais" in page
    assert browser.get(reverse("check-scheme", args=["inconnu"])).status_code == 404
    settings.DATA_DIR = tmp_path
    (tmp_path / "procedures").mkdir()
    (tmp_path / "procedures" / "notre.toml").write_text("[procedure]\nname = \n", "utf-8")
    page = said(browser.get(reverse("check-schemes")))
    assert "notre.toml, ligne 2" in page
    assert "Pass Sud Formation" in page
