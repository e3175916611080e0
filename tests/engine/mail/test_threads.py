"""Mails put together in conversations."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

from bastide.engine.mail.model import Message
from bastide.engine.mail.threads import bare_subject, threads

US, ANA, BOB = "mairie@chimerac.example", "ana@courriel.example", "bob@courriel.example"
DAY = datetime(2026, 3, 10, 9)


def mail(key, sender, to, subject="Bac", days=0, answers=(), body="", sent=DAY):
    when = sent + timedelta(days=days) if sent else None
    return Message(key, sender, "", tuple(to), subject, when, body or key, answers=tuple(answers))


def keys(found):
    return [tuple(m.key for m in thread) for thread in found]


def test_a_reply_joins_the_mail_that_it_answers():
    one = mail("<1>", ANA, [US], "Bac")
    two = mail("<2>", US, [ANA], "Votre demande", 1, ["<1>"])
    three = mail("<3>", BOB, [US], "Bac", 2)
    assert keys(threads([two, three, one])) == [("<3>",), ("<1>", "<2>")]


def test_mails_that_answer_a_missing_one_are_together():
    one = mail("<2>", ANA, [US], "a", answers=["<lost>"])
    two = mail("<3>", BOB, [US], "b", 1, answers=["lost"])
    assert keys(threads([one, two])) == [("<2>", "<3>")]


def test_the_same_subject_joins_the_same_people():
    one = mail("<1>", ANA, [US], "Bac cassé")
    again = mail("<2>", ANA, [US], "RE : TR: [externe] Bac  cassé", 5)
    answer = mail("<3>", US, [ANA], "Re: bac cassé", 6)
    other = mail("<4>", BOB, [US], "Bac cassé", 1)
    shared = mail("<5>", US, [ANA, "voirie@chimerac.example"], "Re: Bac cassé", 7)
    late = mail("<6>", ANA, [US], "Bac cassé", 300)
    found = keys(threads([one, other, again, answer, shared, late]))
    assert found == [("<6>",), ("<1>", "<2>", "<3>", "<5>"), ("<4>",)]


def test_an_empty_subject_joins_nothing():
    assert len(threads([mail("<1>", ANA, [US], ""), mail("<2>", ANA, [US], "Re: ")])) == 2


def test_a_copy_is_kept_once():
    one = mail("<1>", ANA, [US], body="a")
    forged = mail("<1>", BOB, [US], body="b")
    assert keys(threads([one, one, forged])) == [("<1>", "<1>")]
    assert threads([]) == []


def test_dates_of_every_kind_are_ordered():
    paris = timezone(timedelta(hours=1))
    one = mail("<1>", ANA, [US], sent=datetime(2026, 3, 10, 9, 30, tzinfo=paris))
    two = mail("<2>", ANA, [US], sent=datetime(2026, 3, 10, 9))
    none = mail("<3>", ANA, [US], sent=None, answers=["<1>"])
    early = mail("<4>", ANA, [US], sent=datetime.min.replace(tzinfo=paris), answers=["<1>"])
    far = mail("<5>", ANA, [US], sent=datetime.max.replace(tzinfo=UTC), answers=["<1>"])
    assert keys(threads([two, one, none, early, far])) == [("<4>", "<3>", "<1>", "<2>", "<5>")]


def test_a_bomb_of_mails_is_put_together_too():
    many = [mail(f"<{n}>", f"u{n}@courriel.example", [US], "Bac", n % 7) for n in range(3000)]
    chain = [mail(f"<c{n}>", ANA, [US], f"s{n}", n % 90, [f"<c{n - 1}>"]) for n in range(1, 3000)]
    found = threads([*many, *chain])
    assert len(found) == 3001
    assert max(len(thread) for thread in found) == 2999


def test_marks_before_a_subject_are_left_out():
    assert bare_subject("RE: Tr : [EXT] Fwd: Éclairage !") == "eclairage"
    assert bare_subject("Re[2]: Relance : bac") == "bac"
    assert bare_subject("Région") == "region"
