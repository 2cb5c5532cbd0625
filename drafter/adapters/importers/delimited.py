"""Delimited text -> records: the delimiter, where the header is, and rows a stray quote broke.

Quoting is as RFC 4180 has it. A quotation mark that is opened and never closed would swallow the
rows after it; where the quoting breaks, the line is read by itself.
"""

import csv
import io
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import NamedTuple

from drafter.adapters.importers.columns import known

CELL_LIMIT = 10_000_000
csv.field_size_limit(max(csv.field_size_limit(), CELL_LIMIT))

DELIMITERS = (",", "\t", ";", "|")
# How far down a header is looked for; Brandwatch puts six lines before it.
_DEPTH = 30
_SAMPLE_LINES = 200
_SAMPLE_CHARACTERS = 300_000
# A comma also stands in prose, so a file of posts must not pass for a table.
_STEADY = {",": 0.9, "\t": 0.8, ";": 0.8, "|": 0.8}
# Rows that a stray quote broke are read again; past this share of the file, quotes are literal.
_REREAD = 4
# How far a row whose quoting is broken may reach.
_MEND_LINES = 50


class Layout(NamedTuple):
    """`delimiter` is "" for one column; `header` the number of its record, None without one."""

    delimiter: str
    header: int | None
    width: int


class Record(NamedTuple):
    """The cells of one row. `repaired` where its quotation marks are not as CSV has them."""

    cells: list[str]
    repaired: bool = False


def split_lines(text: str) -> list[str]:
    """Lines with their ends, broken only at CR, LF and CRLF (str.splitlines knows more)."""
    return list(io.StringIO(text, newline=""))


def layout(lines: Sequence[str]) -> Layout:
    """How the text is laid out, by its first 200 lines."""
    sample = _sampled(lines)
    parsed = {delimiter: _parse(sample, delimiter) for delimiter in DELIMITERS}
    named = [_by_names(records, delimiter) for delimiter, records in parsed.items()]
    score, found = max(named, key=lambda pair: pair[0])
    if score > (0, 0.0):
        return found
    lone = next((number for number, line in enumerate(sample) if line.strip()), 0)
    if known([sample[lone].strip().strip('"')]):
        return Layout("", lone, 1)
    return _by_widths(parsed)


def _sampled(lines: Sequence[str]) -> list[str]:
    sample: list[str] = []
    size = 0
    for line in lines[:_SAMPLE_LINES]:
        sample.append(line)
        size += len(line)
        if size > _SAMPLE_CHARACTERS:
            break
    return sample


def _parse(lines: Sequence[str], delimiter: str) -> list[list[str]]:
    records: list[list[str]] = []
    try:
        records.extend(csv.reader(lines, delimiter=delimiter))
    except csv.Error:
        return records
    return records


def layout_of(records: list[list[str]]) -> tuple[tuple[int, float], Layout]:
    """The layout of records that are cells already, and how much its header says: to compare."""
    score, found = _by_names(records, "")
    if score > (0, 0.0):
        return score, found
    width = max((len(cells) for cells in records), default=1)
    if width == 1:
        return score, Layout("", 0 if records and known(records[0]) else None, 1)
    first = next((at for at, cells in enumerate(records) if len(cells) * 2 > width), 0)
    header = first if _names_columns(records[first]) else None
    return score, Layout("", header, width)


def _by_names(records: list[list[str]], delimiter: str) -> tuple[tuple[int, float], Layout]:
    best, at = 0, 0
    for number, cells in enumerate(records[:_DEPTH]):
        fields = known(cells) if len(cells) > 1 else frozenset()
        told = len(fields) > 1 and fields & {"text", "date"}
        if len(fields) > best and (number == 0 or told):
            best, at = len(fields), number
    width = len(records[at]) if best else 0
    rest = [cells for cells in records[at + 1 :] if cells]
    steady = sum(len(cells) == width for cells in rest) / (len(rest) or 1)
    return (best, steady), Layout(delimiter, at, width)


