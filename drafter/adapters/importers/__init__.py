"""Exports of listening tools -> mentions: any delimiter, encoding and vendor, no row lost.

`sniff` shows how a file would be read, `read` reads it. Formats: CSV with comma, semicolon, tab or
pipe, JSON arrays and lines, an X archive, and pasted lines (`*.txt`: each line a post).
"""

from collections.abc import Mapping

from drafter.adapters.importers import columns, posts, sheet
from drafter.adapters.importers.columns import FIELDS
from drafter.adapters.importers.posts import Imported
from drafter.adapters.importers.sheet import Sheet
from drafter.adapters.importers.table import load
from drafter.errors import MentionsError

__all__ = ["FIELDS", "Imported", "Sheet", "read", "sniff"]


def sniff(data: bytes, *, name: str) -> Sheet:
    """How `read` would take the file: columns, mapping, preview. `name` is the file's name.

    Raises MentionsError as `read` does.
    """
    return sheet.seen(load(data, name), name)


def read(data: bytes, *, name: str, mapping: Mapping[str, str] | None = None) -> Imported:
    """The mentions in an export, and what became of every row, in `report`.

    `mapping` (field -> columns, see `Sheet`) replaces the recognised one; it has to name the text.
    Rows are the data rows after the header, from 0; blank lines are not rows, rows of empty cells
    are, and are rejected. A duplicate has the same trusted id, else the same author, time and text.
    Raises MentionsError, one line, for: an empty file, over 200 MB, anything that is not text,
    no column with text, a mapping that names an unknown field or column.
    """
    table = load(data, name)
    if mapping is None:
        seen = sheet.seen(table, name)
        table, mapping = table._replace(warnings=seen.warnings), seen.mapping
    elif not mapping.get("text", "").strip():
        raise MentionsError("the mapping names no column for text: choose one", where=name)
    chosen = {field: said for field, said in mapping.items() if said.strip()}
    return posts.imported(table, chosen, columns.places(chosen, table.columns, name))
