"""Knowledge files: the shipped folder, and the team's own laid over it."""

import re
import time
from collections.abc import Iterator, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple

from drafter.errors import KnowledgeError
from drafter.frontmatter import FrontMatter, Parsed, read_text, split, validated
from drafter.model.base import digest
from drafter.model.knowledge import CaseNote, Document, Guideline

FOLDERS = ("guidelines", "cases")
RETIRED = "retired.txt"
_HEADS: dict[str, type[Guideline] | type[CaseNote]] = {"guideline": Guideline, "case": CaseNote}
_READ = (".md", ".txt")
_BY_UPLOAD = (".docx", ".doc", ".pdf", ".odt", ".rtf")
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]")
_HEADING = re.compile(r"^#{1,6}[ \t]+(\S.*?)[ \t#]*$", re.MULTILINE)
_LONGEST_TITLE = 120


# A file changed this few seconds ago may change again within its time stamp: it is read each time.
_FRESH = 2.0


@lru_cache(maxsize=4_096)
def _unchanged(file: Path, path: str, stamp: tuple[int, ...]) -> Document:
    """A document that was read before, as long as its file's `stamp` is the same."""
    return read(file, path)


class Found(NamedTuple):
    """A file of a knowledge folder. `own` is the team's, `shipped` says that one of ours has its
    path; `problem` is why it cannot be taken, or empty."""

    path: str
    file: Path
    own: bool
    shipped: bool
    problem: str = ""

    def read(self) -> Document:
        """Raises KnowledgeError."""
        if self.problem:
            raise KnowledgeError(self.problem, where=self.file)
        try:
            now = self.file.stat()
        except OSError:
            return read(self.file, self.path)
        if abs(time.time() - now.st_mtime) < _FRESH:
            return read(self.file, self.path)
        return _unchanged(self.file, self.path, (now.st_ino, now.st_size, now.st_mtime_ns))


class Loaded(NamedTuple):
    """The documents that are fine, by path; what is wrong with the others; which are retired."""

    documents: tuple[Document, ...]
    failed: dict[str, str]
    retired: tuple[str, ...] = ()


def load(folders: Sequence[Path]) -> Loaded:
    """Every document under guidelines/ and cases/. A later folder's file replaces an earlier's.

    A file that is wrong never hides the good ones: it is listed with its one-line reason. What a
    folder's `retired.txt` names is left out.
    """
    documents: list[Document] = []
    away, failed = all_retired(folders)
    found = walk(folders)
    for path, one in sorted(found.items()):
        if path in away:
            continue
        try:
            documents.append(one.read())
        except KnowledgeError as wrong:
            failed[path] = str(wrong)
    return Loaded(tuple(documents), failed, tuple(sorted(away & found.keys())))


def walk(folders: Sequence[Path]) -> dict[str, Found]:
    """The files that are documents, or were meant to be, by path; nothing is read."""
    found: dict[str, Found] = {}
    for place, folder in enumerate(folders):
        for file in _files(folder):
            path = file.relative_to(folder).as_posix().encode(errors="replace").decode()
            known = found.get(path)
            shipped = place == 0 or (known is not None and known.shipped)
            found[path] = Found(path, file, place > 0, shipped, _problem(file, folder))
    return found


def _files(folder: Path) -> Iterator[Path]:
    for name in FOLDERS:
        for file in sorted((folder / name).rglob("*")):
            hidden = file.name.startswith(".")  # an editor's lock, a write that was killed
            if file.suffix.lower() in (*_READ, *_BY_UPLOAD) and not hidden and not file.is_dir():
                yield file


def _problem(file: Path, folder: Path) -> str:
    top = folder / file.relative_to(folder).parts[0]
    linked = file.is_symlink() or top.is_symlink()
    if linked and not file.resolve().is_relative_to(folder.resolve()):
        return "is a link to a place outside of the knowledge folder: put a copy there instead"
    if file.suffix.lower() in _BY_UPLOAD:
        kind = file.suffix[1:].upper()
        return (
            f"a {kind} is taken by upload only: drafter knowledge add FILE, or the Knowledge page"
        )
    return ""


def all_retired(folders: Sequence[Path]) -> tuple[frozenset[str], dict[str, str]]:
    """What all folders retire; and, by name, what is wrong with a list that cannot be read."""
    away: frozenset[str] = frozenset()
    failed = {}
    for folder in folders:
        try:
            away |= retired(folder)
        except KnowledgeError as wrong:
            failed[RETIRED] = str(wrong)
    return away, failed


def retired(folder: Path) -> frozenset[str]:
    """The paths that a folder's `retired.txt` names, one a line; # begins a remark."""
    if not (folder / RETIRED).is_file():
        return frozenset()
    lines = read_text(folder / RETIRED, KnowledgeError).splitlines()
    return frozenset(line.strip() for line in lines if line.strip() and line[0] != "#")


def read(file: Path, path: str) -> Document:
    """One document. Raises KnowledgeError naming file, line and key."""
    return parse(read_text(file, KnowledgeError), path, file)


def parse(text: str, path: str, where: Path | str) -> Document:
    """The document that `text` makes at `path`. Raises KnowledgeError naming `where` and line.

    A guideline may be plain text or Markdown without front matter: its title is then its first
    heading or line, and it may not be cited. A past case always needs its front matter.
    """
    check_plain(text, where)
    front = (
        _plain(text, path) if _is_plain(text, path, where) else split(text, where, KnowledgeError)
    )
    if not front.body.strip():
        line = front.body_line
        raise KnowledgeError("has no text below the front matter", where=where, line=line)
    return Document(
        path=path,
        head=_head(front, where),
        body=front.body,
        body_line=front.body_line,
        digest=digest(text),
    )


def check_plain(text: str, where: Path | str) -> None:
    """Raises KnowledgeError for what is no text, or none at all."""
    odd = _CONTROL.search(text)
    if odd:
        line = text.count("\n", 0, odd.start()) + 1
        raise KnowledgeError("is not plain text: it has control characters", where=where, line=line)
    if not text.strip():
        raise KnowledgeError("is empty", where=where)


def has_front_matter(text: str) -> bool:
    """Whether a text begins with front matter, or tries to."""
    return text.lstrip().startswith("---")


def _is_plain(text: str, path: str, where: Path | str) -> bool:
    plain = path.lower().endswith(".txt")
    if path.startswith("cases/"):
        if plain:
            raise KnowledgeError(
                "a past case is a Markdown file (.md) with front matter", where=where
            )
        return False
    return plain or not has_front_matter(text)


def _plain(text: str, path: str) -> FrontMatter:
    title = first_title(text, markdown=path.lower().endswith(".md")) or Path(path).stem
    return FrontMatter(Parsed({"title": title, "kind": "guideline"}, {}), text, 1)


def first_title(text: str, *, markdown: bool) -> str:
    """What a text calls itself: the first heading of Markdown, else the first line; or nothing."""
    if markdown:
        heading = _HEADING.search(text)
        first = heading.group(1) if heading else ""
    else:
        first = next((line.strip() for line in text.splitlines() if line.strip()), "")
    return first if len(first) <= _LONGEST_TITLE else ""


def _head(front: FrontMatter, where: Path | str) -> Guideline | CaseNote:
    data: dict[str, Any] = front.head.data
    kind = data.get("kind")
    if kind not in _HEADS:
        raise KnowledgeError(
            f"kind must be one of {', '.join(_HEADS)} (found {kind!r})",
            where=where,
            line=front.head.lines.get(("kind",), 2),
        )
    return validated(_HEADS[kind], data, front.head, where, KnowledgeError)
