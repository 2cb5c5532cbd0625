"""The library: what the desk recalls from, found by meaning (Chroma) and by words (BM25).

SQL and the knowledge files are the truth; everything here is made from them and disposable.
"""

import threading
import uuid
from collections.abc import Sequence
from importlib.metadata import version
from pathlib import Path
from typing import Any, NamedTuple

import chromadb
import numpy as np

from drafter.adapters.library.folder import Folder
from drafter.adapters.library.passages import SIZE, cut
from drafter.adapters.library.shelf import Shelf, key_of, quiet, server
from drafter.adapters.library.words import Words
from drafter.checks.sourcing import without_markers
from drafter.llm import Embedder
from drafter.model.knowledge import CaseNote, Document, Filter, Passage, Pool

_SHAPE = 2  # of what is kept in the collections; raise it when that changes
_POOL = 150  # documents taken by meaning, and as many by words


class SyncReport(NamedTuple):
    """What a sync did, as paths."""

    added: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    failed: tuple[tuple[str, str], ...] = ()
    passages: int = 0


class Library:
    """The index of one home folder. Close it to let another process own the folder."""

    def __init__(self, embedder: Embedder, *, home: Path | None = None, server: str | None = None):
        """`home` is None for an index in memory; `server` is a Chroma server's address."""
        self.embedder = embedder
        self.note = ""
        self._server = server
        self._turn = threading.RLock()
        self._folder: Folder | None = None
        self._have: dict[str, str] = {}
        self._stock = _Stock(())
        if home is not None and server is None:
            folder = Folder(home)
            self.note = folder.take()
            self._folder = None if self.note else folder
        self._shelf = self._open()

    @property
    def where(self) -> str:
        """`disk`, `memory` or `server`."""
        return "server" if self._server else "disk" if self._folder else "memory"

    @property
    def documents(self) -> dict[str, str]:
        """The digest of each document in the index, by its path."""
        return dict(self._have)

    def close(self) -> None:
        if self._folder is not None:
            self._folder.release()
        elif self.where == "memory":
            self._shelf.discard()

    def sync(
        self, documents: Sequence[Document], failed: dict[str, str] | None = None
    ) -> SyncReport:
        """Bring the index to exactly these documents; only what changed is embedded."""
        with self._turn:
            want = {one.path: one.digest for one in documents}
            added = [one for one in documents if one.path not in self._have]
            changed = [
                one for one in documents if self._have.get(one.path, one.digest) != one.digest
            ]
            removed = [path for path in self._have if path not in want]
            self._stock = self._stock.brought_to(documents)
            if added or changed or removed:
                self._write([*added, *changed], [*removed, *(one.path for one in changed)], want)
            return SyncReport(
                tuple(one.path for one in added),
                tuple(one.path for one in changed),
                tuple(removed),
                tuple((failed or {}).items()),
                self._stock.count,
            )

    def rebuild(
        self, documents: Sequence[Document], failed: dict[str, str] | None = None
    ) -> SyncReport:
        """Throw the index away and make it anew."""
        with self._turn:
            self._anew()
            return self.sync(documents, failed)

    def find(self, query: str, *, only: Filter | None = None) -> Pool:
        """The documents that may answer a query, by meaning and by words; ranking them is a step's.

        At most 300 documents of those that `only` admits. An index that breaks under way is made
        anew, and the search is done again.
        """
        if not query.strip() or not self._stock.count:
            return _NOTHING
        vector = np.asarray(self.embedder.embed([query])[0], dtype=np.float32)
        with self._turn:
            try:
                return self._find(query, vector, only)
            except Exception:  # whatever a damaged index raises: it is only a copy, so make it anew
                self.rebuild(self._stock.documents)
                return self._find(query, vector, only)

    def _find(self, query: str, vector: Any, only: Filter | None) -> Pool:
        stock = self._stock
        near = self._shelf.near(vector, min(2 * _POOL, stock.count), only)
        cosines: dict[int, dict[int, float]] = {}
        for key, number, cosine in near:
            cosines.setdefault(stock.row_of[key], {})[number] = cosine
        lexical = stock.scores(query, only)
        best = np.argsort(-lexical, kind="stable")[:_POOL]
        by_words = [int(row) for row in best if lexical[row] > 0]
        rows = sorted({*list(cosines)[:_POOL], *by_words})
        if not rows:
            return _NOTHING
        vectors = self._shelf.vectors([stock.documents[row].path for row in rows])
        whole = vectors @ vector
        dense = np.array(
            [max(cosines.get(row, {}).values(), default=whole[at]) for at, row in enumerate(rows)]
        )
        return Pool(
            stock.answers(query, rows, cosines),
            dense,
            lexical[rows],
            np.asarray(vectors @ vectors.T, dtype=float),
            stock.whole.alike(rows),
            tuple(stock.whole.shared(query, rows)),
        )

    # keeping

    def _write(self, put: Sequence[Document], drop: Sequence[str], want: dict[str, str]) -> None:
        if self._folder is not None:
            self._folder.open()
        self._shelf.drop(drop)
        cut = [(one, self._stock.passages[one.path]) for one in put]
        told = [_read(each) for _, pieces in cut for each in pieces]
        vectors = np.asarray(self.embedder.embed(told), dtype=np.float32) if told else np.empty(0)
        ends = np.cumsum([len(pieces) for _, pieces in cut])
        parts = np.split(vectors, ends[:-1]) if cut else []
        self._shelf.put(put, {one.path: part for (one, _), part in zip(cut, parts, strict=True)})
        self._have = dict(want)
        if self._folder is not None:
            self._folder.seal(want)

    def _open(self) -> Shelf:
        if self._server is not None:
            shelf = self._shelve(server(self._server))
            self._have = shelf.held()  # the server outlives this process
            return shelf
        if self._folder is None:
            return self._shelve(chromadb.EphemeralClient(quiet()), f"-{uuid.uuid4().hex[:8]}")
        try:
            self._folder.verify(self._identity())
            documents = self._folder.manifest["documents"]
            shelf = self._shelve(chromadb.PersistentClient(str(self._folder.path), quiet()))
            self._folder.seal(documents)  # opening it alone makes Chroma write
            self._have = dict(documents)
            return shelf
        except Exception:  # whatever a damaged index raises: it is only a copy, so make it anew
            return self._on_a_fresh_folder(self._folder)

    def _anew(self) -> None:
        self._have = {}
        if self._folder is not None:
            self._shelf = self._on_a_fresh_folder(self._folder)
        else:
            self._shelf.clear()

    def _on_a_fresh_folder(self, folder: Folder) -> Shelf:
        self._have = {}
        folder.fresh(self._identity())
        return self._shelve(chromadb.PersistentClient(str(folder.path), quiet()))

    def _shelve(self, client: Any, suffix: str = "") -> Shelf:
        return Shelf(client, f"{self.embedder.id}{suffix}", self.embedder.dimension)

    def _identity(self) -> dict[str, Any]:
        return {
            "embedder": self.embedder.id,
            "dimension": self.embedder.dimension,
            "chroma": version("chromadb"),
            "shape": _SHAPE,
            "passage": SIZE,
        }


