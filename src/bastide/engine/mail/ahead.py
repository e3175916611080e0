"""Days to come, as mails say them: « vendredi », « sous quinzaine », « fin mars », « 15/03 ».

They are read from the day on which the mail was sent. A day without a year is the nearest one,
rather to come than past. Days « ouvrés » or « ouvrables » are counted from Monday to Friday, public
holidays not left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta

from bastide.engine.counting import last, later, made, working_days
from bastide.engine.days import MONTHS
from bastide.engine.deadlines import due_dates

# Days. A day without a year said so long ago is past, else that of the next year.
PAST = 150

_SHORT = {"janv": 1, "fevr": 2, "fev": 2, "avr": 4, "juil": 7, "juill": 7, "sept": 9, "oct": 10,
          "nov": 11, "dec": 12}  # fmt: skip
_NAMES = {**{name: n for n, name in enumerate(MONTHS, 1)}, **_SHORT}
_MONTH = "|".join(sorted(_NAMES, key=len, reverse=True))
_WEEKDAYS = "lundi mardi mercredi jeudi vendredi samedi dimanche".split()
_WEEKDAY = "|".join(_WEEKDAYS)
_NUMBERS = {"un": 1, "une": 1, "deux": 2, "trois": 3, "quatre": 4, "cinq": 5, "six": 6, "sept": 7,
            "huit": 8, "dix": 10, "douze": 12, "quinze": 15, "vingt": 20, "trente": 30,
            "quarante-huit": 48, "soixante": 60}  # fmt: skip
_NUMBER = r"\d{1,3}|" + "|".join(sorted(_NUMBERS, key=len, reverse=True))

_WRITTEN = re.compile(
    rf"(?<![\w/])(?:(?:{_WEEKDAY})\s+)?(\d{{1,2}}|1er|premier)\s+({_MONTH})\b\.?"
    rf"(?:\s+((?:19|20)\d\d)\b)?"
)
_FIGURES = re.compile(
    r"(?<![\w/.,-])(\d{1,2})([/.])(\d{1,2})(?:\2((?:19|20)\d\d|\d\d))?(?![\w/%€])(?![.,]\d)"
)
_ISO = re.compile(r"(?<![\w-])((?:19|20)\d\d)-(\d\d)-(\d\d)(?![\w-])")
_PART = re.compile(
    rf"\b(fin|mi|debut|courant)[ -](?:du mois (?:de |d['’])|de |d['’])?({_MONTH})\b\.?"
    rf"(?:\s+((?:19|20)\d\d)\b)?"
)
_END_OF = re.compile(
    r"\b(?:la )?fin (?:du|de ce|de la|de cette|de l['’]|d['’])\s?(mois|semaine|annee)"
    r"(?:\s+(prochaine?))?\b"
)
_SAID = re.compile(
    rf"\b(?:(apres[- ]demain)|(demain|2main|dem1)|(aujourd['’ ]?hui|ce (?:soir|jour|matin|midi))"
    rf"|(cette semaine|sem en cours)|((?:la )?semaine prochaine|la sem prochaine)"
    rf"|({_WEEKDAY})\b(?: (prochain|en huit|en quinze|de la semaine prochaine))?"
    r"(?! (?:dernier|passe)))\b"
)
_LASTS = re.compile(
    rf"\b(sous|dans(?: les| un delai (?:maximum )?d['’e]| le delai d['’e])?|d['’]ici(?: a)?"
    rf")\s?(?:environ )?({_NUMBER})\s?(jours?|j|semaines?|mois|heures?|h)\b"
    rf"(\s+ouvr(?:es?|ables?))?"
)
# « avant le 15 », of this month or the next.
_BARE = re.compile(
    r"\b(?:avant|pour|d['’]ici|au plus tard|delai)(?: le| au)? (\d{1,2}|1er)"
    r"(?= *(?:$|[,.;:!?)\n]|(?:sinon|au plus tard|dernier|max|svp|stp|merci|pour|car|et|si|je|on|il"
    r"|sans|afin|inclus)\b))"
)
_BY = re.compile(r"avant\b|d['’]ici\b|sous\b|au plus tard\b|jusqu['’]")
_RARER = re.compile(
    r"\b(?:ete|automne|hiver|printemps|rentree|noel|toussaint|trimestre|semestre|annee|ans?|dizaine"
    r"|(?:vingt|trente|quarante|cinquante)[- ](?:et[- ])?[a-z]+ (?:jours|semaines))\b"
)
_FORTNIGHT = re.compile(r"\b(?:sous|a|d['’]ici) (?:la )?(huitaine|quinzaine)\b")


def said_days(plain: str, sent: date) -> Iterator[tuple[int, int, date, bool]]:
    """Start, end, day, and whether its words make it a limit (« sous huit jours »); some may stand
    inside others, the most particular first."""
    for match in _ISO.finditer(plain):
        if day := made(int(match[1]), int(match[2]), int(match[3])):
            yield match.start(), match.end(), day, False
    for match in _WRITTEN.finditer(plain):
        number = int(match[1]) if match[1].isdigit() else 1
        if day := _nearest(number, _NAMES[match[2]], match[3], sent):
            yield match.start(), match.end(), day, False
    for match in _FIGURES.finditer(plain):
        if match[2] == "." and not match[4]:
            continue  # « 15.03 » is an amount or a number more often than a day
        before = plain[: match.start()].rstrip()
        if (
            not match[4]
            and len(match[1]) == 1
            and not before.endswith((" le", " au", " du", "avant"))
        ):
            continue  # nor « 3/4 de litre »
        if day := _nearest(int(match[1]), int(match[3]), match[4], sent):
            yield match.start(), match.end(), day, False
    for match in _PART.finditer(plain):
        if day := _part(match[1], _NAMES[match[2]], match[3], sent):
            yield match.start(), match.end(), day, False
    for match in _LASTS.finditer(plain):
        if day := _lasting(match, sent):
            yield match.start(), match.end(), day, match[1] != "dans"
    for match in _FORTNIGHT.finditer(plain):
        yield (match.start(), match.end(),
               sent + timedelta(days=8 if match[1] == "huitaine" else 15), True)  # fmt: skip
    for match in _BARE.finditer(plain):
        if day := _next_day(int(match[1].removesuffix("er")), sent):
            yield match.start(1), match.end(1), day, True
    for match in _END_OF.finditer(plain):
        yield match.start(), match.end(), _end_of(match[1], bool(match[2]), sent), False
    for match in _SAID.finditer(plain):
        yield match.start(), match.end(), _said(match, sent), False
    # What only the reader shared with minutes knows, after « avant », « d'ici », « sous ».
    if _RARER.search(plain):
        for due in due_dates(plain, sent):
            if due.day and _BY.match(plain, due.start, due.end):
                yield due.start, due.end, due.day, True


def _nearest(day: int, month: int, year: str | None, sent: date) -> date | None:
    if year:
        return made(int(year) + (2000 if len(year) == 2 else 0), month, day)
    for number in (sent.year - 1, sent.year, sent.year + 1):
        found = made(number, month, day) if 1 < number < 9999 else None
        if found and found >= sent - timedelta(days=min(PAST, sent.toordinal() - 1)):
            return found
    return None


def _next_day(number: int, sent: date) -> date | None:
    for ahead in range(3):
        first = later(sent.replace(day=1), ahead)
        found = made(first.year, first.month, number)
        if found and found >= sent:
            return found
    return None


def _part(part: str, month: int, year: str | None, sent: date) -> date | None:
    fixed = {"debut": 5, "mi": 15}.get(part)
    if year is None:
        end = _nearest(28, month, None, sent)
        if end is None:
            return None
        number = end.year
    else:
        number = int(year)
    return made(number, month, fixed or last(number, month).day)


def _lasting(match: re.Match[str], sent: date) -> date | None:
    count = int(match[2]) if match[2].isdigit() else _NUMBERS[match[2]]
    unit = match[3]
    try:
        if match[4]:
            return working_days(sent, count)
        if unit.startswith("h"):
            return sent + timedelta(days=-(-count // 24))
        if unit.startswith("s"):
            return sent + timedelta(weeks=count)
        if unit == "mois":
            return later(sent, count)
        return sent + timedelta(days=count)
    except (OverflowError, ValueError):
        return None


def _end_of(unit: str, following: bool, sent: date) -> date:
    if unit == "annee":
        return date(sent.year + following, 12, 31)
    if unit == "mois":
        start = later(sent.replace(day=1), int(following))
        return last(start.year, start.month)
    return _friday(sent) + timedelta(weeks=int(following))


def _friday(sent: date) -> date:
    return sent + timedelta(days=(4 - sent.weekday()) % 7)


def _said(match: re.Match[str], sent: date) -> date:
    after, tomorrow, today, this_week, next_week, weekday, more = match.groups()
    if after or tomorrow or today:
        return sent + timedelta(days=2 if after else 1 if tomorrow else 0)
    if this_week or next_week:
        return _friday(sent) + timedelta(weeks=1 if next_week else 0)
    if more == "de la semaine prochaine":
        return sent + timedelta(days=7 - sent.weekday() + _WEEKDAYS.index(weekday))
    ahead = (_WEEKDAYS.index(weekday) - sent.weekday()) % 7 or 7
    return sent + timedelta(days=ahead + {"en huit": 7, "en quinze": 14}.get(more, 0))
