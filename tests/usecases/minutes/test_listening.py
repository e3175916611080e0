"""Recordings transcribed part by part by the model that an organisation has set, or refused."""

from __future__ import annotations

import io
import wave
from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from bastide.endpoints.models import Assignment, Endpoint, Role, Spent
from bastide.engine.minutes.reading.heard import Cue
from bastide.providers.chat_client import forget_connections
from bastide.providers.fake_model import FakeModel
from bastide.runs.models import Run
from bastide.tenants.scope import scope
from bastide.usecases.minutes import sound as cutting
from bastide.usecases.minutes import storage
from bastide.usecases.minutes.listening import heard_by
from bastide.usecases.minutes.models import Kind, Meeting
from bastide.usecases.minutes.sound import parts_of
from bastide.usecases.minutes.versions import current
from tests.usecases.minutes.conftest import done

pytestmark = pytest.mark.django_db
# MPEG 1, layer III, 32 kbit/s, 32 kHz: 144 bytes, 36 ms (ISO/IEC 11172-3 § 2.4.3.1).
FRAME = bytes((0xFF, 0xFB, 0x18, 0x00)) + b"\x55" * 140


def wav(seconds: float) -> bytes:
    written = io.BytesIO()
    with wave.open(written, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(16_000)
        file.writeframes(bytes((0, 1)) * int(16_000 * seconds))
    return written.getvalue()


@pytest.fixture
def fake(settings):
    settings.MODEL_PRIVATE_HOSTS = ["127.0.0.1"]
    forget_connections()
    with FakeModel(delay_s=30) as server:
        yield server
    forget_connections()


@pytest.fixture
def listens(organisation, fake):
    def make(mode: str = "normal", **given):
        with scope(organisation):
            row = Endpoint(
                **{
                    "name": f"oreille {mode}",
                    "kind": "compatible",
                    "base_url": fake.url,
                    "deployment": f"fake-{mode}",
                    "outside": False,
                    "price_out": Decimal(10),
                    **given,
                }
            )
            row.save()
            order = Assignment.objects.count()
            Assignment(role=Role.TRANSCRIBE, endpoint=row, order=order).save()

    return make


def give(client, body: bytes, name: str = "réunion.wav"):
    sent = client.post(
        reverse("minutes"), {"file": SimpleUploadedFile(name, body), "kind": Kind.REPORT}
    )
    if sent.status_code == 302:
        done()
        return client.get(sent.url).content.decode()
    return sent.content.decode()


def test_a_recording_is_transcribed_by_parts_then_erased(
    organisation, signed_in, listens, fake, monkeypatch
):
    monkeypatch.setattr(cutting, "PART_S", 20.0)
    listens()
    told = give(signed_in(), wav(50))
    assert "phrase numéro 1" in told
    names = [body["file"] for body in fake.received if "file" in body]
    assert len(names) == 3
    with scope(organisation):
        row = Meeting.objects.get()
        assert current(row).lines
        run = Run.objects.get(usecase="minutes")
        assert (run.stage, run.outcome, run.model) == ("model", "written", "fake-normal")
        assert run.euros > 0
        assert Spent.objects.get(person=0).micro_euros > 0
    assert not [path for path in storage.root().rglob("*") if path.is_file()]


def test_times_are_those_of_the_whole(tmp_path, monkeypatch):
    monkeypatch.setattr(cutting, "PART_S", 20.0)
    path = tmp_path / "a.wav"
    path.write_bytes(wav(50))
    told = []

    class Ear:
        def transcribe(self, sound, name, *, deadline_s=600.0):
            with wave.open(io.BytesIO(sound)) as file:
                seconds = file.getnframes() / file.getframerate()
            return [Cue(f"Une part de {seconds:.0f} secondes.", "", 5.0, 6.0)]

    heard = heard_by(Ear(), path, "a.wav", lambda done, parts: told.append((done, parts)))
    assert [(turn.start, turn.text) for turn in heard.transcript.turns] == [
        (5.0, "Une part de 20 secondes."),
        (25.0, "Une part de 20 secondes."),
        (45.0, "Une part de 10 secondes."),
    ]
    assert told == [(0, 3), (1, 3), (2, 3)]


def test_the_next_model_is_tried_and_a_failure_told(organisation, signed_in, listens):
    listens("500")
    assert "en panne" in give(signed_in(), wav(1))
    listens("normal")
    assert "phrase numéro 1" in give(signed_in(), wav(12))
    with scope(organisation):
        assert {run.outcome for run in Run.objects.all()} == {"refused", "written"}


def test_silence_is_told(signed_in, listens):
    listens("empty")
    assert "Aucune parole" in give(signed_in(), wav(2))


def test_a_sound_is_never_sent_out_when_personal_data_must_be_hidden(signed_in, listens, fake):
    listens(outside=True)
    assert "dans un son, c&#x27;est impossible" in give(signed_in(), wav(1))
    assert not fake.received
    listens("normal ", outside=True, hide_personal=False)
    assert "phrase numéro 1" in give(signed_in(), wav(12))


def test_an_mp3_is_cut_at_its_frames(tmp_path, monkeypatch):
    monkeypatch.setattr(cutting, "PART_S", 1.0)
    path = tmp_path / "a.mp3"
    path.write_bytes(b"ID3\x04\x00\x00\x00\x00\x00\x05title" + FRAME * 60)
    first, second, third = parts_of(path, "a.mp3")
    assert first.read().startswith(FRAME)
    assert first.read() + second.read() + third.read() == FRAME * 60
    assert second.start == pytest.approx(1.008)
    assert len(first.read()) == 28 * len(FRAME)


@pytest.mark.parametrize(
    "body", [b"OggS" + b"x" * 99, b"RIFF\0\0\0\0WAVEjunk", b"\xff\xfb\xff\xff"]
)
def test_what_is_not_cut_goes_whole(tmp_path, body):
    path = tmp_path / "a.ogg"
    path.write_bytes(body)
    (part,) = parts_of(path, "a.ogg")
    assert (part.read(), part.start) == (body, 0.0)
