"""The way of a text, from what is given to what is handed back.

1. `give`: kept, with its file if there is one; a pasted text is looked through at once, a file in
   the background (`tasks`).
2. `find`: the file's text (killable child), the personal data in it, of the kinds asked for.
3. The agent accepts or refuses places, adds words (`choices`).
4. `result`: the text or file with what is accepted replaced, proved; `key`: the way back.
5. `brought_back`: a result and its key give the source again.
"""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils.translation import gettext as _

from bastide.engine.personal import Span, personal
from bastide.engine.personal.keys import key_of, read_key, restorations
from bastide.engine.personal.replacing import Replacement, applied, replacements
from bastide.engine.ports import ReadError
from bastide.jobs.failpoints import failpoint
from bastide.jobs.queue import enqueue
from bastide.providers.redaction.sandbox import extracted, redacted
from bastide.runs import ledger
from bastide.runs.ledger import Stopwatch
from bastide.tenants.files import local_path
from bastide.usecases.redact.kinds import sound
from bastide.usecases.redact.models import Redaction


def give(
    owner: Any, text: str, file: UploadedFile | None, mode: str, kinds: list[str]
) -> Redaction:
    """What was given, kept; its reading is done or ordered."""
    name = (file.name or "") if file else ""
    name = name.replace("\\", "/").rsplit("/", 1)[-1][:120] if file else _("Texte collé")
    row = Redaction(owner=owner, name=name or _("fichier"), mode=mode, kinds=sound(kinds))
    if file is None:
        row.text = text.replace("\0", "").replace("\r\n", "\n")
        row.save()
        find(row)
        return row
    row.enter_scope()  # the place of the file bears the organisation
    with transaction.atomic():
        row.source.save(name, file, save=False)
        row.save()
        enqueue("redact.find", redaction=row.pk)
    return row


def find(row: Redaction) -> None:
    """Looks through a text or a file; what cannot be read is told on its page.

    A worker that was suspended wakes after another did it: it changes nothing, and counts nothing.
    """
    watch = Stopwatch()
    try:
        if row.source:
            with local_path(row.source) as path:
                read = extracted(path, row.name)
            row.text, row.suffix, row.warnings = read.text, read.suffix, list(read.warnings)
        row.found = [
            {"start": s.start, "end": s.end, "kind": s.kind, "on": True, "hand": False}
            for s in personal(row.text)
            if s.kind in row.kinds
        ]
        row.state = Redaction.State.READY
    except ReadError as error:
        row.state, row.reason = Redaction.State.FAILED, str(error)[:500]
    except Exception:
        ledger.record(watch, "redact", "rules", "error")
        raise
    failpoint("redact.found")
    with transaction.atomic():
        waiting = Redaction.objects.select_for_update().filter(pk=row.pk, state=row.State.WAITING)
        if not waiting.exists():
            return
        row.save()
        outcome = "found" if row.state == row.State.READY else "refused"
        ledger.record(watch, "redact", "rules", outcome)


def made(row: Redaction) -> list[Replacement]:
    """What takes the place of what is accepted."""
    spans = [Span(one["start"], one["end"], one["kind"]) for one in row.found if one["on"]]
    return replacements(row.text, spans, pseudonyms=row.mode == Redaction.Mode.PSEUDONYMS)


def result(row: Redaction) -> bytes:
    """The text or the file, redacted. Raises `ReadError`."""
    watch = Stopwatch()
    outcome = "error"
    try:
        if not row.source:
            body = applied(row.text, made(row)).encode("utf-8", "replace")
        else:
            puts = [(one.start, one.end, one.new) for one in made(row)]
            with local_path(row.source) as path:
                body = redacted(path, row.name, row.text, puts)
        outcome = "written"
    except ReadError:
        outcome = "refused"
        raise
    finally:
        ledger.record(watch, "redact", "rules", outcome)
    return body


def key(row: Redaction) -> str:
    """The key of the result, in JSON; nothing of it is kept."""
    return key_of(row.text, made(row)).as_json()


def brought_back(text: str, file: UploadedFile | None, raw_key: str) -> tuple[bytes, str]:
    """The source of a result and its suffix. Raises `ReadError`, `BadKey`."""
    the_key = read_key(raw_key)
    if file is None:
        plain = text.replace("\r\n", "\n")
        return applied(plain, restorations(plain, the_key)).encode("utf-8", "replace"), ".txt"
    with tempfile.NamedTemporaryFile(prefix="redact-") as kept:
        for chunk in file.chunks():
            kept.write(chunk)
        kept.flush()
        path, name = Path(kept.name), file.name or "fichier"
        read = extracted(path, name)
        if read.suffix == ".pdf":
            raise ReadError(_("Un PDF masqué est fait d'images : il ne revient pas."))
        back = restorations(read.text, the_key)
        puts = [(one.start, one.end, one.new) for one in back]
        return redacted(path, name, read.text, puts), read.suffix
