"""`drafter check`: many files, one report each, as text, JSON or SARIF 2.1.0."""

import json
import sys
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from drafter import __version__
from drafter.errors import DrafterError, InputError
from drafter.model.brief import Ledger
from drafter.model.finding import Finding, Level, Report

if TYPE_CHECKING:
    from drafter.desk import Desk

_LIMIT = 20_000_000


class Text(NamedTuple):
    """One text to check and where it stands. `row` is the line in a .jsonl, from 1."""

    file: str
    text: str
    id: str | None = None
    kind: str | None = None
    row: int | None = None


class Checked(NamedTuple):
    """A text's report, or the one line that says why there is none."""

    source: Text
    report: Report | None
    error: str = ""


class Outcome(NamedTuple):
    """What became of all texts."""

    checked: tuple[Checked, ...]

    def printed(self, form: str) -> str:
        if form == "text":
            return "".join(f"{line}\n" for one in self.checked for line in _lines(one))
        data = _sarif(self.checked) if form == "sarif" else [_json(one) for one in self.checked]
        return json.dumps(data, ensure_ascii=False, indent=2) + "\n"

    def exit_code(self, fail_on: str) -> int:
        for one in self.checked:
            if one.error:
                print(f"drafter: {one.error}", file=sys.stderr)
        if any(one.error for one in self.checked):
            return 2
        if fail_on == "never":
            return 0
        return int(any(one.report and one.report.at_least(Level(fail_on)) for one in self.checked))


def lint(
    desk: "Desk",
    files: Sequence[Path],
    *,
    kind: str | None,
    channel: str | None,
    facts: Path | None,
    as_of: str | None,
    by_meaning: bool = True,
) -> Outcome:
    """Check every file; a file that cannot be read does not stop the others."""
    ledger = _ledger(desk, facts, as_of)
    checked: list[Checked] = []
    for path in files:
        try:
            texts = list(_texts(path))
        except InputError as wrong:
            checked.append(Checked(Text(str(path), ""), None, str(wrong)))
            continue
        checked += [_checked(desk, text, kind, channel, ledger, by_meaning) for text in texts]
    return Outcome(tuple(checked))


def _ledger(desk: "Desk", facts: Path | None, as_of: str | None) -> Ledger | None:
    when: date | None = None
    if as_of is not None:
        try:
            when = datetime.fromisoformat(as_of) if "T" in as_of else date.fromisoformat(as_of)
        except ValueError:
            raise InputError(
                f"--as-of must be a date such as 2026-03-14 (found {as_of!r})"
            ) from None
    if facts is None:
        return None
    ledger = desk.facts.read_file(facts)
    return ledger if when is None else ledger.model_copy(update={"as_of": when})


def _checked(
    desk: "Desk",
    text: Text,
    kind: str | None,
    channel: str | None,
    ledger: Ledger | None,
    by_meaning: bool,
) -> Checked:
    try:
        report = desk.checking.text(
            text.text,
            kind=text.kind or kind,
            channel=channel,
            ledger=ledger,
            by_meaning=by_meaning,
        )
    except DrafterError as wrong:
        return Checked(text, None, f"{text.file}: {wrong}")
    return Checked(text, report)


def _texts(path: Path) -> Iterator[Text]:
    name = "<stdin>" if str(path) == "-" else str(path)
    text = _decoded(path, name)
    if path.suffix != ".jsonl":
        if not text.strip():
            raise InputError("is empty: there is nothing to check", where=name)
        yield Text(name, text)
        return
    for number, line in enumerate(text.splitlines(), 1):
        if line.strip():
            yield _row(name, number, line)


def _row(name: str, number: int, line: str) -> Text:
    try:
        row = json.loads(line)
    except (ValueError, RecursionError):
        raise InputError("is not JSON", where=name, line=number) from None
    if not isinstance(row, dict) or not isinstance(row.get("text"), str) or not row["text"].strip():
        raise InputError('needs an object with a "text" that is not empty', where=name, line=number)
    identity = row.get("id")
    kind = row.get("kind")
    return Text(name, row["text"], None if identity is None else str(identity), kind, number)


