"""Embeddings by the French retriever that Bastide ships (`Embedder`): offline, in milliseconds.

`data/retriever/` holds the network (ONNX, its table of pieces rounded to a byte) and its tokenizer
(SentencePiece); `training/retriever` makes them again, `docs/retriever.md` is their model card.
Without the files, or the libraries that run them, there is no retriever and nothing else changes.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any
from zlib import crc32

from bastide.engine.chat import ModelError

SHIPPED = Path(__file__).parent / "data" / "retriever"
MODEL, PIECES = "model.onnx", "pieces.model"
BATCH = 32
PATIENT_S = 5.0  # who waits less than this does not wait for the loading
LONGEST = 256  # pieces of a text that are read
_BEGIN, _END = 1, 2  # the tokenizer's own numbers
_names: dict[Path, str] = {}


def available(folder: Path = SHIPPED) -> bool:
    """Whether the retriever's files are there."""
    return (folder / MODEL).is_file() and (folder / PIECES).is_file()


def name_of(folder: Path = SHIPPED) -> str:
    """What vectors were made by: another file, another name."""
    if folder not in _names:
        check = crc32((folder / PIECES).read_bytes(), crc32((folder / MODEL).read_bytes()))
        _names[folder] = f"retriever {check:08x}"
    return _names[folder]


class OnnxEmbedder:
    """The retriever as an `Embedder`. Safe to share between threads; one core computes a call.

    It is loaded at its first use (some 0.5 s), which a question in a hurry does not wait for.
    """

    def __init__(self, folder: Path = SHIPPED) -> None:
        self._folder = folder
        self._lock = threading.Lock()
        self._held: tuple[Any, Any] | None = None
        self._loading: threading.Thread | None = None

    def embed(self, texts: Sequence[str], *, deadline_s: float = 10.0) -> list[list[float]]:
        import numpy as np

        until = time.monotonic() + deadline_s
        session, tokenizer = self._whole(deadline_s)
        read = [_pieces(tokenizer, text) for text in texts]
        # Texts of like lengths together: what is padded is computed for nothing.
        order = sorted(range(len(read)), key=lambda i: len(read[i]))
        found: list[list[float]] = [[] for _ in read]
        for start in range(0, len(order), BATCH):
            if time.monotonic() > until:
                raise ModelError("slow")
            part = order[start : start + BATCH]
            lengths = np.array([len(read[i]) for i in part], np.int64)
            pieces = np.zeros((len(part), int(lengths.max())), np.int64)
            for row, i in zip(pieces, part, strict=True):
                row[: len(read[i])] = read[i]
            (vectors,) = session.run(None, {"pieces": pieces, "lengths": lengths})
            for i, vector in zip(part, vectors, strict=True):
                found[i] = vector.tolist()
        return found

    def _whole(self, deadline_s: float) -> tuple[Any, Any]:
        """The network and its tokenizer, loaded. Raises `ModelError`."""
        if self._held is not None:
            return self._held
        if deadline_s >= PATIENT_S:
            return self._load()
        self.prepare()
        raise ModelError("slow", "le modèle se charge")

    def prepare(self) -> None:
        """Loads it beside, unless it is loaded or loading."""
        with self._lock:
            if self._held is None and (self._loading is None or not self._loading.is_alive()):
                self._loading = threading.Thread(target=self._load_quietly, daemon=True)
                self._loading.start()

    def _load(self) -> tuple[Any, Any]:
        try:
            import onnxruntime
            import sentencepiece

            options = onnxruntime.SessionOptions()
            options.intra_op_num_threads = options.inter_op_num_threads = 1
            session = onnxruntime.InferenceSession(
                str(self._folder / MODEL), options, providers=["CPUExecutionProvider"]
            )
            tokenizer = sentencepiece.SentencePieceProcessor(model_file=str(self._folder / PIECES))
        except Exception as error:  # a damaged file, a library away: words answer alone
            raise ModelError("failed", type(error).__name__) from error
        self._held = session, tokenizer
        return self._held

    def _load_quietly(self) -> None:
        with suppress(ModelError):
            self._load()


def _pieces(tokenizer: Any, text: str) -> list[int]:
    """In lower case, as the retriever learnt."""
    return [_BEGIN, *tokenizer.encode(text.lower())[: LONGEST - 2], _END]
