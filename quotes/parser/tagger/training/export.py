"""A trained network → the ONNX file that ships.

The graph is built from the weights with onnxruntime's fused operators, since torch's own export neither fuses attention
nor quantises. Layer normalisation is spelt with InstanceNormalization, which onnxruntime runs six times as fast as its
SkipLayerNormalization: over a (1, pieces, width) tensor it normalises each piece, which is the same. Matrices are
quantised to int8 a column at a time; the heads stay float.
"""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any

import numpy as np
import onnx
import torch
from numpy.typing import NDArray
from onnx import TensorProto, helper, numpy_helper
from onnxruntime.quantization import QuantType, quantize_dynamic

from quotes.parser.tagger.heads import COLUMNS, NAME_COLUMNS, OUTPUTS, POINTER_WIDTH, QUERY_COLUMNS, TAG_COLUMNS

EPSILON = 1e-12
MICROSOFT = "com.microsoft"
OPSET, IR_VERSION = 17, 8
ATTENTION_HEADS = 12

Floats = NDArray[np.float32]


class Graph:
    """Nodes and constants as they are added. The quantiser appends `_scale` and `_zero_point` to names: use neither."""

    def __init__(self) -> None:
        self.nodes: list[onnx.NodeProto] = []
        self.constants: list[onnx.TensorProto] = []

    def constant(self, name: str, value: NDArray[Any]) -> str:
        self.constants.append(numpy_helper.from_array(np.ascontiguousarray(value), name))
        return name

    def node(self, operator: str, inputs: list[str], name: str, **attributes: Any) -> str:
        self.nodes.append(helper.make_node(operator, inputs, [name], name=name, **attributes))
        return name


def export(state: dict[str, torch.Tensor], path: Path) -> None:
    """Write the int8 model of a Network's state (BERT encoder) to `path`."""
    weights = {name: tensor.float().numpy() for name, tensor in state.items()}
    graph = Graph()
    _heads(graph, weights, encode(graph, weights))
    save(graph, "tagger", dict(zip(OUTPUTS, COLUMNS, strict=True)), path)


def encode(graph: Graph, weights: dict[str, Floats]) -> str:
    """Add the encoder, from ids and types to hidden states; returns their name."""
    hidden = _embed(graph, weights)
    layers = 1 + max(int(name.split(".")[3]) for name in weights if name.startswith("encoder.encoder.layer."))
    for layer in range(layers):
        hidden = _layer(graph, weights, f"encoder.encoder.layer.{layer}.", f"l{layer}", hidden)
    return hidden


def save(graph: Graph, name: str, outputs: dict[str, int], path: Path) -> None:
    """Write a graph as an int8 model; `outputs` are the widths of its results by name."""
    shapes = [helper.make_tensor_value_info(n, TensorProto.INT32, [1, "pieces"]) for n in ("ids", "types")]
    results = [
        helper.make_tensor_value_info(n, TensorProto.FLOAT, [1, "pieces", width]) for n, width in outputs.items()
    ]
    model = helper.make_model(
        helper.make_graph(graph.nodes, name, shapes, results, graph.constants),
        opset_imports=[helper.make_opsetid("", OPSET), helper.make_opsetid(MICROSOFT, 1)],
        ir_version=IR_VERSION,
    )
    with tempfile.TemporaryDirectory() as folder:
        full = Path(folder) / "float.onnx"
        onnx.save(model, full)
        quantize_dynamic(
            full,
            path,
            weight_type=QuantType.QInt8,
            per_channel=True,
            op_types_to_quantize=["MatMul", "Attention", "EmbedLayerNormalization"],
            nodes_to_exclude=["heads"],
            extra_options={"DefaultTensorType": TensorProto.FLOAT, "MatMulConstBOnly": True},
        )


