"""Documents in the browser: add, edit, make ours, retire, restore; what fails can be mended here."""

from typing import NamedTuple

import streamlit as st

from drafter.desk import Desk
from drafter.desk.documents import FORMS, Entry, Kept, Source
from drafter.errors import Conflict
from drafter.model.person import Duty, Person
from drafter.ui import look, shell, unsaved
from drafter.ui.escape import html, label
from drafter.ui.history import difference

_COMPARED = 40_000


class _Text(NamedTuple):
    """A text in the editor and the stamp of the file it rests on."""

    text: str
    stamp: str


def entries(desk: Desk) -> tuple[Entry, ...]:
    """All documents, after the index has followed what was changed beside the desk."""
    with st.spinner("Looking through the documents …"):
        behind = desk.documents.follow()
        found = desk.documents.all()
    if behind:
        look.note(behind, "bad")
    return found


def show(path: str) -> None:
    """Open a document, to read."""
    st.query_params["document"] = path
    st.query_params.pop("edit", None)


def chosen(found: tuple[Entry, ...]) -> Entry | None:
    """The document of the address, else the first guideline in use."""
    asked = st.query_params.get("document")
    for entry in found:
        if entry.path == asked:
            return entry
    usable = [entry for entry in found if entry.state == "ok"]
    return next((one for one in usable if one.kind == "guideline"), next(iter(found), None))


def kind_chip(kind: str) -> str:
    return look.chip(kind, "past case" if kind == "case" else "guideline")


def listed(found: tuple[Entry, ...]) -> None:
    """The documents by kind; those that fail first, those that are retired last."""
    failed = [entry for entry in found if entry.state == "failed"]
    if failed:
        look.heading(f"To be mended, not recalled ({len(failed)})")
        _buttons("failed", failed, ":material/error:")
    for kind, title, icon in (
        ("guideline", "Guidelines", ":material/gavel:"),
        ("case", "Past cases", ":material/history:"),
    ):
        used = [entry for entry in found if entry.state == "ok" and entry.kind == kind]
        look.heading(f"{title} ({len(used)})")
        _buttons(kind, used, icon)
    away = [entry for entry in found if entry.state == "retired"]
    if away:
        look.heading(f"Retired, not recalled ({len(away)})")
        _buttons("retired", away, ":material/archive:")


def _buttons(name: str, found: list[Entry], icon: str) -> None:
    box = st.container(key=f"list/{name}")
    for entry in found:
        marks = [*["ours"] * entry.own, *["may be cited"] * entry.citable]
        said = f" ({', '.join(marks)})" if marks else ""
        year = f"{entry.path[6:10]} " if entry.kind == "case" and entry.path[6:10].isdigit() else ""
        box.button(
            label(f"{year}{entry.title}{said}", most=80),
            key=f"open/{entry.path}",
            type="tertiary",
            icon=icon,
            on_click=show,
            args=(entry.path,),
        )


def add(desk: Desk, who: Person) -> None:
    """Take in a file. It becomes one Markdown document of the team, at once in the index."""
    with st.expander("Add a document", icon=":material/upload_file:"):
        if not who.may(Duty.DRAFTER):
            look.note("It takes the role drafter to add a document.")
            return
        turn = st.session_state.get("documents added", 0)
        given = st.file_uploader(
            "Markdown, plain text, Word or PDF",
            type=list(FORMS),
            key=f"document file/{turn}",
            max_upload_size=look.MOST_MEGABYTES,
        )
        title = st.text_input(
            "Title", placeholder="what the file calls itself", key=f"document title/{turn}"
        )
        citable = st.checkbox(
            "Its sentences may support a claim",
            disabled=not who.may(Duty.ADMIN),
            help="Only text that you stand by in public. It takes the role admin.",
            key=f"document citable/{turn}",
        )
        look.quiet(
            "Word and PDF are turned into Markdown once; that text is then yours to edit. A past "
            "case is a Markdown file with front matter: begin with a copy of one below."
        )
        if st.button("Add it", type="primary", disabled=given is None) and given is not None:
            with shell.caught():
                with st.spinner("Reading the file …"):
                    kept = desk.documents.add(
                        given.getvalue(),
                        name=given.name,
                        by=who.name,
                        title=title,
                        citable=citable or None,
                    )
                st.session_state["documents added"] = turn + 1
                _say(kept, f"{given.name} is in, and in the index.")
                show(kept.path)
                st.rerun()


def _say(kept: Kept, done: str) -> None:
    shell.tell("warning" if kept.behind else "success", kept.behind or done)
    for remark in kept.remarks:
        shell.tell("warning", remark)


def stands(desk: Desk, who: Person, entry: Entry) -> bool:
    """How a document stands and what can be done with it; whether its text is to be read below."""
    chips = [
        kind_chip(entry.kind),
        look.chip("ours") if entry.own else "",
        look.chip("supported", "may be cited") if entry.citable else "",
        look.chip(entry.state) if entry.state != "ok" else "",
        look.chip("failed", "not in the index")
        if entry.state == "ok" and not entry.indexed
        else "",
    ]
    st.html(
        f'<div class="d-row">{"".join(chips)}<span class="d-meta">{html(entry.path)}</span></div>'
    )
    if entry.reason:
        look.note(f"Cannot be read, so it is not recalled: {entry.reason}", "bad")
    if entry.state == "retired":
        look.note("Retired: it is kept, and no draft is given it. Restore brings it back.")
    editing = st.query_params.get("edit") == entry.path and entry.own
    _actions(desk, who, entry, editing)
    if editing:
        _editor(desk, who, desk.documents.open(entry.path))
        return False
    if entry.state != "ok":
        _raw(desk.documents.open(entry.path).text)
        return False
    return True


