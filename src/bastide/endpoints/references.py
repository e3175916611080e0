"""Where a model's key is, never the key: `env:NAME` or `file:NAME`, read at each call.

An administrator of one organisation chooses both the address and the key's place. She may therefore
name only what the installation gave her: else she could have another organisation's key, or the
site's own, sent to a server of hers.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

from django.conf import settings

from bastide.engine.chat import ModelError
from bastide.tenants.models import Organisation

# An Entra token is some 2,500 characters; nothing longer is a key.
MOST_BYTES = 16 * 1024


class SecretError(Exception):
    """A reference that is not allowed or cannot be read: `str(error)` is in French."""


def check_reference(reference: str, organisation_id: int) -> None:
    """Raises `SecretError` unless the installation lets the organisation name this place."""
    if reference:
        _place(reference, _slug(organisation_id))


def secret_reader(reference: str, organisation_id: int) -> Callable[[], str]:
    """A function that reads the key when it is needed. It raises `ModelError` (`unauthorised`)."""
    slug = _slug(organisation_id) if reference else ""

    def read() -> str:
        if not reference:
            return ""
        try:
            place = _place(reference, slug)
            return _from_file(place) if isinstance(place, Path) else _from_variable(place)
        except SecretError as error:
            raise ModelError("unauthorised", str(error)) from None

    return read


def folder_of(slug: str) -> Path:
    """Where the files that hold the organisation's keys are."""
    named = settings.MODEL_SECRETS_FOLDER or str(Path(settings.DATA_DIR) / "secrets/{organisation}")
    return Path(named.replace("{organisation}", slug))


def _slug(organisation_id: int) -> str:
    return Organisation.objects.values_list("slug", flat=True).get(pk=organisation_id)


def _place(reference: str, slug: str) -> str | Path:
    """A variable's name, or a file's path."""
    kind, _, name = reference.partition(":")
    if kind == "env" and name and ":" not in name:
        if not {name, f"{slug}:{name}"} & set(settings.MODEL_SECRETS):
            raise SecretError(
                f"La variable « {name[:80]} » n'est pas de celles que l'installation autorise "
                "(BASTIDE_MODEL_SECRETS)."
            )
        return name
    if kind == "file" and name and "\0" not in name:
        folder = folder_of(slug).resolve()
        path = (folder / name).resolve()
        if not path.is_relative_to(folder) or path == folder:
            raise SecretError(
                "Ce fichier n'est pas dans le dossier des clés de votre organisation "
                "(BASTIDE_MODEL_SECRETS_FOLDER)."
            )
        return path
    raise SecretError(
        "Dites où est la clé : env:NOM ou file:NOM. La clé elle-même ne se met pas ici."
    )


def _from_variable(name: str) -> str:
    value = os.environ.get(name, "").strip()
    if not value:
        raise SecretError(f"La variable « {name[:80]} » est vide.")
    return value


def _from_file(path: Path) -> str:
    try:
        with path.open("rb") as file:
            value = file.read(MOST_BYTES + 1)
        text = value.decode("ascii").strip()
    except OSError:
        raise SecretError(f"Le fichier de clé « {path.name[:80]} » ne peut pas être lu.") from None
    except UnicodeDecodeError:
        raise SecretError(f"Le fichier « {path.name[:80]} » ne contient pas une clé.") from None
    if not text or len(value) > MOST_BYTES:
        raise SecretError(f"Le fichier « {path.name[:80]} » ne contient pas une clé.")
    return text
