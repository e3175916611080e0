"""Which days of a mail are limits: something is wanted by then.

A word makes a day a limit (« avant », « d'ici », « au plus tard », « je dois… ») ; the others are
days of something: a meeting, a move (`ahead` reads them).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date

from bastide.engine.counting import made
from bastide.engine.days import unaccented
from bastide.engine.mail.ahead import said_days

# Characters. A mail longer than this says its days at its beginning.
LONGEST = 20_000
# Days. A limit is seldom past: one without a year said so long ago is that of the next year.
PAST_LIMIT = 45

# What makes a day a limit, right before it.
_LIMIT = re.compile(
    r"(?:\bavant(?: [^\s,.;:!?]+){0,6}|\bavan|\bd['’]ici(?: a| au| a la)?|\bau plus tard|\bpour"
    r"|\bpr|\bjusqu['’]?(?:au|a|en)?|\bdernier (?:delai|jour)|\blimites?|\becheance|\bexpire"
    r"|\bdelai|\bcloture\w*|\bferme\w*|\bcloses?|\bdeadline|\bsous|\bse terminent?|\bse finit"
    r"|\bpren(?:d|nent) fin|\bimperatif)"
    r"\s*(?:est |sont |etait |a ete |a ete fixee? |fixee? |:|,|\()*\s*"
    r"(?:le|la|les|au|a|en|du|ce|de)?\s*(?:jour du )?(?:le )?(?:lendemain )?$"
)
# What somebody must do on a day: « je dois rendre le dossier lundi », « ils menacent de couper ».
_OBLIGED = re.compile(
    r"\b(?:je dois|nous devons|on doit|doivent etre|doit etre|menacent? de"
    r"|(?:va|vont|vas) (?:me |nous |lui )?(?:couper|expulser|saisir|radier|fermer)"
    r"|doit (?:rendre|quitter|liberer|remettre|partir)"
    r"|il (?:me|nous) (?:le |la |les )?faut|il faut que)\b(?: [^\s,.;:!?]+){0,9} (?:le |la |ce )?$"
)
# « la salle pour le 13 juillet »: the day of something, not a limit.
_FOR_A_DAY = re.compile(
    r"\b(?:salles?|sono|chaises|tables|barnums?|barrieres|reserv\w+|louer|location|rdv|rendez-vous)\b"
    r"[^.!?]{0,60}\b(?:pour|pr) (?:le |la )?$"
)
_LIMIT_AFTER = re.compile(r"^\s*[,(]?\s*(?:au plus tard|dernier delai|maximum|max\b|dernier carat)")
# « avant cette date »: the last day said becomes a limit.
_THAT_DAY = re.compile(
    r"\b(?:avant (?:cette date|ce jour|cela|ca)|d['’]ici la|pour cette date|passee? cette date)\b"
    r"|\bavant?(?= ?(?:$|[.!?;\n]))"
)
_PAST_BEFORE = re.compile(
    r"(?:\bdepuis|\bdu|\bdate de|\bdatee? du|\bil y a|\bne(?:e)? le|\brecue? le|\benvoyee? le"
    r"|\bposte(?:e)? le|\bdepose(?:e)? le)\s*(?:le|du)?\s*(?:(?:lundi|mardi|mercredi|jeudi|vendredi"
    r"|samedi|dimanche) )?$"
)


@dataclass(frozen=True, slots=True)
class Day:
    """A day said at `[start, end)` of the text. `limit`: something is wanted by then."""

    start: int
    end: int
    day: date
    limit: bool


def days_ahead(text: str, sent: date) -> list[Day]:
    """The days said in a mail sent on `sent`, in the order of the text, none inside another."""
    if not 1000 < sent.year < 9000:
        return []  # a broken date: no day is read from it
    words = unaccented(text[:LONGEST])
    found: list[Day] = []
    for start, end, day, limit in said_days(words, sent):
        if any(one.start < end and start < one.end for one in found):
            continue
        before = words[max(0, start - 80) : start]
        if not limit:
            limit = bool(
                (_LIMIT.search(before) and not _FOR_A_DAY.search(before))
                or _OBLIGED.search(before)
                or _LIMIT_AFTER.match(words[end : end + 30])
            )
        late = limit and (sent - day).days > PAST_LIMIT
        if late and not re.search(r"\d{4}|/\d\d?/", words[start:end]):
            day = made(day.year + 1, day.month, day.day) or day
        if not limit and _PAST_BEFORE.search(before) and day > sent:
            continue  # « du 3 novembre », said in March, was last year's
        found.append(Day(start, end, day, limit))
    found.sort(key=lambda one: one.start)
    for match in _THAT_DAY.finditer(words):
        last = max((at for at, one in enumerate(found) if one.end <= match.start()), default=-1)
        if last >= 0:
            found[last] = replace(found[last], limit=True)
    return found


def due(text: str, sent: date) -> date | None:
    """The first limit that is not past when the mail is sent; none when it sets no limit."""
    limits = [one.day for one in days_ahead(text, sent) if one.limit and one.day >= sent]
    return min(limits) if limits else None
