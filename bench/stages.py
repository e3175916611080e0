"""The stages on the demonstration's questions: who speaks, how fast, at what cost.

    python bench/stages.py [--calibrate | --curve | --enough 0.65]

The demonstration authority is loaded in a temporary folder, with its vectors, and asked the
questions of `usecases/ask/evals/garrigue.jsonl`, by the pages, with the model without intelligence
that ships with Bastide (`bastide fake-model`):

1. frugal: a model is tried only when the extract is not enough (`engine.stages.ENOUGH`), the small
   one first, the large one when what the small one proved is not enough;
2. always: every answered question goes on to the large model, without the small one;
3. the same two with one model, of the small one's size, in both roles;
4. the first useful line, in each mode of the server: from the question sent to the page received,
   extract included, without HTTP's own travel.

The model has no intelligence: it repeats the sentences that share words with the question. What is
measured is the plumbing (stages, proofs, times, ledger), not the quality of any model. Energy of
the answers is measured for our own part (CPU time) and estimated for the models', as if they had
the sizes that their endpoints declare (« small », « large »: `runs.models_used.SIZES`).
--curve sends every question on, then tells what each threshold would have given, on two halves of
the questions (drawn by their identifiers): words held beside « always », times less energy.
--enough tries one threshold alone; --calibrate prints the share of right extracts above and below
each threshold instead.
"""

from __future__ import annotations

import hashlib
import json
import os
import statistics
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

EVALS = Path(__file__).resolve().parents[1] / "src" / "bastide" / "usecases" / "ask" / "evals"


def rows(name: str = "garrigue") -> list[dict[str, Any]]:
    return [json.loads(x) for x in (EVALS / f"{name}.jsonl").read_text("utf-8").splitlines()]


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        os.environ["BASTIDE_DATA_DIR"] = folder
        os.environ["DJANGO_SETTINGS_MODULE"] = "bastide.site.settings"
        os.environ["BASTIDE_HOSTS"] = "testserver"
        os.environ["BASTIDE_RATE_PERSON"] = "0"  # one agent asks everything at once
        import django

        django.setup()
        from django.core.management import call_command

        from bastide.demo.loader import load
        from bastide.endpoints.embedding import embedder_for
        from bastide.library.vectors import make
        from bastide.tenants.scope import scope

        call_command("migrate", verbosity=0)
        organisation = load("garrigue")
        with scope(organisation):
            embedder = embedder_for()
            if embedder is not None:
                make(embedder)
            if "--calibrate" in sys.argv:
                calibrate()
            else:
                measure()


def calibrate() -> None:
    """Extracts above and below each threshold, those that lack what is asked counted below."""
    from bastide.engine.stages import Tried
    from bastide.usecases.ask.flow import answer, tried

    seen: list[tuple[Tried, bool]] = []
    cards = 0
    for row in rows():
        for found in answer(row["text"])[:1]:
            text = " ".join(s.text for s in found.statements).lower()
            cards += found.mode == "card"
            if found.mode == "extract":
                seen.append((tried(found), row["quote_contains"].lower() in text))
    for threshold in (0.5, 0.6, 0.65, 0.7, 0.75, 0.8, 0.85, 0.9):
        above = [r for t, r in seen if t.confidence >= threshold and t.holds_what_is_asked]
        below = [r for t, r in seen if not (t.confidence >= threshold and t.holds_what_is_asked)]
        print(
            f"{threshold:.2f}  enough {len(above):3}, right {_mean(above):.2f}   "
            f"not enough {len(below):3}, right {_mean(below):.2f}   "
            f"without a model {(len(above) + cards) / (len(seen) + cards):.2f}"
        )


