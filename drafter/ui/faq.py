"""FAQs: what people ask, answered in bulk from confirmed facts, and the queue in which answers are approved."""

from collections.abc import Callable
from functools import partial

import streamlit as st

from drafter.model.faq import Entry, Job, Progress, Question, State
from drafter.model.person import Duty
from drafter.ui import faq_queue, look, shell
from drafter.ui.escape import html, label, one_line
from drafter.ui.shell import Here

_LEAD = (
    "The questions people ask, those of most people first. An answer rests on confirmed facts; what they "
    "do not answer is listed, never filled in."
)
_FORMS = {
    "csv": "text/csv",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "jsonl": "application/jsonl",
    "md": "text/markdown",
    "html": "text/html",
}
_LONGEST_TITLE = 60


def page() -> None:
    here = shell.here("FAQ", _LEAD)
    jobs = here.desk.faq.of(here.slug)
    job = _chosen(here, jobs)
    if job is None:
        _begin(here, first=True)
        return
    _work(here, job)
    rows = here.desk.faq.entries(job.id)
    faq_queue.queue(here, job, rows)
    left, right = st.columns(2, gap="medium")
    with left:
        _export(here, job, rows)
    with right:
        _begin(here, first=False)


def _chosen(here: Here, jobs: tuple[Job, ...]) -> Job | None:
    if not jobs:
        return None
    names = {one.id: f"{one.title}, {look.when(one.created_at)}" for one in jobs}
    key = f"faq/{here.slug}"
    if st.session_state.get(key) not in names:
        st.session_state[key] = jobs[0].id
    if len(jobs) > 1:
        st.selectbox(
            "List of questions",
            list(names),
            format_func=lambda one: one_line(names[one], most=_LONGEST_TITLE + 30),
            key=key,
        )
    return next(one for one in jobs if one.id == st.session_state[key])


def _begin(here: Here, *, first: bool) -> None:
    may = here.person.may(Duty.DRAFTER)
    look.heading("Answer the questions" if first else "Another list")
    count = here.desk.mentions.count(here.slug)
    with st.form(f"begin/{here.slug}"):
        st.html(
            f'<p class="d-quiet">{html(look.count(count, "post"))} on the desk. Without a file, the '
            "questions are found in them and joined where they ask the same.</p>"
        )
        given = st.file_uploader(
            "Or a table with a column of questions", type=["csv", "tsv", "xlsx", "jsonl", "txt"]
        )
        column = st.text_input("Name of that column", value="question")
        left, right = st.columns(2)
        most = left.number_input("At most so many questions", 1, 5_000, 100)
        channels = here.desk.prompts.channels
        names = list(channels)
        channel = right.selectbox(
            "Channel",
            names,
            index=names.index("web") if "web" in names else 0,
            format_func=lambda one: channels[one].title,
        )
        pressed = st.form_submit_button("Find and answer", type="primary", disabled=not may)
    if not may:
        look.note("It takes the role drafter.")
    if pressed:
        with shell.caught(), st.spinner("Looking for questions …"):
            if given is None:
                _plan(here, most=int(most), channel=channel or "web")
            else:
                listed = here.desk.faq.listed(given.getvalue(), name=given.name, column=column)
                _start(here, given.name, listed.questions, channel or "web")


def _plan(here: Here, *, most: int, channel: str) -> None:
    asked = here.desk.faq.of_crisis(here.slug)
    if not asked:
        look.note("Nobody asks a question in these posts.", "wait")
        return
    if len(asked) > most:
        shell.tell("info", f"{len(asked) - most} questions of fewer people are left out.")
    _start(here, "Questions in the mentions", asked[:most], channel)


def _start(here: Here, title: str, questions: tuple[Question, ...], channel: str) -> None:
    job = here.desk.faq.plan(
        questions, title=title[:_LONGEST_TITLE], by=here.name, crisis=here.slug, channel=channel
    )
    here.desk.faq.start(job.id, by=here.name)
    st.session_state.pop(f"faq/{here.slug}", None)
    st.rerun()


def _work(here: Here, job: Job) -> None:
    """How far the job is, refreshed while it works, and what can be done about it."""
    progress = here.desk.faq.progress(job.id)
    working = progress.working or here.desk.faq.at_work(job.id)

    @st.fragment(run_every=1.0 if working else None)
    def bar() -> None:
        now = here.desk.faq.progress(job.id)
        at_work = here.desk.faq.at_work(job.id)
        _bar(now, at_work)
        if working and not (now.working or at_work):
            st.rerun()  # the queue below is to show what came of it

    with st.container(border=True, key="card/progress"):
        bar()
        _controls(here, job, progress, working)


