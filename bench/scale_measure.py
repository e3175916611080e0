"""What each gesture costs and each thing weighs, for `bench/scale.py`: writes bench/scale.json.

    python bench/scale_measure.py [--documents 1850]

Times are of processor, of the thread that answers, so that other work on the machine counts little.
The library is made of the demonstration's own sentences, drawn at random (seed 7).
"""

from __future__ import annotations

import argparse
import json
import os
import random
import shutil
import statistics
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
sys.path[:0] = [str(ROOT / "src"), str(ROOT)]
COPIES = 24  # indexes opened to weigh one
ROUNDS = 15


def main() -> None:
    asked = argparse.ArgumentParser()
    asked.add_argument("--documents", type=int, default=1850)
    asked.add_argument("--out", type=Path, default=Path(__file__).with_name("scale.json"))
    given = asked.parse_args()
    from bench.load import UNREACHED

    with tempfile.TemporaryDirectory(prefix="bastide-scale-") as folder:
        os.environ |= {
            "BASTIDE_DATA_DIR": folder, "BASTIDE_DATABASE_URL": "", "BASTIDE_HOSTS": "testserver",
            "DJANGO_SETTINGS_MODULE": "bastide.site.settings", **UNREACHED,
        }  # fmt: skip
        told = measured(Path(folder), given.documents)
    given.out.write_text(json.dumps(told, indent=1) + "\n", encoding="utf-8")
    for name, value in told.items():
        if name == "ms":
            for gesture, times in value.items():
                print(f"{gesture}: median {statistics.median(times):.1f} ms of processor")
        elif name == "opening_ms":
            print(f"opening: median {statistics.median(value):.1f} ms of processor")
        else:
            print(f"{name}: {value}")


def measured(data: Path, documents: int) -> dict[str, Any]:
    import django

    django.setup()
    import logging

    logging.disable(logging.CRITICAL)
    from django.core.management import call_command

    from bastide.library.index import catch_up
    from bastide.library.ingest import ingest
    from bastide.library.models import Passage, Source
    from bastide.tenants.models import Member, Organisation
    from bastide.tenants.scope import scope

    call_command("migrate", verbosity=0)
    empty = (data / "bastide.sqlite3").stat().st_size
    place = Organisation.objects.create(slug="bench", name="Bench")
    person = Member(email="a@bench.example", name="A", organisation=place, role="agent")
    person.save()
    with scope(place):
        write_corpus(data / "corpus.jsonl", documents)
        source = Source(name="b", kind=Source.Kind.FILE, location=str(data / "corpus.jsonl"))
        source.save()
        ingest(source)
        catch_up()
        passages = Passage.objects.count()
    checkpoint()
    kilo = passages / 1000
    grown = (data / "bastide.sqlite3").stat().st_size - empty
    told: dict[str, Any] = {
        "passages": passages,
        "database_mb_a_thousand": round(grown / kilo / 1e6, 2),
        "index_mb_a_thousand": round(size(data / "index") / kilo / 1e6, 2),
    }  # fmt: skip
    with scope(place):
        told |= vectors(data, kilo)
    told |= gestures(place, person)
    told |= weighed(data, place.pk)
    return told | {"round_trip_ms": 0.5}


def write_corpus(path: Path, documents: int) -> None:
    pages = sorted((ROOT / "src/bastide/demo/garrigue/pages").rglob("*.md"))
    pages = pages or sorted((ROOT / "src/bastide/demo/garrigue").rglob("*.md"))
    parts = [
        p for page in pages for p in page.read_text(encoding="utf-8").split("\n\n") if len(p) > 80
    ]
    draw = random.Random(7)
    with path.open("w", encoding="utf-8") as file:
        for number in range(documents):
            sections = [" ".join(draw.choices(parts, k=2)) for _ in range(5)]
            row = {
                "id": f"d{number}",
                "title": f"{sections[0][:50]} {number}",
                "sections": sections,
            }
            file.write(json.dumps(row, ensure_ascii=False) + "\n")


def checkpoint() -> None:
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def size(folder: Path) -> int:
    return sum(f.stat().st_size for f in folder.rglob("*") if f.is_file())