def _decoded(path: Path, name: str) -> str:
    try:
        if name == "<stdin>":
            data = sys.stdin.buffer.read(_LIMIT + 1)
        else:
            with path.open("rb") as file:
                data = file.read(_LIMIT + 1)
    except OSError as broken:
        raise InputError(f"cannot be read: {broken.strerror}", where=name) from None
    if len(data) > _LIMIT:
        raise InputError(f"is larger than {_LIMIT:,} bytes: split it", where=name)
    if b"\0" in data:
        raise InputError("is a binary file, not a text", where=name)
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as bad:
        raise InputError(
            f"is not UTF-8 text (byte {bad.start}): save it as UTF-8", where=name
        ) from None


def _lines(one: Checked) -> Iterator[str]:
    if one.report is None:
        return
    place = (
        one.source.file
        if one.source.row is None
        else f"{one.source.file}:{one.source.id or one.source.row}"
    )
    for found in one.report.findings:
        yield f"{place}:{found.line}:{found.column} {found.level.value} {found.rule} {found.message}"
    for skipped in one.report.skipped:
        yield f"{place}: skipped {skipped.rule}: {skipped.reason}"


def _json(one: Checked) -> dict[str, Any]:
    data: dict[str, Any] = {"file": one.source.file, "id": one.source.id}
    if one.report is None:
        return data | {"error": one.error} | Report().model_dump(mode="json")
    return data | one.report.model_dump(mode="json")


_SARIF_LEVELS = {"error": "error", "warning": "warning", "suggestion": "note"}


def _sarif(checked: Sequence[Checked]) -> dict[str, Any]:
    findings = [(one, found) for one in checked if one.report for found in one.report.findings]
    rules = {found.rule: found for _, found in findings}
    failed = [one.error for one in checked if one.error]
    return {
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [
            {
                "tool": {
                    "driver": {
                        "name": "drafter",
                        "version": __version__,
                        "rules": [_sarif_rule(found) for found in rules.values()],
                    }
                },
                "columnKind": "unicodeCodePoints",
                "invocations": [
                    {
                        "executionSuccessful": not failed,
                        "toolExecutionNotifications": [
                            {"level": "error", "message": {"text": error}} for error in failed
                        ],
                    }
                ],
                "results": [
                    _sarif_result(one, found, list(rules).index(found.rule))
                    for one, found in findings
                ],
            }
        ],
    }


def _sarif_rule(found: Finding) -> dict[str, Any]:
    return {
        "id": found.rule,
        "shortDescription": {"text": found.why or found.rule},
        "properties": {"category": found.category},
    }


def _sarif_result(one: Checked, found: Finding, index: int) -> dict[str, Any]:
    lines = found.match.split("\n")
    end_column = found.column + len(found.match) if len(lines) == 1 else len(lines[-1]) + 1
    message = found.message + (f" ({found.suggestion})" if found.suggestion else "")
    region: dict[str, Any] = {
        "startLine": found.line,
        "startColumn": found.column,
        "endLine": found.line + len(lines) - 1,
        "endColumn": end_column,
        "charOffset": found.start,
        "charLength": found.end - found.start,
    }
    if one.source.row is not None:
        region = {"startLine": one.source.row}
        message = f"{one.source.id or one.source.row}: {found.match!r}: {message}"
    uri = Path(one.source.file).as_posix() if one.source.file != "<stdin>" else "stdin"
    return {
        "ruleId": found.rule,
        "ruleIndex": index,
        "level": _SARIF_LEVELS[found.level.value],
        "message": {"text": message},
        "locations": [{"physicalLocation": {"artifactLocation": {"uri": uri}, "region": region}}],
    }
