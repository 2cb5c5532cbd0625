"""Exports of listening tools -> mentions: any delimiter, encoding and vendor, no row lost.

`sniff` shows how a file would be read, `read` reads it, `Export` does both and reads the file once.
Formats: CSV with comma, semicolon, tab or pipe, XLSX, JSON arrays and lines, an X archive, and
pasted lines (`*.txt`: each line a post).
"""

from collections.abc import Mapping, Sequence
from datetime import datetime

from drafter.adapters.importers import columns, posts, sheet
from drafter.adapters.importers.columns import FIELDS
from drafter.adapters.importers.decode import LIMIT
from drafter.adapters.importers.order import ORDERS
from drafter.adapters.importers.posts import Imported, Told
from drafter.adapters.importers.progress import Progress, silent
from drafter.adapters.importers.sheet import Sheet
from drafter.adapters.importers.table import Table, load
from drafter.errors import MentionsError
from drafter.model.crisis import DateOrder, Mention

__all__ = [
    "FIELDS",
    "LIMIT",
    "ORDERS",
    "Export",
    "Imported",
    "Progress",
    "Sheet",
    "preview",
    "read",
    "sniff",
]

# Rows from which the columns of a file are told before it is imported.
_HEAD = 1_500


class Export:
    """A file that was read once: how it looks, and its mentions by any mapping.

    Raises MentionsError, one line, for: an empty file, over 200 MB, anything that is not text or a
    workbook, a workbook that would unpack to too much.
    """

    def __init__(
        self,
        data: bytes,
        *,
        name: str,
        now: datetime | None = None,
        head: bool = False,
        progress: Progress = silent,
    ):
        """`now` is when the file is read, for dates that cannot be of the future; with `head`, only
        the first rows are read where that is quicker."""
        self._name = name
        self._now = now
        self._progress = progress
        self._table: Table = load(data, name, most=_HEAD if head else None, progress=progress)

    def sheet(self, mapping: Mapping[str, str] | None = None) -> Sheet:
        """Columns, mapping (this one or the one that is recognised), preview.

        Raises MentionsError where no column holds text.
        """
        return sheet.seen(self._table, self._name, Told(now=self._now), mapping)

    @property
    def signature(self) -> str:
        """What files of the same header share; "" without one."""
        return sheet.signature(self._table)

    def read(
        self, mapping: Mapping[str, str] | None = None, *, order: DateOrder | None = None
    ) -> Imported:
        """The mentions; see `read` below."""
        table, name = self._table, self._name
        if mapping is None:
            mapping, said = sheet.mapped(table, name)
            table = table._replace(warnings=(*table.warnings, *said))
        elif not mapping.get("text", "").strip():
            raise MentionsError("the mapping names no column for text: choose one", where=name)
        chosen = {field: said for field, said in mapping.items() if said.strip()}
        places = columns.places(chosen, table.columns, name)
        return posts.imported(table, chosen, places, Told(order, self._now), self._progress)


def sniff(data: bytes, *, name: str, now: datetime | None = None) -> Sheet:
    """How `read` would take the file: columns, mapping, preview. `name` is the file's name.

    Raises MentionsError as `read` does.
    """
    return Export(data, name=name, now=now, head=True).sheet()


def read(
    data: bytes,
    *,
    name: str,
    mapping: Mapping[str, str] | None = None,
    order: DateOrder | None = None,
    now: datetime | None = None,
    progress: Progress = silent,
) -> Imported:
    """The mentions in an export, and what became of every row, in `report`.

    `mapping` (field -> columns, see `Sheet`) replaces the recognised one; it has to name the text.
    `order` says which of day and month comes first in dates such as 03/04/2026; by default the file
    tells. Rows are the data rows after the header, from 0; blank lines are not rows, rows of empty
    cells are, and are rejected. A duplicate has the same trusted id, else the same author, time and
    text. Raises MentionsError, one line, for what `Export` refuses, for no column with text, and
    for a mapping that names an unknown field or column.
    """
    return Export(data, name=name, now=now, progress=progress).read(mapping, order=order)


def preview(
    seen: Sheet, mapping: Mapping[str, str], order: DateOrder | None = None
) -> tuple[Sequence[Mention], DateOrder | None]:
    """What the first rows of a file give by a mapping, and the order of day and month in them.

    Raises MentionsError as `read` does.
    """
    rows = [[row.get(column, "") for column in seen.columns] for row in seen.preview]
    table = Table(seen.columns, rows, {}, seen.encoding)
    chosen = {field: said for field, said in mapping.items() if said.strip()}
    places = columns.places(chosen, seen.columns, "the mapping")
    same = all(chosen.get(field) == seen.mapping.get(field) for field in ("date", "time"))
    told = Told(order or (seen.order if same else None))
    found = posts.imported(table, chosen, places, told).mentions
    return found, seen.order if same else posts.read_dates(table, places, told)[0].order
