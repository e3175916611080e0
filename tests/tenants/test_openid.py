"""Single sign-on against a provider that runs here: honest, like ProConnect, and hostile."""

from __future__ import annotations

import importlib.util
import sys
import time
from pathlib import Path
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from bastide.providers.openid import server as openid_server
from bastide.providers.openid.declared import Provider, read_providers
from bastide.tenants import views_openid
from bastide.tenants.models import AuditEntry, Identity, Member, ReaderGroup
from bastide.tenants.scope import scope

pytestmark = pytest.mark.django_db

_file = Path(__file__).resolve().parents[1] / "services" / "openid_provider.py"
_spec = importlib.util.spec_from_file_location("openid_provider", _file)
assert _spec
assert _spec.loader
idps = importlib.util.module_from_spec(_spec)
sys.modules["openid_provider"] = idps
_spec.loader.exec_module(idps)

SIRET = "99999999900017"


@pytest.fixture(scope="module")
def running():
    made = idps.Idp()
    yield made
    made.close()


@pytest.fixture
def idp(running, settings, monkeypatch):
    openid_server.forget()
    cache.clear()  # the memory of the refusals already written
    running.lies, running.jwt_userinfo, running.in_token = set(), False, {}
    running.person = {
        "sub": "sujet-1",
        "email": "lise@alpha.example",
        "email_verified": True,
        "given_name": "Lise",
        "family_name": "Exemple",
    }
    monkeypatch.setenv("TEST_OIDC_SECRET", idps.SECRET)
    settings.OPENID_PRIVATE_HOSTS = [running.host]
    return running


@pytest.fixture
def declare(idp, settings):
    def make(**given: Any) -> Provider:
        fields = {
            "name": "annuaire",
            "label": "l'annuaire",
            "issuer": idp.issuer,
            "client_id": idps.CLIENT,
            "secret_variable": "TEST_OIDC_SECRET",
        } | ({} if "sirets" in given else {"organisation": "alpha"})
        provider = Provider.model_validate(fields | given)
        settings.OPENID_PROVIDERS = (provider,)
        return provider

    make()
    return make


def go(client: Client, idp: Any, **more: str):
    """From the button to the way back."""
    out = client.get(reverse("openid", args=["annuaire"]), more)
    assert out.status_code == 302, out.content.decode()
    return client.get(reverse("openid-back", args=["annuaire"]), idp.authorize(out["Location"]))


def refused(answer: Any, client: Client, words: str = "") -> None:
    page = answer.content.decode().replace("&#x27;", "'")
    assert answer.status_code == 403
    assert "Connexion impossible" in page
    assert words in page
    assert "Traceback" not in page
    assert "_auth_user_id" not in client.session


def rows(organisation: Any, action: str) -> list[AuditEntry]:
    with scope(organisation):
        return list(AuditEntry.objects.filter(action=action))


def test_a_known_member_enters_and_is_bound_to_her_subject(client, idp, declare, member):
    person = member("agent", email="lise@alpha.example")
    answer = go(client, idp, next="/base/")
    assert answer["Location"] == "/base/"
    assert client.session["_auth_user_id"] == str(person.pk)
    bound = Identity.objects.get()
    assert (bound.member, bound.issuer, bound.subject) == (person, idp.issuer, "sujet-1")
    entry = rows(person.organisation, "sign_in")[0]
    assert (entry.actor, entry.target, entry.detail) == (person.email, "annuaire", {"bound": True})
    idp.person["email"] = "lise.mariee@alpha.example"  # the subject counts, not the address
    again = Client()
    go(again, idp)
    assert again.session["_auth_user_id"] == str(person.pk)


def test_only_an_address_of_this_site_is_followed(client, idp, declare, member):
    member("agent", email="lise@alpha.example")
    assert go(client, idp, next="https://evil.example/")["Location"] == "/"


def test_the_secret_may_go_in_the_header(client, idp, declare, member, tmp_path):
    file = tmp_path / "secret"
    file.write_text(idps.SECRET + "\n")
    declare(secret_variable="", secret_file=str(file), client_auth="client_secret_basic")
    member("agent", email="lise@alpha.example")
    assert go(client, idp).status_code == 302


