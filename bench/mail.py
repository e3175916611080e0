"""How well are mails understood, on messages that nothing was learnt from?

    python bench/mail.py                 everything (under a minute)
    python bench/mail.py --half learn    the half that was tuned on, for development
    python bench/mail.py --half long     longer mails, tuned on too
    python bench/mail.py --half later    written after the tables; --batch 3: the last ones
    python bench/mail.py --errors        each miss, one a line (never on the held half while tuning)

1. Triage: right among those answered, and abstention, with 0, 5, 10 and 30 examples a service,
   against TF-IDF and the nearest centroid, which never abstain.
2. Brief: limits, urgency, of whom something is awaited, announced files that are not there,
   requests and answers of threads.
3. What each author wrote, apart from quotations, against the package mail-parser-reply when it is
   installed (requirements/bench.txt).
4. Sentences of drafts that are cited, marked or of the house style.
5. Seconds.
"""

from __future__ import annotations

import argparse
import json
import math
import re
import statistics
import time
from collections import Counter
from collections.abc import Callable, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any

import numpy as np

from bastide.engine.french import analyse
from bastide.engine.mail.draft import TO_COMPLETE, HouseStyle, draft
from bastide.engine.mail.model import Attachment, Message, Understood
from bastide.engine.mail.notices import file_is_missing
from bastide.engine.mail.quoted import set_apart
from bastide.engine.mail.threads import threads
from bastide.engine.mail.triage import Example, Service, Triager, measure, train
from bastide.engine.mail.understand import understand
from bastide.engine.model import Answer, Citation, Statement

EVALS = Path(__file__).resolve().parents[1] / "src/bastide/usecases/mail/evals"
CURVE, DRAWS = (0, 5, 10, 30), 5


