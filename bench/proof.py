"""How often the proof catches an altered sentence, and lets an honest one pass.

    python bench/proof.py [-v]

The demonstration's pages are read and cut by the product. Each honest paraphrase
(`usecases/ask/evals/paraphrases.jsonl`, written by hand) is proved by its quote; so are sentences
written as people speak, honest and falsified (`free_sentences.jsonl`, in two rounds: the second was
written, and judged a first time, after the rules were tuned on the first). Then sentences of
the pages, and those of the paraphrases that passed, are altered by rules (number, date, negation,
name, bound, force, contact), one alteration at a time, drawn with seed 7; each must be withheld.
-v prints what went wrong.
"""

from __future__ import annotations

import json
import random
import re
import sys
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bastide.engine.chunk import chunk
from bastide.engine.figures import MONTHS
from bastide.engine.french import fold
from bastide.engine.located import Quote
from bastide.engine.model import Passage
from bastide.engine.proof import prove
from bastide.engine.sentences import units
from bastide.providers.readers import markdown

SOURCE = Path(__file__).resolve().parents[1] / "src" / "bastide"
PAGES = SOURCE / "demo" / "garrigue" / "pages"
EVALS = SOURCE / "usecases" / "ask" / "evals"
SEED = 7
A_SENTENCE = 3  # alterations of one kind drawn from one sentence, at most


@dataclass(frozen=True)
class Said:
    """A sentence with the quote that proves it."""

    sentence: str
    quote: Quote


class Library:
    """The pages as passages, by document and by number."""

    def __init__(self) -> None:
        self.passages: dict[int, Passage] = {}
        self.titles: dict[int, str] = {}
        self.of: dict[str, list[Passage]] = defaultdict(list)
        for number, path in enumerate(sorted(PAGES.rglob("*.md")), 1):
            key = str(path.relative_to(PAGES))
            for document in markdown.read(path, key):
                self.titles[number] = document.title
                for piece in chunk(document):
                    pk = len(self.passages) + 1
                    made = Passage(pk, number, piece.position, piece.text, piece.headings,
                                   piece.kind)  # fmt: skip
                    self.passages[pk] = made
                    self.of[key].append(made)

    def quote(self, document: str, text: str) -> Quote | None:
        held = [p for p in self.of[document] if text in p.text]
        return Quote(held[0].id, text) if held else None

    def proved(self, said: Said) -> tuple[bool, str]:
        proof = prove(said.sentence, [said.quote], self.passages, self.titles)
        return proof.ok, f"{proof.reason}: {proof.detail}"


def evaluated(name: str) -> list[dict[str, Any]]:
    lines = (EVALS / f"{name}.jsonl").read_text("utf-8").splitlines()
    return [json.loads(line) for line in lines if line]


def honest(library: Library) -> list[Said]:
    found = []
    for row in evaluated("paraphrases"):
        quote = library.quote(row["document"], row["quote"])
        if quote is None:
            raise SystemExit(f"{row['id']}: « {row['quote']} » is not in {row['document']}")
        found.append(Said(row["sentence"], quote))
    return found


def verbatim(library: Library) -> list[Said]:
    """The pages' own sentences, each its own quote."""
    found = []
    for passage in library.passages.values():
        for unit in units(passage.text, passage.kind):
            text = passage.text[unit.start : unit.end]
            if unit.kind in ("sentence", "item") and len(text) > 30 and text.endswith("."):
                found.append(Said(text, Quote(passage.id, text)))
    return found


_NUMBER = re.compile(r"(?<![\d/])\d{1,3}(?:[ \u202f\u00a0]\d{3})*(?:,\d+)?(?![\d])")
_WORDS = ("deux", "trois", "quatre", "cinq", "six", "sept", "huit", "dix", "douze", "quinze",
          "vingt", "trente", "cent")  # fmt: skip
_MONTH = re.compile(r"\b(?:" + "|".join(
    ["janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre",
     "octobre", "novembre", "décembre"]) + r")\b")  # fmt: skip
