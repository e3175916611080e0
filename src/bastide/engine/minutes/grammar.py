"""Who promises, who is asked and who is named to do something, read word by word in a sentence.

A subject (« je », « tu », « vous », « on », a person, a service), its pronouns, and a verb of doing
in the present, the future, « aller » or « devoir » with an infinitive, or an imperative. Verbs that
also speak of the meeting itself (« je propose », « je vous présente ») count only with what makes
them a task: a due date, or their own turn of phrase.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bastide.engine.minutes import doing
from bastide.engine.minutes.owner import Owner
from bastide.engine.minutes.spoken import Heard
from bastide.engine.minutes.verbs import infinitive, is_future


@dataclass(frozen=True, slots=True)
class Task:
    """An action read in a sentence: the verb's place, its infinitive (empty when unknown), who is
    to do it, and how it is said: `promise`, `request`, `named` or `together`."""

    at: int
    end: int
    verb: str
    owner: Owner
    said: str


@dataclass(frozen=True, slots=True)
class Word:
    text: str
    start: int
    end: int
    hyphen: bool


def words_of(plain: str) -> list[Word]:
    """The words and stops of an unaccented sentence; apostrophes end a word."""
    found = []
    for match in doing.TOKEN.finditer(plain):
        text = match.group().replace("’", "'")
        found.append(Word(text.rstrip("-"), match.start(), match.end(), text.endswith("-")))
    return found


class Reading:
    """One sentence, read once. `dated`: a due date is in it."""

    def __init__(self, heard: Heard, named: Sequence[Owner], dated: bool) -> None:
        self.plain, self.text = heard.plain, heard.quote
        self.words = words_of(heard.plain)
        self.named = named
        self.dated = dated
        self.asked = heard.plain.rstrip().endswith("?")
        self.loose = dated or bool(doing.TASK.search(heard.plain))
        self.spoken_to = any(o.vocative for o in named)

    def task(self) -> Task | None:
        """The sentence's task: entrusted or listed before all, else the first one said."""
        entrusted = [task for owner in self.named if owner.given for task in self._given(owner)]
        first = next(iter([*entrusted, *self._listed()]), None)
        return first or min(self._said(), key=lambda one: one.at, default=None) or next(
            self._passive(), None
        )  # fmt: skip

    def _said(self) -> Iterator[Task]:
        """The tasks that a subject takes on or is asked."""
        for at, word in enumerate(self.words):
            before = self.words[at - 1] if at else None
            if self._depends(word.start):
                continue
            if word.text in ("je", "j'"):
                yield from self._first(at)
            elif word.text in ("tu", "vous"):
                if before and before.hyphen:
                    yield from self._inverted(at)
                elif not before or before.text not in doing.NO_SUBJECT:
                    yield from self._second(at)
            elif word.text in ("on", "nous") and not self.asked:
                yield from self._together(at)
            elif word.text in ("il", "ce") and self.dated:
                yield from self._due_thing(at)
            elif word.text in ("a", "au", "merci") and at + 1 < len(self.words):
                yield from self._called_on(at)
            if at == 0 or (
                before and before.text in (",", ":", ";", ".", "et", "donc", "ok", "bon", "alors")
            ):
                yield from self._imperative(at)
        for owner in self.named:
            if not owner.given and not self._depends(owner.start):
                yield from self._third(owner)

    def _passive(self) -> Iterator[Task]:
        """« Elle sera publiée par le service », « les plans sont à fournir pour le 15 juin »,
        « à corriger par le maçon »: who must is said after « par », or nobody said."""
        match = doing.TO_BE_DONE.search(self.plain)
        by = doing.BY.search(self.plain, match.end()) if match else None
        if match and (self.dated or match["start"]) and (by or not doing.WILL.match(match.group())):
            name = self.text[by.start("who") : by.end("who")] if by else ""
            owner = Owner(name, match.start(), match.end(), name)
            yield Task(match.start(), match.end(), "", owner, "named")

    def _listed(self) -> Iterator[Task]:
        """« Action : relancer le notaire, responsable Julie », « à faire pour Julie : … »."""
        match = doing.LISTED.match(self.plain)
        if not match:
            return
        at = next((n for n, w in enumerate(self.words) if w.start >= match.end()), len(self.words))
        verb, then = self._infinitive(at)
        if verb:
            owner = self.named[0] if self.named else Owner("", match.start(), match.end())
            yield self._made(then, verb, owner, "named")

    def _depends(self, start: int) -> bool:
        """Whether what begins there hangs on another clause: « que je », « si vous », « où l'on »;
        « il faut que tu » asks all the same."""
        before = self.plain[max(0, start - doing.LOOKED_BACK) : start].rstrip()
        return bool(doing.HANGS.search(before)) and not doing.ASKS_THAT.search(before)

    def _past(self, at: int, denied: list[bool]) -> int:
        """Past the pronouns and small words that stand between a subject and its verb."""
        while at < len(self.words):
            text = self.words[at].text
            if text in ("ne", "n'"):
                denied.append(True)
            elif text not in doing.CLITICS and text not in doing.FILLS:
                break
            at += 1
        return at

    def _text(self, at: int) -> str:
        return self.words[at].text if at < len(self.words) else ""

    def _infinitive(self, at: int, known: bool = False) -> tuple[str, int]:
        """The infinitive at a word or past its pronouns; `known`: of the list of tasks only."""
        then = self._past(at, [])
        text = self._text(then)
        verb = infinitive(text, 0)
        if not verb and not known and len(text) > 4 and text not in doing.NO_VERB \
                and re.search(r"(?:er|ir|re|oir)$", text):  # fmt: skip
            return "?", then
        return verb, then

    def _made(self, at: int, verb: str, owner: Owner, said: str) -> Task:
        word = self.words[at]
        return Task(word.start, word.end, "" if verb == "?" else verb, owner, said)

    def _first(self, at: int) -> Iterator[Task]:
        denied: list[bool] = []
        verb_at = self._past(at + 1, denied)
        word = self._text(verb_at)
        if not word or denied or self.asked:
            return
        owner = Owner("je", self.words[at].start, self.words[at].end)
        if doing.DUTY_1.match(word):
            then = verb_at + 1
            while self._text(then) in ("a", "de", "d'"):
                then += 1
            verb, then = self._infinitive(then, known=word in ("peux", "dois", "compte"))
            if word == "engage" and self.loose and not verb:
                yield self._made(verb_at, "", owner, "promise")
            if (
                verb
                and (verb not in doing.LOOSE or self.loose)
                and not (verb == "?" and not self.dated)
            ):
                yield self._made(then, verb, owner, "promise")
            return
        verb = infinitive(word, 1)
        if word in doing.STATIVE and not (self.dated and word in ("irai", "aurai")):
            return
        if (
            verb
            and (verb not in doing.LOOSE or self.loose)
            and self._text(verb_at + 1) not in ("que", "qu'")
            and not (word == "propose" and self._text(verb_at + 1) in ("le", "de", "d'", "la"))
        ):
            yield self._made(verb_at, verb, owner, "promise")
        elif (
            not verb and (is_future(word, 1) and (self.loose or self._speaks_to(at, verb_at)))
        ) or (
            not verb
            and self.dated
            and len(word) > 2
            and re.search(r"[es]$", word)
            and word not in doing.FEELS
        ):
            yield self._made(verb_at, "", owner, "promise")

    def _speaks_to(self, at: int, verb_at: int) -> bool:
        return any(self._text(n) in doing.TO_US for n in range(at + 1, verb_at))

    def _second(self, at: int) -> Iterator[Task]:
        denied: list[bool] = []
        verb_at = self._past(at + 1, denied)
        word = self._text(verb_at)
        if not word or denied:
            return
        owner = Owner("tu", self.words[at].start, self.words[at].end)
        if word in doing.REQUEST:
            if word in ("voulez", "veux", "voudrez") and self._text(verb_at + 1) != "bien":
                return
            verb, then = self._infinitive(verb_at + 1)
            for_us = any(self._text(n) in doing.TO_US for n in range(verb_at + 1, then))
            if verb and (
                self.asked
                or self.dated
                or for_us
                or self.spoken_to
                or (verb != "?" and verb not in doing.LOOSE)
            ):
                yield self._made(then, verb, owner, "request")
            return
        person = 2 if self._text(at) == "tu" else 5
        verb = infinitive(word, person)
        ends = word.endswith("s") if person == 2 else word.endswith("ez")
        must = (
            self.plain[: self.words[at].start]
            .rstrip()
            .endswith(("il faut que", "faudra que", "faudrait que", "demande que"))
        )
        asks_us = self._speaks_to(at, verb_at)
        strong = (
            self.dated
            or must
            or (self.spoken_to and bool(verb))
            or bool(re.search(r"en (?:occup|charg)|y coll", self.plain))
        )
        future = (
            is_future(word, person)
            and word not in doing.STATIVE
            and (bool(verb) or asks_us or self.dated)
        )
        if self.asked and not (strong or (asks_us and future)):
            return
        tells = word in doing.TELLS and not (verb and self.loose)
        if tells or word in doing.STATIVE or not (verb or ends):
            return
        if strong or future or (asks_us and (self.loose or not word.endswith("iez"))) or (
            verb and verb not in doing.LOOSE
        ):  # fmt: skip
            yield self._made(verb_at, verb, owner, "request")

    def _inverted(self, at: int) -> Iterator[Task]:
        """« pouvez-vous », « peux-tu », « voulez-vous bien »."""
        if self._text(at - 1) in doing.REQUEST:
            verb, then = self._infinitive(at + 1)
            if verb:
                owner = Owner("tu", self.words[at].start, self.words[at].end)
                yield self._made(then, verb, owner, "request")

    def _called_on(self, at: int) -> Iterator[Task]:
        """« à vous de », « à toi de », « merci de », « merci à X de »."""
        if self._text(at) == "merci" and self._text(at + 1) in ("de", "d'"):
            verb, then = self._infinitive(at + 2)
        elif self._text(at + 1) in ("toi", "vous") and self._text(at + 2) in ("de", "d'"):
            verb, then = self._infinitive(at + 3)
        else:
            return
        if verb:
            owner = Owner("tu", self.words[at].start, self.words[at].end)
            yield self._made(then, verb, owner, "request")

    def _together(self, at: int) -> Iterator[Task]:
        denied: list[bool] = []
        verb_at = self._past(at + 1, denied)
        word = self._text(verb_at)
        if (
            not word
            or denied
            or (at and self._text(at - 1) in ("qu'", "que", "si", "quand", "comme"))
        ):
            return
        owner = Owner("on", self.words[at].start, self.words[at].end)
        if word in ("va", "allons", "doit", "devons", "devra"):
            verb, then = self._infinitive(verb_at + 1, known=True)
            if verb and self.dated:
                yield self._made(then, verb, owner, "together")
            return
        person = 3 if self._text(at) == "on" else 4
        verb = infinitive(word, person)
        done = word in ("aura", "aurons") and re.search(r"(?:i|e|is|ert)$", self._text(verb_at + 1))
        if (
            self.dated
            and (verb or done or is_future(word, person))
            and word not in (doing.STATIVE - {"aura"} if done else doing.STATIVE)
        ):
            yield self._made(verb_at, verb, owner, "together")

    def _due_thing(self, at: int) -> Iterator[Task]:
        """« il me les faut le 30 », « ce sera terminé mi-février »: somebody owes it."""
        next_at = self._past(at + 1, [])
        if self._text(next_at) in ("faut", "faudra") and self._speaks_to(at, next_at):
            if self._text(next_at + 1) not in ("que", "qu'"):
                owner = Owner("tu", self.words[at].start, self.words[at].end)
                yield self._made(next_at, "", owner, "request")
        elif self._text(next_at) == "sera" and re.match(
            r"fait|fini|termin|pret|regl|pli|boucl|livr|pos|en place", self._text(next_at + 1)
        ):
            owner = Owner("on", self.words[at].start, self.words[at].end)
            yield self._made(next_at, "", owner, "promise")

    def _imperative(self, at: int) -> Iterator[Task]:
        word = self.words[at]
        text = word.text
        owner = Owner("tu", word.start, word.end)
        if text in ("pense", "pensez", "oublie", "oubliez") or (
            text in ("n'", "ne") and self._text(at + 1).startswith("oubli")
        ):
            for then in range(at + 1, min(at + 5, len(self.words))):
                if infinitive(self._text(then), 0):
                    yield self._made(then, infinitive(self._text(then), 0), owner, "request")
                    return
            return
        if self.asked:
            return
        verb = infinitive(text, 5) or (
            "" if text.endswith("s") else infinitive(text + "s", 2) or infinitive(text, 2)
        )
        clear = word.hyphen or (text.endswith("ez")) or text in ("fais", "mets", "dis", "ecris")
        if (
            text in ("fais", "mets", "dis", "vois", "ecris", "tiens", "prends")
            and not word.hyphen
            and not self.dated
        ):
            return
        if text in ("fais", "mets", "ecris", "prends"):
            verb = infinitive(text, 2)
        if text in ("dis", "dites"):
            verb = "dire" if word.hyphen else ""
        if verb and (clear or verb not in doing.LOOSE or self._text(at + 1) in ("combien", "si")):
            if text in doing.CALLS:
                return
            yield self._made(at, verb, owner, "request")

    def _given(self, owner: Owner) -> Iterator[Task]:
        """« je demande à Karim de », « il revient au service de »."""
        at = next((n for n, w in enumerate(self.words) if w.start >= owner.end), len(self.words))
        for then in range(at, min(at + 5, len(self.words))):
            if self._text(then) in ("de", "d'", "le"):
                verb, then_at = self._infinitive(then + 1)
                if verb:
                    yield self._made(then_at, verb, owner, "named")
                    return

    def _third(self, owner: Owner) -> Iterator[Task]:
        at = next((n for n, w in enumerate(self.words) if w.start >= owner.end), len(self.words))
        denied: list[bool] = []
        while self._text(at) in doing.AGAIN and at < len(self.words):
            at += 1
        verb_at = self._past(at, denied)
        word = self._text(verb_at)
        if not word or denied or (self.asked and not (owner.vocative or word in doing.AUX_3)):
            return
        to_us = any(self._text(n) in doing.TO_US for n in range(at, verb_at + 3))
        if doing.ELSEWHERE.match(self.plain, owner.start) and not to_us:
            return
        if word in doing.AUX_3:
            verb, then = self._infinitive(verb_at + 1, known=not self.dated)
            if self._text(verb_at + 1) == "etre":
                return
            if self.dated and self._text(verb_at + 1) == "avoir":
                yield self._made(verb_at, "", owner, "named")
            if verb and (verb not in doing.LOOSE or self.loose):
                yield self._made(then, verb, owner, "named")
            return
        if word == "a" and self._text(verb_at + 1).startswith("jusqu") and self.dated:
            verb, then = self._infinitive(verb_at + 5)
            yield self._made(verb_at, verb or "", owner, "named")
            return
        if word in ("est", "sont") and self._text(verb_at + 1).startswith("charge"):
            verb, then = self._infinitive(verb_at + 3)
            if verb:
                yield self._made(then, verb, owner, "named")
            return
        verb = infinitive(word, 3) or infinitive(word, 6)
        future = is_future(word, 3) or is_future(word, 6) or (bool(verb) and word.endswith("ra"))
        asks_us = self._speaks_to(at, verb_at)
        if word in doing.STATIVE or word in doing.NO_ACT:
            return
        if verb and (
            self.dated
            or future
            or asks_us
            or (owner.person and verb not in doing.LOOSE)
            or (self.loose and owner.person)
        ):
            yield self._made(verb_at, verb, owner, "named")
        elif (
            not verb
            and (future or (self.dated and owner.person))
            and (self.dated or asks_us)
            and len(word) > 3
        ):
            yield self._made(verb_at, "", owner, "named")
