"""The posts of a concern by page, why each is held genuine or not, and a person's own word."""

import streamlit as st

from drafter.model.concern import GENUINE
from drafter.model.decision import Post
from drafter.ui import look, shell
from drafter.ui.concern import change
from drafter.ui.concern.change import Act
from drafter.ui.escape import html
from drafter.ui.shell import Here

SIZE = 10
_ORDERS = ("Most genuine first", "Least genuine first")


@st.fragment
def posts(here: Here, concern: str) -> None:
    """A page of posts. Only this part of the page runs again when a page is turned."""
    with shell.caught():
        _posts(here, concern)


def _posts(here: Here, concern: str) -> None:
    at = f"page/{here.slug}/{concern}"
    order = st.segmented_control(
        "Order of the posts", _ORDERS, default=_ORDERS[0], key=f"order/{concern}",
        label_visibility="collapsed", required=True,
        on_change=lambda: st.session_state.pop(at, None),
    )  # fmt: skip
    page = st.session_state.get(at, 0)
    number = here.desk.concerns.shown(here.slug).number
    found = here.desk.concerns.posts(
        here.slug, concern, page=page, size=SIZE, least=order == _ORDERS[1]
    )
    _noted(here, number)
    chosen = tuple(post.mention.id for post in found.posts if _post(here, post, number))
    _turn(at, page, found.total)
    _take_out(here, chosen, number)


def _post(here: Here, post: Post, number: int) -> bool:
    """One post; whether it is chosen."""
    name = post.mention.id
    with st.container(border=True, gap="small", key=f"card/{name}"):
        st.html(shown(post))
        with st.container(horizontal=True, vertical_alignment="center"):
            verdict = post.judged.genuine >= GENUINE
            _rule(here, post, not verdict, number)
            if post.judged.overruled:
                _rule(here, post, None, number)
            if st.button("Reply to it", key=f"answer/{name}", icon=":material/reply:"):
                st.session_state[f"post/{here.slug}"] = name
                shell.go("draft", kind="reply")
            return st.checkbox("choose", key=f"choose/{name}")


def _rule(
    here: Here, post: Post, genuine: bool | None, number: int, *, where: str = "card"
) -> None:
    word, icon = {
        True: ("It is genuine", ":material/thumb_up:"),
        False: ("Not genuine", ":material/thumb_down:"),
        None: ("As scored", ":material/undo:"),
    }[genuine]
    name = post.mention.id
    act = Act(
        lambda: here.desk.concerns.overrule(here.slug, name, genuine, base=number, by=here.name),
        name,
    )
    st.button(
        word,
        key=f"rule/{name}/{genuine}/{where}",
        icon=icon,
        disabled=not change.may(here),
        on_click=_ruled,
        args=(act,),
    )


def _ruled(act: Act) -> None:
    """Said beside the posts: the whole page need not run again for one word."""
    with shell.told():
        act.do()
        st.session_state["ruled"] = act.said


def _noted(here: Here, number: int) -> None:
    """The post that was just spoken about: it may have moved to another page of the order."""
    name = st.session_state.pop("ruled", None)
    for post in here.desk.concerns.named(here.slug, [name] if name else []):
        word = "genuine" if post.judged.genuine >= GENUINE else "not genuine"
        said = f"counts as {word} by your word" if post.judged.overruled else "counts as scored"
        who = post.mention.author or "an unknown author"
        with st.container(horizontal=True, vertical_alignment="center"):
            st.html(
                f'<p class="d-note d-ok">Noted: the post of {html(who)} {said}, and stands in its '
                "new place in the order.</p>"
            )
            if post.judged.overruled:
                _rule(here, post, None, number, where="noted")


def shown(post: Post, *, whole: bool = True) -> str:
    """A post as HTML: its text, who and when, and how it is judged, in words."""
    mention, judged = post
    told = (mention.author or "unknown author", look.when(mention.posted_at), mention.source)
    meta = [html(part) for part in told if part]
    if mention.reach:
        meta.append(f"reach {mention.reach:,}")
    if judged.copies > 1:
        meta.append(f"{judged.copies:,} nearly the same")
    line = f'<span class="d-meta">{" · ".join(meta)}</span>'
    return (
        f'<div class="d-post"><p>{html(mention.text)}</p>{line}'
        f"{_verdict(post) if whole else ''}</div>"
    )


def _verdict(post: Post) -> str:
    judged = post.judged
    state = "genuine" if judged.genuine >= GENUINE else "not genuine"
    if judged.overruled:
        why = f"said by {html(judged.overruled)}"
    else:
        why = f"{judged.genuine:.0%}: {html(', '.join(judged.reasons) or 'no reason given')}"
    tone = "" if judged.sentiment is None else f" · tone {judged.sentiment:+.1f}"
    given = (
        f" (export: {html(post.mention.sentiment_label)})" if post.mention.sentiment_label else ""
    )
    return (
        f'<div class="d-row">{look.chip(state)}<span class="d-meta">{why}{tone}{given}</span></div>'
    )


def _turn(at: str, page: int, total: int) -> None:
    pages = max(1, -(-total // SIZE))

    def to(number: int) -> None:
        st.session_state[at] = number

    with st.container(horizontal=True, vertical_alignment="center"):
        st.button(
            "Earlier", icon=":material/chevron_left:", disabled=page == 0, on_click=to,
            args=(page - 1,), key=f"{at}/back",
        )  # fmt: skip
        st.html(
            f'<span class="d-meta">page {page + 1:,} of {pages:,}, {look.count(total, "post")}</span>',
            width="content",
        )
        st.button(
            "Next", icon=":material/chevron_right:", disabled=page + 1 >= pages, on_click=to,
            args=(page + 1,), key=f"{at}/on",
        )  # fmt: skip


def _take_out(here: Here, chosen: tuple[str, ...], number: int) -> None:
    if not chosen:
        return
    with st.form("take-out", border=True):
        label = st.text_input(
            f"Make a concern of the {look.count(len(chosen), 'chosen post')}",
            placeholder="Name of the new concern",
        )
        if st.form_submit_button("Make it a concern", icon=":material/call_split:"):
            with shell.caught():
                made = here.desk.concerns.take_out(
                    here.slug, chosen, label=label, base=number, by=here.name
                )
                shell.tell("success", f"{label} is a concern of its own.")
                change.look_at(made)
                st.rerun()
