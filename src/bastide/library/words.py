"""The organisation's acronyms and word families, on top of the shipped tables."""

from __future__ import annotations

from django.conf import settings

from bastide.engine.french import Lexicon, shipped_lexicon
from bastide.library.held import Held
from bastide.library.models import Word
from bastide.tenants.scope import current_organisation_id

_kept: Held[tuple[tuple[tuple[str, str, str], ...], Lexicon]] = Held(lambda: settings.OPEN_INDEXES)


def lexicon() -> Lexicon:
    """The lexicon of the organisation in scope. Built again only when its words changed."""
    organisation = current_organisation_id()
    rows = tuple(Word.objects.order_by("pk").values_list("kind", "term", "meaning"))
    kept = _kept.get(organisation)
    if kept and kept[0] == rows:
        return kept[1]
    families = [
        [term, *meaning.split(",")] for kind, term, meaning in rows if kind == Word.Kind.FAMILY
    ]
    acronyms = {term: meaning for kind, term, meaning in rows if kind == Word.Kind.ACRONYM}
    built = shipped_lexicon().with_words(families, acronyms) if rows else shipped_lexicon()
    _kept.put(organisation, (rows, built))
    return built
