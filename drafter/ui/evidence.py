"""Beside a text: what the checks say, the facts it rests on, what is missing."""

from collections.abc import Callable, Mapping

import streamlit as st

from drafter.model.brief import Fact
from drafter.model.finding import Claim, Finding, Report
from drafter.model.person import Duty
from drafter.model.prompt import PART_NAMES
from drafter.model.statement import Revision, Statement
from drafter.ui import look
from drafter.ui.escape import html
from drafter.ui.history import difference
from drafter.ui.shell import Here, caught, tell

_STRATEGIES = {
    "deny": "Deny: says it did not happen or is not ours",
    "diminish": "Diminish: makes it or our part in it smaller",
    "rebuild": "Rebuild: apologises or makes good",
    "bolster": "Bolster: points at good deeds or allies",
    "information": "Information: instructs and informs, takes no posture",
}


def findings(here: Here, statement: Statement, report: Report) -> None:
    """The remarks, the gravest first; an error can be waived by an approver with a reason."""
    waived = {
        one.finding: one for one in statement.waivers if one.revision == statement.latest.number
    }

    def shown(found: Finding, place: int) -> None:
        _finding(found, by=waived[found.key].by if found.key in waived else "")
        if found in report.errors and found.key not in waived:
            _waiver(here, statement, found, place)

    remarks(report, shown)


def remarks(report: Report, shown: Callable[[Finding, int], None] | None = None) -> None:
    """The remarks, the gravest first, each as `shown` shows it, and what was not checked."""
    look.heading(f"Findings ({len(report.findings)})")
    if not report.findings:
        look.note("The checks found nothing to remark on.", "ok")
    ordered = sorted(report.findings, key=lambda one: (-one.level.rank, one.start))
    for place, found in enumerate(ordered):
        if shown is None:
            _finding(found, by="")
        else:
            shown(found, place)
    for skipped in report.skipped:
        look.quiet(f"Not checked: {skipped.rule}: {skipped.reason}")


def _finding(found: Finding, by: str) -> None:
    why = f"<p>{html(found.why)}</p>" if found.why else ""
    better = f"<p><b>Better:</b> {html(found.suggestion)}</p>" if found.suggestion else ""
    stands = f"<p><b>Stands, waived by {html(by)}.</b></p>" if by else ""
    words = found.match if len(found.match) <= 160 else f"{found.match[:159]}…"
    quoted = f"<p><q>{html(words)}</q></p>" if words.strip() else ""
    st.html(
        f'<div class="d-finding {found.level.value}"><div class="d-row">{look.chip(found.level.value)}'
        f'<span class="d-meta">{html(found.rule)}, line {found.line}</span></div>'
        f"<p><b>{html(found.message)}</b></p>{quoted}{why}{better}{stands}</div>"
    )


def _waiver(here: Here, statement: Statement, found: Finding, place: int) -> None:
    may = here.person.may(Duty.APPROVER)
    if st.button(
        "Let it stand …",
        type="tertiary",
        disabled=not may,
        help=None if may else "It takes the role approver to waive an error.",
        key=f"waive/{statement.id}/{statement.latest.number}/{place}",
    ):
        _waive(here, statement, found)


@st.dialog("Let an error stand", width="medium")
def _waive(here: Here, statement: Statement, found: Finding) -> None:
    with caught():
        _finding(found, by="")
        with st.form("waive"):
            reason = st.text_area(
                "Why it may stand: kept with your name, for this revision", height=90
            )
            if st.form_submit_button("Let it stand", type="primary"):
                here.desk.statements.waive(statement.id, found.key, reason=reason, by=here.name)
                tell("success", "The error stands, under your name and with your reason.")
                st.rerun()


def origin(revision: Revision, statement: Statement) -> None:
    """How the text came about, what it lacks and what to mind: said plainly where it appears."""
    drafted = next(one for one in reversed(statement.revisions) if one.origin != "person")
    run = drafted.run
    if drafted.origin == "playbook":
        said = "Composed from the playbook, no model was used"
    else:
        said = f"Drafted by {run.model if run and run.model else 'a language model'}"
    if revision.number != drafted.number:
        said += f" (revision {drafted.number}); edited since, last by {revision.author}"
    look.note(f"{said}.", "calm")
    if run and run.before:
        with st.expander(f"What the redraft mended ({look.count(len(run.fixed), 'finding')})"):
            items = "".join(f"<li>{html(one)}</li>" for one in run.fixed)
            st.html(f'<ul class="d-list">{items}</ul>{difference(run.before, drafted.text)}')
    for warning in run.warnings if run else ():
        look.note(f"Mind: {warning}", "wait")
    if run and run.missing:
        items = "".join(f"<li>{html(one)}</li>" for one in run.missing)
        st.html(
            f'<div class="d-note d-wait"><b>Missing when it was drafted</b><ul class="d-list">{items}</ul></div>'
        )


def facts_used(revision: Revision, facts: Mapping[str, Fact]) -> None:
    """The facts that the words rest on, with status, source and who confirmed."""
    look.heading(f"Rests on {look.count(len(revision.facts_cited), 'fact')}")
    for name in revision.facts_cited:
        fact = facts.get(name)
        if fact is None:
            look.note(f"{name} is not in the ledger any more", "bad")
            continue
        st.html(
            f'<div class="d-fact d-small"><div class="d-row">{look.tag(fact.id)}{look.chip(fact.status.value)}'
            f'<span class="d-meta">{html(fact.role.value.replace("_", " "))}</span></div>'
            f'<p>{html(fact.text)}</p><span class="d-meta">{html(_by(fact))}</span></div>'
        )
    if not revision.facts_cited:
        look.note("No word of this text is bound to a confirmed fact.", "wait")


def _by(fact: Fact) -> str:
    by = (
        f"confirmed by {fact.confirmed_by}, {look.when(fact.confirmed_at)}"
        if fact.confirmed_by
        else ""
    )
    return "; ".join(part for part in (by, f"source: {fact.source}" if fact.source else "") if part)


def claims(report: Report) -> None:
    """Every checkable assertion and what carries it."""
    rows = [
        (look.chip(_state(one)), html(one.text), html(one.type), html(_carrier(one)))
        for one in report.claims
    ]
    if rows:
        look.table(("", "Words", "Kind", "Carried by"), rows)
    else:
        look.quiet("No number, date, name or promise was found in the text.")


def _state(claim: Claim) -> str:
    return str(claim.status)


def _carrier(claim: Claim) -> str:
    return claim.fact or claim.passage or "nothing"


def shape(report: Report, wanted: tuple[str, ...]) -> None:
    """Posture, apology parts and readability."""
    look.heading("Posture and parts")
    st.html(f'<p class="d-meta">{html(_STRATEGIES.get(report.strategy, report.strategy))}</p>')
    present = report.parts.model_dump()
    chips = " ".join(
        look.chip(
            "present" if present[part] else "absent",
            f"{part}: {_there(present[part], part in wanted)}",
        )
        for part in PART_NAMES
    )
    st.html(f'<div class="d-row">{chips}</div>')
    look.quiet(
        f"Part score {report.part_score:.0%}, by weights of ours. "
        f"{report.generic:.0%} of the sentences could stand under any company's name."
    )
    if report.readability:
        figures = "".join(
            f"<dt>{html(name.replace('_', ' '))}</dt><dd>{value:g}</dd>"
            for name, value in report.readability.items()
        )
        st.html(f'<dl class="d-kv">{figures}</dl>')


def _there(present: bool, wanted: bool) -> str:
    if present:
        return "present"
    return "missing" if wanted else "absent"
