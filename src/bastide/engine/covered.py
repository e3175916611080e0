"""Whether the words of a sentence are those of its source, or words for them.

1. Each content word must be in the quote, in the titles above it, in the subject of the document's
   title, or be of the same family (`engine.french`) or the same line of `data/paraphrases.tsv`.
2. A proper name must be there letter for letter: a stem would take Martine for Martin.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from bastide.engine.figures import figures
from bastide.engine.french import Lexicon, analyse, fold, rows_of, shipped_lexicon
from bastide.engine.matching import near

# Locutions whose words mean nothing apart.
_LINKS = re.compile(
    r"à partir d[eu]|en fonction d[eu]|au maximum|au minimum|à la place d[eu]|au moment d[eu]"
    r"|en cas d[e'’]|dans le cas|à condition|y compris|tout le monde"
    r"|(?:dans )?(?:un|le) délai d[e'’]|faute de quoi|(?:aller|va|vont) jusqu"
    # Beside a figure these are its bound, which `figures` compares.
    r"|(?<=\d[ \u00a0\u202f])(?:€ )?(?:maximum|minimum)\b|\bfois (?:maximum|minimum)\b"
    r"|passe(?:nt)? en priorité|une fois (?:qu|l)",
    re.IGNORECASE,
)
_NAME = re.compile(r"(?<![\w'’.])(?:[dlDL]['’])?([A-ZÀ-ÖØ-Þ][\w’'-]*)")
_SENTENCE_START = re.compile(r"(?:^|[.!?:]\s+|\n\s*)[«\"“(]?\s*$")
_POLITE = frozenset("madame monsieur mesdames messieurs mme m mlle vous votre vos".split())


@lru_cache(maxsize=4)
def _groups(lexicon: Lexicon) -> dict[str, frozenset[int]]:
    found: dict[str, set[int]] = {}
    for number, row in enumerate(rows_of("paraphrases.tsv")):
        for word in row:
            for stem in lexicon.stems(word.strip()):
                found.setdefault(stem, set()).add(number)
    return {stem: frozenset(numbers) for stem, numbers in found.items()}


@lru_cache(maxsize=4)
def _free(lexicon: Lexicon) -> frozenset[str]:
    return frozenset(
        stem for row in rows_of("words_that_claim_nothing.tsv") for word in row
        for stem in lexicon.stems(word)
    )  # fmt: skip


def stands_for(stem: str, others: frozenset[str], lexicon: Lexicon) -> bool:
    """Whether a stem is among others, by itself, by its family or by a word for it."""
    if near(stem, others, lexicon) or any(_conjugated(stem, other) for other in others):
        return True
    own = _groups(lexicon).get(stem)
    if not own:
        return False
    groups = _groups(lexicon)
    return any(own & groups.get(other, frozenset()) for other in others)


# Letters that two forms of one verb share, and by how many they may differ: the stemmer leaves
# « acceptent » beside « accept », « prevoi » beside « prevoir ».
_SHARED, _ENDING = 6, 4


def _conjugated(one: str, other: str) -> bool:
    """Whether two stems are two endings of one long word."""
    return (
        one[:_SHARED] == other[:_SHARED]
        and min(len(one), len(other)) >= _SHARED
        and abs(len(one) - len(other)) <= _ENDING
        and (one.startswith(other) or other.startswith(one))
    )


def uncovered(sentence: str, sources: Iterable[str], lexicon: Lexicon | None = None) -> list[str]:
    """The content words of the sentence that no source holds nor a word for them."""
    words = lexicon or shipped_lexicon()
    held = frozenset(stem for text in sources for stem in analyse(text, words))
    free = _free(words)
    sentence = _LINKS.sub(" ", sentence)
    for figure in figures(sentence, words):
        sentence = (
            f"{sentence[: figure.start]}{' ' * (figure.end - figure.start)}{sentence[figure.end :]}"
        )
    return [
        stem
        for stem in dict.fromkeys(analyse(sentence, words))
        if not stem.isdigit() and stem not in free and not stands_for(stem, held, words)
    ]


def unknown_names(
    sentence: str, sources: Iterable[str], lexicon: Lexicon | None = None
) -> list[str]:
    """The proper names of the sentence that no source writes."""
    words = lexicon or shipped_lexicon()
    written = {
        piece
        for text in sources
        for word in re.findall(r"[^\W_]+(?:['’-][^\W_]+)*", text)
        for piece in _spellings(word)
    }
    stems = frozenset(stem for text in sources for stem in analyse(text, words))
    missing = []
    for match in _NAME.finditer(sentence):
        name = match.group(1)
        if _SENTENCE_START.search(sentence[: match.start(1)]) and not (
            name.isupper() and fold(name) != "a"
        ):
            # The first word has a capital whatever it is: its content is checked as the others'.
            continue
        parts = [part for part in re.split(r"['’-]", fold(name)) if part]
        if (
            _spellings(name) & written
            or all(_spellings(p) & written for p in parts)
            or fold(name) in _POLITE
        ):
            continue
        opened = words.expansion(fold(name))
        if opened and all(stem in stems for stem in opened):
            continue
        missing.append(name)
    return missing


def _spellings(word: str) -> set[str]:
    """The folded word, its parts, and each without the mark of the plural."""
    folded = fold(word)
    parts = {folded, *re.split(r"['’-]", folded)}
    found = {part for part in parts if len(part) > 1 or part.isalnum()}
    return found | {part.rstrip("sx") for part in found if len(part) > 3}
