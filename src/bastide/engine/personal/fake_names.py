"""Pseudonyms of persons: each surname gets one surname, each first name one first name.

« M. Dupont », « Jean Dupont » and « DUPONT » thus stay one person, a family stays a family, and
what is drawn keeps the gender where it is plain. Surnames are those of plants, so that nobody
takes them for a real person's.
"""

from __future__ import annotations

import random
import re
from collections.abc import Sequence

from bastide.engine.french import fold
from bastide.engine.personal import words
from bastide.engine.personal.kinds import MASKS, Span

_SURNAMES = (
    "Ormeau Tilleul Romarin Lavandin Aubépin Chênevert Sarriette Genévrier Micocoulier Amandin "
    "Cyprès Fougeret Bruyer Noisetin Églantin Cerfeuil Origan Marjolin Absinthier Verveine "
    "Coriandre Estragon Fenouillet Mélilot Bourrachet Sureau Alisier Cornouiller Troenelle "
    "Fusain Nerprun Pimprenel Salsifis Topinambour Rutabaga Panicaut Chardonneret Ciboulet "
    "Mirabellin Quetschier Cognassin Abricotin Figuerol Grenadin Jujubier Arbousin Lentiscal "
    "Térébinthe Pistachier Châtaigneret Séquoia Baobabin Palétuvier Tamarinier Frangipanier"
).split()
_FIRST: dict[words.Gender, list[str]] = {
    "f": (
        "Albertine Apolline Augustine Blandine Célimène Clotilde Cunégonde Eulalie Euphrasie "
        "Gilberte Hermance Hortense Isaure Jeannette Léopoldine Mathurine Mélisande Oriane "
        "Philomène Sidonie Théodora Ursule Victorine Zélie"
    ).split(),
    "m": (
        "Achille Anatole Aristide Barnabé Balthazar Casimir Théodule Éleuthère Eustache Fulbert "
        "Gontran Hippolyte Isidore Léandre Melchior Narcisse Onésime Philibert Quentin Séraphin "
        "Sosthène Théophraste Ulysse Zéphirin"
    ).split(),
    "": "Camille Claude Dominique Alix Sacha Andrea Maxime Morgan Lou Eden Charlie Noa".split(),
}
_WORD = re.compile(r"[^\W\d_]+(?:['’.-]*[^\W\d_]+)*\.?")
_SHE = re.compile(r"(?i)(?:madame|mademoiselle|mmes?|mlles?|mesdames)\.?[ \t\u00a0]+\Z")
_HE = re.compile(r"(?i)(?:monsieur|messieurs|(?<!\w)mm?\.|(?<!\w)mr)\.?[ \t\u00a0]+\Z")


class FakeNames:
    """The pseudonyms of the names of one text."""

    def __init__(self, text: str, spans: Sequence[Span], draw: random.Random) -> None:
        self._text, self._draw = text, draw
        self._used = {fold(word) for word in re.findall(r"\w+", text)}
        self._known: dict[tuple[str, str], str] = {}
        # The fuller a name is written, the surer which of its words is the surname.
        self._surnames: set[str] = set()
        ordered = sorted(spans, key=lambda s: -len(_WORD.findall(text[s.start : s.end])))
        for span in ordered:
            for word, part in self._parts(span):
                if part == "last":
                    self._surnames.add(fold(word.group()))

    def of(self, span: Span) -> str:
        """The pseudonym of a name, written as it is: capitals, order, initials."""
        value = self._text[span.start : span.end]
        parts = self._parts(span)
        gender = self._gender(span, [w.group() for w, part in parts if part == "first"])
        pieces, at = [], 0
        for word, part in parts:
            pieces += [value[at : word.start()], self._new(word.group(), part, gender)]
            at = word.end()
        new = "".join([*pieces, value[at:]])
        return new if new != value else MASKS["name"]

    def _parts(self, span: Span) -> list[tuple[re.Match[str], str]]:
        """The words of a name, each « first », « last » or « initial »; particles left out."""
        every = [
            word
            for word in _WORD.finditer(self._text[span.start : span.end])
            if fold(word.group()) not in words.PARTICLES or word.group().isupper()
        ]
        if not every:
            return []
        first = [words.first_name(w.group()) and not w.group().endswith(".") for w in every]
        if len(every) == 1:
            name = every[0].group()
            before = self._text[max(0, span.start - 14) : span.start]
            titled = _SHE.search(before) or _HE.search(before) or fold(name) in self._surnames
            return [(every[0], "first" if first[0] and not titled else "last")]
        parts: list[tuple[re.Match[str], str]] = []
        capitals = [word.group().isupper() and len(word.group()) > 2 for word in every]
        upper_first = capitals[0] and not capitals[-1]
        for at, word in enumerate(every):
            if word.group().endswith("."):
                part = "initial"
            elif upper_first:
                part = "last" if capitals[at] else "first"
            elif at == len(every) - 1 and not any(p == "last" for _, p in parts):
                part = "last"
            else:
                part = "first" if first[at] and not any(p == "last" for _, p in parts) else "last"
            parts.append((word, part))
        return parts

    def _gender(self, span: Span, first: Sequence[str]) -> words.Gender:
        before = self._text[max(0, span.start - 14) : span.start]
        if _SHE.search(before):
            return "f"
        if _HE.search(before):
            return "m"
        return words.gender(first[0]) if first else ""

    def _new(self, word: str, part: str, gender: words.Gender) -> str:
        if part == "initial":
            return self._drawn(("initial", fold(word)), gender)[0] + "."
        key = (part, fold(word))
        name = self._drawn(key, words.gender(word) or gender if part == "first" else "")
        if word.isupper() and len(word) > 1:
            return name.upper()
        return name.lower() if word.islower() else name

    def _drawn(self, key: tuple[str, str], gender: words.Gender) -> str:
        if key not in self._known:
            pool = _SURNAMES if key[0] == "last" else _FIRST[gender]
            free = [name for name in pool if fold(name) not in self._used]
            while not free:  # all are taken: two together, never two alike
                both = f"{self._draw.choice(pool)}-{self._draw.choice(pool)}"
                free = [both] if fold(both) not in self._used else []
            self._known[key] = self._draw.choice(free)
            self._used.add(fold(self._known[key]))
        return self._known[key]