def test_a_secret_that_is_absent_is_a_page_not_a_fall(client, idp, declare, monkeypatch):
    monkeypatch.delenv("TEST_OIDC_SECRET")
    refused(go(client, idp), client, "journal")


def test_proconnect_signed_claims_choose_the_organisation_by_siret(
    client, idp, declare, organisation
):
    declare(
        sirets={SIRET: "alpha"},
        trust_email=True,
        create=True,
        role_claim="fonction",
        roles={"instruction": "instructor", "chef": "manager"},
        groups={"cabinet": "cabinet"},
        acr_values=["eidas1"],
    )
    with scope(organisation):
        ReaderGroup.objects.create(slug="cabinet", name="Cabinet")
        ReaderGroup.objects.create(slug="autre", name="Autre")
    idp.jwt_userinfo = True
    idp.person = {
        "sub": "sujet-2",
        "email": "Agathe@alpha.example",
        "given_name": "Agathe",
        "usual_name": "Exemple",
        "siret": SIRET,
        "uid": "a.exemple",
        "fonction": ["instruction", "cabinet"],
    }
    assert go(client, idp).status_code == 302
    person = Member.objects.get()
    assert (person.email, person.name) == ("agathe@alpha.example", "Agathe Exemple")
    assert (person.organisation, person.role) == (organisation, "instructor")
    assert not person.has_usable_password()
    with scope(organisation):
        assert [g.slug for g in person.groups.all()] == ["cabinet"]
        person.groups.add(ReaderGroup.objects.get(slug="autre"))
    idp.person["fonction"] = []
    go(Client(), idp)
    person.refresh_from_db()
    assert person.role == "agent", "what the claim no longer says is taken back"
    with scope(organisation):
        assert [g.slug for g in person.groups.all()] == ["autre"], "what is not mapped stays"
    idp.person["siret"] = "99999999900025"
    other = Client()
    refused(go(other, idp), other, "Votre organisation n'utilise pas")


@pytest.mark.parametrize(
    "lie",
    [
        "nonce", "no nonce", "aud", "azp", "several aud, no azp", "iss", "expired", "old", "future",
        "no exp", "true exp", "no sub", "alg none", "HS256", "unknown kid", "other key",
        "other sub", "huge", "discovery issuer", "plain endpoint",
    ],
)  # fmt: skip
def test_a_hostile_provider_lets_nobody_in(client, idp, declare, member, organisation, lie):
    member("agent", email="lise@alpha.example")
    idp.lies = {lie}
    begun = client.get(reverse("openid", args=["annuaire"]))
    if begun.status_code == 302:
        way = idp.authorize(begun["Location"])
        begun = client.get(reverse("openid-back", args=["annuaire"]), way)
    refused(begun, client)
    assert not Identity.objects.exists()
    entry = rows(organisation, "sign_in.refused")[0]
    assert entry.detail["reason"] in {"token", "issuer", "expired", "provider"}
    assert not rows(organisation, "sign_in")


@pytest.mark.parametrize("lie", ["userinfo aud", "userinfo iss", "userinfo key", "other sub"])
def test_signed_claims_that_are_not_for_us_are_not_believed(client, idp, declare, member, lie):
    member("agent", email="lise@alpha.example")
    idp.jwt_userinfo, idp.lies = True, {lie}
    refused(go(client, idp), client)


def test_a_slow_provider_is_left_at_its_deadline(client, idp, declare, member):
    member("agent", email="lise@alpha.example")
    declare(seconds=0.5)
    idp.lies = {"slow"}
    refused(go(client, idp), client, "ne répond pas à temps")


def test_a_private_host_that_is_not_named_is_not_reached(client, idp, declare, settings):
    settings.OPENID_PRIVATE_HOSTS = []
    before = len(idp.asked)
    refused(client.get(reverse("openid", args=["annuaire"])), client)
    assert len(idp.asked) == before


