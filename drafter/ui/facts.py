"""Facts: the ledger. What a named person has confirmed from a named source may enter a draft."""

import tempfile
from pathlib import Path

import streamlit as st

from drafter.errors import FactsError
from drafter.model.brief import Fact, FactStatus, Role
from drafter.model.person import Duty
from drafter.ui import look, shell
from drafter.ui.escape import html, label
from drafter.ui.shell import Here

_LEAD = "Only confirmed facts enter a draft. A change of a fact voids every approval of a text that cites it."
_SAYS = {
    Role.EVENT: "Event: what happened",
    Role.IMPACT: "Impact: who is affected, and how",
    Role.CAUSE: "Cause: why it happened",
    Role.ACTION: "Action: what is being done",
    Role.REMEDY: "Remedy: what people get",
    Role.INSTRUCTION: "Instruction: what people should do",
    Role.CONTACT: "Contact: where people turn to",
    Role.NEXT_UPDATE: "Next update: when people hear more",
    Role.HISTORY: "History: earlier incidents",
}


def page() -> None:
    here = shell.here("Facts", _LEAD)
    facts = here.desk.facts.ledger(here.slug).facts
    by_status = {status: [one for one in facts if one.status is status] for status in FactStatus}
    look.tiles(
        (str(len(found)), status.value, _remark(status)) for status, found in by_status.items()
    )
    left, right = st.columns([2, 1], gap="medium")
    with left:
        _ledger(here, facts, by_status)
    with right:
        _add(here)
        _file(here)


def _remark(status: FactStatus) -> str:
    return "may enter a draft" if status is FactStatus.CONFIRMED else "stays out of drafts"


def _ledger(here: Here, facts: tuple[Fact, ...], by_status: dict[FactStatus, list[Fact]]) -> None:
    if not facts:
        look.note("No fact yet. Write down what happened, who is affected and what is being done.")
        return
    shown = st.segmented_control(
        "Show",
        ["all", *[status.value for status in FactStatus if by_status[status]]],
        default="all",
        key=f"shown/{here.slug}",
    )
    for fact in facts:
        if shown in (None, "all", fact.status.value):
            _row(here, fact)


def _row(here: Here, fact: Fact) -> None:
    off = " off" if fact.status is FactStatus.RETRACTED else ""
    with st.container(border=True, key=f"card/{fact.id}"):
        words, doing = st.columns([4, 1], vertical_alignment="center")
        with words:
            st.html(
                f'<div class="d-fact"><div class="d-row">{look.tag(fact.id)}{look.chip(fact.status.value)}'
                f'<span class="d-meta">{html(_SAYS[fact.role])}</span></div>'
                f'<p class="d-say{off}">{html(fact.text)}</p>'
                f'<span class="d-meta">{html(_signed(fact))}</span></div>'
            )
        with doing:
            _doing(here, fact)


def _doing(here: Here, fact: Fact) -> None:
    """What can be done with a fact: confirming is one click away, the rest in a menu."""
    may = here.person.may(Duty.DRAFTER)
    why = None if may else "It takes the role drafter."
    if not fact.confirmed and st.button(
        f"Confirm {fact.id}",
        key=f"confirm/{fact.id}",
        type="primary",
        disabled=not may,
        help=why,
        width="stretch",
    ):
        _confirm(here, fact)
    wanted = st.menu_button(
        f"Change {fact.id}",
        ["Withdraw" if fact.confirmed else "Change status", "Reword", "Versions"],
        key=f"change/{fact.id}",
        width="stretch",
        disabled=not may,
        help=why,
    )
    if wanted == "Versions":
        _versions(here, fact)
    elif wanted == "Reword":
        _reword(here, fact)
    elif wanted is not None:
        _withdraw(here, fact)


def _signed(fact: Fact) -> str:
    source = f"Source: {fact.source}" if fact.source else "No source given"
    if fact.confirmed_by:
        return f"{source}. Confirmed by {fact.confirmed_by}, {look.when(fact.confirmed_at)}"
    return source


def _quoted(fact: Fact) -> None:
    st.html(f'<div class="d-post"><p>{html(fact.text)}</p></div>')


@st.dialog("Confirm a fact", width="medium")
def _confirm(here: Here, fact: Fact) -> None:
    with shell.caught():
        _quoted(fact)
        with st.form(f"confirming/{fact.id}"):
            source = st.text_input("Source: who or what says so", value=fact.source)
            st.caption(f"Confirmed by {label(here.name)}: your name stands beside it.")
            if st.form_submit_button("Confirm", type="primary"):
                here.desk.facts.confirm(here.slug, fact.id, by=here.name, source=source)
                shell.tell("success", f"{fact.id} is confirmed.")
                st.rerun()


