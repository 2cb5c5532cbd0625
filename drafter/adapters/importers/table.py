"""A file's bytes -> columns and numbered rows, whatever the format."""

from collections.abc import Iterable, Sequence
from pathlib import PurePath
from typing import NamedTuple

from drafter.adapters.importers import delimited
from drafter.adapters.importers.columns import known, unique
from drafter.adapters.importers.decode import LIMIT, Decoded, decode
from drafter.adapters.importers.delimited import CELL_LIMIT, Layout, Record
from drafter.adapters.importers.objects import read_objects
from drafter.adapters.importers.progress import Progress, silent
from drafter.adapters.importers.repairs import LONE_SURROGATE
from drafter.adapters.importers.workbook import is_archive, read_workbook
from drafter.errors import MentionsError

POST = "post"
# Stands where the encoding of a text would.
WORKBOOK = "xlsx"
# Past these a file is no export that a person made, and would not fit into memory.
MOST_LINES = 3_000_000
MOST_COLUMNS = 5_000

_PASTED = (".txt", ".text")
_ONE_COLUMN = "The file has one column: every row is taken as a post."
_TICK = 2_000


class Table(NamedTuple):
    """Columns and data rows. A row's place in `rows` is its number; `rejected` says why by number.

    Short rows are not padded. `header_row` counts the records of the file from 0; None without a
    header. `lone` says that there is one column, which holds the posts; `mac`, that day numbers
    count from 1904, None where the format does not say. `layout_warnings` are those of `warnings`
    that hold for a part of the file too.
    """

    columns: tuple[str, ...]
    rows: list[list[str]]
    rejected: dict[int, str]
    encoding: str
    delimiter: str = ""
    header_row: int | None = None
    lone: bool = False
    warnings: tuple[str, ...] = ()
    layout_warnings: tuple[str, ...] = ()
    mac: bool | None = None


def load(data: bytes, name: str, *, most: int | None = None, progress: Progress = silent) -> Table:
    """Read any supported format; of `most` rows only the first, where that is quicker.

    Raises MentionsError for what is not an export of mentions.
    """
    if is_archive(data) and len(data) <= LIMIT:
        return _checked(_from_workbook(data, name, most, progress))
    progress("Reading", 0.0)
    decoded = decode(data, name)
    lines_held = max(decoded.text.count("\n"), decoded.text.count("\r"))
    if lines_held > MOST_LINES:
        raise MentionsError(
            f"has {lines_held:,} lines, more than the {MOST_LINES:,} allowed: export a shorter"
            " period",
            where=name,
        )
    found = read_objects(decoded.text, name)
    if found is not None:
        objects = Table(
            unique(found.columns),
            found.rows,
            found.rejected,
            decoded.encoding,
            warnings=decoded.warnings + found.warnings,
        )
        return _checked(objects)
    return _checked(_from_lines(decoded, name, most, progress))


def _from_lines(decoded: Decoded, name: str, most: int | None, progress: Progress) -> Table:
    lines = delimited.split_lines(decoded.text)
    layout = delimited.layout(lines)
    if PurePath(name).suffix.lower() in _PASTED and not _is_table(lines, layout):
        return _pasted(lines, decoded)
    if not layout.delimiter:
        return _one_column(lines, layout, decoded)
    _refuse_wide(layout.width, name)
    if most is not None and len(lines) > most:
        part = _many_columns(lines[:most], layout, decoded, progress)
        # The cut may have gone through a row: what is odd is said of the whole file, later.
        return part._replace(rows=part.rows[:-1], rejected={}, warnings=part.layout_warnings)
    return _many_columns(lines, layout, decoded, progress)


def _refuse_wide(width: int, name: str) -> None:
    if width > MOST_COLUMNS:
        raise MentionsError(
            f"has {width:,} columns, more than the {MOST_COLUMNS:,} allowed: is it an export"
            " of mentions?",
            where=name,
        )


def _from_workbook(data: bytes, name: str, most: int | None, progress: Progress) -> Table:
    found = read_workbook(data, name, most=most, progress=progress)
    header = found.layout.header
    named = [] if header is None else found.rows[header]
    rows = found.rows if header is None else found.rows[header + 1 :]
    width = max(map(len, [named, *rows]))
    _refuse_wide(width, name)
    lone = width == 1
    columns = [*named, *[""] * (width - len(named))]
    warnings = list(_said_of_layout(header, named=header is not None))
    if found.left:
        names = ", ".join(repr(title[:40]) for title in found.left[:5])
        warnings.append(f"Other sheets of the workbook were not read: {names}.")
    if lone:
        warnings = [_ONE_COLUMN]
    table = Table(
        unique(columns if header is not None or not lone else [POST]),
        rows,
        {},
        WORKBOOK,
        header_row=header,
        lone=lone,
        mac=found.mac,
        warnings=tuple(warnings),
    )
    table.rejected.update(_ragged(rows, named, width, named=header is not None))
    return table


