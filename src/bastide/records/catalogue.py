"""The catalogue: what a database holds, and what each role may have read of it."""

from __future__ import annotations

from django.db import transaction

from bastide.engine.sql.schema import NAME, Schema
from bastide.providers.databases.asking import describe
from bastide.records.models import Column, Connection, Table
from bastide.records.targets import target_of


def refresh(connection: Connection) -> int:
    """Takes up the tables and columns of a database; what was said of them is kept.

    A new table is closed, a new column counts as personal. Returns how many tables there are.
    Raises `DatabaseError`.
    """
    found = {name: columns for name, columns in describe(target_of(connection)).items()
             if NAME.fullmatch(name)}  # fmt: skip
    with transaction.atomic():
        for name, columns in found.items():
            table, _ = Table.objects.get_or_create(connection=connection, name=name)
            if table.missing:
                table.missing = False
                table.save()
            kept = {column.name: column for column in table.columns.all()}
            for position, (column, kind) in enumerate(columns):
                if not NAME.fullmatch(column):
                    continue
                row = kept.pop(column, None) or Column(table=table, name=column)
                row.position, row.type = position, kind
                row.save()
            for gone in kept.values():
                gone.delete()
        for table in Table.objects.filter(connection=connection).exclude(name__in=found):
            table.missing = True
            table.save()
    return len(found)


def schema_for(connection: Connection, role: str, personal: bool) -> Schema:
    """What a role may have read. `personal`: whether personal columns are (reviewed queries only).

    A sensitive column is never there.
    """
    allowed = [Column.Sensitivity.OPEN, *([Column.Sensitivity.PERSONAL] if personal else [])]
    tables: dict[str, tuple[str, ...]] = {}
    rows = Table.objects.filter(connection=connection, opened=True, missing=False)
    for table in rows.prefetch_related("columns"):
        if open_to(table.roles, role):
            columns = tuple(
                c.name
                for c in table.columns.all()
                if c.sensitivity in allowed and open_to(c.roles, role)
            )
            if columns:
                tables[table.name] = columns
    return Schema(tables, connection.namespace, target_of(connection).dialect)  # type: ignore[arg-type]


def open_to(roles: object, role: str) -> bool:
    return not roles or (isinstance(roles, list) and role in roles)
