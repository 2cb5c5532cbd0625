"""The library: what the desk recalls from, found by meaning (Chroma) and by words (BM25).

SQL and the knowledge files are the truth; everything here is made from them and disposable.
"""

import threading
import uuid
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from importlib.metadata import version
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

import numpy as np

from drafter.adapters.library.clients import Broken, asking, in_memory, let_go, on_disk, server
from drafter.adapters.library.folder import Folder
from drafter.adapters.library.passages import SIZE, cut
from drafter.adapters.library.shelf import WIDTH, Shelf, key_of, name_of
from drafter.adapters.library.words import Words
from drafter.checks.sourcing import without_markers
from drafter.errors import KnowledgeError
from drafter.llm import Embedder
from drafter.model.knowledge import CaseNote, Document, Filter, Passage, Pool

_SHAPE = 3  # of what is kept in the collections; raise it when that changes
_POOL = 150  # documents taken by meaning, and as many by words

T = TypeVar("T")


class SyncReport(NamedTuple):
    """What a sync did, as paths."""

    added: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    failed: tuple[tuple[str, str], ...] = ()
    passages: int = 0


class Library:
    """The index of one home folder. Close it to let another process own the folder.

    It may be used by many threads at once. An index that breaks under way is made anew, and kept in
    memory where the disk does not bear it; `note` says so.
    """

    def __init__(self, embedder: Embedder, *, home: Path | None = None, server: str | None = None):
        """`home` is None for an index in memory; `server` is a Chroma server's address.

        Raises KnowledgeError where no server answers.
        """
        self.embedder = embedder
        self.note = ""
        self._server = server
        self._turn = threading.RLock()
        self._closed = False
        self._folder: Folder | None = None
        self._have: dict[str, str] = {}
        self._stock = _Stock(())
        self._make = {
            "embedder": embedder.id,
            "dimension": embedder.dimension,
            "shape": _SHAPE,
            "graph": WIDTH,
            "passage": SIZE,
            "splitter": version("langchain-text-splitters"),
        }
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
        """Let go of the index. A library that is closed answers no more."""
        with self._turn:
            if not self._closed:
                self._closed = True
                self._shelf.close(discard=self.where == "memory")
                if self._folder is not None:
                    self._folder.release()

    def sync(
        self, documents: Sequence[Document], failed: dict[str, str] | None = None
    ) -> SyncReport:
        """Bring the index to exactly these documents; only what changed is embedded.

        What the embedder raises leaves the index as it was.
        """
        with self._turn:
            stock = self._stock.brought_to(documents)
            different = _Difference.between(self._have, documents)
            self._surely(lambda: self._bring(stock))
            self._stock = stock
            return SyncReport(
                tuple(one.path for one in different.added),
                tuple(one.path for one in different.changed),
                different.removed,
                tuple((failed or {}).items()),
                stock.count,
            )

    def rebuild(
        self, documents: Sequence[Document], failed: dict[str, str] | None = None
    ) -> SyncReport:
        """Throw the index away and make it anew."""
        with self._turn:
            self._surely(self._anew)
            return self.sync(documents, failed)

    def find(self, query: str, *, only: Filter | None = None) -> Pool:
        """The documents that may answer a query, by meaning and by words; ranking them is a step's.

        At most 300 documents of those that `only` admits.
        """
        if not query.strip() or not self._stock.count:
            return _NOTHING
        vector = np.asarray(self.embedder.embed([query])[0], dtype=np.float32)

        def search() -> Pool:
            self._bring(self._stock)
            return self._find(query, vector, only)

        with self._turn:
            return self._surely(search)

    def _find(self, query: str, vector: Any, only: Filter | None) -> Pool:
        stock = self._stock
        if not stock.count:
            return _NOTHING
        near = self._shelf.near(vector, 2 * _POOL, only)
        cosines: dict[int, dict[int, float]] = {}
        for key, number, cosine in near:
            cosines.setdefault(stock.row(key, number), {})[number] = cosine
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

    def _bring(self, stock: "_Stock") -> None:
        """Write what the index does not have yet. Raises Broken where it cannot be written."""
        if self._have is stock.digests:
            return
        if self._have == stock.digests:
            self._have = stock.digests
            return
        different = _Difference.between(self._have, stock.documents)
        put = (*different.added, *different.changed)
        vectors = self._embedded(put, stock)
        with asking():
            if self._folder is not None:
                if self._have and not self._folder.intact():
                    raise Broken("the index on disk is not what was written")
                self._folder.open()
            self._shelf.drop((*different.removed, *(one.path for one in different.changed)))
            self._shelf.put(put, vectors)
            if self._folder is not None:
                self._folder.seal(stock.digests)
        self._have = stock.digests

    def _embedded(self, documents: Sequence[Document], stock: "_Stock") -> dict[str, Any]:
        """For each path the vectors of its passages, (n, dimension)."""
        cut = [(one.path, stock.passages[one.path]) for one in documents]
        told = [_read(each) for _, pieces in cut for each in pieces]
        vectors = np.zeros((0, self.embedder.dimension), dtype=np.float32)
        if told:
            vectors = np.asarray(self.embedder.embed(told), dtype=np.float32)
        ends = np.cumsum([len(pieces) for _, pieces in cut], dtype=int)
        parts = np.split(vectors, ends[:-1]) if cut else []
        return {path: part for (path, _), part in zip(cut, parts, strict=True)}

    def _surely(self, act: Callable[[], T]) -> T:
        """`act`, and again where the index broke under it: mended, made anew, at last in memory."""
        if self._closed:
            raise KnowledgeError("the search index is closed")
        with self._told_of_the_server():
            for mend in self._mends():
                try:
                    return act()
                except Broken as broken:
                    mend(broken)
            return act()

    def _mends(self) -> Iterator[Callable[[Broken], None]]:
        if self._server is not None:
            yield lambda _: self._look_again()
        yield lambda _: self._anew()
        if self._folder is not None:
            yield self._to_memory

    @contextmanager
    def _told_of_the_server(self) -> Iterator[None]:
        try:
            yield
        except Broken as broken:
            if self._server is None:
                raise
            raise KnowledgeError(f"CHROMA_URL: {broken}") from broken

    def _open(self) -> Shelf:
        if self._server is not None:
            with self._told_of_the_server():
                shelf = self._shelve(server(self._server))
                self._have = shelf.held()  # the server outlives this process
                return shelf
        if self._folder is None:
            return self._in_memory()
        try:
            self._folder.verify(self._identity())
            shelf = self._shelve(on_disk(self._folder.path))
        except Exception:  # whatever damage raises: the index is only a copy, so make it anew
            return self._on_a_fresh_folder(self._folder)
        try:
            # Now, while the files are known to be whole: reading damaged ones can end the process.
            shelf.read(self.embedder.dimension)
            self._folder.opened()
        except (Broken, OSError):
            shelf.close()
            return self._on_a_fresh_folder(self._folder)
        self._have = dict(self._folder.manifest["documents"])
        return shelf

    def _look_again(self) -> None:
        """Another process has changed what the server holds, or was cut off doing so."""
        self._have = {}
        self._have = self._shelf.held()

    def _anew(self) -> None:
        self._have = {}
        if self._folder is not None:
            self._shelf.close()
            self._shelf = self._on_a_fresh_folder(self._folder)
        else:
            self._shelf.clear()

    def _on_a_fresh_folder(self, folder: Folder) -> Shelf:
        try:
            folder.fresh(self._identity())
            return self._shelve(on_disk(folder.path))
        except (Broken, OSError) as broken:
            return self._off_the_disk(folder, broken)

    def _to_memory(self, broken: Broken) -> None:
        self._have = {}
        if self._folder is not None:
            self._shelf.close()
            self._shelf = self._off_the_disk(self._folder, broken)

    def _off_the_disk(self, folder: Folder, broken: Exception) -> Shelf:
        self.note = folder.leave(broken)
        self._folder = None
        return self._in_memory()

    def _in_memory(self) -> Shelf:
        return self._shelve(in_memory(), f"-{uuid.uuid4().hex[:8]}")

    def _shelve(self, client: Any, suffix: str = "") -> Shelf:
        try:
            return Shelf(client, f"{name_of(self.embedder.id, self._make)}{suffix}")
        except Broken:
            let_go(client)
            raise

    def _identity(self) -> dict[str, Any]:
        return self._make | {"chroma": version("chromadb")}


class _Difference(NamedTuple):
    """What has to be done to bring an index to some documents."""

    added: tuple[Document, ...]
    changed: tuple[Document, ...]
    removed: tuple[str, ...]

    @classmethod
    def between(cls, have: dict[str, str], documents: Sequence[Document]) -> "_Difference":
        want = {one.path for one in documents}
        return cls(
            tuple(one for one in documents if one.path not in have),
            tuple(one for one in documents if have.get(one.path, one.digest) != one.digest),
            tuple(path for path in have if path not in want),
        )


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
        self.digests = {one.path: one.digest for one in documents}
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

    def row(self, key: str, number: int) -> int:
        """The document that a passage of the index is of. Raises Broken where there is none."""
        row = self.row_of.get(key)
        if row is None or number >= len(self.passages[self.documents[row].path]):
            raise Broken("the search index holds what is no passage of these documents")
        return row

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
