"""Counsel, approve, publish, export: what the desk will allow, and in plain words why it will not."""

from datetime import datetime
from functools import partial

import streamlit as st

from drafter.errors import Conflict
from drafter.model.brief import Fact
from drafter.model.finding import Report
from drafter.model.person import Duty, same_name
from drafter.model.statement import Approval, Statement
from drafter.ui import look
from drafter.ui.shell import Here, caught, tell, told

_FORMATS = {
    "txt": ("Text", "text/plain"),
    "md": ("Markdown", "text/markdown"),
    "html": ("HTML", "text/html"),
    "docx": ("Word", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
    "json": ("JSON", "application/json"),
}


def state(statement: Statement, approval: Approval | None) -> str:
    """draft, approved, published or approval void, for the latest text."""
    if approval is None:
        return "approval void" if statement.approvals else "draft"
    out = any(one.revision == approval.revision for one in statement.publications)
    return "published" if out else "approved"


def obstacles(
    here: Here, statement: Statement, report: Report, facts: dict[str, Fact]
) -> list[str]:
    """Why this person cannot approve this text now; empty where they can."""
    found = []
    if not here.person.may(Duty.APPROVER):
        found.append(f"{here.name} has not the role approver.")
    if _own(here, statement) and not here.desk.settings.solo_approval:
        found.append(f"{here.name} wrote this revision: somebody else has to approve it.")
    if not statement.text.strip():
        found.append("The text is empty.")
    loose = [
        one for one in statement.latest.facts_cited if one not in facts or not facts[one].confirmed
    ]
    if loose:
        found.append(f"It rests on facts that are not confirmed: {', '.join(loose)}.")
    errors = len(statement.open_errors(report.errors))
    if errors:
        found.append(
            f"{look.count(errors, 'open error')}: change the words, or let them stand with a reason."
        )
    if not statement.counselled(facts, report.counsel):
        found.append(f"Counsel has to sign off first: {', '.join(report.counsel)}.")
    return found


def counsel_box(here: Here, statement: Statement, report: Report, facts: dict[str, Fact]) -> None:
    """Why counsel is asked, who signed off, or the button to do so. Nothing where nobody is asked."""
    if not report.counsel:
        return
    look.heading("Counsel")
    look.quiet(f"This text calls for counsel: {', '.join(report.counsel)}.")
    if statement.counselled(facts, report.counsel):
        last = statement.signoffs[-1]
        said = f", who notes: {last.note}" if last.note else ""
        look.note(
            f"Revision {last.revision} signed off by {last.by}, {look.when(last.at)}{said}", "ok"
        )
        return
    if statement.signoffs:
        last = statement.signoffs[-1]
        look.note(
            f"The sign-off of revision {last.revision} by {last.by} does not hold any more.", "bad"
        )
    number = statement.latest.number
    note = f"counsel/{statement.id}/{number}"
    st.text_input(
        "A note for the record; needed for your own text"
        if _own(here, statement)
        else "A note for the record (optional)",
        key=note,
    )
    st.button(
        f"Sign off revision {number} as counsel",
        icon=":material/gavel:",
        disabled=not _may_sign_off(here, statement),
        help=None
        if _may_sign_off(here, statement)
        else "It takes the role counsel, and somebody who did not write this revision.",
        on_click=_sign_off,
        args=(here, statement.id, number, note),
        width="stretch",
    )


def _may_sign_off(here: Here, statement: Statement) -> bool:
    alone = _own(here, statement) and not here.desk.settings.solo_approval
    return here.person.may(Duty.COUNSEL) and not alone


def _sign_off(here: Here, statement: str, revision: int, note: str) -> None:
    with told():
        said = st.session_state.get(note) or ""
        here.desk.statements.sign_off(statement, revision=revision, by=here.name, note=said)
        tell("success", f"Revision {revision} is signed off by {here.name}.")


def _own(here: Here, statement: Statement) -> bool:
    return same_name(here.name, statement.latest.author)


def _since(statement: Statement, last: Approval, facts: dict[str, Fact]) -> str:
    """What voided an approval."""
    changed = statement.changed(last.revision, last.at, facts)
    edited = statement.latest.number != last.revision
    return (
        ", and ".join(
            [
                *[f"revision {statement.latest.number} is another text"] * edited,
                *[f"{', '.join(changed)} changed since"] * bool(changed),
            ]
        )
        or "a fact it rests on was changed since"
    )


def correction(statement: Statement, facts: dict[str, Fact]) -> None:
    """Where a text is out and a fact it rests on has changed since: that it has to be put right."""
    out = statement.out
    changed = statement.changed(out.revision, out.at, facts) if out else ()
    if out is None or not changed:
        return
    now = ", ".join(f"{one} ({facts[one].status if one in facts else 'gone'})" for one in changed)
    look.note(
        f"Revision {out.revision} is public at {out.address} and rests on what has changed since: {now}. "
        "Say publicly what is right, and take down or correct what is out.",
        "bad",
    )


def approval_box(
    here: Here,
    statement: Statement,
    approval: Approval | None,
    why_not: list[str],
    facts: dict[str, Fact],
) -> None:
    """The signature that holds, or the button to give one and why it is not available."""
    look.heading("Approval")
    if approval is not None:
        alone = f", their own text, because: {approval.solo_reason}" if approval.solo else ""
        look.note(
            f"Revision {approval.revision} approved by {approval.by}, {look.when(approval.at)}{alone}",
            "ok",
        )
        return
    if statement.approvals:
        last = statement.approvals[-1]
        look.note(
            f"The approval of revision {last.revision} by {last.by} is void: "
            f"{_since(statement, last, facts)}.",
            "bad",
        )
    solo = _own(here, statement) and here.desk.settings.solo_approval
    reason = f"solo/{statement.id}/{statement.latest.number}"
    if solo:
        st.text_input(
            "Why you approve your own text: stays on the record and in the export", key=reason
        )
    number = statement.latest.number
    st.button(
        f"Approve my own text, revision {number}" if solo else f"Approve revision {number}",
        icon=":material/verified:",
        type="primary",
        disabled=bool(why_not),
        on_click=_approve,
        args=(here, statement.id, number, reason),
        width="stretch",
    )
    for why in why_not:
        look.note(f"Not yet: {why}", "wait")


def _approve(here: Here, statement: str, revision: int, reason: str) -> None:
    with told():
        because = st.session_state.get(reason) or ""
        here.desk.statements.approve(
            statement, revision=revision, by=here.name, solo_reason=because
        )
        tell("success", f"Revision {revision} is approved by {here.name}.")


def publication_box(here: Here, statement: Statement, approval: Approval | None) -> None:
    """Where it went out, and the form that records it."""
    look.heading("Publication")
    for one in statement.publications:
        until = f", valid until {look.when(one.valid_until)}" if one.valid_until else ""
        look.note(
            f"Revision {one.revision} published at {one.address}, {look.when(one.at)}, by {one.by}{until}",
            "done",
        )
    if approval is None:
        look.quiet("Only an approved, unchanged text can be marked as published.")
        return
    may = here.person.may(Duty.DRAFTER)
    if st.button(
        "Mark as published …",
        icon=":material/campaign:",
        width="stretch",
        disabled=not may,
        help=None if may else "It takes the role drafter.",
    ):
        _publish(here, statement)


@st.dialog("It is out", width="medium")
def _publish(here: Here, statement: Statement) -> None:
    with caught(), st.form(f"publish/{statement.id}"):
        where = st.text_input(
            "Where: an address or a place", placeholder="https://… or: read out at the depot"
        )
        until: datetime | None = st.datetime_input("Valid until (optional)", value=None)
        if st.form_submit_button("Record it", type="primary"):
            here.desk.statements.publish(
                statement.id,
                address=where,
                by=here.name,
                valid_until=until.replace(tzinfo=look.zone()) if until else None,
            )
            tell("success", "The publication is on the record.")
            st.rerun()


def export_box(here: Here, statement: Statement, approval: Approval | None) -> None:
    """A button a format; what is not approved is marked as a draft, in the label and in the file."""
    look.heading("Export")
    if approval is None:
        look.quiet("Not approved: every file is marked DRAFT.")
    with st.container(horizontal=True, gap="xsmall"):
        for form, (title, media) in _FORMATS.items():
            st.download_button(
                title if approval else f"{title} (DRAFT)",
                data=partial(_bytes, here, statement, form, approval is None),
                file_name=_name(statement, form, approval),
                mime=media,
                key=f"export/{statement.id}/{form}",
                on_click="ignore",
            )


def _bytes(here: Here, statement: Statement, form: str, unapproved: bool) -> bytes:
    """Made when the button is pressed: only of the revision that the page shows."""
    latest = here.desk.statements.get(statement.id).latest.number
    if latest != statement.latest.number:
        raise Conflict(f"revision {latest} was saved meanwhile: reload the page", latest=latest)
    made = here.desk.statements.export(statement.id, form=form, by=here.name, unapproved=unapproved)
    return made.data


def _name(statement: Statement, form: str, approval: Approval | None) -> str:
    mark = "" if approval else "-DRAFT"
    return f"{statement.crisis}-{statement.kind}-{statement.channel}-r{statement.latest.number}{mark}.{form}"
