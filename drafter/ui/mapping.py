"""Before an export is imported: how it was read, which column is what, and the first posts by that."""

from typing import TYPE_CHECKING

import streamlit as st

from drafter.model.base import digest
from drafter.model.crisis import DateOrder, ImportReport, Mention
from drafter.ui import look, shell
from drafter.ui.escape import html
from drafter.ui.shell import Here
from drafter.ui.waiting import Progress, behind_a_bar

if TYPE_CHECKING:
    from drafter.adapters.importers import Sheet

FIELDS = {
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
_FIRST = ("text", "author", "date")
_NONE = "(no column)"
_DELIMITERS = {"\t": "tab", ",": "comma", ";": "semicolon", "|": "pipe"}
_SHOWN = 240


def confirm(here: Here, name: str, data: bytes) -> tuple[str, ImportReport] | None:
    """Show what would be imported and let it be put right; the report, once it was imported."""
    sheet = _looked_at(here, name, data)
    st.html(f'<p class="d-quiet">{html(_read_as(sheet))} <b>Nothing is stored yet.</b></p>')
    look.remarks(sheet.warnings)
    look.heading("Which column is what")
    mapping = _mapping(sheet, f"{here.slug}/{digest([name, sheet.signature])[:12]}")
    order = _order(here, sheet, mapping)
    if "text" not in mapping:
        look.note("Choose the column with the text of the posts.", "wait")
    else:
        look.heading("The first posts, read this way")
        _first_posts(here, sheet, mapping, order)
    with st.expander("First rows as they are in the file"):
        st.dataframe(
            [dict(row) for row in sheet.preview],
            hide_index=True,
            height="content",
            alt="First rows of the file",
        )
    if not st.button(
        "Import with these columns",
        type="primary",
        icon=":material/download_done:",
        disabled="text" not in mapping,
    ):
        return None
    return import_(here, name, data, mapping=mapping, order=order)


def import_(
    here: Here,
    name: str,
    data: bytes,
    *,
    mapping: dict[str, str] | None = None,
    order: DateOrder | None = None,
) -> tuple[str, ImportReport]:
    """Import behind a bar; the file's name and what became of its rows."""

    def work(progress: Progress) -> tuple[str, ImportReport]:
        report = here.desk.mentions.take(
            here.slug,
            data,
            name=name,
            by=here.name,
            mapping=mapping,
            order=order,
            progress=progress,
        )
        return name, report

    done: tuple[str, ImportReport] = behind_a_bar(under_way(here), work)
    return done


def under_way(here: Here) -> str:
    """What an import into the open crisis is called while it goes on."""
    return f"import/{here.slug}"


def _looked_at(here: Here, name: str, data: bytes) -> "Sheet":
    """The sheet of the file; a large one is looked at once, and not at every click."""
    which = (here.slug, name, len(data), hash(data))
    kept = st.session_state.get("looked at")
    if kept is None or kept[0] != which:
        with st.spinner("Looking at the file …"):
            kept = (which, here.desk.mentions.look(data, name=name))
        st.session_state["looked at"] = kept
    sheet: Sheet = kept[1]
    return sheet


def _read_as(sheet: "Sheet") -> str:
    columns = look.count(len(sheet.columns), "column")
    if sheet.encoding == "xlsx":
        return f"Read as an Excel workbook, {columns}."
    layout = _DELIMITERS.get(sheet.delimiter, "")
    return f"Read as {sheet.encoding}{f', {layout}' if layout else ''}, {columns}."


def _mapping(sheet: "Sheet", key: str) -> dict[str, str]:
    chosen: dict[str, str] = {}
    _row(sheet, _FIRST, key, chosen)
    rest = [field for field in FIELDS if field not in _FIRST]
    known = sum(1 for field in rest if field in sheet.mapping)
    with st.expander(f"The other columns ({known} of {len(rest)} recognised)"):
        for start in range(0, len(rest), 3):
            _row(sheet, rest[start : start + 3], key, chosen)
    return {field: column for field, column in chosen.items() if column != _NONE}


def _row(
    sheet: "Sheet", fields: "tuple[str, ...] | list[str]", key: str, chosen: dict[str, str]
) -> None:
    for place, field in zip(st.columns(3), fields, strict=False):
        with place:
            chosen[field] = _column(field, sheet.columns, sheet.mapping.get(field, ""), key)


def _column(field: str, columns: tuple[str, ...], guess: str, key: str) -> str:
    options = [_NONE, *([guess] if guess and guess not in columns else []), *columns]
    return st.selectbox(
        FIELDS[field], options, index=options.index(guess) if guess else 0, key=f"map/{key}/{field}"
    ) or _NONE  # fmt: skip


def _order(here: Here, sheet: "Sheet", mapping: dict[str, str]) -> DateOrder | None:
    """Asked only where the file holds dates that fit both; None leaves it to the file."""
    if not {"text", "date"} <= mapping.keys():
        return None
    _, first = here.desk.mentions.preview(sheet, mapping)
    if first is None:
        return None
    said = {
        None: f"As the file tells ({first} first)",
        "day": "Day first: 3 April",
        "month": "Month first: 4 March",
    }
    options: list[DateOrder | None] = [None, "day", "month"]
    return st.radio(
        "Dates such as 03/04/2026 are",
        options,
        format_func=lambda order: said[order],
        horizontal=True,
        key=f"order/{here.slug}/{sheet.signature}",
    )


def _first_posts(
    here: Here, sheet: "Sheet", mapping: dict[str, str], order: DateOrder | None
) -> None:
    posts, _ = here.desk.mentions.preview(sheet, mapping, order)
    if not posts:
        look.note("The first rows hold no text in that column. Is it the right one?", "wait")
        return
    shown = "".join(
        f'<div class="d-post"><p>{html(one.text if len(one.text) <= _SHOWN else one.text[:_SHOWN] + "…")}'
        f'</p><span class="d-meta">{html(_meta(one))}</span></div>'
        for one in posts
    )
    st.html(shown)


def _meta(post: Mention) -> str:
    said = (post.author or "no author", look.when(post.posted_at) or "no date", post.source)
    return " · ".join(filter(None, said))


def offer(here: Here, types: list[str], most: int) -> tuple[str, ImportReport] | None:
    """The place for a file, and what follows from one."""
    turn = st.session_state.get("uploads", 0)
    given = st.file_uploader(
        "Export of mentions: CSV, Excel (XLSX), JSON or plain text",
        type=types,
        key=f"upload/{here.slug}/{turn}",
        max_upload_size=most,
    )
    if given is None:
        look.quiet("Any listening tool. You confirm the columns before anything is stored.")
        return None
    with shell.caught():
        return confirm(here, given.name, given.getvalue())
    return None
