"""The words that a mail's author wrote, apart from those it quotes and from its signature.

1. A line that opens a quotation (« Le mar. 3 mars 2026 à 10:12, X a écrit : », « De : … Envoyé :
   … », « -----Message d'origine----- ») gives all that follows to the quotation; but an author
   who answers below or between lines marked `>` keeps her own lines.
2. Of what is left, the end is the signature: after « -- », the mention of a telephone, a legal
   notice, a closing formula, or the lines of a name and its contacts.

One pass over the lines, each looked at on its first 300 characters: no text makes it slow.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

# Characters of a line that are looked at.
LOOKED_AT = 300
# Lines: a header of reply may be folded over so many; a block « De : … » says itself in so many.
FOLDED, BLOCK = 4, 9
# Lines and words of a signature at most; a line of more words is prose.
LONGEST_SIGNATURE, PROSE = 25, 11

_DASHED = re.compile(
    r"^[\s>*]*[-_=—–]{2,}\s*(?:"
    r"(?:message|mail|courriel|e-mail)\s+(?:d['’]origine|original|initial|transf[ée]r[ée]|forward[ée]?"
    r"|r[ée]exp[ée]di[ée])|original message|forwarded (?:message|by)|(?:message|mail)\s+de\b"
    r"|forwarded message|mensaje original|urspr.{1,3}ngliche nachricht)",
    re.IGNORECASE,
)
_FORWARDED = re.compile(
    r"^\s*(?:d[ée]but du message (?:r[ée]exp[ée]di[ée]|transf[ée]r[ée])|begin forwarded message"
    r"|message transf[ée]r[ée])\s*:?\s*$",
    re.IGNORECASE,
)
_FORWARDS = re.compile(r"^\s*(?:tr|fwd?|fw|transf\w*|wg|rv)\s*:", re.IGNORECASE)
_FORWARDS_BELOW = re.compile(r"forward|transf[ée]r[ée]|r[ée]exp[ée]di[ée]", re.IGNORECASE)
_WROTE = re.compile(
    r"(?:(?<!m['’])(?<!nous )(?<!vous )(?<!lui )(?<!leur )a (?:[ée]crit|[ée]t[ée] [ée]crit)|wrote"
    r"|escribi[óo]|schrieb|ha scritto)\s*:?\s*$",
    re.IGNORECASE,
)
_WROTE_BEGINS = re.compile(r"^\s*(?:le|on|el|am|il|en|du|\d{1,4}|[\"“]?\w)", re.IGNORECASE)
_HEADER_BEGINS = re.compile(r"^(?:le|on|el|am|il)\b.{0,40}\d|^[^.!?]{0,80}<?\S+@\S+", re.IGNORECASE)
_WHEN = re.compile(
    r"\b(?:19|20)\d\d\b|\b\d{1,2}\s?[:hH]\s?\d\d\b|\b\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}|@\w"
)
_FIELD = re.compile(
    r"^[\s*_]*(?P<name>de|from|exp[ée]diteur|von|da|envoy[ée](?: le)?|sent|date|gesendet|à|a|to|an"
    r"|destinataires?|cc|copie(?: à)?|cci|objet|subject|sujet|betreff|r[ée]pondre à|reply-to"
    r"|importance)\s*[*_]*\s?:(?:\s|$)",
    re.IGNORECASE,
)
_FROM = frozenset(("de", "from", "expediteur", "expéditeur", "von", "da"))

_RULE = re.compile(r"^\s*(?:--|—|__+)\s*$")
_RULE_LONG = re.compile(r"^\s*[_-]{8,}\s*$")
_DEVICE = re.compile(
    r"^\s*[>*_-]*\s*(?:envoy[ée]e? (?:de|depuis|à partir d|avec|par) ?(?:mon|ma|une?|l['’]|la|e"
    r"|yahoo|outlook|gmail|proton|orange|sfr|free|bouygues|samsung|iphone|android)"
    r"|sent (?:from|with|via)\b|(?:t[ée]l[ée]charge[rz]|obtenir|obtenez|get) outlook"
    r"|provenance\s*: courrier|envoy[ée] via\b)",
    re.IGNORECASE,
)
_NOTICE = re.compile(
    r"^\W*(?:(?:ce|cet|le pr[ée]sent|l['’]int[ée]grit[ée] de ce) (?:message|courriel|e-?mail|mail"
    r"|courrier [ée]lectronique)\b[^\n]{0,200}?(?:confidenti|destinataire|pi[èe]ces jointes"
    r"|exclusiv|priv[ée]|virus|usage)"
    r"|(?:les informations|ce document)\b[^\n]{0,120}confidenti"
    r"|this (?:e-?mail|message)\b[^\n]{0,200}(?:confidential|intended|privileged)"
    r"|(?:si|if) (?:vous|you)\b[^\n]{0,60}(?:pas le destinataire|not the intended)"
    r"|avant d['’]imprimer|pensez à l['’]environnement|merci de penser à l['’]environnement"
    r"|n['’]imprimez|please consider the environment|sans virus|garanti sans virus"
    r"|l['’]absence de virus|avis de confidentialit|clause de confidentialit|mention l[ée]gale)",
    re.IGNORECASE,
)
_CLOSING = re.compile(
    r"^\W*(?:(?:tr[èe]s |bien )?cordialement|(?:bien )?cordt\b|cdlt|cdt\b|bien à (?:vous|toi)"
    r"|amicalement|respectueusement|sinc[èe]rement|dans l['’]attente"
    r"|(?:en )?vous (?:en )?remerciant"
    r"|(?:mes |avec mes |meilleures )?(?:sinc[èe]res |respectueuses |cordiales )?salutations"
    r"|(?:bonne|belle|excellente) (?:journ[ée]e|soir[ée]e|fin|r[ée]ception|semaine)"
    r"|en vous souhaitant|merci (?:d['’]avance|par avance|à vous|encore)"
    r"|(?:par avance|d['’]avance),? merci"
    r"|je vous (?:prie|remercie)[^\n]{0,60}(?:agr[ée]er|croire|recevoir|avance|attention)"
    r"|(?:veuillez|nous vous prions)[^\n]{0,40}(?:agr[ée]er|croire|recevoir)|recevez"
    r"|(?:best|kind) regards|regards\b|sincerely|yours|sign[ée]\s*:|bav\b|slts?\b)",
    re.IGNORECASE,
)
_AFTER = re.compile(r"^\W*(?:p\.?\s?-?s\.?\s*[:.-]|post[- ]scriptum|nb\s*:|n\.b\.)", re.IGNORECASE)
_CONTACT = re.compile(
    r"\S@\S+\.\w|(?<!\d)(?:\+33\s?|0)[1-9](?:[ .\-]?\d\d){4}(?!\d)"
    r"|^\W*(?:t[ée]l|mob|port|fax|portable)\b|\bwww\.|https?://|(?<!\d)\d{5} [A-ZÀ-Þ]"
)
_NAME_WORD = r"[A-ZÀ-ÖØ-Þ](?:[\w'’-]*|\.)"
_OFFICE = (
    r"(?:[Ll]e|[Ll]a|[Ll]['’]|[Ll]es)\s?(?i:pr[ée]sident|secr[ée]taire|tr[ée]sori|direct|g[ée]rant|service"
    r"|[ée]quipe|comit[ée]|famille|bureau|responsable|maire|adjoint|conseil|cabinet|soci[ée]t[ée])"
)
_NAME = re.compile(
    rf"^\s*(?:{_OFFICE}[^.!?]{{0,40}}$|(?:(?:M\.|Mme|Mlle|Dr|Me|Monsieur|Madame)\s+)?{_NAME_WORD}"
    rf"(?:\s+(?:d[eu]\s+|l[ae]\s+|d['’])?{_NAME_WORD}){{0,3}}\s*,?\s*$)"
)
_GREETING = re.compile(r"^\W*(?:bonjour|bonsoir|madame|monsieur|merci|salut|hello|ok)\b", re.I)


@dataclass(frozen=True, slots=True)
class Parts:
    """A body in three: each of its lines is in one part, in the order of the body, blanks at the
    ends of a part left out."""

    written: str
    quoted: str
    signature: str


def set_apart(body: str) -> Parts:
    """The three parts of a body in plain text. Any string will do, of any size."""
    lines = body.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    own, quoted = _without_quotes(lines)
    cut = _signature_at(own)
    last = cut + _prose_after(own[cut:])
    written = own[:cut] + own[last:]
    return Parts(_joined(written), _joined(quoted), _joined(own[cut:last]))


def forwards(subject: str, quoted: str) -> bool:
    """Whether a mail forwards another rather than answers it, by its subject or its header."""
    return bool(_FORWARDS.match(subject[:40]) or _FORWARDS_BELOW.search(quoted[:LOOKED_AT]))


def without_header(lines: Sequence[str]) -> str:
    """What a quoted mail says: its own quotations, its header and its signature left out."""
    start = 0
    while start < min(len(lines), BLOCK + 3):
        line = lines[start][:LOOKED_AT]
        header = _DASHED.match(line) or _FORWARDED.match(line) or _FIELD.match(line)
        if line.strip() and not header and not _RULE_LONG.match(line):
            break
        start += 1
    return set_apart("\n".join(lines[start:])).written


def _joined(lines: Sequence[str]) -> str:
    return "\n".join(line.rstrip() for line in lines).strip("\n").strip()


def _without_quotes(lines: Sequence[str]) -> tuple[list[str], list[str]]:
    own: list[str] = []
    quoted: list[str] = []
    at = 0
    while at < len(lines):
        line = lines[at]
        if line.lstrip()[:1] == ">":
            quoted.append(line)
            at += 1
            continue
        opened = _opens(lines, at)
        if not opened:
            own.append(line)
            at += 1
            continue
        quoted += lines[at : at + opened]
        at += opened
        after = at
        while after < len(lines) and not lines[after].strip():
            after += 1
        if after < len(lines) and lines[after].lstrip()[:1] == ">":
            continue  # marked line by line: what is not marked is the author's
        quoted += lines[at:]
        break
    return own, quoted


def _opens(lines: Sequence[str], at: int) -> int:
    """How many lines open a quotation here; 0 for none."""
    line = lines[at][:LOOKED_AT]
    if not line.strip():
        return 0
    if _DASHED.match(line) or _FORWARDED.match(line):
        return 1
    field = _FIELD.match(line)
    if field and field["name"].lower() in _FROM and _block(lines, at):
        return 1
    if _RULE_LONG.match(line) and at + 1 < len(lines):
        below = at + 1
        while below < min(len(lines), at + 4) and not lines[below].strip():
            below += 1
        under = _FIELD.match(lines[below][:LOOKED_AT]) if below < len(lines) else None
        if under and under["name"].lower() in _FROM and _block(lines, below):
            return 1
    return _folded_header(lines, at)


def _block(lines: Sequence[str], at: int) -> bool:
    """Whether « De : » opens a block of at least two other fields."""
    names = set()
    for line in lines[at + 1 : at + BLOCK]:
        field = _FIELD.match(line[:LOOKED_AT])
        if field:
            names.add(field["name"].lower()[:4])
    return len(names - {"de"}) >= 2


def _folded_header(lines: Sequence[str], at: int) -> int:
    """« Le …, X a écrit : », folded or not, with a date, an hour or an address in it."""
    if not _WROTE_BEGINS.match(lines[at][:40]):
        return 0
    said = ""
    for count, line in enumerate(lines[at : at + FOLDED], 1):
        part = line.strip()
        if not part or part.startswith(">"):
            return 0
        said = f"{said} {part}"[-2 * LOOKED_AT :].strip()
        if _WROTE.search(part[-40:]) or (count > 1 and _WROTE.search(said[-40:])):
            return count if len(said) < 2 * LOOKED_AT and _WHEN.search(said) else 0
        if count == 1 and not _HEADER_BEGINS.match(part[:LOOKED_AT]):
            return 0
    return 0


def _signature_at(lines: Sequence[str]) -> int:
    """The line at which the signature begins; the number of lines when there is none."""
    end = len(lines)
    while end and not lines[end - 1].strip():
        end -= 1
    start = max(0, end - 3 * LONGEST_SIGNATURE)
    cut = end
    for at in range(start, end):
        line = lines[at][:LOOKED_AT]
        if _NOTICE.match(line) or _DEVICE.match(line) or _RULE.match(line):
            cut = at
            break
    for at in range(cut - 1, max(0, cut - LONGEST_SIGNATURE) - 1, -1):
        line = lines[at][:LOOKED_AT]
        if closes(line):
            return _first_closing(lines, at)
    return _name_lines(lines, cut)


def closes(line: str) -> bool:
    """Whether a line is a closing formula and says nothing else: no question, no number, and short
    unless it is the long formula of letters."""
    line = line[:LOOKED_AT]
    if not _CLOSING.match(line) or "?" in line or re.search(r"\d", line):
        return False
    long_formula = re.search(r"agr[ée]er|salutations|croire|consid[ée]ration|attente", line, re.I)
    return len(line.split()) <= (30 if long_formula else 9)


def _first_closing(lines: Sequence[str], at: int) -> int:
    """The first of several formulas, one above the other, blank lines between them."""
    above = at - 1
    while above >= 0:
        if closes(lines[above]):
            at = above
        elif lines[above].strip():
            break
        above -= 1
    return at


def _name_lines(lines: Sequence[str], cut: int) -> int:
    """Where the last lines are a name and contacts, without a formula above."""
    end = cut
    while end and not lines[end - 1].strip():
        end -= 1
    at = end
    named = False
    while at and end - at < 8:
        line = lines[at - 1][:LOOKED_AT]
        if _GREETING.match(line) or len(line) > 80:
            break
        if _NAME.match(line) and len(line.split()) <= 5:
            named, at = True, at - 1
            break
        if not (_CONTACT.search(line) and len(line.split()) <= 9) and line.strip():
            break
        at -= 1
    if not named or at == 0 or not any(line.strip() for line in lines[:at]):
        return cut
    return at


def _prose_after(tail: Sequence[str]) -> int:
    """How many lines of a tail are signature: what follows and is written again (a post-scriptum, a
    question) is the author's."""
    notice = False
    for at, line in enumerate(tail):
        said = line[:LOOKED_AT]
        notice = notice or bool(_NOTICE.match(said))
        if _AFTER.match(said):
            return at
        if at and not notice and not closes(line):
            prose = len(said.split()) > PROSE and not _DEVICE.match(said)
            if prose or (said.rstrip().endswith("?") and len(said.split()) > 3):
                return at
    return len(tail)
