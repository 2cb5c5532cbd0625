"""A rule file's text: read, checked against its type, and the line that a mistake stands on."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import regex
import yaml
from pydantic import ValidationError

from drafter.checks.patterns import patterns
from drafter.checks.rules.spec import Spec
from drafter.errors import RuleError

# The base loader keeps scalars as written: a token `no` or `1.10` is text, as in Go's YAML.
_Loader: Any = getattr(yaml, "CBaseLoader", yaml.BaseLoader)


def read(path: Path) -> dict[str, Any]:
    """The keys of a rule file. Raises RuleError with the line for what is no YAML or no mapping."""
    try:
        data = yaml.load(path.read_text(encoding="utf-8-sig"), Loader=_Loader)
    except (yaml.YAMLError, UnicodeDecodeError) as bad:
        mark = getattr(bad, "problem_mark", None)
        said = f"not valid YAML: {getattr(bad, 'problem', bad)}"
        raise RuleError(said, where=path, line=mark.line + 1 if mark else 1) from None
    except (OSError, RecursionError) as bad:
        raise RuleError(f"cannot be read: {type(bad).__name__}", where=path) from None
    if not isinstance(data, dict):
        raise RuleError("a rule is a list of `key: value` lines", where=path, line=1)
    return data


def validated(kind: type[Spec], data: dict[str, Any], path: Path) -> Spec:
    """The rule of a file. Raises RuleError naming the line and the first key that is wrong."""
    try:
        return kind.model_validate(data)
    except ValidationError as bad:
        first = bad.errors(include_url=False)[0]
        key = ".".join(str(part) for part in first["loc"])
        said = f"{key}: {first['msg'].removeprefix('Value error, ')}"
        if first["type"] == "extra_forbidden":
            said = f"key {key!r} is unknown in a rule of type {data['extends']!r}"
        raise RuleError(said, where=path, line=line(path, first["loc"])) from None


def broken(spec: Spec, path: Path) -> RuleError:
    """The error that names the pattern of a rule that does not compile."""
    for key in spec.compiled:
        value = getattr(spec, key)
        value = ("".join(value),) if key == "raw" else value
        at = value if isinstance(value, Mapping) else range(len(value))
        for place, pattern in zip(at, value, strict=True):
            try:
                patterns.compiled(pattern, False)
            except regex.error as bad:
                said = f"{key}: {pattern!r} is not a valid pattern: {bad}"
                return RuleError(said, where=path, line=line(path, (key, place)))
    return RuleError("these patterns cannot be joined into one", where=path, line=1)


def line(path: Path, place: Sequence[int | str]) -> int:
    """The line (from 1) of a key path, or of the nearest enclosing key that is in the file."""
    node: Any = yaml.compose(path.read_text(encoding="utf-8-sig"), Loader=_Loader)
    found = 1
    for step in place:
        pairs: dict[Any, Any] = {}
        if isinstance(node, yaml.MappingNode):
            pairs = {key.value: (key, item) for key, item in node.value}
        elif isinstance(node, yaml.SequenceNode):
            pairs = {at: (item, item) for at, item in enumerate(node.value)}
        if step not in pairs:
            break
        key, node = pairs[step]
        found = key.start_mark.line + 1
    return found
