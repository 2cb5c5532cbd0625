"""An upload becomes one Markdown document with front matter, or one clear line says why not."""

import json
import re
import subprocess
import sys
import tempfile
import unicodedata
from pathlib import Path
from typing import Any, NamedTuple

from drafter.adapters.documents.files import check_plain, first_title, has_front_matter, parse
from drafter.adapters.documents.worker import MOST_TEXT, Wrong
from drafter.errors import KnowledgeError
from drafter.frontmatter import compose
from drafter.model.base import digest, one_line, tidy
from drafter.model.knowledge import Document

MOST = 25_000_000
_SCRIPT = Path(__file__).with_name("worker.py")
_SAVE_AS = "open it in its program and save it as .docx, .pdf, .md or .txt"
_WRONG = {
    Wrong.BROKEN: "cannot be read: the file is damaged or not what its name says; save it anew",
    Wrong.ENCRYPTED: "is protected by a password: save a copy without one and add that",
    Wrong.NO_TEXT: "has no text, only pictures of it: add a copy with text (by text recognition)",
    Wrong.NOT_WORD: f"is an archive but no Word document: {_SAVE_AS}",
    Wrong.BOMB: "would unpack to far more than a document holds: it is not opened",
    Wrong.TOO_LONG: f"has more than {MOST_TEXT:,} characters of text: split it",
    Wrong.MEMORY: "takes more memory than a document may: save it anew, or as text",
}


class Worker(NamedTuple):
    """The process that reads DOCX and PDF. `seconds` is by the clock and of CPU, `memory` bytes."""

    command: tuple[str, ...] = (sys.executable, "-I", str(_SCRIPT))
    seconds: float = 60
    memory: int = 1_000_000_000


class Upload(NamedTuple):
    """A checked document that is not stored yet: its file's text, and what was left out of it."""

    document: Document
    text: str
    remarks: tuple[str, ...] = ()


class _Read(NamedTuple):
    title: str
    text: str
    remarks: tuple[str, ...] = ()


def taken(
    data: bytes,
    name: str,
    *,
    title: str = "",
    kind: str | None = None,
    citable: bool | None = None,
    worker: Worker | None = None,
) -> Upload:
    """The document in an upload of Markdown, text, DOCX or PDF. `name` is the file's name.

    Title, kind and citable are for uploads without front matter; one that has its own keeps it.
    Raises KnowledgeError, one line naming the file.
    """
    form = _form(data, name)
    if form == "text":
        read = _Read("", _decoded(data, name))
        check_plain(read.text, name)
        if has_front_matter(read.text):
            return _as_it_is(read.text, name, title, kind, citable)
    else:
        read = _in_worker(form, data, name, worker or Worker())
    if kind == "case":
        raise KnowledgeError(
            "a past case needs front matter (date, cluster, harm, sources ...): begin with a copy "
            "of one under knowledge/cases",
            where=name,
        )
    markdown = Path(name).suffix.lower() == ".md"
    found = title.strip() or read.title or first_title(read.text, markdown=markdown)
    head = {
        "title": one_line(found) or Path(name).stem,
        "kind": kind or "guideline",
        "citable": bool(citable),
        "source": one_line(Path(name).name),
    }
    text = compose(head, read.text)
    return Upload(parse(text, _path(head["kind"], head["title"]), name), text, read.remarks)


def _as_it_is(text: str, name: str, title: str, kind: str | None, citable: bool | None) -> Upload:
    document = parse(text, "cases/new.md", name)
    own = getattr(document.head, "citable", False)
    for key, said, has in (
        ("title", title.strip() or None, document.title),
        ("kind", kind, document.kind),
        ("citable", citable, own),
    ):
        if said is not None and said != has:
            raise KnowledgeError(
                f"says {key}: {has} in its own front matter: change it there", where=name
            )
    path = _path(document.kind, Path(name).stem)
    return Upload(document.model_copy(update={"path": path}), text)


