"""`bastide evaluate`: the production path measured on labelled questions."""

from __future__ import annotations

import json
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import click
from django.conf import settings
from django.core.management import call_command
from django.db import connections

from bastide.endpoints.embedding import embedder_for
from bastide.engine import measure
from bastide.engine.ground import verify
from bastide.library.index import forget_open_indexes
from bastide.library.ingest import ingest
from bastide.library.models import Document, Ingestion, Passage, Source
from bastide.library.search import passage_of, search
from bastide.library.vectors import forget_held, make
from bastide.site.commands.choice import chosen, option, refuse
from bastide.tenants.models import Organisation
from bastide.tenants.scope import scope
from bastide.usecases.ask.flow import answer

_files: list[Callable[..., Any]] = [
    click.option("--corpus", required=True, type=click.Path(path_type=Path), help="Documents."),
    click.option("--queries", required=True, type=click.Path(path_type=Path), help="Questions."),
    click.option("--qrels", required=True, type=click.Path(path_type=Path), help="Étiquettes."),
    click.option("--json", "as_json", is_flag=True, help="Résultat en JSON."),
]


def _options(function: Callable[..., Any]) -> Callable[..., Any]:
    for add in reversed(_files):
        function = add(function)
    return function


@click.group()
def evaluate() -> None:
    """Mesure la recherche et les réponses sur des questions étiquetées."""


@evaluate.command("search")
@_options
def evaluate_search(corpus: Path, queries: Path, qrels: Path, as_json: bool) -> None:
    """Rang des documents attendus, par le chemin de production."""
    asked, labels = _questions(queries, qrels)
    with _library(corpus) as (build, keys):
        rows: dict[str, list[float]] = defaultdict(list)
        search("premier appel", None)
        for key, text in asked:
            started = time.perf_counter()
            hits = search(text, None, limit=200)
            rows["ms"].append((time.perf_counter() - started) * 1000)
            ranked = list(dict.fromkeys(keys[h.source.id] for h in hits))
            for k in (1, 3, 5, 10):
                rows[f"recall@{k}"].append(measure.recall(ranked, labels[key], k))
            rows["mrr@10"].append(measure.reciprocal_rank(ranked, labels[key]))
            rows["ndcg@10"].append(measure.ndcg(ranked, labels[key]))
    result: dict[str, Any] = {"queries": len(asked)}
    names = ("recall@1", "recall@3", "recall@5", "recall@10", "mrr@10", "ndcg@10")
    result |= {name: round(measure.mean(rows[name]), 4) for name in names}
    _print(result | {"build_s": round(build, 2)} | _times(rows["ms"]), as_json)


@evaluate.command("answer")
@_options
def evaluate_answer(corpus: Path, queries: Path, qrels: Path, as_json: bool) -> None:
    """Première source citée, silences, citations vérifiées, par le chemin de production."""
    asked, labels = _questions(queries, qrels)
    right = silent = quotes = proved = 0
    times: list[float] = []
    with _library(corpus) as (_, keys):
        for key, text in asked:
            started = time.perf_counter()
            found = answer(text)
            times.append((time.perf_counter() - started) * 1000)
            statements = [s for a in found for s in a.statements]
            silent += not statements
            if statements:
                right += keys[statements[0].citations[0].document] in labels[key]
            cited = {c.passage for s in statements for c in s.citations}
            stored = {p.pk: passage_of(p) for p in Passage.objects.filter(pk__in=cited)}
            for statement in statements:
                quotes += 1
                proved += verify(statement, stored)
    total = len(asked)
    result = {
        "questions": total,
        "first_citation_labelled": round(right / total, 4) if total else 0.0,
        "silent": round(silent / total, 4) if total else 0.0,
        "quotes_verified": round(proved / quotes, 4) if quotes else 1.0,
    }
    _print(result | _times(times), as_json)


