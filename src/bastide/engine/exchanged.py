"""Whether a sentence says of one what its source says of another.

1. « Monsieur Faribole » is no « Madame Faribole ».
2. Two quotes that name two people, two places or two sides of one threshold are not mixed: what
   only the other's quote says is not said of this one.
3. The sentence before « Il reste la propriété de la Région » says who « Il » is: it does not lend
   « la propriété de l'élève ».
4. Each clause comes from one sentence: the subject of the one does not take the rest of another.
5. « L'apprenti rémunère l'employeur » is not « L'employeur rémunère l'apprenti ».
6. Friday is not Thursday.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from bastide.engine.covered import stands_for, uncovered
from bastide.engine.figures import Bound, figures
from bastide.engine.french import Lexicon, analyse, fold
from bastide.engine.located import Evidence

_TITLED = re.compile(
    r"\b(?P<title>M(?P<second>adame|me|lle|ademoiselle|onsieur|r|\.))\s+"
    r"(?P<name>[A-ZÀ-ÖØ-Þ][\w’'-]*(?:\s+[A-ZÀ-ÖØ-Þ][\w’'-]*)*)"
)
_NAME = re.compile(r"(?<=[^\s.!?:] )(?:[dl]['’])?([A-ZÀ-ÖØ-Þ][\w-]{2,})")
_SIDES: dict[Bound, Bound] = {"most": "least", "least": "most"}
# Who speaks or acts in every page: naming them tells nothing of whom a sentence is about.
_EVERYWHERE = frozenset("region etat france madame monsieur mme".split())
_ARTICLES = frozenset("le la les l un une son sa ses leur leurs ce cet cette ces".split())
_LINKS = frozenset("a au aux de du des d par pour chez avec".split())
_PASSIVE = re.compile(
    r"\b(?:est|sont|soit|soient|être|été|sera|seront)\s+(?:[^\s.;:]+\s+){1,6}par\b"
)
_CLAUSES = re.compile(r"[;:,]\s|\s(?:et|mais|ou|puis)\s")
_WEEK = ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche")
_DAY = re.compile(rf"\b({'|'.join(_WEEK)})s?\b")
_DAYS_RANGE = re.compile(rf"\b({'|'.join(_WEEK)})\s*(?:au|-|à|a)\s*({'|'.join(_WEEK)})\b")
_WORD = re.compile(r"[^\W\d_]+")


def wrong_title(sentence: str, sources: Iterable[str]) -> str | None:
    """The name that the sentence gives another title than its sources do."""
    held: dict[str, set[bool]] = {}
    for text in sources:
        for match in _TITLED.finditer(text):
            for word in match["name"].split():
                held.setdefault(fold(word), set()).add(_lady(match))
    for match in _TITLED.finditer(sentence):
        for word in match["name"].split():
            known = held.get(fold(word))
            if known and _lady(match) not in known:
                return match.group()
    return None


def _lady(match: re.Match[str]) -> bool:
    return match["second"][0] in "aml"


def mixed(sentence: str, found: Sequence[Evidence], titles: str, words: Lexicon) -> str | None:
    """What only another's quote says. `titles`: the headings, which are everybody's."""
    if len(found) < 2:
        return None
    named = _names(sentence)
    sides = {(f.kind, f.value, f.unit, f.bound) for f in figures(sentence, words)}
    own: list[str] = []
    rivals: list[str] = []
    for one in found:
        here = _names(one.whole)
        told = {(f.kind, f.value, f.unit, f.bound) for f in figures(one.text, words)}
        other_side = any((k, v, u, _SIDES.get(b)) in told for k, v, u, b in sides)
        if not other_side and (not named or not here or here & named):
            own.append(one.whole)
        elif other_side or here:
            rivals.append(one.whole)
    if not own or not rivals or not (named or sides):
        return None
    held = frozenset(s for text in [*own, titles] for s in analyse(text, words))
    theirs = frozenset(s for text in rivals for s in analyse(text, words))
    for stem in analyse(sentence, words):
        if not stands_for(stem, held, words) and stands_for(stem, theirs, words):
            return stem
    return None


def _names(text: str) -> frozenset[str]:
    return frozenset(fold(m.group(1)) for m in _NAME.finditer(text)) - _EVERYWHERE


def lent(sentence: str, own: Iterable[str], before: Iterable[str], words: Lexicon) -> str | None:
    """The complement that only the sentence before the quote holds.

    `own`: the quotes and the headings. `before`: the sentences that say who « Il » is.
    """
    held = frozenset(s for text in own for s in analyse(text, words))
    given = frozenset(s for text in before for s in analyse(text, words))
    started, link = False, ""
    for match in _WORD.finditer(sentence):
        word = fold(match.group())
        if word in _LINKS:
            link = word
        elif word not in _ARTICLES:
            for stem in analyse(match.group(), words):
                if stands_for(stem, held, words):
                    started = True
                elif started and link and stands_for(stem, given, words):
                    return match.group()
            link = ""
    return None


def turned_round(sentence: str, written: str, words: Lexicon) -> str | None:
    """The verb whose subject and object changed places."""
    if re.search(r"\b(?:qu[ei]|dont|se|s['’])\b", f"{sentence} {written}"):
        return None  # a clause within the clause may turn them round and say the same
    if bool(_PASSIVE.search(sentence)) != bool(_PASSIVE.search(written)):
        return None  # « est signé par le maire » is « le maire signe »
    said, told = _order(sentence, words), _order(written, words)
    for at in range(1, len(said) - 1):
        stem, bare = said[at]
        for place, (other, as_bare) in enumerate(told):
            # The same verb, not a word for it: « reçoit » turns round what « verse » says.
            if not (bare and as_bare and (stem.startswith(other) or other.startswith(stem))):
                continue
            ahead = {s for s, _ in told[:place]}
            behind = {s for s, _ in told[place + 1 :]}
            if said[at - 1][0] in behind - ahead and said[at + 1][0] in ahead - behind:
                return stem
    return None


def scattered(sentence: str, each: Sequence[Sequence[str]], words: Lexicon) -> str | None:
    """The clause whose words no single sentence of the quotes holds: « Le locataire paie la taxe »
    takes its subject from one and the rest from another.

    `each`: for each quoted sentence, itself and what says of whom it speaks.
    """
    if len(each) < 2:
        return None
    if any(not uncovered(sentence, one, words) for one in each):
        return None
    for clause in _CLAUSES.split(sentence):
        if clause.strip() and all(uncovered(clause, one, words) for one in each):
            return clause.strip()
    return None


def other_day(sentence: str, sources: Iterable[str]) -> str | None:
    """The day of the week that no source holds, by itself or within « du lundi au vendredi »."""
    held: set[str] = set()
    for text in sources:
        plain = fold(text)
        held |= set(_DAY.findall(plain))
        for one, other in _DAYS_RANGE.findall(plain):
            start, end = _WEEK.index(one), _WEEK.index(other)
            held |= set(_WEEK[start : end + 1]) if start <= end else set(_WEEK)
        if re.search(
            r"\bweek-?\s?end|\bfin de semaine|\bjours? ouvr|\bchaque jour|\btous les jours", plain
        ):
            held |= set(_WEEK)
    return next((day for day in _DAY.findall(fold(sentence)) if day not in held), None)


def _order(text: str, words: Lexicon) -> list[tuple[str, bool]]:
    """The stems in order, and whether each stands without article or preposition, as verbs do."""
    found: list[tuple[str, bool]] = []
    bare = True
    for match in _WORD.finditer(text):
        word = fold(match.group())
        if word in _ARTICLES or word in _LINKS:
            bare = False
            continue
        found += [(stem, bare) for stem in analyse(match.group(), words)]
        bare = True
    return found
