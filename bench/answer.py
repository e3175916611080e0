"""How long an agent waits, on a library of 10,000 documents: typing, then the whole answer.

    python bench/answer.py [--documents 10000] [--keep FOLDER]

The library is made of real French sections drawn at random (seed 7) under real titles, from the
development data; the questions are those of the development sets, typed prefixes for « typing ».
Times are of the product's own functions, database and ledger included, without HTTP.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import sys
import tempfile
import time
from pathlib import Path


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--documents", type=int, default=10_000)
    parser.add_argument("--keep", type=Path, help="folder to keep (and find again) the library in")
    args = parser.parse_args()
    default = Path(__file__).resolve().parents[2] / "shared" / "data"
    data = Path(os.environ.get("BASTIDE_DEV_DATA", default)) / "retrieval"
    if not data.is_dir():
        sys.exit(f"development data absent ({data}): set BASTIDE_DEV_DATA")
    with tempfile.TemporaryDirectory() as temporary:
        measure(data, args.keep or Path(temporary), args.documents)


def measure(data: Path, folder: Path, documents: int) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    os.environ["BASTIDE_DATA_DIR"] = str(folder)
    os.environ["DJANGO_SETTINGS_MODULE"] = "bastide.site.settings"
    import django

    django.setup()
    from django.core.management import call_command

    from bastide.engine.measure import percentile
    from bastide.library.ingest import ingest
    from bastide.library.models import Passage, Source
    from bastide.library.search import search
    from bastide.tenants.models import Organisation
    from bastide.tenants.scope import scope
    from bastide.usecases.ask.flow import answer, preview

    call_command("migrate", verbosity=0)
    organisation, new = Organisation.objects.get_or_create(slug="bench", name="Bench")
    with scope(organisation):
        if new:
            corpus = folder / "corpus.jsonl"
            write_corpus(data, corpus, documents)
            source = Source(name="bench", kind=Source.Kind.FILE, location=str(corpus))
            source.save()
            started = time.perf_counter()
            done = ingest(source)
            spent = time.perf_counter() - started
            print(f"ingested {done.added} documents, {done.passages} passages in {spent:.0f} s")
        print(f"passages: {Passage.objects.count()}")
        questions = []
        for name in ("questions", "messages"):
            rows = (data / "service_public" / name / "queries.jsonl").read_text("utf-8")
            questions += [json.loads(row)["text"] for row in rows.splitlines()]
        for question in questions[:10]:
            answer(question)
        prefixes = [q[: len(q) * share // 4] for q in questions for share in (1, 2, 3) if q]
        for name, function, texts in (
            ("search (10 passages)", lambda q: search(q, None), questions),
            ("typing", preview, [p for p in prefixes if len(p) >= 3]),
            ("whole answer", answer, questions),
        ):
            times = []
            for text in texts:
                started = time.perf_counter()
                function(text)
                times.append((time.perf_counter() - started) * 1000)
            p50, p95 = percentile(times, 0.5), percentile(times, 0.95)
            print(f"{name:22} n={len(times):4}  p50 {p50:6.1f} ms  p95 {p95:6.1f} ms")


def write_corpus(data: Path, target: Path, documents: int) -> None:
    draw = random.Random(7)
    sections: list[str] = []
    titles: list[tuple[str, list[str]]] = []
    for path in ("service_public/corpus.jsonl", "labour/corpus.jsonl", "wikipedia/corpus.jsonl"):
        for line in (data / path).read_text("utf-8").splitlines():
            row = json.loads(line)
            sections += row["sections"]
            titles.append((row["title"], row.get("path") or []))
    for line in (data / "service_public/titles_only.jsonl").read_text("utf-8").splitlines():
        row = json.loads(line)
        titles.append((row["title"], row.get("path") or []))
    with target.open("w", encoding="utf-8") as file:
        for number in range(documents):
            title, path = titles[number % len(titles)]
            row = {
                "id": f"d{number}",
                "title": f"{title} ({number})",
                "path": path,
                "sections": draw.choices(sections, k=7),
            }
            file.write(json.dumps(row, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main()
