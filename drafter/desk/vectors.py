"""An embedder that remembers: a text is embedded once, whichever process asks."""

import sys
from array import array
from collections.abc import Callable, Sequence
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
        self.inner = embedder
        self._store = store
        self.id = embedder.id
        self.dimension = embedder.dimension
        self.lexical = embedder.lexical

    def embed(self, texts: Sequence[str]) -> list[list[float]]:
        """One unit-length vector a text, in the order of the texts."""
        if len(texts) < 2:
            return self.inner.embed(texts)
        return [one.tolist() for one in self.arrays(texts)]

    def arrays(self, texts: Sequence[str]) -> "list[array[float]]":
        """As `embed`, for many texts: a tenth of the memory, and no number is made an object."""
        names = [digest(text) for text in texts]
        with self._store.reading() as records:
            known = records.vectors(self.id, names)
        missing = {name: text for name, text in zip(names, texts, strict=True) if name not in known}
        fresh = list(missing.items())
        for start in range(0, len(fresh), _AT_ONCE):
            part = fresh[start : start + _AT_ONCE]
            made = self.inner.embed([text for _, text in part])
            packed = {name: _packed(one) for (name, _), one in zip(part, made, strict=True)}
            if not self._store.is_writing:  # a cache is not worth a lock that is held already
                with self._store.writing() as records:
                    records.keep_vectors(self.id, packed)
            known |= packed
        return [_unpacked(known[name]) for name in names]


class Unkept:
    """The vectors of another embedder, kept in memory only: the texts may be anybody's.

    A page checks its text at each click, so the last few thousand sentences are not embedded again.
    """

    def __init__(self, embedder: "Embedder", most: int = 4_096):
        self._embedder, self._most = embedder, most
        self._known: dict[str, list[float]] = {}
        self.id = embedder.id
        self.dimension = embedder.dimension
        self.lexical = embedder.lexical

    def embed(self, texts: Sequence[str]) -> list[list[float]]:
        """One unit-length vector a text, in the order of the texts."""
        known = self._known
        fresh = [text for text in dict.fromkeys(texts) if text not in known]
        made = dict(zip(fresh, self._embedder.embed(fresh) if fresh else (), strict=True))
        found = [made[text] if text in made else known[text] for text in texts]
        self._known = dict([*known.items(), *made.items()][-self._most :])
        return found


def compact(
    embedder: "Embedder", texts: Sequence[str], told: Callable[[float], None]
) -> "list[array[float]]":
    """One vector a text, a tenth of the size of a list; `told` hears the share that is done."""
    made: list[array[float]] = []
    for start in range(0, len(texts), _AT_ONCE):
        part = texts[start : start + _AT_ONCE]
        if isinstance(embedder, Remembering):
            made += embedder.arrays(part)
        else:
            made += [array("f", one) for one in embedder.embed(part)]
        told(len(made) / len(texts))
    return made


def _packed(vector: Sequence[float]) -> bytes:
    return _little(array("f", vector)).tobytes()


def _unpacked(data: bytes) -> "array[float]":
    return _little(array("f", data))


def _little(values: "array[float]") -> "array[float]":
    if sys.byteorder == "big":
        values.byteswap()
    return values


def unkept(embedder: "Embedder") -> "Embedder":
    """The embedder without its memory: for texts whose vectors nobody will ask for again."""
    return embedder.inner if isinstance(embedder, Remembering) else embedder
