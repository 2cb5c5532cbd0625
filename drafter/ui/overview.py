"""Crisis: choose or make one, see how it stands, what comes next, and who did what."""

from collections import Counter
from typing import Any

import streamlit as st

from drafter.model.brief import FactStatus, Ledger
from drafter.model.crisis import CRISIS_TYPES, Crisis, Frame
from drafter.model.person import Duty
from drafter.model.statement import Statement
from drafter.ui import look, shell, signing
from drafter.ui.asked import asked
from drafter.ui.escape import html, label, one_line
from drafter.ui.shell import Here

_LEAD = "How it stands, and what comes next."
_KNOWN = {"not known": None, "yes": True, "no": False}
_REPUTATIONS = (None, "good", "neutral", "bad")
_LINES = 12


def page() -> None:
    if not shell.desk().crises.all():
        _first()
        return
    here = shell.here("Crisis", _LEAD)
    with st.container(horizontal=True):
        if st.button(
            "New crisis",
            icon=":material/add:",
            type="primary",
            disabled=not here.person.may(Duty.DRAFTER),
        ):
            _edit(here.desk, here.name, None)
        if st.button(
            "Change the details", icon=":material/tune:", disabled=not here.person.may(Duty.DRAFTER)
        ):
            _edit(here.desk, here.name, here.crisis)
        _removal(here)
    ledger = here.desk.facts.ledger(here.slug)
    statements = here.desk.statements.of(here.slug)
    states = [signing.state(one, here.desk.statements.approval(one)) for one in statements]
    _figures(here, ledger, states)
    left, right = st.columns([1.2, 1], gap="medium")
    with left:
        _next(here, ledger, statements, states)
        _statements(here, statements, states)
    with right:
        _about(here.crisis)
        _trail(here)
        asked(here)


def _first() -> None:
    shell.header("Crisis", "There is none on the desk. Make one to begin.")
    who = shell.somebody()
    if st.button(
        "New crisis", icon=":material/add:", type="primary", disabled=not who.may(Duty.DRAFTER)
    ):
        _edit(shell.desk(), who.name, None)


def _figures(here: Here, ledger: Ledger, states: list[str]) -> None:
    mentions = here.desk.mentions.count(here.slug)
    shown = here.desk.concerns.shown(here.slug)
    first = f"first: {shown.concerns[0].label}" if shown.concerns else "none yet"
    loose = sum(
        fact.status in (FactStatus.UNCONFIRMED, FactStatus.DISPUTED) for fact in ledger.facts
    )
    tally = ", ".join(f"{number} {state}" for state, number in Counter(states).items())
    look.tiles(
        (
            (
                f"{mentions:,}",
                "mentions",
                look.count(len(here.desk.mentions.imports(here.slug)), "import"),
            ),
            (f"{shown.people:,}", "people", "different authors"),
            (f"{len(shown.concerns)}", "concerns", one_line(first, most=48)),
            (f"{len(ledger.confirmed)}", "confirmed facts", f"{loose} unconfirmed or disputed"),
            (f"{len(states)}", "statements", tally or "none yet"),
        )
    )


def _next(here: Here, ledger: Ledger, statements: tuple[Statement, ...], states: list[str]) -> None:
    look.heading("What comes next")
    loose = [fact.id for fact in ledger.facts if fact.status is FactStatus.UNCONFIRMED]
    checked = f"Confirm or drop {', '.join(loose)}" if loose else "Settle every fact"
    steps = (
        (here.desk.mentions.count(here.slug) > 0, "Take in an export of mentions", "mentions"),
        (bool(ledger.confirmed), "Confirm the first facts", "facts"),
        (bool(ledger.facts) and not loose, checked, "facts"),
        (bool(statements), "Draft a statement", "draft"),
        (
            "approved" in states or "published" in states,
            "Have a second person approve it",
            "statement",
        ),
        ("published" in states, "Publish it, and record where", "statement"),
    )
    items = "".join(
        f"<li>{look.chip('done' if done else 'to do')}<span>{html(said)}</span></li>"
        for done, said, _ in steps
    )
    st.html(f'<ol class="d-steps">{items}</ol>')
    todo = next(((said, where) for done, said, where in steps if not done), None)
    if todo is not None and st.button(f"Next: {label(todo[0])}", icon=":material/arrow_forward:"):
        shell.go(todo[1])


def _statements(here: Here, statements: tuple[Statement, ...], states: list[str]) -> None:
    if not statements:
        return
    look.heading("Statements")
    kinds, channels = here.desk.prompts.kinds, here.desk.prompts.channels
    for one, state in reversed([*zip(statements, states, strict=True)]):
        kind = kinds[one.kind].title if one.kind in kinds else one.kind
        channel = channels[one.channel].title if one.channel in channels else one.channel
        line, door = st.columns([5, 1], vertical_alignment="center")
        line.html(
            f'<div class="d-row">{look.chip(state)}<b>{html(kind)}</b><span>{html(channel)}, revision '
            f"{one.latest.number} by {html(one.latest.author)}</span></div>"
        )
        if door.button("Open", key=f"open/{one.id}", width="stretch"):
            st.session_state["statement"] = one.id
            shell.go("statement", statement=one.id)


