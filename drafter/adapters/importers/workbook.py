"""Excel workbooks (XLSX) -> rows of text cells, read by openpyxl within limits set beforehand.

What a workbook would unpack to is looked up in its directory before anything is unpacked: a file of
200 kB can hold 200 MB. openpyxl parses with defusedxml, which refuses entities.
"""

import io
import re
import warnings
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, time
from decimal import Decimal
from itertools import islice
from math import isfinite
from typing import TYPE_CHECKING, Any, NamedTuple

from drafter.adapters.importers.delimited import Layout, layout_of
from drafter.adapters.importers.progress import Progress, silent
from drafter.errors import MentionsError

if TYPE_CHECKING:
    from openpyxl.workbook.workbook import Workbook

MOST_UNPACKED = 200_000_000
MOST_RATIO = 100
MOST_CELLS = 20_000_000
MOST_ROWS = 1_048_576
_RATIO_COUNTS_FROM = 5_000_000
_MOST_PARTS = 5_000
# Parts that are not streamed are parsed as one tree.
_MOST_TREE = 10_000_000
_STREAMED = re.compile(r"xl/(?:worksheets/[^/]+|sharedStrings)\.xml$", re.IGNORECASE)
_MOST_SHEETS = 50
_PEEK = 200
# Bytes read over the bytes there are: a sheet that does not tell its size is read twice.
_REREAD = 3
# Whole numbers from here on have digits that a spreadsheet does not keep.
_EXACT = 1e15

_MARKS = (b"PK\x03\x04", b"PK\x05\x06")
_ENTRY = b"PK\x01\x02"
_SHORTER = "export a shorter period, or save it as CSV and import that"
_AS_OTHER = "open it in a spreadsheet program, save it as XLSX or CSV and import that"
_ESCAPED = re.compile(r"_x00(0[9AaDd])_")


class Rows(NamedTuple):
    """One sheet as rows of text cells, those without any left out. `mac` is True where day numbers
    count from 1904, else None. `left` names the sheets that were not read."""

    rows: list[list[str]]
    layout: Layout
    mac: bool | None
    left: tuple[str, ...] = ()


def is_archive(data: bytes) -> bool:
    """Whether the bytes are a ZIP archive, as every XLSX is."""
    return data.startswith(_MARKS)


def read_workbook(
    data: bytes, name: str, *, most: int | None = None, progress: Progress = silent
) -> Rows:
    """The sheet that looks most like an export, its first `most` rows or all.

    Raises MentionsError for what is no workbook, is damaged or protected, or would not fit.
    """
    _inspect(data, name)
    source = _Metered(data, name)
    with _only_clear_errors(name), warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from openpyxl import load_workbook

        book = load_workbook(source, read_only=True, data_only=True, keep_links=False)
        try:
            return _best(book, name, most, lambda: progress("Reading", source.share))
        finally:
            book.close()


def _inspect(data: bytes, name: str) -> None:
    if data.count(_ENTRY) > _MOST_PARTS:
        raise MentionsError(
            f"has more than {_MOST_PARTS:,} parts: it is no export of mentions", where=name
        )
    with _only_clear_errors(name):
        archive = zipfile.ZipFile(io.BytesIO(data))
    parts = archive.infolist()
    _refuse_other_archives({part.filename for part in parts}, name)
    if any(part.flag_bits & 1 for part in parts):
        raise MentionsError(f"is protected by a password: {_AS_OTHER}", where=name)
    if any(part.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED) for part in parts):
        raise MentionsError(f"is packed in an unusual way: {_AS_OTHER}", where=name)
    for part in parts:
        _refuse_bomb(part, name)
    declared = sum(part.file_size for part in parts)
    if declared > MOST_UNPACKED:
        raise MentionsError(
            f"unpacks to {declared:,} bytes, more than the {MOST_UNPACKED:,} allowed: {_SHORTER}",
            where=name,
        )


def _refuse_other_archives(members: set[str], name: str) -> None:
    if "xl/workbook.bin" in members:
        raise MentionsError(f"is a binary Excel workbook (.xlsb): {_AS_OTHER}", where=name)
    if "content.xml" in members and "mimetype" in members:
        raise MentionsError(f"is an OpenDocument file: {_AS_OTHER}", where=name)
    if not any(member.startswith("xl/") for member in members):
        raise MentionsError("is a ZIP archive: unpack it and import the export inside", where=name)


