"""Reads a DOCX or a PDF in a process of its own, capped in memory and time, which only sees bytes.

Run as a script: bytes on standard input, JSON on standard output, what is wrong as the exit code.
It imports nothing of the desk, so that it starts quickly and can reach nothing.
"""

import contextlib
import io
import json
import logging
import re
import sys
import unicodedata
import zipfile
from collections.abc import Callable, Iterable, Iterator
from enum import IntEnum
from typing import Any, TypedDict

MOST_TEXT = 2_000_000
_MOST_MEMBERS = 5_000
_MOST_UNPACKED = 200_000_000
_HIGHEST_RATIO = 100
_RATIO_COUNTS_FROM = 10_000_000


class Wrong(IntEnum):
    """Why a file was not read, as the exit code of this process."""

    BROKEN = 10
    ENCRYPTED = 11
    NO_TEXT = 12
    NOT_WORD = 13
    BOMB = 14
    TOO_LONG = 15
    MEMORY = 16


class Unreadable(Exception):
    def __init__(self, wrong: Wrong):
        self.wrong = wrong
        super().__init__(wrong.name)


class Text(TypedDict):
    """What was read: Markdown, the file's own title, and what was left out."""

    title: str
    text: str
    pictures: int
    footnotes: int
    pages_without_text: list[int]


# DOCX

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_BLIP = "{http://schemas.openxmlformats.org/drawingml/2006/main}blip"
_GONE = {f"{_W}{name}" for name in ("pPr", "rPr", "del", "moveFrom")} | {_FALLBACK}
_SIGNS = {f"{_W}tab": " ", f"{_W}br": "\n", f"{_W}cr": "\n", f"{_W}noBreakHyphen": "-"}
_WRAPS = {f"{_W}{name}" for name in ("sdt", "sdtContent", "customXml", "ins", "moveTo")}
_HEADING = re.compile(r"heading ([1-6])$", re.IGNORECASE)


def from_docx(data: bytes) -> Text:
    """Headings, paragraphs, lists and tables, in the order of the file. Raises Unreadable."""
    _inspect(data)
    import docx

    document = docx.Document(io.BytesIO(data))
    body = document.element.body
    styles = {style.style_id: _style(style) for style in document.styles}
    blocks = [*_blocks(body, styles)]
    text = _joined(blocks)
    headings = [block.lstrip("# ") for block in blocks if block.startswith("#")]
    return {
        "title": document.core_properties.title or next(iter(headings), ""),
        "text": text,
        "pictures": sum(1 for _ in body.iter(_BLIP)),
        "footnotes": sum(1 for _ in body.iter(f"{_W}footnoteReference", f"{_W}endnoteReference")),
        "pages_without_text": [],
    }


def _inspect(data: bytes) -> None:
    """Refuse an archive that would unpack to too much, before anything is unpacked in memory."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        members = archive.infolist()
        declared = sum(member.file_size for member in members)
        dense = declared > _RATIO_COUNTS_FROM and declared > _HIGHEST_RATIO * len(data)
        if len(members) > _MOST_MEMBERS or declared > _MOST_UNPACKED or dense:
            raise Unreadable(Wrong.BOMB)
        if any(member.flag_bits & 1 for member in members):
            raise Unreadable(Wrong.ENCRYPTED)
        if "word/document.xml" not in archive.namelist():
            raise Unreadable(Wrong.NOT_WORD)
        unpacked = 0
        for member in members:
            with archive.open(member) as file:
                while block := file.read(1 << 16):
                    unpacked += len(block)
                    if unpacked > _MOST_UNPACKED:
                        raise Unreadable(Wrong.BOMB)


def _style(style: Any) -> str:
    """What goes before a paragraph of this style, found by the style's name or one it rests on."""
    for _ in range(12):
        name = (style.name or "").lower()
        level = _HEADING.match(name)
        if level or name == "title":
            return "#" * (min(int(level.group(1)) + 1, 6) if level else 1) + " "
        if name.startswith("list number"):
            return "1. "
        if name.startswith("list bullet"):
            return "- "
        style = getattr(style, "base_style", None)
        if style is None:
            break
    return ""


def _inside(node: Any) -> Iterator[Any]:
    """The children of a node, those in wrappers (content controls, tracked insertions) as well."""
    for child in node:
        if child.tag in _WRAPS:
            yield from _inside(child)
        else:
            yield child


def _blocks(body: Any, styles: dict[str, str]) -> Iterator[str]:
    for child in _inside(body):
        if child.tag == f"{_W}p":
            yield _paragraph(child, styles)
        elif child.tag == f"{_W}tbl":
            yield _table(child)


def _paragraph(node: Any, styles: dict[str, str]) -> str:
    text = "".join(_runs(node)).strip()
    if not text:
        return ""
    properties = node.find(f"{_W}pPr")
    if properties is None:
        return text
    style = properties.find(f"{_W}pStyle")
    before = styles.get(style.get(f"{_W}val"), "") if style is not None else ""
    number = properties.find(f"{_W}numPr")
    if number is not None and not before.startswith("#"):
        level = number.find(f"{_W}ilvl")
        deep = level.get(f"{_W}val", "0") if level is not None else "0"
        before = "  " * min(int(deep) if deep.isdigit() else 0, 8) + (before or "- ")
    return before + (" ".join(text.split()) if before else text)


