"""Tesseract, called as a process through its standard input and output: nothing is written."""

from __future__ import annotations

import csv
import io
import os
import subprocess
from typing import Any

import cv2

from bastide.engine.ports import ReadError

# Text, box (shares of the picture), line, confidence from 0 to 1.
Words = list[tuple[str, tuple[float, float, float, float], int, float]]
_SECONDS = 40


def words_of(grey: Any) -> Words:
    """The words of a grey picture: French, psm 3, at the scale of 200 dpi."""
    height, width = grey.shape
    told = _run(grey, "-l", "fra", "--psm", "3", "--dpi", "200", "tsv")
    words: Words = []
    lines: dict[tuple[str, ...], int] = {}
    rows = csv.DictReader(io.StringIO(told), delimiter="\t", quoting=csv.QUOTE_NONE)
    for row in rows:
        text = (row.get("text") or "").strip()
        if row.get("level") != "5" or not text:
            continue
        key = (row["block_num"], row["par_num"], row["line_num"])
        x, y, w, h = (int(row[name]) for name in ("left", "top", "width", "height"))
        box = (x / width, y / height, (x + w) / width, (y + h) / height)
        line = lines.setdefault(key, len(lines))
        words.append((text, box, line, max(0.0, float(row["conf"])) / 100))
    return words


def lines_of(grey: Any, whitelist: str, psm: int = 6) -> list[str]:
    """The lines of a picture written in so few characters (a machine readable zone)."""
    only = f"tessedit_char_whitelist={whitelist}"
    told = _run(grey, "-l", "eng", "--psm", str(psm), "-c", only)
    return [line.replace(" ", "") for line in told.splitlines() if line.strip()]


def _run(grey: Any, *arguments: str) -> str:
    done, picture = cv2.imencode(".pgm", grey)
    if not done:
        return ""
    try:
        run = subprocess.run(
            ["tesseract", "stdin", "stdout", *arguments],
            input=picture.tobytes(),
            capture_output=True,
            timeout=_SECONDS,
            check=True,
            env={**os.environ, "OMP_THREAD_LIMIT": "1"},
        )
    except FileNotFoundError as error:
        raise ReadError(
            "Les scans et les photographies ne peuvent pas être lus ici : tesseract n'est pas "
            "installé. L'administrateur peut l'installer (« bastide doctor » dit comment)."
        ) from error
    return run.stdout.decode("utf-8", "replace")
