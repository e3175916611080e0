"""A recording cut into parts that a server takes and that show how far it is: WAV and MP3.

Other forms go whole. A cut falls between two frames of sound, wherever a word stands.
"""

from __future__ import annotations

import io
import wave
from dataclasses import dataclass
from pathlib import Path

# Seconds. OpenAI refuses files over 25 MB; five minutes of WAV at 44.1 kHz in stereo weigh 53 MB,
# of speech as meetings record it (16 kHz, mono) 10 MB.
PART_S = 300.0
# MPEG audio (ISO/IEC 11172-3 § 2.4.2.3 and 13818-3): kbit/s of layer III, by version.
_RATES_1 = (0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320, 0)
_RATES_2 = (0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160, 0)
_HERTZ = {3: (44100, 48000, 32000), 2: (22050, 24000, 16000), 0: (11025, 12000, 8000)}


@dataclass(frozen=True, slots=True)
class Part:
    """Bytes of a recording from `first` to `last`, `start` seconds from its beginning. `wav`:
    frames of plain sound, given a header of their own."""

    path: Path
    name: str
    start: float
    first: int
    last: int
    wav: bool = False

    def read(self) -> bytes:
        if self.wav:
            return _wav_part(self.path, self.first, self.last)
        with self.path.open("rb") as file:
            file.seek(self.first)
            return file.read(self.last - self.first)


def parts_of(path: Path, name: str) -> list[Part]:
    """The parts in order; one, the whole file, for a form that is not cut. Raises `OSError`."""
    with path.open("rb") as file:
        head = file.read(12)
    named = Path(name)
    if head[:4] == b"RIFF":
        cut = _wav(path, f"{named.stem}.wav")
    elif head[:3] == b"ID3" or (len(head) > 1 and head[0] == 0xFF and head[1] & 0xE0 == 0xE0):
        cut = _mp3(path, f"{named.stem}.mp3")
    else:
        cut = []
    return cut or [Part(path, named.name or "son", 0.0, 0, path.stat().st_size)]


def _wav(path: Path, name: str) -> list[Part]:
    """Frames of sound, not bytes, are counted. Nothing for a form that is not plain PCM."""
    try:
        with wave.open(str(path), "rb") as file:
            total, rate = file.getnframes(), file.getframerate()
    except (wave.Error, EOFError):
        return []
    step = int(PART_S * rate)
    if not step:
        return []
    return [
        Part(path, name, first / rate, first, min(total, first + step), wav=True)
        for first in range(0, total, step)
    ]


def _wav_part(path: Path, first: int, last: int) -> bytes:
    written = io.BytesIO()
    with wave.open(str(path), "rb") as file, wave.open(written, "wb") as part:
        part.setparams(file.getparams())
        file.setpos(first)
        part.writeframes(file.readframes(last - first))
    return written.getvalue()


def _mp3(path: Path, name: str) -> list[Part]:
    """Cut at frames: each is decoded by itself, but for the bits that it borrows."""
    body = path.read_bytes()
    at = 0
    if body[:3] == b"ID3" and len(body) > 10:  # ID3v2 § 3.1: the size is « synchsafe »
        size = body[6:10]
        at = 10 + (size[0] << 21 | size[1] << 14 | size[2] << 7 | size[3])
    found: list[Part] = []
    begun, started, clock = at, 0.0, 0.0
    while (frame := _frame(body, at)) is not None:
        length, seconds = frame
        if clock - started >= PART_S:
            found.append(Part(path, name, started, begun, at))
            begun, started = at, clock
        at += length
        clock += seconds
    if clock:
        found.append(Part(path, name, started, begun, len(body)))
    return found


def _frame(body: bytes, at: int) -> tuple[int, float] | None:
    """Bytes and seconds of the frame that begins there, if one of layer III does."""
    head = body[at : at + 4]
    if len(head) < 4 or head[0] != 0xFF or head[1] & 0xE0 != 0xE0 or head[1] >> 1 & 3 != 1:
        return None
    version, rate, hertz = head[1] >> 3 & 3, head[2] >> 4, head[2] >> 2 & 3
    kbits = (_RATES_1 if version == 3 else _RATES_2)[rate]
    if version not in _HERTZ or hertz == 3 or not kbits:
        return None
    hz, samples = _HERTZ[version][hertz], 1152 if version == 3 else 576
    return samples // 8 * kbits * 1000 // hz + (head[2] >> 1 & 1), samples / hz
