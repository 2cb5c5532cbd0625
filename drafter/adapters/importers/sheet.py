"""What a file looks like before it is imported: shown to the person who confirms the mapping."""

from collections.abc import Mapping

from drafter.adapters.importers import columns
from drafter.adapters.importers.posts import Told, read_dates
from drafter.adapters.importers.table import WORKBOOK, Table
from drafter.errors import MentionsError
from drafter.model.base import Noun
from drafter.model.crisis import DateOrder

_PREVIEW = 5
_PREVIEW_CHARACTERS = 500


class Sheet(Noun):
    """Columns and first rows of a file, and which column was taken for what.

    `mapping` is `{field: columns}` over text, author, date, time, url, source, language, sentiment,
    reach and id; see `columns` for `"A + B"` and `"A | B"`. `preview` holds the first 5 rows as
    `{column: cell}`, cells cut at 500 characters. `header_row` counts the file's records from 0 and
    is None without a header; `delimiter` is "" for JSON and for one column. `signature` is a digest
    of the header, the same for every file of the same layout, and "" where there is no header that
    could be known again. `order` is how dates such as 03/04/2026 were read, None without any.
    """

    columns: tuple[str, ...]
    mapping: dict[str, str]
    preview: tuple[dict[str, str], ...] = ()
    encoding: str
    delimiter: str = ""
    header_row: int | None = None
    warnings: tuple[str, ...] = ()
    signature: str
    order: DateOrder | None = None


def seen(table: Table, name: str, told: Told, before: Mapping[str, str] | None = None) -> Sheet:
    """The sheet of a table, by a mapping that was chosen before or the one that is recognised.

    Raises MentionsError where no column holds anything like text.
    """
    mapping, warnings = mapped(table, name) if before is None else (dict(before), ())
    return Sheet(
        columns=table.columns,
        mapping=mapping,
        preview=tuple(_shown(table.columns, cells) for cells in _sound(table)[:_PREVIEW]),
        encoding=table.encoding,
        delimiter=table.delimiter,
        header_row=table.header_row,
        warnings=(*table.warnings, *warnings),
        signature=signature(table),
        order=read_dates(table, columns.places(mapping, table.columns, name), told)[0].order,
    )


def signature(table: Table) -> str:
    """What files of the same layout share; "" where there is no header that could be known again."""
    return columns.signature(table.columns) if _can_be_known(table) else ""


def _sound(table: Table) -> list[list[str]]:
    return [cells for row, cells in enumerate(table.rows) if row not in table.rejected]


def _can_be_known(table: Table) -> bool:
    """Files without a header are alike in nothing but the number of their columns; JSON has one."""
    json = not (table.lone or table.delimiter or table.encoding == WORKBOOK)
    return table.header_row is not None or json


def mapped(table: Table, name: str) -> tuple[dict[str, str], tuple[str, ...]]:
    """The mapping that is recognised or guessed, and a warning about a guess.

    Raises MentionsError where no column holds anything like text.
    """
    rows = _sound(table)
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
