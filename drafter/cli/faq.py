"""`drafter faq`: questions out of an export, answers out of confirmed facts, all into one file."""

import contextlib
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from drafter.cli import given
from drafter.errors import DrafterError, InputError

if TYPE_CHECKING:
    from drafter.desk import Desk
    from drafter.desk.faq import Faq
    from drafter.model.faq import Job, Progress, Question

_FORMS = ("csv", "jsonl", "md", "xlsx", "html")
_EVERY = 1.0  # seconds between two lines of progress


Mentions = Annotated[
    Path,
    typer.Argument(
        metavar="MENTIONS",
        help="The export of a listening tool, or a table with a column of questions.",
    ),
]
FactsFile = Annotated[
    Path, typer.Option("--facts", metavar="FACTS.yaml", help="The facts to answer from.")
]
Out = Annotated[
    Path,
    typer.Option("--out", metavar="FAQ.csv", help="csv, jsonl, md, xlsx or html, by its ending."),
]
Resume = Annotated[
    bool,
    typer.Option(
        "--resume", help="Go on with the job of this file: what is open, failed or out of date."
    ),
]
Column = Annotated[
    str | None,
    typer.Option("--questions", metavar="COLUMN", help="Take the questions from this column."),
]
Most = Annotated[
    int, typer.Option(min=1, help="From mentions: so many questions, those of most people.")
]
Channel = Annotated[str, typer.Option(help="The channel whose limits count.")]
Language = Annotated[str, typer.Option(help="Language of the answers.")]
Concurrency = Annotated[int | None, typer.Option(min=1, max=256, help="Model calls at a time.")]


def faq(
    mentions: Mentions,
    facts: FactsFile,
    out: Out,
    resume: Resume = False,
    questions: Column = None,
    most: Most = 500,
    channel: Channel = "web",
    language: Language = "en",
    concurrency: Concurrency = None,
) -> None:
    """Answer the questions people ask, in bulk. The rows of the job lie in OUT.job, for --resume."""
    form = _form(out)
    desk = given.desk()
    work = desk.faq.beside(out, desk.facts.read_file(facts))
    try:
        job = _old(work, out) if resume else None
        if job is None:
            found = _asked(desk, work, mentions, questions, most)
            _clear(work)
            job = work.plan(
                found, title=f"Questions in {mentions.name}", by=given.me(), channel=channel,
                language=language, notes=(f"{mentions.name}|{questions or ''}",),
            )  # fmt: skip
        end = _run(work, job, concurrency)
        given_out = work.export(job.id, form=form)
    finally:
        with contextlib.suppress(DrafterError):
            work.close()
    given.write(out, given_out)
    print(_summary(end, out))
    raise typer.Exit(0 if _all_settled(end) else 1)


def _form(out: Path) -> str:
    form = out.suffix.lower().removeprefix(".")
    if form not in _FORMS:
        raise InputError(f"the file must end in .{', .'.join(_FORMS)}", where=out)
    if not out.parent.is_dir():
        raise InputError("no such folder", where=out.parent)
    return form


def _old(work: "Faq", out: Path) -> "Job | None":
    """The job that lies beside the file, with its failed and outdated rows pending again."""
    found = work.of("")
    if not found:
        given.warn(f"nothing to resume beside {out}: beginning anew")
        return None
    job = found[0]
    me = given.me()
    stale, failed = work.refresh(job.id, by=me), work.again(job.id, by=me)
    given.warn(f"resumed: {stale} answers out of date, {failed} failed rows to try again")
    return job


def _asked(
    desk: "Desk", work: "Faq", mentions: Path, column: str | None, most: int
) -> "tuple[Question, ...]":
    data = given.content(mentions)
    if column is not None:
        listed = work.listed(data, name=mentions.name, column=column)
        rejected = len(listed.report.rejected)
        given.warn(*listed.report.warnings)
        if rejected:
            given.warn(f"{rejected} of {listed.report.read} rows hold no question")
        if not listed.questions:
            raise InputError(f"the column {column!r} holds no question", where=mentions)
        return listed.questions
    found = desk.mentions.read(data, name=mentions.name)
    given.warn(*found.imported.report.warnings)
    asked = work.asked(found.imported.mentions, found.concerns)
    if not asked:
        raise InputError("nobody asks a question in these posts", where=mentions)
    if len(asked) > most:
        given.warn(f"{len(asked) - most} questions of fewer people are left out (--most {most})")
    return asked[:most]


def _clear(work: "Faq") -> None:
    """A new run takes the place of the old one, unless a process is still at it."""
    for job in work.of(""):
        work.remove(job.id)


def _run(work: "Faq", job: "Job", concurrency: int | None) -> "Progress":
    said, at = "", 0.0

    def told(progress: "Progress") -> None:
        nonlocal said, at
        line = _line(progress)
        if line != said and time.monotonic() - at >= _EVERY:
            said, at = line, time.monotonic()
            _say(line)

    end = work.run(job.id, by=given.me(), concurrency=concurrency, told=told)
    if (line := _line(end)) != said:
        _say(line)
    if sys.stderr.isatty():
        print(file=sys.stderr)
    return end


def _line(progress: "Progress") -> str:
    left = progress.remaining
    time_left = f", about {left:.0f} s left" if left else ""
    rate = f", {progress.rate:.1f} a second" if progress.rate else ""
    line = f"{progress.settled} of {progress.total} questions{rate}{time_left}"
    if progress.finished and progress.unchecked:
        line = f"{progress.total} questions done, {progress.unchecked} answers still to be checked"
    return line


def _say(line: str) -> None:
    if sys.stderr.isatty():
        print(f"\r\x1b[K{line}", end="", file=sys.stderr, flush=True)
    else:
        print(f"drafter: {line}", file=sys.stderr, flush=True)


def _all_settled(end: "Progress") -> bool:
    from drafter.model.faq import State

    return end.finished and not end.of(State.FAILED)


def _summary(end: "Progress", out: Path) -> str:
    from drafter.model.faq import State

    told = [f"{end.of(State.DONE)} answered", f"{end.of(State.NEEDS_ANSWER)} need an answer"]
    if end.of(State.FAILED):
        told.append(f"{end.of(State.FAILED)} failed")
    if not end.finished:
        told.append(f"{end.total - end.settled} not asked" + (f" ({end.note})" if end.note else ""))
    again = "" if _all_settled(end) else "; --resume goes on"
    return f"{out}: {end.total} questions: {', '.join(told)}{again}"
