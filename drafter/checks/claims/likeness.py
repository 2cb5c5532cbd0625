"""Likeness in meaning of pieces of a text and pieces of the ledger, by an embedder's vectors."""

from collections import OrderedDict
from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

from drafter.llm import Embedder

Vector = NDArray[np.float32]

# Vectors kept in memory, so that a ledger is not embedded again for each text.
_KEPT = 8_192
_memory: OrderedDict[tuple[str, str], Vector] = OrderedDict()


class Likeness:
    """Cosines between texts that were learned beforehand, in one call of the embedder."""

    def __init__(self, embedder: Embedder, texts: Iterable[str]):
        self._held: dict[str, Vector] = {}
        wanted = [text for text in dict.fromkeys(texts) if text]
        for text in wanted:
            kept = _memory.get((embedder.id, text))
            if kept is not None:
                self._held[text] = kept
        missing = [text for text in wanted if text not in self._held]
        for text, made in zip(missing, embedder.embed(missing) if missing else (), strict=True):
            self._held[text] = np.asarray(made, dtype=np.float32)
            _memory[embedder.id, text] = self._held[text]
        while len(_memory) > _KEPT:
            _memory.popitem(last=False)

    def between(self, mine: Sequence[str], theirs: Sequence[str]) -> list[list[float]]:
        """A row for each text of `mine`, a column for each of `theirs`; 0 where one is blank."""
        if not mine or not theirs:
            return [[] for _ in mine]
        made: list[list[float]] = (self._rows(mine) @ self._rows(theirs).T).tolist()
        return made

    def _rows(self, texts: Sequence[str]) -> Vector:
        size = len(next(iter(self._held.values()), ()))
        blank = np.zeros(size, dtype=np.float32)
        return np.stack([self._held.get(text, blank) for text in texts])
