"""How well and how fast the search finds, beside other engines, in the same run.

    python bench/search.py [--scale | --vectors] [--json FILE]

« Bastide » is the production path: the JSON lines reader, `chunk`, `TantivyIndex`, its search, and
the documents in order of first appearance. « Tantivy alone » has the usual French analysis (words
split at apostrophes, lower case, stop words, stemmer, accents folded), whole documents, title and
body as two fields, the best of three weights for the title. bm25s and Haystack are measured where
requirements/bench.txt is installed. « Bastide, words alone » is the same path without the shipped
retriever. --vectors measures, instead of the peers, what fusing costs when the vectors hold no
meaning: hashed bags of words, those of `bastide fake-model`. Data:
`BASTIDE_DEV_DATA`, by default `../shared/data` beside the repository.
"""

from __future__ import annotations

import argparse
import json
import math
import os
import random
import re
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any
from zlib import crc32

import numpy as np
import tantivy

from bastide.engine.chunk import chunk
from bastide.engine.french import analyse
from bastide.engine.meaning import Meaning
from bastide.engine.measure import mean, ndcg, percentile, recall, reciprocal_rank
from bastide.engine.model import IndexedPassage, ReadDocument, Reader
from bastide.engine.vectors import Vectors, packed, text_of
from bastide.providers.embed_onnx import OnnxEmbedder
from bastide.providers.fake_model.handler import hashed_bag
from bastide.providers.readers.jsonl import read
from bastide.providers.search_tantivy import CANDIDATES, TantivyIndex
from bastide.providers.tantivy_schema import term_query

# Half of the topics of `labour` are learnt from by the retriever: « unseen » are the others.
SETS = {
    "messages": ("service_public", "service_public/messages"),
    "questions": ("service_public", "service_public/questions"),
    "labour": ("labour", "labour"),
    "labour, unseen topics": ("labour", "labour"),
    "wikipedia": ("wikipedia", "wikipedia"),
}
DAY = date(2026, 1, 1)
PASSAGES_ASKED = 50  # enough for ten distinct documents
RETRIEVER = OnnxEmbedder()
Search = Callable[[str], list[str]]
Embed = Callable[[list[str]], list[list[float]]]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--scale", action="store_true", help="10,000 documents instead")
    parser.add_argument("--vectors", action="store_true", help="words with hashed vectors instead")
    parser.add_argument("--json", type=Path, help="write the figures there too")
    args = parser.parse_args()
    default = Path(__file__).resolve().parents[2] / "shared" / "data"
    data = Path(os.environ.get("BASTIDE_DEV_DATA", default)) / "retrieval"
    if not data.is_dir():
        sys.exit(f"development data absent ({data}): set BASTIDE_DEV_DATA")
    figures = scale(data) if args.scale else compare(data, vectors=args.vectors)
    if args.json:
        args.json.write_text(json.dumps(figures, indent=1, ensure_ascii=False), encoding="utf-8")


# -- quality --------------------------------------------------------------------------------


def compare(data: Path, *, vectors: bool = False) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = []
    peers = {"bm25s": bm25s_alone, "Haystack": haystack_alone}
    print("| set | engine | r@1 | r@3 | r@5 | r@10 | mrr@10 | ndcg@10 (95 %) | / Tantivy | "
          "passages/s | p50 ms | p95 ms |\n|" + "---|" * 12)  # fmt: skip
    for name, (corpus, folder) in SETS.items():
        documents = list(read(data / corpus / "corpus.jsonl", "corpus.jsonl"))
        queries = [json.loads(line) for line in (data / folder / "queries.jsonl").open()]
        labels: dict[str, set[str]] = {}
        for line in (data / folder / "qrels.tsv").read_text().splitlines()[1:]:
            query, document, _ = line.split("\t")
            labels.setdefault(query, set()).add(document)
        if "unseen" in name:
            queries = [q for q in queries if held_topic(q["id"].split("_")[0])]
        asked = [(q["text"], labels[q["id"]]) for q in queries if q["id"] in labels]
        with tempfile.TemporaryDirectory() as temporary:
            found, speed = bastide(documents, Path(temporary))
            words = {"set": name, "engine": "Bastide, words alone", "write": speed}
            words = measure(found, asked, words)
        embed, told = (hashed, "words and hashed vectors") if vectors else (shipped, "Bastide")
        with tempfile.TemporaryDirectory() as temporary:
            found, _ = bastide(documents, Path(temporary), embed)
            ours = measure(found, asked, {"set": name, "engine": told})
        if vectors:
            for row in (words, ours):
                row["ratio"] = row["ndcg@10"] / words["ndcg@10"]
                show(row)
            rows += [words, ours]
            continue
        alone = [
            measure(tantivy_alone(documents, boost), asked,
                    {"set": name, "engine": f"Tantivy alone (title × {boost})"})
            for boost in (0.5, 0.75, 1.0)
        ]  # fmt: skip
        best = max(alone, key=lambda row: row["ndcg@10"])
        group = [ours, words, best]
        for peer, build in peers.items():
            try:
                group.append(measure(build(documents), asked, {"set": name, "engine": peer}))
            except ImportError:
                print(f"{peer} is not installed: skipped", file=sys.stderr)
        for row in group:
            row["ratio"] = row["ndcg@10"] / best["ndcg@10"]
            show(row)
        rows += group
    return rows


