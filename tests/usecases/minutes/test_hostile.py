"""A hostile transcript: nothing of it runs on the pages, nor as a formula in the sheet."""

from __future__ import annotations

import csv
import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from bastide.usecases.minutes import urls
from bastide.usecases.minutes.models import Kind
from tests.usecases.minutes.conftest import done

pytestmark = pytest.mark.django_db

MARKUP = '"><img src=x onerror=alert(1)><script>alert(1)</script>'
WRITTEN = MARKUP.replace("<", "&lt;").replace(">", "&gt;")
SAID = f"""WEBVTT

00:00:01.000 --> 00:00:04.000
<v =cmd|'/c calc'!A1>Je vais relancer le prestataire {WRITTEN} avant vendredi 20 mars 2026.

00:00:05.000 --> 00:00:09.000
<v Zoé {WRITTEN}>Nous décidons d'adopter le budget {WRITTEN}.
"""


@pytest.fixture
def given(signed_in):
    client = signed_in()
    form = {
        "title": MARKUP,
        "day": "2026-03-12",
        "kind": Kind.REPORT,
        "present": f"{MARKUP} ; =1+1",
    }
    file = SimpleUploadedFile("<script>alert(1)<.vtt", SAID.encode())
    sent = client.post(reverse("minutes"), form | {"file": file, "agenda": MARKUP})
    done()
    return client, int(sent.url.strip("/").split("/")[-1])


@pytest.mark.parametrize("asked", ["", "?noms", "?entete", "?modifier=1", "?ajouter=action"])
def test_no_mark_of_a_transcript_is_at_work_on_a_page(given, asked):
    client, number = given
    address = reverse("minutes-meeting", args=[number]) + asked
    for url in (address, reverse("minutes"), reverse("minutes-transcript", args=[number])):
        page = client.get(url).content.decode()
        assert "&lt;img src=x" in page or url == reverse("minutes")
        assert "<img src=x" not in page
        assert "<script>alert" not in page


def test_no_cell_of_the_actions_is_a_formula(given):
    client, number = given
    body = client.get(reverse("minutes-download", args=[number, "csv"])).content.decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(body), delimiter=";"))[1:]
    assert rows
    assert any("cmd" in cell for row in rows for cell in row)
    assert not [
        cell for row in rows for cell in row if cell[:1] in ("=", "+", "-", "@", "\t", "\r")
    ]


def test_no_address_of_a_meeting_answers_another_organisation(given, signed_in, other_organisation):
    _client, number = given
    stranger = signed_in("administrator", of=other_organisation)
    asked = [one for one in urls.urlpatterns if "<int:meeting>" in str(one.pattern)]
    assert len(asked) > 8
    for one in asked:
        address = reverse(one.name, args=[number, *(["csv"] if "form" in str(one.pattern) else [])])
        for way in (stranger.get, stranger.post):
            assert way(address).status_code in (404, 405)
