"""Embeddings by a model of this machine, through sentence-transformers (`Embedder`).

An option that Bastide does not install: `pip install 'bastide[sentence-transformers]'`. The model
is a folder that whoever runs the machine put among the installation's `embedders`; nothing is ever
downloaded, no code of a model is run, and its weights are read as safetensors only.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from bastide.engine.chat import ModelError

BATCH = 32
# A model takes seconds to load: who waits less than this does not wait for it.
PATIENT_S = 5.0

_loaded: dict[Path, Any] = {}
_loading: set[Path] = set()
_lock = threading.Lock()
_turn = threading.Lock()  # one encoding at a time: each takes every core


class LocalEmbedder:
    """A folder of a model as an `Embedder`. Safe to share between threads."""

    def __init__(self, folder: Path, name: str) -> None:
        self._folder, self._name = folder, name

    def embed(self, texts: Sequence[str], *, deadline_s: float = 10.0) -> list[list[float]]:
        until = time.monotonic() + deadline_s
        model = self._model(deadline_s)
        vectors: list[list[float]] = []
        for start in range(0, len(texts), BATCH):
            left = until - time.monotonic()
            if left <= 0 or not _turn.acquire(timeout=left):
                raise ModelError("slow")
            try:
                found = model.encode(
                    list(texts[start : start + BATCH]),
                    batch_size=BATCH,
                    show_progress_bar=False,
                    convert_to_numpy=True,
                    normalize_embeddings=True,
                )
            except Exception as error:  # whatever a model's own layers raise
                raise ModelError("failed", type(error).__name__) from error
            finally:
                _turn.release()
            vectors += [[float(x) for x in row] for row in found]
        return vectors

    def _model(self, deadline_s: float) -> Any:
        path = self._path()
        with _lock:
            if path in _loaded:
                return _loaded[path]
            begun = path in _loading
            _loading.add(path)
        if deadline_s >= PATIENT_S:
            return _load(path)
        if not begun:  # a question does not wait: the next ones will find it
            threading.Thread(target=_load_quietly, args=(path,), daemon=True).start()
        raise ModelError("slow", "le modèle se charge")

    def _path(self) -> Path:
        folder = self._folder.resolve()
        path = (folder / self._name.replace("\0", "")).resolve()
        known = path.name == self._name and path.parent == folder
        if not known or not (path / "config.json").is_file():
            raise ModelError(
                "missing", f"aucun modèle « {self._name[:80]} » dans le dossier {folder}"
            )
        return path


def _load(path: Path) -> Any:
    try:
        from sentence_transformers import SentenceTransformer
    except ImportError:
        with _lock:
            _loading.discard(path)
        raise ModelError(
            "missing",
            "installez la bibliothèque : pip install 'bastide[sentence-transformers]'",
        ) from None
    try:
        model = SentenceTransformer(
            str(path),
            device="cpu",
            local_files_only=True,
            trust_remote_code=False,
            model_kwargs={"use_safetensors": True},
        )
    except Exception as error:
        raise ModelError("failed", type(error).__name__) from error
    finally:
        with _lock:
            _loading.discard(path)
    with _lock:
        return _loaded.setdefault(path, model)


def _load_quietly(path: Path) -> None:
    try:
        _load(path)
    except ModelError:
        return  # told to whoever tries the model; a question does without


def forget_loaded() -> None:
    with _lock:
        _loaded.clear()
