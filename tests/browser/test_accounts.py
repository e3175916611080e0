"""One's own account, the second factor, signing in with a provider of identity, and the page of
operations, in a real browser: by the keyboard, in light and in dark, and what each page says."""

from __future__ import annotations

import importlib.util
import shutil
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pytest
from django.contrib.sessions.backends.db import SessionStore
from django.urls import reverse
from django.utils import timezone

from bastide.jobs.models import Job
from bastide.providers import one_time_codes
from bastide.providers.openid import server as openid_server
from bastide.providers.openid.declared import Provider
from bastide.tenants.scope import scope
from bastide.tenants.signin import GIVEN_AT

from .conftest import ARGUMENTS, PATIENCE, SCREEN

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(CHROMIUM is None, reason="Debian's chromium is not installed"),
]
PASSWORD = "quatre cigales vertes"
NEW = "sept hérissons polis"


@pytest.fixture
def page(live_server: Any, monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    """A page of a browser that nobody has signed in; no script may fail meanwhile, nor anything
    break the content policy."""
    from playwright.sync_api import expect, sync_playwright

    monkeypatch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "1")  # playwright runs a loop of its own
    expect.set_options(timeout=PATIENCE)
    wrong: list[str] = []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        context = browser.new_context(base_url=live_server.url, viewport=SCREEN, locale="fr-FR")
        context.set_default_timeout(PATIENCE)
        opened = context.new_page()
        opened.on("pageerror", lambda error: wrong.append(str(error)))
        opened.on(
            "console", lambda m: wrong.append(m.text) if "Content Security" in m.text else None
        )
        yield opened
        browser.close()
    assert not wrong


@pytest.fixture
def look(page: Any, judge: Callable[[Any], list[Any]]) -> Iterator[Callable[[str], None]]:
    """`look("what")`: the page has one title, its language, and nothing that axe would say."""
    found: list[Any] = []

    def at(what: str) -> None:
        assert page.locator("h1").count() == 1, what
        found.extend((what, one) for one in judge(page))

    yield at
    assert not found


def sign_in(page: Any, person: Any, password: str = PASSWORD, following: str = "/compte/") -> None:
    """By the keyboard alone."""
    page.goto(reverse("sign-in") + "?" + urlencode({"next": following}))
    page.locator("#id_username").fill(person.email)
    page.keyboard.press("Tab")
    page.keyboard.type(password)
    page.keyboard.press("Enter")


def test_a_member_changes_her_password_and_adds_a_telephone(page: Any, look: Any, member: Any):
    from playwright.sync_api import expect

    person = member("agent", name="Agathe Exemple", email="agathe@alpha.example")
    sign_in(page, person)
    expect(page.get_by_role("heading", name="Mon compte")).to_be_visible()
    look("account")
    page.get_by_role("link", name="Changer mon mot de passe").press("Enter")
    expect(page.locator("#id_old_password")).to_be_focused()
    look("password")
    page.keyboard.type("faux")
    page.keyboard.press("Enter")
    page.locator("#id_new_password1").fill(NEW)
    page.locator("#id_new_password2").fill(NEW + "!")
    page.keyboard.press("Enter")
    expect(page.locator(".errorlist").first).to_be_visible()
    look("password refused")
    for field, typed in (("old_password", PASSWORD), ("new_password1", NEW)):
        page.locator(f"#id_{field}").fill(typed)
    page.locator("#id_new_password2").fill(NEW)
    page.keyboard.press("Enter")
    expect(page.get_by_role("status")).to_contain_text("Votre mot de passe est changé")

    (kept,) = (c["value"] for c in page.context.cookies() if c["name"] == "sessionid")
    session = SessionStore(session_key=kept)
    session[GIVEN_AT] = 0  # given long ago
    session.save()
    page.get_by_role("link", name="Ajouter un second facteur").press("Enter")
    expect(page.locator("#id_password")).to_be_focused()
    look("password again")
    page.keyboard.type(NEW)
    page.keyboard.press("Enter")
    expect(page.locator("#id_code")).to_be_focused()
    look("enrolment")
    drawn = page.locator("main img")
    expect(drawn).to_be_visible()
    assert drawn.evaluate("image => image.complete && image.naturalWidth > 100")
    page.keyboard.type("000 000")
    page.keyboard.press("Enter")
    expect(page.locator(".errorlist")).to_contain_text("n'est pas celui de cette clé")
    expect(page.locator("#id_code")).to_have_value("")
    look("enrolment refused")
    secret = page.locator("dd code").inner_text().replace(" ", "")
    page.locator("#id_code").fill(one_time_codes.code_at(secret, time.time()))
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Codes de secours")).to_be_visible()
    look("recovery codes")
    codes = page.locator("li code").all_inner_texts()
    assert len(codes) == 10
    page.get_by_role("link", name="Je les ai notés").press("Enter")
    page.wait_for_url("**/compte/")
    expect(page.get_by_text("Il vous reste 10 codes de secours")).to_be_visible()
    look("account with a factor")
    page.get_by_role("link", name="Retirer le second facteur").press("Enter")
    expect(page.locator("#id_password")).to_be_focused()
    look("removal")

    page.get_by_role("button", name="Quitter").press("Enter")
    page.wait_for_url("**/connexion/")
    sign_in(page, person, NEW)
    expect(page.locator("#id_code")).to_be_focused()
    look("code")
    page.keyboard.type("000000")
    page.keyboard.press("Enter")
    expect(page.locator(".errorlist")).to_contain_text("Ce code n'est pas le bon")
    look("code refused")
    page.locator("#id_code").fill(codes[0])
    page.keyboard.press("Enter")
    page.wait_for_url("**/compte/")
    expect(page.get_by_text("Il vous reste 9 codes de secours")).to_be_visible()


