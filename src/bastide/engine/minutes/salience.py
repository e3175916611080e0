"""How much a sentence, or a clause of it, says of the meeting: two linear scores.

`kept`: whether a person who marks what matters would mark the sentence. `dense`: how many of its
words a person would use again in a short summary. Features: place in the meeting and in the turn,
share of the speaker, likeness to the whole meeting (TF-IDF hashed by stem), repeated pairs of
words, cue phrases, rates of the most usual words (who states names things, who quarrels says
« vous »).
Weights: `data/minutes_salience.json`, trained by `training/minutes.py` on FREDSum.
"""

from __future__ import annotations

import json
import math
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from zlib import crc32

import numpy as np

from bastide.engine.days import unaccented
from bastide.engine.french import analyse
from bastide.engine.minutes.clauses import clauses
from bastide.engine.minutes.spoken import Heard, tidy

# Buckets of hashed stems: 12 hours of speech stay under 100 MB.
BUCKETS = 1024
_CUES = {
    "say": r"\b(?:je pense|je crois|je dis|je considere|je suis convaincu|il me semble|a mon sens"
    r"|je trouve|j['’]estime|je suis persuade|ma conviction)",
    "must": r"\b(?:il faut|il faudrait|nous devons|on doit|il est necessaire|il convient|je veux"
    r"|nous voulons|je propose|nous proposons|je souhaite|projet|proposition|je ferai|nous ferons"
    r"|il s['’]agit|l['’]objectif)",
    "first": r"\b(?:priorite|premier|premiere|d['’]abord|deuxieme|ensuite|enfin|principal|essentiel"
    r"|important|urgence|seul\w*|fondamental|probleme|question|raison|solution|realite|consequence"
    r"|choix|responsab\w+)",
    "cause": r"\b(?:parce que|car|donc|c['’]est pourquoi|puisque|grace a|a cause|pour que|afin)\b",
    "contrast": r"\b(?:mais|pourtant|cependant|en revanche|par contre|au contraire|alors que|or)\b",
    "figures": r"\d|\b(?:mille|millions?|milliards?|cents?|pourcent|euros|ans)\b|%",
    "denied": r"\bn['’e]\b.*\b(?:pas|plus|jamais|rien|aucun)",
    "polite": r"\b(?:merci|bonsoir|bonjour|s['’]il vous plait|laissez|excusez|pardon|attendez"
    r"|madame|monsieur|mesdames|messieurs|je vous en prie|la parole|repon\w+|question suivante)",
    "you": r"\b(?:vous|votre|vos|tu|ton|ta|tes)\b",
    "me": r"\b(?:je|moi|mon|ma|mes)\b|\bj['’]",
    "we": r"\b(?:nous|notre|nos)\b",
    "back": r"^(?:ca|c['’]est|c['’]etait|il|elle|ils|elles|cela|ce|celui|et|mais|donc|alors"
    r"|parce que|oui|non|si|ben|bah|en)\b",
}
_CUE = {name: re.compile(pattern) for name, pattern in _CUES.items()}
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Piece:
    """A sentence or a clause of it, as it would be shown. `heard`: rank of its sentence."""

    heard: int
    number: int
    of: int
    text: str
    words: int


@dataclass(frozen=True, eq=False)
class Table:
    """Pieces with their vectors (length one) and the features of `names`, one row a piece."""

    pieces: tuple[Piece, ...]
    vectors: np.ndarray
    names: tuple[str, ...]
    features: np.ndarray


def pieces(heard: Sequence[Heard], whole: bool) -> tuple[Piece, ...]:
    """The sentences (`whole`) or their clauses, tidied."""
    found = []
    for rank, one in enumerate(heard):
        shown = tidy(one.quote)
        parts = [shown] if whole else [tidy(part) for part in clauses(shown)]
        found += [
            Piece(rank, number, len(parts), text, len(text.split()))
            for number, text in enumerate(parts)
            if any(map(str.isalnum, text))
        ]
    return tuple(found)


def table(heard: Sequence[Heard], found: Sequence[Piece], usual: Sequence[str]) -> Table:
    """The features of pieces; `usual`: the words whose rate counts."""
    if not found:
        return Table((), np.zeros((0, BUCKETS), dtype=np.float32), (), np.zeros((0, 0)))
    stems = [analyse(one.text) for one in found]
    vectors = _vectors(stems)
    block = {**_places(heard, found), **_words(found, stems), **_likeness(found, stems, vectors)}
    block |= _cues(found)
    rates = _rates(found, usual)
    names = (*block, *(f"word {word}" for word in usual))
    features = np.column_stack([*block.values(), rates])
    return Table(tuple(found), vectors, names, features)


def _vectors(stems: Sequence[Sequence[str]]) -> np.ndarray:
    counts = [Counter(crc32(w.encode()) % BUCKETS for w in one) for one in stems]
    spread = Counter(place for one in counts for place in one)
    found = np.zeros((len(stems), BUCKETS), dtype=np.float32)
    for row, one in enumerate(counts):
        for place, count in one.items():
            found[row, place] = (1 + math.log(count)) * math.log(1 + len(stems) / spread[place])
    norms = np.linalg.norm(found, axis=1, keepdims=True)
    return found / np.where(norms == 0, 1, norms)