def _bar(now: Progress, at_work: bool) -> None:
    share = now.settled / now.total if now.total else 1.0
    st.progress(share, text=label(_said(now, at_work)))
    chips = "".join(
        look.chip(state.value, f"{now.of(state):,} {words}")
        for state, words in (
            (State.DONE, "answered"), (State.NEEDS_ANSWER, "need an answer"), (State.FAILED, "failed"),
            (State.RUNNING, "being answered"), (State.PENDING, "waiting"),
        )
        if now.of(state)
    )  # fmt: skip
    st.html(f'<div class="d-row">{chips}</div>')
    if now.note and not now.working:
        look.note(now.note, "wait")


def _said(now: Progress, at_work: bool) -> str:
    told = f"{now.settled:,} of {look.count(now.total, 'question')}"
    if now.working and now.rate and not now.finished:
        told += f", {now.rate:.1f} a second"
    if now.working and now.remaining:
        told += f", about {_span(now.remaining)} left"
    if now.working and now.finished and now.unchecked:
        return f"{told}, {look.count(now.unchecked, 'answer')} still to be checked"
    if at_work and not now.working:
        told += ", getting ready"
    elif not now.working and not now.finished:
        told += {"pause": ", paused", "cancel": ", cancelled"}.get(now.wish, ", interrupted")
    return told


def _span(seconds: float) -> str:
    minutes, rest = divmod(round(seconds), 60)
    return f"{minutes} min {rest} s" if minutes else f"{rest} s"


def _controls(here: Here, job: Job, progress: Progress, working: bool) -> None:
    with st.container(horizontal=True):
        if working:
            _do(here, "Pause", "pause", lambda: here.desk.faq.want(job.id, "pause", by=here.name))
            _do(here, "Cancel", "stop", lambda: here.desk.faq.want(job.id, "cancel", by=here.name))
            return
        if not progress.finished:
            _do(here, "Resume", "play_arrow", lambda: None, job=job, primary=True)
        failed = progress.of(State.FAILED)
        if failed:
            title = f"Try {look.count(failed, 'failed question')} again"
            _do(here, title, "refresh", lambda: here.desk.faq.again(job.id, by=here.name), job=job)
    if progress.finished:
        _outdated(here, job)


def _outdated(here: Here, job: Job) -> None:
    stale = len(here.desk.faq.stale(job.id))
    if not stale:
        return
    look.note(f"The facts have changed: {look.count(stale, 'row')} out of date.", "wait")
    _do(
        here,
        "Answer these anew",
        "update",
        lambda: here.desk.faq.refresh(job.id, by=here.name),
        job=job,
        primary=True,
    )


def _do(
    here: Here,
    title: str,
    icon: str,
    first: Callable[[], object],
    *,
    job: Job | None = None,
    primary: bool = False,
) -> None:
    """A button that does something and, where a job is given, sets it to work."""

    def act() -> None:
        with shell.told():
            first()
            if job is not None:
                here.desk.faq.start(job.id, by=here.name)

    may = here.person.may(Duty.DRAFTER)
    st.button(
        title,
        icon=f":material/{icon}:",
        on_click=act,
        disabled=not may,
        help=None if may else "It takes the role drafter.",
        type="primary" if primary else "secondary",
    )


def _export(here: Here, job: Job, rows: tuple[Entry, ...]) -> None:
    look.heading("Take it with you")
    facts = here.desk.facts.ledger(here.slug).by_id()
    approved = sum(one.review(facts) == "approved" for one in rows)
    only = st.toggle(
        f"Approved answers only ({approved})", value=bool(approved), key=f"only/{job.id}"
    )
    if not only:
        look.quiet("What nobody has approved is marked as a draft on the page for the web.")
    with st.container(horizontal=True, key="export/faq"):
        for form, mime in _FORMS.items():
            st.download_button(
                form.upper(),
                data=partial(here.desk.faq.export, job.id, form=form, approved_only=only),
                file_name=f"{here.slug}-faq.{form}",
                mime=mime,
                on_click="ignore",
                key=f"take/{form}",
                icon=":material/download:",
            )


shell.run(page)