class _Stock:
    """The documents in memory: their passages and their words."""

    def __init__(self, documents: Sequence[Document], known: "_Stock | None" = None):
        self.documents = tuple(documents)
        old = {one.path: one.digest for one in known.documents} if known else {}
        self.passages: dict[str, tuple[Passage, ...]] = {
            one.path: known.passages[one.path]
            if known and old.get(one.path) == one.digest
            else cut(one)
            for one in documents
        }
        self.row_of = {key_of(one.path): row for row, one in enumerate(documents)}
        sizes = [len(self.passages[one.path]) for one in documents]
        self.count = sum(sizes)
        self._first = np.concatenate([[0], np.cumsum(sizes)]).astype(int)
        flat = [each for one in documents for each in self.passages[one.path]]
        self.whole = Words([_whole(one) for one in documents])
        self._parts = Words([_read(each) for each in flat])

    def brought_to(self, documents: Sequence[Document]) -> "_Stock":
        same = [(one.path, one.digest) for one in documents]
        if same == [(one.path, one.digest) for one in self.documents]:
            return self
        return _Stock(documents, self)

    def scores(self, query: str, only: Filter | None) -> Any:
        scores = self.whole.scores(query)
        if only is not None:
            scores = scores * np.array([only.admits(one) for one in self.documents])
        return scores

    def answers(
        self, query: str, rows: Sequence[int], cosines: dict[int, dict[int, float]]
    ) -> tuple[Passage, ...]:
        """The passage of each document that answers best: half by meaning, half by words."""
        lexical = self._parts.scores(query)
        return tuple(self._answer(row, cosines.get(row, {}), lexical) for row in rows)

    def _answer(self, row: int, near: dict[int, float], lexical: Any) -> Passage:
        pieces = self.passages[self.documents[row].path]
        if len(pieces) == 1:
            return pieces[0]
        words = lexical[self._first[row] : self._first[row + 1]]
        sums = words / max(words.max(), 1e-9)
        top = max(near.values(), default=1.0)
        for at, cosine in near.items():
            sums[at] += cosine / max(top, 1e-9)
        return pieces[int(np.argmax(sums))]


def _read(passage: Passage) -> str:
    """A passage as search reads it: under its title, without source markers."""
    return f"{passage.title}\n{without_markers(passage.text)}"


def _whole(document: Document) -> str:
    head = document.head
    if not isinstance(head, CaseNote):
        return f"{head.title}\n{' '.join(head.topics)}\n{document.body}"
    told = (head.organisation, head.sector, head.trigger, head.first_statement, head.outcome)
    lists = (*head.concerns, *head.criticised, *head.worked)
    return "\n".join((head.title, *told, *lists, head.lesson, without_markers(document.body)))


_NOTHING = Pool((), np.zeros(0), np.zeros(0), np.zeros((0, 0)), np.zeros((0, 0)), ())
