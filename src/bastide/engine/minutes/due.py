"""Due dates as they are said in a meeting: « d'ici vendredi », « sous quinzaine », « fin mars ».

A day without its month or year is the next one on or after the meeting's day. Choices where usage
is loose: « sous quinzaine » is 15 days and « huitaine » 8; a week ends on Friday; « courant mars »
and « fin mars » are the last day of March, « mi-mars » the 15th, « début mars » the 1st; « avant le
15 » is the 15th. « Pour le prochain conseil » has no date unless somebody said when it meets.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from bastide.engine.days import MONTHS, unaccented
from bastide.engine.numerals import numerals

_UNITS = (
    "un une deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize"
).split()
_TEENS = ["dix-sept", "dix-huit", "dix-neuf"]
_TENS = [
    f"{ten}{link}{unit}"
    for ten in ("vingt", "trente", "quarante")
    for link, unit in (("[- ]et[- ]", "une?"), *(("[- ]", u) for u in _UNITS[2:10]))
]
_N = (
    r"(?:\d{1,3}|"
    + "|".join([*_TENS, *_TEENS, *sorted(_UNITS, key=len, reverse=True)])
    + r"|vingt|trente|quarante|cinquante|soixante|quatre[- ]vingt[- ]dix)"
)
_DAY = rf"(?:1er|premier|{_N})"
_MONTH = rf"(?:{'|'.join(MONTHS)}|janv|fevr|avr|juil|sept|oct|nov|dec)"
_WEEK = "lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche"
_YEAR = r"(?:\s+(?P<year>20\d\d|deux mille [a-z-]+(?: [a-z-]+)?))?"
# What comes before a due date, and what makes of a day something else than a due date.
_LEAD = (
    r"(?P<lead>(?:d['’ ]ici|avant|au plus tard|pour|sous|dans|des|jusqu['’]|vers|courant|a partir d"
    r"|d['’]aujourd|echeance|date limite|delai|dernier delai|maximum|livraison|retour)"
    r"(?:\s+(?:a|au|le|la|les|l['’]|de|du|un|une|ce|cette|en|deux|mi|fin|plus|tard|delai|horizon"
    r"|courant|maximum|max|prochains?|prochaines?|environ|grand|:)(?=[\s'’-])|['’]|\s)*)?"
)
_OF = re.compile(r"(?:\bd[ue]s?|\bdepuis|\bapres|\bentre|\bd['’])\s*(?:le\s+|la\s+|l['’])?$")
_GONE = re.compile(r"\s+(?:dernier|derniere|passe|passee|precedent|ecoule)\b(?! (?:delai|carat))")


@dataclass(frozen=True, slots=True)
class Due:
    """A due date at `[start, end)`; `day` is None for a meeting whose date nobody said. `exact`: 2
    for a day of a month, 1 for a day of the week, 0 for a time (« sous quinzaine »)."""

    start: int
    end: int
    day: date | None
    led: bool
    exact: int = 0


_EXACT = {"_dated": 2, "_iso": 2, "_figures": 2, "_day_of_month": 2, "_weekday": 1, "_soon": 1}
_CORRECTED = re.compile(r"\b(?:enfin|plutot|pardon|non|disons|soit)\b")


def the_due_date(text: str, dues: list[Due]) -> Due | None:
    """Of several, the most exact: « sous quinzaine, disons le 13 »; the last when it corrects."""
    best: Due | None = None
    for due in dues:
        corrects = best and _CORRECTED.search(unaccented(text[best.end : due.start]))
        better = best is None or due.exact > best.exact or (due.exact == best.exact and corrects)
        if better or (best and due.exact == best.exact and due.led and not best.led):
            best = due
    return best


def _number(said: str) -> int:
    if said.isdigit():
        return int(said)
    if said in ("1er", "premier", "un", "une"):
        return 1
    found = numerals(said.replace("-", " "))
    return int(found[0].value) if found else 0


def _month_number(said: str) -> int:
    short = {"janv": 1, "fevr": 2, "avr": 4, "juil": 7, "sept": 9, "oct": 10, "nov": 11, "dec": 12}
    return short.get(said) or MONTHS.index(said) + 1


def _made(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _last(year: int, month: int) -> date:
    return date(year, month, calendar.monthrange(year, month)[1])


def _year(match: re.Match[str]) -> int | None:
    said = match["year"]
    if not said:
        return None
    return int(said) if said.isdigit() else int(numerals(said.replace("-", " "))[0].value)


def _later(base: date, months: int) -> date:
    year, month = divmod(base.year * 12 + base.month - 1 + months, 12)
    return date(year, month + 1, min(base.day, calendar.monthrange(year, month + 1)[1]))


def _dated(match: re.Match[str], base: date) -> date | None:
    day, month = _number(match["day"]), _month_number(match["month"])
    year = _year(match)
    found = _made(year or base.year, month, day)
    if found and not year and found < base:
        # A day of the last weeks is told, not awaited: « le 3 mars » said on 20 March.
        return _made(base.year + 1, month, day)
    return found


def _figures(match: re.Match[str], base: date) -> date | None:
    year = match["y"] and int(match["y"]) + (2000 if len(match["y"]) == 2 else 0)
    found = _made(year or base.year, int(match["m"]), int(match["d"]))
    return _made(base.year + 1, found.month, found.day) if found and not year and found < base \
        else found  # fmt: skip


def _iso(match: re.Match[str], base: date) -> date | None:
    return _made(int(match["y"]), int(match["m"]), int(match["d"]))


def _day_of_month(match: re.Match[str], base: date) -> date | None:
    day = _number(match["day"])
    for ahead in range(4):
        first = _later(base.replace(day=1), ahead)
        found = _made(first.year, first.month, day)
        if found and found >= base:
            if ahead == 0 and match.groupdict().get("next"):
                continue
            return found
    return None


def _part_of_month(match: re.Match[str], base: date) -> date | None:
    month = _month_number(match["month"])
    part = match["part"] or ""
    year = _year(match) or base.year + (month < base.month)
    if part.startswith(("debut", "tout debut")):
        return date(year, month, 1)
    if part.startswith(("mi", "premiere")):
        return date(year, month, 15)
    if "avant" in (match["lead"] or "") and not part:
        return date(year, month, 1)
    return _last(year, month)


def _this_month(match: re.Match[str], base: date) -> date | None:
    ahead = _later(base.replace(day=1), 1 if match["next"] else 0)
    part = match["part"] or ""
    if part.startswith("debut"):
        return ahead
    if part.startswith(("mi", "premiere")):
        return ahead.replace(day=15)
    return _last(ahead.year, ahead.month)


def _after(match: re.Match[str], base: date) -> date | None:
    count = _number(match["count"]) if match["count"] else 1
    unit = match["unit"]
    if unit.startswith("heure"):
        return base + timedelta(days=-(-count // 24)) if count >= 24 else base
    if unit.startswith("jour"):
        if match.groupdict().get("work"):
            return _working_days(base, count)
        return base + timedelta(days=count)
    if unit.startswith("semaine"):
        return base + timedelta(weeks=count)
    if unit.startswith("mois"):
        return _later(base, count)
    if unit.startswith("trimestre"):
        return _later(base, 3 * count)
    if unit.startswith("semestre"):
        return _later(base, 6 * count)
    return _later(base, 12 * count)


def _working_days(base: date, count: int) -> date:
    while count:
        base += timedelta(days=1)
        count -= base.weekday() < 5
    return base


def _fortnight(match: re.Match[str], base: date) -> date | None:
    return base + timedelta(days={"quinzaine": 15, "huitaine": 8, "dizaine": 10}[match["span"]])


def _week(match: re.Match[str], base: date) -> date | None:
    monday = base - timedelta(days=base.weekday()) + timedelta(weeks=1 if match["next"] else 0)
    part = match["part"] or ""
    if part.startswith("debut"):
        return monday
    if part.startswith(("mi", "premiere")):
        return monday + timedelta(days=2)
    friday = monday + timedelta(days=4)
    return friday if friday >= base else base


def _weekday(match: re.Match[str], base: date) -> date | None:
    number = _WEEK.split("|").index(match["week"])
    after = (match["after"] or "").strip()
    if "semaine prochaine" in after:
        return base - timedelta(days=base.weekday()) + timedelta(days=7 + number)
    ahead = (number - base.weekday()) % 7 or 7
    if ahead == 1 and match["coming"]:
        ahead = 8  # « vendredi prochain », said on a Thursday, is no « demain »
    if after.startswith("en huit") or "d'apres" in after.replace("’", "'"):
        ahead += 7
    if after.startswith("en quinze"):
        ahead += 14
    return base + timedelta(days=ahead)


def _soon(match: re.Match[str], base: date) -> date | None:
    said = match["soon"]
    if said.startswith("apres"):
        return base + timedelta(days=2)
    return base + timedelta(days=1) if said.startswith("demain") else base


def _year_end(match: re.Match[str], base: date) -> date | None:
    return date(base.year + (1 if match["next"] else 0), 12, 31)


def _quarter(match: re.Match[str], base: date) -> date | None:
    size = 3 if match["span"] == "trimestre" else 6
    if match["rank"]:
        rank = {"premier": 1, "1er": 1, "deuxieme": 2, "second": 2, "2e": 2, "troisieme": 3,
                "3e": 3, "quatrieme": 4, "dernier": 12 // size, "4e": 4}[match["rank"]]  # fmt: skip
        end = _last(_year(match) or base.year, min(rank * size, 12))
        return end if end >= base or _year(match) else _last(base.year + 1, end.month)
    month = ((base.month - 1) // size + 1) * size
    end = _last(base.year, month)
    return _last_of(_later(end.replace(day=1), size)) if match["next"] else end


def _last_of(day: date) -> date:
    return _last(day.year, day.month)


_SEASONS = {
    "ete": (6, 21), "automne": (9, 22), "hiver": (12, 21), "printemps": (3, 20),
    "rentree": (9, 1), "noel": (12, 25), "toussaint": (11, 1),
}  # fmt: skip


def _season(match: re.Match[str], base: date) -> date | None:
    month, day = _SEASONS[match["season"]]
    if (match["part"] or "").startswith("fin") and match["season"] == "ete":
        month, day = 9, 21
    found = date(base.year, month, day)
    return found if found >= base else date(base.year + 1, month, day)


_Resolve = Callable[[re.Match[str], date], date | None]
_PART = (
    r"(?:a\s+la\s+|la\s+|le\s+|au\s+|en\s+|de\s+)?(?P<part>tout debut|debut|mi|milieu|fin"
    r"|courant|premiere quinzaine|seconde quinzaine|deuxieme quinzaine)"
)
# A rule, and whether its words are a due date only after « d'ici », « avant », « sous »…
_RULES: tuple[tuple[re.Pattern[str], _Resolve, bool], ...] = tuple(
    (re.compile(rf"(?<![\w'’-]){_LEAD}{body}(?!\w)"), resolve, needs)
    for body, resolve, needs in (
        (
            rf"(?:(?:le\s+)?(?:{_WEEK})\s+)?(?:le\s+)?(?P<day>{_DAY})\s+"
            rf"(?P<month>{_MONTH})\b\.?{_YEAR}",
            _dated,
            False,
        ),
        (r"(?P<y>20\d\d)-(?P<m>\d\d)-(?P<d>\d\d)", _iso, False),
        (
            r"(?:le\s+)?(?P<d>\d{1,2})[/.](?P<m>\d{1,2})(?:[/.](?P<y>20\d\d|\d\d))?(?![/.]?\d)",
            _figures,
            False,
        ),
        (
            rf"(?:{_PART}[\s-]+(?:de\s+|d['’]|du\s+mois\s+de\s+|du\s+mois\s+d['’])?|en\s+"
            rf"|au\s+mois\s+d(?:e\s+|['’]))(?P<month>{_MONTH})\b{_YEAR}",
            _part_of_month,
            False,
        ),
        (
            rf"(?P<count>{_N})\s+(?:(?:petite?s?|bonne?s?|grande?s?|prochaine?s?)\s+)?"
            rf"(?P<unit>heures?|jours?|semaines?|mois|trimestres?|semestres?|ans?|annees?)"
            rf"(?P<work>\s+(?:ouvres?|ouvrables?))?",
            _after,
            True,
        ),
        (
            r"(?:la\s+|une\s+)?(?P<span>quinzaine|huitaine|dizaine)(?:\s+de\s+jours)?",
            _fortnight,
            True,
        ),
        (
            rf"(?:le\s+)?(?:{_WEEK})\s+(?P<day>{_DAY})(?!\s*(?:h\b|heures?|%|euros?|et demie))",
            _day_of_month,
            False,
        ),
        (
            rf"(?:ce\s+|le\s+)?(?P<week>{_WEEK})(?P<after>\s+(?:de\s+)?"
            rf"(?:la\s+)?semaine prochaine|\s+en huit|\s+en quinze|\s+d['’]apres)?(?P<coming>\s+"
            rf"(?:prochain|qui vient))?(?:\s+(?:matin|soir|midi|apres-midi))?",
            _weekday,
            False,
        ),
        (
            rf"(?:{_PART}?\s*(?:de\s+|du\s+|le\s+|au\s+|ce\s+)?\s*mois(?:-ci|\s+ci|\s+courant"
            rf"|\s+en cours)?(?:\s+(?P<next>prochain|suivant|qui vient))?)",
            _this_month,
            True,
        ),
        (
            rf"(?:{_PART}\s+(?:de\s+|d['’])?(?:la\s+)?|la\s+|cette\s+|de\s+la\s+|en\s+)?semaine"
            rf"(?:\s+(?P<next>prochaine|suivante|qui vient)|-ci|\s+ci)?",
            _week,
            True,
        ),
        (
            rf"(?:{_PART}\s+(?:de\s+)?)?(?:[ld]['’])?(?:annee|an)\b(?:\s+(?P<next>prochaine?"
            rf"|qui vient))?",
            _year_end,
            True,
        ),
        (
            rf"(?:{_PART}\s+(?:du\s+)?|le\s+|au\s+|du\s+|ce\s+)?(?:(?P<rank>premier|1er|deuxieme"
            rf"|second|2e|troisieme|3e|quatrieme|4e|dernier)\s+)?(?P<span>trimestre|semestre)"
            rf"(?:\s+(?P<next>prochain|suivant))?{_YEAR}",
            _quarter,
            True,
        ),
        (
            rf"(?:le\s+|au\s+)?(?P<day>{_DAY})(?P<next>\s+du mois prochain)?(?=\s*(?:$|[.,;:?!)]"
            rf"|au plus tard|au soir|au matin|du mois|dernier delai|maximum|max\b|et\b|sinon\b"
            rf"|pour\b|comme\b|on\b|je\b|en\b|sans\b|afin\b|si\b|ou\b|a (?:midi|\d)))",
            _day_of_month,
            True,
        ),
        (
            r"(?P<soon>apres[- ]demain|demain|aujourd['’ ]?hui|ce soir|cet apres[- ]midi"
            r"|ce matin|dans la journee|en fin de journee|dans l['’]apres[- ]midi"
            r"|d['’]ici ce soir)(?:\s+(?:matin|soir|midi|apres-midi))?",
            _soon,
            False,
        ),
        (
            rf"(?:{_PART}\s+(?:de\s+)?)?(?:[ld]['’]|la\s+)?(?P<season>ete|automne|hiver"
            rf"|printemps|rentree|noel|toussaint)",
            _season,
            True,
        ),
    )
)
_LED_ENOUGH = re.compile(
    r"(?:^|\s)(?:fin|mi|debut|courant|en fin|ce mois|cette semaine|semaine prochaine"
    r"|mois prochain|annee prochaine|(?:premier|deuxieme|troisieme|quatrieme|dernier) \w+mestre"
    r"|la semaine prochaine|le mois prochain)\b"
)
_LAST_CALL = re.compile(r"\s+(?:au plus tard|dernier delai|maximum|max)\b")
# What every rule needs: most sentences have none, and are not read further.
_ANY = re.compile(
    rf"\d|{_WEEK}|{_MONTH}|demain|jour|soir|matin|semaine|mois|heure|\\ban|quinz|huitaine|dizaine"
    r"|trimestre|semestre|d['’]ici|prochain|apres|\bete\b|automne|hiver|printemps|rentree|noel"
    r"|toussaint|premier|\b(?:pour|avant|sous|jusqu['’]au|plus tard|disons) (?:le )?[a-z]"
)
_SAID_AGAIN = re.compile(
    r"(?:,|\.\.\.|…|\bdisons|\bsoit|\benfin|\bdonc|\bdit|\bc['’]est|\bpas)\s*$"
)
_UNTIL_THEN = re.compile(
    r"\bd['’]ici la(?=\s*(?:[,.;]|$)|\s+(?:on|je|tu|vous|nous|il|elle|j['’])\b)"
)
_NEXT_MEETING = re.compile(
    rf"(?<![\w'’-]){_LEAD}(?:la\s+|le\s+|notre\s+|l['’]|au\s+)?(?P<which>prochaine?s?)\s+"
    r"(?:reunion|seance|conseil|comite|commission|copil|cotech|coproj|bureau|point|rencontre|fois"
    r"|visite|rdv|rendez-vous|assemblee|groupe|atelier|session|codir)(?:\s+de\s+chantier)?"
)


def due_dates(text: str, base: date | None, next_meeting: date | None = None) -> list[Due]:
    """The due dates said in a sentence, in reading order; none inside another.

    Without the meeting's day (`base`), only a date with its year is known.
    """
    plain = unaccented(text)
    if not _ANY.search(plain):
        return []
    known = base or date(1, 1, 1)
    found: list[Due] = []
    found += [
        Due(match.start(), match.end(), next_meeting, True)
        for match in _NEXT_MEETING.finditer(plain)
        if match["lead"] or plain[: match.start()].rstrip().endswith(("a", "au"))
    ]
    if until := _UNTIL_THEN.search(plain):
        found.append(Due(until.start(), until.end(), next_meeting, True))
    for pattern, resolve, needs in _RULES:
        for match in pattern.finditer(plain):
            if any(d.start < match.end() and match.start() < d.end for d in found):
                continue
            led = bool(match["lead"])
            said_again = resolve is _day_of_month and _SAID_AGAIN.search(plain[: match.start()])
            enough = _LED_ENOUGH.search(match.group()) or _LAST_CALL.match(plain, match.end())
            if needs and not (led or enough or said_again):
                continue
            if _GONE.match(plain, match.end()) or (not led and _OF.search(plain[: match.start()])):
                continue
            if base is None and not re.search(r"20\d\d", match.group()):
                found.append(Due(match.start(), match.end(), None, led))
                continue
            day = resolve(match, known)
            if day and (base is None or day >= base):
                exact = _EXACT.get(resolve.__name__, 0)
                found.append(Due(match.start(), match.end(), day, led, exact))
    return sorted(found, key=lambda one: one.start)


_MEETS = re.compile(
    r"\b(?:prochaine? (?:reunion|seance|conseil|comite|commission|copil|rencontre|point"
    r"|rendez-vous|visite|fois|bureau|rdv|assemblee|codir|session|atelier)"
    r"|on se (?:revoit|retrouve|reunit)|nous nous (?:revoyons|retrouvons|reunirons)|se revoir"
    r"|se retrouver)\b"
)


def next_meeting(text: str, base: date | None) -> date | None:
    """The day on which a sentence says that people meet again, if it does."""
    match = _MEETS.search(unaccented(text))
    if not match:
        return None
    return next((d.day for d in due_dates(text, base) if d.day), None)
