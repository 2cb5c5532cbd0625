"""Delimited text -> records: the delimiter, where the header is, and rows a stray quote broke.

Quoting is as RFC 4180 has it. A quotation mark that opens and is never closed would swallow the
rest of the file; the line it stands on is then read by itself.
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
# NULs are gone from the text by now, so this line cannot be one of its own.
_END = "\0"
# Rows that a stray quote broke are read again; past this share of the file, quotes are literal.
_REREAD = 4


class Layout(NamedTuple):
    """`delimiter` is "" for one column; `header` the number of its record, None without one."""

    delimiter: str
    header: int | None
    width: int


class Record(NamedTuple):
    """The cells of one row. `repaired` where a quotation mark was never closed."""

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
            alone = _alone(cells, lines[start:end], delimiter, width)
            if alone is not None:
                spare -= end - start
                start += 1
                yield Record(alone, repaired=True)
                break
            yield Record(cells)
            start = end
    for line in lines[start:]:
        yield Record(_literal(line, delimiter) if line.rstrip("\r\n") else [], repaired='"' in line)


def _run(lines: Sequence[str], start: int, delimiter: str) -> Iterator[tuple[list[str], int]]:
    """Records and the line each ends before; an unclosed quote or too long a cell ends in _END."""
    reader = csv.reader(_ended(lines, start), delimiter=delimiter)
    end = start
    while end < len(lines):
        try:
            cells = next(reader)
        except csv.Error:
            cells = ["", _END]
        end = min(start + reader.line_num, len(lines))
        yield cells, end


def _ended(lines: Sequence[str], start: int) -> Iterator[str]:
    for number in range(start, len(lines)):
        yield lines[number]
    yield _END


def _literal(line: str, delimiter: str) -> list[str]:
    return line.rstrip("\r\n").split(delimiter)


def _alone(cells: list[str], span: Sequence[str], delimiter: str, width: int) -> list[str] | None:
    """The cells of the first line by itself, where the record cannot be meant as it was read."""
    broken = bool(cells) and cells[-1].endswith(_END)
    if not broken and (len(span) == 1 or _well_quoted(span, delimiter)):
        return None
    literal = _literal(span[0], delimiter)
    for reading in (*_parse([span[0].rstrip("\r\n")], delimiter), literal):
        if fits(reading, width):
            return reading
    return literal if broken else None


def _well_quoted(span: Sequence[str], delimiter: str) -> bool:
    try:
        for _ in csv.reader(span, delimiter=delimiter, strict=True):
            pass
    except csv.Error:
        return False
    return True


def fits(cells: Sequence[str], width: int) -> bool:
    """Whether the cells fill `width` columns; empty ones past the end do not count."""
    return len(cells) >= width and not any(islice(cells, width, None))
