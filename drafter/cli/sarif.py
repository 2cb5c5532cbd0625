"""Findings as SARIF 2.1.0, the format that code hosts show beside a change.

Standard: OASIS, Static Analysis Results Interchange Format (SARIF) Version 2.1.0.
"""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from drafter import __version__
from drafter.model.finding import Finding, position

if TYPE_CHECKING:
    from drafter.cli.linting import Checked, Text

_LEVELS = {"error": "error", "warning": "warning", "suggestion": "note"}


def sarif(checked: "Sequence[Checked]") -> dict[str, Any]:
    """One run over all texts. What could not be checked, and by which rule, is a notification."""
    findings = [(one, found) for one in checked if one.report for found in one.report.findings]
    rules = {found.rule: found for _, found in findings}
    places = {name: place for place, name in enumerate(rules)}
    run = {
        "tool": {
            "driver": {
                "name": "drafter",
                "version": __version__,
                "rules": [_rule(found) for found in rules.values()],
            }
        },
        "columnKind": "unicodeCodePoints",
        "invocations": [
            {
                "executionSuccessful": not any(one.error for one in checked),
                "toolExecutionNotifications": [
                    note for one in checked for note in _notifications(one)
                ],
            }
        ],
        "results": [_result(one.source, found, places[found.rule]) for one, found in findings],
    }
    return {
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [run],
    }


def _notifications(one: "Checked") -> Iterator[dict[str, Any]]:
    where = [{"physicalLocation": {"artifactLocation": {"uri": _uri(one.source.file)}}}]
    if one.error:
        yield {"level": "error", "message": {"text": one.error}, "locations": where}
    for skipped in one.report.skipped if one.report else ():
        said = f"{one.source.file}: skipped {skipped.rule}: {skipped.reason}"
        yield {"level": "note", "message": {"text": said}, "locations": where}


def _rule(found: Finding) -> dict[str, Any]:
    return {
        "id": found.rule,
        "shortDescription": {"text": found.why or found.rule},
        "properties": {"category": found.category, "tags": [found.category]},
    }


def _result(source: "Text", found: Finding, index: int) -> dict[str, Any]:
    message = found.message + (f" ({found.suggestion})" if found.suggestion else "")
    region = _region(source.text, found.start, found.end)
    if source.row is not None:
        region = {"startLine": source.row}
        message = f"{source.id or source.row}: {found.match!r}: {message}"
    artifact = {"uri": _uri(source.file)}
    result = {
        "ruleId": found.rule,
        "ruleIndex": index,
        "level": _LEVELS[found.level.value],
        "message": {"text": message},
        "locations": [{"physicalLocation": {"artifactLocation": artifact, "region": region}}],
        "partialFingerprints": {"finding/v1": found.key},
    }
    fixes = [] if source.row is not None else list(_fixes(source.text, found, artifact))
    return result | ({"fixes": fixes} if fixes else {})


def _fixes(text: str, found: Finding, artifact: dict[str, str]) -> Iterator[dict[str, Any]]:
    """What a person may choose to apply: the rewritten sentence, the word in place of another."""
    offered = []
    if found.rewrites:
        offered.append((found.rewrite_start, found.rewrite_end, found.rewrite))
    if found.replaces:
        offered.append((found.start, found.end, found.suggestion))
    for start, end, words in offered:
        replacement = {
            "deletedRegion": _region(text, start, end),
            "insertedContent": {"text": words},
        }
        yield {
            "description": {"text": words or "Take the sentence out."},
            "artifactChanges": [{"artifactLocation": artifact, "replacements": [replacement]}],
        }


def _region(text: str, start: int, end: int) -> dict[str, int]:
    line, column = position(text, start)
    lines = text[start:end].split("\n")
    last = column + len(lines[0]) if len(lines) == 1 else len(lines[-1]) + 1
    return {
        "startLine": line,
        "startColumn": column,
        "endLine": line + len(lines) - 1,
        "endColumn": last,
        "charOffset": start,
        "charLength": end - start,
    }


def _uri(file: str) -> str:
    """A relative path stays one, as code hosts want it; its odd characters are escaped."""
    if file == "<stdin>":
        return "stdin"
    path = Path(file)
    return path.as_uri() if path.is_absolute() else quote(path.as_posix())
