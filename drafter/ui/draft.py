"""Draft: choose what to say and where; see what enters and what stays out; then draft."""

import streamlit as st

from drafter.model.brief import Ledger
from drafter.model.crisis import Mention
from drafter.model.knowledge import Passage
from drafter.model.person import Duty
from drafter.model.prompt import Kind
from drafter.ui import look, precedents, shell, variants
from drafter.ui.escape import html, label, one_line
from drafter.ui.shell import Here
from drafter.ui.variants import Order

_LEAD = "The draft rests on confirmed facts only. What is not confirmed stays out, and you see what is missing."
_KINDS = ("apology", "holding", "reply", "update", "faq_answer", "internal")
_CHOICES = 50


def page() -> None:
    here = shell.here("Draft", _LEAD)
    variants.shown(here)
    ledger = here.desk.facts.ledger(here.slug)
    left, right = st.columns([1.15, 1], gap="medium")
    with left:
        order = _order(here)
        _missing(here.desk.prompts.kinds[order.kind], ledger)
        button = st.container()
        _facts(ledger)
    with right:
        dropped = _recalled(here, order)
    with button:
        _go(here, order, dropped)


def _order(here: Here) -> Order:
    kinds, channels = here.desk.prompts.kinds, here.desk.prompts.channels
    asked = st.query_params.get("kind")
    names = _usual_first(list(kinds), _KINDS)
    if asked in kinds:
        st.session_state[f"kind/{here.slug}"] = asked
        del st.query_params["kind"]
    kind = st.radio(
        "Kind of statement",
        names,
        format_func=lambda name: label(kinds[name].title),
        horizontal=True,
        key=f"kind/{here.slug}",
    )
    kind = kind or names[0]
    look.quiet(f"{kinds[kind].purpose} {kinds[kind].words[0]} to {kinds[kind].words[1]} words.")
    places = _usual_first(list(channels), ("press",))
    with st.container(horizontal=True):
        channel = st.selectbox(
            "Channel, and how many characters it takes",
            places,
            format_func=lambda name: f"{channels[name].title}, up to {channels[name].max_chars:,}",
            key=f"channel/{here.slug}",
        )
        language = st.selectbox(
            "Language",
            list(look.LANGUAGES),
            format_func=look.LANGUAGES.__getitem__,
            key=f"language/{here.slug}",
            width=150,
        )
    if language != "en" and here.desk.settings.model is None:
        look.note("The playbook's own lines are English: another language needs a model.", "wait")
    return Order(kind, channel or places[0], language or "en", _reply(here, kind))


def _usual_first(names: list[str], usual: tuple[str, ...]) -> list[str]:
    return [name for name in usual if name in names] + [name for name in names if name not in usual]


def _reply(here: Here, kind: str) -> Mention | None:
    if kind != "reply":
        return None
    wanted = st.text_input(
        "Find the post to reply to (optional)",
        key=f"find/{here.slug}",
        placeholder="words of the post or its author",
    )
    words = wanted.casefold().split()
    if not words:
        return None
    posts = [
        post
        for post in here.desk.mentions.all(here.slug)
        if all(word in f"{post.author} {post.text}".casefold() for word in words)
    ][:_CHOICES]
    if not posts:
        look.quiet("No post has these words.")
        return None
    chosen = st.selectbox(
        f"Post to reply to ({look.count(len(posts), 'match', 'matches')})",
        posts,
        format_func=lambda post: one_line(f"{post.author or 'unknown'}: {post.text}"),
        index=0,
    )
    if chosen is not None:
        st.html(
            f'<div class="d-post"><p>{html(chosen.text)}</p><span class="d-meta">{html(chosen.author)}</span></div>'
        )
    return chosen


def _missing(kind: Kind, ledger: Ledger) -> None:
    have = {fact.role for fact in ledger.confirmed}
    lacks = [need.missing for need in kind.needs if need.role not in have]
    if lacks:
        items = "".join(f"<li>{html(one)}</li>" for one in lacks)
        st.html(f'<div class="d-note d-wait"><b>Missing</b><ul class="d-list">{items}</ul></div>')
    else:
        look.note("Every role this kind rests on has a confirmed fact.", "ok")


def _go(here: Here, order: Order, dropped: frozenset[str]) -> None:
    model = here.desk.settings.model
    if model is None:
        look.quiet("No model is configured: the text is composed from the playbook.")
    else:
        look.quiet(
            f"{model} drafts; where it fails, the text is composed from the playbook, and says so."
        )
    may = here.person.may(Duty.DRAFTER)
    pressed = st.button(
        "Draft", type="primary", icon=":material/edit_note:", disabled=not may, width="stretch"
    )
    variants.ask(here, order, dropped, may=may)
    if not may:
        look.note("It takes the role drafter to draft.")
    if pressed:
        with st.spinner("Drafting and checking …"):
            statement, _ = here.desk.drafting.start(
                here.slug,
                kind=order.kind,
                channel=order.channel,
                language=order.language,
                by=here.name,
                replying_to=order.replying_to,
                dropped=dropped,
            )
        st.session_state["statement"] = statement.id
        shell.go("statement", statement=statement.id)


def _facts(ledger: Ledger) -> None:
    out = [fact for fact in ledger.facts if not fact.confirmed]
    look.heading(f"Enters the draft: {look.count(len(ledger.confirmed), 'confirmed fact')}")
    rows = [
        (look.tag(one.id), html(one.role.value.replace("_", " ")), html(one.text))
        for one in ledger.confirmed
    ]
    if rows:
        look.table(("", "Role", "Fact"), rows)
    else:
        look.note(
            "No fact is confirmed: the text can only say that nothing is confirmed yet.",
            "wait",
        )
    if out:
        look.heading(f"Stays out: {look.count(len(out), 'fact')}")
        rows = [(look.tag(one.id), look.chip(one.status.value), html(one.text)) for one in out]
        look.table(("", "Status", "Fact"), rows)


def _recalled(here: Here, order: Order) -> frozenset[str]:
    """The recalled passages with a box each; returns the paths that were dropped."""
    look.heading("Recalled for this draft")
    given = here.desk.drafting.brief(here.slug, replying_to=order.replying_to)
    with st.spinner("Recalling guidelines and past cases …"):
        passages = here.desk.knowledge.recall(given)
        remark = here.desk.knowledge.note
    if remark:
        look.quiet(f"Mind: {remark}.")
    dropped = {passage.path for passage in passages if not _passage(here, passage)}
    if not passages:
        look.note("Nothing in the knowledge folder is near to this.")
    cases = here.desk.knowledge.compare(passages)
    if cases:
        with st.expander(f"Compare {look.count(len(cases), 'past case')}"):
            precedents.compare(cases)
    return frozenset(dropped)


def _passage(here: Here, passage: Passage) -> bool:
    with st.container(border=True, gap="small", key=f"card/{passage.id}"):
        keep = st.checkbox(
            f"Use {label(passage.title)}", value=True, key=f"use/{here.slug}/{passage.id}"
        )
        kind = "past case" if passage.kind == "case" else "guideline"
        lines = f"{passage.path}, lines {passage.start_line} to {passage.end_line}"
        st.html(
            f'<div class="d-row">{look.chip(passage.kind, kind)}<span class="d-meta">{html(lines)}</span></div>'
            f'<div class="d-meta">Why: {html(passage.why)}</div>'
        )
        with st.expander("Read the lines", type="compact"):
            st.text(passage.text)
    return keep


shell.run(page)
