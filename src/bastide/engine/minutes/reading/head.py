"""What a transcript or notes say of the meeting before it begins: title, date, who, agenda.

« Présents : », « Excusés : », « Ordre du jour : », « Date : », « Objet : », their words on the
same line or in the list below. Lines that say so are not speech.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from bastide.engine.french import fold
from bastide.engine.pieces.dates import find_dates

_FIELDS = {
    "present": r"(?:etaient |sont |membres )?(?:presente?s?|participants?|participantes)"
    r"(?: \(?e?s?\)?)?|personnes presentes|assistaient a la reunion",
    "excused": r"(?:etaient |sont )?(?:absente?s? )?(?:excusee?s?|absente?s?)(?: ou absents| et"
    r" excuses)?|absents excuses",
    "agenda": r"ordre du jour(?: de la (?:seance|reunion))?|odj|points? a l'ordre du jour|agenda",
    "day": r"date(?: de la (?:seance|reunion))?|seance du|reunion du",
    "title": r"objet|titre|reunion|instance|sujet|intitule",
    "other": r"lieu|heures?|horaires?|duree|animateurs?|animation|redacteurs?|redaction|"
    r"secretaire(?: de seance)?|diffusion|rapporteurs?|quorum|pouvoirs?|invites?|visio",
}
_FIELD = {
    name: re.compile(rf"^[\s*_#]*(?:{pattern})[\s*_]*(?::[\s*_]*(?P<text>.*)|(?P<none>))$")
    for name, pattern in _FIELDS.items()
}
_BULLET = re.compile(r"^\s*(?:[-–—•*·▪◦‣]|\d{1,2}\s?[.)°/-]|[a-z]\))\s*(?=\S)", re.I)
_DATED_NAME = re.compile(r"(?<!\d)(20\d\d)[-_.]?(0[1-9]|1[0-2])[-_.]?(0[1-9]|[12]\d|3[01])(?!\d)")
_DURATION = re.compile(r"^\s*(?:\d+\s*h\s*)?(?:\d+\s*m(?:in)?\s*)?(?:\d+\s*s)?\s*$", re.I)
_ENGLISH = re.compile(
    r"\b(January|February|March|April|May|June|July|August|September|October|November|December)"
    r"\s+(\d{1,2}),\s*(20\d\d)"
)
_MONTHS = (
    "January February March April May June July August September October November December".split()
)
# Lines of the head: further down, « Présents : » is a subject like another.
MOST_LINES = 60
LONGEST_TITLE = 120


@dataclass(frozen=True, slots=True)
class Head:
    """`rest`: the lines that say none of this, blank ones included."""

    title: str = ""
    day: date | None = None
    present: tuple[str, ...] = ()
    excused: tuple[str, ...] = ()
    agenda: tuple[str, ...] = ()
    rest: tuple[str, ...] = ()


def read_head(lines: Sequence[str]) -> Head:
    """The facts of the first lines, and the others as they are."""
    told: dict[str, list[str]] = {name: [] for name in _FIELDS}
    rest: list[str] = []
    open_field = ""
    for number, line in enumerate(lines):
        name, text = _field(line) if number < MOST_LINES else ("", "")
        if name:
            told[name] += [text] if text else []
            open_field = name if not text or name in ("present", "excused", "agenda") else ""
            fresh = not text
        elif open_field and not line.strip():
            open_field = open_field if fresh else ""  # a blank line between a heading and its list
        elif open_field and (_BULLET.match(line) or (fresh and open_field != "other")):
            told[open_field].append(_BULLET.sub("", line).strip())
            fresh = fresh and not _BULLET.match(line) and open_field not in ("day", "title")
            open_field = "" if open_field in ("day", "title") else open_field
        else:
            open_field = ""
            rest.append(line)
    title, day, rest = _titled(told, rest)
    return Head(
        title=title,
        day=day,
        present=people(told["present"]),
        excused=people(told["excused"]),
        agenda=points(told["agenda"]),
        rest=tuple(rest),
    )


def people(texts: Sequence[str]) -> tuple[str, ...]:
    """Persons, one each, out of lists in words: « Mme Exemple, maire ; M. Modèle et Zoé »."""
    found: list[str] = []
    for text in texts:
        parts = re.split(r"[;\n•]", text) if ";" in text else re.split(r",|\n|•", text)
        for part in parts:
            for one in re.split(r"\s+et\s+(?=[A-ZÀ-Ý])", part):
                said = " ".join(one.split()).strip(" .")
                if not said:
                    continue
                if found and said[0].islower() and ";" not in text:
                    found[-1] += f", {said}"  # the office of the one before
                else:
                    found.append(said)
    return tuple(dict.fromkeys(found))


def points(texts: Sequence[str]) -> tuple[str, ...]:
    """The points of an agenda, without their numbers."""
    found: list[str] = []
    for text in texts:
        for part in re.split(r"\n|;|(?<=[.;])\s+(?=\d{1,2}[.)]\s)", text):
            said = " ".join(_BULLET.sub("", part).split()).strip(" .;")
            if said:
                found.append(said)
    return tuple(dict.fromkeys(found))


def day_of(text: str) -> date | None:
    """The first day that a text says, in French or as Teams writes it in English."""
    found = find_dates(text)
    if found:
        return found[0][2]
    english = _ENGLISH.search(text)
    named = _DATED_NAME.search(text)
    try:
        if english:
            return date(int(english[3]), _MONTHS.index(english[1]) + 1, int(english[2]))
        return date(int(named[1]), int(named[2]), int(named[3])) if named else None
    except ValueError:
        return None


def _field(line: str) -> tuple[str, str]:
    if len(line) > 2000:
        return "", ""
    folded = _folded(line)
    for name, pattern in _FIELD.items():
        match = pattern.match(folded)
        if match:
            text = match["text"]
            if text is None and name in ("title", "day", "other"):
                continue  # a word alone on its line may be the title itself
            return name, line[len(line) - len(text) :].strip(" *_") if text else ""
    return "", ""


def _folded(line: str) -> str:
    """Folded letter by letter, so that places stay; typographic apostrophes made plain."""
    plain = line.replace("’", "'").replace("\u00a0", " ")
    return "".join(one if len(one := fold(c)) == 1 else c.lower()[:1] for c in plain)


def _titled(told: dict[str, list[str]], rest: list[str]) -> tuple[str, date | None, list[str]]:
    """The title and the date, from their fields, else from the first lines of the rest."""
    title = next((t for t in told["title"] if t), "")
    day = next((d for text in told["day"] if (d := day_of(text))), None)
    kept = list(rest)
    at = 0
    while at < len(kept) and at < 8:
        line = " ".join(kept[at].strip(" #*_").split())
        after = kept[at + 1] if at + 1 < len(kept) else ""
        alone = not after.strip() or _is_date(after) or bool(_DURATION.match(after))
        if not line:
            at += 1
        elif _DURATION.match(line) or _is_date(line):
            day = day or day_of(line)
            kept.pop(at)
        elif not title and alone and _is_title(line):
            title, day = line, day or day_of(line)
            kept.pop(at)
        else:
            break
    return title, day or day_of(title), kept


def _is_title(line: str) -> bool:
    ended = line.endswith((".", "!", "?", ",", ";"))
    return len(line) <= LONGEST_TITLE and not ended and not _BULLET.match(line) and ":" not in line


def _is_date(line: str) -> bool:
    """Whether a line is a date and nothing else, its hour apart."""
    if not 0 < len(line.strip()) < 50 or day_of(line) is None:
        return False
    left = _ENGLISH.sub("", line)
    for start, end, _ in reversed(find_dates(left)):
        left = left[:start] + left[end:]
    return sum(c.isalpha() for c in left) <= 12 and not _DATED_NAME.search(left)
