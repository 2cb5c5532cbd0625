"""`drafter knowledge`: guidelines and past cases, the index over them, the search in it."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from drafter.cli import given
from drafter.cli.given import Form
from drafter.errors import InputError

if TYPE_CHECKING:
    from drafter.desk.documents import Kept

knowledge_app = typer.Typer(help="Guidelines and past cases.", no_args_is_help=True)

Where = Annotated[str, typer.Argument(metavar="PATH", help="The document, as `list` shows it.")]


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

    desk = given.desk()
    report = desk.knowledge.rebuild() if rebuild else desk.knowledge.sync()
    print(sync_text(report))
    given.warn(*(reason for _, reason in report.failed))
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
    kind: Annotated[str | None, typer.Option(metavar="guideline|case")] = None,
    sector: Annotated[str | None, typer.Option(help="Past cases of this sector.")] = None,
    cluster: Annotated[str | None, typer.Option(metavar="victim|accidental|preventable")] = None,
    harm: Annotated[
        str | None, typer.Option(metavar="injury|data|money|inconvenience|dignity|none")
    ] = None,
    channel: Annotated[str | None, typer.Option(help="Guidelines for this channel.")] = None,
    since: Annotated[
        str | None, typer.Option(metavar="DATE", help="Past cases of this year, month or day on.")
    ] = None,
    form: Form = "text",
) -> None:
    """Search guidelines and past cases."""
    from drafter.cli.output import passages_text

    given.one_of(form, "text", "json")
    if (query is None) == (queries is None):
        raise InputError("say either a QUERY or --queries FILE")
    asked = given.lines(queries) if queries is not None else [query or ""]
    only = given.only(
        kind=kind, sector=sector, cluster=cluster, harm=harm, channel=channel, since=since
    )
    desk = given.desk()
    answers = [(one, desk.knowledge.search(one, count=count, only=only)) for one in asked]
    if form == "json":
        shape = {"path", "title", "start_line", "end_line", "text", "score", "why", "kind"}
        given.print_json(
            [
                {"query": one, "passages": [p.model_dump(include=shape) for p in found]}
                for one, found in answers
            ]
        )
    else:
        given.warn(*filter(None, [desk.knowledge.note]))
        print("\n".join(passages_text(one, found) for one, found in answers))


@knowledge_app.command("list")
def knowledge_list(form: Form = "text") -> None:
    """List the documents: those in use, those that fail and why, those that are retired."""
    from drafter.cli.output import documents_text

    given.one_of(form, "text", "json")
    found = given.desk().documents.all()
    if form == "json":
        given.print_json([entry._asdict() for entry in found])
    else:
        print(documents_text(found))


@knowledge_app.command("add")
def knowledge_add(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A .md, .txt, .docx or .pdf.")],
    kind: Annotated[
        str | None, typer.Option(metavar="guideline|case", help="Without it: guideline.")
    ] = None,
    title: Annotated[
        str, typer.Option(metavar="TITLE", help="Without it: what the file says.")
    ] = "",
    citable: Annotated[
        bool, typer.Option("--citable", help="Its sentences may support a claim (admins only).")
    ] = False,
) -> None:
    """Add a document to the team's own. One with front matter keeps that as it is."""
    desk = given.desk()
    kept = desk.documents.add(
        given.content(file, most=desk.documents.most),
        name=file.name,
        by=given.me(),
        title=title,
        kind=kind,
        citable=citable or None,
    )
    _said(kept, "added")


@knowledge_app.command("retire")
def knowledge_retire(path: Where) -> None:
    """Keep a document and never recall it (admins only)."""
    _said(given.desk().documents.retire(path, by=given.me()), "retired")


@knowledge_app.command("restore")
def knowledge_restore(path: Where) -> None:
    """Recall a retired document again (admins only)."""
    _said(given.desk().documents.restore(path, by=given.me()), "restored")


def _said(kept: "Kept", done: str) -> None:
    print(f"{kept.path}: {done}")
    given.warn(*kept.remarks, *filter(None, [kept.behind]))
    raise typer.Exit(1 if kept.behind else 0)