def measure() -> None:
    from django.conf import settings
    from django.test import Client

    from bastide.endpoints.models import Assignment, Endpoint
    from bastide.engine import stages
    from bastide.providers.fake_model import MODES, FakeModel
    from bastide.runs.models import Run
    from bastide.tenants.models import Member

    agent = Member.objects.get(name="Agathe Exemple")
    client = Client()
    client.force_login(agent, backend="bastide.tenants.signin.LocalAccounts")
    with FakeModel(delay_s=60) as fake:
        settings.MODEL_PRIVATE_HOSTS = [f"127.0.0.1:{fake.port}"]
        sized = {
            size: Endpoint.objects.create(
                name=f"Modèle d'essai ({size})", kind="compatible", base_url=fake.url,
                deployment=f"fake-{size}", energy_class=size, outside=False,
                capabilities={"json_schema": True, "streaming": True, "usage": True},
            )
            for size in ("small", "large")
        }  # fmt: skip

        def roles(**chosen: str) -> None:
            Assignment.objects.all().delete()
            for role, size in chosen.items():
                Assignment.objects.create(role=role, endpoint=sized[size], order=0)

        roles(small="small", answer="small")
        ask(client, "Combien coûte la carte Thymo ?")  # the first call opens the index
        if "--curve" in sys.argv:
            curve(client, roles)
            return
        told = {}
        wanted = sys.argv[2:3] if "--enough" in sys.argv else []
        both = {"small": "small", "answer": "large"}
        tries = [(x, float(x), both) for x in wanted] or [
            ("frugal", stages.ENOUGH, both),
            ("always", 1.01, {"answer": "large"}),
            ("frugal, one model", stages.ENOUGH, {"answer": "small"}),
            ("always, one model", 1.01, {"answer": "small"}),
        ]
        for name, enough, chosen in tries:
            roles(**chosen)
            Run.objects.all().delete()
            former, stages.ENOUGH = stages.ENOUGH, enough
            told[name] = answers(client)
            stages.ENOUGH = former
        for name, figure in told.items():
            print(f"{name}: " + ", ".join(f"{k} {v}" for k, v in figure.items()))
        if wanted:
            return
        for suffix in ("", ", one model"):
            ratio = told[f"always{suffix}"]["mean Wh"] / told[f"frugal{suffix}"]["mean Wh"]
            print(f"mean energy, always beside frugal{suffix}: {ratio:.1f} times")
        questions = [row["text"] for row in rows()][:60]
        for mode in MODES:
            fake.mode = mode
            spent = [first_line(client, text) for text in questions]
            spent.sort()
            p50, p95 = spent[len(spent) // 2], spent[int(len(spent) * 0.95)]
            print(f"first useful line, {mode:13} p50 {p50:6.1f} ms  p95 {p95:6.1f} ms")


def curve(client: Any, roles: Any) -> None:
    """What each threshold gives beside always, the large model after the small one, then one."""
    from bastide.engine import stages

    for name, frugal, always in (
        ("small then large", {"small": "small", "answer": "large"}, {"answer": "large"}),
        ("one model", {"answer": "small"}, {"answer": "small"}),
    ):
        stages.ENOUGH = 1.01
        roles(**frugal)
        seen = sent_on(client)
        roles(**always)
        most = seen if frugal == always else sent_on(client)
        pairs = list(zip(seen, most, strict=True))
        groups = {"all": pairs, "half 0": [x for x in pairs if not x[0]["half"]],
                  "half 1": [x for x in pairs if x[0]["half"]]}  # fmt: skip
        print(name)
        for enough in (0.5, 0.55, 0.6, 0.65, 0.7, 0.75, 0.8, 0.85):
            stages.ENOUGH = enough
            line = [f"{key}: {beside(group)}" for key, group in groups.items()]
            print(f"{enough:.2f}  " + " | ".join(line))


def sent_on(client: Any) -> list[dict[str, Any]]:
    """Each question, its extract always sent on to the models: what was shown, written, spent."""
    from bastide.runs.models import GENERATIVE, Run
    from bastide.usecases.ask.flow import answer, tried
    from bastide.usecases.ask.models import Question

    seen = []
    for row in rows():
        first = answer(row["text"])[0]
        Run.objects.all().delete()
        ask(client, row["text"])
        question = Question.objects.order_by("-pk")[0]
        shown = _holds(question.answer, row)
        if question.writing:
            write(client, question)
        spent = [(r.stage in GENERATIVE, (r.wh_low + r.wh_high) / 2) for r in Run.objects.all()]
        seen.append({
            "id": row["id"],
            "half": hashlib.sha256(row["id"].encode()).digest()[0] % 2,
            "tried": tried(first), "extract": first.mode == "extract",
            "given": first.mode != "silent", "shown": shown,
            "written": shown or _holds(question.written, row),
            "own": sum(wh for model, wh in spent if not model),
            "model": sum(wh for model, wh in spent if model),
        })  # fmt: skip
    return seen


def beside(pairs: list[tuple[dict[str, Any], dict[str, Any]]]) -> str:
    """What the threshold of now gives beside always: points of right answers, energy, share."""
    from bastide.engine.stages import good_enough

    sent = [x["extract"] and not good_enough(x["tried"]) for x, _ in pairs]
    each = list(zip(pairs, sent, strict=True))
    right = sum(x["written"] if s else x["shown"] for (x, _), s in each)
    best = sum(y["written"] for _, y in pairs)
    given = [(x, y, s) for (x, y), s in each if x["given"]]
    wh = sum(x["own"] + s * x["model"] for x, _, s in given)
    most = sum(y["own"] + y["model"] for _, y, _ in given)
    return (
        f"{100 * (right - best) / len(pairs):+.1f} points, {most / wh:.1f} times less, "
        f"{100 * (1 - sum(sent) / len(given)):.0f} % without a model"
    )


def _holds(stored: dict[str, Any], row: dict[str, Any]) -> bool:
    said = " ".join(s["text"] for s in stored.get("statements", []))
    return row["quote_contains"].lower() in said.lower()


def write(client: Any, question: Any) -> None:
    """What the page does after the extract: the written part, to its end."""
    from django.urls import reverse

    address = reverse("writing", args=[question.call_id, question.pk])
    b"".join(client.post(address).streaming_content)
    question.refresh_from_db()


def ask(client: Any, text: str) -> Any:
    from django.urls import reverse

    return client.post(reverse("ask"), {"text": text}, follow=True)


def first_line(client: Any, text: str) -> float:
    started = time.perf_counter()
    ask(client, text)
    return (time.perf_counter() - started) * 1000


def answers(client: Any) -> dict[str, Any]:
    """Every question asked, what waits written, then what the ledger and the rows say."""
    from bastide.runs.figures import figures
    from bastide.usecases.ask.models import Question

    right = given = written = 0
    for row in rows():
        ask(client, row["text"])
        question = Question.objects.order_by("-pk")[0]
        if question.writing:
            written += 1
            write(client, question)
        parts = [*question.answer.get("statements", []), *question.written.get("statements", [])]
        said = " ".join(s["text"] for s in parts).lower()
        given += bool(said)
        right += row["quote_contains"].lower() in said
    told = figures()
    return {
        "answered": given,
        "sent to a model": written,
        "without a generative model": f"{told.frugal_share:.3f}",
        "holding the awaited words": f"{right / len(rows()):.3f}",
        "median Wh": float(f"{told.median_wh:.3g}"),
        "mean Wh": float(f"{told.mean_wh:.3g}"),
        "sentences proved": told.proved,
        "withheld": told.withheld,
    }


def _mean(values: list[bool]) -> float:
    return statistics.mean(values) if values else 0.0


if __name__ == "__main__":
    main()
