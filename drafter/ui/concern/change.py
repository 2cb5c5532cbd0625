"""Decisions on concerns: one or two clicks each, and one to take the last one back."""

from collections.abc import Callable
from typing import NamedTuple

import streamlit as st

from drafter.desk.concerns import Shown
from drafter.model.crisis import Concern
from drafter.model.decision import Decision
from drafter.model.person import Duty
from drafter.ui import look, shell
from drafter.ui.escape import html, one_line
from drafter.ui.shell import Here

_NEEDS = "It takes the role drafter."


class Act(NamedTuple):
    """What a click does: the verb with its base, and what is said when it is done."""

    do: Callable[[], object]
    said: str


def may(here: Here) -> bool:
    return here.person.may(Duty.DRAFTER)


def done(act: Act, *, then: str | None = None) -> None:
    """For a click: do it, or say at the top why not. `then` is the concern to go on with."""
    with shell.told():
        act.do()
        shell.tell("success", act.said)
        if then is not None:
            look_at(then)


def look_at(concern: str) -> None:
    """Open one concern, or all of them for an empty id."""
    if concern:
        st.query_params["concern"] = concern
    else:
        st.query_params.pop("concern", None)


def bar(here: Here, shown: Shown) -> None:
    """What was decided last, and the button that takes it back."""
    if shown.last is None:
        return
    with st.container(horizontal=True, vertical_alignment="center", key="undo-bar"):
        st.html(
            f'<span class="d-meta">Last: {html(told(shown.last, shown))}</span>', width="content"
        )
        verbs = here.desk.concerns
        act = Act(
            lambda: verbs.undo(here.slug, base=shown.number, by=here.name),
            "Taken back.",
        )
        st.button(
            "Undo",
            icon=":material/undo:",
            disabled=not may(here),
            help=None if may(here) else _NEEDS,
            on_click=done,
            args=(act,),
        )


def told(act: Decision, shown: Shown) -> str:
    """`Ana renamed 'x', 14 Mar 2026, 18:00 GMT`"""
    names = {one.id: one.label for one in (*shown.concerns, *shown.dismissed)}
    names |= {one.id: one.label for family in shown.parts.values() for one in family}
    what = {
        "rename": f"named a concern {act.label!r}",
        "merge": f"merged {names.get(act.concern, 'a concern')!r} into {names.get(act.into, 'another')!r}",
        "split": f"split off {names.get(act.concern, 'a part')!r}",
        "take out": f"made {act.label!r} of {look.count(len(act.posts), 'post')}",
        "dismiss": f"dismissed {names.get(act.concern, 'a concern')!r}",
        "restore": f"restored {names.get(act.concern, 'a concern')!r}",
        "overrule": "said whether a post is genuine",
    }.get(act.verb, act.verb)
    return f"{act.by} {what}, {look.when(act.at)}"


@st.dialog("Change this concern", width="medium")
def dialog(here: Here, concern: Concern, shown: Shown) -> None:
    """Rename, merge, dismiss; each button closes the dialog."""
    verbs, base = here.desk.concerns, shown.number
    with st.form(f"rename/{concern.id}", border=False):
        label = st.text_input("Name, as the team would say it", value=concern.label, max_chars=80)
        if st.form_submit_button("Rename", type="primary", icon=":material/edit:"):
            act = Act(
                lambda: verbs.rename(here.slug, concern.id, label, base=base, by=here.name),
                f"Renamed to {label}.",
            )
            done(act)
            st.rerun()
    others = [one for one in shown.concerns if one.id not in (concern.id, concern.parent)]
    if others:
        _merge(here, concern, others, base)
    if concern.parent is None:
        st.html(
            '<p class="d-quiet">Dismissed, it leaves the order. Its posts stay, '
            "and it can be restored below the list.</p>"
        )
        if st.button("Dismiss", icon=":material/visibility_off:"):
            done(
                Act(
                    lambda: verbs.dismiss(here.slug, concern.id, base=base, by=here.name),
                    f"Dismissed {concern.label}.",
                )
            )
            look_at("")
            st.rerun()


def _merge(here: Here, concern: Concern, others: list[Concern], base: int) -> None:
    with st.form(f"merge/{concern.id}", border=False):
        into = st.selectbox(
            "Merge into",
            others,
            format_func=lambda one: one_line(f"{one.label} ({one.authors:,} people)"),
            index=0,
        )
        if st.form_submit_button("Merge", icon=":material/merge:") and into is not None:
            verbs = here.desk.concerns
            done(
                Act(
                    lambda: verbs.merge(
                        here.slug, concern.id, into=into.id, base=base, by=here.name
                    ),
                    f"{concern.label} is now a part of {into.label}.",
                )
            )
            look_at(into.id if st.query_params.get("concern") else "")
            st.rerun()


def split(here: Here, part: Concern, shown: Shown) -> None:
    """The button that makes a part a concern of its own."""
    act = Act(
        lambda: here.desk.concerns.split(here.slug, part.id, base=shown.number, by=here.name),
        f"{part.label} is a concern of its own.",
    )
    st.button(
        "Split off",
        key=f"split/{part.id}",
        icon=":material/call_split:",
        disabled=not may(here),
        on_click=done,
        args=(act,),
    )


def dismissed(here: Here, shown: Shown) -> None:
    """The dismissed concerns, each with a way back."""
    if not shown.dismissed:
        return
    with st.expander(f"Dismissed ({len(shown.dismissed)})"):
        for one in shown.dismissed:
            with st.container(horizontal=True, vertical_alignment="center"):
                people = look.count(one.authors, "person", "people")
                st.html(
                    f'<span>{html(one.label)} <span class="d-meta">{people}</span></span>',
                    width="stretch",
                )
                _restore(here, one, shown)


def _restore(here: Here, concern: Concern, shown: Shown) -> None:
    act = Act(
        lambda: here.desk.concerns.restore(here.slug, concern.id, base=shown.number, by=here.name),
        f"{concern.label} is back.",
    )
    st.button(
        "Restore",
        key=f"restore/{concern.id}",
        icon=":material/visibility:",
        disabled=not may(here),
        on_click=done,
        args=(act,),
    )
