"""The demonstration's databases, their catalogue and their named queries."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from django.conf import settings
from django.utils import timezone

from bastide.demo.databases import write_databases
from bastide.records.catalogue import refresh
from bastide.records.models import Column, Connection, NamedQuery, Table
from bastide.records.queries import problem_of
from bastide.records.targets import check
from bastide.tenants.models import Organisation, Role

REVIEWER = "démonstration"


def load_records(
    organisation: Organisation,
    facts: Mapping[str, Any],
    tell: Callable[[str], None] = lambda _: None,
) -> None:
    """Within the organisation's scope; what is there already is left as it is."""
    if not facts:
        return
    files = write_databases(Path(settings.DATA_DIR) / "records" / organisation.slug)
    connections = {}
    for subject, told in facts["databases"].items():
        connection, new = Connection.objects.get_or_create(
            name=told["name"], defaults={"kind": "sqlite", "database": str(files[subject])}
        )
        connections[subject] = connection
        if new:
            tell(f"{organisation.name} : base « {told['name']} »…")
            check(connection)
            refresh(connection)
            _describe(connection, told["tables"])
    for row in facts["queries"]:
        if not NamedQuery.objects.filter(slug=row["slug"]).exists():
            _query(connections[row["database"]], row)


def _describe(connection: Connection, tables: Mapping[str, Any]) -> None:
    for table in Table.objects.filter(connection=connection, name__in=tables):
        told = tables[table.name]
        table.description, table.opened = told["description"], True
        table.save()
        for column in table.columns.all():
            column.description = told["columns"].get(column.name, "")
            closed = column.name in told["sensitive"]
            column.sensitivity = Column.Sensitivity.SENSITIVE if closed else Column.Sensitivity.OPEN
            column.save()


def _query(connection: Connection, row: Mapping[str, Any]) -> None:
    query = NamedQuery(
        connection=connection,
        slug=row["slug"],
        title=row["title"],
        sql=row["sql"].strip(),
        parameters=row["parameters"],
        examples="\n".join(row["examples"]),
        singular=row["singular"],
        plural=row["plural"],
        none=row["none"],
        identity=row.get("identity", False),
        dated_by=row.get("dated_by", ""),
    )
    problem = problem_of(query, Role.AGENT)
    if problem:
        raise ValueError(f"{row['slug']}: {problem}")
    query.reviewed, query.reviewed_by = timezone.now(), REVIEWER
    query.save()
