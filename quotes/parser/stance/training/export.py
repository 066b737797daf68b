"""The trained cross-encoder → the ONNX file that ships: the tagger's encoder with one head."""

from __future__ import annotations

from pathlib import Path

import torch

from quotes.parser.stance.heads import COLUMNS
from quotes.parser.tagger.training.export import Graph, encode, save


def export(state: dict[str, torch.Tensor], path: Path) -> None:
    """Write the int8 model of a Network's state to `path`."""
    weights = {name: tensor.float().numpy() for name, tensor in state.items()}
    graph = Graph()
    product = graph.node(
        "MatMul", [encode(graph, weights), graph.constant("heads_w", weights["heads.weight"].T)], "heads"
    )
    graph.node("Add", [product, graph.constant("heads_b", weights["heads.bias"])], "rows")
    save(graph, "stance", {"rows": COLUMNS}, path)
