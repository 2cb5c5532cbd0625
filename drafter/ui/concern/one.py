"""One concern: its posts, its parts, how it developed, what set it off, what it asks."""

import streamlit as st

from drafter.desk.concerns import Picture, Shown
from drafter.errors import NotFound
from drafter.model.concern import Trigger
from drafter.model.crisis import Concern
from drafter.ui import look
from drafter.ui.concern import asks, change, charts
from drafter.ui.concern.posts import posts
from drafter.ui.concern.posts import shown as post_html
from drafter.ui.escape import html
from drafter.ui.shell import Here

_PARTS = 5


def page(here: Here, shown: Shown, name: str) -> None:
    """The whole view; a concern that is gone leads back to all of them."""
    try:
        concern = shown.named(name)
    except NotFound:
        change.look_at("")
        st.rerun()
    _head(here, shown, concern)
    change.bar(here, shown)
    left, right = st.columns([1.25, 1], gap="medium")
    with left:
        look.heading("Posts")
        posts(here, concern.id)
    with right:
        picture = here.desk.concerns.picture(here.slug, concern.id)
        _development(here, picture)
        _asked(here, shown, concern)
        _parts(here, shown, concern)
        look.heading("Who makes it louder")
        asks.loudest(here, picture.amplifiers)


def _head(here: Here, shown: Shown, concern: Concern) -> None:
    above = next((one for one in shown.concerns if one.id == concern.parent), None)
    with st.container(horizontal=True, vertical_alignment="center"):
        st.button("All concerns", icon=":material/arrow_back:", on_click=change.look_at, args=("",))
        if above is not None:
            st.button(
                f"Part of: {above.label[:40]}".replace("[", "(").replace("]", ")"),
                key="above",
                on_click=change.look_at,
                args=(above.id,),
            )
    st.html(
        f'<div class="d-concern"><h3 class="d-name">{html(concern.label)}</h3>'
        f'<div class="d-row">{chips(concern)}</div></div>'
    )
    with st.container(horizontal=True):
        if st.button("Draft a reply", type="primary", icon=":material/reply:"):
            asks.draft(here, concern.id, kind="reply")
        if st.button("Draft an FAQ answer", icon=":material/quiz:"):
            asks.draft(here, concern.id, kind="faq_answer", question=concern.question or "")
        if st.button(
            "Rename, merge, dismiss", icon=":material/edit:", disabled=not change.may(here)
        ):
            change.dialog(here, concern, shown)


def chips(concern: Concern) -> str:
    """People, posts, share, genuine share and tone as chips."""
    made = [
        look.chip("", look.count(concern.authors, "person", "people")),
        look.chip("", look.count(concern.size, "post")),
        look.chip("", f"{concern.share:.0%} of all posts"),
    ]
    if concern.genuine is not None:
        made.append(look.chip("", f"{concern.genuine:.0%} genuine"))
    if concern.sentiment is not None:
        made.append(look.chip("", f"tone {concern.sentiment:+.1f}"))
    return "".join(made)


def _development(here: Here, picture: Picture) -> None:
    trend, trigger, _ = picture
    look.heading("Since when")
    charts.trend(trend, turned=trigger.turned, height=150)
    if trend.undated:
        look.quiet(f"{look.count(trend.undated, 'post')} without a date are not in it.")
    look.heading("What set it off")
    set_off(here, trigger)


def set_off(here: Here, trigger: Trigger) -> None:
    """The first posts, the most shared one, and the causes they suggest, with the posts that show it."""
    wanted = [*trigger.first[:2], *([trigger.most_shared] if trigger.most_shared else [])]
    found = {post.mention.id: post for post in here.desk.concerns.named(here.slug, wanted)}
    for name in dict.fromkeys(wanted):
        if name in found:
            told = (
                *(["among the first"] if name in trigger.first else []),
                *(["most shared"] if name == trigger.most_shared else []),
            )
            said = " and ".join(told).capitalize()
            st.html(f'<div class="d-ask"><b>{said}</b></div>{post_html(found[name], whole=False)}')
    for cause in trigger.causes[:3]:
        kind = f" ({html(cause.type)})" if cause.type else ""
        st.html(
            f'<div class="d-ask"><b>Possible cause, {cause.share:.0%} of the posts</b>'
            f'{html(cause.name)}{kind}<span class="d-meta"> {html(cause.why)}</span></div>'
        )
        shown = here.desk.concerns.named(here.slug, cause.posts[:3])
        with st.expander(f"{look.count(len(shown), 'post')} that show it", type="compact"):
            st.html("".join(post_html(one, whole=False) for one in shown))


def _asked(here: Here, shown: Shown, concern: Concern) -> None:
    coverage = here.desk.concerns.coverage(here.slug)
    top = concern.parent or concern.id
    tally = coverage.by_concern.get(top)
    look.heading("What people ask")
    if tally is None:
        look.quiet("No post here asks a question that waits for an answer.")
        return
    whole = " (of the whole concern)" if concern.parent else ""
    number = look.count(tally.asking, "post")
    look.quiet(
        f"{number} ask{whole}: {tally.waiting:,} wait, {tally.answered:,} are likely answered."
    )
    mine = [one for one in coverage.asked if one.concern == top]
    asks.questions(here, mine, names={}, most=4)


def _parts(here: Here, shown: Shown, concern: Concern) -> None:
    parts = shown.parts.get(concern.id, ())
    if not parts:
        return
    look.heading("What it is made of")
    for part in parts[:_PARTS]:
        _part(here, part, shown)
    if len(parts) > _PARTS:
        with st.expander(f"{len(parts) - _PARTS} smaller parts"):
            for part in parts[_PARTS:]:
                _part(here, part, shown)


def _part(here: Here, part: Concern, shown: Shown) -> None:
    with st.container(border=True, gap="small", key=f"card/part/{part.id}"):
        people = look.count(part.authors, "person", "people")
        genuine = "" if part.genuine is None else f", {part.genuine:.0%} genuine"
        st.html(f'<b>{html(part.label)}</b> <span class="d-meta">{people}{genuine}</span>')
        with st.container(horizontal=True):
            st.button(
                "Posts", key=f"part/{part.id}", on_click=change.look_at, args=(part.id,),
                icon=":material/forum:",
            )  # fmt: skip
            change.split(here, part, shown)
