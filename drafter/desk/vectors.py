"""An embedder that remembers: a text is embedded once, whichever process asks."""

import sys
from array import array
from collections.abc import Sequence
from typing import TYPE_CHECKING

from drafter.model.base import digest

if TYPE_CHECKING:
    from drafter.adapters.store import Store
    from drafter.llm import Embedder

# Kept so often that little is lost, and little paid twice, when the embedder fails half-way.
_AT_ONCE = 2_048


class Remembering:
    """The vectors of another embedder, kept in the database by the text's digest and its id.

    One text alone is a query: it is embedded and not kept, since it may be anything a person typed.
    """

    def __init__(self, embedder: "Embedder", store: "Store"):
        self._embedder = embedder
        self._store = store
        self.id = embedder.id
        self.dimension = embedder.dimension
        self.lexical = embedder.lexical

    @property
    def bare(self) -> "Embedder":
        """The embedder itself, which keeps nothing."""
        return self._embedder

    def embed(self, texts: Sequence[str]) -> list[list[float]]:
        """One unit-length vector a text, in the order of the texts."""
        if len(texts) < 2:
            return self._embedder.embed(texts)
        names = [digest(text) for text in texts]
        with self._store.reading() as records:
            known = records.vectors(self.id, names)
        missing = {name: text for name, text in zip(names, texts, strict=True) if name not in known}
        fresh = list(missing.items())
        for start in range(0, len(fresh), _AT_ONCE):
            part = fresh[start : start + _AT_ONCE]
            made = self._embedder.embed([text for _, text in part])
            packed = {name: _packed(one) for (name, _), one in zip(part, made, strict=True)}
            with self._store.writing() as records:
                records.keep_vectors(self.id, packed)
            known |= packed
        return [_unpacked(known[name]) for name in names]


def _packed(vector: Sequence[float]) -> bytes:
    return _little(array("f", vector)).tobytes()


def _unpacked(data: bytes) -> list[float]:
    return _little(array("f", data)).tolist()


def _little(values: "array[float]") -> "array[float]":
    if sys.byteorder == "big":
        values.byteswap()
    return values


def unkept(embedder: "Embedder") -> "Embedder":
    """The embedder without its memory: for texts whose vectors nobody will ask for again."""
    return embedder.bare if isinstance(embedder, Remembering) else embedder
