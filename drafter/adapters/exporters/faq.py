"""FAQs as a file: CSV, JSON lines, Markdown, XLSX, HTML with schema.org's FAQPage.

Every form but the page for the web has all rows, whatever became of them: what needs an answer, failed
or was dismissed is listed as such. The page has answers only, and says what nobody has approved.
"""

import csv
import html
import io
import json
from collections.abc import Callable
from typing import Any

from drafter.adapters.exporters.sheet import as_markdown
from drafter.model.base import Noun, cell, one_line
from drafter.model.faq import Entry, Review, State

COLUMNS = (
    "question", "answer", "facts", "concern", "askers", "status", "findings", "model", "why", "review",
    "passages", "asked_by",
)  # fmt: skip
_WIDTHS = (50, 80, 12, 28, 9, 14, 40, 18, 40, 14, 24, 40)
_MARK = "DRAFT - NOT APPROVED"


class Table(Noun):
    """The rows of a job with what people decided about each."""

    title: str
    organisation: str
    language: str = "en"
    entries: tuple[Entry, ...]
    reviews: tuple[Review, ...]

    @property
    def records(self) -> list[dict[str, Any]]:
        return [
            _record(entry, review) for entry, review in zip(self.entries, self.reviews, strict=True)
        ]

    @property
    def answered(self) -> list[tuple[Entry, Review]]:
        return [
            (entry, review)
            for entry, review in zip(self.entries, self.reviews, strict=True)
            if entry.text and review != "dismissed"
        ]

    @property
    def mark(self) -> str:
        """What the web page says of itself, unless every answer on it is approved."""
        return "" if all(review == "approved" for _, review in self.answered) else _MARK


def _record(entry: Entry, review: Review) -> dict[str, Any]:
    """One row: every column of its own; `askers` is a number, `asked_by` names some of them."""
    return {
        "question": entry.asked,
        "answer": entry.text,
        "facts": list(entry.facts),
        "concern": entry.question.topic,
        "askers": entry.question.askers,
        "status": entry.state.value,
        "findings": [
            {"rule": one.rule, "level": one.level.value, "message": one.message, "match": one.match}
            for one in (entry.findings if entry.text else ())
        ],
        "model": entry.model,
        "why": entry.why or "; ".join(entry.warnings),
        "review": review,
        "passages": list(entry.answer.passages) if entry.answer is not None and entry.text else [],
        "asked_by": [one.author for one in entry.question.examples if one.author],
    }


def _flat(record: dict[str, Any]) -> list[str | int]:
    found = "; ".join(
        f"{one['level']} {one['rule']}: {one['message']}"
        + (f" ({one['match']})" if one["match"] else "")
        for one in record["findings"]
    )
    values: dict[str, Any] = {**record, "findings": found}
    for name in ("facts", "passages", "asked_by"):
        values[name] = ", ".join(record[name])
    return [
        value if isinstance(value, int) else cell(str(value))
        for value in (values[name] for name in COLUMNS)
    ]


def _csv(table: Table) -> bytes:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    writer.writerows(map(_flat, table.records))
    return out.getvalue().encode("utf-8")


def _jsonl(table: Table) -> bytes:
    lines = (json.dumps(record, ensure_ascii=False) for record in table.records)
    return "".join(f"{line}\n" for line in lines).encode("utf-8", "replace")


