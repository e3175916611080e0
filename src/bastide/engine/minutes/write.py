"""The minutes of a meeting, without any model.

1. Turns are cut into sentences, which keep their place in the turn (`spoken`).
2. Who is there, who is excused, the agenda, the day of the next meeting.
3. Decisions with their votes (`decide`), then actions with owner and due date (`act`).
4. Points of attention and open questions (`watch`).
5. The summary: the sentences that say most, point by point, within a budget of words (`summary`).
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from bastide.engine.deadlines import next_meeting
from bastide.engine.minutes import agenda as agendas
from bastide.engine.minutes.act import actions
from bastide.engine.minutes.decide import cue, decisions
from bastide.engine.minutes.model import Minutes, Transcript
from bastide.engine.minutes.people import excused, participants, people
from bastide.engine.minutes.spoken import Heard, hear
from bastide.engine.minutes.summary import summarise
from bastide.engine.minutes.watch import attention, questions

# Words of the summary when nobody says how many, by kind; « relevé de décisions » has a short one.
RECORD = "procès-verbal"  # its document names the speaker of each line by itself
WORDS = {"compte-rendu": 400, "relevé de décisions": 120, RECORD: 1200}


def write(
    transcript: Transcript, *, kind: str = "compte-rendu", words: int | None = None
) -> Minutes:
    """The minutes of a transcript; an empty transcript gives empty minutes.

    `kind`: a key of `WORDS`. `words`: most words of the summary's lines together.
    """
    heard = hear(transcript.turns)
    away = excused(transcript, heard)
    present = participants(transcript, away)
    who = people([*present, *away])
    points = transcript.agenda or agendas.roll(heard)
    again = _next_meeting(heard, transcript.day)
    cues = [found for one in heard if (found := cue(one))]
    decided = frozenset(found.heard.place for found in cues)
    settled = decisions(cues, heard)
    tasks = actions(heard, who, transcript.day, again, decided)
    taken = decided | _places(heard, [task.said.quote for task in tasks])
    budget = WORDS.get(kind, WORDS["compte-rendu"]) if words is None else words
    return Minutes(
        transcript.title,
        transcript.day,
        present,
        away,
        points,
        summarise(heard, points, budget, named=kind != RECORD),
        tuple(settled),
        tuple(tasks),
        attention(heard, taken),
        questions(heard, taken),
    )


def _places(heard: Sequence[Heard], quotes: Sequence[str]) -> frozenset[int]:
    sought = set(quotes)
    return frozenset(one.place for one in heard if one.quote in sought)


def _next_meeting(heard: Sequence[Heard], day: date | None) -> date | None:
    return next((found for one in reversed(heard) if (found := next_meeting(one.quote, day))), None)
