"""Who is at this browser: a name the person gives themself, kept in a cookie and nowhere else."""

from typing import TYPE_CHECKING
from urllib.parse import quote, unquote

import streamlit as st

from drafter.desk import Desk
from drafter.errors import NotAllowed
from drafter.model.person import Duty, Person
from drafter.ui import look
from drafter.ui.escape import html, label

if TYPE_CHECKING:
    from streamlit.components.v2.types import ComponentRenderer

_COOKIE = "drafter_name"
_YEAR = 365 * 24 * 3600

# The value comes percent-encoded, so it cannot end the cookie and begin another.
_JS = """
export default function (component) {
  const { data, parentElement } = component;
  const host = parentElement.host || parentElement;
  if (!data || !data.cookie || host.dataset.kept === data.cookie) return;
  host.dataset.kept = data.cookie;
  document.cookie = data.cookie;
}
"""


@st.cache_resource(show_spinner=False)
def _keeper() -> "ComponentRenderer":
    return st.components.v2.component("drafter_identity", html="<span hidden>\n</span>", js=_JS)


def person(desk: Desk) -> Person | None:
    """The person of this browser, or None before they have said a name."""
    name = st.session_state.get("name") or unquote(st.context.cookies.get(_COOKIE, ""))
    if not name:
        return None
    try:
        return desk.people.named(name)
    except NotAllowed:
        return None


def ask(desk: Desk) -> None:
    """The question of the first use. Nothing else is shown until it is answered."""
    st.html(
        '<div class="d-head"><h1>Who is at the desk?</h1><p>Everything you write, confirm and approve is '
        "kept under your name. Nobody checks it on this machine: give the name your colleagues know."
        "</p></div>"
    )
    with st.form("who", width=480):
        given = st.text_input("Your name", max_chars=80, placeholder="First and last name")
        if st.form_submit_button("Start", type="primary"):
            _take(desk, given)
            st.rerun()
    look.quiet("The name is kept in this browser, in one cookie, and nothing else about you.")


def _take(desk: Desk, given: str) -> None:
    st.session_state["name"] = desk.people.named(given).name


def card(desk: Desk, who: Person) -> None:
    """The sidebar's foot: name, roles, what a name is worth here, and how to change it."""
    duties = ", ".join(duty.value for duty in Duty if who.may(duty)) or "reading only"
    st.html(
        f'<div class="d-who"><b>{html(who.name)}</b><small>Roles: {html(duties)}</small>'
        "<small>Names are self-declared on this machine: nobody checks them.</small></div>"
    )
    with (
        st.popover("Somebody else is here", icon=":material/badge:", width="stretch"),
        st.form("rename"),
    ):
        given = st.text_input("Name", value=who.name, max_chars=80)
        st.caption(f"You work as {label(who.name)} until another name is given.")
        if st.form_submit_button("Work under this name", type="primary"):
            try:
                _take(desk, given)
            except NotAllowed as refused:
                st.error(label(str(refused)))
            else:
                st.rerun()
    _keep(who)


def _keep(who: Person) -> None:
    chosen = st.session_state.get("name")
    cookie = (
        f"{_COOKIE}={quote(chosen, safe='')}; Max-Age={_YEAR}; Path=/; SameSite=Strict"
        if chosen
        else ""
    )
    _keeper()(key="identity", data={"cookie": cookie})
