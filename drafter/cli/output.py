"""How the command line prints what the desk returns."""

import csv
import io
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from drafter.model.base import cell
from drafter.model.crisis import Concern, ImportReport
from drafter.model.finding import Report
from drafter.model.knowledge import Passage
from drafter.model.statement import Statement

if TYPE_CHECKING:
    from drafter.adapters.library import SyncReport
    from drafter.desk.documents import Entry
    from drafter.desk.drafting import Drafted
    from drafter.desk.health import Sign
    from drafter.desk.mentions import Found


def import_text(name: str, report: ImportReport) -> str:
    """One line of counts, then the columns, the warnings and every rejected row."""
    new = report.kept - report.known
    lines = [
        f"{name}: {report.read} rows read: {report.kept} kept ({new} new), "
        f"{report.duplicates} duplicates, {len(report.rejected)} rejected"
    ]
    if report.mapping:
        lines.append(
            "columns: " + ", ".join(f"{ours} = {theirs}" for ours, theirs in report.mapping.items())
        )
    lines += [f"note: {warning}" for warning in report.warnings]
    lines += [f"rejected row {rejection.row}: {rejection.reason}" for rejection in report.rejected]
    return "\n".join(lines)


def concerns_json(found: "Found") -> dict[str, Any]:
    report = found.imported.report
    return {
        "mentions": report.read,
        "kept": report.kept,
        "duplicates": report.duplicates,
        "rejected": [rejection.model_dump() for rejection in report.rejected],
        "warnings": list(report.warnings),
        "concerns": [
            concern.model_dump(mode="json", exclude={"mention_ids"}) for concern in found.concerns
        ],
    }


def _count(number: int, one: str, many: str = "") -> str:
    return f"{number} {one if number == 1 else many or one + 's'}"


def concerns_text(found: "Found") -> str:
    texts = {mention.id: mention.text for mention in found.imported.mentions}
    report = found.imported.report
    tops = [concern for concern in found.concerns if concern.parent is None]
    lines = [
        f"{_count(report.kept, 'post')}, {_count(len(tops), 'concern')} "
        f"({_count(report.duplicates, 'duplicate')}, {_count(len(report.rejected), 'rejected row')})"
    ]
    for concern in tops:
        lines.append(
            f"\n{_count(concern.authors, 'person', 'people')}, {_count(concern.size, 'post')} "
            f"({concern.share:.0%}): {concern.label}"
        )
        lines += [f"  {line}" for line in _shades(concern, found.concerns)]
        if concern.question:
            lines.append(f"  asks: {concern.question}")
        lines += [f"  - {_short(texts[one])}" for one in concern.examples[:3]]
    return "\n".join(lines) + "\n"


def _shades(concern: Concern, all_of_them: Iterable[Concern]) -> list[str]:
    """How genuine, in what mood, and what its largest parts are."""
    lines = []
    if concern.genuine is not None:
        mood = "" if concern.sentiment is None else f", tone {concern.sentiment:+.2f}"
        lines.append(f"{concern.genuine:.0%} give a reason that can be checked or acted on{mood}")
    parts = [f"{one.label} ({one.authors})" for one in all_of_them if one.parent == concern.id]
    return [*lines, *([f"among them: {'; '.join(parts[:4])}"] if parts else [])]


_CONCERN = (
    "id", "parent", "label", "keyphrases", "size", "authors", "share", "genuine", "sentiment", "question",
)  # fmt: skip


def concerns_csv(found: "Found") -> str:
    rows = [
        [
            "; ".join(concern.keyphrases) if column == "keyphrases" else getattr(concern, column)
            for column in _CONCERN
        ]
        for concern in found.concerns
    ]
    return _csv(list(_CONCERN), rows)


def assignments_csv(found: "Found") -> str:
    """One line for every data row of the input: a duplicate has its original's, a rejected row none."""
    judged = {one.mention: one for one in found.judged}
    ids = {mention.row: mention.id for mention in found.imported.mentions} | dict(
        found.imported.originals
    )
    rows = []
    for row in range(found.imported.report.read):
        its = judged.get(ids.get(row, ""))
        told = (
            [its.mention, its.concern, its.sub, its.genuine, its.sentiment] if its else [None] * 5
        )
        rows.append([row, *told])
    return _csv(["row", "mention_id", "concern_id", "subconcern_id", "genuine", "sentiment"], rows)


