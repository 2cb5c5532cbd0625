"""The command line. Each command calls one verb of the desk; formats and exit codes are a contract."""

import getpass
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from drafter.errors import DrafterError, InputError

if TYPE_CHECKING:
    from drafter.desk import Desk

app = typer.Typer(
    help="The desk a communications team works at when a backlash starts.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)
facts_app = typer.Typer(help="The ledger of what is confirmed.", no_args_is_help=True)
knowledge_app = typer.Typer(help="Guidelines and past cases.", no_args_is_help=True)
app.add_typer(facts_app, name="facts")
app.add_typer(knowledge_app, name="knowledge")

Slug = Annotated[str, typer.Option("--crisis", metavar="SLUG", help="The crisis, by its slug.")]
MaybeSlug = Annotated[
    str | None, typer.Option("--crisis", metavar="SLUG", help="A crisis of the desk.")
]
FactsFile = Annotated[
    Path | None,
    typer.Option("--facts", metavar="FACTS.yaml", help="A facts file; nothing is stored."),
]
Form = Annotated[str, typer.Option("--format", metavar="text|json", help="How to print.")]


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


def _desk() -> "Desk":
    from drafter.desk import Desk

    return Desk()


def _me() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return "command line"


def _bytes(path: Path) -> bytes:
    if str(path) == "-":
        return sys.stdin.buffer.read()
    try:
        return path.read_bytes()
    except OSError as broken:
        raise InputError(f"cannot be read: {broken.strerror}", where=path) from None


def _one_of(value: str, *allowed: str) -> str:
    if value not in allowed:
        raise InputError(f"no format {value!r}; there are: {', '.join(allowed)}")
    return value


def _print_json(data: Any) -> None:
    import json

    sys.stdout.write(json.dumps(data, ensure_ascii=False, indent=2) + "\n")


def _warn(*lines: str) -> None:
    for line in lines:
        print(f"drafter: {line}", file=sys.stderr)


@app.command()
def run() -> None:
    """Open the desk in the browser."""
    from drafter.cli.serve import serve

    sys.exit(serve())


@app.command("import")
def import_(
    mentions: Annotated[
        Path, typer.Argument(metavar="MENTIONS", help="The export of a listening tool.")
    ],
    crisis: Slug,
    form: Form = "text",
) -> None:
    """Take mentions into a crisis; taking them twice adds nothing."""
    from drafter.cli.output import import_text

    _one_of(form, "text", "json")
    desk = _desk()
    report = desk.mentions.take(crisis, _bytes(mentions), name=mentions.name, by=_me())
    if form == "json":
        _print_json(report.model_dump(mode="json"))
    else:
        print(import_text(mentions.name, report))


@app.command()
def concerns(
    mentions: Annotated[
        Path, typer.Argument(metavar="MENTIONS", help="The export of a listening tool.")
    ],
    assignments: Annotated[
        Path | None, typer.Option(metavar="OUT.csv", help="Write which row has which concern.")
    ] = None,
    form: Annotated[
        str, typer.Option("--format", metavar="text|json|csv", help="How to print.")
    ] = "text",
) -> None:
    """Find the concerns behind an export; nothing is stored."""
    from drafter.cli.output import assignments_csv, concerns_csv, concerns_json, concerns_text

    _one_of(form, "text", "json", "csv")
    found = _desk().mentions.read(_bytes(mentions), name=mentions.name)
    if assignments is not None:
        _write(assignments, assignments_csv(found).encode())
    _warn(*found.imported.report.warnings)
    if form == "json":
        _print_json(concerns_json(found))
    else:
        sys.stdout.write(concerns_csv(found) if form == "csv" else concerns_text(found))


def _write(path: Path, data: bytes) -> None:
    try:
        path.write_bytes(data)
    except OSError as broken:
        raise InputError(f"cannot be written: {broken.strerror}", where=path) from None


@facts_app.command("import")
def facts_import(
    file: Annotated[
        Path, typer.Argument(metavar="FACTS.yaml", help="A facts file (YAML or JSON).")
    ],
    crisis: Slug,
) -> None:
    """Take a facts file into a crisis, which is made where there is none."""
    changed = _desk().facts.import_file(crisis, file, by=_me())
    print(
        f"{crisis}: {len(changed)} facts new or changed"
        + (f" ({', '.join(changed)})" if changed else "")
    )


@facts_app.command("export")
def facts_export(crisis: Slug) -> None:
    """Print the ledger of a crisis as a facts file."""
    sys.stdout.write(_desk().facts.export(crisis))


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
    language: Annotated[str, typer.Option(help="Language of the text.")] = "en",
    form: Form = "text",
) -> None:
    """Draft a statement. --facts stores nothing; --crisis stores it as a statement."""
    from drafter.cli.output import draft_json, draft_text

    _one_of(form, "text", "json")
    if (facts is None) == (crisis is None):
        raise InputError("say either --facts FACTS.yaml or --crisis SLUG")
    desk = _desk()
    if crisis is not None:
        if mentions is not None:
            desk.mentions.take(crisis, _bytes(mentions), name=mentions.name, by=_me())
        stored, drafted = desk.drafting.start(
            crisis, kind=kind, channel=channel, language=language, by=_me()
        )
    else:
        assert facts is not None
        ledger = desk.facts.read_file(facts)
        found = (
            desk.mentions.read(_bytes(mentions), name=mentions.name).concerns if mentions else ()
        )
        stored = None
        drafted = desk.drafting.draft(
            ledger, kind=kind, channel=channel, language=language, concerns=found
        )
    if form == "json":
        _print_json(draft_json(drafted, kind, channel, language, stored))
    else:
        _warn(*draft_text(drafted, stored))
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

    _one_of(form, "text", "json", "sarif")
    _one_of(fail_on, "error", "warning", "suggestion", "never")
    _one_of(embedder, "auto", "off")
    outcome = lint(
        _desk(),
        files or [Path("-")],
        kind=kind,
        channel=channel,
        facts=facts,
        as_of=as_of,
        by_meaning=embedder == "auto",
    )
    sys.stdout.write(outcome.printed(form))
    raise typer.Exit(outcome.exit_code(fail_on))


