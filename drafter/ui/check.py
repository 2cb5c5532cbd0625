"""Check a text: paste it, see what the checks say of it. Nothing is stored."""

import streamlit as st

from drafter.desk import Desk
from drafter.model.base import digest
from drafter.model.brief import Ledger
from drafter.model.finding import Finding, Report
from drafter.ui import evidence, look, shell
from drafter.ui.marked import legend, marked
from drafter.ui.shape import shape

_TEXT, _BEFORE = "check/text", "check/before"
_LEAD = "Paste a text and read what the checks say of it. Nothing here is stored or sent."


def page() -> None:
    desk = shell.desk()
    shell.somebody()
    shell.header("Check a text", _LEAD)
    text, kind, channel, ledger = _asked(desk)
    if not text.strip():
        look.note("There is no text yet.")
        return
    report = desk.checking.text(text, kind=kind, channel=channel, ledger=ledger)
    left, right = st.columns([1.45, 1], gap="medium")
    with left:
        st.html(marked(text, (), report.findings, {}, report.acts))
        st.html(legend(cited=False))
        shape(text, report, desk.prompts.kinds[kind].parts if kind else ())
    with right:
        _remarks(text, report)
        if ledger is not None:
            with st.expander(f"Claims in the text ({len(report.claims)})"):
                evidence.claims(report)


def _remarks(text: str, report: Report) -> None:
    def shown(found: Finding, place: int) -> None:
        evidence.remark(found)
        evidence.offer(found, text, take, f"{digest(text)[:12]}/{place}")

    def take(better: str) -> None:
        if st.session_state.get(_TEXT) != text:
            shell.tell("warning", "The text has changed since: look at its remarks once more.")
            return
        st.session_state[_BEFORE] = text
        st.session_state[_TEXT] = better

    before = st.session_state.get(_BEFORE)
    if before is not None and before != text:
        st.button("Undo the last change", icon=":material/undo:", on_click=_undo)
    evidence.remarks(report, shown)


def _undo() -> None:
    st.session_state[_TEXT] = st.session_state.pop(_BEFORE)


def _asked(desk: Desk) -> tuple[str, str | None, str | None, Ledger | None]:
    """The text, its kind and channel, and the facts it is held against."""
    text = st.text_area("Text", height=200, key=_TEXT)
    first, second, third = st.columns(3, vertical_alignment="bottom")
    kinds, channels = desk.prompts.kinds, desk.prompts.channels
    kind = first.selectbox(
        "Kind",
        list(kinds),
        index=None,
        placeholder="any: every rule runs",
        format_func=lambda one: kinds[one].title,
        key="check/kind",
    )
    channel = second.selectbox(
        "Channel",
        list(channels),
        index=None,
        placeholder="none: no limit counts",
        format_func=lambda one: channels[one].title,
        key="check/channel",
    )
    crisis = st.session_state.get("crisis")
    bind = third.checkbox(
        "Bind claims to the facts of the open crisis", disabled=crisis is None, key="check/facts"
    )
    return text, kind, channel, desk.facts.ledger(crisis) if bind and crisis else None


shell.run(page)