def test_a_state_serves_once_for_one_browser_and_ten_minutes(
    client, idp, declare, member, monkeypatch
):
    member("agent", email="lise@alpha.example")
    back = reverse("openid-back", args=["annuaire"])
    out = client.get(reverse("openid", args=["annuaire"]))
    way = idp.authorize(out["Location"])
    stranger = Client()
    refused(stranger.get(back, way), stranger, "a déjà servi")
    assert client.get(back, way).status_code == 302
    client.post(reverse("sign-out"))
    way["code"] = idp.authorize(out["Location"])["code"]
    refused(client.get(back, way), client, "a déjà servi")
    late = idp.authorize(client.get(reverse("openid", args=["annuaire"]))["Location"])
    now = time.time()
    monkeypatch.setattr(views_openid.time, "time", lambda: now + 601)
    refused(client.get(back, late), client, "a expiré")


def test_a_refusal_at_the_provider_burns_the_state(client, idp, declare, member):
    member("agent", email="lise@alpha.example")
    back = reverse("openid-back", args=["annuaire"])
    way = idp.authorize(client.get(reverse("openid", args=["annuaire"]))["Location"])
    no = client.get(back, {"state": way["state"], "error": "access_denied"})
    refused(no, client, "abandonnée ou refusée")
    refused(client.get(back, way), client)


def test_new_keys_are_asked_for_once(client, idp, declare, member):
    member("agent", email="lise@alpha.example")
    go(client, idp)
    idp.rotate()
    second = Client()
    assert go(second, idp).status_code == 302
    assert "_auth_user_id" in second.session
    idp.lies = {"unknown kid"}
    before = sum(path.endswith("/jwks") for path in idp.asked)
    go(Client(), idp)
    assert sum(path.endswith("/jwks") for path in idp.asked) == before + 1


def test_another_subject_with_the_same_address_takes_no_account(client, idp, declare, member):
    person = member("administrator", email="lise@alpha.example")
    go(client, idp)
    idp.person["sub"] = "sujet-pirate"
    other = Client()
    refused(go(other, idp), other, "déjà lié à une autre identité")
    assert Identity.objects.get().subject == "sujet-1"
    assert rows(person.organisation, "sign_in.refused")[0].actor == "lise@alpha.example"


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"email_verified": False}, "n'est pas vérifiée"),
        ({"email_verified": "true"}, "n'est pas vérifiée"),
        ({"email": "lise@ailleurs.example"}, "domaine admis"),
        ({"email": "lise@alpha.example.ailleurs.example"}, "domaine admis"),
        ({"email": ["lise@alpha.example"]}, "domaine admis"),
        ({"email": "nadia@alpha.example"}, "pas encore de compte"),
        ({"email": "omer@alpha.example"}, "autre organisation"),
        ({"email": "partie@alpha.example"}, "désactivé"),
    ],
)
def test_who_is_not_let_in(
    client, idp, declare, member, organisation, other_organisation, change, words
):
    declare(domains=["alpha.example"])
    member("agent", email="lise@alpha.example")
    member("agent", of=other_organisation, email="omer@alpha.example")
    member("agent", email="partie@alpha.example", is_active=False)
    idp.person |= change
    refused(go(client, idp), client, words)
    assert not Identity.objects.exists()
    assert len(rows(organisation, "sign_in.refused")) == 1
    assert not rows(other_organisation, "sign_in.refused")


def test_a_member_who_was_deactivated_since_is_refused(client, idp, declare, member):
    person = member("agent", email="lise@alpha.example")
    go(client, idp)
    person.is_active = False
    person.save()
    other = Client()
    refused(go(other, idp), other, "désactivé")


def test_a_level_of_assurance_may_be_required(client, idp, declare, member):
    member("agent", email="lise@alpha.example")
    declare(acr_values=["eidas2"], acr_required=True)
    idp.in_token = {"acr": "eidas1"}
    refused(go(client, idp), client, "second facteur")
    idp.in_token = {"acr": "eidas2"}
    assert go(client, idp).status_code == 302


def test_an_answer_of_another_issuer_is_refused(client, idp, declare, member):
    member("agent", email="lise@alpha.example")
    way = idp.authorize(client.get(reverse("openid", args=["annuaire"]))["Location"])
    back = reverse("openid-back", args=["annuaire"])
    refused(client.get(back, way | {"iss": "https://autre.example"}), client)


