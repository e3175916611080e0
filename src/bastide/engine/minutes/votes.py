"""Votes as they are announced: « 22 pour, 3 contre et deux abstentions », « à l'unanimité »."""

from __future__ import annotations

import re

from bastide.engine.days import unaccented
from bastide.engine.minutes.model import Votes
from bastide.engine.numerals import numerals

_COUNT = (
    r"(?P<n>\d{1,3}|[a-z]+(?:[- ](?:et[- ])?(?:une?|deux|trois|quatre|cinq|six|sept|huit"
    r"|neuf|dix|onze|douze|treize|quatorze|quinze|seize|vingts?|cent)){0,6})"
)
_VOICES = r"(?:\s+(?:voix|votes?|votants?|personnes?|elus?|membres?|suffrages?|bulletins?|mains?))?"
_FOR = re.compile(
    rf"\b{_COUNT}{_VOICES}\s+(?:sont\s+|est\s+|ont vote\s+|vote\s+)?(?:pour\b(?! (?:cent|mille"
    rf"|mil)\b)(?=\s*(?:$|[,.;:!?)]|et\b|contre\b|\d|au college|une?\b|deux\b|trois\b|quatre\b"
    rf"|zero\b|aucun|l['’]|le \w+,))|favorables?\b)|\bpour\s*:?\s*(?P<m>\d{{1,3}})\b(?!\s*(?:%"
    rf"|euros?|ans?|jours?|mois|semaines?|heures?|places?|enfants?))"
)
_AGAINST = re.compile(
    rf"\b{_COUNT}{_VOICES}\s+(?:sont\s+|est\s+|ont vote\s+|vote\s+)?(?:contre|defavorables?"
    rf"|oppositions?|opposants?)\b|\bcontre\s*:?\s*(?P<m>\d{{1,3}})\b"
)
_ABSTAINED = re.compile(
    rf"\b{_COUNT}{_VOICES}\s*(?:blancs?\s+|qui\s+)?(?:abstentions?|s['’]abstien(?:t|nent)"
    rf"|se sont abstenus)|\babstentions?\s*:?\s*(?P<m>\d{{1,3}})\b"
)
# « Qui est contre ? Trois. Abstentions ? Personne. »
_ASKED = tuple(
    re.compile(rf"\b{asked}\s*\?\s*(?P<first>[\w-]+)(?P<more>(?: et)? [\w-]+)?")
    for asked in ("pour", "contre", r"(?:abstentions?|s['’]abstient|s['’]abstiennent)")
)
# « adoptée par 12 voix contre 8 »: those who won come first.
_BY = re.compile(
    r"\bpar (?P<won>[\w-]+(?: et une?)?) voix (?:pour )?(?:et |,)? ?(?:contre )(?P<lost>[\w-]+)"
)
_TURNED_DOWN = re.compile(r"\b(?:repouss|rejet|refus|ecart)")
_NONE = {"aucun", "aucune", "pas d", "zero", "personne", "nul", "pas", "sans"}
_NOBODY = {
    "against": re.compile(
        r"\b(?:aucune?|pas de|pas d['’]|personne|zero|sans)\s+(?:vote\s+|voix\s+|avis\s+)?"
        r"(?:contre|opposition|n['’]est contre|ne vote contre)|(?<!qui )est contre \? (?:non"
        r"|personne|pas)"
    ),
    "abstentions": re.compile(r"\b(?:aucune|pas d['’]|pas de|zero|sans|ni)\s*abstentions?"),
}
_UNANIMOUS = re.compile(
    r"\bunanimite\b|\bunanimement\b|\bunanimes?\b|\ba main levee,? tous\b|\btout le monde "
    r"(?:est )?(?:pour|favorable|vote pour)\b"
)
_NOT_UNANIMOUS = re.compile(
    r"\b(?:pas|sans|moins|presque|quasi)[- ](?:a )?l?['’]?\s*unanim|\b(?:pas|n['’]y a pas"
    r"|quasi[- ])\s*(?:d['’]|l['’])?unanimite|\ba l['’]unanimite (?:moins|des presents moins)"
)
_ALL = re.compile(r"\bunanimite (?:moins|sauf|a l['’]exception d)")


def votes(text: str) -> Votes | None:
    """The vote announced in a stretch of speech, or None when there is none."""
    plain = unaccented(text)
    pro, con, out = (_figure(p, plain) for p in (_FOR, _AGAINST, _ABSTAINED))
    if one := _BY.search(plain):
        pro, con = (_value(one[side]) for side in ("won", "lost"))
        if _TURNED_DOWN.search(plain):
            pro, con = con, pro
    pro, con, out = (
        told if told is not None else _answered(asked, plain)
        for told, asked in zip((pro, con, out), _ASKED, strict=True)
    )
    if con is None and _NOBODY["against"].search(plain):
        con = 0
    if out is None and _NOBODY["abstentions"].search(plain):
        out = 0
    unanimous = bool(
        _UNANIMOUS.search(plain) and not _NOT_UNANIMOUS.search(plain) and not _ALL.search(plain)
    ) and not (con or out)
    if pro is None and con is None and out is None and not unanimous:
        return None
    if pro is None and not unanimous and not (con or out):
        return None  # « pas d'opposition » alone: heard, but no vote was counted
    return Votes(pro, con, out, unanimous)


def _figure(pattern: re.Pattern[str], plain: str) -> int | None:
    for match in pattern.finditer(plain):
        said = match["m"] or match["n"]
        if said.isdigit():
            return int(said)
        if said.split()[-1] in _NONE:
            return 0
        words = said.split()
        for first in range(len(words)):
            value = _value(" ".join(words[first:]))
            if value is not None:
                return value
    return None


def _answered(asked: re.Pattern[str], plain: str) -> int | None:
    """What was answered to « qui est contre ? »."""
    match = asked.search(plain)
    if not match:
        return None
    if match["first"] in _NONE or match["first"] == "non":
        return 0
    for said in (match["first"] + (match["more"] or ""), match["first"]):
        if said.isdigit():
            return int(said)
        value = _value(said)
        if value is not None:
            return value
    return None


def _value(said: str) -> int | None:
    """A number in figures or in words, when that is all there is."""
    if said in ("un", "une"):
        return 1
    found = numerals(_accented(said))
    whole = found and found[0].start == 0 and found[0].end == len(said) and not found[0].article
    return int(found[0].value) if whole else None


def _accented(said: str) -> str:
    return said.replace("zero", "zéro")
