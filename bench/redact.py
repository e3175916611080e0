"""How much personal data is found in French texts, and how much is masked for nothing?

    python bench/redact.py               the half that no rule was tuned on (seconds)
    python bench/redact.py --half dev    the other half, with --misses what was missed or masked
    python bench/redact.py --texts other the texts of a second author, made by redact_other.py
    python bench/redact.py --texts short --half dev   messages, notes, forms, chats, scans
    python bench/redact.py --texts ways  each datum in the ways that people write it
    python bench/redact.py --texts third a set written before its author read a rule

1. The texts of `usecases/redact/evals/texts.jsonl`, written for the project: by kind, how many of
   the marked places are wholly covered, and how many of the places covered were marked.
2. The same of a plain rule in the same run: any two capitalised words, and runs of digits.
3. Numbers drawn by a fixed seed, written in their usual ways, among ordinary words: forms only.
4. Seconds of processor; a hostile line of 50,000 characters.
"""

from __future__ import annotations

import argparse
import json
import random
import re
import time
from collections import Counter, defaultdict
from pathlib import Path

from stdnum import iban as iso_iban
from stdnum import luhn

from bastide.engine.personal import KINDS, Span, personal

ROOT = Path(__file__).resolve().parents[1]
EVALS = ROOT / "src" / "bastide" / "usecases" / "redact" / "evals"
TEXTS = ("texts", "other", "short", "ways", "third")
_TWO = re.compile(r"[A-ZÀ-ÖØ-Þ][\w'’-]+(?:[ ][A-ZÀ-ÖØ-Þ][\w'’-]+)+")
_DIGITS = re.compile(r"\+?\d(?:[ ./-]?\d){6,}|[\w.+-]+@[\w.-]+")


def rows(half: str, texts: str = "texts") -> list[dict]:
    lines = (EVALS / f"{texts}.jsonl").read_text(encoding="utf-8").splitlines()
    return [row for row in map(json.loads, lines) if half in ("all", row["half"])]


def plain(text: str) -> list[Span]:
    """What a first try would do."""
    names = [Span(m.start(), m.end(), "name") for m in _TWO.finditer(text)]
    return names + [Span(m.start(), m.end(), "file") for m in _DIGITS.finditer(text)]


def covered(start: int, end: int, text: str, spans: list[Span]) -> bool:
    """Whether every letter and digit of a place is in some span."""
    inside = set()
    for span in spans:
        inside.update(range(max(start, span.start), min(end, span.end)))
    return all(at in inside for at in range(start, end) if text[at].isalnum())


def judge(told: str, data: list[dict], find, misses: bool = False) -> None:
    truth: Counter[str] = Counter()
    hit: Counter[str] = Counter()
    shown: Counter[bool] = Counter()
    right: Counter[bool] = Counter()
    by_kind: dict[str, list[str]] = defaultdict(list)
    for row in data:
        text, spans = row["text"], find(row["text"])
        for mark in row["spans"]:
            truth[mark["kind"]] += 1
            good = covered(mark["start"], mark["end"], text, spans)
            hit[mark["kind"]] += good
            if not good:
                by_kind[mark["kind"]].append(f"{row['id']}: {text[mark['start'] : mark['end']]!r}")
        for span in spans:
            name = span.kind == "name"
            good = any(span.start < m["end"] and m["start"] < span.end for m in row["spans"])
            shown[name] += 1
            right[name] += good
            if not good:
                by_kind["for nothing"].append(
                    f"{row['id']}: {span.kind} {text[span.start : span.end]!r}"
                )
    structured = sum(n for kind, n in truth.items() if kind != "name")
    found = sum(n for kind, n in hit.items() if kind != "name")
    print(f"{told}: {len(data)} texts")
    print(f"  names: {hit['name']} of {truth['name']} found ({hit['name'] / truth['name']:.1%})")
    print(f"  structured: {found} of {structured} found ({found / structured:.1%})")
    kinds = ", ".join(f"{kind} {hit[kind]}/{truth[kind]}" for kind in KINDS if truth[kind])
    print(f"  {kinds}")
    total = shown[True] + shown[False]
    print(
        f"  precision: {right[True] + right[False]} of {total} "
        f"({(right[True] + right[False]) / total:.1%}); names alone {right[True]} of {shown[True]} "
        f"({right[True] / max(1, shown[True]):.1%})"
    )
    leave = sum(len(row.get("leave", ())) for row in data)
    if leave:
        masked = sum(
            any(span.start < mark["end"] and mark["start"] < span.end for span in found)
            for row in data
            for found in [find(row["text"])]
            for mark in row["leave"]
        )
        print(f"  look-alikes masked, even in part: {masked} of {leave}")
    if misses:
        for kind, told_ones in by_kind.items():
            print(f"  {kind}")
            for one in told_ones:
                print(f"    {one}")


