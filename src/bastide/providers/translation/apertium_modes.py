"""What Apertium can translate on this machine: its modes, the packages they come in, its routes.

Languages without a mode of their own are reached through others. Catalan is the best bridge from
French and to it: even to Spanish, which has a mode of its own (measured, docs/translation.md).
"""

from __future__ import annotations

from pathlib import Path

from bastide.engine.translation.languages import from_to, name
from bastide.engine.translation.model import Pair, Quality, TranslationError

FOLDER = Path("/usr/share/apertium/modes")
# (source, target) → Debian's package and its mode.
MODES = {
    ("fr", "oc"): ("apertium-oci-fra", "fra-oci"),
    ("oc", "fr"): ("apertium-oci-fra", "oci-fra"),
    ("fr", "ca"): ("apertium-fra-cat", "fra-cat"),
    ("ca", "fr"): ("apertium-fra-cat", "cat-fra"),
    ("ca", "es"): ("apertium-spa-cat", "cat-spa"),
    ("es", "ca"): ("apertium-spa-cat", "spa-cat"),
    ("ca", "it"): ("apertium-cat-ita", "cat-ita"),
    ("it", "ca"): ("apertium-cat-ita", "ita-cat"),
    ("ca", "pt"): ("apertium-por-cat", "cat-por"),
    ("pt", "ca"): ("apertium-por-cat", "por-cat"),
    ("es", "en"): ("apertium-eng-spa", "spa-eng"),
    ("en", "es"): ("apertium-eng-spa", "eng-spa"),
    ("fr", "es"): ("apertium-fr-es", "fr-es"),
    ("es", "fr"): ("apertium-fr-es", "es-fr"),
}
# What a leg costs in quality, in legs through Catalan: two of these are better than one of those.
_COST = {("fr", "es"): 2.5, ("es", "fr"): 2.5}
# chrF of at least 54 on FLORES-200 devtest: a reader of the language corrects it faster than she
# writes it (docs/translation.md). All else is for understanding.
DRAFTS = frozenset({("fr", "oc"), ("oc", "fr"), ("fr", "ca"), ("ca", "fr")})
MOST_LEGS = 3

Leg = tuple[str, str]


def installed() -> list[Leg]:
    """The legs whose package is there."""
    return [leg for leg, (_, mode) in MODES.items() if (FOLDER / f"{mode}.mode").is_file()]


def route(source: str, target: str, legs: list[Leg]) -> list[Leg]:
    """The best way from a language to another; none if there is none."""
    ways: list[list[Leg]] = [[leg] for leg in legs if leg[0] == source]
    found: list[list[Leg]] = []
    for _ in range(MOST_LEGS):
        found += [way for way in ways if way[-1][1] == target]
        ways = [
            [*way, leg]
            for way in ways
            for leg in legs
            if leg[0] == way[-1][1] and leg[1] not in {source, *(one[1] for one in way)}
        ]
    return min(found, key=lambda way: sum(_COST.get(leg, 1.0) for leg in way), default=[])


def pairs() -> list[Pair]:
    """All that the installed packages can do, directly or through others."""
    legs = installed()
    languages = sorted({one for leg in legs for one in leg})
    found = []
    for source in languages:
        for target in languages:
            way = route(source, target, legs) if source != target else []
            if way:
                quality: Quality = "draft" if (source, target) in DRAFTS else "gist"
                via = tuple(leg[1] for leg in way[:-1])
                found.append(Pair(source, target, quality, via, "Apertium"))
    return found


def way_of(source: str, target: str) -> list[Leg]:
    """The legs to take. Raises `TranslationError`, which says what to install, if any helps."""
    legs = installed()
    found = route(source, target, legs)
    if found:
        return found
    wanted = route(source, target, list(MODES))
    asked = from_to(source, target)
    if not wanted:
        raise TranslationError(f"Apertium ne traduit pas {asked}.", "pair")
    packages = sorted({MODES[leg][0] for leg in wanted if leg not in legs})
    others = [f"{name(a)} → {name(b)}" for a, b in legs]
    still = f" Ce qui se traduit déjà : {', '.join(others)}." if others else ""
    raise TranslationError(
        f"Pour traduire {asked}, il manque Apertium : « sudo apt-get install apertium "
        f"{' '.join(packages)} » l'installe.{still}",
        "missing",
    )