def test_an_administrator_mends_jobs_by_the_keyboard(
    page: Any, look: Any, member: Any, organisation: Any
):
    from playwright.sync_api import expect

    person = member("administrator", name="Ondine Inventée", email="ondine@alpha.example")
    sign_in(page, person, following=reverse("operations"))
    expect(page.get_by_role("heading", name="Exploitation")).to_be_visible()
    look("nothing")
    with scope(organisation):
        for number in range(52):
            Job.objects.create(
                task="library.ingest",
                state="aside",
                tries=3,
                finished=timezone.now(),
                error=f"Le serveur documentaire ne répond pas ({number}).",
            )
        Job.objects.create(task="minutes.read", error="Le disque est plein.")
    page.reload()
    expect(page.get_by_role("navigation", name="Pages")).to_contain_text("page 1 sur 2")
    look("failed jobs")
    page.get_by_role("link", name="Suivante").press("Enter")
    page.wait_for_url("**?page=2")
    page.get_by_role("button", name="Relancer Lecture d'une source de la base").first.press("Enter")
    expect(page.get_by_role("status")).to_contain_text("1 travail est relancé.")
    page.get_by_role("button", name="Mettre de côté minutes.read").press("Enter")
    expect(page.get_by_role("status")).to_contain_text("Le travail est mis de côté")
    look("one retried, one set aside")
    page.get_by_role("button", name="Relancer tous les travaux échoués").press("Enter")
    expect(page.get_by_role("status")).to_contain_text("52 travaux sont relancés.")
    look("all retried")


@pytest.fixture
def idp(settings: Any, monkeypatch: pytest.MonkeyPatch, organisation: Any) -> Iterator[Any]:
    """A provider of identity that runs here, declared for the organisation."""
    file = Path(__file__).resolve().parents[1] / "services" / "openid_provider.py"
    spec = importlib.util.spec_from_file_location("openid_provider_of_browser", file)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    made = module.Idp()
    openid_server.forget()
    monkeypatch.setenv("TEST_OIDC_SECRET", module.SECRET)
    settings.OPENID_PRIVATE_HOSTS = [made.host]
    told = {"name": "annuaire", "label": "l'annuaire d'Alpha", "organisation": "alpha"}
    secret = {"client_id": module.CLIENT, "secret_variable": "TEST_OIDC_SECRET"}
    settings.OPENID_PROVIDERS = (Provider.model_validate(told | secret | {"issuer": made.issuer}),)
    yield made
    made.close()


def test_a_provider_of_identity_lets_in_refuses_and_signs_out(
    page: Any, look: Any, member: Any, idp: Any
):
    from playwright.sync_api import expect

    person = member("agent", name="Lise Exemple", email="lise@alpha.example")
    idp.person = {"sub": "sujet-1", "email": "inconnue@alpha.example", "email_verified": True}
    page.goto(reverse("sign-in"))
    look("sign-in with a provider")
    enter = page.get_by_role("link", name="S'identifier avec l'annuaire d'Alpha")
    enter.press("Enter")
    expect(page.get_by_role("heading", name="Connexion impossible")).to_be_visible()
    expect(page.locator("main")).to_contain_text("Vous n'avez pas encore de compte ici")
    look("refused")
    page.get_by_role("link", name="Revenir à la connexion").press("Enter")
    idp.person["email"] = person.email
    enter.press("Enter")
    page.wait_for_url("**/questions/")
    page.goto(reverse("account"))
    expect(page.get_by_role("heading", name="Mon compte")).to_be_visible()
    page.get_by_role("button", name="Quitter").press("Enter")
    expect(page.get_by_role("heading", name="Vous êtes déconnecté de Bastide")).to_be_visible()
    look("signed out")
