"""Mentions: take in an export; confirm which column is what; see what became of every row."""

import csv
import io

import streamlit as st

from drafter.model.base import cell
from drafter.model.crisis import ImportReport
from drafter.model.person import Duty
from drafter.ui import look, shell
from drafter.ui.escape import html, label
from drafter.ui.shell import Here

_LEAD = "Exports of a listening tool, or pasted posts. Taking the same file twice adds nothing."
_FIELDS = {
    "text": "Text of the post",
    "author": "Author",
    "date": "Date",
    "time": "Time, if it has its own column",
    "url": "Address",
    "source": "Network or source",
    "language": "Language",
    "sentiment": "Sentiment label",
    "reach": "Reach",
    "id": "Id of the post",
}
_NONE = "(no column)"
_REJECTED = 20
_POSTS = 2000


def page() -> None:
    here = shell.here("Mentions", _LEAD)
    _last(here)
    if here.person.may(Duty.DRAFTER):
        upload, paste = st.tabs(["Upload a file", "Paste posts"])
        with upload:
            _upload(here)
        with paste:
            _paste(here)
    else:
        look.note("It takes the role drafter to take in mentions.")
    _earlier(here)
    _posts(here)


def _posts(here: Here) -> None:
    posts = here.desk.mentions.all(here.slug)
    if not posts:
        return
    look.heading(f"Posts so far ({len(posts):,})")
    rows = [
        {
            "When": one.posted_at,
            "Author": one.author,
            "Post": one.text,
            "Source": one.source,
            "Row": one.row,
        }
        for one in posts[-_POSTS:]
    ]
    if len(posts) > _POSTS:
        look.quiet(f"The {_POSTS:,} taken in last.")
    st.dataframe(
        rows,
        hide_index=True,
        height=420,
        column_config={
            "When": st.column_config.DatetimeColumn(width=150),
            "Post": st.column_config.TextColumn(width=520),
        },
        alt="The posts of this crisis",
    )


def _upload(here: Here) -> None:
    turn = st.session_state.get("uploads", 0)
    given = st.file_uploader(
        "Export of mentions: CSV, TSV, JSON, JSONL or plain text",
        type=["csv", "tsv", "txt", "json", "jsonl", "ndjson", "js"],
        key=f"upload/{here.slug}/{turn}",
    )
    if given is None:
        look.quiet("Any delimiter and encoding. You confirm the columns before anything is stored.")
        return
    with shell.caught():
        _confirm(here, given.name, given.getvalue())


def _confirm(here: Here, name: str, data: bytes) -> None:
    sheet = here.desk.mentions.look(data, name=name)
    delimiter = {"": "one column or JSON", "\t": "tab", ",": "comma", ";": "semicolon", "|": "pipe"}
    read_as = f"{sheet.encoding}, {delimiter.get(sheet.delimiter, sheet.delimiter)}"
    look.quiet(f"Read as {read_as}, {look.count(len(sheet.columns), 'column')}.")
    for warning in sheet.warnings:
        look.note(warning, "wait")
    look.heading("First rows of the file")
    st.dataframe(
        [dict(row) for row in sheet.preview],
        hide_index=True,
        height="content",
        alt="First rows of the file",
    )
    look.heading("Which column is what")
    chosen: dict[str, str] = {}
    for row in range(0, len(_FIELDS), 5):
        for place, field in zip(st.columns(5), list(_FIELDS)[row : row + 5], strict=True):
            with place:
                chosen[field] = _column(
                    field,
                    sheet.columns,
                    sheet.mapping.get(field, ""),
                    f"{sheet.signature}/{here.slug}",
                )
    mapping = {field: column for field, column in chosen.items() if column != _NONE}
    if "text" not in mapping:
        look.note("Choose the column with the text of the posts.", "wait")
    if st.button(
        "Import with these columns",
        type="primary",
        icon=":material/download_done:",
        disabled="text" not in mapping,
    ):
        with st.spinner("Reading posts and finding the concerns behind them …"):
            report = here.desk.mentions.take(
                here.slug, data, name=name, by=here.name, mapping=mapping
            )
        _keep(here, name, report)