def held_topic(topic: str) -> bool:
    """As `training/retriever/pairs.py` keeps topics apart."""
    return crc32(topic.encode()) % 2 == 0


def measure(search: Search, asked: list[tuple[str, set[str]]], row: dict[str, Any]) -> Any:
    ranked, times = [], []
    for text, labels in asked:
        start = time.perf_counter()
        ranked.append((search(text), labels))
        times.append(1000 * (time.perf_counter() - start))
    for k in (1, 3, 5, 10):
        row[f"recall@{k}"] = mean([recall(r, wanted, k) for r, wanted in ranked])
    row["mrr@10"] = mean([reciprocal_rank(r, wanted) for r, wanted in ranked])
    gains = [ndcg(r, wanted) for r, wanted in ranked]
    row["ndcg@10"] = mean(gains)
    row["interval"] = interval(gains)
    row["p50"], row["p95"] = percentile(times, 0.5), percentile(times, 0.95)
    return row


def interval(values: list[float]) -> list[float]:
    """Where the mean lies in 95 of 100 draws of the questions with replacement (bootstrap)."""
    drawn = np.random.default_rng(7).integers(0, len(values), (2000, len(values)))
    means = np.asarray(values)[drawn].mean(axis=1)
    return [float(np.quantile(means, share)) for share in (0.025, 0.975)]


def show(row: dict[str, Any]) -> None:
    names = ["recall@1", "recall@3", "recall@5", "recall@10", "mrr@10", "ndcg@10", "ratio"]
    write = f"{row['write']:.0f}" if "write" in row else "–"
    low, high = row["interval"]
    told = [f"{row[n]:.3f}" for n in names]
    told[5] += f" ({low:.3f}–{high:.3f})"
    cells = [row["set"], row["engine"], *told, write]
    print("|", " | ".join([*cells, f"{row['p50']:.1f}", f"{row['p95']:.1f}"]), "|", flush=True)


# -- engines --------------------------------------------------------------------------------


def passages(documents: list[ReadDocument]) -> Iterator[tuple[int, list[IndexedPassage]]]:
    number = 0
    for at, document in enumerate(documents):
        pieces = []
        for piece in chunk(document):
            number += 1
            pieces.append(
                IndexedPassage(
                    number, at, document.title, document.theme, piece.headings, piece.text,
                    piece.kind, frozenset(map(int, document.readers)), document.valid_from,
                    document.valid_to,
                )
            )  # fmt: skip
        yield at, pieces


def bastide(
    documents: list[ReadDocument], folder: Path, embed: Embed | None = None
) -> tuple[Search, float]:
    """`embed`: what makes the vectors; none: words alone."""
    content = list(passages(documents))
    index = TantivyIndex(folder)
    start = time.perf_counter()
    with index.writing():
        index.apply(1, content)
    speed = sum(len(p) for _, p in content) / (time.perf_counter() - start)
    reader = Reader(frozenset(), DAY)
    held = Vectors()
    if embed:
        pieces = [(at, p) for at, some in content for p in some]
        found = embed([text_of(p.title, p.headings, p.text) for _, p in pieces])
        held = held.with_more(
            (p.passage, at, packed(v)) for (at, p), v in zip(pieces, found, strict=True)
        )

    def search(text: str) -> list[str]:
        if embed:
            meaning = Meaning(held, embed([text])[0])
            near = meaning.proposed
            found = index.search(text, reader, limit=CANDIDATES + len(near), also=near)
            found = meaning.order(found)
        else:
            found = index.search(text, reader, limit=PASSAGES_ASKED)
        return list(dict.fromkeys(documents[c.document].key for c in found))[:10]

    return search, speed


def shipped(texts: list[str]) -> list[list[float]]:
    return RETRIEVER.embed(texts, deadline_s=math.inf)


def hashed(texts: list[str]) -> list[list[float]]:
    found = []
    for vector in map(hashed_bag, texts):
        norm = math.sqrt(sum(x * x for x in vector))
        found.append([x / norm for x in vector])
    return found


def whole(document: ReadDocument) -> str:
    return "\n".join("\n".join([*b.headings, b.text]) for b in document.blocks)


