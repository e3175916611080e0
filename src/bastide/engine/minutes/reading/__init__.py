"""Reading a transcript: from the bytes or the text of a file to the turns of a meeting.

1. `encodings`: bytes to text. 2. The form is told by the content: JSON (`segments`), timed cues
(`cues`), lines that name who speaks (`talk`), else notes. 3. `head`: title, date, people, agenda.
4. `turns`: the cues of one speaker together, with the clock of their parts.

No file makes it fail but one without any word of a meeting: `Unreadable`, in French.
"""

from __future__ import annotations

import re
from pathlib import PurePosixPath

from bastide.engine.minutes.model import Transcript
from bastide.engine.minutes.reading.cues import cues_of, is_cues
from bastide.engine.minutes.reading.encodings import decoded
from bastide.engine.minutes.reading.head import Head, day_of, read_head
from bastide.engine.minutes.reading.heard import Cue, Heard, Unreadable
from bastide.engine.minutes.reading.segments import is_json, segments_of
from bastide.engine.minutes.reading.talk import notes_of, talk_of
from bastide.engine.minutes.reading.turns import assemble

__all__ = ["Heard", "Unreadable", "read", "read_text"]

# Bytes: twelve hours of a transcript with its tags weigh 2 MB.
LARGEST = 20_000_000
MOST_TURNS = 50_000
# Lines of a file, blank ones included: those twelve hours make some 60,000.
MOST_LINES = 500_000
LONG_S = 8 * 3600
EMPTY = "Ce fichier est vide : il n'y a rien à lire."
SILENT = "Aucune parole trouvée dans ce fichier : vérifiez que c'est bien la transcription."
_CLOCK_LINE = re.compile(r"^\s*(?:WEBVTT.*|\d+|\d\S*\s*(?:-{1,2}|[–—])>.*)$")


def read(body: bytes, name: str = "") -> Heard:
    """The meeting that the bytes of a text file hold. Raises `Unreadable`."""
    if len(body) > LARGEST:
        raise Unreadable("Ce fichier dépasse 20 Mo : coupez-le en plusieurs réunions.")
    if not body.strip():
        raise Unreadable(EMPTY)
    text, notices = decoded(body)
    return read_text(text, name, notices)


def read_text(text: str, name: str = "", notices: tuple[str, ...] = ()) -> Heard:
    """As `read`, of a text. `name`: the file's, which may hold the date."""
    if not text.strip():
        raise Unreadable(EMPTY)
    if text.count("\n") > MOST_LINES:
        raise Unreadable(f"Plus de {MOST_LINES} lignes : coupez le fichier en plusieurs.")
    cues, head, told = _cues(text)
    if not any(any(c.isalnum() for c in cue.text) for cue in cues):
        raise Unreadable(SILENT)
    notices += told
    turns, clocks = assemble(cues)
    if len(turns) > MOST_TURNS:
        raise Unreadable(f"Plus de {MOST_TURNS} prises de parole : coupez le fichier en plusieurs.")
    last = max((cue.start or 0.0 for cue in cues), default=0.0)
    if last > LONG_S:
        notices += (
            f"Cette transcription couvre {last / 3600:.0f} heures : est-ce une seule réunion ?",
        )
    stem = PurePosixPath(name.replace("\\", "/")).stem
    transcript = Transcript(
        turns=turns,
        title=head.title,
        day=head.day or day_of(stem),
        present=head.present,
        excused=head.excused,
        agenda=head.agenda,
    )
    return Heard(transcript, clocks, notices)


def _cues(text: str) -> tuple[list[Cue], Head, tuple[str, ...]]:
    if is_json(text):
        try:
            return segments_of(text), Head(), ()
        except Unreadable:
            raise
        except ValueError:
            if text.lstrip().startswith("{"):
                raise Unreadable("Ce JSON est abîmé ou coupé : exportez-le à nouveau.") from None
    if is_cues(text):
        cues, notices = cues_of(text)
        if cues:
            return cues, Head(), notices
        kept = [line for line in text.split("\n") if not _CLOCK_LINE.match(line)]
        text = "\n".join(kept)
        if text.strip():
            told = "Aucun repère de temps lisible : le texte a été lu sans eux."
            found, head, _ = _spoken(text)
            return found, head, (*notices, told)
    return _spoken(text)


def _spoken(text: str) -> tuple[list[Cue], Head, tuple[str, ...]]:
    before, cues = talk_of(text)
    head = read_head(before)
    if cues:
        return [*notes_of(list(head.rest)), *cues], head, ()
    return notes_of(list(head.rest)), head, ()
