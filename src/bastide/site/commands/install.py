"""Installing and running: setup, doctor, serve, worker, demo."""

from __future__ import annotations

import errno
import os
import shutil
import signal
import socket
import sqlite3
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

import click
from django.conf import settings
from django.db import connection
from django.utils import timezone

from bastide import __version__
from bastide.providers import tracing
from bastide.site.command import in_french
from bastide.site.commands.choice import refuse
from bastide.site.commands.ready import ready, waiting
from bastide.site.config import Config, config
from bastide.site.databases import shown as without_password
from bastide.site.tended import Tended
from bastide.tenants.models import Organisation

# Of servers: they hold passwords.
ADDRESSES = ("database_url", "broker_url", "cache")


@click.command()
def setup() -> None:
    """Prépare (ou met à niveau) le dossier de données et la base."""
    ready()
    click.echo(f"Prêt. Données : {settings.DATA_DIR}")


@click.command()
def doctor() -> None:
    """Vérifie l'installation : ce qui est réglé, ce qui manque, comment y remédier."""
    wrong = 0

    def line(good: bool, what: str, remedy: str = "") -> None:
        nonlocal wrong
        wrong += not good
        click.echo(f"[{'ok' if good else '!!'}] {what}" + ("" if good else f"\n     → {remedy}"))

    for name, field in Config.model_fields.items():
        variable = f"BASTIDE_{name.upper()}"
        value = getattr(config(), name)
        secret = name.endswith(("_key", "_token")) or name in ADDRESSES
        shown = "(défini)" if secret and value else value
        origin = "réglé" if variable in os.environ else "par défaut"
        click.echo(f"     {variable} = {shown} ({origin}) — {field.description}")
    line(sys.version_info >= (3, 11), f"Python {sys.version.split()[0]}", "Installez Python 3.11.")
    data = Path(settings.DATA_DIR)
    try:
        data.mkdir(parents=True, exist_ok=True)
        probe = data / ".doctor"
        probe.write_text("ok")
        probe.unlink()
        line(True, f"Dossier de données {data} : écriture possible")
        free = shutil.disk_usage(data).free
        line(
            free > 1_000_000_000,
            f"Place libre : {free / 1e9:.1f} Go",
            "Libérez de la place : moins de 1 Go, les ingestions seront refusées.",
        )
    except OSError as error:
        line(
            False,
            f"Dossier de données {data} : {in_french(error)}",
            "Donnez le droit d'écrire, ou réglez BASTIDE_DATA_DIR sur un autre dossier.",
        )
        raise SystemExit(1) from error
    database = Path(str(settings.DATABASES["default"]["NAME"]))
    if (
        connection.vendor == "sqlite" and not database.exists()
    ):  # looked at without being made: `doctor` changes nothing
        line(False, "Base de données : absente", "Lancez « bastide setup ».")
        raise SystemExit(1)
    try:
        behind = waiting()
        line(
            not behind,
            f"Base de données ({_engine()})",
            "La base n'est pas à niveau : lancez « bastide setup ».",
        )
        _beside_postgresql()
        if not behind:
            count = Organisation.objects.count()
            line(
                count > 0,
                f"Organisations : {count}",
                "Créez-en une : « bastide organisation create SLUG NOM ».",
            )
            _indexes(line)
    except Exception as error:
        line(
            False, f"Base de données : {error}", "Vérifiez le fichier ou les droits, puis relancez."
        )
    _broker(line)
    _bucket(line)
    _key_in_common(line)
    _reading(line)
    line(
        not (config().demo and config().https),
        "Mode démonstration éteint en service",
        "BASTIDE_DEMO montre des comptes sur la page d'accueil : éteignez-le en service.",
    )
    raise SystemExit(1 if wrong else 0)


def _engine() -> str:
    if connection.vendor == "sqlite":
        return f"SQLite {sqlite3.sqlite_version}"
    connection.ensure_connection()
    return f"{connection.display_name} {'.'.join(map(str, connection.get_database_version()))}"


def _broker(line: object) -> None:
    from bastide.jobs.announcing import distributed
    from bastide.providers import broker

    if not distributed():
        return
    problem = ""
    try:
        broker.ask(settings.BROKER_URL)
    except broker.BrokerError as error:
        problem = str(error)
    line(  # type: ignore[operator]
        not problem,
        f"Courtier {without_password(settings.BROKER_URL)}" + (f" : {problem}" if problem else ""),
        "Il ne répond pas : vérifiez l'adresse et le compte. Les dépôts sont reçus quand même, et "
        "« bastide worker » les prend dans la base.",
    )


