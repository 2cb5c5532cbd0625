"""`drafter check`: many files, one report each, as text or JSON; as SARIF in `sarif`."""

import json
import sys
from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from drafter.cli.progress import Progress
from drafter.cli.sarif import sarif
from drafter.errors import DrafterError, InputError, RuleError
from drafter.model.brief import Ledger
from drafter.model.finding import Level, Report

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
            lines = [line for one in self.checked for line in _lines(one)]
            return "".join(f"{line}\n" for line in (*lines, *_unchecked(self.checked)))
        data = sarif(self.checked) if form == "sarif" else [_json(one) for one in self.checked]
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
    """Check every text. A file or row that cannot be read does not stop the others.

    Raises InputError or NotFound for what is wrong with all of them: options, facts, rule files.
    """
    desk.checking.known(kind, channel)
    ledger = _ledger(desk, facts, as_of)
    _ = desk.rules
    with Progress(len(files)) as progress:
        return Outcome(
            tuple(
                progress.counted(_checked(desk, text, kind, channel, ledger, by_meaning))
                for path in files
                for text in progress.begun(_texts(path))
            )
        )


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
    text: "Text | Checked",
    kind: str | None,
    channel: str | None,
    ledger: Ledger | None,
    by_meaning: bool,
) -> Checked:
    if isinstance(text, Checked):
        return text
    try:
        report = desk.checking.text(
            text.text,
            kind=text.kind or kind,
            channel=channel,
            ledger=ledger,
            by_meaning=by_meaning,
        )
    except RuleError:
        raise
    except DrafterError as wrong:
        return Checked(text, None, str(InputError(str(wrong), where=text.file, line=text.row)))
    return Checked(text, report)


def _texts(path: Path) -> Iterator[Text | Checked]:
    """The texts of a file, and in the place of one that cannot be read the reason."""
    name = "<stdin>" if str(path) == "-" else str(path)
    try:
        text = _decoded(path, name)
        if not text.strip():
            raise InputError("is empty: there is nothing to check", where=name)
    except InputError as wrong:
        yield Checked(Text(name, ""), None, str(wrong))
        return
    if path.suffix != ".jsonl":
        yield Text(name, text)
        return
    # Not splitlines: a text may hold a line separator of Unicode, which ends no row.
    for number, line in enumerate(text.split("\n"), 1):
        if line.strip():
            yield _row_or_reason(name, number, line)


def _row_or_reason(name: str, number: int, line: str) -> Text | Checked:
    try:
        return _row(name, number, line)
    except InputError as wrong:
        return Checked(Text(name, "", row=number), None, str(wrong))


def _row(name: str, number: int, line: str) -> Text:
    try:
        row = json.loads(line)
    except (ValueError, RecursionError):
        raise InputError("is not JSON", where=name, line=number) from None
    if not isinstance(row, dict) or not isinstance(row.get("text"), str) or not row["text"].strip():
        raise InputError('needs an object with a "text" that is not empty', where=name, line=number)
    identity = row.get("id")
    kind = row.get("kind")
    if not isinstance(kind, str | None):
        raise InputError(f'"kind" must be a word (found {kind!r})', where=name, line=number)
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
    for found in one.report.findings if one.report else ():
        at = f"{_place(one)}:{found.line}:{found.column}"
        yield f"{at} {found.level.value} {found.rule} {' '.join(found.message.split())}"


def _unchecked(checked: Sequence[Checked]) -> Iterator[str]:
    """What did not run, once for all texts that it holds for."""
    places: dict[tuple[str, str], list[str]] = defaultdict(list)
    for one in checked:
        for skipped in one.report.skipped if one.report else ():
            places[skipped.rule, skipped.reason].append(_place(one))
    for (rule, reason), some in places.items():
        yield f"{some[0] if len(some) == 1 else f'{len(some)} texts'}: skipped {rule}: {reason}"


def _place(one: Checked) -> str:
    row = one.source.id or one.source.row
    return one.source.file if one.source.row is None else f"{one.source.file}:{row}"


def _json(one: Checked) -> dict[str, Any]:
    data: dict[str, Any] = {"file": one.source.file, "id": one.source.id}
    if one.report is None:
        return data | {"error": one.error} | Report().model_dump(mode="json")
    return data | one.report.model_dump(mode="json")
