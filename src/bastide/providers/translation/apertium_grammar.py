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
from typing import TypeVar

from bastide.providers.translation.apertium_modes import MODES, installed
from bastide.providers.translation.apertium_pipe import ENVIRONMENT, programs

_T = TypeVar("_T")
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


def plurals(terms: Iterable[str], language: str) -> dict[str, str]:
    """Each term in the plural: its head and the adjectives around it; those that the dictionaries
    cannot write are left out."""
    wanted = [one for one in dict.fromkeys(terms) if _may_be_noun(one)]
    units: list[tuple[str, str, str]] = []  # term, word, what it is in the plural
    for term, record in _records(analyser(language), [f"{one}." for one in wanted], wanted):
        units += [(term, word, unit) for word, unit in _changed(record)]
    asked = [f"^{unit}$" for _, _, unit in units]
    found: dict[str, str] = {}
    for (term, word, _), made in _records(generator(language), asked, units):
        if made.startswith("#") or not made:
            found[term] = ""
        elif found.get(term, term):
            found[term] = found.get(term, term).replace(word, made, 1)
    return {term: plural for term, plural in found.items() if plural}


def _changed(record: str) -> list[tuple[str, str]]:
    """The words of a term that change in the plural, and the dictionary's units for them."""
    found: list[tuple[str, str]] = []
    head = False
    for word, readings in _UNIT.findall(record):
        kind = "adj" if head or not re.search(r"<n>", readings) else "n"
        unit = next((r for r in readings.split("/") if f"<{kind}>" in r and "<sg>" in r), "")
        if not unit:
            break
        found.append((word, unit.replace("<sg>", "<pl>")))
        head = head or kind == "n"
    return found if head else []


@lru_cache(maxsize=64)
def generator(language: str) -> tuple[str, ...]:
    """The command that writes a language's words, from any installed mode that ends there."""
    for source, target in installed():
        if target == language:
            program = programs(MODES[source, target][1])[3][0]
            data = next((one for one in program if one.endswith(".autogen.bin")), "")
            if data:
                return ("lt-proc", "-z", "-g", data)
    return ()


def _may_be_noun(term: str) -> bool:
    return len(term.split()) <= MOST_WORDS and all(c.isalpha() or c in " '’-." for c in term)


def _analysed(terms: Sequence[str], language: str) -> list[tuple[str, str]]:
    given = _records(analyser(language), [f"{one}." for one in terms], terms)
    return [(term, _head(record)) for term, record in given]


def _records(
    command: Sequence[str], lines: Sequence[str], of: Sequence[_T]
) -> list[tuple[_T, str]]:
    """What a program makes of each line, beside what the line is of; nothing when it fails."""
    if not command or not lines:
        return []
    try:
        told = subprocess.run(
            command,
            input="".join(f"{line}\0" for line in lines).encode(),
            capture_output=True,
            timeout=10,
            check=False,
            env=ENVIRONMENT,
        )
    except (OSError, subprocess.SubprocessError):
        return []
    return list(zip(of, told.stdout.decode("utf-8", "replace").split("\0"), strict=False))


def _head(record: str) -> str:
    for _, readings in _UNIT.findall(record):
        found = {m["gender"] + m["number"] for m in _NOUN.finditer(readings)}
        if len(found) == 1:
            return "<n>" + found.pop()
        if found or not _BEFORE_NOUN.search(readings):  # not sure: the source's article stays
            return ""
    return ""
