"""Speech by a model of this machine, through faster-whisper (`Speech`).

An option that Bastide does not install: `pip install 'bastide[faster-whisper]'`. The model is a
folder (`model.bin`, `config.json`…) that whoever runs the machine put among the installation's
`speech` folders; nothing is ever downloaded.
"""

from __future__ import annotations

import io
import threading
import time
from pathlib import Path
from typing import Any

from bastide.engine.chat import ModelError
from bastide.engine.minutes.reading.heard import Cue

LANGUAGE = "fr"
_loaded: dict[Path, Any] = {}
_turn = threading.Lock()  # one at a time: each takes every core


class LocalSpeech:
    """A folder of a model as a `Speech`. Safe to share between threads."""

    def __init__(self, folder: Path, name: str) -> None:
        self._folder, self._name = folder, name

    def transcribe(self, sound: bytes, name: str, *, deadline_s: float = 600.0) -> list[Cue]:
        until = time.monotonic() + deadline_s
        if not _turn.acquire(timeout=deadline_s):
            raise ModelError("slow")
        try:
            segments, _ = self.model().transcribe(
                io.BytesIO(sound), language=LANGUAGE, vad_filter=True
            )
            found: list[Cue] = []
            for one in segments:  # each is computed as it is asked for
                if time.monotonic() > until:
                    raise ModelError("slow")
                text = " ".join(str(one.text).split())
                if text:
                    found.append(Cue(text, "", float(one.start), float(one.end)))
            return found
        except ModelError:
            raise
        except Exception as error:  # whatever a decoder or a model's own layers raise
            raise ModelError("failed", type(error).__name__) from error
        finally:
            _turn.release()

    def is_there(self) -> bool:
        """Whether the folder of the model is among the installation's."""
        folder = self._folder.resolve()
        path = self._path()
        return path.name == self._name and path.parent == folder and (path / "model.bin").is_file()

    def model(self) -> Any:
        """The model, loaded once. Raises `ModelError`."""
        if not self.is_there():
            where = self._folder.resolve()
            raise ModelError("missing", f"aucun modèle « {self._name[:80]} » dans {where}")
        path = self._path()
        if path not in _loaded:
            try:
                from faster_whisper import WhisperModel
            except ImportError:
                raise ModelError(
                    "missing", "installez la bibliothèque : pip install 'bastide[faster-whisper]'"
                ) from None
            try:
                _loaded[path] = WhisperModel(
                    str(path), device="cpu", compute_type="int8", local_files_only=True
                )
            except Exception as error:
                raise ModelError("failed", type(error).__name__) from error
        return _loaded[path]

    def _path(self) -> Path:
        return (self._folder.resolve() / self._name.replace("\0", "")).resolve()
