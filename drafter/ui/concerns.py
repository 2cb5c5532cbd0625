"""Concerns: what the posts are about, ordered by how many different people say it."""

from typing import Any

import altair as alt
import streamlit as st

from drafter.model.crisis import Concern, Mention
from drafter.ui import look, shell
from drafter.ui.escape import html, one_line
from drafter.ui.shell import Here

_LEAD = "Ordered by different people, not by posts: a campaign of one person counts as one."
_STEP = 8
_EXAMPLES = 3


def page() -> None:
    here = shell.here("Concerns", _LEAD)
    concerns = here.desk.mentions.concerns(here.slug)
    if not concerns:
        look.note("No concern yet: take in mentions first.")
        if st.button("Take in mentions", type="primary"):
            shell.go("mentions")
        return
    posts = {post.id: post for post in here.desk.mentions.all(here.slug)}
    people = len({post.author for post in posts.values() if post.author})
    look.quiet(
        f"{look.count(len(concerns), 'concern')} in {look.count(len(posts), 'post')} by "
        f"{look.count(people, 'person', 'people')}. Grouped by shared words: read the "
        "examples before you rely on a name."
    )
    _chart(concerns)
    shown = st.session_state.get(f"concerns/{here.slug}", _STEP)
    for place, concern in enumerate(concerns[:shown], start=1):
        _concern(here, concern, place, posts)
    if len(concerns) > shown and st.button(
        f"Show more ({len(concerns) - shown})", icon=":material/expand_more:"
    ):
        st.session_state[f"concerns/{here.slug}"] = shown + 2 * _STEP
        st.rerun()


def _chart(concerns: tuple[Concern, ...]) -> None:
    rows: list[dict[str, Any]] = [
        {
            "concern": f"{place}. {one_line(one.label, most=48)}",
            "people": one.authors,
            "posts": one.size,
        }
        for place, one in enumerate(concerns[:15], start=1)
    ]
    base = alt.Chart(alt.InlineData(values=rows)).encode(
        y=alt.Y(
            "concern:N",
            sort=None,
            title=None,
            axis=alt.Axis(
                labelLimit=360, labelFontSize=13, labelOverlap=False, labelColor="#1d2528"
            ),
        ),
        x=alt.X("people:Q", axis=None),
        tooltip=[alt.Tooltip("people:Q", title="people"), alt.Tooltip("posts:Q", title="posts")],
    )
    bars = base.mark_bar(color="#0b5d6b", cornerRadiusEnd=3)
    numbers = base.mark_text(align="left", dx=5, color="#1d2528", fontSize=12).encode(
        text="people:Q"
    )
    said = "; ".join(f"{row['concern']}: {row['people']} people" for row in rows)
    st.altair_chart(
        (bars + numbers).properties(height=26 * len(rows) + 10),
        alt=f"People behind each concern. {said}",
    )


def _concern(here: Here, concern: Concern, place: int, posts: dict[str, Mention]) -> None:
    with st.container(border=True, key=f"card/{concern.id}"):
        left, right = st.columns([1, 1.3], gap="medium")
        with left:
            st.html(_facts_of(concern, place))
            with st.container(horizontal=True):
                if st.button("Draft a reply", key=f"reply/{concern.id}", icon=":material/reply:"):
                    st.session_state[f"find/{here.slug}"] = next(iter(concern.keyphrases), "")
                    shell.go("draft", kind="reply")
                if st.button(
                    "Draft an FAQ answer", key=f"faq/{concern.id}", icon=":material/quiz:"
                ):
                    shell.go("draft", kind="faq_answer")
        with right:
            found = [posts[one] for one in concern.examples if one in posts]
            st.html(
                "".join(_post(one) for one in found[:_EXAMPLES])
                or '<p class="d-quiet">No example.</p>'
            )
            if len(found) > _EXAMPLES:
                with st.expander(f"{len(found) - _EXAMPLES} more posts"):
                    st.html("".join(_post(one) for one in found[_EXAMPLES:]))


def _facts_of(concern: Concern, place: int) -> str:
    chips = [
        look.chip("", look.count(concern.authors, "person", "people")),
        look.chip("", look.count(concern.size, "post")),
        look.chip("", f"{concern.share:.0%} of all posts"),
    ]
    if concern.genuine is not None:
        chips.append(look.chip("", f"{concern.genuine:.0%} first hand"))
    if concern.sentiment is not None:
        chips.append(look.chip("", f"tone {concern.sentiment:+.2f}"))
    ask = (
        f'<div class="d-ask"><b>What people ask</b>{html(concern.question)}</div>'
        if concern.question
        else ""
    )
    words = " ".join(look.tag(one) for one in concern.keyphrases)
    return (
        f'<div class="d-concern"><h3>{place}. {html(concern.label)}</h3><div class="d-row">{"".join(chips)}</div>'
        f'{ask}<div class="d-ask"><b>Words that set it apart</b><span class="d-row">{words}</span></div></div>'
    )


def _post(post: Mention) -> str:
    told = (post.author or "unknown author", look.when(post.posted_at), post.source)
    meta = " · ".join(html(part) for part in told if part)
    return f'<div class="d-post"><p>{html(post.text)}</p><span class="d-meta">{meta}</span></div>'


shell.run(page)
