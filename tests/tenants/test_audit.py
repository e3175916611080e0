"""The audit trail grows and never changes; its page filters and exports it."""

from __future__ import annotations

import csv
import io

import pytest
from django.core.exceptions import ValidationError
from django.db import DatabaseError, connection, transaction
from django.urls import reverse

from bastide.tenants import audit
from bastide.tenants.models import AuditEntry
from bastide.tenants.scope import scope

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE tenants_auditentry SET actor = 'autre'",
        "DELETE FROM tenants_auditentry",
        "UPDATE tenants_auditentry SET detail = '{}' WHERE id > 0",
    ],
)
def test_the_database_refuses_to_alter_a_row(organisation, member, statement):
    with scope(organisation):
        audit.record(member("editor"), "card.change", "card", "Une question", n=1)
        with (
            pytest.raises(DatabaseError, match="audit"),
            transaction.atomic(),
            connection.cursor() as cursor,
        ):
            cursor.execute(statement)
        kept = AuditEntry.objects.get()
        assert (kept.action, kept.detail) == ("card.change", {"n": 1})
        for alter in (kept.save, kept.delete):
            with pytest.raises(ValidationError):
                alter()
        for alter in (AuditEntry.objects.all().delete, lambda: AuditEntry.objects.update(actor="")):
            with pytest.raises(DatabaseError), transaction.atomic():
                alter()
        assert AuditEntry.objects.count() == 1


def test_the_page_filters_and_leaves_a_trace_of_being_read(signed_in, member, organisation):
    with scope(organisation):
        audit.record(member("editor", email="ada@alpha.example"), "card.create", "card", "Carte A")
        audit.record("ingest", "source.ingest", "source", "Source B")
    client = signed_in("administrator")
    page = client.get(reverse("audit"), {"actor": "ada@"}).content.decode()
    assert "Carte A" in page
    assert "Source B" not in page
    page = client.get(reverse("audit"), {"action": "source.ingest"}).content.decode()
    assert "Source B" in page
    assert "Carte A" not in page
    assert "Carte A" not in client.get(reverse("audit"), {"until": "2001-01-01"}).content.decode()
    assert "Carte A" in client.get(reverse("audit"), {"since": "2001-01-01"}).content.decode()
    with scope(organisation):
        assert AuditEntry.objects.filter(action="audit.see").count() == 4


@pytest.mark.parametrize("wrong", ["hier", "2026-13-45", "\0", "9" * 400])
def test_a_wrong_date_is_told(signed_in, wrong):
    answer = signed_in("administrator").get(reverse("audit"), {"since": wrong, "page": wrong})
    assert answer.status_code == 200
    assert "AAAA-MM-JJ" in answer.content.decode()


def test_the_export_cannot_carry_a_formula(signed_in, member, organisation):
    with scope(organisation):
        audit.record(member("editor"), "card.create", "card", "=HYPERLINK(1)")
    answer = signed_in("administrator").get(reverse("audit"), {"format": "csv"})
    assert answer.headers["Content-Type"].startswith("text/csv")
    rows = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig")), delimiter=";"))
    assert rows[0][:2] == ["date", "auteur"]
    assert any(row[4] == "'=HYPERLINK(1)" for row in rows)
    with scope(organisation):
        assert AuditEntry.objects.filter(action="audit.export").exists()
