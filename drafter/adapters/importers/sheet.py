"""What a file looks like before it is imported: shown to the person who confirms the mapping."""

from drafter.adapters.importers import columns
from drafter.adapters.importers.table import Table
from drafter.errors import MentionsError
from drafter.model.base import Noun

_PREVIEW = 5
_PREVIEW_CHARACTERS = 500


class Sheet(Noun):
    """Columns and first rows of a file, and which column was taken for what.

    `mapping` is `{field: columns}` over text, author, date, time, url, source, language, sentiment,
    reach and id; see `columns` for `"A + B"` and `"A | B"`. `preview` holds the first 5 rows as
    `{column: cell}`, cells cut at 500 characters. `header_row` counts the file's records from 0 and
    is None without a header; `delimiter` is "" for JSON and for one column. `signature` is a digest
    of the header, the same for every file of the same layout.
    """

    columns: tuple[str, ...]
    mapping: dict[str, str]
    preview: tuple[dict[str, str], ...] = ()
    encoding: str
    delimiter: str = ""
    header_row: int | None = None
    warnings: tuple[str, ...] = ()
    signature: str


def seen(table: Table, name: str) -> Sheet:
    """The sheet of a table. Raises MentionsError where no column holds anything like text."""
    rows = [cells for row, cells in enumerate(table.rows) if row not in table.rejected]
    mapping, warnings = _mapping(table, rows, name)
    return Sheet(
        columns=table.columns,
        mapping=mapping,
        preview=tuple(_shown(table.columns, cells) for cells in rows[:_PREVIEW]),
        encoding=table.encoding,
        delimiter=table.delimiter,
        header_row=table.header_row,
        warnings=(*table.warnings, *warnings),
        signature=columns.signature(table.columns),
    )


def _mapping(
    table: Table, rows: list[list[str]], name: str
) -> tuple[dict[str, str], tuple[str, ...]]:
    if table.lone:
        return {"text": table.columns[0]}, ()
    mapping = columns.recognise(table.columns, rows)
    if not rows or "text" in mapping:
        return mapping, ()
    guess = columns.guess_text(table.columns, rows)
    if guess is None:
        there = ", ".join(repr(column[:60]) for column in table.columns[:40])
        raise MentionsError(
            f"has no column with text among {there}: export the posts' text too", where=name
        )
    said = f"No column is called text: {guess!r}, the longest, was taken for it. Please check."
    return {**mapping, "text": guess}, (said,)


def _shown(names: tuple[str, ...], cells: list[str]) -> dict[str, str]:
    return {
        column: _cut(cells[index]) if index < len(cells) else ""
        for index, column in enumerate(names)
    }


def _cut(cell: str) -> str:
    return cell if len(cell) <= _PREVIEW_CHARACTERS else cell[: _PREVIEW_CHARACTERS - 1] + "…"
