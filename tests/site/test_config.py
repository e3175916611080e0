"""The table of docs/configuration.md is the one of the code.

To write it again after a change: `python tests/site/test_config.py > docs/configuration.md`.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import pytest
from pydantic import ValidationError

from bastide.providers import broker
from bastide.site import config, objects
from bastide.site.config import Config

PAGE = Path(__file__).resolve().parents[2] / "docs" / "configuration.md"
INTRODUCTION = """# What an administrator may set

Environment variables, read once when a command starts; each has a default that works on the first
day. `bastide doctor` prints the value in force of each one, what is missing and how to mend it. A
value that cannot be understood stops the command (exit code 64) with the variable's name.

"""


def table() -> str:
    """The variables, their type, default and meaning, as they stand in `site/config.py`."""
    lines = ["| variable | type | default | meaning |", "|---|---|---|---|"]
    for name, field in Config.model_fields.items():
        kind = getattr(field.annotation, "__name__", str(field.annotation))
        default: Any = field.default
        if isinstance(default, list):
            kind, default = "list", ",".join(default)
        if isinstance(default, bool):
            default = str(default).lower()
        shown = f"`{default}`" if str(default) else "empty"
        lines.append(f"| `BASTIDE_{name.upper()}` | {kind} | {shown} | {field.description} |")
    return "\n".join(lines) + "\n"


def test_the_documented_table_is_the_code_s() -> None:
    assert PAGE.read_text(encoding="utf-8") == INTRODUCTION + table()


@pytest.mark.parametrize(
    ("variable", "value"),
    [
        ("BASTIDE_LANGUAGE", "de"),
        ("BASTIDE_TIMEZONE", "Paris"),
        ("BASTIDE_TRUSTED_PROXIES", "-1"),
        ("BASTIDE_DEBUG", "peut-être"),
        ("BASTIDE_READ_SECONDS", "0"),
        ("BASTIDE_UPLOAD_MEGABYTES", "beaucoup"),
        ("BASTIDE_JOBS", "huey"),
        ("BASTIDE_JOBS", "celery"),  # without a broker
        ("BASTIDE_BROKER_URL", "kafka://h"),
        ("BASTIDE_CACHE", "memcached://h"),
        ("BASTIDE_FILES", "https://h/seau"),
        ("BASTIDE_FILES_SECRET", "mot-secret-en-clair"),
    ],
)
def test_a_value_that_makes_no_sense_is_refused(
    monkeypatch: pytest.MonkeyPatch, variable: str, value: str
) -> None:
    monkeypatch.setenv(variable, value)
    with pytest.raises(ValidationError):
        Config()


def test_lists_are_written_with_commas(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BASTIDE_HOSTS", "aide.ville.example, 10.0.0.1 ,")
    assert Config().hosts == ["aide.ville.example", "10.0.0.1"]


def test_the_signing_key_is_drawn_once_and_kept_from_others(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.delenv("BASTIDE_SECRET_KEY", raising=False)
    monkeypatch.setenv("BASTIDE_DATA_DIR", str(tmp_path / "données"))
    first = Config().signing_key()
    assert first == Config().signing_key()
    kept = tmp_path / "données" / "secret_key"
    assert kept.read_text() == first
    assert kept.stat().st_mode & 0o077 == 0


def test_a_package_that_is_not_installed_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    for module in (broker, objects, config):
        monkeypatch.setattr(module, "find_spec", lambda name: None)
    given = {
        "jobs": "celery",
        "broker_url": "amqp://h//",
        "cache": "redis://h/1",
        "files": "s3://b",
    }
    with pytest.raises(ValidationError) as refused:
        Config(**given)
    said = {error["loc"][0]: error["msg"] for error in refused.value.errors()}
    assert set(said) == {"broker_url", "cache", "files"}
    assert all("pip install 'bastide[shared]'" in told for told in said.values())


def test_a_secret_is_named_and_not_given(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "clé").write_text("mot secret\n", encoding="utf-8")
    monkeypatch.setenv("COMPTE", "autre mot")
    assert objects.secret_of(f"file:{tmp_path / 'clé'}") == "mot secret"
    assert objects.secret_of("env:COMPTE") == "autre mot"
    for reference in ("env:ABSENTE", f"file:{tmp_path / 'absent'}", "mot secret", "env:"):
        with pytest.raises(ValueError, match=r"secret|défini|lu"):
            objects.secret_of(reference)
    with pytest.raises(ValidationError, match="vont ensemble"):
        Config(files_secret="env:COMPTE")


if __name__ == "__main__":
    sys.stdout.write(INTRODUCTION + table())
