"""Django's storages for the bucket that the administrator has set."""

from __future__ import annotations

import os
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

_MADE_BY = "bastide.providers.object_storage.Bucket"
_STATIC = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}


@dataclass(frozen=True, slots=True)
class Place:
    """Where files lie in an object storage. Empty `endpoint`: Amazon's own."""

    bucket: str
    prefix: str
    endpoint: str
    region: str


def read_files(address: str) -> Place:
    """Raises `ValueError`, in French, for an address that names no bucket."""
    parts = urlsplit(address)
    options = parse_qs(parts.query)
    if parts.scheme != "s3" or not parts.hostname or set(options) - {"endpoint", "region"}:
        raise ValueError("« s3://compartiment/préfixe?endpoint=https://hôte&region=nom » attendu")
    endpoint = options.get("endpoint", [""])[0]
    if endpoint and urlsplit(endpoint).scheme not in ("http", "https"):
        raise ValueError("endpoint : une adresse « https://… » est attendue")
    if find_spec("storages") is None or find_spec("boto3") is None:
        raise ValueError(
            "les paquets Python « django-storages » et « boto3 » ne sont pas installés : "
            "pip install 'bastide[shared]'"
        )
    prefix = unquote(parts.path).strip("/")
    return Place(parts.netloc, prefix, endpoint, options.get("region", [""])[0])


def secret_of(reference: str) -> str:
    """What `env:NAME` or `file:PATH` holds. Raises `ValueError`, in French."""
    kind, _, name = reference.partition(":")
    if kind not in ("env", "file") or not name:
        raise ValueError("dites où est le secret : env:NOM ou file:CHEMIN, jamais le secret")
    try:
        secret = os.environ[name] if kind == "env" else Path(name).read_text(encoding="utf-8")
    except KeyError:
        raise ValueError(f"la variable « {name} » n'est pas définie") from None
    except (OSError, UnicodeError) as error:
        raise ValueError(f"« {name} » ne peut pas être lu") from error
    if not secret.strip():
        raise ValueError(f"« {name} » est vide")
    return secret.strip()


def storages_for(address: str, key: str, secret: str) -> dict[str, Any]:
    """`STORAGES`: the fields of models in `files/`, as `MEDIA_ROOT` is, and the rooms beside it."""
    if not address:
        return {
            "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
            "staticfiles": _STATIC,
        }
    place = read_files(address)
    options = {
        "bucket_name": place.bucket,
        "endpoint_url": place.endpoint or None,
        "region_name": place.region or None,
        "access_key": key or None,
        "secret_key": secret_of(secret) if secret else None,
        "default_acl": None,
        "file_overwrite": False,
    }
    within = f"{place.prefix}/files" if place.prefix else "files"
    return {
        "default": {"BACKEND": _MADE_BY, "OPTIONS": options | {"location": within}},
        "rooms": {"BACKEND": _MADE_BY, "OPTIONS": options | {"location": place.prefix}},
        "staticfiles": _STATIC,
    }