def _by_widths(parsed: dict[str, list[list[str]]]) -> Layout:
    best, found = (0.0, 0), Layout("", None, 1)
    for delimiter, records in parsed.items():
        filled = [cells for cells in records if cells]
        widths = Counter(len(cells) for cells in filled if len(cells) > 1)
        if not widths or len(filled) < 2:
            continue
        width, count = max(widths.items(), key=lambda item: (item[1], item[0]))
        share = count / len(filled)
        if share >= _STEADY[delimiter] and (share, width) > best:
            first = next(number for number, cells in enumerate(records) if len(cells) == width)
            header = first if _names_columns(records[first]) else None
            best, found = (share, width), Layout(delimiter, header, width)
    return found


def _names_columns(cells: Sequence[str]) -> bool:
    names = [cell.strip() for cell in cells if cell.strip()]
    return len(set(names)) == len(names) > len(cells) / 2 and all(map(_a_name, names))


def _a_name(cell: str) -> bool:
    lettered = any(map(str.isalpha, cell)) and not cell[0].isdigit()
    return lettered and len(cell) <= 60 and "://" not in cell and not cell.startswith("@")


def single(text: str, lines: Sequence[str]) -> list[Record]:
    """One column: quoted as in CSV where all of it is well quoted, else every line as it stands."""
    unused = next((mark for mark in "\x1f\x1e\x1d\ue000" if mark not in text), None)
    if unused is not None and '"' in text:
        try:
            return [Record(cells) for cells in csv.reader(lines, delimiter=unused, strict=True)]
        except csv.Error:
            pass
    return [Record([bare] if (bare := line.rstrip("\r\n")) else []) for line in lines]


def records(lines: Sequence[str], delimiter: str, width: int) -> Iterator[Record]:
    """Every record of a table `width` columns wide; [] for a blank line."""
    start, spare = 0, _REREAD * len(lines)
    while start < len(lines) and spare >= 0:
        for cells, end in _run(lines, start, delimiter):
            if cells is None or _merged(lines[start:end], delimiter, width):
                mended, after = _mended(lines, start, delimiter, width)
                spare -= end - start
                start = after
                yield Record(mended, repaired=True)
                break
            yield Record(cells)
            start = end
    for line in lines[start:]:
        yield Record(_literal(line, delimiter) if line.rstrip("\r\n") else [], repaired='"' in line)


def _run(
    lines: Sequence[str], start: int, delimiter: str
) -> Iterator[tuple[list[str] | None, int]]:
    """Records and the line each ends before; None, and the end, where the quoting breaks."""
    rest = (lines[number] for number in range(start, len(lines)))
    reader = csv.reader(rest, delimiter=delimiter, skipinitialspace=True, strict=True)
    while True:
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error:
            yield None, start + reader.line_num
            return
        yield cells, start + reader.line_num


def _merged(span: Sequence[str], delimiter: str, width: int) -> bool:
    """Whether two stray quotes made one record of whole rows; posts hold no tabs and pipes."""
    if len(span) == 1 or width < 3 or delimiter not in "\t|":
        return False
    return all(fits(_literal(line, delimiter), width) for line in (span[0], span[-1]))


def _mended(lines: Sequence[str], start: int, delimiter: str, width: int) -> tuple[list[str], int]:
    """The likeliest cells of a row whose quoting is broken, and the line the row ends before."""
    line = lines[start].rstrip("\r\n")
    literal = _literal(line, delimiter)
    for alone in (literal, *_parse([line], delimiter)):
        if fits(alone, width):
            return alone, start + 1
    lenient = csv.reader(lines[start : start + _MEND_LINES], delimiter=delimiter)
    try:
        cells = next(lenient)
    except csv.Error:
        return literal, start + 1
    return (cells, start + lenient.line_num) if fits(cells, width) else (literal, start + 1)


def _literal(line: str, delimiter: str) -> list[str]:
    return [_unwrapped(cell) for cell in line.rstrip("\r\n").split(delimiter)]


def _unwrapped(cell: str) -> str:
    bare = cell.strip()
    wrapped = len(bare) > 1 and bare[0] == bare[-1] == '"'
    return bare[1:-1].replace('""', '"') if wrapped else cell


def fits(cells: Sequence[str], width: int) -> bool:
    """Whether the cells fill `width` columns; empty ones past the end do not count."""
    return len(cells) >= width and not any(islice(cells, width, None))
