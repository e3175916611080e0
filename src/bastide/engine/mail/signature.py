"""Where the signature of a mail begins and ends, once its quotations are out.

It is at the end: after « -- », the mention of a telephone, a legal notice, a closing formula, or
the lines of a name and its contacts. What is written again below (a post-scriptum, a question) is
the author's.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

# Characters of a line that are looked at.
LOOKED_AT = 300
# Lines and words of a signature at most; a line of more words is prose.
LONGEST_SIGNATURE, PROSE = 25, 11

_RULE = re.compile(r"^\s*(?:--|—|__+)\s*$")
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
    r"(?:[Ll]e|[Ll]a|[Ll]['’]|[Ll]es)\s?(?i:pr[ée]sident|secr[ée]taire|tr[ée]sori|direct|g[ée]rant"
    r"|service|[ée]quipe|comit[ée]|famille|bureau|responsable|maire|adjoint|conseil|cabinet|soci[ée]t[ée])"
)
_NAME = re.compile(
    rf"^\s*(?:{_OFFICE}[^.!?]{{0,40}}$|(?:(?:M\.|Mme|Mlle|Dr|Me|Monsieur|Madame)\s+)?{_NAME_WORD}"
    rf"(?:\s+(?:d[eu]\s+|l[ae]\s+|d['’])?{_NAME_WORD}){{0,3}}\s*,?\s*$)"
)
_GREETING = re.compile(r"^\W*(?:bonjour|bonsoir|madame|monsieur|merci|salut|hello|ok)\b", re.I)


def signature(lines: Sequence[str]) -> tuple[int, int]:
    """The first line of the signature and the one after it; both the number of lines when there is
    none."""
    start = _signature_at(lines)
    return start, start + _prose_after(lines[start:])


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
    long_formula = re.search(
        r"agr[ée]er|salutations|croire|consid[ée]ration|attente|attention", line, re.I
    )
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
