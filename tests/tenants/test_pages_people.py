"""The administrator's pages: organisation, members, groups."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import StreamingHttpResponse
from django.urls import reverse

from bastide.tenants.images import media_type
from bastide.tenants.middleware import OrganisationScope
from bastide.tenants.models import AuditEntry, Member, ReaderGroup
from bastide.tenants.scope import current_organisation_id, scope
from bastide.tenants.spreadsheet import plain_cell, safe_cell

pytestmark = pytest.mark.django_db

PNG = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x01\x00\x00\x00\x01\x08\x06\x00\x00\x00"
JPEG = b"\xff\xd8\xff\xe0\x00\x10JFIF\x00\xff\xd9"
WEBP = b"RIFF\x1a\x00\x00\x00WEBPVP8L"
SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'


def settings_of(organisation, **changes):
    return {"name": organisation.name, "accent": organisation.accent, "territories": ""} | changes


def test_the_settings_are_saved_and_noted(signed_in, organisation):
    client = signed_in("administrator")
    address = reverse("organisation")
    answer = client.post(
        address, settings_of(organisation, name="Ville d'Alpha", territories="13055, 13 93")
    )
    assert answer.status_code == 302
    organisation.refresh_from_db()
    assert organisation.name == "Ville d'Alpha"
    assert organisation.territories == ["13055", "13", "93"]
    with scope(organisation):
        assert AuditEntry.objects.filter(action="organisation.change").exists()
    assert "13055 13 93" in client.get(address).content.decode()


def test_a_colour_that_cannot_be_read_is_refused_and_what_was_typed_stays(signed_in, organisation):
    page = signed_in("administrator").post(
        reverse("organisation"), settings_of(organisation, name="Autre nom", accent="#ffee00")
    )
    text = page.content.decode()
    assert "plus foncée" in text
    assert "Autre nom" in text
    organisation.refresh_from_db()
    assert organisation.name == "Commune d'Alpha"


@pytest.mark.parametrize(
    ("content", "kind"), [(PNG, "image/png"), (JPEG, "image/jpeg"), (WEBP, "image/webp")]
)
def test_a_logo_is_shown_with_the_type_of_its_content(signed_in, organisation, content, kind):
    client = signed_in("administrator")
    file = SimpleUploadedFile("logo.svg", content, "image/svg+xml")
    assert (
        client.post(reverse("organisation"), settings_of(organisation, logo=file)).status_code
        == 302
    )
    answer = signed_in("agent").get(reverse("logo"))
    assert answer.content == content
    assert answer.headers["Content-Type"] == kind
    assert answer.headers["X-Content-Type-Options"] == "nosniff"


def test_a_logo_is_replaced_then_removed(signed_in, organisation, settings):
    client = signed_in("administrator")
    for content in (PNG, JPEG):
        file = SimpleUploadedFile("l.png", content)
        client.post(reverse("organisation"), settings_of(organisation, logo=file))
        assert client.get(reverse("logo")).content == content
    client.post(reverse("organisation"), settings_of(organisation))
    assert client.get(reverse("logo")).content == JPEG
    client.post(reverse("organisation"), settings_of(organisation, remove_logo="on"))
    assert client.get(reverse("logo")).status_code == 404
    assert not [p for p in settings.MEDIA_ROOT.rglob("*") if p.is_file()]


@pytest.mark.parametrize(
    "content", [SVG, b"GIF89a", b"<html>", PNG[:8], PNG + b"0" * 200_000, b"\xff\xd8\xff<svg"]
)
def test_other_files_are_not_logos(signed_in, organisation, content):
    file = SimpleUploadedFile("logo.png", content, "image/png")
    page = signed_in("administrator").post(
        reverse("organisation"), settings_of(organisation, logo=file)
    )
    assert page.status_code == 200
    assert "errorlist" in page.content.decode()
    organisation.refresh_from_db()
    assert not organisation.logo
    assert signed_in("agent").get(reverse("logo")).status_code == 404


def test_a_signature_is_read_not_believed():
    assert media_type(b"") is None
    assert media_type(SVG) is None


def person_form(**changes):
    return {
        "name": "Lise Martin",
        "email": "lise@alpha.example",
        "role": "agent",
        "is_active": "on",
        "password": "douze lettres vertes",
    } | changes


def test_a_member_is_added_and_her_password_is_never_shown(signed_in, organisation, client):
    administrator = signed_in("administrator")
    answer = administrator.post(reverse("member-new"), person_form(email="LISE@alpha.example"))
    assert answer.status_code == 302
    person = Member.objects.get(email="lise@alpha.example")
    assert person.organisation == organisation
    assert person.check_password("douze lettres vertes")
    page = administrator.get(reverse("member", args=[person.pk])).content.decode()
    assert person.password not in page
    assert "douze lettres" not in page
    with scope(organisation):
        entry = AuditEntry.objects.get(action="member.create")
        assert "douze" not in str(entry.detail)


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"password": "court"}, "court"),
        ({"password": "lise@alpha.example"}, "semblable"),
        ({"password": ""}, "obligatoire"),
        ({"email": "pas une adresse"}, "adresse"),
        ({"name": ""}, "obligatoire"),
        ({"role": "roi"}, "roi"),
    ],
)
def test_a_wrong_form_says_so_and_keeps_what_was_typed(signed_in, changes, said):
    page = signed_in("administrator").post(reverse("member-new"), person_form(**changes))
    text = page.content.decode()
    assert page.status_code == 200
    assert said in text
    assert "errorlist" in text
    if "email" not in changes:
        assert "lise@alpha.example" in text
    assert not Member.objects.filter(email="lise@alpha.example").exists()


def test_an_address_is_taken_once_whatever_its_case(signed_in, member):
    member("agent", email="lise@alpha.example")
    page = signed_in("administrator").post(
        reverse("member-new"), person_form(email="Lise@ALPHA.example")
    )
    assert "déjà un compte" in page.content.decode()


def test_the_last_administrator_keeps_her_right(signed_in, member):
    alone = member("administrator")
    client = signed_in(person=alone)
    address = reverse("member", args=[alone.pk])
    kept = person_form(name=alone.name, email=alone.email, password="")
    for changes in ({"role": "agent"}, {"role": "administrator", "is_active": ""}):
        page = client.post(address, kept | changes)
        assert "dernier compte" in page.content.decode()
        alone.refresh_from_db()
        assert alone.role == "administrator"
        assert alone.is_active
    member("administrator")
    assert client.post(address, kept | {"role": "agent"}).status_code == 302
    alone.refresh_from_db()
    assert alone.role == "agent"


def test_a_password_is_reset_only_when_one_is_given(signed_in, member):
    person = member("agent")
    client = signed_in("administrator")
    address = reverse("member", args=[person.pk])
    form = person_form(name=person.name, email=person.email)
    client.post(address, form | {"password": ""})
    person.refresh_from_db()
    assert person.check_password("quatre cigales vertes")
    client.post(address, form | {"password": "autre phrase assez longue"})
    person.refresh_from_db()
    assert person.check_password("autre phrase assez longue")


def test_changing_one_s_own_password_does_not_end_the_session(signed_in, member):
    person = member("administrator")
    client = signed_in(person=person)
    form = person_form(name="X", email=person.email, role="administrator")
    client.post(reverse("member", args=[person.pk]), form)
    assert client.get(reverse("members")).status_code == 200


def test_groups_are_created_renamed_and_given(signed_in, organisation, member):
    client = signed_in("administrator")
    assert "Aucun groupe" in client.get(reverse("groups")).content.decode()
    assert client.post(reverse("groups"), {"name": "Supervision"}).status_code == 302
    assert (
        "déjà ce nom" in client.post(reverse("groups"), {"name": "supervision "}).content.decode()
    )
    assert client.post(reverse("groups"), {"name": "!!!"}).status_code == 200
    with scope(organisation):
        group = ReaderGroup.objects.get()
    client.post(reverse("group", args=[group.pk]), {"name": "Chefs"})
    person = member("agent")
    client.post(
        reverse("member", args=[person.pk]),
        person_form(name="X", email=person.email, password="", groups=[group.pk]),
    )
    with scope(organisation):
        assert list(person.groups.all()) == [group]
        group.refresh_from_db()
        assert (group.name, group.slug) == ("Chefs", "supervision")
    assert "Chefs" in client.get(reverse("members")).content.decode()


def test_a_streamed_answer_is_made_in_scope(rf, member, organisation):
    person = member("agent")

    def pieces():
        yield str(current_organisation_id())
        yield str(current_organisation_id())

    request = rf.get("/")
    request.user = person
    answer = OrganisationScope(lambda _: StreamingHttpResponse(pieces()))(request)
    assert list(answer.streaming_content) == [str(organisation.pk).encode()] * 2


@pytest.mark.parametrize("text", ["=1+1", "+33 4", "-2", "@x", "'=1", "plain", "", "'"])
def test_a_cell_comes_back_as_it_was(text):
    assert safe_cell(text)[:1] not in {"=", "+", "-", "@"}
    assert plain_cell(safe_cell(text)) == text
