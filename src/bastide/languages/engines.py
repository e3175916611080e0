"""The engines that the organisation in scope may use, and the best one of each pair.

The best measured quality wins; of two alike, the one that consumes less: Apertium, then a server of
LibreTranslate, then a language model.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from bastide.endpoints.chosen import Chosen, chat_for
from bastide.endpoints.models import Role
from bastide.engine.ports import Translator
from bastide.engine.translation.languages import LANGUAGES
from bastide.engine.translation.model import Pair
from bastide.providers.translation.apertium import Apertium, cpu_s
from bastide.tenants.models import Member

# What an administrator types on a machine that has no engine yet (Debian 12 and later).
INSTALL = (
    "sudo apt-get install apertium apertium-fr-es apertium-fra-cat apertium-oci-fra "
    "apertium-cat-ita apertium-por-cat"
)


@dataclass(frozen=True, slots=True)
class Engine:
    """A translator. `stage`: how the ledger calls it; `chosen`: the model behind it, if any;
    `cpu_s`: processor seconds that its own programs on this machine have taken so far."""

    stage: str
    translator: Translator
    chosen: Chosen | None = None
    cpu_s: Callable[[], float] = float


def engines(member: Member | None = None) -> list[Engine]:
    """The frugal ones first. `member`: whose model budget is spent too."""
    found = [Engine("apertium", Apertium(), cpu_s=cpu_s)]
    chosen = chat_for(Role.TRANSLATE, member)
    if chosen is not None:
        pass
    return found


def able(member: Member | None, source: str, target: str) -> list[tuple[Engine, Pair]]:
    """The engines that know a pair, the best first."""
    found = [
        (engine, pair)
        for engine in engines(member)
        for pair in engine.translator.pairs()
        if (pair.source, pair.target) == (source, target)
    ]
    return sorted(found, key=lambda one: one[1].quality != "draft")


def best_pairs(member: Member | None = None) -> Mapping[tuple[str, str], Pair]:
    """Every couple of languages that can be translated now, with what its best engine gives; in
    the order in which languages are listed."""
    found: dict[tuple[str, str], Pair] = {}
    for engine in engines(member):
        for pair in engine.translator.pairs():
            former = found.get((pair.source, pair.target))
            if former is None or (former.quality, pair.quality) == ("gist", "draft"):
                found[pair.source, pair.target] = pair
    listed = list(LANGUAGES)
    return dict(sorted(found.items(), key=lambda one: tuple(map(listed.index, one[0]))))