def _column(field: str, columns: tuple[str, ...], guess: str, key: str) -> str:
    options = [_NONE, *([guess] if guess and guess not in columns else []), *columns]
    return st.selectbox(
        _FIELDS[field], options, index=options.index(guess) if guess else 0, key=f"map/{key}/{field}"
    ) or _NONE  # fmt: skip


def _paste(here: Here) -> None:
    with st.form(f"paste/{here.slug}", clear_on_submit=False):
        lines = st.text_area("Posts, one a line", height=150)
        if st.form_submit_button("Import these posts", type="primary") and lines.strip():
            with shell.caught():
                with st.spinner("Finding the concerns behind them …"):
                    data = lines.encode()
                    report = here.desk.mentions.take(
                        here.slug, data, name="pasted.txt", by=here.name
                    )
                _keep(here, "pasted.txt", report)


def _keep(here: Here, name: str, report: ImportReport) -> None:
    st.session_state[f"report/{here.slug}"] = (name, report)
    st.session_state["uploads"] = st.session_state.get("uploads", 0) + 1
    st.rerun()


def _last(here: Here) -> None:
    """What became of the rows of the import just made."""
    last = st.session_state.get(f"report/{here.slug}")
    if last is None:
        return
    name, report = last
    with st.container(border=True):
        st.success(
            f"{label(name)} is in: {look.count(report.read, 'row')} read, nothing dropped in silence."
        )
        _report(report, key=f"{here.slug}/last")
        with st.container(horizontal=True):
            if st.button("See the concerns", type="primary", icon=":material/groups:"):
                shell.go("concerns")
            if st.button("Close this report"):
                st.session_state.pop(f"report/{here.slug}")
                st.rerun()


def _report(report: ImportReport, key: str) -> None:
    look.tiles(
        (
            (
                f"{report.read:,}",
                "rows read",
                f"= {report.kept:,} + {report.duplicates:,} + {len(report.rejected):,}",
            ),
            (
                f"{report.kept:,}",
                "kept",
                f"{report.known:,} were known before" if report.known else "all new",
            ),
            (f"{report.duplicates:,}", "duplicates", "same author, time and text"),
            (f"{len(report.rejected):,}", "rejected", "each with its reason"),
        )
    )
    for warning in report.warnings:
        look.note(warning, "wait")
    if report.rejected:
        rows = [(str(one.row), html(one.reason)) for one in report.rejected[:_REJECTED]]
        look.table(("Row (from 0)", "Why it was not taken"), rows)
        if len(report.rejected) > _REJECTED:
            look.quiet(f"and {len(report.rejected) - _REJECTED:,} more in the file:")
        st.download_button(
            "Rejected rows as CSV",
            data=_rejections(report),
            file_name="rejected-rows.csv",
            mime="text/csv",
            key=f"rejected/{key}",
            icon=":material/download:",
            on_click="ignore",
        )


def _rejections(report: ImportReport) -> str:
    file = io.StringIO()
    writer = csv.writer(file)
    writer.writerow(("row", "reason"))
    writer.writerows((one.row, cell(one.reason)) for one in report.rejected)
    return file.getvalue()


def _earlier(here: Here) -> None:
    imports = here.desk.mentions.imports(here.slug)
    look.heading(f"Imports so far ({len(imports)})")
    if not imports:
        look.quiet("None yet.")
    for number, (name, at, report) in reversed([*enumerate(imports)]):
        said = f"{label(name)}, {look.when(at)}: {report.kept:,} kept of {report.read:,}"
        with st.expander(said):
            _report(report, key=f"{here.slug}/{number}")
            mapped = "".join(
                f"<dt>{html(_FIELDS.get(field, field))}</dt><dd>{html(column)}</dd>"
                for field, column in report.mapping.items()
            )
            st.html(
                f'<dl class="d-kv">{mapped}<dt>Encoding</dt><dd>{html(report.encoding)}</dd></dl>'
            )


shell.run(page)
