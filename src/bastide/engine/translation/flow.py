"""Texts into another language: what is remembered, else what the engine gives, proved.

1. Each text is cut into sentences (`segments`); blanks and line breaks stay where they are.
2. A sentence that a person corrected once is taken from the memory.
3. What is left goes to the engine in one batch.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence

from bastide.engine.french import fold
from bastide.engine.ports import Translator
from bastide.engine.translation import marks
from bastide.engine.translation.model import Remembered, Segment, Term, Translated
from bastide.engine.translation.segments import Cut, cut

# From keys of sentences (`memory_key`) to their translations, those that are known.
Recall = Callable[[Collection[str]], Mapping[str, str]]


def memory_key(sentence: str) -> str:
    """What two writings of one sentence share in the memory: case, accents, blanks aside."""
    return " ".join(fold(sentence).split())


def recalling(entries: Iterable[Remembered]) -> Recall:
    """A memory held in a list; of two entries of one sentence the last is right."""
    known = {memory_key(one.source): one.target for one in entries}
    return lambda keys: {key: known[key] for key in keys if key in known}


def translate_texts(
    texts: Sequence[str],
    source: str,
    target: str,
    translator: Translator,
    glossary: Sequence[Term] = (),
    memory: Recall | None = None,
    *,
    deadline_s: float = 60.0,
) -> list[Translated]:
    """One translation a text. Raises `TranslationError`: nothing is half translated."""
    cuts = [cut(text) for text in texts]
    sentences = {one.text for text in cuts for one in text.sentences}
    known = memory({memory_key(one) for one in sentences}) if memory else {}
    asked = [one for one in sorted(sentences) if memory_key(one) not in known]
    given = translator.translate(asked, source, target, deadline_s=deadline_s)
    engine = dict(zip(asked, map(marks.plain, given), strict=True))
    return [_translated(text, known, engine) for text in cuts]


def _translated(text: Cut, known: Mapping[str, str], engine: Mapping[str, str]) -> Translated:
    segments = []
    for one in text.sentences:
        remembered = known.get(memory_key(one.text))
        if remembered is not None:
            segments.append(Segment(one.text, remembered, "memory", after=one.after))
        else:
            segments.append(Segment(one.text, engine[one.text], "engine", after=one.after))
    return Translated(text.plain, tuple(segments), text.before)
