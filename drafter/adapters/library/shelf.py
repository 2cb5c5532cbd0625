"""The vectors of the library, in Chroma: one collection of passages, one of whole documents."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from typing import Any, TypeVar

import numpy as np
from chromadb.errors import NotFoundError

from drafter.adapters.library.clients import Broken, asking, let_go
from drafter.model.base import digest
from drafter.model.knowledge import CaseNote, Document, Filter, day

_BATCH = 5_000
# A graph depends on the order and the threads by which it was built. So wide a search hardly misses a
# passage (0.9999 of the 300 nearest of 10,000; 0.97 with 600): the same documents, the same answer.
# Passages of the same words are an island to which few links lead: with the usual 16 links each, 12 of
# 20 graphs missed some of ten that were alike among 590 of other words; with 64 none did, at no cost.
WIDTH = {
    "hnsw:space": "cosine",
    "hnsw:construction_ef": 200,
    "hnsw:search_ef": 2400,
    "hnsw:M": 64,
}
_SAME = 1e-6  # cosines nearer than this are equal

T = TypeVar("T")


class Shelf:
    """What a Chroma client holds of one make; what was made otherwise has names of its own.

    `name` begins the names of the two collections. Every method raises Broken where Chroma fails.
    """

    def __init__(self, client: Any, name: str):
        self._client = client
        self._names = [f"{name}-passages", f"{name}-documents"]
        self._passages, self._documents = self._collections()

    @asking()
    def read(self, dimension: int) -> None:
        """Have Chroma read what it reads when first asked, and write what it writes then."""
        for each in (self._passages, self._documents):
            each.query(query_embeddings=[np.ones(dimension, dtype=np.float32)], n_results=1)

    @asking()
    def held(self) -> dict[str, str]:
        """The digest of each document on the shelf, by its path.

        A document whose passages are not all there, as after a put or a drop that was cut off, is
        taken off first.
        """
        self._passages, self._documents = self._collections()  # they may have been deleted
        told = self._documents.get(include=["metadatas"])["metadatas"] or []
        digests = {one["path"]: one["digest"] for one in told}
        sizes = {one["path"]: one["passages"] for one in told}
        if sum(sizes.values()) != self._passages.count():
            found = self._passages.get(include=["metadatas"])["metadatas"] or []
            there = Counter(one["path"] for one in found)
            torn = {path for path in {*sizes, *there} if sizes.get(path, 0) != there[path]}
            self.drop(sorted(torn))
            return {path: one for path, one in digests.items() if path not in torn}
        return digests

    @asking()
    def put(self, documents: Sequence[Document], vectors: Mapping[str, Any]) -> None:
        """Put documents on the shelf. `vectors` has an (n, dimension) array of passages for each path.

        A document's own vector is the mean of its passages'. It is written last, so that a put that
        was cut off is not taken for a whole one.
        """
        rows = [
            (f"{key_of(one.path)}-{number}", vector, _facets(one))
            for one in documents
            for number, vector in enumerate(vectors[one.path])
        ]
        _upsert(self._passages, rows)
        _upsert(self._documents, [_whole(one, vectors[one.path]) for one in documents])

    @asking()
    def drop(self, paths: Iterable[str]) -> None:
        """Take documents off the shelf."""
        for some in _batches(list(paths), 100):
            self._documents.delete(ids=[key_of(path) for path in some])
            self._passages.delete(where={"path": {"$in": some}})

    @asking()
    def near(self, vector: Any, count: int, only: Filter | None) -> list[tuple[str, int, float]]:
        """The passages nearest to a vector: (key of the document, number, cosine), the best first.

        At most `count`. Of equally near ones all are given or none, unless all are equally near:
        which of them the graph meets first is chance.
        """
        found = self._passages.query(
            query_embeddings=[np.asarray(vector, dtype=np.float32)],
            n_results=count + 1,
            where=where(only),
            include=["distances"],
        )
        pairs = zip(found["ids"][0], found["distances"][0], strict=True)
        split = ((name.rpartition("-"), 1 - distance) for name, distance in pairs)
        near = [(key, int(number), cosine) for (key, _, number), cosine in split]
        near.sort(key=lambda one: (-one[2], one[0], one[1]))
        return _without_a_cut_tie(near, count) if len(near) > count else near

    @asking()
    def vectors(self, paths: Sequence[str]) -> Any:
        """The documents' own vectors, (n, dimension), in the order of `paths`."""
        keys = [key_of(path) for path in paths]
        found = self._documents.get(ids=keys, include=["embeddings"])
        by_key = dict(zip(found["ids"], found["embeddings"], strict=True))
        if missing := [path for path, key in zip(paths, keys, strict=True) if key not in by_key]:
            raise Broken(f"the search index has lost {missing[0]}")
        return np.asarray([by_key[key] for key in keys], dtype=np.float32)

    @asking()
    def clear(self) -> None:
        """Throw away what is on the shelf."""
        self._delete()
        self._passages, self._documents = self._collections()

    def close(self, *, discard: bool = False) -> None:
        """Let go of the client; `discard` throws away the shelf itself first."""
        if discard:
            with suppress(Broken), asking():
                self._delete()
        let_go(self._client)

    def _delete(self) -> None:
        for name in self._names:
            with suppress(NotFoundError):
                self._client.delete_collection(name)

    @asking()
    def _collections(self) -> list[Any]:
        return [
            self._client.get_or_create_collection(name, metadata=WIDTH, embedding_function=None)
            for name in self._names
        ]