def vectors(data: Path, kilo: float) -> dict[str, float]:
    """What vectors weigh in the database and in memory, at two lengths, in MB a thousand."""
    import numpy as np
    from django.db import connection

    from bastide.library.models import Passage, Vector, VectorSet
    from bastide.library.vectors import _held, _vectors, forget_held

    told = {}
    for length in (384, 512):
        before = (data / "bastide.sqlite3").stat().st_size
        own = VectorSet.objects.create(model=f"m{length}", whole=True, revision=1)
        draw = np.random.default_rng(7)
        Vector.objects.bulk_create(
            Vector(set=own, passage_id=pk, values=draw.random(length, "f4").tobytes())
            for pk in Passage.objects.values_list("pk", flat=True)
        )
        checkpoint()
        grown = (data / "bastide.sqlite3").stat().st_size - before
        _vectors(own)
        told[f"vectors_{length}_database_mb_a_thousand"] = round(grown / kilo / 1e6, 2)
        told[f"vectors_{length}_memory_mb_a_thousand"] = round(_held.total / kilo / 1e6, 2)
        forget_held()
        VectorSet.objects.all().delete()
        with connection.cursor() as cursor:
            cursor.execute("VACUUM")
        checkpoint()
    return told


def gestures(place: Any, person: Any) -> dict[str, Any]:
    """Milliseconds of processor of each gesture, its statements, and of an index's opening."""
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    from bastide.library.index import forget_open_indexes
    from bench.load import questions

    asked = questions()[::65]  # seven of them, of each set

    client = Client()
    client.force_login(person, backend="bastide.tenants.signin.LocalAccounts")
    times: dict[str, list[float]] = {g: [] for g in ("typing", "asking", "reading", "rating")}
    statements: dict[str, list[int]] = {g: [] for g in times}
    opening: list[float] = []

    def send(gesture: str, method: str, at: str, fields: Any = None) -> tuple[Any, float]:
        with CaptureQueriesContext(connection) as caught:
            began = time.thread_time()
            answer = getattr(client, method)(at, fields or {})
            took = (time.thread_time() - began) * 1000
        assert answer.status_code < 400, (at, answer.status_code)
        statements[gesture].append(len(caught))
        return answer, took

    def ask(question: str, keep: bool) -> None:
        for end in range(6, len(question), 6):
            _, took = send("typing", "get", "/questions/apercu/", {"text": question[:end]})
            if keep:
                times["typing"].append(took)
        answer, took = send("asking", "post", "/questions/", {"text": question})
        where = answer.headers["Location"].partition("#")[0]
        _, read = send("reading", "get", where)
        _, rated = send("rating", "post", where + "avis/", {"rating": "good"})
        if keep:
            times["asking"].append(took)
            times["reading"].append(read)
            times["rating"].append(rated)

    for question in asked:
        ask(question, keep=False)
    for _ in range(ROUNDS):
        for question in asked:
            ask(question, keep=True)
    for turn in range(30):
        text = {"text": asked[turn % len(asked)][: 12 + 6 * (turn % 3)]}
        _, open_already = send("typing", "get", "/questions/apercu/", text)
        forget_open_indexes()
        _, opened = send("typing", "get", "/questions/apercu/", text)
        opening.append(max(0.0, opened - open_already))
    return {
        "ms": {g: [round(t, 2) for t in sorted(drawn)] for g, drawn in times.items()},
        "opening_ms": [round(t, 2) for t in sorted(opening)],
        "statements": {g: round(statistics.mean(n)) for g, n in statements.items()},
    }


def weighed(data: Path, number: int) -> dict[str, float]:
    """What the process weighs, and what each open index adds once it has answered a few times."""
    import gc

    import psutil
    from django.utils import timezone

    from bastide.engine.model import Reader
    from bastide.library.index import forget_open_indexes
    from bastide.providers.search_tantivy import TantivyIndex
    from bench.load import questions

    asked = questions()[::65]  # seven of them, of each set

    forget_open_indexes()
    gc.collect()
    me = psutil.Process()
    for copy in range(COPIES):
        shutil.copytree(data / "index" / str(number), data / "copies" / str(copy))
    threads, before = me.num_threads(), me.memory_info().rss
    held = [TantivyIndex(data / "copies" / str(copy)) for copy in range(COPIES)]
    reader = Reader(frozenset(), timezone.localdate())
    for index in held:
        for question in asked:
            index.search(question, reader)
    return {
        "process_mb": round(before / 1e6),
        "open_index_mb": round((me.memory_info().rss - before) / COPIES / 1e6, 2),
        "open_index_threads": round((me.num_threads() - threads) / COPIES, 2),
    }


if __name__ == "__main__":
    main()
