"""What the model was asked for a crisis: what it cost by day, and every call with prompt and answer."""

import streamlit as st

from drafter.model.call import Call, Spent
from drafter.ui import look
from drafter.ui.escape import html
from drafter.ui.shell import Here

_SHOWN = 20
_OUTCOMES = {
    "running": "not ended",
    "ok": "answered",
    "kept": "answered from an earlier call",
    "failed": "no usable answer",
    "refused": "not asked: spending limit",
}


def asked(here: Here) -> None:
    """Nothing is shown where no model was asked."""
    days = here.desk.calls.by_day(here.slug)
    if not days:
        return
    look.heading("What the model was asked")
    look.table(("Day (UTC)", "Calls", "Tokens", "Cost"), [_day(*one) for one in days[:_SHOWN]])
    with st.expander("The latest calls"):
        calls = here.desk.calls.latest(here.slug, most=_SHOWN)
        look.table(("When", "Task", "Model", "Outcome", "Cost", "Seconds"), map(_line, calls))
        chosen = st.selectbox(
            "Prompt and answer of",
            calls,
            format_func=lambda one: f"{look.when(one.at, seconds=True)}, {one.task}",
            key=f"asked-{here.slug}",
        )
        if chosen is not None:
            _whole(chosen)


def _day(day: str, spent: Spent) -> tuple[str, str, str, str]:
    unknown = f" and {spent.unknown} unknown" if spent.unknown else ""
    return (day, f"{spent.calls:,}", f"{spent.tokens:,}", f"${spent.cost:,.4f}{unknown}")


def _line(call: Call) -> tuple[str, ...]:
    tries = f" in {call.attempts} requests" if call.attempts > 1 else ""
    return (
        look.when(call.at),
        html(call.task),
        html(call.model),
        _OUTCOMES[call.outcome] + tries,
        "unknown" if call.cost is None else f"${call.cost:,.4f}",
        f"{call.seconds:.1f}",
    )


def _whole(call: Call) -> None:
    if call.said:
        st.text(call.said)
    for title, text in (("Instruction", call.system), ("Question", call.user)):
        st.caption(title)
        st.code(text, language=None, wrap_lines=True)
    if call.reply is not None:
        st.caption("Answer")
        st.code(call.reply, language=None, wrap_lines=True)