def tantivy_alone(documents: list[ReadDocument], boost: float) -> Search:
    analyser = (
        tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.simple())
        .filter(tantivy.Filter.lowercase())
        .filter(tantivy.Filter.stopword("french"))
        .filter(tantivy.Filter.stemmer("french"))
        .filter(tantivy.Filter.ascii_fold())
        .build()
    )
    build = tantivy.SchemaBuilder()
    build.add_integer_field("at", stored=True)
    build.add_text_field("title", tokenizer_name="fr")
    build.add_text_field("body", tokenizer_name="fr")
    index = tantivy.Index(build.build())
    index.register_tokenizer("fr", analyser)
    writer = index.writer(64_000_000, 1)
    for at, document in enumerate(documents):
        if document.blocks:
            writer.add_document(tantivy.Document(at=at, title=document.title, body=whole(document)))
    writer.commit()
    index.reload()
    searcher = index.searcher()

    def search(text: str) -> list[str]:
        words = " ".join(re.findall(r"\w+", text.lower()))  # lower case: no operator in it
        if not words:
            return []
        query = index.parse_query(words, ["title", "body"], field_boosts={"title": boost})
        hits = searcher.search(query, 10, count=False).hits
        return [documents[searcher.doc(a).to_dict()["at"][0]].key for _, a in hits]

    return search


def bm25s_alone(documents: list[ReadDocument]) -> Search:
    import bm25s
    import Stemmer

    stem = Stemmer.Stemmer("french")
    options = {"stopwords": "fr", "stemmer": stem, "show_progress": False}
    engine = bm25s.BM25()
    texts = [f"{d.title}\n{whole(d)}" for d in documents]
    engine.index(bm25s.tokenize(texts, **options), show_progress=False)

    def search(text: str) -> list[str]:
        found, _ = engine.retrieve(bm25s.tokenize([text], **options), k=10, show_progress=False)
        return [documents[i].key for i in found[0]]

    return search


def haystack_alone(documents: list[ReadDocument]) -> Search:
    from haystack import Document
    from haystack.document_stores.in_memory import InMemoryDocumentStore

    store = InMemoryDocumentStore()
    # A corpus may hold a document twice: its key is kept beside, the store numbers by itself.
    store.write_documents(
        [
            Document(id=str(n), content=f"{d.title}\n{whole(d)}", meta={"key": d.key})
            for n, d in enumerate(documents)
            if d.blocks
        ]
    )
    return lambda text: [d.meta["key"] for d in store.bm25_retrieval(query=text, top_k=10)]


# -- scale ----------------------------------------------------------------------------------


def scale(data: Path, count: int = 10_000) -> dict[str, float]:
    """Real French sections drawn again under real titles, with readers and validity."""
    draw = random.Random(7)
    real = [
        d
        for corpus in ("service_public", "labour", "wikipedia")
        for d in read(data / corpus / "corpus.jsonl", "corpus.jsonl")
    ]
    blocks = [b for d in real for b in d.blocks]
    documents = [
        ReadDocument(
            str(at), draw.choice(real).title, tuple(draw.sample(blocks, draw.randint(4, 12))),
            draw.choice(real).theme, readers=(str(draw.randint(1, 9)),) if at % 3 == 0 else (),
            valid_to=date(2025, 1, 1) if at % 10 == 0 else None,
        )
        for at in range(count)
    ]  # fmt: skip
    content = list(passages(documents))
    total = sum(len(p) for _, p in content)
    queries = [
        json.loads(line)["text"]
        for folder in ("service_public/messages", "service_public/questions", "labour")
        for line in list((data / folder / "queries.jsonl").open())[:90]
    ]
    reader = Reader(frozenset({1, 2}), DAY)
    with tempfile.TemporaryDirectory() as temporary:
        index = TantivyIndex(Path(temporary))
        start = time.perf_counter()
        with index.writing():
            index.apply(1, content)
        written = time.perf_counter() - start
        ours, bare = [], []
        for text in queries[:20]:
            index.search(text, reader)
        for text in queries:
            start = time.perf_counter()
            index.search(text, reader)
            ours.append(1000 * (time.perf_counter() - start))
            bare.append(candidates_only(index, text))
        start = time.perf_counter()
        with index.writing():
            index.apply(2, [content[1]])
        index.search(queries[0], reader)
        change = time.perf_counter() - start
    figures = {
        "documents": float(count), "passages": float(total), "passages/s": total / written,
        "p50 ms": percentile(ours, 0.5), "p95 ms": percentile(ours, 0.95),
        "bare p50 ms": percentile(bare, 0.5), "bare p95 ms": percentile(bare, 0.95),
        "ratio p50": percentile(ours, 0.5) / percentile(bare, 0.5), "change ms": 1000 * change,
    }  # fmt: skip
    print("| figure | value |\n|---|---|")
    for name, value in figures.items():
        print(f"| {name} | {value:,.1f} |")
    return figures


def candidates_only(index: TantivyIndex, text: str) -> float:
    """Milliseconds of the engine's own query for the question's words, nothing else."""
    searcher = index._searcher
    words = dict.fromkeys(analyse(text, index.lexicon))
    query = tantivy.Query.boolean_query(
        [(tantivy.Occur.Should, term_query("all", w)) for w in words]
    )
    start = time.perf_counter()
    searcher.search(query, CANDIDATES, count=False)
    return 1000 * (time.perf_counter() - start)


if __name__ == "__main__":
    main()
