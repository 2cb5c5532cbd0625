"""Verbs on documents: list, add, edit, retire, restore. After each the search index follows at once.

Drafters add and edit. What may carry a claim (`citable: true`), and taking a document out of recall
or back into it, is for admins.
"""

import contextlib
from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from drafter.bugs import written_down
from drafter.errors import DrafterError, KnowledgeError, NotFound
from drafter.model.knowledge import Document
from drafter.model.person import Duty

if TYPE_CHECKING:
    from drafter.adapters.documents import Folder, Found, Worker
    from drafter.desk import Desk

FORMS = ("md", "txt", "docx", "pdf")


class Entry(NamedTuple):
    """A document and how it stands. `state` is ok, failed (`reason` says why) or retired.

    `own` is the team's, `shipped` says that one of ours has this path; `indexed` that exactly this
    text is in the search index.
    """

    path: str
    title: str
    kind: str
    state: str
    reason: str = ""
    own: bool = False
    shipped: bool = False
    citable: bool = False
    indexed: bool = False


class Source(NamedTuple):
    """A document's whole file as text, and the stamp that a save of it has to name."""

    entry: Entry
    text: str
    stamp: str


class Kept(NamedTuple):
    """What a verb did: the path, remarks on what was left out, and why the index lags, if it does."""

    path: str
    remarks: tuple[str, ...] = ()
    behind: str = ""


