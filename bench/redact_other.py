"""Make the marked texts for `bench/redact.py` from the texts of `evals/`.

    python bench/redact_other.py     writes other, short, ways and third (.jsonl of evals/)

`other`: texts of a second author. `short`: messages, notes of calls, forms pasted, chats, letters
read by OCR, all to be tuned on. `ways`: the ways in which French people write. `third`: a third
set, written before its author read a rule.

`{k value}` marks a place: k is a letter of KINDS. `{- value}` is a look-alike to be left.
`@` and `#` stand for check digits, computed here: Luhn (one @), NIR and IBAN (@@), RIB (##).
The half is drawn by a digest of the id: dev may be tuned on, held may not be looked at.
"""

from __future__ import annotations

import hashlib
import json
import re
from pathlib import Path

from stdnum import iban, luhn

EVALS = Path(__file__).resolve().parents[1] / "src/bastide/usecases/redact/evals"
KINDS = {
    "n": "name", "t": "phone", "m": "email", "b": "birth", "a": "address", "p": "plate",
    "f": "file", "i": "iban", "s": "nir", "g": "siren", "h": "siret", "x": "tax", "c": "card",
    "d": "identity", "u": "profile", "-": "leave",
}  # fmt: skip
# Letters of an account as the key of the RIB counts them.
_RIB = {letter: at % 9 + 1 + at // 18 for at, letter in enumerate("ABCDEFGHIJKLMNOPQRSTUVWXYZ")}
_MARK = re.compile(r"\{([a-z-]) ([^}]*)\}")


def checked(kind: str, value: str) -> str:
    """The value, its check digits put in; an O that a scan put for a zero counts as one."""
    if kind in "ghc":
        while "@" in value:
            before = re.sub(r"\D", "", value.split("@", 1)[0])
            value = value.replace("@", luhn.calc_check_digit(before), 1)
    elif kind == "s" and "@@" in value:
        body = (
            re.sub(r"[^0-9AB]", "", value.replace("O", "0")).replace("2A", "19").replace("2B", "18")
        )
        value = value.replace("@@", f"{97 - int(body) % 97:02d}")
    elif kind == "i":
        if "##" in value:
            bban = re.sub(r"[^0-9A-Z]", "", value.upper().replace("O", "0").removeprefix("FR"))
            bban = "".join(str(_RIB[c]) if c.isalpha() else c for c in bban)
            if len(bban) != 21:  # a key alone, its account being apart
                return value.replace("##", "45")
            total = 89 * int(bban[:5]) + 15 * int(bban[5:10]) + 3 * int(bban[10:])
            value = value.replace("##", f"{97 - total % 97:02d}")
        if "@@" in value:
            zeros = re.sub(r"(?<=\d)[ O]+(?=[\d ]|$)", lambda m: m[0].replace("O", "0"), value)
            bare = re.sub(r"[^0-9A-Z@]", "", zeros.upper()).replace("@@", "00")
            value = value.replace("@@", iban.calc_check_digits(bare))
    return value


def row(one: str, marked: str, half: str) -> dict:
    text, spans, leave, at = "", [], [], 0
    for mark in _MARK.finditer(marked):
        text += marked[at : mark.start()]
        value = checked(*mark.groups())
        place = {"start": len(text), "end": len(text) + len(value)}
        kind = KINDS[mark[1]]
        if kind == "leave":
            leave.append(place)
        else:
            spans.append({**place, "kind": kind})
        text += value
        at = mark.end()
    text += marked[at:]
    return {"id": one, "half": half, "text": text, "spans": spans, "leave": leave}


def half_of(one: str) -> str:
    return "held" if hashlib.sha256(one.encode()).digest()[0] % 2 else "dev"


def main() -> None:
    for name, letter, half in (
        ("other", "o", half_of),
        ("short", "s", lambda _: "dev"),
        ("ways", "w", half_of),
        ("third", "t", half_of),
    ):
        texts = (EVALS / f"{name}.txt").read_text(encoding="utf-8").strip("\n").split("\n---\n")
        ids = [f"{letter}{number}" for number in range(1, len(texts) + 1)]
        rows = [row(one, text, half(one)) for one, text in zip(ids, texts, strict=True)]
        lines = [json.dumps(made, ensure_ascii=False) for made in rows]
        (EVALS / f"{name}.jsonl").write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
