"""A short answer made of verbatim sentences, without any model.

1. Every passage found is cut into units (`engine.sentences`), each with its words, the sentence
   that introduces it and the titles above it.
2. A unit is scored by the question's words that it holds, rare ones first, by the type of answer
   that it gives (`engine.asked`), and by the rank of its passage.
3. The best unit of the best document answers. Its neighbours, conditions, steps and contact follow,
   from that document first; another one speaks only when it adds what is missing.
4. A quote is widened until it can be read alone: a list with its introduction, a row with its
   header, « Elle… » with the sentence before. It stays a slice of the stored passage.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from bastide.engine import asked as types
from bastide.engine.confidence import Signals, confidence
from bastide.engine.french import Lexicon, analyse, shipped_lexicon
from bastide.engine.ground import kept
from bastide.engine.model import BlockKind, Extract, Hit, Passage, Statement, StatementKind
from bastide.engine.quote import quoted
from bastide.engine.rank import Question
from bastide.engine.rank import question as read_question
from bastide.engine.sentences import Unit, units

MOST_HITS = 20
MOST_OTHERS = 5
MOST_REST = 16
MOST_STATEMENTS = 6
MOST_ANSWERS = 3
# Weights of a unit's score: chosen on evals/garrigue.jsonl (share of answers that hold the expected
# quote), checked by eye on two other sets; the plateau is wide.
COVER, TYPE, PAIRS, RANK, FIRST = 2.0, 0.5, 0.1, 0.6, 0.1
IN_LEAD, IN_HEADING, IN_TITLE = 0.9, 0.9, 0.8
SUBJECT = 0.4  # weight of the words of a follow-up's subject: they chose the document already
REST = 0.6  # rank of a passage of the best document that was not found by itself, beside the best
FLOOR = 0.3  # least weight of a word that every passage holds
SECOND, CONDITION, HOWTO, CONTACT = 0.72, 0.45, 0.28, 0.0  # least score, beside the best one's
SPEAKS = 0.25  # least share of the best unit's own words in a third answer
SAME = 0.6  # share of common words above which two units say the same


@dataclass(frozen=True, slots=True)
class _Text:
    units: tuple[Unit, ...]
    stems: tuple[tuple[str, ...], ...]
    headings: tuple[tuple[int, ...], ...]


@dataclass(frozen=True, slots=True)
class _Scored:
    score: float
    own: float  # share of the question's weight in the unit and its introduction alone
    hit: Hit
    text: _Text
    index: int

    @property
    def unit(self) -> Unit:
        return self.text.units[self.index]

    @property
    def words(self) -> str:
        return self.hit.passage.text[self.unit.start : self.unit.end]


@lru_cache(maxsize=4096)
def _read(text: str, kind: BlockKind, lexicon: Lexicon) -> _Text:
    found = units(text, kind)
    stems = tuple(tuple(analyse(text[u.start : u.end], lexicon)) for u in found)
    above: list[tuple[int, ...]] = []
    current: tuple[int, ...] = ()
    for index, unit in enumerate(found):
        above.append(current if unit.kind != "row" or unit.lead < 0 else (unit.lead,))
        if unit.kind == "heading":
            joined = index and found[index - 1].kind == "heading"
            current = (*current, index) if joined else (index,)
    return _Text(tuple(found), stems, tuple(above))


@lru_cache(maxsize=20_000)
def _stems(text: str, lexicon: Lexicon) -> frozenset[str]:
    return frozenset(analyse(text, lexicon))


def extract(
    question: str,
    hits: Sequence[Hit],
    lexicon: Lexicon | None = None,
    rest: Sequence[Passage] = (),
) -> Extract:
    """The statements that answer, proved, and how probable it is that the first one is right.

    `rest`: the other passages of the first hit's document, which no word of the question reached:
    the steps and the contact often stand there.
    """
    statements, signals = extract_with_signals(question, hits, lexicon, rest)
    return Extract(statements, confidence(signals) if signals else 0.0)


def extract_with_signals(
    question: str,
    hits: Sequence[Hit],
    lexicon: Lexicon | None = None,
    rest: Sequence[Passage] = (),
) -> tuple[tuple[Statement, ...], Signals | None]:
    """The statements, and what their confidence is made of (`bench/calibrate_silence.py`)."""
    words = lexicon or shipped_lexicon()
    hits = list(hits[:MOST_HITS])
    if not hits:
        return (), None
    known = {h.passage.id for h in hits}
    first = hits[0].source.id
    own_hits = [h for h in hits if h.source.id == first]
    found = own_hits + [h for h in hits if h.source.id != first][:MOST_OTHERS]
    found += [
        Hit(p, hits[0].source, REST * hits[0].score)
        for p in rest[:MOST_REST]
        if p.document == first and p.id not in known
    ]
    waits = types.waits_for(question)
    scored = sorted(_scored(question, found, words), key=lambda s: -s.score)
    own = [s for s in scored if s.hit.source.id == first]
    if not own:
        return (), None
    chosen = list(_arranged(own, scored, waits))
    statements = kept(
        (
            quoted(s.hit, s.text.units, s.index, kind, s.text.headings[s.index])
            for s, kind in chosen
        ),
        (h.passage for h in found),
    )
    return _apart(statements), Signals.of(question, hits)


def best_sentence(
    question: str, hit: Hit, lexicon: Lexicon | None = None
) -> tuple[int, int] | None:
    """Where the sentence to mark stands in `hit.passage.text`; None for a passage without any."""
    found = max(
        _scored(question, [hit], lexicon or shipped_lexicon()), key=lambda s: s.score, default=None
    )
    return (found.unit.start, found.unit.end) if found else None


def _scored(question: str, hits: Sequence[Hit], lexicon: Lexicon) -> Iterator[_Scored]:
    read = read_question(question, lexicon)
    waits = types.waits_for(question)
    texts = [_read(h.passage.text, h.passage.kind, lexicon) for h in hits]
    weights = _weights(question, read, hits, texts, lexicon)
    mass = sum(weights.values()) or 1.0
    others: dict[str, list[str]] = {}
    for other, (term, _) in read.others.items():
        others.setdefault(term, []).append(other)
    top = max(h.score for h in hits) or 1.0
    for hit, text in zip(hits, texts, strict=True):
        title = _stems(hit.source.title, lexicon)
        path = _stems(" \n ".join(hit.passage.headings), lexicon)
        rank = hit.score / top
        first = True
        for index, unit in enumerate(text.units):
            if unit.kind == "heading":
                continue
            own = frozenset(text.stems[index])
            lead = frozenset(text.stems[unit.lead]) if unit.lead >= 0 else frozenset()
            near = path.union(*(text.stems[i] for i in text.headings[index]))
            cover = 0.0
            alone = sum(w for t, w in weights.items() if t in own or t in lead) / mass
            for term, weight in weights.items():
                share = _place(term, own, lead, near, title)
                if share < 1.0:
                    for other in others.get(term, ()):
                        share = max(share, 0.5 * _place(other, own, lead, near, title))
                cover += weight * share
            cover /= mass
            written = hit.passage.text[unit.start : unit.end]
            whole = written
            if unit.lead >= 0:
                at = text.units[unit.lead]
                whole = f"{hit.passage.text[at.start : at.end]} {written}"
            score = COVER * cover + RANK * rank + (FIRST if first else 0.0)
            if waits:
                score += TYPE * types.holds(waits[0], whole)
                score += TYPE / 3 * any(types.holds(w, whole) for w in waits[1:])
            pairs = set(zip(text.stems[index], text.stems[index][1:], strict=False)) & read.pairs
            score += PAIRS * len(pairs) / max(1, len(read.pairs))
            score -= _fault(written, unit, len(own), waits)
            first = False
            yield _Scored(score, alone, hit, text, index)


def _place(
    term: str,
    own: frozenset[str],
    lead: frozenset[str],
    near: frozenset[str],
    title: frozenset[str],
) -> float:
    """How much a word counts for a unit, by where it stands."""
    if term in own:
        return 1.0
    if term in lead:
        return IN_LEAD
    if term in near:
        return IN_HEADING
    return IN_TITLE if term in title else 0.0


_ASIDE = re.compile(
    r"^(?:exemple|par exemple|rappel|sur le même sujet|voir aussi|en savoir plus|source"
    r"|références?)\b",
    re.IGNORECASE,
)
_LINK = re.compile(r"\(?https?://\S+$")


def _fault(written: str, unit: Unit, stems: int, waits: tuple[types.Waits, ...]) -> float:
    """What makes a unit a poor answer: an aside, a crumb, an endless sentence, a question."""
    fault = 0.0
    if _ASIDE.match(written):
        fault += 0.25
    if stems < 3 and unit.lead < 0:
        fault += 0.25
    if len(written) > 450:
        fault += 0.2
    if written.endswith("?"):
        fault += 0.4
    if "place" not in waits and (types.CONTACT.search(written) or _LINK.search(written)):
        fault += 0.4
    return fault


def _weights(
    question: str,
    read: Question,
    hits: Sequence[Hit],
    texts: Sequence[_Text],
    lexicon: Lexicon,
) -> dict[str, float]:
    """Rarity of the question's words among the passages found: what tells one from another."""
    asked, bracket, _ = question.partition(" (")
    first = _stems(asked, lexicon) if bracket else frozenset(read.terms)
    held = [
        frozenset(s for stems in text.stems for s in stems)
        | _stems(" \n ".join(hit.passage.headings), lexicon)
        for hit, text in zip(hits, texts, strict=True)
    ]
    weights = {}
    for term in read.terms:
        n = sum(term in h for h in held)
        weight = FLOOR + math.log(1 + (len(held) - n + 0.5) / (n + 0.5))
        weights[term] = weight * (1.0 if term in first else SUBJECT) * (1.0 if n else 0.5)
    return weights