@st.dialog("Reword a fact", width="medium")
def _reword(here: Here, fact: Fact) -> None:
    with shell.caught():
        look.quiet(
            "What was confirmed is the old wording: after a change it has to be confirmed again."
        )
        with st.form(f"rewording/{fact.id}"):
            text = st.text_area("Text of the fact", value=fact.text)
            role = st.selectbox(
                "What it says",
                list(Role),
                index=list(Role).index(fact.role),
                format_func=_SAYS.__getitem__,
            )
            if st.form_submit_button("Save the new wording", type="primary") and role is not None:
                here.desk.facts.reword(here.slug, fact.id, text=text, role=role, by=here.name)
                shell.tell("success", f"{fact.id} says it anew. Confirm it to use it.")
                _warn(here, fact)
                st.rerun()


@st.dialog("How sure is it?", width="medium")
def _withdraw(here: Here, fact: Fact) -> None:
    with shell.caught():
        _quoted(fact)
        if fact.confirmed:
            look.note(_hit(here, fact), "wait")
        others = [one for one in FactStatus if one not in (FactStatus.CONFIRMED, fact.status)]
        with st.form(f"withdrawing/{fact.id}"):
            status = st.radio("It is", others, index=None, format_func=lambda one: str(one.value))
            reason = st.text_input("Why (optional, stays on the record)")
            if st.form_submit_button("Change it", type="primary"):
                if status is None:
                    st.error("Say how sure it is now.")
                    return
                here.desk.facts.withdraw(
                    here.slug, fact.id, status=status, by=here.name, reason=reason
                )
                shell.tell("success", f"{fact.id} is {status.value}.")
                _warn(here, fact)
                st.rerun()


def _hit(here: Here, fact: Fact) -> str:
    """What a change of a fact does to the texts that rest on it."""
    texts = here.desk.statements.citing(here.slug, fact.id)
    public = sum(one.out is not None for one in texts)
    said = (
        f"{look.count(len(texts), 'text')} on the desk rest on it"
        if texts
        else "No text rests on it"
    )
    out = f", {public} of them public: those have to be put right" if public else ""
    return f"{said}{out}. Approvals of texts that cite it are void from then on."


def _warn(here: Here, fact: Fact) -> None:
    for one in here.desk.statements.citing(here.slug, fact.id):
        if one.out is not None:
            shell.tell(
                "warning",
                f"A text that is public at {one.out.address} rests on {fact.id}: put it right.",
            )


@st.dialog("Versions of a fact", width="large")
def _versions(here: Here, fact: Fact) -> None:
    with shell.caught():
        rows = [
            (
                html(look.when(at)),
                html(by),
                look.chip(was.status.value),
                html(was.text),
                html(was.source),
            )
            for at, by, was in reversed(here.desk.facts.versions(here.slug, fact.id))
        ]
        look.table(("When", "Who", "Status", "Text", "Source"), rows)


def _add(here: Here) -> None:
    look.heading("Add a fact")
    with st.form(f"add/{here.slug}", clear_on_submit=True):
        role = st.selectbox("What it says", list(Role), format_func=_SAYS.__getitem__)
        text = st.text_area("The fact, as it may be said in public", height=110)
        source = st.text_input("Source, if known")
        may = here.person.may(Duty.DRAFTER)
        if (
            st.form_submit_button("Add, unconfirmed", type="primary", disabled=not may)
            and role is not None
        ):
            with shell.told():
                fact = here.desk.facts.add(
                    here.slug, role=role, text=text, source=source, by=here.name
                )
                shell.tell("success", f"{fact.id} is in the ledger, unconfirmed.")
            st.rerun()
    if not here.person.may(Duty.DRAFTER):
        look.note("It takes the role drafter to write facts.")


def _file(here: Here) -> None:
    look.heading("Facts file")
    st.download_button(
        "Download as YAML",
        data=lambda: here.desk.facts.export(here.slug),
        file_name=f"{here.slug}-facts.yaml",
        mime="application/yaml",
        icon=":material/download:",
        on_click="ignore",
        width="stretch",
    )
    with st.expander("Take facts from a file"), st.form(f"file/{here.slug}", clear_on_submit=True):
        given = st.file_uploader(
            "A facts file (YAML or JSON)",
            type=["yaml", "yml", "json"],
            max_upload_size=look.MOST_MEGABYTES,
        )
        look.quiet(
            "Confirmed facts without a name are confirmed under yours. Facts of the same id get a new version."
        )
        if (
            st.form_submit_button("Take it", disabled=not here.person.may(Duty.DRAFTER))
            and given is not None
        ):
            with shell.told():
                changed = _taken(here, given.name, given.getvalue())
                said = ", ".join(changed) if changed else "nothing new"
                shell.tell("success", f"Taken from {given.name}: {said}.")
            st.rerun()


def _taken(here: Here, name: str, data: bytes) -> tuple[str, ...]:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"facts{Path(name).suffix}"
        path.write_bytes(data)
        try:
            return here.desk.facts.import_file(here.slug, path, by=here.name)
        except FactsError as wrong:
            raise FactsError(wrong.problem, where=name, line=wrong.line) from None


shell.run(page)
