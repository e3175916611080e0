"""Real servers, where there are some: a schema and accounts of the tests' own, dropped after."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from bastide.providers.databases.target import Target
from bastide.site.objects import storages_for

TABLES = {
    "communes": "id INTEGER, nom VARCHAR(80), insee VARCHAR(5), departement VARCHAR(60), habitants INTEGER",  # noqa: E501
    "lignes": "id INTEGER, numero VARCHAR(10), nom VARCHAR(80), mode VARCHAR(20)",
    "demandes": "id INTEGER, numero VARCHAR(20), commune_id INTEGER, ligne_id INTEGER, statut VARCHAR(20), depose_le DATE, montant DECIMAL(10,2), iban VARCHAR(34), organisation_id INTEGER",  # noqa: E501
    "dossiers": "id INTEGER, numero VARCHAR(20), organisme VARCHAR(80), dispositif VARCHAR(80), statut VARCHAR(20), recu_le DATE, decide_le DATE, montant_demande DECIMAL(10,2), montant_accorde DECIMAL(10,2)",  # noqa: E501
    "lycees": "id INTEGER, nom VARCHAR(80), commune_id INTEGER, voie VARCHAR(20)",
    "places": "id INTEGER, lycee_id INTEGER, niveau VARCHAR(20), capacite INTEGER, occupees INTEGER",  # noqa: E501
    "agents": "id INTEGER, numero VARCHAR(20), mot_de_passe VARCHAR(80)",
}
ROWS: dict[str, list[tuple[Any, ...]]] = {
    "communes": [
        (1, "Cigalon", "99003", "Basse-Garrigue", 12000),
        (2, "Port-Sarriette", "99004", "Littoral-des-Pins", 30500),
        (3, "Brûmefort", "99001", "Haute-Garrigue", 82000),
        (4, "Le Mazet-Perdu", "99031", "Basse-Garrigue", 640),
    ],
    "lignes": [
        (1, "11", "Cigalon – Brûmefort", "car"),
        (2, "42", "Port-Sarriette – Cigalon", "train"),
        (3, "7", "Le Mazet-Perdu", "car"),
    ],
    "demandes": [
        (n, f"GA-2026-{n:04d}", 1 + n % 3, 1 + n % 2 if n % 5 else None,
         ("en attente", "accordée", "refusée", "incomplète")[n % 4],
         f"2026-{1 + n % 6:02d}-{1 + n % 27:02d}", 5 * (n % 9), f"FR76{n}", 1 + n % 2)
        for n in range(1, 31)
    ],
    "dossiers": [
        (n, f"2026-{400 + n:04d}", ("Institut Imaginaire", "École Fictive")[n % 2],
         ("Pass Chantier", "Aide Individuelle")[n % 3 == 0], ("accordé", "reçu", "refusé")[n % 3],
         f"2026-02-{1 + n:02d}", f"2026-03-{1 + n:02d}" if n % 3 != 1 else None,
         1000 + 10 * n, 900 if n % 3 == 0 else None)
        for n in range(1, 21)
    ],
    "lycees": [(1, "Lycée Fictif", 1, "générale"), (2, "Lycée des Cigales", 3, "professionnelle")],
    "places": [(1, 1, "seconde", 120, 100), (2, 1, "première", 90, 90), (3, 2, "seconde", 60, 41)],
    "agents": [(1, "A1", "secret-du-test")],
}  # fmt: skip
SPACE = "bastide_essai"
READER, WRITER = "bastide_essai_lecture", "bastide_essai_ecriture"


def fill(run: Any, mark: str) -> None:
    for name, columns in TABLES.items():
        run(f"CREATE TABLE {name} ({columns})", ())
        width = len(ROWS[name][0])
        for row in ROWS[name]:
            run(f"INSERT INTO {name} VALUES ({', '.join([mark] * width)})", row)


@pytest.fixture(scope="session")
def postgresql() -> Iterator[Any]:
    """A function `(account) -> Target`, and `.count()`: what the tables hold."""
    import psycopg

    try:
        root = psycopg.connect("host=127.0.0.1 dbname=test user=postgres", autocommit=True,
                               connect_timeout=3)  # fmt: skip
    except psycopg.OperationalError:
        pytest.skip("no PostgreSQL on 127.0.0.1:5432 with trust and a database « test »")
    drop = [f"DROP SCHEMA IF EXISTS {SPACE} CASCADE", "DROP SCHEMA IF EXISTS lauze CASCADE"]
    for account in (READER, WRITER):
        drop += [
            f"DO $$BEGIN IF EXISTS (SELECT 1 FROM pg_roles WHERE rolname = '{account}') THEN "
            f"EXECUTE 'DROP OWNED BY {account}'; EXECUTE 'DROP ROLE {account}'; END IF; END$$"
        ]
    for statement in drop:
        root.execute(statement)
    root.execute(f"CREATE SCHEMA {SPACE}")
    root.execute(f"SET search_path = {SPACE}")
    fill(root.execute, "%s")
    root.execute("REVOKE TEMPORARY ON DATABASE test FROM PUBLIC")
    for account, rights in ((READER, "SELECT"), (WRITER, "ALL")):
        root.execute(f"CREATE ROLE {account} LOGIN")
        root.execute(f"GRANT USAGE ON SCHEMA {SPACE} TO {account}")
        root.execute(f"GRANT {rights} ON ALL TABLES IN SCHEMA {SPACE} TO {account}")
    yield _Server(
        lambda account: Target("postgresql", "test", "127.0.0.1", 5432, account, namespace=SPACE),
        lambda sql: root.execute(sql).fetchall(),
    )
    for statement in drop:
        root.execute(statement)
    root.execute("GRANT TEMPORARY ON DATABASE test TO PUBLIC")
    root.close()


@pytest.fixture(scope="session")
def mariadb() -> Iterator[Any]:
    import pymysql

    try:
        root = pymysql.connect(host="127.0.0.1", user="root", autocommit=True, connect_timeout=3)
    except pymysql.Error:
        pytest.skip("no MariaDB on 127.0.0.1:3306 with an empty root password")
    cursor = root.cursor()
    drop = [
        f"DROP DATABASE IF EXISTS {SPACE}",
        f"DROP USER IF EXISTS '{READER}'@'%', '{WRITER}'@'%'",
    ]
    for statement in drop:
        cursor.execute(statement)
    cursor.execute(f"CREATE DATABASE {SPACE} CHARACTER SET utf8mb4")
    cursor.execute(f"USE {SPACE}")
    fill(cursor.execute, "%s")
    for account, rights in ((READER, "SELECT"), (WRITER, "SELECT, INSERT, DELETE")):
        cursor.execute(f"CREATE USER '{account}'@'%' IDENTIFIED BY 'mot de passe du test'")
        cursor.execute(f"GRANT {rights} ON {SPACE}.* TO '{account}'@'%'")

    def rows(sql: str) -> Any:
        cursor.execute(sql)
        return cursor.fetchall()

    yield _Server(
        lambda account: Target(
            "mariadb", SPACE, "127.0.0.1", 3306, account, lambda: "mot de passe du test"
        ),
        rows,
    )
    for statement in drop:
        cursor.execute(statement)
    root.close()


@pytest.fixture(scope="session")
def sqlite(tmp_path_factory: pytest.TempPathFactory) -> Any:
    path: Path = tmp_path_factory.mktemp("records") / "essai.sqlite3"
    with sqlite3.connect(path) as raw:
        fill(raw.execute, "?")
    raw.close()

    def rows(sql: str) -> Any:
        with sqlite3.connect(path) as once:
            return once.execute(sql).fetchall()

    return _Server(lambda _account: Target("sqlite", str(path)), rows)


class _Server:
    """A server of the tests: targets by account, and what the root account sees."""

    def __init__(self, target: Any, rows: Any) -> None:
        self.target, self.rows = target, rows

    def picture(self) -> list[Any]:
        """Everything that the tables hold."""
        return [self.rows(f"SELECT * FROM {name} ORDER BY id") for name in TABLES]


@pytest.fixture
def server() -> Iterator[Any]:
    """moto's server, which speaks S3."""
    import urllib3
    from moto.server import ThreadedMotoServer

    running = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    running.start()
    host, port = running.get_host_and_port()
    urllib3.request("POST", f"http://{host}:{port}/moto-api/reset")  # it keeps all in the process
    yield running
    running.stop()


