"""What the demonstration authority answers: `python bench/demonstration.py [-v]`.

Loads « Région Garrigue » in a temporary folder and asks the questions of
`usecases/ask/evals/*.jsonl` by the production path. Prints one figure a line; -v adds the failures.
`BASTIDE_RETRIEVER=false python bench/demonstration.py`: words alone.
`tests/usecases/ask/test_evals.py` keeps floors under them; `docs/evaluation.md` tells them.
"""

from __future__ import annotations

import json
import os
import sys
import tempfile
from pathlib import Path
from typing import Any

EVALS = Path(__file__).resolve().parents[1] / "src" / "bastide" / "usecases" / "ask" / "evals"


def rows(name: str) -> list[dict[str, Any]]:
    lines = (EVALS / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


def figures(failed: list[str] | None = None) -> dict[str, tuple[int, int]]:
    """Right answers and questions, by figure, in the scope that is open (Garrigue's).

    A card counts as its page: cards bear the address of the page they sum up.
    """
    from bastide.engine.ground import verify
    from bastide.engine.model import Answer, Turn
    from bastide.library.models import Document, Passage
    from bastide.library.search import passage_of
    from bastide.usecases.ask.flow import answer

    pages = {d.url: d.key for d in Document.objects.exclude(key__startswith="card:") if d.url}
    keys = {
        d.pk: pages.get(d.url, d.key) if d.key.startswith("card:") else d.key
        for d in Document.objects.all()
    }
    stored = {row.pk: passage_of(row) for row in Passage.objects.all()}
    counts: dict[str, list[int]] = {}
    missed = failed if failed is not None else []

    def count(figure: str, right: bool, key: str = "") -> None:
        got = counts.setdefault(figure, [0, 0])
        got[0] += right
        got[1] += 1
        if not right and key:
            missed.append(f"{figure}: {key}")

    def cited(found: Answer) -> list[str]:
        for statement in found.statements:
            count("quotes verbatim", verify(statement, stored), found.question)
        return [keys[s.citations[0].document] for s in found.statements]

    for row in rows("garrigue"):
        found = answer(row["text"])
        documents = [key for one in found for key in cited(one)]
        text = " ".join(s.text for one in found for s in one.statements)
        right = bool(documents) and documents[0] == row["document"]
        count("first citation, all questions", right, f"{row['id']} {row['text']}")
        count(f"first citation, {row['kind']}", right)
        count("the awaited words are quoted", row["quote_contains"].lower() in text.lower())
        count("answered, not silent", bool(documents))
        near = [s.source for one in found for s in one.suggestions]
        if not documents:
            suggested = row["document"] in {keys[source.id] for source in near}
            count("silent, the page among the suggestions", suggested)
    for row in rows("follow_ups"):
        told: list[Turn] = []
        found = []
        for text in row["turns"]:
            found = answer(text, turns=told)
            titles = [s.citations[0].title for one in found for s in one.statements]
            told.append(Turn(text, titles[0] if titles else ""))
        documents = [key for one in found for key in cited(one)]
        right = bool(documents) and documents[0] == row["document"]
        count("follow-up, first citation", right, f"{row['id']} {row['turns']}")
    for row in rows("several"):
        found = answer(row["text"])
        count("several, split as expected", len(found) == len(row["documents"]), row["text"])
        first = [(cited(one) or [""])[0] for one in found]
        for document in row["documents"]:
            count(
                "several, each document cited first", document in first, f"{row['id']} {document}"
            )
    for row in rows("competence"):
        levels = [one.competence.level for one in answer(row["text"]) if one.competence]
        count("competence, level", row["level"] in levels, f"{row['id']} {row['text']} {levels}")
    for row in rows("off_topic"):
        silent = all(one.silent for one in answer(row["text"]))
        count(f"off-topic, silent ({row['split']})", silent, f"{row['id']} {row['text']}")
        count("off-topic, silent (all)", silent)
    return {name: (right, total) for name, (right, total) in counts.items()}


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        os.environ["BASTIDE_DATA_DIR"] = folder
        os.environ["DJANGO_SETTINGS_MODULE"] = "bastide.site.settings"
        import django

        django.setup()
        from django.core.management import call_command

        from bastide.demo.loader import load
        from bastide.endpoints.embedding import embedder_for
        from bastide.library.vectors import make
        from bastide.tenants.scope import scope

        call_command("migrate", verbosity=0)
        failed: list[str] = []
        with scope(load("garrigue")):
            embedder = embedder_for()
            if embedder is not None:
                make(embedder)
            told = figures(failed)
    for name, (right, total) in told.items():
        print(f"{name:40} {right:4} / {total:4}  {right / total:.3f}")
    if "-v" in sys.argv:
        print("\n".join(failed))


if __name__ == "__main__":
    main()
