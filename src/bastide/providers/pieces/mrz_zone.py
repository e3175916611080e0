"""The machine readable zone of an identity document: a second pass, for such pages only."""

from __future__ import annotations

import os
import re
import subprocess
from typing import Any

import cv2
import numpy as np

from bastide.engine.pieces.mrz import parse

# Words printed on French and ICAO documents; other pages pay nothing.
_GATE = re.compile(r"identit|passe?port|s[ée]jour|<<", re.I)
_LINE = re.compile(r"[A-Z0-9<]{28,46}")  # 30, 36 or 44 characters (ICAO 9303), two lost or more

_ONLY = "tessedit_char_whitelist=ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789<"


def mrz_zone(image: Any, text: str) -> tuple[list[str], tuple[float, float, float, float]] | None:
    """Lines and the box searched: the first reading whose digits hold, else the first found."""
    if not _GATE.search(text):
        return None
    first = None
    for top in (0.0, 0.5):
        part = image.crop((0, int(image.height * top), image.width, image.height))
        if part.width < 1200:  # ICAO's specimen: digits right at twice its size only
            part = part.resize((part.width * 2, part.height * 2), 3)
        lines = [line for line in _pass(part) if _LINE.fullmatch(line) and "<" in line]
        if len(lines) < 2:
            continue
        found = (lines[-3:], (0.0, top, 1.0, 1.0))
        read = parse(lines[-3:])
        if read is not None and read.valid:
            return found
        first = first or found
    return first


def _pass(image: Any) -> list[str]:
    done, png = cv2.imencode(".png", np.asarray(image.convert("L")))
    if not done:
        return []
    run = subprocess.run(
        ["tesseract", "stdin", "stdout", "-l", "eng", "--psm", "6", "-c", _ONLY],
        input=png.tobytes(), capture_output=True, timeout=20, check=True,
        env={**os.environ, "OMP_THREAD_LIMIT": "1"},
    )  # fmt: skip
    return [line.replace(" ", "") for line in run.stdout.decode("utf-8", "replace").splitlines()]
