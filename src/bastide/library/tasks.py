"""What the library does in the background."""

from __future__ import annotations

from django.utils.translation import gettext_lazy

from bastide.jobs.queue import task
from bastide.library.index import rebuild
from bastide.library.ingest import IngestionBusy, ingest
from bastide.library.models import Source


@task("library.ingest", gettext_lazy("Lecture d'une source de la base"))
def ingest_source(source: int) -> None:
    """One pass over a source. A source that is gone, or already at work, is left alone."""
    found = Source.objects.filter(pk=source).first()
    if found is not None:
        try:
            ingest(found)
        except IngestionBusy:
            return


@task("library.reindex", gettext_lazy("Réfection de l'index de recherche"))
def reindex() -> None:
    rebuild()