_YEAR = re.compile(r"\b20\d\d\b")
_VERB = re.compile(
    r"(?<!['’])(?<!\bne )\b(est|sont|peut|peuvent|doit|doivent|a|ont|reçoit|coûte|donne|finance"
    r"|paie|verse|sert|répond|comprend|prête|arrive)\b(?! pas| plus| jamais| rien| ni|-)"
)
_NE = re.compile(r"\b(?:ne |n['’])(\w+)(?: pas| plus| jamais)\b")
_NONE = re.compile(r"\b[Aa]ucune? (\w+) (?:n['’]|ne )")
_NAME = re.compile(r"(?<=[a-zé,] )(?!Région\b)[A-Z][a-zéèê]+(?:-[A-Z][a-zé]+)*")
_OTHERS = ("Montrabe", "Valsérine", "Escarbille", "Durand", "Kerloc'h", "Sauvterre", "Pourcieux")
_BOUNDS = (
    ("plus de", "moins de"), ("moins de", "plus de"), ("au moins", "au plus"),
    ("au plus", "au moins"), ("jusqu'à", "à partir de"), ("avant le", "après le"),
    ("après le", "avant le"), ("à partir de", "jusqu'à"), ("dans la limite de", "au-delà de"),
    ("ne dépasse pas", "dépasse"),
)  # fmt: skip
_FORCES = (
    ("peut être", "doit être"), ("peuvent être", "doivent être"),
    ("peut demander", "doit demander"),
    ("doit être", "peut être"), ("doivent être", "peuvent être"), ("doit se", "peut se"),
    ("peut garder", "doit garder"), ("peut contester", "doit contester"),
)  # fmt: skip
_ADDED = ("uniquement", "toujours", "exclusivement", "obligatoirement")
_OPPOSED = (
    ("gratuit", "payant"), ("gratuite", "payante"), ("gratuitement", "contre paiement"),
    ("interdit", "autorisé"), ("obligatoire", "facultatif"), ("accepté", "refusé"),
    ("acceptée", "refusée"), ("sans", "avec"), ("ouvert", "fermé"), ("ouverte", "fermée"),
)  # fmt: skip
_PHONE = re.compile(r"\b0\d(?: \d\d){4}\b")


def alterations(sentence: str, source: str, draw: random.Random) -> Iterator[tuple[str, str]]:
    """(kind, altered sentence): every rule that applies, each changing one thing."""
    plain = _PHONE.sub(lambda m: "x" * len(m.group()), sentence)
    for match in _NUMBER.finditer(plain):
        for other in _figures(match.group(), draw):
            yield "number", sentence[: match.start()] + other + sentence[match.end() :]
    for word in _WORDS:
        for match in re.finditer(rf"\b{word}\b", plain):
            other = draw.choice([w for w in _WORDS if w != word])
            yield "number", sentence[: match.start()] + other + sentence[match.end() :]
    for match in _MONTH.finditer(plain):
        other = draw.choice([m for m in MONTHS if m != fold(match.group())])
        yield "date", sentence[: match.start()] + other + sentence[match.end() :]
    for match in _YEAR.finditer(plain):
        other = str(int(match.group()) + draw.choice([-2, -1, 1, 2]))
        yield "date", sentence[: match.start()] + other + sentence[match.end() :]
    for match in _VERB.finditer(sentence):
        verb = match.group()
        ne = "n'" if verb[0] in "aeo" else "ne "
        yield "negation", f"{sentence[: match.start()]}{ne}{verb} pas{sentence[match.end() :]}"
    for match in _NE.finditer(sentence):
        yield "negation", sentence[: match.start()] + match.group(1) + sentence[match.end() :]
    for match in _NONE.finditer(sentence):
        yield (
            "negation",
            sentence[: match.start()] + "une " + match[1] + " " + sentence[match.end() :],
        )
    for match in _NAME.finditer(sentence):
        yield "name", sentence[: match.start()] + draw.choice(_OTHERS) + sentence[match.end() :]
    for one, other in _BOUNDS:
        if one in sentence:
            yield "bound", sentence.replace(one, other, 1)
    for one, other in _FORCES:
        if one in sentence and one in source:
            yield "force", sentence.replace(one, other, 1)
    verb = _VERB.search(sentence)
    if verb:
        word = draw.choice(_ADDED)
        # « doit obligatoirement » says no more than « doit ».
        duty = re.search(r"\b(?:doi|dev|faut|obligat|nécessaire)", sentence + source)
        if word not in sentence and not (word == "obligatoirement" and duty):
            yield "force", sentence[: verb.end()] + f" {word}" + sentence[verb.end() :]
    for one, other in _OPPOSED:
        if re.search(rf"\b{one}\b(?! que)", sentence):
            yield "opposite", re.sub(rf"\b{one}\b", other, sentence, count=1)
    for match in _PHONE.finditer(sentence):
        other = match.group()[:-1] + str((int(match.group()[-1]) + draw.randint(1, 9)) % 10)
        yield "contact", sentence[: match.start()] + other + sentence[match.end() :]


