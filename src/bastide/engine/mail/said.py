"""The sentences of a mail, and what each does: asks, sends, thanks, chases, promises (`forms`)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property

from bastide.engine.french import analyse, fold
from bastide.engine.mail.forms import LONGEST, Read
from bastide.engine.mail.signature import closes
from bastide.engine.sentences import units

# Characters of a sentence that are shown, of a line that a mail program folds at least.
SHOWN, FOLDED = 320, 50
# Words of a greeting at most: « Madame la Présidente du Conseil départemental ».
GREETS = 7

_GREETING = re.compile(
    r"^\W*(?:bonjour|bonsoir|bjr|bsr|salut|slt|hello|coucou|chere?|madame|monsieur|mesdames"
    r"|messieurs|mme|m\.)\b[\w ,.'’-]{0,60}$"
)
_GOES_ON = re.compile(r"[a-zà-öø-ÿ«(]|\d+(?![\d).°-])")
_HANGS = re.compile(
    r"(?:,|\b(?:à|a|de|du|des|le|la|les|un|une|et|ou|en|au|aux|pour|par|sur|dans|avec|chez|que|qui|mon|ma"
    r"|mes|ce|cette|ne|est|sont|rue|avenue|place|Mme|M\.))$"
)
# « 16 h. Merci »: no abbreviation that goes on.
_HOUR = re.compile(r"(?<=\d h)\. (?=[A-ZÀ-ÖØ-Þ])")


@dataclass(frozen=True)
class Sentence(Read):
    """A sentence as it was written, on one line."""

    @cached_property
    def greets(self) -> bool:
        """Whether it only greets or takes leave."""
        if closes(self.text):
            return True
        return (
            len(self.text.split()) <= GREETS
            and bool(_GREETING.match(fold(self.text)))
            and not self.has("asks")
        )

    @cached_property
    def asks(self) -> bool:
        return self.has("asks")

    @cached_property
    def chases(self) -> bool:
        return self.has("chases")

    @cached_property
    def thanks(self) -> bool:
        return self.has("thanks")

    @cached_property
    def wants(self) -> bool:
        """Of a message of ours: whether it waits for something of the correspondent."""
        return self.has("wants") and self.has("wanted")

    @cached_property
    def other_matter(self) -> bool:
        """Whether it says that it turns to another matter."""
        return self.begins("other_matter")

    @cached_property
    def another(self) -> bool:
        """Whether it adds something, perhaps another question."""
        return self.other_matter or self.begins("another")

    @cached_property
    def stems(self) -> frozenset[str]:
        return frozenset(analyse(self.text[:LONGEST]))


def sentences(text: str) -> list[Sentence]:
    """The sentences of what a person wrote, its greeting included; a very long one is cut."""
    joined = _HOUR.sub(".\n", _joined(text[:LONGEST]))
    found = []
    for unit in units(joined):
        words = " ".join(joined[unit.start : unit.end].split())
        if words:
            found.append(Sentence(words))
    return found


def shown(words: str, most: int = SHOWN) -> str:
    """A sentence cut to what is read at a glance, between two words."""
    if len(words) <= most:
        return words
    return words[:most].rsplit(" ", 1)[0] + " …"


def _joined(text: str) -> str:
    """Lines that a mail program folded, put together: a long line that ends without a mark goes on
    with the next one when that begins in lower case or by a figure, or when no sentence ends so."""
    out: list[str] = []
    width = 0
    for line in text.split("\n"):
        line = line.strip()
        folded = width >= FOLDED and out[-1][-1] not in ".!?:;"
        if folded and line and (_GOES_ON.match(line) or _HANGS.search(out[-1][-20:])):
            out[-1] = f"{out[-1]} {line}"
        else:
            out.append(line)
        width = len(line)
    return "\n".join(out)