def _raw(text: str) -> None:
    """A file as it is, line by line."""
    rows = "".join(
        f'<div data-n="{number}">{html(line) or " "}</div>'
        for number, line in enumerate(text.rstrip("\n").split("\n"), 1)
    )
    st.html(f'<div class="d-lines">{rows}</div>')


def _actions(desk: Desk, who: Person, entry: Entry, editing: bool) -> None:
    writes = who.may(Duty.ADMIN if entry.citable else Duty.DRAFTER)
    role = "admin: its sentences may support a claim" if entry.citable else "drafter"
    with st.container(horizontal=True, key=f"actions/{entry.path}"):
        if entry.own and not editing:
            st.button(
                "Edit",
                icon=":material/edit:",
                disabled=not writes,
                help=None if writes else f"It takes the role {role}.",
                on_click=_edit,
                args=(entry.path,),
            )
        elif not entry.own:
            st.button(
                "Make it ours",
                icon=":material/file_copy:",
                disabled=not who.may(Duty.DRAFTER),
                help="A copy of your own stands in for the one that came with the desk.",
                on_click=_own,
                args=(desk, who, entry),
            )
        admin = who.may(Duty.ADMIN)
        away = entry.state == "retired"
        st.button(
            "Restore" if away else "Retire",
            icon=":material/unarchive:" if away else ":material/archive:",
            disabled=not admin,
            help=None if admin else "It takes the role admin.",
            on_click=_restore if away else _retire,
            args=(desk, who, entry),
        )


def _own(desk: Desk, who: Person, entry: Entry) -> None:
    with shell.told():
        _say(desk.documents.own(entry.path, by=who.name), f"{entry.title} is yours to edit now.")
        _edit(entry.path)


def _retire(desk: Desk, who: Person, entry: Entry) -> None:
    with shell.told():
        kept = desk.documents.retire(entry.path, by=who.name)
        _say(kept, f"{entry.title} is retired: no draft is given it. Undo with Restore.")
        show(entry.path)


def _restore(desk: Desk, who: Person, entry: Entry) -> None:
    with shell.told():
        kept = desk.documents.restore(entry.path, by=who.name)
        _say(kept, f"{entry.title} is recalled again.")


def _edit(path: str) -> None:
    st.session_state.pop(f"document base/{path}", None)
    st.query_params["document"] = st.query_params["edit"] = path


def _editor(desk: Desk, who: Person, source: Source) -> None:
    """The whole file in a text area. A save rests on the text that was opened here, and no other."""
    path = source.entry.path
    mine: _Text | None = st.session_state.get(f"document mine/{path}")
    if mine is not None:
        _two_texts(desk, who, source, mine)
        return
    opened: _Text = st.session_state.setdefault(
        f"document base/{path}", _Text(source.text, source.stamp)
    )
    key = f"document/{path}/{opened.stamp}"
    title = f"The whole file {source.entry.path}"
    st.text_area(title, value=opened.text, height=560, key=key)
    found = unsaved.watch(
        f"document/{path}",
        base=_number(opened.stamp),
        label=title,
        text=opened.text,
        parent=None,
        sent="",
        dropped=st.session_state.get(f"document dropped/{path}", ""),
    )
    if found is not None:
        st.session_state[f"document mine/{path}"] = _Text(found.text, "")
        st.rerun()
    with st.container(horizontal=True):
        st.button(
            "Save",
            type="primary",
            icon=":material/save:",
            on_click=_save,
            args=(desk, who, source.entry, key, opened.stamp),
        )
        st.button("Close without saving", on_click=show, args=(path,))
    look.quiet("The lines between --- say what the document is. It is checked before it is stored.")


def _number(stamp: str) -> int:
    """A stamp as a number that JavaScript holds exactly."""
    return int(stamp[:12], 16)


def _save(desk: Desk, who: Person, entry: Entry, key: str, base: str) -> None:
    text = str(st.session_state.get(key, ""))
    with shell.told():
        try:
            kept = desk.documents.save(entry.path, text, base=base, by=who.name)
        except Conflict:
            st.session_state[f"document mine/{entry.path}"] = _Text(text, base)
            return
        _done(kept, entry)


def _done(kept: Kept, entry: Entry) -> None:
    st.session_state.pop(f"document mine/{entry.path}", None)
    _say(kept, f"{entry.path} is saved, and in the index.")
    show(entry.path)


def _two_texts(desk: Desk, who: Person, source: Source, mine: _Text) -> None:
    """Both texts where somebody else saved first; nothing is lost until one is chosen."""
    path = source.entry.path
    with st.container(border=True):
        look.note(
            "Two texts. This file was changed while you wrote. Both are kept until you choose.",
            "bad",
        )
        left, right = st.columns(2)
        with left:
            look.heading("Yours, not saved")
            _raw(mine.text)
        with right:
            look.heading("Saved meanwhile")
            _raw(source.text)
        if max(len(mine.text), len(source.text)) < _COMPARED:
            with st.expander("What yours would change"):
                st.html(difference(source.text, mine.text))
        with st.container(horizontal=True):
            st.button(
                "Save mine over it",
                type="primary",
                on_click=_save_over,
                args=(desk, who, source, mine),
            )
            st.button("Drop mine, keep the saved one", on_click=_drop, args=(path, mine))


def _save_over(desk: Desk, who: Person, source: Source, mine: _Text) -> None:
    path = source.entry.path
    with shell.told():
        try:
            kept = desk.documents.save(path, mine.text, base=source.stamp, by=who.name)
        except Conflict as again:
            shell.tell("warning", f"{again}. Look at the two texts once more.")
            return
        _done(kept, source.entry)


def _drop(path: str, mine: _Text) -> None:
    st.session_state.pop(f"document mine/{path}", None)
    st.session_state[f"document dropped/{path}"] = mine.text
    show(path)
