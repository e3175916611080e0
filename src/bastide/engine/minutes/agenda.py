"""The agenda, read aloud or given, and where each of its points is spoken of.

Without an agenda, subjects are found where the words change (Hearst's TextTiling, 1997), and each
is named by the words it has of its own.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from bastide.engine.french import analyse
from bastide.engine.minutes.spoken import Heard, tidy

_ROLL = re.compile(
    r"ordre du jour\s*(?:,|:|est|nous avons|on a|il y a|comporte"
    r"|appelle|prevoit|qui|aujourd|sont|avec|de (?:la|cette))"
)
_NUMBERED = re.compile(
    r"(?:^|[,;.:]\s*|\bet\s+)(?:(?:en\s+)?(?:premier|deuxieme|troisieme|quatrieme|cinquieme"
    r"|sixieme|dernier)"
    r"(?:ement|\s+(?:point|lieu|sujet))?|premierement|deuxiemement|troisiemement|enfin|ensuite"
    r"|puis|\d{1,2}[.)°])\s*,?\s*"
)
_MOVES_ON = re.compile(
    r"\b(?:point (?:suivant|numero|n°)|(?:premier|deuxieme|troisieme|quatrieme|cinquieme|sixieme"
    r"|dernier) (?:point|sujet)"
    r"|passons|on passe (?:a|au|aux)|je passe (?:a|au|aux)|on (?:attaque|commence par|enchaine)"
    r"|on en vient|j['’]en viens|autre sujet|questions? diverses|tour de table)\b"
)
# Words of any meeting: they name no subject.
_EVERYWHERE = frozenset(
    analyse(
        "semaine mois jour année fois réunion question point service heure matin lundi mardi "
        "mercredi jeudi vendredi samedi dimanche janvier février mars avril juin juillet août "
        "septembre octobre novembre décembre chose gens monde cas temps moment exemple "
        "problème personne merci bonjour accord madame monsieur début milieu prochain dernier"
    )
)
# Sentences on each side of a place where the subject may change.
_SIDE = 8
_LEAST = 12


def roll(heard: Sequence[Heard]) -> tuple[str, ...]:
    """The points of an agenda read aloud near the beginning; nothing when there is none."""
    for place, one in enumerate(heard[: max(20, len(heard) // 10)]):
        match = _ROLL.search(one.plain)
        if not match:
            continue
        said = one.quote[match.end() :]
        if ":" in said[:60]:
            said = said[said.index(":") + 1 :]
        points = _points(said)
        if len(points) < 2 and place + 1 < len(heard):
            for near in heard[place + 1 : place + 6]:
                if near.turn.speaker != one.turn.speaker:
                    break
                points += _points(near.quote) if _NUMBERED.search(near.plain) else []
        if len(points) >= 2:
            return tuple(points)
    return ()


def _after_roll(heard: Sequence[Heard]) -> int:
    """The first sentence after the agenda read aloud, 0 when it was not: its points are named
    there, not spoken of."""
    for place, one in enumerate(heard[: max(20, len(heard) // 10)]):
        if not (match := _ROLL.search(one.plain)):
            continue
        end = place + 1
        if len(_points(one.quote[match.end() :])) < 2:
            for near in heard[end : end + 5]:
                if near.turn.speaker != one.turn.speaker:
                    break
                end = near.place + 1 if _NUMBERED.search(near.plain) else end
        return end
    return 0


def _points(said: str) -> list[str]:
    pieces = re.split(
        r"\s*[,;]\s*(?:et\s+)?|\s+et\s+(?=(?:enfin|puis|pour finir|les? |la |l['’]|un |une ))",
        said.strip(" .:"),
    )
    found = []
    for piece in pieces:
        short = re.sub(
            r"^(?:en\s+)?(?:(?:premier|deuxième|troisième|quatrième|cinquième|sixième|dernier)"
            r"(?:ement|ment|\s+(?:point|lieu|sujet))?|enfin|puis"
            r"|ensuite|et|pour finir|euh|donc|d['’]abord|tout d['’]abord|point)\b[\s,]*",
            "",
            piece,
            flags=re.I,
        )
        short = (
            re.sub(
                r"^(?:le point sur|un point sur|les?|la|l['’]|un|une|du|des?)\s*",
                "",
                short,
                flags=re.I,
            )
            if len(short.split()) > 1
            else short
        )
        counted = re.fullmatch(r"\w+ (?:points?|sujets?)", short)
        if 1 <= len(short.split()) <= 16 and len(short) > 3 and not counted:
            found.append(tidy(short).rstrip("."))
    return found


def parts(heard: Sequence[Heard], agenda: Sequence[str]) -> list[tuple[str, int, int]]:
    """The meeting cut in points: title, first sentence, end. The whole meeting is covered."""
    if not heard:
        return []
    if agenda:
        return _by_agenda(heard, agenda)
    return _by_subject(heard)


def _by_agenda(heard: Sequence[Heard], agenda: Sequence[str]) -> list[tuple[str, int, int]]:
    """Each point begins where its words are said best after the point before it."""
    words = [Counter(analyse(one.quote)) for one in heard]
    begins: list[tuple[int, str]] = []
    floor = _after_roll(heard)
    for title in agenda:
        sought = set(analyse(title))
        best, where = 0.0, -1
        for place in range(floor, len(heard)):
            near = sum((words[n] for n in range(place, min(place + 4, len(heard)))), Counter())
            share = sum(1 for w in sought if near[w]) / (len(sought) or 1)
            if not share:
                continue
            share += 0.5 if _MOVES_ON.search(heard[place].plain) else 0
            share += 0.3 * sum(1 for w in sought if words[place][w]) / (len(sought) or 1)
            if share > best + 1e-9:
                best, where = share, place
            if best >= 1.3:
                break
        if where >= 0 and best >= 0.5:
            begins.append((where, title))
            floor = where + 1
    if not begins:
        return _by_subject(heard)
    begins[0] = (0, begins[0][1])
    ends = [place for place, _ in begins[1:]] + [len(heard)]
    return [(title, place, end) for (place, title), end in zip(begins, ends, strict=True)]


def _by_subject(heard: Sequence[Heard]) -> list[tuple[str, int, int]]:
    words = [Counter(w for w in analyse(one.quote) if len(w) > 3) for one in heard]
    asked = max(1, min(8, len(heard) // 40))
    scored = []
    for place in range(_LEAST, len(heard) - _LEAST):
        left = sum(words[max(0, place - _SIDE) : place], Counter())
        right = sum(words[place : place + _SIDE], Counter())
        shared = sum(min(left[w], right[w]) for w in left if w in right)
        total = min(sum(left.values()), sum(right.values())) or 1
        bonus = 0.5 if _MOVES_ON.search(heard[place].plain) else 0.0
        scored.append((1 - shared / total + bonus, place))
    cuts: list[int] = []
    for _, place in sorted(scored, key=lambda one: (-one[0], one[1])):
        if len(cuts) >= asked - 1:
            break
        if all(abs(place - other) >= _LEAST for other in cuts):
            cuts.append(place)
    bounds = [0, *sorted(cuts), len(heard)]
    everywhere = Counter(w for one in words for w in one)
    return [
        (_name(heard[a:b], words[a:b], everywhere, len(heard)), a, b)
        for a, b in zip(bounds, bounds[1:], strict=False)
    ]


def _name(
    heard: Sequence[Heard], words: Sequence[Counter[str]], everywhere: Counter[str], count: int
) -> str:
    """The words a part has of its own, as they were said."""
    here = Counter(w for one in words for w in one)
    for word in _EVERYWHERE:
        here.pop(word, None)
    ranked = sorted(here, key=lambda w: (-here[w] * (here[w] / everywhere[w]), w))[:3]
    shown: list[str] = []
    for stem in ranked:
        for one in heard:
            written = next(
                (w for w in re.findall(r"[^\W\d_]{4,}", one.quote) if analyse(w) == [stem]), ""
            )
            if written:
                shown.append(written.lower())
                break
    title = ", ".join(shown)
    return title[:1].upper() + title[1:]
