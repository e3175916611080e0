"""Translating in the background: files, and texts too long to be waited for.

Done twice, it gives the same result. A failure is told on the page, where another try is one click
away: what was handed over is kept.
"""

from __future__ import annotations

import logging
from collections.abc import Mapping

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bastide.engine.ports import ReadError
from bastide.engine.translation.flow import memory_key
from bastide.engine.translation.model import Translated, TranslationError
from bastide.jobs.queue import task
from bastide.languages.translate import Done, Wanted, translate, translate_to
from bastide.usecases.translate import storage
from bastide.usecases.translate.keeping import TRANSLATE, corrections
from bastide.usecases.translate.models import Segment, Text

log = logging.getLogger("bastide.translate")
# Seconds for what is given to an engine at once (`languages.translate.AT_ONCE`): a model on a
# processor writes slowly.
SECONDS = 600.0


@task(TRANSLATE, gettext_lazy("Traduction"))
def run(text: int) -> None:
    """Translates a text or a file that waits; one that is gone or done is left alone."""
    row = Text.objects.filter(pk=text, state=Text.State.WAITING).first()
    if row is not None:
        translate_row(row, SECONDS)


def translate_row(row: Text, seconds: float) -> None:
    """Translates a row within `seconds` a call; what stops it is written on it."""

    def progress(done: int, total: int) -> None:
        Text.objects.filter(pk=row.pk).update(done=done, total=total)

    wanted = Wanted(
        row.source_language,
        row.target_language,
        row.member,
        corrections(row),
        seconds,
        progress,
    )
    output = ""
    try:
        if row.path:
            output = storage.new_path(_suffix(row.path))
            with storage.local(row.path) as given, storage.written(output) as made:
                done = translate_to(given, made, row.name, wanted)
        else:
            done = translate([row.text], wanted)
    except (ReadError, TranslationError) as error:
        _stopped(row, str(error), output)
    except Exception:
        log.exception("text %s was not translated", row.pk)
        _stopped(row, _("La traduction s'est interrompue. Réessayez."), output)
    else:
        _keep(row, done, output, wanted.corrected)


def _suffix(path: str) -> str:
    return "." + path.rpartition(".")[2]


def _stopped(row: Text, problem: str, output: str) -> None:
    storage.remove(output)
    Text.objects.filter(pk=row.pk).update(state=Text.State.FAILED, problem=problem[:400])


def _keep(row: Text, done: Done, output: str, corrected: Mapping[str, str]) -> None:
    """Replaces the segments of a row; those that an agent put right stay hers. A row that was
    erased meanwhile leaves no file behind."""
    with transaction.atomic():
        if not Text.objects.select_for_update().filter(pk=row.pk).exists():
            storage.remove(output)
            return
        former = Text.objects.get(pk=row.pk).output
        row.segments.all().delete()
        Segment.objects.bulk_create(_segments(row, done.texts, corrected), batch_size=500)
        row.state, row.problem, row.output = Text.State.DONE, "", output
        row.engine, row.quality = done.pair.engine, done.pair.quality
        row.done = row.total = len(done.texts)
        row.run_id = done.run
        row.save()
    storage.remove(former)


def _segments(
    row: Text, texts: tuple[Translated, ...], corrected: Mapping[str, str]
) -> list[Segment]:
    found: list[Segment] = []
    for text in texts:
        for one in text.segments:
            found.append(
                Segment(
                    text=row,
                    position=len(found),
                    source=one.source,
                    target=one.target,
                    after=one.after[:200],
                    origin=one.origin,
                    doubts=[doubt.told for doubt in one.doubts],
                    corrected=one.target if memory_key(one.source) in corrected else "",
                )
            )
        if row.path and text.segments:  # each text of a file is a paragraph of it
            found[-1].after = "\n"
    return found
