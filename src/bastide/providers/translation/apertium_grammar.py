"""Gender and number of a term, by Apertium's own dictionaries, so that the sentence agrees with it.

« une attestation » whose term is « un certificat » in Catalan must become « un certificat signat »,
not « una certificat signada »: the mark that stands for the term is given the source's gender while
the source is read, the target's once the target is written.
"""

from __future__ import annotations

import re
import subprocess
from collections.abc import Iterable, Sequence
from functools import lru_cache

from bastide.providers.translation.apertium_modes import MODES, installed
from bastide.providers.translation.apertium_pipe import ENVIRONMENT, programs

_UNIT = re.compile(r"\^([^/$]*)/([^$]*)\$")
_NOUN = re.compile(
    r"<(?:n|np)>(?:<(?:ant|cog|top|al|org)>)?"
    r"(?P<gender><(?:m|f|mf|nt)>)(?P<number><(?:sg|pl|sp)>)"
)
_BEFORE_NOUN = re.compile(r"<(?:det|adj|num|preadv)>")
# A term of more words than this is no noun with its complements.
MOST_WORDS = 12
MOST_KNOWN = 20_000

# (language, term) → its tags; empty when it has none.
_known: dict[tuple[str, str], str] = {}


@lru_cache(maxsize=64)
def analyser(language: str) -> tuple[str, ...]:
    """The command that analyses a language's words, from any installed mode that begins there."""
    for source, target in installed():
        if source == language:
            return tuple(programs(MODES[source, target][1])[0][0])
    return ()


def nouns(terms: Iterable[str], language: str) -> dict[str, str]:
    """The tags of each term's head, as `<n><f><sg>`; terms without a known noun are left out."""
    wanted = [one for one in dict.fromkeys(terms) if _may_be_noun(one)]
    asked = [one for one in wanted if (language, one) not in _known]
    if asked:
        if len(_known) > MOST_KNOWN:
            _known.clear()
        _known.update(((language, one), tags) for one, tags in _analysed(asked, language))
    return {one: tags for one in wanted if (tags := _known.get((language, one), ""))}


def _may_be_noun(term: str) -> bool:
    return len(term.split()) <= MOST_WORDS and all(c.isalpha() or c in " '’-." for c in term)


def _analysed(terms: Sequence[str], language: str) -> list[tuple[str, str]]:
    command = analyser(language)
    if not command:
        return []
    try:
        told = subprocess.run(
            command,
            input="".join(f"{one}.\0" for one in terms).encode(),
            capture_output=True,
            timeout=10,
            check=False,
            env=ENVIRONMENT,
        )
    except (OSError, subprocess.SubprocessError):
        return []
    records = told.stdout.decode("utf-8", "replace").split("\0")
    return list(zip(terms, map(_head, records), strict=False))


def _head(record: str) -> str:
    for _, readings in _UNIT.findall(record):
        found = {m["gender"] + m["number"] for m in _NOUN.finditer(readings)}
        if len(found) == 1:
            return "<n>" + found.pop()
        if found or not _BEFORE_NOUN.search(readings):  # not sure: the source's article stays
            return ""
    return ""
