"""The editor: every change is saved as a revision on top of the one it was read from.

Where somebody saved in the meantime both texts are kept and shown, and the person chooses.
"""

from typing import NamedTuple

import streamlit as st

from drafter.errors import Conflict
from drafter.model.person import Duty
from drafter.model.statement import Revision, Statement
from drafter.ui import look, unsaved
from drafter.ui.escape import html
from drafter.ui.history import difference
from drafter.ui.shell import Here, tell, told


class Mine(NamedTuple):
    """A text that could not be saved: somebody else's revision came first."""

    text: str
    base: int


def _place(what: str, statement: str) -> str:
    return f"{what}/{statement}"


def editor(here: Here, statement: Statement) -> None:
    """The text area, what was saved when, and the choice where two texts meet.

    Its key names the statement and the revision it was opened on. This tab's own saves go on in the
    same box, so that typing is not interrupted; a revision from anywhere else opens a new one.
    """
    latest = statement.latest
    label = f"Text, revision {latest.number}"
    key = _box(statement)
    writes = here.person.may(Duty.DRAFTER)
    st.text_area(
        label,
        value=latest.text,
        height=_height(latest.text),
        key=key,
        disabled=not writes,
        on_change=_commit,
        args=(here, statement.id, key),
        help="Saved as a new revision when you leave the box, press Ctrl+Enter or Save.",
    )
    _watch(statement, label)
    with st.container(horizontal=True, vertical_alignment="center"):
        st.button(
            "Save",
            icon=":material/save:",
            type="primary",
            disabled=not writes,
            on_click=_commit,
            args=(here, statement.id, key),
        )
        look.quiet(_last_saved(statement, latest))
    if not writes:
        look.note("You can read this, not write it: it takes the role drafter.")


def _box(statement: Statement) -> str:
    """The key of the text area: the open one where this tab saved last, else a new one."""
    latest = statement.latest.number
    place = _place("box", statement.id)
    key = st.session_state.get(place)
    if key is None or st.session_state.get(_place("base", key)) != latest:
        key = st.session_state[place] = f"text/{statement.id}/{latest}"
        st.session_state[_place("base", key)] = latest
    return str(key)


def _watch(statement: Statement, label: str) -> None:
    """Keep unsaved typing in the browser; what it kept on an older base becomes the second text."""
    found = unsaved.watch(
        statement.id,
        base=statement.latest.number,
        label=label,
        text=statement.text,
        parent=st.session_state.get(_place("parent", statement.id)),
        sent=st.session_state.get(_place("sent", statement.id), ""),
        dropped=st.session_state.get(_place("dropped", statement.id), ""),
    )
    if found is not None and _place("mine", statement.id) not in st.session_state:
        st.session_state[_place("mine", statement.id)] = Mine(found.text, found.base)
        st.rerun()


def _height(text: str) -> int:
    lines = sum(1 + len(line) // 78 for line in text.split("\n"))
    return min(560, max(180, 26 * lines + 40))


def _last_saved(statement: Statement, latest: Revision) -> str:
    saved = st.session_state.get(_place("saved", statement.id))
    if saved == latest.number:
        return f"Saved {look.clock(latest.at)}, revision {latest.number}"
    return f"Revision {latest.number} by {latest.author}, {look.when(latest.at, seconds=True)}"


def _commit(here: Here, statement: str, key: str) -> None:
    """Save what stands in a box on top of the revision that this box rests on, and no other.

    A box that has been replaced may still speak, as it is taken away: what it says then was chosen
    or dropped already, or is one of two texts.
    """
    text = st.session_state.get(key)
    base = st.session_state.get(_place("base", key))
    replaced = key != st.session_state.get(_place("box", statement))
    dropped = st.session_state.get(_place("dropped", statement))
    if text is None or base is None or (replaced and text == dropped):
        return
    with told():
        try:
            saved = _keep(here, statement, text, base)
        except Conflict:
            st.session_state[_place("mine", statement)] = Mine(text, base)
        else:
            st.session_state[_place("base", key)] = saved
            st.session_state[_place("sent", statement)] = text
            st.session_state.pop(_place("dropped", statement), None)


def take(here: Here, statement: str, text: str, base: int) -> None:
    """Save a text that a finding offered, as any change is saved: on top of what was read, or not."""
    with told():
        try:
            number = _keep(here, statement, text, base)
        except Conflict:
            st.session_state[_place("mine", statement)] = Mine(text, base)
        else:
            st.session_state[_place("sent", statement)] = text
            tell("success", f"Taken over as revision {number}.")


def _keep(here: Here, statement: str, text: str, base: int) -> int:
    """Save, and remember what was saved here; returns the revision that now stands in the box."""
    before = here.desk.statements.get(statement)
    if text == before.revisions[base - 1].text:
        return base  # nothing was changed here, whatever happened elsewhere
    after = here.desk.statements.save(statement, text, base=base, by=here.name).latest
    if after.number > before.latest.number:
        st.session_state[_place("saved", statement)] = after.number
        st.session_state[_place("parent", statement)] = base
    return after.number


def two_texts(here: Here, statement: Statement) -> None:
    """Both texts side by side where somebody else saved first; nothing until one is chosen."""
    place = _place("mine", statement.id)
    mine: Mine | None = st.session_state.get(place)
    if mine is None:
        return
    theirs = statement.latest
    if mine.text == theirs.text:
        st.session_state.pop(place)
        return
    with st.container(border=True):
        st.html(
            '<p class="d-note d-bad"><b>Two texts.</b> '
            f"{html(theirs.author)} saved revision {theirs.number} at {html(look.when(theirs.at, seconds=True))} "
            f"while you wrote on revision {mine.base}. Both are kept until you choose.</p>"
        )
        left, right = st.columns(2)
        with left:
            look.heading("Yours, not saved")
            st.html(f'<div class="d-marked">{html(mine.text)}</div>')
        with right:
            look.heading(f"Saved by {theirs.author}")
            st.html(f'<div class="d-marked">{html(theirs.text)}</div>')
        with st.expander("What yours would change"):
            st.html(difference(theirs.text, mine.text))
        with st.container(horizontal=True):
            st.button(
                "Save mine on top", type="primary", on_click=_on_top, args=(here, statement, mine)
            )
            st.button("Drop mine, keep the saved one", on_click=_drop, args=(statement.id, mine))


def _on_top(here: Here, statement: Statement, mine: Mine) -> None:
    with told():
        try:
            _keep(here, statement.id, mine.text, statement.latest.number)
        except Conflict as again:
            tell("warning", f"{again}. Look at the two texts once more.")
            return
        st.session_state[_place("sent", statement.id)] = mine.text
        st.session_state.pop(_place("mine", statement.id), None)


def _drop(statement: str, mine: Mine) -> None:
    st.session_state[_place("dropped", statement)] = mine.text
    st.session_state.pop(_place("mine", statement), None)
