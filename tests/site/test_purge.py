"""`bastide purge`: every rule at once, orphan files, one organisation or all."""

from __future__ import annotations

import json
import os
import time
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from django.utils import timezone

from bastide.site.command import bastide
from bastide.site.purging import ORPHAN_SECONDS
from bastide.tenants.models import AuditEntry
from bastide.tenants.scope import every_organisation, scope
from bastide.usecases.redact.models import Redaction
from bastide.usecases.retention import retentions
from bastide.usecases.translate import storage
from bastide.usecases.translate.models import Text

pytestmark = pytest.mark.django_db


def old_text(row: Any) -> Text:
    path = storage.new_path()
    storage.write(path, [b"x"])
    text = row(Text, "vieux", path=path, output="")
    Text.objects.filter(pk=text.pk).update(created=timezone.now() - timedelta(days=400))
    return text


def orphan(old: bool = True) -> Path:
    path = storage.new_path()
    storage.write(path, [b"x"])
    if old:
        past = time.time() - ORPHAN_SECONDS - 60
        os.utime(storage.absolute(path), (past, past))
    return storage.absolute(path)


def run(*options: str) -> list[dict[str, Any]]:
    told = CliRunner().invoke(bastide, ["purge", "--json", *options])
    assert told.exit_code == 0, told.output
    return json.loads(told.stdout)["purged"]


def count(done: list[dict[str, Any]], usecase: str, organisation: str = "alpha") -> tuple[int, int]:
    one = next(d for d in done if (d["usecase"], d["organisation"]) == (usecase, organisation))
    return one["rows"], one["orphans"]


def test_every_use_case_with_a_duration_is_looked_after() -> None:
    assert set(retentions()) == {"check", "listen", "mail", "minutes", "redact", "translate"}


def test_what_is_past_its_time_goes_and_the_rest_stays(organisation: Any, make_row: Any) -> None:
    with scope(organisation):
        gone, kept = old_text(make_row), make_row(Text, "récent", path="", output="")
        lone, fresh = orphan(), orphan(old=False)
        redacted = make_row(Redaction, "vieux", source="")
        Redaction.objects.update(created=timezone.now() - timedelta(days=400))
    assert count(run("--dry-run"), "translate") == (1, 1)
    assert lone.exists()
    assert storage.absolute(gone.path).exists()
    done = run()
    assert count(done, "translate") == (1, 1)
    assert count(done, "redact") == (1, 0)
    assert not lone.exists()
    assert fresh.exists()
    assert not storage.absolute(gone.path).exists()
    with scope(organisation):
        assert list(Text.objects.all()) == [kept]
        assert not Redaction.objects.filter(pk=redacted.pk).exists()
        actions = set(AuditEntry.objects.values_list("action", flat=True))
    assert {"translate.purge", "redact.purge", "purge.files"} <= actions
    assert count(run(), "translate") == (0, 0)


def test_one_organisation_alone(organisation: Any, other_organisation: Any, make_row: Any) -> None:
    with scope(other_organisation):
        theirs, lone = old_text(make_row), orphan()
    done = run("-o", "alpha")
    assert {one["organisation"] for one in done} == {"alpha"}
    assert lone.exists()
    with scope(other_organisation):
        assert Text.objects.filter(pk=theirs.pk).exists()
    assert count(run(), "translate", "omega") == (1, 1)


def test_files_of_organisations_that_are_no_more_are_swept(
    organisation: Any, other_organisation: Any
) -> None:
    gone, beyond = storage.root() / str(organisation.pk), storage.root() / "987654"
    for folder in (gone, beyond):
        folder.mkdir(parents=True)
        (folder / "a").write_bytes(b"x")
    with every_organisation():
        organisation.delete()
    assert count(run("--dry-run"), "translate", "") == (0, 1)
    assert gone.exists()
    run()
    assert not gone.exists()
    assert beyond.exists(), "the database may not be the one of this folder"


def test_the_count_is_said_in_french(organisation: Any) -> None:
    told = CliRunner().invoke(bastide, ["purge", "--dry-run"])
    assert "alpha : dossiers à effacer : 0 ; fichiers perdus : 0" in told.output
