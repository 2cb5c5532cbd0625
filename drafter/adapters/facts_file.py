"""FACTS.yaml (or JSON): a ledger as a file people write, and back."""

from pathlib import Path
from typing import Any

import yaml

from drafter.errors import FactsError
from drafter.frontmatter import Parsed, parse_yaml, read_text, validated
from drafter.model.brief import Ledger


def load(path: Path) -> Ledger:
    """The ledger in a file. Raises FactsError naming file, line and key."""
    return parse(read_text(path, FactsError), path)


def parse(text: str, where: Path | str) -> Ledger:
    """The ledger in a YAML or JSON text. `crisis` becomes the ledger's frame."""
    parsed = parse_yaml(text, where, FactsError)
    if parsed.data is None:
        raise FactsError("is empty: it needs `organisation:` and `facts:`", where=where)
    if not isinstance(parsed.data, dict):
        raise FactsError(
            "must be `key: value` lines, such as `organisation:` and `facts:`", where=where
        )
    data: dict[str, Any] = dict(parsed.data)
    if "crisis" in data:
        data["frame"] = data.pop("crisis") or {}
    for fact in data.get("facts") or ():
        if isinstance(fact, dict) and fact.get("source") is None:
            fact.pop("source", None)
    lines = {tuple("frame" if part == "crisis" else part for part in key): line
             for key, line in parsed.lines.items()}  # fmt: skip
    _refuse_duplicates(data, parsed, where)
    return validated(Ledger, data, Parsed(data, lines), where, FactsError)


def _refuse_duplicates(data: dict[str, Any], parsed: Parsed, where: Path | str) -> None:
    seen: set[str] = set()
    facts = data.get("facts")
    for place, fact in enumerate(facts if isinstance(facts, list) else ()):
        name = str(fact.get("id")) if isinstance(fact, dict) else ""
        if name in seen:
            line = parsed.lines.get(("facts", place, "id"))
            raise FactsError(f"fact id {name!r} is used twice", where=where, line=line)
        seen.add(name)


def dump(ledger: Ledger) -> str:
    """The ledger as YAML that `parse` reads back to an equal one."""
    data = ledger.model_dump(mode="json", exclude_none=True, exclude_defaults=True)
    data.setdefault("facts", [])
    data["facts"] = [
        fact.model_dump(mode="json", exclude_none=True, exclude_defaults=True)
        | {"status": fact.status.value}
        for fact in ledger.facts
    ]
    if "frame" in data:
        data["crisis"] = data.pop("frame")
    order = ("as_of", "timezone", "organisation", "names", "crisis", "facts")
    ordered = {key: data[key] for key in order if key in data}
    return yaml.safe_dump(ordered, allow_unicode=True, sort_keys=False, width=100)
