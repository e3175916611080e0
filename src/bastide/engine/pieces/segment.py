"""Which pages make one document: same file and no new title, pagination, same numbers.

1. In a file, a page goes on with the one before when its pagination says so, or when it is of no
   kind of its own and bears a number of it, or says « suite ».
2. The two sides of an identity document come together, in one file or in two.
3. A page 2/2 deposited in a file of its own joins the document that lacks it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from rapidfuzz.distance import Levenshtein

from bastide.engine.pieces import mrz
from bastide.engine.pieces.extract.labelled import label_opens
from bastide.engine.pieces.lines import Sheet
from bastide.engine.pieces.model import PageRef
from bastide.engine.pieces.recognise import Recognised

_IDENTITY = ("identity_card", "passport", "residence_permit")
_MARKED = re.compile(r"\b(?:PAGE|FEUILLET) ?(?P<n>\d{1,2}) ?(?:/|SUR|DE) ?(?P<of>\d{1,2})\b")


@dataclass(frozen=True, slots=True)
class Seen:
    """A page with what was recognised on it. `pagination`: (number, total) as printed."""

    ref: PageRef
    sheet: Sheet
    zone: mrz.Mrz | None
    recognised: Recognised
    pagination: tuple[int, int] | None = None
    numbers: frozenset[str] = frozenset()


@dataclass
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
    found = _MARKED.search(sheet.folded)
    if not found:
        return None
    number, total = int(found["n"]), int(found["of"])
    return (number, total) if 1 <= number <= total <= 60 else None


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
    return _join_orphans(_join_sides(groups))


def _goes_on(group: Group, page: Seen) -> bool:
    before, kind = group.pages[-1], page.recognised.kind
    here, there = page.pagination, before.pagination
    if len(page.sheet.cells) < 3:
        return True  # a blank back
    # A first page opens a document, unless nothing else on it does (a footer copied as it was).
    if here and here[0] == 1 and (there or page.recognised.titled):
        return False
    if here is not None and there is not None and here[1] == there[1]:
        return here[0] == there[0] + 1 and (kind in (group.kind, "other") or group.kind == "other")
    if group.kind in _IDENTITY and kind == group.kind:
        return _two_sides(group.pages, [page])
    if kind == group.kind != "other":
        if page.recognised.titled:
            return False
        # A RIB often has no title of its own, and two of them may follow one another.
        return kind != "rib" or bool(page.numbers & group.numbers)
    if kind == "other" and group.kind in _IDENTITY and len(group.pages) == 1:
        fields = {f for c in page.sheet.cells for f in label_opens(c, group.kind)} - {"-"}
        return len(fields) >= 2 or "<<" in page.sheet.text
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
    """Whether two groups are the sides of one identity document: no more than one zone, and no two
    different numbers of it."""
    if len(first) + len(second) > 2:
        return False
    zones = [p.zone for p in (*first, *second) if p.zone is not None]
    if len(zones) != 1:
        return False
    if "document_number" in zones[0].wrong:
        return True
    number = zones[0].document_number
    shown = [p for p in (*first, *second) if p.zone is None]
    other_numbers = re.findall(
        r"(?<!\w)(?=\w*\d)[A-Z0-9]{9}(?!\w)|(?<!\w)\d{12}(?!\w)", shown[0].sheet.text
    )
    # One slip of the reader in nine characters: two cards of one person differ by more.
    return not other_numbers or any(Levenshtein.distance(n, number) <= 1 for n in other_numbers)


def _join_sides(groups: list[Group]) -> list[Group]:
    joined: list[Group] = []
    for group in groups:
        last = joined[-1] if joined else None
        if (
            last is not None
            and group.kind in _IDENTITY
            and (last.kind == group.kind)
            and _two_sides(last.pages, group.pages)
        ):
            last.pages += group.pages
        else:
            joined.append(group)
    return joined


def _join_orphans(groups: list[Group]) -> list[Group]:
    kept: list[Group] = []
    for group in groups:
        first = group.pages[0].pagination
        if first and first[0] > 1 and len(group.pages) == 1:
            for other in groups:
                last = other.pages[-1].pagination
                if other is group or last is None or last != (first[0] - 1, first[1]):
                    continue
                if group.kind in ("other", other.kind) and group.pages[0].numbers & other.numbers:
                    other.pages += group.pages
                    break
            else:
                kept.append(group)
        else:
            kept.append(group)
    return kept