def _runs(node: Any) -> Iterator[str]:
    for child in node:
        if child.tag == f"{_W}t":
            yield child.text or ""
        elif child.tag in _SIGNS:
            yield _SIGNS[child.tag]
        elif child.tag not in _GONE:
            yield from _runs(child)
            if child.tag == f"{_W}p":
                yield "\n"


def _table(node: Any) -> str:
    rows = []
    for row in _inside(node):
        if row.tag == f"{_W}tr":
            cells = [cell for cell in _inside(row) if cell.tag == f"{_W}tc"]
            texts = [" ".join("".join(_runs(cell)).split()).replace("|", r"\|") for cell in cells]
            if any(texts):
                rows.append(f"| {' | '.join(texts)} |")
                if len(rows) == 1:
                    rows.append(f"|{'---|' * len(texts)}")
    return "\n".join(rows)


# PDF

_NUMBER = re.compile(r"(page |seite )?\d{1,4}( ?(of|von|/) ?\d{1,4})?", re.IGNORECASE)
_BULLET = re.compile(r"^[•‣▪◦●·–*-][ \t]+(?=\S)")
_LIGATURES = re.compile("[ﬀ-ﬆ]")
_CUT = re.compile(r"[^\W\d_][-\u00ad]$")


def from_pdf(data: bytes) -> Text:
    """The text of each page as paragraphs. Raises Unreadable."""
    import pypdf
    from pypdf.errors import DependencyError, FileNotDecryptedError, LimitReachedError

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    try:
        reader = pypdf.PdfReader(io.BytesIO(data))
        if reader.is_encrypted and not reader.decrypt(""):
            raise Unreadable(Wrong.ENCRYPTED)
        pages = [unwrapped(page.extract_text()) for page in _counted(reader.pages)]
        title = (reader.metadata.title if reader.metadata else None) or ""
    except (DependencyError, FileNotDecryptedError):
        raise Unreadable(Wrong.ENCRYPTED) from None
    except LimitReachedError:
        raise Unreadable(Wrong.BOMB) from None
    return {
        "title": str(title),
        "text": _joined(pages),
        "pictures": 0,
        "footnotes": 0,
        "pages_without_text": [number for number, page in enumerate(pages, 1) if not page],
    }


def _counted(pages: Iterable[Any]) -> Iterator[Any]:
    """Pages until there are too many: a page may be listed a million times in a small file."""
    for number, page in enumerate(pages):
        if number == _MOST_MEMBERS:
            raise Unreadable(Wrong.TOO_LONG)
        yield page


def unwrapped(page: str) -> str:
    """A page's lines as paragraphs: cut words joined, page numbers left out.

    A paragraph ends at a blank line, before a bullet, and after a line that is clearly shorter than
    the page's widest, as a heading or a last line is.
    """
    plain = _LIGATURES.sub(lambda sign: unicodedata.normalize("NFKC", sign.group()), page)
    lines = [line.strip() for line in plain.splitlines()]
    width = max(map(len, lines), default=0)
    paragraphs: list[str] = []
    goes_on = False
    for line in lines:
        if not line or _NUMBER.fullmatch(line):
            goes_on = goes_on and bool(line)
            continue
        item = _BULLET.sub("- ", line)
        if not goes_on or item != line or line.startswith("- "):
            paragraphs.append(item)
        else:
            paragraphs[-1] = _onto(paragraphs[-1], line)
        goes_on = len(line) >= 0.7 * width or bool(_CUT.search(line))
    return "\n\n".join(paragraphs)


def _onto(before: str, line: str) -> str:
    if _CUT.search(before) and line[0].islower():
        return before[:-1] + line
    return f"{before} {line}"


# both


def _joined(blocks: Iterable[str]) -> str:
    text = ""
    kept = [block for block in blocks if block]
    for before, block in zip(["", *kept], kept, strict=False):
        in_list = all(one.lstrip().startswith(("- ", "1. ")) for one in (before, block))
        text += ("" if not before else "\n" if in_list else "\n\n") + block
    if not text.strip():
        raise Unreadable(Wrong.NO_TEXT)
    if len(text) > MOST_TEXT:
        raise Unreadable(Wrong.TOO_LONG)
    return text + "\n"


_READERS: dict[str, Callable[[bytes], Text]] = {"docx": from_docx, "pdf": from_pdf}


def capped(memory: int, seconds: int) -> None:
    """From here on this process has at most so many bytes and CPU seconds, and writes no file."""
    import resource

    for what, most in (
        (resource.RLIMIT_AS, memory),
        (resource.RLIMIT_CPU, seconds),
        (resource.RLIMIT_FSIZE, 8 * MOST_TEXT),
        (resource.RLIMIT_CORE, 0),
    ):
        with contextlib.suppress(ValueError, OSError):  # a system that does not know this limit
            resource.setrlimit(what, (most, most))


def run(form: str, data: bytes) -> tuple[int, bytes]:
    """(exit code, JSON) of reading `data` as `form`: docx or pdf."""
    try:
        return 0, json.dumps(_READERS[form](data)).encode()
    except Unreadable as known:
        return known.wrong, b""
    except MemoryError:
        return Wrong.MEMORY, b""
    except Exception:  # whatever a parser raises, the file is to blame
        return Wrong.BROKEN, b""


if __name__ == "__main__":
    capped(int(sys.argv[2]), int(sys.argv[3]))
    code, answer = run(sys.argv[1], sys.stdin.buffer.read())
    sys.stdout.buffer.write(answer)
    sys.stdout.buffer.flush()
    sys.exit(code)
