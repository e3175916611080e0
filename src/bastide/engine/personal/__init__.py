"""Where a text names a person or tells how to reach one: spans, with what each is.

1. `view`: the text with plain spaces and apostrophes, its wrapped lines flowing; same length.
2. `numbers`, mails and telephones, `addresses`, dates of birth, `names`: each says its rules.
3. Where two overlap, one is kept (`kinds`).

What has no form, key or cue is not found: this lowers what leaves the house or is published, it
does not make a text anonymous (CJEU C-582/14, recital 26 GDPR).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from bastide.engine import contacts
from bastide.engine.personal.addresses import addresses
from bastide.engine.personal.beside import Edges
from bastide.engine.personal.births import births, born_beside
from bastide.engine.personal.born import born
from bastide.engine.personal.called import called
from bastide.engine.personal.forms import forms
from bastide.engine.personal.kinds import KINDS, Kind, Label, Span
from bastide.engine.personal.names import names_in
from bastide.engine.personal.numbers import numbers
from bastide.engine.personal.plates import plates
from bastide.engine.personal.profiles import profiles
from bastide.engine.personal.shapes import shapes
from bastide.engine.personal.spoken import spoken
from bastide.engine.personal.streets import streets, widened
from bastide.engine.personal.towns import from_towns
from bastide.engine.personal.view import view_of

__all__ = ["KINDS", "Kind", "Label", "Span", "personal"]

_EMAIL = re.compile(
    r"(?<![\w.%+'&-])\w[\w.%+'&-]{0,63}(?:[ ]?@[ \n]?"
    r"|[ ]?(?:\[at\]|\(at\)|\[arobase\]|\(arobase\))[ ]?)"
    r"(?:[\w-]{1,63}(?:\.|[ ]?[\[(](?:dot|point)[\])][ ]?)){1,8}[A-Za-z]{2,24}\b"
)
_PHONE = re.compile(
    r"(?<![\w+/-])(?<!\d[.,])(?:\(?(?:\+|00)33\)?[ ]?(?:\(0\)[ ]?)?[1-9]|\(?0[1-9]\)?)"
    r"(?:[ ]?[./,_·\-][ ]?|[ ]{1,2})?"
    r"\d\d(?:(?:[ ]?[./,_·\-][ ]?|[ ]{1,2})?\d\d){3}(?![\w/-])"
    r"|(?<![\w+/-])(?<!\d[.,])(?:\+|00)33[ ]?(?:\(0\)[ ]?)?[1-9](?:[ .\-]?\d\d){4}(?!\w)"
    r"|(?<![\w+/-])(?<!\d[.,])0[1-9]\d{2}(?:[ .\-]?\d{3}){2}(?![\w-])"
    r"|(?<![\w+./,-])33[67]\d{8}(?!\w)"
    r"|(?<![\w+])\(?\+(?!33)[1-9]\d{0,2}\)?(?:[ .\-]?(?:\(\d{1,4}\)|\d{1,4})){2,6}(?!\w)"
)

# What one person has; a company has a SIRET, a place an address.
_OF_A_PERSON = frozenset({"email", "phone", "iban", "nir", "birth", "identity", "card"})


def personal(text: str) -> list[Span]:
    """Every span found, in order, none over another."""
    view = view_of(text)
    data = [
        *numbers(view),
        *shapes(view),
        *_contacts(view),
        *spoken(view),
        *births(view),
        *born(view),
    ]
    names = [Span(start, end, "name") for start, end in names_in(view, _edges(data))]
    found = [
        *data,
        *called(view),
        *plates(view),
        *profiles(view),
        *forms(view),
        *(widened(view, one) for one in _placed(view)),
        *names,
        *born_beside(view, [name.end for name in names]),
    ]
    return sorted(apart(found))


def _edges(data: Iterable[Span]) -> Edges:
    """Where what belongs to one person begins and ends."""
    own = [one for one in data if one.kind in _OF_A_PERSON]
    return Edges(
        frozenset(one.start for one in own),
        frozenset(one.start for one in own if one.kind == "birth"),
        frozenset(one.end for one in own),
    )


def _placed(view: str) -> Iterator[Span]:
    yield from addresses(view)
    yield from streets(view)
    yield from from_towns(view)


def apart(found: Iterable[Span]) -> list[Span]:
    """Of spans that overlap, the one that holds the other, else the surer kind, else the longer."""
    kept: list[Span] = []
    rank = {kind: place for place, kind in enumerate(KINDS)}
    ordered = sorted(set(found), key=lambda s: (s.start, -s.end, rank[s.kind]))
    for span in ordered:
        last = kept[-1] if kept else None
        if last is None or span.start >= last.end:
            kept.append(span)
        elif span.end <= last.end:
            if rank[span.kind] < rank[last.kind] and last.kind != "address":
                same = (span.start, span.end) == (last.start, last.end)
                kept[-1] = span if same or last.kind == "name" else last
        elif rank[span.kind] < rank[last.kind]:
            kept[-1] = span if last.kind == "name" else Span(last.start, span.end, span.kind)
        else:
            kept[-1] = Span(last.start, span.end, last.kind)
    return kept


def _contacts(view: str) -> Iterator[Span]:
    for one in contacts.found(view):
        if one.kind == "email":
            yield Span(one.start, one.end, "email")
        elif one.kind == "phone" and len(one.normal) >= 10 and not view[one.end :][:1].isalnum():
            yield Span(one.start, one.end, "phone")
    for found in _EMAIL.finditer(view):
        yield Span(found.start(), found.end(), "email")
    for found in _PHONE.finditer(view):
        if sum(c.isdigit() for c in found[0]) >= 8:
            yield Span(found.start(), found.end(), "phone")
