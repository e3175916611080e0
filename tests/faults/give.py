"""Gives files to mask, as the page does, and orders bad tasks: `python give.py COUNT [TASK…]`.

Says the name of each file once its transaction is committed: from then on it is owed.
"""

from __future__ import annotations

import sys
import uuid

import django
from django.core.files.uploadedfile import SimpleUploadedFile

django.setup()

from bastide.jobs.queue import enqueue  # noqa: E402
from bastide.tenants.models import Member  # noqa: E402
from bastide.tenants.scope import scope  # noqa: E402
from bastide.usecases.redact.flow import give  # noqa: E402
from bastide.usecases.redact.kinds import NAMES  # noqa: E402

owner = Member.objects.select_related("organisation").get()
with scope(owner.organisation):
    for task in sys.argv[2:]:
        enqueue(task)
    for _ in range(int(sys.argv[1])):
        name = f"{uuid.uuid4().hex}.txt"
        text = f"Dossier {name} : Mme Perle Exemple, 06 39 98 00 01, perle@exemple.example."
        give(owner, "", SimpleUploadedFile(name, text.encode()), "masks", list(NAMES))
        print(name, flush=True)
