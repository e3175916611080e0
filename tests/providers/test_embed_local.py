"""A model of this machine for vectors, with a module that stands for sentence-transformers."""

from __future__ import annotations

import sys
import threading
import time
import types
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from bastide.engine.chat import ModelError
from bastide.providers.embed_local import LocalEmbedder, forget_loaded


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[Path]:
    forget_loaded()
    (tmp_path / "petit").mkdir()
    (tmp_path / "petit" / "config.json").write_text("{}")
    (tmp_path / "vide").mkdir()
    yield tmp_path
    forget_loaded()


@pytest.fixture
def library(monkeypatch: Any) -> dict[str, Any]:
    """What the library was asked. `wait`: an event that loading waits for."""
    asked: dict[str, Any] = {"loads": 0, "batches": [], "wait": threading.Event()}
    asked["wait"].set()

    class SentenceTransformer:
        def __init__(self, path: str, **options: Any) -> None:
            asked["wait"].wait(5)
            asked["loads"] += 1
            asked["path"], asked["options"] = path, options

        def encode(self, texts: list[str], **options: Any) -> list[list[float]]:
            if "panne" in texts:
                raise RuntimeError("une couche du modèle")
            assert options["normalize_embeddings"]
            asked["batches"].append(len(texts))
            return [[0.6, 0.8] for _ in texts]

    module = types.ModuleType("sentence_transformers")
    module.SentenceTransformer = SentenceTransformer  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "sentence_transformers", module)
    return asked


def test_vectors_come_by_batches_from_a_folder_of_this_machine(
    folder: Path, library: dict[str, Any]
) -> None:
    model = LocalEmbedder(folder, "petit")
    assert model.embed(["un"] * 70) == [[0.6, 0.8]] * 70
    assert LocalEmbedder(folder, "petit").embed(["deux"]) == [[0.6, 0.8]]
    assert library["batches"] == [32, 32, 6, 1]
    assert library["loads"] == 1
    assert library["path"] == str(folder / "petit")
    # Nothing is downloaded, nor run, nor unpickled.
    assert library["options"]["local_files_only"] is True
    assert library["options"]["trust_remote_code"] is False
    assert library["options"]["model_kwargs"] == {"use_safetensors": True}


@pytest.mark.parametrize("name", ["absent", "vide", "../petit", "/etc", "", ".", "a\0b"])
def test_only_a_model_of_the_folder_is_opened(
    name: str, folder: Path, library: dict[str, Any]
) -> None:
    inner = folder / "dedans"
    inner.mkdir()
    with pytest.raises(ModelError) as raised:
        LocalEmbedder(inner if name == "../petit" else folder, name).embed(["un"])
    assert raised.value.kind == "missing"
    assert library["loads"] == 0


def test_without_the_library_it_says_what_to_install(folder: Path, monkeypatch: Any) -> None:
    monkeypatch.setitem(sys.modules, "sentence_transformers", None)
    with pytest.raises(ModelError) as raised:
        LocalEmbedder(folder, "petit").embed(["un"])
    assert raised.value.kind == "missing"
    assert "pip install 'bastide[sentence-transformers]'" in raised.value.detail


def test_a_question_does_not_wait_for_a_model_that_loads(
    folder: Path, library: dict[str, Any]
) -> None:
    library["wait"].clear()
    model = LocalEmbedder(folder, "petit")
    begun = time.monotonic()
    for _ in range(2):
        with pytest.raises(ModelError) as raised:
            model.embed(["question"], deadline_s=0.2)
        assert raised.value.kind == "slow"
    assert time.monotonic() - begun < 8
    library["wait"].set()
    for _ in range(100):
        try:
            assert model.embed(["question"], deadline_s=0.2) == [[0.6, 0.8]]
            break
        except ModelError:
            time.sleep(0.02)
    assert library["loads"] == 1


def test_a_model_that_breaks_says_so(folder: Path, library: dict[str, Any]) -> None:
    with pytest.raises(ModelError) as raised:
        LocalEmbedder(folder, "petit").embed(["panne"])
    assert raised.value.kind == "failed"
