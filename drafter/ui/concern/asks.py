"""What people ask and what waits for an answer; who makes it louder."""

from collections.abc import Sequence

import streamlit as st

from drafter.model.amplifier import Amplifiers
from drafter.model.coverage import Asked, Coverage
from drafter.model.crisis import Concern
from drafter.ui import look, shell
from drafter.ui.concern.posts import shown
from drafter.ui.escape import html
from drafter.ui.shell import Here


def questions(here: Here, asked: Sequence[Asked], *, names: dict[str, Concern], most: int) -> None:
    """Questions in people's words, each with its state and a way to an answer."""
    if not asked:
        look.quiet("No post asks a question that waits for an answer.")
        return
    for place, one in enumerate(asked[:most]):
        with st.container(border=True, gap="small", key=f"card/ask/{place}"):
            st.html(_question(one, names))
            if one.answered and one.answer is not None:
                if st.button("Read the answer", key=f"read/{place}", icon=":material/article:"):
                    st.session_state["statement"] = one.answer.statement
                    shell.go("statement", statement=one.answer.statement)
            elif st.button("Draft an answer", key=f"draft/{place}", icon=":material/edit_note:"):
                draft(here, one.concern, kind="faq_answer", question=one.text)


def draft(here: Here, concern: str, *, kind: str, question: str = "") -> None:
    """To the draft of a text about one concern."""
    st.session_state[f"about/{here.slug}"] = (concern, question)
    shell.go("draft", kind=kind)


def _question(one: Asked, names: dict[str, Concern]) -> str:
    state = look.chip("answered", "likely answered") if one.answered else look.chip("waiting")
    people = look.count(one.authors, "person asks", "people ask")
    where = names.get(one.concern)
    about = f" · {html(where.label)}" if where is not None else ""
    nearest = ""
    if one.answered and one.answer is not None:
        nearest = f'<div class="d-meta">Likely answered by: “{html(one.answer.text)}”</div>'
    return (
        f'<div class="d-ask">“{html(one.text)}”</div>'
        f'<div class="d-row">{state}<span class="d-meta">{people}{about}</span></div>{nearest}'
    )


def coverage_line(coverage: Coverage) -> str:
    """How a question comes to count as answered, in words."""
    return (
        f"{look.count(coverage.all.asking, 'post')} ask something; {coverage.all.answered:,} of them "
        "are likely answered: a sentence of an approved or published reply, update or FAQ answer that is "
        f"near in meaning (likeness {coverage.enough:.2f} of 1 or more). Read it before you rely on it."
    )


def loudest(here: Here, found: Amplifiers, *, most: int = 6) -> None:
    """Authors by reach and posts, then the wordings that are passed on."""
    if not found.authors:
        look.quiet("No post names its author.")
        return
    known = any(one.reach for one in found.authors)
    rows = [
        (html(one.author), f"{one.posts:,}", f"{one.reach:,}" if one.reach else "not known")
        for one in found.authors[:most]
    ]
    look.table(("Author", "Posts", "Reach"), rows)
    by = "by reach" if known else "by posts: this export does not say how many people they reach"
    look.quiet(f"Ordered {by}. Those listed wrote {found.top_share:.0%} of the posts.")
    if found.copied:
        copies = {one.post: one for one in found.copied[:3]}
        look.heading("Passed on in nearly the same words")
        for post in here.desk.concerns.named(here.slug, list(copies)):
            its = copies[post.mention.id]
            said = (
                f"{look.count(its.posts, 'post')} by {look.count(its.authors, 'person', 'people')}"
            )
            st.html(f'{shown(post, whole=False)}<div class="d-meta">{said}</div>')
