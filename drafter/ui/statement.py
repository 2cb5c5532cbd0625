"""Statement: read, edit, check, approve, export, publish."""

import streamlit as st

from drafter.model.finding import Report
from drafter.model.person import Duty
from drafter.model.statement import Approval, Statement
from drafter.ui import editor, evidence, look, rework, shell, signing
from drafter.ui.escape import html, one_line
from drafter.ui.history import history
from drafter.ui.marked import legend, marked
from drafter.ui.shape import shape
from drafter.ui.shell import Here

_LEAD = "Every change is a revision. Nothing counts as approved that somebody else has not signed."


def page() -> None:
    here = shell.here("Statement", _LEAD)
    everyone = here.desk.statements.of(here.slug)
    if not everyone:
        look.note("No statement yet. Confirm facts first, then draft one.")
        if st.button("Draft one", type="primary"):
            shell.go("draft")
        return
    statement = _chosen(here, everyone)
    approval = here.desk.statements.approval(statement)
    report = here.desk.statements.check(statement)
    _line(here, statement, approval, report)
    signing.correction(statement, here.desk.facts.ledger(here.slug).by_id())
    editor.two_texts(here, statement)
    left, right = st.columns([1.45, 1], gap="medium")
    with left:
        rework.source(here, statement)
        _text(here, statement, approval, report)
    with right:
        _beside(here, statement, approval, report)


def _chosen(here: Here, everyone: tuple[Statement, ...]) -> Statement:
    """The statement of the address, else the newest; the address follows."""
    named = {one.id: one for one in everyone}
    address = st.query_params.get("statement")
    asked = address or st.session_state.get("statement")
    if address and address not in named:
        st.error("There is no such statement in this crisis: the newest one is open.")
    chosen = asked if asked in named else everyone[-1].id
    st.session_state["statement"] = chosen
    if address != chosen:
        st.query_params["statement"] = chosen
    if len(everyone) > 1:
        titles = {one.id: _title(here, one) for one in reversed(everyone)}
        st.session_state["statement_choice"] = chosen
        st.selectbox(
            f"Open one of {len(everyone)} statements",
            list(titles),
            format_func=titles.__getitem__,
            key="statement_choice",
            on_change=_choose,
        )
    return named[chosen]


def _choose() -> None:
    st.session_state["statement"] = st.session_state["statement_choice"]
    st.query_params["statement"] = st.session_state["statement_choice"]


def _names(here: Here, statement: Statement) -> tuple[str, str]:
    kind = here.desk.prompts.kinds.get(statement.kind)
    channel = here.desk.prompts.channels.get(statement.channel)
    return kind.title if kind else statement.kind, channel.title if channel else statement.channel


def _title(here: Here, statement: Statement) -> str:
    kind, channel = _names(here, statement)
    state = signing.state(statement, here.desk.statements.approval(statement))
    start = one_line(statement.text, most=50)
    return f"{kind} · {channel} · revision {statement.latest.number} · {state} · {start}"


def _line(here: Here, statement: Statement, approval: Approval | None, report: Report) -> None:
    """What this is and how it stands, in one line."""
    kind, channel = _names(here, statement)
    language = look.LANGUAGES.get(statement.language, statement.language)
    open_errors = len(statement.open_errors(report.errors))
    errors = look.chip("error", look.count(open_errors, "open error")) if open_errors else ""
    state = signing.state(statement, approval)
    out = statement.out if state != "published" else None
    public = look.chip("published", f"revision {out.revision} is public") if out else ""
    st.html(
        f'<div class="d-row">{look.chip(state)}{public}{errors}'
        f"<b>{html(kind)}</b><span>for {html(channel)}, in {html(language)}, "
        f"revision {statement.latest.number}</span>"
        f'<span class="d-meta">{html(_length(here, statement))}</span></div>'
    )


def _length(here: Here, statement: Statement) -> str:
    words = look.count(len(statement.text.split()), "word")
    if statement.channel not in here.desk.prompts.channels:
        return words
    counted, most = here.desk.checking.length(statement.text, statement.channel)
    return f"{words}, {counted:,} of {most:,} characters"


def _text(here: Here, statement: Statement, approval: Approval | None, report: Report) -> None:
    evidence.origin(statement.latest, statement)
    editor.editor(here, statement)
    rework.rework(here, statement, approval)
    look.heading("What the words do and rest on")
    facts = here.desk.facts.ledger(here.slug).by_id()
    st.html(marked(statement.text, statement.latest.citations, report.findings, facts, report.acts))
    st.html(legend(cited=True))
    look.heading(f"Revisions ({len(statement.revisions)})")
    history(statement)
    with st.popover("Draft it anew …", icon=":material/refresh:"):
        look.quiet(
            "A fresh text from the facts as they are now, as a new revision. This text stays in the list."
        )
        st.button(
            "Draft anew",
            type="primary",
            key=f"redraft/{statement.id}/{statement.latest.number}",
            disabled=not here.person.may(Duty.DRAFTER),
            on_click=_redraft,
            args=(here, statement.id, statement.latest.number),
        )


def _redraft(here: Here, statement: str, base: int) -> None:
    with shell.told():
        after = here.desk.statements.redraft(statement, base=base, by=here.name)
        shell.tell("success", f"Drafted anew as revision {after.latest.number}.")


def _beside(here: Here, statement: Statement, approval: Approval | None, report: Report) -> None:
    facts = here.desk.facts.ledger(here.slug).by_id()
    with st.container(border=True, key="card/signing"):
        why_not = signing.obstacles(here, statement, report, facts)
        signing.counsel_box(here, statement, report, facts)
        signing.approval_box(here, statement, approval, why_not, facts)
        signing.publication_box(here, statement, approval)
        signing.export_box(here, statement, approval)
    evidence.findings(here, statement, report)
    kind = here.desk.prompts.kinds.get(statement.kind)
    shape(statement.text, report, kind.parts if kind else ())
    evidence.facts_used(statement.latest, facts)
    with st.expander(f"Claims in the text ({len(report.claims)})"):
        evidence.claims(report)
    _recalled(statement)


def _recalled(statement: Statement) -> None:
    drafted = next(one for one in reversed(statement.revisions) if one.origin != "person")
    passages = drafted.run.passages if drafted.run else ()
    with st.expander(f"Guidelines and past cases recalled ({len(passages)})"):
        items = "".join(f"<li>{html(one)}</li>" for one in passages) or "<li>none</li>"
        st.html(f'<ul class="d-list">{items}</ul>')


shell.run(page)
