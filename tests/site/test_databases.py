"""The database that the administrator names is the one that Django is given."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from pydantic import ValidationError

from bastide.site.config import Config
from bastide.site.databases import default_database

DATA = Path("/data")


def test_without_an_address_the_database_is_in_the_data_folder() -> None:
    given = default_database("", DATA)
    assert given["ENGINE"] == "django.db.backends.sqlite3"
    assert given["NAME"] == DATA / "bastide.sqlite3"


def test_an_address_names_postgresql_its_account_and_its_options() -> None:
    given = default_database("postgresql://u%40v:p%2Fw@db.example:5433/base?sslmode=require", DATA)
    assert given["ENGINE"] == "django.db.backends.postgresql"
    said = {name: given[name] for name in ("NAME", "USER", "PASSWORD", "HOST", "PORT")}
    assert said == {
        "NAME": "base", "USER": "u@v", "PASSWORD": "p/w", "HOST": "db.example", "PORT": "5433",
    }  # fmt: skip
    assert given["OPTIONS"]["sslmode"] == "require"
    assert given["OPTIONS"]["pool"]["max_size"] >= 8


@pytest.mark.parametrize("name", ["BASTIDE_DATABASE_URL", "DATABASE_URL"])
def test_either_name_of_the_variable_counts(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    for other in ("BASTIDE_DATABASE_URL", "DATABASE_URL"):
        monkeypatch.delenv(other, raising=False)
    monkeypatch.setenv(name, "postgres://u@h/b")
    assert Config().database_url == "postgres://u@h/b"


@pytest.mark.parametrize("value", ["mysql://u@h/b", "postgresql://u@h/", "/var/base.sqlite3"])
def test_another_address_is_refused(value: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BASTIDE_DATABASE_URL", value)
    with pytest.raises(ValidationError, match="attendu"):
        Config()


def test_a_wrong_address_is_told_without_its_password() -> None:
    told = subprocess.run(
        [str(Path(sys.executable).parent / "bastide"), "organisation", "list"],
        env=os.environ | {"BASTIDE_DATABASE_URL": "mysql://user:S3cret@h/b"},
        capture_output=True,
        text=True,
    )
    assert told.returncode == 64
    assert "BASTIDE_DATABASE_URL" in told.stderr
    assert "BASTIDE_BASTIDE" not in told.stderr
    assert "S3cret" not in told.stderr + told.stdout
