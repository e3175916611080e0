"""A meeting given, written, read beside its transcript, edited, taken back, kept and erased."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from bastide.runs.models import Run
from bastide.tenants.models import AuditEntry
from bastide.tenants.scope import scope
from bastide.usecases.minutes import storage
from bastide.usecases.minutes.content import from_data
from bastide.usecases.minutes.flow import Given
from bastide.usecases.minutes.keeping import NOTES, Refused, keep, take_file
from bastide.usecases.minutes.models import Kind, Meeting, Rules, Version
from bastide.usecases.minutes.purge import purge
from bastide.usecases.minutes.versions import current
from tests.usecases.minutes.conftest import MEETING, done

pytestmark = pytest.mark.django_db


def files() -> list[str]:
    return [str(path) for path in storage.root().rglob("*") if path.is_file()]


@pytest.fixture
def client(signed_in, member):
    person = member("agent")
    browser = signed_in(person=person)
    browser.person = person
    return browser


@pytest.fixture
def meeting(client, organisation):
    """The number of a meeting that `client` gave."""
    sent = client.post(
        reverse("minutes"),
        {
            "file": SimpleUploadedFile("école.vtt", MEETING.encode()),
            "title": "Conseil d'école",
            "day": "2026-03-12",
            "kind": Kind.REPORT,
            "present": "M. Absent-Mais-Dit ; Zoé Canular",
            "excused": "Mme Excusée",
            "agenda": "1. Toiture",
        },
    )
    assert sent.status_code == 302
    done()
    return int(sent.url.strip("/").split("/")[-1])


def page(client, meeting, asked="", **headers):
    return client.get(
        reverse("minutes-meeting", args=[meeting]) + asked, **headers
    ).content.decode()


def content_of(organisation, meeting):
    with scope(organisation):
        return current(Meeting.objects.get(pk=meeting))


def line(organisation, meeting, kind):
    return content_of(organisation, meeting).of(kind)[0]


def test_a_file_becomes_minutes_with_their_proof(client, meeting, organisation):
    with scope(organisation):
        row = Meeting.objects.get()
        assert (row.state, row.path, row.title) == ("done", "", "Conseil d'école")
        run = Run.objects.get(usecase="minutes")
        assert (run.stage, run.outcome, run.model) == ("extract", "written", "")
        given = AuditEntry.objects.get(action="minutes.give")
        assert given.actor == client.person.email
    assert files() == []  # read, then gone
    content = content_of(organisation, meeting)
    assert content.lines
    for one in content.lines:
        assert one.quote in row.turns[one.turn][2]
        assert one.start is not None
    action = line(organisation, meeting, "action")
    assert (action.who, action.due, action.start) == ("Zoé Canular", "2026-03-13", 120.0)
    votes = line(organisation, meeting, "decision").votes
    assert (votes.for_, votes.against, votes.abstentions) == (12, 1, 2)
    told = page(client, meeting)
    for words in (
        "Projet généré, à relire",
        "Conseil d&#x27;école",
        "12 pour, 1 contre, 2 abstentions",
        "13/03/2026",
        "Mme Excusée",
        "M. Absent-Mais-Dit",
        "Toiture",
    ):
        assert words in told
    assert "<b>signé" not in told


def test_a_line_leads_to_its_words(client, meeting, organisation):
    action = line(organisation, meeting, "action")
    shown = client.get(
        reverse("minutes-transcript", args=[meeting]), {"ligne": action.id}
    ).content.decode()
    assert '<mark class="chosen">' in shown
    assert f'class="turn current" id="tour-{action.turn}"' in shown
    whole = page(client, meeting, f"?ligne={action.id}")  # without a script
    assert '<mark class="chosen">' in whole


def test_a_line_is_changed_moved_removed_and_taken_back(client, meeting, organisation):
    address = reverse("minutes-line", args=[meeting])
    action = line(organisation, meeting, "action")
    sent = {"line": action.id, "text": "Envoyer  le devis", "kind": "action", "due": "2026-03-20"}
    answer = client.post(address, sent | {"who": "Mme Nouvelle", "do": "save"})
    assert answer.url.endswith(f"#ligne-{action.id}")
    changed = line(organisation, meeting, "action")
    assert (changed.text, changed.who, changed.due) == (
        "Envoyer le devis",
        "Mme Nouvelle",
        "2026-03-20",
    )
    assert (changed.typed, changed.quote) == (True, action.quote)
    client.post(address, sent | {"who": "", "kind": "decision", "do": "save"})
    assert action.id in [one.id for one in content_of(organisation, meeting).of("decision")]
    client.post(reverse("minutes-undo", args=[meeting]))
    assert line(organisation, meeting, "action").who == "Mme Nouvelle"
    client.post(address, {"line": action.id, "do": "remove"})
    assert content_of(organisation, meeting).line(action.id) is None
    assert "ligne supprimée" in page(client, meeting)
    for _ in range(3):
        client.post(reverse("minutes-undo", args=[meeting]))
    assert line(organisation, meeting, "action") == action
    assert "plus rien à annuler" in page(client, meeting)


def test_a_line_is_added_and_raised(client, meeting, organisation):
    address = reverse("minutes-line", args=[meeting])
    for text in ("Premier risque", "Second risque"):
        client.post(address, {"in": "attention", "kind": "attention", "text": text, "do": "add"})
    found = content_of(organisation, meeting).of("attention")
    assert [one.text for one in found[-2:]] == ["Premier risque", "Second risque"]
    assert found[-1].quote == ""
    client.post(address, {"line": found[-1].id, "do": "up"})
    found = content_of(organisation, meeting).of("attention")
    assert [one.text for one in found[-2:]] == ["Second risque", "Premier risque"]
    wrong = client.post(address, {"in": "action", "kind": "action", "text": " ", "do": "add"})
    assert wrong.status_code == 422
    assert "Écrivez la ligne" in wrong.content.decode()


def test_a_script_gets_the_page_itself(client, meeting, organisation):
    """The page's script takes an answer from another address for the end of the session."""
    action = line(organisation, meeting, "action")
    answer = client.post(
        reverse("minutes-line", args=[meeting]),
        {"line": action.id, "text": "Autre texte", "kind": "action", "do": "save"},
        headers={"HX-Request": "true"},
    )
    assert answer.status_code == 200
    assert "Autre texte" in answer.content.decode()


