"""The proof of a sentence that a model wrote: its quotes say it, or it is not shown.

1. Each quote is found word for word in the passage that it names (`engine.located`), and widened
   to the whole sentences that it touches, with what introduces them.
2. A passage that gives orders to a machine proves nothing (`engine.orders`).
3. Contacts, then figures of the sentence are in the quotes, bounds and places included
   (`engine.figures`, `engine.binding`).
4. It denies what they deny and nothing else (`engine.polarity`).
5. It claims no more than they do (`engine.strength`): no « peut » turned into « doit »,
   no « uniquement », « tous », « jamais » of its own, no exception forgotten.
6. Its names and its words are theirs, or words for them (`engine.covered`).

Withholding a true sentence costs little, the extract stands above; showing a false one costs a
citizen her rights. In doubt, it is withheld. Measured by `bench/proof.py`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from bastide.engine import contacts
from bastide.engine.binding import misplaced, other_recipient
from bastide.engine.covered import stands_for, uncovered, unknown_names
from bastide.engine.exchanged import lent, mixed, other_day, scattered, turned_round, wrong_title
from bastide.engine.figures import agrees, figures
from bastide.engine.figures import without_contacts as contacts_blanked
from bastide.engine.french import Lexicon, shipped_lexicon
from bastide.engine.located import Evidence, Quote, evidence
from bastide.engine.matching import near
from bastide.engine.model import Citation, Passage, Source
from bastide.engine.orders import orders
from bastide.engine.polarity import opposites, polarity
from bastide.engine.sentences import units
from bastide.engine.strength import asserted, condition_dropped, each_told, forces, modals, turned

Reason = Literal[
    "", "empty", "unquoted", "not verbatim", "order", "contact", "figure", "place", "negation",
    "force", "name", "words",
]  # fmt: skip
# Characters: a sentence that the agent reads out. A longer one is no sentence.
LONGEST = 600
MOST_QUOTES = 6
_POINTS_BACK = re.compile(r"(?:ils?|elles?|cel(?:ui|le)-ci|ce(?:t|tte|s)?) ", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Proof:
    """Whether a sentence is proved. `reason`: the first check that failed, and `detail` on what.

    `evidence`: the whole sentences that prove it, slices of stored passages.
    """

    ok: bool
    reason: Reason = ""
    detail: str = ""
    evidence: tuple[Evidence, ...] = ()


def prove(
    sentence: str,
    quotes: Sequence[Quote],
    passages: Mapping[int, Passage],
    titles: Mapping[int, str] | None = None,
    lexicon: Lexicon | None = None,
) -> Proof:
    """Whether the quotes say what the sentence says.

    `passages`: the passages that the model was given, by identifier. `titles`: the titles of their
    documents, by identifier: they may name the subject, and prove neither figure nor negation.
    """
    words = lexicon or shipped_lexicon()
    if not re.search(r"\w", sentence) or len(sentence) > LONGEST:
        return Proof(False, "empty")
    if not quotes or len(quotes) > MOST_QUOTES:
        return Proof(False, "unquoted")
    found: list[Evidence] = []
    for quote in quotes:
        passage = passages.get(quote.passage)
        held = evidence(quote, passage) if passage else ()
        if not held:
            return Proof(False, "not verbatim", quote.text[:80])
        found += [one for one in held if one not in found]
    if any(orders(one.passage.text) for one in found):
        return Proof(False, "order")
    names = _subjects(found, titles or {})
    for part in _sentences(sentence):
        for reason, check in _CHECKS:
            wrong = check(part, found, names, words)
            if wrong is not None:
                return Proof(False, reason, wrong)
    return Proof(True, evidence=tuple(found))


def citations_of(proof: Proof, sources: Mapping[int, Source]) -> tuple[Citation, ...]:
    """The slices that prove a sentence, adjacent ones run together, in the order of the passage.

    `sources`: documents by identifier.
    """
    spans: list[tuple[Passage, int, int]] = []
    for one in sorted(proof.evidence, key=lambda e: (e.passage.id, e.start)):
        last = spans[-1] if spans else None
        if last and last[0].id == one.passage.id and one.start - last[2] <= 2:
            spans[-1] = (last[0], last[1], one.end)
        else:
            spans.append((one.passage, one.start, one.end))
    first = proof.evidence[0].passage.id
    spans.sort(key=lambda s: s[0].id != first)
    return tuple(
        Citation(
            passage.document,
            passage.id,
            sources[passage.document].title,
            sources[passage.document].url,
            passage.text[start:end],
            start,
            end,
            sources[passage.document].updated,
        )
        for passage, start, end in spans
    )


def _subjects(found: Iterable[Evidence], titles: Mapping[int, str]) -> list[str]:
    """What may say of whom the evidence speaks: the headings above it, the subjects of its
    documents' titles, and the sentence before one that begins by « Il » or « Cette aide ».

    « Aides aux apprentis : transport, logement, repas » lends « Aides aux apprentis »: what comes
    after the colon says what else the page speaks of, not what this sentence is about.
    """
    told: dict[str, None] = {}
    found = list(found)
    for one in found:
        for heading in one.passage.headings:
            told[heading.partition(" : ")[0]] = None
        told[titles.get(one.passage.document, "").partition(" : ")[0]] = None
    told |= dict.fromkeys(_before(found))
    return [text for text in told if text]


def _before(found: Iterable[Evidence]) -> list[str]:
    """The sentences that say who « Il » is: those before, back to one that names its subject."""
    told: list[str] = []
    for one in found:
        text = one.text
        before = units(one.passage.text[: one.start].rstrip())
        while before and _POINTS_BACK.match(text):
            last = before.pop()
            text = one.passage.text[last.start : last.end]
            told.append(text)
    return told


def _sentences(text: str) -> list[str]:
    return [text[u.start : u.end] for u in units(text)] or [text]


def _contacts(part: str, found: list[Evidence], names: list[str], words: Lexicon) -> str | None:
    held = {c.normal for one in found for c in contacts.found(one.whole)}
    return next((c.text for c in contacts.found(part) if c.normal not in held), None)


def _figures(part: str, found: list[Evidence], names: list[str], words: Lexicon) -> str | None:
    held = [f for one in found for f in figures(one.whole, words)]
    # The head of a column says of all its figures that they are ceilings.
    capped = [
        replace(f, bound="most")
        for one in found
        if one.kind == "row" and re.search(r"plafond|maxim|limite", one.lead, re.IGNORECASE)
        for f in figures(one.text, words)
    ]
    for said in figures(part, words):
        if not any(agrees(said, written, words) for written in [*held, *capped]):
            return part[said.start : said.end]
    return None


def _places(part: str, found: list[Evidence], names: list[str], words: Lexicon) -> str | None:
    wrong = misplaced(part, found, words)
    if wrong is not None:
        return part[wrong.start : wrong.end]
    before = _before(found)
    shared = [name for name in names if name not in before]
    each = [[one.whole, *shared, *_before([one])] for one in found]
    about = contacts_blanked(part)
    return (
        other_recipient(part, found, words)
        or other_day(part, [*(one.whole for one in found), *names])
        or mixed(part, found, " ".join(names), words)
        or scattered(about, each, words)
        or lent(part, [*(one.whole for one in found), *shared], before, words)
        or _turned(part, found, each, words)
    )


def _turned(part: str, found: list[Evidence], each: list[list[str]], words: Lexicon) -> str | None:
    """Told of every quoted sentence that could hold the part alone."""
    alone = [
        one.whole
        for one, around in zip(found, each, strict=True)
        if len(found) == 1 or not uncovered(part, around, words)
    ]
    told = [turned_round(part, text, words) for text in alone]
    return told[0] if told and all(told) else None


def _negations(part: str, found: list[Evidence], names: list[str], words: Lexicon) -> str | None:
    said = polarity(part, words)
    held = [polarity(one.whole, words) for one in found]
    held += [polarity(name, words) for name in names if re.match(r"(?:sans|non|pas)\b", name, re.I)]
    denied = frozenset(s for p in held for s in p.denied)
    implied = frozenset(s for p in held for s in p.implied)
    plain = frozenset(s for p in held for s in p.said)
    none = frozenset(s for p in held for s in p.none)
    against = opposites(words)
    for stem in said.denied:
        # A word for it may be denied: what the quote says plainly is not.
        if stem in plain and not near(stem, denied, words):
            return stem
        if not (stands_for(stem, denied, words) or near(stem, implied, words)):
            return stem
    for stem in said.said:
        if stem in plain:
            continue
        if stem in none and any(near(other, denied, words) for other in said.denied):
            continue
        # « interdit » says by itself what « n'est pas autorisé » says with a negation.
        if near(stem, denied, words) and not against.get(stem, frozenset()) & said.denied:
            return stem
        if stem in implied or against.get(stem, frozenset()) & plain:
            return stem
    if said.denials and not said.denied and not any(p.denials for p in held):
        return "ne"
    if not said.denials and not said.implied and _denied_whole(found, words):
        return "ne"
    return None


def _denied_whole(found: list[Evidence], words: Lexicon) -> bool:
    """Whether all that is quoted is one clause, and that clause denies."""
    return (
        len(found) == 1
        and len(re.split(r"[,;:.]\s", found[0].text)) == 1
        and polarity(found[0].text, words).denials > 0
    )


def _forces(part: str, found: list[Evidence], names: list[str], words: Lexicon) -> str | None:
    said = forces(part)
    held = frozenset(f for one in found for f in forces(one.whole))
    denials = sum(polarity(one.whole, words).denials for one in found)
    written = " ".join(one.whole for one in found)
    for force in ("only", "solely", "all", "always", "sure"):
        if (
            force in said
            and force not in held
            and not (force == "all" and each_told(part, written))
        ):
            return force
    if "strict" in said and not held & {"strict", "must"}:
        return "strict"
    wrong = turned(part, " ".join([written, *names]))
    if wrong is not None:
        return wrong
    if "never" in said and "never" not in held and not denials:
        return "never"
    if "except" in held and "except" not in said and len(found) == 1:
        return "except"
    if "only" in held and "only" not in said and len(found) == 1:
        return "only"
    if len(found) == 1 and condition_dropped(part, found[0].text, words):
        return "except"
    if "unsure" in held and "unsure" not in said and len(found) == 1:
        return "unsure"
    heard = frozenset(m for one in found for m in modals(one.whole, words))
    for force, verb in modals(part, words):
        same = {f for f, other in heard if stands_for(verb, frozenset([other]), words)}
        other = "possible" if force == "duty" else "duty"
        if same and force not in same:
            return force
        if not same and other in held and force not in held:
            return force
    if "duty" in said and "duty" not in held and "possible" in held:
        return "duty"
    # « peut ajouter » does not say « ajoute ».
    may = {verb for force, verb in heard if force == "possible"}
    return "possible" if "possible" not in said and asserted(part, may, words) else None


def _names(part: str, found: list[Evidence], names: list[str], words: Lexicon) -> str | None:
    sources = [*(one.whole for one in found), *names]
    missing = unknown_names(part, sources, words)
    return missing[0] if missing else wrong_title(part, sources)


def _words(part: str, found: list[Evidence], names: list[str], words: Lexicon) -> str | None:
    kinds = {c.kind for c in contacts.found(part)}
    sources = [*(one.whole for one in found), *names, *(_REACHED[kind] for kind in kinds)]
    missing = uncovered(contacts_blanked(part), sources, words)
    if missing:
        # « n'est pas autorisé » says « interdit ».
        said, held = polarity(part, words), [polarity(one.whole, words) for one in found]
        against = opposites(words)
        denied = frozenset(s for p in held for s in p.denied)
        implied = frozenset(s for p in held for s in p.implied)
        missing = [
            stem
            for stem in missing
            if not (stem in said.denied and stem in implied)
            and not against.get(stem, frozenset()) & denied
        ]
    return " ".join(missing) if missing else None


# Once a contact is proved, the words that say how it is reached claim nothing more.
_REACHED = {
    "phone": "téléphone appeler joindre contacter numéro",
    "email": "courriel mail écrire envoyer contacter adresse",
    "url": "site internet page ligne adresse lien",
}

_Check = Callable[[str, list[Evidence], list[str], Lexicon], str | None]
_CHECKS: tuple[tuple[Reason, _Check], ...] = (
    ("contact", _contacts),
    ("figure", _figures),
    ("place", _places),
    ("negation", _negations),
    ("force", _forces),
    ("name", _names),
    ("words", _words),
)