def _about(crisis: Crisis) -> None:
    frame = crisis.frame
    cluster = f"{frame.cluster} cluster" if frame.cluster else "no cluster"
    history = {None: "not known", True: "earlier incidents", False: "none before"}[frame.history]
    lines = (
        ("Organisation", crisis.organisation),
        ("Free to mention", ", ".join(crisis.names) or "nobody by name"),
        ("Type (SCCT)", f"{frame.type}, {cluster}" if frame.type else "not chosen"),
        ("History", history),
        ("Reputation before", frame.reputation or "not known"),
        ("Opened", look.when(crisis.created_at)),
    )
    look.heading("About")
    st.html(
        f'<dl class="d-kv">{"".join(f"<dt>{html(a)}</dt><dd>{html(b)}</dd>" for a, b in lines)}</dl>'
    )


def _trail(here: Here) -> None:
    look.heading("Who did what")
    kinds, channels = here.desk.prompts.kinds, here.desk.prompts.channels
    titles = {
        one.id: f"{kinds[one.kind].title} for {channels[one.channel].title}"
        for one in here.desk.statements.of(here.slug)
        if one.kind in kinds and one.channel in channels
    }
    rows = [_act(line, titles) for line in reversed(here.desk.crises.audit(here.slug))]
    look.table(("When", "Who", "What"), rows[:_LINES])
    if len(rows) > _LINES:
        with st.expander(f"All {len(rows)} entries"):
            look.table(("When", "Who", "What"), rows)


def _act(line: Any, titles: dict[str, str]) -> tuple[str, str, str]:
    more = ", ".join(filter(None, (_said(name, value) for name, value in line.detail.items())))
    said = f"{html(_done(line.verb))}: {html(titles.get(line.subject, line.subject))}"
    by = html(line.by or "nobody named")
    return html(look.when(line.at)), by, f'{said} <span class="d-meta">{html(more)}</span>'


# The verbs whose past is not made by rule, and those that a person would call otherwise.
_PAST = {
    "make": "opened", "find": "looked for", "take": "took", "undo": "undid", "split": "split",
    "plan": "planned", "cancel": "cancelled", "retry": "tried again", "withdraw": "withdrew",
}  # fmt: skip


def _done(verb: str) -> str:
    """What somebody did, told: `approve` is `approved`, `find concerns` is `looked for concerns`."""
    first, _, rest = verb.partition(" ")
    past = _PAST.get(first) or f"{first}{'d' if first.endswith('e') else 'ed'}"
    return f"{past} {rest}".strip()


def _said(name: str, value: object) -> str:
    """One detail of an audit line in words: "" for one that says nothing."""
    if isinstance(value, bool):
        return name if value else "not approved" if name == "approved" else ""
    listed = " ".join(map(str, value)) if isinstance(value, list) else value
    return "" if listed in ("", None) else f"{name} {listed}"


def _removal(here: Here) -> None:
    may = here.person.may(Duty.ADMIN) or here.crisis.sample
    with st.popover(
        "Remove …",
        icon=":material/delete:",
        disabled=not may,
        help=None if may else "It takes the role admin.",
    ):
        look.quiet("It disappears from the desk. Its record stays in the database.")
        st.button(
            "Yes, remove it", on_click=shell.remove, args=(here.desk, here.crisis, here.person)
        )


@st.dialog("The crisis", width="medium")
def _edit(desk: Any, by: str, crisis: Crisis | None) -> None:
    with shell.caught(), st.form("details"):
        frame = crisis.frame if crisis else Frame()
        title = st.text_input(
            "Title", value=crisis.title if crisis else "", placeholder="Orders charged twice"
        )
        organisation = st.text_input("Organisation", value=crisis.organisation if crisis else "")
        names = st.text_input(
            "Names that may be mentioned freely, with commas between",
            value=", ".join(crisis.names) if crisis else "",
        )
        types: list[str | None] = [None, *CRISIS_TYPES]
        kind = st.selectbox(
            "Type of crisis (SCCT)",
            types,
            index=types.index(frame.type) if frame.type in types else 0,
            format_func=lambda one: (
                f"{one} ({CRISIS_TYPES[one]} cluster)" if one else "not chosen yet"
            ),
        )
        known = {answer: word for word, answer in _KNOWN.items()}[frame.history]
        history = st.radio(
            "Has it happened before?",
            list(_KNOWN),
            index=list(_KNOWN).index(known),
            horizontal=True,
        )
        reputation = st.radio(
            "Reputation before it", _REPUTATIONS, index=_REPUTATIONS.index(frame.reputation),
            format_func=lambda one: one or "not known", horizontal=True,
        )  # fmt: skip
        if st.form_submit_button("Save" if crisis else "Make it", type="primary"):
            wanted = Frame(
                title=title.strip(),
                type=kind,
                history=_KNOWN[history or "not known"],
                reputation=reputation,
            )
            _keep(
                desk,
                by,
                crisis,
                title,
                organisation,
                tuple(filter(None, map(str.strip, names.split(",")))),
                wanted,
            )
            st.rerun()


def _keep(
    desk: Any,
    by: str,
    crisis: Crisis | None,
    title: str,
    organisation: str,
    names: tuple[str, ...],
    frame: Frame,
) -> None:
    if crisis is None:
        made = desk.crises.make(
            title=title, organisation=organisation, by=by, names=names, frame=frame
        )
        shell.open_crisis(made.slug)
        shell.tell("success", f"{made.title} is on the desk.")
        return
    desk.crises.change(
        crisis.slug,
        by=by,
        title=title.strip(),
        organisation=organisation.strip(),
        names=names,
        frame=frame,
    )


shell.run(page)