def test_a_speaker_is_named_once_for_all(client, meeting, organisation):
    assert "Speaker 1" in page(client, meeting)
    assert "Qui parle" in page(client, meeting, "?noms")
    client.post(reverse("minutes-names", args=[meeting]), {"name-0": "Mme Maire", "name-1": ""})
    told = page(client, meeting)
    assert "Mme Maire" in told
    assert "Speaker 1" not in told
    content = content_of(organisation, meeting)
    assert all("Speaker 1" not in (one.who, one.text) for one in content.lines)
    with scope(organisation):  # what was said stays what was said
        assert Meeting.objects.get().turns[0][0] == "Speaker 1"


def test_points_and_head_are_edited(client, meeting, organisation):
    address = reverse("minutes-point", args=[meeting])
    client.post(address, {"title": "Divers"})
    point = content_of(organisation, meeting).points[-1]
    assert point.title == "Divers"
    client.post(address, {"point": point.id, "title": "Questions diverses"})
    assert content_of(organisation, meeting).points[-1].title == "Questions diverses"
    first = content_of(organisation, meeting).points[0]
    client.post(address, {"point": first.id, "title": ""})
    content = content_of(organisation, meeting)
    assert first not in content.points
    assert {one.point for one in content.of("summary")} <= {p.id for p in content.points}
    head = {
        "title": "Autre titre",
        "day": "",
        "kind": Kind.RECORD,
        "present": "A\nB",
        "shared": "on",
    }
    assert client.post(reverse("minutes-head", args=[meeting]), head).status_code == 302
    content = content_of(organisation, meeting)
    assert (content.title, content.day, content.participants) == ("Autre titre", "", ("A", "B"))
    with scope(organisation):
        row = Meeting.objects.get()
        assert (row.title, row.kind, row.shared) == ("Autre titre", Kind.RECORD, True)


def test_a_meeting_is_its_owners_until_it_is_shared(client, meeting, organisation, signed_in):
    other = signed_in("administrator")
    assert other.get(reverse("minutes-meeting", args=[meeting])).status_code == 404
    assert other.post(reverse("minutes-erase", args=[meeting])).status_code == 404
    assert "école" not in other.get(reverse("minutes")).content.decode()
    with scope(organisation):
        Meeting.objects.update(shared=True)
    assert "école" in other.get(reverse("minutes")).content.decode()
    assert other.get(reverse("minutes-meeting", args=[meeting])).status_code == 200


def test_a_shared_meeting_is_erased_by_its_owner_or_an_administrator(
    client, meeting, organisation, signed_in
):
    with scope(organisation):
        Meeting.objects.update(shared=True)
    colleague = signed_in("agent")
    assert "Effacer" not in page(colleague, meeting)
    assert colleague.post(reverse("minutes-erase", args=[meeting])).status_code == 403
    assert "Effacer" in page(client, meeting)
    erased = signed_in("administrator").post(reverse("minutes-erase", args=[meeting]))
    assert erased.status_code == 302
    with scope(organisation):
        assert not Meeting.objects.exists()


def test_another_organisation_finds_nothing(client, meeting, other_organisation, signed_in):
    stranger = signed_in("administrator", of=other_organisation)
    for name in ("minutes-meeting", "minutes-transcript", "minutes-progress"):
        assert stranger.get(reverse(name, args=[meeting])).status_code == 404
    for name in ("line", "head", "names", "point", "undo", "erase"):
        sent = stranger.post(reverse(f"minutes-{name}", args=[meeting]), {"title": "x"})
        assert sent.status_code == 404
    assert stranger.get(reverse("minutes-download", args=[meeting, "docx"])).status_code == 404


