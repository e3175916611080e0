"""The minutes as files, the authority's own template, the rules."""

from __future__ import annotations

import csv
import io
from dataclasses import replace

import docx
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from icalendar import Calendar

from bastide.tenants.models import AuditEntry
from bastide.tenants.scope import scope
from bastide.usecases.minutes.export import TYPES
from bastide.usecases.minutes.flow import Given
from bastide.usecases.minutes.keeping import NOTES, keep
from bastide.usecases.minutes.models import Kind, Meeting, Rules
from bastide.usecases.minutes.versions import current, edit
from tests.usecases.minutes.conftest import MEETING, done

pytestmark = pytest.mark.django_db


@pytest.fixture
def meeting(organisation):
    with scope(organisation):
        given = Given(title="Conseil d'école")
        row = keep([MEETING.encode()], NOTES, None, Kind.REPORT, given, shared=True)
    done()
    return row.pk


def word(text: str) -> bytes:
    document = docx.Document()
    document.add_paragraph(text)
    written = io.BytesIO()
    document.save(written)
    return written.getvalue()


@pytest.mark.parametrize("form", TYPES)
def test_every_form_is_downloaded(meeting, organisation, signed_in, form):
    answer = signed_in().get(reverse("minutes-download", args=[meeting, form]))
    assert answer.status_code == 200
    assert answer.headers["Content-Type"] == TYPES[form]
    assert answer.headers["Content-Disposition"].endswith(f'conseil-decole.{form}"')
    assert answer.content
    with scope(organisation):
        assert AuditEntry.objects.get(action="minutes.export").detail == {"form": form}


def test_an_unknown_form_is_not_found(meeting, signed_in):
    assert signed_in().get(reverse("minutes-download", args=[meeting, "exe"])).status_code == 404


def test_actions_of_a_sheet_run_no_formula(meeting, organisation, signed_in):
    with scope(organisation):
        row = Meeting.objects.get()
        (action,) = current(row).of("action")
        evil = replace(action, text='=HYPERLINK("x")', who="@cmd", due="2026-03-13")
        edit(row, lambda c: replace(c, lines=(evil,)), "essai")
    client = signed_in()
    sheet = client.get(reverse("minutes-download", args=[meeting, "csv"])).content.decode(
        "utf-8-sig"
    )
    head, cells = csv.reader(io.StringIO(sheet), delimiter=";")
    assert head[:3] == ["action", "responsable", "echeance"]
    assert cells[:3] == ['\'=HYPERLINK("x")', "'@cmd", "2026-03-13"]
    days = client.get(reverse("minutes-download", args=[meeting, "ics"])).content
    (event,) = Calendar.from_ical(days).walk("VEVENT")
    assert str(event["DTSTART"].dt) == "2026-03-13"
    assert "@cmd" in event["SUMMARY"]


def test_the_authoritys_template_serves(meeting, organisation, signed_in):
    client = signed_in("administrator")
    start = client.get(reverse("minutes-template"))
    assert start.content.startswith(b"PK")
    own = SimpleUploadedFile("maison.docx", word("Maison : {{ titre }} de {{ collectivite }}"))
    sent = client.post(reverse("minutes-rules"), {"retention_days": 30, "template_file": own})
    assert sent.status_code == 302
    assert "maison.docx" in client.get(reverse("minutes-rules")).content.decode()
    body = client.get(reverse("minutes-download", args=[meeting, "docx"])).content
    told = docx.Document(io.BytesIO(body)).paragraphs[0].text
    assert told == "Maison : Conseil d'école de Commune d'Alpha"
    client.post(reverse("minutes-rules"), {"retention_days": 30, "remove_template": "on"})
    body = client.get(reverse("minutes-download", args=[meeting, "docx"])).content
    assert "Compte rendu" in docx.Document(io.BytesIO(body)).paragraphs[0].text


def test_a_template_that_cannot_be_filled_is_refused_and_the_former_stays(organisation, signed_in):
    client = signed_in("administrator")
    for body, said in ((word("{{ inconnu }}"), "pas"), (b"texte", "pas un document Word")):
        own = SimpleUploadedFile("x.docx", body)
        sent = client.post(reverse("minutes-rules"), {"retention_days": 30, "template_file": own})
        assert sent.status_code == 422
        assert said in sent.content.decode()
    with scope(organisation):
        assert not Rules.objects.exists()
    assert signed_in("manager").get(reverse("minutes-rules")).status_code == 403


def test_a_template_that_fails_later_is_told(meeting, organisation, signed_in):
    with scope(organisation):
        Rules(template=word("{{ inconnu }}"), template_name="x.docx").save()
    answer = signed_in().get(reverse("minutes-download", args=[meeting, "docx"]), follow=True)
    assert "ne convient pas" in answer.content.decode()


def test_a_record_says_who_spoke_and_decisions_stand_alone(meeting, organisation):
    from bastide.usecases.minutes.sheet import markdown, sheet_of

    with scope(organisation):
        content = current(Meeting.objects.get())
    record = markdown(sheet_of(content, Kind.RECORD))
    assert "- Zoé Canular : " in record
    alone = sheet_of(content, Kind.DECISIONS)
    assert not alone.points
    assert alone.decisions
    assert alone.actions
