"""Which pages make one document: same file and no new title, pagination, same numbers.

1. In a file, a page goes on with the one before when its pagination says so, or when it is of no
   kind of its own and bears a number of it, or says « suite ».
2. The two sides of an identity document come together, in one file or in two.
3. A page deposited in a file of its own joins the document that lacks it: the pagination, a
   number or a name that both bear.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache

from rapidfuzz.distance import Levenshtein

from bastide.engine.pieces import mrz
from bastide.engine.pieces.extract.labels import label_opens
from bastide.engine.pieces.kinds import IDENTITY
from bastide.engine.pieces.lines import Sheet, plain
from bastide.engine.pieces.model import PageRef
from bastide.engine.pieces.recognise import EVIDENCE, Recognised, cues

_MARKED = re.compile(r"\b(?:PAGE|FEUILLET) ?(?P<n>\d{1,2}) ?(?:/|SUR|DE) ?(?P<of>\d{1,2})\b")
_BARE = re.compile(r"(?:^|[–—\-] )(?P<n>\d{1,2})(?: ?/ ?| sur )(?P<of>\d{1,2})(?=$| [–—\-])")


@dataclass(frozen=True, slots=True)
class Seen:
    """A page with what was recognised on it. `pagination`: (number, total) as printed."""

    ref: PageRef
    sheet: Sheet
    zone: mrz.Mrz | None
    recognised: Recognised
    pagination: tuple[int, int] | None = None
    numbers: frozenset[str] = frozenset()


@dataclass(eq=False)
class Group:
    """The pages of one document and its kind."""

    kind: str
    pages: list[Seen] = field(default_factory=list)

    @property
    def numbers(self) -> frozenset[str]:
        """The long numbers that its pages bear."""
        return frozenset(n for page in self.pages for n in page.numbers)


def pagination(sheet: Sheet) -> tuple[int, int] | None:
    """« Page 2/3 » as (2, 3); None where the page does not say."""
    found = _MARKED.search(sheet.folded) or _in_a_margin(sheet)
    if not found:
        return None
    number, total = int(found["n"]), int(found["of"])
    return (number, total) if 1 <= number <= total <= 60 else None


def _in_a_margin(sheet: Sheet) -> re.Match[str] | None:
    """« 1/2 » that opens or ends the last line or the first one."""
    for row in (*sheet.rows[-1:], *sheet.rows[:1]):
        for cell in row:
            found = _BARE.search(cell.text)
            if found:
                return found
    return None


def long_numbers(sheet: Sheet) -> frozenset[str]:
    """Runs of seven digits or more (spaces inside allowed): what two pages of a document share."""
    runs = re.findall(r"(?<!\w)\d(?:[ .]?\d){6,}[A-Z]?(?!\w)", sheet.folded)
    return frozenset(re.sub(r"\D", "", run) for run in runs)


def segment(pages: list[Seen]) -> list[Group]:
    """The documents that pages make, in the order of their first page."""
    groups: list[Group] = []
    for page in pages:
        last = groups[-1] if groups else None
        if last and last.pages[-1].ref.file == page.ref.file and _goes_on(last, page):
            last.pages.append(page)
            if last.kind == "other":
                last.kind = page.recognised.kind
        else:
            groups.append(Group(page.recognised.kind, [page]))
    return _join_apart(groups)


def _goes_on(group: Group, page: Seen) -> bool:
    before, kind = group.pages[-1], page.recognised.kind
    here, there = page.pagination, before.pagination
    if len(page.sheet.cells) < 3:
        return True  # a blank back
    # A first page opens a document, unless nothing else on it does (a footer copied as it was).
    if here and here[0] == 1 and (there or page.recognised.titled):
        return False
    if here is not None and there is not None and here[1] == there[1]:
        if here[0] != there[0] + 1:
            return False
        # What a second page speaks of may look like another document's title.
        shares = bool(page.numbers & group.numbers or _names(page) & _names(*group.pages))
        own = kind not in (group.kind, "other") and group.kind != "other"
        return not own or shares or not page.recognised.titled
    if group.kind in IDENTITY and kind == group.kind:
        return _two_sides(group.pages, [page])
    if kind == group.kind != "other":
        if page.recognised.titled:
            return False
        # A RIB often has no title of its own, and two of them may follow one another.
        return kind != "rib" or bool(page.numbers & group.numbers)
    if kind == "other" and group.kind in IDENTITY and len(group.pages) == 1:
        return _is_a_side(page)
    if kind == "other" and group.kind != "other" and not page.recognised.titled:
        if here and here[0] > 1:
            return True
        if page.sheet.folded.lstrip().startswith("SUITE") or "SUITE DE L" in page.sheet.folded:
            return True
        evidence = page.recognised.scores.get(group.kind, 0.0)
        rivals = [s for k, s in page.recognised.scores.items() if k != group.kind]
        shares = bool(page.numbers & group.numbers)
        return shares or (evidence >= 1.5 and evidence >= max(rivals, default=0.0))
    # The first page bore the address and the table only: the second one tells the kind.
    return group.kind == "other" and here is not None and here[0] == len(group.pages) + 1


def _two_sides(first: list[Seen], second: list[Seen]) -> bool:
    """Whether two groups are the sides of one identity document: one front and one back, no more
    than one zone, and no two different numbers of it."""
    pages = [*first, *second]
    if len(pages) != 2:
        return False
    zones = [p.zone for p in pages if p.zone is not None]
    if len(zones) != 1:
        # No zone could be read: one of them bears the holder's name, the other does not.
        fronts = sum("surname" in _fields(p) for p in pages)
        return not zones and fronts == 1
    if "document_number" in zones[0].wrong:
        return True
    number = zones[0].document_number
    shown = next(p for p in pages if p.zone is None)
    other_numbers = re.findall(
        r"(?<!\w)(?=\w*\d)[A-Z0-9]{9}(?!\w)|(?<!\w)\d{12}(?!\w)", shown.sheet.text
    )
    # One slip of the reader in nine characters: two cards of one person differ by more.
    return not other_numbers or any(Levenshtein.distance(n, number) <= 1 for n in other_numbers)


def _fields(page: Seen) -> set[str]:
    """The fields of an identity document that a page has labels of."""
    return {f for c in page.sheet.cells[:80] for f in label_opens(c, "identity_card")} - {"-"}


def _join_apart(groups: list[Group]) -> list[Group]:
    """Pages deposited apart brought to the document that lacks them, the nearest when several do.

    Deposits follow the files' names: a front and its back may be far from each other.
    """
    joined = list(groups)
    for group in groups:
        if len(group.pages) != 1 or group not in joined:
            continue
        found = [
            (strength, -abs(groups.index(other) - groups.index(group)), other)
            for other in joined
            if other is not group and (strength := _belongs(group, other)) > 0
        ]
        if not found:
            continue
        _, _, other = max(found, key=lambda item: item[:2])
        if other.kind == "other":
            other.kind = _together(group, other)
        number = group.pages[0].pagination
        before = number is not None and number[0] == 1 and other.pages[0].pagination != number
        if before:
            other.pages.insert(0, group.pages[0])
        else:
            other.pages += group.pages
        joined = [one for one in joined if one is not group]
    return joined


def _belongs(group: Group, other: Group) -> int:
    """How sure it is (0: not) that a page alone belongs to another document."""
    page = group.pages[0]
    if other.kind in IDENTITY and len(other.pages) == 1:
        alike = group.kind == other.kind or (group.kind == "other" and _is_a_side(page))
        return 1 if alike and _two_sides(other.pages, group.pages) else 0
    if other.kind == group.kind == "other" and len(other.pages) == 1 and _together(group, other):
        return len(_names(page) & _names(*other.pages)) + len(page.numbers & other.numbers)
    here, there = page.pagination, other.pages[-1].pagination
    follows = bool(here and there and there == (here[0] - 1, here[1]))
    numbers = len(page.numbers & other.numbers)
    # What a second page speaks of may look like another kind: a number of the first one decides,
    # or what it says of the first one's kind.
    speaks = page.recognised.scores.get(other.kind, 0.0) >= _SPEAKS
    told = not (follows and (numbers or speaks) and not page.recognised.titled)
    if other.kind in (*IDENTITY, "other") or (told and group.kind not in ("other", other.kind)):
        return 0
    if page.recognised.titled and any(p.recognised.titled for p in other.pages):
        return 0
    # A number is one document's own; words in capitals may be an agent's who signs many.
    shared = _OWN * numbers + len(_names(page) & _names(*other.pages))
    if follows:
        return 10 * shared + (speaks and not page.recognised.titled)
    if there is not None and there[0] == there[1] > 1 and len(other.pages) == there[1]:
        return 0  # the other one has all its pages
    goes_on = page.sheet.folded.find("SUITE ", 0, 200) >= 0
    marked = any(p.pagination is not None and p.pagination[1] > 1 for p in (page, *other.pages))
    evidence = group.kind == other.kind or page.recognised.scores.get(other.kind, 0.0) >= 1.0
    if not evidence or not (goes_on or marked) or len(other.pages) > 2:
        return 0
    # A page without title that lacks its first one is no document of its own.
    alone = group.kind == other.kind and not page.recognised.titled
    return max(2 * shared, int(alone))


def _together(group: Group, other: Group) -> str:
    """The kind that two pages tell together when neither does alone, or nothing: both say something
    of it, and of no other as much."""
    one, two = group.pages[0].recognised, other.pages[0].recognised
    if one.titled or two.titled:
        return ""
    best = max(one.scores, key=lambda kind: one.scores[kind] + two.scores[kind])
    said = min(one.scores[best], two.scores[best])
    if best in IDENTITY:
        return ""  # two fronts are two documents
    return best if said >= 2 and one.scores[best] + two.scores[best] >= EVIDENCE else ""


_SPEAKS = 2.0  # evidence of a kind at which a page speaks of it
_OWN = 5  # what a long number that two pages share weighs, beside a name


# Evidence of another kind at which a page is no side of a card; a card's back gives none.
_OF_ANOTHER = 2.0


def _is_a_side(page: Seen) -> bool:
    """Whether a page of no kind of its own looks like the other side of an identity document."""
    scores = page.recognised.scores.items()
    if any(score >= _OF_ANOTHER for kind, score in scores if kind not in IDENTITY):
        return False  # a host's declaration names a person and her birth too
    few = len(page.sheet.cells) < 30
    return few and (len(_fields(page)) >= 2 or "<<" in page.sheet.text)


def _names(*pages: Seen) -> frozenset[str]:
    """Words in capitals that may be of a name: what a page and the next one share."""
    found = {
        part
        for page in pages
        for word in page.sheet.page.words
        if len(word.text) > 3 and word.text == word.text.upper()
        for part in plain(word.text).split()
        if len(part) > 3 and part.isalpha()
    }
    return frozenset(found - _ordinary())


@cache
def _ordinary() -> frozenset[str]:
    """Words of titles and addresses, which pages of any two persons share."""
    said = {word for cue in cues() for word in cue.phrase.split()}
    return frozenset(said | {"CEDEX", "RUE", "AVENUE", "BOULEVARD", "PLACE", "PAGE", "MADAME"})
