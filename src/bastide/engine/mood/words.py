"""The words of a text as they are felt: where they stand, denied or not, how strongly said.

Spoken and typed French: « j'aime paaas », « chuis dégoutée », « RIEN NE MARCHE », emoji. Negation
follows French syntax: « ne … pas » denies the verb between, « pas » alone (spoken) the verb before
and a few words after; « ne … que » restricts, denies nothing.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

# Characters. A message longer than this is judged on its beginning and its end.
LONGEST = 20_000
# Words after « pas » that stay denied within the clause: a first choice, not measured yet.
DENIED = 4

_TOKEN = re.compile(
    r"[^\W\d_]+|[:;=]-?[()DPp/|\\'*]+|<3|[☀-➿\U0001F000-\U0001FAFF❤]|\d+|[.!?…]+|[,;:()«»\"\n]"
)
_REPEATED = re.compile(r"(.)\1{2,}")
_ENDS = frozenset(".!?…\n")
_SOFT_ENDS = frozenset(';:()«»"')
_NO = frozenset("pas jamais aucun aucune aucunement rien ni guere nullement pa".split())
_WITHOUT = frozenset("sans".split())
_NE = frozenset("ne n".split())
_MORE = frozenset("tres vraiment trop tellement super hyper si extremement absolument totalement "
                  "completement franchement grave carrement ultra entierement particulierement "
                  "tant profondement terriblement sacrement vachement".split())  # fmt: skip
_LESS = frozenset("peu assez plutot presque moyennement legerement relativement".split())
_TURNS = frozenset("mais cependant pourtant neanmoins toutefois".split())
STRONGER, WEAKER = 1.4, 0.6


@dataclass(frozen=True, slots=True)
class Felt:
    """A word: folded form, place in the text, whether denied, strength, clause after « mais »."""

    form: str
    start: int
    end: int
    denied: bool
    strength: float
    after_turn: bool
    loud: bool


@lru_cache(maxsize=50_000)
def folded(token: str) -> str:
    """Lower case, no accent, letters repeated three times or more once."""
    low = token.lower().replace("œ", "oe").replace("æ", "ae").replace("’", "'")
    plain = "".join(c for c in unicodedata.normalize("NFD", low) if not unicodedata.combining(c))
    return _REPEATED.sub(r"\1", plain) or low


def words(text: str) -> list[Felt]:
    """The words and signs of a text, in order. Any string is accepted, the middle of one longer
    than `LONGEST` characters is left out."""
    if len(text) > LONGEST:
        half = LONGEST // 2
        return _words(text[:half], 0) + _words(text[-half:], len(text) - half)
    return _words(text, 0)


def _words(text: str, shift: int) -> list[Felt]:
    rows = [(folded(m.group()), m.start(), m.end(), m.group()) for m in _TOKEN.finditer(text)]
    denied = _denied([row[0] for row in rows])
    found: list[Felt] = []
    strength, turned = 1.0, False
    for (form, start, end, raw), no in zip(rows, denied, strict=True):
        if form[0] in _ENDS:
            strength, turned = 1.0, False
        elif form in _TURNS:
            turned = True
        loud = len(raw) > 2 and raw.isupper()
        found.append(Felt(form, start + shift, end + shift, no, strength, turned, loud))
        if form in _MORE:
            strength = STRONGER
        elif form in _LESS:
            strength = WEAKER
        elif len(form) > 2:
            strength = 1.0
    return found


def _denied(forms: list[str]) -> list[bool]:
    marks = [False] * len(forms)
    opened = -9  # where « ne » was said
    left = 0
    for at, form in enumerate(forms):
        first = form[0]
        if first in _ENDS or first in _SOFT_ENDS or form in _TURNS:
            opened, left = -9, 0
        elif form in _NE:
            opened = at
        elif form in _NO or (form == "plus" and at - opened <= 3) or form in _WITHOUT:
            begins = opened + 1 if at - opened <= 4 else at - 1
            if form not in _WITHOUT:
                for back in range(max(begins, 0), at):
                    marks[back] = marks[back] or forms[back][0].isalpha()
            left = DENIED if form not in _WITHOUT else 2
        elif left and first.isalpha():
            marks[at] = True
            left -= len(form) > 2
        elif first == ",":
            left = min(left, 0)
    return marks