def say_rows(rows: Sequence[int]) -> str:
    """`row 4` or `rows 4, 9, 12 and 30 more`, for a warning."""
    shown = ", ".join(str(row) for row in rows[:10])
    more = f" and {len(rows) - 10:,} more" if len(rows) > 10 else ""
    return f"row{'s' if len(rows) > 1 else ''} {shown}{more}"


def _is_table(lines: Sequence[str], layout: Layout) -> bool:
    if not layout.delimiter or layout.header != 0:
        return False
    fields = known(lines[0].rstrip("\r\n").split(layout.delimiter))
    return len(fields) > 1 and "text" in fields


def _pasted(lines: Sequence[str], decoded: Decoded) -> Table:
    rows = [[line.rstrip("\r\n")] for line in lines if line.strip()]
    return Table((POST,), rows, {}, decoded.encoding, lone=True, warnings=decoded.warnings)


def _one_column(lines: Sequence[str], layout: Layout, decoded: Decoded) -> Table:
    records = delimited.single(decoded.text, lines)
    columns: tuple[str, ...] = (POST,)
    if layout.header is not None:
        columns = unique(records[layout.header].cells or [POST])
        records = records[layout.header + 1 :]
    return Table(
        columns,
        [record.cells for record in records if record.cells],
        {},
        decoded.encoding,
        header_row=layout.header,
        lone=True,
        warnings=(*decoded.warnings, _ONE_COLUMN),
    )


def _many_columns(
    lines: Sequence[str], layout: Layout, decoded: Decoded, progress: Progress
) -> Table:
    records: list[Record] = []
    for record in delimited.records(lines, layout.delimiter, layout.width):
        records.append(record)
        if not len(records) % _TICK:
            progress("Reading", min(1.0, len(records) / len(lines)))
    named = layout.header is not None
    if layout.header is None:
        header = [f"column {number}" for number in range(1, layout.width + 1)]
    else:
        header = records[layout.header].cells
        records = records[layout.header + 1 :]
    said = (*decoded.warnings, *_said_of_layout(layout.header, named=named))
    records = [record for record in records if record.cells]
    table = Table(
        unique(header),
        [record.cells for record in records],
        {},
        decoded.encoding,
        layout.delimiter,
        layout.header,
        warnings=(*said, *_oddities(records, layout.width)),
        layout_warnings=said,
    )
    table.rejected.update(_ragged(table.rows, header, len(header), named=named))
    return table


def _said_of_layout(header: int | None, *, named: bool) -> Iterable[str]:
    if not named:
        yield "The file has no header: its columns are called column 1, column 2 ..."
    if header:
        yield f"{header} lines before the header were passed over."


def _ragged(
    rows: Sequence[list[str]], header: Sequence[str], width: int, *, named: bool
) -> Iterable[tuple[int, str]]:
    for row, cells in enumerate(rows):
        if len(cells) > width and any(cell.strip() for cell in cells[width:]):
            yield row, f"{len(cells)} cells where the header has {width}"
        elif named and cells == header:
            yield row, "the header again"


def _oddities(records: Sequence[Record], width: int) -> Iterable[str]:
    repaired = [row for row, record in enumerate(records) if record.repaired]
    if repaired:
        yield (
            f"Quotation marks are not as CSV has them in {say_rows(repaired)}: "
            "those lines were read as they stand."
        )
    short = [row for row, record in enumerate(records) if len(record.cells) < width]
    if short:
        yield f"Cells are missing at the end of {say_rows(short)}: taken as empty."


def _checked(table: Table) -> Table:
    """The table with empty and oversized rows rejected, and unreadable characters replaced."""
    damaged = []
    for row, cells in enumerate(table.rows):
        whole = "".join(cells)
        if row not in table.rejected and not whole.strip():
            table.rejected[row] = "empty row"
        if len(whole) > CELL_LIMIT and any(len(cell) > CELL_LIMIT for cell in cells):
            table.rejected.setdefault(row, f"a cell is longer than {CELL_LIMIT:,} characters")
        if LONE_SURROGATE.search(whole):
            damaged.append(row)
            table.rows[row] = [LONE_SURROGATE.sub("\ufffd", cell) for cell in cells]
    warnings = list(table.warnings)
    if damaged:
        warnings.append(
            f"Characters that could not be read were replaced by \ufffd in {say_rows(damaged)}."
        )
    if not table.rows:
        warnings.append("The file holds no rows.")
    columns = unique([LONE_SURROGATE.sub("\ufffd", column) for column in table.columns])
    return table._replace(columns=columns, warnings=tuple(warnings))
