"""The demonstration's databases, catalogue and queries, in the organisation of the tests."""

from __future__ import annotations

import csv
import tomllib
from collections.abc import Iterator
from importlib.resources import files
from typing import Any

import pytest

from bastide.demo.records import load_records
from bastide.library.models import Commune
from bastide.library.territory import searchable
from bastide.tenants.scope import scope


@pytest.fixture
def loaded(organisation: Any, settings: Any) -> Iterator[Any]:
    """The organisation, its three databases registered and its queries reviewed; its scope open."""
    folder = files("bastide") / "demo" / "garrigue"
    facts = tomllib.loads((folder / "records.toml").read_text(encoding="utf-8"))
    rows = csv.DictReader((folder / "communes.csv").read_text(encoding="utf-8").splitlines())
    Commune.objects.bulk_create(Commune(search_name=searchable(r["name"]), **r) for r in rows)
    with scope(organisation):
        load_records(organisation, facts)
        yield organisation