def name_of(embedder: str, make: Mapping[str, Any]) -> str:
    """How a collection's name begins: what Chroma allows, and never the same for two makes."""
    told = re.sub(r"[^a-zA-Z0-9]+", "-", embedder).strip("-")[:24]
    return f"drafter-{told}-{digest(dict(make))[:12]}"


def key_of(path: str) -> str:
    return digest(path)[:24]


def where(only: Filter | None) -> dict[str, Any] | None:
    """The filter in Chroma's words; it admits exactly the documents that `Filter.admits` does."""
    if only is None:
        return None
    wanted: list[dict[str, Any]] = [
        {name: value}
        for name, value in (("kind", only.kind), ("sector", only.sector), ("cluster", only.cluster))
        if value is not None
    ]
    if only.harm is not None:
        wanted.append({f"harm {only.harm}": True})
    if only.channel is not None:
        wanted.append({"$or": [{"any channel": True}, {f"channel {only.channel}": True}]})
    if only.since is not None:
        wanted.append({"day": {"$gte": day(only.since)}})
    return {"$and": wanted} if len(wanted) > 1 else wanted[0] if wanted else None


def _facets(document: Document) -> dict[str, Any]:
    head = document.head
    facets: dict[str, Any] = {"path": document.path, "kind": document.kind}
    if isinstance(head, CaseNote):
        facets |= {"sector": head.sector, "cluster": head.cluster, "day": day(head.date)}
        return facets | {"any channel": True} | {f"harm {harm}": True for harm in head.harm}
    if not head.channels:
        return facets | {"any channel": True}
    return facets | {f"channel {channel}": True for channel in head.channels}


def _whole(document: Document, vectors: Any) -> tuple[str, Any, dict[str, Any]]:
    told = {"path": document.path, "digest": document.digest, "passages": len(vectors)}
    return key_of(document.path), _mean(vectors), told


def _without_a_cut_tie(
    near: list[tuple[str, int, float]], count: int
) -> list[tuple[str, int, float]]:
    last = near[-1][2] + _SAME
    return [one for one in near if one[2] > last] or near[:count]


def _upsert(collection: Any, rows: Sequence[tuple[str, Any, dict[str, Any]]]) -> None:
    for some in _batches(rows, _BATCH):
        keys, vectors, told = zip(*some, strict=True)
        collection.upsert(
            ids=list(keys), embeddings=np.asarray(vectors, dtype=np.float32), metadatas=list(told)
        )


def _batches(many: Sequence[T], size: int) -> Iterator[list[T]]:
    return (list(many[start : start + size]) for start in range(0, len(many), size))


def _mean(vectors: Any) -> Any:
    total = np.asarray(vectors, dtype=np.float32).sum(axis=0)
    return total / max(float(np.linalg.norm(total)), 1e-9)