def _bucket(line: object) -> None:
    from bastide.tenants.files import bucket

    there = bucket()
    if there is None:
        return
    problem = ""
    try:
        there.try_out()
    except OSError as error:
        problem = error.strerror or str(error)
    line(  # type: ignore[operator]
        not problem,
        f"Fichiers dans {config().files}"
        + (f" : {problem}" if problem else " : écriture possible"),
        "Vérifiez que le compartiment existe, son adresse, BASTIDE_FILES_KEY et "
        "BASTIDE_FILES_SECRET.",
    )


def _key_in_common(line: object) -> None:
    """What several machines share must be signed by one key; the drawn one is of its folder."""
    shares = config().jobs == "celery" or config().files or config().cache
    if shares:
        line(  # type: ignore[operator]
            bool(config().secret_key),
            "Clé de signature commune aux machines (BASTIDE_SECRET_KEY)",
            "Celle du dossier de données n'est que de cette machine : donnez la même à toutes.",
        )


def _beside_postgresql() -> None:
    """Told on PostgreSQL: what one may look for and Bastide does not need, what backups need."""
    if connection.vendor != "postgresql":
        return
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_available_extensions WHERE name = 'vector'")
        there = bool(cursor.fetchone()[0])
    click.echo(
        f"     pgvector : {'présent' if there else 'absent'} du serveur, et sans emploi : chaque "
        "processus compare les vecteurs en mémoire"
    )
    from bastide.site.postgresql import backup_tools

    click.echo(f"     « bastide backup » : {backup_tools()}")


def _reading(line: object) -> None:
    """What supporting documents need: an optical reader of French, a trust list up to date."""
    from bastide.providers.twoddoc_trust import load_store
    from bastide.usecases.check.signatures import trust_folder

    languages = _optical_languages()
    line(  # type: ignore[operator]
        "fra" in languages,
        "Lecture optique : tesseract"
        + (f" ({', '.join(sorted(languages))})" if languages else " absent"),
        "Sans lui les scans et photos ne se lisent pas : installez « tesseract-ocr » et "
        "« tesseract-ocr-fra ».",
    )
    listed = load_store(trust_folder()).list
    if listed is None:
        click.echo(
            "     2D-Doc : aucune liste de confiance, aucune signature ne sera dite valide "
            "(« bastide trust import »)"
        )
        return
    line(  # type: ignore[operator]
        listed.next_update.date() >= timezone.localdate(),
        f"2D-Doc : liste de confiance à jour jusqu'au {listed.next_update:%d/%m/%Y}",
        "Elle est périmée : importez la nouvelle, « bastide trust import FICHIERS ».",
    )


def _optical_languages() -> set[str]:
    try:
        told = subprocess.run(
            ["tesseract", "--list-langs"], capture_output=True, text=True, timeout=20, check=True
        )
    except (OSError, subprocess.SubprocessError):
        return set()
    return {line.strip() for line in told.stdout.splitlines()[1:] if line.strip()}


def _indexes(line: object) -> None:
    from bastide.library.index import index, library_version
    from bastide.tenants.scope import scope

    for organisation in Organisation.objects.all():
        with scope(organisation):
            wanted, stands = library_version(), index().version
        line(  # type: ignore[operator]
            stands >= wanted,
            f"Index de recherche de « {organisation.slug} » : version {stands} sur {wanted}",
            f"Il se remettra à jour seul ; sinon « bastide reindex -o {organisation.slug} ».",
        )


@click.command()
@click.option("--port", default=8000, show_default=True, type=click.IntRange(1, 65535))
@click.option("--host", default="127.0.0.1", show_default=True)
@click.option("--workers", default=1, show_default=True, type=click.IntRange(1, 64))
@click.option("--threads", default=8, show_default=True, type=click.IntRange(1, 256))
@click.option(
    "--no-worker", is_flag=True, help="Le site seul : « bastide worker » est lancé à part."
)
def serve(port: int, host: str, workers: int, threads: int, no_worker: bool) -> None:
    """Lance le site et le travailleur de fond."""
    _refuse_taken(host, port)  # told before the database is made ready, which may be long
    ready()
    _finish()
    _serve(host, port, workers, threads, tended=not no_worker)


def _finish() -> None:
    """An erasure that a stop of the machine cut short is finished; what is refused is in the log,
    and told by `bastide erase --resume`: the site opens all the same."""
    from bastide.site.leftovers import clear

    clear()


