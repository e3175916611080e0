"""Who was there, who was excused, and who a name said in the meeting is.

Names come from the speakers, from the head of the transcript, and from a roll called aloud
(« sont excusés… », « donne pouvoir à… », « présents : … »).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from bastide.engine.days import unaccented
from bastide.engine.french import fold
from bastide.engine.minutes.model import Transcript
from bastide.engine.minutes.spoken import Heard

_UPPER = "A-ZÀ-ÖØ-Þ"
_WORD = rf"[{_UPPER}][\w’']*(?:-[{_UPPER}]?[\w’']+)*"
_TITLE = r"(?:MM?\.|Mr\.?|Mmes?|Mlle|Me|Dr|Monsieur|Madame|Mademoiselle|Ma[îi]tre|Docteure?)"
NAME = rf"(?:{_TITLE}\s+)?{_WORD}(?:\s+(?:d[eu]\s+|d['’]|des\s+|le\s+|la\s+)?{_WORD}){{0,3}}"
_TITLED = re.compile(rf"^{_TITLE}\s+")
_EXCUSED = re.compile(
    r"(?i:\b(?:sont|est|étai(?:t|ent))\s+(?:donc\s+|aujourd['’]hui\s+)?(?:absente?s?(?:\s+et)?\s+)?"
    r"excusée?s?|\bexcusée?s?\s*:|\babsente?s?\s+excusée?s?|\b(?:s['’]excusent?|se sont excusée?s?"
    r"|s['’]est excusée?|ne (?:peut|peuvent|pourra|pourront) (?:pas|être)|(?:m['’]a|nous a|ont)"
    r" demandé de (?:l['’]|les )excuser|nous prie(?:nt)? de (?:l['’]|les )excuser|à excuser"
    r"|donnent? (?:procuration|pouvoir)|a donné (?:procuration|pouvoir)|excuser)\b)"
)
_POWER = re.compile(r"(?i:\b(?:pouvoir|procuration)s?\s+(?:à|de)\s+)" + rf"{NAME}")
_PRESENT = re.compile(r"(?i:\b(?:sont présente?s?|présente?s?\s*:|autour de la table)\s*:?)")
# Labels of a machine, and what is no person.
_NUMBERED = re.compile(
    r"^(?:speaker|locuteur|locutrice|intervenante?|participante?|orateur|oratrice|inconnue?"
    r"|unknown|personne|voix|p|spk)[\s_-]*\d*[a-z]?$",
    re.IGNORECASE,
)
_NO_NAME = frozenset(
    "le la les un une des je tu il elle on nous vous ils elles ce cette ces mon ma mes notre votre "
    "et ou mais donc alors bon bien oui non ok merci bonjour bonsoir pour par dans avec sans sur "
    "chez pas que qui quoi si en au aux du de madame monsieur mesdames messieurs voila enfin sont "
    "est excuses excuse absents presents presente pouvoir pouvoirs lundi mardi mercredi jeudi "
    "vendredi samedi dimanche c'est j'ai d'accord tout tous toute toutes il y a ensuite puis ca "
    "cela lui leur eux moi toi euh apres avant tres aussi ainsi parce comme quand attention "
    "action decision point ordre compte question reponse note rappel objet".split()
)


@dataclass(frozen=True, slots=True)
class People:
    """Everybody of a meeting, and how each is called: words of the name → the name as written.

    `labels`: finds any of the names in unaccented text, in any case; by unaccented name in `plain`.
    """

    names: tuple[str, ...]
    called: dict[str, str]
    labels: re.Pattern[str]
    plain: dict[str, str]

    def known(self, said: str) -> str:
        """The participant of that name, or what was said when nobody or several are called so."""
        words = [fold(w) for w in re.findall(rf"{_WORD}|\w+", _TITLED.sub("", said))]
        for word in (" ".join(words), *reversed(words)):
            if self.called.get(word):
                return self.called[word]
        return said.strip()


def people(names: Iterable[str]) -> People:
    """How those who were named may be called: the whole name, or a word that is of one only."""
    kept = tuple(dict.fromkeys(name.strip() for name in names if name.strip()))
    called: dict[str, str] = {}
    for name in kept:
        bare = re.sub(r"\s*[(,].*$", "", _TITLED.sub("", name))
        words = [fold(w) for w in bare.split() if len(w) > 1]
        for word in {" ".join(words), *words}:
            if word in _NO_NAME or _NUMBERED.match(word):
                continue
            called[word] = "" if called.get(word, name) != name else name
    plain = {unaccented(name): name for name in reversed(kept)}
    either = "|".join(re.escape(one) for one in sorted(plain, key=len, reverse=True)) or r"(?!)"
    return People(kept, called, re.compile(rf"(?<!\w)(?:{either})(?!\w)"), plain)


def excused(transcript: Transcript, heard: Sequence[Heard]) -> tuple[str, ...]:
    """Those excused in the head of the transcript or aloud, in the first quarter of the meeting."""
    found = list(transcript.excused)
    for one in heard[: max(40, len(heard) // 4)]:
        said = one.quote
        if not _EXCUSED.search(said) or "?" in said:
            continue
        found += _names(_POWER.sub("", said))
    speakers = {fold(t.speaker) for t in transcript.turns}
    return tuple(dict.fromkeys(name for name in found if fold(name) not in speakers))


def participants(transcript: Transcript, away: Sequence[str]) -> tuple[str, ...]:
    """Those said present and those who spoke, in order; a machine's label is kept as it is."""
    found = [*transcript.present]
    known = people(found)
    found += [known.known(turn.speaker) for turn in transcript.turns if turn.speaker]
    gone = {fold(name) for name in away}
    return tuple(dict.fromkeys(n for n in found if n and fold(n) not in gone))


def _names(said: str) -> list[str]:
    found = []
    for match in re.finditer(NAME, said):
        name = match.group().strip()
        words = [w for w in name.split() if fold(w) not in _NO_NAME]
        if not words or fold(words[0]) in _NO_NAME:
            continue
        whole = " ".join(words)
        if _TITLED.match(name) and not _TITLED.match(whole):
            whole = name
        if len(whole) > 2 and not whole.isupper():
            found.append(whole)
    return found


def is_label(name: str) -> bool:
    """Whether a speaker's name is a machine's label: « SPEAKER_01 », « Intervenant 2 »."""
    return bool(_NUMBERED.match(name.strip()))
