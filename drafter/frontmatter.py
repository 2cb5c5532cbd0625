"""YAML from people, read strictly: every error names file, line and key.

Used for front matter (prompts, knowledge), rule files and facts files.
"""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

import yaml
from pydantic import BaseModel, ValidationError

from drafter.errors import InputError

M = TypeVar("M", bound=BaseModel)
_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class Parsed(NamedTuple):
    """YAML content, and the line (from 1) of every key path in it."""

    data: Any
    lines: Mapping[tuple[str | int, ...], int]


def read_text(path: Path, error: type[InputError], *, limit: int = 5_000_000) -> str:
    """The text of a UTF-8 file, newlines kept. Raises `error` naming the file."""
    try:
        size = path.stat().st_size
        if size > limit:
            raise error(f"is {size:,} bytes, more than the {limit:,} allowed", where=path)
        return path.read_bytes().decode("utf-8-sig")
    except FileNotFoundError:
        raise error("no such file", where=path) from None
    except IsADirectoryError:
        raise error("is a folder, not a file", where=path) from None
    except UnicodeDecodeError as bad:
        raise error(f"is not UTF-8 text (byte {bad.start}): save it as UTF-8", where=path) from None
    except OSError as broken:
        raise error(f"cannot be read: {broken.strerror}", where=path) from None


def parse_yaml(text: str, where: Path | str, error: type[InputError], *, offset: int = 0) -> Parsed:
    """Parse one YAML document. Duplicate keys and aliases are errors; `offset` shifts the lines."""
    loader = _Loader(text)
    try:
        node = loader.get_single_node()
        lines: dict[tuple[str | int, ...], int] = {}
        if node is not None:
            _walk(node, (), lines, set(), where, error, offset)
        return Parsed(None if node is None else loader.construct_document(node), lines)
    except yaml.MarkedYAMLError as broken:
        mark = broken.problem_mark or broken.context_mark
        line = mark.line + 1 + offset if mark else None
        raise error(
            f"not valid YAML: {broken.problem or broken.context}", where=where, line=line
        ) from None
    except (yaml.YAMLError, ValueError, RecursionError) as broken:
        first = str(broken).splitlines()[0] if str(broken) else type(broken).__name__
        raise error(f"not valid YAML: {first}", where=where, line=1 + offset) from None
    finally:
        loader.dispose()


def _walk(
    node: Any,
    path: tuple[str | int, ...],
    lines: dict[tuple[str | int, ...], int],
    seen: set[int],
    where: Path | str,
    error: type[InputError],
    offset: int,
) -> None:
    line = node.start_mark.line + 1 + offset
    if id(node) in seen:
        raise error("YAML aliases (*name) are not allowed", where=where, line=line)
    seen.add(id(node))
    lines.setdefault(path, line)
    if isinstance(node, yaml.SequenceNode):
        for index, item in enumerate(node.value):
            _walk(item, (*path, index), lines, seen, where, error, offset)
    elif isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            inner = (*path, str(key.value))
            key_line = key.start_mark.line + 1 + offset
            if inner in lines:
                raise error(f"key {key.value!r} is given twice", where=where, line=key_line)
            lines[inner] = key_line
            _walk(value, inner, lines, seen, where, error, offset)


def validated(
    model: type[M],
    data: Mapping[str, Any],
    parsed: Parsed,
    where: Path | str,
    error: type[InputError],
) -> M:
    """`model` made from `data`; the first thing that is wrong is an `error` with its line."""
    try:
        return model.model_validate(data)
    except ValidationError as invalid:
        first = invalid.errors(include_url=False)[0]
        place = tuple(part for part in first["loc"] if (part,) != ("__root__",))
        raise error(
            f"{_said(place, first)}", where=where, line=line_of(parsed.lines, place)
        ) from None


def line_of(lines: Mapping[tuple[str | int, ...], int], place: Sequence[str | int]) -> int | None:
    """The line of a key path, or of the nearest enclosing key that is written in the file."""
    for end in range(len(place), 0, -1):
        line = lines.get(tuple(place[:end]))
        if line is not None:
            return line
    return min(lines.values(), default=None)


def _said(place: Sequence[str | int], first: Any) -> str:
    key = ".".join(str(part) for part in place) or "the file"
    if first["type"] == "extra_forbidden":
        return f"unknown key {key!r}"
    if first["type"] == "missing":
        return f"key {key!r} is missing"
    message = first["msg"].removeprefix("Value error, ")
    return f"{key}: {message[0].lower() + message[1:]} (found {_short(first.get('input'))})"


def _short(value: Any) -> str:
    shown = repr(value)
    return shown if len(shown) <= 60 else shown[:57] + "..."


class FrontMatter(NamedTuple):
    """A Markdown file with YAML front matter. `body_line` is the line (from 1) of the body's start."""

    head: Parsed
    body: str
    body_line: int


def compose(head: Mapping[str, Any], body: str) -> str:
    """The text of a Markdown file with this front matter; `split` gives it back."""
    front = yaml.safe_dump(dict(head), allow_unicode=True, sort_keys=False, width=1_000)
    return f"---\n{front}---\n\n{body.lstrip()}"


def split(text: str, where: Path | str, error: type[InputError]) -> FrontMatter:
    """Split `---` front matter from the body. Raises `error` where it is missing or not a mapping."""
    lines = text.splitlines(keepends=True)
    if not lines or lines[0].strip() != "---":
        raise error("must begin with front matter between two lines of ---", where=where, line=1)
    end = next((number for number, line in enumerate(lines[1:], 1) if line.strip() == "---"), None)
    if end is None:
        raise error("the front matter has no closing line of ---", where=where, line=1)
    parsed = parse_yaml("".join(lines[1:end]), where, error, offset=1)
    if not isinstance(parsed.data, dict):
        raise error("the front matter must be `key: value` lines", where=where, line=2)
    return FrontMatter(parsed, "".join(lines[end + 1 :]), end + 2)