@pytest.fixture
def in_the_bucket(server: Any, tmp_path: Path) -> Callable[..., dict[str, str]]:
    """`in_the_bucket(prefix)`: the settings of an installation whose files lie there."""
    _, port = server.get_host_and_port()
    secret = tmp_path / "secret"
    secret.write_text("mot-secret-des-essais\n")

    def settings_for(prefix: str = "ville") -> dict[str, str]:
        address = f"s3://essai/{prefix}?endpoint=http://127.0.0.1:{port}&region=eu-west-3"
        return {
            "BASTIDE_FILES": address,
            "BASTIDE_FILES_KEY": "compte",
            "BASTIDE_FILES_SECRET": f"file:{secret}",
        }

    return settings_for


@pytest.fixture
def objects(server: Any, in_the_bucket: Any, settings: Any, monkeypatch: Any) -> Any:
    """A function that lists the keys of the bucket, where files now lie."""
    import boto3

    from bastide.site import health

    settings.STORAGES = storages_for(*in_the_bucket().values())
    monkeypatch.setattr(health, "_last", (0.0, {}))
    _, port = server.get_host_and_port()
    client = boto3.client(
        "s3", endpoint_url=f"http://127.0.0.1:{port}", region_name="eu-west-3",
        aws_access_key_id="compte", aws_secret_access_key="mot-secret-des-essais",
    )  # fmt: skip
    where = {"LocationConstraint": "eu-west-3"}
    client.create_bucket(Bucket="essai", CreateBucketConfiguration=where)

    def listed() -> list[str]:
        found = client.list_objects_v2(Bucket="essai").get("Contents", [])
        return [one["Key"] for one in found]

    return listed
