"""Make the second author's texts for `bench/redact.py` from `evals/other.txt`.

    python bench/redact_other.py     writes evals/other.jsonl

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
    "d": "identity", "-": "leave",
}  # fmt: skip
_MARK = re.compile(r"\{([a-z-]) ([^}]*)\}")


def checked(kind: str, value: str) -> str:
    """The value, its check digits put in."""
    if kind in "ghc":
        while "@" in value:
            before = re.sub(r"\D", "", value.split("@", 1)[0])
            value = value.replace("@", luhn.calc_check_digit(before), 1)
    elif kind == "s" and "@@" in value:
        body = re.sub(r"[^0-9AB]", "", value).replace("2A", "19").replace("2B", "18")
        value = value.replace("@@", f"{97 - int(body) % 97:02d}")
    elif kind == "i":
        if "##" in value:
            bban = re.sub(r"\D", "", value)  # these accounts are all digits
            assert len(bban) == 21, value
            total = 89 * int(bban[:5]) + 15 * int(bban[5:10]) + 3 * int(bban[10:])
            value = value.replace("##", f"{97 - total % 97:02d}")
        if "@@" in value:
            bare = re.sub(r"[^0-9A-Z@]", "", value).replace("@@", "00")
            value = value.replace("@@", iban.calc_check_digits(bare))
    return value


def row(number: int, marked: str) -> dict:
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
    one = f"o{number}"
    half = "held" if hashlib.sha256(one.encode()).digest()[0] % 2 else "dev"
    return {"id": one, "half": half, "text": text, "spans": spans, "leave": leave}


def main() -> None:
    texts = (EVALS / "other.txt").read_text(encoding="utf-8").strip("\n").split("\n---\n")
    lines = [json.dumps(row(n, t), ensure_ascii=False) for n, t in enumerate(texts, 1)]
    (EVALS / "other.jsonl").write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
