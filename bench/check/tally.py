"""The counts of whole cases, and how they are printed."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from typing import Any

from bench.check.readings import Spent


@dataclass
class Tally:
    """The counts of one way of depositing.

    `failed`: documents of sound cases on which something FAILED; `elsewhere`: findings that FAILED
    in sound cases without pointing at any document of theirs.
    """

    outcomes: Counter[tuple[str, str]] = field(default_factory=Counter)  # (sound|spoilt, outcome)
    documents: int = 0
    failed: int = 0
    elsewhere: int = 0
    found: dict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    causes: Counter[str] = field(default_factory=Counter)

    def enter(self, record: dict[str, Any]) -> None:
        """Counts a case as `cases.examined` tells it."""
        self.outcomes["sound" if record["sound"] else "spoilt", record["outcome"]] += 1
        if record["sound"]:
            self.documents += record["documents"]
            self.failed += record["failed"]
            self.elsewhere += record["elsewhere"]
            self.causes.update(record["causes"])
        for defect in record["defects"]:
            count = self.found[defect["kind"]]
            count["n"] += 1
            count["checksum"] += defect["checksum"]
            count["not complete"] += record["outcome"] != "complete"
            count["found"] += bool(defect["found"])
            count["FAILED"] += defect["found"] == "FAILED"


def wilson(good: int, n: int, z: float = 1.645) -> float:
    """Lower bound of a share, one-sided 95 % (Wilson, 1927)."""
    if not n:
        return 0.0
    p = good / n
    centre = p + z * z / (2 * n)
    spread = z * math.sqrt(p * (1 - p) / n + z * z / (4 * n * n))
    return (centre - spread) / (1 + z * z / n)


def figures(tally: Tally) -> dict[str, Any]:
    """The figures, ready for JSON; a share of nothing is None."""
    counts = tally.outcomes
    sound = sum(n for (what, _), n in counts.items() if what == "sound")
    complete = sum(n for (_, outcome), n in counts.items() if outcome == "complete")
    right = counts["sound", "complete"]
    return {
        "cases": sum(counts.values()),
        "sound": sound,
        "complete": complete,
        "precision_of_complete": right / complete if complete else None,
        "lower_bound_95": wilson(right, complete),
        "sound_found_complete": right / sound if sound else None,
        "documents_of_sound_cases": tally.documents,
        "documents_with_a_false_failed": tally.failed,
        "false_failed_elsewhere": tally.elsewhere,
        "false_failed": tally.failed / tally.documents if tally.documents else None,
        "outcomes": {f"{what} {outcome}": n for (what, outcome), n in sorted(counts.items())},
        "defects": {kind: dict(count) for kind, count in sorted(tally.found.items())},
        "why_sound_cases_are_not_complete": dict(tally.causes.most_common(20)),
    }


def told(way: str, tally: Tally) -> str:
    """The figures as text, the defects as a Markdown table."""
    of = figures(tally)

    def share(name: str) -> str:
        return "–" if of[name] is None else f"{of[name]:.4f}"

    lines = [
        f"\n## {way}: {of['cases']} synthetic cases, {of['sound']} of them sound",
        f"precision of « complete »: {share('precision_of_complete')} of {of['complete']}, "
        f"at least {of['lower_bound_95']:.4f} (95 %)",
        f"sound cases found complete: {share('sound_found_complete')}",
        f"false FAILED: {share('false_failed')} ({tally.failed} of {tally.documents} documents of "
        f"sound cases; {tally.elsewhere} findings more point at none of them)",
        f"outcomes: {of['outcomes']}",
        f"why sound cases are not complete: {of['why_sound_cases_are_not_complete']}",
    ]
    if tally.found:
        lines.append("| defect | n | not complete | found | of which FAILED |")
        lines.append("|---|---|---|---|---|")
    for kind, count in sorted(tally.found.items()):
        mark = " (checksum)" if count["checksum"] else ""
        cells = [str(count[name]) for name in ("n", "not complete", "found", "FAILED")]
        lines.append(f"| {kind}{mark} | {' | '.join(cells)} |")
    return "\n".join(lines)


def cost(spent: Spent, jobs: int, cached: int) -> dict[str, Any]:
    """Speed of the readings of this run. `pages_an_hour`: at so many jobs, judging left out."""
    if not spent.pages:
        return {"jobs": jobs, "pages_read": 0, "files_from_the_cache": cached}
    slowest = sorted(spent.page_s)[max(0, math.ceil(0.95 * len(spent.page_s)) - 1)]
    return {
        "jobs": jobs,
        "pages_read": spent.pages,
        "files_from_the_cache": cached,
        "pages_an_hour": round(3600 * jobs * spent.pages / spent.read_s),
        "cpu_s_a_page": round(spent.cpu_s / spent.pages, 2),
        "p95_s_a_page": round(slowest, 2),
        "most_memory_mb": round(spent.rss_mb),
    }
