"""What an erasure does to the library: passages blanked, their vectors erased, the index told.

A source that still names the person brings her back when it is read again: `bastide erase` says so.
"""

from __future__ import annotations

from typing import Any

from bastide.library.index import touch
from bastide.library.models import (
    AnswerCard,
    CardVersion,
    Contact,
    Document,
    Passage,
    Refusal,
    Source,
    Vector,
)
from bastide.tenants.erasure import EVERY, Rule


def _passages(rows: list[Any]) -> None:
    Vector.objects.filter(passage_id__in=[row.pk for row in rows]).delete()
    touch(sorted({row.document_id for row in rows}))


def _documents(rows: list[Any]) -> None:
    touch([row.pk for row in rows])


ERASURE = (
    Rule(Passage, "passages de la base", after=_passages),
    Rule(
        Document,
        "documents de la base",
        kept=("key", "url", "digest"),
        reason="adresse d'un document : à changer dans la source",
        after=_documents,
    ),
    Rule(
        Source,
        "sources",
        kept=("location",),
        reason="adresse d'une source : à changer à la main",
    ),
    Rule(AnswerCard, "réponses types"),
    Rule(
        CardVersion,
        "versions de réponses types",
        kept=("author",),
        reason="qui a écrit (RGPD, art. 17(3))",
    ),
    Rule(Contact, "annuaire"),
    Rule(Refusal, "fichiers refusés", about=EVERY),
)
