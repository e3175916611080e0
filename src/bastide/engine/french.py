"""French analysed once: the same stems for the index, the query, the extract and the highlight.

1. Unicode NFKC, ligatures opened, apostrophes made one, dotted acronyms joined (A.P.L. → apl).
2. Words with their offsets; elided articles dropped (l', d', qu', jusqu'…); hyphens joined for
   short prefixes (e-mail → email, co-voiturage → covoiturage), split otherwise.
3. Stop words and the politeness of messages dropped.
4. Words that the stemmer would wrongly merge kept apart (formation is not format), the others to
   the French Snowball stemmer, then accents folded: never before, « unaccent » breaks the stemming.

Word families (lycéen, lycée), which no stemmer knows, widen the question: see `Lexicon`.

`ANALYSER_VERSION` changes with anything that changes a token: indexes are then built anew.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from importlib.resources import files

import Stemmer

ANALYSER_VERSION = 1

# A question of 50,000 characters is cut: what a person types on the phone fits in a tenth of it.
LONGEST_TEXT = 200_000
MOST_WORDS_KEPT = 200_000

_WORD = re.compile(r"[0-9A-Za-zÀ-ÖØ-öø-ÿŒœ]+(?:['’ʼ-][0-9A-Za-zÀ-ÖØ-öø-ÿŒœ]+)*['’]?")
_DOTTED = re.compile(r"\b(?:[A-Za-z]\.){2,}(?:[A-Za-z]\b)?")
_ELISION = re.compile(
    r"^(?:l|d|j|m|t|s|n|c|qu|jusqu|lorsqu|puisqu|quoiqu|quelqu|presqu)['’ʼ](?=.)", re.IGNORECASE
)
_INNER = re.compile(r"['’ʼ-]")
_JOINED_PREFIXES = frozenset(
    "e co pré pre post anti auto multi micro mini sur sous inter intra extra ré re bi tri".split()
)

STOP_WORDS = frozenset(
    """
a à ai aie aient aies ainsi ait alors as au aucun aucune aujourd aura aurai auraient aurais aurait
auras aurez auriez aurons auront aussi autre autres aux avaient avais avait avant avec avez aviez
avoir avons ayant ayez ayons bien c ça ce ceci cela celle celles celui ces cet cette ceux chaque
chez ci comme comment d dans de des dès depuis dois doit doivent donc dont du elle elles en encore
entre es est et étaient étais était étant été êtes étiez étions être eu eue eues eurent eus eut eux
fait faire faut fois font furent fus fut hui ici il ils j je jusqu jusque l la là le les leur leurs
lors lorsque lui m ma mais me même mêmes mes mien mienne moi mon n ne ni nos notre nôtre nous on ont
ou où par parce pas pendant peu peut peuvent peux plus plutôt pour pourquoi pourrais pourrait
pourriez puis puisque qu quand que quel quelle quelles quels quelque qui quoi s sa sans se sera
serai seraient serais serait seras serez seriez serons seront ses si sien soi soient sois soit
sommes son sont souhaite souhaiterais souhaiterai souhaitons
sous suis sur t ta tandis te tel telle telles tels
tes toi ton toujours tous tout toute toutes tu un une va vais veut veux vers voici voilà vont vos
votre vôtre voudrais voudrait vous vouloir voulais vu y
bonjour bonsoir madame monsieur mesdames messieurs merci svp stp cordialement salutations avance
salut coucou allo allô possible savoir aimerais aimerait aimerions afin concernant sujet question
demande-je puis-je dois-je peut-on doit-on faut-il est-ce
""".split()
)

_stemmer = Stemmer.Stemmer("french", 0)


def fold(text: str) -> str:
    """Lower case without accents: what two spellings of one word have in common."""
    decomposed = unicodedata.normalize("NFKD", text.lower().replace("œ", "oe").replace("æ", "ae"))
    # Letters of mathematics are capitals only once decomposed.
    return "".join(c for c in decomposed if not unicodedata.combining(c)).lower()


_FOLDED_STOP_WORDS = frozenset(fold(word) for word in STOP_WORDS)


@dataclass(frozen=True, slots=True)
class Token:
    """A surface word at `[start, end)` of the text, with its stem (empty for a stop word)."""

    start: int
    end: int
    stem: str


@dataclass(frozen=True, eq=False)
class Lexicon:
    """Word families, acronyms, and words the stemmer must not merge.

    `families`: stem → the other stems of its family (lycéen → lycée). They widen a question, at a
    reduced weight; merging them outright cost 3 points of ndcg@10 on long messages.
    `acronyms`: folded acronym → stems of its expansion.
    `apart`: folded word → the stem it keeps (formation is not format).
    """

    families: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    acronyms: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    apart: Mapping[str, str] = field(default_factory=dict)
    _seen: dict[str, tuple[str, ...]] = field(default_factory=dict, repr=False, compare=False)

    def stems(self, word: str) -> tuple[str, ...]:
        """Stems of a word as it is written, elision and hyphens included; kept once computed."""
        stems = self._seen.get(word)
        if stems is None:
            stems = tuple(
                stem for _, _, piece in _words(word, 0, len(word)) if (stem := _stem(piece, self))
            )
            if len(self._seen) > MOST_WORDS_KEPT:
                self._seen.clear()
            self._seen[word] = stems
        return stems

    def with_words(
        self, families: Iterable[Iterable[str]] = (), acronyms: Mapping[str, str] | None = None
    ) -> Lexicon:
        """This lexicon with more families (lists of surface words) and acronyms added."""
        named = {fold(a.replace(".", "")): text for a, text in (acronyms or {}).items()}
        opened = {**self.acronyms, **dict.fromkeys(named, ())}
        draft = Lexicon({}, opened, self.apart)
        for acronym, expansion in named.items():
            opened[acronym] = tuple(dict.fromkeys(analyse(expansion, draft)))
        merged = {stem: set(others) for stem, others in self.families.items()}
        for family in families:
            stems = {stem for word in family for stem in draft.stems(word.strip())}
            for stem in stems:
                merged.setdefault(stem, set()).update(stems - {stem})
        return Lexicon({k: tuple(sorted(v)) for k, v in merged.items()}, opened, self.apart)

    def family(self, stem: str) -> tuple[str, ...]:
        """The other stems of a stem's family."""
        return self.families.get(stem, ())

    def expansion(self, stem: str) -> tuple[str, ...]:
        """Stems of what an acronym stands for; nothing for another word."""
        return self.acronyms.get(stem, ())


