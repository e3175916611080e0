"""The engines that the organisation in scope may use, and the best one of each pair.

1. A pair that Apertium drafts well is Apertium's: it consumes least.
2. Else the model that the organisation chose for the role « Traduire », then the installation's
   LibreTranslate server, then Apertium: none is measured to draft well, and the first was chosen.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

from django.conf import settings

from bastide.endpoints.chosen import Chosen, endpoints_for
from bastide.endpoints.models import Role
from bastide.engine.ports import Translator
from bastide.engine.translation.languages import LANGUAGES
from bastide.engine.translation.model import Pair
from bastide.providers.translation.apertium import Apertium, cpu_s
from bastide.providers.translation.chat import ChatTranslator
from bastide.providers.translation.libretranslate import LibreTranslate
from bastide.tenants.models import Member

# What an administrator types on a machine that has no engine yet (Debian 12 and later).
INSTALL = (
    "sudo apt-get install apertium apertium-oci-fra apertium-fra-cat apertium-spa-cat "
    "apertium-cat-ita apertium-por-cat apertium-eng-spa"
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
    if settings.LIBRETRANSLATE_URL:
        server = _server(
            settings.LIBRETRANSLATE_URL,
            settings.LIBRETRANSLATE_KEY,
            frozenset(settings.MODEL_PRIVATE_HOSTS),
        )
        found.append(Engine("libretranslate", server))
    models = endpoints_for(Role.TRANSLATE)
    if models:
        chosen = Chosen(models, member)
        # An agent knows where her text goes before she gives it.
        away = any(one.outside for one in models)
        label = f"{chosen.name} (hors de la collectivité)" if away else chosen.name
        found.append(Engine("model", ChatTranslator(chosen, label), chosen))
    return found


@lru_cache(maxsize=4)
def _server(address: str, key: str, private_hosts: frozenset[str]) -> LibreTranslate:
    """Kept, with the pairs that it was asked for."""
    return LibreTranslate(address, lambda: key, private_hosts)


def able(member: Member | None, source: str, target: str) -> list[tuple[Engine, Pair]]:
    """The engines that know a pair, the best first."""
    return _known(member).get((source, target), [])


def best_pairs(member: Member | None = None) -> dict[tuple[str, str], Pair]:
    """Every couple of languages that can be translated now, with what its best engine gives; in
    the order in which languages are listed."""
    listed = list(LANGUAGES)
    found = {couple: ranked[0][1] for couple, ranked in _known(member).items()}
    return dict(sorted(found.items(), key=lambda one: tuple(map(listed.index, one[0]))))


def _known(member: Member | None) -> dict[tuple[str, str], list[tuple[Engine, Pair]]]:
    found: dict[tuple[str, str], list[tuple[Engine, Pair]]] = defaultdict(list)
    for engine in engines(member):
        for pair in engine.translator.pairs():
            if pair.source in LANGUAGES and pair.target in LANGUAGES:
                found[pair.source, pair.target].append((engine, pair))
    for couple, ranked in found.items():
        drafts = [one for one in ranked if one[1].quality == "draft"]
        rest = [one for one in ranked if one[1].quality != "draft"]
        found[couple] = [*drafts, *reversed(rest)]
    return found
