"""What the fake model hears: a sentence for each ten seconds that the file's weight stands for."""

from __future__ import annotations

from email import policy
from email.parser import BytesParser
from typing import Any

# Bytes a second: what a WAV of 16 kHz, 16 bits, mono weighs.
BYTES_A_SECOND = 32_000
SEGMENT_S = 10.0
# A silence has no words: bytes that are all the same, header apart.
_HEADER = 64


def form_of(kind: str, body: bytes) -> dict[str, Any] | None:
    """The fields of a `multipart/form-data` body; its file as bytes under `file`."""
    if not kind.startswith("multipart/form-data"):
        return None
    head = f"Content-Type: {kind}\r\n\r\n".encode()
    message = BytesParser(policy=policy.HTTP).parsebytes(head + body)
    fields: dict[str, Any] = {}
    for part in message.iter_parts():
        name = part.get_param("name", header="content-disposition")
        payload = part.get_payload(decode=True)
        if isinstance(name, str) and isinstance(payload, bytes):
            fields[name] = payload if part.get_filename() else payload.decode("utf-8", "replace")
    return fields


def heard(form: dict[str, Any]) -> dict[str, Any]:
    """The answer to a transcription: `verbose_json` or `json`, as asked."""
    sound = form.get("file", b"")
    silent = len(set(sound[_HEADER:])) <= 1
    seconds = 0.0 if silent else max(SEGMENT_S, len(sound) / BYTES_A_SECOND)
    count = round(seconds / SEGMENT_S)
    said = [f"Ceci est la phrase numéro {n + 1} de l'enregistrement." for n in range(count)]
    answer: dict[str, Any] = {"text": " ".join(said)}
    if form.get("response_format") == "verbose_json":
        answer |= {
            "task": "transcribe",
            "language": "french",
            "duration": seconds,
            "segments": [
                {"id": n, "start": n * SEGMENT_S, "end": (n + 1) * SEGMENT_S, "text": f" {text}"}
                for n, text in enumerate(said)
            ],
        }
    return answer


def without_sound(form: dict[str, Any]) -> dict[str, Any]:
    """What may be kept of a request for tests to look at: the size in place of the bytes."""
    return {
        name: f"{len(value)} bytes" if isinstance(value, bytes) else value
        for name, value in form.items()
    }
