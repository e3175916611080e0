"""Whether a page can be read, and what to ask the applicant when it cannot.

The reader's confidence and the height of letters come first. Sharpness is a hint only: a fax is
sharp and badly read, a photograph soft and well read (`bench/check/reading.py`).
"""

from __future__ import annotations

from collections.abc import Sequence
from statistics import fmean

from bastide.engine.pieces.model import Quality, Word

# Tesseract's mean confidence: sound scans, photographs and faxes stand above 0.75 on
# bench/check/reading.py, pages out of focus under 0.5.
_LOW_CONFIDENCE = 0.55
_DARK = 60.0  # mean grey level, of 255
_SMALL = 8.0  # pixels of a small letter as received: less than 100 dpi
_BLURRED = 60.0  # variance of the Laplacian at 800 pixels
_NO_INK = 0.0005  # share of the page: a speck
_FEW = 3  # words on a page full of ink

_ADVICE = {
    "dark": "La page est trop sombre : reprenez-la en pleine lumière, sans ombre.",
    "blank": "La page paraît vide : envoyez le côté où figure le texte.",
    "small_text": "Le texte est trop petit : reprenez la photo de plus près, la page entière.",
    "blurred": "La photo est floue : posez le document à plat et reprenez-la sans bouger.",
    "low_confidence": "La page se lit mal : scannez-la à plat, ou reprenez une photo nette.",
}


def judge_page(
    words: Sequence[Word],
    *,
    lightness: float,
    ink: float,
    letters: float = 0.0,
    sharpness: float = 0.0,
    zone: bool = False,
) -> Quality:
    """`lightness`: mean grey level, 0 (black) to 255; `ink`: share of the page that is printed;
    `letters`: height of small letters in pixels as received; `sharpness`: variance of the
    Laplacian; `zone`: a machine readable zone was read, which the page's words leave out.
    """
    confidence = fmean(w.confidence for w in words) if words else 0.0
    badly = not zone and (confidence < _LOW_CONFIDENCE or len(words) < _FEW)
    reasons: list[str] = []
    if not words and ink < _NO_INK:
        reasons.append("dark" if lightness < _DARK else "blank")
    elif badly:
        if lightness < _DARK:
            reasons.append("dark")
        if 0 < letters < _SMALL:
            reasons.append("small_text")
        if sharpness < _BLURRED:
            reasons.append("blurred")
        reasons.append("low_confidence")
    advice = _ADVICE[reasons[0]] if reasons else ""
    return Quality(not reasons, tuple(reasons), advice, confidence, letters, sharpness)