def test_notes_are_pasted(client, organisation):
    text = "Notes du comité\n\nLa toiture fuit.\nIl est décidé de refaire la toiture.\n"
    sent = client.post(reverse("minutes"), {"text": text, "kind": Kind.DECISIONS})
    done()
    told = client.get(sent.url).content.decode()
    assert "Notes du comité" in told
    assert "refaire la toiture" in told
    assert "voir les mots" in told  # no clock, but the words


@pytest.mark.parametrize(
    ("name", "body", "said"),
    [
        ("x.vtt", b"", "vide"),
        ("x.bin", b"\0\1\2\3" * 400, "pas du texte"),
        ("x.vtt", b"WEBVTT\n\nNOTE rien\n", "Aucune parole"),
        ("x.docx", b"PK\x03\x04" + b"a" * 300, "abîmé"),
        ("x.doc", b"\xd0\xcf\x11\xe0" + b"a" * 300, "ancien format"),
        ("x.wav", b"RIFF\0\0\0\0WAVEfmt ", "il faut d&#x27;abord le transcrire"),
        ("x.exe", b"MZ\0\0" * 300, "pas du texte"),
    ],
)
def test_what_cannot_be_read_is_told(client, organisation, name, body, said):
    sent = client.post(
        reverse("minutes"),
        {"file": SimpleUploadedFile(name, body), "kind": Kind.REPORT, "title": "Mon titre"},
    )
    if sent.status_code == 302:
        done()
        sent = client.get(sent.url)
    told = sent.content.decode()
    assert said in told
    assert "Mon titre" in told
    assert files() == []


def test_what_was_typed_serves_again(client, organisation):
    typed = {
        "kind": Kind.RECORD,
        "title": "Mon titre",
        "present": "Mme A\nM. B",
        "day": "2026-03-12",
    }
    sent = client.post(
        reverse("minutes"), typed | {"file": SimpleUploadedFile("x.vtt", b"WEBVTT\n")}
    )
    done()
    told = client.get(sent.url).content.decode()
    link = f"{reverse('minutes')}?depuis={sent.url.strip('/').split('/')[-1]}"
    assert link in told
    again = client.get(link).content.decode()
    for words in ("Mon titre", "Mme A\nM. B", "2026-03-12", f'value="{Kind.RECORD}" selected'):
        assert words in again


def test_a_reading_that_breaks_is_tried_thrice_then_told(inside, monkeypatch):
    broken = keep([MEETING.encode()], NOTES, None, Kind.REPORT, Given())

    def fails(*_: object) -> None:
        raise RuntimeError("panne")

    monkeypatch.setattr("bastide.usecases.minutes.tasks.written", fails)
    done()
    broken.refresh_from_db()
    assert (broken.state, broken.attempts) == ("failed", 3)
    assert "trois fois" in broken.problem
    assert files() == []
    assert [run.outcome for run in Run.objects.filter(usecase="minutes")] == ["error"] * 3


def test_done_twice_gives_one_result(inside):
    from bastide.usecases.minutes.tasks import write

    row = keep([MEETING.encode()], NOTES, None, Kind.REPORT, Given())
    done()
    write(row.pk)
    assert Version.objects.filter(meeting=row).count() == 1
    write(row.pk + 1)  # one that is gone


def test_meetings_go_when_their_time_is_over(inside):
    old = keep([MEETING.encode()], NOTES, None, Kind.REPORT, Given())
    Meeting.objects.update(created=timezone.now() - timedelta(days=91))
    keep([MEETING.encode()], NOTES, None, Kind.REPORT, Given())
    assert len(files()) == 2
    assert purge("essai") == 1
    assert not Meeting.objects.filter(pk=old.pk).exists()
    assert len(files()) == 1
    assert AuditEntry.objects.get(action="minutes.purge").detail == {"meetings": 1}
    Rules(retention_days=1).save()
    assert purge("essai") == 0


def test_erasing_before_time(client, meeting, organisation):
    client.post(reverse("minutes-erase", args=[meeting]))
    with scope(organisation):
        assert not Meeting.objects.exists()
        assert not Version.objects.exists()


def test_too_big_a_file_is_refused(inside, settings, member):
    settings.UPLOAD_MAX_BYTES = 10
    with pytest.raises(Refused, match="dépasse"):
        take_file(SimpleUploadedFile("a.vtt", b"x" * 11), None, Kind.REPORT, Given())


def test_what_was_written_is_read_again(organisation, meeting):
    content = content_of(organisation, meeting)
    assert from_data(json.loads(json.dumps(content.as_data()))) == content
    for odd in (None, [], {"lines": [1, {"id": 1}, {"id": "x"}], "names": [], "points": 3}):
        assert len(from_data(odd).lines) <= 1