def _embed(graph: Graph, weights: dict[str, Floats]) -> str:
    base = "encoder.embeddings."
    types = weights["types.weight"] + weights[base + "token_type_embeddings.weight"][:1]
    graph.nodes.append(
        helper.make_node(
            "EmbedLayerNormalization",
            [
                "ids",
                "types",
                graph.constant("words", weights[base + "word_embeddings.weight"]),
                graph.constant("positions", weights[base + "position_embeddings.weight"]),
                graph.constant("type_table", types),
                graph.constant("embed_gain", weights[base + "LayerNorm.weight"]),
                graph.constant("embed_move", weights[base + "LayerNorm.bias"]),
            ],
            ["embedded", "unused"],
            domain=MICROSOFT,
            epsilon=EPSILON,
        )
    )
    one = graph.constant("one", np.ones(1, np.float32))
    zero = graph.constant("zero", np.zeros(1, np.float32))
    length = graph.node("Shape", ["ids"], "length", start=1, end=2)
    graph.node("Expand", [one, length], "ones")
    graph.node("Expand", [zero, length], "zeros")
    return "embedded"


def _layer(graph: Graph, weights: dict[str, Floats], base: str, name: str, hidden: str) -> str:
    def part(key: str) -> tuple[Floats, Floats]:
        return weights[f"{base}{key}.weight"], weights[f"{base}{key}.bias"]

    def dense(key: str, source: str, label: str) -> str:
        weight, bias = part(key)
        product = graph.node("MatMul", [source, graph.constant(f"{name}_{label}_w", weight.T)], f"{name}_{label}_mm")
        return graph.node("Add", [product, graph.constant(f"{name}_{label}_b", bias)], f"{name}_{label}")

    def normalise(key: str, left: str, right: str, label: str) -> str:
        scale, shift = part(key)
        total = graph.node("Add", [left, right], f"{name}_{label}_sum")
        unit = graph.node("InstanceNormalization", [total, "ones", "zeros"], f"{name}_{label}_unit", epsilon=EPSILON)
        scaled = graph.node("Mul", [unit, graph.constant(f"{name}_{label}_gain", scale)], f"{name}_{label}_scaled")
        return graph.node("Add", [scaled, graph.constant(f"{name}_{label}_move", shift)], f"{name}_{label}")

    triple = [part(f"attention.self.{key}") for key in ("query", "key", "value")]
    attended = graph.node(
        "Attention",
        [
            hidden,
            graph.constant(f"{name}_qkv_w", np.concatenate([weight.T for weight, _ in triple], 1)),
            graph.constant(f"{name}_qkv_b", np.concatenate([bias for _, bias in triple])),
        ],
        f"{name}_attention",
        domain=MICROSOFT,
        num_heads=ATTENTION_HEADS,
    )
    hidden = normalise("attention.output.LayerNorm", dense("attention.output.dense", attended, "out"), hidden, "norm1")
    weight, bias = part("intermediate.dense")
    wide = graph.node("MatMul", [hidden, graph.constant(f"{name}_wide_w", weight.T)], f"{name}_wide")
    wide = graph.node("Add", [wide, graph.constant(f"{name}_wide_b", bias)], f"{name}_wide_sum")
    wide = graph.node("Gelu", [wide], f"{name}_gelu", domain=MICROSOFT)
    return normalise("output.LayerNorm", dense("output.dense", wide, "narrow"), hidden, "norm2")


def _heads(graph: Graph, weights: dict[str, Floats], hidden: str) -> None:
    weight, bias = weights["heads.weight"].T.copy(), weights["heads.bias"].copy()
    queries = slice(TAG_COLUMNS + NAME_COLUMNS, TAG_COLUMNS + NAME_COLUMNS + QUERY_COLUMNS)
    weight[:, queries] *= POINTER_WIDTH**-0.5
    bias[queries] *= POINTER_WIDTH**-0.5
    product = graph.node("MatMul", [hidden, graph.constant("heads_w", weight)], "heads")
    total = graph.node("Add", [product, graph.constant("heads_b", bias)], "heads_out")
    widths = graph.constant("widths", np.array(COLUMNS, np.int64))
    graph.nodes.append(helper.make_node("Split", [total, widths], list(OUTPUTS), axis=-1))
