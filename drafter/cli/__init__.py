"""The command line. Each command calls one verb of the desk; formats and exit codes are a contract."""

import os
import sys
from pathlib import Path
from typing import Annotated

import typer

from drafter.cli import given
from drafter.cli.faq import faq
from drafter.cli.given import Form
from drafter.cli.knowledge import knowledge_app
from drafter.errors import DrafterError, InputError

app = typer.Typer(
    help="The desk a communications team works at when a backlash starts.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)
facts_app = typer.Typer(help="The ledger of what is confirmed.", no_args_is_help=True)
app.add_typer(facts_app, name="facts")
app.add_typer(knowledge_app, name="knowledge")
app.command()(faq)

Slug = Annotated[str, typer.Option("--crisis", metavar="SLUG", help="The crisis, by its slug.")]
MaybePost = Annotated[
    str | None, typer.Option(metavar="TEXT|-", help="The post that a reply answers; - is stdin.")
]
MaybeSlug = Annotated[
    str | None, typer.Option("--crisis", metavar="SLUG", help="A crisis of the desk.")
]
FactsFile = Annotated[
    Path | None,
    typer.Option("--facts", metavar="FACTS.yaml", help="A facts file; nothing is stored."),
]
MentionsFile = Annotated[
    Path,
    typer.Argument(metavar="MENTIONS", help="The export of a listening tool; - is pasted lines."),
]
Columns = Annotated[
    list[str] | None,
    typer.Option(
        "--column", metavar="FIELD=COLUMN", help="Which column is what; may be given again."
    ),
]
Dates = Annotated[
    str | None,
    typer.Option(metavar="day|month", help="Which comes first in dates such as 03/04/2026."),
]


def main() -> None:
    """Run, and turn every failure into one line and an exit code: 2 for input, 3 for a bug."""
    try:
        sys.exit(app(standalone_mode=False) or 0)
    except DrafterError as wrong:
        _fail(str(wrong), wrong.exit_code)
    except (KeyboardInterrupt, EOFError):
        _fail("stopped", 130)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(0)
    except Exception as wrong:
        if hasattr(wrong, "format_message"):
            _fail(f"{wrong.format_message()} (drafter --help)", 2)
        from drafter.bugs import written_down

        _fail(
            f"this is a bug in drafter ({type(wrong).__name__}); it is written down in {written_down(wrong)}",
            3,
        )


def _fail(line: str, code: int) -> None:
    print(f"drafter: {' '.join(line.split())}", file=sys.stderr)
    sys.exit(code)


@app.command()
def run() -> None:
    """Open the desk in the browser."""
    from drafter.cli.serve import serve

    sys.exit(serve())


@app.command("import")
def import_(
    mentions: MentionsFile,
    crisis: Slug,
    columns: Columns = None,
    dates: Dates = None,
    rejected: Annotated[
        Path | None,
        typer.Option("--rejected", metavar="OUT.csv", help="Write the rows that were not taken."),
    ] = None,
    form: Form = "text",
) -> None:
    """Take mentions into a crisis; taking them twice adds nothing."""
    from drafter.cli.output import import_text

    given.one_of(form, "text", "json")
    name, data = given.export(mentions)
    desk, waiting = given.desk(), given.waiting()
    report = desk.mentions.take(
        crisis,
        data,
        name=name,
        by=given.me(),
        mapping=given.mapping(columns, desk, name, data),
        order=given.order(dates),
        progress=waiting,
    )
    waiting.done()
    if rejected is not None:
        from drafter.desk.mentions import rejections_csv

        given.write(rejected, rejections_csv(report).encode())
    if form == "json":
        given.print_json(report.model_dump(mode="json"))
    else:
        print(import_text(name, report))


@app.command()
def concerns(
    mentions: MentionsFile,
    columns: Columns = None,
    dates: Dates = None,
    assignments: Annotated[
        Path | None, typer.Option(metavar="OUT.csv", help="Write which row has which concern.")
    ] = None,
    form: Annotated[
        str, typer.Option("--format", metavar="text|json|csv", help="How to print.")
    ] = "text",
) -> None:
    """Find the concerns behind an export; nothing is stored."""
    from drafter.cli.output import assignments_csv, concerns_csv, concerns_json, concerns_text

    given.one_of(form, "text", "json", "csv")
    given.many()
    name, data = given.export(mentions)
    desk, waiting = given.desk(), given.waiting()
    found = desk.mentions.read(
        data,
        name=name,
        mapping=given.mapping(columns, desk, name, data),
        order=given.order(dates),
        progress=waiting,
    )
    waiting.done()
    if assignments is not None:
        given.write(assignments, assignments_csv(found).encode())
    given.warn(*found.imported.report.warnings)
    if form == "json":
        given.print_json(concerns_json(found))
    else:
        sys.stdout.write(concerns_csv(found) if form == "csv" else concerns_text(found))


@facts_app.command("import")
def facts_import(
    file: Annotated[
        Path, typer.Argument(metavar="FACTS.yaml", help="A facts file (YAML or JSON).")
    ],
    crisis: Slug,
) -> None:
    """Take a facts file into a crisis, which is made where there is none."""
    changed = given.desk().facts.import_file(crisis, file, by=given.me())
    print(
        f"{crisis}: {len(changed)} facts new or changed"
        + (f" ({', '.join(changed)})" if changed else "")
    )


@facts_app.command("export")
def facts_export(crisis: Slug) -> None:
    """Print the ledger of a crisis as a facts file."""
    sys.stdout.write(given.desk().facts.export(crisis))


@app.command()
def draft(
    kind: Annotated[str, typer.Option(metavar="KIND", help="apology, holding, reply, update, ...")],
    channel: Annotated[str, typer.Option(metavar="CHANNEL", help="x, press, email, web, ...")],
    facts: FactsFile = None,
    crisis: MaybeSlug = None,
    mentions: Annotated[
        Path | None,
        typer.Option(metavar="MENTIONS", help="Mentions, for the concerns behind them."),
    ] = None,
    post: MaybePost = None,
    language: Annotated[str, typer.Option(help="Language of the text.")] = "en",
    form: Form = "text",
) -> None:
    """Draft a statement. --facts stores nothing; --crisis stores it as a statement."""
    from drafter.cli.output import draft_json, draft_text

    given.one_of(form, "text", "json")
    if (facts is None) == (crisis is None):
        both = "not both" if facts else "one of them is needed"
        raise InputError(f"say either --facts FACTS.yaml or --crisis SLUG: {both}")
    answered = given.post(post, kind)
    desk = given.desk()
    if crisis is not None:
        if mentions is not None:
            name, data = given.export(mentions)
            desk.mentions.take(crisis, data, name=name, by=given.me())
        stored, drafted = desk.drafting.start(
            crisis,
            kind=kind,
            channel=channel,
            language=language,
            replying_to=answered,
            by=given.me(),
        )
    else:
        assert facts is not None
        ledger = desk.facts.read_file(facts)
        read = desk.mentions.read(given.content(mentions), name=mentions.name) if mentions else None
        stored = None
        drafted = desk.drafting.draft(
            ledger, kind=kind, channel=channel, language=language,
            concerns=read.concerns if read else (), mentions=read.imported.mentions if read else (),
            replying_to=answered,
        )  # fmt: skip
    if form == "json":
        given.print_json(draft_json(drafted, kind, channel, language, stored))
    else:
        given.warn(*draft_text(drafted, stored))
        print(drafted.draft.text)


@app.command()
def check(
    files: Annotated[
        list[Path] | None,
        typer.Argument(metavar="[FILES... | -]", help="Texts, or .jsonl; - is stdin."),
    ] = None,
    kind: Annotated[str | None, typer.Option(help="What kind of statement the texts are.")] = None,
    channel: Annotated[str | None, typer.Option(help="The channel whose limits count.")] = None,
    facts: FactsFile = None,
    as_of: Annotated[
        str | None, typer.Option("--as-of", metavar="DATE", help="What relative dates count from.")
    ] = None,
    embedder: Annotated[str, typer.Option(metavar="auto|off", help="Checks by meaning.")] = "auto",
    form: Annotated[
        str, typer.Option("--format", metavar="text|json|sarif", help="How to print.")
    ] = "text",
    fail_on: Annotated[
        str,
        typer.Option(
            "--fail-on", metavar="error|warning|suggestion|never", help="When to exit with 1."
        ),
    ] = "error",
) -> None:
    """Check texts: tone, claims, channel limits, apology parts, posture."""
    from drafter.cli.linting import lint

    given.one_of(form, "text", "json", "sarif")
    given.one_of(fail_on, "error", "warning", "suggestion", "never", option="--fail-on")
    given.one_of(embedder, "auto", "off", option="--embedder")
    desk = given.desk()
    outcome = lint(
        desk,
        files or [Path("-")],
        kind=kind,
        channel=channel,
        facts=facts,
        as_of=as_of,
        by_meaning=embedder == "auto",
    )
    given.warn(*filter(None, [desk.embedder_note]))
    sys.stdout.write(outcome.printed(form))
    raise typer.Exit(outcome.exit_code(fail_on))


@app.command()
def export(
    statement: Annotated[str, typer.Argument(metavar="ID", help="The statement.")],
    form: Annotated[str, typer.Option("--format", metavar="md|html|txt|docx|json")] = "md",
    unapproved: Annotated[
        bool, typer.Option(help="Export it although nobody approved it.")
    ] = False,
    out: Annotated[
        Path | None, typer.Option(help="Where to write; default standard output.")
    ] = None,
) -> None:
    """Export a statement. An unapproved one only when told, and marked DRAFT."""
    made = given.desk().statements.export(
        statement, form=form, by=given.me(), unapproved=unapproved
    )
    if out is not None:
        given.write(out, made.data)
        print(out)
    elif form == "docx" and sys.stdout.isatty():
        raise InputError("a DOCX is no text for a terminal: give --out FILE")
    else:
        sys.stdout.buffer.write(made.data)


@app.command()
def doctor(form: Form = "text") -> None:
    """Say what is configured, what works, what is missing and how to get it."""
    from drafter.cli.output import doctor_text

    given.one_of(form, "text", "json")
    signs = given.desk().health.signs()
    if form == "json":
        given.print_json([sign._asdict() for sign in signs])
    else:
        print(doctor_text(signs))
    raise typer.Exit(1 if any(sign.state == "broken" for sign in signs) else 0)
