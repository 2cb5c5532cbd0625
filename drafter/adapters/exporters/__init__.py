"""A statement as a file: Markdown, HTML, plain text, DOCX, JSON.

The text is taken as it is. What is not approved, and what its own author approved, is marked in
every format, so that a file found later cannot pass for more than it was.
"""

import html
import json
from collections.abc import Callable
from typing import NamedTuple

import yaml

from drafter.adapters.exporters.docx import to_docx
from drafter.adapters.exporters.sheet import Sheet, as_markdown


class Format(NamedTuple):
    """A file format: its extension, media type, and how to write it."""

    extension: str
    media_type: str
    write: Callable[[Sheet], bytes]


def _text(sheet: Sheet) -> bytes:
    mark = f"{sheet.mark}\n\n" if sheet.mark else ""
    return f"{mark}{sheet.text}".encode()


def _markdown(sheet: Sheet) -> bytes:
    head = yaml.safe_dump(sheet.record(), allow_unicode=True, sort_keys=False, width=100)
    mark = f"**{as_markdown(sheet.mark)}**\n\n" if sheet.mark else ""
    paragraphs = "\n\n".join(
        "  \n".join(as_markdown(line) for line in paragraph.split("\n"))
        for paragraph in sheet.paragraphs
    )
    return f"---\n{head}---\n\n{mark}{paragraphs}\n".encode()


def _html(sheet: Sheet) -> bytes:
    mark = f'<p class="mark"><strong>{html.escape(sheet.mark)}</strong></p>\n' if sheet.mark else ""
    body = "\n".join(
        f"<p>{'<br>'.join(html.escape(line) for line in paragraph.split(chr(10)))}</p>"
        for paragraph in sheet.paragraphs
    )
    record = json.dumps(sheet.record(), ensure_ascii=False).replace("<", "\\u003c")
    return (
        f'<!doctype html>\n<html lang="{html.escape(sheet.language)}">\n<head>\n<meta charset="utf-8">\n'
        f"<title>{html.escape(sheet.title)}</title>\n"
        f'<script type="application/json" id="record">{record}</script>\n'
        "<style>body{max-width:42rem;margin:3rem auto;padding:0 1rem;font:1.05rem/1.6 Georgia,serif}"
        ".mark{color:#8a1f11}</style>\n"
        f"</head>\n<body>\n<article>\n{mark}{body}\n</article>\n</body>\n</html>\n"
    ).encode()


def _json(sheet: Sheet) -> bytes:
    data = {**sheet.record(), "mark": sheet.mark, "text": sheet.text}
    return (json.dumps(data, ensure_ascii=False, indent=2) + "\n").encode()


FORMATS: dict[str, Format] = {
    "md": Format("md", "text/markdown", _markdown),
    "html": Format("html", "text/html", _html),
    "txt": Format("txt", "text/plain", _text),
    "docx": Format(
        "docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document", to_docx
    ),
    "json": Format("json", "application/json", _json),
}

__all__ = ["FORMATS", "Format", "Sheet"]
