"""What the use case does in the background: look through a file."""

from __future__ import annotations

from django.utils.translation import gettext_lazy

from bastide.jobs.queue import task
from bastide.usecases.redact.flow import find
from bastide.usecases.redact.models import Redaction
from bastide.usecases.redact.purge import purge


@task("redact.find", gettext_lazy("Recherche de ce qui est à masquer"))
def look(redaction: int) -> None:
    """Looks through what is not yet; one that is gone is left alone. Done twice, it is the same."""
    purge("redact.find")
    row = Redaction.objects.filter(pk=redaction).first()
    if row is not None and row.state == Redaction.State.WAITING:
        find(row)
