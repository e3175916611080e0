"""What a mail is about, among the subjects that local authorities hear of: a table of the trade.

`engine/data/mail_subjects.tsv` lists, for each subject, words and phrases; a misspelt word is known
by its sound (« decheteri », « cheke »). A subject is no service: who handles it is the
organisation's own, which its examples and its directory tell (`triage`).
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from functools import lru_cache

from bastide.engine.everyday import everyday_idf
from bastide.engine.french import fold, rows_of, shipped_lexicon, tokens

# Words of a phrase at most; letters of a sound that is compared.
LONGEST_PHRASE, SHORTEST_SOUND = 4, 4
# Weight of a word that everyday French does not have among its most usual ones.
RARE = 7.0

_SOUNDS = tuple(
    (re.compile(pattern), sound)
    for pattern, sound in (
        (r"ph", "f"), (r"qu|ck|q", "k"), (r"c(?=[eiy])", "s"), (r"ch", "\0"), (r"c", "k"),
        ("\0", "c"), (r"gu(?=[eiy])", "g"), (r"g(?=[eiy])", "j"), (r"eaux?|aux?", "o"),
        (r"ai|ei|ay|ey", "e"), (r"[ae][nm](?=[^aeiouynm]|$)", "an"), (r"oeu|eu", "e"), (r"y", "i"),
        (r"h", ""), (r"z", "s"), (r"t(?=ion)", "s"), (r"(.)\1+", r"\1"), (r"[estxdpz]+$", ""),
    )
)  # fmt: skip


@lru_cache(maxsize=50_000)
def sound(word: str) -> str:
    """How a word sounds, roughly: what « chèque » and « cheke » share."""
    found = fold(word)
    for pattern, said in _SOUNDS:
        found = pattern.sub(said, found)
    return found


def _heard_as(word: str, sounds: Mapping[str, str]) -> str:
    """The stem of the word of the trade that a word sounds like, mute e's perhaps left out
    (« pasport » is « passeport »); nothing for none."""
    said = sound(word)
    found = sounds.get(said, "") if len(said) >= SHORTEST_SOUND else ""
    bare = said.replace("e", "")
    return found or (sounds.get(f"-{bare}", "") if len(bare) > SHORTEST_SOUND else "")


@lru_cache(maxsize=50_000)
def rarity(stem: str) -> float:
    """How much a stem tells, from 0.2 (said everywhere) to `RARE`; a number tells little."""
    if stem.isdigit():
        return 0.3
    return max(0.2, min(everyday_idf(stem), RARE))


@lru_cache(maxsize=1)
def _table() -> tuple[dict[tuple[str, ...], tuple[tuple[str, float], ...]], dict[str, str]]:
    """Phrase (its stems) → subjects with its weight; sound → the stem that has it."""
    found: dict[tuple[str, ...], set[str]] = {}
    sounds: dict[str, str] = {}
    for subject, phrases in rows_of("mail_subjects.tsv"):
        for phrase in phrases.split(" | "):
            words = tuple(stems(phrase))
            if words and len(words) <= LONGEST_PHRASE:
                found.setdefault(words, set()).add(subject)
            for token in tokens(phrase):
                said = sound(phrase[token.start : token.end])
                if token.stem:
                    stem = token.stem.split()[0]
                    sounds.setdefault(said, stem)
                    sounds.setdefault(f"-{said.replace('e', '')}", stem)
    weighed = {
        phrase: tuple(
            (subject, sum(map(rarity, phrase)) * math.log(len(names()) / len(subjects)))
            for subject in sorted(subjects)
        )
        for phrase, subjects in found.items()
    }
    return weighed, sounds


def stems(text: str) -> list[str]:
    """The stems of a text in order, stop words left out."""
    return [stem for token in tokens(text) if token.stem for stem in token.stem.split()]


def heard(text: str) -> list[tuple[str, str]]:
    """The words of a text that tell something: as written, and its stem, that of the word of the
    trade that it sounds like when nothing usual is written so."""
    _, sounds = _table()
    lexicon = shipped_lexicon()
    found = []
    for token in tokens(text, lexicon):
        if not token.stem:
            continue
        word = text[token.start : token.end]
        for stem in token.stem.split():
            usual = math.isfinite(everyday_idf(stem))
            found.append((word, stem if usual else _heard_as(word, sounds) or stem))
    return found


def subjects(said: Sequence[str]) -> dict[str, float]:
    """Subject → weight of what is said of it, from the stems of a text in order. Said twice is not
    twice as much."""
    table, _ = _table()
    found: dict[str, float] = {}
    for phrase in {
        tuple(said[at : at + length])
        for length in range(1, LONGEST_PHRASE + 1)
        for at in range(len(said) - length + 1)
    }:
        for subject, weight in table.get(phrase, ()):
            found[subject] = found.get(subject, 0.0) + weight
    return found


@lru_cache(maxsize=1)
def names() -> tuple[str, ...]:
    """Every subject; that no local authority handles `!…`: spam, thanks, other administrations."""
    return tuple(row[0] for row in rows_of("mail_subjects.tsv"))
