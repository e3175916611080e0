"""The shipped retriever as an `Embedder`."""

from __future__ import annotations

import shutil
import threading
from pathlib import Path

import numpy as np
import pytest

from bastide.engine.chat import ModelError
from bastide.providers import embed_onnx
from bastide.providers.embed_onnx import SHIPPED, OnnxEmbedder, available, name_of

MEGABYTE = 1024 * 1024


@pytest.fixture(scope="module")
def retriever() -> OnnxEmbedder:
    return OnnxEmbedder()


def test_the_files_are_there_and_small_enough() -> None:
    assert available()
    assert sum(file.stat().st_size for file in SHIPPED.iterdir()) <= 25 * MEGABYTE


def test_meaning_is_near_whatever_the_words(retriever: OnnxEmbedder) -> None:
    pages = [
        "Carte nationale d'identité perdue : déclaration et nouvelle demande",
        "Inscription à la restauration scolaire",
        "Allocation aux personnes âgées dépendantes",
    ]
    asked = [
        "on m'a pris mes papiers dans le métro",
        "mon fils mange le midi à l'école",
        "aide pour ma maman de 85 ans en perte d'autonomie",
    ]
    close = np.array(retriever.embed(asked)) @ np.array(retriever.embed(pages)).T
    assert close.argmax(axis=1).tolist() == [0, 1, 2]


def test_each_text_has_its_vector_whatever_stands_beside(retriever: OnnxEmbedder) -> None:
    texts = [
        "piscine",
        "Une phrase bien plus longue, sur les horaires de la piscine. " * 30,
        "",
        "é€😀",
    ]
    together = np.array(retriever.embed(texts))
    assert together.shape == (4, 512)
    assert np.allclose(np.linalg.norm(together, axis=1), 1, atol=1e-4)
    alone = np.array([retriever.embed([text])[0] for text in texts])
    assert np.allclose(together, alone, atol=1e-3)
    assert np.allclose(retriever.embed(["PISCINE"]), retriever.embed(["piscine"]), atol=1e-6)
    assert retriever.embed([]) == []


def test_who_cannot_wait_does_not_wait_for_the_loading() -> None:
    fresh = OnnxEmbedder()
    with pytest.raises(ModelError) as told:
        fresh.embed(["piscine"], deadline_s=0.2)
    assert told.value.kind == "slow"
    assert fresh._loading is not None
    fresh._loading.join(60)
    assert len(fresh.embed(["piscine"], deadline_s=2.0)[0]) == 512
    with pytest.raises(ModelError):
        fresh.embed(["piscine"] * 100, deadline_s=0.0)


def test_prepared_it_serves_who_cannot_wait() -> None:
    own = OnnxEmbedder()
    own.prepare()
    assert own._loading is not None
    own._loading.join(60)
    assert len(own.embed(["le bus"], deadline_s=2.0)[0]) == 512
    loading = own._loading
    own.prepare()  # nothing more to load
    assert own._loading is loading


def test_threads_share_it(retriever: OnnxEmbedder) -> None:
    wanted = np.array(retriever.embed(["le marché du samedi"]))
    found: list[np.ndarray] = []

    def ask() -> None:
        found.append(np.array(retriever.embed(["le marché du samedi"])))

    threads = [threading.Thread(target=ask) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(found) == 8
    assert all(np.allclose(one, wanted, atol=1e-6) for one in found)


def test_damaged_or_absent_files(tmp_path: Path) -> None:
    assert not available(tmp_path)
    shutil.copytree(SHIPPED, tmp_path / "r")
    assert name_of(tmp_path / "r") == name_of()
    (tmp_path / "r" / embed_onnx.MODEL).write_bytes(b"not a network")
    with pytest.raises(ModelError) as told:
        OnnxEmbedder(tmp_path / "r").embed(["piscine"])
    assert told.value.kind == "failed"
    with pytest.raises(ModelError):
        OnnxEmbedder(tmp_path / "nothing").embed(["piscine"])
