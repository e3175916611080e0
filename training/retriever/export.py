"""From the network to the files that are shipped: `model.onnx` and `pieces.model`.

The table of pieces is rounded to a byte, row by row; the other weights to half precision, which
the graph makes single again when it is loaded.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
import onnx
import torch
from torch import Tensor, nn

from training.retriever.encoder import Encoder


class _Rounded(nn.Module):
    """The network on its rounded table."""

    def __init__(self, model: Encoder) -> None:
        super().__init__()
        self.model = model
        rows, steps = rounded(model.table.weight.detach())
        self.register_buffer("rows", rows)
        self.register_buffer("steps", steps)

    def forward(self, pieces: Tensor, lengths: Tensor) -> Tensor:
        return self.model.of_rows(self.rows[pieces].float() * self.steps[pieces], lengths)


def rounded(table: Tensor) -> tuple[Tensor, Tensor]:
    """Rows as bytes, and what a unit of each row is worth (`rows × 1`)."""
    steps = table.abs().amax(1, keepdim=True).clamp_min(1e-8) / 127
    return (table / steps).round().to(torch.int8), steps


def write(model: Encoder, folder: Path, log: Callable[[str], None] = print) -> None:
    """Writes `model.onnx`."""
    model.eval()
    path = folder / "model.onnx"
    pieces = torch.tensor([[1, 5, 6, 2], [1, 7, 2, 0]])
    lengths = torch.tensor([4, 3])
    torch.onnx.export(
        _Rounded(model),
        (pieces, lengths),
        str(path),
        input_names=["pieces", "lengths"],
        output_names=["vectors"],
        dynamic_axes={"pieces": {0: "texts", 1: "longest"}, "lengths": {0: "texts"},
                      "vectors": {0: "texts"}},
        opset_version=17,
        dynamo=False,
    )  # fmt: skip
    graph = onnx.load(str(path))
    _halved(graph.graph)
    onnx.checker.check_model(graph)
    onnx.save(graph, str(path))
    log(f"{path.name}: {path.stat().st_size / 1e6:.1f} MB")


def _halved(graph: onnx.GraphProto) -> None:
    """Stores the large weights in half precision, cast when the graph is loaded."""
    casts = []
    for held in graph.initializer:
        if held.data_type != onnx.TensorProto.FLOAT or int(np.prod(held.dims)) < 2048:
            continue
        values = onnx.numpy_helper.to_array(held).astype(np.float16)
        name = held.name
        held.CopyFrom(onnx.numpy_helper.from_array(values, f"{name} half"))
        casts.append(
            onnx.helper.make_node("Cast", [f"{name} half"], [name], to=onnx.TensorProto.FLOAT)
        )
    for cast in reversed(casts):
        graph.node.insert(0, cast)
