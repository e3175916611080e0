"""Embeddings behind the OpenAI protocol (`Embedder`): Azure OpenAI, Mistral, compatible servers."""

from __future__ import annotations

import math
import time
from collections.abc import Sequence
from typing import Any

import httpx2

from bastide.engine.chat import ModelError
from bastide.providers.bounded_http import Until
from bastide.providers.chat_client import OpenAIEndpoint, breaker_of, sdk
from bastide.providers.chat_openai import RETRIES, wait_before_retry
from bastide.providers.openai_failures import as_model_errors

# Mistral takes 16,384 tokens a request, Albert API 64 texts: 32 passages of 300 tokens fit both.
BATCH = 32


class OpenAIEmbedder:
    """One endpoint as an `Embedder`. Safe to share between threads."""

    def __init__(self, endpoint: OpenAIEndpoint) -> None:
        self._endpoint = endpoint

    def embed(self, texts: Sequence[str], *, deadline_s: float = 10.0) -> list[list[float]]:
        until = Until(deadline_s)
        breaker = breaker_of(self._endpoint)
        held = breaker.refusal()
        if held is not None:
            raise ModelError(held, "Ce modèle est laissé au repos après des échecs répétés.")
        vectors: list[list[float]] = []
        try:
            for start in range(0, len(texts), BATCH):
                vectors += self._batch(texts[start : start + BATCH], until)
            if len({len(vector) for vector in vectors}) > 1:
                raise ModelError("malformed", "vecteurs de longueurs différentes")
        except ModelError as error:
            breaker.failure(error.kind)
            raise
        breaker.success()
        return vectors

    def _batch(self, texts: Sequence[str], until: Until) -> list[list[float]]:
        for attempt in range(RETRIES + 1):
            try:
                return self._once(texts, until)
            except ModelError as error:
                wait = wait_before_retry(error, attempt, until)
                if wait is None:
                    raise
                time.sleep(wait)
        raise AssertionError("the last attempt returns or raises")

    def _once(self, texts: Sequence[str], until: Until) -> list[list[float]]:
        create = sdk(self._endpoint).embeddings.create
        with as_model_errors(until):
            # « float » and not the SDK's base64, which several compatible servers do not write.
            received: Any = create(
                model=self._endpoint.model,
                input=list(texts),
                encoding_format="float",
                timeout=httpx2.Timeout(until),
            )
            rows = sorted(received.data, key=lambda row: int(row.index))
            if not rows:
                raise ModelError("empty")
            if [row.index for row in rows] != list(range(len(texts))):
                raise ModelError("malformed", "un vecteur par texte était attendu")
            return [_unit(row.embedding) for row in rows]


def _unit(vector: Any) -> list[float]:
    if not isinstance(vector, list) or not vector:
        raise ModelError("empty")
    numbers = [float(x) for x in vector]
    norm = math.sqrt(math.fsum(x * x for x in numbers))
    if not math.isfinite(norm) or norm == 0:
        raise ModelError("malformed", "vecteur nul ou infini")
    return [x / norm for x in numbers]
