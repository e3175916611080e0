"""From a clean page to what citizens send: scan, photograph, fax. Pages are BGR arrays.

The amplitudes are those of the brief of the benchmark: a skew of 2° at most, JPEG 50 to 75, one
scan in eight at 150 dpi, one in fifteen upside down; photographs of 1800 to 3000 pixels.
"""

from __future__ import annotations

import io
from random import Random
from typing import Any

import cv2
import numpy as np
import pypdfium2
from PIL import Image

Page = np.ndarray[Any, Any]


def _floats(values: list[Any]) -> Page:
    return np.array(values, np.float32)


def pages_of(pdf: bytes, dpi: int = 200) -> list[Page]:
    """The pages of a PDF as pictures."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        return [
            np.ascontiguousarray(page.render(scale=dpi / 72).to_numpy()[:, :, :3])
            for page in document
        ]
    finally:
        document.close()


def jpeg(page: Page, quality: int, held: int = 0) -> bytes:
    """The bytes of the page as a JPEG file.

    `held`: 90 or 270 when the telephone was held on its side and says so in the EXIF orientation,
    so that whoever obeys it sees the page upright.
    """
    stored = np.ascontiguousarray(np.rot90(page, held // 90))
    paper = io.BytesIO()
    exif = Image.Exif()
    if held:
        # EXIF 2.32, tag 0x0112: 6 asks to turn by 90° clockwise to see it, 8 by 270°.
        exif[0x0112] = {90: 6, 270: 8}[held]
    Image.fromarray(stored[:, :, ::-1]).save(paper, "JPEG", quality=quality, exif=exif)
    return paper.getvalue()


def turned(page: Page, degrees: int) -> Page:
    """The page turned counter-clockwise by a multiple of 90°."""
    return np.ascontiguousarray(np.rot90(page, degrees // 90))


def upside_down(page: Page) -> Page:
    return np.ascontiguousarray(page[::-1, ::-1])


def cut(page: Page, random: Random) -> Page:
    """A third or more of what is printed is out of the picture: below, above or at the right."""
    grey = cv2.cvtColor(page, cv2.COLOR_BGR2GRAY)
    share = random.uniform(0.34, 0.55)
    side = random.choice(("below", "above", "right"))
    axis = 1 if side == "right" else 0
    inked = np.flatnonzero((grey < 128).any(axis=1 - axis))
    first, last = (int(inked[0]), int(inked[-1])) if len(inked) else (0, page.shape[axis])
    if side == "above":
        return page[int(first + (last - first) * share) :]
    kept = int(last - (last - first) * share)
    return np.ascontiguousarray(page[:kept] if side == "below" else page[:, :kept])


def unreadable(page: Page, random: Random) -> Page:
    """Out of focus to the point that nobody reads the small letters."""
    sigma = max(page.shape[:2]) / 2339 * random.uniform(7, 11)
    return cv2.GaussianBlur(page, (0, 0), sigma)


def _noise(page: Page, strength: float, seed: int) -> Page:
    grain = np.random.default_rng(seed).normal(0, strength, page.shape[:2]).astype(np.float32)
    return np.clip(page.astype(np.float32) + grain[:, :, None], 0, 255).astype(np.uint8)


def scan(page: Page, random: Random) -> tuple[Page, int]:
    """A flat-bed scan and the JPEG quality to store it with."""
    height, width = page.shape[:2]
    turn = cv2.getRotationMatrix2D((width / 2, height / 2), random.uniform(-2, 2), 1)
    page = cv2.warpAffine(page, turn, (width, height), borderValue=(250, 250, 250))
    if random.random() < 0.3:
        page = cv2.cvtColor(cv2.cvtColor(page, cv2.COLOR_BGR2GRAY), cv2.COLOR_GRAY2BGR)
    low, high = random.uniform(0, 25), random.uniform(235, 255)
    page = (low + page.astype(np.float32) * (high - low) / 255).astype(np.uint8)
    if random.random() < 0.5:
        page = cv2.GaussianBlur(page, (0, 0), random.uniform(0.4, 0.8))
    page = _noise(page, random.uniform(2, 9), random.randrange(2**31))
    if random.random() < 1 / 8:
        page = cv2.resize(page, None, fx=0.75, fy=0.75, interpolation=cv2.INTER_AREA)
    return page, random.randint(50, 75)


def fax(page: Page, random: Random) -> Page:
    """100 dpi, black and white, from a page rendered at 200."""
    grey = cv2.cvtColor(page, cv2.COLOR_BGR2GRAY)
    small = cv2.resize(grey, None, fx=0.5, fy=0.5, interpolation=cv2.INTER_AREA)
    _, page = cv2.threshold(small, random.randint(150, 190), 255, cv2.THRESH_BINARY)
    return page


def photo(page: Page, random: Random) -> tuple[Page, int]:
    """A photograph on a table: perspective, uneven light, a shadow, a little blur."""
    height, width = page.shape[:2]
    long_side = random.randint(1800, 3000)
    scale = long_side * random.uniform(0.80, 0.92) / max(height, width)
    page = cv2.resize(page, None, fx=scale, fy=scale,
                      interpolation=cv2.INTER_AREA if scale < 1 else cv2.INTER_CUBIC)  # fmt: skip
    height, width = page.shape[:2]
    frame_w, frame_h = int(width / 0.86), int(height / 0.86)
    if max(frame_w, frame_h) > 3000:
        frame_w, frame_h = (min(3000, v) for v in (frame_w, frame_h))
    left, top = (frame_w - width) / 2, (frame_h - height) / 2
    lean, turn = 0.04, np.deg2rad(random.gauss(0, 2.0))  # hands, not a stand
    corners = _floats([[0, 0], [width, 0], [width, height], [0, height]])
    centre = _floats([width / 2, height / 2])
    rotation = _floats([[np.cos(turn), -np.sin(turn)], [np.sin(turn), np.cos(turn)]])
    turned_corners = (corners - centre) @ rotation.T * 0.95 + centre
    moved = _floats([
        [x + left + random.uniform(-lean, lean) * width,
         y + top + random.uniform(-lean, lean) * height]
        for x, y in turned_corners
    ])  # fmt: skip
    matrix = cv2.getPerspectiveTransform(corners, moved)
    shade = random.uniform(45, 165)  # wood, cloth, metal: muted colours
    table = _floats([shade * random.uniform(0.65, 1.0), shade * random.uniform(0.85, 1.05), shade])
    flat = cv2.warpPerspective(page, matrix, (frame_w, frame_h), flags=cv2.INTER_LINEAR)
    mask = cv2.warpPerspective(np.full((height, width), 255, np.uint8), matrix, (frame_w, frame_h))
    grain = np.random.default_rng(random.randrange(2**31)).normal(0, 5, (frame_h, frame_w, 1))
    ground = np.clip(table + grain, 0, 255).astype(np.uint8)
    frame: Page = np.where(mask[:, :, None] > 127, flat, ground).astype(np.float32)
    frame *= _light(frame_h, frame_w, random)[:, :, None]
    frame *= _floats([random.uniform(0.88, 1.0), 1.0, random.uniform(0.94, 1.04)])
    frame = np.clip(frame, 0, 255).astype(np.uint8)
    frame = cv2.GaussianBlur(frame, (0, 0), random.uniform(0.5, 1.1))
    return _noise(frame, random.uniform(1, 5), random.randrange(2**31)), random.randint(60, 85)


def _light(height: int, width: int, random: Random) -> np.ndarray:
    """Uneven light and, two times in three, the edge of a shadow. Shares of full light."""
    ys, xs = np.mgrid[0:1:64j, 0:1:64j].astype(np.float32)
    dx, dy = random.uniform(-1, 1), random.uniform(-1, 1)
    light = 0.92 + 0.16 * (dx * (xs - 0.5) + dy * (ys - 0.5))
    if random.random() < 0.67:
        a, b = random.uniform(-1, 1), random.uniform(-1, 1)
        edge = a * (xs - 0.5) + b * (ys - 0.5) + random.uniform(-0.3, 0.3)
        light *= 1 - random.uniform(0.2, 0.45) / (1 + np.exp(-edge * 14))
    return cv2.resize(light.astype(np.float32), (width, height), interpolation=cv2.INTER_CUBIC)