@lru_cache(maxsize=200_000)
def _plain_stem(word: str) -> str:
    return fold(_stemmer.stemWord(word))


def rows_of(name: str) -> list[list[str]]:
    """The lines of a table of `engine/data`, comments left out."""
    path = files("bastide.engine") / "data" / name
    rows = [line.split("\t") for line in path.read_text(encoding="utf-8").splitlines()]
    return [row for row in rows if row and row[0] and not row[0].startswith("#")]


@lru_cache(maxsize=1)
def shipped_lexicon() -> Lexicon:
    """The tables of `engine/data`: families of the trade, acronyms of the administration."""
    acronyms = {row[0]: row[1] for row in rows_of("acronyms.tsv") if len(row) > 1}
    apart = {fold(row[0]): fold(row[0]).rstrip("sx") for row in rows_of("stemming_exceptions.tsv")}
    return Lexicon(apart=apart).with_words(rows_of("families.tsv"), acronyms)


def _stem(word: str, lexicon: Lexicon) -> str:
    folded = fold(word)
    if folded in _FOLDED_STOP_WORDS or (len(folded) == 1 and not folded.isdigit()):
        return ""
    if folded in lexicon.acronyms or folded.isdigit():
        return folded
    if folded in lexicon.apart:
        return lexicon.apart[folded]
    return _plain_stem(word.lower())


def _pieces(text: str) -> Iterator[tuple[int, int, str]]:
    position = 0
    for dotted in _DOTTED.finditer(text):
        yield from _words(text, position, dotted.start())
        yield dotted.start(), dotted.end(), dotted.group().replace(".", "")
        position = dotted.end()
    yield from _words(text, position, len(text))


def _words(text: str, start: int, end: int) -> Iterator[tuple[int, int, str]]:
    for match in _WORD.finditer(text, start, end):
        at, word = match.start(), match.group().rstrip("'’")
        elided = _ELISION.match(word)
        if elided:
            at += elided.end()
            word = word[elided.end() :]
        parts = _INNER.split(word)
        if len(parts) == 1:
            yield at, at + len(word), word
        elif len(parts) == 2 and fold(parts[0]) in _JOINED_PREFIXES:
            yield at, at + len(word), "".join(parts)
        else:
            for part in parts:
                if part:
                    yield at, at + len(part), part
                at += len(part) + 1


def tokens(text: str, lexicon: Lexicon | None = None) -> list[Token]:
    """Every word of the text with its offsets; stop words have an empty stem."""
    words = lexicon or shipped_lexicon()
    return [
        Token(start, end, " ".join(words.stems(word)))
        for start, end, word in _pieces(text[:LONGEST_TEXT])
    ]


def analyse(text: str, lexicon: Lexicon | None = None) -> list[str]:
    """The stems of the text in order, stop words left out."""
    words = lexicon or shipped_lexicon()
    normal = unicodedata.normalize("NFKC", text[:LONGEST_TEXT])
    normal = _DOTTED.sub(lambda m: m.group().replace(".", "") + " ", normal)
    return [stem for word in _WORD.findall(normal) for stem in words.stems(word)]
