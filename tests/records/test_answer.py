"""From a question to figures, without a model; and what is asked for, or checked, before."""

from __future__ import annotations

from typing import Any

import pytest

from bastide.providers.databases.target import DatabaseError
from bastide.records.answer import answer, run
from bastide.records.catalogue import refresh
from bastide.records.models import Column, Connection, NamedQuery, Table
from bastide.records.queries import review
from bastide.records.targets import check, check_file
from bastide.tenants.models import AuditEntry
from bastide.tenants.scope import scope
from bastide.usecases.ask.flow import answer as ask
from bastide.usecases.ask.told import as_data

pytestmark = pytest.mark.django_db


def test_a_question_is_answered_with_its_figures_and_their_date(loaded: Any, member: Any):
    found = answer("combien de demandes de carte en attente à Cigalon ?", member("agent"))
    assert found is not None
    assert found.state == "answered"
    assert found.title == "Demandes de carte de transport par état dans une commune"
    assert found.sentence == (
        "21 demandes de carte de transport sont à l'état « en attente » à Cigalon."
    )
    assert ("Commune", "Cigalon") in found.parameters
    assert found.as_of == "2026-11-20"


def test_what_is_missing_is_asked_for(loaded: Any, member: Any):
    found = answer("combien de voyages sur la ligne 11", member("agent"))
    assert found is not None
    assert found.state == "missing"
    assert found.missing == ("Mois",)
    assert found.given == (("ligne", "11"),)
    assert not found.rows


def test_a_persons_file_waits_for_the_identity_and_leaves_a_trace(loaded: Any, member: Any):
    agent = member("agent")
    found = answer("où en est le dossier 2026-0412 ?", agent)
    assert found is not None
    assert (found.state, found.rows) == ("identity", ())
    query = NamedQuery.objects.get(slug="dossier-suivi")
    number = "2026-0600"
    refused = run(query, {"numero": number}, {"numero": number}, agent)
    assert refused.state == "identity"
    assert not AuditEntry.objects.filter(action="records.identity").exists()
    opened = run(query, {"numero": number}, {"numero": number}, agent, confirmed=True)
    assert opened.state == "answered"
    trace = AuditEntry.objects.get(action="records.identity")
    assert (trace.actor, trace.detail["given"]) == (agent.email, {"numero": number})
    nobody = run(query, {"numero": number}, {}, None, confirmed=True)
    assert nobody.state == "identity"


def test_a_question_of_procedure_is_left_to_the_library(loaded: Any, member: Any):
    for text in ("comment demander la carte de transport ?", "quel est le prix de la carte", "a"):
        assert answer(text, member("agent")) is None


def test_ask_shows_the_figures_above_the_library(loaded: Any, member: Any):
    (found,) = ask("combien de dossiers reçus en mars 2026 ?", member("agent"))
    assert found.mode == "record"
    told = as_data(found)
    assert told["record"]["state"] == "answered"
    assert told["record"]["sentence"].endswith("ont été reçus en mars 2026.")
    (silent,) = ask("quelle est la couleur du cheval ?", member("agent"))
    assert silent.record is None


def test_a_query_answers_only_once_reviewed_and_to_its_roles(loaded: Any, member: Any):
    text = "quelles pièces manquent le plus souvent dans les dossiers"
    query = NamedQuery.objects.get(slug="pieces-manquantes")
    assert answer(text, member("agent")) is not None
    query.roles = ["manager"]
    query.save()
    assert answer(text, member("agent")) is None
    assert answer(text, member("manager")) is not None
    query.reviewed = None
    query.save()
    assert answer(text, member("manager")) is None


def test_a_column_or_a_table_that_is_closed_closes_the_query(loaded: Any, member: Any):
    agent = member("agent")
    query = NamedQuery.objects.get(slug="cartes-statut")
    column = Column.objects.get(table__name="cartes", name="statut")
    column.sensitivity = Column.Sensitivity.SENSITIVE
    column.save()
    assert run(query, {"statut": "refusée"}, {}, agent).state == "failed"
    column.sensitivity, column.roles = Column.Sensitivity.PERSONAL, ["manager"]
    column.save()
    assert run(query, {"statut": "refusée"}, {}, agent).state == "failed"
    assert run(query, {"statut": "refusée"}, {}, member("manager")).state == "answered"
    Table.objects.filter(name="cartes").update(opened=False)
    assert run(query, {"statut": "refusée"}, {}, member("manager")).state == "failed"


def test_a_query_that_the_guard_refuses_is_not_reviewed(loaded: Any, member: Any):
    base = Connection.objects.first()
    for sql in ("DELETE FROM cartes", "SELECT demandeur FROM cartes", "SELECT 1"):
        query = NamedQuery(connection=base, slug="x", title="x", sql=sql, examples="x")
        assert review(query, member("editor"))
        assert query.reviewed is None


def test_two_organisations_do_not_see_each_others_databases(
    loaded: Any, other_organisation: Any, member: Any
):
    with scope(other_organisation):
        other = member("agent", other_organisation)
        assert answer("combien de demandes de carte en attente à Cigalon", other) is None
        mine = Connection.objects.create(
            name="volée",
            kind="sqlite",
            database=str(_path(loaded)),
        )
        assert not check(mine).reached
        with pytest.raises(DatabaseError):
            refresh(mine)


def _path(organisation: Any) -> Any:
    with scope(organisation):
        return Connection.objects.get(name__startswith="Transports").database


def test_the_sites_own_database_is_not_a_file_to_open(loaded: Any, settings: Any):
    for path in (
        str(settings.DATA_DIR / "bastide.sqlite3"),
        str(settings.DATA_DIR / "records" / "alpha" / ".." / ".." / "bastide.sqlite3"),
        "/etc/passwd",
        "",
        "a\0b",
    ):
        with pytest.raises(DatabaseError):
            check_file(path, loaded.pk)


def test_the_catalogue_keeps_what_was_said_when_it_is_read_again(loaded: Any):
    base = Connection.objects.get(name__startswith="Lycées")
    table = Table.objects.get(connection=base, name="places")
    assert table.description
    refresh(base)
    table.refresh_from_db()
    assert table.opened
    assert Column.objects.filter(table=table).count() == 5
