"""The vectors that a local mood model reads, by the shipped retriever, when it is there."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from bastide.engine.chat import ModelError
from bastide.engine.mood.meaning import shipped_meaning
from bastide.engine.mood.model import BadModel, Model
from bastide.providers.embed_onnx import OnnxEmbedder, available, name_of

# Seconds for all the texts of a call: some 2 ms each.
PATIENCE_S = 600.0


@lru_cache(maxsize=1)
def _retriever() -> OnnxEmbedder:
    return OnnxEmbedder()


def to_learn(texts: Sequence[str]) -> list[list[float]] | None:
    """A vector a text; None where there is no retriever, or another than the shipped one."""
    if not available() or name_of() != shipped_meaning().made_by:
        return None
    try:
        return _embed(texts)
    except ModelError:
        return None


def to_judge(model: Model, texts: Sequence[str]) -> list[list[float] | None]:
    """What `model` needs to judge each of `texts`: nothing for one that reads no vector.

    Raises `BadModel` where the retriever that it was learnt with is not there.
    """
    if model.meaning is None:
        return [None for _ in texts]
    if available() and name_of() == model.meaning.made_by:
        try:
            return [*_embed(texts)]
        except ModelError as error:
            raise BadModel("Le modèle de langue livré avec Bastide ne s'ouvre pas.") from error
    raise BadModel(
        "Ce modèle demande le modèle de langue d'une autre version de Bastide : relancez "
        "« bastide listen train »."
    )


def _embed(texts: Sequence[str]) -> list[list[float]]:
    whole = [text.encode("utf-8", "replace").decode("utf-8") for text in texts]
    return _retriever().embed(whole, deadline_s=PATIENCE_S)
