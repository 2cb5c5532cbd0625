"""Concerns: what people are angry about, since when, who amplifies it, what they ask."""

import streamlit as st

from drafter.desk.concerns import Picture, Shown
from drafter.model.coverage import Coverage
from drafter.model.crisis import Concern
from drafter.ui import look, shell
from drafter.ui.concern import asks, change, charts, one
from drafter.ui.escape import html
from drafter.ui.shell import Here

_LEAD = "Ordered by different people, not by posts: a campaign of one person counts as one."
_STEP = 12
_ASKED = 4


def page() -> None:
    here = shell.here("Concerns", _LEAD)
    shown = here.desk.concerns.shown(here.slug)
    if not shown.posts:
        look.note("No concern yet: take in mentions first.")
        if st.button("Take in mentions", type="primary"):
            shell.go("mentions")
        return
    _unsorted(here, shown)
    asked = st.query_params.get("concern")
    if asked:
        one.page(here, shown, asked)
        return
    if shown.concerns or shown.dismissed:
        _glance(here, shown)
        _list(here, shown)


def _unsorted(here: Here, shown: Shown) -> None:
    """Posts without a concern: an import that was broken off, or a desk from before there were any."""
    if not shown.unsorted:
        return
    posts = look.count(shown.unsorted, "post")
    look.note(f"No concern yet: {posts}.", "wait")
    if st.button("Sort them in", type="primary", disabled=not change.may(here)):
        with st.status(f"Sorting {posts} …") as status:
            here.desk.concerns.catch_up(
                here.slug, by=here.name, progress=lambda said, share: status.update(label=said)
            )
        st.rerun()


def _glance(here: Here, shown: Shown) -> None:
    coverage = here.desk.concerns.coverage(here.slug)
    picture = here.desk.concerns.picture(here.slug)
    _figures(shown, coverage)
    left, right = st.columns([1.15, 1], gap="medium")
    with left:
        look.heading("What they are angry about")
        look.quiet(
            "Long bar: different people. Dark bar within it: the share whose posts read as genuine "
            "(specific, own experience, asks for something). Click a bar to read its posts."
        )
        key = f"bars/{here.slug}"
        charts.bars(shown.concerns, key=key, picked=change.look_at)
        look.heading("Who makes it louder")
        asks.loudest(here, picture.amplifiers)
    with right:
        look.heading("Since when")
        _since(here, shown, picture)
        look.quiet(_spikes(picture.trend.undated))
        look.heading("What they ask")
        look.quiet(asks.coverage_line(coverage))
        names = {concern.id: concern for concern in shown.concerns}
        asks.questions(here, coverage.asked, names=names, most=_ASKED)


def _since(here: Here, shown: Shown, picture: Picture) -> None:
    """Only the open tab is worked out."""
    turned = picture.trigger.turned
    names = ["Posts", "Reach", "Share of each concern"]
    by_hour, by_reach, share = st.tabs(names, on_change="rerun", key=f"since/{here.slug}")
    if by_hour.open:
        with by_hour:
            charts.trend(picture.trend, turned=turned)
    if by_reach.open:
        with by_reach:
            charts.trend(picture.trend, turned=turned, reach=True)
    if share.open:
        with share:
            charts.voice(here.desk.concerns.voice(here.slug), shown.concerns)


def _spikes(undated: int) -> str:
    said = (
        "A triangle marks a spike: an hour with far more posts than the twelve before it. "
        "The dashed line is the hour it turned."
    )
    more = f" {look.count(undated, 'post')} without a date are not in it." if undated else ""
    return said + more


def _figures(shown: Shown, coverage: Coverage) -> None:
    first = shown.concerns[0] if shown.concerns else None
    genuine = sum(one.size * (one.genuine or 0) for one in shown.concerns)
    counted = sum(one.size for one in shown.concerns) or 1
    look.tiles(
        (
            (f"{shown.people:,}", "people", f"in {look.count(shown.posts, 'post')}"),
            (f"{len(shown.concerns)}", "concerns", _share(first, shown)),
            (f"{genuine / counted:.0%}", "of the posts are genuine", "the others are ordered last"),
            (
                f"{coverage.uncovered:.0%}",
                "ask without an answer",
                f"{coverage.all.waiting:,} of {look.count(coverage.all.asking, 'question')} wait",
            ),
        )
    )


def _share(first: Concern | None, shown: Shown) -> str:
    if first is None or not shown.people:
        return "all are dismissed"
    return f"the largest moves {min(1.0, first.authors / shown.people):.0%} of the people"


def _list(here: Here, shown: Shown) -> None:
    key = f"concerns/{here.slug}"
    look.heading(f"All {look.count(len(shown.concerns), 'concern')}")
    change.bar(here, shown)
    coverage = here.desk.concerns.coverage(here.slug)
    most = st.session_state.get(key, _STEP)
    for place, concern in enumerate(shown.concerns[:most], start=1):
        _row(here, shown, concern, place, coverage)
    if len(shown.concerns) > most and st.button(
        f"Show more ({len(shown.concerns) - most})", icon=":material/expand_more:"
    ):
        st.session_state[key] = most + 2 * _STEP
        st.rerun()
    change.dismissed(here, shown)


def _row(here: Here, shown: Shown, concern: Concern, place: int, coverage: Coverage) -> None:
    with st.container(border=True, gap="small", key=f"card/{concern.id}"):
        left, right = st.columns([1.12, 1], vertical_alignment="center")
        left.html(_row_html(shown, concern, place, coverage))
        with right, st.container(horizontal=True, horizontal_alignment="right"):
            st.button(
                "Posts", key=f"posts/{concern.id}", icon=":material/forum:",
                on_click=change.look_at, args=(concern.id,),
            )  # fmt: skip
            if st.button("Draft an answer", key=f"reply/{concern.id}", icon=":material/edit_note:"):
                asks.draft(here, concern.id, kind="faq_answer", question=concern.question or "")
            if st.button(
                "Change",
                key=f"change/{concern.id}",
                icon=":material/edit:",
                help="Rename, merge or dismiss it",
                disabled=not change.may(here),
            ):
                change.dialog(here, concern, shown)


def _row_html(shown: Shown, concern: Concern, place: int, coverage: Coverage) -> str:
    tally = coverage.by_concern.get(concern.id)
    asks_ = ""
    if concern.question:
        waits = f" {tally.waiting:,} of {tally.asking:,} questions wait." if tally else ""
        asks_ = f'<div class="d-ask">“{html(concern.question)}”<span class="d-meta">{waits}</span></div>'
    parts = " ".join(
        look.tag(f"{part.label} · {part.authors:,}") for part in shown.parts.get(concern.id, ())[:6]
    )
    inner = f'<div class="d-row">{parts}</div>' if parts else ""
    return (
        f'<div class="d-concern"><h3>{place}. {html(concern.label)}</h3>'
        f'<div class="d-row">{one.chips(concern)}</div>{asks_}{inner}</div>'
    )


shell.run(page)
