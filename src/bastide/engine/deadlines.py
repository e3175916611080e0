"""Due dates as they are said, in a meeting or a mail: « sous quinzaine », « fin mars ».

A day without its month or year is the next one on or after the meeting's day. Choices where usage
is loose: « sous quinzaine » is 15 days and « huitaine » 8; a week ends on Friday; « courant mars »
and « fin mars » are the last day of March, « mi-mars » the 15th, « début mars » the 1st; « avant le
15 » is the 15th. « Pour le prochain conseil » has no date unless somebody said when it meets.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from bastide.engine import deadline_days
from bastide.engine.days import MONTHS, unaccented

# Characters: of a sentence without end, the beginning; of what stands before a day, the words.
LONGEST = 20_000
_NEAR = 40

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
_GONE = re.compile(
    r"\s+(?:sur deux|sur trois|sur quatre|dernier|derniere|passe|passee|precedent"
    r"|ecoule)\b(?! (?:delai|carat))"
)


@dataclass(frozen=True, slots=True)
class Due:
    """A due date at `[start, end)`; `day` is None for a meeting whose date nobody said. `exact`: 2
    for a day of a month, 1 for a day of the week, 0 for a time (« sous quinzaine »)."""

    start: int
    end: int
    day: date | None
    led: bool
    exact: int = 0


_EXACT = {"dated": 2, "iso": 2, "figures": 2, "day_of_month": 2, "weekday": 1, "soon": 1}
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
            deadline_days.dated,
            False,
        ),
        (r"(?P<y>20\d\d)-(?P<m>\d\d)-(?P<d>\d\d)", deadline_days.iso, False),
        (
            r"(?:le\s+)?(?P<d>\d{1,2})[/.](?P<m>\d{1,2})(?:[/.](?P<y>20\d\d|\d\d))?(?![/.]?\d)",
            deadline_days.figures,
            False,
        ),
        (
            rf"(?:{_PART}[\s-]+(?:de\s+|d['’]|du\s+mois\s+de\s+|du\s+mois\s+d['’])?|en\s+"
            rf"|au\s+mois\s+d(?:e\s+|['’]))(?P<month>{_MONTH})\b{_YEAR}",
            deadline_days.part_of_month,
            False,
        ),
        (
            rf"(?P<count>{_N})\s+(?:(?:petite?s?|bonne?s?|grande?s?|prochaine?s?)\s+)?"
            rf"(?P<unit>heures?|jours?|semaines?|mois|trimestres?|semestres?|ans?|annees?)"
            rf"(?P<work>\s+(?:ouvres?|ouvrables?))?",
            deadline_days.after,
            True,
        ),
        (
            r"(?:la\s+|une\s+)?(?P<span>quinzaine|huitaine|dizaine)(?:\s+de\s+jours)?",
            deadline_days.fortnight,
            True,
        ),
        (
            rf"(?:le\s+)?(?:{_WEEK})\s+(?P<day>{_DAY})(?!\s*(?:h\b|heures?|%|euros?|et demie))",
            deadline_days.day_of_month,
            False,
        ),
        (
            rf"(?:ce\s+|le\s+)?(?P<week>{_WEEK})(?P<after>\s+(?:de\s+)?"
            rf"(?:la\s+)?semaine prochaine|\s+en huit|\s+en quinze|\s+d['’]apres)?(?P<coming>\s+"
            rf"(?:prochain|qui vient))?(?:\s+(?:matin|soir|midi|apres-midi))?",
            deadline_days.weekday,
            False,
        ),
        (
            rf"(?:{_PART}?\s*(?:de\s+|du\s+|le\s+|au\s+|ce\s+)?\s*mois(?:-ci|\s+ci|\s+courant"
            rf"|\s+en cours)?(?:\s+(?P<next>prochain|suivant|qui vient))?)",
            deadline_days.this_month,
            True,
        ),
        (
            rf"(?:{_PART}\s+(?:de\s+|d['’])?(?:la\s+)?|la\s+|cette\s+|de\s+la\s+|en\s+)?semaine"
            rf"(?:\s+(?P<next>prochaine|suivante|qui vient)|-ci|\s+ci)?",
            deadline_days.week,
            True,
        ),
        (
            rf"(?:{_PART}\s+(?:de\s+)?)?(?:[ld]['’])?(?:annee|an)\b(?:\s+(?P<next>prochaine?"
            rf"|qui vient))?",
            deadline_days.year_end,
            True,
        ),
        (
            rf"(?:{_PART}\s+(?:du\s+)?|le\s+|au\s+|du\s+|ce\s+)?(?:(?P<rank>premier|1er|deuxieme"
            rf"|second|2e|troisieme|3e|quatrieme|4e|dernier)\s+)?(?P<span>trimestre|semestre)"
            rf"(?:\s+(?P<next>prochain|suivant))?{_YEAR}",
            deadline_days.quarter,
            True,
        ),
        (
            rf"(?:le\s+|au\s+)?(?P<day>{_DAY})(?P<next>\s+du mois prochain)?(?=\s*(?:$|[.,;:?!)]"
            rf"|au plus tard|au soir|au matin|du mois|dernier delai|maximum|max\b|et\b|sinon\b"
            rf"|pour\b|comme\b|on\b|je\b|en\b|sans\b|afin\b|si\b|ou\b|a (?:midi|\d)))",
            deadline_days.day_of_month,
            True,
        ),
        (
            r"(?P<soon>apres[- ]demain|demain|aujourd['’ ]?hui|ce soir|cet apres[- ]midi"
            r"|ce matin|dans la journee|en fin de journee|dans l['’]apres[- ]midi"
            r"|d['’]ici ce soir)(?:\s+(?:matin|soir|midi|apres-midi))?",
            deadline_days.soon,
            False,
        ),
        (
            rf"(?:{_PART}\s+(?:de\s+)?)?(?:[ld]['’]|la\s+)?(?P<season>ete|automne|hiver"
            rf"|printemps|rentree|noel|toussaint)",
            deadline_days.season,
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
    plain = unaccented(text[:LONGEST])
    if not _ANY.search(plain):
        return []
    taken = bytearray(len(plain))
    known = base or date(1, 1, 1)
    found: list[Due] = []
    found += [
        Due(match.start(), match.end(), next_meeting, True)
        for match in _NEXT_MEETING.finditer(plain)
        if match["lead"] or _before(plain, match).rstrip().endswith(("a", "au"))
    ]
    if until := _UNTIL_THEN.search(plain):
        found.append(Due(until.start(), until.end(), next_meeting, True))
    for due in found:
        taken[due.start : due.end] = b"\1" * (due.end - due.start)
    for pattern, resolve, needs in _RULES:
        for match in pattern.finditer(plain):
            if any(taken[match.start() : match.end()]):
                continue
            led = bool(match["lead"])
            said_again = resolve is deadline_days.day_of_month and _SAID_AGAIN.search(
                _before(plain, match)
            )
            enough = _LED_ENOUGH.search(match.group()) or _LAST_CALL.match(plain, match.end())
            if needs and not (led or enough or said_again):
                continue
            if _GONE.match(plain, match.end()) or (not led and _OF.search(_before(plain, match))):
                continue
            if base is None and not re.search(r"20\d\d", match.group()):
                found.append(Due(match.start(), match.end(), None, led))
                taken[match.start() : match.end()] = b"\1" * (match.end() - match.start())
                continue
            day = resolve(match, known)
            if day and (base is None or day >= base):
                exact = _EXACT.get(resolve.__name__, 0)
                found.append(Due(match.start(), match.end(), day, led, exact))
                taken[match.start() : match.end()] = b"\1" * (match.end() - match.start())
    return sorted(found, key=lambda one: one.start)


def _before(plain: str, match: re.Match[str]) -> str:
    """The few words before a match."""
    return plain[max(0, match.start() - _NEAR) : match.start()]


_MEETS = re.compile(
    r"\b(?:prochaine? (?:reunion|seance|conseil|comite|commission|copil|rencontre|point"
    r"|rendez-vous|visite|fois|bureau|rdv|assemblee|codir|session|atelier)"
    r"|on se (?:revoit|retrouve|reunit)|nous nous (?:revoyons|retrouvons|reunirons)|se revoir"
    r"|se retrouver)\b"
)


def next_meeting(text: str, base: date | None) -> date | None:
    """The day on which a sentence says that people meet again, if it does."""
    match = _MEETS.search(unaccented(text[:LONGEST]))
    if not match:
        return None
    return next((d.day for d in due_dates(text, base) if d.day), None)
