"""What the model sees of a text: word lists, denied and strong words, hashed n-grams.

Two groups of features. `dense`: a few sums over the word list, in a fixed order (`DENSE`).
`hashed`: n-grams of words and of characters within words, each by its bucket; signs of negation
are part of a word's n-grams, so that « pas content » and « content » differ.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from zlib import crc32

from bastide.engine.mood.phrases import Matched, matched
from bastide.engine.mood.words import Felt, words

# Buckets of hashed n-grams: one byte each and a head. Not measured against other sizes yet.
BUCKETS = 1 << 15
WORD, PAIR, CHARS = 1.0, 0.7, 0.25
DENSE = (
    "always", "balance", "mean", "glad", "sad", "share", "end", "start", "after_turn",
    "shout", "question", "loud", "signs", "phrases", "length", "anger_cues", "distress_cues",
)  # fmt: skip
_GLAD = "😀😃😄😁😆😊🙂😍🥰😘🤩👍👏🎉💪🙏❤💕💖💯✨🌟😂🤣😉😎🥳☺♥"
_SAD = "😡😠🤬😤😢😭😞😔😟😩😫😒🙄👎💔🤮🤢😱😰😨😓☹🤦😖😣"
_QUIET = frozenset(
    "le la les l de des du d un une et a au aux en y ce cet cette ces se s je j tu il elle on "
    "nous vous ils elles me m te mon ma mes ton ta tes son sa ses notre nos votre vos leur leurs "
    "que qu qui dont ou est sont ai as ont ete etre avoir par pour dans sur avec c heure "
    "heures".split()
)


@dataclass(frozen=True, slots=True)
class Seen:
    """A text as features. `hashed`: bucket → value. `parts`: what each word brings, times `scale`,
    and `phrases`: the expressions found, for spans."""

    dense: tuple[float, ...]
    hashed: dict[int, float]
    parts: tuple[Part, ...]
    phrases: tuple[Matched, ...]
    scale: float


@dataclass(frozen=True, slots=True)
class Part:
    """A word's own buckets with their value, and what the word lists say of it."""

    word: Felt
    buckets: tuple[tuple[int, float], ...]
    listed: float


_ENDINGS = (
    "issements", "issement", "issantes", "issante", "issants", "issant", "ements", "ement",
    "euses", "euse", "antes", "ante", "ants", "ant", "eaux", "elles", "elle", "ives", "ive",
    "ees", "ee", "es", "er", "ez", "aux", "eux", "ais", "ait", "ent", "ons", "e", "s", "x",
)  # fmt: skip


@lru_cache(maxsize=50_000)
def stem(form: str) -> str:
    """A coarse stem: gender, number and the commonest endings of verbs go."""
    for ending in _ENDINGS:
        if form.endswith(ending) and len(form) - len(ending) >= 4:
            return form[: -len(ending)]
    return form


@lru_cache(maxsize=1)
def listed() -> dict[str, float]:
    """Polarity of stems, from −1 to 1 (`training/lexicon.py` says where it comes from)."""
    path = files("bastide.engine") / "data" / "mood_words.tsv"
    rows = (line.split("\t") for line in path.read_text(encoding="utf-8").splitlines())
    return {row[0]: int(row[1]) / 100 for row in rows if len(row) == 2}


def bucket(name: str) -> int:
    return crc32(name.encode("utf-8", "replace")) % BUCKETS


@lru_cache(maxsize=50_000)
def _own_buckets(form: str, denied: bool) -> tuple[tuple[int, float], ...]:
    """A word's unigram, and its n-grams of 3 to 5 characters."""
    key = stem(form)
    found = [(bucket(f"w{'!' if denied else ''}{key}"), WORD)]
    if denied:
        # What a denied word shares with the word itself: little, but the subject.
        found.append((bucket(f"w{key}"), -0.3))
        return tuple(found)
    if len(form) > 3:
        framed = f"<{form}>"
        grams = {framed[i : i + n] for n in (3, 4, 5) for i in range(len(framed) - n + 1)}
        share = CHARS / math.sqrt(len(grams))
        found += [(bucket(f"c{gram}"), share * 2) for gram in sorted(grams)]
    return tuple(found)


