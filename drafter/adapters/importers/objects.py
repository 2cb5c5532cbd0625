"""JSON -> rows: an array of objects, JSON lines, or an archive of X (`window.YTD... = [...]`)."""

import json
import re
from collections.abc import Callable, Iterator, Sequence
from typing import Any, NamedTuple

from drafter.errors import MentionsError

SUFFIXES = (".json", ".jsonl", ".ndjson", ".js")
# Beyond these a file is a dump, not an export; what is over is left out and said.
_COLUMNS = 300
_DEPTH = 4

_ARCHIVE = re.compile(r"\s*window\.YTD\.[\w.]+\s*=\s*")
# Digits stay digits: ids are longer than a float holds.
_loads: Callable[[str], Any] = json.JSONDecoder(
    parse_float=str, parse_int=str, parse_constant=str
).decode


class Objects(NamedTuple):
    """Rows of cells in the order of `columns` (short rows end early); `rejected` by row."""

    columns: tuple[str, ...]
    rows: list[list[str]]
    rejected: dict[int, str]
    warnings: tuple[str, ...] = ()


def read_objects(text: str, name: str) -> Objects | None:
    """The objects in `text`, or None where it is not JSON.

    Nested values get dotted column names. Raises MentionsError for a file that calls itself JSON
    and is not.
    """
    archive = _ARCHIVE.match(text)
    named = archive is not None or name.lower().endswith(SUFFIXES)
    body = text[archive.end() :].rstrip().removesuffix(";") if archive else text
    if not named and not body.lstrip().startswith(("{", "[")):
        return None
    try:
        whole = _loads(body)
    except (ValueError, RecursionError) as broken:
        return _as_lines(body, name, broken, named=named)
    items = _items(whole)
    if items is None and named:
        raise MentionsError("holds no list of JSON objects: one object a mention", where=name)
    if items is None or not (named or any(isinstance(item, dict) for item in items)):
        return None
    return _tabled((item, "") for item in items)


def _as_lines(text: str, name: str, broken: Exception, *, named: bool) -> Objects | None:
    lines = [(number, line) for number, line in enumerate(text.split("\n"), 1) if line.strip()]
    if not named and not isinstance(_line(lines[0][1]), dict):
        return None
    parsed = [(_line(line), f"line {number}: ") for number, line in lines]
    if any(isinstance(item, dict) for item, _ in parsed):
        return _tabled(parsed)
    where = getattr(broken, "lineno", None)
    why = getattr(broken, "msg", "it is nested too deeply")
    raise MentionsError(f"is not valid JSON ({why}): export it again", where=name, line=where)


def _line(line: str) -> Any:
    """The value of one line; an exception stands for a line that is not JSON."""
    try:
        return _loads(line.strip())
    except ValueError as broken:
        return broken
    except RecursionError:
        return ValueError("it is nested too deeply")


def _items(whole: Any) -> Sequence[Any] | None:
    if isinstance(whole, list):
        return whole
    if not isinstance(whole, dict):
        return None
    lists = [value for value in whole.values() if isinstance(value, list)]
    lists = [value for value in lists if any(isinstance(item, dict) for item in value)]
    return max(lists, key=len, default=[whole])


def _tabled(items: Any) -> Objects:
    columns: dict[str, int] = {}
    rows: list[list[str]] = []
    rejected: dict[int, str] = {}
    left_out = 0
    for item, place in items:
        cells = _cells(item)
        if isinstance(cells, str):
            rejected[len(rows)] = place + cells
            cells = {}
        row = [""] * len(columns)
        for column, value in cells.items():
            index = (
                columns.setdefault(column, len(columns))
                if len(columns) < _COLUMNS
                else (columns.get(column, -1))
            )
            left_out += index < 0
            if index >= 0:
                row.extend([""] * (index + 1 - len(row)))
                row[index] = value
        rows.append(row)
    warning = f"{left_out:,} values beyond the first {_COLUMNS} columns were left out."
    return Objects(tuple(columns), rows, rejected, (warning,) if left_out else ())


def _cells(item: Any) -> dict[str, str] | str:
    """Column -> cell, or why the item is not a row."""
    if isinstance(item, ValueError):
        return f"not valid JSON ({getattr(item, 'msg', item)})"
    if not isinstance(item, dict):
        return "not a JSON object"
    inner = next(iter(item.values())) if len(item) == 1 else None
    try:
        return dict(_flat(inner if isinstance(inner, dict) else item, "", 0))
    except RecursionError:
        return "nested too deeply"


def _flat(item: dict[str, Any], before: str, depth: int) -> Iterator[tuple[str, str]]:
    for key, value in item.items():
        if isinstance(value, dict) and depth < _DEPTH:
            yield from _flat(value, f"{before}{key}.", depth + 1)
        else:
            yield f"{before}{key}", _said(value)


def _said(value: Any) -> str:
    if isinstance(value, str):
        return value
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    return json.dumps(value, ensure_ascii=False)
