"""The pages: who may do what, and what each gesture leads to."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.urls import reverse

from bastide.records.models import Connection, FreeQuestion, NamedQuery, Table
from bastide.tenants.models import AuditEntry

pytestmark = pytest.mark.django_db


def test_an_agent_asks_a_named_query(loaded: Any, signed_in: Any):
    browser = signed_in("agent")
    page = browser.get(reverse("records")).content.decode()
    assert "Voyages sur une ligne dans un mois" in page
    query = NamedQuery.objects.get(slug="voyages-ligne-mois")
    address = reverse("record-query", args=[query.pk])
    form = browser.get(address + "?ligne=11").content.decode()
    assert 'value="11"' in form
    answer = browser.post(address, {"ligne": "onze", "mois": "mars 2026"})
    assert "voyages ont été comptés sur la ligne 11 en mars 2026" in answer.content.decode()
    wrong = browser.post(address, {"ligne": "11", "mois": "jamais"})
    assert wrong.status_code == 422
    assert "ne convient pas" in wrong.content.decode()


def test_the_identity_box_is_needed(loaded: Any, signed_in: Any):
    browser = signed_in("agent")
    address = reverse("record-query", args=[NamedQuery.objects.get(slug="carte-demande").pk])
    assert "identité" in browser.get(address).content.decode()
    number = "GA-2026-0640"
    without = browser.post(address, {"numero": number}).content.decode()
    assert "déposée le" not in without
    opened = browser.post(address, {"numero": number, "confirmed": "1"}).content.decode()
    assert "La demande GA-2026-0640, déposée le" in opened or "Aucune demande" in opened
    assert AuditEntry.objects.filter(action="records.identity").count() == 1


def test_a_question_leads_to_the_form_when_something_is_missing(loaded: Any, signed_in: Any):
    browser = signed_in("agent")
    page = browser.post(reverse("ask"), {"text": "retards sur la ligne 42"}, follow=True)
    told = page.content.decode()
    assert "Il manque : Mois." in told
    assert "ligne=42" in told
    page = browser.post(reverse("ask"), {"text": "retards ligne 42 en mars 2026"}, follow=True)
    assert "retards ont été relevés sur la ligne 42" in page.content.decode()


def test_an_administrator_registers_a_database_and_sees_what_was_tried(loaded: Any, signed_in: Any):
    browser = signed_in("administrator")
    path = Connection.objects.get(name__startswith="Lycées").database
    fields = {"name": "Copie", "kind": "sqlite", "database": path, "seconds": "5", "rows": "50"}
    page = browser.post(reverse("record-connection-new"), fields, follow=True).content.decode()
    assert "lecture seule vérifiée" in page
    assert "créer une table" in page
    made = Connection.objects.get(name="Copie")
    assert not Table.objects.filter(connection=made, opened=True).exists()
    for wrong in (
        {**fields, "name": "B", "database": "/etc/passwd"},
        {**fields, "name": "C", "secret": "motdepasse"},
        {**fields, "name": "D", "kind": "url", "url": "postgresql://a:b@h/x"},
        fields,
    ):
        told = browser.post(reverse("record-connection-new"), wrong)
        assert told.status_code == 200
        assert "errorlist" in told.content.decode()
    assert Connection.objects.count() == 4
    assert signed_in("editor").get(reverse("record-connection-new")).status_code == 403


def test_an_editor_writes_tries_and_reviews_a_query(loaded: Any, signed_in: Any):
    browser = signed_in("editor")
    base = Connection.objects.get(name__startswith="Transports")
    fields = {
        "connection": base.pk,
        "title": "Lignes d'un mode",
        "sql": "SELECT COUNT(*) AS nombre FROM lignes WHERE mode = :mode",
        "parameters": json.dumps(
            [{"name": "mode", "type": "choice", "choices": {"car": ["autocar"], "train": []}}]
        ),
        "examples": "combien de lignes de {mode}",
        "singular": "{nombre} ligne de {:mode}.",
        "plural": "{nombre} lignes de {:mode}.",
    }
    browser.post(reverse("record-new"), fields)
    made = NamedQuery.objects.get(title="Lignes d'un mode")
    assert made.reviewed is None
    closed = signed_in("agent").get(reverse("record-query", args=[made.pk]))
    assert closed.status_code == 404
    tried = browser.post(reverse("record-query", args=[made.pk]), {"mode": "car"})
    assert "3 lignes de car." in tried.content.decode()
    browser.post(reverse("record-review", args=[made.pk]))
    made.refresh_from_db()
    assert made.reviewed
    assert signed_in("agent").get(reverse("record-query", args=[made.pk])).status_code == 200
    browser.post(reverse("record-edit", args=[made.pk]), {**fields, "sql": "SELECT * FROM lignes"})
    made.refresh_from_db()
    assert made.reviewed is None
    refused = browser.post(reverse("record-review", args=[made.pk]), follow=True)
    assert "employé" in refused.content.decode()


def test_the_catalogue_is_opened_table_by_table(loaded: Any, signed_in: Any):
    browser = signed_in("editor")
    table = Table.objects.get(name="internats")
    address = reverse("record-catalogue", args=[table.connection_id])
    assert "internats" in browser.get(address).content.decode()
    fields = {"table": table.pk, f"t{table.pk}-description": "Lits"}
    for column in table.columns.all():
        fields |= {f"c{column.pk}-sensitivity": "sensitive", f"c{column.pk}-description": ""}
    browser.post(address, fields)
    table.refresh_from_db()
    assert (table.opened, table.description) == (False, "Lits")
    assert set(table.columns.values_list("sensitivity", flat=True)) == {"sensitive"}


def test_a_free_question_needs_a_model_and_a_supervisor(loaded: Any, signed_in: Any):
    assert signed_in("agent").get(reverse("record-free")).status_code == 403
    browser = signed_in("manager")
    base = Connection.objects.first()
    page = browser.post(
        reverse("record-free"), {"text": "combien de lignes ?", "connection": base.pk}, follow=True
    )
    assert "Aucun modèle" in page.content.decode()


def test_a_proposed_query_is_run_on_purpose_then_named(loaded: Any, signed_in: Any):
    browser = signed_in("manager")
    base = Connection.objects.get(name__startswith="Transports")
    row = FreeQuestion.objects.create(
        connection=base, text="Combien de lignes ?", sql='SELECT COUNT(*) AS n FROM "lignes"'
    )
    address = reverse("record-free-one", args=[row.pk])
    row.plan = ["SCAN demandes", "USE TEMP B-TREE"]
    row.save()
    planned = browser.get(address).content.decode()
    assert "SCAN demandes" in planned
    assert "row.plan" not in planned
    assert "non vérifié" in browser.get(address).content.decode()
    page = browser.post(address).content.decode()
    assert "<td>5</td>" in page
    form = browser.get(reverse("record-new") + f"?libre={row.pk}").content.decode()
    assert "Combien de lignes ?" in form
    hostile = FreeQuestion.objects.create(connection=base, text="x", sql="DELETE FROM lignes")
    refused = browser.post(reverse("record-free-one", args=[hostile.pk])).content.decode()
    assert "errorlist" in refused


def test_the_note_of_a_contact_holds_the_figure_and_where_it_comes_from(
    loaded: Any, signed_in: Any
):
    browser = signed_in("agent")
    page = browser.post(reverse("ask"), {"text": "retards ligne 42 en mars 2026"}, follow=True)
    assert "La source est une base de la collectivité" in page.content.decode()
    call = page.redirect_chain[-1][0].strip("/").split("/")[1]
    note = browser.get(reverse("note", args=[call])).content.decode()
    assert "retards ont été relevés sur la ligne 42" in note
    assert "Transports (cartes et lignes), 20/11/2026" in note