class Documents:
    """`desk.documents`"""

    def __init__(self, desk: "Desk"):
        self._desk = desk
        self.worker: Worker | None = None

    @property
    def most(self) -> int:
        """How many bytes an upload may have."""
        from drafter.adapters.documents import MOST

        return MOST

    def all(self) -> tuple[Entry, ...]:
        """Every document, by path; those that fail and those that are retired as well."""
        away, indexed = self._retired(), self._desk.library.documents
        found = self._found()
        return tuple(_entry(found[path], away, indexed) for path in sorted(found))

    def follow(self) -> str:
        """Bring the index to files that changed beside the desk; why not, where it cannot."""
        files = {one.path: one.digest for one in self._desk.knowledge.load().documents}
        return "" if files == self._desk.library.documents else self._synced()

    def open(self, path: str) -> Source:
        """A document's file, also of one that fails or is retired. Raises NotFound."""
        from drafter.adapters.documents.folder import content, stamp

        found = self._named(path)
        data = b"" if found.problem else content(found.file)
        text = data.decode("utf-8-sig", errors="replace")
        entry = _entry(found, self._retired(), self._desk.library.documents)
        return Source(entry, text, stamp(data))

    def add(
        self,
        data: bytes,
        *,
        name: str,
        by: str,
        title: str = "",
        kind: str | None = None,
        citable: bool | None = None,
    ) -> Kept:
        """Take in an upload: .md, .txt, .docx or .pdf. Raises KnowledgeError, and stores nothing then.

        Title, kind and citable are for files without front matter of their own.
        """
        from drafter.adapters import documents

        self._desk.people.allowed(by, Duty.DRAFTER)
        upload = documents.taken(
            data, name, title=title, kind=kind, citable=citable, worker=self.worker
        )
        path = upload.document.path
        self._may_write(by, upload.document)
        with self._held("add document", path, by, file=name) as folder:
            if path in self._found():
                raise KnowledgeError(
                    f"there is a document {path} already: edit that, or give another title",
                    where=name,
                )
            folder.write(path, upload.text)
        return Kept(path, upload.remarks, self._synced())

    def save(self, path: str, text: str, *, base: str, by: str) -> Kept:
        """Another text for a document of the team. It is checked first: a wrong one is not stored.

        `base` is the stamp of the text it rests on. Raises Conflict where that is not what is there
        any more, KnowledgeError naming the line.
        """
        from drafter.adapters import documents

        self._desk.people.allowed(by, Duty.DRAFTER)
        with self._held("edit document", path, by, was=base) as folder:
            found = self._named(path)
            if not found.own:
                raise KnowledgeError("is not the team's own yet: make it yours first", where=path)
            self._may_write(by, documents.parse(text, path, path), _readable(found))
            folder.write(path, text, over=found, base=base)
        return Kept(path, behind=self._synced())

    def own(self, path: str, *, by: str) -> Kept:
        """Copy a shipped document into the team's folder, where it stands in for the shipped one."""
        source = self.open(path)
        self._desk.people.allowed(by, Duty.DRAFTER)
        with self._held("own document", path, by, was=source.stamp) as folder:
            found = self._named(path)
            if found.own:
                raise KnowledgeError("is the team's own already", where=path)
            folder.write(path, source.text, over=found, base=source.stamp)
        return Kept(path, behind=self._synced())

    def retire(self, path: str, *, by: str) -> Kept:
        """Keep a document and never recall it, until it is restored."""
        return self._set_retired(path, by, away=True)

    def restore(self, path: str, *, by: str) -> Kept:
        """Recall a retired document again."""
        return self._set_retired(path, by, away=False)

    def _set_retired(self, path: str, by: str, *, away: bool) -> Kept:
        self._desk.people.allowed(by, Duty.ADMIN)
        with self._held("retire document" if away else "restore document", path, by) as folder:
            self._named(path)
            if (path in self._retired()) == away:
                raise KnowledgeError(
                    f"is {'retired already' if away else 'not retired'}", where=path
                )
            folder.set_retired(path, away=away)
        return Kept(path, behind=self._synced())

    # below the verbs

    def _found(self) -> "dict[str, Found]":
        from drafter.adapters import documents

        return documents.walk(self._desk.knowledge_folders)

    def _named(self, path: str) -> "Found":
        """Only what lies in the folders has a name here, so that none leads out of them."""
        found = self._found().get(path)
        if found is None:
            raise NotFound(f"no document {path!r} (drafter knowledge list shows them)")
        return found

    @contextlib.contextmanager
    def _held(self, verb: str, path: str, by: str, **detail: str) -> "Iterator[Folder]":
        """The team's folder, for one writer at a time. The audit line is the desk's, not a crisis'."""
        from drafter.adapters.documents import Folder

        folder = Folder(self._desk.settings.home / "knowledge")
        name, now = self._desk.people.named(by).name, self._desk.clock()
        with folder.held(), self._desk.store.writing() as records:
            yield folder
            records.log(at=now, by=name, crisis="", verb=verb, subject=path, **detail)

    def _retired(self) -> frozenset[str]:
        from drafter.adapters.documents.files import all_retired

        return all_retired(self._desk.knowledge_folders)[0]

    def _may_write(self, by: str, *texts: Document | None) -> None:
        if any(text is not None and _carries_claims(text) for text in texts):
            self._desk.people.allowed(by, Duty.ADMIN)

    def _synced(self) -> str:
        """Bring the index up to date; what to say where it could not follow."""
        try:
            self._desk.knowledge.sync()
        except DrafterError as wrong:
            why = str(wrong)
        except Exception as bug:  # the document is kept: say that, and not only that this failed
            why = f"a bug, written down in {written_down(bug)}"
        else:
            return ""
        return f"kept, but the search index does not have it yet ({why}): drafter knowledge rebuild"


def _entry(found: "Found", retired: frozenset[str], indexed: dict[str, str]) -> Entry:
    kind = "case" if found.path.startswith("cases/") else "guideline"
    bare = Entry(found.path, found.file.name, kind, "ok", own=found.own, shipped=found.shipped)
    away = found.path in retired
    try:
        document = found.read()
    except KnowledgeError as wrong:
        return bare._replace(state="retired" if away else "failed", reason=str(wrong))
    return bare._replace(
        title=document.title,
        kind=document.kind,
        state="retired" if away else "ok",
        citable=_carries_claims(document),
        indexed=indexed.get(found.path) == document.digest,
    )


def _carries_claims(document: Document) -> bool:
    return bool(getattr(document.head, "citable", False))


def _readable(found: "Found") -> Document | None:
    try:
        return found.read()
    except KnowledgeError:
        return None
