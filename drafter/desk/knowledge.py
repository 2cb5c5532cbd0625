"""Verbs on guidelines and past cases: sync, search, show."""

from typing import TYPE_CHECKING

from drafter.errors import NotFound
from drafter.model.brief import Brief
from drafter.model.crisis import Cluster
from drafter.model.knowledge import CaseNote, Document, DocumentKind, Guideline, Passage

if TYPE_CHECKING:
    from drafter.adapters.documents import Loaded
    from drafter.adapters.library import SyncReport
    from drafter.desk import Desk

_POOL = 60


class Knowledge:
    """`desk.knowledge`"""

    def __init__(self, desk: "Desk"):
        self._desk = desk
        self._citable: tuple[Passage, ...] | None = None
        self._of_cases: dict[str, Cluster] | None = None

    def load(self) -> "Loaded":
        """Every document, and what is wrong with those that cannot be read."""
        from drafter.adapters import documents

        return documents.load(self._desk.knowledge_folders)

    def document(self, path: str) -> Document:
        """One document by its path. Raises NotFound."""
        for document in self.load().documents:
            if document.path == path:
                return document
        raise NotFound(f"no document {path!r}")

    def citable(self) -> tuple[Passage, ...]:
        """The guidelines whose sentences may carry a claim, whole, as of the last sync."""
        if self._citable is None:
            self._citable = tuple(
                Passage(
                    path=document.path,
                    title=document.title,
                    kind=document.kind,
                    start_line=document.body_line,
                    end_line=document.body_line + document.body.count("\n"),
                    text=document.body,
                    score=1.0,
                    why="citable guideline",
                    citable=True,
                )
                for document in self.load().documents
                if isinstance(document.head, Guideline) and document.head.citable
            )
        return self._citable

    def sync(self) -> "SyncReport":
        """Bring the index to what the files say."""
        _, self._citable, self._of_cases = self._desk.library, None, None
        loaded = self.load()
        return self._desk.recalled(lambda library: library.sync(loaded.documents, loaded.failed))

    def rebuild(self) -> "SyncReport":
        """Make the index anew."""
        _, self._citable, self._of_cases = self._desk.library, None, None
        loaded = self.load()
        return self._desk.recalled(lambda library: library.rebuild(loaded.documents, loaded.failed))

    def search(self, query: str, *, count: int = 5) -> tuple[Passage, ...]:
        """The best passages for a query, at most one a document, with the reason why."""
        from drafter.steps.recall import rank

        found = self._desk.recalled(
            lambda library: library.candidates(query, count=max(_POOL, count * 4))
        )
        return rank(query, found, count=count, lexical=self._desk.embedder.lexical)

    def recall(self, brief: Brief, *, guidelines: int = 3, cases: int = 3) -> tuple[Passage, ...]:
        """Guidelines and past cases for a brief: the guidelines first."""
        return (
            *self._recalled(brief, "guideline", guidelines),
            *self._recalled(brief, "case", cases),
        )

    def _recalled(self, brief: Brief, kind: DocumentKind, count: int) -> tuple[Passage, ...]:
        from drafter.steps.recall import query, rank

        wanted = query(brief)
        return rank(
            wanted,
            self._desk.recalled(lambda library: library.candidates(wanted, count=_POOL, kind=kind)),
            count=count,
            clusters=self._clusters() if kind == "case" else None,
            cluster=brief.frame.cluster,
            lexical=self._desk.embedder.lexical,
        )

    def _clusters(self) -> dict[str, Cluster]:
        """The SCCT cluster of each past case, as of the last sync."""
        if self._of_cases is None:
            self._of_cases = {
                document.path: document.head.cluster
                for document in self.load().documents
                if isinstance(document.head, CaseNote)
            }
        return self._of_cases

    @property
    def note(self) -> str:
        """What a reader should know of the index: a copy in memory, lexical vectors."""
        library = self._desk.library
        lexical = "recall goes by words, not by meaning" if self._desk.embedder.lexical else ""
        return "; ".join(part for part in (library.note, self._desk.embedder_note, lexical) if part)
