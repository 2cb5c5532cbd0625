"""Knowledge files: the shipped folder, and the team's own laid over it."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

from drafter.errors import KnowledgeError
from drafter.frontmatter import FrontMatter, read_text, split, validated
from drafter.model.base import digest
from drafter.model.knowledge import CaseNote, Document, Guideline

_HEADS: dict[str, type[Guideline] | type[CaseNote]] = {"guideline": Guideline, "case": CaseNote}
FOLDERS = ("guidelines", "cases")


class Loaded(NamedTuple):
    """The documents that are fine, by path; and what is wrong with the others, by path."""

    documents: tuple[Document, ...]
    failed: dict[str, str]


def load(folders: Sequence[Path]) -> Loaded:
    """Every Markdown file under guidelines/ and cases/. A later folder's file replaces an earlier's.

    A file that is wrong never hides the good ones: it is listed with its one-line reason.
    """
    paths: dict[str, Path] = {}
    for folder in folders:
        for name in FOLDERS:
            for path in sorted((folder / name).rglob("*.md")):
                paths[path.relative_to(folder).as_posix()] = path
    documents, failed = [], {}
    for name, path in sorted(paths.items()):
        try:
            documents.append(read(path, name))
        except KnowledgeError as wrong:
            failed[name] = str(wrong)
    return Loaded(tuple(documents), failed)


def read(path: Path, name: str) -> Document:
    """One document. Raises KnowledgeError naming file, line and key."""
    text = read_text(path, KnowledgeError)
    front = split(text, path, KnowledgeError)
    if not front.body.strip():
        raise KnowledgeError("has no text below the front matter", where=path, line=front.body_line)
    return Document(
        path=name,
        head=_head(front, path),
        body=front.body,
        body_line=front.body_line,
        digest=digest(text),
    )


def _head(front: FrontMatter, path: Path) -> Guideline | CaseNote:
    data: dict[str, Any] = front.head.data
    kind = data.get("kind")
    if kind not in _HEADS:
        raise KnowledgeError(
            f"kind must be one of {', '.join(_HEADS)} (found {kind!r})",
            where=path,
            line=front.head.lines.get(("kind",), 2),
        )
    return validated(_HEADS[kind], data, front.head, path, KnowledgeError)
