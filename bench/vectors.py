"""Where an authority's vectors are compared: in the process, as Bastide does, or by pgvector.

    pip install pgserver==0.1.4       # PostgreSQL 16 and pgvector 0.6, Apache-2.0: for this bench
    python bench/vectors.py [--passages 5517 70000 190000] [--questions 50]

Among ten authorities of one database, one question asks the hundred nearest passages of one of
them; sets are drawn around centres, as texts gather by subject. Four ways, on the same vectors:

- held: the product's `Vectors`, already in memory;
- read again: the same, read from the database's rows first (a set that memory did not keep);
- exact: pgvector, every vector of the authority compared by the server;
- HNSW: pgvector's index (its defaults, `ef_search` 100), with the share of the exact hundred found.

Medians, and the ratio of each to the first. One client: nobody else asks the server meanwhile.
"""

from __future__ import annotations

import argparse
import contextlib
import statistics
import tempfile
import time
from collections.abc import Callable
from typing import Any

import numpy as np
import psycopg

from bastide.engine.vectors import Vectors, packed

LENGTH, NEAREST, AUTHORITIES, OTHERS = 384, 100, 10, 5_517
QUERY = "SELECT passage FROM kept WHERE set = %s ORDER BY v <=> %s::vector LIMIT %s"


def drawn(passages: int, random: np.random.Generator) -> np.ndarray[Any, Any]:
    """Vectors of norm 1 around one centre for forty."""
    centres = random.standard_normal((max(1, passages // 40), LENGTH))
    found = centres[random.integers(0, len(centres), passages)]
    return unit(found + 0.8 * random.standard_normal((passages, LENGTH)))


def unit(vectors: np.ndarray[Any, Any]) -> np.ndarray[Any, Any]:
    """Of norm 1, as float32."""
    return np.asarray(vectors / np.linalg.norm(vectors, axis=1, keepdims=True), np.float32)


def literal(vector: np.ndarray[Any, Any]) -> str:
    """A vector as pgvector reads it."""
    return "[" + ",".join(f"{value:.7g}" for value in vector) + "]"


def filled(base: psycopg.Connection[Any], own: np.ndarray[Any, Any], random: Any) -> None:
    """The sets of ten authorities, the first being `own`."""
    base.execute("DROP TABLE IF EXISTS kept")
    base.execute(
        "CREATE TABLE kept (id bigserial PRIMARY KEY, set int, passage int, document int,"
        f" values bytea, v vector({LENGTH}))"
    )
    with base.cursor().copy("COPY kept (set, passage, document, values, v) FROM STDIN") as copy:
        for number in range(AUTHORITIES):
            for passage, vector in enumerate(drawn(OTHERS, random) if number else own):
                copy.write_row((number, passage, passage // 3, packed(vector), literal(vector)))
    base.execute("CREATE INDEX ON kept (set)")
    base.execute("ANALYZE kept")


def median(way: Callable[[Any], Any], questions: Any) -> tuple[float, list[set[int]]]:
    """Milliseconds of a question, the first not counted, and the passages found by each."""
    times, found = [], []
    way(questions[0])
    for question in questions:
        began = time.perf_counter()
        found.append(set(way(question)))
        times.append(1000 * (time.perf_counter() - began))
    return statistics.median(times), found


def compared(base: psycopg.Connection[Any], passages: int, asked: int) -> None:
    random = np.random.default_rng(7)
    own = drawn(passages, random)
    filled(base, own, random)
    chosen = own[random.integers(0, passages, asked)]
    questions = unit(chosen + 0.03 * random.standard_normal((asked, LENGTH)))

    def read() -> Vectors:
        rows = base.execute("SELECT passage, document, values FROM kept WHERE set = 0 ORDER BY id")
        return Vectors().with_more(rows.fetchall())

    vectors = read()

    def near(kept: Vectors, question: Any) -> list[int]:
        return [passage for passage, _ in kept.nearest(kept.closeness(question), NEAREST)]

    def by_server(question: Any) -> list[int]:
        return [row[0] for row in base.execute(QUERY, (0, literal(question), NEAREST))]

    held, exact_found = median(lambda q: near(vectors, q), questions)
    lines = [("held", held, exact_found)]
    lines.append(("read again", *median(lambda q: near(read(), q), questions[:5])))
    lines.append(("exact", *median(by_server, questions)))
    began = time.perf_counter()
    base.execute("CREATE INDEX by_meaning ON kept USING hnsw (v vector_cosine_ops)")
    built = time.perf_counter() - began
    base.execute(f"SET hnsw.ef_search = {NEAREST}")
    base.execute("SET enable_sort = off")  # else the planner may leave the index aside
    lines.append(("HNSW", *median(by_server, questions)))
    base.execute("RESET enable_sort")
    print(f"\n{passages} passages ({vectors.nbytes / 1e6:.0f} MB held), HNSW made in {built:.0f} s")
    for name, lasted, found in lines:
        share = statistics.mean(
            len(one & exact) / NEAREST for one, exact in zip(found, exact_found, strict=False)
        )
        print(f"{name:<12}{lasted:9.2f} ms{lasted / held:8.1f} x   {share:.1%} of the exact ones")


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    asked.add_argument("--passages", type=int, nargs="+", default=[5_517, 70_000, 190_000])
    asked.add_argument("--questions", type=int, default=50)
    given = asked.parse_args()
    import pgserver

    with tempfile.TemporaryDirectory(prefix="bastide-pgvector-") as folder:
        server = pgserver.get_server(folder, cleanup_mode="delete")
        with contextlib.closing(psycopg.connect(server.get_uri(), autocommit=True)) as base:
            base.execute("CREATE EXTENSION vector")
            base.execute("SET maintenance_work_mem = '1GB'")
            version = base.execute("SELECT extversion FROM pg_extension WHERE extname = 'vector'")
            print("pgvector", version.fetchone()[0])  # type: ignore[index]
            for passages in given.passages:
                compared(base, passages, given.questions)


if __name__ == "__main__":
    main()
