"""Mentions: take in an export; confirm which column is what; see what became of every row."""

import streamlit as st

from drafter.desk import Desk
from drafter.desk.mentions import PASTED, rejections_csv
from drafter.model.crisis import ImportReport
from drafter.model.person import Duty
from drafter.ui import look, mapping, shell
from drafter.ui.escape import html, label
from drafter.ui.shell import Here
from drafter.ui.waiting import left_going, watched

_LEAD = "Exports of a listening tool, or pasted posts. Taking the same file twice adds nothing."
_TYPES = ["csv", "tsv", "xlsx", "xlsm", "txt", "json", "jsonl", "ndjson", "js", "xls"]
_MEGABYTES = 200
_REJECTED = 20
_POSTS = 2000


def page() -> None:
    here = shell.here("Mentions", _LEAD)
    if left_going(mapping.under_way(here)):
        with shell.caught():
            _keep(here, *watched(mapping.under_way(here)))
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
    count = here.desk.mentions.count(here.slug)
    if not count:
        return
    look.heading(f"Posts so far ({count:,})")
    if count > _POSTS:
        look.quiet(f"The {_POSTS:,} taken in last, the last one first.")
    st.dataframe(
        _latest(
            here.desk,
            str(here.desk.settings.home),
            here.slug,
            len(here.desk.mentions.imports(here.slug)),
        ),
        hide_index=True,
        height=420,
        column_config={
            "When": st.column_config.DatetimeColumn(width=150, format="D MMM YYYY, HH:mm"),
            "Post": st.column_config.TextColumn(width=520),
        },
        alt="The posts of this crisis",
    )


@st.cache_data(show_spinner=False, max_entries=4)
def _latest(_desk: Desk, home: str, slug: str, imports: int) -> list[dict[str, object]]:
    """The posts taken in last. Only an import changes them, so their number says what is new."""
    posts = _desk.mentions.all(slug)
    return [
        {
            "When": one.posted_at,
            "Author": one.author,
            "Post": one.text,
            "Source": one.source,
            "Row": one.row,
        }
        for one in posts[: -_POSTS - 1 : -1]
    ]


def _upload(here: Here) -> None:
    done = mapping.offer(here, _TYPES, _MEGABYTES)
    if done is not None:
        _keep(here, *done)


def _paste(here: Here) -> None:
    with st.form(f"paste/{here.slug}", clear_on_submit=False):
        lines = st.text_area("Posts, one a line", height=150)
        sent = st.form_submit_button("Import these posts", type="primary")
    if not sent:
        return
    if not lines.strip():
        look.note("There is nothing to import yet: paste the posts first.", "wait")
        return
    with shell.caught():
        _keep(here, *mapping.import_(here, PASTED, lines.encode()))


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
            (f"{report.duplicates:,}", "duplicates", "the same post again"),
            (f"{len(report.rejected):,}", "rejected", "each with its reason"),
        )
    )
    if report.warnings:
        look.quiet("What was repaired or assumed:")
        look.remarks(report.warnings)
    if report.rejected:
        rows = [(str(one.row), html(one.reason)) for one in report.rejected[:_REJECTED]]
        look.table(("Row (from 0)", "Why it was not taken"), rows)
        if len(report.rejected) > _REJECTED:
            look.quiet(f"and {len(report.rejected) - _REJECTED:,} more in the file:")
        st.download_button(
            "Rejected rows as CSV",
            data=rejections_csv(report),
            file_name="rejected-rows.csv",
            mime="text/csv",
            key=f"rejected/{key}",
            icon=":material/download:",
            on_click="ignore",
        )


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
                f"<dt>{html(mapping.FIELDS.get(field, field))}</dt><dd>{html(column)}</dd>"
                for field, column in report.mapping.items()
            )
            st.html(
                f'<dl class="d-kv">{mapped}<dt>Encoding</dt><dd>{html(report.encoding)}</dd></dl>'
            )


shell.run(page)
