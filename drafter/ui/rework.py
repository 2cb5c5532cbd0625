"""New words of old ones: a passage anew, another language, every other channel."""

import streamlit as st

from drafter.desk.rework import Proposal
from drafter.errors import DrafterError
from drafter.model.difference import taken
from drafter.model.finding import Report
from drafter.model.person import Duty
from drafter.model.statement import Approval, Statement
from drafter.ui import look, shell
from drafter.ui.escape import html, one_line
from drafter.ui.shell import Here


def rework(here: Here, statement: Statement, approval: Approval | None) -> None:
    """What can be made of this text; nothing replaces a word that nobody has taken."""
    may = here.person.may(Duty.DRAFTER)
    with st.container(horizontal=True):
        with st.popover("Say a passage anew …", icon=":material/edit_note:"):
            _passage(here, statement, may)
        with st.popover("Translate …", icon=":material/translate:"):
            _language(here, statement, may)
        with st.popover("To every channel …", icon=":material/share:"):
            _channels(here, statement, approval, may)
    _proposal(here, statement)


def _needs_model(here: Here) -> bool:
    if here.desk.settings.model is None and here.desk.llm is None:
        look.note("This needs a language model (DRAFTER_MODEL). None is set.", "wait")
        return True
    return False


def _passage(here: Here, statement: Statement, may: bool) -> None:
    if _needs_model(here):
        return
    spans = here.desk.checking.sentences(statement.text)
    styles = {n: s.title for n, s in here.desk.prompts.styles.items() if s.passages}
    chosen = st.multiselect(
        "Sentences, next to each other",
        range(len(spans)),
        format_func=lambda at: one_line(statement.text[slice(*spans[at])], most=70),
        key=f"passage/{statement.id}/{statement.latest.number}",
        placeholder="none chosen: the whole text",
    )
    style = st.radio("How", list(styles), format_func=styles.__getitem__, horizontal=True)
    if st.button("Propose", type="primary", disabled=not may or style is None):
        picked = [spans[at] for at in chosen] or spans
        start, end = min(a for a, _ in picked), max(b for _, b in picked)
        with shell.caught(), st.spinner("Writing and checking …"):
            st.session_state[_place(statement)] = here.desk.rework.propose(
                statement.id, style=style or "", start=start, end=end,
                base=statement.latest.number, by=here.name,
            )  # fmt: skip
            st.rerun()


def _place(statement: Statement) -> str:
    return f"proposal/{statement.id}"


def _proposal(here: Here, statement: Statement) -> None:
    """The proposed changes, each to be taken or left."""
    made: Proposal | None = st.session_state.get(_place(statement))
    if made is None:
        return
    if made.base != statement.latest.number:
        look.note(
            f"A proposal for revision {made.base} was dropped: the text has changed since.", "wait"
        )
        st.session_state.pop(_place(statement))
        return
    with st.container(border=True, key="card/proposal"):
        look.heading(f"Proposed: {look.count(len(made.changes), 'change')}")
        wanted = {
            place
            for place, change in enumerate(made.changes)
            if st.checkbox(
                f"Take change {place + 1}: {one_line(change.old, most=80) or 'nothing'} → "
                f"{one_line(change.new, most=80) or 'nothing'}",
                value=True,
                key=f"take/{statement.id}/{made.base}/{made.run.prompt_digest}/{place}",
            )
        }
        text = taken(statement.text, made.changes, wanted)
        st.html(f'<div class="d-marked">{html(text)}</div>')
        _remark(here.desk.statements.check(statement, text=text))
        with st.container(horizontal=True):
            st.button(
                "Save what is taken",
                type="primary",
                disabled=not wanted,
                on_click=_take,
                args=(here, statement, text, made.base),
            )
            st.button("Leave it all", on_click=lambda: st.session_state.pop(_place(statement)))


def _remark(report: Report) -> None:
    if report.errors:
        told = "; ".join(one.message for one in report.errors[:3])
        look.note(
            f"With these changes the checks find {look.count(len(report.errors), 'error')}: {told}.",
            "bad",
        )
    else:
        look.note("With these changes the checks find no error.", "ok")


def _take(here: Here, statement: Statement, text: str, base: int) -> None:
    with shell.told():
        after = here.desk.statements.save(statement.id, text, base=base, by=here.name)
        st.session_state.pop(_place(statement), None)
        shell.tell("success", f"Saved as revision {after.latest.number}.")


def _language(here: Here, statement: Statement, may: bool) -> None:
    if _needs_model(here):
        return
    look.quiet(
        "A statement of its own in that language. Figures, times, addresses and names are compared "
        "with this one by code; its tone is not checked, so somebody who reads it must let it stand."
    )
    others = [name for name in look.LANGUAGES if name != statement.language]
    language = st.selectbox("Into", others, format_func=look.LANGUAGES.__getitem__)
    if st.button("Translate", type="primary", disabled=not may or language is None):
        with shell.caught(), st.spinner("Translating …"):
            made = here.desk.rework.translate(statement.id, language=language or "", by=here.name)
            _open(made)


def _channels(here: Here, statement: Statement, approval: Approval | None, may: bool) -> None:
    if approval is None:
        look.note(
            "Only an approved message goes to other channels: approve this one first.", "wait"
        )
        return
    channels = here.desk.prompts.channels
    others = [name for name in channels if name != statement.channel]
    chosen = st.pills(
        "Channels",
        others,
        selection_mode="multi",
        default=others,
        format_func=lambda name: channels[name].title,
    )
    look.quiet(
        "Each is a statement of its own, bound to this one by code, and is approved by itself."
    )
    if st.button("Make them", type="primary", disabled=not (may and chosen)):
        with shell.caught(), st.spinner("Writing and checking …"):
            made = here.desk.rework.everywhere(statement.id, chosen, by=here.name)
            shell.tell(
                "success", f"{look.count(len(made), 'statement')} made: they are in the list."
            )
            _open(made[0])


def _open(statement: Statement) -> None:
    st.session_state["statement"] = statement.id
    shell.go("statement", statement=statement.id)


def source(here: Here, statement: Statement) -> None:
    """Which statement this one was made from, in a line."""
    if statement.source is None:
        return
    name, number = statement.source
    try:
        old = here.desk.statements.get(name)
    except DrafterError:
        return
    channel = here.desk.prompts.channels.get(old.channel)
    title = channel.title if channel else old.channel
    newer = " It has been changed since." if old.latest.number > number else ""
    look.note(
        f"Made from revision {number} of the statement for {title}, in "
        f"{look.LANGUAGES.get(old.language, old.language)}, and compared with it by code.{newer}",
        "wait" if newer else "",
    )
