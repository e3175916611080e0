"""One page: text layer, else tesseract, turned and straightened when the first pass is poor."""

from __future__ import annotations

import base64
import csv
import io
import os
import subprocess
from typing import Any

import cv2
import numpy as np
import zxingcpp
from PIL import Image

from bastide.providers.pieces.mrz_zone import mrz_zone

Words = list[tuple[str, tuple[float, float, float, float], int, float]]
_ENOUGH, _GOOD = 20, 0.85  # words of a text layer; mean confidence that needs no second pass


def read_page(image: Any, words: Words) -> tuple[dict[str, Any], Any]:
    """The message of a page and the image to show, upright."""
    turned, skew, reader = 0, 0.0, "text"
    if len(words) < _ENOUGH:
        found, reader = _tesseract(image), "tesseract"
        if _mean(found) < _GOOD:
            best = (_score(found), found, image, 0, 0.0)
            for turn in (0, 180, 90, 270):
                whole = image.rotate(-turn, expand=True)
                angle = _skew(whole)
                other = whole.rotate(angle, expand=True, fillcolor="white", resample=2)
                again = _tesseract(other)
                best = max(best, (_score(again), again, other, turn, angle), key=lambda b: b[0])
                if _mean(best[1]) >= _GOOD and len(best[1]) >= _ENOUGH:
                    break
        else:
            best = (0.0, found, image, 0, 0.0)
        if len(best[1]) >= len(words):
            _, words, image, turned, skew = best
        else:
            reader = "text"
    grey = np.asarray(image.convert("L"))
    message = {
        "width": image.width, "height": image.height, "words": words, "reader": reader,
        "turned": turned, "skew": skew, "lightness": float(grey.mean()),
        "barcodes": _barcodes(grey), "mrz": mrz_zone(image, " ".join(w[0] for w in words)),
    }  # fmt: skip
    return message, image


def _mean(words: Words) -> float:
    return sum(w[3] for w in words) / len(words) if words else 0.0


def _score(words: Words) -> float:
    """Confidence times the number of words that look like words: three letters or more."""
    return _mean(words) * sum(len(w[0]) > 2 and w[0].strip(".,:;()").isalpha() for w in words)


def _skew(image: Any) -> float:
    """Degrees to turn by: the angle, within 8°, at which the rows of ink stand out most."""
    small = image.convert("L")
    small.thumbnail((800, 800))
    grey = np.asarray(small)
    ink = Image.fromarray(np.where(grey < grey.mean() - 30, 255, 0).astype(np.uint8))
    angles = [step / 2 for step in range(-16, 17)]
    return max(
        angles, key=lambda a: float(np.var(np.asarray(ink.rotate(a), dtype=float).sum(axis=1)))
    )


def _tesseract(image: Any) -> Words:
    done, png = cv2.imencode(".png", np.asarray(image.convert("L")))
    if not done:
        return []
    run = subprocess.run(
        ["tesseract", "stdin", "stdout", "-l", "fra", "--psm", "3", "--dpi", "200", "tsv"],
        input=png.tobytes(), capture_output=True, timeout=40, check=True,
        env={**os.environ, "OMP_THREAD_LIMIT": "1"},
    )  # fmt: skip
    words: Words = []
    lines: dict[tuple[str, ...], int] = {}
    rows = csv.DictReader(
        io.StringIO(run.stdout.decode("utf-8", "replace")), delimiter="\t", quoting=csv.QUOTE_NONE
    )
    for row in rows:
        if row["level"] != "5" or not row["text"].strip():
            continue
        key = (row["block_num"], row["par_num"], row["line_num"])
        x, y, w, h = (int(row[n]) for n in ("left", "top", "width", "height"))
        box = (x / image.width, y / image.height, (x + w) / image.width, (y + h) / image.height)
        line = lines.setdefault(key, len(lines))
        words.append((row["text"], box, line, max(0.0, float(row["conf"])) / 100))
    return words


def _barcodes(grey: Any) -> list[Any]:
    height, width = grey.shape
    found = []
    for code in zxingcpp.read_barcodes(grey):
        p = code.position
        corners = (p.top_left, p.top_right, p.bottom_left, p.bottom_right)
        xs, ys = [c.x / width for c in corners], [c.y / height for c in corners]
        box = (min(xs), min(ys), max(xs), max(ys))
        found.append((code.format.name, base64.b64encode(code.bytes).decode(), box))
    return found