def _refuse_taken(host: str, port: int) -> None:
    """The server itself would end on a long trace."""
    try:
        family, kind, *_, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        with socket.socket(family, kind) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(address)
    except OSError as error:
        if error.errno == errno.EADDRINUSE:
            refuse(f"Le port {port} est déjà pris : choisissez-en un autre avec --port.")
        refuse(f"Le site ne peut pas s'ouvrir sur {host}, port {port} : {in_french(error)}.")


def _serve(host: str, port: int, workers: int, threads: int, *, tended: bool = True) -> None:
    from bastide.providers.prometheus import SHARED

    _refuse_taken(host, port)
    command = [
        *(sys.executable, "-m", "granian", "--interface", "wsgi", "--host", host),
        *("--port", str(port), "--workers", str(workers), "--blocking-threads", str(threads)),
        *("--log-level", "error", "--no-access-log", "--process-name", "bastide"),
        "bastide.site.wsgi:application",
    ]
    counts = tempfile.TemporaryDirectory(prefix="bastide-metrics-")  # of requests, by process
    worker = Tended([sys.executable, "-m", "bastide", "worker"]) if tended else None
    site = subprocess.Popen(command, env={**os.environ, SHARED: counts.name})

    def stop(*_: object) -> None:
        site.terminate()

    signal.signal(signal.SIGTERM, stop)
    signal.signal(signal.SIGINT, stop)
    try:
        if _answers(host, port, site):
            click.echo(f"Bastide est prêt : http://{host}:{port}/   (Ctrl+C pour arrêter)")
        code = site.wait()
    finally:
        if worker:
            worker.end()
        counts.cleanup()
    if code not in (0, -signal.SIGTERM):
        raise SystemExit(code if code > 0 else 1)


def _answers(host: str, port: int, site: subprocess.Popen[bytes]) -> bool:
    deadline = time.monotonic() + 30
    while time.monotonic() < deadline and site.poll() is None:
        try:
            with socket.create_connection((host, port), 0.5):
                return site.poll() is None
        except OSError:
            time.sleep(0.1)
    return False


@click.command()
@click.option("--until-idle", is_flag=True, help="S'arrête quand il n'y a plus rien à faire.")
@click.option(
    "--processes",
    default=1,
    show_default=True,
    type=click.IntRange(1, 64),
    help="Avec BASTIDE_JOBS=celery : travaux menés à la fois pour le courtier.",
)
@click.option("--listen", "listening", is_flag=True, hidden=True)
def worker(until_idle: bool, processes: int, listening: bool) -> None:
    """Travaille en arrière-plan (ingestions demandées depuis les pages)."""
    from bastide.jobs.announcing import distributed
    from bastide.jobs.worker import LATE, work, work_once
    from bastide.library.vectors import order_where_lacking

    if settings.OTEL:
        tracing.start(__version__)
    if listening:  # in a process of its own: no connection to the database is open at its fork
        from bastide.providers import broker

        def heard_of(number: int) -> None:
            work_once()

        broker.listen(settings.BROKER_URL, settings.BROKER_QUEUE, heard_of, processes)
        return
    ready()
    _finish()
    order_where_lacking()
    stop = threading.Event()
    signal.signal(signal.SIGTERM, lambda *_: stop.set())
    signal.signal(signal.SIGINT, lambda *_: stop.set())
    if until_idle or not distributed():
        work(stop, until_idle=until_idle)
        return
    heard = [sys.executable, "-m", "bastide", "worker", "--listen", "--processes", str(processes)]
    listener = Tended(heard)
    try:
        work(stop, late=LATE)
    finally:
        listener.end()


@click.command()
@click.option("--port", default=8000, show_default=True, type=click.IntRange(1, 65535))
@click.option("--no-serve", is_flag=True, help="Charge la démonstration sans lancer le site.")
def demo(port: int, no_serve: bool) -> None:
    """Charge la collectivité de démonstration (fictive) et lance le site."""
    from bastide.demo.loader import load_demonstration

    if not no_serve:
        _refuse_taken("127.0.0.1", port)  # told before the load, which is long
    ready()
    load_demonstration(lambda text: click.echo(text))
    if not no_serve:
        os.environ["BASTIDE_DEMO"] = "true"
        # Its 2D-Docs are signed with the published test key: every page says so in red.
        os.environ.setdefault("BASTIDE_TRUST_TEST_AUTHORITY", "true")
        _serve("127.0.0.1", port, 1, 8)


COMMANDS = [setup, doctor, serve, worker, demo]
