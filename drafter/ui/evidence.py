"""Beside a text: what the checks say, the facts it rests on, what is missing."""

from collections.abc import Callable, Mapping, Sequence

import streamlit as st

from drafter.model.brief import Fact
from drafter.model.finding import Claim, Finding, Report
from drafter.model.person import Duty
from drafter.model.statement import Revision, Statement
from drafter.ui import editor, look
from drafter.ui.escape import html, label
from drafter.ui.history import difference
from drafter.ui.shell import Here, caught, tell


def findings(here: Here, statement: Statement, report: Report) -> None:
    """The remarks, the gravest first. What is offered is taken with a click, as a revision; an error
    can be waived by an approver with a reason."""
    base = statement.latest.number

    def take(better: str) -> None:
        editor.take(here, statement.id, better, base)

    waived = {
        one.finding: one for one in statement.waivers if one.revision == statement.latest.number
    }

    def shown(found: Finding, place: int) -> None:
        remark(found, by=waived[found.key].by if found.key in waived else "")
        key = f"{statement.id}/{base}/{place}"
        offer(found, statement.text, take, key, allowed=here.person.may(Duty.DRAFTER))
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
            remark(found)
        else:
            shown(found, place)
    for skipped in report.skipped:
        look.quiet(f"Not checked: {skipped.rule}: {skipped.reason}")


def offer(
    found: Finding, text: str, take: Callable[[str], None], key: str, *, allowed: bool = True
) -> None:
    """A button for what a finding offers; `take` is given the whole text with it."""
    if found.rewrites:
        words = "Use the rewritten sentence" if found.rewrite else "Take the sentence out"
        better = found.rewritten(text)
    elif found.replaces:
        words, better = f"Put “{label(found.suggestion, most=60)}”", found.replaced(text)
    else:
        return
    st.button(
        words,
        type="tertiary",
        icon=":material/auto_fix_high:",
        disabled=not allowed,
        help=None if allowed else "It takes the role drafter to change the text.",
        key=f"take/{key}",
        on_click=take,
        args=(better,),
    )


def remark(found: Finding, by: str = "") -> None:
    """One remark: its words, why, and what would be better."""
    why = f"<p>{html(found.why)}</p>" if found.why else ""
    better = f"<p><b>Better:</b> {html(found.suggestion)}</p>" if found.suggestion else ""
    if found.rewrite:
        better += f"<p><b>Rewritten:</b> <ins>{html(found.rewrite)}</ins></p>"
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
        icon=":material/front_hand:",
        disabled=not may,
        help=None if may else "It takes the role approver to waive an error.",
        key=f"waive/{statement.id}/{statement.latest.number}/{place}",
    ):
        _waive(here, statement, found)


@st.dialog("Let an error stand", width="medium")
def _waive(here: Here, statement: Statement, found: Finding) -> None:
    with caught():
        remark(found)
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
        _missing(
            run.missing, signed=any(one.revision == revision.number for one in statement.approvals)
        )


def _missing(lacks: Sequence[str], *, signed: bool) -> None:
    """In the way of who still writes; folded away once somebody has signed it as it is."""
    said, items = "Missing when it was drafted", "".join(f"<li>{html(one)}</li>" for one in lacks)
    if signed:
        with st.expander(f"{said} ({len(lacks)})"):
            st.html(f'<ul class="d-list">{items}</ul>')
    else:
        st.html(f'<div class="d-note d-wait"><b>{said}</b><ul class="d-list">{items}</ul></div>')


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
