"""The queue of answers: read, edit, sign off, approve or dismiss, one by one or all that are clean."""

from collections.abc import Callable
from functools import partial

import streamlit as st

from drafter.desk.faq.review import Bulk
from drafter.model.brief import Fact
from drafter.model.faq import Entry, Job, State
from drafter.model.person import Duty, same_name
from drafter.ui import look, shell
from drafter.ui.escape import html, label
from drafter.ui.marked import marked
from drafter.ui.shell import Here

_STEP = 10
_KEPT = 30


def queue(here: Here, job: Job, rows: tuple[Entry, ...]) -> None:
    """The rows by what is to be done about them."""
    facts = here.desk.facts.ledger(here.slug).by_id()
    piles = _piles(rows, facts)
    shown = st.segmented_control(
        "Show",
        [name for name, found in piles.items() if found],
        format_func=lambda name: f"{name} ({len(piles[name])})",
        default=next((name for name, found in piles.items() if found), None),
        key=f"pile/{job.id}",
    )
    if shown is None:
        return
    if shown == "To review":
        _bulk(here, job, piles[shown], facts)
    page = st.session_state.get(f"more/{job.id}", _STEP)
    for row in piles[shown][:page]:
        with st.container(border=True, key=f"card/{row.key}"):
            (_open if row.answer is None or not row.text else _answered)(here, job, row, facts)
    if len(piles[shown]) > page and st.button(f"Show more ({len(piles[shown]) - page})"):
        st.session_state[f"more/{job.id}"] = page + _KEPT
        st.rerun()


def _piles(rows: tuple[Entry, ...], facts: dict[str, Fact]) -> dict[str, list[Entry]]:
    names = ("To review", "Needs an answer", "Failed", "Approved", "Dismissed", "Waiting")
    piles: dict[str, list[Entry]] = {name: [] for name in names}
    for row in rows:
        piles[_pile(row, facts)].append(row)
    return piles


def _pile(row: Entry, facts: dict[str, Fact]) -> str:
    if row.dismissed is not None:
        return "Dismissed"
    if row.state is State.DONE:
        return "Approved" if row.review(facts) == "approved" else "To review"
    waiting = {State.NEEDS_ANSWER: "Needs an answer", State.FAILED: "Failed"}
    return waiting.get(row.state, "Waiting")


def _bulk(here: Here, job: Job, rows: list[Entry], facts: dict[str, Fact]) -> None:
    clean = [row for row in rows if row.clean and row.answer is not None]
    asked = [row for row in clean if row.answer and not row.answer.counselled(facts, row.counsel)]
    review = here.desk.faq.review
    with st.container(horizontal=True):
        _signing(
            here, f"Approve the {len(clean) - len(asked)} without findings", "approved",
            partial(review.approve_clean, job.id, by=here.name), Duty.APPROVER,
            off=len(clean) == len(asked),
        )  # fmt: skip
        if asked:
            _signing(
                here, f"Sign off {len(asked)} as counsel", "signed off",
                partial(review.sign_off_all, job.id, by=here.name), Duty.COUNSEL,
            )  # fmt: skip


def _signing(
    here: Here,
    title: str,
    done: str,
    sign: Callable[[], Bulk],
    duty: Duty,
    *,
    off: bool = False,
) -> None:
    """A button that signs many rows, and says what became of them."""

    def act() -> None:
        with shell.told():
            result = sign()
            shell.tell("success", f"{look.count(result.signed, 'answer')} {done}.")
            for reason, count in result.refused.items():
                shell.tell("warning", f"{count} not {done}: {reason}")

    may = here.person.may(duty)
    st.button(
        title,
        icon=":material/done_all:",
        on_click=act,
        disabled=off or not may,
        help=None if may else f"It takes the role {duty.value}.",
        key=f"bulk/{duty.value}",
    )


def _head(row: Entry, state: str) -> str:
    """The question with what is known of it, as HTML."""
    asked = look.count(row.question.askers, "person asks", "people ask")
    topic = f"<span class='d-meta'>{html(row.question.topic)}</span>" if row.question.topic else ""
    return (
        f'<div class="d-concern"><h3>{html(row.asked)}</h3><div class="d-row">{state}'
        f"{look.chip('', asked)}{topic}</div></div>"
    )


def _askers(row: Entry) -> None:
    others = "".join(f"<li>{html(one)}</li>" for one in row.question.wordings)
    posts = "".join(
        f'<div class="d-post"><p>{html(one.text)}</p><span class="d-meta">{html(one.author or "unknown author")}'
        "</span></div>"
        for one in row.question.examples
    )
    if not (others or posts):
        return
    with st.expander("Who asks, and how"):
        st.html(f'<ul class="d-list">{others}</ul>{posts}')


def _open(here: Here, job: Job, row: Entry, facts: dict[str, Fact]) -> None:
    """A row without an answer: why, who asks, and the place to write one."""
    st.html(_head(row, look.chip(row.state.value, row.state.value.replace("_", " "))))
    if row.why:
        look.note(row.why, "bad" if row.state is State.FAILED else "wait")
    _askers(row)
    if row.state in (State.PENDING, State.RUNNING):
        return
    with st.container(horizontal=True):
        if row.state is State.FAILED:
            _button(here, "Try again", f"again/{row.key}", lambda: _retry(here, job, row))
        if st.button("Write an answer", key=f"write/{row.key}", icon=":material/edit:"):
            _edit(here, job, row)
        _dismissal(here, job, row)


