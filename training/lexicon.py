"""Puts three open word lists of polarity into one, by stem: `engine/data/mood_words.tsv`.

    python training/lexicon.py PATTERN_XML VADER_TXT

Pattern's list of French adjectives (PDDL, in the package textblob-fr 0.2.0), the French VADER
(MIT, vaderSentiment-fr 1.3.4), and `words_fr.txt`, written for the project, which prevails.
"""

from __future__ import annotations

import re
import sys
from collections import defaultdict
from pathlib import Path
from xml.etree import ElementTree

from bastide.engine.mood.features import stem
from bastide.engine.mood.words import folded

HERE = Path(__file__).resolve().parent
OUT = HERE.parent / "src" / "bastide" / "engine" / "data" / "mood_words.tsv"
# Weight of a vote of each open list (Pattern's is times its own confidence); not tuned.
VADER, PATTERN = 1.0, 1.0


def main() -> None:
    votes: dict[str, list[tuple[float, float]]] = defaultdict(list)
    for word in ElementTree.parse(sys.argv[1]).getroot():  # noqa: S314
        form, value = folded(word.get("form", "")), float(word.get("polarity", "0"))
        if re.fullmatch(r"[a-z]{3,}", form):
            sure = float(word.get("confidence", "0.5"))
            votes[stem(form)].append((value, PATTERN * sure))
    for line in Path(sys.argv[2]).read_text(encoding="utf-8").splitlines():
        raw, _, value = line.partition("->")
        form = folded(raw.strip())
        if re.fullmatch(r"[a-z]{3,}", form):
            votes[stem(form)].append((float(value) / 3.2, VADER))
    own: dict[str, list[float]] = defaultdict(list)
    for line in (HERE / "words_fr.txt").read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            value, _, row = line.partition(":")
            for raw in row.split():
                own[stem(folded(raw))].append(float(value) / 2)
    kept = {}
    for key, rows in votes.items():
        mean = sum(v * w for v, w in rows) / sum(w for _, w in rows)
        if abs(mean) >= 0.1:
            kept[key] = mean
    for key, values in own.items():
        strongest = max(values, key=abs)
        kept[key] = strongest
    rows = (f"{k}\t{round(max(-1.0, min(1.0, v)) * 100)}" for k, v in sorted(kept.items()))
    OUT.write_text("\n".join(rows) + "\n", encoding="utf-8")
    print(len(kept), "stems", OUT.stat().st_size, "bytes")


if __name__ == "__main__":
    main()