def test_strangers_do_not_fill_the_trail(client, idp, declare, organisation):
    for _ in range(views_openid.MOST_ROWS_AN_HOUR + 5):
        refused(client.get(reverse("openid-back", args=["annuaire"]), {"state": "x"}), client)
    assert len(rows(organisation, "sign_in.refused")) == views_openid.MOST_ROWS_AN_HOUR


def test_signing_out_goes_on_to_the_provider(client, idp, declare, member):
    member("agent", email="lise@alpha.example")
    go(client, idp)
    answer = client.post(reverse("sign-out"))
    assert "_auth_user_id" not in client.session
    assert answer["Refresh"].startswith(f"1;url={idp.issuer}/session/end?id_token_hint=")
    assert "post_logout_redirect_uri=http%3A%2F%2Ftestserver%2Fconnexion%2F" in answer["Refresh"]


def test_the_sign_in_page_has_a_button_a_provider(client, idp, declare, settings):
    declare(label="ProConnect")
    page = client.get(reverse("sign-in")).content.decode().replace("&#x27;", "'")
    assert "S'identifier avec ProConnect" in page
    assert 'name="password"' in page
    settings.LOCAL_SIGN_IN = False
    assert 'name="password"' not in client.get(reverse("sign-in")).content.decode()
    assert 'name="password"' in client.get(reverse("sign-in") + "?local").content.decode()
    settings.OPENID_PROVIDERS = ()
    assert 'name="password"' in client.get(reverse("sign-in")).content.decode()


def test_keys_on_curves_are_understood(declare, idp, settings, client, member):
    curved = idps.Idp("EC")
    try:
        curved.person = dict(idp.person)
        settings.OPENID_PRIVATE_HOSTS = [curved.host]
        declare(issuer=curved.issuer)
        member("agent", email="lise@alpha.example")
        assert go(client, curved).status_code == 302
    finally:
        curved.close()


GOOD = """
[[provider]]
name = "proconnect"
label = "ProConnect"
issuer = "https://proconnect.example/api/v2"
client_id = "abc"
secret_variable = "PROCONNECT_SECRET"
sirets = { "99999999900017" = "alpha" }
"""


def test_a_file_of_providers_is_read(tmp_path):
    file = tmp_path / "oidc.toml"
    file.write_text(GOOD)
    assert read_providers(str(file))[0].slugs == ("alpha",)
    assert read_providers("") == ()


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ('secret_variable = "PROCONNECT_SECRET"', 'client_secret = "x"', "client_secret"),
        ('secret_variable = "PROCONNECT_SECRET"', "", "secret_variable"),
        ("sirets", 'organisation = "alpha"\nsirets', "sirets"),
        ("https://", "ftp://", "issuer"),
        ('label = "ProConnect"', 'label = "P"\nalgorithms = ["HS256"]', "algorithms"),
        ('label = "ProConnect"', 'label = "P"\nalgorithms = ["none"]', "algorithms"),
        ('label = "ProConnect"', 'label = "P"\nroles = { a = "administrator" }', "role_claim"),
        ("[[provider]]", "[[autre]]", "ne peut pas être lu"),
        ("[[provider]]", GOOD + "[[provider]]", "même nom"),
    ],
)
def test_a_file_that_makes_no_sense_is_refused_at_the_start(tmp_path, old, new, words):
    file = tmp_path / "oidc.toml"
    file.write_text(GOOD.replace(old, new, 1))
    with pytest.raises(ValueError, match=words):
        read_providers(str(file))


def test_the_example_of_the_documentation_is_read(tmp_path):
    page = (Path(__file__).resolve().parents[2] / "docs" / "operations.md").read_text("utf-8")
    file = tmp_path / "oidc.toml"
    example = page.split("```toml\n", 1)[1].split("```", 1)[0]
    file.write_text(example.replace("https://…", "https://proconnect.example/api/v2"), "utf-8")
    assert [one.name for one in read_providers(str(file))] == ["proconnect", "annuaire"]