def _retry(here: Here, job: Job, row: Entry) -> None:
    here.desk.faq.again(job.id, row.key, by=here.name)
    here.desk.faq.start(job.id, by=here.name)


def _answered(here: Here, job: Job, row: Entry, facts: dict[str, Fact]) -> None:
    assert row.answer is not None
    review = row.review(facts)
    checking = look.chip("pending", "not checked yet") if row.rough else ""
    st.html(_head(row, look.chip(review or "draft") + checking))
    gone = row.outdated(facts)
    if gone:
        look.note(f"Out of date: {', '.join(gone)} says something else by now.", "bad")
    latest = row.answer.latest
    st.html(marked(row.text, latest.citations, row.findings, facts))
    st.html(
        f'<p class="d-meta">{html(_made(row))}</p>'
        + "".join(
            f'<div class="d-finding {html(one.level.value)}"><p>{look.chip(one.level.value)} {html(one.message)}'
            f"{f' <q>{html(one.match)}</q>' if one.match else ''}</p></div>"
            for one in row.findings
        )
    )
    for said in row.warnings:
        look.note(said, "wait")
    _askers(row)
    with st.container(horizontal=True):
        _decisions(here, job, row, facts)


def _made(row: Entry) -> str:
    assert row.answer is not None
    cited = f"Facts {', '.join(row.facts)}" if row.facts else "No fact cited"
    rests = f"; guideline {', '.join(row.answer.passages)}" if row.answer.passages else ""
    approval = row.answer.approvals[-1] if row.answer.approvals else None
    signed = f"; signed by {approval.by}, {look.when(approval.at)}" if approval else ""
    return f"{cited}{rests}. Written by {row.model}, revision {row.answer.latest.number}{signed}"


def _decisions(here: Here, job: Job, row: Entry, facts: dict[str, Fact]) -> None:
    assert row.answer is not None
    if row.dismissed is not None:
        _button(
            here, "Take it in again", f"restore/{row.key}",
            lambda: here.desk.faq.review.restore(job.id, row.key, by=here.name),
        )  # fmt: skip
        return
    number = row.answer.latest.number
    if row.review(facts) != "approved":
        if not row.answer.counselled(facts, row.counsel):
            _button(
                here, "Sign off as counsel", f"counsel/{row.key}",
                lambda: here.desk.faq.review.sign_off(job.id, row.key, revision=number, by=here.name),
                blocked=_no(here, row, Duty.COUNSEL),
            )  # fmt: skip
        if row.errors:
            if st.button("Approve with a reason", key=f"reason/{row.key}"):
                _with_reason(here, job, row)
        else:
            _button(
                here, "Approve", f"approve/{row.key}",
                lambda: here.desk.faq.review.approve(job.id, row.key, revision=number, by=here.name),
                blocked=_no(here, row, Duty.APPROVER)
                or ("Counsel has to sign off first." if not row.answer.counselled(facts, row.counsel) else ""),
                primary=True,
            )  # fmt: skip
    if st.button("Edit", key=f"edit/{row.key}", icon=":material/edit:"):
        _edit(here, job, row)
    _dismissal(here, job, row)


def _no(here: Here, row: Entry, duty: Duty) -> str:
    """Why this person cannot sign this row, or nothing."""
    if not here.person.may(duty):
        return f"It takes the role {duty.value}."
    author = row.answer.latest.author if row.answer is not None else ""
    if same_name(author, here.name) and not here.desk.settings.solo_approval:
        return f"{here.name} is behind this text: somebody else has to sign it."
    return ""


def _dismissal(here: Here, job: Job, row: Entry) -> None:
    if row.dismissed is None:
        _button(
            here, "Dismiss", f"dismiss/{row.key}",
            lambda: here.desk.faq.review.dismiss(job.id, row.key, by=here.name),
            blocked="" if here.person.may(Duty.DRAFTER) else "It takes the role drafter.",
        )  # fmt: skip


def _button(
    here: Here,
    title: str,
    key: str,
    do: Callable[[], object],
    *,
    blocked: str = "",
    primary: bool = False,
) -> None:
    def act() -> None:
        with shell.told():
            do()

    st.button(
        title,
        key=key,
        on_click=act,
        disabled=bool(blocked),
        help=label(blocked) if blocked else None,
        type="primary" if primary else "secondary",
    )


@st.dialog("Question and answer", width="large")
def _edit(here: Here, job: Job, row: Entry) -> None:
    with shell.caught():
        base = row.answer.latest.number if row.answer is not None else 0
        if row.why:
            look.note(row.why, "wait")
        with st.form(f"editing/{row.key}"):
            question = st.text_input("Question", value=row.asked)
            text = st.text_area("Answer", value=row.text, height=220)
            look.quiet("It is checked when you save it. Somebody else has to approve it then.")
            if st.form_submit_button("Save", type="primary"):
                here.desk.faq.review.edit(
                    job.id, row.key, answer=text, question=question, base=base, by=here.name
                )
                st.rerun()


@st.dialog("Approve although there are errors", width="medium")
def _with_reason(here: Here, job: Job, row: Entry) -> None:
    with shell.caught():
        assert row.answer is not None
        for error in row.errors:
            st.html(
                f'<div class="d-finding error"><p>{html(error.message)} <q>{html(error.match)}</q></p></div>'
            )
        with st.form(f"reasoning/{row.key}"):
            reason = st.text_input("Why they may stand; it stays on the record")
            if st.form_submit_button("Approve", type="primary"):
                here.desk.faq.review.approve(
                    job.id, row.key, revision=row.answer.latest.number, by=here.name, reason=reason
                )
                st.rerun()