def _places(heard: Sequence[Heard], found: Sequence[Piece]) -> dict[str, np.ndarray]:
    """Where a sentence stands in the meeting and in its turn, and how much its speaker says."""
    size = len(heard)
    in_turn = Counter(one.turn.number for one in heard)
    turn_words: Counter[int] = Counter()
    by_speaker: Counter[str] = Counter()
    asked: Counter[str] = Counter()
    said: Counter[str] = Counter()
    for one in heard:
        turn_words[one.turn.number] += one.words
        by_speaker[one.turn.speaker] += one.words
        said[one.turn.speaker] += 1
        asked[one.turn.speaker] += _asks(one)
    total = sum(by_speaker.values()) or 1
    rank: Counter[int] = Counter()
    rows = []
    for place, one in enumerate(heard):
        number, count = rank[one.turn.number], in_turn[one.turn.number]
        rank[one.turn.number] += 1
        before = heard[place - 1] if place else None
        share = by_speaker[one.turn.speaker] / total
        answers = before and _asks(before) and before.turn.speaker != one.turn.speaker
        rows.append((
            place / size, (place / size - 0.5) ** 2, place / size < 0.08, place / size > 0.92,
            number == 0, number == count - 1, math.log1p(number),
            math.log1p(turn_words[one.turn.number]), turn_words[one.turn.number] < 25,
            _asks(one), share, share < 0.12, asked[one.turn.speaker] / said[one.turn.speaker],
            bool(answers), math.log1p(one.words), math.log1p(before.words) if before else 0.0,
            len(re.findall(r"\b(?:euh|hein|ben|bah)\b", one.plain)) / (one.words or 1),
        ))  # fmt: skip
    names = (
        "place middle early late first_in_turn last_in_turn rank_in_turn turn_words short_turn "
        "asks share small_share asks_often answers sentence_words words_before hesitates"
    ).split()
    values = np.array(rows, dtype=float)[[one.heard for one in found]]
    return {name: values[:, n] for n, name in enumerate(names)}


def _asks(one: Heard) -> bool:
    return one.plain.rstrip().endswith("?")


def _words(found: Sequence[Piece], stems: Sequence[Sequence[str]]) -> dict[str, np.ndarray]:
    words = np.array([one.words for one in found], dtype=float)
    often = Counter(w for one in stems for w in one)
    pairs = [set(zip(one, one[1:], strict=False)) for one in stems]
    pair_spread = Counter(pair for one in pairs for pair in one)
    spread = Counter(w for one in stems for w in set(one))
    safe = np.maximum(words, 1)

    def rate(values: list[float]) -> np.ndarray:
        return np.array(values) / safe

    return {
        "words": np.log1p(words),
        "words_squared": np.log1p(words) ** 2,
        "few_words": (words < 8).astype(float),
        "many_words": (words > 40).astype(float),
        "first_clause": np.array([float(one.number == 0) for one in found]),
        "last_clause": np.array([float(one.number == one.of - 1) for one in found]),
        "clauses": np.array([math.log(one.of) for one in found]),
        "dense": rate([float(len(one)) for one in stems]),
        "usual_stems": np.array(
            [sum(math.log(often[w]) for w in one) / (len(one) or 1) for one in stems]
        ),
        "key_stems": np.array(
            [sum(1 for w in set(one) if often[w] >= 5) / (1 + len(one) ** 0.5) for one in stems]
        ),
        "repeated_pairs": rate([sum(math.log(pair_spread[p]) for p in one) for one in pairs]),
        "pairs_said_thrice": rate([float(sum(pair_spread[p] > 2 for p in one)) for one in pairs]),
        "repeated_stems": rate([sum(math.log(spread[w]) for w in set(one)) for one in stems]),
        "capitals": rate(
            [float(len(re.findall(r"(?<=[a-zé,] )[A-ZÉ]\w+", one.text))) for one in found]
        ),
    }


def _likeness(
    found: Sequence[Piece], stems: Sequence[Sequence[str]], vectors: np.ndarray
) -> dict[str, np.ndarray]:
    """Likeness to the whole meeting and to the pieces before and after."""
    central = vectors @ vectors.mean(axis=0)
    beside = np.einsum("ij,ij->i", vectors[1:], vectors[:-1])
    return {
        "central": central / (central.mean() or 1),
        "most_central": central / (central.max() or 1),
        "like_before": np.concatenate([[0.0], beside]),
        "like_after": np.concatenate([beside, [0.0]]),
    }


def _cues(found: Sequence[Piece]) -> dict[str, np.ndarray]:
    plain = [unaccented(one.text) for one in found]
    words = np.array([max(one.words, 1) for one in found])
    counts = {
        name: np.array([min(3, len(cue.findall(text))) for text in plain], dtype=float)
        for name, cue in _CUE.items()
    }
    return {
        **{f"cue {name}": value for name, value in counts.items()},
        **{f"rate {name}": value / words * 10 for name, value in counts.items()},
    }


def _rates(found: Sequence[Piece], usual: Sequence[str]) -> np.ndarray:
    place = {word: n for n, word in enumerate(usual)}
    rates = np.zeros((len(found), len(usual)))
    for row, one in enumerate(found):
        words = _WORD.findall(one.text.lower())
        for word in words:
            if word in place:
                rates[row, place[word]] += 1
        rates[row] /= max(4, len(words))
    return rates


@dataclass(frozen=True, eq=False)
class Weights:
    """Trained weights by feature, and the usual words whose rates are features."""

    usual: tuple[str, ...]
    names: tuple[str, ...]
    dense: np.ndarray
    kept: np.ndarray


@lru_cache(maxsize=1)
def weights() -> Weights:
    """The weights that are shipped."""
    path = files("bastide.engine") / "data" / "minutes_salience.json"
    read = json.loads(path.read_text(encoding="utf-8"))
    return Weights(
        tuple(read["usual"]), tuple(read["names"]),
        np.array(read["dense"]), np.array(read["kept"]),
    )  # fmt: skip