def _refuse_bomb(part: zipfile.ZipInfo, name: str) -> None:
    size, packed = part.file_size, max(part.compress_size, 1)
    if size > _RATIO_COUNTS_FROM and size > MOST_RATIO * packed:
        raise MentionsError(
            f"unpacks to {size / packed:,.0f} times its size, more than the {MOST_RATIO} times"
            f" allowed: {_SHORTER}",
            where=name,
        )
    tree = part.filename.lower().endswith((".xml", ".rels", ".vml"))
    if tree and size > _MOST_TREE and not _STREAMED.match(part.filename):
        raise MentionsError(
            f"has a part {part.filename[:60]!r} of {size:,} bytes: {_AS_OTHER}", where=name
        )


class _Metered(io.BytesIO):
    """Bytes that count how often they are read: sheets without number may name the same part."""

    def __init__(self, data: bytes, name: str):
        super().__init__(data)
        self._left = _REREAD * len(data) + 250_000
        self._size = len(data)
        self._name = name

    @property
    def share(self) -> float:
        return min(1.0, self.tell() / self._size)

    def read(self, size: int | None = -1, /) -> bytes:
        block = super().read(size)
        self._left -= len(block)
        if self._left < 0:
            raise MentionsError(
                f"names the same sheet again and again: {_AS_OTHER}", where=self._name
            )
        return block


@contextmanager
def _only_clear_errors(name: str) -> Iterator[None]:
    try:
        yield
    except MentionsError:
        raise
    except Exception:  # whatever a parser raises, the file is to blame
        raise MentionsError(f"is a damaged Excel workbook: {_AS_OTHER}", where=name) from None


def _best(book: "Workbook", name: str, most: int | None, tick: Any) -> Rows:
    """The sheet whose header names the most fields; of equals the first."""
    best: tuple[tuple[int, float], Layout, Any] | None = None
    sheets = [sheet for sheet in book.worksheets[:_MOST_SHEETS] if sheet.sheet_state == "visible"]
    filled = []
    for sheet in sheets or book.worksheets[:1]:
        sheet.reset_dimensions()  # what a sheet says of its own size need not be so
        sample = list(islice(_rows(sheet, name, _PEEK), _PEEK))
        if not sample:
            continue
        filled.append(sheet.title)
        score, layout = layout_of(sample)
        if best is None or score > best[0]:
            best = score, layout, sheet
    mac = True if book.epoch.year == 1904 else None
    if best is None:
        raise MentionsError("is empty: choose a file that holds mentions", where=name)
    _, layout, sheet = best
    left = tuple(title for title in filled if title != sheet.title)
    return Rows(list(_rows(sheet, name, most, tick)), layout, mac, left)


def _rows(sheet: Any, name: str, most: int | None, tick: Any = None) -> Iterator[list[str]]:
    cells = found = 0
    for number, values in enumerate(sheet.iter_rows(values_only=True)):
        cells += len(values)
        if number >= MOST_ROWS or cells > MOST_CELLS:
            raise MentionsError(
                f"has more than {MOST_ROWS:,} rows or {MOST_CELLS:,} cells: {_SHORTER}", where=name
            )
        if tick is not None and not number % 1_000:
            tick()
        row = [_said(value) for value in values]
        while row and not row[-1].strip():
            row.pop()
        if row:
            found += 1
            yield row
        if most is not None and found >= most:
            return


def _said(value: Any) -> str:
    """A cell as an export in CSV would have it."""
    if value is None:
        return ""
    if isinstance(value, str):
        return _ESCAPED.sub(_control, value) if "_x00" in value else value
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, float):
        return _digits(value)
    if isinstance(value, datetime):
        midnight = value.time() == time()
        return value.date().isoformat() if midnight else value.isoformat(" ", "seconds")
    return value.isoformat() if isinstance(value, date | time) else str(value)


def _digits(value: float) -> str:
    """All digits that were written, and none that only binary fractions have.

    A number too large to be kept exactly stays in the form (5.703E+17) that tells so.
    """
    if not isfinite(value) or abs(value) > 1e30:
        return ""
    if abs(value) >= _EXACT:
        return f"{value:E}" if "e" not in repr(value) else repr(value).upper()
    return f"{Decimal(repr(value)):f}".removesuffix(".0")


def _control(found: re.Match[str]) -> str:
    return chr(int(found[1], 16))
