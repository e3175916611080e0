"""The day that words for a due date stand for, counted from when they are said.

Each function takes the match of its rule and the meeting's day; None when there is no such day.
"""

from __future__ import annotations

import re
from datetime import date, timedelta

from bastide.engine.counting import last, later, made, working_days
from bastide.engine.days import MONTHS
from bastide.engine.numerals import numerals

DAYS = "lundi mardi mercredi jeudi vendredi samedi dimanche".split()


def number_of(said: str) -> int:
    if said.isdigit():
        return int(said)
    if said in ("1er", "premier", "un", "une"):
        return 1
    found = numerals(said.replace("-", " "))
    return int(found[0].value) if found else 0


def month_number(said: str) -> int:
    short = {"janv": 1, "fevr": 2, "avr": 4, "juil": 7, "sept": 9, "oct": 10, "nov": 11, "dec": 12}
    return short.get(said) or MONTHS.index(said) + 1


def year_of(match: re.Match[str]) -> int | None:
    said = match["year"]
    if not said:
        return None
    return int(said) if said.isdigit() else int(numerals(said.replace("-", " "))[0].value)


def dated(match: re.Match[str], base: date) -> date | None:
    day, month = number_of(match["day"]), month_number(match["month"])
    year = year_of(match)
    found = made(year or base.year, month, day)
    if found and not year and found < base:
        # A day of the last weeks is told, not awaited: « le 3 mars » said on 20 March.
        return made(base.year + 1, month, day)
    return found


def figures(match: re.Match[str], base: date) -> date | None:
    year = match["y"] and int(match["y"]) + (2000 if len(match["y"]) == 2 else 0)
    found = made(year or base.year, int(match["m"]), int(match["d"]))
    return made(base.year + 1, found.month, found.day) if found and not year and found < base \
        else found  # fmt: skip


def iso(match: re.Match[str], base: date) -> date | None:
    return made(int(match["y"]), int(match["m"]), int(match["d"]))


def day_of_month(match: re.Match[str], base: date) -> date | None:
    day = number_of(match["day"])
    for ahead in range(4):
        first = later(base.replace(day=1), ahead)
        found = made(first.year, first.month, day)
        if found and found >= base:
            if ahead == 0 and match.groupdict().get("next"):
                continue
            return found
    return None


def part_of_month(match: re.Match[str], base: date) -> date | None:
    month = month_number(match["month"])
    part = match["part"] or ""
    year = year_of(match) or base.year + (month < base.month)
    if part.startswith(("debut", "tout debut")):
        return date(year, month, 1)
    if part.startswith(("mi", "premiere")):
        return date(year, month, 15)
    if "avant" in (match["lead"] or "") and not part:
        return date(year, month, 1)
    return last(year, month)


def this_month(match: re.Match[str], base: date) -> date | None:
    ahead = later(base.replace(day=1), 1 if match["next"] else 0)
    part = match["part"] or ""
    if part.startswith("debut"):
        return ahead
    if part.startswith(("mi", "premiere")):
        return ahead.replace(day=15)
    return last(ahead.year, ahead.month)


def after(match: re.Match[str], base: date) -> date | None:
    count = number_of(match["count"]) if match["count"] else 1
    unit = match["unit"]
    if unit.startswith("heure"):
        return base + timedelta(days=-(-count // 24)) if count >= 24 else base
    if unit.startswith("jour"):
        if match.groupdict().get("work"):
            return working_days(base, count)
        return base + timedelta(days=count)
    if unit.startswith("semaine"):
        return base + timedelta(weeks=count)
    if unit.startswith("mois"):
        return later(base, count)
    if unit.startswith("trimestre"):
        return later(base, 3 * count)
    if unit.startswith("semestre"):
        return later(base, 6 * count)
    return later(base, 12 * count)


def fortnight(match: re.Match[str], base: date) -> date | None:
    return base + timedelta(days={"quinzaine": 15, "huitaine": 8, "dizaine": 10}[match["span"]])


def week(match: re.Match[str], base: date) -> date | None:
    monday = base - timedelta(days=base.weekday()) + timedelta(weeks=1 if match["next"] else 0)
    part = match["part"] or ""
    if part.startswith("debut"):
        return monday
    if part.startswith(("mi", "premiere")):
        return monday + timedelta(days=2)
    friday = monday + timedelta(days=4)
    return friday if friday >= base else base


def weekday(match: re.Match[str], base: date) -> date | None:
    number = DAYS.index(match["week"])
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


def soon(match: re.Match[str], base: date) -> date | None:
    said = match["soon"]
    if said.startswith("apres"):
        return base + timedelta(days=2)
    return base + timedelta(days=1) if said.startswith("demain") else base


def year_end(match: re.Match[str], base: date) -> date | None:
    return date(base.year + (1 if match["next"] else 0), 12, 31)


def quarter(match: re.Match[str], base: date) -> date | None:
    size = 3 if match["span"] == "trimestre" else 6
    if match["rank"]:
        rank = {"premier": 1, "1er": 1, "deuxieme": 2, "second": 2, "2e": 2, "troisieme": 3,
                "3e": 3, "quatrieme": 4, "dernier": 12 // size, "4e": 4}[match["rank"]]  # fmt: skip
        end = last(year_of(match) or base.year, min(rank * size, 12))
        return end if end >= base or year_of(match) else last(base.year + 1, end.month)
    month = ((base.month - 1) // size + 1) * size
    end = last(base.year, month)
    return last_of(later(end.replace(day=1), size)) if match["next"] else end


def last_of(day: date) -> date:
    return last(day.year, day.month)


SEASONS = {
    "ete": (6, 21), "automne": (9, 22), "hiver": (12, 21), "printemps": (3, 20),
    "rentree": (9, 1), "noel": (12, 25), "toussaint": (11, 1),
}  # fmt: skip


def season(match: re.Match[str], base: date) -> date | None:
    month, day = SEASONS[match["season"]]
    if (match["part"] or "").startswith("fin") and match["season"] == "ete":
        month, day = 9, 21
    found = date(base.year, month, day)
    return found if found >= base else date(base.year + 1, month, day)
