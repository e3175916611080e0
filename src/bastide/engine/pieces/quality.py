"""Whether a page can be read, and what to ask the applicant when it cannot."""

from __future__ import annotations

from collections.abc import Sequence
from statistics import fmean, median

from bastide.engine.pieces.model import Quality, Word

# Starting points, not yet chosen by a benchmark: tesseract's own scale, and a mean grey level.
_LOW_CONFIDENCE, _SMALL, _DARK = 0.5, 8.0, 60.0

_ADVICE = {
    "blank": "La page paraît vide : envoyez la page où figure le texte.",
    "dark": "La page est trop sombre : reprenez-la à la lumière du jour, sans ombre.",
    "small_text": "Le texte est trop petit : reprenez la page de plus près ou en meilleure qualité.",
    "low_confidence": "La page se lit mal : scannez-la à plat, ou reprenez une photo nette.",
}


def judge_page(words: Sequence[Word], height: int, lightness: float) -> Quality:
    """`height`: of the image, in pixels; `lightness`: its mean grey level, 0 (black) to 255."""
    reasons: list[str] = []
    confidence = fmean(w.confidence for w in words) if words else 0.0
    size = median((w.box.bottom - w.box.top) * height for w in words) if words else 0.0
    if lightness < _DARK:
        reasons.append("dark")
    if not words:
        reasons.append("blank")
    elif confidence < _LOW_CONFIDENCE:
        reasons.append("low_confidence")
        if size < _SMALL:
            reasons.insert(0, "small_text")
    advice = _ADVICE[reasons[0]] if reasons else ""
    return Quality(not reasons, tuple(reasons), advice, confidence, size)
