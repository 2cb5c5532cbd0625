"""The search index: Chroma through langchain, made from the knowledge files and disposable.

The files are the truth. One process owns the folder, under a lock of the operating system, because
two writing processes corrupt it silently; another process works on a copy in memory and says so.
Any doubt about what is on disk (another embedder, another Chroma, an unfinished write, a wrong
count) and the index is made anew in a fresh folder.
"""

import json
import os
import shutil
import uuid
from collections.abc import Iterator, Sequence
from importlib.metadata import version
from pathlib import Path
from typing import Any, NamedTuple

import chromadb
from chromadb.config import Settings as ChromaSettings
from filelock import FileLock, Timeout
from langchain.embeddings import Embeddings
from langchain_chroma import Chroma
from langchain_core.documents import Document as Chunk
from langchain_text_splitters import Language, RecursiveCharacterTextSplitter

from drafter.errors import KnowledgeError
from drafter.llm import Embedder
from drafter.model.base import digest
from drafter.model.knowledge import CaseNote, Document, DocumentKind, Passage

_CHUNK = 700
_BATCH = 5_000
# Asked for more than is wanted and with a wide search, the graph's answer does not depend on the
# order in which it was built: the same documents give the same passages.
_POOL = 200
_WIDTH = {"hnsw:space": "cosine", "hnsw:construction_ef": 400, "hnsw:search_ef": 600}


class SyncReport(NamedTuple):
    """What a sync did, as paths."""

    added: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    failed: tuple[tuple[str, str], ...] = ()
    passages: int = 0


class _Vectors(Embeddings):
    """Our embedder in langchain's shape."""

    def __init__(self, embedder: Embedder):
        self._embedder = embedder

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        return self._embedder.embed(texts)

    def embed_query(self, text: str) -> list[float]:
        return self._embedder.embed([text])[0]


class Library:
    """The index of one home folder. Close it to let another process own the folder."""

    def __init__(self, embedder: Embedder, *, home: Path | None = None, server: str | None = None):
        """`home` is None for an index in memory; `server` is a Chroma server's address."""
        self.embedder = embedder
        self.note = ""
        self._home = home / "index" if home is not None and server is None else None
        self._lock: FileLock | None = None
        self._server = server
        self._manifest: dict[str, Any] = {}
        self._shelf = self._open()

    @property
    def where(self) -> str:
        """`disk`, `memory` or `server`."""
        return "server" if self._server else "disk" if self._lock else "memory"

    @property
    def documents(self) -> dict[str, str]:
        """What the index holds: the digest of each document by its path."""
        return dict(self._manifest.get("documents", {}))

    def close(self) -> None:
        if self._lock is not None:
            self._lock.release()
            self._lock = None

    def sync(
        self, documents: Sequence[Document], failed: dict[str, str] | None = None
    ) -> SyncReport:
        """Bring the index to exactly these documents; only what changed is embedded."""
        have: dict[str, str] = self._manifest.get("documents", {})
        want = {document.path: document.digest for document in documents}
        added = tuple(path for path in want if path not in have)
        changed = tuple(path for path in want if path in have and have[path] != want[path])
        removed = tuple(path for path in have if path not in want)
        chunks = {document.path: tuple(_chunks(document)) for document in documents}
        total = sum(map(len, chunks.values()))
        if added or changed or removed:
            self._write_manifest(self._manifest | {"complete": False})
            for path in (*changed, *removed):
                self._shelf.delete(where={"path": path})
            self._add([chunk for path in (*added, *changed) for chunk in chunks[path]])
            self._write_manifest(
                self._identity() | {"documents": want, "complete": True, "passages": total}
            )
        return SyncReport(added, changed, removed, tuple((failed or {}).items()), total)

    def rebuild(
        self, documents: Sequence[Document], failed: dict[str, str] | None = None
    ) -> SyncReport:
        """Throw the index away and make it anew."""
        self._shelf = self._fresh()
        return self.sync(documents, failed)

    def candidates(
        self, query: str, *, count: int = 40, kind: DocumentKind | None = None
    ) -> list[Passage]:
        """The passages nearest to the query, the best first; `score` is the cosine similarity."""
        if not query.strip() or not self._manifest.get("documents"):
            return []
        found = self._shelf.similarity_search_by_vector_with_relevance_scores(
            self.embedder.embed([query])[0],
            k=max(count, _POOL),
            filter={"kind": kind} if kind else None,
        )
        passages = [_passage(chunk, 1 - distance) for chunk, distance in found]
        return sorted(passages, key=lambda one: (-one.score, one.path, one.start_line))[:count]

    # opening

    def _open(self) -> Chroma:
        if self._server is not None:
            shelf = self._shelve(_server(self._server), self._name())
            # The server outlives this process: what it holds is read off its passages.
            held = shelf.get(include=["metadatas"])["metadatas"]
            self._manifest = {"documents": {one["path"]: one["digest"] for one in held}}
            return shelf
        if self._home is None or not self._take_lock():
            return self._fresh()
        try:
            return self._from_disk()
        except Exception:  # whatever a damaged index raises: it is only a copy, so make it anew
            return self._fresh()

    def _take_lock(self) -> bool:
        assert self._home is not None
        try:
            self._home.mkdir(parents=True, exist_ok=True)
            lock = FileLock(self._home / "owner.lock", timeout=0)
            lock.acquire()
        except Timeout:
            self.note = "another process owns the search index: this one works on a copy in memory"
            return False
        except OSError as broken:
            self.note = f"the search index is kept in memory: {self._home}: {broken.strerror}"
            return False
        self._lock = lock
        return True

    def _from_disk(self) -> Chroma:
        assert self._home is not None
        manifest = json.loads((self._home / "manifest.json").read_text(encoding="utf-8"))
        same = all(manifest.get(key) == value for key, value in self._identity().items())
        if not (same and manifest.get("complete")):
            raise KnowledgeError("the index on disk is of another make, or unfinished")
        folder = self._home / manifest["folder"]
        if not (folder / "chroma.sqlite3").is_file():
            raise KnowledgeError("the index on disk is gone")
        shelf = self._shelve(_persistent(folder), self._name())
        if shelf._collection.count() != manifest["passages"]:
            raise KnowledgeError("the index on disk does not hold what it says")
        self._manifest = manifest
        return shelf

    def _fresh(self) -> Chroma:
        if self._server is not None:
            client = _server(self._server)
            names = {collection.name for collection in client.list_collections()}
            if self._name() in names:
                client.delete_collection(self._name())
            self._manifest = {}
            return self._shelve(client, self._name())
        if self._lock is None or self._home is None:
            self._manifest = {}
            name = f"{self._name()}-{uuid.uuid4().hex[:8]}"
            return self._shelve(chromadb.EphemeralClient(_quiet()), name)
        folder = f"index-{uuid.uuid4().hex[:12]}"
        for old in self._home.glob("index-*"):
            shutil.rmtree(old, ignore_errors=True)
        self._manifest = {"folder": folder}
        return self._shelve(_persistent(self._home / folder), self._name())

    def _shelve(self, client: Any, name: str) -> Chroma:
        return Chroma(
            collection_name=name,
            client=client,
            embedding_function=_Vectors(self.embedder),
            collection_metadata=_WIDTH,
        )

    def _name(self) -> str:
        return f"drafter-{self.embedder.id}-{self.embedder.dimension}"[:63]

    def _identity(self) -> dict[str, Any]:
        identity: dict[str, Any] = {
            "embedder": self.embedder.id,
            "dimension": self.embedder.dimension,
            "chroma": version("chromadb"),
            "chunk": _CHUNK,
        }
        if "folder" in self._manifest:
            identity["folder"] = self._manifest["folder"]
        return identity

    def _add(self, chunks: Sequence[Chunk]) -> None:
        for start in range(0, len(chunks), _BATCH):
            batch = list(chunks[start : start + _BATCH])
            self._shelf.add_documents(batch, ids=[str(chunk.id) for chunk in batch])

    def _write_manifest(self, manifest: dict[str, Any]) -> None:
        self._manifest = manifest
        if self._lock is None or self._home is None:
            return
        temporary = self._home / "manifest.new"
        with temporary.open("w", encoding="utf-8") as file:
            json.dump(manifest, file)
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(self._home / "manifest.json")