@lru_cache(maxsize=100_000)
def _pair(one: str, two: str) -> int:
    return bucket(f"p{one} {two}")


def see(text: str) -> Seen:
    """The features of a text; any string is accepted, an empty one has but the constant."""
    found = words(text)
    table = listed()
    phrases = matched(found)
    covered = {
        at
        for phrase in phrases
        if phrase.kind == "polarity"
        for at in range(phrase.first, phrase.last + 1)
    }
    parts: list[Part] = []
    hashed: dict[int, float] = {}
    values: list[tuple[int, float, bool]] = []
    before = ""
    glad_signs = sad_signs = 0
    for at, word in enumerate(found):
        form = word.form
        if not form[0].isalpha():
            glad_signs += form in _GLAD or form in (":)", ":-)", ";)", ":D", ":d", "<3")
            sad_signs += form in _SAD or form in (":(", ":-(", ":/", ":'(")
            buckets: tuple[tuple[int, float], ...] = ()
            if form[0] not in ',;:()«»"\n.?!…' and not form.isdigit():
                buckets = ((bucket(f"s{form}"), WORD),)
            before = ""
        else:
            buckets = () if form in _QUIET else _own_buckets(form, word.denied)
            key = stem(form)
            if before:
                buckets = (*buckets, (_pair(before, key), PAIR))
            before = key
        value = 0.0
        if at not in covered and form[0].isalpha() and form not in _QUIET:
            value = table.get(stem(form), 0.0) * word.strength
            if word.denied and value:
                value *= -0.8 if value > 0 else -0.4
        if value:
            values.append((at, value, word.after_turn))
        for place, amount in buckets:
            hashed[place] = hashed.get(place, 0.0) + amount
        parts.append(Part(word, buckets, value))
    values += [
        (p.first, p.weight, found[p.first].after_turn) for p in phrases if p.kind == "polarity"
    ]
    norm = math.sqrt(sum(v * v for v in hashed.values())) or 1.0
    # Long texts say more: their n-grams weigh a little more than those of short ones.
    scale = min(1.0 + math.log1p(len(found) / 10) * 0.3, 2.5) / norm
    hashed = {place: value * scale for place, value in hashed.items()}
    dense = _dense(found, values, (glad_signs, sad_signs), phrases)
    return Seen(dense, hashed, tuple(parts), tuple(phrases), scale)


def _dense(
    found: Sequence[Felt],
    values: Sequence[tuple[int, float, bool]],
    signs: tuple[int, int],
    phrases: Sequence[Matched],
) -> tuple[float, ...]:
    total = sum(v for _, v, _ in values)
    glad = sum(v for _, v, _ in values if v > 0)
    sad = -sum(v for _, v, _ in values if v < 0)
    count = len(values)
    cut = max(len(found) * 2 // 3, len(found) - 25)
    end = sum(v for at, v, _ in values if at >= cut)
    start = sum(v for at, v, _ in values if at < len(found) // 3)
    turned = sum(v for _, v, after in values if after)
    forms = [w.form for w in found]
    loud = sum(w.loud for w in found)
    return (
        1.0,
        math.tanh(total / 2),
        total / math.sqrt(count + 1),
        math.log1p(glad),
        math.log1p(sad),
        (glad - sad) / (glad + sad + 0.5),
        math.tanh(end),
        math.tanh(start),
        math.tanh(turned),
        math.log1p(sum(f.count("!") for f in forms)),
        math.log1p(sum(f.count("?") for f in forms)),
        min(loud / (len(found) + 5) * 5, 2.0),
        math.tanh((signs[0] - signs[1]) / 1.5),
        math.tanh(sum(p.weight for p in phrases if p.kind == "polarity")),
        math.log1p(len(found)) / 4,
        min(sum(p.weight for p in phrases if p.kind == "anger"), 3.0),
        min(max(sum(p.weight for p in phrases if p.kind == "distress"), -1.5), 4.0),
    )
