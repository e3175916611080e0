"""Whether the search gives the same order on SQLite and on PostgreSQL, question by question.

    python bench/order.py [--sets messages questions labour wikipedia] [--postgresql URL]

Two installations, each in a folder and a database of its own, take up the same documents by
`bastide ingest` and are asked the same questions by the search of the product, rights and rows
included (`library.search`), ten passages each. Compared: the documents, the places of the passages
in them, and their order. Code 1 when one question differs. Data: `BASTIDE_DEV_DATA`, by default
`../shared/data` beside the repository. `URL` names a server whose account may make a database.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import psycopg

SOURCES = Path(__file__).parents[1] / "src"
SETS = {
    "messages": ("service_public", "service_public/messages"),
    "questions": ("service_public", "service_public/questions"),
    "labour": ("labour", "labour"),
    "wikipedia": ("wikipedia", "wikipedia"),
}
SERVER = "postgresql://postgres@127.0.0.1:5432/postgres"
ASKED = 10  # passages
# In a process of the installation: questions come in, one a line; passages go out.
ASK = """
import json, sys
import django
django.setup()
from bastide.library.search import search
from bastide.tenants.models import Organisation
from bastide.tenants.scope import scope
with scope(Organisation.objects.get(slug=sys.argv[1])):
    for line in sys.stdin:
        hits = search(json.loads(line), None, limit=int(sys.argv[2]))
        print(json.dumps([[h.source.key, h.passage.position, h.passage.text] for h in hits]))
"""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sets", nargs="+", choices=SETS, default=list(SETS))
    parser.add_argument("--postgresql", default=SERVER, metavar="URL")
    given = parser.parse_args()
    default = Path(__file__).resolve().parents[2] / "shared" / "data"
    data = Path(os.environ.get("BASTIDE_DEV_DATA", default)) / "retrieval"
    if not data.is_dir():
        sys.exit(f"development data absent ({data}): set BASTIDE_DEV_DATA")
    name = f"bastide_order_{os.getpid()}"
    with psycopg.connect(given.postgresql, autocommit=True) as root:
        root.execute(f"CREATE DATABASE {name} ENCODING 'UTF8' TEMPLATE template0")
        try:
            different = compared(
                data, given.sets, urlsplit(given.postgresql)._replace(path=f"/{name}").geturl()
            )
        finally:
            root.execute(f"DROP DATABASE {name} WITH (FORCE)")
    sys.exit(1 if different else 0)


def compared(data: Path, sets: list[str], url: str) -> int:
    """Prints a line a set; returns the number of questions whose answers differ."""
    different = 0
    with tempfile.TemporaryDirectory(prefix="bastide-order-") as folder:
        sites = [_environment(Path(folder) / "sqlite", ""), _environment(Path(folder) / "pg", url)]
        for site in sites:
            _run(site, "-m", "bastide", "setup")
            for corpus in {SETS[one][0] for one in sets}:
                slug = corpus.replace("_", "-")
                _run(site, "-m", "bastide", "organisation", "create", slug, corpus)
                place = str(data / corpus / "corpus.jsonl")
                _run(site, "-m", "bastide", "ingest", "-o", slug, place)
        print("| set | questions | with an answer | same passages in the same order |")
        print("|---|---|---|---|")
        for one in sets:
            corpus, folder_of = SETS[one]
            lines = (data / folder_of / "queries.jsonl").read_text(encoding="utf-8").split("\n")
            asked = "".join(json.dumps(json.loads(line)["text"]) + "\n" for line in lines if line)
            first, second = (
                _run(site, "-c", ASK, corpus.replace("_", "-"), str(ASKED), given=asked)
                for site in sites
            )
            pairs = list(zip(first.splitlines(), second.splitlines(), strict=True))
            same = sum(a == b for a, b in pairs)
            different += len(pairs) - same
            found = sum(a != "[]" for a, _ in pairs)
            print(f"| {one} | {len(pairs)} | {found} | {same} |", flush=True)
    return different


def _environment(folder: Path, url: str) -> dict[str, str]:
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("BASTIDE_", "DATABASE_"))}
    path = os.pathsep.join(filter(None, [str(SOURCES), kept.get("PYTHONPATH", "")]))
    own = {"BASTIDE_DATA_DIR": str(folder), "BASTIDE_DATABASE_URL": url, "PYTHONPATH": path}
    return kept | own | {"DJANGO_SETTINGS_MODULE": "bastide.site.settings"}


def _run(environment: dict[str, Any], *command: str, given: str | None = None) -> str:
    done = subprocess.run(
        [sys.executable, *command], env=environment, input=given, text=True, stdout=subprocess.PIPE
    )
    # `bastide ingest` ends with 1 when it refused a document, on both sides alike.
    if done.returncode not in (0, 1) or ("-c" in command and done.returncode):
        sys.exit(f"« {' '.join(command[:4])} » ended with {done.returncode}")
    return done.stdout


if __name__ == "__main__":
    main()
