"""Which column of an export holds what: recognised by `aliases.yaml`, guessed, or told.

A mapping is `{field: columns}`. Columns are named as the file names them; `"A + B"` joins them
line by line and leaves out repeated wording, `"A | B"` takes the first that is not empty in a row.
"""

import itertools
import re
from collections.abc import Mapping, Sequence
from fnmatch import fnmatchcase
from functools import cache
from pathlib import Path
from typing import Literal, get_args

from pydantic import RootModel

from drafter.errors import MentionsError
from drafter.frontmatter import parse_yaml, read_text, validated
from drafter.model.base import digest

Field = Literal[
    "text", "author", "date", "time", "url", "source", "language", "sentiment", "reach", "id"
]
FIELDS: tuple[Field, ...] = get_args(Field)
# Alternatives, each the numbers of the columns to be joined.
Place = tuple[tuple[int, ...], ...]

_ALIASES = Path(__file__).with_name("aliases.yaml")
_NOISE = re.compile(r"[\W_]+")
_NOT_PROSE = re.compile(
    r"\s*(?:https?://\S*|[\W\d_]*|\S+@\S+\.\S+|\d{4}-\d\d-\d\d[T ][\d:.Z+-]*)\s*$"
)


class Aliases(RootModel[dict[Field, tuple[str, ...]]]):
    """The content of `aliases.yaml`."""


@cache
def aliases() -> dict[Field, tuple[str, ...]]:
    """Every field's alias lines, best first."""
    parsed = parse_yaml(read_text(_ALIASES, MentionsError), _ALIASES, MentionsError)
    return validated(Aliases, parsed.data, parsed, _ALIASES, MentionsError).root


@cache
def _names() -> dict[Field, frozenset[str]]:
    return {
        field: frozenset(plain(name) for line in lines for name in re.split(r" [+|] ", line))
        for field, lines in aliases().items()
    }


def plain(name: str) -> str:
    """A column name without case, spaces and punctuation."""
    return _NOISE.sub("", name.casefold())


def signature(columns: Sequence[str]) -> str:
    """SHA-256 (hex) of a header, for remembering the mapping a person has confirmed."""
    return digest([plain(column) for column in columns])


def known(cells: Sequence[str]) -> frozenset[Field]:
    """The fields that some cell of a possible header names."""
    found = {plain(cell) for cell in cells if len(cell) <= 100} - {""}
    return frozenset(field for field, names in _names().items() if names & found)


def unique(header: Sequence[str]) -> tuple[str, ...]:
    """Column names out of header cells: trimmed, `column 3` for an empty one, `Text (2)` again."""
    columns: dict[str, None] = {}
    for number, cell in enumerate(header, 1):
        name = base = " ".join(cell.split()) or f"column {number}"
        again = 2
        while name in columns:
            name, again = f"{base} ({again})", again + 1
        columns[name] = None
    return tuple(columns)


def recognise(columns: Sequence[str], rows: Sequence[Sequence[str]]) -> dict[str, str]:
    """The mapping that the aliases give. The rows decide whether `Source` is an address."""
    found: dict[str, str] = {}
    by_name: dict[str, str] = {}
    for column in columns:
        by_name.setdefault(plain(column), column)
    for field, lines in aliases().items():
        value = next((said for line in lines if (said := _fit(line, by_name))), None)
        if value is not None:
            found[field] = value
    if "date" not in found and "time" in found:
        found["date"] = found.pop("time")
    if "url" in found and not _holds_addresses(columns.index(found["url"]), rows):
        del found["url"]
    if found.get("source") == found.get("url"):
        found.pop("source", None)
    return found


def _fit(line: str, by_name: Mapping[str, str]) -> str | None:
    if "*" in line:
        pattern = "*".join(plain(part) for part in line.split("*"))
        return next((by_name[name] for name in by_name if fnmatchcase(name, pattern)), None)
    if " + " in line:
        joined = _present(line.split(" + "), by_name)
        return " + ".join(joined) if len(joined) > 1 else None
    return " | ".join(_present(line.split(" | "), by_name)) or None


def _present(names: Sequence[str], by_name: Mapping[str, str]) -> list[str]:
    return [by_name[plain(name)] for name in names if plain(name) in by_name]


def _holds_addresses(index: int, rows: Sequence[Sequence[str]]) -> bool:
    values = (row[index] for row in rows if index < len(row) and row[index].strip())
    first = next(values, None)
    return first is None or any(
        "." in value or "/" in value for value in itertools.chain((first,), values)
    )


def guess_text(columns: Sequence[str], rows: Sequence[Sequence[str]]) -> str | None:
    """The column with the longest average free text, or None where no column holds any."""
    best, longest = None, 0.0
    for index, column in enumerate(columns):
        # All rows, so that the same rows in another order give the same column.
        cells = [row[index] for row in rows if index < len(row)]
        prose = [cell for cell in cells if not _NOT_PROSE.match(cell[:300])]
        average = sum(min(len(cell), 10_000) for cell in prose) / (len(cells) or 1)
        if average > longest:
            best, longest = column, average
    return best


def places(mapping: Mapping[str, str], columns: Sequence[str], name: str) -> dict[str, Place]:
    """Where each mapped field lies. Raises MentionsError for an unknown field or column."""
    return {
        field: _place(field, said, columns, name) for field, said in mapping.items() if said.strip()
    }


def _place(field: str, said: str, columns: Sequence[str], name: str) -> Place:
    if field not in FIELDS:
        raise MentionsError(
            f"the mapping names a field {field!r}: the fields are {', '.join(FIELDS)}", where=name
        )
    if (whole := _column(said, columns)) is not None:
        return ((whole,),)
    return tuple(
        tuple(_needed(field, part, columns, name) for part in choice.split(" + "))
        for choice in said.split(" | ")
    )


def _needed(field: str, said: str, columns: Sequence[str], name: str) -> int:
    index = _column(said, columns)
    if index is None:
        there = ", ".join(repr(column[:60]) for column in columns[:40])
        raise MentionsError(f"has no column {said!r} for {field}: choose among {there}", where=name)
    return index


def _column(said: str, columns: Sequence[str]) -> int | None:
    if said in columns:
        return columns.index(said)
    names = [plain(column) for column in columns]
    return names.index(plain(said)) if plain(said) in names else None