@knowledge_app.command("sync")
def knowledge_sync() -> None:
    """Bring the search index to what the documents say."""
    _synced(rebuild=False)


@knowledge_app.command("rebuild")
def knowledge_rebuild() -> None:
    """Make the search index anew."""
    _synced(rebuild=True)


def _synced(*, rebuild: bool) -> None:
    from drafter.cli.output import sync_text

    desk = _desk()
    report = desk.knowledge.rebuild() if rebuild else desk.knowledge.sync()
    print(sync_text(report))
    _warn(*(reason for _, reason in report.failed))
    raise typer.Exit(1 if report.failed else 0)


@knowledge_app.command("search")
def knowledge_search(
    query: Annotated[
        str | None, typer.Argument(metavar="[QUERY]", help="What to look for.")
    ] = None,
    queries: Annotated[
        Path | None, typer.Option(metavar="FILE", help="A file of queries, one a line.")
    ] = None,
    count: Annotated[int, typer.Option("-k", min=1, max=200, help="Passages a query.")] = 5,
    form: Form = "text",
) -> None:
    """Search guidelines and past cases."""
    from drafter.cli.output import passages_text

    _one_of(form, "text", "json")
    if (query is None) == (queries is None):
        raise InputError("say either a QUERY or --queries FILE")
    asked = [query] if query is not None else _lines(queries)
    desk = _desk()
    answers = [(one, desk.knowledge.search(one, count=count)) for one in asked]
    if form == "json":
        shape = {"path", "title", "start_line", "end_line", "text", "score", "why", "kind"}
        _print_json(
            [
                {"query": one, "passages": [p.model_dump(include=shape) for p in found]}
                for one, found in answers
            ]
        )
    else:
        _warn(*filter(None, [desk.knowledge.note]))
        print("\n".join(passages_text(one, found) for one, found in answers))


def _lines(path: Path | None) -> list[str]:
    assert path is not None
    try:
        return [line for line in _bytes(path).decode("utf-8-sig").splitlines() if line.strip()]
    except UnicodeDecodeError:
        raise InputError("is not UTF-8 text", where=path) from None


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
    made = _desk().statements.export(statement, form=form, by=_me(), unapproved=unapproved)
    if out is not None:
        _write(out, made.data)
        print(out)
    elif form == "docx" and sys.stdout.isatty():
        raise InputError("a DOCX is no text for a terminal: give --out FILE")
    else:
        sys.stdout.buffer.write(made.data)


@app.command()
def doctor(form: Form = "text") -> None:
    """Say what is configured, what works, what is missing and how to get it."""
    from drafter.cli.output import doctor_text

    _one_of(form, "text", "json")
    signs = _desk().health.signs()
    if form == "json":
        _print_json([sign._asdict() for sign in signs])
    else:
        print(doctor_text(signs))
    raise typer.Exit(1 if any(sign.state == "broken" for sign in signs) else 0)
