"""Verbs on guidelines and past cases: sync, search, show."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from drafter.errors import NotFound
from drafter.model.brief import Brief, Ledger
from drafter.model.knowledge import CaseNote, Document, Filter, Guideline, Passage

if TYPE_CHECKING:
    from drafter.adapters.documents import Loaded
    from drafter.adapters.library import SyncReport
    from drafter.adapters.library.retriever import Recall
    from drafter.desk import Desk
    from drafter.steps.facets import Facets, Vocabulary


class _Shelf(NamedTuple):
    documents: Mapping[str, Document]
    own: frozenset[str]
    words: "Vocabulary"


class Knowledge:
    """`desk.knowledge`"""

    def __init__(self, desk: "Desk"):
        self._desk = desk
        self._citable: tuple[Passage, ...] | None = None
        self._known: _Shelf | None = None

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

    def citable_for(self, ledger: Ledger) -> tuple[Passage, ...]:
        """Those that this organisation may cite: its own, and nobody's in particular."""
        foreign = self._foreign(ledger.organisation, *ledger.names)
        return tuple(one for one in self.citable() if one.path not in foreign)

    def _foreign(self, *names: str) -> frozenset[str]:
        """The paths of other organisations' guidelines: the shipped ones are an invented company's."""
        return frozenset(
            path
            for path, document in self._shelf().documents.items()
            if isinstance(document.head, Guideline) and not document.head.holds_for(*names)
        )

    def sync(self) -> "SyncReport":
        """Bring the index to what the files say. Opening it did so already, and that is reported."""
        was_open = self._desk.is_open("library")
        _, self._citable, self._known = self._desk.library, None, None
        if not was_open and self._desk.first_sync is not None:
            return self._desk.first_sync
        loaded = self.load()
        return self._desk.recalled(lambda library: library.sync(loaded.documents, loaded.failed))

    def rebuild(self) -> "SyncReport":
        """Make the index anew."""
        _, self._citable, self._known = self._desk.library, None, None
        loaded = self.load()
        return self._desk.recalled(lambda library: library.rebuild(loaded.documents, loaded.failed))

    def search(
        self, query: str, *, count: int = 5, only: Filter | None = None
    ) -> tuple[Passage, ...]:
        """The best passages for a query, one a document, with the reason why.

        What the query says of structure ("data breach, told late, health sector") counts as much as
        its words; `only` is a hard filter. The team's own cases come before equally good ones.
        """
        from drafter.steps.facets import read

        return self._ranked(query, read(query, self._shelf().words), count, only)

    def recall(self, brief: Brief, *, guidelines: int = 3, cases: int = 3) -> tuple[Passage, ...]:
        """Guidelines and past cases for a brief: the guidelines first, none of another organisation."""
        from drafter.steps.facets import of_frame, read
        from drafter.steps.recall import query

        self._desk.documents.follow()  # a colleague may have changed a file beside the desk
        wanted = query(brief)
        facets = of_frame(brief.frame, read(wanted, self._shelf().words))
        foreign = self._foreign(brief.organisation, *brief.names)
        rules = self._ranked(wanted, facets, guidelines + len(foreign), Filter(kind="guideline"))
        return (
            *[one for one in rules if one.path not in foreign][:guidelines],
            *self._ranked(wanted, facets, cases, Filter(kind="case")),
        )

    def compare(self, found: Sequence[Passage]) -> tuple[CaseNote, ...]:
        """The past cases among recalled passages, in their order, to be laid side by side."""
        documents = self._shelf().documents
        heads = (documents[one.path].head for one in found if one.path in documents)
        return tuple(head for head in heads if isinstance(head, CaseNote))

    def choices(self) -> dict[str, tuple[str, ...]]:
        """What a `Filter` can ask of these documents, by the name of its field."""
        heads = [one.head for one in self._shelf().documents.values()]
        cases = [head for head in heads if isinstance(head, CaseNote)]
        rules = [head for head in heads if isinstance(head, Guideline)]
        found: dict[str, set[str]] = {
            "kind": {str(head.kind) for head in heads},
            "sector": {head.sector for head in cases},
            "cluster": {str(head.cluster) for head in cases},
            "harm": {str(harm) for head in cases for harm in head.harm},
            "channel": {channel for head in rules for channel in head.channels},
            "since": {head.date[:4] for head in cases},
        }
        return {name: tuple(sorted(values)) for name, values in found.items()}

    def retriever(self, *, count: int = 5, only: Filter | None = None) -> "Recall":
        """This search as a langchain retriever."""
        from drafter.adapters.library.retriever import Recall

        return Recall(search=lambda query: self.search(query, count=count, only=only))

    def _ranked(
        self, query: str, facets: "Facets", count: int, only: Filter | None
    ) -> tuple[Passage, ...]:
        from drafter.steps.recall import rank

        pool = self._desk.recalled(lambda library: library.find(query, only=only))
        shelf = self._shelf()
        return rank(
            pool,
            count=count,
            facets=facets,
            documents=shelf.documents,
            own=shelf.own,
            lexical=self._desk.embedder.lexical,
        )

    def _shelf(self) -> "_Shelf":
        """What is known of the documents beside the index, as of the last sync."""
        if self._known is None:
            from drafter.adapters import vocabulary

            documents = {one.path: one for one in self.load().documents}
            mine = self._desk.knowledge_folders[-1]
            words = vocabulary.load(self._desk.knowledge_folders)
            for one in documents.values():  # a sector that only a team's own case names
                if isinstance(one.head, CaseNote):
                    words["sector"].setdefault(one.head.sector, (one.head.sector,))
            own = frozenset(path for path in documents if (mine / path).is_file())
            self._known = _Shelf(documents, own, words)
        return self._known

    @property
    def note(self) -> str:
        """What a reader should know of the index: a copy in memory, lexical vectors."""
        library = self._desk.library
        lexical = "recall goes by words, not by meaning" if self._desk.embedder.lexical else ""
        return "; ".join(part for part in (library.note, self._desk.embedder_note, lexical) if part)
