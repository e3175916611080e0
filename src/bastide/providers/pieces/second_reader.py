"""The second reader, for what tesseract reads badly: rapidocr, whose models are in its wheel."""

from __future__ import annotations

import os
from functools import lru_cache
from typing import Any

import cv2

from bastide.providers.pieces.tesseract import Words

_LONGEST = 2000  # pixels: beyond, it reads less and takes longer
_LINE = 48  # pixels of height at which its model reads a line


@lru_cache(maxsize=1)
def _reader() -> Any:
    os.environ["OMP_NUM_THREADS"] = "1"
    from rapidocr import RapidOCR

    return RapidOCR(
        params={
            "Global.log_level": "critical",
            "Global.use_cls": False,
            "EngineConfig.onnxruntime.intra_op_num_threads": 1,
            "EngineConfig.onnxruntime.inter_op_num_threads": 1,
        }
    )


def line_of(grey: Any) -> tuple[str, float]:
    """What a picture of one line says, and how surely. Some 40 ms, where a page takes seconds."""
    scale = _LINE / grey.shape[0]
    how = cv2.INTER_AREA if scale < 1 else cv2.INTER_CUBIC
    line = cv2.resize(grey, None, fx=scale, fy=scale, interpolation=how)
    found = _reader()(cv2.cvtColor(line, cv2.COLOR_GRAY2BGR), use_det=False)
    return (found.txts[0], float(found.scores[0])) if found.txts else ("", 0.0)


def words_of(grey: Any) -> Words:
    """The words of a picture."""
    share = _LONGEST / max(grey.shape)
    looked = grey if share >= 1 else cv2.resize(grey, None, fx=share, fy=share, interpolation=3)
    height, width = looked.shape
    found = _reader()(cv2.cvtColor(looked, cv2.COLOR_GRAY2BGR), use_det=True)
    if found.boxes is None:
        return []
    words: Words = []
    for line, (box, text, score) in enumerate(
        zip(found.boxes, found.txts, found.scores, strict=True)
    ):
        left, right = float(box[:, 0].min()) / width, float(box[:, 0].max()) / width
        top, bottom = float(box[:, 1].min()) / height, float(box[:, 1].max()) / height
        words += shared_out(text, (left, top, right, bottom), line, float(score))
    return words


def shared_out(
    text: str, box: tuple[float, float, float, float], line: int, confidence: float
) -> Words:
    """The words of a line, its box shared out among them by their length."""
    left, top, right, bottom = box
    each = (right - left) / max(1, len(text))
    words: Words = []
    at = 0
    for word in text.split(" "):
        if word:
            place = (left + at * each, top, left + (at + len(word)) * each, bottom)
            words.append((word, place, line, confidence))
        at += len(word) + 1
    return words
