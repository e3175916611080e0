"""The way of a translation, whichever use case asks for it.

1. The engines of the pair, the best first (`engines`); one that fails leaves its turn to the next.
2. The memory's segments are taken as they are, the glossary is locked, and what comes back is
   proved (`engine.translation.flow`).
3. Each try is entered in the ledger, with what the engine consumed.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path

from bastide.endpoints.chosen import Chosen
from bastide.engine.translation.flow import Recall, translate_texts
from bastide.engine.translation.languages import name
from bastide.engine.translation.model import Pair, Term, Translated, TranslationError
from bastide.languages import memory
from bastide.languages.engines import Engine, able
from bastide.languages.glossary import terms
from bastide.providers.translation.files import translate_file
from bastide.runs import ledger
from bastide.runs.models_used import use_of
from bastide.tenants.models import Member

# Under every translation: it helps to understand, no sworn translator made it.
MENTION = "traduction de compréhension, non certifiée"
# Characters given to an engine at once: a second or two of Apertium, between two looks at progress.
AT_ONCE = 20_000
# Seconds; with less, the next engine is not worth a try.
LEAST_S = 1.0

# What a question's answer in another language costs is no answer's cost: the ledger holds it apart.
USECASE = "translate"

Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is asked. `corrected`: segments that were put right for this text alone, by their key
    (`memory_key`); `deadline_s`: seconds of one call, and after which no other engine is tried."""

    source: str
    target: str
    member: Member | None = None
    corrected: Mapping[str, str] = field(default_factory=dict)
    deadline_s: float = 60.0
    progress: Progress | None = None


@dataclass(frozen=True, slots=True)
class Done:
    """The translations, what made them, and the number of the run in the ledger."""

    texts: tuple[Translated, ...]
    pair: Pair
    run: int


def translate(texts: Sequence[str], wanted: Wanted) -> Done:
    """One translation a text. Raises `TranslationError`."""
    return _with_an_engine(wanted, lambda work: work(texts))


def translate_to(path: Path, out: Path, name: str, wanted: Wanted) -> Done:
    """A file into another, its layout kept. Raises `ReadError`, `TranslationError`."""
    return _with_an_engine(
        wanted,
        lambda work: translate_file(path, out, wanted.source, wanted.target, work, name),
    )


Work = Callable[[Sequence[str]], list[Translated]]


def _with_an_engine(wanted: Wanted, use: Callable[[Work], list[Translated]]) -> Done:
    known = able(wanted.member, wanted.source, wanted.target)
    if not known:
        raise TranslationError(
            f"Aucun moteur installé ne traduit de : {name(wanted.source)} vers : "
            f"{name(wanted.target)}.",
            "pair",
        )
    glossary = terms(wanted.source, wanted.target)
    recall = _recalling(wanted)
    failure: TranslationError | None = None
    ends = time.monotonic() + wanted.deadline_s
    for engine, pair in known:
        left = ends - time.monotonic()
        if failure is not None and left < LEAST_S:
            break
        asked = replace(wanted, deadline_s=left)
        work = partial(_in_slices, asked, engine, glossary, recall)
        try:
            texts, run = _entered(engine, wanted, partial(use, work))
        except TranslationError as error:
            failure = failure or error
        else:
            return Done(tuple(texts), pair, run)
    assert failure is not None
    raise failure


def _entered(
    engine: Engine, wanted: Wanted, use: Callable[[], list[Translated]]
) -> tuple[list[Translated], int]:
    """What `use` gives and the number of its run, entered whatever becomes of it."""
    watch, before = ledger.Stopwatch(), engine.cpu_s()
    outcome = "failed"
    run = 0
    try:
        texts = use()
        outcome = "translated"
    except TranslationError as error:
        outcome = error.kind
        raise
    finally:
        watch.add(cpu_s=engine.cpu_s() - before)
        run = ledger.record(watch, USECASE, engine.stage, outcome, use=_consumed(engine.chosen)).pk
    return texts, run


def _consumed(chosen: Chosen | None) -> ledger.ModelUse | None:
    return use_of(chosen.attempts) if chosen is not None else None


def _recalling(wanted: Wanted) -> Recall:
    """What was put right for this text first, then the memory."""
    known = memory.recall(wanted.source, wanted.target)

    def recall(keys: Collection[str]) -> Mapping[str, str]:
        own = {key: wanted.corrected[key] for key in keys if key in wanted.corrected}
        return {**known([key for key in keys if key not in own]), **own}

    return recall


def _in_slices(
    wanted: Wanted,
    engine: Engine,
    glossary: Sequence[Term],
    recall: Recall,
    texts: Sequence[str],
) -> list[Translated]:
    found: list[Translated] = []
    for some in _slices(texts):
        if wanted.progress is not None:
            wanted.progress(len(found), len(texts))
        found += translate_texts(
            some,
            wanted.source,
            wanted.target,
            engine.translator,
            glossary,
            recall,
            deadline_s=wanted.deadline_s,
        )
    return found


def _slices(texts: Sequence[str]) -> Iterator[list[str]]:
    some: list[str] = []
    size = 0
    for text in texts:
        if some and size + len(text) > AT_ONCE:
            yield some
            some, size = [], 0
        some.append(text)
        size += len(text)
    if some:
        yield some
