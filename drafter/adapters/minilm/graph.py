"""The model's graph: BERT, mean pooling and L2 normalisation in ONNX, without the weights in it."""

from contextlib import suppress
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path
from typing import Any

from drafter.adapters.minilm.weights import DIGESTS, keep

Shapes = dict[str, tuple[int, ...]]

# Raised whenever `_describe` changes: cached graphs of another version are not looked at.
GRAPH = 1
SIZE, _HEADS, _LAYERS = 384, 12, 6
_EPSILON = 1e-12


def cached(shapes: Shapes, cache: Path) -> bytes:
    """The graph from the cache; made, and put there, when it is missing, damaged or out of date."""
    weights = DIGESTS["model.safetensors"][:12]
    path = cache / f"minilm-{weights}-g{GRAPH}-ort{version('onnxruntime')}.graph"
    with suppress(OSError):
        seal, _, graph = path.read_bytes().partition(b"\n")
        if graph and seal == sha256(graph).hexdigest().encode():
            return graph
    graph = _describe(shapes)
    keep(path, sha256(graph).hexdigest().encode() + b"\n" + graph)
    return graph


class _Sheet:
    """A graph in the making: every call of `node` adds one and gives the name of its output."""

    def __init__(self, shapes: Shapes):
        self.nodes: list[Any] = []
        self.tensors: list[Any] = []
        self._shapes = shapes
        self._constants: dict[str, str] = {}

    def node(self, kind: str, *inputs: str, name: str = "", **attributes: Any) -> str:
        from onnx import helper

        output = name or f"{kind}-{len(self.nodes)}"
        self.nodes.append(helper.make_node(kind, list(inputs), [output], **attributes))
        return output

    def weight(self, name: str) -> str:
        """A weight by the name it has in the file: the runtime is handed it beside the graph."""
        from onnx import TensorProto

        tensor = TensorProto(name=name, dims=self._shapes[name], data_type=TensorProto.FLOAT)
        tensor.data_location = TensorProto.EXTERNAL
        tensor.external_data.add(key="location", value="model.safetensors")
        self.tensors.append(tensor)
        return name

    def constant(self, value: float | list[int]) -> str:
        from onnx import TensorProto, helper

        name = f"constant {value}"
        if name not in self._constants:
            self._constants[name] = name
            tensor = (
                helper.make_tensor(name, TensorProto.INT64, [len(value)], value)
                if isinstance(value, list)
                else helper.make_tensor(name, TensorProto.FLOAT, [], [value])
            )
            self.tensors.append(tensor)
        return name

    def linear(self, x: str, name: str) -> str:
        weight, bias = self.weight(f"{name}.weight"), self.weight(f"{name}.bias")
        return self.node("Gemm", x, weight, bias, transB=1)

    def norm(self, x: str, name: str) -> str:
        scale, bias = self.weight(f"{name}.LayerNorm.weight"), self.weight(f"{name}.LayerNorm.bias")
        return self.node("LayerNormalization", x, scale, bias, axis=-1, epsilon=_EPSILON)


def _describe(shapes: Shapes) -> bytes:
    """BERT with mean pooling and L2 normalisation as an ONNX model: (b, s) ids and mask to (b, 384).

    Source: Devlin et al. 2019; Reimers and Gurevych 2019; operators of ONNX opset 20.
    """
    from onnx import TensorProto, helper

    sheet = _Sheet(shapes)
    shape = sheet.node("Shape", "ids")
    split = sheet.node(
        "Concat", shape, sheet.constant([_HEADS, SIZE // _HEADS]), axis=0, name="split"
    )
    # 0 where a text is, -1e9 where it is padded: after the softmax nothing looks there.
    hidden = sheet.node("Sub", "mask", sheet.constant(1.0))
    hidden = sheet.node("Mul", hidden, sheet.constant(1e9))
    hidden = sheet.node("Unsqueeze", hidden, sheet.constant([1, 2]), name="hidden")
    x = _embeddings(sheet, shape)
    for number in range(_LAYERS):
        x = _layer(sheet, x, f"encoder.layer.{number}", split, hidden)
    x = sheet.node("Reshape", x, sheet.node("Concat", shape, sheet.constant([SIZE]), axis=0))
    count = sheet.node("ReduceSum", "mask", sheet.constant([1]), keepdims=1)
    share = sheet.node("Unsqueeze", sheet.node("Div", "mask", count), sheet.constant([1]))
    mean = sheet.node("Squeeze", sheet.node("MatMul", share, x), sheet.constant([1]))
    sheet.node("LpNormalization", mean, axis=-1, p=2, name="vectors")
    graph = helper.make_graph(
        sheet.nodes,
        "all-MiniLM-L6-v2",
        [
            helper.make_tensor_value_info("ids", TensorProto.INT64, ["texts", "pieces"]),
            helper.make_tensor_value_info("mask", TensorProto.FLOAT, ["texts", "pieces"]),
        ],
        [helper.make_tensor_value_info("vectors", TensorProto.FLOAT, ["texts", SIZE])],
        sheet.tensors,
    )
    # The format that goes with opset 20's onnx, so that a newer onnx does not outrun the runtime.
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 20)], ir_version=9)
    return bytes(model.SerializeToString(deterministic=True))


def _embeddings(sheet: _Sheet, shape: str) -> str:
    """Words, places and the first of the two token types, one row a word piece."""
    words = sheet.node("Gather", sheet.weight("embeddings.word_embeddings.weight"), "ids")
    places = sheet.weight("embeddings.position_embeddings.weight")
    first = sheet.node(
        "Gather", sheet.weight("embeddings.token_type_embeddings.weight"), sheet.constant([0])
    )
    places = sheet.node("Add", places, first)
    length = sheet.node("Slice", shape, sheet.constant([1]), sheet.constant([2]))
    zero = sheet.constant([0])
    places = sheet.node("Slice", places, zero, length, zero)
    x = sheet.norm(sheet.node("Add", words, places), "embeddings")
    return sheet.node("Reshape", x, sheet.constant([-1, SIZE]))


def _layer(sheet: _Sheet, x: str, name: str, split: str, hidden: str) -> str:
    """One layer of the encoder over (b * s, 384): attention, then the two linear maps."""
    heads = {
        part: sheet.node("Reshape", sheet.linear(x, f"{name}.attention.self.{part}"), split)
        for part in ("query", "key", "value")
    }
    query = sheet.node("Transpose", heads["query"], perm=[0, 2, 1, 3])
    key = sheet.node("Transpose", heads["key"], perm=[0, 2, 3, 1])
    value = sheet.node("Transpose", heads["value"], perm=[0, 2, 1, 3])
    scale = sheet.constant((SIZE // _HEADS) ** -0.5)
    scores = sheet.node("Mul", sheet.node("MatMul", query, key), scale)
    looks = sheet.node("Softmax", sheet.node("Add", scores, hidden), axis=-1)
    mixed = sheet.node("Transpose", sheet.node("MatMul", looks, value), perm=[0, 2, 1, 3])
    mixed = sheet.node("Reshape", mixed, sheet.constant([-1, SIZE]))
    mixed = sheet.linear(mixed, f"{name}.attention.output.dense")
    x = sheet.norm(sheet.node("Add", mixed, x), f"{name}.attention.output")
    inner = sheet.node("Gelu", sheet.linear(x, f"{name}.intermediate.dense"))
    return sheet.norm(
        sheet.node("Add", sheet.linear(inner, f"{name}.output.dense"), x), f"{name}.output"
    )