def _csv(header: list[str], rows: Iterable[list[Any]]) -> str:
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\n")
    writer.writerow(header)
    writer.writerows([[cell(one) if isinstance(one, str) else one for one in row] for row in rows])
    return buffer.getvalue()


def _short(text: str, most: int = 110) -> str:
    line = " ".join(text.split())
    return line if len(line) <= most else line[: most - 3] + "..."


def draft_json(
    drafted: "Drafted", kind: str, channel: str, language: str, stored: Statement | None
) -> dict[str, Any]:
    draft, report = drafted.draft, drafted.report
    data: dict[str, Any] = {
        "text": draft.text,
        "kind": kind,
        "channel": channel,
        "language": language,
        "origin": draft.origin,
        "model": draft.run.model,
        "facts_used": list(draft.facts_used),
        "citations": [cited.model_dump() for cited in draft.citations],
        "missing": list(draft.missing),
        "warnings": list(draft.warnings),
        "passages": [passage.model_dump(exclude={"citable"}) for passage in drafted.passages],
        **report_json(report),
    }
    if stored is not None:
        data |= {"id": stored.id, "revision": stored.latest.number}
    return data


def report_json(report: Report) -> dict[str, Any]:
    return report.model_dump(mode="json")


def draft_text(drafted: "Drafted", stored: Statement | None) -> list[str]:
    """What to say beside the text, on standard error."""
    draft = drafted.draft
    origin = (
        "composed from the playbook"
        if draft.origin == "playbook"
        else f"drafted by {draft.run.model}"
    )
    lines = [f"{origin}; rests on {', '.join(draft.facts_used) or 'no fact'}"]
    if stored is not None:
        lines.append(f"stored as statement {stored.id}, revision {stored.latest.number}")
    lines += [f"missing: {one}" for one in draft.missing]
    lines += [f"note: {one}" for one in draft.warnings]
    lines += [
        f"{found.level.value}: {found.match!r}: {found.message}"
        for found in drafted.report.findings
    ]
    lines += [
        f"recalled {passage.path}:{passage.start_line} ({passage.why})"
        for passage in drafted.passages
    ]
    return lines


def passages_text(query: str, found: Iterable[Passage]) -> str:
    lines = [f"{query}"]
    for passage in found:
        lines.append(f"  {passage.path}:{passage.start_line}-{passage.end_line}  {passage.title}")
        lines.append(f"    {_short(passage.text)}")
        lines.append(f"    why: {passage.why}")
    return "\n".join(lines if len(lines) > 1 else [*lines, "  nothing found"])


def sync_text(report: "SyncReport") -> str:
    """The counts, then every document that came, changed or went; failures are told elsewhere."""
    lines = [
        f"{report.passages} passages; {len(report.added)} documents added, {len(report.changed)} changed, "
        f"{len(report.removed)} removed, {len(report.failed)} failed"
    ]
    for what in ("added", "changed", "removed"):
        lines += [f"{what}: {path}" for path in getattr(report, what)]
    return "\n".join(lines)


def documents_text(found: "Iterable[Entry]") -> str:
    """One line a document; below it what is wrong with one that fails."""
    lines = []
    for entry in found:
        whose = "own" if entry.own else "shipped"
        words = [whose, *["citable"] * entry.citable]
        words += ["not indexed"] * (entry.state == "ok" and not entry.indexed)
        lines.append(f"{entry.state:<8} {entry.path}  {entry.title} ({', '.join(words)})")
        lines += [f"         {entry.reason}"] * bool(entry.reason)
    return "\n".join(lines)


def doctor_text(signs: Iterable["Sign"]) -> str:
    marks = {"ok": "ok    ", "note": "note  ", "broken": "BROKEN"}
    return "\n".join(
        f"{marks[sign.state]}  {sign.what:<15} {sign.said}"
        + (f"\n        -> {sign.remedy}" if sign.remedy else "")
        for sign in signs
    )
