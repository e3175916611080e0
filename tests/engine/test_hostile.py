"""Every reader of texts, fed with long runs: four times the text asks some four times the work.

The processor time of a text is compared with that of a text four times as long: 4 when the work
grows with the text, 16 with its square. Times too short to be compared count for nothing, and a
ratio is judged on the best of several tries: a busy machine slows both alike.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import date, datetime

import pytest

from bastide.engine import contacts, days, numerals, sentences
from bastide.engine import deadlines as meeting_due
from bastide.engine.mail import awaited, due, features, quoted, said, signature, subjects, threads
from bastide.engine.mail.model import Message
from bastide.engine.mail.triage import cold
from bastide.engine.mail.understand import understand
from bastide.engine.minutes import clauses, grammar, spoken, votes
from bastide.engine.minutes.model import Transcript, Turn
from bastide.engine.minutes.reading import Unreadable, read_text
from bastide.engine.minutes.reading import head as meeting_head
from bastide.engine.minutes.write import write
from bastide.engine.mood import features as mood_features
from bastide.engine.mood import judge, turns
from bastide.engine.personal import personal

DAY = date(2026, 3, 10)
LENGTH, TIMES = 1_000, 4
# Seconds of processor under which a long text costs nothing worth comparing, and the ratio above
# which the work no longer grows with the text: half way between 4 and 16, on a scale of powers.
CHEAP, STEEPEST = 0.04, 8.5
TRIES = 3


def _minutes(text: str) -> object:
    return write(Transcript((Turn(0, text, "Nadia"), Turn(1, "D'accord.", "Paul")), day=DAY))


def _mail(text: str) -> object:
    sent = datetime(2026, 3, 10, 9)
    message = Message("<a@b>", "a@b.example", "", ("c@d.example",), text[:500], sent, text)
    return understand([message], cold(()), today=DAY, ours=lambda _: False, language="fr")


def _transcript(text: str) -> object:
    try:
        return read_text(text)
    except Unreadable:
        return None


READERS: dict[str, Callable[[str], object]] = {
    "due_dates": lambda text: meeting_due.due_dates(text, DAY),
    "next_meeting": lambda text: meeting_due.next_meeting("prochaine réunion " + text, DAY),
    "days_ahead": lambda text: due.days_ahead(text, DAY),
    "days": lambda text: days.days(text, DAY),
    "months": lambda text: days.months(text, DAY),
    "numerals": numerals.numerals,
    "votes": votes.votes,
    "clauses": lambda text: list(clauses.clauses(text)),
    "cut": lambda text: list(spoken.cut(text)),
    "tidy": spoken.tidy,
    "words_of": grammar.words_of,
    "minutes": _minutes,
    "transcript": _transcript,
    "head": lambda text: meeting_head.read_head(text.split("\n")),
    "day_of": meeting_head.day_of,
    "contacts": contacts.found,
    "units": sentences.units,
    "set_apart": quoted.set_apart,
    "signature": lambda text: signature.signature(text.split("\n")),
    "closes": signature.closes,
    "forwards": lambda text: quoted.forwards(text, text),
    "bare_subject": threads.bare_subject,
    "said": said.sentences,
    "idle": awaited.idle,
    "features": features.features,
    "heard": subjects.heard,
    "mail": _mail,
    "mood": judge.judge,
    "mood features": mood_features.see,
    "turns": turns.citizens_words,
    "personal": personal,
}
# What stands before, what is repeated, what stands after.
HOSTILE = [
    ("1", " ", ""), ("le ", "\t", "mars"), ("avant", "\n", "12"), ("a", "\u00a0", "b"),
    ("", "0", ""),
    ("1", " 1", ""), ("", "a", ""), ("", "A", ""), ("x", "é", "y"), ("", "-", ""), ("", ".", ""),
    ("", "a.", ""), ("", "a-", ""), ("", "a'", ""), ("", "1/", ""), ("", "1,", ""), ("", "> ", ""),
    ("", ">", ""), ("", "(", ""), ("", "«", ""), ("", "de la ", ""), ("", "avant le ", ""),
    ("", "euh ", ""), ("", "le le ", ""), ("", "lundi ", ""), ("", "mars ", ""), ("", "sous ", ""),
    ("", "deux ", ""), ("", "Jean ", ""), ("", "M. ", ""), ("", "Le x a écrit :\n", ""),
    ("", "De : a\n", ""), ("", "00:", ""), ("", "a@", ""), ("", "on va faire ", ""),
    ("", "pour le prochain ", ""), ("", ":\n", ""), ("", "?", ""), ("", "re: ", ""), ("", "_", ""),
    ("", "*", ""), ("", "[", ""), ("", "à la ", ""), ("", "n° ", ""), ("", "d'ici ", ""),
    ("", "\u200b", ""), ("", "🙂", ""), ("", "ha", ""), ("", "\r\n", ""), ("", "1 rue ", ""),
    ("", "jusqu'au plus tard ", ""),
]  # fmt: skip


def spent(read: Callable[[str], object], text: str) -> float:
    begun = time.process_time()
    read(text)
    return time.process_time() - begun


def steep(read: Callable[[str], object], hostile: tuple[str, str, str]) -> float:
    """The least ratio of the tries; 0 when the long text costs nothing worth comparing."""
    before, again, after = hostile
    short = before + (again * LENGTH)[:LENGTH] + after
    long = before + (again * LENGTH * TIMES)[: LENGTH * TIMES] + after
    best = float("inf")
    for _ in range(TRIES):
        costs = spent(read, long)
        if costs < CHEAP:
            return 0.0
        best = min(best, costs / max(spent(read, short), CHEAP / 100))
        if best < STEEPEST:
            break
    return best


@pytest.mark.parametrize("reader", READERS)
def test_a_run_is_read_in_time_that_grows_with_it(reader: str) -> None:
    steepest = {
        hostile: ratio
        for hostile in HOSTILE
        if (ratio := steep(READERS[reader], hostile)) >= STEEPEST
    }
    assert not steepest


def test_the_measure_tells_a_square_from_a_line() -> None:
    def line(text: str) -> int:
        return sum(ord(c) for _ in range(600) for c in text)

    def square(text: str) -> int:
        return sum(ord(c) for at in range(0, len(text), 3) for c in text[at:])

    assert steep(line, ("", "a", "")) < STEEPEST < steep(square, ("", "a", ""))
