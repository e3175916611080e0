"""What the present version makes of thawed folders, in JSON, a line each. Run in its own process.

Brings each database up to date as any command does, goes through the audit trails, asks the main
pages and those of the rows of the first organisation, and searches.

    BASTIDE_DATA_DIR=FIRST python tests/upgrades/look.py FIRST SECOND …
"""

from __future__ import annotations

import json
import logging
import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

os.environ["DJANGO_SETTINGS_MODULE"] = "bastide.site.settings"
import django

django.setup()

from django.conf import settings  # noqa: E402
from django.contrib.contenttypes.models import ContentType  # noqa: E402
from django.db import connection  # noqa: E402
from django.test import Client  # noqa: E402
from django.urls import reverse  # noqa: E402

from bastide.library.index import forget_open_indexes  # noqa: E402
from bastide.library.models import AnswerCard, Document, Passage, Source  # noqa: E402
from bastide.library.search import search  # noqa: E402
from bastide.records.models import NamedQuery  # noqa: E402
from bastide.site.commands.ready import ready  # noqa: E402
from bastide.site.removing import trail_of  # noqa: E402
from bastide.site.sqlite import copy_database  # noqa: E402
from bastide.tenants.models import Member, Organisation  # noqa: E402
from bastide.tenants.scope import scope  # noqa: E402
from bastide.usecases.ask.models import Question  # noqa: E402
from bastide.usecases.check.models import Case, DepositedFile  # noqa: E402
from bastide.usecases.listen.models import Batch  # noqa: E402
from bastide.usecases.mail.models import Thread  # noqa: E402
from bastide.usecases.minutes.models import Meeting  # noqa: E402
from bastide.usecases.redact.models import Redaction  # noqa: E402
from bastide.usecases.translate.models import Text  # noqa: E402

MAIN = (
    "ask history gaps documents cards directory competence words records ledger models "
    "organisation members audit operations check-cases listen listen-trends mail minutes redact "
    "translate glossary memory"
).split()
EACH = 1  # rows of a model whose pages are asked
# The page of a row; its model.
PAGES: dict[str, Any] = {
    "document": Document, "source": Source, "card": AnswerCard, "record-query": NamedQuery,
    "check-case": Case, "check-report": Case, "listen-batch": Batch, "mail-thread": Thread,
    "minutes-meeting": Meeting, "redact-review": Redaction, "translate-text": Text,
}  # fmt: skip


def main() -> None:
    logging.disable(logging.CRITICAL)
    settings.ALLOWED_HOSTS = ["testserver"]
    for folder in sys.argv[1:]:
        data = Path(folder)
        connection.close()
        connection.settings_dict["NAME"] = str(data / "bastide.sqlite3")
        settings.DATA_DIR, settings.MEDIA_ROOT = data, data / "files"
        forget_open_indexes()
        ContentType.objects.clear_cache()
        ready()
        # What the migrations alone made: looking at pages is entered in the trail.
        copy_database(data / "bastide.sqlite3", data / "upgraded.sqlite3")
        print(json.dumps(told()))


def told() -> dict[str, Any]:
    said: dict[str, Any] = {"trails": {}, "found": {}}
    for place in Organisation.objects.all():
        chain = trail_of(place)
        said["trails"][place.slug] = {"head": chain.head, "breaks": [b.what for b in chain.breaks]}
        if place.slug == "rangs":  # rows without sense, which had to survive
            continue
        with scope(place):
            said["found"][place.slug] = found()
    first = Organisation.objects.order_by("id")[0]
    clients = [signed_in(first, role) for role in ("administrator", "instructor")]
    said["pages"] = {name: clients[0].get(reverse(name)).status_code for name in MAIN}
    with scope(first):
        rows = list(own())
    said["rows"] = {at: [client.get(at).status_code for client in clients] for at in rows}
    return said


def signed_in(place: Organisation, role: str) -> Client:
    person = Member.objects.filter(organisation=place, role=role).order_by("-id")[0]
    client = Client(raise_request_exception=False)
    client.force_login(person, backend="bastide.tenants.signin.LocalAccounts")
    return client


def own() -> Iterator[str]:
    """The pages of rows of the organisation in scope, the last ones of each kind."""
    for name, model in PAGES.items():
        for row in model.objects.order_by("-pk")[:EACH]:
            yield reverse(name, args=[row.pk])
    for question in Question.objects.order_by("-pk")[:EACH]:
        yield reverse("question", args=[question.call_id, question.pk])
    for file in DepositedFile.objects.order_by("-pk")[:EACH]:
        yield reverse("check-original", args=[file.case_id, file.pk])


def found() -> dict[str, Any]:
    """Whether the last passage is found by its own words, in an index built anew."""
    passage = Passage.objects.filter(document__hidden=False, document__withdrawn=False).last()
    if passage is None:
        return {}
    hits = search(f"{passage.document.title} {passage.text}"[:600], None)
    return {"title": passage.document.title, "hits": [hit.source.title for hit in hits]}


if __name__ == "__main__":
    main()
