"""Signing in: what a member, a stranger and somebody who guesses see."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from bastide.tenants.models import AuditEntry
from bastide.tenants.scope import scope

pytestmark = pytest.mark.django_db
PASSWORD = "quatre cigales vertes"


def sign_in(client: Client, email: str, password: str = PASSWORD, **more):
    return client.post(
        reverse("sign-in"), {"username": email, "password": password, **more}, follow=False
    )


def test_a_member_enters_and_it_is_noted(client, member, organisation):
    person = member("agent", email="lise@alpha.example")
    answer = sign_in(client, "  LISE@Alpha.example ")
    assert answer.status_code == 302
    assert client.session["_auth_user_id"] == str(person.pk)
    with scope(organisation):
        assert AuditEntry.objects.get().action == "sign_in"


def test_a_wrong_password_is_said_in_french_and_nothing_typed_is_lost(client, member):
    member("agent", email="lise@alpha.example")
    page = sign_in(client, "lise@alpha.example", "faux").content.decode()
    assert "Adresse ou mot de passe inconnus" in page
    assert 'value="lise@alpha.example"' in page
    assert "faux" not in page


def test_an_unknown_address_and_a_wrong_password_read_the_same(client, member):
    member("agent", email="lise@alpha.example")

    def errors(email: str) -> str:
        page = sign_in(client, email, "faux").content.decode()
        return page[page.index("errorlist") : page.index("errorlist") + 300].replace(email, "")[
            :250
        ]

    assert errors("lise@alpha.example") == errors("nadia@alpha.example")


def test_a_deactivated_member_does_not_enter_and_is_put_out(client, member):
    person = member("agent", email="lise@alpha.example")
    sign_in(client, person.email)
    person.is_active = False
    person.save()
    assert client.get(reverse("logo")).status_code == 302
    assert "_auth_user_id" not in client.session or sign_in(client, person.email).status_code == 200
    assert sign_in(Client(), person.email).status_code == 200


def test_guessing_is_throttled_whatever_the_case_of_the_address(client, member):
    member("agent", email="lise@alpha.example")
    for address in ("lise@alpha.example", "LISE@alpha.example", "Lise@Alpha.example") * 2:
        last = sign_in(client, address, "faux")
    assert last.status_code == 429
    assert "quart d'heure" in last.content.decode().replace("&#x27;", "'")
    assert sign_in(client, "lise@alpha.example").status_code == 429
    member("agent", email="nadia@alpha.example")
    assert sign_in(client, "nadia@alpha.example").status_code == 302


@pytest.mark.parametrize("email", ["", "\0", "x" * 5000, "‮@évil", "'; DROP TABLE--"])
def test_odd_addresses_are_only_unknown(client, email):
    assert sign_in(client, email, "x" * 10_000).status_code == 200
    assert sign_in(client, email, "faux").status_code == 200


def test_only_an_address_of_this_site_is_followed(client, member):
    person = member("agent")
    assert sign_in(client, person.email, next="https://evil.example/").headers["Location"] == "/"
    client.logout()
    assert sign_in(client, person.email, next="/base/").headers["Location"] == "/base/"


def test_signing_out_needs_a_post_and_is_noted(signed_in, organisation):
    client = signed_in("agent")
    assert client.get(reverse("sign-out")).status_code == 405
    assert client.post(reverse("sign-out")).status_code == 302
    assert "_auth_user_id" not in client.session
    with scope(organisation):
        assert AuditEntry.objects.filter(action="sign_out").count() == 1


def test_pages_ask_to_sign_in_first(client, db):
    answer = client.get(reverse("members"))
    assert answer.status_code == 302
    assert answer.headers["Location"].startswith(reverse("sign-in"))


def test_demonstration_accounts_are_shown_only_in_the_demonstration(client, member, settings):
    member("agent", email="agathe.exemple@region-garrigue.example", name="Agathe Exemple")
    settings.DEMO = False
    assert "Agathe" not in client.get(reverse("sign-in")).content.decode()
    settings.DEMO = True
    page = client.get(reverse("sign-in")).content.decode()
    assert "Agathe Exemple" in page
    assert "Ondine" not in page, "no account, no button"


def test_the_style_sheet_of_colours_works_before_and_after_sign_in(client, signed_in, organisation):
    before = client.get(reverse("colours"))
    assert before.headers["Content-Type"].startswith("text/css")
    assert "--accent:#1f4e79" in before.content.decode()
    organisation.accent = "#7a3e1d"
    organisation.save()
    after = signed_in("agent").get(reverse("colours")).content.decode()
    assert "--accent:#7a3e1d" in after
    assert "--accent-dark:#" in after


def test_the_language_is_kept(client, db):
    answer = client.post(reverse("language"), {"language": "en", "next": "/connexion/"})
    assert answer.headers["Location"] == "/connexion/"
    assert client.cookies["django_language"].value == "en"
    assert client.get(reverse("language")).status_code == 405


def test_a_member_changes_her_own_password(client, member, organisation):
    person = member("agent", email="lise@alpha.example")
    person.set_password(PASSWORD)
    person.save()
    sign_in(client, "lise@alpha.example")
    page = reverse("own-password")
    new = "cinq hirondelles bleues"
    typed = {"old_password": "faux", "new_password1": new, "new_password2": new}
    refused = client.post(page, typed)
    assert refused.status_code == 200
    assert "errorlist" in refused.content.decode()
    assert client.post(page, {**typed, "old_password": PASSWORD}).status_code == 302
    assert client.get(page).status_code == 200  # her own session goes on
    assert sign_in(Client(), "lise@alpha.example").status_code == 200
    assert sign_in(Client(), "lise@alpha.example", new).status_code == 302
    with scope(organisation):
        assert AuditEntry.objects.filter(action="own_password").count() == 1
    assert Client().get(page).status_code == 302  # strangers sign in first
