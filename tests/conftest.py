"""What every test may ask for: two organisations, their members, a data folder of its own."""

from __future__ import annotations

import itertools
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from hypothesis import settings as hypothesis_settings

# Elapsed time is never asserted: a loaded machine is no fault of the code.
hypothesis_settings.register_profile("bastide", deadline=None)
hypothesis_settings.load_profile("bastide")

# The server of `--postgresql`, and of the tests that move an installation to one.
POSTGRESQL = os.environ.get(
    "BASTIDE_TEST_POSTGRESQL", "postgresql://postgres@127.0.0.1:5432/postgres"
)
PASSWORD = "quatre cigales vertes"
_numbers = itertools.count(1)
_trail = {"away": False}  # whether this process has taken the audit trail's triggers away


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--postgresql",
        action="store_true",
        help="every test that asks for a database has it on PostgreSQL (BASTIDE_TEST_POSTGRESQL)",
    )


def pytest_configure(config: pytest.Config) -> None:
    if config.getoption("--postgresql"):
        _on_postgresql()


def _on_postgresql() -> None:
    """Django's database becomes one of PostgreSQL, made for the run and dropped after it. Commands
    that tests start in processes of their own keep theirs, in SQLite."""
    import psycopg
    from django.conf import settings
    from django.db import connections

    from bastide.site.databases import default_database, shown

    try:
        psycopg.connect(POSTGRESQL, connect_timeout=3).close()
    except psycopg.OperationalError as error:
        pytest.exit(
            f"Tests on PostgreSQL skipped: no server at {shown(POSTGRESQL)} that lets this account "
            f"make a database (BASTIDE_TEST_POSTGRESQL names another): {error}",
            returncode=0,
        )
    given = default_database(POSTGRESQL, Path())
    # The run's own, whatever else runs.
    run = os.environ.get("PYTEST_XDIST_TESTRUNUID", "")[:12] or str(os.getpid())
    given["TEST"] = {"NAME": f"test_bastide_{run}", "TEMPLATE": "template0"}
    # What is lost by a crash of the server is a test: no wait for the disk.
    given["OPTIONS"]["options"] = "-c synchronous_commit=off"
    settings.DATABASES["default"] = given
    connections.settings = connections.configure_settings(settings.DATABASES)
    if hasattr(connections._connections, "default"):
        del connections["default"]


# What is done by one process and lasts: begun first, so that none is left alone with it at the end.
LONG = ("browser/", "site/test_installation.py", "upgrades/", "services/", "tenants/test_isolation")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    def rank(item: pytest.Item) -> int:
        path = item.nodeid.removeprefix("tests/")
        return next((i for i, long in enumerate(LONG) if path.startswith(long)), len(LONG))

    items.sort(key=rank)  # stable: the rest as it was collected


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> Any:
    """Side by side (`pytest -n 2 --dist loadgroup`), what shares a costly or a lone thing goes to
    one worker: the tests of a file, those of the served demonstration, those of the databases'
    servers. (pytest-xdist 3.8 marks groups in an attribute that pytest 9.2 no longer reads.)"""
    from xdist.scheduler import LoadScopeScheduling

    class ByFile(LoadScopeScheduling):
        def _split_scope(self, nodeid: str) -> str:
            path = nodeid.partition("::")[0]
            folder = path.removeprefix("tests/").partition("/")[0]
            return folder if folder in ("browser", "services") else path

    return ByFile(config, log)


@pytest.fixture(autouse=True)
def own_data_folder(settings: Any, tmp_path: Path) -> Path:
    """Each test writes in a folder of its own, and hashes passwords fast."""
    from bastide.library.index import forget_open_indexes
    from bastide.site.databases import cache_at

    settings.DATA_DIR = tmp_path / "data"
    settings.DATA_DIR.mkdir()
    settings.MEDIA_ROOT = settings.DATA_DIR / "files"
    settings.CACHES = {"default": cache_at("", tmp_path)}
    settings.RETRIEVER = False  # what is tested with it says so
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    forget_open_indexes()
    return settings.DATA_DIR


@pytest.fixture(autouse=True)
def trail_emptied_between_tests(request: pytest.FixtureRequest) -> Iterator[None]:
    """A test with a real server is followed by the emptying of every table, which the triggers of
    the audit trail would refuse: they are there during the test and away at its end, until another
    test of the database begins in the same process."""
    from django.db import connection

    triggers = import_module("bastide.tenants.migrations.0006_removal")
    marker = request.node.get_closest_marker("django_db")
    if not (
        {"transactional_db", "live_server"} & set(request.fixturenames)
        or (marker and marker.kwargs.get("transaction"))
    ):
        if _trail["away"] and (marker or "db" in request.fixturenames):
            with request.getfixturevalue("django_db_blocker").unblock():
                triggers.forbid(None, connection.schema_editor())
            # Within the test's own transaction they go with it.
            _trail["away"] = connection.in_atomic_block
        yield
        return
    request.getfixturevalue("transactional_db")
    triggers.allow(None, connection.schema_editor())
    triggers.forbid(None, connection.schema_editor())
    yield
    triggers.allow(None, connection.schema_editor())
    _trail["away"] = True


@pytest.fixture(scope="session")
def data_dir() -> Path:
    """The development data, or the test is skipped."""
    default = Path(__file__).resolve().parents[1] / ".." / "shared" / "data"
    folder = Path(os.environ.get("BASTIDE_DEV_DATA", default)).resolve()
    if not folder.is_dir():
        pytest.skip(f"development data absent ({folder})")
    return folder


