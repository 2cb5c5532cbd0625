"""Check a text: paste it, see what the checks say of it. Nothing is stored."""

import streamlit as st

from drafter.desk import Desk
from drafter.model.brief import Ledger
from drafter.model.finding import Report
from drafter.ui import evidence, look, shell
from drafter.ui.marked import ACTS_LEGEND, LEGEND, acted, marked

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
        _shown(text, report)
    with right:
        evidence.remarks(report)
        evidence.shape(report, desk.prompts.kinds[kind].parts if kind else ())
        if ledger is not None:
            with st.expander(f"Claims in the text ({len(report.claims)})"):
                evidence.claims(report)


def _asked(desk: Desk) -> tuple[str, str | None, str | None, Ledger | None]:
    """The text, its kind and channel, and the facts it is held against."""
    text = st.text_area("Text", height=200, key="check/text")
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


def _shown(text: str, report: Report) -> None:
    what = st.radio(
        "Colour", ["Findings", "What each sentence does"], horizontal=True, key="check/colour"
    )
    if what == "Findings":
        st.html(marked(text, (), report.findings, {}))
        st.html(LEGEND)
    else:
        st.html(acted(text, report.acts))
        st.html(ACTS_LEGEND)


shell.run(page)
