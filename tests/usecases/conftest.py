"""Engines of translation that stand in memory: they follow the port, and know no language."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import pytest

from bastide.engine.translation.model import Kept, Pair, TranslationError
from bastide.languages import engines
from bastide.languages.engines import Engine


class Shouting:
    """Translates by writing in capitals; fails while `failure` is set."""

    def __init__(self, pairs: Sequence[Pair], failure: TranslationError | None = None) -> None:
        self._pairs, self.failure = pairs, failure
        self.asked: list[str] = []

    def pairs(self) -> Sequence[Pair]:
        return self._pairs

    def translate(
        self,
        texts: Sequence[str],
        source: str,
        target: str,
        *,
        deadline_s: float = 60.0,
        kept: Sequence[Kept] = (),
    ) -> list[str]:
        if self.failure is not None:
            raise self.failure
        self.asked += texts
        return [text.upper() for text in texts]


DEFAULT = (
    Pair("fr", "oc", "draft", (), "Moteur d'essai"),
    Pair("oc", "fr", "draft", (), "Moteur d'essai"),
    Pair("fr", "ar", "gist", (), "Moteur d'essai"),
)


@pytest.fixture
def engine(monkeypatch: pytest.MonkeyPatch) -> Callable[..., Shouting]:
    """`engine(…)` makes a shouting engine the only one; `engine(pairs=())` leaves none."""

    def make(*, pairs: Sequence[Pair] = DEFAULT, more: Sequence[Any] = ()) -> Shouting:
        one = Shouting(pairs)
        every = [Engine("essai", one), *(Engine(f"essai-{n}", m) for n, m in enumerate(more, 2))]
        monkeypatch.setattr(engines, "engines", lambda member=None: every)
        return one

    return make
