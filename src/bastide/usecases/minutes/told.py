"""The minutes as JSON's data, for the command line."""

from __future__ import annotations

from typing import Any

from bastide.engine.minutes.model import Minutes, Said, Votes


def as_data(minutes: Minutes, run: dict[str, Any]) -> dict[str, Any]:
    """Times in seconds from the beginning; days in ISO 8601. `run`: what it took."""
    return {
        "participants": list(minutes.participants),
        "excused": list(minutes.excused),
        "agenda": list(minutes.agenda),
        "summary": [
            _said(said) | {"point": point.title}
            for point in minutes.summary
            for said in point.lines
        ],
        "decisions": [
            {
                "text": one.said.text,
                "votes": _votes(one.votes),
                "adopted": one.adopted,
                "quote": one.said.quote,
                "speaker": one.said.speaker,
                "start": _start(one.said),
            }
            for one in minutes.decisions
        ],
        "actions": [
            {
                "what": one.what,
                "who": one.who,
                "due": one.due.isoformat() if one.due else None,
                "quote": one.said.quote,
                "speaker": one.said.speaker,
                "start": _start(one.said),
            }
            for one in minutes.actions
        ],
        "attention": [_said(one) for one in minutes.attention],
        "questions": [_said(one) for one in minutes.questions],
        "run": run,
    }


def _said(said: Said) -> dict[str, Any]:
    return {
        "text": said.text,
        "quote": said.quote,
        "speaker": said.speaker,
        "start": _start(said),
    }


def _start(said: Said) -> float | None:
    return None if said.start is None else round(said.start, 3)


def _votes(votes: Votes | None) -> dict[str, Any] | None:
    """Nobody is against a unanimous vote."""
    if votes is None:
        return None
    against = 0 if votes.unanimous and votes.against is None else votes.against
    return {
        "for": votes.for_,
        "against": against,
        "abstentions": votes.abstentions,
        "unanimous": votes.unanimous,
    }
