"""What every test may ask for: two organisations, their members, a data folder of its own."""

from __future__ import annotations

import itertools
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

PASSWORD = "quatre cigales vertes"
_numbers = itertools.count(1)


@pytest.fixture(autouse=True)
def own_data_folder(settings: Any, tmp_path: Path) -> Path:
    """Each test writes in a folder of its own, and hashes passwords fast."""
    settings.DATA_DIR = tmp_path / "data"
    settings.DATA_DIR.mkdir()
    settings.MEDIA_ROOT = settings.DATA_DIR / "files"
    settings.CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    return settings.DATA_DIR


@pytest.fixture(scope="session")
def data_dir() -> Path:
    """The development data, or the test is skipped."""
    default = Path(__file__).resolve().parents[1] / ".." / "shared" / "data"
    folder = Path(os.environ.get("BASTIDE_DEV_DATA", default)).resolve()
    if not folder.is_dir():
        pytest.skip(f"development data absent ({folder})")
    return folder


@pytest.fixture
def organisation(db: None) -> Any:
    from bastide.tenants.models import Organisation

    return Organisation.objects.create(slug="alpha", name="Commune d'Alpha")


@pytest.fixture
def other_organisation(db: None) -> Any:
    from bastide.tenants.models import Organisation

    return Organisation.objects.create(slug="omega", name="Commune d'Oméga")


@pytest.fixture
def member(organisation: Any) -> Callable[..., Any]:
    """`member(role)` makes a member of `organisation` (or of the one given) with that role."""
    from bastide.tenants.models import Member

    def make(role: str = "agent", of: Any = None, **fields: Any) -> Any:
        number = next(_numbers)
        person = Member(
            email=fields.pop("email", f"{role}{number}@alpha.example"),
            name=fields.pop("name", f"Personne {number}"),
            organisation=of or organisation,
            role=role,
            **fields,
        )
        person.set_password(PASSWORD)
        person.save()
        return person

    return make


@pytest.fixture
def signed_in(member: Callable[..., Any]) -> Callable[..., Any]:
    """`signed_in(role)` gives a browser signed in as a member with that role."""
    from django.test import Client

    def make(role: str = "agent", of: Any = None, person: Any = None) -> Client:
        client = Client()
        client.force_login(
            person or member(role, of), backend="bastide.tenants.signin.LocalAccounts"
        )
        return client

    return make