def _xlsx(table: Table) -> bytes:
    from openpyxl import Workbook
    from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
    from openpyxl.styles import Alignment, Font
    from openpyxl.utils import get_column_letter

    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "FAQ"
    sheet.append(list(COLUMNS))
    for record in table.records:
        sheet.append(
            [
                ILLEGAL_CHARACTERS_RE.sub("", one)[:32_000] if isinstance(one, str) else one
                for one in _flat(record)
            ]
        )
    for at, width in enumerate(_WIDTHS, start=1):
        sheet.cell(row=1, column=at).font = Font(bold=True)
        sheet.column_dimensions[get_column_letter(at)].width = width
    for row in sheet.iter_rows(min_row=2):
        for one in row:
            one.alignment = Alignment(wrap_text=True, vertical="top")
    sheet.freeze_panes = "A2"
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _markdown(table: Table) -> bytes:
    lines = [f"# {as_markdown(one_line(table.title or 'FAQ'))}", ""]
    if table.mark:
        lines += [f"**{table.mark}**", ""]
    for entry, review in table.answered:
        facts = f"Facts: {', '.join(entry.facts)}. " if entry.facts else ""
        by = f"Asked by {entry.question.askers}. {facts}{review or 'not approved'}."
        lines += [f"## {as_markdown(one_line(entry.asked))}", "", _paragraphs(entry.text), ""]
        lines += [f"*{as_markdown(by)}*", ""]
    for state, title in (
        (State.NEEDS_ANSWER, "Needs an answer"), (State.FAILED, "Failed"),
        (State.PENDING, "Not asked yet"), (State.RUNNING, "Being answered"),
    ):  # fmt: skip
        rows = [one for one in table.entries if one.state is state and one.dismissed is None]
        if rows:
            lines += [f"## {title}", "", *map(_open, rows), ""]
    return "\n".join(lines).encode()


def _open(entry: Entry) -> str:
    asked = as_markdown(one_line(entry.asked))
    why = f" ({as_markdown(one_line(entry.why))})" if entry.why else ""
    names = ", ".join(one.author for one in entry.question.examples[:3] if one.author)
    who = f": {as_markdown(one_line(names))}" if names else ""
    return f"- {asked} Asked by {entry.question.askers}{who}.{why}"


def _paragraphs(text: str) -> str:
    return "\n\n".join(
        "  \n".join(as_markdown(line) for line in part.split("\n")) for part in text.split("\n\n")
    )


def _html(table: Table) -> bytes:
    rows = table.answered
    mark = f'<p class="mark"><strong>{table.mark}</strong></p>\n' if table.mark else ""
    page = {
        "@context": "https://schema.org",
        "@type": "FAQPage",
        "inLanguage": table.language,
        "mainEntity": [
            {
                "@type": "Question",
                "name": entry.asked,
                "acceptedAnswer": {"@type": "Answer", "text": entry.text},
            }
            for entry, _ in rows
        ],
    }
    body = "\n".join(
        f"<section>\n<h2>{html.escape(entry.asked)}</h2>\n{_as_html(entry.text)}\n</section>"
        for entry, _ in rows
    )
    title = html.escape(one_line(table.title or "FAQ"))
    return (
        f'<!doctype html>\n<html lang="{html.escape(table.language)}">\n<head>\n<meta charset="utf-8">\n'
        f'<meta name="viewport" content="width=device-width, initial-scale=1">\n<title>{title}</title>\n'
        f'<script type="application/ld+json">{_script(page)}</script>\n'
        "<style>body{max-width:42rem;margin:3rem auto;padding:0 1rem;font:1.05rem/1.6 Georgia,serif}"
        "h2{font-size:1.15rem;margin:1.6rem 0 .3rem}p{margin:.3rem 0}.mark{color:#8a1f11}</style>\n"
        f"</head>\n<body>\n<main>\n<h1>{title}</h1>\n{mark}{body}\n</main>\n</body>\n</html>\n"
    ).encode("utf-8", "replace")


def _as_html(text: str) -> str:
    return "\n".join(
        f"<p>{'<br>'.join(html.escape(line) for line in part.split(chr(10)))}</p>"
        for part in text.split("\n\n")
    )


def _script(data: object) -> str:
    """JSON that may stand in a script element: nothing in it ends the element or begins another."""
    text = json.dumps(data, ensure_ascii=False)
    for sign in "<>&\u2028\u2029":
        text = text.replace(sign, f"\\u{ord(sign):04x}")
    return text


FORMATS: dict[str, Callable[[Table], bytes]] = {
    "csv": _csv,
    "jsonl": _jsonl,
    "md": _markdown,
    "xlsx": _xlsx,
    "html": _html,
}
