"""Whatever is done to the trail behind Bastide's back is found."""

from __future__ import annotations

import random
from datetime import timedelta
from importlib import import_module
from types import SimpleNamespace
from typing import Any

import pytest
from click.testing import CliRunner
from django.db import connection
from django.utils import timezone

from bastide.site.commands import audit as command
from bastide.tenants import audit
from bastide.tenants.models import AuditEntry, AuditHead
from bastide.tenants.scope import scope

pytestmark = pytest.mark.django_db
ROWS = 12
allow = import_module("bastide.tenants.migrations.0002_audit_is_append_only").allow


@pytest.fixture
def trail(organisation, other_organisation, member, monkeypatch) -> list[int]:
    """Rows of two organisations, mixed; the keys of those of the first."""
    monkeypatch.setattr(command, "ready", lambda: None)
    person = member("editor")
    for number in range(ROWS):
        with scope(organisation):
            audit.record(person, "card.change", "card", f"Carte n° {number}", é="ù", n=1.0, a=[1])
        with scope(other_organisation):
            audit.record("ingest", "ingest", "source", number)
    allow(None, SimpleNamespace(connection=connection, execute=sql))  # as the database's owner may
    with scope(organisation):
        return list(AuditEntry.objects.order_by("number").values_list("pk", flat=True))


def sql(statement: str, *values: Any) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)


def verify(*arguments: str) -> tuple[int, str]:
    told = CliRunner().invoke(command.audit, ["verify", *arguments])
    return told.exit_code, told.output


def test_a_trail_that_nobody_touched_holds(trail, organisation):
    code, said = verify()
    assert code == 0
    assert said.count(f"{ROWS} lignes, chaîne intacte") == 2
    head = AuditHead.objects.get(organisation=organisation).digest
    assert head in said
    assert verify("--head", head)[0] == 0
    with scope(organisation):
        audit.record("ingest", "ingest")
    assert verify("--head", head)[0] == 0, "an older head is still on the chain"


@pytest.mark.parametrize("column", ["actor", "action", "kind", "target", "detail", "at", "digest"])
def test_an_altered_row_is_found(trail, column):
    changed: Any = {"detail": '{"n": 2}', "at": timezone.now() + timedelta(hours=1)}
    sql(f"UPDATE tenants_auditentry SET {column} = %s WHERE id = %s",
        changed.get(column, "autre"), trail[4])  # fmt: skip
    code, said = verify()
    assert code == 1
    assert "ligne 5 : la ligne a été modifiée" in said
    assert said.count("chaîne rompue") == 1


def test_removed_rows_are_found_wherever_they_were(trail):
    sql("DELETE FROM tenants_auditentry WHERE id IN (%s, %s)", trail[2], trail[3])
    assert "lignes 3 à 4 retirées" in verify()[1]
    sql("DELETE FROM tenants_auditentry WHERE id = %s", trail[-1])
    code, said = verify()
    assert code == 1
    assert f"la dernière ligne connue est la {ROWS}" in said


def test_an_added_row_is_found(trail, organisation):
    sql(
        "INSERT INTO tenants_auditentry (organisation_id, at, actor, action, kind, target, detail,"
        " digest) VALUES (%s, %s, 'a', 'b', '', '', '{}', '')",
        organisation.pk, timezone.now(),
    )  # fmt: skip
    code, said = verify()
    assert code == 1
    assert "ajoutée hors de la chaîne" in said


def test_a_trail_written_anew_is_told_by_a_head_noted_elsewhere(trail, organisation):
    noted = AuditHead.objects.get(organisation=organisation).digest
    sql("DELETE FROM tenants_auditentry WHERE organisation_id = %s", organisation.pk)
    AuditHead.objects.filter(organisation=organisation).delete()
    with scope(organisation):
        for number in range(ROWS):
            audit.record("autre", "card.change", "card", number)
    assert verify()[0] == 0, "without the head of old nothing shows"
    code, said = verify("--head", noted)
    assert code == 1
    assert "réécrite" in said


def test_every_single_change_is_found(trail):
    """A hundred alterations at random, each put back before the next."""
    random.seed(3)
    texts = ("actor", "action", "kind", "target", "digest")
    for _ in range(100):
        key, column = random.choice(trail), random.choice(texts)
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT {column} FROM tenants_auditentry WHERE id = %s", [key])
            (before,) = cursor.fetchone()
        at = random.randrange(len(before)) if before else 0
        spoilt = before[:at] + chr(random.randrange(97, 123)) + before[at + 1 :]
        if spoilt == before:
            continue
        sql(f"UPDATE tenants_auditentry SET {column} = %s WHERE id = %s", spoilt, key)
        assert verify()[0] == 1, (column, before, spoilt)
        sql(f"UPDATE tenants_auditentry SET {column} = %s WHERE id = %s", before, key)
    assert verify()[0] == 0
