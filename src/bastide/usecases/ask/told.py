"""An answer as plain data: for the command line, for exports, for what is kept of a contact."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from bastide.engine.model import Answer, Citation, Statement

# The IPTC's term for what a model made, as AI Act marks use it
# (https://cv.iptc.org/newscodes/digitalsourcetype/).
GENERATED = "https://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia"


def as_data(answer: Answer, keys: dict[int, str] | None = None) -> dict[str, Any]:
    """JSON-ready. `keys` names documents as their source does (else by their number)."""
    return {
        "question": answer.question,
        "mode": answer.mode,
        "silent": answer.silent,
        "confidence": round(answer.confidence, 4),
        "statements": [statement_as_data(s, keys) for s in answer.statements],
        "contacts": [asdict(c) for c in answer.contacts],
        "competence": _competence(answer),
        "suggestions": [
            {
                "id": near.source.id,
                "document": near.source.key,
                "title": near.source.title,
                "url": near.source.url,
                "passage": near.passage,
                "quote": near.quote,
            }
            for near in answer.suggestions
        ],
        "record": asdict(answer.record) if answer.record else None,
        "ai_generated": False,
        "run": {"ms": round(answer.usage.ms, 1), "stage": answer.usage.stage},
        "energy": {"wh_low": answer.usage.wh_low, "wh_high": answer.usage.wh_high},
    }


def statement_as_data(
    said: Statement, keys: dict[int, str] | None = None, *, generated: bool = False
) -> dict[str, Any]:
    """A statement, JSON-ready. `generated`: a model wrote it; marked so (AI Act, article 50(2))."""
    told: dict[str, Any] = {
        "text": said.text,
        "kind": said.kind,
        "headings": list(said.headings),
        "citations": [_citation(c, keys) for c in said.citations],
    }
    if generated:
        told["ai_generated"] = True
        told["digital_source_type"] = GENERATED
    return told


def _competence(answer: Answer) -> dict[str, Any] | None:
    if answer.competence is None:
        return None
    told = asdict(answer.competence)
    del told["words"]
    return told


def _citation(citation: Citation, keys: dict[int, str] | None) -> dict[str, Any]:
    return {
        "document": (keys or {}).get(citation.document, citation.document),
        "passage": citation.passage,
        "title": citation.title,
        "url": citation.url,
        "quote": citation.quote,
        "start": citation.start,
        "end": citation.end,
        "updated": citation.updated.isoformat() if citation.updated else None,
    }
