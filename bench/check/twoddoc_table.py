"""Derive the 2D-Doc field and type tables, and the test certificate, from the ANTS specification.

    python bench/check/twoddoc_table.py SPECIFICATION.pdf

Reads the text of the PDF (v3.3.0, 12/12/2023) with pdfium and writes
`engine/pieces/data/twoddoc_fields.tsv` (section 7: identifier, least and greatest length, kind of
value, label), `twoddoc_types.tsv` (section 6.1: code, whether the document bears a date, label) and
`providers/data/twoddoc_test_certificate.pem` (section 16.1).
"""

from __future__ import annotations

import re
import sys
from pathlib import Path

import pypdfium2

SOURCE = Path(__file__).resolve().parents[2] / "src" / "bastide"
PAGE_HEAD = re.compile(
    r"^(?:Spécifications techniques|des codes à barres 2D-Doc|Version : .*|Date : \d.*"
    r"|Pôle Data et Applications ?|Transverses ?|Page \d+ sur \d+)$"
)


def lines_of(path: Path) -> list[str]:
    """The lines of the PDF's text, without the head of each page."""
    document = pypdfium2.PdfDocument(path)
    text = "\n".join(page.get_textpage().get_text_range() for page in document)
    found = [line.strip().replace("\ufffe", "-") for line in text.replace("\r", "").split("\n")]
    return [line for line in found if line and not PAGE_HEAD.match(line)]


def between(lines: list[str], first: str, last: str) -> list[str]:
    """The lines from the last line that is `first` to the next that starts with `last`."""
    start = max(i for i, line in enumerate(lines) if line.startswith(first) and ".." not in line)
    end = next(i for i in range(start, len(lines)) if lines[i].startswith(last))
    return lines[start:end]


def fields(lines: list[str]) -> list[tuple[str, str, str, str, str]]:
    """(identifier, least, greatest or empty, kind, label) of each field of section 7."""
    body = between(lines, "7.0. Identifiants", "8. Annexe")
    found: list[tuple[str, str, str, str, str]] = []
    for at, line in enumerate(body):
        if not line.startswith("Taille Min."):
            continue
        head = at - 1
        while head > at - 5 and not re.match(r"^[0-9A-Z]{2} \S", body[head]):
            head -= 1
        identifier, label = body[head][:2], " ".join([body[head][3:], *body[head + 1 : at]])
        least = line.split()[-1]
        greatest = body[at + 1].removeprefix("Taille Max.").strip()
        greatest = greatest if greatest.isdigit() else ""
        end = next((i for i in range(at + 1, len(body)) if body[i].startswith("Taille Min.")), None)
        description = " ".join(body[at + 2 : end])
        kind = "text"
        if re.search(r"jours.*(?:1er janvier|01/01/)\s*2000", description) and greatest == "4":
            kind = "days"
        elif "JJMMAAAA" in description and greatest == "8":
            kind = "date"
        elif body[at + 2].removeprefix("Type").strip().startswith("Numérique"):
            kind = "number"
        found.append((identifier, least, greatest, kind, label.rstrip(". ")))
    return found


def types(lines: list[str]) -> list[tuple[str, str, str]]:
    """(code, O or N, label) of each type of section 6.1."""
    body = between(lines, "6.1. Périmètre", "6.2. ")
    found: list[list[str]] = []
    for line in body:
        if line.startswith("La colonne"):  # what explains the table
            continue
        row = re.search(r"(?:^|\s)([0-9A-Z]{2}) ([ON])(?: - (.*))?$", line)
        if row:
            found.append([row[1], row[2], row[3] or ""])
        elif line.startswith("- ") and found:
            found[-1][2] = "; ".join(part for part in (found[-1][2], line[2:]) if part)
        elif found and (
            re.match(r"[a-zé]|\([A-Z][a-z]", line) or re.search(r"\b(?:la|sur)$", found[-1][2])
        ):
            found[-1][2] += " " + line  # the label goes on
    return [(code, dated, label.strip(" .")) for code, dated, label in found]


def certificate(lines: list[str]) -> str:
    """The PEM text of the test certificate."""
    start = lines.index("-----BEGIN CERTIFICATE-----")
    end = lines.index("-----END CERTIFICATE-----", start)
    return "\n".join(lines[start : end + 1]) + "\n"


def write(path: Path, header: str, rows: list[tuple[str, ...]]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    text = "\n".join([header, *("\t".join(row) for row in rows)]) + "\n"
    path.write_text(text, encoding="utf-8")
    print(f"{path.relative_to(SOURCE.parent.parent)}: {len(rows)}")


def main() -> None:
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    lines = lines_of(Path(sys.argv[1]))
    data = SOURCE / "engine" / "pieces" / "data"
    write(data / "twoddoc_fields.tsv", "identifier\tleast\tgreatest\tkind\tlabel", fields(lines))
    write(data / "twoddoc_types.tsv", "code\tdated\tlabel", types(lines))
    pem = SOURCE / "providers" / "data" / "twoddoc_test_certificate.pem"
    pem.parent.mkdir(parents=True, exist_ok=True)
    pem.write_text(certificate(lines), encoding="ascii")


if __name__ == "__main__":
    main()