@pytest.fixture(scope="session")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The data folder of a machine where the organisation « ville » has been created, and nothing
    else: to be copied, for its migrations take seconds."""
    folder = tmp_path_factory.mktemp("prepared") / "var"
    kept = {name: told for name, told in os.environ.items() if not name.startswith("BASTIDE_")}
    subprocess.run(
        [sys.executable, "-m", "bastide", "organisation", "create", "ville", "Ville"],
        env=kept | {"BASTIDE_DATA_DIR": str(folder)},
        check=True,
        capture_output=True,
    )
    return folder


@pytest.fixture(scope="module")
def postgresql_server() -> Iterator[Any]:
    """A connection to the server of `BASTIDE_TEST_POSTGRESQL`, by an account that makes
    databases."""
    import psycopg

    try:
        root = psycopg.connect(POSTGRESQL, autocommit=True, connect_timeout=3)
    except psycopg.OperationalError:
        pytest.skip("no PostgreSQL at BASTIDE_TEST_POSTGRESQL")
    with root:
        yield root


@pytest.fixture(scope="module")
def bases_made(postgresql_server: Any) -> Iterator[dict[str, list[str]]]:
    """The databases of these tests that are free, by their encoding; dropped at the end."""
    free: dict[str, list[str]] = {"all": []}
    yield free
    for name in free["all"]:
        postgresql_server.execute(f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture
def new_base(
    postgresql_server: Any, bases_made: dict[str, list[str]]
) -> Iterator[Callable[..., str]]:
    """`new_base()` gives the address of an empty database. Those of a test that is over are emptied
    and given again: making and dropping one takes seconds."""
    given = []

    def make(encoding: str = "UTF8") -> str:
        free = bases_made.setdefault(encoding, [])
        if not free:
            name = f"bastide_essai_{os.getpid()}_{len(bases_made['all'])}"
            postgresql_server.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")
            locale = "" if encoding == "UTF8" else "LOCALE 'C'"
            postgresql_server.execute(
                f"CREATE DATABASE {name} TEMPLATE template0 ENCODING '{encoding}' {locale}"
            )
            bases_made["all"].append(name)
            free.append(name)
        given.append((encoding, name := free.pop()))
        return emptied(name)

    yield make
    for encoding, name in given:
        bases_made[encoding].append(name)


def emptied(name: str) -> str:
    """The address of a database of ours, where nothing is left."""
    import psycopg

    url = str(urlsplit(POSTGRESQL)._replace(path=f"/{name}").geturl())
    with psycopg.connect(url) as there:
        there.execute("DROP SCHEMA public CASCADE")
        there.execute("CREATE SCHEMA public")
    return url


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


@pytest.fixture
def make_row() -> Callable[..., Any]:
    """`make_row(Model, text)` writes a row of any scoped model in the scope that is open.

    Every text of the row holds `text`; what it must point at is written too.
    """
    return row_of


def row_of(model: Any, text: str, /, **given: Any) -> Any:
    import datetime

    from django.db import models

    from bastide.tenants.scope import Scoped, current_organisation_id

    number = next(_numbers)
    values = dict(given)
    for field in model._meta.concrete_fields:
        if field.name in values or field.primary_key or field.name == "organisation":
            continue
        if isinstance(field, models.ForeignKey):
            if issubclass(field.related_model, Scoped) and not field.null:
                values[field.name] = row_of(field.related_model, text)
            elif field.related_model.__name__ == "Member" and not field.null:
                values[field.name] = field.related_model.objects.create(
                    email=f"rang{number}@example.org",
                    name=text,
                    organisation_id=current_organisation_id(),
                )
        elif field.choices:
            values[field.name] = field.choices[0][0]
        elif isinstance(field, models.EmailField):
            values[field.name] = f"{text.lower()}{number}@example.org"
        elif isinstance(field, models.SlugField):
            values[field.name] = f"{text.lower()}-{number}"
        elif isinstance(field, models.URLField):
            values[field.name] = f"https://example.org/{text}/{number}"
        elif isinstance(field, models.CharField | models.TextField):
            values[field.name] = f"{text} {number}"[: field.max_length or None]
        elif isinstance(field, models.JSONField):
            values[field.name] = [] if field.default is list else {"texte": text}
        elif isinstance(field, models.FloatField | models.IntegerField) and not field.has_default():
            values[field.name] = number
        elif isinstance(field, models.DateField) and not (
            field.null or field.auto_now or field.auto_now_add or field.has_default()
        ):
            values[field.name] = datetime.date(2026, 1, 1)
    if model.__name__ == "LibraryVersion":
        existing = model.objects.filter(organisation=current_organisation_id()).first()
        if existing:
            return existing
    row = model(**values)
    row.save()
    return row


@dataclass(frozen=True)
class Route:
    """An address of the site: its name, its view, and its parameters by kind of converter."""

    name: str
    view: Any
    parameters: dict[str, str]
    prefix: str


@pytest.fixture
def routes() -> list[Route]:
    """Every address of the site, read from the resolver: a new one is there by itself."""
    from django.urls import URLPattern, get_resolver

    found: list[Route] = []

    def walk(patterns: Any, prefix: str, converters: dict[str, Any]) -> None:
        for entry in patterns:
            here = converters | entry.pattern.converters
            at = prefix + str(entry.pattern)
            if isinstance(entry, URLPattern):
                kinds = {k: type(c).__name__.removesuffix("Converter") for k, c in here.items()}
                assert entry.name, f"the address {at} has no name"
                found.append(Route(entry.name, entry.callback, kinds, at))
            else:
                walk(entry.url_patterns, at, here)

    walk(get_resolver().url_patterns, "", {})
    return found
