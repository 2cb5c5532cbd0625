"""A file's bytes -> columns and numbered rows, whatever the format."""

from collections.abc import Iterable, Sequence
from pathlib import PurePath
from typing import NamedTuple

from drafter.adapters.importers import delimited
from drafter.adapters.importers.columns import known, unique
from drafter.adapters.importers.decode import Decoded, decode
from drafter.adapters.importers.delimited import CELL_LIMIT, Layout, Record
from drafter.adapters.importers.objects import read_objects
from drafter.adapters.importers.repairs import LONE_SURROGATE
from drafter.errors import MentionsError

POST = "post"
# Past these a file is no export that a person made, and would not fit into memory.
MOST_LINES = 3_000_000
MOST_COLUMNS = 5_000

_PASTED = (".txt", ".text")


class Table(NamedTuple):
    """Columns and data rows. A row's place in `rows` is its number; `rejected` says why by number.

    Short rows are not padded. `header_row` counts the records of the file from 0; None without a
    header. `lone` says that there is one column, which holds the posts.
    """

    columns: tuple[str, ...]
    rows: list[list[str]]
    rejected: dict[int, str]
    encoding: str
    delimiter: str = ""
    header_row: int | None = None
    lone: bool = False
    warnings: tuple[str, ...] = ()


def load(data: bytes, name: str) -> Table:
    """Read any supported format. Raises MentionsError for what is not an export of mentions."""
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
    lines = delimited.split_lines(decoded.text)
    layout = delimited.layout(lines)
    if PurePath(name).suffix.lower() in _PASTED and not _is_table(lines, layout):
        return _checked(_pasted(lines, decoded))
    if not layout.delimiter:
        return _checked(_one_column(lines, layout, decoded))
    if layout.width > MOST_COLUMNS:
        raise MentionsError(
            f"has {layout.width:,} columns, more than the {MOST_COLUMNS:,} allowed: is it an export"
            " of mentions?",
            where=name,
        )
    return _checked(_many_columns(lines, layout, decoded))


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
        warnings=(*decoded.warnings, "The file has one column: every row is taken as a post."),
    )


def _many_columns(lines: Sequence[str], layout: Layout, decoded: Decoded) -> Table:
    records = list(delimited.records(lines, layout.delimiter, layout.width))
    warnings = list(decoded.warnings)
    if layout.header is None:
        header = [f"column {number}" for number in range(1, layout.width + 1)]
        warnings.append("The file has no header: its columns are called column 1, column 2 ...")
    else:
        header = records[layout.header].cells
        records = records[layout.header + 1 :]
    if layout.header:
        warnings.append(f"{layout.header} lines before the header were passed over.")
    records = [record for record in records if record.cells]
    table = Table(
        unique(header),
        [record.cells for record in records],
        {},
        decoded.encoding,
        layout.delimiter,
        layout.header,
    )
    table.rejected.update(_ragged(table.rows, header, named=layout.header is not None))
    warnings.extend(_oddities(records, layout.width))
    return table._replace(warnings=tuple(warnings))


def _ragged(
    rows: Sequence[list[str]], header: Sequence[str], *, named: bool
) -> Iterable[tuple[int, str]]:
    width = len(header)
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