def _quiet() -> ChromaSettings:
    return ChromaSettings(anonymized_telemetry=False)


def _persistent(folder: Path) -> Any:
    return chromadb.PersistentClient(str(folder), _quiet())


def _server(address: str) -> Any:
    host, _, rest = address.removeprefix("https://").removeprefix("http://").partition(":")
    secure = address.startswith("https://")
    port = (
        int(rest.strip("/") or (443 if secure else 8000))
        if rest.strip("/").isdigit() or not rest
        else 8000
    )
    try:
        return chromadb.HttpClient(host=host.strip("/"), port=port, ssl=secure, settings=_quiet())
    except Exception as wrong:  # chromadb raises plain ValueError and httpx errors alike
        raise KnowledgeError(f"CHROMA_URL: no Chroma server answers at {host}:{port}") from wrong


def _chunks(document: Document) -> Iterator[Chunk]:
    head = document.head
    if isinstance(head, CaseNote):
        summary = " ".join(
            (f"{head.title}.", f"{head.trigger}.", head.first_statement, head.lesson)
        )
        yield _chunk(document, summary, 1, document.body_line - 1)
    splitter = RecursiveCharacterTextSplitter.from_language(
        Language.MARKDOWN, chunk_size=_CHUNK, chunk_overlap=0, add_start_index=True
    )
    heading: int | None = None
    for piece in splitter.create_documents([document.body]):
        start, text = piece.metadata["start_index"], piece.page_content
        if text.startswith("#") and "\n" not in text:
            heading = start if heading is None else heading
            continue
        since = start if heading is None else heading
        heading, whole = None, document.body[since : start + len(text)]
        first = document.body_line + document.body.count("\n", 0, since)
        yield _chunk(document, whole, first, first + whole.count("\n"))


def _chunk(document: Document, text: str, start_line: int, end_line: int) -> Chunk:
    return Chunk(
        id=digest([document.path, document.digest, start_line, text])[:32],
        page_content=text,
        metadata={
            "path": document.path,
            "title": document.title,
            "kind": document.kind,
            "citable": getattr(document.head, "citable", False),
            "digest": document.digest,
            "start_line": start_line,
            "end_line": end_line,
        },
    )


def _passage(chunk: Chunk, score: float) -> Passage:
    return Passage(
        **{key: chunk.metadata[key] for key in ("path", "title", "kind", "citable")},
        start_line=chunk.metadata["start_line"],
        end_line=chunk.metadata["end_line"],
        text=chunk.page_content,
        score=round(float(score), 6),
        why="",
    )