def _path(kind: Any, title: Any) -> str:
    plain = unicodedata.normalize("NFKD", str(title)).encode("ascii", "ignore").decode().lower()
    slug = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:60].strip("-")
    slug = slug or f"document-{digest(title)[:8]}"
    return f"{'cases' if kind == 'case' else 'guidelines'}/{slug}.md"


def _form(data: bytes, name: str) -> str:
    """`text`, `docx` or `pdf`, by the name and the content, which have to agree."""
    if len(data) > MOST:
        raise KnowledgeError(f"is more than the {MOST // 1_000_000} MB allowed", where=name)
    if not data:
        raise KnowledgeError("is empty", where=name)
    suffix = Path(name).suffix.lower()
    named = {".md": "text", ".txt": "text", ".docx": "docx", ".pdf": "pdf"}.get(suffix)
    if named is None:
        raise KnowledgeError(f"is no .md, .txt, .docx or .pdf: {_SAVE_AS}", where=name)
    is_one = _content(data)
    if is_one == "ole":
        raise KnowledgeError(
            "is protected by a password or of an old Word: save a copy as .docx without a password",
            where=name,
        )
    if is_one != named:
        spoken = {"text": "neither DOCX nor PDF", "docx": "an archive or DOCX", "pdf": "a PDF"}
        raise KnowledgeError(
            f"is {spoken[is_one]} by its content, not what {suffix} says: give it the right name",
            where=name,
        )
    return named


def _content(data: bytes) -> str:
    if data.startswith(b"PK\x03\x04"):
        return "docx"
    if data.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
        return "ole"
    return "pdf" if data.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"%PDF-") else "text"


def _decoded(data: bytes, name: str) -> str:
    try:
        return data.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as bad:
        raise KnowledgeError(
            f"is not UTF-8 text (byte {bad.start}): save it as UTF-8", where=name
        ) from None


def _in_worker(form: str, data: bytes, name: str, worker: Worker) -> _Read:
    """Only bytes go in and come out; the answer is as untrusted as the file."""
    limits = (str(worker.memory), str(max(1, int(worker.seconds))))
    slow = KnowledgeError(
        f"takes more than {worker.seconds:g} seconds to read: save it anew, or as text", where=name
    )
    with tempfile.TemporaryFile() as answer:
        try:
            done = subprocess.run(
                (*worker.command, form, *limits),
                input=data,
                stdout=answer,
                stderr=subprocess.DEVNULL,
                timeout=worker.seconds,
                env={},
                check=False,
            )
        except subprocess.TimeoutExpired:
            raise slow from None
        if -done.returncode == _CPU_IS_UP:
            raise slow
        if done.returncode:
            known = done.returncode in tuple(Wrong)
            wrong = Wrong(done.returncode) if known else Wrong.BROKEN
            raise KnowledgeError(_WRONG[wrong], where=name)
        answer.seek(0)
        return _understood(answer.read(8 * MOST_TEXT), name)


_CPU_IS_UP = 24  # SIGXCPU, which not every system's `signal` names


def _understood(answer: bytes, name: str) -> _Read:
    try:
        read = json.loads(answer)
        pages = [int(page) for page in read["pages_without_text"]]
        counts = [int(read[what]) for what in ("pictures", "footnotes")]
        title, text = one_line(str(read["title"])), tidy(str(read["text"]))
    except (ValueError, KeyError, TypeError):
        raise KnowledgeError(_WRONG[Wrong.BROKEN], where=name) from None
    remarks = [
        f"{count} {what}{'' if count == 1 else 's'} left out: only text is kept"
        for count, what in zip(counts, ("picture", "footnote"), strict=True)
        if count
    ]
    if pages:
        shown = ", ".join(map(str, pages[:8])) + (" ..." if len(pages) > 8 else "")
        remarks.append(f"no text on page {shown}: pictures of text are not read")
    return _Read(title if len(title) <= 120 else "", text, tuple(remarks))