@evaluate.command("export")
@option
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False))
def export(organisation: str | None, folder: Path) -> None:
    """Les avis des agents, en jeu d'évaluation (queries.jsonl, qrels.tsv, rejected.jsonl)."""
    from bastide.usecases.ask.models import Question

    with scope(chosen(organisation)):
        folder.mkdir(parents=True, exist_ok=True)
        rated = Question.objects.exclude(rating="").order_by("pk")
        keys = dict(Document.objects.values_list("pk", "key"))
        good = [q for q in rated if q.rating == "good" and q.document in keys]
        bad = [q for q in rated if q.rating == "bad"]
        (folder / "queries.jsonl").write_text(
            "".join(_json({"id": f"q{q.pk}", "text": q.text}) for q in good), encoding="utf-8"
        )
        (folder / "qrels.tsv").write_text(
            "query_id\tdoc_id\trelevance\n"
            + "".join(f"q{q.pk}\t{keys[q.document]}\t1\n" for q in good),
            encoding="utf-8",
        )
        (folder / "rejected.jsonl").write_text(
            "".join(
                _json(
                    {
                        "id": f"q{q.pk}",
                        "text": q.text,
                        "answered_by": keys.get(q.document),
                        "reason": q.reason,
                    }
                )
                for q in bad
            ),
            encoding="utf-8",
        )
    click.echo(f"{len(good)} questions bien répondues et {len(bad)} mal répondues dans {folder}.")


def _json(row: dict[str, Any]) -> str:
    return json.dumps(row, ensure_ascii=False) + "\n"


def _print(result: dict[str, Any], as_json: bool) -> None:
    click.echo(
        json.dumps(result)
        if as_json
        else "\n".join(f"{name:24} {value}" for name, value in result.items())
    )


def _times(times: list[float]) -> dict[str, float]:
    return {
        "p50_ms": round(measure.percentile(times, 0.5), 1),
        "p95_ms": round(measure.percentile(times, 0.95), 1),
    }


def _questions(queries: Path, qrels: Path) -> tuple[list[tuple[str, str]], dict[str, set[str]]]:
    labels: dict[str, set[str]] = defaultdict(set)
    try:
        for line in qrels.read_text(encoding="utf-8").splitlines()[1:]:
            parts = line.split("\t")
            if len(parts) >= 2 and (len(parts) < 3 or parts[2].strip() not in ("0", "")):
                labels[parts[0]].add(parts[1])
        rows = [
            json.loads(line) for line in queries.read_text("utf-8").splitlines() if line.strip()
        ]
        asked = [(str(r["id"]), str(r["text"])) for r in rows if labels.get(str(r["id"]))]
    except (OSError, ValueError, KeyError, TypeError) as error:
        refuse(f"Questions ou étiquettes illisibles ({error}).")
    if not asked:
        refuse("Aucune question n'a d'étiquette : vérifiez que les identifiants se répondent.")
    return asked, labels


@contextmanager
def _library(corpus: Path) -> Iterator[tuple[float, dict[int, str]]]:
    """A library of its own in a temporary folder, filled by the production path.

    Yields the seconds it took to build and the documents' keys by number.
    """
    if not corpus.exists():
        refuse(f"« {corpus} » n'existe pas.")
    if connections["default"].vendor != "sqlite":
        refuse("L'évaluation se fait sur SQLite : relancez sans BASTIDE_DATABASE_URL.")
    former = Path(settings.DATA_DIR), Path(str(settings.DATABASES["default"]["NAME"]))
    with tempfile.TemporaryDirectory(prefix="bastide-evaluation-") as folder:
        _move_to(Path(folder), Path(folder) / "library.sqlite3")
        try:
            call_command("migrate", interactive=False, verbosity=0)
            organisation = Organisation(slug="evaluation", name="Évaluation")
            organisation.save()
            with scope(organisation):
                source = Source(
                    name=corpus.name,
                    kind=Source.Kind.FOLDER if corpus.is_dir() else Source.Kind.FILE,
                    location=str(corpus.resolve()),
                )
                source.save()
                started = time.perf_counter()
                done = ingest(source)
                embedder = embedder_for()
                if embedder is not None:
                    make(embedder)
                build = time.perf_counter() - started
                if done.state == Ingestion.State.FAILED or not done.added:
                    reasons = done.refusals.values_list("reason", flat=True)[:1]
                    refuse(done.message or " ".join(reasons) or "Le corpus est vide.")
                keys = {
                    pk: key.rsplit("#", 1)[-1]
                    for pk, key in Document.objects.values_list("pk", "key")
                }
                yield build, keys
        finally:
            _move_to(*former)


def _move_to(data: Path, database: Path | str) -> None:
    connections["default"].close()
    settings.DATA_DIR = data
    settings.DATABASES["default"]["NAME"] = database
    connections["default"].settings_dict["NAME"] = database
    forget_open_indexes()
    forget_held()


COMMANDS = [evaluate]