def _arranged(
    own: list[_Scored], scored: list[_Scored], waits: tuple[types.Waits, ...]
) -> Iterator[tuple[_Scored, StatementKind]]:
    best = own[0]
    taken = [best]

    def new(one: _Scored) -> bool:
        return all(not _same(one, other) for other in taken)

    yield best, "answer"
    for one in own[1:]:
        if len(taken) >= MOST_ANSWERS or one.score < SECOND * best.score:
            break
        near = len(taken) < 2 or one.own >= SPEAKS * best.own
        if near and new(one) and (not waits or types.holds(waits[0], one.words)):
            taken.append(one)
            yield one, "answer"
    if waits and not any(types.holds(waits[0], one.words) for one in taken):
        for one in scored:
            if one.score < best.score or one.hit.source.id == best.hit.source.id:
                break
            if types.holds(waits[0], one.words) and new(one):
                taken.append(one)
                yield one, "answer"
                break
    wanted: tuple[tuple[StatementKind, re.Pattern[str], float, int], ...] = (
        ("condition", types.CONDITION, CONDITION, 2),
        ("howto", types.HOWTO, HOWTO, 2),
        ("contact", types.CONTACT, CONTACT, 1),
    )
    for kind, cue, least, most in wanted:
        found = 0
        for one in own:
            if found >= most or len(taken) >= MOST_STATEMENTS or one.score < least * best.score:
                break
            fits = cue.search(one.words) or (one.unit.lead >= 0 and cue.search(_lead_words(one)))
            if fits and new(one) and (kind == "contact" or not types.CONTACT.search(one.words)):
                taken.append(one)
                found += 1
                yield one, kind


def _apart(statements: Sequence[Statement]) -> tuple[Statement, ...]:
    """Without the statements that repeat lines already shown, or words said elsewhere."""
    shown: list[Statement] = []
    for one in statements:
        if all(one.text != s.text and not _overlap(one, s) for s in shown):
            shown.append(one)
    return tuple(shown)


def _overlap(one: Statement, other: Statement) -> bool:
    return any(
        a.passage == b.passage and a.start < b.end and b.start < a.end
        for a in one.citations
        for b in other.citations
    )


def _lead_words(one: _Scored) -> str:
    lead = one.text.units[one.unit.lead]
    return one.hit.passage.text[lead.start : lead.end]


def _same(one: _Scored, other: _Scored) -> bool:
    """Whether two units would show the same lines, or say the same in nearly the same words."""
    if one.hit.passage.id == other.hit.passage.id and (
        one.index == other.index
        or (one.unit.lead >= 0 and one.unit.lead in (other.unit.lead, other.index))
        or other.unit.lead == one.index
    ):
        return True
    a, b = set(one.text.stems[one.index]), set(other.text.stems[other.index])
    return bool(a and b) and len(a & b) / min(len(a), len(b)) > SAME
