"""From a connection's row to what the provider opens, and where a file may be."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from typing import Any

from django.conf import settings
from django.utils import timezone

from bastide.endpoints.references import secret_reader
from bastide.engine.chat import ModelError
from bastide.providers.databases.probe import Report, probe
from bastide.providers.databases.target import DatabaseError, Limits, Target
from bastide.records.models import Connection
from bastide.tenants.models import Organisation


def target_of(connection: Connection) -> Target:
    """What the provider opens. Raises `DatabaseError` for a file that may not be read."""
    if connection.kind == Connection.Kind.SQLITE:
        check_file(connection.database, connection.organisation_id)
    return Target(
        connection.kind,  # type: ignore[arg-type]
        connection.database,
        connection.host,
        connection.port,
        connection.user,
        _secret(connection),
        connection.url,
        connection.namespace,
    )


def limits_of(connection: Connection) -> Limits:
    return Limits(
        seconds=min(60.0, max(0.5, connection.seconds)), rows=min(5_000, max(1, connection.rows))
    )


def folders_of(organisation_id: int) -> list[Path]:
    """Where the files of an organisation may be: its own folder of the data folder, and those that
    the installation opens to it (`BASTIDE_FOLDERS`)."""
    slug = Organisation.objects.values_list("slug", flat=True).get(pk=organisation_id)
    named = [str(folder).replace("{organisation}", slug) for folder in settings.SOURCE_FOLDERS]
    own = Path(settings.DATA_DIR) / "records" / slug
    return [path.expanduser().resolve() for path in (own, *map(Path, named))]


def check_file(path: str, organisation_id: int) -> None:
    """Raises `DatabaseError` unless the organisation may read this file."""
    try:
        wanted = Path(path).resolve() if path and "\0" not in path else None
    except OSError:
        wanted = None
    data = Path(settings.DATA_DIR).resolve()
    own, *others = folders_of(organisation_id)
    inside = wanted is not None and (
        wanted.is_relative_to(own)
        or (not wanted.is_relative_to(data) and any(wanted.is_relative_to(f) for f in others))
    )
    if not inside:
        raise DatabaseError("Ce fichier n'est pas dans un dossier ouvert à votre organisation.")


def check(connection: Connection) -> Report:
    """Tries the account, keeps the report; the connection serves only if no write passed."""
    try:
        report = probe(target_of(connection))
    except DatabaseError as error:
        report = Report(False, problem=str(error))
    connection.report = asdict(report)
    connection.checked = timezone.now()
    connection.usable = report.usable
    connection.save()
    return report


def _secret(connection: Connection) -> Callable[[], str]:
    read = secret_reader(connection.secret, connection.organisation_id)

    def password() -> str:
        try:
            return read()
        except ModelError as error:  # the keys' reader speaks of models; the cause is the same
            raise DatabaseError("Le mot de passe ne peut pas être lu.", error.detail) from None

    return password


def told(report: Any) -> dict[str, Any]:
    """A kept report, whatever an older version wrote."""
    return report if isinstance(report, dict) else {}