def rows(name: str) -> list[dict[str, Any]]:
    lines = (EVALS / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


def services() -> list[Service]:
    return [
        Service(row["name"], row["description"], tuple(row["keywords"]), row["ours"])
        for row in rows("services")
    ]


def ours(address: str) -> bool:
    return address.endswith("@chimerac.example")


def message(row: dict[str, Any], key: str = "") -> Message:
    return Message(
        row.get("key") or key,
        row.get("from") or f"{key}@courriel.example",
        "",
        tuple(row.get("to") or ("mairie@chimerac.example",)),
        row["subject"],
        datetime.fromisoformat(row["sent"]),
        row["body"],
        answers=tuple(row.get("answers", ())),
        attachments=tuple(
            Attachment(name, "application/octet-stream", 120_000) for name in row["attachments"]
        ),
    )


def own_words(row: dict[str, Any]) -> str:
    return f"{row['subject']}\n{set_apart(row['body']).written}"


def drawn(learn: Sequence[dict[str, Any]], count: int, draw: int) -> list[Example]:
    """`count` examples of each service, the first of them for `draw` 0."""
    by_service: dict[str, list[Example]] = {}
    for row in learn:
        if len(row["services"]) == 1:
            example = Example(own_words(row), row["services"][0])
            by_service.setdefault(row["services"][0], []).append(example)
    chosen = []
    for examples in by_service.values():
        order = np.random.default_rng(draw).permutation(len(examples))
        chosen += [examples[at] for at in order[:count]]
    return chosen


def centroid(examples: Sequence[Example]) -> Callable[[str], str]:
    """TF-IDF over stems, cosine, the nearest mean: what one writes in twenty lines."""
    bags = [Counter(analyse(one.text)) for one in examples]
    df = Counter(stem for bag in bags for stem in bag)
    idf = {stem: math.log(len(bags) / count) + 1 for stem, count in df.items()}

    def unit(bag: Counter[str]) -> dict[str, float]:
        found = {s: (1 + math.log(n)) * idf[s] for s, n in bag.items() if s in idf}
        norm = math.sqrt(sum(v * v for v in found.values())) or 1.0
        return {s: v / norm for s, v in found.items()}

    means: dict[str, Counter[str]] = {}
    for one, bag in zip(examples, bags, strict=True):
        for stem, value in unit(bag).items():
            means.setdefault(one.service, Counter())[stem] += value
    for mean in means.values():
        norm = math.sqrt(sum(v * v for v in mean.values()))
        for stem in mean:
            mean[stem] /= norm

    def say(text: str) -> str:
        seen = unit(Counter(analyse(text)))
        return max(means, key=lambda name: sum(means[name][s] * v for s, v in seen.items()))

    return say


def triage(learn: Sequence[dict[str, Any]], test: Sequence[dict[str, Any]], errors: bool) -> None:
    known = services()
    inside = [row for row in test if row["services"]]
    outside = [row for row in test if not row["services"]]
    print(f"triage: {len(inside)} messages for a service, {len(outside)} for none")
    for count in CURVE:
        figures = []
        for draw in range(DRAWS if 0 < count < max(CURVE) else 1):
            examples = drawn(learn, count, draw)
            start = time.perf_counter()
            model = train(known, examples)
            taken = time.perf_counter() - start
            told = [model.say(own_words(row)) for row in inside]
            answered = [(t.service, row) for t, row in zip(told, inside, strict=True) if t.service]
            right = sum(name in row["services"] for name, row in answered)
            beside = sum(bool(model.say(own_words(row)).service) for row in outside)
            base = "–"
            if count:
                say = centroid(examples)
                good = sum(say(own_words(row)) in row["services"] for row in inside)
                base = f"{good / len(inside):.3f}"
            figures.append((right / max(len(answered), 1), 1 - len(answered) / len(inside),
                            beside / max(len(outside), 1), base, taken))  # fmt: skip
            if errors and count == max(CURVE):
                for t, row in zip(told, inside, strict=True):
                    if t.service not in row["services"]:
                        first = t.others[0] if t.others else ("", 0)
                        print(f"   {row['id']} {row['services']} told {t.service or '?'} "
                              f"{t.confidence} {first} | {row['body'][:90]!r}")  # fmt: skip
                for row in outside:
                    if name := model.say(own_words(row)).service:
                        print(f"   {row['id']} none, told {name} | {row['body'][:80]!r}")
        mean = [statistics.mean(f[at] for f in figures) for at in (0, 1, 2)]
        print(f"  {count:2} examples: right of those answered {mean[0]:.3f}, abstention "
              f"{mean[1]:.3f}, answered of those for none {mean[2]:.3f}; centroid "
              f"{figures[0][3]} of all; {figures[0][4]:.2f} s")  # fmt: skip
    examples = drawn(learn, max(CURVE), 0)
    start = time.perf_counter()
    own = measure(known, examples)
    print(f"  cross-validation on the examples: right {own.accuracy:.3f}, abstention "
          f"{own.abstention:.3f}; {time.perf_counter() - start:.2f} s")  # fmt: skip


def singles(test: Sequence[dict[str, Any]], model: Triager, errors: bool) -> list[Understood]:
    told = []
    for row in test:
        day = datetime.fromisoformat(row["sent"]).date()
        one = understand(
            (message(row, row["id"]),), model, today=day, ours=ours, language=row["language"]
        )
        told.append(one)
    judged(told, test, errors, "messages")
    pairs = [(t, r) for t, r in zip(told, test, strict=True) if len(r["services"]) == 2]
    parted = sum(len(t.brief.requests) == 2 for t, _ in pairs)
    both = sum({t.triage.service, *t.triage.also} >= set(r["services"]) for t, r in pairs)
    print(f"  two requests: {parted} of {len(pairs)} cut in two, both services in {both}")
    plain = [t for t, r in zip(told, test, strict=True) if len(r["services"]) == 1]
    print(f"  one request cut in two: {sum(len(t.brief.requests) > 1 for t in plain)} "
          f"of {len(plain)}")  # fmt: skip
    return told


def judged(
    told: Sequence[Understood], test: Sequence[dict[str, Any]], errors: bool, what: str
) -> None:
    """Limits, urgency, of whom something is awaited, missing files."""
    pairs = list(zip(told, test, strict=True))
    limits = [(t.brief.due, date.fromisoformat(r["due"]) if r["due"] else None) for t, r in pairs]
    good = sum(a == b for a, b in limits if b)
    said = sum(a is not None for a, _ in limits)
    print(f"{what}: {len(pairs)}")
    print(f"  limit: {good} of {sum(b is not None for _, b in limits)} found to the day, "
          f"{said - good} of {said} said wrongly")  # fmt: skip
    right = sum(t.urgency == r["urgency"] for t, r in pairs)
    high = sum(r["urgency"] == "high" for _, r in pairs)
    hit = sum(t.urgency == r["urgency"] == "high" for t, r in pairs)
    false = sum(t.urgency == "high" != r["urgency"] for t, r in pairs)
    print(f"  urgency: {right} of {len(pairs)} right; high {hit} of {high} found, "
          f"{false} false")  # fmt: skip
    by = sum(t.brief.awaited_by == r["awaited_by"] for t, r in pairs)
    print(f"  awaited of whom: {by} of {len(pairs)}")
    lacks = [(any(file_is_missing(m) for m in t.thread), r["missing"]) for t, r in pairs]
    print(f"  file announced and missing: {sum(a and b for a, b in lacks)} of "
          f"{sum(b for _, b in lacks)} found, {sum(a > b for a, b in lacks)} false")  # fmt: skip
    if errors:
        for (t, r), (a, b), (x, y) in zip(pairs, limits, lacks, strict=True):
            body = r.get("body") or r["messages"][-1]["body"]
            wrong = [
                f"due {a} not {b}" if a != b else "",
                f"{t.urgency} not {r['urgency']} ({t.urgency_reason})"
                if t.urgency != r["urgency"]
                else "",
                f"by {t.brief.awaited_by!r} not {r['awaited_by']!r}"
                if t.brief.awaited_by != r["awaited_by"]
                else "",
                f"missing {x}" if x != y else "",
            ]
            if any(wrong):
                print("   ", r["id"], "; ".join(w for w in wrong if w), "|", repr(body[:150]))


def conversations(test: Sequence[dict[str, Any]], model: Triager, errors: bool) -> None:
    every = [message(one) for row in test for one in row["messages"]]
    rebuilt = {frozenset(m.key for m in thread) for thread in threads(every)}
    whole = sum(frozenset(m["key"] for m in row["messages"]) in rebuilt for row in test)
    print(f"threads: {whole} of {len(test)} rebuilt whole from {len(every)} messages")
    told = []
    for row in test:
        one = understand(
            tuple(message(m) for m in row["messages"]),
            model,
            today=date.fromisoformat(row["today"]),
            ours=ours,
            language="fr",
        )
        told.append(one)
        if errors and row["request"].lower() not in one.brief.request.lower():
            print("   ", row["id"], "request", repr(one.brief.request))
        if errors and row["answered"].lower() not in one.brief.answered.lower():
            print("   ", row["id"], "answered", repr(one.brief.answered))
    judged(told, test, errors, "threads understood")
    asked = sum(
        r["request"].lower() in t.brief.request.lower() for t, r in zip(told, test, strict=True)
    )
    given = [(r["answered"].lower(), t.brief.answered.lower())
             for t, r in zip(told, test, strict=True)]  # fmt: skip
    with_answer = [(a, b) for a, b in given if a]
    invented = sum(bool(b) for a, b in given if not a)
    print(f"  request holds its words: {asked} of {len(test)}; answer: "
          f"{sum(a in b for a, b in with_answer)} of {len(with_answer)}, said of nothing: "
          f"{invented} of {len(given) - len(with_answer)}")  # fmt: skip
    named = sum(t.triage.service in r["services"] for t, r in zip(told, test, strict=True))
    unsure = sum(not t.triage.service for t in told)
    print(f"  service: {named} right, {unsure} unsure of {len(test)}")


def words(text: str) -> Counter[str]:
    return Counter(re.findall(r"\w+", text.lower()))


def overlap(found: str, truth: str) -> float:
    a, b = words(found), words(truth)
    if not a and not b:
        return 1.0
    common = sum((a & b).values())
    return 2 * common / (sum(a.values()) + sum(b.values()))


def quotations(test: Sequence[dict[str, Any]], errors: bool) -> None:
    """Words of the author's own, closing formulas left out of both: F1, and messages all right."""
    formula = re.compile(
        r"^\W*(?:merci( d'avance)?|cordialement|bien (?:à vous|cordialement)|bonne \w+"
        r"|respectueusement|salutations distinguées|sportivement)\W*$",
        re.I | re.M,
    )
    every = [m for row in test for m in row["messages"]]
    tools: dict[str, Callable[[str], str]] = {"bastide": lambda body: set_apart(body).written}
    try:
        from mailparser_reply import EmailReplyParser

        parser = EmailReplyParser(languages=["fr", "en"])
        tools["mail-parser-reply"] = lambda body: next(
            (one.body for one in parser.read(text=body).replies), ""
        )
    except ImportError:
        print("quotations: mail-parser-reply is not installed")
    for name, tool in tools.items():
        scores, parted = [], 0
        start = time.perf_counter()
        for one in every:
            found, truth = formula.sub("", tool(one["body"])), formula.sub("", one["written"])
            signed = words(f"{truth}\n{one['signature']}")
            parted += words(truth) <= words(found) <= signed
            scores.append(overlap(found, truth))
            if errors and name == "bastide" and scores[-1] < 1:
                print("   ", one["key"], repr(found[:200]), "not", repr(truth[:200]))
        taken = (time.perf_counter() - start) / len(every) * 1000
        print(f"quotations, {name}: no quotation kept and nothing written lost {parted} of "
              f"{len(every)}; signature out too {sum(s == 1 for s in scores)}, "
              f"F1 {statistics.mean(scores):.3f}; {taken:.2f} ms a message")  # fmt: skip


def drafts(told: Sequence[Understood]) -> None:
    """Each sentence of each draft, with an answer of the library for one request in two."""
    passage = "Une pièce est demandée. Le délai est de dix jours."
    citation = Citation(1, 1, "Fiche", "", passage, 0, len(passage))
    proved = Answer("?", "card", (Statement(passage, "answer", (citation,)),))
    total = kept = promised = 0
    for number, one in enumerate(told):
        given = [
            proved if (number + at) % 2 else Answer("?", "silent")
            for at in range(len(one.brief.requests))
        ]
        made = draft(one.brief, given, HouseStyle(signature="Le service"), sender=one.thread[-1])
        left = made.text
        for line in made.statements:
            assert line.text in left
            left = left.replace(line.text, "", 1)
            total += 1
            kept += bool(line.citations) if line.kind == "cited" else (
                line.text.startswith(TO_COMPLETE) if line.kind == "to_complete" else True
            )  # fmt: skip
        promised += bool(left.strip())
    print(f"drafts: {kept} of {total} sentences cited, marked or of the house; "
          f"{promised} of {len(told)} drafts hold anything else")  # fmt: skip


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("--half", choices=("learn", "held", "long", "later"), default="held")
    parser.add_argument("--errors", action="store_true")
    parser.add_argument("--batch", type=int, help="of the later messages: 1, 2 or 3")
    chosen = parser.parse_args()
    learn = rows("learn")
    test = [row for row in rows(chosen.half) if chosen.batch in (None, row.get("batch"))]
    if chosen.half != "learn":
        triage(learn, test, chosen.errors)
    else:
        # A third of the learnt half against the other two.
        triage([r for n, r in enumerate(learn) if n % 3],
               [r for n, r in enumerate(learn) if n % 3 == 0], chosen.errors)  # fmt: skip
    model = train(services(), drawn(learn, max(CURVE), 0))
    start = time.perf_counter()
    told = singles(test, model, chosen.errors)
    print(f"  {(time.perf_counter() - start) / len(test) * 1000:.1f} ms a message")
    if some := [row for row in rows("threads") if row["half"] == chosen.half]:
        conversations(some, model, chosen.errors)
        quotations(some, chosen.errors)
    drafts(told)


if __name__ == "__main__":
    main()