def _figures(written: str, draw: random.Random) -> list[str]:
    """Another number, one digit apart, and ten times as much."""
    whole = re.sub(r"\D", "", written.partition(",")[0])
    value = int(whole)
    others = {value + draw.randint(1, 9), max(1, value - draw.randint(1, 9)), value * 10 or 7}
    return [str(other) for other in sorted(others - {value})][:2]


def figures(told: list[str] | None = None) -> dict[str, tuple[int, int]]:
    """By figure: how many went as they should, and how many there were."""
    library, draw = Library(), random.Random(SEED)
    wrong = told if told is not None else []
    counts: dict[str, list[int]] = defaultdict(lambda: [0, 0])

    def count(name: str, right: bool) -> None:
        counts[name][0] += right
        counts[name][1] += 1

    passed = []
    for said in honest(library):
        ok, why = library.proved(said)
        count("honest paraphrases that pass", ok)
        if ok:
            passed.append(said)
        else:
            wrong.append(f"HONEST WITHHELD ({why}) {said.sentence}")
    for row in evaluated("free_sentences"):
        quote = library.quote(row["document"], row["quote"])
        assert quote is not None, row["id"]
        ok, why = library.proved(Said(row["sentence"], quote))
        kind = "honest that pass" if row["honest"] else "falsified, withheld"
        count(f"free round {row['round']}, {kind}", ok == row["honest"])
        if ok != row["honest"]:
            wrong.append(f"FREE {kind} ({why}) {row['sentence']}")
    own = []
    for said in verbatim(library):
        ok, why = library.proved(said)
        count("the pages' own sentences that pass", ok)
        if ok:
            own.append(said)
        else:
            wrong.append(f"VERBATIM WITHHELD ({why}) {said.sentence}")
    for origin, sentences in (("paraphrases", passed), ("pages", own)):
        for said in sentences:
            seen: dict[str, int] = defaultdict(int)
            for kind, altered in alterations(
                said.sentence, library.passages[said.quote.passage].text, draw
            ):
                if altered == said.sentence or seen[kind] >= A_SENTENCE:
                    continue
                seen[kind] += 1
                ok, _ = library.proved(Said(altered, said.quote))
                count(f"altered, withheld: {kind}", not ok)
                count(f"altered, withheld: all ({origin})", not ok)
                count("altered, withheld: all", not ok)
                if ok:
                    wrong.append(f"ALTERED PASSED ({kind}) {altered}   <-   {said.sentence}")
    return {name: (right, total) for name, (right, total) in sorted(counts.items())}


def main() -> None:
    wrong: list[str] = []
    for name, (right, total) in figures(wrong).items():
        print(f"{name:46} {right:5} / {total:5}  {right / total:.4f}")
    if "-v" in sys.argv:
        print("\n".join(wrong))


if __name__ == "__main__":
    main()
