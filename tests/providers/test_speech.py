"""Recordings written down by a server that speaks the protocol, whatever it does, or by a model of
this machine, with a module that stands for faster-whisper."""

from __future__ import annotations

import io
import sys
import types
import wave
from typing import Any

import pytest

from bastide.engine.chat import ModelError
from bastide.providers.chat_client import OpenAIEndpoint, forget_connections
from bastide.providers.fake_model import FakeModel
from bastide.providers.probe_openai import probe
from bastide.providers.speech_local import LocalSpeech
from bastide.providers.speech_openai import OpenAISpeech


def sound(seconds: float) -> bytes:
    written = io.BytesIO()
    with wave.open(written, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(16_000)
        file.writeframes(bytes((0, 1)) * int(16_000 * seconds))
    return written.getvalue()


@pytest.fixture
def fake() -> Any:
    forget_connections()
    with FakeModel(delay_s=30) as server:
        yield server
    forget_connections()


def at(fake: FakeModel, mode: str = "normal") -> OpenAIEndpoint:
    host = f"127.0.0.1:{fake.port}"
    return OpenAIEndpoint("compatible", fake.url, f"fake-{mode}", private_hosts=frozenset([host]))


def test_segments_come_with_their_times(fake):
    found = OpenAISpeech(at(fake)).transcribe(sound(20), "réunion.wav", deadline_s=10)
    assert [(cue.start, cue.end) for cue in found] == [(0.0, 10.0), (10.0, 20.0)]
    assert found[1].text == "Ceci est la phrase numéro 2 de l'enregistrement."
    asked = fake.received[-1]
    assert (asked["response_format"], asked["language"]) == ("verbose_json", "fr")
    assert asked["file"].endswith(" bytes")


def test_a_server_without_times_gives_its_text(fake):
    fake.lacks = frozenset({"verbose_json"})
    found = OpenAISpeech(at(fake)).transcribe(sound(20), "a.wav", deadline_s=10)
    assert [cue.start for cue in found] == [None]
    assert "numéro 2" in found[0].text


def test_silence_gives_nothing(fake):
    assert OpenAISpeech(at(fake, "empty")).transcribe(sound(20), "a.wav", deadline_s=10) == []


@pytest.mark.parametrize(
    ("mode", "kind"),
    [
        ("401", "unauthorised"),
        ("404", "missing"),
        ("500", "failed"),
        ("malformed", "malformed"),
        ("wrong-schema", "malformed"),
        ("cut", "cut"),
        ("slow", "slow"),
        ("endless", "slow"),
    ],
)
def test_what_goes_wrong_is_told(fake, mode, kind):
    with pytest.raises(ModelError) as told:
        OpenAISpeech(at(fake, mode)).transcribe(sound(1), "a.wav", deadline_s=1.5)
    assert told.value.kind == kind


def test_a_server_of_speech_alone_is_found_out(fake):
    fake.hears_only = True
    found = probe(at(fake), 5, 20)
    assert (found.works, found.hears, found.answers, found.dimensions) == (True, True, False, 0)
    assert ("transcrit un enregistrement", True) in [(one.what, one.works) for one in found.tried]
    assert not probe(at(fake, "wrong-schema"), 5, 20).works


def test_a_model_of_this_machine(tmp_path, monkeypatch):
    asked: dict[str, Any] = {}

    class WhisperModel:
        def __init__(self, path: str, **options: Any) -> None:
            asked.update(options, path=path)

        def transcribe(self, file: Any, **options: Any) -> Any:
            asked.update(options, read=len(file.read()))
            one = types.SimpleNamespace(start=1.0, end=2.5, text=" Bonjour  à tous. ")
            return iter([one]), None

    module = types.ModuleType("faster_whisper")
    module.WhisperModel = WhisperModel  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "faster_whisper", module)
    (tmp_path / "petit").mkdir()
    speech = LocalSpeech(tmp_path, "petit")
    with pytest.raises(ModelError, match="n'existe pas"):
        speech.transcribe(b"x", "a.wav")
    (tmp_path / "petit" / "model.bin").write_bytes(b"x")
    (cue,) = speech.transcribe(b"abc", "a.wav")
    assert (cue.text, cue.start, cue.end) == ("Bonjour à tous.", 1.0, 2.5)
    assert asked["local_files_only"] is True
    assert (asked["language"], asked["read"]) == ("fr", 3)
    for name in ("../petit", "/etc", "petit\0"):
        assert not LocalSpeech(tmp_path / "autre", name).is_there()


def test_without_the_library_it_says_what_to_install(tmp_path, monkeypatch):
    monkeypatch.setitem(sys.modules, "faster_whisper", None)
    (tmp_path / "grand").mkdir()
    (tmp_path / "grand" / "model.bin").write_bytes(b"x")
    with pytest.raises(ModelError) as told:
        LocalSpeech(tmp_path, "grand").transcribe(b"x", "a.wav")
    assert "faster-whisper" in told.value.detail