def drawn(count: int) -> list[tuple[str, str, str]]:
    """`(kind, before, number)`, by a fixed seed. Telephone ranges: those that Arcep keeps for
    fiction."""
    draw = random.Random(7)

    def digits(many: int) -> str:
        return "".join(draw.choice("0123456789") for _ in range(many))

    def letters(many: int) -> str:
        return "".join(draw.choice("ABCDEFGHJKLMNPQRSTVWXYZ") for _ in range(many))

    def spaced(number: str, *sizes: int, by: str = " ") -> str:
        parts, at = [], 0
        for size in sizes:
            parts.append(number[at : at + size])
            at += size
        return by.join(parts)

    made = []
    for _ in range(count):
        bank, branch, account = digits(5), digits(5), digits(11)
        key = 97 - (89 * int(bank) + 15 * int(branch) + 3 * int(account)) % 97
        bban = f"{bank}{branch}{account}{key:02d}"
        number = f"FR{iso_iban.calc_check_digits('FR00' + bban)}{bban}"
        made.append(("iban", "Compte", draw.choice([number, spaced(number, *[4] * 6, 3)])))
        body = f"{draw.choice('12')}{draw.randint(30, 99)}{draw.randint(1, 12):02d}"
        body += f"{draw.randint(1, 95):02d}{draw.randint(1, 900):03d}{draw.randint(1, 900):03d}"
        if body[5:7] != "20":
            nir = f"{body}{97 - int(body) % 97:02d}"
            made.append(("nir", "Assuré", draw.choice([nir, spaced(nir, 1, 2, 2, 2, 3, 3, 2)])))
        siren = draw.choice("3456789") + digits(7)
        siren += luhn.calc_check_digit(siren)
        siret = siren + f"{draw.randint(1, 999):04d}"
        siret += luhn.calc_check_digit(siret)
        made.append(("siren", "Société", draw.choice([siren, spaced(siren, 3, 3, 3)])))
        made.append(("siret", "Société", draw.choice([siret, spaced(siret, 3, 3, 3, 5)])))
        card = draw.choice("45") + digits(14)
        card += luhn.calc_check_digit(card)
        made.append(("card", "Carte", draw.choice([card, spaced(card, 4, 4, 4, 4)])))
        phone = draw.choice(["063998", "019900", "046571", "026191"]) + digits(4)
        forms = [phone, *(spaced(phone, 2, 2, 2, 2, 2, by=by) for by in " .-/")]
        forms += [f"+33 {phone[1]} {spaced(phone[2:], 2, 2, 2, 2)}", f"+33{phone[1:]}"]
        made.append(("phone", "Appeler le", draw.choice(forms)))
        made.append(
            ("email", "Écrire à", f"{letters(6).lower()}.{letters(4)}@{digits(2)}a.example")
        )
        gap = draw.choice(["-", " ", ""])
        plate = f"{letters(2)}{gap}{draw.randint(100, 999)}{gap}{letters(2)}"
        made.append(("plate", "Véhicule", plate))
        day = f"{draw.randint(1, 28):02d}{draw.randint(1, 12):02d}{draw.randint(1930, 2020)}"
        made.append(("birth", "Née le", spaced(day, 2, 2, 4, by=draw.choice("/.-"))))
    return made


def forms(count: int) -> None:
    total: Counter[str] = Counter()
    missed: Counter[str] = Counter()
    for kind, before, number in drawn(count):
        text = f"Bonjour. {before} {number}, merci de votre réponse."
        start = text.index(number)
        total[kind] += 1
        missed[kind] += not covered(start, start + len(number), text, personal(text))
    told = ", ".join(f"{kind} {missed[kind]}/{n}" for kind, n in total.items())
    print(f"drawn numbers missed: {sum(missed.values())} of {sum(total.values())} ({told})")


def cost(data: list[dict]) -> None:
    begun = time.process_time()
    for row in data:
        personal(row["text"])
    seconds = time.process_time() - begun
    letters = sum(len(row["text"]) for row in data)
    print(
        f"speed: {seconds / len(data) * 1000:.2f} ms a text, {letters / seconds:,.0f} characters/s"
    )
    for name, hostile in HOSTILE.items():
        line = (hostile * 50_000)[:50_000]
        begun = time.process_time()
        personal(line)
        print(f"50,000 characters of {name}: {time.process_time() - begun:.2f} s")


HOSTILE = {
    "« Jean »": "Jean ", "« 1 rue »": "1 rue ", "digits": "0", "spaced digits": " 0",
    "« a@ »": "a@", "« d' »": "d'", "hyphens": "A-", "initials": "A. ", "« M. »": "M. ",
    "« né »": "né ", "« dossier n° »": "dossier n° ", "« FR76 »": "FR76 ", "commas": "Dupont, ",
    "« de la »": "de la ", "« 12 rue de la »": "12 rue de la ", "« Résidence »": "Résidence ",
    "lines": "\n", "tabs": "\t", "blanks": " ", "é": "é",
    "towns": "13990 Lauze ", "ways before towns": "rue,\n13990 L ", "« né 1 »": "né 1 ",
    "« AB 1 »": "AB 1 ", "« plaque A »": "plaque A ", "« caf A 1 »": "caf A 1 ",
    "« et le 12/03/2014 »": " et le 12/03/2014", "« 1 ou 2 »": "1 ou 2 ",
    "« a point »": "a point ", "« zéro un »": "zéro un ", "« 00 1 »": "00 1 ", "« cent »": "cent ",
}  # fmt: skip


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("--half", choices=("held", "dev", "all"), default="held")
    parser.add_argument("--texts", choices=TEXTS, default="texts")
    parser.add_argument("--misses", action="store_true", help="say them (never of the held half)")
    parser.add_argument("--drawn", type=int, default=300)
    given = parser.parse_args()
    data = rows(given.half, given.texts)
    judge(
        f"Bastide, {given.texts}, half « {given.half} »",
        data,
        personal,
        given.misses and given.half == "dev",
    )
    judge("any two capitalised words, any seven digits", data, plain)
    forms(given.drawn)
    cost(data)


if __name__ == "__main__":
    main()
