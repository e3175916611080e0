"""The directory: the only contacts ever shown as verified."""

from __future__ import annotations

from collections.abc import Sequence

from bastide.engine import model
from bastide.engine.contacts import normal
from bastide.engine.matching import contains, rarity, stems_of
from bastide.library.models import Contact
from bastide.library.words import lexicon

MOST_CONTACTS = 2


def as_contact(row: Contact) -> model.Contact:
    forms = tuple(model.FormLink(str(f["title"]), str(f["url"])) for f in row.forms)
    return model.Contact(
        row.service, row.phone, row.email, row.hours, row.address, row.url, row.territory, forms
    )


def contacts_for(text: str, hits: Sequence[model.Hit]) -> list[model.Contact]:
    """The services whose subjects are in the question, or in the title that answers it."""
    words = lexicon()
    asked = stems_of(text, words)
    title = stems_of(hits[0].source.title, words) if hits else frozenset()
    rows = list(Contact.objects.all())
    phrases = {
        row.pk: [stems_of(line, words) for line in row.subjects.splitlines() if line.strip()]
        for row in rows
    }
    weights = rarity([p for several in phrases.values() for p in several])
    scored = []
    for row in rows:
        score = 0.0
        for phrase in phrases[row.pk]:
            weight = sum(weights.get(s, 1.0) for s in phrase)
            if contains(asked, phrase, words):
                score += weight
            elif contains(title, phrase, words):
                score += weight / 2
        if score:
            scored.append((score, row))
    scored.sort(key=lambda pair: (-pair[0], pair[1].service))
    best = scored[0][0] if scored else 0.0
    return [as_contact(row) for score, row in scored[:MOST_CONTACTS] if score >= best * 0.6]


def verified_contacts() -> frozenset[str]:
    """Normal forms (`engine.contacts.normal`) of every phone, mail and address listed."""
    found: set[str] = set()
    for row in Contact.objects.all():
        found.add(normal("phone", row.phone))
        found.add(normal("email", row.email))
        for address in (row.url, *(form.get("url", "") for form in row.forms)):
            found.add(normal("url", address))
    return frozenset(found - {""})
