"""Variants of a draft side by side: a person takes one, the others are gone."""

from typing import NamedTuple

import streamlit as st

from drafter.desk.drafting import Variant
from drafter.model.crisis import Mention
from drafter.model.finding import Report
from drafter.ui import look, shell
from drafter.ui.escape import html
from drafter.ui.shell import Here


class Order(NamedTuple):
    """What is to be drafted."""

    kind: str
    channel: str
    language: str
    replying_to: Mention | None


def ask(here: Here, order: Order, dropped: frozenset[str], *, may: bool) -> None:
    """The button that asks for variants."""
    styles = [s.title.lower() for s in here.desk.prompts.styles.values() if s.variants]
    no_model = here.desk.llm is None
    pressed = st.button(
        f"Draft {len(styles)} variants to choose from",
        icon=":material/view_column:",
        disabled=not may or no_model,
        help="Variants need a language model (DRAFTER_MODEL)."
        if no_model
        else f"The same facts: {', '.join(styles)}.",
        width="stretch",
    )
    if pressed:
        with shell.caught(), st.spinner("Drafting and checking each …"):
            made = here.desk.drafting.variants(
                here.desk.facts.ledger(here.slug),
                kind=order.kind,
                channel=order.channel,
                language=order.language,
                concerns=here.desk.mentions.concerns(here.slug),
                replying_to=order.replying_to,
                dropped=dropped,
                crisis=here.slug,
            )
            st.session_state[_place(here)] = (order, made, len(styles))
            st.rerun()


def _place(here: Here) -> str:
    return f"variants/{here.slug}"


def shown(here: Here) -> None:
    """The variants that were drafted last, until one is taken or they are put away."""
    if _place(here) not in st.session_state:
        return
    order, made, asked = st.session_state[_place(here)]
    look.heading("Variants, from the same facts")
    if len(made) < asked:
        look.quiet(f"{asked} were asked for; those that came out nearly alike are shown once.")
    for column, variant in zip(st.columns(len(made)), made, strict=True):
        with column, st.container(border=True, key=f"card/variant/{variant.style or 'playbook'}"):
            _one(here, order, variant)
    st.button("Put them away", on_click=lambda: st.session_state.pop(_place(here), None))


def _one(here: Here, order: Order, variant: Variant) -> None:
    draft, report = variant.drafted.draft, variant.drafted.report
    words = look.count(len(draft.text.split()), "word")
    st.html(
        f'<h3>{html(variant.title)}</h3><div class="d-row">{look.tag(words)}'
        f"{look.tag(report.strategy)}{_findings(report)}</div>"
        f'<div class="d-marked">{html(draft.text)}</div>'
    )
    for warning in draft.warnings:
        look.quiet(warning)
    if st.button("Take this one", key=f"take/{here.slug}/{variant.style}", type="primary"):
        with shell.caught():
            kept = here.desk.drafting.keep(
                here.slug, draft, kind=order.kind, channel=order.channel,
                language=order.language, by=here.name,
            )  # fmt: skip
            st.session_state.pop(_place(here), None)
            st.session_state["statement"] = kept.id
            shell.go("statement", statement=kept.id)


def _findings(report: Report) -> str:
    if report.errors:
        return look.chip("error", look.count(len(report.errors), "error"))
    return look.chip("present", "no error")
